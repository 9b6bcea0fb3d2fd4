//! The sentences, markers and inline markup that carry meaning within running text.

/// A sentence that names the type of a response or a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeSentence<'a> {
    /// `Carrier object for X.`
    Carrier(&'a str),
    /// `X entity with API _Links added.`
    WithLinks(&'a str),
    /// `Partial X class associating the generated X with an interface.`
    Partial(&'a str),
}

impl<'a> TypeSentence<'a> {
    /// The name of the type.
    pub fn name(self) -> &'a str {
        match self {
            Self::Carrier(name) | Self::WithLinks(name) | Self::Partial(name) => name,
        }
    }
}

/// Finds the first sentence of a text that names a type.
pub fn type_sentence(text: &str) -> Option<TypeSentence<'_>> {
    sentences(text).find_map(|sentence| {
        if let Some(rest) = sentence.strip_prefix("Carrier object for ") {
            return name_before(rest, "").map(TypeSentence::Carrier);
        }
        if let Some(rest) = sentence.strip_prefix("Partial ") {
            return name_before(rest, " class associating").map(TypeSentence::Partial);
        }
        name_before(sentence, " entity with API _Links added").map(TypeSentence::WithLinks)
    })
}

/// The word at the start of `text`, if `follows` stands after it (nothing: the sentence ends).
fn name_before<'a>(text: &'a str, follows: &str) -> Option<&'a str> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let fits = if follows.is_empty() { matches!(rest.trim_end(), "" | ".") } else { rest.starts_with(follows) };
    (fits && !name.is_empty()).then_some(name)
}

/// The sentences of a text, each with its full stop.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| {
        let mut rest = line;
        std::iter::from_fn(move || {
            rest = rest.trim_start();
            let (sentence, further) = rest.split_at(sentence_end(rest));
            rest = further;
            (!sentence.is_empty()).then_some(sentence)
        })
    })
}

/// Splits the text of a notice's heading into the vendor's sentences about it and the paragraph that
/// some pages glue behind them.
pub(in crate::parse) fn split_notice(text: &str) -> (&str, &str) {
    const FURTHER: [&str; 5] =
        ["User management is", "Access must be requested", "Intended for ", "Not available in ", "Only used "];
    let mut end = sentence_end(text);
    loop {
        let rest = text[end..].trim_start();
        if !FURTHER.iter().any(|known| rest.starts_with(known)) {
            return (text[..end].trim(), rest);
        }
        end = text.len() - rest.len() + sentence_end(rest);
    }
}

/// Length of the first sentence of a text, with its full stop.
fn sentence_end(text: &str) -> usize {
    text.as_bytes().windows(2).position(|pair| pair == b". ").map_or(text.len(), |at| at + 1)
}

/// The words before the number of milliseconds from which on a call counts as slow.
pub(in crate::parse) const SLOW_THRESHOLD: &str = "NsApiSlow threshold:";

/// Takes `NsApiSlow threshold: 1000 ms.` out of a text.
pub(in crate::parse) fn slow_threshold(text: &str) -> Option<(u32, String)> {
    let start = text.find(SLOW_THRESHOLD)?;
    let rest = text[start + SLOW_THRESHOLD.len()..].trim_start();
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    let rest_of_text = rest[digits..].trim_start().strip_prefix("ms")?.trim_start_matches('.').trim_start();
    let milliseconds = rest[..digits].parse().ok()?;
    let before = text[..start].trim_end();
    let gap = if before.is_empty() || rest_of_text.is_empty() { "" } else { " " };
    Some((milliseconds, format!("{before}{gap}{rest_of_text}")))
}

/// Takes the marker `**Required**` off either end of a description.
pub(in crate::parse) fn strip_required(text: &str) -> Option<&str> {
    const MARKER: &str = "**Required**";
    text.strip_prefix(MARKER).or_else(|| text.strip_suffix(MARKER)).map(str::trim)
}

/// Splits a description that starts with `Deprecated` or `Obsolete` into the sentence about it and
/// the rest. In the midst of a text the words are no marker.
pub(in crate::parse) fn strip_deprecation(text: &str) -> Option<(&str, &str)> {
    let rest = ["Deprecated", "Obsolete"].iter().find_map(|word| text.strip_prefix(word))?;
    if rest.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_') {
        return None;
    }
    let rest = rest.trim_start_matches([':', ',', ';', '.', ' ']);
    let line = rest.find('\n').unwrap_or(rest.len());
    let (instead, further) = rest.split_at(sentence_end(&rest[..line]));
    Some((instead.trim(), further.trim()))
}

/// A tag of HTML or of a .NET documentation comment, and what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Markup<'a> {
    /// It breaks the line.
    Break,
    /// It only dresses the text in it.
    Dress,
    /// It stands for this text.
    Text(&'a str),
}

/// Reads the tag at the start of `text`, which starts with `<`; gives its length too.
///
/// Unknown tags are none: the pages write placeholders such as `<entity>`.
pub(in crate::parse) fn markup(text: &str) -> Option<(Markup<'_>, usize)> {
    const BREAKS: [&str; 5] = ["para", "br", "p", "div", "li"];
    const DRESS: [&str; 22] = [
        "see",
        "seealso",
        "a",
        "c",
        "code",
        "b",
        "i",
        "em",
        "strong",
        "span",
        "ul",
        "ol",
        "list",
        "item",
        "summary",
        "remarks",
        "value",
        "paramref",
        "typeparamref",
        "description",
        "tt",
        "u",
    ];
    let inner = &text[1..1 + text[1..].find(['<', '>'])?];
    let length = inner.len() + 2;
    if !text[length - 1..].starts_with('>') {
        return None;
    }
    let tag = inner.strip_prefix('/').unwrap_or(inner);
    let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())];
    let is = |known: &&str| name.eq_ignore_ascii_case(known);
    let markup = if BREAKS.iter().any(is) {
        Markup::Break
    } else if DRESS.iter().any(is) {
        let alone = tag.ends_with('/');
        alone.then(|| attribute(tag)).flatten().map_or(Markup::Dress, |value| Markup::Text(last_segment(value)))
    } else {
        return None;
    };
    Some((markup, length))
}

/// Splits HTML at its list items; the first piece is what stands above the list.
pub(in crate::parse) fn html_items(html: &str) -> impl Iterator<Item = &str> {
    html.split("<li>")
}

/// The value of the attribute that names what `<see cref="X"/>` and the like stand for.
fn attribute(tag: &str) -> Option<&str> {
    let start = ["cref=\"", "name=\"", "langword=\""].iter().find_map(|key| tag.find(key).map(|at| at + key.len()))?;
    tag[start..].split_once('"').map(|(value, _)| value)
}

/// Reads a reference such as `{SuperOffice.CRM.Services.User.CustomFields}` at the start of `text`;
/// gives the readable part and the length of the whole.
pub(in crate::parse) fn strip_reference(text: &str) -> Option<(&str, usize)> {
    let path = text.strip_prefix("{SuperOffice.")?;
    let end = path.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.')?;
    path[end..].starts_with('}').then(|| (last_segment(&path[..end]), text.len() - path.len() + end + 1))
}

fn last_segment(path: &str) -> &str {
    path.rsplit(['.', ':']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_name_a_type() {
        use TypeSentence::*;
        for (text, expected) in [
            ("Carrier object for Invoice.", Some(Carrier("Invoice"))),
            ("All about it\nCarrier object for Invoice. Services are elsewhere.", Some(Carrier("Invoice"))),
            ("A bill. Invoice entity with API _Links added.", Some(WithLinks("Invoice"))),
            ("Partial Invoice class associating the generated Invoice with an interface.", Some(Partial("Invoice"))),
            ("Carrier object for a given invoice.", None),
            ("The Carrier object for Invoice.", None),
            ("Partial invoices class", None),
            ("", None),
        ] {
            assert_eq!(type_sentence(text), expected, "{text}");
        }
    }

    #[test]
    fn a_paragraph_glued_to_a_notice_comes_off() {
        for (text, notice, glued) in [
            (
                "The X agent is not there by default. Access must be requested first. Sends it.",
                "The X agent is not there by default. Access must be requested first.",
                "Sends it.",
            ),
            (
                "The X agent is not there. Not available in Online. Only used on-site.",
                "The X agent is not there. Not available in Online. Only used on-site.",
                "",
            ),
            ("The X agent is experimental", "The X agent is experimental", ""),
            ("", "", ""),
        ] {
            assert_eq!(split_notice(text), (notice, glued));
        }
    }

    #[test]
    fn the_threshold_is_taken_out_of_its_text() {
        assert_eq!(slow_threshold("NsApiSlow threshold: 1000 ms."), Some((1000, String::new())));
        assert_eq!(slow_threshold("Sends. NsApiSlow threshold: 20 ms. Twice."), Some((20, "Sends. Twice.".into())));
        assert_eq!(slow_threshold("NsApiSlow threshold: soon"), None);
        assert_eq!(slow_threshold("NsApiSlow threshold: 99999999999 ms."), None);
    }

    #[test]
    fn required_stands_at_either_end() {
        assert_eq!(strip_required("**Required** The id"), Some("The id"));
        assert_eq!(strip_required("The id. **Required**"), Some("The id."));
        assert_eq!(strip_required("**Required**"), Some(""));
        assert_eq!(strip_required("Is **Required** at times"), None);
    }

    #[test]
    fn deprecation_is_a_prefix() {
        assert_eq!(strip_deprecation("Deprecated: Use B instead. Holds A."), Some(("Use B instead.", "Holds A.")));
        assert_eq!(strip_deprecation("Obsolete, but kept"), Some(("but kept", "")));
        assert_eq!(strip_deprecation("Obsolete"), Some(("", "")));
        assert_eq!(strip_deprecation("Deprecated: use B\nHolds A."), Some(("use B", "Holds A.")));
        assert_eq!(strip_deprecation("A is Deprecated: use B"), None);
        assert_eq!(strip_deprecation("Obsoletes: nothing"), None);
    }

    #[test]
    fn known_tags_are_markup_and_placeholders_are_not() {
        assert_eq!(markup("<para>x"), Some((Markup::Break, 6)));
        assert_eq!(markup("<br />"), Some((Markup::Break, 6)));
        assert_eq!(markup("</see>."), Some((Markup::Dress, 6)));
        assert_eq!(markup(r#"<see cref="T:A.B.C">"#), Some((Markup::Dress, 20)));
        assert_eq!(markup(r#"<see cref="T:A.B.C"/>"#), Some((Markup::Text("C"), 21)));
        for text in ["<entity>", "< 5", "<", "<>", "<a", "<a <b>", "<=", "<para"] {
            assert_eq!(markup(text), None, "{text}");
        }
    }

    #[test]
    fn a_reference_is_unwrapped_to_its_last_part() {
        assert_eq!(strip_reference("{SuperOffice.CRM.User.Rank} too"), Some(("Rank", 27)));
        for text in ["{SuperOffice.CRM", "{id}", "{SuperOffice.A b}", "SuperOffice.A"] {
            assert_eq!(strip_reference(text), None, "{text}");
        }
    }
}
