//! Dialects in files, and those that are built in.

use std::path::{Path, PathBuf};

use serde::de::{Deserialize, Deserializer, Error};

use super::Dialect;
use crate::diagnostic::{Code, Diagnostic};
use crate::fs::{self, IoError};
use crate::source::SourceFile;
use crate::{suggest, yaml};

/// The dialects that need no file, by name.
const BUILT_IN: [(&str, &str); 6] = [
    ("binance", include_str!("../../dialects/binance.yaml")),
    ("bybit", include_str!("../../dialects/bybit.yaml")),
    ("discord", include_str!("../../dialects/discord.yaml")),
    ("microsoft-graph", include_str!("../../dialects/microsoft-graph.yaml")),
    ("qbittorrent", include_str!("../../dialects/qbittorrent.yaml")),
    ("superoffice", include_str!("../../dialects/superoffice.yaml")),
];

/// Why a file is no dialect.
#[derive(Clone, Debug)]
pub struct Invalid {
    /// What is wrong, and where.
    pub finding: Diagnostic,
    /// The file, as the user can open it.
    pub file: SourceFile,
}

/// Which dialect is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DialectName {
    /// One that is built in.
    BuiltIn(String),
    /// One that a file describes.
    File(PathBuf),
}

impl DialectName {
    /// Takes a text with a separator of folders or the extension of YAML for a path.
    pub fn new(text: &str) -> Self {
        let is_path = text.contains(['/', '\\']) || text.ends_with(".yaml") || text.ends_with(".yml");
        if is_path { Self::File(text.into()) } else { Self::BuiltIn(text.to_owned()) }
    }

    /// The same, with a path that starts at this folder.
    #[must_use]
    pub fn below(self, folder: &Path) -> Self {
        match self {
            Self::File(path) => Self::File(folder.join(path)),
            other => other,
        }
    }
}

impl Default for DialectName {
    /// The dialect of docs for which nobody names one.
    fn default() -> Self {
        Self::BuiltIn("superoffice".to_owned())
    }
}

impl<'de> Deserialize<'de> for DialectName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Self::new(&String::deserialize(deserializer)?);
        match &name {
            Self::BuiltIn(known) if !Dialect::is_built_in(known) => Err(D::Error::custom(Dialect::unknown(known))),
            _ => Ok(name),
        }
    }
}

/// A dialect, and the file that describes it, where there is one.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The dialect.
    pub dialect: Dialect,
    /// Path and text of the file.
    pub file: Option<(PathBuf, String)>,
}

/// Why a dialect cannot be used.
#[derive(Debug)]
pub enum DialectError {
    /// None of this name is built in.
    Unknown(String),
    /// Its file cannot be read.
    Io(IoError),
    /// Its file is not as it should be.
    Invalid(Box<Invalid>),
}

impl From<IoError> for DialectError {
    fn from(error: IoError) -> Self {
        Self::Io(error)
    }
}

impl Dialect {
    /// Reads the dialect that is meant.
    ///
    /// # Errors
    /// There is none of this name, or its file cannot be read or understood.
    pub fn load(name: &DialectName) -> Result<Loaded, DialectError> {
        match name {
            DialectName::BuiltIn(name) => Ok(Loaded { dialect: Self::built_in(name)?, file: None }),
            DialectName::File(path) => Self::of(path, &fs::read(path)?),
        }
    }

    /// The dialect that a file with these contents describes.
    ///
    /// # Errors
    /// It cannot be understood.
    pub fn of(path: &Path, bytes: &[u8]) -> Result<Loaded, DialectError> {
        let text = fs::decode(path, bytes)?;
        let dialect = Self::parse(&SourceFile::new(path.display().to_string(), text.as_str()))?;
        Ok(Loaded { dialect, file: Some((path.to_owned(), text)) })
    }

    fn is_built_in(name: &str) -> bool {
        Self::built_in_names().any(|known| known == name)
    }

    fn unknown(name: &str) -> String {
        let hint = suggest::did_you_mean(name, Self::built_in_names());
        format!("no dialect '{name}' is built in{hint}")
    }

    /// The names of the dialects that are built in.
    pub fn built_in_names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.into_iter().map(|(name, _)| name)
    }

    /// The dialect of this name that is built in.
    ///
    /// # Errors
    /// There is none.
    pub fn built_in(name: &str) -> Result<Self, DialectError> {
        let found = BUILT_IN.into_iter().find(|(known, _)| *known == name);
        let (_, text) = found.ok_or_else(|| DialectError::Unknown(Self::unknown(name)))?;
        Ok(Self::parse(&SourceFile::new(format!("{name}.yaml"), text))?)
    }

    /// The dialect that a file describes.
    ///
    /// # Errors
    /// It is not YAML, lacks a key, has an unknown one, or a value of the wrong kind.
    pub fn parse(file: &SourceFile) -> Result<Self, Box<Invalid>> {
        let dialect: Self = serde_yaml::from_str(file.text()).map_err(|error| {
            let finding = yaml::finding(&error, file, Code::DialectInvalid);
            Box::new(Invalid { finding, file: file.clone() })
        })?;
        match dialect.unknown_notice(file) {
            Some(finding) => Err(Box::new(Invalid { finding, file: file.clone() })),
            None => Ok(dialect),
        }
    }

    /// A kind of notice that shows somehow, and that no page can have, where pages have any.
    fn unknown_notice(&self, file: &SourceFile) -> Option<Diagnostic> {
        let known = || self.notices.iter().map(|notice| notice.kind.as_str());
        let unknown = self.conventions.notices.keys().find(|kind| known().all(|known| known != kind.as_str()));
        let unknown = unknown.filter(|_| !self.notices.is_empty())?;
        let hint = suggest::did_you_mean(unknown, known());
        let message = format!("conventions: 'notices' has no entry of the kind '{unknown}'{hint}");
        // It is written as it is called, as a key.
        let start = file.text().rfind(&format!("{unknown}:")).unwrap_or(0);
        let origin = Some(file.origin(start..start + unknown.len()));
        Some(Diagnostic { origin, code: Code::DialectInvalid, message, related: Vec::new() })
    }
}

impl From<Box<Invalid>> for DialectError {
    fn from(invalid: Box<Invalid>) -> Self {
        Self::Invalid(invalid)
    }
}
