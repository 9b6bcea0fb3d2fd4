//! The client.

use docwright_runtime::codegen as rt;

mod contact;
mod query;
mod user;

pub use contact::Contact;
pub use user::User;

rt::client! {
    /// The client of the specimen.
    pub struct Client;
    /// A request that is sent when awaited.
    pub struct Call;
}

impl Client {
    /// Contact
    pub fn contact(&self) -> Contact {
        Contact::new(self)
    }

    /// User
    pub fn user(&self) -> User {
        User::new(self)
    }
}

impl<R, Q: rt::QuerySet> Call<R, Q> {
    /// Sets `SO-Language`: the language of names and messages, such as `en` or `no`; `*` gives all of them untranslated.
    pub fn language(self, value: &str) -> Self {
        self.header("SO-Language", value)
    }

    /// Sets `Accept-Language`: the languages that the caller understands.
    pub fn accept_language(self, value: &str) -> Self {
        self.header("Accept-Language", value)
    }

    /// Sets `SO-Culture`: how numbers and dates inside of texts are written.
    pub fn culture(self, value: &str) -> Self {
        self.header("SO-Culture", value)
    }

    /// Sets `SO-TimeZone`: the zone of times, by code or number.
    pub fn time_zone(self, value: impl ::core::fmt::Display) -> Self {
        self.header("SO-TimeZone", &value.to_string())
    }

    /// Sets `SO-TimeZone`: the zone of times, which are written with their offset.
    pub fn time_zone_with_offsets(self, value: impl ::core::fmt::Display) -> Self {
        self.header("SO-TimeZone", &[&*value.to_string(), ", ", "includeTZOffset"].concat())
    }

    /// Sets `SO-AppToken`: the secret of the application, which goes with tickets.
    pub fn app_token(self, value: &str) -> Self {
        self.header("SO-AppToken", value)
    }
}

/// Headers of all calls of a client, as methods of its builder. A call may set other values.
pub trait ClientHeaders: Sized {
    /// Sets `SO-Language`: the language of names and messages, such as `en` or `no`; `*` gives all of them untranslated.
    fn language(self, value: impl Into<String>) -> Self;
    /// Sets `Accept-Language`: the languages that the caller understands.
    fn accept_language(self, value: impl Into<String>) -> Self;
    /// Sets `SO-Culture`: how numbers and dates inside of texts are written.
    fn culture(self, value: impl Into<String>) -> Self;
    /// Sets `SO-TimeZone`: the zone of times, by code or number.
    fn time_zone(self, value: impl ::core::fmt::Display) -> Self;
    /// Sets `SO-TimeZone`: the zone of times, which are written with their offset.
    fn time_zone_with_offsets(self, value: impl ::core::fmt::Display) -> Self;
    /// Sets `SO-AppToken`: the secret of the application, which goes with tickets.
    fn app_token(self, value: impl Into<String>) -> Self;
}

impl ClientHeaders for rt::ClientBuilder<Client> {
    fn language(self, value: impl Into<String>) -> Self {
        self.header("SO-Language", value)
    }

    fn accept_language(self, value: impl Into<String>) -> Self {
        self.header("Accept-Language", value)
    }

    fn culture(self, value: impl Into<String>) -> Self {
        self.header("SO-Culture", value)
    }

    fn time_zone(self, value: impl ::core::fmt::Display) -> Self {
        self.header("SO-TimeZone", value.to_string())
    }

    fn time_zone_with_offsets(self, value: impl ::core::fmt::Display) -> Self {
        self.header("SO-TimeZone", [&*value.to_string(), ", ", "includeTZOffset"].concat())
    }

    fn app_token(self, value: impl Into<String>) -> Self {
        self.header("SO-AppToken", value)
    }
}
