//! Operations in words.

use super::value;
use crate::api::EvidenceKind;
use crate::explain::answer::{OperationAnswer, RustOperation};
use crate::layout::Layout;

pub(super) fn show(layout: &mut Layout, answer: &OperationAnswer) {
    layout.title(&format!("{}: {} {}", answer.id, answer.method, answer.path));
    layout.excerpt(&answer.docs);
    answer.notices.iter().for_each(|notice| layout.text(notice));
    layout.section("On the wire");
    layout.table(&rows(answer));
    layout.pairs(&[("page", &value::place(&answer.page))]);
    if let Some(rust) = &answer.rust {
        code(layout, rust);
    }
    if !answer.findings.is_empty() {
        layout.section("Found on its page");
        answer.findings.iter().for_each(|finding| layout.text(finding));
    }
}

/// What is sent and what comes back, one row each.
fn rows(answer: &OperationAnswer) -> Vec<[String; 4]> {
    let parameters = answer.parameters.iter().map(|parameter| {
        let required = if parameter.required { "required" } else { "optional" };
        [parameter.place.clone(), parameter.name.clone(), parameter.ty.clone(), required.to_owned()]
    });
    let bodies = answer
        .bodies
        .iter()
        .map(|body| [body.side.clone(), "body".to_owned(), body.ty.clone(), body.evidence.map(by).unwrap_or_default()]);
    let statuses = answer.statuses.iter().map(|status| {
        [
            "status".to_owned(),
            status.status.to_string(),
            status.docs.lines().collect::<Vec<_>>().join(" "),
            status.ty.clone().unwrap_or_default(),
        ]
    });
    parameters.chain(bodies).chain(statuses).collect()
}

fn by(kind: EvidenceKind) -> String {
    format!("by {}", kind.noun())
}

fn code(layout: &mut Layout, rust: &RustOperation) {
    layout.section("In Rust");
    layout.pairs(&[
        ("call", rust.call.as_deref().unwrap_or_default()),
        ("gives", &rust.reply),
        ("setters", &rust.setters.join(", ")),
        ("method", rust.method.as_deref().unwrap_or_default()),
        ("server", rust.server.as_deref().unwrap_or_default()),
        ("described", &rust.description),
    ]);
}
