//! Route shapes: templates without the names of their parameters.

use super::request::unescape;
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

/// Takes the arguments of a template out of a path that has its shape; `None` if the literal
/// part of a segment differs.
pub(super) fn arguments(template: &str, path: &str) -> Option<Vec<String>> {
    let mut arguments = Vec::new();
    for (segment, text) in segments(template).zip(segments(path)) {
        if is_variable(segment) {
            match_segment(segment, text, &mut arguments)?;
        }
    }
    Some(arguments)
}

/// Whether all arguments could be of the kinds that the operation documents.
pub(super) fn accepts(operation: &Operation, arguments: &[String]) -> bool {
    operation
        .path_kinds
        .iter()
        .zip(arguments)
        .all(|(kind, argument)| unescape(argument).is_some_and(|text| kind_accepts(*kind, &text)))
}

/// Orders operations of one shape: the more specific kinds come first, and of the same ones
/// those that do not give way.
pub(super) fn precedence(operation: &Operation) -> (Vec<u8>, bool) {
    (operation.path_kinds.iter().map(|kind| rank(*kind)).collect(), operation.yields)
}

pub(super) fn segments(path: &str) -> std::str::Split<'_, char> {
    path.strip_prefix('/').unwrap_or(path).split('/')
}

pub(super) fn is_variable(segment: &str) -> bool {
    pieces(segment).any(|piece| matches!(piece, Piece::Placeholder(_)))
}

/// Each placeholder takes as little as it can, but at least one character.
fn match_segment(segment: &str, text: &str, arguments: &mut Vec<String>) -> Option<()> {
    let mut rest = text;
    let mut pieces = pieces(segment).peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Literal(literal) => rest = rest.strip_prefix(literal)?,
            Piece::Placeholder(_) => {
                let end = match pieces.peek() {
                    None => rest.len(),
                    Some(Piece::Literal(literal)) => rest.get(1..)?.find(literal)? + 1,
                    Some(Piece::Placeholder(_)) => rest.chars().next()?.len_utf8(),
                };
                arguments.push(rest.get(..end)?.to_owned());
                rest = rest.get(end..)?;
            }
        }
    }
    rest.is_empty().then_some(())
}

fn kind_accepts(kind: PathKind, text: &str) -> bool {
    match kind {
        PathKind::Int32 => text.parse::<i32>().is_ok(),
        PathKind::Int64 => text.parse::<i64>().is_ok(),
        PathKind::Bool => matches!(text.to_ascii_lowercase().as_str(), "true" | "false"),
        PathKind::Double => f64::from_text(text).is_some(),
        PathKind::Enum(members) => members.iter().any(|member| member.eq_ignore_ascii_case(text)),
        PathKind::DateTime => text.parse::<crate::DateTime>().is_ok(),
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
        assert_eq!(texts("/{id}.json", "/7.xml"), None);
        assert_eq!(texts("/{id}.json", "/.json"), None);
        assert_eq!(texts("/{id}.json", "/€.json").as_deref(), None);
        assert_eq!(texts("/plain", "/plain").as_deref(), Some(""));
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
    }
}
