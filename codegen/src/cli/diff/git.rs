//! Pages of a revision of a git repository, read by the user's git, without a checkout.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use crate::parse::MAX_PAGE_BYTES;
use crate::read::{self, Docs, Fetched};
use crate::render::printable;

use super::super::failure::Failure;

/// A folder in a revision.
#[derive(Debug)]
pub(super) struct Tree {
    /// Where git runs.
    folder: PathBuf,
    /// `REV:PATH`, as git takes it.
    name: String,
    /// The path of the folder, for people.
    path: String,
}

/// A file of a tree.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    object: String,
    size: u64,
    path: String,
}

impl Tree {
    /// Names the folder `path` of a revision; a path that starts with `.` starts at `folder`, others where the
    /// repository does.
    pub(super) fn new(revision: &str, folder: PathBuf, path: String) -> Result<Self, Failure> {
        // Git would take it for an option.
        if revision.is_empty() || revision.starts_with('-') || revision.contains(char::is_control) {
            let help = "give a revision as git:REV or git:REV:PATH, such as git:HEAD~1:docs";
            return Err(Failure::usage(format!("'{}' is no revision", printable(revision)), help));
        }
        let shown = path.trim_start_matches("./").trim_end_matches('/').to_owned();
        Ok(Self { folder, name: format!("{revision}:{}", path.trim_end_matches('/')), path: shown })
    }
}

/// Reads all pages.
pub(super) fn read(tree: &Tree) -> Result<Docs, Failure> {
    let listed = run(git(&tree.folder, &["ls-tree", "-r", "-z", "-l", "--full-tree", &tree.name]), Vec::new())?;
    let entries: Vec<Entry> =
        listed.split(|byte| *byte == 0).filter_map(entry).filter(|entry| is_page(&entry.path)).collect();
    let wanted: Vec<&Entry> = entries.iter().filter(|entry| entry.size <= MAX_PAGE_BYTES as u64).collect();
    let names: Vec<u8> = wanted.iter().flat_map(|entry| format!("{}\n", entry.object).into_bytes()).collect();
    let objects = run(git(&tree.folder, &["cat-file", "--batch"]), names)?;
    let contents = split(&objects, wanted.len()).ok_or_else(|| broken("gives objects in an unknown form"))?;
    let mut contents = contents.into_iter();
    let files: Vec<Fetched> = entries
        .into_iter()
        .map(|entry| {
            let fits = entry.size <= MAX_PAGE_BYTES as u64;
            Fetched { path: entry.path, contents: fits.then(|| contents.next()).flatten().map(<[u8]>::to_vec) }
        })
        .collect();
    Ok(read::fetched(Path::new(&tree.path), files))
}

/// Reads `MODE TYPE OBJECT SIZE\tPATH` of a regular file; links and modules are passed over, as in folders.
fn entry(line: &[u8]) -> Option<Entry> {
    let line = std::str::from_utf8(line).ok()?;
    let (head, path) = line.split_once('\t')?;
    let mut words = head.split_ascii_whitespace();
    let (mode, kind, object, size) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let regular = kind == "blob" && mode.starts_with("100");
    regular.then_some(())?;
    Some(Entry { object: object.to_owned(), size: size.parse().ok()?, path: path.to_owned() })
}

fn is_page(path: &str) -> bool {
    crate::walk::is_wanted(path)
}

/// Splits what `cat-file --batch` writes: `OBJECT TYPE SIZE\n`, the contents, `\n`, for each object.
fn split(mut output: &[u8], count: usize) -> Option<Vec<&[u8]>> {
    let mut contents = Vec::with_capacity(count);
    for _ in 0..count {
        let line = output.iter().position(|byte| *byte == b'\n')?;
        let size: usize = std::str::from_utf8(&output[..line]).ok()?.rsplit(' ').next()?.parse().ok()?;
        let end = (line + 1).checked_add(size)?;
        contents.push(output.get(line + 1..end)?);
        output = output.get(end..)?.strip_prefix(b"\n")?;
    }
    Some(contents)
}

fn git(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(folder);
    command
}

/// Runs git with some input; both pipes are served at once, so that neither can fill up.
fn run(mut command: Command, input: Vec<u8>) -> Result<Vec<u8>, Failure> {
    let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = started.map_err(|error| unusable(&error))?;
    let stdin = child.stdin.take();
    let writer = thread::spawn(move || stdin.map_or(Ok(()), |mut stdin| stdin.write_all(&input)));
    let output = child.wait_with_output().map_err(|error| unusable(&error))?;
    let written = writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    let Output { status, stdout, stderr } = output;
    if !status.success() {
        let said = String::from_utf8_lossy(&stderr);
        let first = printable(said.lines().next().unwrap_or("no message"));
        let help = "correct the revision and the path, as git knows them: git:REV:PATH";
        return Err(Failure::usage(format!("git fails: {first}"), help));
    }
    written.map_err(|error| unusable(&error))?;
    Ok(stdout)
}

fn unusable(error: &io::Error) -> Failure {
    Failure::files(format!("git cannot be run: {error}"), "install git, or give a folder with the pages")
}

fn broken(what: &str) -> Failure {
    Failure::files(format!("git {what}"), "check the repository with 'git fsck', or give a folder with the pages")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_split_by_their_sizes() {
        let output = b"aa blob 3\na\nb\nbb blob 0\n\ncc blob 1\nx\n";
        assert_eq!(split(output, 3).unwrap(), [&b"a\nb"[..], b"", b"x"]);
        for cut in 1..output.len() {
            assert_eq!(split(&output[..cut], 3), None, "{cut}");
        }
        assert_eq!(split(b"aa missing\n", 1), None);
        assert_eq!(split(b"aa blob 18446744073709551615\n", 1), None);
    }

    #[test]
    fn only_regular_files_are_pages() {
        let read = |line: &str| entry(line.as_bytes()).map(|entry| (entry.object, entry.size, entry.path));
        let expected = ("ab12".to_owned(), 12, "a b.md".to_owned());
        assert_eq!(read("100644 blob ab12      12\ta b.md"), Some(expected));
        for line in ["120000 blob ab12 12\ta.md", "160000 commit ab12 -\tmodule", "", "100644 blob ab12"] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn a_revision_is_never_an_option() {
        for revision in ["", "--output=x", "-h", "a\nb"] {
            assert!(Tree::new(revision, PathBuf::from("."), "docs".to_owned()).is_err(), "{revision:?}");
        }
    }
}
