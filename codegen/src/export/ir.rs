//! The whole [`Api`] as JSON, for other programs and for keeping.
//!
//! Nothing is lost: `read_ir(&ir(&api))` is `api` again. The layer types themselves say how they are
//! written; only what has a notation of its own (identifiers, paths, places) is spelled out here.
//! The format is described by `schema/ir-v2.schema.json`.

use std::fmt;

use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize, Serializer};

use super::document;
use crate::api::Api;
use crate::page::PathTemplate;
use crate::source::Origin;

/// The version of the format that [`ir`] writes.
pub const IR_VERSION: u32 = 2;

/// The oldest version that [`read_ir`] understands.
const OLDEST_VERSION: u32 = 1;

/// Writes an API, samples included; [`Api::without_samples`] takes them out for good.
///
/// The same API is always the same text: everything in it has an order.
pub fn ir(api: &Api) -> String {
    document(&Envelope { docwright: Header { ir: IR_VERSION }, api })
}

/// Reads what [`ir`] wrote, also in earlier versions: what these say otherwise, the types read in both forms.
///
/// Names, paths and places are checked one by one. Whether they fit together (each type that is
/// used is defined, and so on) is not: an edited text may break the invariants of [`Api`].
///
/// # Errors
/// Text that is not JSON, not an exported API, or of another version. A sample that is nested
/// almost as deep as a page may have it (128 levels) is written, but refused here.
pub fn read_ir(text: &str) -> Result<Api, IrError> {
    let Preamble { docwright: Header { ir: version } } = serde_json::from_str(text).map_err(IrError::Invalid)?;
    if !(OLDEST_VERSION..=IR_VERSION).contains(&version) {
        return Err(IrError::Version(version));
    }
    let envelope: Envelope<Api> = serde_json::from_str(text).map_err(IrError::Invalid)?;
    Ok(envelope.api)
}

/// Why a text is not an exported API.
#[derive(Debug)]
pub enum IrError {
    /// It is not JSON, or does not have the form of an exported API.
    Invalid(serde_json::Error),
    /// It is of this version, which is not understood.
    Version(u32),
}

impl fmt::Display for IrError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(error) => write!(f, "not an exported API: {error}"),
            Self::Version(version) => {
                write!(
                    f,
                    "version {version} of the exported API cannot be read, only {OLDEST_VERSION} to {IR_VERSION}: \
                     export it again"
                )
            }
        }
    }
}

impl std::error::Error for IrError {}

#[derive(Serialize, Deserialize)]
struct Envelope<A> {
    docwright: Header,
    api: A,
}

/// Just the part of the envelope that every version has.
#[derive(Deserialize)]
struct Preamble {
    docwright: Header,
}

#[derive(Serialize, Deserialize)]
struct Header {
    ir: u32,
}

impl Serialize for PathTemplate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PathTemplate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// `path:line:column`, then `+length` unless that is 0.
impl Serialize for Origin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.length {
            0 => serializer.collect_str(self),
            length => serializer.collect_str(&format_args!("{self}+{length}")),
        }
    }
}

impl<'de> Deserialize<'de> for Origin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        origin(&text).ok_or_else(|| D::Error::custom(format_args!("{text:?} is no 'path:line:column+length'")))
    }
}

/// Reads a place from its end, as a path may hold any character.
fn origin(text: &str) -> Option<Origin> {
    let mut parts = text.rsplitn(3, ':');
    let (column, line, file) = (parts.next()?, parts.next()?, parts.next()?);
    let (column, length) = column.split_once('+').unwrap_or((column, "0"));
    Some(Origin {
        file: file.into(),
        line: line.parse().ok()?,
        column: column.parse().ok()?,
        length: length.parse().ok()?,
    })
}
