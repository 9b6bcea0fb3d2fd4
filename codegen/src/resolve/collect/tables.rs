//! What tables show, with the objects that a sample shows for them.

use std::collections::HashMap;

use crate::api::{EvidenceKind, Opaque};
use crate::characters::{first_invisible, folded, quoted};
use crate::diagnostic::Code;
use crate::json::Node;
use crate::names::TypeName;
use crate::page::{Row, TypeExpr, TypeWord};
use crate::source::Origin;

use super::super::conventions;
use super::super::places::{Fact, Finder, NameClaim, Place, PlaceId, Property, Role, cell_origin};
use super::super::shape::Shape;
use super::seen::{Entries, Seen, merged, objects};
use super::values::Holder;
use super::{Collector, Spot, sentence_claim};

/// The values that a sample shows for a table: one, or all elements of a list.
pub(super) struct Sampled<'p> {
    pub(super) nodes: Vec<&'p Node>,
    /// Where the sample is; `None` without one.
    pub(super) origin: Option<&'p Origin>,
}

/// A property in a sample, as the sample spells it.
type Shown<'p> = Option<(&'p str, Seen<'p>)>;

impl<'p> Collector<'p, '_> {
    /// Reads a table, with the objects that a sample shows for it.
    pub(super) fn table(&mut self, rows: &'p [Row], sample: &Sampled<'p>, spot: Spot<'p>) -> PlaceId {
        let with_parts = self.with_parts(rows, &sample.nodes);
        let rows: Vec<&'p Row> = with_parts.iter().map(|(row, _)| *row).collect();
        let shown = self.shown(&rows, sample);
        let names: Vec<&'p str> = rows
            .iter()
            .zip(&shown)
            .map(|(row, shown)| shown.as_ref().map_or(row.name.value.as_str(), |(name, _)| name))
            .collect();
        let id = self.add(&names, spot);
        let open_rows = self.conventions.open_rows(rows.iter().map(|row| row.name.value.as_str()));
        let properties = with_parts
            .into_iter()
            .zip(names.into_iter().zip(shown))
            .map(|((row, parts), (name, shown))| {
                let facts = if open_rows.is_some_and(|items| conventions::is_list(row, items)) {
                    vec![cell_fact(row, Shape::list(Shape::map(Shape::Unknown(Opaque::OpenRow))))]
                } else {
                    let nodes = shown.as_ref().map_or(&[][..], |(_, seen)| seen.nodes());
                    self.row_facts(Member { of: id, name }, row, parts, nodes)
                };
                Property { name, facts, row: Some(row), is_received: self.is_received() }
            })
            .collect();
        self.places[id.0].properties = properties;
        self.twin_without_links(id);
        id
    }

    /// Each row's property in the sample, as the sample spells it: tables are edited by hand now and
    /// then, samples come from the serializer that also writes the wire.
    ///
    /// Reports what the sample shows and the table does not list.
    fn shown(&mut self, rows: &[&'p Row], sample: &Sampled<'p>) -> Vec<Shown<'p>> {
        self.report_no_objects(sample);
        let entries = merged(&objects(&sample.nodes));
        let names: Vec<_> = entries.iter().map(|(name, _)| *name).collect();
        let mut entries: Vec<_> = entries.into_iter().map(Some).collect();
        let mut finder = Finder::default();
        let mut shown: Vec<Shown<'p>> = Vec::with_capacity(rows.len());
        for (number, row) in rows.iter().enumerate() {
            let at = finder.find(&names, number, |name| *name, row.name.value.as_str());
            shown.push(at.and_then(|at| entries[at].take()));
        }
        if entries.iter().any(Option::is_some) {
            self.spell_alike(rows, &mut shown, &mut entries);
        }
        let unlisted: Vec<_> = entries.iter().flatten().map(|(name, _)| quoted(name)).collect();
        if let (Some(origin), [_, ..]) = (sample.origin, &unlisted[..]) {
            let message = format!("the sample shows {}, which the table does not list", unlisted.join(", "));
            self.diagnostics.report(Code::SampleDiffers, origin, message);
        }
        shown
    }

    /// Gives to rows the entries that only their spelling tells apart, where it is clear which is which.
    fn spell_alike(&mut self, rows: &[&'p Row], shown: &mut [Shown<'p>], entries: &mut [Shown<'p>]) {
        let mut alike: HashMap<String, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for (at, entry) in entries.iter().enumerate() {
            if let Some((name, _)) = entry {
                alike.entry(folded(name)).or_default().1.push(at);
            }
        }
        for (number, row) in rows.iter().enumerate().filter(|(number, _)| shown[*number].is_none()) {
            if let Some((rows, _)) = alike.get_mut(&folded(row.name.value.as_str())) {
                rows.push(number);
            }
        }
        let pair = |(rows, entries): (Vec<usize>, Vec<usize>)| match (&rows[..], &entries[..]) {
            ([row], [entry]) => Some((*row, *entry)),
            _ => None,
        };
        let mut pairs: Vec<_> = alike.into_values().filter_map(pair).collect();
        pairs.sort_unstable();
        for (number, entry) in pairs {
            let Some((spelled, seen)) = entries[entry].take() else { continue };
            let name = rows[number].name.value.as_str();
            // What can be seen was not spoilt on its way into the docs.
            let (taken, whose) = match (first_invisible(name), first_invisible(spelled)) {
                (None, Some(_)) => (name, "table"),
                _ => (spelled, "sample"),
            };
            let (row, sample) = (quoted(name), quoted(spelled));
            let message = format!("the table says {row} and the sample {sample}; the {whose}'s spelling was taken");
            self.diagnostics.report(Code::SampleDiffers, &rows[number].name.origin, message);
            shown[number] = Some((taken, seen));
        }
    }

    fn report_no_objects(&mut self, sample: &Sampled<'p>) {
        let misfit = |node: &&&Node| !matches!(node, Node::Object(_) | Node::Null);
        if let (Some(origin), Some(_)) = (sample.origin, sample.nodes.iter().find(misfit)) {
            let message = "the table lists properties, but the sample shows a value that has none";
            self.diagnostics.report(Code::SampleDiffers, origin, message);
        }
    }

    /// A struct with links is the struct without them and one property more: the place shows both.
    fn twin_without_links(&mut self, id: PlaceId) {
        let place = &self.places[id.0];
        if !place.keys.links || place.claims.is_empty() {
            return;
        }
        let claims = place
            .claims
            .iter()
            .filter_map(|claim| {
                let name = self.conventions.without_links(claim.name.as_str())?;
                Some(NameClaim { name: TypeName::new(name), ..claim.clone() })
            })
            .collect();
        let properties = place
            .properties
            .iter()
            .filter(|property| !self.conventions.is_links(property.name))
            .map(|property| Property {
                name: property.name,
                facts: property.facts.clone(),
                row: property.row,
                is_received: property.is_received,
            })
            .collect();
        let twin = Place {
            properties,
            keys: place.keys.without_links(),
            claims,
            role: place.role,
            rights: place.rights,
            origin: place.origin.clone(),
            docs: place.docs,
        };
        self.places.push(twin);
    }

    /// The type to which the description of an object leads.
    fn described(&self, row: &Row) -> Option<Fact> {
        let origin = &row.description.origin;
        let name = self.targets.leads_to(row.linked.as_deref()?, origin)?;
        Some(Fact { shape: Shape::Named(name.clone()), kind: EvidenceKind::Sentence, origin: origin.clone() })
    }

    /// What a row says of a property, and the values that a sample shows for it.
    pub(super) fn row_facts(
        &mut self,
        member: Member<'p>,
        row: &'p Row,
        parts: &'p [Row],
        shown: &[&'p Node],
    ) -> Vec<Fact> {
        let (parent, name) = (member.of, member.name);
        let origin = cell_origin(row);
        let cell = row.type_cell.as_ref().map_or(&TypeExpr::Blank, |cell| &cell.value);
        if !parts.is_empty() {
            return self.row_with_parts(&member, row, parts, shown);
        }
        // Mostly there is the cell, and what the sample shows.
        let mut facts = Vec::with_capacity(1 + usize::from(!shown.is_empty()));
        if let Some(described) = self.described(row) {
            facts.push(described);
            self.show(shown, Holder::property(parent, name), origin, &mut facts);
            return facts;
        }
        if let Some(shape) = self.cell_shape(cell, name, origin) {
            facts.push(cell_fact(row, shape));
        }
        if let Some(name) = &row.named_type {
            let claim = sentence_claim(name, &row.description.origin);
            facts.push(Fact { shape: Shape::Named(claim.name), kind: claim.kind, origin: claim.origin });
        }
        facts.extend(self.example_fact(row, shown));
        if shown.is_empty() {
            return facts;
        }
        let holder = Holder::property(parent, name);
        match (cell.bare(), only_objects(shown)) {
            (TypeExpr::Word(TypeWord::Object) | TypeExpr::Map(_), Some(objects)) => {
                self.dictionary(&objects, holder, origin, &mut facts)
            }
            (TypeExpr::Name(_), Some(objects)) if objects.iter().any(|entries| self.is_dictionary(name, entries)) => {
                // A struct would have been shown as `null`: the name in the cell is wrong.
                facts.clear();
                self.dictionary(&objects, holder, origin, &mut facts);
                return facts;
            }
            (TypeExpr::Blank, Some(objects)) if objects.iter().any(|entries| !entries.is_empty()) => {
                let shape = Shape::Shown(self.object(&objects, Role::Property(parent, name), origin));
                facts.push(Fact { shape, kind: EvidenceKind::Sample, origin: origin.clone() });
            }
            _ => self.show(shown, holder, origin, &mut facts),
        }
        facts.extend(self.date_fact(name, shown, origin));
        facts
    }
}

/// The objects among values of which none is anything else but nothing.
fn only_objects<'p>(nodes: &[&'p Node]) -> Option<Vec<&'p Entries>> {
    let only = nodes.iter().all(|node| matches!(node, Node::Object(_) | Node::Null));
    Some(objects(nodes)).filter(|objects| only && !objects.is_empty())
}

/// A property of a place.
pub(super) struct Member<'p> {
    pub(super) of: PlaceId,
    pub(super) name: &'p str,
}

fn cell_fact(row: &Row, shape: Shape) -> Fact {
    Fact { shape, kind: EvidenceKind::TableCell, origin: cell_origin(row).clone() }
}
