//! Documentation as lines of rustdoc.
//!
//! Text from pages is shown as it is: nothing in it acts as Markdown, as HTML, as a link or as a
//! doctest, and it cannot leave its comment.

use std::borrow::Cow;

use crate::api::{DocBlock, Docs};

/// The lines of a doc comment, without `///`; an empty line separates paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocLines(Vec<String>);

impl DocLines {
    /// Documentation of a page.
    pub fn new(docs: &Docs) -> Self {
        let mut lines = Self::default();
        lines.docs(docs);
        lines
    }

    /// One line of Markdown of our own.
    pub fn own(markdown: impl Into<String>) -> Self {
        Self(vec![markdown.into()])
    }

    /// The lines.
    pub fn lines(&self) -> &[String] {
        &self.0
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// These lines, or the other ones where there are none.
    pub fn or(self, other: impl FnOnce() -> Self) -> Self {
        if self.is_empty() { other() } else { self }
    }

    /// Adds documentation of a page.
    pub fn docs(&mut self, docs: &Docs) {
        for block in &docs.blocks {
            match block {
                DocBlock::Paragraph(text) => self.text(text),
                DocBlock::Heading(text) => self.block([format!("**{}**", inline(text))]),
                DocBlock::List(items) => self.list(items.iter().map(|item| text_item(item))),
                DocBlock::Code(code) => self.code_block(code),
            }
        }
    }

    /// Adds text of a page, one paragraph for each of its lines.
    pub fn text(&mut self, text: &str) {
        let text = normalized(text);
        for line in clean_lines(&text) {
            self.block([escaped(line)]);
        }
    }

    /// Adds Markdown of our own as a paragraph.
    pub fn markdown(&mut self, markdown: impl Into<String>) {
        self.block([markdown.into()]);
    }

    /// Adds a list; every item comes with its lines.
    pub fn list(&mut self, items: impl IntoIterator<Item = Vec<String>>) {
        let lines: Vec<String> = items.into_iter().flatten().collect();
        if !lines.is_empty() {
            self.block(lines);
        }
    }

    /// Adds a section of our own with text of a page.
    pub fn section(&mut self, title: &str, text: &str) {
        self.markdown(format!("# {}", inline(title)));
        self.text(text);
    }

    fn code_block(&mut self, code: &str) {
        let longest_run = code.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest_run.max(2) + 1);
        let content = normalized(code);
        let content = content.trim_matches('\n').split('\n').map(|line| line.trim_end().to_owned());
        self.block(std::iter::once(format!("{fence}text")).chain(content).chain([fence.clone()]));
    }

    fn block(&mut self, lines: impl IntoIterator<Item = String>) {
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(lines);
    }
}

/// The lines of a list item that says something about a subject, which is Markdown of our own.
pub fn item_about(subject: &str, text: &str) -> Vec<String> {
    let text = normalized(text);
    let mut texts = clean_lines(&text);
    let first = match texts.next() {
        Some(line) => format!("* {subject}: {}", escape(line)),
        None => format!("* {subject}"),
    };
    item(first, texts)
}

/// The lines of a list item that is text of a page.
fn text_item(text: &str) -> Vec<String> {
    let text = normalized(text);
    let mut texts = clean_lines(&text);
    let first = texts.next().unwrap_or_default();
    item(format!("* {}", escaped(first)), texts)
}

fn item<'t>(first: String, further: impl Iterator<Item = &'t str>) -> Vec<String> {
    let further = further.flat_map(|line| [String::new(), format!("  {}", escaped(line))]);
    std::iter::once(first).chain(further).collect()
}

/// The running text of some documentation, for places that hold no blocks.
pub fn plain(docs: &Docs) -> String {
    let blocks = docs.blocks.iter().map(|block| match block {
        DocBlock::Paragraph(text) | DocBlock::Heading(text) | DocBlock::Code(text) => text.clone(),
        DocBlock::List(items) => items.join("\n"),
    });
    blocks.collect::<Vec<_>>().join("\n")
}

/// All of it on one line of plain text, for messages.
pub fn line(docs: &Docs) -> String {
    clean_lines(&normalized(&plain(docs))).collect::<Vec<_>>().join(" ")
}

/// A text of a page on one line of Markdown, which deprecation notes are, too.
pub fn inline(text: &str) -> String {
    escape(&clean_lines(&normalized(text)).collect::<Vec<_>>().join(" "))
}

/// Markdown of a dialect on one line.
pub fn markdown_line(text: &str) -> String {
    clean_lines(&normalized(text)).collect::<Vec<_>>().join(" ")
}

/// A name of a page as code on one line of Markdown.
pub fn code(name: &str) -> String {
    let name = normalized(name).replace('\n', " ");
    if name.contains('`') || name.trim().is_empty() { inline(&name) } else { format!("`{name}`") }
}

/// A paragraph's line: nothing at its start makes it a list, a quote or a heading.
fn escaped(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], escape(&line[digits..])),
        Some(b'#' | b'+' | b'-' | b'>') if digits == 0 => format!("\\{}", escape(line)),
        _ => escape(line),
    }
}

/// Escapes what acts as Markdown anywhere in a line; web addresses become links.
fn escape(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    let mut rest = line;
    let mut before = None;
    while let Some(at) = rest.find(SUSPICIOUS) {
        let (plain, from) = rest.split_at(at);
        escaped.push_str(plain);
        before = plain.chars().next_back().or(before);
        if let Some(address) = web_address(from).filter(|_| !before.is_some_and(char::is_alphanumeric)) {
            escaped.extend(["<", address, ">"]);
            before = Some('>');
            rest = &from[address.len()..];
        } else {
            let (letter, further) = from.split_at(1);
            escaped.extend([if acts(before, letter, further) { "\\" } else { "" }, letter]);
            before = letter.chars().next();
            rest = further;
        }
    }
    escaped.push_str(rest);
    escaped
}

/// The characters that could act as Markdown, and the one that web addresses start with.
const SUSPICIOUS: [char; 11] = ['*', '`', '[', ']', '|', '~', '_', '<', '&', '\\', 'h'];

/// Whether a character could act as Markdown between its neighbours.
fn acts(before: Option<char>, letter: &str, rest: &str) -> bool {
    let after = rest.chars().next();
    let wordy = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
    match letter {
        "_" => !(wordy(before) && wordy(after)),
        "<" => after.is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
        "&" => is_entity(rest),
        "\\" => after.is_none_or(|next| next.is_ascii_punctuation()) || web_address(rest).is_some(),
        "h" => false,
        _ => true,
    }
}

fn is_entity(rest: &str) -> bool {
    let body = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    body > 0 && rest.as_bytes().get(body) == Some(&b';')
}

/// The web address that the text starts with, in characters that need no care; its end is no punctuation.
fn web_address(text: &str) -> Option<&str> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~/?#@!$&'()*+,;=%:".contains(byte);
    let length = text.len() - host.len() + host.bytes().take_while(allowed).count();
    let address = text[..length].trim_end_matches(|last: char| ".,;:!?'()*".contains(last));
    address.contains('.').then_some(address)
}

/// The lines of a normalized text without blank ones, trimmed: indentation would make code of them.
fn clean_lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty())
}

/// The text with `\n` as its only control character, and without invisible characters that reorder text.
fn normalized(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte == b'\n' || (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let letters = text.replace("\r\n", "\n");
    Cow::Owned(letters.chars().filter_map(normal).collect())
}

fn normal(letter: char) -> Option<char> {
    match letter {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        '\u{feff}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' => None,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        letter if letter.is_control() => None,
        letter => Some(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(DocLines::new(&Docs::text(text)).lines(), expected, "{text:?}");
    }

    #[test]
    fn ordinary_text_stays_readable() {
        check(
            "The primary key (auto-incremented), see sr_id & co.",
            &["The primary key (auto-incremented), see sr_id & co."],
        );
        check("a < b, 5 > 3; SO_arc\\template", &["a < b, 5 > 3; SO_arc\\template"]);
    }

    #[test]
    fn markup_is_shown_not_followed() {
        check("{SuperOffice.CRM} [Foo](bar) *x* `y` <b>", &["{SuperOffice.CRM} \\[Foo\\](bar) \\*x\\* \\`y\\` \\<b>"]);
        check("_all_ && &lt; &amp; ~~x~~ a|b \\*", &["\\_all\\_ && \\&lt; \\&amp; \\~\\~x\\~\\~ a\\|b \\\\\\*"]);
    }

    #[test]
    fn a_line_break_makes_a_paragraph_and_no_line_starts_a_block() {
        check(
            "1. one\n    # two\n- three\n> four\n+ five\n===\n2) six",
            &["1\\. one", "", "\\# two", "", "\\- three", "", "\\> four", "", "\\+ five", "", "===", "", "2\\) six"],
        );
    }

    #[test]
    fn web_addresses_become_links() {
        check("See https://example.com/a_b?c=d. Or http://x", &["See <https://example.com/a_b?c=d>. Or http://x"]);
        check("a\\http://example.com", &["a\\\\<http://example.com>"]);
    }

    #[test]
    fn text_cannot_leave_its_comment_or_reorder_it() {
        check("a */ b\r\nc\rd\u{2028}e\u{0}\u{202e}f\tg", &["a \\*/ b", "", "c", "", "d", "", "ef g"]);
    }

    #[test]
    fn code_is_no_doctest_and_its_fence_is_longer_than_any_inside() {
        let mut lines = DocLines::default();
        lines.code_block("let a = 1;\n````\n  b\n");
        assert_eq!(lines.lines(), ["`````text", "let a = 1;", "````", "  b", "`````"]);
    }

    #[test]
    fn items_keep_their_further_lines() {
        assert_eq!(item_about("`id`", "1. The key\n- of it"), ["* `id`: 1. The key", "", "  \\- of it"]);
        assert_eq!(item_about("`id`", ""), ["* `id`"]);
        assert_eq!(text_item("- x"), ["* \\- x"]);
    }
}
