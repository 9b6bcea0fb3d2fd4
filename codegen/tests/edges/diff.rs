//! `diff`: where editions come from, when it fails, and what it says of wrong ones.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::cli::docwright;
use crate::docs::{page, project, write};

/// Runs git for itself, whatever the machine's configuration says.
fn git(folder: &Path, args: &[&str]) {
    let identity = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com", "-c", "commit.gpgsign=false"];
    let run = Command::new("git").args(identity).args(args).current_dir(folder).output().unwrap();
    assert!(run.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&run.stderr));
}

/// A repository whose docs lost an operation and got another one since the last commit.
fn changed_project() -> tempfile::TempDir {
    let dir = project();
    write(dir.path(), "docwright.yaml", "docs: docs\n");
    docwright(dir.path(), &["export", "ir", "--out", "old.json"]).exits(0);
    git(dir.path(), &["init", "--quiet"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "--quiet", "--message", "Begin"]);
    git(dir.path(), &["tag", "v1"]);
    fs::remove_file(dir.path().join("docs/rest/Cup/v1CupEntity_GetAll.md")).unwrap();
    let stir = page("v1TeaAgent_Stir", "POST /api/v1/Agents/Tea/Stir");
    write(dir.path(), "docs/agent/Tea_Agent/v1TeaAgent_Stir.md", stir);
    dir
}

#[test]
fn editions_are_folders_revisions_and_exports() {
    let dir = changed_project();
    let changes = |old: &str| {
        let run = docwright(dir.path(), &["diff", old, "docs", "--format", "json"]).exits(0);
        let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        let changes = json["changes"].as_array().unwrap().iter();
        changes.map(|change| format!("{} {}", change["kind"], change["subject"]["name"])).collect::<Vec<_>>()
    };
    let expected = ["\"operation-removed\" \"CupEntity.GetAll\"", "\"operation-added\" \"TeaAgent.Stir\""];
    for old in ["git:HEAD", "git:v1:docs", "old.json"] {
        assert_eq!(changes(old), expected, "{old}");
    }
    let run = docwright(dir.path(), &["diff", "git:HEAD", "git:v1"]).exits(0);
    assert!(run.out.contains("nothing changed in meaning"), "{}", run.out);
    // From a folder within the repository, too.
    let run = docwright(&dir.path().join("docs"), &["diff", "git:HEAD", "."]).exits(0);
    assert!(run.out.contains("operation removed CupEntity.GetAll"), "{}", run.out);
}

#[test]
fn what_should_not_happen_fails_unless_somebody_approved_it() {
    let dir = changed_project();
    let diff = |args: &[&str]| docwright(dir.path(), &[&["diff", "git:HEAD", "docs"], args].concat());
    diff(&["--fail-on", "never"]).exits(0);
    diff(&["--fail-on", "any"]).exits(4);
    let run = diff(&["--fail-on", "breaking"]).exits(4);
    let line = run.out.lines().skip_while(|line| !line.contains("CupEntity.GetAll")).find(|line| line.contains("dw-"));
    let fingerprint = &line.unwrap()[line.unwrap().find("dw-").unwrap()..][..19];
    let approve = |more: &str| {
        let entry = format!(
            "docs: docs\ndiff:\n  approve:\n    - fingerprint: {fingerprint}\n      because: nobody drinks\n{more}"
        );
        write(dir.path(), "docwright.yaml", entry);
    };
    approve("");
    diff(&["--fail-on", "breaking"]).exits(0);
    approve("      until: 2999-12-31\n");
    diff(&["--fail-on", "breaking"]).exits(0);
    approve("      until: 2020-02-29\n");
    let run = diff(&["--fail-on", "breaking"]).exits(4);
    assert!(run.out.contains(&format!("the approval of {fingerprint} expired on 2020-02-29")), "{}", run.out);
    approve("    - fingerprint: dw-0123456789abcdef\n      because: it was\n");
    let run = diff(&["--fail-on", "breaking"]).exits(0);
    assert!(run.out.contains("the approval of dw-0123456789abcdef is about no change"), "{}", run.out);
    approve("      until: soon\n");
    let run = diff(&[]).exits(2);
    assert!(run.err.contains("docwright.yaml"), "{}", run.err);
}

#[test]
fn wrong_editions_are_told_with_what_to_do() {
    let dir = changed_project();
    write(dir.path(), "wrong.json", "{\"docwright\": {\"ir\": 9}}");
    for (old, said) in [
        ("nowhere", "there is neither a folder nor a file nowhere"),
        ("git:nope:docs", "nope:docs"),
        ("git:HEAD:nowhere", "nowhere"),
        ("git:--output=x:docs", "--output=x"),
        ("wrong.json", "version 9 of the exported API cannot be read"),
    ] {
        let run = docwright(dir.path(), &["diff", old, "docs"]).exits(2);
        assert!(run.err.contains(said) && run.err.contains("help: "), "{old}\n{}", run.err);
        assert_eq!(run.out, "");
    }
    assert!(!dir.path().join("x").exists());
}
