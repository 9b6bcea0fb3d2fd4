//! The sums, for people.

use docwright::api::{EvidenceKind, Opaque, SkipReason};
use docwright::summary::Summary;

use super::say;

/// Shows what became of all pages, fields and findings.
pub(crate) fn show(summary: &Summary) {
    let skipped = list(summary.skipped.iter().map(|(reason, count)| (skip_reason(*reason), *count)));
    say!("{} files read: {} endpoint pages{}", summary.files(), summary.operations, with_comma(&skipped));
    say!(
        "{} services, {} operations, {} structs, {} enums",
        summary.services,
        summary.operations,
        summary.structs,
        summary.enums
    );
    let fields: usize = summary.fields.values().sum();
    let evidence = list(summary.fields.iter().map(|(kind, count)| (evidence_kind(*kind), *count)));
    say!("{fields} fields{}", with_colon(&evidence));
    let opaque: usize = summary.opaque.values().sum();
    let reasons = list(summary.opaque.iter().map(|(reason, count)| (opaque_reason(*reason), *count)));
    say!("{opaque} of them hold any JSON{}", with_colon(&reasons));
    let findings = list(summary.findings.iter().map(|(code, count)| (code.id(), *count)));
    say!("{} findings{}", summary.findings.values().sum::<usize>(), with_colon(&findings));
    if summary.elsewhere > 0 {
        say!("{} findings about pages that were not selected were left out", summary.elsewhere);
    }
}

fn list<'a>(entries: impl Iterator<Item = (&'a str, usize)>) -> String {
    entries.map(|(what, count)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
}

fn with_colon(list: &str) -> String {
    if list.is_empty() { String::new() } else { format!(": {list}") }
}

fn with_comma(list: &str) -> String {
    if list.is_empty() { String::new() } else { format!(", {list}") }
}

fn skip_reason(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::NotAnEndpoint => "other pages",
        SkipReason::Faulty => "faulty",
        SkipReason::Duplicate => "duplicates",
        SkipReason::NotSelected => "not selected",
    }
}

fn evidence_kind(kind: Option<EvidenceKind>) -> &'static str {
    match kind {
        Some(EvidenceKind::Fixup) => "by fixups",
        Some(EvidenceKind::TableCell) => "by type cells",
        Some(EvidenceKind::Sentence) => "by sentences",
        Some(EvidenceKind::Sample) => "by samples",
        Some(EvidenceKind::KeySet) => "by equal properties",
        Some(EvidenceKind::Name) => "by names",
        Some(EvidenceKind::Lock) => "by the lock",
        None => "without evidence",
    }
}

fn opaque_reason(reason: Opaque) -> &'static str {
    match reason {
        Opaque::NoTable => "without table and sample",
        Opaque::Untold => "not told",
        Opaque::EmptySample => "only empty samples",
        Opaque::OpenRow => "open rows by design",
        Opaque::AnyValue => "any value by design",
        Opaque::Undescribed => "of undescribed types",
        Opaque::Conflict => "in conflict",
    }
}
