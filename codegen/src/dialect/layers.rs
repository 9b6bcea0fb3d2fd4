//! Dialects that extend others: the files that make one, what they say together, and where each value stands.

use std::path::{Path, PathBuf};

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_path_to_error::{Path as ErrorPath, Segment};

use super::Dialect;
use super::file::{DialectName, Invalid};
use super::tree::Tree;
use crate::diagnostic::{Code, Diagnostic};
use crate::fs::{self, IoError};
use crate::source::SourceFile;
use crate::yaml;

/// So many dialects may extend each other: more are a mistake, such as files that a program wrote.
const MAX_LAYERS: usize = 16;

/// One step towards a value of a dialect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

impl Step {
    pub(super) fn keys<const N: usize>(keys: [&str; N]) -> Vec<Self> {
        keys.into_iter().map(|key| Self::Key(key.to_owned())).collect()
    }
}

/// What is wrong with a dialect as a whole, and the value that says it.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) path: Vec<Step>,
    pub(super) message: String,
}

/// A file of a dialect.
#[derive(Debug)]
pub(super) struct Layer {
    file: SourceFile,
    /// Where it is on disk; `None` for one that is built in.
    path: Option<PathBuf>,
    tree: Tree,
}

impl Layer {
    fn new(file: SourceFile, path: Option<PathBuf>) -> Result<Self, Box<Invalid>> {
        match serde_yaml::from_str(file.text()) {
            Ok(value) => Ok(Self { tree: Tree::new(value), file, path }),
            Err(error) => Err(not_yaml(&error, &file)),
        }
    }

    /// The dialect that it extends.
    fn extends(&self) -> Result<Option<DialectName>, Box<Invalid>> {
        let Some(value) = self.tree.get("extends") else { return Ok(None) };
        match value.text() {
            Some(text) => {
                let folder = self.path.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
                Ok(Some(DialectName::new(text).below(folder)))
            }
            None => Err(self.invalid_base("'extends' is the name of a dialect, or the path of a file".to_owned())),
        }
    }

    /// Tells what is wrong with the dialect that it extends.
    fn invalid_base(&self, message: String) -> Box<Invalid> {
        self.invalid(&Step::keys(["extends"]), message)
    }

    fn invalid(&self, path: &[Step], message: String) -> Box<Invalid> {
        let (line, column) = place(self.file.text(), path).unwrap_or((1, 1));
        let start = self.file.line(line as u32).char_indices().nth(column - 1).map_or(0, |(at, _)| at);
        let length = match path.last() {
            Some(Step::Key(key)) if self.file.line(line as u32)[start..].starts_with(key) => key.chars().count(),
            _ => 0,
        };
        let mut origin = self.file.whole();
        (origin.line, origin.column, origin.length) = (line as u32, column as u32, length as u32);
        let finding = Diagnostic { origin: Some(origin), code: Code::DialectInvalid, message, related: Vec::new() };
        Box::new(Invalid { finding, file: self.file.clone() })
    }

    /// What tells it from others: of a file its place, whatever path leads there.
    fn identity(&self) -> PathBuf {
        match &self.path {
            Some(path) => fs::canonicalize(path).unwrap_or_else(|_| path.clone()),
            None => PathBuf::from(self.file.path()),
        }
    }
}

/// The files that make a dialect, the one that was asked for first, and each before the one that it extends.
#[derive(Debug)]
pub(super) struct Layers(Vec<Layer>);

impl Layers {
    /// Follows `extends` from a file; `path` is where it is on disk, if it is.
    pub(super) fn read(
        file: SourceFile,
        path: Option<PathBuf>,
        read: &mut dyn FnMut(&Path) -> Result<Vec<u8>, IoError>,
    ) -> Result<Self, Box<Invalid>> {
        let mut layers = vec![Layer::new(file, path)?];
        while let Some(last) = layers.last() {
            let Some(base) = last.extends()? else { break };
            let next = Self::base(last, &base, read)?;
            let identity = next.identity();
            if let Some(first) = layers.iter().position(|layer| layer.identity() == identity) {
                let circle = layers[first..].iter().chain([&next]).map(|layer| layer.file.path().to_owned());
                let circle = circle.collect::<Vec<_>>().join(", which extends ");
                return Err(last.invalid_base(format!("the dialect extends itself: {circle}")));
            }
            if layers.len() == MAX_LAYERS {
                return Err(last.invalid_base(format!("more than {MAX_LAYERS} dialects extend each other")));
            }
            layers.push(next);
        }
        Ok(Self(layers))
    }

    fn base(
        by: &Layer,
        name: &DialectName,
        read: &mut dyn FnMut(&Path) -> Result<Vec<u8>, IoError>,
    ) -> Result<Layer, Box<Invalid>> {
        match name {
            DialectName::BuiltIn(name) => match Dialect::built_in_file(name) {
                Some(file) => Layer::new(file, None),
                None => Err(by.invalid_base(Dialect::unknown(name))),
            },
            DialectName::File(path) => {
                let read = read(path).and_then(|bytes| fs::decode(path, &bytes));
                let text = read.map_err(|error| by.invalid_base(format!("{error}; {}", error.help())))?;
                Layer::new(SourceFile::new(path.display().to_string(), text), Some(path.clone()))
            }
        }
    }

    /// What the files say together.
    pub(super) fn dialect(&self) -> Result<Dialect, Box<Invalid>> {
        if let [only] = &self.0[..] {
            // Its reader knows best where a fault is.
            return serde_yaml::from_str(only.file.text()).map_err(|error| not_yaml(&error, &only.file));
        }
        let together = self.0.iter().rev().map(|layer| layer.tree.clone()).reduce(Tree::overridden_by);
        let together = together.unwrap_or_default();
        serde_path_to_error::deserialize(together).map_err(|error| {
            let path = steps(error.path());
            let message = error.inner().to_string();
            let message = format!("{}{message}{}", within(&path), yaml::suggestion(&message));
            self.invalid(&Fault { path, message })
        })
    }

    /// The fault, in the file that says what is wrong.
    pub(super) fn invalid(&self, fault: &Fault) -> Box<Invalid> {
        let lengths = (0..=fault.path.len()).rev();
        let mut paths = lengths.map(|length| &fault.path[..length]);
        let found = paths.find_map(|path| Some((path, self.0.iter().find(|layer| layer.tree.has(path))?)));
        let (path, layer) = found.unwrap_or((&[], &self.0[0]));
        layer.invalid(path, fault.message.clone())
    }

    /// Path and text of each file on disk, the one that was asked for first.
    pub(super) fn files(&self) -> Vec<(PathBuf, String)> {
        let file = |layer: &Layer| Some((layer.path.clone()?, layer.file.text().to_owned()));
        self.0.iter().filter_map(file).collect()
    }
}

fn not_yaml(error: &serde_yaml::Error, file: &SourceFile) -> Box<Invalid> {
    Box::new(Invalid { finding: yaml::finding(error, file, Code::DialectInvalid), file: file.clone() })
}

fn steps(path: &ErrorPath) -> Vec<Step> {
    let step = |segment: &Segment| match segment {
        Segment::Seq { index } => Some(Step::Index(*index)),
        Segment::Map { key } => Some(Step::Key(key.clone())),
        Segment::Enum { .. } | Segment::Unknown => None,
    };
    path.iter().map_while(step).collect()
}

/// The keys above a value, as they stand before messages about it.
fn within(path: &[Step]) -> String {
    let above = path.iter().map_while(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    });
    let above = above.take(path.len().saturating_sub(1)).collect::<Vec<_>>().join(".");
    if above.is_empty() { above } else { above + ": " }
}

/// Line and column (1-based) of the key or the element at which a path ends: its reader is stopped there, and tells
/// where that was.
fn place(text: &str, path: &[Step]) -> Option<(usize, usize)> {
    let at = Find(path).deserialize(serde_yaml::Deserializer::from_str(text)).err()?.location()?;
    Some((at.line(), at.column()))
}

/// What fails at the end of the path.
struct Find<'p>(&'p [Step]);

impl<'de> DeserializeSeed<'de> for Find<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Find<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("what the path leads to")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((Step::Key(wanted), rest)) = self.0.split_first() else { return Err(A::Error::custom("here")) };
        while let Some(is_it) = map.next_key_seed(FindKey { wanted, is_last: rest.is_empty() })? {
            match is_it {
                true => map.next_value_seed(Find(rest))?,
                false => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Some((Step::Index(wanted), rest)) = self.0.split_first() else { return Err(A::Error::custom("here")) };
        for _ in 0..*wanted {
            list.next_element::<IgnoredAny>()?;
        }
        list.next_element_seed(Find(rest))?;
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

/// Whether a key is the wanted one; fails there where the path ends with it.
struct FindKey<'p> {
    wanted: &'p str,
    is_last: bool,
}

impl<'de> DeserializeSeed<'de> for FindKey<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for FindKey<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<bool, E> {
        match (key == self.wanted, self.is_last) {
            (true, true) => Err(E::custom("here")),
            (is_it, _) => Ok(is_it),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_a_place() {
        let text = "a: 1\nb:\n  c: [x, {d: y}]\n  null:\n    - z\n";
        let key = |key: &str| Step::Key(key.to_owned());
        for (path, at) in [
            (vec![key("a")], Some((1, 1))),
            (vec![key("b"), key("c")], Some((3, 3))),
            (vec![key("b"), key("c"), Step::Index(0)], Some((3, 7))),
            (vec![key("b"), key("c"), Step::Index(1), key("d")], Some((3, 11))),
            (vec![key("b"), key("null"), Step::Index(0)], Some((5, 7))),
            (vec![key("b"), key("e")], None),
        ] {
            assert_eq!(place(text, &path), at, "{path:?}");
        }
    }
}
