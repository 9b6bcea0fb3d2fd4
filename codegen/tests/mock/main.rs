//! The mock server, asked as clients ask it.
