//! Path templates such as `/api/v1/Contact/{id}`.

/// A stretch of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    Literal(&'t str),
    Placeholder(&'t str),
}

/// The pieces of a template, or of one segment of it. A brace without partner is literal.
pub(crate) fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, after) = next_piece(rest);
        rest = after;
        Some(piece)
    })
}

fn next_piece(text: &str) -> (Piece<'_>, &str) {
    let placeholder = text.find('{').and_then(|open| {
        let length = text.get(open..)?.find('}')?;
        Some((open, open + length))
    });
    match placeholder {
        None => (Piece::Literal(text), ""),
        Some((0, close)) => (Piece::Placeholder(&text[1..close]), &text[close + 1..]),
        Some((open, _)) => (Piece::Literal(&text[..open]), &text[open..]),
    }
}

#[cfg(test)]
mod tests {
    use super::Piece::{Literal, Placeholder};
    use super::*;

    #[test]
    fn templates_fall_into_pieces() {
        let cases: [(&str, &[Piece]); 6] = [
            ("", &[]),
            ("/a", &[Literal("/a")]),
            ("/a/{id}", &[Literal("/a/"), Placeholder("id")]),
            ("{a}{b}", &[Placeholder("a"), Placeholder("b")]),
            ("x({id}).json", &[Literal("x("), Placeholder("id"), Literal(").json")]),
            ("/a}/{open", &[Literal("/a}/{open")]),
        ];
        for (template, expected) in cases {
            assert_eq!(pieces(template).collect::<Vec<_>>(), expected, "{template}");
        }
    }
}
