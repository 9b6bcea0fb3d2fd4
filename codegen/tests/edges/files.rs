use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use docwright::unstable::files::{Drift, FilesError, MARKER, Tree, Written, check, write};

use crate::docs::{self, tree};

fn wanted(files: &[(&'static str, &str)]) -> Tree {
    let mut wanted = Tree::default();
    for (path, contents) in files {
        wanted.insert(path, generated(contents));
    }
    wanted
}

fn generated(contents: &str) -> String {
    format!("// {MARKER}.\n{contents}\n")
}

fn written(written: usize, unchanged: usize, removed: usize) -> Written {
    Written { written, unchanged, removed, leftovers: 0 }
}

fn drift(files: &[(&'static str, &str)], dir: &Path) -> Drift {
    check(&wanted(files), dir).unwrap()
}

#[test]
fn a_folder_is_created_renewed_and_cleaned() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("deep/generated");
    let first = [("lib.rs", "a"), ("client/one.rs", "1"), ("client/two.rs", "2"), ("server/one.rs", "1")];
    assert_eq!(write(&wanted(&first), &out).unwrap(), written(4, 0, 0));
    assert_eq!(tree(&out), ["client/one.rs", "client/two.rs", "lib.rs", "server/one.rs"]);
    let second = [("lib.rs", "b"), ("client/one.rs", "1")];
    assert_eq!(write(&wanted(&second), &out).unwrap(), written(1, 1, 2));
    assert_eq!(tree(&out), ["client/one.rs", "lib.rs"]);
    assert_eq!(fs::read_to_string(out.join("lib.rs")).unwrap(), generated("b"));
    assert!(!out.join("server").exists(), "a folder that became empty is removed");
}

#[test]
fn what_is_up_to_date_is_not_touched() {
    let dir = tempfile::tempdir().unwrap();
    write(&wanted(&[("lib.rs", "a"), ("b.rs", "b")]), dir.path()).unwrap();
    let past = SystemTime::now() - Duration::from_secs(1000);
    let file = fs::File::options().write(true).open(dir.path().join("lib.rs")).unwrap();
    file.set_modified(past).unwrap();
    assert_eq!(write(&wanted(&[("lib.rs", "a"), ("b.rs", "c")]), dir.path()).unwrap(), written(1, 1, 0));
    assert_eq!(fs::metadata(dir.path().join("lib.rs")).unwrap().modified().unwrap(), past);
}

#[test]
fn what_people_wrote_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    docs::write(dir.path(), "notes.md", "mine");
    docs::write(dir.path(), "client/mine.rs", "// mine");
    assert_eq!(write(&wanted(&[("client/one.rs", "1")]), dir.path()).unwrap(), written(1, 0, 0));
    assert_eq!(write(&wanted(&[("lib.rs", "a")]), dir.path()).unwrap(), written(1, 0, 1));
    assert_eq!(tree(dir.path()), ["client/mine.rs", "lib.rs", "notes.md"]);
}

#[test]
fn a_file_in_the_way_is_an_error_and_nothing_is_written() {
    let dir = tempfile::tempdir().unwrap();
    docs::write(dir.path(), "b.rs", "// by hand");
    let error = write(&wanted(&[("a.rs", "a"), ("b.rs", "b"), ("c.rs", "c")]), dir.path()).unwrap_err();
    assert!(matches!(&error, FilesError::Foreign(path) if path.ends_with("b.rs")), "{error}");
    assert!(error.help().contains("b.rs"));
    assert_eq!(tree(dir.path()), ["b.rs"]);
    assert_eq!(fs::read_to_string(dir.path().join("b.rs")).unwrap(), "// by hand");
}

#[test]
fn an_empty_file_and_one_with_the_same_bytes_are_in_nobodys_way() {
    let dir = tempfile::tempdir().unwrap();
    let mut wanted = wanted(&[("lib.rs", "a")]);
    wanted.insert("plain.txt", "no marker");
    docs::write(dir.path(), "lib.rs", "");
    docs::write(dir.path(), "plain.txt", "no marker");
    assert_eq!(write(&wanted, dir.path()).unwrap(), written(1, 1, 0));
}

#[test]
fn a_folder_in_place_of_a_file_or_the_reverse_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    docs::write(dir.path(), "a.rs/x", "");
    docs::write(dir.path(), "b", "");
    for files in [[("a.rs", "")], [("b/c.rs", "")]] {
        let error = write(&wanted(&files), dir.path()).unwrap_err();
        assert!(matches!(error, FilesError::InTheWay(_)), "{error}");
    }
}

#[test]
fn an_output_folder_below_a_file_is_an_error_that_names_it() {
    let dir = tempfile::tempdir().unwrap();
    docs::write(dir.path(), "file", "");
    let out = dir.path().join("file/generated");
    let error = write(&wanted(&[("lib.rs", "a")]), &out).unwrap_err();
    assert!(error.to_string().contains(&out.display().to_string()), "{error}");
    assert_eq!(tree(dir.path()), ["file"]);
}

#[test]
fn what_belongs_to_others_is_not_taken_for_an_orphan() {
    let dir = tempfile::tempdir().unwrap();
    let old = generated("old");
    for path in [
        "other/.stamp",
        "other/lib.rs",
        "target/CACHEDIR.TAG",
        "target/out.rs",
        "nested/Cargo.toml",
        "nested/generated/lib.rs",
        ".cache/x.rs",
    ] {
        docs::write(dir.path(), path, &old);
    }
    let before = tree(dir.path());
    assert_eq!(write(&wanted(&[("lib.rs", "a")]), dir.path()).unwrap(), written(1, 0, 0));
    let mut after = before;
    after.push("lib.rs".to_owned());
    after.sort();
    assert_eq!(tree(dir.path()), after);
}

#[test]
fn a_marker_far_down_is_none() {
    let dir = tempfile::tempdir().unwrap();
    docs::write(dir.path(), "essay.md", format!("{}\n{}", "x".repeat(2000), generated("quoted")));
    write(&wanted(&[("lib.rs", "a")]), dir.path()).unwrap();
    assert!(dir.path().join("essay.md").exists());
}

#[test]
fn drift_tells_missing_stale_and_orphaned_apart_and_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let files = [("a.rs", "a\nb"), ("b.rs", "b"), ("c.rs", "c"), ("d.rs", "d")];
    assert_eq!(drift(&files, &dir.path().join("absent")).missing.len(), 4);
    assert!(!dir.path().join("absent").exists());
    write(&wanted(&files), dir.path()).unwrap();
    assert!(drift(&files, dir.path()).is_empty());
    docs::write(dir.path(), "a.rs", generated("a\nb").replace('\n', "\r\n"));
    docs::write(dir.path(), "b.rs", generated("edited"));
    docs::write(dir.path(), "c.rs", "// replaced by hand");
    let before = tree(dir.path());
    let expected = Drift {
        missing: vec!["e.rs".into()],
        stale: vec!["b.rs".into(), "c.rs".into()],
        line_endings: vec!["a.rs".into()],
        orphaned: vec!["d.rs".into()],
    };
    assert_eq!(drift(&[("a.rs", "a\nb"), ("b.rs", "b"), ("c.rs", "c"), ("e.rs", "e")], dir.path()), expected);
    assert_eq!(tree(dir.path()), before);
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn nothing_is_written_or_removed_through_a_link() {
        let dir = tempfile::tempdir().unwrap();
        let (out, outside) = (dir.path().join("out"), dir.path().join("outside"));
        docs::write(&outside, "old.rs", generated("old"));
        fs::create_dir(&out).unwrap();
        symlink(&outside, out.join("client")).unwrap();
        let error = write(&wanted(&[("client/one.rs", "1")]), &out).unwrap_err();
        assert!(matches!(&error, FilesError::Link(path) if path.ends_with("client")), "{error}");
        // The orphan behind the link is not ours either.
        write(&wanted(&[("lib.rs", "a")]), &out).unwrap();
        assert_eq!(tree(&outside), ["old.rs"]);
    }

    #[test]
    fn a_link_to_a_file_is_refused_also_when_it_leads_nowhere() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("target.rs");
        symlink(&target, dir.path().join("lib.rs")).unwrap();
        let error = write(&wanted(&[("lib.rs", "a")]), dir.path()).unwrap_err();
        assert!(matches!(error, FilesError::Link(_)), "{error}");
        assert!(!target.exists());
    }

    #[test]
    fn the_folder_itself_may_be_a_link() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("real")).unwrap();
        symlink(dir.path().join("real"), dir.path().join("out")).unwrap();
        write(&wanted(&[("lib.rs", "a")]), &dir.path().join("out")).unwrap();
        assert_eq!(tree(&dir.path().join("real")), ["lib.rs"]);
    }

    #[test]
    fn a_folder_without_rights_is_an_error_that_names_it_and_stays_as_it_was() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        write(&wanted(&[("lib.rs", "a")]), dir.path()).unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o555)).unwrap();
        let outcome = write(&wanted(&[("lib.rs", "b")]), dir.path());
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let Err(error) = outcome else {
            println!("skipped: this user may write anywhere");
            return;
        };
        assert!(error.to_string().contains(&dir.path().display().to_string()), "{error}");
        assert_eq!(fs::read_to_string(dir.path().join("lib.rs")).unwrap(), generated("a"));
        assert_eq!(tree(dir.path()), ["lib.rs"]);
    }
}
