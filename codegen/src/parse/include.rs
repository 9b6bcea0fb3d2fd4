//! Paths of included files.

/// Why a path of an include cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unreachable {
    /// It leads out of the docs folder, or does not start from the page.
    Outside,
    /// It names no file.
    Nameless,
}

/// The path, from the docs root, of a file that the page at `page` includes as `target`.
///
/// Purely lexical: the result has no `.` or `..` and can only be looked up, never opened.
pub(super) fn resolve(page: &str, target: &str) -> Result<String, Unreachable> {
    let target = target.replace('\\', "/");
    if target.starts_with('/') || target.contains(':') {
        return Err(Unreachable::Outside);
    }
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in target.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop().ok_or(Unreachable::Outside)?;
            }
            name => segments.push(name),
        }
    }
    let named = !matches!(target.rsplit('/').next(), None | Some("" | "." | ".."));
    if named { Ok(segments.join("/")) } else { Err(Unreachable::Nameless) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_relative_to_its_page() {
        for (page, target, path) in [
            ("agent/A/v1A_B.md", "../../samples/x.md", "samples/x.md"),
            ("agent/A/v1A_B.md", "x.md", "agent/A/x.md"),
            ("agent/A/v1A_B.md", "./y//x.md", "agent/A/y/x.md"),
            ("agent/A/v1A_B.md", r"..\x.md", "agent/x.md"),
            ("v1A_B.md", "a/../x.md", "x.md"),
        ] {
            assert_eq!(resolve(page, target).as_deref(), Ok(path));
        }
    }

    #[test]
    fn nothing_outside_of_the_docs_can_be_named() {
        for target in ["../x.md", "a/../../x.md", "/etc/x.md", "C:/x.md", "https://example.org/x.md", r"\\host\x.md"] {
            assert_eq!(resolve("v1A_B.md", target), Err(Unreachable::Outside), "{target}");
        }
        for target in ["", ".", "a/", "a/.."] {
            assert_eq!(resolve("v1A_B.md", target), Err(Unreachable::Nameless), "{target}");
        }
    }
}
