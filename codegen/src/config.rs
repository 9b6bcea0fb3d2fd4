//! `docwright.yaml`, as [`guide::configuration`](crate::guide::configuration) describes it.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, SeqAccess, Visitor};

use crate::customize::{Customization, Entries, TypePath};
use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::DialectName;
use crate::diff::Approval;
use crate::fixups::{Fixup, Fixups};
use crate::fs::{self, IoError};
use crate::lock;
use crate::names::IdText;
use crate::options::{Aliases, Root};
use crate::select::ServicePattern;
use crate::source::SourceFile;
use crate::stamp::Hash;
use crate::yaml;

/// The name of the file.
pub(crate) const FILE_NAME: &str = "docwright.yaml";

/// What `docwright.yaml` says; paths are as the user can open them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(crate) struct Config {
    /// Folders with the endpoint pages.
    #[serde(deserialize_with = "one_or_many")]
    pub docs: Vec<PathBuf>,
    /// How the pages are written.
    pub dialect: Option<DialectName>,
    /// Folder for the generated code.
    pub out: Option<PathBuf>,
    /// Folders with earlier editions of the pages.
    #[serde(deserialize_with = "one_or_many")]
    pub evidence: Vec<PathBuf>,
    /// The lock file.
    pub lock: Option<PathBuf>,
    /// What to select; empty for everything.
    pub services: Vec<Service>,
    /// What the generated code is the root of.
    pub root: Root,
    /// Whether to generate a client.
    pub client: Option<bool>,
    /// Whether to generate a server.
    pub server: Option<bool>,
    /// What becomes of former names.
    pub aliases: Aliases,
    /// The type of dates in models.
    pub dates: Option<Dates>,
    /// What is added to types and properties, or replaces them.
    types: Entries,
    /// The same, with their places in the file.
    #[serde(skip)]
    pub customizations: Vec<Customization>,
    /// About routes.
    pub routes: Routes,
    /// Corrections of what the docs say.
    fixups: Fixups,
    /// The same, with their places in the file.
    #[serde(skip)]
    pub corrections: Vec<Fixup>,
    /// About comparisons of editions.
    pub diff: Comparison,
}

/// The key `diff`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(crate) struct Comparison {
    /// Changes that are fine.
    pub approve: Vec<Approval>,
}

/// The key `routes`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(crate) struct Routes {
    /// Operations that a request reaches where two routes have the same shape.
    pub prefer: Vec<Preferred>,
}

/// An entry of `services`.
#[derive(Clone, Debug)]
pub(crate) struct Service(pub ServicePattern);

/// The key `dates`.
#[derive(Clone, Debug)]
pub(crate) struct Dates(pub TypePath);

/// An entry of `routes.prefer`.
#[derive(Clone, Debug)]
pub(crate) struct Preferred(pub IdText);

impl<'de> Deserialize<'de> for Service {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ServicePattern::parse(&String::deserialize(deserializer)?).map(Self).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Dates {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        TypePath::parse(&String::deserialize(deserializer)?).map(Self).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Preferred {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(IdText::new(String::deserialize(deserializer)?)))
    }
}

/// Why the configuration cannot be used.
#[derive(Debug)]
pub(crate) enum ConfigError {
    /// It cannot be read.
    Io(IoError),
    /// It is not as it should be.
    Invalid(Box<Invalid>),
}

/// A fault in the configuration.
#[derive(Debug)]
pub(crate) struct Invalid {
    /// What is wrong, and where.
    pub finding: Diagnostic,
    /// The file, as the user can open it.
    pub file: SourceFile,
}

impl Config {
    /// What a file with these contents says.
    ///
    /// # Errors
    /// It is not YAML, has unknown keys or values of the wrong kind.
    pub(crate) fn of(path: &Path, bytes: &[u8]) -> Result<Self, ConfigError> {
        let text = fs::decode(path, bytes).map_err(ConfigError::Io)?;
        let file = SourceFile::new(path.display().to_string(), text);
        let mut config = Self::parse(&file)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let own = config.docs.iter_mut().chain(&mut config.evidence).chain(&mut config.out).chain(&mut config.lock);
        own.for_each(|path| *path = folder.join(&*path));
        config.lock.get_or_insert_with(|| folder.join(lock::FILE_NAME));
        config.dialect = config.dialect.map(|dialect| dialect.below(folder));
        Ok(config)
    }

    /// A hash of what the text of a file says: comments, spacing and quotes make no difference.
    pub(crate) fn meaning(text: &str) -> Hash {
        let value: serde_yaml::Value = serde_yaml::from_str(text).unwrap_or_default();
        let canonical = serde_yaml::to_string(&value).unwrap_or_else(|_| text.to_owned());
        Hash::of_contents(canonical.as_bytes())
    }

    /// The file of the nearest folder upwards from `start`, if there is one.
    pub(crate) fn find(start: &Path) -> Option<PathBuf> {
        start.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
    }

    fn parse(file: &SourceFile) -> Result<Self, ConfigError> {
        if file.text().lines().all(|line| line.trim().is_empty() || line.starts_with('#')) {
            return Ok(Self::default());
        }
        let mut config: Self = serde_yaml::from_str(file.text()).map_err(|error| {
            let finding = yaml::finding(&error, file, Code::ConfigInvalid);
            ConfigError::Invalid(Box::new(Invalid { finding, file: file.clone() }))
        })?;
        config.corrections = std::mem::take(&mut config.fixups).located(file);
        config.customizations = std::mem::take(&mut config.types).located(file);
        Ok(config)
    }
}

fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<PathBuf>, D::Error> {
    struct Paths;

    impl<'de> Visitor<'de> for Paths {
        type Value = Vec<PathBuf>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a folder or a list of folders")
        }

        fn visit_str<E>(self, path: &str) -> Result<Self::Value, E> {
            Ok(vec![PathBuf::from(path)])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut paths = Vec::new();
            while let Some(path) = entries.next_element()? {
                paths.push(path);
            }
            Ok(paths)
        }
    }

    deserializer.deserialize_any(Paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key, on all levels.
    const KEYS: [&str; 38] = [
        "docs",
        "dialect",
        "out",
        "evidence",
        "lock",
        "services",
        "root",
        "client",
        "server",
        "aliases",
        "dates",
        "types",
        "name",
        "derive",
        "attributes",
        "replace",
        "routes",
        "prefer",
        "fixups",
        "because",
        "expect",
        "property",
        "parameter",
        "request",
        "response",
        "enum",
        "statuses",
        "type",
        "operation",
        "page",
        "required",
        "are",
        "rename",
        "skip",
        "diff",
        "approve",
        "fingerprint",
        "until",
    ];

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(&SourceFile::new("docwright.yaml", text)).map_err(|error| match error {
            ConfigError::Invalid(invalid) => invalid.finding.to_string(),
            ConfigError::Io(error) => error.to_string(),
        })
    }

    #[test]
    fn the_documented_example_is_valid_and_names_every_key() {
        let source = include_str!("../docs/configuration.md");
        let example = source.lines().skip_while(|line| *line != "```yaml").skip(1).take_while(|line| *line != "```");
        let example: String = example.map(|line| format!("{line}\n")).collect();
        let config = parse(&example).unwrap();
        assert_eq!(config.docs, [PathBuf::from("docs-input")]);
        assert_eq!((config.services.len(), config.routes.prefer.len(), config.server), (2, 1, Some(true)));
        assert_eq!((config.corrections.len(), config.customizations.len()), (1, 3));
        let lines = config.customizations.iter().filter_map(|custom| custom.origin.as_ref()).map(|at| at.line);
        assert_eq!(
            lines
                .filter(|line| example.lines().nth(*line as usize - 1).is_some_and(|text| text.contains("- name:")))
                .count(),
            3
        );
        assert!(
            KEYS.iter().all(|key| source.contains(&format!("`{key}")) || example.contains(&format!("{key}:"))),
            "{example}"
        );
        assert_eq!(config.diff.approve[0].until.map(|day| day.to_string()).as_deref(), Some("2030-12-31"));
    }

    #[test]
    fn nothing_and_comments_are_the_default() {
        for text in ["", "\n", "# docs: x\n\n"] {
            assert!(parse(text).unwrap().docs.is_empty(), "{text:?}");
        }
    }

    #[test]
    fn docs_may_be_a_list() {
        assert_eq!(parse("docs: [a, b/c]").unwrap().docs, [PathBuf::from("a"), PathBuf::from("b/c")]);
    }

    #[test]
    fn errors_name_the_place_and_the_key_that_was_meant() {
        for (text, expected) in [
            ("docs: a\nservcies: [x]\n", "docwright.yaml:2:1: error[DW0701]: unknown field `servcies`"),
            ("routes:\n  prefre: []\n", "docwright.yaml:2:3: error[DW0701]: routes: unknown field `prefre`"),
            ("client: 3\n", "docwright.yaml:1:9: error[DW0701]: client: invalid type: integer `3`"),
            ("docs: {a: b}\n", "docwright.yaml:1:7: error[DW0701]: docs: invalid type: map, expected a folder or"),
            ("docs: [a\n", "docwright.yaml:2:1: error[DW0701]: "),
            ("services: ['[']\n", "docwright.yaml:1:1"),
            ("routes: {prefer: [{a: b}]}\n", "docwright.yaml:1:1"),
            ("diff:\n  approve: [{fingerprint: dw-12, because: x}]\n", "docwright.yaml:2:"),
            ("diff:\n  aprove: []\n", "docwright.yaml:2:3: error[DW0701]: diff: unknown field `aprove`"),
            ("diff: {approve: [{fingerprint: dw-0123456789abcdef}]}\n", "docwright.yaml:1:"),
            (
                "diff: {approve: [{fingerprint: dw-0123456789abcdef, because: x, until: 2030-02-30}]}\n",
                "docwright.yaml:1:",
            ),
        ] {
            let message = parse(text).unwrap_err();
            assert!(message.starts_with(expected), "{message}");
            assert!(!message.contains(" at line ") || message.contains(" while parsing "), "{message}");
        }
        assert!(parse("servcies: [x]").unwrap_err().ends_with("did you mean 'services'?"));
        assert!(parse("routes:\n  prefre: []").unwrap_err().ends_with("did you mean 'prefer'?"));
    }
}
