//! Joins what all places of a struct tell of whether a property must be there, and whether it may be `null`.

use std::collections::{BTreeMap, BTreeSet};

use super::places::{Place, Property};
use crate::api::{Body, Struct, Type};
use crate::names::{TypeName, WireName};
use crate::page::{Claim, Page, Presence};

/// What is told of the properties of a struct, by name; those of which nothing is told are not in it.
///
/// What requests must have, only places tell that are no response, unless there are none: a response may always show what
/// a request may leave out.
pub(super) fn of_struct<'p>(places: &[&Place<'p>]) -> BTreeMap<&'p str, Presence> {
    let sent: Vec<_> = places.iter().copied().filter(|place| !place.is_received()).collect();
    let senders = if sent.is_empty() { places } else { &sent };
    let told = places.iter().flat_map(|place| &place.properties).filter(|property| is_told(property));
    let mut presences = BTreeMap::new();
    for property in told {
        presences.entry(property.name).or_insert_with(|| Presence {
            required: joined(property.name, senders, |presence| presence.required.as_ref(), false),
            nullable: joined(property.name, places, |presence| presence.nullable.as_ref(), true),
        });
    }
    presences.retain(|_, presence| !presence.is_untold());
    presences
}

/// The properties that the request of a page must have, and that others with the same struct may leave out.
pub(super) fn further_required(page: &Page, body: &Body, structs: &BTreeMap<&TypeName, &Struct>) -> Vec<WireName> {
    let (Body::Json(Type::Named(name)), Some(section)) = (body, &page.request_body) else { return Vec::new() };
    let Some(of) = structs.get(name) else { return Vec::new() };
    let open = of.fields.iter().filter(|field| !field.presence.is_required());
    let open: BTreeSet<_> = open.map(|field| &field.wire).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let rows = section.rows.iter().filter(|row| row.presence.is_required() && open.contains(&row.name.value));
    rows.map(|row| row.name.value.clone()).collect()
}

fn is_told(property: &Property<'_>) -> bool {
    property.row.is_some_and(|row| !row.presence.is_untold())
}

/// The answer of all places, where one is not like the other: `safe` if any tells that, and the other only if all do.
fn joined<'a>(
    name: &str,
    places: &[&'a Place<'_>],
    claim: impl Fn(&'a Presence) -> Option<&'a Box<Claim>>,
    safe: bool,
) -> Option<Box<Claim>> {
    let told = |place: &'a Place<'_>| {
        let property = place.properties.iter().find(|property| property.name == name)?;
        claim(&property.row?.presence)
    };
    let claims: Vec<_> = places.iter().map(|place| told(place)).collect();
    let found = claims.iter().flatten().find(|claim| claim.holds == safe);
    let is_unanimous = claims.iter().all(Option::is_some);
    found.or_else(|| claims.iter().flatten().next().filter(|_| is_unanimous)).map(|claim| (*claim).clone())
}
