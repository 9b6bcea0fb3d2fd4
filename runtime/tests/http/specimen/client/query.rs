use docwright_runtime::codegen as rt;

use super::super::{models, query};
use super::Call;

impl<R> Call<R, query::SelectFk> {
    /// The columns
    pub fn select(mut self, value: impl Into<String>) -> Self {
        self.query_mut().select = Some(value.into());
        self
    }

    pub fn fk(mut self, value: bool) -> Self {
        self.query_mut().fk = Some(value);
        self
    }
}

impl<R> Call<R, query::IdsModeSinceTop> {
    pub fn ids(mut self, value: impl Into<Vec<i32>>) -> Self {
        self.query_mut().ids = Some(value.into());
        self
    }

    pub fn mode(mut self, value: models::Mode) -> Self {
        self.query_mut().mode = Some(value);
        self
    }

    pub fn since(mut self, value: impl Into<rt::DateTime>) -> Self {
        self.query_mut().since = Some(value.into());
        self
    }

    pub fn top(mut self, value: i64) -> Self {
        self.query_mut().top = Some(value);
        self
    }
}
