//! The targets of links that are no URLs, such as `#DOCS_{file}/{anchor}`.

use serde::de::{Deserialize, Deserializer, Error};

use crate::page::FlatTarget;

const FILE: &str = "{file}";
const ANCHOR: &str = "{anchor}";

/// How a vendor writes targets in which the words of a path stand for a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LinkForm {
    before: String,
    /// What stands between the file and the anchor.
    between: String,
}

impl LinkForm {
    /// Where a target of this form leads; one without an anchor leads to the whole file.
    pub(crate) fn read(&self, target: &str) -> Option<FlatTarget> {
        let rest = target.strip_prefix(self.before.as_str())?;
        let (file, anchor) = rest.split_once(self.between.as_str()).unwrap_or((rest, ""));
        (!file.is_empty()).then(|| FlatTarget { file: file.to_owned(), anchor: anchor.to_owned() })
    }

    fn parse(text: &str) -> Option<Self> {
        let (before, rest) = text.split_once(FILE)?;
        let between = rest.strip_suffix(ANCHOR)?;
        let has_blank = [before, between].into_iter().any(|part| part.contains(FILE) || part.contains(ANCHOR));
        let is_form = !before.is_empty() && !between.is_empty() && !has_blank;
        is_form.then(|| Self { before: before.to_owned(), between: between.to_owned() })
    }
}

impl<'de> Deserialize<'de> for LinkForm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            D::Error::custom(format_args!("'{text}' is not a start, '{FILE}', something between, and '{ANCHOR}'"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_has_the_words_of_a_path_and_an_anchor() {
        let form = LinkForm::parse("#PAGE_{file}/{anchor}").unwrap();
        let read = |target| form.read(target).map(|FlatTarget { file, anchor }| format!("{file} {anchor}"));
        assert_eq!(read("#PAGE_BOATS_FERRY/ferry-object").as_deref(), Some("BOATS_FERRY ferry-object"));
        assert_eq!(read("#PAGE_BOATS").as_deref(), Some("BOATS "));
        assert_eq!(read("#PAGE_"), None);
        assert_eq!(read("#boats/ferry"), None);
    }

    #[test]
    fn forms_that_tell_nothing_are_refused() {
        for text in ["{file}/{anchor}", "#{file}{anchor}", "#{file}", "#{anchor}/{file}", "#{file}/{file}/{anchor}"] {
            assert_eq!(LinkForm::parse(text), None, "{text}");
        }
    }
}
