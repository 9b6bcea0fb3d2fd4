//! Rows that are parts of others, by what their names tell.

mod positions;

use std::collections::BTreeMap;
use std::ops::Range;

use positions::Positions;

use super::context::Context;
use super::text::quoted;
use crate::diagnostic::Code;
use crate::dialect::Nesting;
use crate::names::WireName;
use crate::page::{Row, TypeExpr};
use crate::source::{Located, Origin};

/// What the name of a row tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// How many levels it stands below the rows of the table, by marks before it.
    depth: usize,
    /// The names of what it is a part of, and its own.
    path: Vec<Segment>,
    /// The name without the marks before it.
    text: String,
}

impl Written {
    /// Its own name.
    pub(super) fn name(&self) -> &str {
        self.path.last().map_or("", |leaf| &leaf.name)
    }
}

/// A name in a path, and of how many lists in one another the path goes on with an element.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Segment {
    name: String,
    lists: usize,
}

/// Rows with their parts, in the making.
pub(super) struct Nest<'d> {
    nesting: &'d Nesting,
    nodes: Vec<Node>,
    /// The last row of each level.
    open: Vec<usize>,
    /// How far the rows of each level are indented.
    widths: Vec<usize>,
    known: BTreeMap<(Option<usize>, String), usize>,
}

struct Node {
    row: Row,
    parent: Option<usize>,
    depth: usize,
    /// The bytes of its name, or of the row that has it for a parent.
    bytes: Range<usize>,
    /// Whether no row of the table is this one: it is there for its parts.
    is_made_up: bool,
    /// What stands at the places of its elements.
    positions: Positions,
}

impl<'d> Nest<'d> {
    pub(super) fn new(nesting: &'d Nesting) -> Self {
        Self { nesting, nodes: Vec::new(), open: Vec::new(), widths: vec![0], known: BTreeMap::new() }
    }

    /// Reads the cell of a name; rows must come in the order of the table.
    pub(super) fn written(&mut self, cell: &str) -> Written {
        let mut depth = if self.nesting.indent { self.indented(cell) } else { 0 };
        let mut rest = cell.trim();
        let marks = || self.nesting.prefixes.iter().filter(|mark| !mark.is_empty());
        while let Some(inner) = marks().find_map(|mark| rest.strip_prefix(mark.as_str())) {
            depth += 1;
            rest = inner.trim_start();
        }
        let path = path(rest, self.nesting).unwrap_or_else(|| vec![Segment { name: rest.to_owned(), lists: 0 }]);
        Written { depth, path, text: rest.to_owned() }
    }

    /// How many levels a cell is indented.
    fn indented(&mut self, cell: &str) -> usize {
        let width = cell.chars().take_while(|c| c.is_whitespace()).count();
        self.widths.retain(|known| *known == 0 || *known <= width);
        if self.widths.last().is_some_and(|last| *last < width) {
            self.widths.push(width);
        }
        self.widths.len() - 1
    }

    /// The row of this name in this place that stands in the table already, with the bytes of its name.
    pub(super) fn earlier(&self, written: &Written) -> Option<&Range<usize>> {
        let (leaf, parents) = written.path.split_last()?;
        if leaf.lists > 0 {
            return None;
        }
        let mut parent = self.base(written.depth);
        for segment in parents {
            parent = Some(*self.known.get(&(parent, segment.name.clone()))?);
        }
        let node = &self.nodes[*self.known.get(&(parent, leaf.name.clone()))?];
        (!node.is_made_up).then_some(&node.bytes)
    }

    /// The last row of the level above this one, or the nearest one above that.
    fn base(&self, depth: usize) -> Option<usize> {
        self.open.get(depth.checked_sub(1)?).or(self.open.last()).copied()
    }

    /// Adds a row to what it is a part of. Reports what has no row of its own.
    pub(super) fn add(&mut self, written: Written, row: Row, bytes: &Range<usize>, cx: &mut Context<'_>) {
        let Written { depth: marked, path, .. } = written;
        let (depth, count) = (marked.min(self.open.len()), path.len());
        let shown = path.last().map_or("", |leaf| leaf.name.as_str()).to_owned();
        let mut parent = self.base(depth);
        if marked.max(self.depth_below(parent)) + count > TypeExpr::MAX_DEPTH {
            let message =
                format!("the row {} stands below more than {} others", quoted(&shown), TypeExpr::MAX_DEPTH - 1);
            cx.report(Code::RowOrphan, bytes, message);
            return self.add_below_the_last_level(depth, &path, row, bytes);
        }
        if marked > depth {
            let message = format!("the row {} is marked as a part of a row that is not there", quoted(&shown));
            cx.report(Code::RowOrphan, bytes, message);
        }
        let mut row = Some(row);
        for (number, segment) in path.into_iter().enumerate() {
            let is_leaf = number + 1 == count;
            match row.take() {
                Some(row) if is_leaf => parent = Some(self.leaf(parent, segment, row, bytes)),
                other => {
                    row = other;
                    parent = Some(self.holder(parent, &segment, bytes, cx));
                }
            }
        }
        if let Some(leaf) = parent {
            self.go_on(depth, leaf);
        }
    }

    /// Adds a row to the deepest level that there may be.
    fn add_below_the_last_level(&mut self, depth: usize, path: &[Segment], row: Row, bytes: &Range<usize>) {
        let depth = depth.min(TypeExpr::MAX_DEPTH - 1);
        let mut parent = self.base(depth);
        while self.depth_below(parent) >= TypeExpr::MAX_DEPTH {
            parent = parent.and_then(|parent| self.nodes[parent].parent);
        }
        let name = path.iter().map(|segment| segment.name.as_str()).collect::<Vec<_>>().join(".");
        let leaf = self.leaf(parent, Segment { name, lists: 0 }, row, bytes);
        self.go_on(depth, leaf);
    }

    /// From here on, rows of the next level are parts of this one.
    fn go_on(&mut self, depth: usize, leaf: usize) {
        self.open.truncate(depth);
        self.open.push(leaf);
    }

    /// The row of a part that is no leaf; it is made up if there is none yet.
    fn holder(
        &mut self,
        parent: Option<usize>,
        segment: &Segment,
        bytes: &Range<usize>,
        cx: &mut Context<'_>,
    ) -> usize {
        let key = (parent, segment.name.clone());
        if let Some(known) = self.known.get(&key) {
            let node = &mut self.nodes[*known];
            if node.row.type_cell.as_ref().is_none_or(|cell| cell.value == TypeExpr::Blank) {
                node.row.type_cell = list_cell(segment.lists, TypeExpr::Blank, &node.row.name.origin);
            }
            return *known;
        }
        let origin = cx.origin(bytes);
        let message = format!("there is no row {}, of which this one is a part", quoted(&segment.name));
        cx.report(Code::RowOrphan, bytes, message);
        let row = Row {
            name: Located::new(WireName::new(&segment.name), origin.clone()),
            type_cell: list_cell(segment.lists, TypeExpr::Blank, &origin),
            description: Located::new(String::new(), origin),
            named_type: None,
            linked: None,
            presence: crate::page::Presence::default(),
            deprecated: None,
            children: Vec::new(),
        };
        self.push(Node {
            row,
            parent,
            depth: self.depth_below(parent),
            bytes: bytes.clone(),
            is_made_up: true,
            positions: Positions::default(),
        })
    }

    /// Puts a row where it is a part; what is told of elements of a list goes to the row of the list.
    fn leaf(&mut self, parent: Option<usize>, segment: Segment, mut row: Row, bytes: &Range<usize>) -> usize {
        row.name.value = WireName::new(&segment.name);
        let known = self.known.get(&(parent, segment.name)).copied();
        if segment.lists > 0 {
            let cell = row.type_cell.as_ref().map_or(TypeExpr::Blank, |cell| cell.value.clone());
            let origin = row.type_cell.as_ref().map_or(&row.name.origin, |cell| &cell.origin);
            if !cell.is_list() {
                row.type_cell = list_cell(segment.lists, cell, origin);
            }
        }
        let Some(known) = known else {
            let depth = self.depth_below(parent);
            return self.push(Node {
                row,
                parent,
                depth,
                bytes: bytes.clone(),
                is_made_up: false,
                positions: Positions::default(),
            });
        };
        let node = &mut self.nodes[known];
        let is_open = |row: &Row| {
            row.type_cell.as_ref().is_none_or(|cell| matches!(cell.value, TypeExpr::Blank | TypeExpr::List(None)))
        };
        if node.is_made_up {
            let was_list = node.row.type_cell.take().filter(|cell| cell.value.is_list());
            if row.type_cell.as_ref().is_none_or(|cell| cell.value == TypeExpr::Blank) {
                row.type_cell = was_list.or(row.type_cell);
            }
            (node.row, node.is_made_up, node.bytes) = (row, false, bytes.clone());
            return known;
        }
        if is_open(&node.row) {
            node.row.type_cell = row.type_cell;
        }
        let (text, further) = (&mut node.row.description.value, row.description.value);
        if !text.is_empty() && !further.is_empty() {
            text.push('\n');
        }
        text.push_str(&further);
        known
    }

    fn depth_below(&self, parent: Option<usize>) -> usize {
        parent.map_or(0, |parent| self.nodes[parent].depth + 1)
    }

    fn push(&mut self, node: Node) -> usize {
        self.known.insert((node.parent, node.row.name.value.as_str().to_owned()), self.nodes.len());
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// The rows of the table, each with its parts.
    pub(super) fn finish(self) -> Vec<Row> {
        let mut nodes = self.nodes;
        let mut rows = Vec::new();
        // Parents stand before their parts.
        while let Some(Node { mut row, parent, positions, .. }) = nodes.pop() {
            row.children.reverse();
            positions.tell(&mut row);
            match parent {
                Some(parent) => nodes[parent].row.children.push(row),
                None => rows.push(row),
            }
        }
        rows.reverse();
        rows
    }
}

/// A list of a list and so on of something.
fn list_cell(lists: usize, of: TypeExpr, origin: &Origin) -> Option<Located<TypeExpr>> {
    let list = |of: TypeExpr| if of == TypeExpr::Blank { TypeExpr::List(None) } else { TypeExpr::list(of) };
    let ty = (0..lists).fold(of, |of, _| list(of));
    Some(Located::new(ty, origin.clone()))
}

/// The names in a name; `None` if it is not made of names.
fn path(text: &str, nesting: &Nesting) -> Option<Vec<Segment>> {
    let mut path: Vec<Segment> = Vec::new();
    let mut rest = text;
    let ends: &[char] = match (nesting.dots, nesting.brackets) {
        (true, true) => &['.', '['],
        (true, false) => &['.'],
        (false, true) => &['['],
        (false, false) => &[],
    };
    let add = |path: &mut Vec<Segment>, name: &str| {
        path.push(Segment { name: name.trim().to_owned(), lists: 0 });
        (!name.trim().is_empty() && path.len() <= 2 * TypeExpr::MAX_DEPTH).then_some(())
    };
    let (first, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
    add(&mut path, first)?;
    rest = after;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('[') {
            let (key, after) = inner.split_once(']')?;
            match key.trim().bytes().all(|b| b.is_ascii_digit()) {
                true => path.last_mut()?.lists += 1,
                false => add(&mut path, key)?,
            }
            rest = after;
        } else {
            let inner = rest.strip_prefix('.')?;
            let (name, after) = inner.split_at(inner.find(ends).unwrap_or(inner.len()));
            add(&mut path, name)?;
            rest = after;
        }
    }
    let deepest = path.iter().map(|segment| segment.lists).max()?;
    (deepest <= TypeExpr::MAX_DEPTH).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;
    use crate::parse::events::{PartKind, parts};
    use crate::parse::table::{layout, nested_rows};
    use crate::source::SourceFile;

    /// The rows as `a[b, c[d]]`, with `*` behind those that are lists, and the codes of what was found.
    fn read(nesting: &str, rows: &[&str]) -> (String, Vec<&'static str>) {
        let lines: String = rows.iter().map(|row| format!("| {row} | x |\n")).collect();
        let markdown = format!("| Property Name | Type | Description |\n|--|--|--|\n{lines}");
        let source = SourceFile::new("a.md", markdown.as_str());
        let dialect = Dialect::built_in("superoffice").unwrap();
        let mut cx = Context::new(&source, &dialect);
        let parts = parts(&markdown);
        let PartKind::Table(table) = &parts[0].kind else { panic!("no table") };
        let nesting: Nesting = serde_yaml::from_str(nesting).unwrap();
        let rows = nested_rows(table, layout(table, &dialect).unwrap(), &nesting, &mut cx);
        (shown(&rows), cx.diagnostics.into_sorted().iter().map(|found| found.code.id()).collect())
    }

    fn shown(rows: &[Row]) -> String {
        let row = |row: &Row| {
            let list = if row.type_cell.as_ref().is_some_and(|cell| cell.value.is_list()) { "*" } else { "" };
            let children = if row.children.is_empty() { String::new() } else { format!("[{}]", shown(&row.children)) };
            format!("{}{list}{children}", row.name.value)
        };
        rows.iter().map(row).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn marks_before_names_are_levels() {
        let rows =
            ["a | object", "> b | int32", "> c | array", ">> d | int32", "> > e | int32", "> f | int32", "g | int32"];
        assert_eq!(read("{prefixes: ['>']}", &rows), ("a[b, c*[d, e], f], g".to_owned(), vec![]));
        let rows = ["a | object", "- b | object", "- - c | int32", "» d | int32"];
        assert_eq!(read("{prefixes: ['-', '»']}", &rows), ("a[b[c], d]".to_owned(), vec![]));
    }

    #[test]
    fn indented_names_are_parts() {
        let rows = [
            "a | object",
            "&nbsp;&nbsp;b | object",
            "&nbsp;&nbsp;&nbsp;&nbsp;c | int32",
            "&emsp;&emsp;d | int32",
            "e | int32",
        ];
        assert_eq!(read("{indent: true}", &rows), ("a[b[c], d], e".to_owned(), vec![]));
    }

    #[test]
    fn dots_and_brackets_are_paths() {
        let rows = ["a | object", "a.b | object", "a.b.c | int32", "d | int32", "a.e | int32"];
        assert_eq!(read("{dots: true}", &rows), ("a[b[c], e], d".to_owned(), vec![]));
        let rows = ["a | object", "a[b] | int32", "c | array", "c[] | int32", "d | array", "d[0][e] | int32"];
        assert_eq!(read("{brackets: true}", &rows), ("a[b], c*, d*[e]".to_owned(), vec![]));
        let rows = ["a | array", "a[].b | array", "a[].b[].c | int32"];
        assert_eq!(read("{dots: true, brackets: true}", &rows), ("a*[b*[c]]".to_owned(), vec![]));
        for name in ["a.b", "a[b]", "> a", "a..b"] {
            let row = format!("{name} | int32");
            assert_eq!(read("{}", &[&row]), (name.to_owned(), vec![]), "nothing is nested that is not meant to be");
        }
        for name in ["a..b", ".a", "a.", "a[b", "a[b]c"] {
            let row = format!("{name} | int32");
            assert_eq!(read("{dots: true, brackets: true}", &[&row]), (name.to_owned(), vec![]), "{name} is no path");
        }
    }

    #[test]
    fn what_is_told_of_elements_goes_to_the_list() {
        assert_eq!(read("{brackets: true}", &["a[] | int32"]), ("a*".to_owned(), vec![]));
        let (rows, codes) = read("{brackets: true, dots: true}", &["a[].b | int32", "a | "]);
        assert_eq!((rows.as_str(), codes), ("a*[b]", vec!["DW0314"]), "the row that was missing comes later");
    }

    #[test]
    fn parts_of_nothing_are_reported_and_kept() {
        for (nesting, rows, expected) in [
            ("{prefixes: ['>']}", &["> a | int32", "b | int32"][..], "a, b"),
            ("{prefixes: ['>']}", &["a | object", ">> b | int32", "> c | int32"], "a[b, c]"),
            ("{dots: true}", &["a.b | int32", "a.c | int32"], "a[b, c]"),
            ("{brackets: true}", &["a[0][b] | int32"], "a*[b]"),
            ("{indent: true}", &["&nbsp;a | int32"], "a"),
        ] {
            assert_eq!(read(nesting, rows), (expected.to_owned(), vec!["DW0314"]), "{rows:?}");
        }
    }

    #[test]
    fn rows_of_one_name_may_be_parts_of_different_ones() {
        let rows = ["a | object", "> id | int32", "b | object", "> id | int32", "> id | int32"];
        assert_eq!(read("{prefixes: ['>']}", &rows), ("a[id], b[id]".to_owned(), vec!["DW0303"]));
    }

    #[test]
    fn levels_end() {
        let rows: Vec<String> = (0..40).map(|level| format!("{}r{level} | object", ">".repeat(level))).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let (shown, codes) = read("{prefixes: ['>']}", &rows);
        assert!((0..40).all(|level| shown.contains(&format!("r{level}"))), "{shown}");
        assert_eq!(shown.matches('[').count(), TypeExpr::MAX_DEPTH - 1);
        assert_eq!(codes, vec!["DW0314"; 40 - TypeExpr::MAX_DEPTH]);
        let path = format!("{}z | int32", "a.".repeat(20));
        let (shown, codes) = read("{dots: true}", &[&path]);
        assert!(shown.ends_with('z') && !shown.contains('['), "{shown}");
        assert_eq!(codes, ["DW0314"]);
    }
}
