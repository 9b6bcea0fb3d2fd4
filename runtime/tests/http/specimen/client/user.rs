use super::super::operations::user as operations;
use super::{Call, Client};

/// Users.
#[derive(Clone, Debug)]
pub struct User(Client);

impl User {
    pub(super) fn new(client: &Client) -> Self {
        Self(client.clone())
    }

    /// Gets a user by number.
    pub fn by_id(&self, id: i32) -> Call<String> {
        Call::new(&self.0, &operations::BY_ID).path(&id)
    }

    /// Gets a user by name.
    pub fn by_name(&self, user_name: &str) -> Call<String> {
        Call::new(&self.0, &operations::BY_NAME).path(user_name)
    }

    /// Gets the caller.
    pub fn me(&self) -> Call<String> {
        Call::new(&self.0, &operations::ME)
    }
}
