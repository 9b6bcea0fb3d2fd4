//! Serves an empty desk: `cargo run -p chat-desk --bin server`.

use std::io;

use chat_desk::clock::SystemClock;
use chat_desk::staff::Staff;
use clap::Parser;
use docwright_runtime::server::{Timeouts, serve};
use tokio::net::TcpListener;

/// Serves a chat desk. Its employees are anna, bert and carla; a bearer token is a name.
#[derive(Parser)]
struct Arguments {
    /// The port; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The address to listen at.
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let listener = TcpListener::bind((arguments.host.as_str(), arguments.port)).await?;
    println!("http://{}", listener.local_addr()?);
    let routes = chat_desk::routes(Staff::demo(), SystemClock);
    serve(listener, routes.into_service(), Timeouts::default(), ctrl_c).await
}

/// Ctrl-C ends the server once the requests under way are answered, and at once when it comes again. Without it,
/// the process is stopped in another way.
async fn ctrl_c() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
