//! A tour of a desk with the generated client: what visitors and employees do in a day.

use docwright_runtime::client::{Bearer, BuildError};
use superoffice::client::Client;
use superoffice::models::*;

/// What stops a tour: a call that failed, or an answer that is not as it should be.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;

/// Takes the tour at the desk with this base URL, and tells `say` what happens.
///
/// # Errors
/// The first call that fails.
pub async fn tour(base_url: &str, say: &mut impl FnMut(String)) -> Result<(), Fault> {
    let visitor = Client::builder(base_url).build()?;
    let anna = employee(base_url, "anna")?;
    let bert = employee(base_url, "bert")?;

    let topic = open_topic(&anna, &["anna", "bert"]).await?;
    say(format!("topic {topic} is open: {}", anna.chat_agent().is_within_opening_hours(&at(topic)).await?));

    let session = enter_queue(&visitor, topic).await?;
    say(format!("a visitor waits in conversation {session}"));

    anna.chat_agent().pick_up_first_chat_session().await?;
    let line = |text: &str, r#type: &str| ChatAddChatMessageRequest {
        chat_session_id: Some(session),
        message: Some(ChatMessage { r#type: text_of(r#type), message: text_of(text), ..ChatMessage::default() }),
        ..Default::default()
    };
    anna.chat_agent().add_chat_message(&line("Hello, what can I do for you?", "ToCustomer")).await?;
    let transfer = ChatTransferChatSessionRequest {
        chat_session_id: Some(session),
        to_associate: text_of("bert"),
        ..Default::default()
    };
    let offered = anna.chat_agent().transfer_chat_session(&transfer).await?;
    say(format!("Anna asks {} to take over", name_of(offered.transfer_to)));

    let accept = ChatAcceptChatSessionTransferRequest { chat_session_id: Some(session), ..Default::default() };
    let accepted = bert.chat_agent().accept_chat_session_transfer(&accept).await?;
    say(format!("{} has taken over", name_of(accepted.user.clone())));
    bert.chat_agent().add_chat_message(&line("Yes, we are open on Saturday.", "ToCustomer")).await?;

    let closed = ChatSessionEntity { status: text_of("Closed"), ..accepted };
    let closed = bert.chat_agent().save_chat_session_entity(&closed).await?;
    say(format!("the conversation is {}", closed.status.unwrap_or_default()));

    match bert.chat_agent().pick_up_first_chat_session().await {
        Ok(next) => say(format!("next is conversation {}", next.chat_session_id.unwrap_or_default())),
        Err(error) if error.status().is_some_and(|status| status == 404) => say("nobody else waits".to_owned()),
        Err(error) => return Err(error.into()),
    }

    let transcript =
        ChatGetChatTranscriptRequest { chat_session_id: Some(session), html: Some(false), ..Default::default() };
    for line in anna.chat_agent().get_chat_transcript(&transcript).await?.lines() {
        say(format!("  {line}"));
    }
    for session in anna.chat_agent().chat_sessions_for_user().select("ChatSessionId,Status").await? {
        say(format!(
            "conversation {}: {}",
            session.chat_session_id.unwrap_or_default(),
            session.status.unwrap_or_default()
        ));
    }
    Ok(())
}

fn employee(base_url: &str, user_name: &str) -> Result<Client, BuildError> {
    Client::builder(base_url).credentials(Bearer::new(user_name)).build()
}

/// Makes a topic in which these employees answer.
async fn open_topic(client: &Client, user_names: &[&str]) -> Result<i32, Fault> {
    let chat = client.chat_agent();
    let blank = chat.create_default_chat_topic_entity().await?;
    let topic = chat.save_chat_topic_entity(&ChatTopicEntity { name: text_of("Opening hours"), ..blank }).await?;
    for user_name in user_names {
        let permissions = ChatTopicAgent {
            user: Some(Associate { user_name: text_of(user_name), ..Associate::default() }),
            ..chat.create_default_chat_topic_agent().await?
        };
        let request = ChatAddChatTopicUserAgentRequest {
            chat_topic_id: topic.chat_topic_id,
            useragent: Some(permissions),
            ..Default::default()
        };
        chat.add_chat_topic_user_agent(&request).await?;
    }
    Ok(topic.chat_topic_id.ok_or("the topic has no id")?)
}

/// A visitor comes and asks.
async fn enter_queue(client: &Client, topic: i32) -> Result<i32, Fault> {
    let request = ChatCreateChatSessionForTopicRequest { chat_topic_id: Some(topic), ..Default::default() };
    let session = client.chat_agent().create_chat_session_for_topic(&request).await?;
    let question = ChatMessage {
        author: text_of("bookworm"),
        message: text_of("Is the shop open on Saturday?"),
        ..ChatMessage::default()
    };
    let request = ChatAddChatMessageRequest {
        chat_session_id: session.chat_session_id,
        message: Some(question),
        ..Default::default()
    };
    client.chat_agent().add_chat_message(&request).await?;
    Ok(session.chat_session_id.ok_or("the conversation has no id")?)
}

fn at(topic: i32) -> ChatIsWithinOpeningHoursRequest {
    ChatIsWithinOpeningHoursRequest { chat_topic_id: Some(topic), ..Default::default() }
}

fn text_of(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn name_of(someone: Option<Associate>) -> String {
    someone.and_then(|someone| someone.full_name).unwrap_or_else(|| "nobody".to_owned())
}
