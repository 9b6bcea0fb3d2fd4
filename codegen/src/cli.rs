//! The command line: one module per verb, and what the verbs share.
//!
//! People read standard error; standard output carries results: exports, answers of `explain`,
//! `stats` and `diff`, and findings in the formats `json` and `github`.

mod args;
mod check;
mod diff;
mod explain;
mod export;
mod failure;
mod findings;
mod generate;
mod lock;
mod machine;
mod mock;
mod new;
mod paths;
mod progress;
mod project;
mod render;
mod repository;
mod sarif;
mod stats;
mod summary;
mod understand;
mod watch;

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use crate::fs::IoError;
use clap::Parser;

use args::{Args, Verb};
use failure::Failure;

/// Runs what the process's arguments ask for.
pub(crate) fn run() -> ExitCode {
    let done = match Args::parse().verb {
        Verb::Generate(args) => generate::run(&args),
        Verb::Check(args) => check::run(&args),
        Verb::New(args) => new::run(&args),
        Verb::Export(args) => export::run(&args),
        Verb::Explain(args) => explain::run(&args),
        Verb::Diff(args) => diff::run(&args),
        Verb::Stats(args) => stats::run(&args),
        Verb::Mock(args) => mock::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.show();
            failure.exit_code()
        }
    }
}

/// Writes a line to standard error, without colours where nobody sees them.
macro_rules! say {
    ($($arg:tt)*) => {{
        use std::io::Write as _;
        // There is nobody left to tell that standard error is closed.
        let _ = writeln!(anstream::stderr(), $($arg)*);
    }};
}
use say;

/// Writes to standard output. A reader that has seen enough is no failure.
fn print(text: &str) -> Result<(), Failure> {
    print_to(&mut io::stdout().lock(), text)
}

/// The same without colours where nobody sees them.
fn print_styled(text: &str) -> Result<(), Failure> {
    print_to(&mut anstream::stdout().lock(), text)
}

fn print_to(out: &mut dyn Write, text: &str) -> Result<(), Failure> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(IoError::new("write to", "standard output".as_ref(), error).into())
        }
        _ => Ok(()),
    }
}
