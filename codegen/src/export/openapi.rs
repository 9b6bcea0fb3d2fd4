//! An [`Api`] as an OpenAPI 3.1 document.
//!
//! What the docs leave open stays open (`{}` with `x-docwright-reason`), and what OpenAPI has no
//! place for stands in `x-docwright-…` extensions. Routes that differ only in the names of parameters
//! are one path to OpenAPI: they share a template, and an operation that has other names tells its own
//! in `x-docwright-path`. A further operation of the same method stands in `x-docwright-alternatives` of
//! the first one, and [`openapi_findings`] tells so.

mod content;
mod headers;
mod object;
mod operation;
mod paths;
mod schema;
mod text;

use std::borrow::Cow;

use self::headers::Headers;
use self::object::Object;
use self::operation::Common;
use crate::api::Api;
use crate::diagnostic::Diagnostics;
use crate::dialect::Conventions;

/// Writes an API as OpenAPI 3.1, documented samples included as examples;
/// [`Api::without_samples`] takes them out.
///
/// `conventions` tell its title, and how callers may authenticate. The same API is always the same text: services,
/// paths and types are sorted, properties and parameters stand in the order of the docs.
pub fn openapi(api: &Api, conventions: &Conventions) -> String {
    let headers = Headers::of(api, &conventions.authentication);
    let common = Common { headers, styles: &conventions.notices, sent_too: schema::sent_too(api) };
    super::document(&document(api, conventions, &common))
}

/// What [`openapi`] cannot say: the operations of which readers of the document that know no extensions do not learn,
/// as another one has the same method and, but for the names of parameters, the same path.
pub fn openapi_findings(api: &Api) -> Diagnostics {
    paths::hidden(api)
}

fn document<'a>(api: &'a Api, conventions: &'a Conventions, common: &'a Common<'a>) -> Object<'a> {
    let headers = &common.headers;
    let tags = api.services.iter().map(|service| Object::new().set("name", service.name.as_str()).into());
    Object::new()
        .set("openapi", "3.1.0")
        .set("info", info(conventions))
        .set("security", headers.security())
        .set("tags", tags.collect::<Vec<_>>())
        .set("paths", paths::paths(api, common))
        .set("components", components(api, headers))
}

fn info<'a>(conventions: &'a Conventions) -> Object<'a> {
    Object::new()
        .set("title", conventions.title.as_deref().unwrap_or("API"))
        .set("description", "Made by docwright from the endpoint pages of the API.")
        .set("version", conventions.version.as_deref().unwrap_or("1"))
}

fn components<'a>(api: &'a Api, headers: &'a Headers) -> Object<'a> {
    Object::new()
        .set_filled("schemas", schema::definitions(api))
        .set_filled("parameters", headers.parameters())
        .set_filled("securitySchemes", headers.security_schemes())
}

/// A name (never empty) as the key of a component, which is limited to letters, digits, `.`, `-` and `_`.
///
/// So are names with namespaces, such as `calls.Endpoint`, of which each part begins with a letter. In others, all other
/// characters, and `.` itself, become `.0{hex}.`. So different names have different keys, and keys are free for components of our
/// own that begin with [`OWN`], or end with a `.` and a number.
fn component_key(name: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_part = |part: &str| part.starts_with(|c: char| c.is_ascii_alphabetic()) && part.chars().all(plain);
    if name.chars().all(plain) || !name.starts_with(OWN) && name.split('.').all(is_part) {
        return name.into();
    }
    let escaped = name.chars().map(|c| if plain(c) { c.to_string() } else { format!(".0{:x}.", u32::from(c)) });
    escaped.collect::<String>().into()
}

/// How the keys of schemas begin that are our own.
const OWN: &str = "Patch.";

/// A Reference Object.
fn reference(component: &str, key: &str) -> Object<'static> {
    Object::new().set("$ref", format!("#/components/{component}/{key}"))
}

#[cfg(test)]
mod tests {
    use super::component_key;

    #[test]
    fn plain_names_are_their_own_keys() {
        assert_eq!(component_key("ContactEntity"), "ContactEntity");
        assert_eq!(component_key("SO-Time_Zone2"), "SO-Time_Zone2");
        assert_eq!(component_key("calls.Endpoint"), "calls.Endpoint");
    }

    #[test]
    fn no_two_names_share_a_key() {
        let names =
            ["a b", "a.20.b", "a.020.b", "a.b", "a/b", "a~1b", "ab", "Patch.Json", "é", "aéb", "a.e9.b", "a..b", "a.1"];
        let keys: std::collections::BTreeSet<_> = names.into_iter().map(component_key).collect();
        assert_eq!(keys.len(), names.len());
        assert!(keys.iter().all(|key| key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))));
        assert!(!keys.contains("Patch.Json"));
    }
}
