//! Changes that somebody looked at, and found to be fine.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::Diff;
use super::date::Date;
use super::fingerprint::Fingerprint;

/// An entry of `diff.approve` in `docwright.yaml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Approval {
    /// The change.
    pub fingerprint: Fingerprint,
    /// Why it is fine.
    pub because: String,
    /// The last day on which the approval holds; for good without one.
    pub until: Option<Date>,
}

/// An approval that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lapsed {
    /// The change that it is about.
    pub fingerprint: Fingerprint,
    /// Why it was given.
    pub because: String,
    /// Why it does not hold.
    pub fault: ApprovalFault,
}

/// Why an approval does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ApprovalFault {
    /// Its last day is over.
    Expired(Date),
    /// There is no such change.
    Unused,
}

impl fmt::Display for Lapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fault {
            ApprovalFault::Expired(day) => write!(f, "the approval of {} expired on {day}", self.fingerprint),
            ApprovalFault::Unused => write!(f, "the approval of {} is about no change", self.fingerprint),
        }
    }
}

impl Diff {
    /// Marks what was approved, and notes the approvals that do not hold `today`.
    pub fn approve(&mut self, approvals: &[Approval], today: Date) {
        let known: BTreeSet<_> = self.changes.iter().map(|change| change.fingerprint).collect();
        for approval in approvals {
            let fault = match approval.until {
                _ if !known.contains(&approval.fingerprint) => ApprovalFault::Unused,
                Some(day) if day < today => ApprovalFault::Expired(day),
                _ => {
                    let same = self.changes.iter_mut().filter(|change| change.fingerprint == approval.fingerprint);
                    same.for_each(|change| change.approved = Some(approval.because.clone()));
                    continue;
                }
            };
            let Approval { fingerprint, because, .. } = approval.clone();
            self.lapsed.push(Lapsed { fingerprint, because, fault });
        }
    }
}
