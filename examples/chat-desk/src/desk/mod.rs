//! The desk: topics, the conversations in them, and who is present.
//!
//! The rules are in `session`, `topic`, `hours` and `transcript`, which know nothing of HTTP and threads;
//! `chat_agent` and `rest` connect them with the generated traits.

mod chat_agent;
mod hours;
mod presence;
mod rest;
mod session;
mod topic;
mod transcript;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard};

use docwright_runtime::server::{Context, Error, Result};
use jiff::Timestamp;
use superoffice::models::{Associate, ChatSessionEntity};

use self::session::Session;
use self::topic::Topic;
use crate::clock::Clock;
use crate::staff::Staff;
use crate::store::{Ids, Store};

/// The desk. Clones share their data.
#[derive(Clone)]
pub struct Desk {
    staff: Staff,
    clock: Arc<dyn Clock>,
    books: Arc<Mutex<Books>>,
}

/// All that a desk writes down.
struct Books {
    topics: Store<Topic>,
    sessions: Store<Session>,
    /// Lines are counted over all conversations.
    line_ids: Ids,
    /// Employees by id.
    present: BTreeSet<i32>,
}

impl Desk {
    /// A desk without topics, where nobody is present yet.
    pub fn new(staff: Staff, clock: Arc<dyn Clock>) -> Self {
        let books = Books {
            topics: Store::new("topic"),
            sessions: Store::new("conversation"),
            line_ids: Ids::default(),
            present: BTreeSet::new(),
        };
        Self { staff, clock, books: Arc::new(Mutex::new(books)) }
    }

    /// Nothing waits while it holds the books, so an ordinary mutex does.
    fn books(&self) -> Result<MutexGuard<'_, Books>> {
        self.books.lock().map_err(|_| Error::internal("an earlier request failed while it changed the books"))
    }

    /// Changes a conversation on behalf of the caller.
    fn change_session(
        &self,
        context: &Context,
        id: Option<i32>,
        change: impl FnOnce(&mut Session, &Associate, Timestamp) -> Result<()>,
    ) -> Result<ChatSessionEntity> {
        let id = crate::required("ChatSessionId", id)?;
        let caller = self.staff.caller(context)?;
        let mut books = self.books()?;
        let session = books.sessions.get_mut(id)?;
        change(session, caller, self.clock.now())?;
        Ok(session.entity.clone())
    }
}
