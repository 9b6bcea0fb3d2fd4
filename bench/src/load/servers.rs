//! Two servers that answer the same: one company, and lines of conversations as they were said.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use docwright_runtime::from_json;
use docwright_runtime::server::{Context, Result};
use superoffice::query::{Select, SelectFk};
use superoffice::{models, server};
use tokio::net::TcpListener;

use super::clients::{CONTACT, MESSAGE};
use crate::twins;

/// The generated server, answering with this company.
///
/// # Errors
/// The document is no company.
pub fn generated(contact: &[u8]) -> anyhow::Result<Router> {
    let desk = Desk(Arc::new(from_json(contact)?));
    Ok(server::contact_entity(desk.clone()).merge(server::chat_agent(desk)).into_router())
}

/// The server written by hand, answering with this company.
///
/// # Errors
/// The document is no company.
pub fn by_hand(contact: &[u8]) -> anyhow::Result<Router> {
    let contact: Arc<twins::ContactEntityWithLinks> = Arc::new(serde_json::from_slice(contact)?);
    let router = Router::new().route(&format!("{CONTACT}/{{id}}"), get(get_contact)).route(MESSAGE, post(add_message));
    Ok(router.with_state(contact))
}

/// Serves on a port of its own until the runtime ends.
///
/// # Errors
/// There is no port.
pub async fn serve(router: Router) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

#[derive(Clone)]
struct Desk(Arc<models::ContactEntityWithLinks>);

impl server::ContactEntity for Desk {
    async fn get_contact_entity(&self, _: Context, id: i32, _: SelectFk) -> Result<models::ContactEntityWithLinks> {
        Ok(models::ContactEntityWithLinks { contact_id: Some(id), ..(*self.0).clone() })
    }
}

impl server::ChatAgent for Desk {
    async fn add_chat_message(
        &self,
        _: Context,
        request: models::ChatAddChatMessageRequest,
        _: Select,
    ) -> Result<models::ChatMessage> {
        Ok(request.message.unwrap_or_default())
    }
}

async fn get_contact(
    State(contact): State<Arc<twins::ContactEntityWithLinks>>,
    Path(id): Path<i32>,
) -> Json<twins::ContactEntityWithLinks> {
    Json(twins::ContactEntityWithLinks { contact_id: Some(id), ..(*contact).clone() })
}

async fn add_message(Json(request): Json<twins::ChatAddChatMessageRequest>) -> Json<twins::ChatMessage> {
    Json(request.message.unwrap_or_default())
}
