//! What a value is and why, in words.

use crate::api::{EvidenceKind, Verdict};
use crate::explain::answer::{Place, Reason, Tells, Unknown, Value};
use crate::explain::words;
use crate::layout::Layout;

/// Name and type on the wire.
pub(super) fn wire(layout: &mut Layout, name: &str, value: &Value) {
    layout.pairs(&[("name", name), ("type", &value.ty), ("JSON", &value.json)]);
}

/// The reasons, and what is not known.
pub(super) fn why(layout: &mut Layout, value: &Value) {
    layout.section("Why, strongest reason first");
    reasons(layout, &value.reasons);
    if value.reasons.is_empty() {
        layout.text("There is no evidence.");
    }
    if let Some(unknown) = &value.unknown {
        ignorance(layout, unknown);
    }
}

/// Reasons with their places, numbered.
pub(super) fn reasons(layout: &mut Layout, reasons: &[Reason]) {
    let mut quoted = None;
    for (at, reason) in reasons.iter().enumerate() {
        let more = match reason.places {
            0 | 1 => String::new(),
            places => format!(", and {}", words::count(places as usize - 1, "more place")),
        };
        // A row says several things at once, but need not be shown as often.
        let quote = if quoted == Some(&reason.place) { String::new() } else { quote(reason) };
        quoted = Some(&reason.place);
        layout.item(
            &format!("{}. {}: {}", at + 1, reason.words, verdict(reason)),
            &[&format!("{}{more}", place(&reason.place)), &quote],
        );
    }
}

/// What stands in the line. A sample is told by the row that it is a value for, or within one.
fn quote(reason: &Reason) -> String {
    match reason.kind {
        EvidenceKind::Sample if reason.quote.starts_with('|') => format!("at or within the value for {}", reason.quote),
        _ => reason.quote.clone(),
    }
}

fn verdict(reason: &Reason) -> String {
    if reason.tells == Tells::Nothing {
        return "leaves it open".to_owned();
    }
    match (reason.verdict, reason.overruled_by) {
        (Verdict::Decisive, _) if reason.tells == Tells::Part => "decisive, as far as it goes".to_owned(),
        (Verdict::Decisive, _) => "decisive".to_owned(),
        (Verdict::Agreeing, _) => "agrees".to_owned(),
        (Verdict::Overruled, Some(kind)) if kind == reason.kind => "overruled by others of its kind".to_owned(),
        (Verdict::Overruled, Some(kind)) => format!("overruled by {}", kind.noun()),
        (Verdict::Overruled, None) => "contradicted, and nothing stronger decides".to_owned(),
    }
}

fn ignorance(layout: &mut Layout, unknown: &Unknown) {
    layout.section("What is not known");
    layout.text(&unknown.meaning);
    layout.section("What was looked for, and what was found");
    let rows = unknown.searched.iter().map(|searched| [searched.what.clone(), searched.found.clone()]);
    layout.table(&rows.collect::<Vec<_>>());
    layout.section("What you can do");
    layout.text(&unknown.help);
}

/// `path:line:column`, which terminals and editors open.
pub(super) fn place(place: &Place) -> String {
    format!("{}:{}:{}", place.file, place.line, place.column)
}
