//! The edges: what is read from disk, what is written to it, and what people see.

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod bad_dialects;
mod bad_pages;
mod check;
mod cli;
mod determinism;
mod diff;
mod docs;
mod explain;
mod files;
mod fixups;
mod handbook;
mod leftovers;
mod lock;
mod new;
mod read;
mod select;
mod watch;
#[cfg(unix)]
mod workflow;
