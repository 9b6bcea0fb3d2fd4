//! Route shapes: templates without the names of their parameters.

use std::cmp::Reverse;

use super::request::unescape;
use crate::names::are_similar;
use crate::template::{Piece, pieces};
use crate::{Operation, PathKind, TextParam};

/// The route that `axum` matches: parameters named by position, so that templates which
/// differ only in names are one route. A segment that is only in part a parameter is a
/// parameter here; [`arguments`] checks the rest.
pub(super) fn shape(template: &str) -> String {
    let mut shape = String::new();
    for (position, segment) in segments(template).enumerate() {
        shape.push('/');
        if is_variable(segment) {
            shape.push_str(&format!("{{p{position}}}"));
        } else {
            shape.push_str(&segment.replace('{', "{{").replace('}', "}}"));
        }
    }
    shape
}

/// Takes the arguments of a template out of a [path](super::path::canonical); `None` if it is not
/// one of the template. Case does not matter.
pub(super) fn arguments(template: &str, path: &str) -> Option<Vec<String>> {
    let mut arguments = Vec::new();
    let mut texts = segments(path);
    for segment in segments(template) {
        match_segment(segment, texts.next().unwrap_or_default(), &mut arguments)?;
    }
    texts.all(str::is_empty).then_some(arguments)
}

/// Whether all arguments could be of the kinds that the operation documents.
pub(super) fn accepts(operation: &Operation, arguments: &[String]) -> bool {
    operation
        .path_kinds
        .iter()
        .zip(arguments)
        .all(|(kind, argument)| unescape(argument).is_some_and(|text| kind_accepts(*kind, &text)))
}

/// Orders operations of one shape: those with more literal text beside their parameters come first, as
/// `{id}.json` does before `{id}`, then the more specific kinds, and of the same ones those that do not
/// give way.
pub(super) fn precedence(operation: &Operation) -> (Reverse<usize>, Vec<u8>, bool) {
    let variable = segments(operation.template).filter(|segment| is_variable(segment));
    let literal = variable.flat_map(pieces).map(|piece| match piece {
        Piece::Literal(text) => text.len(),
        Piece::Placeholder(_) => 0,
    });
    (Reverse(literal.sum()), operation.path_kinds.iter().map(|kind| rank(*kind)).collect(), operation.yields)
}

pub(super) fn segments(path: &str) -> std::str::Split<'_, char> {
    path.strip_prefix('/').unwrap_or(path).split('/')
}

/// Which segments of a shape are parameters. Of two shapes that a path has, routers take the lesser one.
pub(super) fn variables(shape: &str) -> Vec<bool> {
    segments(shape).map(is_placeholder).collect()
}

/// Whether there are paths that have both shapes.
pub(super) fn overlap(left: &str, right: &str) -> bool {
    let (mut left, mut right) = (segments(left), segments(right));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(left), Some(right)) if left == right || is_placeholder(left) || is_placeholder(right) => {}
            _ => return false,
        }
    }
}

/// Literal braces are doubled in shapes.
fn is_placeholder(segment: &str) -> bool {
    segment.starts_with('{') && !segment.starts_with("{{")
}

pub(super) fn is_variable(segment: &str) -> bool {
    pieces(segment).any(|piece| matches!(piece, Piece::Placeholder(_)))
}

/// Each placeholder takes as little as it can, but at least one character; what stands behind the last
/// one is the end of the segment.
fn match_segment(segment: &str, text: &str, arguments: &mut Vec<String>) -> Option<()> {
    let pieces: Vec<_> = pieces(segment).collect();
    let mut rest = text;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Literal(literal) => {
                let (start, end) = rest.split_at_checked(literal.len())?;
                rest = start.eq_ignore_ascii_case(literal).then_some(end)?;
            }
            Piece::Placeholder(_) => {
                let least = rest.chars().next()?.len_utf8();
                let end = match pieces[at + 1..] {
                    [] => rest.len(),
                    [Piece::Literal(last)] => rest.len().checked_sub(last.len()).filter(|end| *end >= least)?,
                    [Piece::Literal(next), ..] => find(rest.get(least..)?, next)? + least,
                    [Piece::Placeholder(_), ..] => least,
                };
                arguments.push(rest.get(..end)?.to_owned());
                rest = rest.get(end..)?;
            }
        }
    }
    rest.is_empty().then_some(())
}

/// The first place of a literal, in any case. Lower case of ASCII has the same length.
fn find(text: &str, literal: &str) -> Option<usize> {
    text.to_ascii_lowercase().find(&literal.to_ascii_lowercase())
}

fn kind_accepts(kind: PathKind, text: &str) -> bool {
    match kind {
        PathKind::Int32 => text.parse::<i32>().is_ok(),
        PathKind::Int64 => text.parse::<i64>().is_ok(),
        PathKind::Bool => matches!(text.to_ascii_lowercase().as_str(), "true" | "false"),
        PathKind::Double => f64::from_text(text).is_some(),
        PathKind::Enum(members) => members.iter().any(|member| are_similar(member, text)),
        PathKind::DateTime => <crate::DateTime as TextParam>::from_text(text).is_some(),
        PathKind::String => true,
    }
}

fn rank(kind: PathKind) -> u8 {
    match kind {
        PathKind::Int32 => 0,
        PathKind::Int64 => 1,
        PathKind::Bool => 2,
        PathKind::Double => 3,
        PathKind::DateTime => 4,
        PathKind::Enum(_) => 5,
        PathKind::String => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_forget_names() {
        assert_eq!(shape("/api/v1/User/{id}/Roles"), "/api/v1/User/{p3}/Roles");
        assert_eq!(shape("/a/{b}.json/"), "/a/{p1}/");
        assert_eq!(shape("/"), "/");
        assert_eq!(shape("/{open"), "/{{open");
        assert_eq!(shape("no/slash"), "/no/slash");
    }

    #[test]
    fn arguments_are_taken_by_position() {
        let texts = |template, path| arguments(template, path).map(|texts| texts.join("|"));
        assert_eq!(texts("/u/{id}/x/{n}", "/u/7/x/a%2Fb").as_deref(), Some("7|a%2Fb"));
        assert_eq!(texts("/c({id})", "/c(7)").as_deref(), Some("7"));
        assert_eq!(texts("/{a}.{b}", "/x.y.z").as_deref(), Some("x|y.z"));
        assert_eq!(texts("/{id}.json", "/a.json.json").as_deref(), Some("a.json"));
        assert_eq!(texts("/{a}-{b}.v{c}", "/1-2.v3").as_deref(), Some("1|2|3"));
        assert_eq!(texts("/{a}-{b}", "/-"), None);
        assert_eq!(texts("/{id}.json", "/7.xml"), None);
        assert_eq!(texts("/{id}.json", "/.json"), None);
        assert_eq!(texts("/{id}.json", "/€.json").as_deref(), Some("€"));
        assert_eq!(texts("/plain", "/plain").as_deref(), Some(""));
        assert_eq!(texts("/Plain/{id}.JSON", "/plain/7.json/").as_deref(), Some("7"));
        assert_eq!(texts("/plain/{id}", "/other/7"), None);
        assert_eq!(texts("/plain/{id}", "/plain/7/8"), None);
        assert_eq!(texts("/plain/{id}", "/plain"), None);
    }

    #[test]
    fn shapes_overlap_where_a_path_has_both() {
        for (left, right, both) in [
            ("/u/{p1}", "/u/me", true),
            ("/u/{p1}/c", "/u/b/{p2}", true),
            ("/u/{p1}", "/u/{p1}/x", false),
            ("/u/me", "/u/you", false),
            ("/u/{{x", "/u/me", false),
            ("/u/{{x", "/u/{p1}", true),
        ] {
            assert_eq!((overlap(left, right), overlap(right, left)), (both, both), "{left} {right}");
        }
        assert!(variables("/u/b/{p2}") < variables("/u/{p1}/c"));
    }

    #[test]
    fn operations_go_by_the_kinds_of_their_parameters_then_by_who_gives_way() {
        let kinds: [&[PathKind]; 2] = [&[PathKind::Int32], &[PathKind::String]];
        let operation = |id, path_kinds, yields| Operation {
            path_kinds,
            yields,
            ..Operation::new(id, crate::Method::Get, "/u/{x}")
        };
        let mut operations = [
            operation("by name", kinds[1], true),
            operation("by number", kinds[0], true),
            operation("by alias", kinds[1], false),
        ];
        operations.sort_by_key(precedence);
        assert_eq!(operations.map(|operation| operation.id), ["by number", "by alias", "by name"]);
        let file = Operation { path_kinds: kinds[1], ..Operation::new("file", crate::Method::Get, "/u/{x}.json") };
        assert!(precedence(&file) < precedence(&operation("by number", kinds[0], false)));
    }
}
