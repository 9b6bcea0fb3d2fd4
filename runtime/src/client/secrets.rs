//! What was sent and nobody else may see, where the API repeats it.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderValue};

use super::builder::is_secret;

/// The secrets of a request: the values of its sensitive headers. Debug pages, proxies and careless messages repeat
/// them; what people get to see goes through [`redact`](Self::redact).
#[derive(Clone, Default)]
pub(super) struct Secrets(Vec<HeaderValue>);

impl Secrets {
    /// Fewer characters are no secret; without them, nothing could be read any more.
    const SHORTEST: usize = 4;
    /// As many characters of the beginning of a longer secret are one as well: messages are cut off.
    const BEGINNING: usize = 8;
    /// A character in an escaped form has at most this many bytes.
    const ESCAPED: usize = 8;

    pub(super) fn of(headers: &HeaderMap) -> Self {
        let secret =
            headers.iter().filter(|(name, value)| value.is_sensitive() || *name == AUTHORIZATION || is_secret(name));
        Self(secret.map(|(_, value)| value.clone()).collect())
    }

    /// The text with the secrets in it replaced.
    pub(super) fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let words = self.words();
        let mut redacted = String::new();
        let (mut kept, mut rest) = (text, text);
        while !rest.is_empty() {
            let length = words.iter().filter_map(|word| word.length_in(rest)).max();
            let next = length.or_else(|| rest.chars().next().map(char::len_utf8)).unwrap_or(rest.len());
            let (_, after) = rest.split_at(next);
            if length.is_some() {
                redacted.push_str(&kept[..kept.len() - rest.len()]);
                redacted.push_str("[redacted]");
                kept = after;
            }
            rest = after;
        }
        if kept.len() == text.len() {
            return text.into();
        }
        redacted.push_str(kept);
        redacted.into()
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
                if text.chars().count() >= Self::SHORTEST {
                    words.push(Word { text: text.to_owned(), whole });
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
    text: String,
    /// Whether its beginning says nothing: a scheme or the name of a user.
    whole: bool,
}

impl Word {
    /// How many bytes of the beginning of a text are this, as it is or escaped.
    fn length_in(&self, text: &str) -> Option<usize> {
        self.matched(text, strip).max(self.matched(text, strip_escaped))
    }

    fn matched(&self, text: &str, strip: impl Fn(&str, char) -> Option<&str>) -> Option<usize> {
        let (mut rest, mut found) = (text, 0);
        for c in self.text.chars() {
            let Some(after) = strip(rest, c) else {
                let is_secret = !self.whole && found >= Secrets::BEGINNING;
                return is_secret.then(|| text.len() - rest.len());
            };
            (rest, found) = (after, found + 1);
        }
        Some(text.len() - rest.len())
    }
}

/// The rest of a text after a character.
fn strip(text: &str, c: char) -> Option<&str> {
    let mut chars = text.chars();
    chars.next()?.eq_ignore_ascii_case(&c).then_some(chars.as_str())
}

/// The rest of a text after a character, however JSON, HTML and URLs write it.
fn strip_escaped(text: &str, c: char) -> Option<&str> {
    let code = u32::from(c);
    let escapes = match text.chars().next()? {
        '\\' => [format!("\\{c}"), format!("\\u{code:04x}"), String::new()],
        '%' => [format!("%{code:02x}"), String::new(), String::new()],
        '&' => [format!("&#{code};"), format!("&#x{code:x};"), format!("&{};", html_name(c))],
        _ => return strip(text, c),
    };
    let escaped = escapes.iter().filter(|escape| !escape.is_empty()).find_map(|escape| {
        let (start, rest) = text.split_at_checked(escape.len())?;
        start.eq_ignore_ascii_case(escape).then_some(rest)
    });
    escaped.or_else(|| strip(text, c))
}

fn html_name(c: char) -> &'static str {
    match c {
        '&' => "amp",
        '<' => "lt",
        '>' => "gt",
        '"' => "quot",
        '\'' => "apos",
        _ => "",
    }
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
            ("ab+c/d&e'f=ab+c/d&e'f=", "[redacted][redacted]"),
            ("æ ab+c/d&e'f= ø", "æ [redacted] ø"),
        ] {
            assert_eq!(redact(token, text), expected);
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
