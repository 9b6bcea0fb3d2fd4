//! Selection: the part of an API that the user wants, with all types that it needs.

use std::collections::BTreeSet;
use std::fmt;

use crate::api::{Api, Operation, Service, SkipReason, Skipped};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lock;
use crate::names::{ServiceName, TypeName};
use crate::rust_names::NameKind;
use crate::suggest;

/// Names services: by their name such as `ChatAgent`, or by the docs folder of their pages such as
/// `Chat_Agent` or `rest/Contact`. `*` and `?` stand for characters within one folder name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServicePattern(glob::Pattern);

/// A text that is no pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    text: String,
    reason: &'static str,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "'{}' is no pattern of service names: {}", self.text, self.reason)
    }
}

impl std::error::Error for PatternError {}

impl ServicePattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// Malformed wildcards, such as a `[` that is never closed.
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        let trimmed = text.trim_matches('/');
        let error = |reason| PatternError { text: text.to_owned(), reason };
        if trimmed.is_empty() {
            return Err(error("it is empty"));
        }
        glob::Pattern::new(trimmed).map(Self).map_err(|fault| error(fault.msg))
    }

    /// The pattern as it was given.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    fn matches(&self, name: &str) -> bool {
        let options = glob::MatchOptions { require_literal_separator: true, ..glob::MatchOptions::new() };
        self.0.matches_with(name, options)
    }

    /// Whether it selects anything of an API.
    pub fn selects_any(&self, api: &Api) -> bool {
        api.operations().any(|operation| self.matches_operation(operation))
    }

    fn matches_operation(&self, operation: &Operation) -> bool {
        self.matches(operation.id.service().as_str()) || self.matches_folder_of(&operation.origin.file)
    }

    /// Whether it matches a run of folders on the way to a page: `rest/Contact/x.md` is matched by
    /// `rest`, `Contact` and `rest/Contact`.
    fn matches_folder_of(&self, page: &str) -> bool {
        folders(page).any(|folder| self.matches(folder))
    }
}

/// All runs of folders on the way to a page.
fn folders(page: &str) -> impl Iterator<Item = &str> {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let starts = std::iter::once(0).chain(folder.match_indices('/').map(|(at, _)| at + 1));
    starts.flat_map(move |start| {
        let ends = folder[start..].match_indices('/').map(move |(at, _)| start + at);
        ends.chain([folder.len()]).map(move |end| &folder[start..end]).filter(|run| !run.is_empty())
    })
}

/// Keeps the operations that some pattern matches, and the types they use; all without patterns.
///
/// The pages of the other operations are counted as [`SkipReason::NotSelected`]. A pattern that
/// matches nothing is a [`Code::ServiceUnknown`].
pub fn select(api: Api, patterns: &[ServicePattern], diagnostics: &mut Diagnostics) -> Api {
    if patterns.is_empty() {
        return api;
    }
    report_unknown(&api, patterns, diagnostics);
    let mut skipped = api.skipped;
    let (mut services, mut others, mut sets) = (Vec::new(), Vec::new(), BTreeSet::new());
    for Service { name, operations } in api.services {
        let wanted = |operation: &Operation| patterns.iter().any(|pattern| pattern.matches_operation(operation));
        let (operations, unwanted): (Vec<_>, Vec<_>) = operations.into_iter().partition(wanted);
        sets.extend(unwanted.iter().map(lock::parameters));
        skipped.extend(
            unwanted.into_iter().map(|operation| Skipped { origin: operation.origin, reason: SkipReason::NotSelected }),
        );
        match operations.is_empty() {
            true => others.push(name),
            false => services.push(Service { name, operations }),
        }
    }
    skipped.sort_by(|a, b| a.origin.cmp(&b.origin));
    // What operations have that nobody wants is of no use.
    let mut selected = Api { services, skipped, kept: BTreeSet::new(), ..api };
    let used = selected.used_types();
    let unselected = &mut selected.former.unselected;
    unselected.extend(NameKind::Type, selected.types.keys().filter(|name| !used.contains(*name)).map(TypeName::as_str));
    for kind in [NameKind::Accessor, NameKind::Module, NameKind::Service] {
        unselected.extend(kind, others.iter().map(ServiceName::as_str));
    }
    unselected.extend(NameKind::Query, sets.iter().map(String::as_str));
    selected.types.retain(|name, _| used.contains(name));
    selected
}

/// Takes out the findings about pages in folders of which nothing was selected.
///
/// They are of no use to somebody who does not want these services. Returns how many there were.
pub fn forget_unselected(api: &Api, diagnostics: &mut Diagnostics) -> usize {
    let folder = |page: &str| page.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let selected: BTreeSet<String> = api.operations().map(|operation| folder(&operation.origin.file)).collect();
    let others: BTreeSet<String> = api
        .skipped
        .iter()
        .filter(|skipped| skipped.reason == SkipReason::NotSelected)
        .map(|skipped| folder(&skipped.origin.file))
        .filter(|folder| !selected.contains(folder))
        .collect();
    let before = diagnostics.len();
    diagnostics.retain(|found| found.origin.as_ref().is_none_or(|origin| !others.contains(&folder(&origin.file))));
    before - diagnostics.len()
}

fn report_unknown(api: &Api, patterns: &[ServicePattern], diagnostics: &mut Diagnostics) {
    let faulty = |pattern: &ServicePattern| {
        let mut faulty = api.skipped.iter().filter(|skipped| skipped.reason == SkipReason::Faulty);
        faulty.any(|skipped| pattern.matches_folder_of(&skipped.origin.file))
    };
    for pattern in patterns {
        if api.operations().any(|operation| pattern.matches_operation(operation)) || faulty(pattern) {
            continue;
        }
        let services = api.services.iter().map(|service| service.name.as_str());
        let known: BTreeSet<&str> =
            services.chain(api.operations().flat_map(|operation| folders(&operation.origin.file))).collect();
        let suggestion = suggest::did_you_mean(pattern.as_str(), known);
        let message = format!("no service and no docs folder matches '{}'{suggestion}", pattern.as_str());
        diagnostics.add(Diagnostic { origin: None, code: Code::ServiceUnknown, message, related: Vec::new() });
    }
}
