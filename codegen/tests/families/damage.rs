//! Damage at random.

use proptest::prelude::*;

use crate::shapes::PAGES;
use crate::{DIALECTS, PATHS, make, read_page};

#[derive(Clone, Debug)]
enum Damage {
    Insert(&'static str),
    Delete(usize),
    Repeat(usize),
    /// Lines of another page.
    Graft(usize, usize, usize),
}

const SNIPPETS: [&str; 56] = [
    "|",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{feff}",
    "é",
    "`",
    "```",
    "```json\n",
    "```http\n",
    "# ",
    "## ",
    "###### ",
    "**",
    "*",
    "_",
    "> ",
    ">> ",
    "- ",
    "    ",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "{",
    "}",
    "?",
    "\\",
    "\\|",
    ".",
    "[0]",
    "[]",
    "[0]: ",
    "&nbsp;",
    "<table>",
    "<tr><td rowspan=\"3\">",
    "</td>",
    "<ul><li>",
    "<!-- {\"blockType\": \"resource\"",
    "-->",
    "<APIEndpoint method=\"GET\" ",
    "<Route method=\"",
    " % GET /a/{b}",
    "[x](#boat)",
    "[x]: y\n",
    "array of ",
    "dict<",
    " or ",
    ", ",
    "(#DOCS_A/b)",
    ":::",
    "Possible values of `a`:",
    "Returns a ",
];

fn damage() -> impl Strategy<Value = (Damage, usize)> {
    let damage = prop_oneof![
        5 => prop::sample::select(SNIPPETS.as_slice()).prop_map(Damage::Insert),
        3 => (1_usize..60).prop_map(Damage::Delete),
        2 => (1_usize..200).prop_map(Damage::Repeat),
        2 => (any::<usize>(), any::<usize>(), 1_usize..12).prop_map(|(page, line, lines)| Damage::Graft(page, line, lines)),
    ];
    (damage, any::<usize>())
}

fn apply(text: &mut String, damage: &Damage, place: usize) {
    let boundary =
        |text: &str, at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap();
    let at = boundary(text, place % (text.len() + 1));
    match *damage {
        Damage::Insert(snippet) => text.insert_str(at, snippet),
        Damage::Delete(length) => text.replace_range(at..boundary(text, at + length), ""),
        Damage::Repeat(length) => {
            let piece = text[at..boundary(text, at + length)].to_owned();
            text.insert_str(at, &piece);
        }
        Damage::Graft(page, line, lines) => {
            let page: Vec<_> = PAGES[page % PAGES.len()].split_inclusive('\n').collect();
            let from = line % page.len();
            let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            text.insert_str(start, &page[from..page.len().min(from + lines)].concat());
        }
    }
}

/// Undamaged pages say something to the dialects of their families.
#[test]
fn pages_of_the_families_are_understood() {
    for (page, path, name, route) in [
        (0, PATHS[1], "bybit", "/v5/gate/open"),
        (1, "stalls.md", "binance", "/api/v3/stall"),
        (2, "list-boats.md", "microsoft-graph", "/me/boats"),
        (4, "hut.mdx", "discord", "/huts/{"),
        (5, "lamps.md", "qbittorrent", "/api/v2/lamp/add"),
    ] {
        let Some(dialect) = DIALECTS.iter().find(|dialect| dialect.name() == name) else { continue };
        let files = make(path, PAGES[page], dialect);
        let code: String = files.into_iter().flatten().map(|(_, contents)| contents).collect();
        assert!(code.contains(route), "{name}: {}", code.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_pages_are_survived(page in 0..PAGES.len(), damages in prop::collection::vec(damage(), 1..8)) {
        let mut text = PAGES[page].to_owned();
        for (damage, place) in &damages {
            apply(&mut text, damage, *place);
        }
        for dialect in DIALECTS.iter() {
            for path in PATHS {
                read_page(path, &text, dialect);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_pages_are_the_same_code_each_time(page in 0..PAGES.len(), damages in prop::collection::vec(damage(), 1..6)) {
        let mut text = PAGES[page].to_owned();
        for (damage, place) in &damages {
            apply(&mut text, damage, *place);
        }
        for dialect in DIALECTS.iter() {
            for path in PATHS {
                prop_assert!(make(path, &text, dialect) == make(path, &text, dialect), "{}", dialect.name());
            }
        }
    }
}
