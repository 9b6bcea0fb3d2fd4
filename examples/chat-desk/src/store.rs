//! Rows by number, in memory.

use std::collections::BTreeMap;

use docwright_runtime::server::{Error, Result};

/// Ids, counted from 1.
#[derive(Debug, Default)]
pub struct Ids {
    last: i32,
}

impl Ids {
    /// An id that was not given before.
    ///
    /// # Errors
    /// There are no more.
    pub fn assign(&mut self) -> Result<i32> {
        self.last = self.last.checked_add(1).ok_or_else(|| Error::internal("all ids are used up"))?;
        Ok(self.last)
    }
}

/// Rows by id. That of an erased row is not used again.
#[derive(Debug)]
pub struct Store<T> {
    /// What a row is called in messages.
    noun: &'static str,
    rows: BTreeMap<i32, T>,
    ids: Ids,
}

impl<T> Store<T> {
    /// No rows. Messages call one `noun`.
    pub fn new(noun: &'static str) -> Self {
        Self { noun, rows: BTreeMap::new(), ids: Ids::default() }
    }

    /// Adds a row, which is made of its id.
    ///
    /// # Errors
    /// There are no more ids.
    pub fn insert(&mut self, row: impl FnOnce(i32) -> T) -> Result<&mut T> {
        let id = self.ids.assign()?;
        Ok(self.rows.entry(id).or_insert_with(|| row(id)))
    }

    /// A row.
    ///
    /// # Errors
    /// 404: there is none with this id.
    pub fn get(&self, id: i32) -> Result<&T> {
        self.rows.get(&id).ok_or_else(|| self.missing(id))
    }

    /// A row, to change it.
    ///
    /// # Errors
    /// 404: there is none with this id.
    pub fn get_mut(&mut self, id: i32) -> Result<&mut T> {
        let missing = self.missing(id);
        self.rows.get_mut(&id).ok_or(missing)
    }

    /// Takes a row out.
    ///
    /// # Errors
    /// 404: there is none with this id.
    pub fn remove(&mut self, id: i32) -> Result<T> {
        self.rows.remove(&id).ok_or_else(|| self.missing(id))
    }

    /// Keeps the rows that satisfy a condition.
    pub fn retain(&mut self, mut keep: impl FnMut(&T) -> bool) {
        self.rows.retain(|_, row| keep(row));
    }

    /// All rows, in the order they were added.
    pub fn rows(&self) -> impl Iterator<Item = &T> {
        self.rows.values()
    }

    fn missing(&self, id: i32) -> Error {
        Error::not_found(format!("there is no {} {id}", self.noun))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn ids_count_from_one_and_are_not_used_again() {
        let mut store = Store::new("row");
        assert_eq!(*store.insert(|id| id).unwrap(), 1);
        assert_eq!(*store.insert(|id| id).unwrap(), 2);
        assert_eq!(store.remove(2).unwrap(), 2);
        assert_eq!(*store.insert(|id| id).unwrap(), 3);
        assert_eq!(store.rows().copied().collect::<Vec<_>>(), [1, 3]);
        assert_eq!(store.get(2).unwrap_err().status(), 404);
    }
}
