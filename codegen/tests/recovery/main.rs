//! What recovery promises whatever the pages are: less evidence makes less known, never something
//! else; what does not count changes nothing; what was known once stays known.

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

#[path = "../support/mod.rs"]
mod support;

mod compare;
mod editions;
mod evidence;
mod former;
mod lists;
mod lock;
mod mutation;
mod names;
mod pages;
mod rules;
mod settling;
mod values;
