//! Dialects in files, and those that are built in.

use std::path::{Path, PathBuf};

use serde::de::{Deserialize, Deserializer, Error};

use super::Dialect;
use super::layers::{Fault, Layers, Step};
use crate::diagnostic::Diagnostic;
use crate::fs::{self, IoError};
use crate::source::SourceFile;
use crate::suggest;

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

/// A dialect, and the files that describe it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The dialect.
    pub dialect: Dialect,
    /// Path and text of each file: first the one that was asked for, then what it extends. One that is built in has none.
    pub files: Vec<(PathBuf, String)>,
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
    /// There is none of this name, or its files cannot be read or understood.
    pub fn load(name: &DialectName) -> Result<Loaded, DialectError> {
        Self::load_by(name, &mut |path| fs::read(path))
    }

    /// The same, where `read` has the contents of files.
    ///
    /// # Errors
    /// There is none of this name, or its files cannot be read or understood.
    pub(crate) fn load_by(
        name: &DialectName,
        read: &mut dyn FnMut(&Path) -> Result<Vec<u8>, IoError>,
    ) -> Result<Loaded, DialectError> {
        let (file, path) = match name {
            DialectName::BuiltIn(name) => {
                let file = Self::built_in_file(name).ok_or_else(|| DialectError::Unknown(Self::unknown(name)))?;
                (file, None)
            }
            DialectName::File(path) => {
                let text = fs::decode(path, &read(path)?)?;
                (SourceFile::new(path.display().to_string(), text), Some(path.clone()))
            }
        };
        let layers = Layers::read(file, path, read)?;
        Ok(Loaded { dialect: Self::of(&layers)?, files: layers.files() })
    }

    /// The files that are read for a dialect, as far as they can be.
    pub(crate) fn files(name: &DialectName) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut read = |path: &Path| {
            files.push(path.to_owned());
            fs::read(path)
        };
        // What is wrong with them is told when the dialect is used.
        drop(Self::load_by(name, &mut read));
        files
    }

    fn of(layers: &Layers) -> Result<Self, Box<Invalid>> {
        let dialect = layers.dialect()?;
        match dialect.unknown_notice().or_else(|| dialect.conflict()) {
            Some(fault) => Err(layers.invalid(&fault)),
            None => Ok(dialect),
        }
    }

    fn is_built_in(name: &str) -> bool {
        Self::built_in_names().any(|known| known == name)
    }

    pub(super) fn unknown(name: &str) -> String {
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
        Ok(Self::load(&DialectName::BuiltIn(name.to_owned()))?.dialect)
    }

    /// The file of the dialect of this name that is built in.
    pub(super) fn built_in_file(name: &str) -> Option<SourceFile> {
        let (name, text) = BUILT_IN.into_iter().find(|(known, _)| *known == name)?;
        Some(SourceFile::new(format!("{name}.yaml"), text))
    }

    /// The dialect that a file describes, whose path leads to what it extends.
    ///
    /// # Errors
    /// It is not YAML, lacks a key, has an unknown one, or a value of the wrong kind; or so does what it extends.
    pub fn parse(file: &SourceFile) -> Result<Self, Box<Invalid>> {
        Self::of(&Layers::read(file.clone(), Some(file.path().into()), &mut |path| fs::read(path))?)
    }

    /// A kind of notice that shows somehow, and that no page can have, where pages have any.
    fn unknown_notice(&self) -> Option<Fault> {
        let known = || self.notices.iter().map(|notice| notice.kind.as_str());
        let unknown = self.conventions.notices.keys().find(|kind| known().all(|known| known != kind.as_str()));
        let unknown = unknown.filter(|_| !self.notices.is_empty())?;
        let hint = suggest::did_you_mean(unknown, known());
        let message = format!("conventions: 'notices' has no entry of the kind '{unknown}'{hint}");
        Some(Fault { path: Step::keys(["conventions", "notices", unknown]), message })
    }
}

impl From<Box<Invalid>> for DialectError {
    fn from(invalid: Box<Invalid>) -> Self {
        Self::Invalid(invalid)
    }
}
