//! Times in paths and query strings.

use std::borrow::Cow;

use super::DateTime;
use crate::TextParam;

/// Unlike in JSON, the text has to be a time, so that a server may rely on
/// [`parts`](DateTime::parts). A day alone is its start. A plain `+` in a query string stands for
/// a space; as nothing but the sign of an offset can be there, it is read as that.
///
/// ```
/// use docwright_runtime::{DateTime, TextParam};
///
/// let time = <DateTime as TextParam>::from_text("2024-01-31T08:00:00 02:00");
/// assert_eq!(time, Some(DateTime::from_text("2024-01-31T08:00:00+02:00")));
/// let day = <DateTime as TextParam>::from_text("2024-01-31");
/// assert_eq!(day, Some(DateTime::from_text("2024-01-31T00:00:00")));
/// assert_eq!(<DateTime as TextParam>::from_text("yesterday"), None);
/// ```
impl TextParam for DateTime {
    const EXPECTED: &'static str = "a date and time such as 2011-02-25T18:28:47";

    fn to_text(&self) -> Cow<'_, str> {
        self.as_str().into()
    }

    fn from_text(text: &str) -> Option<Self> {
        let plain = || text.parse().ok();
        let with_sign = || text.replacen(' ', "+", 1).parse().ok();
        let day = || format!("{text}T00:00:00").parse().ok();
        plain().or_else(with_sign).or_else(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_times_or_refused() {
        for (text, time) in [
            ("2024-02-29T23:59:59.1234567-03:30", "2024-02-29T23:59:59.1234567-03:30"),
            ("2024-01-31T08:00:00Z", "2024-01-31T08:00:00Z"),
            ("2024-01-31T08:00:00.5 02:00", "2024-01-31T08:00:00.5+02:00"),
            ("2024-01-31", "2024-01-31T00:00:00"),
        ] {
            let read: Option<DateTime> = TextParam::from_text(text);
            assert_eq!(read.map(DateTime::into_string).as_deref(), Some(time));
        }
        for text in [
            "",
            " ",
            "yesterday",
            "2023-02-29",
            "2024-01-31 08:00:00",
            "2024-01-31T08:00:00 ",
            " 2024-01-31T08:00:00",
            "2024-01-31T08:00:00  02:00",
            "2024-01-31T08:00:00 25:00",
            "2024-01-31 02:00",
            "2024-01-31+02:00",
            "2024-01-31T24:00:00",
        ] {
            assert_eq!(<DateTime as TextParam>::from_text(text), None, "{text}");
        }
    }
}
