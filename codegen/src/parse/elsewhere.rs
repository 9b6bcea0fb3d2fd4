//! What texts and tables tell of what stands elsewhere.

use super::context::Context;
use super::events::{Inline, Part, PartKind, Table};
use super::ledger::Fate;
use super::paths;
use super::table::joined;
use super::text::quoted;
use super::told;
use super::words::{TableLayout, has_words, type_link};
use crate::diagnostic::Code;
use crate::json::Node;
use crate::page::{Elsewhere, Other};
use crate::source::Located;

/// Reads what a block of text tells of what stands elsewhere.
pub(super) fn read(part: &Part<'_>, elsewhere: &mut Elsewhere, cx: &Context<'_>) {
    let texts = match &part.kind {
        PartKind::Paragraph(text) => std::slice::from_ref(text),
        PartKind::List(items) => items,
        _ => return,
    };
    texts.iter().for_each(|text| read_text(text, part, elsewhere, cx));
}

fn read_text(text: &Inline<'_>, part: &Part<'_>, elsewhere: &mut Elsewhere, cx: &Context<'_>) {
    let words = &cx.dialect.elsewhere;
    for says in &words.parameters_of {
        let link = text.link_behind(says.before()).map(|link| link.text.as_str());
        if let Some(Ok(route)) = link.map(|line| paths::request_line(line, &cx.dialect.paths)) {
            elsewhere.parameters_of.push(Located::new(Other::Route(route.0, route.1), cx.origin(&part.bytes)));
        }
    }
    let heading = words.same_as.iter().find_map(|says| text.link_behind(says.before()));
    let heading = heading.map(|link| Other::Heading(type_link(link, cx.dialect)));
    let above = || words.same_as_above.iter().any(|words| has_words(&text.text, words)).then_some(Other::Above);
    if let Some(other) = heading.or_else(above) {
        elsewhere.same_as.get_or_insert(Located::new(other, cx.origin(&part.bytes)));
    }
    elsewhere.but.extend(told::named(text, &words.but));
    let is_known = |text: &str| words.further_fields.iter().any(|known| known.eq_ignore_ascii_case(text.trim()));
    elsewhere.has_further_fields |= text.links().any(|link| is_known(&link.text));
}

/// Reads a table of fields that answers have at times, each with an example such as `"name": 7`.
pub(super) fn fields(table: &Table<'_>, layout: TableLayout, cx: &mut Context<'_>) -> Vec<(String, Node)> {
    let mut fields = Vec::with_capacity(table.rows.len());
    for line in joined(table, layout, cx) {
        let name = line.cells[layout.name].content.text.trim();
        let example = layout.example.map_or("", |column| line.cells[column].content.text.trim());
        let member = Node::parse(&format!("{{{example}}}"));
        match member.as_ref().ok().and_then(|member| member.get(name)) {
            Some(value) if !name.is_empty() => {
                fields.push((name.to_owned(), value.clone()));
                cx.claim(&line.bytes, Fate::Consumed);
            }
            _ => {
                let message = format!("the example {} does not show the field {}", quoted(example), quoted(name));
                cx.reject(Code::LineNotUnderstood, &line.bytes, message);
            }
        }
    }
    fields
}
