//! The command line of docwright.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
