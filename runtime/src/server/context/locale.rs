//! The language and the zone that an answer is to be in.

use http::header::ACCEPT_LANGUAGE;

use super::Context;
use crate::TimeZone;

impl Context {
    /// The language to translate texts into: `SO-Language`, otherwise the one of `Accept-Language`
    /// that is preferred most.
    ///
    /// It may be a language (`no`), a language of a country (`en-US`), or a wish to have none:
    /// see [`keeps_languages`](Self::keeps_languages).
    pub fn language(&self) -> Option<&str> {
        let own = self.header("SO-Language").map(str::trim).filter(|language| !language.is_empty());
        own.or_else(|| preferred(self.header(ACCEPT_LANGUAGE.as_str())?))
    }

    /// Whether texts in several languages are wanted as they are stored: the language is `*` or `x`.
    pub fn keeps_languages(&self) -> bool {
        self.language().is_some_and(|language| language == "*" || language.eq_ignore_ascii_case("x"))
    }

    /// `SO-Culture`: how numbers and dates inside of texts are written. As the API documents it,
    /// it counts only along with a [`language`](Self::language).
    pub fn culture(&self) -> Option<&str> {
        self.language().and(self.header("SO-Culture"))
    }

    /// `SO-TimeZone`: the zone of times, and whether they are written with offsets.
    pub fn time_zone(&self) -> Option<TimeZone> {
        self.header("SO-TimeZone").map(TimeZone::from)
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
    use super::preferred;

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
}
