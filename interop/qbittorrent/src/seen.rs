//! What was seen: which operations were called, and what differs between page and daemon.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use api::client::Call;
use docwright_runtime::codegen::{Payload, QuerySet, Record};

/// Fewer operations are too few.
const LEAST: usize = 45;

/// What was seen.
#[derive(Default)]
pub(crate) struct Seen {
    /// The operations that were called, each once.
    called: BTreeSet<String>,
    /// What differs, by operation.
    differences: BTreeMap<String, BTreeSet<String>>,
    faults: Vec<String>,
}

impl Seen {
    /// Makes a call whose answer has to decode; gives the answer.
    pub(crate) async fn call<R: Payload, Q: QuerySet>(&mut self, name: &str, call: Call<R, Q>) -> Option<R> {
        match call.await {
            Ok(value) => {
                self.called(name);
                Some(value)
            }
            Err(error) => {
                self.fault(format!("{name}: {error}"));
                None
            }
        }
    }

    /// Notes that an operation was called.
    pub(crate) fn called(&mut self, name: &str) {
        self.called.insert(name.to_owned());
    }

    /// Makes a call that the daemon refuses by a status that the page has.
    pub(crate) async fn refused<R: Payload, Q: QuerySet>(&mut self, name: &str, status: u16, call: Call<R, Q>) {
        match call.await {
            Ok(_) => self.fault(format!("{name}: expected {status}, but the call succeeded")),
            Err(error) if error.status().is_some_and(|found| found.as_u16() == status) => {
                self.called(name);
            }
            Err(error) => self.fault(format!("{name}: expected {status}: {error}")),
        }
    }

    /// Notes the properties of a record that the page does not have, and those that the daemon does not send.
    pub(crate) fn compare<T: Record>(&mut self, name: &str, record: &T) {
        let mut sent = BTreeSet::new();
        let unknown = record.for_each_set(&mut |at, _| sent.extend([at]));
        let unknown = unknown.map(|unknown| unknown.clone().into_map()).unwrap_or_default();
        for (unknown, _) in unknown {
            self.differs(name, format!("`{unknown}` is not on the page"));
        }
        let missing = record.schema().properties.iter().enumerate().filter(|(at, _)| !sent.contains(at));
        for (_, missing) in missing {
            self.differs(name, format!("`{missing}` is not sent"));
        }
    }

    /// Notes a difference between page and daemon.
    pub(crate) fn differs(&mut self, name: &str, what: impl Into<String>) {
        self.differences.entry(name.to_owned()).or_default().insert(what.into());
    }

    /// Notes what must not be.
    pub(crate) fn fault(&mut self, what: String) {
        self.faults.push(what);
    }

    /// Notes what must hold.
    pub(crate) fn check(&mut self, holds: bool, what: &str) {
        if !holds {
            self.fault(what.to_owned());
        }
    }

    /// Tells what was seen.
    pub(crate) fn report(self) -> ExitCode {
        for (name, differences) in &self.differences {
            println!("{name}: {}", differences.iter().map(String::as_str).collect::<Vec<_>>().join("; "));
        }
        self.faults.iter().for_each(|fault| eprintln!("{fault}"));
        let (called, differences) = (self.called.len(), self.differences.values().map(BTreeSet::len).sum::<usize>());
        println!("qbittorrent: {called} operations driven, {differences} differences, {} faults", self.faults.len());
        match self.faults.is_empty() && called >= LEAST {
            true => ExitCode::SUCCESS,
            false => ExitCode::FAILURE,
        }
    }
}
