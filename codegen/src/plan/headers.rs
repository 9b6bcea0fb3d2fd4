//! Headers that calls and clients have setters for.

use super::docs::DocLines;
use super::idents::{Ident, Role};
use crate::api::Api;

/// A method of calls, and of the builder of clients, that sets a header.
#[derive(Clone, Debug)]
pub struct HeaderSetter {
    /// Its name.
    pub ident: Ident,
    /// The header, as it is sent.
    pub header: String,
    /// Its documentation.
    pub docs: DocLines,
    /// What it takes.
    pub kind: HeaderKind,
}

/// The value that the setter of a header takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderKind {
    /// The text that is sent.
    Text,
    /// The runtime's time zone.
    TimeZone,
}

/// A header that has a setter where the docs list it.
struct Known {
    header: &'static str,
    setter: &'static str,
    kind: HeaderKind,
    docs: &'static str,
}

const KNOWN: [Known; 5] = [
    Known {
        header: "SO-Language",
        setter: "language",
        kind: HeaderKind::Text,
        docs: "Sets `SO-Language`: the language of names and messages, such as `en` or `no`; `*` gives all of them \
               untranslated.",
    },
    Known {
        header: "Accept-Language",
        setter: "accept_language",
        kind: HeaderKind::Text,
        docs: "Sets `Accept-Language`: the languages that the caller understands.",
    },
    Known {
        header: "SO-Culture",
        setter: "culture",
        kind: HeaderKind::Text,
        docs: "Sets `SO-Culture`: how numbers and dates inside of texts are written.",
    },
    Known {
        header: "SO-TimeZone",
        setter: "time_zone",
        kind: HeaderKind::TimeZone,
        docs: "Sets `SO-TimeZone`: the zone of times.",
    },
    Known {
        header: "SO-AppToken",
        setter: "app_token",
        kind: HeaderKind::Text,
        docs: "Sets `SO-AppToken`: the secret of the application, which goes with tickets.",
    },
];

/// The names of all setters that an API may have.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    KNOWN.iter().map(|known| known.setter)
}

/// The setters of the headers that the API documents, for any of its operations.
pub(super) fn setters(api: &Api) -> Vec<HeaderSetter> {
    let documented = |known: &&Known| {
        let mut headers = api.operations().flat_map(|operation| &operation.headers);
        headers.any(|header| header.wire.as_str().eq_ignore_ascii_case(known.header))
    };
    let setter = |known: &Known| HeaderSetter {
        ident: Role::Method.ident(known.setter),
        header: known.header.to_owned(),
        docs: DocLines::own(known.docs),
        kind: known.kind,
    };
    KNOWN.iter().filter(documented).map(setter).collect()
}
