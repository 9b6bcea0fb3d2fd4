//! Which operations act on the same things, as far as the docs tell.
//!
//! A *collection* holds the entities of one kind, each under an integer id. It is found in two ways:
//!
//! * A path that ends with an integer, `/X/{id}`, and where a struct can be got or changed. `GET`,
//!   `PUT`, `PATCH` and `DELETE` of the path act on it, `POST /X` adds to it, `GET /X` lists it where
//!   it answers a list of the entities, and `GET /X/default` answers a new one. What is got below the
//!   path and has the same key shows the same entity; whatever else is done below it needs the entity.
//!   Parameters before the last one tell
//!   collections of one path apart.
//! * A type that an agent gets by its id: `GetThing(thingId)`. `DeleteThing` acts on it, and what
//!   takes a thing, alone or as a property of the request, and answers it under a name such as
//!   `SaveThing`; `CreateDefaultThing` answers a new one. If the entities of exactly one path are of
//!   this type, but for a few properties such as links, it is their collection; if the parameter is
//!   named like the key of exactly one collection, and the type has it too, it shows the same entities.

use std::collections::{BTreeMap, BTreeSet};

use super::key::{key, same_entity};
use super::names::{after, same};
use crate::api::{Api, Body, Field, Method, Operation, Parameter, Segment, Type};
use crate::dialect::{Conventions, Entities};
use crate::names::TypeName;

/// A collection, by its position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CollectionId(usize);

/// What an operation does to a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) collection: CollectionId,
    pub(super) action: Action,
}

/// Something that is done to a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Answers the entity with the id.
    Get(IdAt),
    /// Answers a new entity that is not saved.
    Default,
    /// Does something else that needs the entity with the id.
    Within(IdAt),
    /// Answers all entities.
    List,
    /// Saves what the body has, under its own id or a new one.
    Save(EntityAt),
    /// Saves the body under the id.
    Put(IdAt),
    /// Changes the entity with the id.
    Patch(IdAt),
    /// Deletes the entity with the id.
    Delete(IdAt),
}

/// Where a request has the entity to save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntityAt {
    /// It is the body.
    Body,
    /// It is a property of the body.
    Property(&'static str),
}

/// Where a request has the id of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IdAt {
    /// In the path; counted from 0 among its parameters.
    Path(usize),
    /// In the only required query parameter.
    Query(&'static str),
}

/// The entities of one kind.
#[derive(Debug)]
pub(super) struct Collection {
    /// The operation whose sample shows the entity.
    pub(super) shown_by: &'static Operation,
    /// The entity's type.
    pub(super) entity: &'static TypeName,
    /// The property that holds the id.
    pub(super) key: Option<&'static str>,
}

/// All collections, and what operations do to them.
#[derive(Debug)]
pub(super) struct Resources {
    conventions: &'static Conventions,
    collections: Vec<Collection>,
    /// By the operation's id, which is unique.
    roles: BTreeMap<&'static str, Role>,
}

impl Resources {
    /// Finds the collections of an API.
    pub(super) fn of(api: &'static Api, conventions: &'static Conventions) -> Self {
        let mut found = Self { conventions, collections: Vec::new(), roles: BTreeMap::new() };
        found.find_paths(api);
        if let Some(entities) = &conventions.entities {
            found.find_agents(api, entities);
        }
        found
    }

    /// What an operation does to a collection, if it does anything.
    pub(super) fn role(&self, operation: &Operation) -> Option<Role> {
        self.roles.get(operation.id.as_str()).copied()
    }

    /// A collection.
    pub(super) fn collection(&self, id: CollectionId) -> Option<&Collection> {
        self.collections.get(id.0)
    }

    /// What the entity is called that a type shows.
    fn stem<'n>(&self, ty: &'n TypeName) -> &'n str {
        self.conventions.entity_stem(ty.as_str())
    }

    /// The property of a struct that holds its id.
    pub(super) fn key<'a>(&self, api: &'a Api, name: &TypeName) -> Option<&'a str> {
        key(api, name, self.conventions)
    }

    fn add(&mut self, api: &'static Api, shown_by: &'static Operation, entity: &'static TypeName) -> CollectionId {
        let key = self.key(api, entity);
        self.collections.push(Collection { shown_by, entity, key });
        CollectionId(self.collections.len() - 1)
    }

    /// The first role of an operation is the one that it has.
    fn assign(&mut self, operation: &'static Operation, collection: CollectionId, action: Action) {
        self.roles.entry(operation.id.as_str()).or_insert(Role { collection, action });
    }

    fn find_paths(&mut self, api: &'static Api) {
        let mut items: BTreeMap<&'static [Segment], CollectionId> = BTreeMap::new();
        // What can be got is shown best where it is got.
        for method in [Method::Get, Method::Put, Method::Patch] {
            for operation in api.operations().filter(|operation| operation.method == method) {
                if let (Some(path), Some(entity)) = (item_path(operation), entity(operation)) {
                    items.entry(path).or_insert_with(|| self.add(api, operation, entity));
                }
            }
        }
        for operation in api.operations() {
            let on_path = |path: &[Segment]| items.get(path).copied();
            if let Some(collection) = item_path(operation).and_then(on_path) {
                self.assign_item(api, operation, collection);
            } else if let Some(collection) = on_path(operation.path.segments()) {
                self.assign_whole(api, operation, collection);
            } else {
                self.assign_below(api, operation, on_path);
            }
            self.assign_within(operation, on_path);
        }
    }

    /// An operation that has the id of an entity in its path, and does nothing else that is known.
    fn assign_within(&mut self, operation: &'static Operation, on_path: impl Fn(&[Segment]) -> Option<CollectionId>) {
        let segments = operation.path.segments();
        let is_parameter = |segment: &&Segment| matches!(segment, Segment::Parameter(_));
        for (at, segment) in segments.iter().enumerate().rev() {
            let position = segments.iter().take(at).filter(is_parameter).count();
            let parameter = operation.path_parameters.get(position).filter(|_| is_parameter(&segment));
            if parameter.is_some_and(is_integer)
                && let Some(id) = segments.get(..at).and_then(&on_path)
            {
                return self.assign(operation, id, Action::Within(IdAt::Path(position)));
            }
        }
    }

    /// An operation on `/X/{id}`.
    fn assign_item(&mut self, api: &'static Api, operation: &'static Operation, id: CollectionId) {
        let at = IdAt::Path(operation.path_parameters.len() - 1);
        let action = match operation.method {
            Method::Get => Action::Get(at),
            Method::Put if self.takes_entity(api, operation, id) => Action::Put(at),
            Method::Patch if operation.request.body == Body::Patch => Action::Patch(at),
            Method::Delete => Action::Delete(at),
            Method::Put | Method::Patch | Method::Post => return,
        };
        self.assign(operation, id, action);
    }

    /// An operation on `/X`.
    fn assign_whole(&mut self, api: &'static Api, operation: &'static Operation, id: CollectionId) {
        match operation.method {
            Method::Post if self.takes_entity(api, operation, id) && self.gives_entity(api, operation, id) => {
                self.assign(operation, id, Action::Save(EntityAt::Body));
            }
            Method::Get if self.lists_entities(api, operation, id) => self.assign(operation, id, Action::List),
            _ => {}
        }
    }

    /// An operation below `/X` or `/X/{id}`.
    fn assign_below(
        &mut self,
        api: &'static Api,
        operation: &'static Operation,
        on_path: impl Fn(&[Segment]) -> Option<CollectionId>,
    ) {
        let Some((Segment::Literal(last), parent)) = operation.path.segments().split_last() else { return };
        if operation.method != Method::Get {
            return;
        }
        let is_new = self.conventions.entities.as_ref().is_some_and(|entities| *last == entities.new_segment);
        if let Some(id) = on_path(parent).filter(|_| is_new) {
            if self.gives_entity(api, operation, id) {
                self.assign(operation, id, Action::Default);
            }
        } else if let Some(id) = parent.split_last().and_then(|(_, path)| on_path(path))
            && ends_with_integer(operation, parent)
            && entity(operation).is_some_and(|view| self.shows_key(api, id, view))
        {
            self.assign(operation, id, Action::Get(IdAt::Path(operation.path_parameters.len() - 1)));
        }
    }

    fn is_entity(&self, api: &Api, id: CollectionId, name: &TypeName) -> bool {
        self.collection(id).is_some_and(|collection| same_entity(api, collection.entity, name))
    }

    fn takes_entity(&self, api: &Api, operation: &Operation, id: CollectionId) -> bool {
        matches!(&operation.request.body, Body::Json(Type::Named(name)) if self.is_entity(api, id, name))
    }

    fn gives_entity(&self, api: &Api, operation: &Operation, id: CollectionId) -> bool {
        matches!(answered(operation), Some(Type::Named(name)) if self.is_entity(api, id, name))
    }

    fn lists_entities(&self, api: &Api, operation: &Operation, id: CollectionId) -> bool {
        let Some(Type::List(of)) = answered(operation) else { return false };
        matches!(&**of, Type::Named(name) if self.is_entity(api, id, name))
    }

    /// Whether a type has the key of a collection as its own.
    fn shows_key(&self, api: &Api, id: CollectionId, view: &TypeName) -> bool {
        let own = self.collection(id).and_then(|collection| collection.key);
        own.is_some() && own == self.key(api, view)
    }

    fn find_agents(&mut self, api: &'static Api, entities: &Entities) {
        let mut by_type = BTreeMap::new();
        let unassigned: Vec<_> = api.operations().filter(|operation| self.role(operation).is_none()).collect();
        let saved: BTreeSet<_> = unassigned
            .iter()
            .filter_map(|operation| saved_by(api, operation, entities))
            .map(|(entity, _)| entity)
            .collect();
        // Entities that can be saved come first, so that the others find them when they are but a view.
        for is_saved in [true, false] {
            for operation in &unassigned {
                let Some((entity, parameter)) = got_by(operation, entities) else { continue };
                if saved.contains(entity) == is_saved {
                    let join =
                        || self.same_kind(api, entity, parameter).unwrap_or_else(|| self.add(api, operation, entity));
                    let id = by_type.get(entity).copied().unwrap_or_else(join);
                    by_type.insert(entity, id);
                    self.assign(operation, id, Action::Get(IdAt::Query(parameter.wire.as_str())));
                }
            }
        }
        for operation in unassigned {
            if let Some((name, action)) = agent_action(api, operation, entities)
                && let Some((_, id)) = by_type.iter().find(|(entity, _)| same(entity.as_str(), name))
            {
                self.assign(operation, *id, action);
            }
        }
    }

    /// The only collection of which a type shows the entities. Agents know no parameters before an id.
    fn same_kind(&self, api: &Api, name: &TypeName, parameter: &Parameter) -> Option<CollectionId> {
        let is_flat = |collection: &Collection| collection.shown_by.path_parameters.len() <= 1;
        let flat = || self.collections.iter().enumerate().filter(|(_, collection)| is_flat(collection));
        // Many lists have items of the same properties: the name must be the same, too.
        let is_same = |entity: &TypeName| self.stem(entity) == self.stem(name) && same_entity(api, entity, name);
        let is_view = |key: &str| same(key, parameter.wire.as_str()) && self.key(api, name) == Some(key);
        let found = only(flat().filter(|(_, collection)| is_same(collection.entity)));
        let found = found.or_else(|| only(flat().filter(|(_, collection)| collection.key.is_some_and(is_view))));
        found.map(|(at, _)| CollectionId(at))
    }
}

fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    items.next().filter(|_| items.next().is_none())
}

/// `/X` of `/X/{id}`, where the last segment is an integer.
fn item_path(operation: &Operation) -> Option<&[Segment]> {
    let segments = operation.path.segments();
    let (_, path) = segments.split_last()?;
    ends_with_integer(operation, segments).then_some(path)
}

/// Whether a path, or the beginning of a path, ends with the last parameter, and this is an integer.
fn ends_with_integer(operation: &Operation, path: &[Segment]) -> bool {
    let Some(Segment::Parameter(name)) = path.last() else { return false };
    operation.path_parameters.last().is_some_and(|parameter| parameter.wire == *name && is_integer(parameter))
}

fn is_integer(parameter: &Parameter) -> bool {
    matches!(parameter.ty, Type::Int32 | Type::Int64)
}

/// The type that an operation answers when it succeeds.
pub(super) fn answered(operation: &Operation) -> Option<&Type> {
    operation.success()?.body.json()
}

/// The struct that an operation answers.
fn entity(operation: &Operation) -> Option<&TypeName> {
    match answered(operation)? {
        Type::Named(name) => Some(name),
        _ => None,
    }
}

/// The only required query parameter of an operation without path parameters and body, where it is an integer.
fn id_parameter(operation: &Operation) -> Option<&Parameter> {
    let plain = operation.path_parameters.is_empty() && operation.request.body == Body::Empty;
    only(operation.query_parameters.iter().filter(|parameter| parameter.is_required()))
        .filter(|parameter| plain && is_integer(parameter))
}

/// What an agent's method gets by an id, and the parameter that has it.
fn got_by<'o>(operation: &'o Operation, entities: &Entities) -> Option<(&'o TypeName, &'o Parameter)> {
    after(&entities.methods.get, operation.id.method())?;
    let (entity, parameter) = (entity(operation)?, id_parameter(operation)?);
    is_id_of(entity.as_str(), parameter, entities).then_some((entity, parameter))
}

fn is_id_of(name: &str, parameter: &Parameter, entities: &Entities) -> bool {
    parameter.wire.as_str().strip_suffix(entities.id.as_str()).is_some_and(|stem| same(stem, name))
}

/// What an agent's method saves: it takes an entity, alone or among other things, and answers it.
fn saved_by(
    api: &'static Api,
    operation: &'static Operation,
    entities: &Entities,
) -> Option<(&'static TypeName, EntityAt)> {
    entities.methods.save.iter().find_map(|word| after(word, operation.id.method()))?;
    let entity = entity(operation)?;
    let Body::Json(Type::Named(taken)) = &operation.request.body else { return None };
    if taken == entity {
        return Some((entity, EntityAt::Body));
    }
    let is_entity = |field: &&Field| matches!(&field.ty, Type::Named(name) if name == entity);
    let property = only(api.types.get(taken)?.fields().iter().filter(is_entity))?;
    Some((entity, EntityAt::Property(property.wire.as_str())))
}

/// What an agent's method does to entities of which type.
fn agent_action(
    api: &'static Api,
    operation: &'static Operation,
    entities: &Entities,
) -> Option<(&'static str, Action)> {
    let method = operation.id.method();
    if let Some((entity, at)) = saved_by(api, operation, entities) {
        return Some((entity.as_str(), Action::Save(at)));
    }
    if let Some(name) = after(&entities.methods.delete, method) {
        let parameter = id_parameter(operation).filter(|parameter| is_id_of(name, parameter, entities))?;
        return Some((name, Action::Delete(IdAt::Query(parameter.wire.as_str()))));
    }
    after(&entities.methods.new, method)?;
    Some((entity(operation)?.as_str(), Action::Default))
}
