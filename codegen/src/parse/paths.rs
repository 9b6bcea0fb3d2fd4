//! Request lines as people write them, to paths that can be templates.

use std::collections::BTreeMap;

use super::http;
use super::text::quoted;
use crate::dialect::Paths;
use crate::page::{Method, PathTemplate};

/// Reads `METHOD path`, as the dialect lets people write it.
///
/// # Errors
/// What is wrong with it, for a diagnostic.
pub(super) fn request_line(line: &str, words: &Paths) -> Result<(Method, PathTemplate), String> {
    let line = line.trim();
    match line.split_once(' ') {
        Some((method, path)) if words.by_hand => http::request_line(&format!("{method} {}", template(path, words)?)),
        _ => http::request_line(line),
    }
}

/// Whether a line looks like `METHOD path`, be it well-formed or not.
pub(super) fn looks_like_request_line(line: &str, words: &Paths) -> bool {
    let starts_alike = |path: &str| {
        let path = path.trim_start();
        path.starts_with('/')
            || words.by_hand && without_host(path, words).starts_with(|c: char| c.is_alphanumeric() || c == '/')
    };
    line.trim().split_once(' ').is_some_and(|(method, path)| Method::parse(method).is_some() && starts_alike(path))
}

/// The path without what may stand before it.
fn without_host<'p>(path: &'p str, words: &Paths) -> &'p str {
    words.hosts.iter().find_map(|host| path.strip_prefix(host.as_str())).unwrap_or(path)
}

/// What a path is as a template.
fn template(path: &str, words: &Paths) -> Result<String, String> {
    let path = unlinked(without_host(path.trim(), words)).replace('<', "{").replace('>', "}").replace(", ", ",");
    let path = path.split('?').next().unwrap_or_default().trim().trim_matches('/');
    let mut segments: Vec<Vec<Piece>> = path.split('/').map(pieces).collect();
    if let Some(dots) = path.split('/').find(|segment| segment.len() > 1 && segment.bytes().all(|b| b == b'.')) {
        return Err(format!("{} stands for a part of the path that is left out", quoted(dots)));
    }
    tell_apart(&mut segments);
    Ok(segments
        .iter()
        .flat_map(|segment| std::iter::once("/".to_owned()).chain(segment.iter().map(Piece::text)))
        .collect())
}

/// A path without the marks of links and escapes in it, and without what follows a number sign in braces, where the docs tell
/// of a parameter.
fn unlinked(path: &str) -> String {
    let mut plain = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, inner)) = rest.split_once('[') {
        let Some((text, target)) = inner.split_once("](") else { break };
        let Some((_, after)) = target.split_once(')') else { break };
        plain.push_str(before);
        plain.push_str(text);
        rest = after;
    }
    plain.push_str(rest);
    let mut parts = plain.split('#');
    let first = parts.next().unwrap_or_default().to_owned();
    let bare = parts.fold(first, |path, part| path + part.find('}').map_or("", |end| &part[end..]));
    bare.replace('\\', "")
}

/// A piece of a segment.
enum Piece {
    Literal(String),
    Parameter(String),
}

impl Piece {
    fn text(&self) -> String {
        match self {
            Self::Literal(text) => text.clone(),
            Self::Parameter(name) => format!("{{{name}}}"),
        }
    }
}

/// The pieces of a segment; of several names of a parameter, the first counts.
fn pieces(segment: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some((before, (inner, after))) =
        rest.split_once('{').and_then(|(before, inner)| Some((before, inner.split_once('}')?)))
    {
        if !before.is_empty() {
            pieces.push(Piece::Literal(before.to_owned()));
        }
        let name = inner.split('|').next().unwrap_or_default();
        pieces.push(Piece::Parameter(name.split_whitespace().collect::<Vec<_>>().join("-")));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest.to_owned()));
    }
    pieces
}

/// Names parameters that share their name after the segments before them; what is still alike gets a number.
fn tell_apart(segments: &mut [Vec<Piece>]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in segments.iter().flatten().filter_map(name) {
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut before = String::new();
    for segment in segments {
        for piece in segment.iter_mut() {
            let Piece::Parameter(name) = piece else { continue };
            if counts.get(name).is_some_and(|count| *count > 1) && !before.is_empty() {
                *name = format!("{before}-{name}");
            }
            let count = taken.entry(name.clone()).or_default();
            *count += 1;
            if *count > 1 {
                *name = format!("{name}-{count}");
            }
        }
        if let [Piece::Literal(literal)] = &segment[..] {
            before = literal.chars().filter(|c| c.is_ascii_alphanumeric() || "-._".contains(*c)).collect();
        }
    }
}

fn name(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Parameter(name) => Some(name),
        Piece::Literal(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Paths {
        Paths { hosts: vec!["https://api.example.org/v1".to_owned()], by_hand: true, named: None }
    }

    fn read(line: &str) -> Result<String, String> {
        request_line(line, &words()).map(|(_, path)| path.to_string())
    }

    #[test]
    fn paths_are_evened_out() {
        for (line, path) in [
            ("GET /fields/{id | field name}", "/fields/{id}"),
            ("GET /fields/{field name}/", "/fields/{field-name}"),
            ("GET fields", "/fields"),
            ("GET https://api.example.org/v1/fields?crop={crop}", "/fields"),
            ("GET /fields/{id}/rows/{id|number}", "/fields/{fields-id}/rows/{rows-id}"),
            ("GET /rows/{id}/rows/{id}/{rows-id}", "/rows/{rows-id}/rows/{rows-id-2}/{rows-id-3}"),
            ("GET /fields/part(of='<place>')", "/fields/part(of='{place}')"),
            ("GET /map:/{path}:/rows", "/map:/{path}:/rows"),
            ("GET /map/near(x={x}, y={y})", "/map/near(x={x},y={y})"),
            (
                "GET /boats/[\\{boat.id\\}](/pages/boat#boat-object)/oars/[{oar.id}](#oar)",
                "/boats/{boat.id}/oars/{oar.id}",
            ),
            ("GET /boats/{boat.id#PAGE_BOAT/boat-object}/oars", "/boats/{boat.id}/oars"),
        ] {
            assert_eq!(read(line).as_deref(), Ok(path), "{line}");
        }
    }

    #[test]
    fn what_is_left_out_is_told() {
        assert!(read("GET /fields/{id}/.../rows").unwrap_err().contains("left out"));
        assert!(read("GET /fields/{id}/{").is_err());
        assert!(read("FETCH /fields").is_err());
        assert!(read("GET").is_err());
    }

    #[test]
    fn lines_that_look_like_it() {
        for (line, expected) in [
            ("GET /fields", true),
            ("GET fields", true),
            ("GET https://api.example.org/v1/fields", true),
            ("or", false),
            ("Session: {id}", false),
        ] {
            assert_eq!(looks_like_request_line(line, &words()), expected, "{line}");
        }
        let exact = Paths::default();
        assert!(looks_like_request_line("GET /a b", &exact), "it may be wrong");
        assert!(!looks_like_request_line("\"category = 3\"", &exact));
        assert!(!looks_like_request_line("GET fields", &exact) && looks_like_request_line("GET /fields", &exact));
    }
}
