//! The numbers as text, in aligned tables.

use super::{BodyCount, Namer, Stats, UnknownCount};
use crate::api::EvidenceKind;
use crate::layout::Layout;

/// How many names of a reason are shown.
const FEW: usize = 5;

pub(super) fn text(stats: &Stats) -> String {
    let mut layout = Layout::default();
    layout.section("All");
    layout.counts(&[
        (stats.operations, "operations".to_owned()),
        (stats.structs, "structs".to_owned()),
        (stats.enums, "enums".to_owned()),
    ]);
    layout.section("Fields by the strongest evidence for their types");
    let fields = stats.fields.iter().map(|found| (found.count, evidence(found.evidence).to_owned()));
    layout.counts(&with_sum(fields.collect()));
    bodies(&mut layout, "requests", |found| found.requests, &stats.bodies);
    bodies(&mut layout, "responses", |found| found.responses, &stats.bodies);
    unknown(&mut layout, "Fields of any JSON by reason, with their most frequent names", &stats.unknown_fields);
    unknown(&mut layout, "Bodies of any JSON by reason, with their most frequent names", &stats.unknown_bodies);
    layout.section("Structs by what named them");
    let names = stats.struct_names.iter().map(|found| (found.count, namer(found.by).to_owned()));
    layout.counts(&with_sum(names.collect()));
    layout.finish()
}

fn bodies(layout: &mut Layout, side: &str, count: impl Fn(&BodyCount) -> usize, bodies: &[BodyCount]) {
    layout.section(&format!("Bodies of {side} by the strongest evidence for their types"));
    let counted = bodies.iter().filter(|found| count(found) > 0);
    let counted = counted.map(|found| (count(found), evidence(found.evidence).to_owned()));
    layout.counts(&with_sum(counted.collect()));
}

fn unknown(layout: &mut Layout, title: &str, unknown: &[UnknownCount]) {
    layout.section(title);
    let line = |unknown: &UnknownCount| {
        let names = unknown.names.iter().take(FEW).map(|name| format!("{} {}", name.count, name.name));
        let names = names.collect::<Vec<_>>().join(", ");
        let more = if unknown.names.len() > FEW { ", …" } else { "" };
        (unknown.count, format!("{}: {names}{more}", unknown.reason))
    };
    layout.counts(&with_sum(unknown.iter().map(line).collect()));
}

/// The counts, and their sum.
fn with_sum(mut counts: Vec<(usize, String)>) -> Vec<(usize, String)> {
    let sum = counts.iter().map(|(count, _)| count).sum();
    counts.push((sum, "in all".to_owned()));
    counts
}

fn evidence(kind: Option<EvidenceKind>) -> &'static str {
    kind.map_or("without evidence", EvidenceKind::noun)
}

fn namer(namer: Namer) -> &'static str {
    match namer {
        Namer::Pages => "pages",
        Namer::Operation => "rule: requests are named after their operation",
        Namer::Holder => "rule: others are named after what holds them or is done with them",
        Namer::Fixup => "fixup",
        Namer::Lock => "lock",
    }
}
