//! Customizations as `docwright.yaml` spells them.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use super::{AttributeText, Custom, Customization, DerivePath, TypePath};
use crate::source::{Origin, SourceFile};
use crate::yaml;

/// The key `types`: a list of customizations.
#[derive(Clone, Debug, Default)]
pub struct Entries(Vec<Vec<Customization>>);

impl Entries {
    /// The customizations, with their places in the file.
    pub fn located(self, file: &SourceFile) -> Vec<Customization> {
        let lines = yaml::entry_lines(file.text(), "types:").into_iter().map(Some).chain(std::iter::repeat(None));
        let located = |(entry, line): (Vec<Customization>, Option<u32>)| {
            let origin = Origin { file: file.path().into(), line: line.unwrap_or(1), column: 1, length: 0 };
            entry.into_iter().map(move |custom| Customization { origin: Some(origin.clone()), ..custom })
        };
        self.0.into_iter().zip(lines).flat_map(located).collect()
    }
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = Vec::<Entry>::deserialize(deserializer)?;
        let read = |(index, entry): (usize, Entry)| {
            entry.read().map_err(|fault| D::Error::custom(format!("entry {}: {fault}", index + 1)))
        };
        entries.into_iter().enumerate().map(read).collect::<Result<_, _>>().map(Self)
    }
}

/// An entry of the list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    name: String,
    #[serde(default)]
    derive: Vec<String>,
    #[serde(default)]
    attributes: Vec<String>,
    replace: Option<String>,
}

impl Entry {
    fn read(self) -> Result<Vec<Customization>, String> {
        let derives = self.derive.iter().map(|path| DerivePath::parse(path).map(Custom::Derive));
        let attributes = self.attributes.iter().map(|text| AttributeText::parse(text).map(Custom::Attribute));
        let replaced = self.replace.iter().map(|path| TypePath::parse(path).map(Custom::Replace));
        let customs = derives.chain(attributes).chain(replaced);
        let read: Vec<_> = customs.map(|custom| Customization::new(&self.name, custom?)).collect::<Result<_, _>>()?;
        match read.is_empty() {
            true => Err(format!("nothing is said of '{}': give derive, attributes or replace", self.name)),
            false => Ok(read),
        }
    }
}
