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
    #[inline]
    pub fn get(&self, id: i32) -> Call<models::Contact, query::SelectFk> {
        self.0.draft(&operations::GET).path(&id).into()
    }

    /// Gets a contact by name.
    #[inline]
    pub fn get_named(&self, name: &str, suffix: &str) -> Call<String> {
        self.0.draft(&operations::GET_NAMED).path(name).path(suffix).into()
    }

    /// Saves a contact.
    #[inline]
    pub fn save(&self, body: &models::Contact) -> Call<models::Contact> {
        self.0.draft(&operations::SAVE).json(body).into()
    }

    /// Changes a contact.
    #[inline]
    pub fn patch(&self, id: i32, changes: impl Into<rt::Patch>) -> Call<models::Contact> {
        self.0.draft(&operations::PATCH).path(&id).patch(changes).into()
    }

    /// Deletes a contact.
    #[inline]
    pub fn delete(&self, id: i32) -> Call<()> {
        self.0.draft(&operations::DELETE).path(&id).into()
    }

    /// Gets the image.
    #[inline]
    pub fn get_image(&self, id: i32) -> Call<rt::Binary> {
        self.0.draft(&operations::GET_IMAGE).path(&id).into()
    }

    /// Saves the image.
    #[inline]
    pub fn save_image(&self, id: i32, image: impl Into<rt::Upload>) -> Call<i32> {
        self.0.draft(&operations::SAVE_IMAGE).path(&id).binary(image).into()
    }

    /// Moves a contact.
    #[inline]
    pub fn move_to(&self, id: i32, to: &[String], when: &rt::DateTime, mode: &models::Mode) -> Call<()> {
        self.0
            .draft(&operations::MOVE_TO)
            .path(&id)
            .query_arg("to", to)
            .query_arg("when", when)
            .query_arg("mode", mode)
            .into()
    }

    /// Validates contacts.
    #[inline]
    pub fn validate(&self, ids: &[i32]) -> Call<Vec<String>, query::IdsModeSinceTop> {
        self.0.draft(&operations::VALIDATE).json(&ids).into()
    }

    /// Says that all is well.
    #[inline]
    pub fn ping(&self) -> Call<rt::Json> {
        self.0.draft(&operations::PING).into()
    }
}
