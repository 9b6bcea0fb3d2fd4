//! The rules of the desk, as clients see them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{employee, serve};
use superoffice::client::Client;
use superoffice::models::*;

async fn topic(client: &Client, user_names: &[&str]) -> i32 {
    let chat = client.chat_agent();
    let topic = chat.save_chat_topic_entity(&ChatTopicEntity::default()).await.unwrap().chat_topic_id;
    for user_name in user_names {
        let agent = ChatTopicAgent {
            user: Some(Associate { user_name: Some((*user_name).to_owned()), ..Associate::default() }),
            can_respond: Some(true),
            ..ChatTopicAgent::default()
        };
        let request =
            ChatAddChatTopicUserAgentRequest { chat_topic_id: topic, useragent: Some(agent), ..Default::default() };
        chat.add_chat_topic_user_agent(&request).await.unwrap();
    }
    topic.unwrap()
}

async fn waiting(client: &Client, topic: i32) -> i32 {
    let request = ChatCreateChatSessionForTopicRequest { chat_topic_id: Some(topic), ..Default::default() };
    client.chat_agent().create_chat_session_for_topic(&request).await.unwrap().chat_session_id.unwrap()
}

fn pick_up(session: i32) -> ChatPickUpChatSessionRequest {
    ChatPickUpChatSessionRequest { chat_session_id: Some(session), ..Default::default() }
}

fn offer(session: i32, user_name: &str) -> ChatTransferChatSessionRequest {
    ChatTransferChatSessionRequest {
        chat_session_id: Some(session),
        to_associate: Some(user_name.to_owned()),
        ..Default::default()
    }
}

#[tokio::test]
async fn a_visitor_is_picked_up_once() {
    let base_url = serve().await;
    let (anna, bert) = (employee(&base_url, "anna"), employee(&base_url, "bert"));
    let session = waiting(&anna, topic(&anna, &[]).await).await;
    let mine = anna.chat_agent().pick_up_chat_session(&pick_up(session)).await.unwrap();
    assert_eq!((mine.status.as_deref(), mine.user.unwrap().associate_id), (Some("UserLast"), Some(1)));
    assert_eq!(mine.when_started.unwrap().as_str(), common::NOW);
    let late = bert.chat_agent().pick_up_chat_session(&pick_up(session)).await.unwrap_err();
    assert_eq!(late.status().unwrap(), 404);
}

#[tokio::test]
async fn only_ones_own_conversation_can_be_offered_and_only_an_offer_accepted() {
    let base_url = serve().await;
    let (anna, bert) = (employee(&base_url, "anna"), employee(&base_url, "bert"));
    let session = waiting(&anna, topic(&anna, &[]).await).await;
    anna.chat_agent().pick_up_chat_session(&pick_up(session)).await.unwrap();

    let unchanged = bert.chat_agent().transfer_chat_session(&offer(session, "carla")).await.unwrap();
    assert_eq!(unchanged.transfer_to, None);
    let accept = ChatAcceptChatSessionTransferRequest { chat_session_id: Some(session), ..Default::default() };
    let unchanged = bert.chat_agent().accept_chat_session_transfer(&accept).await.unwrap();
    assert_eq!(unchanged.user.unwrap().associate_id, Some(1));

    anna.chat_agent().transfer_chat_session(&offer(session, "bert")).await.unwrap();
    let reject = ChatRejectChatSessionTransferRequest { chat_session_id: Some(session), ..Default::default() };
    let rejected = bert.chat_agent().reject_chat_session_transfer(&reject).await.unwrap();
    assert_eq!((rejected.transfer_to, rejected.user.unwrap().associate_id), (None, Some(1)));
}

#[tokio::test]
async fn the_one_who_waited_longest_comes_first_and_may_be_sent_back() {
    let base_url = serve().await;
    let anna = employee(&base_url, "anna");
    let elsewhere = topic(&anna, &["bert"]).await;
    waiting(&anna, elsewhere).await;
    let here = topic(&anna, &["anna"]).await;
    let (first, second) = (waiting(&anna, here).await, waiting(&anna, here).await);

    let picked = anna.chat_agent().pick_up_first_chat_session().await.unwrap();
    assert_eq!((picked.chat_session_id, picked.initial_queue_pos), (Some(first), Some(1)));
    let reset = ChatResetChatSessionRequest { chat_session_id: Some(first), ..Default::default() };
    let reset = anna.chat_agent().reset_chat_session(&reset).await.unwrap();
    assert_eq!((reset.status.as_deref(), reset.user), (Some("InQueue"), None));

    let sessions = anna.chat_agent().chat_sessions_for_user().select("ChatSessionId").await.unwrap();
    let only_id = |id| ChatSessionEntity { chat_session_id: Some(id), ..ChatSessionEntity::default() };
    assert_eq!(sessions, [only_id(first), only_id(second)]);
}

#[tokio::test]
async fn lines_are_read_from_a_given_one_on_and_not_added_after_the_end() {
    let base_url = serve().await;
    let anna = employee(&base_url, "anna");
    let session = waiting(&anna, topic(&anna, &[]).await).await;
    let add = |text: &str| ChatAddChatMessageRequest {
        chat_session_id: Some(session),
        message: Some(ChatMessage { message: Some(text.to_owned()), ..ChatMessage::default() }),
        ..Default::default()
    };
    let first = anna.chat_agent().add_chat_message(&add("one")).await.unwrap();
    anna.chat_agent().add_chat_message(&add("two")).await.unwrap();
    let read = ChatGetChatMessagesRequest {
        chat_session_id: Some(session),
        after: first.chat_message_id,
        ..Default::default()
    };
    let read = anna.chat_agent().get_chat_messages(&read).await.unwrap();
    assert_eq!(read.iter().map(|line| line.message.as_deref()).collect::<Vec<_>>(), [Some("two")]);

    let entity = anna.chat_agent().get_chat_session_entity(session).await.unwrap();
    let closed = ChatSessionEntity { status: Some("Closed".to_owned()), ..entity };
    let closed = anna.chat_agent().save_chat_session_entity(&closed).await.unwrap();
    assert_eq!(closed.when_ended.unwrap().as_str(), common::NOW);
    let error = anna.chat_agent().add_chat_message(&add("three")).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 400);
}

#[tokio::test]
async fn presence_counts_conversations_and_topics() {
    let base_url = serve().await;
    let anna = employee(&base_url, "anna");
    let topic = topic(&anna, &["anna"]).await;
    waiting(&anna, topic).await;
    anna.chat_agent().pick_up_first_chat_session().await.unwrap();
    let here =
        |user_id, present| ChatPresence { user_id: Some(user_id), present: Some(present), ..ChatPresence::default() };
    anna.chat_presence().save_chat_presence(&[here(1, true), here(2, true)]).await.unwrap();
    let request = ChatSaveChatPresenceRequest { chat_presence: Some(vec![here(2, false)]), ..Default::default() };
    anna.chat_agent().save_chat_presence(&request).await.unwrap();

    let presence = anna.chat_agent().get_chat_presence().await.unwrap();
    assert_eq!(presence.len(), 1);
    assert_eq!((presence[0].ongoing_chats, presence[0].chat_topics.as_deref()), (Some(1), Some([topic].as_slice())));
    let list = ChatGetUserAgentListRequest { flat: Some(true), only_present: Some(true), ..Default::default() };
    let list = anna.chat_agent().get_user_agent_list(&list).await.unwrap();
    assert_eq!(list.iter().map(|entry| entry.id).collect::<Vec<_>>(), [Some(1)]);
}

#[tokio::test]
async fn whoever_is_missing_in_the_new_list_loses_his_permissions() {
    let base_url = serve().await;
    let anna = employee(&base_url, "anna");
    let topic = topic(&anna, &["anna", "bert"]).await;
    let carla = ChatTopicAgent {
        user: Some(Associate { associate_id: Some(3), ..Associate::default() }),
        can_listen: Some(true),
        ..ChatTopicAgent::default()
    };
    let agents = anna.chat_topic_entity().update_chat_topic_user_agents(topic, &[carla]).await.unwrap();
    assert_eq!(agents.len(), 1);
    assert_eq!(anna.chat_agent().chat_topics_for_user().await.unwrap(), []);
    let request = ChatGetChatTopicUserAgentRequest {
        chat_topic_id: Some(topic),
        username: Some("bert".to_owned()),
        ..Default::default()
    };
    let missing = anna.chat_agent().get_chat_topic_user_agent(&request).await.unwrap_err();
    assert_eq!(missing.status().unwrap(), 404);
}

#[tokio::test]
async fn strangers_are_refused_where_it_matters_who_calls() {
    let base_url = serve().await;
    let stranger = Client::builder(&base_url).build().unwrap();
    let error = stranger.chat_agent().chat_sessions_for_user().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    let anna = employee(&base_url, "anna");
    assert_eq!(anna.user().get_current_associate().await.unwrap().full_name.as_deref(), Some("Anna Berg"));
}

#[tokio::test]
async fn an_erased_topic_takes_its_conversations_along() {
    let base_url = serve().await;
    let anna = employee(&base_url, "anna");
    let topic = topic(&anna, &[]).await;
    let session = waiting(&anna, topic).await;
    anna.chat_agent().delete_chat_topic_entity(topic).await.unwrap();
    for status in [
        anna.chat_agent().get_chat_topic_entity(topic).await.unwrap_err().status(),
        anna.chat_agent().get_chat_session_entity(session).await.unwrap_err().status(),
        anna.chat_agent().delete_chat_topic_entity(topic).await.unwrap_err().status(),
    ] {
        assert_eq!(status.unwrap(), 404);
    }
}
