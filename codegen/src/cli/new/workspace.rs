//! The cargo workspace that a new crate will lie in: a crate below a workspace is either one of its members, or
//! excluded, or a workspace of its own; everything else is an error for cargo, in both places.

use std::path::{Path, PathBuf};

use crate::fs;
use glob::{MatchOptions, Pattern};
use toml_edit::{Array, Document, Item, Table};

use super::package::quoted;
use crate::cli::paths;

/// How a new crate stands to the workspaces above it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// There is none that concerns it.
    Alone,
    /// This workspace takes it in as it is.
    Member(PathBuf),
    /// This workspace has to be told of it: its manifest becomes this text.
    Joins {
        /// The manifest.
        manifest: PathBuf,
        /// Its new text.
        text: String,
    },
    /// This workspace would take folders in or around the crate for packages, and be broken.
    Refused(PathBuf),
    /// It is a workspace of its own, as this manifest cannot be changed, for this reason.
    Apart {
        /// The manifest.
        manifest: PathBuf,
        /// Why not.
        why: String,
    },
}

impl Standing {
    /// Looks for the workspace as cargo does. The folder is absolute and need not exist.
    pub(super) fn of(folder: &Path) -> Self {
        for above in folder.ancestors().skip(1) {
            let manifest = above.join("Cargo.toml");
            if !manifest.is_file() {
                continue;
            }
            match Root::at(above) {
                Ok(Some(root)) if root.excludes(folder) => {}
                Ok(Some(root)) => return root.standing(folder),
                Ok(None) => {}
                Err(why) => return Self::Apart { manifest, why },
            }
        }
        Self::Alone
    }
}

/// A workspace.
struct Root {
    folder: PathBuf,
    text: String,
    members: Vec<String>,
    exclude: Vec<String>,
}

impl Root {
    /// The workspace that the manifest in a folder is the root of, or says that it belongs to.
    fn at(folder: &Path) -> Result<Option<Self>, String> {
        let text = read(&folder.join("Cargo.toml"))?;
        let manifest = parse(&text)?;
        if let Some(workspace) = manifest.get("workspace").and_then(Item::as_table_like) {
            let list = |key| workspace.get(key).and_then(Item::as_array).map(strings).unwrap_or_default();
            let (members, exclude) = (list("members"), list("exclude"));
            return Ok(Some(Self { folder: folder.to_owned(), members, exclude, text }));
        }
        match manifest.get("package").and_then(|package| package.get("workspace")).and_then(Item::as_str) {
            Some(root) => Self::at(&paths::absolute(&folder.join(root)).map_err(|error| error.to_string())?),
            None => Ok(None),
        }
    }

    /// As for cargo, a member by name is not excluded.
    fn excludes(&self, folder: &Path) -> bool {
        let any = |list: &[String]| list.iter().any(|path| folder.starts_with(normal(&self.folder.join(path))));
        any(&self.exclude) && !any(&self.members)
    }

    fn standing(self, folder: &Path) -> Standing {
        let manifest = self.folder.join("Cargo.toml");
        let code = folder.join(super::OUT);
        let above = folder.ancestors().skip(1).take_while(|above| *above != self.folder);
        let mut no_packages = above.filter(|above| !above.join("Cargo.toml").exists()).chain([code.as_path()]);
        if no_packages.any(|folder| self.members.iter().any(|member| self.takes_in(member, folder))) {
            return Standing::Refused(manifest);
        }
        if self.members.iter().any(|member| self.takes_in(member, folder)) {
            return Standing::Member(manifest);
        }
        let member = paths::slashed(&paths::relative(&self.folder, folder));
        match with_member(&self.text, &self.members, &member) {
            Some(text) => Standing::Joins { manifest, text },
            None => Standing::Apart { manifest, why: "its members are written in a way that is not understood".into() },
        }
    }

    /// Whether an entry of `members` names a folder; `*` does not stand for a separator.
    fn takes_in(&self, member: &str, folder: &Path) -> bool {
        let root = Pattern::escape(&paths::slashed(&self.folder));
        let pattern = paths::slashed(&normal(&Path::new(&root).join(member)));
        let options = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
        Pattern::new(&pattern).is_ok_and(|pattern| pattern.matches_with(&paths::slashed(folder), options))
    }
}

/// The text of a manifest, byte for byte.
pub(super) fn read(manifest: &Path) -> Result<String, String> {
    let bytes = fs::read(manifest).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|_| format!("{} is not UTF-8", manifest.display()))
}

/// Reads a manifest; a byte order mark is none of it.
pub(super) fn parse(text: &str) -> Result<Document<&str>, String> {
    let fault = |error: toml_edit::TomlError| format!("it cannot be understood: {}", error.message());
    Document::parse(text.strip_prefix(MARK).unwrap_or(text)).map_err(fault)
}

const MARK: char = '\u{feff}';

fn strings(array: &Array) -> Vec<String> {
    array.iter().filter_map(|value| value.as_str()).map(str::to_owned).collect()
}

/// The text of a manifest with one more member, all else as it was; `None` where there is no plain place for it.
fn with_member(text: &str, members: &[String], member: &str) -> Option<String> {
    let (mark, body) = text.strip_prefix(MARK).map_or(("", text), |body| (&text[..text.len() - body.len()], body));
    let document = Document::parse(body).ok()?;
    let workspace = document.get("workspace")?;
    let (at, added) = match workspace.as_table_like()?.get("members") {
        Some(list) => entry(body, list.as_array()?, member)?,
        None => {
            (end_of_header(body, workspace.as_table()?)?, format!("members = [{}]{}", quoted(member), line_end(body)))
        }
    };
    let body = format!("{}{added}{}", &body[..at], &body[at..]);
    // Whatever the manifest looked like: this is what was meant.
    let now = Document::parse(body.as_str()).ok()?;
    let now = strings(now.get("workspace")?.get("members")?.as_array()?);
    now.iter().eq(members.iter().chain([&member.to_owned()])).then(|| format!("{mark}{body}"))
}

/// Where a further entry of an array goes, and its text: on a line of its own where the last one has one.
fn entry(body: &str, array: &Array, member: &str) -> Option<(usize, String)> {
    let Some(last) = array.iter().last() else { return Some((array.span()?.start + 1, quoted(member))) };
    let last = last.span()?;
    let line = &body[..last.start];
    let indent = &line[line.rfind('\n').map_or(0, |at| at + 1)..];
    let separator = match indent.chars().all(char::is_whitespace) && line.contains('\n') {
        true => format!("{}{indent}", line_end(body)),
        false => " ".to_owned(),
    };
    Some((last.end, format!(",{separator}{}", quoted(member))))
}

/// The start of the line after `[workspace]`.
fn end_of_header(body: &str, workspace: &Table) -> Option<usize> {
    let start = workspace.span()?.start;
    let line = body[start..].find('\n')?;
    body[start..start + line].trim_start().starts_with('[').then_some(start + line + 1)
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// A path without `.` and `..`, of which links are not looked at: cargo does not, either.
fn normal(path: &Path) -> PathBuf {
    use std::path::Component;
    path.components().fold(PathBuf::new(), |mut normal, part| {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(normal.pop()),
            part => normal.push(part),
        }
        normal
    })
}

/// The value of a key of `[package]` in a manifest, or of the workspace that it is taken from.
pub(super) fn package_key(folder: &Path, key: &str) -> Option<String> {
    let text = read(&folder.join("Cargo.toml")).ok()?;
    let manifest = parse(&text).ok()?;
    let value = manifest.get("package")?.get(key)?;
    if let Some(value) = value.as_str() {
        return Some(value.to_owned());
    }
    value.get("workspace").and_then(Item::as_bool).filter(|inherited| *inherited)?;
    folder.ancestors().skip(1).find_map(|above| {
        let text = read(&above.join("Cargo.toml")).ok()?;
        let value = parse(&text).ok()?.get("workspace")?.get("package")?.get(key)?.as_str()?.to_owned();
        Some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str) -> Option<String> {
        let document = parse(text).unwrap();
        let members = document.get("workspace").and_then(|workspace| workspace.get("members"));
        with_member(text, &members.and_then(Item::as_array).map(strings).unwrap_or_default(), "api")
    }

    #[test]
    fn a_member_is_added_and_all_else_stays() {
        for (before, after) in [
            ("[workspace]\nmembers = []\n", "[workspace]\nmembers = [\"api\"]\n"),
            ("[workspace]\nmembers = [ \"a\" ] # ours\n", "[workspace]\nmembers = [ \"a\", \"api\" ] # ours\n"),
            (
                "[workspace]\r\nmembers = [\r\n  \"a\",\r\n  'b', # last\r\n]\r\n",
                "[workspace]\r\nmembers = [\r\n  \"a\",\r\n  'b',\r\n  \"api\", # last\r\n]\r\n",
            ),
            ("\u{feff}[workspace]\n", "\u{feff}[workspace]\nmembers = [\"api\"]\n"),
            (
                "[package]\nname = \"x\"\n\n[ workspace ] # all\nresolver = \"3\"\n[dependencies]\n",
                "[package]\nname = \"x\"\n\n[ workspace ] # all\nmembers = [\"api\"]\nresolver = \"3\"\n[dependencies]\n",
            ),
            ("workspace = { members = [\"a\"] }\n", "workspace = { members = [\"a\", \"api\"] }\n"),
            ("workspace.members = [\"a\"]\n", "workspace.members = [\"a\", \"api\"]\n"),
        ] {
            assert_eq!(added(before).as_deref(), Some(after), "{before}");
        }
        for odd in ["workspace = {}\n", "[workspace.package]\nversion = \"1.0.0\"\n", "[workspace]"] {
            assert_eq!(added(odd), None, "{odd}");
        }
    }

    #[test]
    fn the_standing_is_that_of_cargo() {
        let dir = tempfile::tempdir().unwrap();
        let root = std::fs::canonicalize(dir.path()).unwrap();
        let standing = |text: &str, folder: &str| {
            std::fs::write(root.join("Cargo.toml"), text).unwrap();
            Standing::of(&root.join(folder))
        };
        let member = Standing::Member(root.join("Cargo.toml"));
        for (members, folder) in [
            ("crates/*", "crates/api"),
            ("./crates/*", "crates/api"),
            ("crates/*/", "crates/api"),
            ("crates/*/*", "crates/deep/api"),
            ("a*", "api"),
            ("x/../api", "api"),
            ("api", "api"),
        ] {
            assert_eq!(standing(&format!("[workspace]\nmembers = [\"{members}\"]\n"), folder), member, "{members}");
        }
        for (text, folder) in [
            ("[workspace]\nmembers = [\"crates/*\"]\n", "api"),
            ("[workspace]\n", "api"),
            ("[package]\nname = \"x\"\n[workspace]\n", "api"),
        ] {
            assert!(matches!(standing(text, folder), Standing::Joins { .. }), "{text}");
        }
        for (members, folder) in
            [("crates/**", "crates/api"), ("crates/*/*", "crates/api"), ("crates/*", "crates/deep/api")]
        {
            let text = format!("[workspace]\nmembers = [\"{members}\"]\n");
            assert_eq!(standing(&text, folder), Standing::Refused(root.join("Cargo.toml")), "{members}");
        }
        let excluded = "[workspace]\nmembers = [\"crates/*\"]\nexclude = [\"crates/api\"]\n";
        assert_eq!(standing(excluded, "crates/api"), Standing::Alone);
        assert_eq!(standing("[workspace]\nmembers = [\"api\"]\nexclude = [\"api\"]\n", "api"), member);
        assert_eq!(standing("[package]\nname = \"x\"\n", "api"), Standing::Alone);
        assert!(matches!(standing("[workspace\n", "api"), Standing::Apart { .. }));
    }
}
