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

        $crate::with_call_methods!(call_methods! { $call });

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

/// The one table of the methods that every call has. It goes to a macro of this crate behind what that is given besides.
///
/// | Group | The call | Gives |
/// |---|---|---|
/// | `setters` | any | itself, with something set |
/// | `endings` | any | what the API answers |
/// | `values` | of something that can be read | what is read |
/// | `lists` | of a page of a list | what is on its pages |
/// | `others` | written out where they are implemented | |
#[doc(hidden)]
#[macro_export]
macro_rules! with_call_methods {
    ($then:ident! { $($given:tt)* }) => {
        $crate::$then! {
            $($given)*
            setters {
                /// Replaces all optional query parameters.
                query(query: Q);
                /// Sets a header; one of the same name is replaced.
                header(name: &str, value: &str);
                /// Sets the time that each attempt to send the request has; of a stream, the time
                /// until its head and between its chunks.
                timeout(timeout: ::core::time::Duration);
                /// Sets the time that the call has: all attempts, the pauses between them, and
                /// what fetches tokens for them. Each page of a list is a call of its own.
                deadline(deadline: ::core::time::Duration);
                /// Sets how often the request is sent again if it may be.
                retries(retries: $crate::client::Retries);
                /// Says that carrying out this call twice is the same as carrying it out once, so
                /// that it may be sent again even if it is a `POST`.
                idempotent();
                /// Asks for the value only if it has changed since then, to the second.
                /// `conditional` tells what came of it.
                if_modified_since(time: ::std::time::SystemTime);
                /// Asks for the change only if nobody has changed the thing since then, to the
                /// second. Otherwise the call fails with `ErrorKind::PreconditionFailed`.
                if_unmodified_since(time: ::std::time::SystemTime);
            }
            endings {
                /// Sends the request and gives the response as it is. Codes other than 2xx are
                /// errors.
                raw -> $crate::client::Pending<$crate::client::RawResponse>;
                /// Sends the request and gives the body as it arrives. Once the head is there, the
                /// timeout is the time that may pass without a byte while somebody waits for one.
                stream -> $crate::client::Pending<$crate::codegen::Response<$crate::client::Body>>;
            }
            values {
                /// Sends the request and gives status and headers along with the value.
                send -> $crate::client::Pending<$crate::codegen::Response<R>>;
                /// Sends the request and gives `None` if there is nothing: a 404 that the
                /// documentation lists, 304, or a body that is empty or `null`. Only an answer that
                /// can be the API's own tells that: empty, or of a media type that the API has.
                optional -> $crate::client::Pending<::core::option::Option<R>>;
                /// Sends the request and tells whether the value has changed since the time of
                /// `if_modified_since`.
                conditional -> $crate::client::Pending<$crate::client::Conditional<R>>;
            }
            lists {
                /// The pages of a list, each sent for when it is asked for.
                pages -> $crate::client::Pages<R>;
                /// The items of a list on all of its pages. Pages without items are passed over;
                /// after 10,000 in a row the list ends with an error.
                items -> $crate::client::Items<R>;
            }
            others { query_mut into_future wait }
        }
    };
}

/// The methods of a call type over the runtime's.
#[doc(hidden)]
#[macro_export]
macro_rules! call_methods {
    (
        $call:ident
        setters { $($(#[$set_docs:meta])* $set:ident($($argument:ident: $accepted:ty),*);)* }
        endings { $($(#[$end_docs:meta])* $end:ident -> $outcome:ty;)* }
        values { $($(#[$value_docs:meta])* $value:ident -> $read:ty;)* }
        lists { $($(#[$list_docs:meta])* $list:ident -> $listed:ty;)* }
        others { $($other:ident)* }
    ) => {
        impl<R, Q: $crate::codegen::QuerySet> $call<R, Q> {
            $(
                $(#[$set_docs])*
                pub fn $set(self, $($argument: $accepted),*) -> Self {
                    Self(self.0.$set($($argument),*))
                }
            )*

            /// The optional query parameters.
            pub fn query_mut(&mut self) -> &mut Q {
                self.0.query_mut()
            }

            $(
                $(#[$end_docs])*
                pub fn $end(self) -> $outcome {
                    self.0.$end()
                }
            )*
        }

        impl<R: $crate::codegen::Payload, Q: $crate::codegen::QuerySet> $call<R, Q> {
            $(
                $(#[$value_docs])*
                pub fn $value(self) -> $read {
                    self.0.$value()
                }
            )*

            $crate::wait_method!(R);
        }

        impl<R, Q> $call<R, Q>
        where
            R: $crate::codegen::Payload + $crate::codegen::Paged,
            Q: $crate::codegen::QuerySet,
        {
            $(
                $(#[$list_docs])*
                pub fn $list(self) -> $listed {
                    self.0.$list()
                }
            )*
        }
    };
}

/// The names of all methods, from the same table.
#[doc(hidden)]
#[macro_export]
macro_rules! call_method_names {
    (
        setters { $($(#[$set_docs:meta])* $set:ident($($accepted:tt)*);)* }
        endings { $($(#[$end_docs:meta])* $end:ident -> $outcome:ty;)* }
        values { $($(#[$value_docs:meta])* $value:ident -> $read:ty;)* }
        lists { $($(#[$list_docs:meta])* $list:ident -> $listed:ty;)* }
        others { $($other:ident)* }
    ) => {
        &[
            $(stringify!($set),)*
            $(stringify!($end),)*
            $(stringify!($value),)*
            $(stringify!($list),)*
            $(stringify!($other),)*
        ]
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
