use docwright_runtime::codegen as rt;

use super::super::{models, operations::contact as operations, query};
use super::{Call, Client};

/// Companies.
#[derive(Clone, Debug)]
pub struct Contact(Client);

impl Contact {
    pub(super) fn new(client: &Client) -> Self {
        Self(client.clone())
    }

    /// Gets a contact.
    pub fn get(&self, id: i32) -> Call<models::Contact, query::SelectFk> {
        Call::new(&self.0, &operations::GET).path(&id)
    }

    /// Gets a contact by name.
    pub fn get_named(&self, name: &str, suffix: &str) -> Call<String> {
        Call::new(&self.0, &operations::GET_NAMED).path(name).path(suffix)
    }

    /// Saves a contact.
    pub fn save(&self, body: &models::Contact) -> Call<models::Contact> {
        Call::new(&self.0, &operations::SAVE).json(body)
    }

    /// Changes a contact.
    pub fn patch(&self, id: i32, changes: &rt::Json) -> Call<models::Contact> {
        Call::new(&self.0, &operations::PATCH).path(&id).json(changes)
    }

    /// Deletes a contact.
    pub fn delete(&self, id: i32) -> Call<()> {
        Call::new(&self.0, &operations::DELETE).path(&id)
    }

    /// Gets the image.
    pub fn get_image(&self, id: i32) -> Call<rt::Binary> {
        Call::new(&self.0, &operations::GET_IMAGE).path(&id)
    }

    /// Saves the image.
    pub fn save_image(&self, id: i32, image: impl Into<rt::Binary>) -> Call<i32> {
        Call::new(&self.0, &operations::SAVE_IMAGE).path(&id).binary(image)
    }

    /// Moves a contact.
    pub fn move_to(&self, id: i32, to: &[String], when: &rt::DateTime, mode: &models::Mode) -> Call<()> {
        Call::new(&self.0, &operations::MOVE_TO)
            .path(&id)
            .query_arg("to", to)
            .query_arg("when", when)
            .query_arg("mode", mode)
    }

    /// Validates contacts.
    pub fn validate(&self, ids: &[i32]) -> Call<Vec<String>, query::IdsModeSinceTop> {
        Call::new(&self.0, &operations::VALIDATE).json(&ids)
    }

    /// Says that all is well.
    pub fn ping(&self) -> Call<rt::Json> {
        Call::new(&self.0, &operations::PING)
    }
}
