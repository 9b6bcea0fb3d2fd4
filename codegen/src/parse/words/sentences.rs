//! The sentences, markers and inline markup that carry meaning within running text.

use crate::dialect::{Dialect, Markup, Number, Template, TypeSentence};

/// The name in the first sentence of a text that names a type.
pub(in crate::parse) fn named_type(text: &str, known: &[TypeSentence]) -> Option<String> {
    let name = |sentence: &str| {
        known.iter().find_map(|TypeSentence { says, name }| {
            let rest = sentence.strip_prefix(says.before())?;
            Some(name.filled(name_before(rest, says.after())?))
        })
    };
    sentences(text).find_map(name)
}

/// The word at the start of `text`, if `follows` stands after it; a full stop means that the sentence ends.
fn name_before<'a>(text: &'a str, follows: &str) -> Option<&'a str> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let fits = if follows == "." { matches!(rest.trim_end(), "" | ".") } else { rest.starts_with(follows) };
    (fits && !name.is_empty()).then_some(name)
}

/// The sentences of a text, each with its full stop.
pub(in crate::parse) fn sentences(text: &str) -> impl Iterator<Item = &str> {
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

/// Splits the text of a notice's heading into the sentences about it and the paragraph that some pages glue behind
/// them; `goes_on` is how further sentences about it start.
pub(in crate::parse) fn split_notice<'a>(text: &'a str, goes_on: &[String]) -> (&'a str, &'a str) {
    let mut end = sentence_end(text);
    loop {
        let rest = text[end..].trim_start();
        if !goes_on.iter().any(|known| rest.starts_with(known.as_str())) {
            return (text[..end].trim(), rest);
        }
        end = text.len() - rest.len() + sentence_end(rest);
    }
}

/// Length of the first sentence of a text, with its full stop.
fn sentence_end(text: &str) -> usize {
    let mut ends = text.match_indices('.').map(|(at, stop)| at + stop.len());
    ends.find(|end| text[*end..].starts_with(' ')).unwrap_or(text.len())
}

/// Takes the sentence about the number of a notice out of a text.
pub(in crate::parse) fn notice_number(text: &str, says: &Template<Number>) -> Option<(u32, String)> {
    let (before, unit) = (says.before().trim_end(), says.after().trim_start());
    let start = text.find(before)?;
    let rest = text[start + before.len()..].trim_start();
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    let rest_of_text = rest[digits..].trim_start().strip_prefix(unit)?.trim_start_matches('.').trim_start();
    let number = rest[..digits].parse().ok()?;
    let text_before = text[..start].trim_end();
    let gap = if text_before.is_empty() || rest_of_text.is_empty() { "" } else { " " };
    Some((number, format!("{text_before}{gap}{rest_of_text}")))
}

/// What a mark at an end of a description says of the presence of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::parse) enum PresenceMark {
    Required,
    Optional,
    Nullable,
}

/// Takes the marks of presence, each at most once, off both ends of a description.
pub(in crate::parse) fn strip_presence<'a>(text: &'a str, dialect: &Dialect) -> (Vec<PresenceMark>, &'a str) {
    let known = [
        (PresenceMark::Required, &dialect.required),
        (PresenceMark::Optional, &dialect.optional),
        (PresenceMark::Nullable, &dialect.nullable),
    ];
    let (mut found, mut text) = (Vec::new(), text);
    loop {
        let unfound = known.iter().filter(|(mark, _)| !found.contains(mark));
        let next = unfound.filter_map(|(mark, words)| Some((*mark, words.iter().find_map(|word| strip(text, word))?)));
        let Some((mark, rest)) = next.min_by_key(|(mark, _)| *mark) else { return (found, text) };
        found.push(mark);
        text = rest;
    }
}

/// Takes a mark off one end of a text. Where it ends with a letter, it is a whole word, and what separates it from the
/// text goes with it.
fn strip<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let in_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let is_word = |end: Option<char>| end.is_some_and(in_word);
    let behind = |rest: &'a str| match is_word(mark.chars().next_back()) {
        true => (!rest.starts_with(in_word)).then(|| rest.trim_start_matches([':', ',', ';', '.', ' '])),
        false => Some(rest),
    };
    let before = |rest: &'a str| (!is_word(mark.chars().next()) || !rest.ends_with(in_word)).then_some(rest);
    let rest = text.strip_prefix(mark).and_then(behind).or_else(|| text.strip_suffix(mark).and_then(before));
    rest.map(str::trim)
}

/// Splits a description that starts with a word such as `Deprecated` into the sentence about it and
/// the rest. In the midst of a text the words are no marker.
pub(in crate::parse) fn strip_deprecation<'a>(text: &'a str, dialect: &Dialect) -> Option<(&'a str, &'a str)> {
    let rest = dialect.deprecated.iter().find_map(|word| text.strip_prefix(word.as_str()))?;
    if rest.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_') {
        return None;
    }
    let rest = rest.trim_start_matches([':', ',', ';', '.', ' ']);
    let line = rest.find('\n').unwrap_or(rest.len());
    let (instead, further) = rest.split_at(sentence_end(&rest[..line]));
    Some((instead.trim(), further.trim()))
}

/// A tag of markup, and what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Tag<'a> {
    /// It breaks the line.
    Break,
    /// It only dresses the text in it.
    Transparent,
    /// It stands for this text.
    Text(&'a str),
}

/// Elements of HTML that start a line.
const HTML_BREAKS: [&str; 4] = ["br", "p", "div", "li"];

/// Elements of HTML that only dress the text in them.
const HTML_TRANSPARENT: [&str; 11] = ["a", "b", "code", "em", "i", "ol", "span", "strong", "tt", "u", "ul"];

/// Reads the tag at the start of `text`, which starts with `<`; gives its length too.
///
/// Unknown tags are none: pages write placeholders such as `<entity>`.
pub(in crate::parse) fn tag<'a>(text: &'a str, markup: &Markup) -> Option<(Tag<'a>, usize)> {
    let inner = &text[1..1 + text[1..].find(['<', '>'])?];
    let length = inner.len() + 2;
    if !text[length - 1..].starts_with('>') {
        return None;
    }
    let tag = inner.strip_prefix('/').unwrap_or(inner);
    let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())];
    let is_one_of = |html: &[&str], own: &[String]| {
        html.iter().copied().chain(own.iter().map(String::as_str)).any(|known| name.eq_ignore_ascii_case(known))
    };
    let kind = if is_one_of(&HTML_BREAKS, &markup.breaks) {
        Tag::Break
    } else if is_one_of(&HTML_TRANSPARENT, &markup.transparent) {
        let target = tag.ends_with('/').then(|| attribute(tag, &markup.targets)).flatten();
        target.map_or(Tag::Transparent, |value| Tag::Text(last_segment(value)))
    } else {
        return None;
    };
    Some((kind, length))
}

/// The value of the attribute that names what a tag such as `<see cref="X"/>` stands for.
fn attribute<'a>(tag: &'a str, targets: &[String]) -> Option<&'a str> {
    let value = |target: &String| {
        tag.match_indices(target.as_str()).find_map(|(at, _)| tag[at + target.len()..].strip_prefix("=\""))
    };
    targets.iter().find_map(value)?.split_once('"').map(|(value, _)| value)
}

/// Reads a reference such as `{Vendor.Part.Type}` at the start of `text`, of which `starts` has the first part;
/// gives the readable part and the length of the whole.
pub(in crate::parse) fn strip_reference<'a>(text: &'a str, starts: &[String]) -> Option<(&'a str, usize)> {
    let inner = text.strip_prefix('{')?;
    let path = starts.iter().find_map(|start| inner.strip_prefix(start.as_str()))?;
    let end = path.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.')?;
    path[end..].starts_with('}').then(|| (last_segment(&path[..end]), text.len() - path.len() + end + 1))
}

fn last_segment(path: &str) -> &str {
    path.rsplit(['.', ':']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn superoffice() -> Dialect {
        Dialect::built_in("superoffice").unwrap()
    }

    #[test]
    fn sentences_that_name_a_type() {
        let known = superoffice().type_sentences;
        for (text, expected) in [
            ("Carrier object for Invoice.", Some("Invoice")),
            ("All about it\nCarrier object for Invoice. Services are elsewhere.", Some("Invoice")),
            ("A bill. Invoice entity with API _Links added.", Some("InvoiceWithLinks")),
            ("Partial Invoice class associating the generated Invoice with an interface.", Some("Invoice")),
            ("Carrier object for a given invoice.", None),
            ("The Carrier object for Invoice.", None),
            ("Partial invoices class", None),
            ("", None),
        ] {
            assert_eq!(named_type(text, &known).as_deref(), expected, "{text}");
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
            assert_eq!(split_notice(text, &superoffice().notice_goes_on), (notice, glued));
        }
    }

    #[test]
    fn the_threshold_is_taken_out_of_its_text() {
        let says = superoffice().notices.into_iter().find_map(|notice| notice.sentence).unwrap();
        let slow_threshold = |text| notice_number(text, &says);
        assert_eq!(slow_threshold("NsApiSlow threshold: 1000 ms."), Some((1000, String::new())));
        assert_eq!(slow_threshold("Sends. NsApiSlow threshold: 20 ms. Twice."), Some((20, "Sends. Twice.".into())));
        assert_eq!(slow_threshold("NsApiSlow threshold: soon"), None);
        assert_eq!(slow_threshold("NsApiSlow threshold: 99999999999 ms."), None);
    }

    #[test]
    fn required_stands_at_either_end() {
        let dialect = superoffice();
        let strip = |text| strip_presence(text, &dialect);
        let required = vec![PresenceMark::Required];
        assert_eq!(strip("**Required** The id"), (required.clone(), "The id"));
        assert_eq!(strip("The id. **Required**"), (required.clone(), "The id."));
        assert_eq!(strip("**Required**"), (required, ""));
        assert_eq!(strip("Is **Required** at times"), (vec![], "Is **Required** at times"));
    }

    #[test]
    fn marks_of_presence_are_whole_words_in_any_order() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let mut dialect = superoffice();
        dialect.required = words(&["Required", "(required)"]);
        dialect.optional = words(&["Optional"]);
        dialect.nullable = words(&["(nullable)", "Nullable"]);
        let strip = |text| strip_presence(text, &dialect);
        use PresenceMark::{Nullable, Optional, Required};
        assert_eq!(strip("Optional. The name"), (vec![Optional], "The name"));
        assert_eq!(strip("Nullable. Required. The name"), (vec![Nullable, Required], "The name"));
        assert_eq!(strip("The name (nullable) (required)"), (vec![Required, Nullable], "The name"));
        assert_eq!(strip("Optionally a name"), (vec![], "Optionally a name"));
        assert_eq!(strip("Optional-ish"), (vec![], "Optional-ish"));
        assert_eq!(strip("Not-Required"), (vec![], "Not-Required"));
    }

    #[test]
    fn deprecation_is_a_prefix() {
        let dialect = superoffice();
        let strip_deprecation = |text| strip_deprecation(text, &dialect);
        assert_eq!(strip_deprecation("Deprecated: Use B instead. Holds A."), Some(("Use B instead.", "Holds A.")));
        assert_eq!(strip_deprecation("Obsolete, but kept"), Some(("but kept", "")));
        assert_eq!(strip_deprecation("Obsolete"), Some(("", "")));
        assert_eq!(strip_deprecation("Deprecated: use B\nHolds A."), Some(("use B", "Holds A.")));
        assert_eq!(strip_deprecation("A is Deprecated: use B"), None);
        assert_eq!(strip_deprecation("Obsoletes: nothing"), None);
    }

    #[test]
    fn known_tags_are_markup_and_placeholders_are_not() {
        let dialect = superoffice();
        let tag = |text| tag(text, &dialect.markup);
        assert_eq!(tag("<para>x"), Some((Tag::Break, 6)));
        assert_eq!(tag("<br />"), Some((Tag::Break, 6)));
        assert_eq!(tag("</see>."), Some((Tag::Transparent, 6)));
        assert_eq!(tag(r#"<see cref="T:A.B.C">"#), Some((Tag::Transparent, 20)));
        assert_eq!(tag(r#"<see cref="T:A.B.C"/>"#), Some((Tag::Text("C"), 21)));
        for text in ["<entity>", "< 5", "<", "<>", "<a", "<a <b>", "<=", "<para"] {
            assert_eq!(tag(text), None, "{text}");
        }
    }

    #[test]
    fn a_reference_is_unwrapped_to_its_last_part() {
        let starts = superoffice().markup.references;
        let strip_reference = |text| strip_reference(text, &starts);
        assert_eq!(strip_reference("{SuperOffice.CRM.User.Rank} too"), Some(("Rank", 27)));
        for text in ["{SuperOffice.CRM", "{id}", "{SuperOffice.A b}", "SuperOffice.A"] {
            assert_eq!(strip_reference(text), None, "{text}");
        }
    }
}
