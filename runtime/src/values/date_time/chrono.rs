//! Conversions from and to `chrono`.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, Utc};

use super::{DateTime, DateTimeError, DateTimeParts, Zone};

/// The time on the clock; a zone that is written is left out.
impl TryFrom<&DateTime> for NaiveDateTime {
    type Error = DateTimeError;

    fn try_from(date_time: &DateTime) -> Result<Self, DateTimeError> {
        naive(date_time.parts()?).ok_or_else(|| date_time.out_of_range("chrono::NaiveDateTime"))
    }
}

/// The instant; fails if the text has no zone.
impl TryFrom<&DateTime> for chrono::DateTime<FixedOffset> {
    type Error = DateTimeError;

    fn try_from(date_time: &DateTime) -> Result<Self, DateTimeError> {
        let (parts, minutes) = date_time.instant()?;
        naive(parts)
            .zip(FixedOffset::east_opt(i32::from(minutes) * 60))
            .and_then(|(naive, offset)| naive.and_local_timezone(offset).single())
            .ok_or_else(|| date_time.out_of_range("chrono::DateTime"))
    }
}

/// The instant; fails if the text has no zone.
impl TryFrom<&DateTime> for chrono::DateTime<Utc> {
    type Error = DateTimeError;

    fn try_from(date_time: &DateTime) -> Result<Self, DateTimeError> {
        chrono::DateTime::<FixedOffset>::try_from(date_time).map(|instant| instant.to_utc())
    }
}

/// Written without zone.
impl From<NaiveDateTime> for DateTime {
    fn from(naive: NaiveDateTime) -> Self {
        written(naive, Zone::None)
    }
}

/// Written with the offset, which is cut to minutes: a text cannot tell more.
impl From<chrono::DateTime<FixedOffset>> for DateTime {
    fn from(instant: chrono::DateTime<FixedOffset>) -> Self {
        let seconds = instant.offset().local_minus_utc();
        let minutes = i16::try_from(seconds / 60).unwrap_or_default();
        let naive = instant.naive_local() - chrono::TimeDelta::seconds(i64::from(seconds % 60));
        written(naive, Zone::Offset(minutes))
    }
}

/// Written with `Z`.
impl From<chrono::DateTime<Utc>> for DateTime {
    fn from(instant: chrono::DateTime<Utc>) -> Self {
        written(instant.naive_utc(), Zone::Utc)
    }
}

/// `chrono` documents its `Debug` output as ISO 8601 with 0, 3, 6 or 9 digits of fraction.
fn written(naive: NaiveDateTime, zone: Zone) -> DateTime {
    DateTime(format!("{naive:?}{zone}"))
}

fn naive(parts: DateTimeParts) -> Option<NaiveDateTime> {
    let (month, day) = (u32::from(parts.month), u32::from(parts.day));
    NaiveDate::from_ymd_opt(i32::from(parts.year), month, day)?.and_hms_nano_opt(
        u32::from(parts.hour),
        u32::from(parts.minute),
        u32::from(parts.second),
        parts.nanosecond,
    )
}
