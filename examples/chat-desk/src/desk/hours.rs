//! Opening hours.

use jiff::Timestamp;
use jiff::civil::{Time, Weekday};
use jiff::tz::TimeZone;
use superoffice::models::{ChatTopicEntity, OpeningHour};

/// Whether a topic is open. Hours are read in UTC: the docs do not tell what a time zone looks like.
/// A day without readable hours is closed.
pub(super) fn is_open(topic: &ChatTopicEntity, now: Timestamp) -> bool {
    if topic.opening_hours_enabled != Some(true) {
        return true;
    }
    let now = now.to_zoned(TimeZone::UTC);
    let Some(hours) = &topic.opening_hours else { return false };
    let is_lunch = hours.use_lunch_hours == Some(true)
        && contains(hours.lunch_start.as_deref(), hours.lunch_stop.as_deref(), now.time());
    day(hours, now.weekday()).is_some_and(|(start, stop)| contains(start, stop, now.time())) && !is_lunch
}

/// From and to; `None` on a day that is not worked.
fn day(hours: &OpeningHour, weekday: Weekday) -> Option<(Option<&str>, Option<&str>)> {
    let (enabled, start, stop) = match weekday {
        Weekday::Monday => (hours.mon_enabled, &hours.mon_start, &hours.mon_stop),
        Weekday::Tuesday => (hours.tue_enabled, &hours.tue_start, &hours.tue_stop),
        Weekday::Wednesday => (hours.wed_enabled, &hours.wed_start, &hours.wed_stop),
        Weekday::Thursday => (hours.thu_enabled, &hours.thu_start, &hours.thu_stop),
        Weekday::Friday => (hours.fri_enabled, &hours.fri_start, &hours.fri_stop),
        Weekday::Saturday => (hours.sat_enabled, &hours.sat_start, &hours.sat_stop),
        Weekday::Sunday => (hours.sun_enabled, &hours.sun_start, &hours.sun_stop),
    };
    (enabled == Some(true)).then_some((start.as_deref(), stop.as_deref()))
}

/// Times such as `08:00`. The end is not part of the span.
fn contains(start: Option<&str>, stop: Option<&str>, time: Time) -> bool {
    let parse = |text: Option<&str>| text?.parse::<Time>().ok();
    parse(start).zip(parse(stop)).is_some_and(|(start, stop)| start <= time && time < stop)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_open_on_its_days_in_its_hours_but_not_at_lunch() {
        let text = |text: &str| Some(text.to_owned());
        let hours = OpeningHour {
            mon_enabled: Some(true),
            mon_start: text("08:00"),
            mon_stop: text("16:30"),
            tue_start: text("08:00"),
            tue_stop: text("16:30"),
            use_lunch_hours: Some(true),
            lunch_start: text("11:00"),
            lunch_stop: text("11:30"),
            ..OpeningHour::default()
        };
        let mut topic = ChatTopicEntity { opening_hours: Some(hours), ..ChatTopicEntity::default() };
        let is_open_at = |topic: &ChatTopicEntity, at: &str| is_open(topic, at.parse().unwrap());
        assert!(is_open_at(&topic, "2024-07-02T03:00:00Z"), "hours are not switched on");
        topic.opening_hours_enabled = Some(true);
        // The first of July 2024 was a Monday.
        assert!(is_open_at(&topic, "2024-07-01T08:00:00Z"));
        assert!(!is_open_at(&topic, "2024-07-01T16:30:00Z"));
        assert!(!is_open_at(&topic, "2024-07-01T11:10:00Z"));
        assert!(!is_open_at(&topic, "2024-07-02T09:00:00Z"), "hours, but not worked");
        topic.opening_hours = None;
        assert!(!is_open_at(&topic, "2024-07-01T09:00:00Z"));
    }
}
