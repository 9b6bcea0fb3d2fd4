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
    #[inline]
    pub fn by_id(&self, id: i32) -> Call<String> {
        self.0.draft(&operations::BY_ID).path(&id).into()
    }

    /// Gets a user by name.
    #[inline]
    pub fn by_name(&self, user_name: &str) -> Call<String> {
        self.0.draft(&operations::BY_NAME).path(user_name).into()
    }

    /// Gets the caller.
    #[inline]
    pub fn me(&self) -> Call<String> {
        self.0.draft(&operations::ME).into()
    }
}
