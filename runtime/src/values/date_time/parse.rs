//! The grammar of times: `YYYY-MM-DDThh:mm:ss[.f{1,9}][Z|±hh[:]mm]`, and `/Date(milliseconds[±hhmm])/`.

use super::system::date_of;
use super::{DateTimeParts, Zone};

pub(super) fn parse(text: &str) -> Option<DateTimeParts> {
    match text.strip_prefix("/Date(") {
        Some(text) => parse_script_date(text.strip_suffix(")/")?),
        None => parse_iso(text),
    }
}

/// The time that .NET wrote for JavaScript before there was a standard: milliseconds since 1970, in UTC, and the offset
/// of the place that it is for.
fn parse_script_date(text: &str) -> Option<DateTimeParts> {
    let sign = text.starts_with('-');
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (digits, zone) = digits.split_at(digits.find(['+', '-']).unwrap_or(digits.len()));
    if digits.is_empty() || digits.len() > 15 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut rest = Cursor(zone.as_bytes());
    let (zone, offset) = match rest.zone()? {
        Zone::Offset(minutes) => (Zone::Offset(minutes), minutes),
        Zone::None | Zone::Utc => (Zone::Utc, 0),
    };
    let milliseconds = digits.parse::<i64>().ok().map(|digits| if sign { -digits } else { digits })?;
    let local = milliseconds + i64::from(offset) * 60_000;
    let (seconds, millisecond) = (local.div_euclid(1000), u32::try_from(local.rem_euclid(1000)).ok()?);
    let (year, month, day) = date_of(seconds.div_euclid(86_400))?;
    let second = seconds.rem_euclid(86_400);
    let part = |number: i64| u8::try_from(number).ok();
    let parts = DateTimeParts {
        year,
        month,
        day,
        hour: part(second / 3600)?,
        minute: part(second / 60 % 60)?,
        second: part(second % 60)?,
        nanosecond: millisecond * 1_000_000,
        fraction_digits: 3,
        zone,
    };
    rest.0.is_empty().then_some(parts)
}

fn parse_iso(text: &str) -> Option<DateTimeParts> {
    let mut rest = Cursor(text.as_bytes());
    let year = rest.number::<4>()?;
    rest.literal(b'-')?;
    let month = rest.two_digits(1, 12)?;
    rest.literal(b'-')?;
    let day = rest.two_digits(1, days_in(year, month))?;
    rest.literal(b'T')?;
    let hour = rest.two_digits(0, 23)?;
    rest.literal(b':')?;
    let minute = rest.two_digits(0, 59)?;
    rest.literal(b':')?;
    let second = rest.two_digits(0, 59)?;
    let (nanosecond, fraction_digits) = rest.fraction()?;
    let zone = rest.zone()?;
    rest.0.is_empty().then_some(DateTimeParts {
        year,
        month,
        day,
        hour,
        minute,
        second,
        nanosecond,
        fraction_digits,
        zone,
    })
}

/// What is left of the text. Every step gives `None` where the grammar is left.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn literal(&mut self, expected: u8) -> Option<()> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        (first == expected).then_some(())
    }

    fn digit(&mut self) -> Option<u16> {
        let (&first, rest) = self.0.split_first()?;
        let digit = first.is_ascii_digit().then(|| u16::from(first - b'0'))?;
        self.0 = rest;
        Some(digit)
    }

    /// A number of exactly `DIGITS` (at most 4) digits.
    fn number<const DIGITS: usize>(&mut self) -> Option<u16> {
        (0..DIGITS).try_fold(0, |number, _| Some(number * 10 + self.digit()?))
    }

    fn two_digits(&mut self, lowest: u8, highest: u8) -> Option<u8> {
        let number = u8::try_from(self.number::<2>()?).ok()?;
        (lowest..=highest).contains(&number).then_some(number)
    }

    /// Nanoseconds and the number of digits they were written with.
    fn fraction(&mut self) -> Option<(u32, u8)> {
        if self.0.first() != Some(&b'.') {
            return Some((0, 0));
        }
        self.literal(b'.')?;
        let (mut nanosecond, mut digits) = (0, 0);
        while digits < 9 {
            let Some(digit) = self.digit() else { break };
            nanosecond = nanosecond * 10 + u32::from(digit);
            digits += 1;
        }
        let scale = 10_u32.pow(9 - u32::from(digits));
        (digits > 0).then_some((nanosecond * scale, digits))
    }

    fn zone(&mut self) -> Option<Zone> {
        let sign = match self.0.first() {
            None => return Some(Zone::None),
            Some(b'Z') => return self.literal(b'Z').map(|()| Zone::Utc),
            Some(b'+') => 1,
            Some(b'-') => -1,
            Some(_) => return None,
        };
        self.0 = self.0.get(1..)?;
        let hours = i16::from(self.two_digits(0, 23)?);
        // .NET and JavaScript leave it out in some formats.
        if self.0.first() == Some(&b':') {
            self.literal(b':')?;
        }
        let minutes = i16::from(self.two_digits(0, 59)?);
        Some(Zone::Offset(sign * (hours * 60 + minutes)))
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
