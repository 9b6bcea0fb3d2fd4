//! What was created, saved and deleted.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value};

use super::resources::CollectionId;

/// There is an entity for each id from 1 to this one, although nobody saved it.
pub(super) const LAST_SEEDED: i64 = 999_999;

/// The first id that is given to what is created.
const FIRST_NEW: i64 = LAST_SEEDED + 1;

/// How much is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Entities, deleted ones included.
    pub(super) entities: usize,
    /// Bytes of JSON.
    pub(super) bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { entities: 100_000, bytes: 64 * 1024 * 1024 }
    }
}

/// Which entity: its collection, the parameters before its id, its id.
pub(super) type Address = (CollectionId, Vec<String>, i64);

/// What became of an entity.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    /// Nobody touched it.
    Sample,
    /// It has these properties, besides those of the sample.
    Saved(Value),
    /// There is none.
    Absent,
}

impl State {
    /// What is saved from now on, where these properties are saved.
    pub(super) fn with(self, properties: Map<String, Value>) -> Value {
        match self {
            Self::Saved(Value::Object(mut saved)) => {
                saved.extend(properties);
                Value::Object(saved)
            }
            _ => Value::Object(properties),
        }
    }
}

/// There is no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Full;

/// All that was saved, for as long as the server runs.
#[derive(Debug, Default)]
pub(super) struct Store {
    limits: Limits,
    content: Mutex<Content>,
}

#[derive(Debug, Default)]
struct Content {
    /// `None` for a deleted entity.
    entities: BTreeMap<Address, Option<Value>>,
    bytes: usize,
}

impl Store {
    #[cfg(test)]
    fn with_limits(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// Forgets everything.
    pub(super) fn reset(&self) {
        *self.lock() = Content::default();
    }

    /// What became of an entity.
    pub(super) fn state(&self, address: &Address) -> State {
        self.lock().state(address)
    }

    /// What was saved in a collection, and which ids were deleted, by id.
    pub(super) fn changes(&self, collection: CollectionId, parents: &[String]) -> Vec<(i64, State)> {
        let from = (collection, parents.to_vec(), i64::MIN);
        let to = (collection, parents.to_vec(), i64::MAX);
        let changed = |(address, saved): (&Address, &Option<Value>)| {
            (address.2, saved.clone().map_or(State::Absent, State::Saved))
        };
        self.lock().entities.range(from..=to).map(changed).collect()
    }

    /// Changes an entity: `change` is told what became of it, and gives what it is from now on and what is to be
    /// answered. Nothing else happens to it in between.
    ///
    /// # Errors
    /// That of `change`, or there is no room.
    pub(super) fn change<T, E: From<Full>>(
        &self,
        address: &Address,
        change: impl FnOnce(State) -> Result<(Value, T), E>,
    ) -> Result<T, E> {
        let mut content = self.lock();
        let (value, answer) = change(content.state(address))?;
        content.put(address.clone(), Some(value), self.limits)?;
        Ok(answer)
    }

    /// Saves an entity under a new id, which is returned.
    ///
    /// # Errors
    /// There is no room.
    pub(super) fn create(&self, collection: CollectionId, parents: Vec<String>, value: Value) -> Result<i64, Full> {
        let mut content = self.lock();
        let all = (collection, parents.clone(), FIRST_NEW)..=(collection, parents.clone(), i64::from(i32::MAX));
        let last = content.entities.range(all).next_back().map(|(address, _)| address.2);
        let id = last.map_or(FIRST_NEW, |last| last + 1);
        if id > i64::from(i32::MAX) {
            return Err(Full);
        }
        content.put((collection, parents, id), Some(value), self.limits)?;
        Ok(id)
    }

    /// Deletes an entity.
    ///
    /// # Errors
    /// There is no room to remember it.
    pub(super) fn delete(&self, address: Address) -> Result<(), Full> {
        self.lock().put(address, None, self.limits)
    }

    /// Nothing is left half-done by what holds the lock, so that a panic does not matter.
    fn lock(&self) -> MutexGuard<'_, Content> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Content {
    fn state(&self, address: &Address) -> State {
        match self.entities.get(address) {
            Some(Some(saved)) => State::Saved(saved.clone()),
            None if (1..=LAST_SEEDED).contains(&address.2) => State::Sample,
            Some(None) | None => State::Absent,
        }
    }

    fn put(&mut self, address: Address, value: Option<Value>, limits: Limits) -> Result<(), Full> {
        let before = self.entities.get(&address);
        let freed = before.map_or(0, size);
        let is_new = before.is_none();
        let bytes = self.bytes - freed + size(&value);
        if bytes > limits.bytes || is_new && self.entities.len() >= limits.entities {
            return Err(Full);
        }
        self.bytes = bytes;
        self.entities.insert(address, value);
        Ok(())
    }
}

fn size(value: &Option<Value>) -> usize {
    value.as_ref().map_or(0, |value| value.to_string().len())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn address(id: i64) -> Address {
        (CollectionId::default(), Vec::new(), id)
    }

    fn save(store: &Store, address: &Address, value: Value) -> Result<(), Full> {
        store.change(address, |_| Ok((value, ())))
    }

    #[test]
    fn room_is_limited_and_given_back() {
        let store = Store::with_limits(Limits { entities: 2, bytes: 10 });
        assert_eq!(save(&store, &address(1), json!("12345678")), Ok(()));
        assert_eq!(save(&store, &address(2), json!("1")), Err(Full));
        assert_eq!(store.state(&address(2)), State::Sample);
        assert_eq!(save(&store, &address(1), json!("1")), Ok(()));
        assert_eq!(save(&store, &address(2), json!("1")), Ok(()));
        assert_eq!(store.delete(address(3)), Err(Full));
        assert_eq!(store.delete(address(2)), Ok(()));
        store.reset();
        assert_eq!(store.state(&address(2)), State::Sample);
    }

    #[test]
    fn new_ids_are_never_given_twice() {
        let store = Store::default();
        let create = || store.create(CollectionId::default(), Vec::new(), json!({})).unwrap();
        assert_eq!((create(), create()), (FIRST_NEW, FIRST_NEW + 1));
        store.delete(address(FIRST_NEW + 1)).unwrap();
        assert_eq!(create(), FIRST_NEW + 2);
        save(&store, &address(i64::from(i32::MAX)), json!({})).unwrap();
        assert_eq!(store.create(CollectionId::default(), Vec::new(), json!({})), Err(Full));
    }
}
