//! Two clients that do the same.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::ensure;
use docwright_runtime::from_json;
use superoffice::client::Client;
use superoffice::models;

use crate::twins;

pub(super) const CONTACT: &str = "/api/v1/Contact";
pub(super) const MESSAGE: &str = "/api/v1/Agents/Chat/AddChatMessage";

/// A user of the API.
pub trait User: Clone + Send + Sync + 'static {
    /// Fetches a company.
    fn get_contact(&self, id: i32) -> impl Future<Output = anyhow::Result<()>> + Send;

    /// Says something in a conversation.
    fn add_message(&self) -> impl Future<Output = anyhow::Result<()>> + Send;
}

/// Uses the generated client.
#[derive(Clone)]
pub struct Generated {
    client: Client,
    request: Arc<models::ChatAddChatMessageRequest>,
}

/// Uses `reqwest`.
#[derive(Clone)]
pub struct ByHand {
    client: reqwest::Client,
    base: String,
    request: Arc<twins::ChatAddChatMessageRequest>,
}

impl Generated {
    /// A user of the server at this address, who says this.
    ///
    /// # Errors
    /// There is no client, or the document is no message.
    pub fn new(server: SocketAddr, message: &[u8]) -> anyhow::Result<Self> {
        let client = Client::builder(format!("http://{server}")).build()?;
        Ok(Self { client, request: from_json::<models::ChatAddChatMessageRequest>(message)?.into() })
    }
}

impl ByHand {
    /// A user of the server at this address, who says this.
    ///
    /// # Errors
    /// There is no client, or the document is no message.
    pub fn new(server: SocketAddr, message: &[u8]) -> anyhow::Result<Self> {
        let client = reqwest::Client::builder().build()?;
        let request: twins::ChatAddChatMessageRequest = serde_json::from_slice(message)?;
        Ok(Self { client, base: format!("http://{server}"), request: request.into() })
    }
}

impl User for Generated {
    async fn get_contact(&self, id: i32) -> anyhow::Result<()> {
        let contact = self.client.contact_entity().get_contact_entity(id).await?;
        ensure!(contact.contact_id == Some(id), "another company");
        Ok(())
    }

    async fn add_message(&self) -> anyhow::Result<()> {
        let message = self.client.chat_agent().add_chat_message(&self.request).await?;
        ensure!(message.author.is_some(), "another message");
        Ok(())
    }
}

impl User for ByHand {
    async fn get_contact(&self, id: i32) -> anyhow::Result<()> {
        let request = self.client.get(format!("{}{CONTACT}/{id}", self.base));
        let contact: twins::ContactEntityWithLinks = request.send().await?.error_for_status()?.json().await?;
        ensure!(contact.contact_id == Some(id), "another company");
        Ok(())
    }

    async fn add_message(&self) -> anyhow::Result<()> {
        let request = self.client.post(format!("{}{MESSAGE}", self.base)).json(&*self.request);
        let message: twins::ChatMessage = request.send().await?.error_for_status()?.json().await?;
        ensure!(message.author.is_some(), "another message");
        Ok(())
    }
}
