//! Every place where the docs show the properties of a struct: tables, and objects in samples.
//!
//! A place is read once, by `collect`; later stages only group places and join what they say.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use crate::api::EvidenceKind;
use crate::dialect::Conventions;
use crate::json::Node;
use crate::names::TypeName;
use crate::page::Row;
use crate::source::Origin;

use super::shape::Shape;

/// Index of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PlaceId(pub(super) usize);

/// One place that shows the properties of a struct.
#[derive(Debug)]
pub(super) struct Place<'p> {
    /// The properties in the order shown.
    pub(super) properties: Vec<Property<'p>>,
    /// The identity of the shape.
    pub(super) keys: KeySet<'p>,
    /// The names that the page gives, strongest first.
    pub(super) claims: Vec<NameClaim>,
    /// How the place hangs in the docs.
    pub(super) role: Role<'p>,
    /// Whether access rights are shown; `None` in requests, which never show them.
    pub(super) rights: Option<bool>,
    /// Where it is.
    pub(super) origin: Origin,
    /// What the page says about the struct as a whole.
    pub(super) docs: Option<&'p str>,
}

impl Place<'_> {
    /// Whether a response shows it.
    pub(super) fn is_received(&self) -> bool {
        self.rights.is_some()
    }
}

/// How a place hangs in the docs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role<'p> {
    /// The arguments of the operation on the page with this index: never the same struct as any
    /// other place.
    Arguments(usize),
    /// What is around the response of the operation on the page with this index, and no other.
    Envelope(usize, Option<u16>),
    /// A whole request body, of the page with this index, and the name of the argument.
    Request(usize, &'p str),
    /// A whole response body, of the page with this index, and of the status that its heading names.
    Response(usize, Option<u16>),
    /// What a section or a page defines.
    Definition,
    /// A property of another place.
    Property(PlaceId, &'p str),
}

impl<'p> Role<'p> {
    /// The property or the argument that holds the struct.
    pub(super) fn property(self) -> Option<&'p str> {
        match self {
            Self::Property(_, name) | Self::Request(_, name) => Some(name),
            Self::Arguments(_) | Self::Envelope(..) | Self::Response(..) | Self::Definition => None,
        }
    }

    /// Whether this is the struct of one operation alone, whatever looks like it.
    pub(super) fn is_own(self) -> bool {
        matches!(self, Self::Arguments(_) | Self::Envelope(..))
    }

    /// The page whose body it is.
    pub(super) fn page(self) -> Option<usize> {
        match self {
            Self::Request(page, _) | Self::Response(page, _) => Some(page),
            // What is around a response is not what the operation is about.
            Self::Arguments(_) | Self::Envelope(..) | Self::Definition | Self::Property(..) => None,
        }
    }
}

/// A name that a page gives to a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NameClaim {
    pub(super) name: TypeName,
    pub(super) kind: EvidenceKind,
    pub(super) origin: Origin,
}

/// One property as one place shows it.
#[derive(Debug)]
pub(super) struct Property<'p> {
    pub(super) name: &'p str,
    /// What it is, by each kind of evidence, strongest first; never none without a row.
    pub(super) facts: Vec<Fact>,
    /// The row, where a table has one.
    pub(super) row: Option<&'p Row>,
    /// Whether a response shows it.
    pub(super) is_received: bool,
}

impl Property<'_> {
    /// Where the property stands.
    pub(super) fn origin(&self) -> &Origin {
        match self.row {
            Some(row) => &row.name.origin,
            None => &self.facts[0].origin,
        }
    }
}

/// What one piece of evidence says.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) shape: Shape,
    pub(super) kind: EvidenceKind,
    pub(super) origin: Origin,
}

impl Fact {
    /// The type that is named, alone or as what a list or a dictionary holds.
    pub(super) fn mentions(&self) -> Option<&TypeName> {
        match self.shape.innermost() {
            Shape::Named(name) => Some(name),
            _ => None,
        }
    }
}

/// The properties that identify a struct.
///
/// The same struct is shown with access rights in responses and without them in requests, so these
/// do not count; a struct with links is another than the one without.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct KeySet<'p> {
    pub(super) names: Vec<&'p str>,
    pub(super) links: bool,
}

impl<'p> KeySet<'p> {
    pub(super) fn new(names: impl Iterator<Item = &'p str>, conventions: &Conventions) -> Self {
        let mut links = false;
        let mut names: Vec<_> = names
            .filter(|name| {
                let is_links = conventions.is_links(name);
                links |= is_links;
                !is_links && !conventions.is_access_right(name)
            })
            .collect();
        names.sort_unstable();
        names.dedup();
        Self { names, links }
    }

    /// The key set of a table.
    pub(super) fn of_rows(rows: &'p [Row], conventions: &Conventions) -> Self {
        Self::new(rows.iter().map(|row| row.name.value.as_str()), conventions)
    }

    /// The key set of an object in a sample.
    pub(super) fn of_object(properties: &'p [(String, Node)], conventions: &Conventions) -> Self {
        Self::new(properties.iter().map(|(name, _)| name.as_str()), conventions)
    }

    /// Whether one of two structs has all properties of the other.
    pub(super) fn extends(&self, other: &KeySet<'_>) -> bool {
        let all_in = |few: &KeySet<'_>, many: &KeySet<'_>| few.names.iter().all(|name| many.names.contains(name));
        self.links == other.links && (all_in(self, other) || all_in(other, self))
    }

    /// Whether two structs may be two editions of one: most properties are the same, by this share
    /// of the larger set, in percent.
    pub(super) fn resembles(&self, other: &KeySet<'_>, percent: usize) -> bool {
        let common = self.names.iter().filter(|name| other.names.binary_search(name).is_ok()).count();
        self.links == other.links && 100 * common >= percent * self.names.len().max(other.names.len())
    }

    /// The same properties without links.
    pub(super) fn without_links(&self) -> Self {
        Self { links: false, ..self.clone() }
    }
}

/// Lengths and ends tell sets apart well enough: to read all names, each time that a set is looked up, takes longer than to
/// compare it once more.
impl Hash for KeySet<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let digest = self.names.iter().fold(u64::from(self.links), |digest, name| {
            let [first, last] = [name.as_bytes().first(), name.as_bytes().last()].map(|b| u64::from(*b.unwrap_or(&0)));
            digest.wrapping_mul(0x0100_0000_01b3) ^ (name.len() as u64) << 16 ^ first << 8 ^ last
        });
        state.write_u64(digest);
    }
}

/// What the two bodies of a page are.
#[derive(Debug)]
pub(super) struct PageBodies {
    pub(super) request: BodyFacts,
    /// In the order of the page's sections.
    pub(super) responses: Vec<BodyFacts>,
}

/// What a body is, as far as its page tells.
#[derive(Debug)]
pub(super) enum BodyFacts {
    Empty,
    Bytes,
    Text,
    Patch,
    Value(Vec<Fact>),
}

/// All that is said of properties and of bodies.
pub(super) fn facts<'a>(places: &'a [Place<'_>], bodies: &'a [PageBodies]) -> impl Iterator<Item = &'a Fact> {
    let of_properties = places.iter().flat_map(|place| &place.properties).flat_map(|property| &property.facts);
    let bodies = bodies.iter().flat_map(|page| std::iter::once(&page.request).chain(&page.responses));
    let of_bodies = bodies.flat_map(|body| match body {
        BodyFacts::Value(facts) => facts.as_slice(),
        BodyFacts::Empty | BodyFacts::Bytes | BodyFacts::Text | BodyFacts::Patch => &[],
    });
    of_properties.chain(of_bodies)
}

/// The same, to be changed.
pub(super) fn facts_mut<'a, 'p: 'a>(
    places: &'a mut [Place<'p>],
    bodies: &'a mut [PageBodies],
) -> impl Iterator<Item = &'a mut Fact> {
    let of_properties =
        places.iter_mut().flat_map(|place| &mut place.properties).flat_map(|property| &mut property.facts);
    let bodies = bodies.iter_mut().flat_map(|page| std::iter::once(&mut page.request).chain(&mut page.responses));
    let of_bodies = bodies.flat_map(|body| match body {
        BodyFacts::Value(facts) => facts.as_mut_slice(),
        BodyFacts::Empty | BodyFacts::Bytes | BodyFacts::Text | BodyFacts::Patch => &mut [],
    });
    of_properties.chain(of_bodies)
}

/// Finds properties by name in a list, which may grow: the one expected first, as tables and samples
/// list properties in the same order. All searches together take time linear in their number.
#[derive(Debug, Default)]
pub(super) struct Finder<'n> {
    known: HashMap<&'n str, usize>,
    /// How many items of the list are among the known.
    indexed: usize,
}

impl<'n> Finder<'n> {
    /// In a list this short, looking at each item is faster than hashing names.
    const FEW: usize = 16;

    /// The first item whose name, as `name` tells it, is `wanted`.
    pub(super) fn find<T>(
        &mut self,
        items: &[T],
        expected: usize,
        name: impl Fn(&T) -> &'n str,
        wanted: &str,
    ) -> Option<usize> {
        if items.get(expected).is_some_and(|item| name(item) == wanted) {
            return Some(expected);
        }
        if items.len() <= Self::FEW {
            return items.iter().position(|item| name(item) == wanted);
        }
        for (at, item) in items.iter().enumerate().skip(self.indexed) {
            self.known.entry(name(item)).or_insert(at);
        }
        self.indexed = items.len();
        self.known.get(wanted).copied()
    }
}

/// Where a row's type stands, or should.
pub(super) fn cell_origin(row: &Row) -> &Origin {
    row.type_cell.as_ref().map_or(&row.name.origin, |cell| &cell.origin)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn searches_in_any_order_look_at_each_item_a_few_times() {
        let names: Vec<String> = (0..2000).map(|number| format!("P{number}")).collect();
        let looks = Cell::new(0);
        let name = |item: &&'static str| {
            looks.set(looks.get() + 1);
            *item
        };
        let names: Vec<&'static str> = names.into_iter().map(|name| &*name.leak()).collect();
        // In a list that grows, in one that is read backwards, and for what is not there.
        let mut finder = Finder::default();
        let mut grown = Vec::new();
        for (number, wanted) in names.iter().enumerate() {
            assert_eq!(finder.find(&grown, number, name, wanted), None);
            grown.push(*wanted);
        }
        for (number, wanted) in names.iter().rev().enumerate() {
            assert_eq!(finder.find(&grown, number, name, wanted), Some(names.len() - 1 - number));
            assert_eq!(finder.find(&grown, number, name, "Q"), None);
        }
        assert!(looks.get() < 6 * names.len(), "{}", looks.get());
    }
}
