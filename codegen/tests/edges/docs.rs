//! Small docs folders, in our own words.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// An endpoint page with this operation id and request line.
pub(crate) fn page(id: &str, request_line: &str) -> String {
    let title = request_line.replace("/api/v1/", "");
    format!(
        "\
---
title: {title}
uid: {id}
---

# {title}

```http
{request_line}
```

Does what the name of the operation says.

## Request Headers

| Parameter Name | Description |
|----------------|-------------|
| Authorization  | How the caller proves who it is. |
| Accept         | Media types of the response: `application/json` |

## Response:string

OK

| Response | Description |
|----------------|-------------|
| 200 | OK |

### Response body: string

## Sample request

```http!
{request_line}
Authorization: Basic c2FtcGxlOnNhbXBsZQ==
Accept: application/json
```

## Sample response

```http_
HTTP/1.1 200 OK
Content-Type: application/json; charset=utf-8

\"words\"
```
"
    )
}

/// Writes a file, and the folders above it.
pub(crate) fn write(root: &Path, path: &str, contents: impl AsRef<[u8]>) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, contents).unwrap();
}

/// A folder with `docs`, which holds an index and three pages of two services.
pub(crate) fn project() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "docs/index.md", "---\ntitle: All services\n---\n\n# All services\n\nSee the folders.\n");
    for (path, id, request_line) in [
        ("agent/Tea_Agent/v1TeaAgent_Brew.md", "v1TeaAgent_Brew", "POST /api/v1/Agents/Tea/Brew"),
        ("agent/Tea_Agent/v1TeaAgent_Pour.md", "v1TeaAgent_Pour", "POST /api/v1/Agents/Tea/Pour"),
        ("rest/Cup/v1CupEntity_GetAll.md", "v1CupEntity_GetAll", "GET /api/v1/Cup"),
    ] {
        write(dir.path(), &format!("docs/{path}"), page(id, request_line));
    }
    dir
}

/// The files below a folder, as relative paths, sorted.
pub(crate) fn tree(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for item in fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() && !path.is_symlink() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

/// The files below a folder with their bytes.
pub(crate) fn contents(root: &Path) -> BTreeMap<String, Vec<u8>> {
    tree(root).into_iter().map(|path| (path.clone(), fs::read(root.join(&path)).unwrap())).collect()
}
