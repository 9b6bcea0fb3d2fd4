//! What a correction settles: findings about the cells and samples that it overrules.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::Pages;
use super::{Change, Fixup, MemberName};
use crate::api::{Api, Body, Evidence, EvidenceKind, Opaque, Side, Type, TypeDef};
use crate::characters::folded;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names::TypeName;
use crate::page::{Page, Response, Row, TypeExpr};
use crate::source::{Located, Origin};

/// The places where the docs tell a type that is corrected now.
#[derive(Default)]
struct Overruled<'a> {
    /// Cells of types.
    cells: BTreeSet<&'a Origin>,
    /// Where any evidence stands, which may be evidence for something else, too.
    evidence: BTreeSet<&'a Origin>,
    /// How findings call what has the type.
    what: String,
}

impl Overruled<'_> {
    fn has(&self, found: &Diagnostic) -> bool {
        let Some(origin) = &found.origin else { return false };
        match found.code {
            Code::TypeInvalid | Code::ParameterUntold => self.cells.contains(origin),
            Code::EvidenceConflict => self.evidence.contains(origin) && found.message.contains(&self.what),
            _ => false,
        }
    }
}

/// Takes away the findings about a type that a correction, which was carried out, has settled.
pub(super) fn settle(fixup: &Fixup, api: &Api, pages: Pages<'_>, diagnostics: &mut Diagnostics) {
    let overruled = match &fixup.change {
        Change::Property { property, .. } => property_of(property, api, pages),
        Change::Parameter { parameter, .. } => parameter_of(api, parameter),
        Change::Body { operation, side, .. } => {
            let found = api.operations().find(|known| known.id.as_str() == operation.as_str());
            found.map(|operation| body(operation.evidence(*side), *side))
        }
        _ => None,
    };
    if let Some(overruled) = overruled {
        diagnostics.retain(|found| !overruled.has(found));
    }
}

/// Takes away the findings about types that no page describes where all that have one were corrected.
pub(super) fn settle_undescribed(api: &Api, pages: Pages<'_>, diagnostics: &mut Diagnostics) {
    let is_corrected = |evidence: &&[Evidence]| evidence.first().is_some_and(|it| it.kind == EvidenceKind::Fixup);
    let (corrected, others): (Vec<_>, Vec<_>) = evidence_of_all(api).partition(is_corrected);
    if corrected.is_empty() {
        return;
    }
    let corrected: BTreeSet<_> = corrected.into_iter().flat_map(origins).collect();
    let is_open = |evidence: &&Evidence| *evidence.says.innermost() == Type::Json(Opaque::Undescribed);
    let open: BTreeSet<_> = others.into_iter().flatten().filter(is_open).map(|evidence| &evidence.origin).collect();
    let names: BTreeMap<_, _> = mentions(pages).collect();
    let mut places: BTreeMap<&str, Vec<&Origin>> = BTreeMap::new();
    for (place, name) in &names {
        places.entry(name).or_default().push(place);
    }
    let is_settled = |origin: &Origin| {
        let mut same = names.get(origin).and_then(|name| places.get(name)).into_iter().flatten();
        corrected.contains(origin) && !open.contains(origin) && !same.any(|place| open.contains(place))
    };
    diagnostics.retain(|found| found.code != Code::TypeUndescribed || !found.origin.as_ref().is_some_and(&is_settled));
}

/// Why each property, and each body, has its type.
fn evidence_of_all(api: &Api) -> impl Iterator<Item = &[Evidence]> {
    let fields = api.types.values().flat_map(TypeDef::fields).map(|field| field.evidence.as_slice());
    let bodies = api.operations().flat_map(|operation| {
        let responses = operation.responses.iter().map(|response| response.evidence.as_slice());
        std::iter::once(operation.request.evidence.as_slice()).chain(responses)
    });
    fields.chain(bodies)
}

/// Where pages name types, with the names.
fn mentions<'a>(pages: Pages<'a>) -> impl Iterator<Item = (&'a Origin, &'a str)> {
    let of_cell = |cell: &'a Located<TypeExpr>| match cell.value.innermost() {
        TypeExpr::Name(name) => Some((&cell.origin, name.as_str())),
        TypeExpr::Link(link) => Some((&cell.origin, link.text.as_str())),
        _ => None,
    };
    let of_row = move |row: &'a Row| {
        let sentence = row.named_type.as_ref().map(|name| (&row.description.origin, name.as_str()));
        row.type_cell.as_ref().and_then(of_cell).into_iter().chain(sentence)
    };
    let defined = pages.definitions.iter().flat_map(|definition| &definition.rows);
    let sent = pages.operations.iter().filter_map(|page| page.request_body.as_ref()).flat_map(|body| &body.rows);
    let responses = || pages.operations.iter().flat_map(|page| &page.responses);
    let received = responses().flat_map(|response| &response.rows);
    let cells = responses().flat_map(|response| response.body.iter().chain([&response.heading]));
    let rows = defined.chain(sent).chain(received).flat_map(Row::with_descendants);
    rows.flat_map(of_row).chain(cells.filter_map(of_cell))
}

fn origins(evidence: &[Evidence]) -> BTreeSet<&Origin> {
    evidence.iter().map(|evidence| &evidence.origin).collect()
}

fn parameter_of<'a>(api: &'a Api, name: &MemberName) -> Option<Overruled<'a>> {
    let (id, wire) = name.of_operation(api);
    let operation = api.operations().find(|known| known.id.as_str() == id)?;
    let mut parameters = operation.parameters().chain(&operation.headers);
    let parameter = parameters.find(|parameter| parameter.wire.as_str() == wire)?;
    Some(Overruled { cells: origins(&parameter.evidence), ..Overruled::default() })
}

fn body(evidence: &[Evidence], side: Side) -> Overruled<'_> {
    let places = origins(evidence);
    Overruled { cells: places.clone(), evidence: places, what: format!("the {} body ", side.word()) }
}

fn property_of<'a>(name: &MemberName, api: &'a Api, pages: Pages<'a>) -> Option<Overruled<'a>> {
    let (owner, wire) = name.of_type(api);
    let owner = &TypeName::new(owner);
    let Some(TypeDef::Struct(definition)) = api.types.get(owner) else { return None };
    let field = definition.fields.iter().find(|field| field.wire.as_str() == wire)?;
    let defined = |origin: &Origin| definition.naming.iter().any(|evidence| evidence.origin == *origin);
    let definitions = pages.definitions.iter().filter(|definition| defined(&definition.name.origin));
    let tables = pages.operations.iter().flat_map(|page| tables(page, owner, api));
    let rows = tables.chain(definitions.map(|definition| &*definition.rows)).flatten();
    let name = folded(wire);
    let cells = rows.filter(|row| folded(row.name.value.as_str()) == name);
    let cells = cells.filter_map(|row| Some(&row.type_cell.as_ref()?.origin)).collect();
    Some(Overruled { cells, evidence: origins(&field.evidence), what: format!(".{wire}' ") })
}

/// The tables of a page that show a struct.
fn tables<'a>(page: &'a Page, owner: &TypeName, api: &Api) -> Vec<&'a [Row]> {
    let operation = api.operations().find(|operation| operation.origin == page.origin);
    let Some(operation) = operation else { return Vec::new() };
    let is_owner = |body: &Body| body.json().and_then(Type::named) == Some(owner);
    let request = page.request_body.as_ref().map(|body| &*body.rows).filter(|_| is_owner(&operation.request.body));
    let shows = |section: &&Response| {
        operation.responses.iter().any(|response| section.body_is_of(response.status) && is_owner(&response.body))
    };
    let responses = page.responses.iter().filter(shows).map(|section| &*section.rows);
    request.into_iter().chain(responses).collect()
}
