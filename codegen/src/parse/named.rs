//! Request lines that are put together of the base that a section tells and the name of an operation in it.

use std::ops::Range;

use super::events::{Part, PartKind};
use super::words::{is_like, label_of};
use super::{http, paths};
use crate::dialect::{Dialect, NamedPaths};
use crate::page::Method;
use crate::source::SourceFile;

/// Makes a request line of the name of each operation, without a method where nothing tells one; where a section shows a
/// request and has no name, the line of that counts.
pub(super) fn lines<'a>(mut parts: Vec<Part<'a>>, source: &'a SourceFile, dialect: &Dialect) -> Vec<Part<'a>> {
    let Some(words) = &dialect.paths.named else { return parts };
    let mut bases = Bases::default();
    let mut found = Vec::new();
    for range in own_parts(&parts) {
        let own = &parts[range.clone()];
        bases.enter(own, words);
        let Some(base) = bases.last() else { continue };
        let shown = own.iter().position(|part| shown_line(part, source, dialect).is_some());
        let named = own.iter().enumerate().find_map(|(at, part)| Some((at, name_in(part, words)?)));
        let title = own.first().map_or("", |part| heading(part).unwrap_or_default());
        let line = |at: usize| shown_line(&own[at], source, dialect);
        match (named, shown) {
            (Some((at, name)), shown) => {
                let path = format!("{base}{name}");
                let shown = shown.and_then(line).filter(|shown| shown.path == path).map(|shown| shown.method);
                let method = shown.or_else(|| by_title(title, words)).map_or("", Method::as_str);
                found.push((range.start + at, true, format!("{method} {path}")));
            }
            (None, Some(at)) => {
                let line = line(at).map(|line| format!("{} {}", line.method.as_str(), line.path));
                found.extend(line.map(|line| (range.start + at, false, line)));
            }
            (None, None) => {}
        }
    }
    for (at, replaces, line) in found.into_iter().rev() {
        let request = Part { kind: PartKind::RequestLine(line), bytes: parts[at].bytes.clone(), level: 0 };
        match replaces {
            true => parts[at] = request,
            false => parts.insert(at, request),
        }
    }
    parts
}

/// The level of the lowest heading that is one of Markdown's.
const LOWEST: u8 = 6;

/// Each heading with what stands below it, up to the next heading of any level.
fn own_parts(parts: &[Part<'_>]) -> Vec<Range<usize>> {
    let starts = parts.iter().enumerate().filter(|(_, part)| (1..=LOWEST).contains(&part.level)).map(|(at, _)| at);
    let mut ends: Vec<usize> = starts.collect();
    let starts = ends.clone();
    ends.push(parts.len());
    starts.into_iter().zip(ends.into_iter().skip(1)).map(|(start, end)| start..end).collect()
}

/// The bases of the sections that are open, with the levels of their headings.
#[derive(Default)]
struct Bases<'p>(Vec<(u8, &'p str)>);

impl<'p> Bases<'p> {
    /// Takes in a heading and the text below it.
    fn enter<'q: 'p>(&mut self, own: &'q [Part<'_>], words: &NamedPaths) {
        let level = own.first().map_or(0, |part| part.level);
        self.0.retain(|(known, _)| *known < level);
        let base = own.iter().find_map(|part| match &part.kind {
            PartKind::Paragraph(text) => base_in(&text.text, words),
            _ => None,
        });
        self.0.extend(base.map(|base| (level, base)));
    }

    fn last(&self) -> Option<String> {
        self.0.last().map(|(_, base)| (*base).to_owned())
    }
}

/// The base that a text tells: what stands in it between the words, which is no white space.
fn base_in<'t>(text: &'t str, words: &NamedPaths) -> Option<&'t str> {
    let (_, rest) = text.split_once(words.base.before())?;
    let word = rest.split(char::is_whitespace).next()?;
    let base = match words.base.after() {
        "" => word,
        after => word.split_once(after)?.0,
    };
    base.starts_with('/').then_some(base)
}

/// The name of an operation, in a paragraph of nothing else.
fn name_in<'t>(part: &'t Part<'_>, words: &NamedPaths) -> Option<&'t str> {
    let PartKind::Paragraph(text) = &part.kind else { return None };
    let rest = label_of(&text.text, &words.label)?;
    text.codes.first().filter(|code| code.trim() == rest.trim()).map(|code| code.trim())
}

fn heading<'t>(part: &'t Part<'_>) -> Option<&'t str> {
    match &part.kind {
        PartKind::Title(text) | PartKind::Heading(text) => Some(text.text.trim()),
        _ => None,
    }
}

/// The method of an operation that is told by nothing but its heading.
fn by_title(title: &str, words: &NamedPaths) -> Option<Method> {
    let fits = |patterns: &[String]| patterns.iter().any(|words| is_like(title, words));
    words.methods.iter().find(|(_, patterns)| fits(patterns)).map(|(method, _)| *method)
}

/// The start of a request.
struct Shown<'t> {
    method: Method,
    path: &'t str,
}

/// The start of the request that a fence shows as a whole.
fn shown_line<'t>(part: &Part<'_>, source: &'t SourceFile, dialect: &Dialect) -> Option<Shown<'t>> {
    let PartKind::Code { info, content, .. } = &part.kind else { return None };
    dialect.fences.any_message.iter().any(|known| known == info.trim()).then_some(())?;
    let text = &source.text()[content.clone()];
    let line = text.lines().find(|line| !line.trim().is_empty())?.trim();
    let (line, _) = line.rsplit_once(" HTTP/")?;
    paths::looks_like_request_line(line, &dialect.paths).then_some(())?;
    let (method, path) = http::without_query(line).split_once(' ')?;
    Some(Shown { method: Method::parse(method)?, path: path.trim() })
}
