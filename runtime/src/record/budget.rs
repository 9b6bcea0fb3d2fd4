//! How much a document may become in memory.

use std::fmt;
use std::mem::size_of;

use crate::Json;

/// How much a document may become in memory.
///
/// A document of few bytes can become large: each `{}` of a list is a whole model, most of whose properties are
/// not set. Texts are not counted, as they are no longer than in the document.
///
/// ```
/// use docwright_runtime::{Binary, BodyError, DecodeLimits, Payload};
///
/// let limits = DecodeLimits { elements: 2, ..DecodeLimits::default() };
/// let body = Binary::from(b"[1, 2, 3]".to_vec());
/// let error = Vec::<i32>::from_body_within(body, limits).unwrap_err();
/// assert!(matches!(error, BodyError::TooMuch { .. }));
/// assert!(error.to_string().starts_with("at [2]: more than 2 elements"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecodeLimits {
    /// The memory that the value takes, in bytes, as far as it can be told beforehand.
    pub bytes: usize,
    /// Models, items of lists, entries of maps, and values within JSON of unknown shape.
    pub elements: usize,
}

impl DecodeLimits {
    /// No limits: what the client has, and [`from_json`](crate::from_json).
    pub const NONE: Self = Self { bytes: usize::MAX, elements: usize::MAX };
}

/// Those of servers: 64 MiB and a million elements.
impl Default for DecodeLimits {
    fn default() -> Self {
        Self { bytes: 64 * 1024 * 1024, elements: 1_000_000 }
    }
}

/// What is left of limits while a document is read.
#[derive(Clone, Debug)]
pub(super) struct Budget {
    limits: DecodeLimits,
    left: DecodeLimits,
    exceeded: bool,
}

impl Budget {
    /// An item or an entry: a text or a number, and the room that lists keep for more.
    pub(super) const ITEM: usize = 2 * size_of::<String>();
    /// A value within JSON of unknown shape.
    const JSON: usize = size_of::<Json>();
    /// A node of a map: eleven entries.
    const NODE: usize = 11 * (size_of::<String>() + size_of::<Json>()) + 16;
    /// As many entries of a node are used at least.
    const USED: usize = 6;

    pub(super) fn of(limits: DecodeLimits) -> Self {
        Self { limits, left: limits, exceeded: false }
    }

    /// Whether there are limits at all.
    pub(super) fn is_limited(&self) -> bool {
        self.limits != DecodeLimits::NONE
    }

    /// Whether spending failed.
    pub(super) fn is_exceeded(&self) -> bool {
        self.exceeded
    }

    /// Takes room for one element of so many bytes.
    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), Exceeded> {
        self.spend_elements(1)?;
        self.spend_bytes(bytes)
    }

    /// Takes room for a value within JSON of unknown shape.
    pub(super) fn spend_json(&mut self) -> Result<(), Exceeded> {
        self.spend(Self::JSON)
    }

    /// Takes room for an entry of a map, counted from 0, besides its value.
    pub(super) fn spend_entry(&mut self, index: usize) -> Result<(), Exceeded> {
        if index.is_multiple_of(Self::USED) { self.spend_bytes(Self::NODE) } else { Ok(()) }
    }

    fn spend_elements(&mut self, elements: usize) -> Result<(), Exceeded> {
        let left = self.left.elements.checked_sub(elements);
        self.exceeded |= left.is_none();
        self.left.elements = left.ok_or(Exceeded::Elements(self.limits.elements))?;
        Ok(())
    }

    fn spend_bytes(&mut self, bytes: usize) -> Result<(), Exceeded> {
        let left = self.left.bytes.checked_sub(bytes);
        self.exceeded |= left.is_none();
        self.left.bytes = left.ok_or(Exceeded::Bytes(self.limits.bytes))?;
        Ok(())
    }
}

/// A document is more than it may be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Exceeded {
    Elements(usize),
    Bytes(usize),
}

impl fmt::Display for Exceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Elements(limit) => write!(f, "more than {limit} elements"),
            Self::Bytes(limit) => write!(f, "the document takes more than {limit} bytes of memory"),
        }
    }
}
