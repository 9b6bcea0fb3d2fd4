//! Traits to implement, and their routes.

pub mod contact;
pub mod user;

pub use contact::{Contact, contact};
pub use user::{User, UserStates, user, user_states};
