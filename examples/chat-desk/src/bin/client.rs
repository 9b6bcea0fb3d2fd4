//! Takes the tour of a desk that is served: `cargo run -p chat-desk --bin client`.

use std::process::ExitCode;

use chat_desk::tour::tour;
use clap::Parser;

/// Takes a tour of a chat desk, and prints what happens.
#[derive(Parser)]
struct Arguments {
    /// The address that the server printed.
    #[arg(default_value = "http://127.0.0.1:8080")]
    base_url: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match tour(&arguments.base_url, &mut |line| println!("{line}")).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
