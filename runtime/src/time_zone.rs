//! The zone of times in answers.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// The value of the header `SO-TimeZone`: the zone that times are converted to, and whether they
/// are written with their offset.
///
/// The API knows zones by code, such as `NO`, and by number, such as `261`. Unless it is asked
/// for offsets, it writes times without any.
///
/// ```
/// use docwright_runtime::TimeZone;
///
/// let zone = TimeZone::new("NO").with_offsets();
/// assert_eq!(zone.to_string(), "NO, includeTZOffset");
/// assert_eq!(TimeZone::from("NO,includetzoffset"), zone);
/// assert_eq!(TimeZone::from(261).code(), "261");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TimeZone {
    code: String,
    offsets: bool,
}

impl TimeZone {
    const OFFSETS: &str = "includeTZOffset";

    /// The zone of a code or of a number in digits. The whole value of a header is understood too.
    pub fn new(code: impl Into<Self>) -> Self {
        code.into()
    }

    /// Has times written with their offset.
    #[must_use]
    pub fn with_offsets(self) -> Self {
        Self { offsets: true, ..self }
    }

    /// The code or number, as it was written.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Whether times are written with their offset.
    pub fn writes_offsets(&self) -> bool {
        self.offsets
    }
}

/// The value of the header.
impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)?;
        if self.offsets {
            write!(f, ", {}", Self::OFFSETS)?;
        }
        Ok(())
    }
}

/// Reads the value of a header. Space around its parts and the case of `includeTZOffset` do not
/// matter; other text behind the comma is ignored.
impl From<&str> for TimeZone {
    fn from(text: &str) -> Self {
        let is_option = |part: &str| part.eq_ignore_ascii_case(Self::OFFSETS);
        let parts = || text.split(',').map(str::trim);
        // The vendor's client for JavaScript also sends the option alone.
        let code = parts().next().filter(|code| !is_option(code)).unwrap_or_default().to_owned();
        Self { code, offsets: parts().any(is_option) }
    }
}

impl From<String> for TimeZone {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<&String> for TimeZone {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

/// The zone of a number.
impl From<i32> for TimeZone {
    fn from(id: i32) -> Self {
        Self { code: id.to_string(), offsets: false }
    }
}

/// As [`From<&str>`](TimeZone#impl-From%3C%26str%3E-for-TimeZone): any text names a zone, and the
/// API alone knows which ones there are.
impl FromStr for TimeZone {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(text.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_survive() {
        for text in ["NO", "261", "NO, includeTZOffset", "261, includeTZOffset"] {
            let zone: TimeZone = text.parse().unwrap();
            assert_eq!(zone.to_string(), text);
            assert_eq!(zone.writes_offsets(), text.contains(','), "{text}");
        }
    }

    #[test]
    fn space_and_case_do_not_matter() {
        let zone = TimeZone::new("NO").with_offsets();
        for text in ["NO,includeTZOffset", " NO ,\tINCLUDETZOFFSET ", "NO, x, includetzoffset"] {
            assert_eq!(TimeZone::from(text), zone, "{text}");
        }
        assert_eq!(TimeZone::from("NO, offsets"), TimeZone::new("NO"));
        assert_eq!(TimeZone::from(",includeTZOffset"), TimeZone::from("includeTZOffset"));
        assert_eq!(TimeZone::from("includeTZOffset"), TimeZone::new("").with_offsets());
    }

    #[test]
    fn texts_and_numbers_are_zones() {
        assert_eq!(TimeZone::from(String::from("NO")), TimeZone::new("NO"));
        assert_eq!(TimeZone::new(261).to_string(), "261");
    }
}
