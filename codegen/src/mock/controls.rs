//! What a request asks of the mock itself, in headers.
//!
//! `Mock-Status: 404` asks for a documented status, `Mock-Status: 200-error` for the error that the
//! API sends with status 200. `Mock-Delay: 1500ms` asks for an answer after a while.

use std::time::Duration;

use axum::http::StatusCode;
use docwright_runtime::server::{Context, Error, Result};

use crate::api::{DocBlock, Operation};
use crate::dialect::{Conventions, ErrorObject};

/// The header that asks for a status.
pub(super) const STATUS: &str = "Mock-Status";
const DELAY: &str = "Mock-Delay";
const ERROR_WITH_200: &str = "200-error";

/// No answer is delayed longer than this.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// What is to be answered.
#[derive(Debug)]
pub(super) struct Controls {
    pub(super) delay: Duration,
    pub(super) outcome: Outcome,
}

/// The asked outcome of a call.
#[derive(Debug)]
pub(super) enum Outcome {
    /// What the operation answers with this success, or with the usual one.
    Answer(Option<u16>),
    /// A status that is no success.
    Failure(Error),
    /// The API's error object with status 200; its properties.
    ErrorWith200(&'static ErrorObject),
}

impl Controls {
    /// Reads the headers of a request.
    ///
    /// # Errors
    /// 400: a header has no meaning for the operation.
    pub(super) fn of(context: &Context, operation: &Operation, conventions: &'static Conventions) -> Result<Self> {
        // Where several can, the first is that of failures with a status of their own.
        let error = conventions.errors.objects.iter().rfind(|object| !object.proof.is_empty());
        let delay = context.header(DELAY).map_or(Ok(Duration::ZERO), delay)?;
        let outcome =
            context.header(STATUS).map_or(Ok(Outcome::Answer(None)), |text| outcome(text, operation, error))?;
        Ok(Self { delay, outcome })
    }
}

fn outcome(text: &str, operation: &Operation, error: Option<&'static ErrorObject>) -> Result<Outcome> {
    if let Some(error) = error.filter(|_| text == ERROR_WITH_200) {
        return Ok(Outcome::ErrorWith200(error));
    }
    let asked = operation.responses.iter().find(|response| response.status.to_string() == text);
    let status = asked.and_then(|response| StatusCode::from_u16(response.status).ok());
    let (Some(response), Some(status)) = (asked, status) else {
        return Err(undocumented(text, operation, error));
    };
    if status.is_success() {
        return Ok(Outcome::Answer(Some(response.status)));
    }
    let documented = response.docs.blocks.iter().find_map(|block| match block {
        DocBlock::Paragraph(text) => Some(text.as_str()),
        _ => None,
    });
    Ok(Outcome::Failure(Error::new(status, documented.unwrap_or("asked for by Mock-Status"))))
}

fn undocumented(text: &str, operation: &Operation, error: Option<&ErrorObject>) -> Error {
    let statuses = operation.responses.iter().map(|response| response.status.to_string());
    let known = statuses.chain(error.map(|_| ERROR_WITH_200.to_owned())).collect::<Vec<_>>().join(", ");
    Error::bad_request(format!("{STATUS}: {} documents no status '{text}'; use one of {known}", operation.id))
}

/// A number of milliseconds or seconds, with its unit.
fn delay(text: &str) -> Result<Duration> {
    let milliseconds = text.strip_suffix("ms").and_then(|number| number.parse().ok()).map(Duration::from_millis);
    let seconds = || text.strip_suffix('s').and_then(|number| number.parse().ok()).map(Duration::from_secs);
    milliseconds.or_else(seconds).filter(|delay| *delay <= LONGEST_DELAY).ok_or_else(|| {
        let longest = LONGEST_DELAY.as_secs();
        Error::bad_request(format!("{DELAY}: '{text}' is no delay; write 1500ms or 2s, at most {longest}s"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_have_a_unit_and_an_end() {
        assert_eq!(delay("1500ms").unwrap(), Duration::from_millis(1500));
        assert_eq!(delay("60s").unwrap(), LONGEST_DELAY);
        for text in ["", "5", "61s", "60001ms", "-1s", "1.5s", "99999999999999999999s"] {
            assert!(delay(text).unwrap_err().to_string().contains("1500ms"), "{text}");
        }
    }
}
