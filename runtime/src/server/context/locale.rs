//! The language that an answer is to be in, and lists in headers.

use http::header::ACCEPT_LANGUAGE;

use super::Context;

impl Context {
    /// The language that `Accept-Language` prefers most. It may be a language (`no`), a language of a country (`en-US`), or
    /// any (`*`).
    pub fn preferred_language(&self) -> Option<&str> {
        preferred(self.header(ACCEPT_LANGUAGE.as_str())?)
    }

    /// The language that a header of the API's own asks for; where it says nothing, the
    /// [preferred](Self::preferred_language) one.
    pub fn language_by(&self, header: &str) -> Option<&str> {
        let own = self.header(header).map(str::trim).filter(|language| !language.is_empty());
        own.or_else(|| self.preferred_language())
    }

    /// Whether a header lists an item, between commas and in any letter case.
    ///
    /// ```
    /// use docwright_runtime::server::Context;
    ///
    /// fn keeps(context: &Context) -> bool {
    ///     context.header_lists("Connection", "keep-alive")
    /// }
    /// ```
    pub fn header_lists(&self, name: &str, item: &str) -> bool {
        let mut items = self.header(name).into_iter().flat_map(|items| items.split(','));
        items.any(|found| found.trim().eq_ignore_ascii_case(item))
    }

    /// What a header begins with, up to the first comma; `None` where that is one of its options.
    pub fn header_start(&self, name: &str, options: &[&str]) -> Option<&str> {
        let start = self.header(name)?.split(',').next()?.trim();
        let is_value = !start.is_empty() && !options.iter().any(|option| start.eq_ignore_ascii_case(option));
        is_value.then_some(start)
    }
}

/// The language with the highest weight, the first of equals; a weight of 0 excludes.
fn preferred(languages: &str) -> Option<&str> {
    let weighted = languages.split(',').map(|item| {
        let (language, parameter) = item.split_once(';').unwrap_or((item, ""));
        let weight = parameter.trim().strip_prefix("q=").and_then(|weight| weight.trim().parse::<f32>().ok());
        (language.trim(), weight.unwrap_or(1.0))
    });
    let candidates = weighted.filter(|(language, weight)| !language.is_empty() && *weight > 0.0);
    let best = candidates.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_preferred_language_is_taken() {
        for (languages, language) in [
            ("no", Some("no")),
            ("nb-NO, nb;q=0.9, en;q=0.8", Some("nb-NO")),
            ("en;q=0.5, de ; q=0.9,*;q=0.1", Some("de")),
            ("en,de", Some("en")),
            ("en;q=0,de;q=0.1", Some("de")),
            ("*", Some("*")),
            ("en;q=x", Some("en")),
            (" , ", None),
            ("en;q=NaN", None),
        ] {
            assert_eq!(preferred(languages), language, "{languages}");
        }
    }

    #[test]
    fn items_are_found_whatever_their_space_and_case() {
        static OPERATION: crate::Operation = crate::Operation::new("x", crate::Method::Get, "/x");
        let read = |value: &'static str| {
            let headers = [(http::HeaderName::from_static("x-zone"), http::HeaderValue::from_static(value))];
            let context = Context::new(&OPERATION, headers.into_iter().collect(), http::Extensions::new());
            let start = context.header_start("X-Zone", &["offsets"]).map(str::to_owned);
            (start, context.header_lists("X-Zone", "offsets"))
        };
        for text in ["NO, offsets", "NO,Offsets", " NO ,\tOFFSETS ", "NO, x, offsets"] {
            assert_eq!(read(text), (Some("NO".to_owned()), true), "{text}");
        }
        assert_eq!(read("NO, offset"), (Some("NO".to_owned()), false));
        assert_eq!(read("261"), (Some("261".to_owned()), false));
        for text in ["offsets", ",offsets", " , OFFSETS"] {
            assert_eq!(read(text), (None, true), "{text}");
        }
        assert_eq!(read(""), (None, false));
    }
}
