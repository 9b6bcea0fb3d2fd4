//! Conversions from and to `jiff`.

use jiff::civil;
use jiff::{Timestamp, Zoned};

use super::{DateTime, DateTimeError, DateTimeParts, Zone};

/// The time on the clock; a zone that is written is left out.
impl TryFrom<&DateTime> for civil::DateTime {
    type Error = DateTimeError;

    fn try_from(date_time: &DateTime) -> Result<Self, DateTimeError> {
        civil(date_time.parts()?).ok_or_else(|| date_time.out_of_range("jiff::civil::DateTime"))
    }
}

/// The instant; fails if the text has no zone.
impl TryFrom<&DateTime> for Timestamp {
    type Error = DateTimeError;

    fn try_from(date_time: &DateTime) -> Result<Self, DateTimeError> {
        let (parts, minutes) = date_time.instant()?;
        civil(parts)
            .zip(jiff::tz::Offset::from_seconds(i32::from(minutes) * 60).ok())
            .and_then(|(civil, offset)| offset.to_timestamp(civil).ok())
            .ok_or_else(|| date_time.out_of_range("jiff::Timestamp"))
    }
}

/// Written without zone.
impl From<civil::DateTime> for DateTime {
    fn from(civil: civil::DateTime) -> Self {
        Self(civil.to_string())
    }
}

/// Written with `Z`.
impl From<Timestamp> for DateTime {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp.to_string())
    }
}

/// Written with the offset, which is cut to minutes: a text cannot tell more. The name of
/// the zone is lost.
impl From<&Zoned> for DateTime {
    fn from(zoned: &Zoned) -> Self {
        let seconds = zoned.offset().seconds();
        let minutes = i16::try_from(seconds / 60).unwrap_or_default();
        let cut = jiff::SignedDuration::from_secs(i64::from(seconds % 60));
        let civil = zoned.datetime().saturating_sub(cut);
        Self(format!("{civil}{}", Zone::Offset(minutes)))
    }
}

fn civil(parts: DateTimeParts) -> Option<civil::DateTime> {
    civil::DateTime::new(
        i16::try_from(parts.year).ok()?,
        i8::try_from(parts.month).ok()?,
        i8::try_from(parts.day).ok()?,
        i8::try_from(parts.hour).ok()?,
        i8::try_from(parts.minute).ok()?,
        i8::try_from(parts.second).ok()?,
        i32::try_from(parts.nanosecond).ok()?,
    )
    .ok()
}
