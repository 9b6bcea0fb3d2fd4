//! Traits to implement, and their routes.

use docwright_runtime::codegen as rt;

pub mod contact;
pub mod user;

pub use contact::{Contact, contact};
pub use user::{User, UserStates, user, user_states};

/// Headers of requests, as methods of their context.
pub trait RequestHeaders {
    /// `SO-Language`: the language of names and messages, such as `en` or `no`; `*` gives all of them untranslated.
    fn language(&self) -> Option<&str>;
    /// `Accept-Language`: the languages that the caller understands.
    fn accept_language(&self) -> Option<&str>;
    /// `SO-Culture`: how numbers and dates inside of texts are written.
    fn culture(&self) -> Option<&str>;
    /// `SO-TimeZone`: the zone of times, by code or number.
    fn time_zone(&self) -> Option<&str>;
    /// `SO-TimeZone`: the zone of times, which are written with their offset.
    fn time_zone_with_offsets(&self) -> bool;
    /// `SO-AppToken`: the secret of the application, which goes with tickets.
    fn app_token(&self) -> Option<&str>;
}

impl RequestHeaders for rt::Context {
    fn language(&self) -> Option<&str> {
        self.language_by("SO-Language")
    }

    fn accept_language(&self) -> Option<&str> {
        self.header("Accept-Language")
    }

    fn culture(&self) -> Option<&str> {
        RequestHeaders::language(self).and(self.header("SO-Culture"))
    }

    fn time_zone(&self) -> Option<&str> {
        self.header_start("SO-TimeZone", &["includeTZOffset"])
    }

    fn time_zone_with_offsets(&self) -> bool {
        self.header_lists("SO-TimeZone", "includeTZOffset")
    }

    fn app_token(&self) -> Option<&str> {
        self.header("SO-AppToken")
    }
}
