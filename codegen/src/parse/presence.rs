//! What a row tells of whether its value must be there, and whether it may be `null`.

use super::context::Context;
use super::events::Cell;
use super::text::quoted;
use super::words::{PresenceMark, is_like, strip_presence, yes_or_no};
use crate::diagnostic::Code;
use crate::dialect::{DefaultPresence, Dialect};
use crate::page::{Claim, Presence, Row, TypeExpr};
use crate::source::{Located, Origin};

/// The cells of a row that may tell it.
pub(super) struct Cells<'t> {
    pub(super) required: Option<&'t Cell<'t>>,
    pub(super) nullable: Option<&'t Cell<'t>>,
    pub(super) description: &'t Cell<'t>,
}

/// Reads the cells, and takes marks off the text of the description.
///
/// Reports cells that say neither yes nor no, and rows that say both; what may be left out costs least if it is wrong.
pub(super) fn read<'t>(cells: &Cells<'_>, text: &'t str, cx: &mut Context<'_>) -> (Presence, &'t str) {
    let dialect = cx.dialect;
    let required = cells.required.and_then(|cell| claim(cell, (&dialect.required, &dialect.optional), Some(false), cx));
    let nullable = cells.nullable.and_then(|cell| claim(cell, (&dialect.nullable, &[]), None, cx));
    let (marks, rest) = strip_presence(text, dialect);
    if marks.is_empty() {
        return (Presence { required, nullable }, rest);
    }
    let description = cx.origin(&cells.description.bytes);
    let mark = |mark: PresenceMark, holds| marks.contains(&mark).then(|| Claim::boxed(holds, description.clone()));
    let told = [required, mark(PresenceMark::Optional, false), mark(PresenceMark::Required, true)];
    let told: Vec<Box<Claim>> = told.into_iter().flatten().collect();
    if let [first, others @ ..] = &told[..]
        && others.iter().any(|other| other.holds != first.holds)
    {
        let message = "the row says that its value is required, and that it is optional; it is taken for optional";
        cx.report(Code::PresenceContradicted, &cells.description.bytes, message);
    }
    let optional = told.iter().position(|claim| !claim.holds).unwrap_or(0);
    let required = told.into_iter().nth(optional);
    (Presence { required, nullable: mark(PresenceMark::Nullable, true).or(nullable) }, rest)
}

/// Takes in marks that stand elsewhere than in the description; what may be left out costs least if it is wrong.
pub(super) fn mark(presence: &mut Presence, marks: &[PresenceMark], origin: &Origin) {
    for mark in marks {
        let (place, holds) = match mark {
            PresenceMark::Required if presence.required.is_some() => continue,
            PresenceMark::Required => (&mut presence.required, true),
            PresenceMark::Optional => (&mut presence.required, false),
            PresenceMark::Nullable => (&mut presence.nullable, true),
        };
        *place = Some(Claim::boxed(holds, origin.clone()));
    }
}

/// Takes in what a description says in words, where nothing else tells whether the value must be there.
pub(super) fn told_by_text(presence: &mut Presence, text: &str, origin: &Origin, dialect: &Dialect) {
    let words = &dialect.presence.optional_where;
    if presence.required.is_none() && words.iter().any(|words| is_like(text, words)) {
        presence.required = Some(Claim::boxed(false, origin.clone()));
    }
}

/// Takes in that the type is nullable.
///
/// Reports a row that says otherwise elsewhere; what expects `null` costs least if it is wrong.
pub(super) fn may_be_null(presence: &mut Presence, ty: &Located<TypeExpr>, cx: &mut Context<'_>) {
    if presence.is_never_null() {
        let message =
            "the row says that its value is never null, and its type that it may be; it is taken for nullable";
        cx.diagnostics.report(Code::PresenceContradicted, &ty.origin, message);
    }
    if !presence.is_nullable() {
        presence.nullable = Some(Claim::boxed(true, ty.origin.clone()));
    }
}

/// Takes in that a cell lets the value be left out: by a mark, or as it has what counts then. What the row says elsewhere of
/// being required counts more.
pub(super) fn may_be_absent(presence: &mut Presence, cell: &Cell<'_>, cx: &Context<'_>) {
    presence.required.get_or_insert_with(|| Claim::boxed(false, cx.origin(&cell.bytes)));
}

/// What a cell says, if anything; `otherwise` is what it says in other words than those for yes and no, such as `at times`.
fn claim(
    cell: &Cell<'_>,
    marks: (&[String], &[String]),
    otherwise: Option<bool>,
    cx: &mut Context<'_>,
) -> Option<Box<Claim>> {
    let text = cell.content.text.trim();
    let plain = text.trim_matches(['*', '_', '`', ' ']);
    if text.is_empty() {
        return None;
    }
    let words = &cx.dialect.presence;
    let holds = yes_or_no(text, words, marks).or_else(|| yes_or_no(plain, words, marks));
    if holds.is_none() {
        let taken = if otherwise == Some(false) { "; it is taken for no" } else { "" };
        let message = format!("{} is no word for yes or no{taken}", quoted(text));
        cx.report(Code::PresenceUnknown, &cell.bytes, message);
    }
    holds.or(otherwise).map(|holds| Claim::boxed(holds, cx.origin(&cell.bytes)))
}

/// Tells of a row what goes without saying.
pub(super) fn assume(row: &mut Row, default: DefaultPresence) {
    let origin: &Origin = &row.name.origin;
    row.presence.required.get_or_insert_with(|| Claim::boxed(default == DefaultPresence::Required, origin.clone()));
    row.children.iter_mut().for_each(|part| assume(part, default));
}
