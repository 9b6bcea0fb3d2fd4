//! Calls every operation with the generated client at Prism, which knows the API from our OpenAPI export alone: what
//! the client sends has to satisfy the export, and what the export says has to be what the client reads.
//!
//! `interop/run prism` starts Prism and this program.

mod calls;
mod export;
mod split;

use std::collections::BTreeSet;
use std::process::ExitCode;

use docwright_runtime::client::{Bearer, Error};
use superoffice::client::Client;

use crate::export::Export;

/// What keeps the program from making its calls.
type Fault = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let complaints = match arguments.as_slice() {
        ["split", file, folder] => split::split(file, folder).map(|()| Vec::new()),
        ["call", parts @ ..] => call_all(parts).await,
        _ => Err("usage: interop-prism split OPENAPI_FILE FOLDER | call BASE_URL=OPENAPI_FILE…".into()),
    };
    let complaints = complaints.unwrap_or_else(|fault| vec![fault.to_string()]);
    complaints.iter().for_each(|complaint| eprintln!("{complaint}"));
    if complaints.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Calls every operation at the Prism that serves it. Gives what is wrong, one line each.
async fn call_all(parts: &[&str]) -> Result<Vec<String>, Fault> {
    let mut called = BTreeSet::new();
    let mut complaints = Vec::new();
    for part in parts {
        let (base_url, file) = part.split_once('=').ok_or("parts are BASE_URL=OPENAPI_FILE")?;
        let export = Export::read(file)?;
        let client: Client = Client::builder(base_url).credentials(Bearer::new("interop")).build()?;
        let mut missing = export.operation_ids();
        for call in calls::all(&client, &export)? {
            missing.remove(call.operation.id);
            called.insert(call.operation.id);
            complaints.extend(call.complaint(&export).await);
        }
        complaints.extend(missing.into_iter().map(|id| format!("{id}: add it to interop/prism/src/calls.rs")));
    }
    let uncalled = calls::ids().into_iter().filter(|id| !called.contains(id));
    complaints.extend(uncalled.map(|id| format!("{id}: the export lacks it")));
    println!("prism: {} operations called, {} complaints", called.len(), complaints.len());
    Ok(complaints)
}

impl calls::PendingCall {
    /// Makes the call; tells what is wrong with it.
    async fn complaint(self, export: &Export) -> Option<String> {
        let operation = self.operation;
        let fault = match self.outcome.await {
            Ok(violations) => format!("the answer does not satisfy the export: {}", violations?),
            Err(error) if is_documented(export, &error) => return None,
            Err(error) => error.to_string(),
        };
        Some(format!("{operation}: {fault}"))
    }
}

/// Whether the operation documents failures alone, and this is one of them.
fn is_documented(export: &Export, error: &Error) -> bool {
    let statuses = export.statuses(error.operation().id);
    let fails_always = statuses.iter().all(|status| *status >= 400);
    fails_always && error.status().is_some_and(|status| statuses.contains(&status.as_u16()))
}
