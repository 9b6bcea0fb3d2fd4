//! Times in headers.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::header::LAST_MODIFIED;
use http::{HeaderMap, HeaderValue};
use httpdate::HttpDate;

/// The last second that has a form: 9999-12-31T23:59:59Z.
const LAST: Duration = Duration::from_secs(253_402_300_799);

/// A time as a header has it. Times before 1970 and after 9999 have no form; the nearest one that has
/// means the same for conditions.
pub(super) fn http_date(time: SystemTime) -> HeaderValue {
    let since_epoch = time.duration_since(UNIX_EPOCH).unwrap_or_default().min(LAST);
    let text = HttpDate::from(UNIX_EPOCH + since_epoch).to_string();
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("Thu, 01 Jan 1970 00:00:00 GMT"))
}

/// `Last-Modified`.
pub(super) fn last_modified(headers: &HeaderMap) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(LAST_MODIFIED)?.to_str().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_time_has_a_form() {
        let text = |time| http_date(time).to_str().unwrap().to_owned();
        assert_eq!(text(UNIX_EPOCH + Duration::from_secs(784_111_777)), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(text(UNIX_EPOCH - Duration::from_secs(1)), "Thu, 01 Jan 1970 00:00:00 GMT");
        assert!(text(UNIX_EPOCH + LAST * 2).ends_with("31 Dec 9999 23:59:59 GMT"));
    }
}
