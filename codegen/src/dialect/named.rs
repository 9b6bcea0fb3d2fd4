//! Paths that pages tell in two parts: a section has the base, and each operation in it a name.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::template::{Blank, Template};
use crate::page::Method;

/// How paths are put together.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct NamedPaths {
    /// The words before the colon of a paragraph that has the name, as code.
    pub(crate) label: String,
    /// How a sentence tells the base of the operations below the heading above it.
    pub(crate) base: Template<Base>,
    /// The methods of operations that show no request, by their headings; an asterisk stands for anything.
    pub(crate) methods: BTreeMap<Method, Vec<String>>,
}

/// The blank of a template for the start of paths.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Base;

impl Blank for Base {
    const TEXT: &'static str = "{base}";
}
