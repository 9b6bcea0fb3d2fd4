//! A server that implements two operations, and a client that calls them without a network.

use build_script_example::client::Client;
use build_script_example::models::ChatSessionEntity;
use build_script_example::server::{ChatAgent, ContactEntity, chat_agent, contact_entity};
use docwright_runtime::client::TowerTransport;
use docwright_runtime::server::{Context, Error, Result};

/// Implements what it can; every other operation answers 501.
#[derive(Clone)]
struct Desk;

impl ChatAgent for Desk {
    async fn create_default_chat_session_entity(&self, _: Context) -> Result<ChatSessionEntity> {
        Ok(ChatSessionEntity { chat_session_id: Some(0), topic_id: Some(7), ..ChatSessionEntity::default() })
    }
}

impl ContactEntity for Desk {
    async fn delete_contact_entity(&self, _: Context, id: i32) -> Result<()> {
        if id == 42 { Ok(()) } else { Err(Error::not_found("there is just one company")) }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let routes = chat_agent(Desk).merge(contact_entity(Desk));
    let transport = TowerTransport::new(routes.into_router());
    let client = Client::builder("http://in.process").transport(transport).build()?;

    let session = client.chat_agent().create_default_chat_session_entity().await?;
    println!("a new session belongs to topic {:?}", session.topic_id);

    client.contact_entity().delete_contact_entity(42).await?;
    match client.contact_entity().delete_contact_entity(1).await {
        Ok(()) => println!("there was a second company"),
        Err(error) => println!("{error}"),
    }
    Ok(())
}
