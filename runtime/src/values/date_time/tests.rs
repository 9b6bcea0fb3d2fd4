use proptest::prelude::*;

use super::*;

#[test]
fn times_of_the_documentation_are_read() {
    let parts = |text: &str| text.parse::<DateTime>().unwrap().parts().unwrap();
    let seen = parts("2011-02-25T18:28:47.671818+01:00");
    assert_eq!((seen.year, seen.month, seen.day), (2011, 2, 25));
    assert_eq!((seen.hour, seen.minute, seen.second), (18, 28, 47));
    assert_eq!((seen.nanosecond, seen.fraction_digits), (671_818_000, 6));
    assert_eq!(seen.zone, Zone::Offset(60));
    assert_eq!(parts("2024-02-29T00:00:00Z").zone, Zone::Utc);
    assert_eq!(parts("2024-02-29T00:00:00").zone, Zone::None);
    assert_eq!(parts("2024-02-29T00:00:00-03:30").zone, Zone::Offset(-210));
    assert_eq!(parts("2024-02-29T00:00:00.1234567").nanosecond, 123_456_700);
}

#[test]
fn what_is_no_time_is_refused_with_the_text() {
    for text in [
        "",
        "2024",
        "2024-01-01",
        "2024-01-01 00:00:00",
        "2024-1-1T00:00:00",
        "2024-13-01T00:00:00",
        "2024-00-01T00:00:00",
        "2023-02-29T00:00:00",
        "1900-02-29T00:00:00",
        "2024-04-31T00:00:00",
        "2024-01-01T24:00:00",
        "2024-01-01T00:60:00",
        "2024-01-01T00:00:60",
        "2024-01-01T00:00:00.",
        "2024-01-01T00:00:00.1234567890",
        "2024-01-01T00:00:00+1:00",
        "2024-01-01T00:00:00+01",
        "2024-01-01T00:00:00z",
        "2024-01-01T00:00:00Z ",
        "07/27/2003 18:25:53",
        "٢٠٢٤-01-01T00:00:00",
    ] {
        let error = text.parse::<DateTime>().unwrap_err();
        assert_eq!(error, DateTimeError::Malformed { text: text.to_owned() });
        assert_eq!(DateTime::from_text(text).as_str(), text);
    }
}

#[test]
fn times_of_dotnet_are_read() {
    for (text, same) in [
        ("/Date(0)/", "1970-01-01T00:00:00.000Z"),
        ("/Date(1706688000123)/", "2024-01-31T08:00:00.123Z"),
        ("/Date(1706688000000+0100)/", "2024-01-31T09:00:00.000+01:00"),
        ("/Date(-1-0330)/", "1969-12-31T20:29:59.999-03:30"),
        ("/Date(-62135596800000)/", "0001-01-01T00:00:00.000Z"),
        ("/Date(253402300799999)/", "9999-12-31T23:59:59.999Z"),
        ("2024-01-31T08:00:00.1234567+0100", "2024-01-31T08:00:00.1234567+01:00"),
        ("2024-01-31T08:00:00+0000", "2024-01-31T08:00:00+00:00"),
    ] {
        let read = DateTime::from_text(text);
        assert_eq!(read.parts().unwrap(), DateTime::from_text(same).parts().unwrap(), "{text}");
        assert_eq!(read.as_str(), text, "it is sent back as it came");
    }
    for text in [
        "/Date()/",
        "/Date(1",
        "/Date(1)",
        "/Date(--1)/",
        "/Date(1+1)/",
        "/Date(1.5)/",
        "/Date(1Z)/",
        "/Date(253402300800000)/",
        "/Date(-99999999999999)/",
        "/Date(99999999999999999999)/",
        "2024-01-31T08:00:00+010",
        "2024-01-31T08:00:00+01:0",
    ] {
        assert!(text.parse::<DateTime>().is_err(), "{text}");
    }
}

#[test]
fn unset_times_are_known() {
    for text in ["", "0001-01-01T00:00:00", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000"] {
        assert!(DateTime::from_text(text).is_unset(), "{text}");
    }
    assert!(!DateTime::from_text("2001-01-01T00:00:00").is_unset());
}

#[test]
fn a_zone_is_assumed_only_where_none_is_written() {
    let zoned = |text: &str, zone| DateTime::from_text(text).assume_zone(zone).unwrap();
    let text = "2024-01-01T00:00:00.5";
    assert_eq!(zoned(text, Zone::Utc).as_str(), "2024-01-01T00:00:00.5Z");
    assert_eq!(zoned(text, Zone::Offset(-90)).as_str(), "2024-01-01T00:00:00.5-01:30");
    assert_eq!(zoned(text, Zone::None).as_str(), text);
    assert_eq!(zoned("2024-01-01T00:00:00Z", Zone::Offset(60)).as_str(), "2024-01-01T00:00:00Z");
}

fn any_parts() -> impl Strategy<Value = DateTimeParts> {
    let zone = prop_oneof![Just(Zone::None), Just(Zone::Utc), (-1439_i16..=1439).prop_map(Zone::Offset)];
    let fraction = (0_u8..=9, 0_u32..1_000_000_000);
    let date = (0_u16..=9999, 1_u8..=12, 1_u8..=28);
    let time = (0_u8..24, 0_u8..60, 0_u8..60);
    (date, time, fraction, zone).prop_map(
        |((year, month, day), (hour, minute, second), (fraction_digits, nanosecond), zone)| {
            let unit = 10_u32.pow(9 - u32::from(fraction_digits));
            let nanosecond = nanosecond / unit * unit;
            DateTimeParts { year, month, day, hour, minute, second, nanosecond, fraction_digits, zone }
        },
    )
}

proptest! {
    #[test]
    fn parts_survive_writing(parts in any_parts()) {
        let text = DateTime::from(parts);
        // `+00:00` and `-00:00` are the same number of minutes.
        prop_assert_eq!(text.parts().unwrap(), parts);
        prop_assert_eq!(text.as_str().parse::<DateTime>().unwrap(), text);
    }

    #[test]
    fn any_text_survives_json(text in ".*") {
        let json = serde_json::to_string(&DateTime::from_text(&text)).unwrap();
        let read: DateTime = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read.as_str(), text);
    }

    #[test]
    fn no_text_panics(text in "[-0-9TZ:.+]{0,36}|.*") {
        let date_time = DateTime::from_text(text);
        let _ = date_time.parts();
        let _ = date_time.assume_zone(Zone::Utc);
    }
}

#[cfg(feature = "chrono")]
mod chrono_conversions {
    use ::chrono::{DateTime as Instant, FixedOffset, NaiveDateTime, Utc};

    use super::*;

    proptest! {
        #[test]
        fn times_survive(parts in any_parts()) {
            let text = DateTime::from(parts);
            let naive = NaiveDateTime::try_from(&text).unwrap();
            prop_assert_eq!(NaiveDateTime::try_from(&DateTime::from(naive)).unwrap(), naive);
            match Instant::<FixedOffset>::try_from(&text) {
                Ok(instant) => {
                    let again = DateTime::from(instant);
                    prop_assert_eq!(Instant::<FixedOffset>::try_from(&again).unwrap(), instant);
                    let utc = DateTime::from(instant.to_utc());
                    prop_assert!(Instant::<Utc>::try_from(&utc).is_ok_and(|utc| utc == instant));
                }
                Err(error) => {
                    prop_assert_eq!(error, DateTimeError::NoZone { text: text.into_string() });
                }
            }
        }
    }
}

#[cfg(feature = "jiff")]
mod jiff_conversions {
    use ::jiff::{Timestamp, civil};

    use super::*;

    proptest! {
        #[test]
        fn times_survive(parts in any_parts()) {
            let text = DateTime::from(parts);
            let civil = civil::DateTime::try_from(&text).unwrap();
            prop_assert_eq!(civil::DateTime::try_from(&DateTime::from(civil)).unwrap(), civil);
            match Timestamp::try_from(&text) {
                Ok(instant) => {
                    let again = DateTime::from(instant);
                    prop_assert_eq!(Timestamp::try_from(&again).unwrap(), instant);
                }
                Err(DateTimeError::NoZone { .. }) => prop_assert_eq!(parts.zone, Zone::None),
                // The last hours of the year 9999 are out of range.
                Err(error) => prop_assert!(parts.year == 9999 || parts.year == 0, "{}", error),
            }
        }
    }
}

#[cfg(feature = "time")]
mod time_conversions {
    use ::time::{OffsetDateTime, PrimitiveDateTime};

    use super::*;

    proptest! {
        #[test]
        fn times_survive(parts in any_parts()) {
            let text = DateTime::from(parts);
            let primitive = PrimitiveDateTime::try_from(&text).unwrap();
            let again = DateTime::from(primitive);
            prop_assert_eq!(PrimitiveDateTime::try_from(&again).unwrap(), primitive);
            match OffsetDateTime::try_from(&text) {
                Ok(instant) => {
                    let again = DateTime::from(instant);
                    prop_assert_eq!(OffsetDateTime::try_from(&again).unwrap(), instant);
                }
                Err(error) => {
                    prop_assert_eq!(error, DateTimeError::NoZone { text: text.into_string() });
                }
            }
        }
    }
}
