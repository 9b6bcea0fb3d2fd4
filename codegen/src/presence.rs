//! Whether a value must be there, and whether it may be `null`.

use serde::{Deserialize, Serialize};

use crate::source::Origin;

/// Whether a value must be there, and whether it may be `null`, as far as the docs tell.
///
/// `None` means that nothing tells: then a value may be absent, and `null`. Claims are in boxes, as most rows have none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Presence {
    /// Whether it must be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Box<Claim>>,
    /// Whether it may be `null`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nullable: Option<Box<Claim>>,
}

/// A yes or a no of the docs, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Whether it is a yes.
    pub holds: bool,
    /// The cell, or the row for which it goes without saying.
    pub origin: Origin,
}

impl Claim {
    /// A yes, or a no, as a presence has it.
    pub fn boxed(holds: bool, origin: Origin) -> Box<Self> {
        Box::new(Self { holds, origin })
    }
}

impl Presence {
    /// The presence of what must be there, as this place tells.
    pub fn required(origin: Origin) -> Self {
        Self { required: Some(Claim::boxed(true, origin)), nullable: None }
    }

    /// Whether the docs tell that it must be there.
    pub fn is_required(&self) -> bool {
        self.required.as_ref().is_some_and(|claim| claim.holds)
    }

    /// Whether the docs tell that it is never `null`.
    pub fn is_never_null(&self) -> bool {
        self.nullable.as_ref().is_some_and(|claim| !claim.holds)
    }

    /// Whether the docs tell that it may be `null`.
    pub fn is_nullable(&self) -> bool {
        self.nullable.as_ref().is_some_and(|claim| claim.holds)
    }

    /// Whether the docs tell nothing.
    pub fn is_untold(&self) -> bool {
        self.required.is_none() && self.nullable.is_none()
    }
}
