//! Turns Markdown API endpoint docs into Rust.
