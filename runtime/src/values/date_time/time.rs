//! Conversions from and to `time`.

use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use super::{DateTime, DateTimeError, DateTimeParts, Zone};

/// The time on the clock; a zone that is written is left out.
impl TryFrom<&DateTime> for PrimitiveDateTime {
    type Error = DateTimeError;

    fn try_from(date_time: &DateTime) -> Result<Self, DateTimeError> {
        primitive(date_time.parts()?).ok_or_else(|| date_time.out_of_range("time::PrimitiveDateTime"))
    }
}

/// The instant; fails if the text has no zone.
impl TryFrom<&DateTime> for OffsetDateTime {
    type Error = DateTimeError;

    fn try_from(date_time: &DateTime) -> Result<Self, DateTimeError> {
        let (parts, minutes) = date_time.instant()?;
        primitive(parts)
            .zip(UtcOffset::from_whole_seconds(i32::from(minutes) * 60).ok())
            .map(|(primitive, offset)| primitive.assume_offset(offset))
            .ok_or_else(|| date_time.out_of_range("time::OffsetDateTime"))
    }
}

/// Written without zone.
impl From<PrimitiveDateTime> for DateTime {
    fn from(primitive: PrimitiveDateTime) -> Self {
        written(primitive, Zone::None)
    }
}

/// Written with `Z` if the offset is none, otherwise with the offset, which is cut to
/// minutes: a text cannot tell more.
impl From<OffsetDateTime> for DateTime {
    fn from(instant: OffsetDateTime) -> Self {
        let minutes = instant.offset().whole_minutes();
        let cut = i64::from(instant.offset().seconds_past_minute());
        let local = PrimitiveDateTime::new(instant.date(), instant.time());
        let zone = if minutes == 0 { Zone::Utc } else { Zone::Offset(minutes) };
        written(local.saturating_sub(time::Duration::seconds(cut)), zone)
    }
}

fn written(primitive: PrimitiveDateTime, zone: Zone) -> DateTime {
    let (year, month, day) = primitive.to_calendar_date();
    let (hour, minute, second, nanosecond) = primitive.as_hms_nano();
    let fraction = match nanosecond {
        0 => String::new(),
        n => format!(".{n:09}"),
    };
    let month = u8::from(month);
    DateTime(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{zone}"))
}

fn primitive(parts: DateTimeParts) -> Option<PrimitiveDateTime> {
    let month = Month::try_from(parts.month).ok()?;
    let date = Date::from_calendar_date(i32::from(parts.year), month, parts.day).ok()?;
    let time = Time::from_hms_nano(parts.hour, parts.minute, parts.second, parts.nanosecond).ok()?;
    Some(PrimitiveDateTime::new(date, time))
}
