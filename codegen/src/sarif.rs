//! SARIF 2.1.0: the parts that all results of this tool share.

use serde_json::{Value, json};

use crate::export::document;
use crate::render::printable_lines;
use crate::source::Origin;

/// A log of one run, as text; `rules` and `results` are what the format calls so.
pub(crate) fn log(rules: &[Value], results: &[Value]) -> String {
    let driver = json!({
        "name": "docwright",
        "version": env!("CARGO_PKG_VERSION"),
        "informationUri": "https://docs.rs/docwright",
        "rules": rules,
    });
    document(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver }, "results": results, "columnKind": "unicodeCodePoints" }],
    }))
}

/// A message; viewers show it as it stands.
pub(crate) fn message(text: &str) -> Value {
    json!({ "text": printable_lines(text) })
}

/// A place in a file that people can open under this path.
pub(crate) fn location(path: &str, origin: &Origin) -> Value {
    let mut region = json!({ "startLine": origin.line, "startColumn": origin.column });
    if origin.length > 0 {
        region["endColumn"] = json!(origin.column + origin.length);
    }
    let mut location = file(path);
    location["physicalLocation"]["region"] = region;
    location
}

/// A whole file.
pub(crate) fn file(path: &str) -> Value {
    json!({ "physicalLocation": { "artifactLocation": { "uri": uri(path) } } })
}

/// A path as a URI reference: what is not unreserved is escaped.
fn uri(path: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    let encode = |b: u8| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") };
    path.replace('\\', "/").bytes().map(encode).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn messages_show_what_people_do_not_see() {
        assert_eq!(super::message("a\u{202e}b\nc")["text"], "a\\u{202e}b\nc");
    }

    #[test]
    fn paths_become_uri_references() {
        assert_eq!(super::uri("docs\\a b/é:1.md"), "docs/a%20b/%C3%A9%3A1.md");
    }
}
