//! Turns Markdown API endpoint docs into Rust: models, an HTTP client and a server trait.
//!
//! A build script calls [`Builder`]; everything else is done by the program of the same name. The [`guide`] has what both
//! have in common.

#![cfg_attr(
    not(feature = "cli"),
    allow(dead_code, unused_imports, reason = "the command line needs more than a build script")
)]

mod api;
mod builder;
mod characters;
#[cfg(feature = "cli")]
mod cli;
mod config;
mod customize;
mod diagnostic;
mod dialect;
mod diff;
mod emit;
mod explain;
mod export;
mod files;
mod fixups;
mod fs;
mod json;
mod layout;
mod links;
mod lock;
#[cfg(feature = "mock")]
mod mock;
mod names;
mod options;
mod outline;
mod page;
mod parallel;
mod parse;
mod pipeline;
mod plan;
mod presence;
mod progress;
mod read;
mod recall;
mod render;
mod resolve;
mod rust_names;
mod sarif;
mod select;
mod source;
mod sources;
mod spelling;
mod stamp;
mod stats;
mod suggest;
mod summary;
mod walk;
mod yaml;

pub mod guide;

pub use builder::{Builder, Error, Result};
pub use options::Aliases;

use pipeline::{Failure, Generated, Input, Understood, generate, learn, understand};

/// Runs the command line; for the binary of this package, which sets the allocator.
#[cfg(feature = "cli")]
#[doc(hidden)]
pub fn main() -> std::process::ExitCode {
    cli::run()
}

/// The insides, for the tests of this project: they change with every release.
#[doc(hidden)]
pub mod unstable {
    pub use crate::pipeline::{Failure, Generated, Input, Understood, generate, learn, understand};

    macro_rules! insides {
        ($($module:ident)*) => {
            $(pub mod $module {
                pub use crate::$module::*;
            })*
        };
    }

    insides! {
        api customize diagnostic dialect diff emit explain export files fixups json lock names options outline page parse plan
        read render resolve rust_names select source sources stats
    }
    #[cfg(feature = "mock")]
    insides! { mock }
}
