//! The command line: one module per verb, and what the verbs share.
//!
//! People read standard error; standard output carries nothing but what machines read: exports,
//! and findings in the formats `json` and `github`.

mod args;
mod check;
mod export;
mod failure;
mod findings;
mod generate;
mod machine;
mod new;
mod paths;
mod progress;
mod project;
mod render;
mod summary;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Verb};

/// Runs what the process's arguments ask for.
pub(crate) fn run() -> ExitCode {
    let done = match Args::parse().verb {
        Verb::Generate(args) => generate::run(&args),
        Verb::Check(args) => check::run(&args),
        Verb::New(args) => new::run(&args),
        Verb::Export(args) => export::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.show();
            failure.exit_code()
        }
    }
}

/// The parts of a verb's outcome that go to standard error, in one place so that colours and
/// broken terminals are handled alike.
macro_rules! say {
    ($($arg:tt)*) => {{
        use std::io::Write as _;
        // There is nobody left to tell that standard error is closed.
        let _ = writeln!(anstream::stderr(), $($arg)*);
    }};
}
pub(crate) use say;
