//! A page as a short text that a person can check line by line.

use std::fmt::{self, Write};

use docwright::unstable::json::Node;
use docwright::unstable::page::{
    Block, Definition, Entries, Entry, Enumeration, Notice, Page, Prose, RequestBody, Response, Row, SampleBody,
    SampleMessage, TypeExpr,
};
use docwright::unstable::source::Origin;

/// Shows everything that a file holds, with the places as `(line:column+length)`.
pub(crate) fn file(file: &Entries) -> String {
    let mut out = String::new();
    for entry in &file.entries {
        out += &match entry {
            Entry::Operation(page) => with_places(&page.origin, |out| write_page(page, out)),
            Entry::Type(definition) => with_places(&definition.origin, |out| write_definition(definition, out)),
            Entry::Enum(enumeration) => with_places(&enumeration.origin, |out| write_enumeration(enumeration, out)),
        };
    }
    let ledger = file.ledger;
    writeln!(
        out,
        "lines: {} consumed, {} prose, {} blank, {} reported",
        ledger.consumed, ledger.prose, ledger.blank, ledger.reported
    )
    .unwrap();
    out
}

fn with_places(origin: &Origin, write: impl FnOnce(&mut String) -> fmt::Result) -> String {
    let mut out = String::new();
    write(&mut out).unwrap();
    out.replace(&format!("({} ", origin.file), "(")
}

fn write_definition(definition: &Definition, out: &mut String) -> fmt::Result {
    writeln!(out, "type {} {}", definition.name.value, at(&definition.name.origin))?;
    prose("description", &definition.description, out)?;
    rows("properties", &definition.rows, out)
}

fn write_enumeration(enumeration: &Enumeration, out: &mut String) -> fmt::Result {
    writeln!(out, "enum {} {}", enumeration.name.value, at(&enumeration.name.origin))?;
    prose("description", &enumeration.description, out)?;
    enumeration.members.iter().try_for_each(|member| {
        let name = member.name.as_ref().map(|name| format!(" called {name}")).unwrap_or_default();
        let value = format!("{:?}", member.value.value);
        writeln!(out, "  {value} {}{name}: {}", at(&member.value.origin), member.description)
    })
}

fn write_page(page: &Page, out: &mut String) -> fmt::Result {
    let front = &page.front_matter;
    writeln!(out, "operation {} {}", page.operation_id.value, at(&page.operation_id.origin))?;
    if let Some(title) = &front.title {
        writeln!(out, "title {title}")?;
    }
    for (key, value) in &front.further {
        writeln!(out, "further {key}: {value}")?;
    }
    let line = &page.request_line;
    writeln!(out, "request line {} {} {}", line.method.as_str(), line.path, at(&line.origin))?;
    prose("description", &page.description, out)?;
    for notice in &page.notices {
        let Notice { kind, text, value } = notice;
        match value {
            Some(value) => writeln!(out, "{} {value} {}", kind.replace('-', " "), at(&text.origin))?,
            None => writeln!(out, "{} {:?} {}", kind.replace('-', " "), text.value, at(&text.origin))?,
        }
    }
    rows("path parameters", &page.path_parameters, out)?;
    rows("query parameters", &page.query_parameters, out)?;
    rows("request headers", &page.request_headers, out)?;
    if let Some(body) = &page.request_body {
        request_body(body, out)?;
    }
    page.responses.iter().try_for_each(|section| response(section, out))?;
    sample("sample request", page.sample_request.as_ref(), out)?;
    page.responses.iter().try_for_each(|section| sample("sample response", section.sample.as_ref(), out))
}

fn request_body(body: &RequestBody, out: &mut String) -> fmt::Result {
    writeln!(out, "request body {:?} {:?} {}", body.name.value, body.kind, at(&body.name.origin))?;
    prose("  prose", &body.prose, out)?;
    writeln!(out, "  media types {:?}", body.media_types)?;
    table("  properties", body.has_table, &body.rows, out)
}

fn response(response: &Response, out: &mut String) -> fmt::Result {
    writeln!(out, "response {} {}", type_cell(&response.heading.value), at(&response.heading.origin))?;
    prose("  prose", &response.prose, out)?;
    writeln!(out, "  media types {:?}", response.media_types)?;
    for status in &response.statuses {
        writeln!(out, "  {} {:?} {}", status.code.value, status.description, at(&status.code.origin))?;
    }
    if let Some(body) = &response.body {
        writeln!(out, "  body {} {}", type_cell(&body.value), at(&body.origin))?;
    }
    table("  properties", response.has_table, &response.rows, out)
}

fn table(name: &str, there: bool, list: &[Row], out: &mut String) -> fmt::Result {
    if !there {
        return writeln!(out, "{name}: no table");
    }
    writeln!(out, "{name}")?;
    list.iter().try_for_each(|each| row(each, 0, out))
}

fn rows(name: &str, list: &[Row], out: &mut String) -> fmt::Result {
    if list.is_empty() {
        return Ok(());
    }
    writeln!(out, "{name}")?;
    list.iter().try_for_each(|each| row(each, 0, out))
}

fn row(row: &Row, level: usize, out: &mut String) -> fmt::Result {
    write!(out, "    {}{}", "  ".repeat(level), row.name.value)?;
    if let Some(cell) = &row.type_cell {
        write!(out, " : {}", type_cell(&cell.value))?;
    }
    let words = [(&row.presence.required, "required", "optional"), (&row.presence.nullable, "nullable", "never null")];
    for (claim, yes, no) in words {
        if let Some(claim) = claim {
            write!(out, " {}", if claim.holds { yes } else { no })?;
        }
    }
    if let Some(instead) = &row.deprecated {
        write!(out, " deprecated {instead:?}")?;
    }
    writeln!(out, " {:?} {}", row.description.value, at(&row.name.origin))?;
    row.children.iter().try_for_each(|part| self::row(part, level + 1, out))
}

fn type_cell(ty: &TypeExpr) -> String {
    let all = |of: &[TypeExpr]| of.iter().map(type_cell).collect::<Vec<_>>().join(", ");
    match ty {
        TypeExpr::Blank => "(blank)".to_owned(),
        TypeExpr::Word(word) => format!("{word:?}"),
        TypeExpr::Values(values) => format!("enum {values:?}"),
        TypeExpr::Name(name) => format!("name {name}"),
        TypeExpr::Link(link) => format!("link {:?} to {:?}", link.text, link.target),
        TypeExpr::Words(words) => format!("words {words:?}"),
        TypeExpr::List(None) => "Array".to_owned(),
        TypeExpr::List(Some(of)) => format!("list of {}", type_cell(of)),
        TypeExpr::Map(None) => "Map".to_owned(),
        TypeExpr::Map(Some(of)) => format!("map of {}", type_cell(of)),
        TypeExpr::Union(members) => format!("union of ({})", all(members)),
        TypeExpr::Tuple(members) => format!("tuple of ({})", all(members)),
        TypeExpr::Nullable(of) => format!("nullable {}", type_cell(of)),
        TypeExpr::Partial(of) => format!("partial {}", type_cell(of)),
    }
}

fn prose(name: &str, prose: &Prose, out: &mut String) -> fmt::Result {
    for block in &prose.blocks {
        let place = at(&block.origin);
        match &block.value {
            Block::Paragraph(text) => writeln!(out, "{name} {text:?} {place}")?,
            Block::Heading(text) => writeln!(out, "{name} heading {text:?} {place}")?,
            Block::List(items) => writeln!(out, "{name} list {items:?} {place}")?,
            Block::Code(code) => writeln!(out, "{name} code {code:?} {place}")?,
        }
    }
    Ok(())
}

fn sample(name: &str, sample: Option<&SampleMessage>, out: &mut String) -> fmt::Result {
    let Some(sample) = sample else { return Ok(()) };
    match &sample.start_line {
        Some(line) => writeln!(out, "{name} {:?} {}", line.value, at(&line.origin))?,
        None => writeln!(out, "{name}")?,
    }
    for (header, value) in &sample.headers {
        writeln!(out, "    {header} = {value}")?;
    }
    match &sample.body {
        SampleBody::Empty => Ok(()),
        SampleBody::Json(json) => writeln!(out, "    json {} {}", shown(&json.value), at(&json.origin)),
        SampleBody::Raw(text) => writeln!(out, "    raw {:?} {}", text.value, at(&text.origin)),
    }
}

fn shown(node: &Node) -> String {
    serde_json::to_string(node).unwrap()
}

fn at(origin: &Origin) -> String {
    format!("({} {}:{}+{})", origin.file, origin.line, origin.column, origin.length)
}
