//! The life of a conversation: waiting, running (whoever spoke last), closed.

use docwright_runtime::server::{Error, Result};
use jiff::Timestamp;
use superoffice::models::{Associate, ChatMessage, ChatSessionEntity};

use super::Books;

/// A conversation and what was said in it.
pub(super) struct Session {
    pub entity: ChatSessionEntity,
    pub lines: Vec<ChatMessage>,
}

/// Where a conversation is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The visitor waits.
    InQueue,
    /// It runs, and the visitor spoke last.
    CustomerLast,
    /// It runs, and the employee spoke last.
    UserLast,
    /// It is over.
    Closed,
}

impl Stage {
    const ALL: [Self; 4] = [Self::InQueue, Self::CustomerLast, Self::UserLast, Self::Closed];

    /// The text on the wire.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::InQueue => "InQueue",
            Self::CustomerLast => "CustomerLast",
            Self::UserLast => "UserLast",
            Self::Closed => "Closed",
        }
    }

    /// The stage of a text on the wire; the API knows more than this desk has.
    fn of(status: Option<&str>) -> Option<Self> {
        let status = status?;
        Self::ALL.into_iter().find(|stage| stage.as_str() == status)
    }
}

/// Who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaker {
    Visitor,
    Employee,
}

impl Speaker {
    /// How the API tells it: a line goes to the customer or to the user.
    pub(super) fn message_type(self) -> &'static str {
        match self {
            Self::Visitor => "ToUser",
            Self::Employee => "ToCustomer",
        }
    }

    /// A line without type is the visitor's.
    pub(super) fn of(line: &ChatMessage) -> Self {
        match line.r#type.as_deref() {
            Some("ToCustomer") => Self::Employee,
            _ => Self::Visitor,
        }
    }
}

impl Session {
    /// The stage; `None` where somebody stored one that this desk does not know.
    pub(super) fn stage(&self) -> Option<Stage> {
        Stage::of(self.entity.status.as_deref())
    }

    fn enter(&mut self, stage: Stage) {
        self.entity.status = Some(stage.as_str().to_owned());
    }

    fn is_running(&self) -> bool {
        matches!(self.stage(), Some(Stage::CustomerLast | Stage::UserLast))
    }

    /// Whether the visitor waits for somebody.
    pub(super) fn is_waiting(&self) -> bool {
        self.stage() == Some(Stage::InQueue)
    }

    /// Whether it runs, and is this employee's.
    pub(super) fn is_run_by(&self, employee: &Associate) -> bool {
        self.is_running() && is_same(self.entity.user.as_ref(), employee)
    }

    /// An employee begins to talk to the visitor.
    ///
    /// # Errors
    /// 404: nobody waits (any more).
    pub(super) fn pick_up(&mut self, employee: &Associate, now: Timestamp) -> Result<()> {
        if !self.is_waiting() {
            return Err(Error::not_found("no visitor waits in this conversation"));
        }
        self.enter(Stage::UserLast);
        self.entity.user = Some(employee.clone());
        self.entity.when_started = Some(now.into());
        Ok(())
    }

    /// The employee offers it to a colleague; nothing happens if it is not the employee's.
    pub(super) fn offer(&mut self, employee: &Associate, colleague: &Associate) {
        if self.is_run_by(employee) {
            self.entity.transfer_to = Some(colleague.clone());
        }
    }

    /// The employee takes it over; nothing happens without an offer.
    pub(super) fn accept(&mut self, employee: &Associate) {
        if self.is_offered_to(employee) {
            self.entity.user = self.entity.transfer_to.take();
        }
    }

    /// The employee turns an offer down; nothing happens without one.
    pub(super) fn reject(&mut self, employee: &Associate) {
        if self.is_offered_to(employee) {
            self.entity.transfer_to = None;
        }
    }

    /// Sends the visitor back to the queue; nothing happens if the conversation does not run.
    pub(super) fn reset(&mut self) {
        if self.is_running() {
            self.enter(Stage::InQueue);
            self.entity.user = None;
            self.entity.transfer_to = None;
        }
    }

    /// Adds a line.
    ///
    /// # Errors
    /// 400: the conversation is closed.
    pub(super) fn say(&mut self, line: ChatMessage, now: Timestamp) -> Result<()> {
        if self.stage() == Some(Stage::Closed) {
            return Err(Error::bad_request("the conversation is closed"));
        }
        if self.is_running() {
            self.enter(match Speaker::of(&line) {
                Speaker::Visitor => Stage::CustomerLast,
                Speaker::Employee => Stage::UserLast,
            });
        }
        self.entity.when_idle = Some(now.into());
        self.entity.last_message.clone_from(&line.message);
        self.entity.first_message.get_or_insert_with(|| line.message.clone().unwrap_or_default());
        self.lines.push(line);
        Ok(())
    }

    /// Replaces the entity, and notes the end if that closes the conversation.
    fn replace(&mut self, entity: ChatSessionEntity, now: Timestamp) {
        let was_closed = self.stage() == Some(Stage::Closed);
        self.entity = entity;
        if self.stage() == Some(Stage::Closed) && !was_closed {
            self.entity.transfer_to = None;
            self.entity.when_ended = Some(now.into());
        }
    }

    fn is_offered_to(&self, employee: &Associate) -> bool {
        self.is_running() && is_same(self.entity.transfer_to.as_ref(), employee)
    }
}

fn is_same(someone: Option<&Associate>, employee: &Associate) -> bool {
    someone.is_some_and(|someone| someone.associate_id.is_some() && someone.associate_id == employee.associate_id)
}

impl Books {
    /// Puts a visitor into the queue of a topic.
    ///
    /// # Errors
    /// 404: there is no such topic.
    pub(super) fn open_session(&mut self, entity: ChatSessionEntity, now: Timestamp) -> Result<&mut Session> {
        let topic_id = crate::required("TopicId", entity.topic_id)?;
        self.topics.get(topic_id)?;
        let ahead = self.waiting_in(topic_id).count();
        self.sessions.insert(|id| Session {
            entity: ChatSessionEntity {
                chat_session_id: Some(id),
                status: Some(Stage::InQueue.as_str().to_owned()),
                when_requested: Some(now.into()),
                initial_queue_pos: i32::try_from(ahead + 1).ok(),
                ..entity
            },
            lines: Vec::new(),
        })
    }

    /// Stores a conversation: without an id it is added, with one it replaces what is there.
    ///
    /// # Errors
    /// 404: there is no conversation or topic with this id.
    pub(super) fn save_session(&mut self, entity: ChatSessionEntity, now: Timestamp) -> Result<&mut Session> {
        match entity.chat_session_id {
            None | Some(0) => self.open_session(entity, now),
            Some(id) => {
                let session = self.sessions.get_mut(id)?;
                session.replace(entity, now);
                Ok(session)
            }
        }
    }

    /// The conversation whose visitor has waited longest in one of these topics.
    ///
    /// # Errors
    /// 404: nobody waits.
    pub(super) fn first_waiting(&mut self, topics: &[i32]) -> Result<&mut Session> {
        let first = self.sessions.rows().find(|session| session.is_waiting() && session.is_in(topics));
        let id = first.and_then(|session| session.entity.chat_session_id);
        let id = id.ok_or_else(|| Error::not_found("nobody waits"))?;
        self.sessions.get_mut(id)
    }

    fn waiting_in(&self, topic_id: i32) -> impl Iterator<Item = &Session> {
        self.sessions.rows().filter(move |session| session.is_waiting() && session.is_in(&[topic_id]))
    }
}

impl Session {
    /// Whether it belongs to one of these topics.
    pub(super) fn is_in(&self, topics: &[i32]) -> bool {
        self.entity.topic_id.is_some_and(|id| topics.contains(&id))
    }
}
