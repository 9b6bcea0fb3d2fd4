//! Tables to rows.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::context::Context;
use super::dialect::{TableKind, strip_deprecation, strip_required, table_kind, type_cell};
use super::events::{Cell, Table};
use super::http::{is_token, status_code};
use super::ledger::Fate;
use super::text::clean;
use crate::diagnostic::Code;
use crate::names::WireName;
use crate::page::{Row, Status, TypeCell};
use crate::source::Located;

/// The kind of a table, by its columns.
pub(super) fn kind(table: &Table<'_>) -> Option<TableKind> {
    let columns: Vec<&str> = table.header.iter().map(|cell| &*cell.content.text).collect();
    table_kind(&columns)
}

/// Reads the rows of a table of parameters, headers or properties.
pub(super) fn rows(table: &Table<'_>, kind: TableKind, cx: &mut Context<'_>) -> Vec<Row> {
    let mut names = BTreeSet::new();
    let mut rows = Vec::with_capacity(table.rows.len());
    for line in joined(table, cx) {
        let name = line.cells[0].content.text.trim();
        if let Some(fault) = name_fault(name, kind) {
            cx.reject(Code::RowInvalid, &line.bytes, format!("the row of {} {fault}", kind.noun()));
        } else if !names.insert(name.to_owned()) {
            let message = format!("'{name}' is listed twice among the {}; the first row counts", kind.noun());
            cx.reject(Code::RowDuplicate, &line.bytes, message);
        } else {
            rows.push(row(&line, kind, cx));
            cx.claim(&line.bytes, Fate::Consumed);
        }
    }
    rows
}

/// Reads the rows of the status table.
pub(super) fn statuses(table: &Table<'_>, cx: &mut Context<'_>) -> Vec<Status> {
    let mut statuses: Vec<Status> = Vec::with_capacity(table.rows.len());
    for line in joined(table, cx) {
        let cell = &line.cells[0];
        match status_code(cell.content.text.trim()) {
            None => {
                let message = format!("{:?} is no status from 100 to 599", cell.content.text.trim());
                cx.reject(Code::StatusInvalid, &line.bytes, message);
            }
            Some(code) if statuses.iter().any(|known| known.code.value == code) => {
                let message = format!("the status {code} is listed twice; the first row counts");
                cx.reject(Code::RowDuplicate, &line.bytes, message);
            }
            Some(code) => {
                let code = Located::new(code, cx.origin(&cell.bytes));
                statuses.push(Status { code, description: clean(&line.description) });
                cx.claim(&line.bytes, Fate::Consumed);
            }
        }
    }
    statuses
}

/// The code spans in the description of the row with this name, in any case of letters.
pub(super) fn code_spans(table: &Table<'_>, name: &str) -> Vec<String> {
    let rows = table.cells.chunks(table.header.len().max(1));
    rows.filter(|cells| cells[0].content.text.trim().eq_ignore_ascii_case(name))
        .filter_map(|cells| cells.last())
        .flat_map(|cell| cell.content.codes.iter().map(|code| code.trim().to_owned()))
        .collect()
}

/// A row of a table, its continuation lines joined.
struct Line<'t> {
    cells: &'t [Cell<'t>],
    description: Cow<'t, str>,
    bytes: Range<usize>,
}

/// The rows of a table; a row without a leading `|` goes on with the description of the one before.
///
/// Reports rows that have other cells than the table has columns.
fn joined<'t>(table: &'t Table<'t>, cx: &mut Context<'_>) -> Vec<Line<'t>> {
    let columns = table.header.len();
    let piped = cx.slice(&table.header_bytes).trim_start().starts_with('|');
    let mut lines: Vec<Line<'t>> = Vec::with_capacity(table.rows.len());
    let mut first_continuation = None;
    for (bytes, cells) in table.rows.iter().zip(table.cells.chunks(columns)) {
        let text = cx.slice(bytes);
        let continues = piped && !text.trim_start().starts_with('|');
        match lines.last_mut() {
            Some(line) if continues && cells[1..].iter().all(|cell| cell.content.text.trim().is_empty()) => {
                line.description = Cow::Owned(format!("{} {}", line.description, cells[0].content.text));
                line.bytes.end = bytes.end;
                first_continuation.get_or_insert(bytes);
            }
            _ if continues => cx.reject(Code::RowInvalid, bytes, "the line is neither a row nor the rest of one"),
            _ if cell_count(text) != columns => {
                let message = format!("the row has {} cells, but the table has {columns} columns", cell_count(text));
                cx.reject(Code::RowInvalid, bytes, message);
            }
            _ => {
                let description = Cow::Borrowed(&*cells[columns - 1].content.text);
                lines.push(Line { cells, description, bytes: bytes.clone() });
            }
        }
    }
    if let Some(bytes) = first_continuation {
        cx.report(Code::RowContinued, bytes, "a row of this table is broken over several lines; they were joined");
    }
    lines
}

/// The cells that a row of a table has on the page: Markdown drops the surplus and adds the missing.
fn cell_count(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let bytes = row.as_bytes();
    let is_bar = |at: usize| bytes[at] == b'|' && (at == 0 || bytes[at - 1] != b'\\');
    let bars = (0..bytes.len()).filter(|&at| is_bar(at)).count();
    let closed = !bytes.is_empty() && is_bar(bytes.len() - 1);
    bars + usize::from(!closed)
}

/// Why a text cannot be the name of a row.
fn name_fault(name: &str, kind: TableKind) -> Option<String> {
    if name.is_empty() {
        Some("has no name".to_owned())
    } else if name.chars().any(char::is_control) {
        Some(format!("has the name {name:?} with a control character"))
    } else if kind == TableKind::RequestHeaders && !is_token(name) {
        Some(format!("has the name {name:?}, which cannot be that of a header"))
    } else {
        None
    }
}

fn row(line: &Line<'_>, kind: TableKind, cx: &mut Context<'_>) -> Row {
    let (name, description) = (&line.cells[0], &line.cells[line.cells.len() - 1]);
    let type_cell = kind.is_typed().then(|| typed(&line.cells[1], cx));
    let text = clean(&line.description);
    let (required, text) = strip_required(&text).map_or((false, text.as_str()), |rest| (true, rest));
    let (deprecated, text) = strip_deprecation(text).map_or((None, text), |(instead, rest)| (Some(instead), rest));
    Row {
        name: Located::new(WireName::new(name.content.text.trim()), cx.origin(&name.bytes)),
        type_cell,
        description: Located::new(text.to_owned(), cx.origin(&description.bytes)),
        required,
        deprecated: deprecated.map(str::to_owned),
    }
}

/// The type in a cell; what cannot be one is reported and read as no type.
pub(super) fn typed(cell: &Cell<'_>, cx: &mut Context<'_>) -> Located<TypeCell> {
    let text = cell.content.text.trim();
    let ty = match type_cell(text) {
        Some(TypeCell::Enum(values)) => enumeration(values, cell, cx),
        Some(ty) => ty,
        None => {
            let message = format!("{text:?} is neither a known type nor a name; it is read as no type");
            cx.report(Code::TypeInvalid, &cell.bytes, message);
            TypeCell::Blank
        }
    };
    Located::new(ty, cx.origin(&cell.bytes))
}

/// A closed list without repeated values; an empty one is read as a string.
fn enumeration(values: Vec<String>, cell: &Cell<'_>, cx: &mut Context<'_>) -> TypeCell {
    let mut known = BTreeSet::new();
    let (kept, repeated): (Vec<_>, Vec<_>) = values.into_iter().partition(|value| known.insert(value.clone()));
    if let Some(value) = repeated.first() {
        cx.report(Code::EnumInvalid, &cell.bytes, format!("the closed list has the value '{value}' twice"));
    }
    if kept.is_empty() {
        cx.report(Code::EnumInvalid, &cell.bytes, "the closed list has no values; it is read as any string");
        return TypeCell::String;
    }
    TypeCell::Enum(kept)
}
