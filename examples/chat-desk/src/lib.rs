//! A chat desk in memory: visitors wait in the queues of topics, employees pick them up, hand them
//! over and close the conversation.
//!
//! It shows how to write a server over generated traits:
//!
//! | Module | What it shows |
//! |---|---|
//! | [`desk`] | one service with state: `ChatAgent`, and the REST routes to the same data |
//! | [`contacts`] | a REST resource: status codes, conditions, patches, lists with pages |
//! | [`staff`] | who calls: credentials of the request, and services that only read |
//! | [`tour`] | the same API from the other side, with the generated client |
//!
//! What is not implemented answers 501. It is a demonstration: data is gone when the server stops, and a
//! password is not asked for.

pub mod clock;
pub mod contacts;
pub mod desk;
pub mod select;
pub mod staff;
pub mod store;
pub mod tour;

use std::sync::Arc;

use docwright_runtime::server::{Error, Result, Routes};
use superoffice::server::{
    associate_agent, chat_agent, chat_presence, chat_topic_entity, contact_agent, contact_entity, person_agent, user,
};

use clock::Clock;
use contacts::Contacts;
use desk::Desk;
use staff::Staff;

/// All routes of a new, empty desk with these employees.
pub fn routes(staff: Staff, clock: impl Clock) -> Routes {
    let clock: Arc<dyn Clock> = Arc::new(clock);
    let desk = Desk::new(staff.clone(), Arc::clone(&clock));
    let contacts = Contacts::new(clock);
    chat_agent(desk.clone())
        .merge(chat_presence(desk.clone()))
        .merge(chat_topic_entity(desk))
        .merge(contact_entity(contacts.clone()))
        .merge(contact_agent(contacts))
        .merge(person_agent(staff.clone()))
        .merge(associate_agent(staff.clone()))
        .merge(user(staff))
}

/// An argument that the docs list without saying so, but that nothing can be done without: every property of a
/// request may be absent.
fn required<T>(name: &str, value: Option<T>) -> Result<T> {
    value.ok_or_else(|| Error::bad_request(format!("{name} is missing")))
}
