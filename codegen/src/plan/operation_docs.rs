//! The documentation of an operation's methods.

use std::collections::BTreeMap;

use super::arguments::{Arguments, Place};
use super::docs::{self, DocLines};
use super::idents::Ident;
use crate::api::{Body, Docs, Notice, Operation, Response};
use crate::dialect::NoticeStyle;

/// What it does, its arguments, notices and statuses, and `METHOD /path` at the end.
///
/// `styles` says how notices show, by their kinds.
pub(super) fn documentation(
    operation: &Operation,
    arguments: &Arguments,
    styles: &BTreeMap<String, NoticeStyle>,
) -> DocLines {
    let mut lines = DocLines::new(&operation.docs).or(|| DocLines::own(docs::code(operation.id.as_str())));
    let items: Vec<Vec<String>> = argument_items(operation, arguments).collect();
    lines.list(items);
    for notice in &operation.notices {
        add_notice(&mut lines, notice, styles.get(&notice.kind).unwrap_or(&NoticeStyle::default()));
    }
    add_statuses(&mut lines, operation);
    lines.markdown(format!("`{} {}`", operation.method.as_str(), operation.path));
    lines
}

fn argument_items<'a>(operation: &'a Operation, arguments: &'a Arguments) -> impl Iterator<Item = Vec<String>> + 'a {
    let parameters = arguments.parameters.iter().filter_map(|argument| {
        let documented = match &argument.place {
            Place::Path(at) => operation.path_parameters.get(*at),
            Place::Query(wire) => operation.query_parameters.iter().find(|parameter| parameter.wire.as_str() == wire),
        };
        documented.map(|parameter| (&argument.ident, &parameter.docs))
    });
    let body = arguments.body.iter().map(|body| (&body.ident, &operation.request.docs));
    parameters.chain(body).filter(|(_, docs)| !docs.is_empty()).map(|(ident, docs)| item(ident, docs))
}

fn item(ident: &Ident, docs: &Docs) -> Vec<String> {
    docs::item_about(&format!("`{}`", ident.as_str()), &docs::plain(docs))
}

fn add_notice(lines: &mut DocLines, notice: &Notice, style: &NoticeStyle) {
    if let (Some(sentence), Some(value)) = (&style.sentence, notice.value) {
        lines.text(&sentence.filled(&value.to_string()));
        return;
    }
    let title = style.title.clone().unwrap_or_else(|| notice.title());
    let text = match notice.value {
        Some(value) if notice.text.is_empty() => value.to_string(),
        _ => notice.text.clone(),
    };
    lines.section(&title, &text);
}

/// The statuses that are no success.
fn add_statuses(lines: &mut DocLines, operation: &Operation) {
    let failures = operation.responses.iter().filter(|response| !response.is_success());
    let subject = |response: &Response| match &response.body {
        Body::Empty => response.status.to_string(),
        body => format!("{}, with {}", response.status, docs::code(&body.to_string())),
    };
    let items: Vec<Vec<String>> =
        failures.map(|response| docs::item_about(&subject(response), &docs::plain(&response.docs))).collect();
    if !items.is_empty() {
        lines.markdown("# Statuses");
        lines.list(items);
    }
}
