//! Points in time as the API writes them.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
mod param;
mod parse;
mod system;
#[cfg(feature = "time")]
mod time;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod values;

use std::fmt;
use std::str::FromStr;

use parse::parse;

use super::text::text_newtype;

/// A date and time, kept exactly as it is on the wire.
///
/// The API writes times with an offset, with `Z`, or with **no zone at all**, and with up to
/// seven digits of fraction. None of these can be turned into another without guessing, so
/// this type holds the text; [`parts`](Self::parts) and the conversions to `chrono`, `jiff`
/// and `time` (features of the same names) interpret it when asked to, also `+0100` and the `/Date(1706688000000)/` of
/// older .NET services. Any JSON string is
/// accepted when decoding, and by [`from_text`](Self::from_text): one odd time does not make
/// a whole body unreadable. `parse` is the strict way. In paths and query strings a server reads
/// times only.
///
/// ```
/// use docwright_runtime::{DateTime, Zone};
///
/// let started: DateTime = "2011-02-25T18:28:47.671818+01:00".parse()?;
/// let parts = started.parts()?;
/// assert_eq!((parts.year, parts.hour, parts.nanosecond), (2011, 18, 671_818_000));
/// assert_eq!(parts.zone, Zone::Offset(60));
/// # Ok::<(), docwright_runtime::DateTimeError>(())
/// ```
///
/// Equality is that of the text: `…Z` and `…+00:00` differ. There is no order, as times
/// without zone cannot be compared with times that have one.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateTime(String);

text_newtype!(DateTime);

/// The parts of a [`DateTime`].
///
/// ```
/// use docwright_runtime::DateTime;
///
/// let parts = DateTime::from_text("2024-01-31T08:00:00.1200000").parts()?;
/// assert_eq!((parts.month, parts.day, parts.nanosecond, parts.fraction_digits), (1, 31, 120_000_000, 7));
/// # Ok::<(), docwright_runtime::DateTimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct DateTimeParts {
    /// Year, 0 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to the last of the month.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 59.
    pub second: u8,
    /// Fraction of the second in nanoseconds.
    pub nanosecond: u32,
    /// How many digits the fraction was written with, 0 to 9.
    pub fraction_digits: u8,
    /// What was written about the zone.
    pub zone: Zone,
}

/// What a [`DateTime`] says about its time zone.
///
/// ```
/// use docwright_runtime::{DateTime, Zone};
///
/// let local = DateTime::from_text("2024-01-31T08:00:00");
/// assert_eq!(local.parts()?.zone, Zone::None);
/// assert_eq!(local.assume_zone(Zone::Offset(-210))?.as_str(), "2024-01-31T08:00:00-03:30");
/// # Ok::<(), docwright_runtime::DateTimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// Nothing: the time is local to a place that is not told.
    None,
    /// `Z`.
    Utc,
    /// `+01:00`, in minutes east of UTC.
    Offset(i16),
}

/// A text is not a date and time, or does not tell what was asked for.
///
/// ```
/// use docwright_runtime::{DateTime, DateTimeError};
///
/// let error = "31.1.2024".parse::<DateTime>().unwrap_err();
/// assert!(matches!(error, DateTimeError::Malformed { text } if text == "31.1.2024"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DateTimeError {
    /// The text is not `YYYY-MM-DDThh:mm:ss[.fraction][Z|±hh:mm]`, or has no such day or hour.
    #[error("`{text}` is not a date and time such as 2011-02-25T18:28:47+01:00")]
    Malformed {
        /// The text.
        text: String,
    },
    /// An instant was asked for, but the text has no zone.
    #[error("`{text}` has no time zone, so it is no instant; name the zone with `assume_zone`")]
    NoZone {
        /// The text.
        text: String,
    },
    /// The target type cannot hold this time.
    #[error("`{text}` is out of the range of {target}; use `parts`")]
    OutOfRange {
        /// The text.
        text: String,
        /// The type.
        target: &'static str,
    },
}

impl DateTime {
    /// How .NET writes "not set".
    const UNSET: &str = "0001-01-01T00:00:00";

    /// The parts of the text.
    ///
    /// # Errors
    /// The text is not a date and time.
    pub fn parts(&self) -> Result<DateTimeParts, DateTimeError> {
        parse(&self.0).ok_or_else(|| DateTimeError::Malformed { text: self.0.clone() })
    }

    /// Whether this is the first moment of the year 1, which the API sends for "not set", or no text at all.
    pub fn is_unset(&self) -> bool {
        self.0.is_empty() || self.0.starts_with(Self::UNSET)
    }

    /// The same time in this zone if the text has none; a zone that is written stays.
    ///
    /// # Errors
    /// The text is not a date and time.
    pub fn assume_zone(&self, zone: Zone) -> Result<Self, DateTimeError> {
        match self.parts()?.zone {
            Zone::None => Ok(Self(format!("{}{zone}", self.0))),
            Zone::Utc | Zone::Offset(_) => Ok(self.clone()),
        }
    }

    /// The parts and the offset in minutes, or the error that there is none.
    fn instant(&self) -> Result<(DateTimeParts, i16), DateTimeError> {
        let parts = self.parts()?;
        match parts.zone {
            Zone::None => Err(DateTimeError::NoZone { text: self.0.clone() }),
            Zone::Utc => Ok((parts, 0)),
            Zone::Offset(minutes) => Ok((parts, minutes)),
        }
    }

    fn out_of_range(&self, target: &'static str) -> DateTimeError {
        DateTimeError::OutOfRange { text: self.0.clone(), target }
    }
}

impl FromStr for DateTime {
    type Err = DateTimeError;

    fn from_str(text: &str) -> Result<Self, DateTimeError> {
        let date_time = Self(text.to_owned());
        date_time.parts().map(|_| date_time)
    }
}

impl From<DateTimeParts> for DateTime {
    fn from(parts: DateTimeParts) -> Self {
        Self(parts.to_string())
    }
}

impl fmt::Display for DateTimeParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day, hour, minute, second, .. } = self;
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        let digits = usize::from(self.fraction_digits.min(9));
        if digits > 0 {
            let fraction = format!("{:09}", self.nanosecond);
            write!(f, ".{}", fraction.get(..digits).unwrap_or(&fraction))?;
        }
        self.zone.fmt(f)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Utc => f.write_str("Z"),
            Self::Offset(minutes) => {
                let sign = if *minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DateTime({})", self.0)
    }
}

#[cfg(test)]
mod tests;
