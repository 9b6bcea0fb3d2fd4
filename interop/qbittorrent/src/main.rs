//! Drives the real daemon with the client that is generated from its page: every answer has to decode into its type, and
//! what the daemon does otherwise than the page says is listed.
//!
//! `interop/run qbittorrent` starts the daemon and this program.

mod calls;
mod seen;
mod torrent;

use std::process::ExitCode;

use api::client::Client;

use crate::seen::Seen;

/// What keeps the program from making its calls.
type Fault = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> ExitCode {
    match drive().await {
        Ok(seen) => seen.report(),
        Err(fault) => {
            eprintln!("qbittorrent: {fault}");
            ExitCode::FAILURE
        }
    }
}

async fn drive() -> Result<Seen, Fault> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [base_url, user, password, folder] = arguments.as_slice() else {
        return Err("usage: interop-qbittorrent BASE_URL USER PASSWORD FOLDER".into());
    };
    let mut seen = Seen::default();
    let stranger = Client::builder(base_url.as_str()).build()?;
    let session = async |seen: &mut Seen| -> Result<Client, Fault> {
        let cookie = calls::log_in(&stranger, (user, password), seen).await?;
        Ok(Client::builder(base_url.as_str()).credentials(api::credentials::session(cookie)?).build()?)
    };
    calls::log_out(&session(&mut seen).await?, &mut seen).await;
    let client = session(&mut seen).await?;
    calls::all(&client, std::path::Path::new(folder), &mut seen).await?;
    Ok(seen)
}
