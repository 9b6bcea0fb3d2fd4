//! Joins what all places say about each property into the struct's definition.

use std::collections::HashMap;
use std::fmt;

use crate::api::{Docs, Evidence, EvidenceKind, Field, Opaque, Presence, Struct, Type, Verdict};
use crate::diagnostic::{Code, Diagnostics};
use crate::dialect::Conventions;
use crate::lock::Known;
use crate::names::{TypeName, WireName};
use crate::source::Origin;

use super::memory::{self, Memory};
use super::names;
use super::places::{Fact, Finder, Place, Property};
use super::presence;
use super::shape::{Scalar, Shape};
use super::structs::{Group, Structs};
use super::weigh::{Scale, Weighed};

/// Turns evidence into types.
pub(super) struct Typing<'a, 'p> {
    places: &'a [Place<'p>],
    structs: &'a Structs,
    memory: &'a Memory<'a>,
    pub(super) conventions: &'a Conventions,
    /// For each struct its properties in order, and for each of these all places that show it.
    shown: Vec<Vec<Vec<&'a Property<'p>>>>,
    /// What each property is wherever it is known; one entry where it is the same everywhere.
    known: HashMap<&'p str, Vec<Shape>>,
}

/// Reasons for an open type that the name of its property may close: nothing was said.
const SILENT: [Opaque; 2] = [Opaque::Untold, Opaque::EmptySample];

impl<'a, 'p> Typing<'a, 'p> {
    pub(super) fn new(
        places: &'a [Place<'p>],
        structs: &'a Structs,
        memory: &'a Memory<'a>,
        conventions: &'a Conventions,
    ) -> Self {
        let shown: Vec<_> = structs.groups().iter().map(|group| shown(group, places)).collect();
        let mut known: HashMap<&'p str, Vec<Shape>> = HashMap::new();
        for properties in shown.iter().flatten() {
            let shapes = known.entry(properties[0].name).or_default();
            for fact in properties.iter().flat_map(|property| &property.facts).filter(|fact| !fact.shape.is_open()) {
                if shapes.len() > 1 {
                    break;
                }
                let shape = structs.name_shape(&fact.shape, memory);
                if !shape.is_open() && !shapes.contains(&shape) {
                    shapes.push(shape);
                }
            }
        }
        Self { places, structs, memory, conventions, shown, known }
    }

    /// The definitions of all structs.
    pub(super) fn define_all(&self, diagnostics: &mut Diagnostics) -> Vec<(TypeName, Struct)> {
        let groups = self.structs.groups().iter().zip(&self.shown);
        groups.map(|(group, shown)| (group.name.clone(), self.define(group, shown, diagnostics))).collect()
    }

    fn define(&self, group: &Group, shown: &[Vec<&Property<'p>>], diagnostics: &mut Diagnostics) -> Struct {
        let members = || group.members.iter().map(|member| &self.places[member.0]);
        let mut fields: Vec<_> = shown
            .iter()
            .enumerate()
            .map(|(position, shown)| self.field(&group.name, position, shown, diagnostics))
            .collect();
        let mut presences = presence::of_struct(&members().collect::<Vec<_>>());
        for field in &mut fields {
            field.presence = presences.remove(field.wire.as_str()).unwrap_or_default();
        }
        if members().all(|place| place.rights.is_none()) {
            let known: Vec<_> = self.remembered_rights(&group.name);
            let hidden = known.into_iter().filter(|known| fields.iter().all(|shown| shown.wire != known.wire));
            let hidden: Vec<_> = hidden.collect();
            fields.extend(hidden);
        }
        let origin = members().map(|place| &place.origin).min().cloned();
        let docs = members().filter(|place| !place.claims.is_empty()).find_map(|place| place.docs);
        Struct {
            fields,
            docs: Docs::text(docs.unwrap_or_default()),
            naming: group.naming.clone(),
            origin: origin.unwrap_or_else(|| self.places[group.members[0].0].origin.clone()),
        }
    }

    fn field(
        &self,
        owner: &TypeName,
        position: usize,
        shown: &[&Property<'p>],
        diagnostics: &mut Diagnostics,
    ) -> Field {
        let wire = WireName::new(shown[0].name);
        let known = self.remembered(owner, position, shown[0].name);
        let said = shown.iter().flat_map(|shown| shown.facts.iter().map(|fact| (fact, shown.is_received)));
        let mut scale = self.scale(said);
        let mut weighed = scale.weigh();
        let named = self.by_name(owner, shown[0].name, &weighed.shape);
        if named.is_some() || known.is_some() {
            if let Some(named) = named {
                scale.add(EvidenceKind::Name, named, shown[0].origin());
            }
            if let Some((shape, origin)) = &known {
                scale.add(EvidenceKind::Lock, self.recalled(shape, owner, shown, diagnostics), origin);
            }
            weighed = scale.weigh();
            if let Some((shape, _)) = &known {
                self.tell_enum(shape, &mut weighed);
            }
        }
        let (ty, evidence) = self.settle(weighed, &format_args!("'{owner}.{wire}'"), diagnostics);
        let rows = || shown.iter().filter_map(|property| property.row);
        let docs = rows().map(|row| row.description.value.as_str()).find(|text| !text.is_empty());
        Field {
            wire,
            ty,
            presence: Presence::default(),
            docs: Docs::text(docs.unwrap_or_default()),
            evidence,
            deprecated: rows().find_map(|row| row.deprecated.clone()),
        }
    }

    /// Weighs facts about a body, and what the lock knows of it; `is_received` tells whether it is that of a response.
    pub(super) fn weigh(&self, facts: &[Fact], is_received: bool, known: Option<&Known>) -> Weighed {
        let known =
            known.and_then(|known| Some((self.structs.renamed.shape(&known.ty)?, memory::page(&known.seen.page))));
        let mut scale = self.scale(facts.iter().map(|fact| (fact, is_received)));
        if let Some((shape, origin)) = &known {
            scale.add(EvidenceKind::Lock, self.structs.name_shape(shape, self.memory), origin);
        }
        scale.weigh()
    }

    /// The type that was found by weighing, and why; reports what contradicts it, `what` being what has the type.
    pub(super) fn settle(
        &self,
        weighed: Weighed,
        what: &dyn fmt::Display,
        diagnostics: &mut Diagnostics,
    ) -> (Type, Vec<Evidence>) {
        weighed.settle(what, &|ty| self.structs.spelled(ty), diagnostics)
    }

    /// Puts facts on a scale, each with whether a response shows it: only these are recorded.
    fn scale<'f>(&'f self, facts: impl IntoIterator<Item = (&'f Fact, bool)>) -> Scale<'f> {
        let mut scale = Scale::default();
        for (fact, is_received) in facts {
            let shape = self.structs.name_shape(&fact.shape, self.memory);
            // What makes a sample's object a struct of this name, other than what the property itself says.
            if let Some(claim) = self.structs.claim(&fact.shape).filter(|claim| claim.kind > EvidenceKind::Sample) {
                scale.add(claim.kind, shape.clone(), &claim.origin);
            }
            match is_received && self.conventions.samples.recorded && fact.kind == EvidenceKind::Sample {
                true => scale.add_recorded(shape, &fact.origin),
                false => scale.add(fact.kind, shape, &fact.origin),
            }
        }
        scale
    }

    /// The access rights of a struct that only requests show, which never show them.
    fn remembered_rights(&self, owner: &TypeName) -> Vec<Field> {
        let definition = self.memory.define(owner, &self.structs.renamed);
        let fields = definition.into_iter().flat_map(|definition| definition.fields);
        fields.filter(|field| self.conventions.is_access_right(field.wire.as_str())).collect()
    }

    /// What the lock knows of a property, by names of today; an enum counts where no cell tells anything.
    ///
    /// Reports values that cannot be recalled: the lock does not tell what they are, or the name means others now.
    fn recalled(
        &self,
        known: &Shape,
        owner: &TypeName,
        shown: &[&Property<'p>],
        diagnostics: &mut Diagnostics,
    ) -> Shape {
        let named = self.structs.name_shape(known, self.memory);
        let is_told = |fact: &Fact| fact.kind < EvidenceKind::Sample && !fact.shape.is_open();
        let (Shape::Named(name), true) = (known.innermost(), named.is_open()) else { return named };
        let Some(values) = self.memory.enum_values(name) else { return named };
        if shown.iter().flat_map(|property| &property.facts).any(is_told) {
            return named;
        }
        let means_others = self.structs.list_called(name).is_some_and(|now| now != values);
        if self.memory.has_text_enum(name) && !means_others {
            return known.named(&|_| Shape::Enum(name.clone(), Scalar::String));
        }
        let why = match means_others {
            true => "which means other values now",
            false => "of which docwright.lock does not tell whether they are numbers or text",
        };
        let property = format_args!("'{owner}.{}'", shown[0].name);
        let message = format!("{property} had the values of '{name}', {why}; no page lists them any more");
        diagnostics.report(Code::ValuesForgotten, shown[0].origin(), message);
        named
    }

    /// Tells evidence of the lock which enum a property had, where cells tell the type.
    fn tell_enum(&self, known: &Shape, weighed: &mut Weighed) {
        let Shape::Named(name) = known.innermost() else { return };
        if self.memory.enum_values(name).is_none() || weighed.shape.is_open() {
            return;
        }
        let is_open = |it: &Evidence| matches!(it.says.innermost(), Type::Json(_));
        if let Some(recalled) = weighed.evidence.last_mut().filter(|it| it.kind == EvidenceKind::Lock && is_open(it)) {
            let list = known.named(&|_| Shape::Enum(name.clone(), Scalar::String));
            recalled.verdict = if list.agrees(&weighed.shape) { Verdict::Agreeing } else { Verdict::Overruled };
            recalled.says = list.into_type();
        }
    }

    /// What the lock knows of a field, unless it was open.
    fn remembered(&self, owner: &TypeName, position: usize, property: &str) -> Option<(Shape, Origin)> {
        let renamed = &self.structs.renamed;
        let known = self.memory.field(renamed.former(owner).unwrap_or(owner), position, property)?;
        Some((renamed.shape(&known.ty)?, memory::page(&known.seen.page)))
    }

    /// What the name of a property says where nothing else does.
    fn by_name(&self, owner: &TypeName, property: &str, open: &Shape) -> Option<Shape> {
        if !matches!(open.innermost(), Shape::Unknown(reason) if SILENT.contains(reason)) {
            return None;
        }
        let named = self.own_struct(owner, property, open).or_else(|| self.list_of_ids(property, open))?;
        let closed = open.refine(&named);
        (closed != *open).then_some(closed)
    }

    /// The struct that is called like the property, or like its struct and the property: the `Type`
    /// of a `Credential` is a `CredentialType`. The docs must show it as such wherever they tell.
    ///
    /// Without the equality of names this is wrong now and then: `Current` is anything. A single value
    /// may also be called like a struct whose name was made up here, and be another.
    fn own_struct(&self, owner: &TypeName, property: &str, open: &Shape) -> Option<Shape> {
        let one = |name| {
            let named = Shape::Named(name);
            if matches!(open, Shape::List(_)) { Shape::list(named) } else { named }
        };
        let first = |candidates: Vec<TypeName>| candidates.into_iter().find(|name| self.structs.has(name)).map(one);
        let qualified = || first(names::candidates_of_property(&format!("{owner}{property}")));
        let candidates = names::candidates_of_property(property);
        match self.known(property) {
            [] if matches!(open, Shape::List(_)) => first(candidates).or_else(qualified),
            [] => first(candidates).filter(|own| self.structs.is_named_by_page(own)).or_else(qualified),
            // A blank cell and an empty object in a sample stand for one struct, never for a list.
            [Shape::List(_)] if !matches!(open, Shape::List(_)) => qualified(),
            [known] if candidates.iter().any(|own| known.innermost().is(own)) => Some(known.clone()),
            _ => qualified(),
        }
    }

    /// What a property is wherever the docs tell: nothing, one thing, or several.
    fn known(&self, property: &str) -> &[Shape] {
        self.known.get(property).map_or(&[], Vec::as_slice)
    }

    /// `TaskIds` is a list of whole numbers, unless it is shown as something else.
    fn list_of_ids(&self, property: &str, open: &Shape) -> Option<Shape> {
        let ids = Shape::list(Shape::Scalar(Scalar::Int32));
        let mut lists = self.known(property).iter().filter(|known| matches!(known, Shape::List(_)));
        let fits = matches!(open, Shape::List(_)) && lists.all(|known| *known == ids);
        (fits && self.conventions.is_id_list(property)).then_some(ids)
    }
}

/// The properties of a struct in the order of the place that shows most, each with all that show it.
fn shown<'a, 'p>(group: &Group, places: &'a [Place<'p>]) -> Vec<Vec<&'a Property<'p>>> {
    let mut fullest: Vec<_> = group.members.iter().map(|member| &places[member.0]).collect();
    fullest.sort_by_key(|place| std::cmp::Reverse(place.properties.len()));
    let mut shown: Vec<Vec<&Property<'p>>> = Vec::new();
    let mut finder = Finder::default();
    for place in fullest {
        for (expected, property) in place.properties.iter().enumerate() {
            match finder.find(&shown, expected, |same| same[0].name, property.name) {
                Some(number) => shown[number].push(property),
                None => shown.push(vec![property]),
            }
        }
    }
    shown
}
