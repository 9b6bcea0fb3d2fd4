//! When a token ends.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::platform::{Moment, time_of_day};
use crate::Json;

/// The end of a token, on two clocks: one may be set anew, the other may stand still while the machine sleeps.
/// Whichever is there first counts.
#[derive(Clone, Debug)]
pub(super) struct Expiry {
    at: SystemTime,
    since: Moment,
    lifetime: Duration,
}

impl Expiry {
    /// How long before its end a token is replaced, at most.
    const LEAD: Duration = Duration::from_secs(30);

    /// At this time; `None` if that is over, or there is no clock to tell.
    pub(super) fn at(time: SystemTime) -> Option<Self> {
        let lifetime = time.duration_since(time_of_day()?).ok().filter(|left| !left.is_zero())?;
        Some(Self { at: time, since: Moment::now(), lifetime })
    }

    /// After this time from now.
    pub(super) fn after(lifetime: Duration) -> Option<Self> {
        Self::at(time_of_day()?.checked_add(lifetime)?)
    }

    /// What a value of `Authorization` tells of its own end: `exp` of a JSON Web Token (RFC 7519), also where it is
    /// padded or has its seconds as text.
    pub(super) fn told_by(authorization: &str) -> Option<Self> {
        let token = authorization.strip_prefix("Bearer ")?;
        let [_, claims, _] = token.split('.').collect::<Vec<_>>()[..] else { return None };
        let claims: Json = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims.trim_end_matches('=')).ok()?).ok()?;
        let seconds = match claims.get("exp")? {
            Json::String(text) => text.trim().parse().ok()?,
            seconds => seconds.as_f64()?,
        };
        let seconds = Duration::try_from_secs_f64(seconds).ok()?;
        Self::at(UNIX_EPOCH.checked_add(seconds)?)
    }

    pub(super) fn is_over(&self) -> bool {
        self.is_within(Duration::ZERO)
    }

    /// Whether it is time for the next token.
    pub(super) fn is_near(&self) -> bool {
        self.is_within(Self::LEAD.min(self.lifetime / 10))
    }

    fn is_within(&self, lead: Duration) -> bool {
        let lasted = self.since.elapsed().is_some_and(|age| age >= self.lifetime.saturating_sub(lead));
        let end = self.at.checked_sub(lead).unwrap_or(UNIX_EPOCH);
        lasted || time_of_day().is_some_and(|now| now >= end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jwt(claims: &str) -> String {
        format!("Bearer e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims))
    }

    #[test]
    fn a_web_token_tells_its_end() {
        let in_an_hour = SystemTime::now() + Duration::from_secs(3600);
        let seconds = in_an_hour.duration_since(UNIX_EPOCH).unwrap().as_secs();
        for claims in [
            format!(r#"{{"exp":{seconds}}}"#),
            format!(r#"{{"sub":"x","exp":{seconds}.5}}"#),
            format!(r#"{{"exp":"{seconds}"}}"#),
            format!(r#"{{"exp":{:e}}}"#, seconds as f64),
        ] {
            let padded = jwt(&claims).replace(".c2ln", "==.c2ln");
            for token in [jwt(&claims), padded] {
                let expiry = Expiry::told_by(&token).unwrap();
                let left = expiry.lifetime.as_secs();
                assert!(!expiry.is_near() && (3590..=3601).contains(&left), "{claims}");
            }
        }
    }

    /// Some count milliseconds: the API says when it is over.
    #[test]
    fn an_end_that_is_far_away_does_no_harm() {
        for claims in [r#"{"exp":4102444800000}"#, r#"{"exp":4102444800000000000}"#, r#"{"exp":18446744073709551615}"#]
        {
            assert!(Expiry::told_by(&jwt(claims)).is_none_or(|expiry| !expiry.is_near() && !expiry.is_over()));
        }
    }

    #[test]
    fn anything_else_tells_no_end() {
        for claims in [
            "{}",
            "[]",
            "exp",
            r#"{"exp":1}"#,
            r#"{"exp":-5}"#,
            r#"{"exp":1e300}"#,
            r#"{"exp":"soon"}"#,
            r#"{"exp":"NaN"}"#,
            r#"{"exp":"inf"}"#,
            r#"{"exp":null}"#,
            r#"{"exp":[1]}"#,
        ] {
            assert!(Expiry::told_by(&jwt(claims)).is_none(), "{claims}");
        }
        for value in [
            "Bearer a.b",
            "Bearer a.b.c",
            "Bearer ..",
            "Bearer .=.",
            "Bearer e30.%%%.x",
            "Bearer a.b.c.d.e",
            "Basic e30.e30.e30",
            "",
        ] {
            assert!(Expiry::told_by(value).is_none(), "{value}");
        }
        assert!(Expiry::after(Duration::MAX).is_none());
        assert!(Expiry::after(Duration::ZERO).is_none());
    }
}
