//! What operations do to entities.

use axum::http::StatusCode;
use docwright_runtime::server::{Error, Result};
use serde_json::{Map, Value};

use super::arguments::Arguments;
use super::check::{self, check};
use super::fit;
use super::patch;
use super::resources::{Action, Collection, CollectionId, EntityAt, IdAt, Resources, Role, answered};
use super::store::{Address, Full, State, Store};
use crate::api::{Api, Operation, Type, TypeDef};
use crate::names::TypeName;

/// The entities of all collections.
#[derive(Clone, Copy)]
pub(super) struct Entities<'a> {
    pub(super) api: &'a Api,
    pub(super) resources: &'a Resources,
    pub(super) store: &'a Store,
}

impl Entities<'_> {
    /// Does what an operation does to a collection. The answer, where the collection knows more than the operation's sample.
    ///
    /// # Errors
    /// The status that tells why it cannot be done.
    pub(super) fn act(&self, operation: &Operation, arguments: &Arguments) -> Result<Option<Value>> {
        let Some(Role { collection: id, action }) = self.resources.role(operation) else { return Ok(None) };
        let Some(collection) = self.resources.collection(id) else { return Ok(None) };
        let entity = Entity { all: *self, operation, collection, id };
        let entity_or_null = match action {
            Action::Within(at) => return entity.get(at, arguments).map(|_| None),
            Action::List => return Ok(entity.listed(arguments)),
            Action::Delete(at) => return entity.delete(at, arguments).map(|()| None),
            Action::Default => entity.shown(0, None),
            Action::Get(at) => entity.get(at, arguments)?,
            Action::Save(EntityAt::Body) => entity.save(&arguments.body, arguments)?,
            Action::Save(EntityAt::Property(name)) => match arguments.body.get(name) {
                // There is nothing to save; samples are like that.
                None | Some(Value::Null) => return Ok(None),
                Some(saved) => entity.save(saved, arguments)?,
            },
            Action::Put(at) => entity.put(at, arguments)?,
            Action::Patch(at) => entity.patch(at, arguments)?,
        };
        // Some answer nothing of the entity, such as whether it was saved.
        let answers_entity = matches!(answered(operation), Some(Type::Named(_)));
        Ok(Some(entity_or_null).filter(|_| answers_entity))
    }
}

/// What one operation does to one collection.
struct Entity<'a> {
    all: Entities<'a>,
    operation: &'a Operation,
    collection: &'a Collection,
    id: CollectionId,
}

impl Entity<'_> {
    fn get(&self, at: IdAt, arguments: &Arguments) -> Result<Value> {
        let address = self.address(at, arguments)?;
        match self.all.store.state(&address) {
            State::Sample => Ok(self.shown(address.2, None)),
            State::Saved(saved) => Ok(self.shown(address.2, Some(&saved))),
            State::Absent => self.missing(at, address.2),
        }
    }

    fn save(&self, saved: &Value, arguments: &Arguments) -> Result<Value> {
        let key = self.all.resources.key(self.all.api, self.shown_type());
        let properties = object(saved)?;
        let given = key.and_then(|key| properties.get(key)).and_then(Value::as_i64);
        let parents = arguments.path().to_vec();
        match given.filter(|id| *id > 0) {
            Some(id) => self.keep(&(self.id, parents, id), properties),
            None => {
                let id = self.all.store.create(self.id, parents, saved.clone())?;
                Ok(self.shown(id, Some(saved)))
            }
        }
    }

    fn put(&self, at: IdAt, arguments: &Arguments) -> Result<Value> {
        let properties = object(&arguments.body)?;
        let address = self.address(at, arguments)?;
        if address.2 <= 0 {
            return self.missing(at, address.2);
        }
        self.keep(&address, properties)
    }

    /// Saves properties. The others stay as they are: `null`, if that was saved before.
    fn keep(&self, address: &Address, properties: &Map<String, Value>) -> Result<Value> {
        self.all.store.change(address, |state| {
            let saved = state.with(properties.clone());
            let shown = self.shown(address.2, Some(&saved));
            Ok((saved, shown))
        })
    }

    fn patch(&self, at: IdAt, arguments: &Arguments) -> Result<Value> {
        let address = self.address(at, arguments)?;
        self.all.store.change(&address, |state| {
            let before = match &state {
                State::Sample => self.shown(address.2, None),
                State::Saved(saved) => self.shown(address.2, Some(saved)),
                State::Absent => return Err(self.not_found(address.2)),
            };
            let saved = state.with(self.patched(&before, arguments)?);
            let shown = self.shown(address.2, Some(&saved));
            Ok((saved, shown))
        })
    }

    /// The properties of a patched entity. Those that were removed are `null`: as there is no word for them in
    /// what is saved, the sample's would come back.
    fn patched(&self, before: &Value, arguments: &Arguments) -> Result<Map<String, Value>> {
        let mut after = before.clone();
        let ty = Type::Named(self.shown_type().clone());
        let document = patch::Document { api: self.all.api, ty: &ty, value: &mut after };
        document.apply(&arguments.body, arguments.media_type.as_deref()).map_err(|fault| self.unpatched(&fault))?;
        check(self.all.api, &ty, &after)
            .map_err(|misfit| Error::bad_request(format!("what the patch makes: {misfit}")))?;
        let mut properties = object(&after)?.clone();
        for name in object(before)?.keys() {
            properties.entry(name.as_str()).or_insert(Value::Null);
        }
        Ok(properties)
    }

    fn unpatched(&self, fault: &patch::Fault) -> Error {
        let conflict = StatusCode::CONFLICT;
        match fault {
            patch::Fault::Conflict(message) if self.documents(conflict) => Error::new(conflict, message),
            patch::Fault::Conflict(message) | patch::Fault::Malformed(message) => Error::bad_request(message),
        }
    }

    /// What is not there need not be deleted, unless the docs have a status for it.
    fn delete(&self, at: IdAt, arguments: &Arguments) -> Result<()> {
        let address = self.address(at, arguments)?;
        if self.all.store.state(&address) != State::Absent {
            return Ok(self.all.store.delete(address)?);
        }
        if self.documents(StatusCode::NOT_FOUND) { self.missing(at, address.2).map(drop) } else { Ok(()) }
    }

    /// The sample's entities and those that were saved, by id, without those that were deleted.
    fn listed(&self, arguments: &Arguments) -> Option<Value> {
        let ty = answered(self.operation)?;
        let Type::List(of) = ty else { return None };
        let Type::Named(name) = &**of else { return None };
        let sample = fit::sampled(self.all.api, ty, fit::sample_of(self.operation));
        let Value::Array(mut items) = sample else { return None };
        let key = self.all.resources.key(self.all.api, name);
        let is = |item: &Value, id: i64| key.and_then(|key| item.get(key)).and_then(Value::as_i64) == Some(id);
        for (id, state) in self.all.store.changes(self.id, arguments.path()) {
            let place = items.iter().position(|item| is(item, id));
            match (state, place) {
                (State::Saved(saved), Some(place)) => items[place] = self.shown_as(name, id, Some(&saved)),
                (State::Saved(saved), None) => items.push(self.shown_as(name, id, Some(&saved))),
                (State::Absent, Some(place)) => drop(items.remove(place)),
                (State::Absent | State::Sample, _) => {}
            }
        }
        Some(Value::Array(items))
    }

    /// The entity with an id, as the operation shows it.
    fn shown(&self, id: i64, saved: Option<&Value>) -> Value {
        self.shown_as(self.shown_type(), id, saved)
    }

    fn shown_type(&self) -> &TypeName {
        match answered(self.operation) {
            Some(Type::Named(name)) => name,
            _ => self.collection.entity,
        }
    }

    /// An entity as a type of its own shows it: what the samples of the operation and of the
    /// collection show, what was saved, and the id.
    fn shown_as(&self, name: &TypeName, id: i64, saved: Option<&Value>) -> Value {
        let api = self.all.api;
        let sample = fit::sample_of(self.operation).filter(|_| name == self.shown_type());
        let mut value = fit::sampled(api, &Type::Named(name.clone()), sample);
        let (Value::Object(properties), Some(TypeDef::Struct(def))) = (&mut value, api.types.get(name)) else {
            return value;
        };
        let shown_by = self.collection.shown_by;
        let entity = Type::Named(self.collection.entity.clone());
        let common = fit::sampled(api, &entity, fit::sample_of(shown_by));
        for layer in [Some(&common).filter(|_| id != 0), saved].into_iter().flatten() {
            overlay(api, def, properties, layer);
        }
        if let Some(key) = self.all.resources.key(api, name) {
            properties.insert(key.to_owned(), id.into());
        }
        value
    }

    fn address(&self, at: IdAt, arguments: &Arguments) -> Result<Address> {
        // The id was checked to be an integer; this cannot fail.
        let (parents, id) = arguments.id(at).ok_or_else(|| Error::bad_request("the id is missing"))?;
        Ok((self.id, parents, id))
    }

    fn missing(&self, at: IdAt, id: i64) -> Result<Value> {
        match at {
            IdAt::Path(_) => Err(self.not_found(id)),
            IdAt::Query(_) => Ok(Value::Null),
        }
    }

    fn not_found(&self, id: i64) -> Error {
        Error::not_found(format!("there is no {} with id {id}", self.collection.entity))
    }

    fn documents(&self, status: StatusCode) -> bool {
        self.operation.responses.iter().any(|response| response.status == status.as_u16())
    }
}

/// Takes over the properties that a struct has, as far as they are of its types.
fn overlay(api: &Api, def: &crate::api::Struct, properties: &mut Map<String, Value>, layer: &Value) {
    for (name, value) in layer.as_object().into_iter().flatten() {
        let Some(field) = check::field(def, name) else { continue };
        if check(api, &field.ty, value).is_ok() {
            properties.insert(name.clone(), fit::saved(api, &field.ty, value.clone()));
        }
    }
}

fn object(body: &Value) -> Result<&Map<String, Value>> {
    body.as_object().ok_or_else(|| Error::bad_request("body: there is no entity to save"))
}

impl From<Full> for Error {
    fn from(_: Full) -> Self {
        let message = "the mock keeps no more; POST /_mock/reset forgets what was saved";
        Self::new(StatusCode::INSUFFICIENT_STORAGE, message)
    }
}
