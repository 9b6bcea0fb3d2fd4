//! A publish invents all sample values anew, and changes how things are written: that is no change of the API.

use std::path::Path;

use docwright::unstable::read::Docs;

use super::support;
use super::{compare, docs, pages, told};

/// The values of samples that the vendor's generator always writes the same way.
const FIXED: [&str; 2] = ["GIF89", "An object of some kind"];
/// Words for types that mean the same.
const SYNONYMS: [(&str, &str); 6] = [
    ("int32", "Integer"),
    ("string", "String"),
    ("bool", "Boolean"),
    ("double", "Number"),
    ("array", "Array"),
    ("object", "Object"),
];

#[test]
fn rerolled_docs_mean_the_same() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    for seed in 1..4 {
        means_the_same("docs-input", &docs(&own), seed);
    }
}

#[test]
fn rerolled_editions_of_the_corpus_mean_the_same() {
    let Some(corpus) = support::corpus() else { return };
    for edition in ["2021-11/restful", "2023-01/restful", "2021-08-selection", "2022-07-selection", "2024-selection"] {
        means_the_same(edition, &docs(&corpus.join(edition)), 7);
    }
}

fn means_the_same(what: &str, original: &Docs, seed: u32) {
    let rerolled = pages(original.sources().iter().map(|page| (page.path(), reroll(page.text(), seed))));
    let changed = original
        .sources()
        .iter()
        .filter(|page| rerolled.sources().get(page.path()).is_some_and(|other| other.text() != page.text()));
    assert!(changed.count() > 40, "{what}: many pages are written in another way");
    for (old, new) in [(original, &rerolled), (&rerolled, original)] {
        let told = told(&compare(old, new));
        assert!(told.is_empty(), "{what}: {} changes\n{}", told.len(), told[..told.len().min(20)].join("\n"));
    }
}

/// Writes a page in another way.
fn reroll(page: &str, seed: u32) -> String {
    let mut dice = Dice(seed);
    let mut fence: Option<Fence> = None;
    let mut in_front_matter = false;
    let mut out = String::new();
    for (number, line) in page.split_inclusive('\n').enumerate() {
        let text = line.trim_end_matches(['\r', '\n']);
        let end = &line[text.len()..];
        if text == "---" && (number == 0 || in_front_matter) {
            in_front_matter = number == 0;
        }
        let written = match &mut fence {
            Some(open) if text.trim_start().starts_with("```") => {
                let body = sample(&open.body, &mut dice);
                fence = None;
                format!("{body}{text}")
            }
            Some(open) => {
                let is_body = open.is_sample && open.after_head;
                open.after_head |= text.is_empty();
                if is_body {
                    open.body.push_str(line);
                    continue;
                }
                text.to_owned()
            }
            None if in_front_matter => text.to_owned(),
            None if text.trim_start().starts_with("```") => {
                let is_sample = ["```http!", "```http_"].iter().any(|start| text.starts_with(start));
                fence = Some(Fence { is_sample, after_head: false, body: String::new() });
                text.to_owned()
            }
            None if text.starts_with('|') => row(text),
            None => entities(text),
        };
        out.push_str(&written);
        out.push_str(end);
        // More space between paragraphs.
        if fence.is_none() && !in_front_matter && text.is_empty() {
            out.push_str(end);
        }
    }
    out
}

/// An open block of code.
struct Fence {
    is_sample: bool,
    /// The lines after the empty one are the body.
    after_head: bool,
    body: String,
}

/// A row of a table with another word for the type, and more space.
fn row(text: &str) -> String {
    let mut cells: Vec<String> = entities(text).split('|').map(ToOwned::to_owned).collect();
    // The second of three cells is a type.
    if cells.len() == 5 {
        let word = cells[2].trim().to_owned();
        let synonym = SYNONYMS.iter().find_map(|(one, other)| match () {
            () if word == *one => Some(other),
            () if word == *other => Some(one),
            () => None,
        });
        if let Some(synonym) = synonym {
            cells[2] = format!(" {synonym} ");
        }
    }
    if cells.iter().any(|cell| cell.contains("--")) { cells.join("|") } else { cells.join("  |") }
}

/// Other spellings of the same characters; in code they are what they are.
fn entities(text: &str) -> String {
    if text.contains('`') {
        return text.to_owned();
    }
    text.replace("&lt;", "&#60;").replace("&gt;", "&#x3E;").replace("&quot;", "&#34;")
}

/// The body of a sample with other values under the same keys.
fn sample(body: &str, dice: &mut Dice) -> String {
    let mut out = String::new();
    let mut rest = body;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => string_length(rest),
            '-' | '0'..='9' => rest.find(|c: char| !"+-.eE0123456789".contains(c)).unwrap_or(rest.len()),
            'a'..='z' => rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        let is_key = after.trim_start().starts_with(':');
        out.push_str(&match token {
            "true" | "false" => if dice.roll(2) == 0 { "true" } else { "false" }.to_owned(),
            token if token.starts_with('"') && !is_key && is_free(&out) => text_value(token, dice),
            token if first.is_ascii_digit() || first == '-' => number(token, dice),
            token => token.to_owned(),
        });
        rest = after;
    }
    out
}

/// Whether a value may be any; the words of a JSON Patch are given.
fn is_free(before: &str) -> bool {
    let before = before.trim_end();
    !["\"op\":", "\"path\":"].iter().any(|key| before.ends_with(key))
}

/// The length of the string at the start, with its quotes.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// Other letters and digits of the same kind. Dates stay dates, in another year.
fn text_value(token: &str, dice: &mut Dice) -> String {
    if FIXED.iter().any(|fixed| token[1..].starts_with(fixed)) || token.contains('\\') {
        return token.to_owned();
    }
    let is_date = token.len() > 11 && token.as_bytes()[5] == b'-' && token.as_bytes()[11] == b'T';
    if is_date {
        return format!("\"20{}{}{}", dice.roll(3), dice.roll(8), &token[5..]);
    }
    let other = |c: char, dice: &mut Dice| match c {
        'a'..='z' => char::from(b'a' + dice.roll(26)),
        'A'..='Z' => char::from(b'A' + dice.roll(26)),
        '1'..='9' => char::from(b'1' + dice.roll(9)),
        other => other,
    };
    token.chars().map(|c| other(c, dice)).collect()
}

/// Another number of the same form.
fn number(token: &str, dice: &mut Dice) -> String {
    let digits = token.chars().map(|c| if ('1'..='9').contains(&c) { char::from(b'1' + dice.roll(8)) } else { c });
    let digits: String = digits.collect();
    // Integers of ten digits may not fit any more, and 99.99 is what an int64 is shown as.
    if token == "99.99" || token.bytes().filter(u8::is_ascii_digit).count() > 9 { token.to_owned() } else { digits }
}

/// A generator of the same numbers for the same seed.
struct Dice(u32);

impl Dice {
    fn roll(&mut self, sides: u8) -> u8 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from((self.0 >> 16) % u32::from(sides)).unwrap()
    }
}

#[test]
fn a_reroll_changes_how_a_page_is_written_and_nothing_else() {
    let page = "---\ntitle: T\n---\n\nAs &lt;b&gt; and `&lt;`.\n\n| Name | int32 | a \"x\" |\n|--|--|--|\n\n```http_\nHTTP/1.1 200 OK\n\n{\n  \"Id\": 12,\n  \"When\": \"2021-03-04T05:06:07\",\n  \"Text\": \"Ab 1\", \"On\": null\n}\n```\n";
    let other = reroll(page, 3);
    assert!(other.contains("title: T\n---\n") && other.contains("As &lt;b&gt; and `&lt;`."), "{other}");
    assert!(other.contains(" Name   | Integer   | a \"x\"   |") && other.contains("|--|--|--|"), "{other}");
    assert!(other.contains("\"On\": null") && other.contains("-03-04T05:06:07\","), "{other}");
    assert!(!other.contains("\"Ab 1\"") && !other.contains(": 12,") && other.contains("HTTP/1.1 200 OK"), "{other}");
}
