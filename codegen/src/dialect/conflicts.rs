//! Words of a dialect that would mean two things at once.

use std::collections::HashMap;

use super::layers::{Fault, Step};
use super::{ColumnRole, Dialect, Headings, TableColumns};

impl Dialect {
    /// A word that has two roles where only one of them can count.
    pub(super) fn conflict(&self) -> Option<Fault> {
        self.headings.conflict().or_else(|| {
            let mut tables = self.tables.iter().enumerate();
            tables.find_map(|(number, table)| table.conflict(number))
        })
    }
}

impl Headings {
    fn conflict(&self) -> Option<Fault> {
        let samples = [("sample-request", &self.sample_request), ("sample-response", &self.sample_response)];
        let others = [
            ("request", &self.request),
            ("parameters", &self.parameters),
            ("path-parameters", &self.path_parameters),
            ("query-parameters", &self.query_parameters),
            ("request-headers", &self.request_headers),
            ("request-body", &self.request_body),
            ("body-parameters", &self.body_parameters),
            ("form-parameters", &self.form_parameters),
            ("response", &self.response),
            ("response-body", &self.response_body),
            ("properties", &self.properties),
            ("samples", &self.samples),
            ("examples", &self.examples),
            ("text", &self.text),
            ("ignore", &self.ignore),
        ];
        // Where there are headings of examples, those of samples are looked for below them, and nowhere else.
        let apart = if self.examples.is_empty() { &[][..] } else { &samples[..] };
        let together = if self.examples.is_empty() { &samples[..] } else { &[][..] };
        let found = twice(others.iter().chain(together).copied()).or_else(|| twice(apart.iter().copied()))?;
        Some(found.fault("headings", Step::keys(["headings"])))
    }
}

impl TableColumns {
    fn conflict(&self, number: usize) -> Option<Fault> {
        let columns = self.columns.iter().map(|(role, words)| (role.word(), words));
        let path = [Step::Key("tables".to_owned()), Step::Index(number), Step::Key("columns".to_owned())];
        Some(twice(columns)?.fault("tables", path.to_vec()))
    }
}

impl ColumnRole {
    fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Value => "value",
            Self::Type => "type",
            Self::Description => "description",
            Self::Required => "required",
            Self::Nullable => "nullable",
            Self::Example => "example",
            Self::Default => "default",
        }
    }
}

/// A word that stands in two lists, and where it stands in the later one.
struct Twice<'a> {
    word: &'a str,
    roles: [&'a str; 2],
    index: usize,
}

impl Twice<'_> {
    fn fault(&self, within: &str, mut path: Vec<Step>) -> Fault {
        let Self { word, roles: [first, second], index } = *self;
        path.extend([Step::Key(second.to_owned()), Step::Index(index)]);
        let message = format!("{within}: '{word}' has two roles: '{first}' and '{second}'; take it out of one of them");
        Fault { path, message }
    }
}

/// The first word that two lists have, without regard to letter case.
fn twice<'a>(lists: impl IntoIterator<Item = (&'a str, &'a Vec<String>)>) -> Option<Twice<'a>> {
    let mut seen = HashMap::new();
    for (role, words) in lists {
        for (index, word) in words.iter().enumerate() {
            let first = *seen.entry(word.trim().to_ascii_lowercase()).or_insert(role);
            if first != role {
                return Some(Twice { word, roles: [first, role], index });
            }
        }
    }
    None
}
