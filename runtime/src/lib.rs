//! The runtime of generated API crates.
