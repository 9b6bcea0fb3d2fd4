//! The client.

use docwright_runtime::codegen as rt;

mod contact;
mod query;
mod user;

pub use contact::Contact;
pub use user::User;

rt::client! {
    /// The client of the specimen.
    pub struct Client;
    /// A request that is sent when awaited.
    pub struct Call;
}

impl Client {
    /// Contact
    pub fn contact(&self) -> Contact {
        Contact::new(self)
    }

    /// User
    pub fn user(&self) -> User {
        User::new(self)
    }
}
