//! Where in a JSON document something is wrong.

use std::fmt;

/// A place in a JSON document, such as `Rows[3].Associate.Name`.
///
/// ```
/// use docwright_runtime::{Map, from_json};
///
/// let error = from_json::<Map<Vec<i32>>>(br#"{"Rows": [1, 2, "x"]}"#).unwrap_err();
/// assert_eq!(error.place().to_string(), "Rows[2]");
/// assert!(from_json::<i32>(b"true").unwrap_err().place().is_root());
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// From the inside out: steps are known in the order in which decoding gives up.
    steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Property(String),
    Item(usize),
}

impl Place {
    /// Whether this is the document as a whole.
    pub fn is_root(&self) -> bool {
        self.steps.is_empty()
    }

    /// The item of this place, for documents that are read by hand.
    #[cfg(feature = "http-messages")]
    pub(crate) fn item(mut self, index: usize) -> Self {
        self.steps.insert(0, Step::Item(index));
        self
    }

    /// The same place with other names of properties: those of dictionaries come from elsewhere.
    #[cfg(feature = "client-core")]
    pub(crate) fn map_names(self, change: impl Fn(&str) -> String) -> Self {
        let change = |step| match step {
            Step::Property(name) => Step::Property(change(&name)),
            item @ Step::Item(_) => item,
        };
        Self { steps: self.steps.into_iter().map(change).collect() }
    }

    pub(super) fn within_property(&mut self, name: &str) {
        self.steps.push(Step::Property(name.to_owned()));
    }

    pub(super) fn within_item(&mut self, index: usize) {
        self.steps.push(Step::Item(index));
    }
}

/// Errors show it to people.
impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({self})")
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_root() {
            return f.write_str("(the whole document)");
        }
        for (depth, step) in self.steps.iter().rev().enumerate() {
            match step {
                Step::Property(name) if depth == 0 => f.write_str(name)?,
                Step::Property(name) => write!(f, ".{name}")?,
                Step::Item(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
