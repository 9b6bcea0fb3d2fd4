//! What was sent and nobody else may see, where the API repeats it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderValue, Uri};
use percent_encoding::percent_decode_str;

use super::builder::is_secret;
use super::escapes::{Meant, readings};

/// The secrets of a request: the values of its sensitive headers and what credentials added to its URL. Debug pages,
/// proxies and careless messages repeat them; what people get to see goes through [`redact`](Self::redact).
#[derive(Clone, Default)]
pub(super) struct Secrets(Vec<HeaderValue>);

impl Secrets {
    /// Fewer characters are no secret; without them, nothing could be read any more.
    const SHORTEST: usize = 4;
    /// As many characters of a longer secret in a row are one as well: messages are cut off, and show beginnings or ends.
    const PART: usize = 8;
    /// So many bytes of a text are looked at together: what is known of them takes much more memory than they do.
    const PIECE: usize = 64 * 1024;
    /// A character in an escaped form has at most this many bytes.
    const ESCAPED: usize = 12;

    pub(super) fn of(headers: &HeaderMap) -> Self {
        let secret =
            headers.iter().filter(|(name, value)| value.is_sensitive() || *name == AUTHORIZATION || is_secret(name));
        Self(secret.map(|(_, value)| value.clone()).collect())
    }

    /// These, and the parameters that credentials have added to a query, such as keys and signatures.
    pub(super) fn and_added(mut self, before: &Uri, after: &Uri) -> Self {
        let pairs =
            |uri: &'_ Uri| -> Vec<String> { uri.query().unwrap_or_default().split('&').map(str::to_owned).collect() };
        let known = pairs(before);
        let added = pairs(after).into_iter().filter(|pair| !known.contains(pair));
        self.0.extend(added.filter_map(|pair| {
            let (_, value) = pair.split_once('=')?;
            HeaderValue::from_bytes(&percent_decode_str(value).collect::<Vec<u8>>()).ok()
        }));
        self
    }

    /// The text with the secrets in it replaced, however they are escaped or wrapped.
    pub(super) fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let words = self.words();
        if words.is_empty() {
            return text.into();
        }
        let with_parts = words.iter().filter(|word| !word.whole);
        let parts: HashSet<&[char]> = with_parts.flat_map(|word| word.text.windows(Self::PART)).collect();
        let mut is_secret = vec![false; text.len()];
        for piece in pieces(text, Self::PIECE, self.longest()) {
            let Some((text, is_secret)) = text.get(piece.clone()).zip(is_secret.get_mut(piece)) else { continue };
            for reading in readings(text) {
                mark(&words, &parts, &reading, is_secret);
            }
        }
        replaced(text, &is_secret)
    }

    /// How many bytes a secret may take in a text.
    pub(super) fn longest(&self) -> usize {
        self.0.iter().map(|value| value.len() * Self::ESCAPED).max().unwrap_or_default()
    }

    /// The values, and what is in them: a token without its scheme, the password, each cookie.
    fn words(&self) -> Vec<Word> {
        let mut words = Vec::new();
        for value in &self.0 {
            let Ok(value) = std::str::from_utf8(value.as_bytes()) else { continue };
            let mut push = |text: &str, whole| {
                let text: Vec<char> = text.chars().map(folded).collect();
                if text.len() >= Self::SHORTEST {
                    words.push(Word { text, whole });
                }
            };
            let token = value.split_once(' ').map_or(value, |(_, token)| token.trim());
            let pair = STANDARD.decode(token).ok().and_then(|pair| String::from_utf8(pair).ok());
            push(value, true);
            push(token, false);
            if let Some((pair, (_, password))) = pair.as_deref().and_then(|pair| Some((pair, pair.split_once(':')?))) {
                push(pair, true);
                push(password, false);
            }
            for (_, cookie) in value.split(';').filter_map(|cookie| cookie.split_once('=')) {
                push(cookie.trim(), false);
            }
        }
        words
    }
}

/// Something that must not be shown.
struct Word {
    text: Vec<char>,
    /// Whether parts of it say nothing: a scheme or the name of a user.
    whole: bool,
}

/// Letters are the same in either case; forms write spaces as `+`.
fn folded(c: char) -> char {
    if c == '+' { ' ' } else { c.to_ascii_lowercase() }
}

/// A text in pieces of this length. Each has as much of the next one as the longest that must not be cut.
fn pieces(text: &str, length: usize, longest: usize) -> impl Iterator<Item = Range<usize>> {
    let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    (0..text.len()).step_by(length).map(move |at| boundary(at)..boundary(at + length + longest))
}

/// Marks the bytes that mean a word, or enough of one.
fn mark(words: &[Word], parts: &HashSet<&[char]>, text: &[Meant], is_secret: &mut [bool]) {
    let chars: Vec<char> = text.iter().map(|meant| folded(meant.c)).collect();
    for (at, these) in text.iter().enumerate() {
        let rest = chars.get(at..).unwrap_or_default();
        let whole = words.iter().filter(|word| rest.starts_with(&word.text)).map(|word| word.text.len()).max();
        let part = rest.get(..Secrets::PART).filter(|part| parts.contains(part)).map(<[char]>::len);
        let last = whole.max(part).and_then(|length| text.get(at + length - 1));
        let bytes = last.and_then(|last| is_secret.get_mut(these.bytes.start..last.bytes.end));
        bytes.into_iter().for_each(|bytes| bytes.fill(true));
    }
}

/// The text with another one for what is marked.
fn replaced<'t>(text: &'t str, is_secret: &[bool]) -> Cow<'t, str> {
    if !is_secret.contains(&true) {
        return text.into();
    }
    let mut shown = String::new();
    let mut was_secret = false;
    for (at, c) in text.char_indices() {
        let is_secret = is_secret.get(at) == Some(&true);
        match (is_secret, was_secret) {
            (false, _) => shown.push(c),
            (true, false) => shown.push_str("[redacted]"),
            (true, true) => {}
        }
        was_secret = is_secret;
    }
    shown.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redact(headers: &[(&'static str, &'static str)], text: &str) -> String {
        let headers =
            headers.iter().map(|(name, value)| (http::HeaderName::from_static(name), HeaderValue::from_static(value)));
        Secrets::of(&headers.collect()).redact(text).into_owned()
    }

    #[test]
    fn secrets_are_found_in_any_spelling() {
        let token = &[("authorization", "Bearer ab+c/d&e'f=")][..];
        for (text, expected) in [
            ("sent: Bearer ab+c/d&e'f= today", "sent: [redacted] today"),
            ("token ab+c/d&e'f=.", "token [redacted]."),
            (r#"{"t":"ab\u002Bc\/d\u0026e\u0027f="}"#, r#"{"t":"[redacted]"}"#),
            ("?t=ab%2bc%2Fd%26e%27f%3D&x", "?t=[redacted]&x"),
            ("<b>ab&#43;c/d&amp;e&#x27;f=</b>", "<b>[redacted]</b>"),
            ("cut off: ab+c/d&e", "cut off: [redacted]"),
            ("ab+c", "ab+c"),
            ("Bearer of good news", "Bearer of good news"),
            ("ab+c/d&e'f=ab+c/d&e'f=", "[redacted]"),
            ("…/d&e'f= ends so", "…/d&e'f= ends so"),
            ("…+c/d&e'f= ends so", "…[redacted] ends so"),
            ("…b%2Bc%2Fd%26e%27", "…[redacted]"),
            (
                "Location: /login?back=%2Fa%3Ft%3Dab%252bc%252Fd%2526e%2527f%253D&x",
                "Location: /login?back=%2Fa%3Ft%3D[redacted]&x",
            ),
            (r#"{"t":"{\"t\":\"ab\\u002Bc\\/d\\u0026e'f=\"}"}"#, r#"{"t":"{\"t\":\"[redacted]\"}"}"#),
            ("<i>ab&amp;#43;c/d&amp;amp;e'f=</i>", "<i>[redacted]</i>"),
            ("wrapped: ab+c/\r\n   d&e'f=\nnext", "wrapped: [redacted]\nnext"),
            (r"wrapped: ab+c/\n  d&e'f=.", "wrapped: [redacted]."),
            ("æ ab+c/d&e'f= ø", "æ [redacted] ø"),
        ] {
            assert_eq!(redact(token, text), expected);
        }
    }

    /// A text of many pieces, with secrets across their ends.
    #[test]
    fn long_texts_have_no_gaps() {
        let token = &[("authorization", "Bearer correct-horse/battery")][..];
        for secret in ["correct-horse/battery", "c%6Frrect-horse%2fbattery"] {
            for distance in [1, 30, 4093, Secrets::PIECE - 7] {
                let text = format!("{}é{secret}", "x".repeat(distance)).repeat(3 * Secrets::PIECE / distance.max(4093));
                let text = redact(token, &text);
                let rest = text.replace("[redacted]", "").replace(['x', 'é'], "");
                assert_eq!(rest, "", "{distance}");
            }
        }
    }

    #[test]
    fn passwords_may_have_any_letters() {
        let password = [("authorization", format!("Basic {}", STANDARD.encode("ann:grün ist die Tür😀")).leak() as &_)];
        for text in [
            "ann: grün ist die Tür😀",
            "ann: gr%C3%BCn+ist+die+T%C3%BCr%F0%9F%98%80",
            "ann: gr%fcn%20ist%20die%20T%fcr",
            r"ann: gr\u00fcn ist die T\u00FCr\ud83d\ude00",
            "ann: GR&#252;N IST",
        ] {
            let text = redact(&password, text);
            assert!(text == "ann: [redacted]", "{text}");
        }
    }

    #[test]
    fn passwords_and_cookies_are_secrets() {
        // ann:hunter2
        assert_eq!(
            redact(&[("authorization", "Basic YW5uOmh1bnRlcjI=")], "ann: hunter2, YW5uOmh1bnRlcjI="),
            "ann: [redacted], [redacted]"
        );
        assert_eq!(redact(&[("cookie", "a=hunter2; b=letmein")], "letmein hunter2"), "[redacted] [redacted]");
        assert_eq!(redact(&[("so-apptoken", "hunter2")], "hunter2"), "[redacted]");
        assert_eq!(redact(&[("x-api-key", "hunter2")], "hunter2"), "[redacted]");
        assert_eq!(redact(&[("accept", "text/html")], "text/html"), "text/html");
        assert_eq!(redact(&[("authorization", "Bearer 1")], "1 and 1 is 2"), "1 and 1 is 2");
    }
}
