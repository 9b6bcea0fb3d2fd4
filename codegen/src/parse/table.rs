//! Tables to rows.

use std::borrow::Cow;
use std::collections::hash_map::{Entry, HashMap};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::context::Context;
use super::events::{Cell, Table};
use super::http::{is_token, status_code};
use super::ledger::Fate;
use super::nesting::Nest;
use super::text::{clean, quoted};
use super::types;
use super::words::{TableLayout, named_type, says_nothing, strip_deprecation, strip_presence, table_layout, type_link};
use super::{answers, presence};
use crate::characters::first_invisible;
use crate::diagnostic::Code;
use crate::dialect::{Alternatives, Asides, Dialect, Markup, Nesting, TableKind};
use crate::names::WireName;
use crate::page::{Row, Status, TypeExpr, TypeWord};
use crate::source::Located;

/// What a table holds, and where, by its columns.
pub(super) fn layout(table: &Table<'_>, dialect: &Dialect) -> Option<TableLayout> {
    let columns: Vec<&str> = table.header.iter().map(|cell| &*cell.content.text).collect();
    table_layout(&columns, &dialect.tables)
}

/// Reads the rows of a table of parameters, headers or properties, of which none is a part of another.
pub(super) fn rows(table: &Table<'_>, layout: TableLayout, cx: &mut Context<'_>) -> Vec<Row> {
    let kind = layout.kind;
    let mut names: HashMap<WireName, &Range<usize>> = HashMap::with_capacity(table.rows.len());
    let mut rows = Vec::with_capacity(table.rows.len());
    for line in joined(table, layout, cx) {
        let name_cell = &line.cells[layout.name];
        let (shown, _) = name_and_remark(name_cell, &cx.dialect.markup);
        let (name, is_optional) = cx.dialect.row_names.read(&shown);
        let name = name.trim();
        if let Some(fault) = name_fault(name, kind) {
            let code = cx.unless_by_hand(Code::RowInvalid);
            cx.reject(code, &line.bytes, format!("the row of {} {fault}", kind.noun()));
            continue;
        }
        match names.entry(WireName::new(name)) {
            Entry::Occupied(first) => {
                let message =
                    format!("{} is listed twice among the {}; the first row counts", quoted(name), kind.noun());
                cx.reject_repetition(&line.bytes, message, first.get());
            }
            Entry::Vacant(place) => {
                place.insert(&name_cell.bytes);
                rows.push(row(&line, Called { name, is_optional }, layout, cx));
                cx.claim(&line.bytes, Fate::Consumed);
            }
        }
    }
    rows
}

/// The name in a cell, and what stands behind it.
fn name_and_remark<'t>(cell: &'t Cell<'_>, markup: &Markup) -> (Cow<'t, str>, &'t str) {
    let text = cell.content.text.trim();
    let code = cell.content.codes.first().map(|code| code.trim()).filter(|_| markup.code_names);
    match code.and_then(|code| Some((code, text.strip_prefix(code)?))) {
        Some((code, remark)) => (Cow::Borrowed(code), remark.trim()),
        None => (cell.content.name(), ""),
    }
}

/// Adds the rows of a further table of properties of the same type.
pub(super) fn append(rows: &mut Vec<Row>, further: Vec<Row>, cx: &mut Context<'_>) {
    let known: BTreeSet<_> = rows.iter().map(|row| row.name.value.clone()).collect();
    for row in further {
        match known.contains(&row.name.value) {
            true => {
                let message =
                    format!("{} is listed in an earlier table, which counts", quoted(row.name.value.as_str()));
                cx.diagnostics.report(Code::RowDuplicate, &row.name.origin, message);
            }
            false => rows.push(row),
        }
    }
}

/// Reads the rows of a table of properties whose names tell of which others they are parts.
pub(super) fn nested_rows(table: &Table<'_>, layout: TableLayout, nesting: &Nesting, cx: &mut Context<'_>) -> Vec<Row> {
    let mut nest = Nest::new(nesting);
    for line in joined(table, layout, cx) {
        let cell = &line.cells[layout.name];
        let shown = cell.content.name();
        let (shown, is_optional) = cx.dialect.row_names.read(&shown);
        let written = nest.written(shown);
        if let Some(position) = nest.position(&written) {
            let called = Called { name: written.name(), is_optional };
            let row = row(&line, called, TableLayout { kind: TableKind::Properties, ..layout }, cx);
            match nest.add_position(position, row, &cell.bytes) {
                Ok(()) => cx.claim(&line.bytes, Fate::Consumed),
                Err(first) => {
                    let message = format!("{} is listed twice; the first row counts", quoted(&cell.content.text));
                    cx.reject_repetition(&line.bytes, message, &first);
                }
            }
        } else if let Some(fault) = name_fault(written.name(), layout.kind) {
            cx.reject(Code::RowInvalid, &line.bytes, format!("the row of {} {fault}", layout.kind.noun()));
        } else if let Some(first) = nest.earlier(&written) {
            let (name, noun) = (quoted(&cell.content.text), layout.kind.noun());
            let message = format!("{name} is listed twice among the {noun}; the first row counts");
            cx.reject_repetition(&line.bytes, message, &first.clone());
        } else {
            // Nothing of it is written into a URL.
            let called = Called { name: written.name(), is_optional };
            let row = row(&line, called, TableLayout { kind: TableKind::Properties, ..layout }, cx);
            nest.add(written, row, &cell.bytes, cx);
            cx.claim(&line.bytes, Fate::Consumed);
        }
    }
    nest.finish()
}

/// Reads the rows of the status table.
pub(super) fn statuses(table: &Table<'_>, layout: TableLayout, cx: &mut Context<'_>) -> Vec<Status> {
    let mut codes = BTreeMap::new();
    let mut statuses: Vec<Status> = Vec::with_capacity(table.rows.len());
    let unites = cx.dialect.operations.alternatives == Alternatives::Unite;
    for line in joined(table, layout, cx) {
        let cell = &line.cells[layout.name];
        match status_code(cell.content.text.trim()) {
            None => {
                let message = format!("{} is no status from 100 to 599", quoted(&cell.content.text));
                cx.reject(Code::StatusInvalid, &line.bytes, message);
            }
            Some(code) => match codes.insert(code, cell.bytes.clone()) {
                None => {
                    let code = Located::new(code, cx.origin(&cell.bytes));
                    statuses.push(Status { code, description: clean(&line.description, &cx.dialect.markup) });
                    cx.claim(&line.bytes, Fate::Consumed);
                }
                Some(_) if unites => {
                    let reason = clean(&line.description, &cx.dialect.markup);
                    if let Some(known) = statuses.iter_mut().find(|known| known.code.value == code) {
                        let gap = if known.description.is_empty() || reason.is_empty() { "" } else { "; " };
                        known.description.extend([gap, &reason]);
                    }
                    cx.claim(&line.bytes, Fate::Consumed);
                }
                Some(earlier) => {
                    let message = format!("the status {code} is listed twice; the first row counts");
                    cx.reject_repetition(&line.bytes, message, &earlier);
                }
            },
        }
    }
    statuses
}

/// The code spans in the description of the row with this name, in any case of letters.
pub(super) fn code_spans(table: &Table<'_>, layout: TableLayout, name: &str) -> Vec<String> {
    let rows = table.cells.chunks(table.header.len().max(1));
    rows.filter(|cells| cells[layout.name].content.text.trim().eq_ignore_ascii_case(name))
        .filter_map(|cells| cells.get(layout.description?))
        .flat_map(|cell| cell.content.codes.iter().map(|code| code.trim().to_owned()))
        .collect()
}

/// A row of a table, its continuation lines joined.
pub(super) struct Line<'t> {
    pub(super) cells: &'t [Cell<'t>],
    pub(super) description: Cow<'t, str>,
    pub(super) bytes: Range<usize>,
}

/// The rows of a table; a row without a leading `|` goes on with the last cell of the one before, if that is its
/// description.
///
/// Reports rows that have other cells than the table has columns.
pub(super) fn joined<'t>(table: &'t Table<'t>, layout: TableLayout, cx: &mut Context<'_>) -> Vec<Line<'t>> {
    let columns = table.header.len();
    let ends_with_description = layout.description.is_some_and(|column| column + 1 == columns);
    let piped = cx.slice(&table.header_bytes).trim_start().starts_with('|');
    let mut lines: Vec<Line<'t>> = Vec::with_capacity(table.rows.len());
    let mut first_continuation = None;
    for (number, (bytes, cells)) in table.rows.iter().zip(table.cells.chunks(columns)).enumerate() {
        let text = cx.slice(bytes);
        let continues = piped && !text.trim_start().starts_with('|');
        match lines.last_mut() {
            Some(line)
                if continues
                    && ends_with_description
                    && cells[1..].iter().all(|cell| cell.content.text.trim().is_empty()) =>
            {
                let description = line.description.to_mut();
                description.push(' ');
                description.push_str(&cells[0].content.text);
                line.bytes.end = bytes.end;
                first_continuation.get_or_insert(bytes);
            }
            _ if continues && says_nothing(text, cx.dialect) => cx.claim(bytes, Fate::Consumed),
            // People leave out the bar at the start of a whole row.
            _ if continues && (cell_count(text) != columns || cx.dialect.operations.asides == Asides::Report) => {
                let code = cx.unless_by_hand(Code::RowInvalid);
                cx.reject(code, bytes, "the line is neither a row nor the rest of one");
            }
            _ => {
                let count = table.counts.as_ref().map_or_else(|| cell_count(text), |counts| counts[number]);
                if count != columns && cx.dialect.operations.asides == Asides::Report {
                    let message = format!("the row has {count} cells, but the table has {columns} columns");
                    cx.reject(Code::RowInvalid, bytes, message);
                    continue;
                }
                if count > columns {
                    let message =
                        format!("the row has {count} cells, but the table {columns} columns; the rest was left out");
                    cx.report(Code::LineNotUnderstood, bytes, message);
                }
                let text = |column: usize| &*cells[column].content.text;
                let description = Cow::Borrowed(layout.description.map_or("", text));
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
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let bars = usize::from(row.starts_with('|'))
        + pairs.filter(|pair| matches!(pair, (before, b'|') if **before != b'\\')).count();
    let closed = row.ends_with('|') && !row.ends_with("\\|");
    bars + usize::from(!closed)
}

/// Why a text cannot be the name of a row.
fn name_fault(name: &str, kind: TableKind) -> Option<String> {
    if name.is_empty() {
        Some("has no name".to_owned())
    } else if first_invisible(name).is_some() && name.chars().any(char::is_control) {
        Some(format!("has the name {} with a control character", quoted(name)))
    } else if kind == TableKind::RequestHeaders && !is_token(name) {
        Some(format!("has the name {}, which cannot be that of a header", quoted(name)))
    } else {
        None
    }
}

/// Reports a parameter whose type is left blank; what is no type at all is reported already.
fn report_untold(name: &str, cell: &Cell<'_>, ty: &TypeExpr, cx: &mut Context<'_>) {
    let name = quoted(name);
    let message = match ty.bare() {
        TypeExpr::Blank if cell.content.text.trim().is_empty() => {
            format!("the type of the parameter {name} is left blank")
        }
        TypeExpr::Word(TypeWord::Object) | TypeExpr::Map(_) => {
            format!("the parameter {name} is an object, and no page tells how a URL holds it")
        }
        _ => return,
    };
    cx.report(Code::ParameterUntold, &cell.bytes, message);
}

/// Whether a type cell says no more of a type than its name.
fn leaves_open(cell: Option<&Located<TypeExpr>>) -> bool {
    cell.is_none_or(|cell| cell.value.leaves_open())
}

/// What the cell with the name of a row says.
#[derive(Clone, Copy)]
struct Called<'t> {
    name: &'t str,
    /// Whether a mark says that it may be left out.
    is_optional: bool,
}

fn row(line: &Line<'_>, called: Called<'_>, layout: TableLayout, cx: &mut Context<'_>) -> Row {
    let Called { name: called, is_optional } = called;
    let name = &line.cells[layout.name];
    let description = &line.cells[layout.description.unwrap_or(layout.name)];
    let mut type_cell = layout.ty.map(|column| {
        let cell = &line.cells[column];
        let ty = types::read(&cell.content, &cell.bytes, cx);
        if layout.kind.is_of_parameters() {
            report_untold(&name.content.text, cell, &ty.value, cx);
        }
        ty
    });
    cx.report_invisible("name", called, &name.bytes);
    let dialect = cx.dialect;
    let mut text = clean(&line.description, &dialect.markup);
    // What is said of several rows together, such as `one of them`, is no claim of each.
    let own = |cell: &&Cell<'_>| !cell.is_shared;
    let cells = presence::Cells {
        required: layout.required.map(|column| &line.cells[column]).filter(own),
        nullable: layout.nullable.map(|column| &line.cells[column]).filter(own),
        description,
    };
    let (mut presence, unmarked) = presence::read(&cells, &text, cx);
    if unmarked.len() < text.len() {
        text = unmarked.to_owned();
    }
    let default = layout.default.map(|column| &line.cells[column]).filter(own);
    let has_default = default.filter(|cell| !cell.content.text.trim().is_empty());
    if let Some(cell) = is_optional.then_some(name).or(has_default) {
        presence::may_be_absent(&mut presence, cell, cx);
    }
    if let Some(cell) = type_cell.as_ref().filter(|cell| cell.value.is_nullable()) {
        presence::may_be_null(&mut presence, cell, cx);
    }
    let mut deprecated = None;
    if let Some((instead, rest)) = strip_deprecation(&text, dialect) {
        (deprecated, text) = (Some(instead.to_owned()), rest.to_owned());
    }
    let (named_at, described_at) = (cx.origin(&name.bytes), cx.origin(&description.bytes));
    let (_, remark) = name_and_remark(name, &dialect.markup);
    if !remark.is_empty() {
        let remark = clean(remark, &dialect.markup);
        let (marks, remark) = strip_presence(&remark, dialect);
        presence::mark(&mut presence, &marks, &named_at);
        if !remark.is_empty() {
            text = if text.is_empty() { remark.to_owned() } else { format!("{text} ({remark})") };
        }
    }
    presence::told_by_text(&mut presence, &text, &described_at, dialect);
    if let Some(cell) = type_cell.as_mut().filter(|cell| answers::leaves_open(&cell.value))
        && let Some(phrased) = answers::phrased_type(&text, &description.bytes, cx)
    {
        *cell = phrased;
    }
    let is_object = |cell: &Located<TypeExpr>| *cell.value.bare() == TypeExpr::Word(TypeWord::Object);
    let tells_object = dialect.described_types && type_cell.as_ref().is_some_and(is_object);
    let linked = description.content.links().next().filter(|_| tells_object);
    let linked = linked.map(|link| Box::new(type_link(link, dialect)));
    let named_type = leaves_open(type_cell.as_ref()).then(|| named_type(&text, &dialect.type_sentences)).flatten();
    let mut row = Row {
        name: Located::new(WireName::new(called), named_at),
        type_cell,
        named_type,
        linked,
        description: Located::new(text, described_at),
        presence,
        deprecated,
        children: Vec::new(),
    };
    if let Some(default) = dialect.tables[layout.table].presence {
        presence::assume(&mut row, default);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::parse::events::{PartKind, parts};
    use crate::source::SourceFile;

    /// The rows of a table as `name:description`, and the codes of what was found.
    fn read(kind: TableKind, markdown: &str) -> (Vec<String>, Vec<&'static str>) {
        let source = SourceFile::new("a.md", markdown);
        let dialect = Dialect::built_in("superoffice").unwrap();
        let mut cx = Context::new(&source, &dialect);
        let parts = parts(markdown);
        let Some(PartKind::Table(table)) = parts.first().map(|part| &part.kind) else { panic!("no table") };
        let layout = layout(table, &dialect).unwrap();
        assert_eq!(layout.kind, kind);
        let rows = rows(table, layout, &mut cx);
        let shown = rows.iter().map(|row| format!("{}:{}", row.name.value, row.description.value)).collect();
        (shown, cx.diagnostics.into_sorted().iter().map(|found| found.code.id()).collect())
    }

    fn properties(rows: &str) -> (Vec<String>, Vec<&'static str>) {
        read(TableKind::Properties, &format!("| Property Name | Type | Description |\n|--|--|--|\n{rows}"))
    }

    #[test]
    fn cells_are_counted_as_they_stand() {
        for (row, cells) in
            [("| a | b |", 2), ("| a | b", 2), ("a | b |", 2), ("| a \\| b |", 1), ("| a |  |", 2), ("|", 1), ("||", 1)]
        {
            assert_eq!(cell_count(row), cells, "{row}");
        }
    }

    #[test]
    fn a_row_goes_on_where_a_line_has_no_leading_bar() {
        let (rows, codes) = properties("| a | int32 | one\ntwo |\nthree |\n| b | int32 | x |\nof b |\n");
        assert_eq!(rows, ["a:one two three", "b:x of b"]);
        assert_eq!(codes, ["DW0304"], "once for the table");
    }

    #[test]
    fn a_table_may_do_without_leading_bars() {
        let (rows, codes) = read(TableKind::RequestHeaders, "Parameter Name | Description\n--|--\na | x\nb | y\n");
        assert_eq!((rows.len(), codes.len()), (2, 0));
    }

    #[test]
    fn the_first_line_cannot_go_on_with_anything() {
        assert_eq!(properties("one |\n| a | int32 | x |\n"), (vec!["a:x".to_owned()], vec!["DW0302"]));
    }

    #[test]
    fn wrong_rows_are_left_out_and_the_others_kept() {
        let (rows, codes) = properties("| a | int32 |\n| b | int32 | x | y |\n|  | int32 | x |\n| c | int32 | x |\n");
        assert_eq!(rows, ["c:x"]);
        assert_eq!(codes, ["DW0302"; 3]);
    }

    #[test]
    fn a_bar_in_a_cell_is_escaped() {
        assert_eq!(properties("| a | int32 | x \\| y |\n").0, ["a:x | y"]);
    }

    #[test]
    fn the_second_of_two_rows_is_left_out_and_points_at_the_first() {
        let markdown = "| Property Name | Type | Description |\n|--|--|--|\n| a | int32 | x |\n| a | bool | y |\n";
        let source = SourceFile::new("a.md", markdown);
        let dialect = Dialect::built_in("superoffice").unwrap();
        let mut cx = Context::new(&source, &dialect);
        let parts = parts(markdown);
        let PartKind::Table(table) = &parts[0].kind else { panic!("no table") };
        let layout = layout(table, &dialect).unwrap();
        assert_eq!(rows(table, layout, &mut cx).len(), 1);
        let found = &cx.diagnostics.into_sorted()[0];
        assert_eq!((found.severity(), found.origin.as_ref().unwrap().line), (Severity::Warning, 4));
        assert_eq!(found.related[0].0.to_string(), "a.md:3:3");
    }

    #[test]
    fn media_types_are_the_code_spans_of_a_row() {
        let dialect = Dialect::built_in("superoffice").unwrap();
        let markdown = "| Parameter Name | Description |\n|--|--|\n| accept  | in: `a/b`, `c/d` |\n| X | `e` |\n";
        let parts = parts(markdown);
        let PartKind::Table(table) = &parts[0].kind else { panic!("no table") };
        let layout = layout(table, &dialect).unwrap();
        assert_eq!(code_spans(table, layout, "Accept"), ["a/b", "c/d"]);
        assert!(code_spans(table, layout, "Content-Type").is_empty());
    }
}
