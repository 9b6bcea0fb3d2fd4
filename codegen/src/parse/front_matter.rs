//! The YAML between the two `---` lines.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_yaml::{Mapping, Value};

use super::text::quoted;
use super::words::file_stem;
use crate::diagnostic::{Code, Diagnostics};
use crate::dialect::{Dialect, FrontMatterKeys, IdPattern, Operations};
use crate::names::OperationId;
use crate::page::FrontMatter;
use crate::source::{Located, Origin, SourceFile};

/// Bytes that front matter may have: YAML takes time quadratic in its nesting.
const MAX_BYTES: usize = 8 * 1024;

/// Front matter as it stands: names and texts, not yet judged.
#[derive(Clone, Debug)]
pub(super) struct RawFrontMatter {
    values: BTreeMap<String, String>,
    origin: Origin,
    /// Where the value of each id key stands.
    ids: Vec<Located<String>>,
}

impl RawFrontMatter {
    /// The operation id, if there is a valid one.
    pub(super) fn operation_id(&self, operations: &Operations) -> Option<Located<OperationId>> {
        self.ids.iter().find_map(|id| Some(Located::new(operations.id(&id.value)?, id.origin.clone())))
    }

    /// That of a file without any.
    pub(super) fn none(source: &SourceFile) -> Self {
        Self { values: BTreeMap::new(), origin: source.whole(), ids: Vec::new() }
    }

    /// Whether there is an id, valid or not.
    pub(super) fn has_id(&self) -> bool {
        !self.ids.is_empty()
    }

    /// The title.
    pub(super) fn title(&self, keys: &FrontMatterKeys) -> Option<&str> {
        self.values.get(keys.title.as_ref()?).map(String::as_str)
    }

    /// The front matter without what has a place of its own.
    pub(super) fn into_page(mut self, keys: &FrontMatterKeys) -> FrontMatter {
        let title = keys.title.as_ref().and_then(|key| self.values.remove(key));
        self.values.retain(|key, _| !keys.id.contains(key));
        FrontMatter { title, further: self.values }
    }

    /// The id of an operation that has the whole file; reports a missing, malformed or doubtful one.
    pub(super) fn checked_id(
        &self,
        source: &SourceFile,
        dialect: &Dialect,
        diagnostics: &mut Diagnostics,
    ) -> Option<Located<OperationId>> {
        let Dialect { operations, front_matter: keys, .. } = dialect;
        let Some(operation_id) = self.operation_id(operations) else {
            let form = operations.ids.as_ref().map_or("{service}_{method}", IdPattern::as_str);
            let message = match self.ids.first() {
                Some(id) => format!("{} is no operation id of the form '{form}'", quoted(&id.value)),
                None => format!("the front matter has {}", lacking(&keys.id)),
            };
            let origin = self.ids.first().map_or(&self.origin, |id| &id.origin);
            diagnostics.report(Code::OperationIdInvalid, origin, message);
            return None;
        };
        let id = operation_id.value.as_str();
        let stem = file_stem(source.path());
        if stem != id {
            let (id, stem) = (quoted(id), quoted(stem));
            let message = format!("the page has the id {id}, but its file is named {stem}; the id counts");
            diagnostics.report(Code::OperationIdDiffers, &operation_id.origin, message);
        }
        if let Some(other) = self.ids.iter().find(|other| other.value != id) {
            let message =
                format!("the page has two ids, {} and {}; the first counts", quoted(id), quoted(&other.value));
            diagnostics.report(Code::OperationIdDiffers, &other.origin, message);
        }
        Some(operation_id)
    }
}

/// `neither 'uid' nor 'id'`
fn lacking(keys: &[String]) -> String {
    match keys {
        [first, rest @ ..] if !rest.is_empty() => {
            rest.iter().fold(format!("neither '{first}'"), |text, key| format!("{text} nor '{key}'"))
        }
        _ => format!("no '{}'", keys.concat()),
    }
}

/// Reads the block of a page's front matter, with its `---` lines.
///
/// # Errors
/// Where and why it is no mapping of names to values.
pub(super) fn read(
    source: &SourceFile,
    bytes: &Range<usize>,
    keys: &FrontMatterKeys,
) -> Result<RawFrontMatter, (Origin, String)> {
    let block = &source.text()[bytes.clone()];
    let start = bytes.start + block.find('\n').map_or(block.len(), |at| at + 1);
    let yaml = source.text()[start..bytes.end].trim_end().trim_end_matches(['-', '.']);
    if yaml.len() > MAX_BYTES {
        let message = format!("the front matter has {} bytes; it may have {MAX_BYTES}", yaml.len());
        return Err((source.origin(start..start), message));
    }
    let mapping: Mapping = serde_yaml::from_str(yaml).map_err(|error| {
        let at = error.location().map_or(0, |at| at.index().min(yaml.len()));
        let at = (0..=at).rev().find(|&at| yaml.is_char_boundary(at)).unwrap_or(0);
        let why = error.to_string();
        // The places in it count from the start of the YAML, not of the page.
        let why = why.split(" at line ").next().and_then(|why| why.lines().next()).unwrap_or_default();
        (source.origin(start + at..start + at), format!("the front matter is not a YAML mapping: {why}"))
    })?;
    let mut values = BTreeMap::new();
    for (key, value) in mapping {
        let Value::String(key) = key else {
            return Err((source.origin(start..start), "a key of the front matter is no text".to_owned()));
        };
        values.insert(key, as_text(value));
    }
    let located = |key: &String| {
        let value = values.get(key)?;
        Some(Located::new(value.clone(), value_origin(source, start..start + yaml.len(), key)))
    };
    let ids = keys.id.iter().filter_map(located).collect();
    Ok(RawFrontMatter { origin: source.origin(start..start), ids, values })
}

/// The value on the line `key: value`, or else the start of the block.
fn value_origin(source: &SourceFile, yaml: Range<usize>, key: &str) -> Origin {
    let mut at = yaml.start;
    for line in source.text()[yaml.clone()].split_inclusive('\n') {
        if let Some(value) = line.strip_prefix(key).and_then(|rest| rest.trim_start().strip_prefix(':')) {
            let end = at + line.trim_end().len();
            return source.origin((end - value.trim().len())..end);
        }
        at += line.len();
    }
    source.origin(yaml.start..yaml.start)
}

/// A value as text: scalars as they read, anything else as YAML.
fn as_text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        Value::Bool(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        other => serde_yaml::to_string(&other).map(|yaml| yaml.trim_end().to_owned()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn superoffice() -> Dialect {
        Dialect::built_in("superoffice").unwrap()
    }

    fn read_block(block: &str) -> Result<RawFrontMatter, (Origin, String)> {
        let source = SourceFile::new("v1A_B.md", format!("{block}\n# title\n"));
        read(&source, &(0..block.len()), &superoffice().front_matter)
    }

    /// The id, the front matter of the page, and what was found.
    fn finish(path: &str, block: &str) -> (Option<Located<OperationId>>, FrontMatter, Vec<String>) {
        let (source, dialect) = (SourceFile::new(path, block), superoffice());
        let mut diagnostics = Diagnostics::new();
        let raw = read(&source, &(0..block.len()), &dialect.front_matter).unwrap();
        let id = raw.checked_id(&source, &dialect, &mut diagnostics);
        let found = diagnostics.into_sorted().iter().map(ToString::to_string).collect();
        (id, raw.into_page(&dialect.front_matter), found)
    }

    #[test]
    fn the_id_knows_its_place() {
        for key in ["id", "uid"] {
            let block = format!("---\ntitle: \"A: b\"\n{key}:  v1A_B\n---");
            let (id, front_matter, found) = finish("x/v1A_B.md", &block);
            assert_eq!(id.unwrap().origin.to_string(), format!("x/v1A_B.md:3:{}", key.len() + 4));
            assert_eq!(front_matter.title.as_deref(), Some("A: b"));
            assert!(found.is_empty() && front_matter.further.is_empty(), "{found:?}");
        }
    }

    #[test]
    fn further_keys_are_kept_as_text() {
        let (_, front_matter, _) =
            finish("v1A_B.md", "---\nuid: v1A_B\nflag: true\nyear: 2024\nnone:\nlist: [a, b]\n---\n");
        let further = front_matter.further;
        let shown: Vec<_> = further.iter().map(|(key, value)| format!("{key}={value}")).collect();
        assert_eq!(shown, ["flag=true", "list=- a\n- b", "none=", "year=2024"]);
    }

    #[test]
    fn the_more_authoritative_of_two_ids_counts() {
        let (id, _, found) = finish("v1A_B.md", "---\nid: v1A_C\nuid: v1A_B\n---\n");
        assert_eq!(id.unwrap().value.as_str(), "v1A_B");
        assert_eq!(
            found,
            ["v1A_B.md:2:5: warning[DW0209]: the page has two ids, \"v1A_B\" and \"v1A_C\"; the first counts"]
        );
    }

    #[test]
    fn the_file_may_have_another_name_but_not_silently() {
        let (id, _, found) = finish("v1A_C.md", "---\nuid: v1A_B\n---\n");
        assert!(id.is_some());
        assert!(found[0].contains("DW0209") && found[0].contains("\"v1A_C\""), "{found:?}");
    }

    #[test]
    fn no_id_and_a_wrong_id_are_errors() {
        for (block, place) in [("---\ntitle: a\n---\n", "2:1"), ("---\ntitle: a\nuid: a b\n---\n", "3:6")] {
            let (id, _, found) = finish("v1A_B.md", block);
            assert!(id.is_none());
            assert!(found[0].starts_with(&format!("v1A_B.md:{place}: error[DW0203]")), "{found:?}");
        }
    }

    #[test]
    fn what_is_no_mapping_is_refused() {
        for block in ["---\n- a\n---", "---\na: b\na: c\n---", "---\n1: a\n---", "---\n[\n---", "---\na: \"\u{e9}\n---"]
        {
            assert!(read_block(block).is_err(), "{block}");
        }
    }

    #[test]
    fn yaml_that_costs_more_than_it_says_is_refused() {
        let mut bomb = "---\na: &a [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
        for (name, of) in ["b", "c", "d", "e", "f", "g", "h", "i"].into_iter().zip("abcdefgh".chars()) {
            bomb += &format!("{name}: &{name} [{}]\n", format!("*{of},").repeat(10));
        }
        assert!(read_block(&format!("{bomb}---")).is_err());
        assert!(read_block(&format!("---\na: {}\n---", "[".repeat(2_000))).is_err());
        assert!(read_block(&format!("---\na: {}\n---", "x".repeat(MAX_BYTES))).is_err());
    }
}
