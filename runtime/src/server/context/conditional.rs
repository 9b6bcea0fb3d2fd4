//! Requests that depend on when a thing was changed.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::HeaderValue;
use http::header::{IF_MODIFIED_SINCE, IF_UNMODIFIED_SINCE, LAST_MODIFIED};

use super::Context;
use crate::Method;
use crate::server::{Error, Result};

impl Context {
    /// `If-Modified-Since`: the client has the state of this time. A date that is not in the form
    /// of HTTP does not count.
    pub fn if_modified_since(&self) -> Option<SystemTime> {
        self.date(IF_MODIFIED_SINCE.as_str())
    }

    /// `If-Unmodified-Since`: the client means the state of this time. A date that is not in the
    /// form of HTTP does not count.
    pub fn if_unmodified_since(&self) -> Option<SystemTime> {
        self.date(IF_UNMODIFIED_SINCE.as_str())
    }

    /// Sets `Last-Modified` of the response, to the second. Clients send it back in conditional
    /// requests. A time before 1970 or after 9999 cannot be told, and is not.
    pub fn respond_with_last_modified(&self, time: SystemTime) {
        if let Some(value) = http_date(time) {
            self.respond_with_header(LAST_MODIFIED, value);
        }
    }

    /// Tells the client when the thing that it asks for or changes was last modified, and settles
    /// its conditions. What a conditional operation calls first:
    ///
    /// ```
    /// # use std::time::SystemTime;
    /// use docwright_runtime::server::{Context, Result};
    ///
    /// # async fn read(_: i32) -> Result<(String, SystemTime)> { Ok(("Acme".into(), SystemTime::now())) }
    /// async fn get(context: Context, id: i32) -> Result<String> {
    ///     let (name, changed) = read(id).await?;
    ///     context.check_conditions(changed)?;
    ///     Ok(name)
    /// }
    /// ```
    ///
    /// # Errors
    /// * [412](Error::precondition_failed): it was modified after `If-Unmodified-Since`.
    /// * [304](Error::not_modified): it was not modified after `If-Modified-Since`. That header is
    ///   about reading: other methods than `GET` and `HEAD` ignore it.
    pub fn check_conditions(&self, last_modified: SystemTime) -> Result<()> {
        self.respond_with_last_modified(last_modified);
        let modified_after = |since| whole_seconds(last_modified) > whole_seconds(since);
        if self.if_unmodified_since().is_some_and(modified_after) {
            return Err(Error::precondition_failed("it was modified since `If-Unmodified-Since`; read it again"));
        }
        let reads = matches!(self.operation().method, Method::Get | Method::Head);
        match self.if_modified_since().filter(|_| reads) {
            Some(since) if !modified_after(since) => Err(Error::not_modified()),
            _ => Ok(()),
        }
    }

    fn date(&self, name: &str) -> Option<SystemTime> {
        httpdate::parse_http_date(self.header(name)?).ok()
    }
}

/// Dates of HTTP know no fractions.
fn whole_seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

fn http_date(time: SystemTime) -> Option<HeaderValue> {
    const YEAR_10000: Duration = Duration::from_secs(253_402_300_800);
    let since_1970 = time.duration_since(UNIX_EPOCH).ok()?;
    // Outside of these years `httpdate` panics.
    let text = (since_1970 < YEAR_10000).then(|| httpdate::fmt_http_date(time))?;
    HeaderValue::try_from(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_without_a_date_in_http_are_not_told() {
        let hour = Duration::from_secs(3600);
        let year_10000 = UNIX_EPOCH + Duration::from_secs(253_402_300_800);
        assert_eq!(http_date(UNIX_EPOCH).unwrap(), "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(http_date(UNIX_EPOCH - hour), None);
        assert_eq!(http_date(year_10000), None);
        assert_eq!(http_date(year_10000 - hour).unwrap(), "Fri, 31 Dec 9999 23:00:00 GMT");
    }
}
