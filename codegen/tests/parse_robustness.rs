//! Whatever the text: no panic, no overflow, no page of doubtful content, no line unaccounted for.
#![allow(clippy::unwrap_used, reason = "a fault here is a failed test")]

mod support;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use docwright::unstable::diagnostic::Diagnostics;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::lock::Lock;
use docwright::unstable::options::Options;
use docwright::unstable::page::{Block, Entry, Page, Row, TypeExpr};
use docwright::unstable::parse::{MAX_PAGE_BYTES, Parsed, parse};
use docwright::unstable::read::{self, Fetched};
use docwright::unstable::source::SourceFile;
use docwright::unstable::sources::Sources;
use docwright::unstable::{Input, generate};
use proptest::prelude::*;

const PATH: &str = "rest/Crate/v1CrateEntity_PutCrateEntity.md";

/// Pages to damage: those of the golden tests.
static PAGES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let sources = support::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages"));
    sources.iter().filter(|source| source.path().ends_with("page.md")).map(|page| page.text().to_owned()).collect()
});

/// Parses a text and checks all that must hold, whatever it says.
fn check(text: &str) {
    let source = SourceFile::new(PATH, text);
    let sources = Sources::from_iter([source.clone()]);
    let mut diagnostics = Diagnostics::new();
    match parse(&source, &sources, &Dialect::built_in("superoffice").unwrap(), &mut diagnostics) {
        Parsed::Entries(file) => {
            assert!(!diagnostics.has_errors());
            let ledger = file.ledger;
            let sum = ledger.consumed + ledger.prose + ledger.blank + ledger.reported;
            assert_eq!(sum, source.line_count());
            check_page(&file.into_page().expect("one operation"));
        }
        Parsed::Skipped(_) => {}
    }
    for found in diagnostics.into_sorted() {
        let origin = found.origin.expect("the parser always knows the place");
        assert!((1..=source.line_count().max(1)).contains(&origin.line) && origin.column >= 1, "{origin}");
        assert!(!found.message.contains('\n'), "{}", found.message);
    }
}

fn check_page(page: &Page) {
    let request = page.request_body.iter().flat_map(|body| &body.rows);
    let tables = [&page.path_parameters, &page.query_parameters, &page.request_headers, &page.responses[0].rows];
    tables.into_iter().flatten().chain(request).for_each(check_row);
    assert!(page.responses[0].statuses.iter().all(|status| (100..600).contains(&status.code.value)));
    for block in &page.description.blocks {
        match &block.value {
            Block::Paragraph(text) | Block::Heading(text) => assert!(is_clean(text) && !text.is_empty(), "{text:?}"),
            Block::List(items) => assert!(items.iter().all(|item| is_clean(item)) && !items.is_empty()),
            Block::Code(code) => assert!(!code.trim().is_empty()),
        }
    }
}

fn check_row(row: &Row) {
    let name = row.name.value.as_str();
    assert!(!name.is_empty() && !name.chars().any(char::is_control));
    assert!(is_clean(&row.description.value), "{:?}", row.description.value);
}

fn is_clean(text: &str) -> bool {
    text.trim() == text && !text.contains("\n\n") && !text.chars().any(|c| c.is_control() && c != '\n')
}

/// One damage to a text.
#[derive(Clone, Debug)]
enum Damage {
    Insert(&'static str),
    Delete(usize),
    Repeat(usize),
    CutOff,
}

const SNIPPETS: [&str; 40] = [
    "|",
    "\n",
    "\r",
    "\r\n",
    "\t",
    " ",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "é",
    "`",
    "```",
    "```http\n",
    "```http!\n",
    "```http_\n",
    "~~~",
    "# ",
    "## ",
    "## Response: ",
    "## Request Body: a b c",
    "Response body: ",
    "---\n",
    "> ",
    "* ",
    "    ",
    "<para>",
    "<ul><li>",
    "<!--",
    "-->",
    "&amp;",
    "&lt;",
    "{SuperOffice.",
    "}",
    "**Required**",
    "**",
    "[!include[x](v1CrateEntity_PutCrateEntity.md)]",
    "[a]: b\n",
    "\\",
    "| Property Name | Type | Description |\n|-|-|-|\n",
    "NsApiSlow threshold: 9 ms.",
];

fn damage() -> impl Strategy<Value = (Damage, usize)> {
    let damage = prop_oneof![
        4 => prop::sample::select(SNIPPETS.as_slice()).prop_map(Damage::Insert),
        3 => (1_usize..40).prop_map(Damage::Delete),
        2 => (1_usize..200).prop_map(Damage::Repeat),
        1 => Just(Damage::CutOff),
    ];
    (damage, any::<usize>())
}

/// A dialect with all spellings of types, and all notations for rows that are parts of others.
const ODD: &str = "
name: odd
pages: { extensions: [md] }
operations: { heading-level: 2, service: file, default-statuses: { body: 200, empty: 204 } }
headings: { response: [Gives] }
definitions: ['{type} type']
fences: { request-line: [http] }
nesting: { prefixes: ['>', '-'], dots: true, brackets: true, indent: true }
tables:
  - rows: properties
    columns: { name: [Name], type: [Type], description: [About] }
types:
  string: [string]
  int32: [integer]
  object: [object]
  'null': ['null']
  array: [array, '{type}[]', 'array of {type}', 'Array<{type}>']
  map: ['map[{key}]{type}']
  tuple: ['({types})']
  union: [' or ', '|']
  nullable: ['?{type}', '{type}?']
  partial: ['partial {type}']
  noise: [a, '(optional)']
values: ['of:']
";

const ODD_PAGE: &str = "# Odd

## Get

```http
GET /a
```

### Gives: array of [A](#a-type)

## A type

| Name | Type | About |
|--|--|--|
| a | object | |
| > b | Array<string or ?integer> | |
| >> c | map[x][`A`](other.md#a-type \"t\") | |
| - d | (string, **integer**) | |
| e.f.g[0].h | a 'x' or 'y' (optional) | |
| &nbsp;&nbsp;i[] | partial A[] | |
";

const ODD_SNIPPETS: [&str; 32] = [
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "{",
    "}",
    "?",
    "|",
    "\\|",
    ".",
    "..",
    "[]",
    "[0]",
    "&nbsp;",
    "\u{2003}",
    "'",
    "\"",
    "**",
    "*",
    "_",
    "`",
    " or ",
    ",",
    "array of ",
    "null",
    "[a](b#c)",
    "[a][b]",
    "\u{1}",
    "of: ",
    "é",
];

fn odd_damage() -> impl Strategy<Value = (Damage, usize)> {
    let damage = prop_oneof![
        5 => prop::sample::select(ODD_SNIPPETS.as_slice()).prop_map(Damage::Insert),
        2 => (1_usize..9).prop_map(Damage::Delete),
        2 => (1_usize..30).prop_map(Damage::Repeat),
    ];
    (damage, any::<usize>())
}

/// Reads a text by that dialect, up to its meaning; rows must be as their type says.
fn check_odd(text: &str) {
    let dialect = Dialect::parse(&SourceFile::new("odd.yaml", ODD)).unwrap();
    let source = SourceFile::new("a.md", text);
    if let Parsed::Entries(file) = parse(&source, &Sources::new(), &dialect, &mut Diagnostics::new()) {
        for entry in &file.entries {
            if let Entry::Type(definition) = entry {
                check_parts(&definition.rows, 1);
            }
        }
    }
    let page = Fetched { path: "a.md".to_owned(), contents: Some(text.as_bytes().to_vec()) };
    let (docs, lock) = (read::fetched(Path::new("docs"), [page]), Lock::default());
    let _ = generate(Input::whole(&docs, &dialect, &lock), &Options::default(), &());
}

fn check_parts(rows: &[Row], level: usize) {
    assert!(rows.is_empty() || level <= TypeExpr::MAX_DEPTH, "{level}");
    let names: BTreeSet<_> = rows.iter().map(|row| row.name.value.as_str()).collect();
    assert_eq!(names.len(), rows.len(), "{names:?}");
    for row in rows {
        check_row(row);
        check_parts(&row.children, level + 1);
    }
}

fn apply(text: &mut String, damage: &Damage, place: usize) {
    let boundary =
        |text: &str, at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let at = boundary(text, place % (text.len() + 1));
    match damage {
        Damage::Insert(snippet) => text.insert_str(at, snippet),
        Damage::Delete(length) => text.replace_range(at..boundary(text, at + length), ""),
        Damage::Repeat(length) => {
            let piece = text[at..boundary(text, at + length)].to_owned();
            text.insert_str(at, &piece);
        }
        Damage::CutOff => text.truncate(at),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_pages_are_survived(page in any::<prop::sample::Index>(), damages in prop::collection::vec(damage(), 1..6)) {
        let mut text = page.get(&PAGES).clone();
        for (damage, place) in &damages {
            apply(&mut text, damage, *place);
        }
        check(&text);
    }

    #[test]
    fn damaged_cells_and_parts_are_survived(damages in prop::collection::vec(odd_damage(), 1..8)) {
        let mut text = ODD_PAGE.to_owned();
        for (damage, place) in &damages {
            apply(&mut text, damage, *place);
        }
        check_odd(&text);
    }

    #[test]
    fn any_text_is_survived(pieces in prop::collection::vec(prop::sample::select(SNIPPETS.as_slice()), 0..40), noise in ".{0,80}") {
        check(&pieces.concat());
        check(&format!("{}{noise}", pieces.concat()));
    }
}

#[test]
fn hostile_pages_take_linear_time_and_little_stack() {
    // Quadratic work on these would take minutes; stacks of 1 MiB are what small threads have.
    let run = || {
        for (name, text) in hostile() {
            let start = Instant::now();
            check(&text);
            assert!(start.elapsed() < Duration::from_secs(20), "{name}: {:?}", start.elapsed());
        }
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(run).unwrap().join().unwrap();
}

/// Bytes of each hostile page.
const SIZE: usize = 300_000;

fn hostile() -> Vec<(&'static str, String)> {
    let repeat = |piece: &str| piece.repeat(SIZE / piece.len());
    let count = |piece: &dyn Fn(usize) -> String| (0..SIZE / 10).map(piece).collect::<String>();
    let head = "---\nuid: v1CrateEntity_PutCrateEntity\n---\n\n# A\n\n```http\nPUT /a\n```\n\n";
    let prose = |text: String| format!("{head}{text}\n");
    let rows = |rows: String| {
        format!(
            "{head}## Response: object\n\n### Response body: X\n\n| Property Name | Type | Description |\n|-|-|-|\n{rows}"
        )
    };
    let sample = |json: String| format!("{head}```http_\nHTTP/1.1 200 OK\n\n{json}\n```\n");
    vec![
        ("brackets", prose(repeat("["))),
        ("links", prose(repeat("[a]("))),
        ("quotes", prose(repeat("> "))),
        ("lists", prose(repeat("- "))),
        ("numbers", prose(repeat("1. "))),
        ("indented lists", prose((0..700).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect())),
        ("emphasis", prose(repeat("**a*_"))),
        ("ticks", prose((1..700).map(|ticks| "`".repeat(ticks) + " ").collect())),
        ("tags", prose(repeat("<a x='"))),
        ("comments", prose(repeat("<!--"))),
        ("inline comments", prose(format!("x {}", repeat("<!--")))),
        ("entities", prose(repeat("&amp;"))),
        ("ampersands", prose(repeat("&"))),
        ("references", prose(repeat("{SuperOffice."))),
        ("definitions", prose(count(&|at| format!("[a{at}]: /b\n")))),
        ("thresholds", prose(repeat("NsApiSlow threshold: 1 ms. "))),
        ("notices", prose(format!("## Online Restricted: {}", repeat("Only used . ")))),
        ("yaml blocks", prose(repeat("---\na: b\n---\n\n"))),
        (
            "includes",
            prose(format!("## Sample request\n\n{}", repeat("[!include[a](v1CrateEntity_PutCrateEntity.md)]\n\n"))),
        ),
        ("examples", prose(format!("## Query String Parameters\n\n```http\n{}```", repeat("PUT /a?b=c\n")))),
        ("front matter", format!("---\nuid: v1CrateEntity_PutCrateEntity\na: {}\n---\n", "[".repeat(8_000))),
        ("keys", format!("---\n{}---\n", count(&|at| format!("k{at}: v\n")))),
        ("rows", rows(count(&|at| format!("| a{at} | int32 | b |\n")))),
        ("equal rows", rows(repeat("| a | int32 | b |\n"))),
        ("ragged rows", rows(repeat("| a |\n"))),
        ("broken row", rows(format!("| a | int32 | b\n{}", repeat("c |\n")))),
        ("wide row", rows(repeat("| a "))),
        ("values", rows(format!("| a | Enum: {} | b |\n", count(&|at| format!("V{at}, "))))),
        ("columns", prose(format!("{}\n{}\n{}", "|a".repeat(SIZE / 6), "|-".repeat(SIZE / 6), repeat("|x\n")))),
        ("statuses", format!("{head}## Response\n\n| Response | Description |\n|-|-|\n{}", repeat("| 200 | a |\n"))),
        ("arrays", sample(repeat("["))),
        ("objects", sample(repeat("{\"a\":"))),
        ("properties", sample(format!("{{{}\"z\":1}}", count(&|at| format!("\"k{at}\":1,"))))),
        ("header lines", format!("{head}```http_\nHTTP/1.1 200 OK\n{}```\n", repeat("a\n"))),
        ("segments", format!("---\nuid: v1A_B\n---\n\n```http\nGET {}\n```\n", count(&|at| format!("/{{p{at}}}")))),
        ("zeros", prose(repeat("\0"))),
        ("returns", prose(repeat("\r"))),
        ("empty lines", prose(repeat("\n"))),
    ]
}

/// Time and stack do not depend on how types and rows are nested.
#[test]
fn hostile_cells_and_parts_take_linear_time_and_little_stack() {
    let run = || {
        let repeat = |piece: &str| piece.repeat(SIZE / piece.len());
        let cell = |cell: String| ODD_PAGE.replace("partial A[]", &cell);
        let rows = |rows: String| format!("{ODD_PAGE}{rows}");
        let count = |row: &dyn Fn(usize) -> String| (0..SIZE / 20).map(row).collect::<String>();
        for (name, text) in [
            ("brackets", cell(repeat("("))),
            ("closed brackets", cell(repeat("()"))),
            ("lists", cell(repeat("array of "))),
            ("suffixes", cell(format!("A{}", repeat("[]")))),
            ("maybes", cell(repeat("?"))),
            ("unions", cell(repeat("A or "))),
            ("noise", cell(repeat("a "))),
            ("links", cell(repeat("[a](b) or "))),
            ("emphasis", cell(repeat("**a** "))),
            ("values", cell(format!("of: {}", repeat("a, ")))),
            ("marks", rows(format!("| {}x | A | |\n", repeat(">")))),
            ("dots", rows(format!("| {}x | A | |\n", repeat("a.")))),
            ("elements", rows(format!("| a{} | A | |\n", repeat("[]")))),
            ("levels", rows((0..700).map(|level| format!("| {}r{level} | A | |\n", ">".repeat(level))).collect())),
            ("siblings", rows(count(&|number| format!("| > r{number} | A | |\n")))),
            ("paths", rows(count(&|number| format!("| a.b{number}.c | A | |\n")))),
        ] {
            let start = Instant::now();
            check_odd(&text);
            assert!(start.elapsed() < Duration::from_secs(20), "{name}: {:?}", start.elapsed());
        }
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap();
}

#[test]
fn a_file_beyond_the_limit_is_not_read() {
    let source = SourceFile::new(PATH, "a".repeat(MAX_PAGE_BYTES + 1));
    let mut diagnostics = Diagnostics::new();
    parse(&source, &Sources::new(), &Dialect::built_in("superoffice").unwrap(), &mut diagnostics);
    let found = diagnostics.into_sorted();
    assert_eq!(found.len(), 1);
    assert!(found[0].to_string().contains("error[DW0104]") && found[0].message.contains(&MAX_PAGE_BYTES.to_string()));
}
