//! Paths as text.

use std::path::{self, Component, Path, PathBuf};

use crate::fs::{self, IoError};

/// The absolute path of a place that need not exist, without links and `..`.
pub(crate) fn absolute(place: &Path) -> Result<PathBuf, IoError> {
    let full = path::absolute(place).map_err(|error| IoError::new("find", place, error))?;
    let present = full.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("/"));
    let absent = full.strip_prefix(present).unwrap_or(Path::new(""));
    let present = fs::canonicalize(present)?;
    Ok(absent.components().fold(present, |folder, part| match part {
        Component::ParentDir => folder.parent().unwrap_or(&folder).to_owned(),
        part => folder.join(part),
    }))
}

/// The way from one folder to another place, both absolute and without links and `..`.
///
/// There is none between two drives; the target itself is returned then.
pub(crate) fn relative(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return to.to_owned();
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(to.components().skip(shared)).collect();
    if way.as_os_str().is_empty() { PathBuf::from(".") } else { way }
}

/// A path with `/` as separator on every platform.
pub(crate) fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_leads_from_one_place_to_the_other() {
        for (from, to, way) in [
            ("/a/b", "/a/b/c", "c"),
            ("/a/b", "/a/c/d", "../c/d"),
            ("/a/b/c", "/a", "../.."),
            ("/a", "/a", "."),
            ("/a", "/b", "../b"),
        ] {
            assert_eq!(relative(Path::new(from), Path::new(to)), PathBuf::from(way), "{from} to {to}");
        }
    }
}
