//! Sets of pages as no vendor writes them: those of this repository, cut, mixed, renamed and bent, the same for a seed.

use docwright::unstable::json::Node;
use serde_json::Number;

/// A page: its path and its lines.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) path: String,
    pub(crate) lines: Vec<String>,
}

impl Text {
    pub(crate) fn new(path: impl Into<String>, text: &str) -> Self {
        Self { path: path.into(), lines: text.lines().map(str::to_owned).collect() }
    }

    pub(crate) fn text(&self) -> String {
        self.lines.join("\n")
    }
}

/// Numbers that look random and are the same for the same seed: SplitMix64.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number below `end`; 0 where there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() % end as u64) as usize }
    }

    pub(crate) fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }
}

/// Names of properties and types that look alike, mean something, or are nothing.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "Id", "Name", "ToolTip", "Tooltip", "X", "XX", "x", "Deep", "Child", "ChildItems", "Parent", "User", "Users",
    "TransferTo", "Type", "Person", "Persons", "Contact", "TableRight", "FieldProperties", "FieldRight", "FieldLength",
    "_Links", "Restriction", "Folder", "OrderBy", "SortOrder", "Value", "Values", "value1", "value2", "odata.metadata",
    "value", "Associate", "Country", "Countries", "Email", "Emails", "Ids", "TaskIds", "OpenDates", "Bank", "n", "===",
    "Object", "Object2", "Result", "CreatedBy", "UpdatedBy", "ExtraFields", "Language", "ListItem", "Error", "Option",
];

/// Type cells.
#[rustfmt::skip]
const CELLS: &[&str] = &[
    "", "", "array", "array", "object", "object", "int32", "int64", "String", "string", "bool", "date-time", "double",
    "X", "Err", "User", "Person", "Associate", "TableRight", "Country", "ListItem", "Object2", "Carrier", "byte[]",
];

/// Descriptions that say something.
const SENTENCES: &[&str] = &[
    "Carrier object for X.",
    "Carrier object for Person.",
    "Carrier object for User. Who it is.",
    "Partial Country class associating the generated Country with an interface.",
    "X entity with API _Links added.",
    "Person entity with API _Links added.",
    "**Required** Which.",
    "",
];

/// What methods are called.
#[rustfmt::skip]
const METHODS: &[&str] = &[
    "Get", "GetList", "GetUser", "GetAllUsers", "Save", "SavePerson", "PutX", "Post", "GetXFromDB", "TransferTo",
    "GetChildItems", "CreateDefaultCountry", "Find_POST", "SetSelected", "Validate",
];

/// A set of pages made from `pool`, the set of this number.
pub(crate) fn mutated(pool: &[Text], seed: u64) -> Vec<Text> {
    let mut dice = Dice::new(seed);
    let size = 1 + match dice.below(4) {
        0 => 0,
        1 => dice.below(4),
        2 => dice.below(10),
        _ => dice.below(24),
    };
    let mut pages: Vec<Text> = (0..size).filter_map(|_| dice.pick(pool).cloned()).collect();
    // Pages that share words meet more often than chance lets them.
    if let Some(first) = pages.first().filter(|_| dice.one_in(2)) {
        let folder = first.path.rsplit_once('/').map(|(folder, _)| folder.to_owned()).unwrap_or_default();
        let near: Vec<_> = pool.iter().filter(|page| page.path.starts_with(&folder)).cloned().collect();
        pages.extend((0..dice.below(6)).filter_map(|_| dice.pick(&near).cloned()));
    }
    for (number, page) in pages.iter_mut().enumerate() {
        page.path = format!("{number:02}/{}", page.path);
    }
    for _ in 0..dice.below(4 + 3 * pages.len()) {
        mutate(&mut dice, &mut pages, pool);
    }
    pages
}

/// The next edition of a set: the same pages with a few changes.
pub(crate) fn next_edition(mut pages: Vec<Text>, pool: &[Text], seed: u64) -> Vec<Text> {
    let mut dice = Dice::new(!seed);
    for _ in 0..=dice.below(6) {
        mutate(&mut dice, &mut pages, pool);
    }
    pages
}

/// Changes one of the pages, or what several share.
fn mutate(dice: &mut Dice, pages: &mut Vec<Text>, pool: &[Text]) {
    if pages.is_empty() {
        return;
    }
    let at = dice.below(pages.len());
    match dice.below(20) {
        0 => drop_line(dice, &mut pages[at].lines),
        1 => repeat_line(dice, &mut pages[at].lines),
        2 => swap_lines(dice, &mut pages[at].lines),
        3 => drop_table(dice, &mut pages[at].lines),
        4 => move_section(dice, pages),
        5 | 6 => set_cell(dice, &mut pages[at].lines),
        7 => rename_everywhere(dice, pages),
        8 => rename_everywhere(dice, &mut pages[at..=at]),
        9 => pages.extend(copy(dice, &pages[at])),
        10 => reidentify(dice, &mut pages[at]),
        _ => bend_sample(dice, pages, at, pool),
    }
}

fn drop_line(dice: &mut Dice, lines: &mut Vec<String>) {
    if !lines.is_empty() {
        lines.remove(dice.below(lines.len()));
    }
}

fn repeat_line(dice: &mut Dice, lines: &mut Vec<String>) {
    if let Some(line) = dice.pick(lines).cloned() {
        lines.insert(dice.below(lines.len()), line);
    }
}

fn swap_lines(dice: &mut Dice, lines: &mut [String]) {
    if !lines.is_empty() {
        let at = dice.below(lines.len());
        let other = (at + 1 + dice.below(3)).min(lines.len() - 1);
        lines.swap(at, other);
    }
}

fn is_row(line: &str) -> bool {
    line.starts_with('|')
}

fn drop_table(dice: &mut Dice, lines: &mut Vec<String>) {
    let starts: Vec<_> =
        (0..lines.len()).filter(|&at| is_row(&lines[at]) && (at == 0 || !is_row(&lines[at - 1]))).collect();
    let Some(&start) = dice.pick(&starts) else { return };
    let end = (start..lines.len()).find(|&at| !is_row(&lines[at])).unwrap_or(lines.len());
    lines.drain(start..end);
}

/// Moves a section of one page into another, or repeats it there.
fn move_section(dice: &mut Dice, pages: &mut [Text]) {
    let (from, to) = (dice.below(pages.len()), dice.below(pages.len()));
    let headings =
        |lines: &[String]| -> Vec<usize> { (0..lines.len()).filter(|&at| lines[at].starts_with("## ")).collect() };
    let found = headings(&pages[from].lines);
    let Some(&start) = dice.pick(&found) else { return };
    let end = found.iter().copied().find(|&next| next > start).unwrap_or(pages[from].lines.len());
    let section = match dice.one_in(3) {
        true => pages[from].lines[start..end].to_vec(),
        false => pages[from].lines.drain(start..end).collect(),
    };
    let places = headings(&pages[to].lines);
    let at = dice.pick(&places).copied().unwrap_or(pages[to].lines.len());
    pages[to].lines.splice(at..at, section);
}

/// Puts something else into a cell of a table: mostly a type, else a name or a description.
fn set_cell(dice: &mut Dice, lines: &mut [String]) {
    let rows: Vec<_> = (0..lines.len()).filter(|&at| is_row(&lines[at]) && !lines[at].contains("--")).collect();
    let Some(&at) = dice.pick(&rows) else { return };
    let mut cells: Vec<_> = lines[at].split('|').map(str::to_owned).collect();
    let (cell, texts) = match dice.below(6) {
        0 => (1, NAMES),
        1 => (3, SENTENCES),
        _ => (2, CELLS),
    };
    if let (Some(cell), Some(text)) = (cells.get_mut(cell), dice.pick(texts)) {
        *cell = format!(" {text} ");
        lines[at] = cells.join("|");
    }
}

/// Calls a word of a page otherwise, wherever it stands between quotes, bars or spaces.
fn rename_everywhere(dice: &mut Dice, pages: &mut [Text]) {
    let words: Vec<String> = pages.iter().flat_map(|page| &page.lines).filter_map(|line| name_of(line)).collect();
    let (Some(old), Some(new)) = (dice.pick(&words), dice.pick(NAMES)) else { return };
    let quoted = (format!("\"{old}\":"), format!("\"{new}\":"));
    let cell = (format!("| {old} |"), format!("| {new} |"));
    for line in pages.iter_mut().flat_map(|page| &mut page.lines) {
        *line = line.replace(&quoted.0, &quoted.1).replace(&cell.0, &cell.1);
    }
}

/// The property that a line of a table or of a sample is about.
fn name_of(line: &str) -> Option<String> {
    let cell = || Some(line.strip_prefix("| ")?.split_once(" |")?.0.trim().to_owned());
    let key = || Some(line.trim_start().strip_prefix('"')?.split_once("\":")?.0.to_owned());
    cell().or_else(key).filter(|name| !name.is_empty())
}

/// The same page as another operation.
fn copy(dice: &mut Dice, page: &Text) -> Option<Text> {
    let mut copied = page.clone();
    copied.path = format!("{}x", page.path.strip_suffix(".md")?) + ".md";
    reidentify(dice, &mut copied);
    Some(copied)
}

fn reidentify(dice: &mut Dice, page: &mut Text) {
    let Some(line) = page.lines.iter_mut().find(|line| line.starts_with("id: ")) else { return };
    let Some((group, method)) = line.split_once('_') else { return };
    let method = dice.pick(METHODS).map_or(method, |method| *method);
    let group = match dice.below(4) {
        0 => "id: v1ChatAgent",
        1 => "id: v1X",
        _ => group,
    };
    *line = format!("{group}_{method}");
}

/// Changes a sample: the JSON between a fence and the next.
fn bend_sample(dice: &mut Dice, pages: &mut [Text], at: usize, pool: &[Text]) {
    let Some(donor) = dice.pick(pool).and_then(|page| samples(&page.lines).into_iter().next_back()) else { return };
    let found = samples(&pages[at].lines);
    let Some((range, root)) = dice.pick(&found).cloned() else { return };
    let mut root = root;
    for _ in 0..=dice.below(2) {
        bend(dice, &mut root, &donor.1);
    }
    let Ok(text) = serde_json::to_string_pretty(&root) else { return };
    pages[at].lines.splice(range, text.lines().map(str::to_owned));
}

/// The samples of a page, with the lines where they stand.
fn samples(lines: &[String]) -> Vec<(std::ops::Range<usize>, Node)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if lines[at].starts_with(['{', '[']) {
            let end = (at..lines.len()).find(|&end| lines[end].starts_with("```")).unwrap_or(lines.len());
            if let Ok(node) = Node::parse(&lines[at..end].join("\n")) {
                found.push((at..end, node));
            }
            at = end;
        }
        at += 1;
    }
    found
}

/// Changes one value somewhere in a sample.
fn bend(dice: &mut Dice, root: &mut Node, donor: &Node) {
    let target = dice.below(size(root));
    let Some(node) = nth(root, &mut { target }) else { return };
    let name = dice.pick(NAMES).map_or_else(String::new, |name| (*name).to_owned());
    match dice.below(14) {
        0 => *node = Node::Object(Vec::new()),
        1 => *node = Node::Null,
        2 => *node = Node::Array(Vec::new()),
        3 => *node = Node::Number(Number::from(dice.below(500))),
        4 => *node = Node::String("text".to_owned()),
        5 | 6 => {
            for _ in 0..=dice.below(4) {
                *node = Node::Object(vec![(name.clone(), node.clone())]);
            }
        }
        7 => *node = Node::Array(vec![node.clone()]),
        8 => *node = Node::Object(vec![("fieldName".to_owned(), node.clone())]),
        9 => {
            let mut part = donor.clone();
            let target = dice.below(size(&part));
            if let Some(part) = nth(&mut part, &mut { target }) {
                *node = part.clone();
            }
        }
        _ => bend_keys(dice, node, name),
    }
}

/// Changes what properties an object has.
fn bend_keys(dice: &mut Dice, node: &mut Node, name: String) {
    let Node::Object(entries) = node else { return };
    let at = dice.below(entries.len());
    match dice.below(4) {
        0 if !entries.is_empty() => drop(entries.remove(at)),
        1 if !entries.is_empty() => entries[at].0 = name,
        2 if !entries.is_empty() => entries.push((name, entries[at].1.clone())),
        _ => entries.push((name, Node::Object(Vec::new()))),
    }
}

/// How many values a value holds, with itself.
fn size(node: &Node) -> usize {
    1 + match node {
        Node::Array(elements) => elements.iter().map(size).sum(),
        Node::Object(entries) => entries.iter().map(|(_, value)| size(value)).sum(),
        _ => 0,
    }
}

/// The value of this number, in the order in which they stand.
fn nth<'n>(node: &'n mut Node, number: &mut usize) -> Option<&'n mut Node> {
    if *number == 0 {
        return Some(node);
    }
    *number -= 1;
    match node {
        Node::Array(elements) => elements.iter_mut().find_map(|element| nth(element, number)),
        Node::Object(entries) => entries.iter_mut().find_map(|(_, value)| nth(value, number)),
        _ => None,
    }
}
