//! Splits an export by routes of one shape, such as `User/{id}` and `User/{userName}`: the API has them, OpenAPI does
//! not allow them in one document, and so the second one stands in an extension.

use std::path::Path;

use docwright_runtime::Json;

use crate::Fault;

/// Writes `1.json`, `2.json` and so on into a folder. Each has no two routes of one shape, all of them together have
/// every operation once.
///
/// # Errors
/// A file cannot be read or written.
pub(crate) fn split(file: &str, folder: &str) -> Result<(), Fault> {
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

/// The operations that stand in the document, then those that stand in its extension.
fn parts(paths: Paths) -> Vec<Paths> {
    let mut parts = vec![Paths::default()];
    for (path, item) in paths {
        for (method, mut operation) in item.as_object().cloned().unwrap_or_default() {
            let others = operation.as_object_mut().and_then(|operation| operation.remove("x-docwright-alternatives"));
            add(&mut parts[0], &path, &method, operation);
            for other in others.as_ref().and_then(Json::as_array).into_iter().flatten() {
                let path = other["x-docwright-path"].as_str().unwrap_or(&path).to_owned();
                let part = (1..parts.len()).find(|part| has_room(&parts[*part], &path, &method));
                let part = part.unwrap_or_else(|| {
                    parts.push(Paths::default());
                    parts.len() - 1
                });
                add(&mut parts[part], &path, &method, other.clone());
            }
        }
    }
    parts
}

fn add(paths: &mut Paths, path: &str, method: &str, operation: Json) {
    let item = paths.entry(path).or_insert_with(|| Json::Object(Paths::default()));
    item[method] = operation;
}

/// Whether a document may have this operation, too.
fn has_room(paths: &Paths, path: &str, method: &str) -> bool {
    paths.iter().all(|(other, item)| match other == path {
        true => item.get(method).is_none(),
        false => shape(other) != shape(path),
    })
}

/// A path without the names of its parameters.
fn shape(path: &str) -> String {
    path.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment }).collect::<Vec<_>>().join("/")
}
