//! Request lines that stand elsewhere than in a fence.

use super::paths;
use super::text::quoted;
use crate::dialect::{Paths, RequestComponent};
use crate::page::{Method, PathTemplate};

/// The request line in a block of HTML, or what is wrong with it; `None` if the block holds none.
pub(super) fn in_html(
    html: &str,
    components: &[RequestComponent],
    words: &Paths,
) -> Option<Result<(Method, PathTemplate), String>> {
    components.iter().find_map(|known| in_component(html, known, words))
}

/// Whether a text begins with a component that holds a request line.
pub(super) fn is_component(text: &str, components: &[RequestComponent]) -> bool {
    let tag = text.trim_start().strip_prefix('<');
    tag.is_some_and(|tag| components.iter().any(|known| Component::opens(tag, &known.component).is_some()))
}

fn in_component(html: &str, known: &RequestComponent, words: &Paths) -> Option<Result<(Method, PathTemplate), String>> {
    let component = Component::find(html, &known.component)?;
    let method = component.attribute(&known.method);
    let path = match &known.path {
        Some(name) => component.attribute(name),
        None => component.content(),
    };
    Some(match (method, path) {
        (Some(method), Some(path)) => paths::request_line(&format!("{} {}", method.trim(), path.trim()), words),
        _ => Err(format!("{} lacks the method or the path", quoted(html.trim()))),
    })
}

/// Whether HTML holds anything but tags.
pub(super) fn has_text(html: &str) -> bool {
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        if !before.trim().is_empty() {
            return true;
        }
        let Some(end) = end_of_tag(tag) else { return true };
        rest = &tag[end + 1..];
    }
    !rest.trim().is_empty()
}

/// A component such as `<Endpoint method="GET">/books</Endpoint>`.
struct Component<'t> {
    name: &'t str,
    /// What stands between the name and the end of the tag.
    attributes: &'t str,
    /// What stands behind the tag.
    rest: &'t str,
}

impl<'t> Component<'t> {
    /// The first component of this name.
    fn find(html: &'t str, name: &'t str) -> Option<Self> {
        html.match_indices('<').find_map(|(at, _)| {
            let inner = Self::opens(&html[at + 1..], name)?;
            let end = end_of_tag(inner)?;
            Some(Self { name, attributes: &inner[..end], rest: &inner[end + 1..] })
        })
    }

    /// What follows the name, where a text behind `<` begins with it.
    fn opens(tag: &'t str, name: &str) -> Option<&'t str> {
        tag.strip_prefix(name).filter(|inner| inner.starts_with([' ', '\t', '\n', '\r', '/', '>']))
    }

    /// The value of an attribute.
    fn attribute(&self, wanted: &str) -> Option<&'t str> {
        attribute(self.attributes, wanted)
    }

    /// What stands up to the closing tag.
    fn content(&self) -> Option<&'t str> {
        let closing = self.rest.match_indices("</").find(|(at, _)| self.rest[at + 2..].starts_with(self.name));
        closing.map(|(at, _)| &self.rest[..at])
    }
}

/// The value of an attribute among those of a tag.
pub(super) fn attribute<'t>(attributes: &'t str, wanted: &str) -> Option<&'t str> {
    let mut rest = attributes;
    loop {
        let (name, after) = rest.trim_start().split_once('=')?;
        let (value, after) = value(after.trim_start())?;
        if name.trim() == wanted {
            return Some(value);
        }
        rest = after;
    }
}

/// Where a tag ends whose name was read: a `>` outside of values.
pub(super) fn end_of_tag(text: &str) -> Option<usize> {
    let mut open = None;
    text.char_indices().find_map(|(at, c)| match (open, c) {
        (None, '>') => Some(at),
        (None, '"' | '\'') => {
            open = Some(c);
            None
        }
        (Some(mark), c) if mark == c => {
            open = None;
            None
        }
        _ => None,
    })
}

/// The value at the start of a text, and what follows: in quotes, in braces, or one word.
fn value(text: &str) -> Option<(&str, &str)> {
    let quoted = |mark: char, end: char| text.strip_prefix(mark)?.split_once(end);
    quoted('"', '"').or_else(|| quoted('\'', '\'')).or_else(|| quoted('{', '}')).or_else(|| {
        let end = text.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(text.len());
        (end > 0).then(|| text.split_at(end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str, path: Option<&str>) -> Option<Result<String, String>> {
        let known =
            RequestComponent { component: "Call".to_owned(), method: "verb".to_owned(), path: path.map(str::to_owned) };
        let line = in_html(html, &[known], &Paths::default())?;
        Some(line.map(|(method, path)| format!("{} {path}", method.as_str())))
    }

    #[test]
    fn a_component_has_method_and_path_in_its_attributes() {
        for html in [
            "<Call verb=\"GET\" at=\"/boats/{id}\" />",
            "<Call at='/boats/{id}' verb='GET'/>",
            "<p><Call quiet={true}\n  verb=GET at=\"/boats/{id}\"></p>",
            "<Caller/> <Call title=\"a > b\" verb=\"GET\" at=\"/boats/{id}\" />",
        ] {
            assert_eq!(read(html, Some("at")), Some(Ok("GET /boats/{id}".to_owned())), "{html}");
        }
    }

    #[test]
    fn the_path_may_stand_between_the_tags() {
        let html = "<Call verb=\"PUT\">\n/boats/{id}\n</Call>";
        assert_eq!(read(html, None), Some(Ok("PUT /boats/{id}".to_owned())));
    }

    #[test]
    fn other_components_and_open_tags_are_none() {
        for html in ["<Caller verb=\"GET\" at=\"/a\"/>", "<Call verb=\"GET\" at=\"/a\"", "Call", "<", ""] {
            assert_eq!(read(html, Some("at")), None, "{html}");
        }
    }

    #[test]
    fn tags_alone_are_no_text() {
        for html in ["<Tabs>\n<TabItem value=\"a > b\">\n", "</Tabs>", "", "\n"] {
            assert!(!has_text(html), "{html}");
        }
        for html in ["<b>x</b>", "x <br>", "<b", "<b> x"] {
            assert!(has_text(html), "{html}");
        }
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (html, part) in [
            ("<Call verb=\"GET\"/>", "lacks the method or the path"),
            ("<Call verb=\"FETCH\" at=\"/a\"/>", "FETCH"),
            ("<Call verb=\"GET\" at=\"a\"/>", "start with '/'"),
            ("<Call verb=\"GET\" at=\"/a", ""),
        ] {
            match read(html, Some("at")) {
                Some(Err(why)) => assert!(why.contains(part), "{html}: {why}"),
                other => assert!(part.is_empty(), "{html}: {other:?}"),
            }
        }
    }
}
