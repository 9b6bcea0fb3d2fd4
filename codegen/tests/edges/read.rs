use std::path::PathBuf;

use docwright::unstable::diagnostic::Code;
use docwright::unstable::read::{Docs, read};
use docwright::unstable::source::SourceFile;

use crate::docs::{project, write};

fn paths(docs: &Docs) -> Vec<&str> {
    docs.sources().iter().map(SourceFile::path).collect()
}

#[test]
fn only_markdown_is_read_and_paths_are_relative() {
    let dir = project();
    write(dir.path(), "docs/toc.yml", "- name: x");
    write(dir.path(), "docs/.git/notes.md", "not docs");
    write(dir.path(), "docs/rest/README.MD", "# by hand");
    let docs = read(&[dir.path().join("docs")]).unwrap();
    assert_eq!(
        paths(&docs),
        [
            "agent/Tea_Agent/v1TeaAgent_Brew.md",
            "agent/Tea_Agent/v1TeaAgent_Pour.md",
            "index.md",
            "rest/Cup/v1CupEntity_GetAll.md",
            "rest/README.MD",
        ]
    );
    assert!(docs.diagnostics().is_empty());
    assert_eq!(docs.locate("index.md"), dir.path().join("docs/index.md"));
}

#[test]
fn several_folders_share_one_root() {
    let dir = project();
    let folders = [dir.path().join("docs/rest"), dir.path().join("docs/agent")];
    let docs = read(&folders).unwrap();
    assert_eq!(
        paths(&docs),
        ["agent/Tea_Agent/v1TeaAgent_Brew.md", "agent/Tea_Agent/v1TeaAgent_Pour.md", "rest/Cup/v1CupEntity_GetAll.md"]
    );
    assert_eq!(docs.locate("rest/Cup/x.md"), folders[0].join("Cup/x.md"));
    let swapped = read(&[folders[1].clone(), folders[0].clone()]).unwrap();
    assert_eq!(paths(&swapped), paths(&docs));
}

#[test]
fn a_folder_given_twice_or_within_another_is_read_once() {
    let dir = project();
    let folders = [dir.path().join("docs"), dir.path().join("docs/rest"), dir.path().join("docs/../docs")];
    assert_eq!(paths(&read(&folders).unwrap()), paths(&read(&folders[..1]).unwrap()));
}

#[test]
fn files_that_are_no_text_are_findings_not_failures() {
    let dir = project();
    write(dir.path(), "docs/bytes.md", b"# fine\nn\xc3\xb8t \xff fine\n");
    write(dir.path(), "docs/huge.md", vec![b'x'; docwright::unstable::parse::MAX_PAGE_BYTES + 1]);
    let docs = read(&[dir.path().join("docs")]).unwrap();
    let found: Vec<_> = docs.diagnostics().clone().into_sorted();
    assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::NotUtf8, Code::TooLarge]);
    assert_eq!(found[0].to_string(), "bytes.md:2:5: error[DW0101]: the byte 0xFF is not valid UTF-8 here");
    assert_eq!(docs.unreadable()[0].to_string(), "bytes.md:1:1", "the file as a whole was left out");
    assert_eq!(docs.unreadable().len(), 2);
    assert_eq!(docs.sources().iter().count(), 4);
}

#[test]
fn an_unreadable_folder_is_named() {
    let missing = PathBuf::from("no/such/folder");
    let error = read(std::slice::from_ref(&missing)).unwrap_err();
    assert_eq!(error.path(), missing);
    assert!(error.to_string().contains("no/such/folder"), "{error}");
}

#[cfg(unix)]
#[test]
fn links_are_reported_and_not_followed() {
    let dir = project();
    write(dir.path(), "secret/secret.md", "# secret");
    for (target, link) in [("secret", "docs/folder"), ("secret/secret.md", "docs/file.md"), ("docs", "docs/rest/loop")]
    {
        std::os::unix::fs::symlink(dir.path().join(target), dir.path().join(link)).unwrap();
    }
    let docs = read(&[dir.path().join("docs")]).unwrap();
    assert_eq!(docs.sources().iter().count(), 4);
    let found = docs.diagnostics().clone().into_sorted();
    let places: Vec<_> = found.iter().map(|found| found.origin.as_ref().unwrap().file.to_string()).collect();
    assert_eq!(places, ["file.md", "folder", "rest/loop"]);
    assert!(found.iter().all(|found| found.code == Code::LinkNotFollowed));
}
