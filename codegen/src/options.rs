//! What is generated, as far as it is a choice.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::customize::{Customization, TypePath};
use crate::names::IdText;

/// The choices that a user has; the default is a whole crate.
///
/// Which services are generated is no option of these stages: selection happens on the [`Api`](crate::api::Api).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The parts besides models and operations, which are always there.
    pub parts: BTreeSet<Part>,
    /// What the generated files are the root of.
    pub root: Root,
    /// Of operations that a server cannot tell apart, these are preferred; of all others, the first one by id.
    pub prefer_routes: BTreeSet<IdText>,
    /// What is added to generated types, or put in their place.
    pub customizations: Vec<Customization>,
    /// The type of dates in models, instead of the runtime's.
    pub dates: Option<TypePath>,
    /// What becomes of names that an earlier edition of the docs had.
    pub aliases: Aliases,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            parts: BTreeSet::from([Part::Client, Part::Server]),
            root: Root::Crate,
            prefer_routes: BTreeSet::new(),
            customizations: Vec::new(),
            dates: None,
            aliases: Aliases::None,
        }
    }
}

impl Options {
    /// Adds a part or leaves it out.
    pub fn set(&mut self, part: Part, wanted: bool) {
        match wanted {
            true => self.parts.insert(part),
            false => self.parts.remove(&part),
        };
    }
}

/// A part of the generated code that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The HTTP client.
    Client,
    /// The server traits and their routes.
    Server,
}

/// What the generated files are the root of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Root {
    /// A crate: with documentation, and each part behind the crate's feature of that name.
    #[default]
    Crate,
    /// A module of another crate, by `include_api!` or `#[path = "…/lib.rs"] mod api;`: without either.
    Module,
}

/// What becomes of the former names of types and methods that the docs have renamed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aliases {
    /// They are gone.
    #[default]
    None,
    /// They stay, deprecated, beside the new ones, where nothing else has them by now.
    Keep,
}
