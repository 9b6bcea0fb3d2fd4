//! Macros around generated code that needs a feature of this crate. Without it they say so, once, instead of an error
//! for each name that is missing.

/// The generated client.
#[cfg(feature = "client-core")]
#[doc(hidden)]
#[macro_export]
macro_rules! client_code {
    ($($code:tt)*) => { $($code)* };
}

/// The generated client.
#[cfg(not(feature = "client-core"))]
#[doc(hidden)]
#[macro_export]
macro_rules! client_code {
    ($($code:tt)*) => {
        ::core::compile_error!(
            "the generated client needs the feature `client` of docwright-runtime, or `client-core`: \
             switch it on, or leave the client out with `.client(false)` or `client: false`"
        );
    };
}

/// The generated server.
#[cfg(feature = "server")]
#[doc(hidden)]
#[macro_export]
macro_rules! server_code {
    ($($code:tt)*) => { $($code)* };
}

/// The generated server.
#[cfg(not(feature = "server"))]
#[doc(hidden)]
#[macro_export]
macro_rules! server_code {
    ($($code:tt)*) => {
        ::core::compile_error!(
            "the generated server needs the feature `server` of docwright-runtime: \
             switch it on, or leave the server out with `.server(false)` or `server: false`"
        );
    };
}
