//! Conversion to the clock of the standard library.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::{DateTime, DateTimeError, DateTimeParts};

/// The instant; fails if the text has no zone, or if the clock of the platform does not reach that
/// far: on Windows before 1601, in a browser before 1970.
///
/// ```
/// use std::time::SystemTime;
///
/// use docwright_runtime::DateTime;
///
/// let times = ["2024-01-31T12:00:00Z", "2024-01-31T13:00:00.000+01:00"];
/// let [left, right] = times.map(|text| SystemTime::try_from(&DateTime::from_text(text)));
/// assert_eq!(left?, right?);
/// # Ok::<(), docwright_runtime::DateTimeError>(())
/// ```
impl TryFrom<&DateTime> for SystemTime {
    type Error = DateTimeError;

    fn try_from(date_time: &DateTime) -> Result<Self, DateTimeError> {
        let (parts, offset) = date_time.instant()?;
        let second = seconds_since_epoch(parts) - i64::from(offset) * 60;
        let whole = Duration::from_secs(second.unsigned_abs());
        let start = if second < 0 { UNIX_EPOCH.checked_sub(whole) } else { UNIX_EPOCH.checked_add(whole) };
        start
            .and_then(|start| start.checked_add(Duration::from_nanos(parts.nanosecond.into())))
            .ok_or_else(|| date_time.out_of_range("std::time::SystemTime"))
    }
}

/// Seconds from the start of 1970 to the time on the clock.
fn seconds_since_epoch(parts: DateTimeParts) -> i64 {
    let DateTimeParts { year, month, day, hour, minute, second, .. } = parts;
    let days = days_since_epoch(i64::from(year), i64::from(month), i64::from(day));
    ((days * 24 + i64::from(hour)) * 60 + i64::from(minute)) * 60 + i64::from(second)
}

/// Days from the start of 1970 in the Gregorian calendar. Years begin in March here, so that the
/// leap day is the last one.
fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 719_469
}

/// Year, month and day of a day since the start of 1970; `None` before the year 0 and after 9999. The inverse of
/// [`days_since_epoch`].
pub(super) fn date_of(day: i64) -> Option<(u16, u8, u8)> {
    // Years begin in March, and days are counted from the first one of a cycle of 400 years.
    let day = day.checked_add(719_468)?;
    let (cycle, day) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
    let year = u16::try_from(cycle * 400 + year).ok().filter(|year| *year <= 9999)?;
    Some((year, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn instants_are_those_of_the_calendar() {
        let seconds = |text: &str| {
            let time = SystemTime::try_from(&DateTime::from_text(text)).unwrap();
            match time.duration_since(UNIX_EPOCH) {
                Ok(since) => i64::try_from(since.as_secs()).unwrap(),
                Err(before) => -i64::try_from(before.duration().as_secs()).unwrap(),
            }
        };
        assert_eq!(seconds("1970-01-01T00:00:00Z"), 0);
        assert_eq!(seconds("2000-02-29T23:59:59Z"), 951_868_799);
        assert_eq!(seconds("2024-03-01T00:30:00+01:00"), 1_709_249_400);
        assert_eq!(seconds("1969-12-31T23:00:00-00:30"), -1800);
        assert_eq!(seconds("1601-01-01T00:00:00Z"), -11_644_473_600);
        assert!(SystemTime::try_from(&DateTime::from_text("2024-03-01T00:30:00")).is_err());
    }

    #[test]
    fn days_have_dates() {
        for day in (-719_528..2_932_897).step_by(97).chain([-719_528, -1, 0, 59, 60, 2_932_896]) {
            let (year, month, date) = date_of(day).unwrap();
            assert_eq!(days_since_epoch(year.into(), month.into(), date.into()), day);
        }
        assert_eq!(date_of(19_782), Some((2024, 2, 29)));
        assert!([i64::MIN / 2, -719_529, 2_932_897, i64::MAX / 2].into_iter().all(|day| date_of(day).is_none()));
    }

    proptest! {
        /// Other calendars agree.
        #[cfg(feature = "jiff")]
        #[test]
        fn instants_are_those_of_jiff(second in -11_644_473_600_i64..253_402_207_200) {
            let instant = ::jiff::Timestamp::from_second(second).unwrap();
            let time = SystemTime::try_from(&DateTime::from_text(instant.to_string())).unwrap();
            let since_epoch = Duration::from_secs(second.unsigned_abs());
            let expected = if second < 0 { UNIX_EPOCH - since_epoch } else { UNIX_EPOCH + since_epoch };
            prop_assert_eq!(time, expected);
        }
    }
}
