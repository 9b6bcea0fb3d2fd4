//! `docwright diff`: each kind of change with its verdicts, the proof of these, and what is no change.

#![allow(clippy::unwrap_used, reason = "a fault here is a failed test")]

mod case;
mod cases;
mod proof;
#[path = "../support/mod.rs"]
mod support;
mod user;
mod verdicts;
mod workspace;
