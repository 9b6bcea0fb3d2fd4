//! What each message shows by itself, beside what all messages together tell.
//!
//! A struct is the union of all places that show it. Who reads one response wants to know what that one has.

use std::collections::BTreeMap;

use crate::api::{Deprecation, Differing, Field, Opaque, Operation, Shown, Struct, Type};
use crate::dialect::Conventions;
use crate::names::TypeName;
use crate::page::Page;

use super::places::{Finder, Place, PlaceId, Property, Role};
use super::shape::Shape;
use super::structs::Structs;
use super::types::Typing;
use super::weigh::is_contradicted;

/// What the two messages of a page show.
#[derive(Debug, Default)]
pub(super) struct PageShows {
    request: Vec<Shown>,
    /// By the status in the heading.
    responses: BTreeMap<Option<u16>, Vec<Shown>>,
}

impl PageShows {
    /// Tells an operation what its messages show.
    pub(super) fn tell(mut self, page: &Page, operation: &mut Operation) {
        operation.request.shows = self.request;
        let own = |code: u16| page.responses.iter().any(|it| it.status.as_ref().is_some_and(|own| own.value == code));
        for response in operation.responses.iter_mut().filter(|response| response.body.json().is_some()) {
            let code = Some(response.status).filter(|code| own(*code));
            response.shows = self.responses.remove(&code).unwrap_or_default();
        }
    }
}

/// One of the two messages of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Message {
    Request(usize),
    Response(usize, Option<u16>),
}

/// What the messages of each page show; `definitions` are those of the groups of `structs`, in the same order.
pub(super) fn shown(
    pages: usize,
    places: &[Place<'_>],
    structs: &Structs,
    typing: &Typing<'_, '_>,
    definitions: &[(TypeName, Struct)],
) -> Vec<PageShows> {
    let mut shows: Vec<PageShows> = Vec::new();
    shows.resize_with(pages, PageShows::default);
    for (group, (name, definition)) in structs.groups().iter().zip(definitions) {
        let in_message = |&member: &PlaceId| Some((message_of(member, places)?, member));
        let mut members: Vec<_> = group.members.iter().filter_map(in_message).collect();
        members.sort_unstable();
        for same in members.chunk_by(|a, b| a.0 == b.0) {
            let message = same[0].0;
            let properties = || same.iter().flat_map(|(_, member)| places[member.0].properties.iter());
            let shown = Shown {
                of: name.clone(),
                lacks: lacking(definition, same.iter().map(|(_, member)| &places[member.0]))
                    .filter(|field| !is_silent(field, message, typing.conventions))
                    .map(|field| field.wire.clone())
                    .collect(),
                differs: definition.fields.iter().filter_map(|field| differing(field, properties(), typing)).collect(),
                deprecations: definition.fields.iter().filter_map(|field| deprecation(field, properties())).collect(),
            };
            match message {
                Message::Request(page) => shows[page].request.push(shown),
                Message::Response(page, status) => shows[page].responses.entry(status).or_default().push(shown),
            }
        }
    }
    for shown in shows.iter_mut().flat_map(|page| std::iter::once(&mut page.request).chain(page.responses.values_mut()))
    {
        shown.sort_by(|a, b| a.of.cmp(&b.of));
    }
    shows
}

/// The message that shows a place; what a definition shows is in none.
fn message_of(place: PlaceId, places: &[Place<'_>]) -> Option<Message> {
    let mut place = place;
    loop {
        match places[place.0].role {
            Role::Arguments(page) | Role::Request(page, _) => return Some(Message::Request(page)),
            Role::Response(page, status) | Role::Envelope(page, status) => {
                return Some(Message::Response(page, status));
            }
            Role::Definition => return None,
            Role::Property(parent, _) => place = parent,
        }
    }
}

/// The properties that none of the places shows.
fn lacking<'d, 'a, 'p: 'a>(
    definition: &'d Struct,
    places: impl Iterator<Item = &'a Place<'p>>,
) -> impl Iterator<Item = &'d Field> {
    let mut missing: Vec<_> = definition.fields.iter().map(Some).collect();
    let names: Vec<_> = definition.fields.iter().map(|field| field.wire.as_str()).collect();
    let mut finder = Finder::default();
    for place in places {
        for (expected, property) in place.properties.iter().enumerate() {
            if let Some(at) = finder.find(&names, expected, |name| *name, property.name) {
                missing[at] = None;
            }
        }
    }
    missing.into_iter().flatten()
}

/// Whether it means nothing that a message does not show a property: requests never show access rights.
fn is_silent(field: &Field, message: Message, conventions: &Conventions) -> bool {
    matches!(message, Message::Request(_)) && conventions.is_access_right(field.wire.as_str())
}

/// What the rows of a message say of a property, where that is not what it is.
fn differing<'a, 'p: 'a>(
    field: &Field,
    mut properties: impl Iterator<Item = &'a Property<'p>>,
    typing: &Typing<'_, '_>,
) -> Option<Differing> {
    if !is_contested(field) {
        return None;
    }
    let property = properties.find(|property| property.row.is_some() && property.name == field.wire.as_str())?;
    let shape = typing.weigh(&property.facts, property.is_received, None).shape;
    let differs = match field.ty.innermost() {
        Type::Json(Opaque::Conflict) => !shape.is_open(),
        _ => !shape.agrees(&Shape::of(&field.ty)),
    };
    let differing = || Differing {
        wire: field.wire.clone(),
        says: shape.into_type(),
        origin: property.facts.first().map_or_else(|| property.origin().clone(), |fact| fact.origin.clone()),
    };
    differs.then(differing)
}

/// What the rows of a message say of whether to use a property that is deprecated, where that is something else.
fn deprecation<'a, 'p: 'a>(field: &Field, properties: impl Iterator<Item = &'a Property<'p>>) -> Option<Deprecation> {
    field.deprecated.as_ref()?;
    let named = properties.filter(|property| property.name == field.wire.as_str());
    let rows: Vec<_> = named.filter_map(|property| property.row).collect();
    let instead = rows.iter().find_map(|row| row.deprecated.clone());
    let row = rows.first().filter(|_| instead != field.deprecated)?;
    Some(Deprecation { wire: field.wire.clone(), instead, origin: row.name.origin.clone() })
}

/// Whether pages tell the property in different ways.
fn is_contested(field: &Field) -> bool {
    matches!(field.ty.innermost(), Type::Json(Opaque::Conflict)) || field.evidence.iter().any(is_contradicted)
}
