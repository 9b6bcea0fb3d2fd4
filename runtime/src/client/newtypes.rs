//! The client types of a generated crate.

/// Defines the client and call types of a generated crate.
///
/// They are newtypes, because a crate can add methods only to its own types.
#[doc(hidden)]
#[macro_export]
macro_rules! client_newtypes {
    (
        $(#[$client_docs:meta])* pub struct $client:ident;
        $(#[$call_docs:meta])* pub struct $call:ident;
    ) => {
        $(#[$client_docs])*
        #[derive(Clone, Debug)]
        pub struct $client($crate::codegen::Client);

        impl $client {
            /// Builds a client of the API at this URL: the part before `/api/v1`, with the
            /// path of the tenant if there is one.
            pub fn builder(
                base_url: impl ::core::convert::Into<::std::string::String>,
            ) -> $crate::codegen::ClientBuilder<Self> {
                $crate::codegen::ClientBuilder::new(base_url)
            }

            /// A request of an operation, to be completed with the operation's arguments and
            /// made a call. For operations that the documentation lacks.
            pub fn draft(
                &self,
                operation: &'static $crate::codegen::Operation,
            ) -> $crate::codegen::Draft {
                self.0.draft(operation)
            }

            /// The client underneath, which knows no operations.
            pub fn runtime(&self) -> &$crate::codegen::Client {
                &self.0
            }
        }

        impl ::core::convert::From<$crate::codegen::Client> for $client {
            fn from(client: $crate::codegen::Client) -> Self {
                Self(client)
            }
        }

        $(#[$call_docs])*
        #[derive(Debug)]
        #[must_use = "a call does nothing until it is awaited"]
        pub struct $call<R, Q = $crate::codegen::NoQuery>($crate::codegen::Call<R, Q>);

        $crate::call_methods!($call);

        /// A call of what was drafted.
        impl<R, Q: $crate::codegen::QuerySet> ::core::convert::From<$crate::codegen::Draft>
            for $call<R, Q>
        {
            fn from(draft: $crate::codegen::Draft) -> Self {
                Self(draft.into())
            }
        }

        /// Awaiting a call sends it and gives the value.
        impl<R, Q> ::core::future::IntoFuture for $call<R, Q>
        where
            R: $crate::codegen::Payload,
            Q: $crate::codegen::QuerySet,
        {
            type Output = ::core::result::Result<R, $crate::client::Error>;
            type IntoFuture = $crate::client::Pending<R>;

            fn into_future(self) -> Self::IntoFuture {
                self.0.into_future()
            }
        }
    };
}

/// The methods of a call type. `RESERVED_CALL_METHODS` lists them.
#[doc(hidden)]
#[macro_export]
macro_rules! call_methods {
    ($call:ident) => {
        impl<R, Q: $crate::codegen::QuerySet> $call<R, Q> {
            /// Replaces all optional query parameters.
            pub fn query(self, query: Q) -> Self {
                Self(self.0.query(query))
            }

            /// The optional query parameters.
            pub fn query_mut(&mut self) -> &mut Q {
                self.0.query_mut()
            }

            /// Sets a header; one of the same name is replaced.
            pub fn header(self, name: &str, value: &str) -> Self {
                Self(self.0.header(name, value))
            }

            /// Sets `SO-Language`: the language of names and messages, such as `en` or `no`;
            /// `*` gives all of them untranslated.
            pub fn language(self, language: &str) -> Self {
                Self(self.0.language(language))
            }

            /// Sets `Accept-Language`: the languages that the caller understands.
            pub fn accept_language(self, languages: &str) -> Self {
                Self(self.0.accept_language(languages))
            }

            /// Sets `SO-Culture`: how numbers and dates inside of texts are written.
            pub fn culture(self, culture: &str) -> Self {
                Self(self.0.culture(culture))
            }

            /// Sets `SO-TimeZone`: the zone of times.
            pub fn time_zone(self, time_zone: impl ::core::convert::Into<$crate::TimeZone>) -> Self {
                Self(self.0.time_zone(time_zone))
            }

            /// Sets `SO-AppToken`: the secret of the application, which goes with tickets.
            pub fn app_token(self, token: &str) -> Self {
                Self(self.0.app_token(token))
            }

            /// Sets the time that each attempt to send the request has; of a stream, the time
            /// until its head and between its chunks.
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// Sets the time that the call has: all attempts, the pauses between them, and
            /// what fetches tokens for them. Each page of a list is a call of its own.
            pub fn deadline(self, deadline: ::core::time::Duration) -> Self {
                Self(self.0.deadline(deadline))
            }

            /// Sets how often the request is sent again if it may be.
            pub fn retries(self, retries: $crate::client::Retries) -> Self {
                Self(self.0.retries(retries))
            }

            /// Says that carrying out this call twice is the same as carrying it out once, so
            /// that it may be sent again even if it is a `POST`.
            pub fn idempotent(self) -> Self {
                Self(self.0.idempotent())
            }

            /// Asks for the value only if it has changed since then, to the second.
            /// `conditional` tells what came of it.
            pub fn if_modified_since(self, time: ::std::time::SystemTime) -> Self {
                Self(self.0.if_modified_since(time))
            }

            /// Asks for the change only if nobody has changed the thing since then, to the
            /// second. Otherwise the call fails with `ErrorKind::PreconditionFailed`.
            pub fn if_unmodified_since(self, time: ::std::time::SystemTime) -> Self {
                Self(self.0.if_unmodified_since(time))
            }

            /// Sends the request and gives the response as it is. Codes other than 2xx are
            /// errors.
            pub fn raw(self) -> $crate::client::Pending<$crate::client::RawResponse> {
                self.0.raw()
            }

            /// Sends the request and gives the body as it arrives. Once the head is there, the
            /// timeout is the time that may pass without a byte while somebody waits for one.
            pub fn stream(self) -> $crate::client::Pending<$crate::codegen::Response<$crate::client::Body>> {
                self.0.stream()
            }
        }

        impl<R: $crate::codegen::Payload, Q: $crate::codegen::QuerySet> $call<R, Q> {
            /// Sends the request and gives status and headers along with the value.
            pub fn send(self) -> $crate::client::Pending<$crate::codegen::Response<R>> {
                self.0.send()
            }

            /// Sends the request and gives `None` if there is nothing: a 404 that the
            /// documentation lists, 304, or a body that is empty or `null`. Only an answer that
            /// can be the API's own tells that: empty, or of a media type that the API has.
            pub fn optional(self) -> $crate::client::Pending<::core::option::Option<R>> {
                self.0.optional()
            }

            /// Sends the request and tells whether the value has changed since the time of
            /// `if_modified_since`.
            pub fn conditional(self) -> $crate::client::Pending<$crate::client::Conditional<R>> {
                self.0.conditional()
            }

            $crate::wait_method!(R);
        }

        impl<R, Q> $call<R, Q>
        where
            R: $crate::codegen::Payload + $crate::Page,
            Q: $crate::codegen::QuerySet,
        {
            /// The pages of a list, each sent for when it is asked for.
            pub fn pages(self) -> $crate::client::Pages<R> {
                self.0.pages()
            }

            /// The items of a list on all of its pages. Pages without items are passed over;
            /// after 10,000 in a row the list ends with an error.
            pub fn items(self) -> $crate::client::Items<R> {
                self.0.items()
            }
        }
    };
}

/// The blocking method of a call type. Whether there is one is for this crate's features to say,
/// not for those of the crate that the macro is expanded in.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "blocking")]
macro_rules! wait_method {
    ($reply:ident) => {
        /// Sends the request and waits for the value; blocks the thread.
        ///
        /// # Errors
        /// See `ErrorKind`.
        pub fn wait(self) -> ::core::result::Result<$reply, $crate::client::Error> {
            self.0.wait()
        }
    };
}

/// The blocking method of a call type: none without the feature `blocking`.
#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "blocking"))]
macro_rules! wait_method {
    ($reply:ident) => {};
}
