//! Splits an export by routes of one shape, such as `User/{id}` and `User/{userName}`: the API has them, OpenAPI does
//! not allow them in one document, and Prism would answer for the first of them.

use std::collections::BTreeMap;
use std::path::Path;

use docwright_runtime::Json;

use crate::Fault;

/// Writes `1.json`, `2.json` and so on into a folder. Each has no two routes of one shape, all of them together have
/// every operation once.
///
/// # Errors
/// A file cannot be read or written.
pub fn split(file: &str, folder: &str) -> Result<(), Fault> {
    let document: Json = serde_json::from_slice(&std::fs::read(file)?)?;
    std::fs::create_dir_all(folder)?;
    let paths = document["paths"].as_object().cloned().unwrap_or_default();
    for (number, paths) in (1..).zip(parts(paths)) {
        let mut part = document.clone();
        part["paths"] = Json::Object(paths);
        std::fs::write(Path::new(folder).join(format!("{number}.json")), part.to_string())?;
    }
    Ok(())
}

type Paths = serde_json::Map<String, Json>;

/// The nth route of a shape goes to the nth part.
fn parts(paths: Paths) -> Vec<Paths> {
    let mut seen = BTreeMap::<String, usize>::new();
    let mut parts = Vec::new();
    for (path, item) in paths {
        let count = seen.entry(shape(&path)).or_default();
        if parts.len() == *count {
            parts.push(Paths::default());
        }
        parts[*count].insert(path, item);
        *count += 1;
    }
    parts
}

/// A path without the names of its parameters.
fn shape(path: &str) -> String {
    path.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment }).collect::<Vec<_>>().join("/")
}
