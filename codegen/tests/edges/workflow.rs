//! The steps of the workflow that `docwright new --workflow` writes, as a runner would carry them out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::cli::docwright;
use crate::docs::{page, project, write};

/// A repository with a crate and its docs, what it is pushed to, and the vendor's repository.
struct Runner {
    dir: TempDir,
}

impl Runner {
    fn new() -> Self {
        let dir = project();
        let runner = Self { dir };
        fs::create_dir(runner.path("crate")).unwrap();
        fs::rename(runner.path("docs"), runner.path("crate/docs")).unwrap();
        // The repository is one before the crate is made, as it is where a workflow is asked for.
        runner.git("crate", &["init", "--quiet", "--initial-branch", "main"]);
        docwright(&runner.path("crate"), &["new", "api", "--docs", "docs", "--workflow"]).exits(0);
        runner.commit("crate");
        runner.git("", &["clone", "--quiet", "--bare", "crate", "origin"]);
        runner.git("crate", &["remote", "add", "origin", "../origin"]);
        runner.git("", &["init", "--quiet", "vendor"]);
        copy(&runner.path("crate/docs"), &runner.path("vendor/pages"));
        runner.commit("vendor");
        fs::create_dir(runner.path("bin")).unwrap();
        fs::create_dir(runner.path("temp")).unwrap();
        runner.program("gh", "echo \"$@\" >> \"$RUNNER_TEMP/gh.log\"");
        runner.program("docwright", &format!("exec {} \"$@\"", env!("CARGO_BIN_EXE_docwright")));
        runner
    }

    fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    fn program(&self, name: &str, script: &str) {
        use std::os::unix::fs::PermissionsExt;
        let file = self.path("bin").join(name);
        fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn git(&self, folder: &str, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=a", "-c", "user.email=a@b.c"]).args(arguments).current_dir(self.path(folder));
        text(git.output().unwrap())
    }

    fn commit(&self, folder: &str) {
        self.git(folder, &["add", "--all"]);
        self.git(folder, &["commit", "--quiet", "--message", "x"]);
    }

    /// Carries out the scripts of a job, other than those that get the program.
    fn run(&self, job: &str) -> String {
        let workflow = fs::read_to_string(self.path("crate/.github/workflows/docwright.yml")).unwrap();
        let workflow: serde_json::Value = serde_yaml::from_str(&workflow).unwrap();
        let job = &workflow["jobs"][job];
        let folder = job["defaults"]["run"]["working-directory"].as_str().unwrap_or(".");
        let steps = job["steps"].as_array().unwrap().iter();
        let steps = steps.filter(|step| step["run"].is_string() && !step["name"].to_string().contains("docwright"));
        let said = steps.map(|step| {
            let mut shell = Command::new("bash");
            // As GitHub does.
            shell.args(["--noprofile", "--norc", "-e", "-c", step["run"].as_str().unwrap()]);
            shell.current_dir(self.path("crate").join(folder));
            let settings = [&workflow["env"], &step["env"]];
            for (name, value) in settings.into_iter().filter_map(|settings| settings.as_object()).flatten() {
                shell.env(name, value.as_str().unwrap());
            }
            shell.env("PATH", std::env::join_paths(self.search_path()).unwrap());
            shell.env("RUNNER_TEMP", self.path("temp")).env("DOCS_REPOSITORY", self.path("vendor"));
            shell.env("GITHUB_OUTPUT", self.path("temp/output"));
            text(shell.env("DOCS_FOLDER", "pages").output().unwrap())
        });
        said.collect()
    }

    /// Carries out the job that finds out what is new, and if there is something, on another machine the one that
    /// proposes it.
    fn update(&self) -> String {
        let said = self.run("update");
        let output = fs::read_to_string(self.path("temp/output")).unwrap_or_default();
        if output != "changed=true\n" {
            assert_eq!(output, "");
            return said;
        }
        fs::rename(self.path("temp/proposal"), self.path("proposal")).unwrap();
        self.refresh();
        fs::rename(self.path("proposal"), self.path("temp/proposal")).unwrap();
        said + &self.run("propose")
    }

    fn search_path(&self) -> Vec<PathBuf> {
        let path = std::env::var_os("PATH").unwrap();
        [self.path("bin")].into_iter().chain(std::env::split_paths(&path)).collect()
    }

    /// Forgets what a run has left, as the next one starts on a fresh machine.
    fn refresh(&self) {
        fs::remove_dir_all(self.path("temp")).unwrap();
        fs::create_dir(self.path("temp")).unwrap();
        self.git("crate", &["checkout", "--quiet", "--force", "main"]);
        self.git("crate", &["clean", "--quiet", "--force", "-d"]);
    }
}

#[track_caller]
fn text(output: Output) -> String {
    let said = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
    assert!(output.status.success(), "{said}");
    said
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() { copy(&from, &to) } else { assert!(fs::copy(&from, &to).is_ok()) }
    }
}

#[test]
fn new_docs_become_a_pull_request_and_old_ones_nothing() {
    let runner = Runner::new();
    let said = runner.update();
    assert!(said.contains("The docs are what they were."), "{said}");
    assert!(!runner.path("temp/gh.log").exists());
    runner.refresh();

    let path = "pages/agent/Tea_Agent/v1TeaAgent_Rinse.md";
    write(&runner.path("vendor"), path, page("v1TeaAgent_Rinse", "POST /api/v1/Agents/Tea/Rinse"));
    runner.commit("vendor");
    runner.update();
    let asked = fs::read_to_string(runner.path("temp/gh.log")).unwrap();
    assert!(asked.contains("pr create --head docwright-update-api"), "{asked}");
    let body = fs::read_to_string(runner.path("temp/proposal/body.md")).unwrap();
    assert!(body.contains("- operation added `TeaAgent.Rinse` `POST /api/v1/Agents/Tea/Rinse`"), "{body}");
    let changed = runner.git("origin", &["diff", "--name-only", "main", "docwright-update-api"]);
    for file in ["docs/agent/Tea_Agent/v1TeaAgent_Rinse.md", "api/generated/client/tea_agent.rs", "api/docwright.lock"]
    {
        assert!(changed.contains(file), "{file} is not among\n{changed}");
    }
    // What it proposes passes the other job, and a second run proposes it again over the first.
    docwright(&runner.path("crate/api"), &["check"]).exits(0);
    runner.refresh();
    runner.update();
}

/// The program that made the proposal may have been anything: what it proposes for other files is not taken over.
#[test]
fn nothing_but_docs_code_and_lock_is_taken_over() {
    let runner = Runner::new();
    write(&runner.path("crate"), "api/Cargo.toml", "evil");
    write(&runner.path("crate"), ".github/workflows/evil.yml", "evil");
    write(&runner.path("crate"), "docs/agent/Tea_Agent/v1TeaAgent_Brew.md", "changed");
    runner.git("crate", &["add", "--all"]);
    let patch = runner.git("crate", &["diff", "--cached", "--binary", "--full-index"]);
    runner.git("crate", &["reset", "--quiet", "--hard"]);
    write(&runner.path("temp"), "proposal/change.patch", patch);
    write(&runner.path("temp"), "proposal/body.md", "");
    runner.run("propose");
    let changed = runner.git("origin", &["diff", "--name-only", "main", "docwright-update-api"]);
    assert_eq!(changed, "docs/agent/Tea_Agent/v1TeaAgent_Brew.md\n");
}

#[test]
fn annotations_have_paths_from_the_root_of_the_repository() {
    let runner = Runner::new();
    let krate = runner.path("crate/api");
    let format = |args: &[&str]| docwright(&krate, args).out;
    let brew = fs::read_to_string(runner.path("crate/docs/agent/Tea_Agent/v1TeaAgent_Brew.md")).unwrap();
    write(
        &runner.path("crate"),
        "docs/agent/Tea_Agent/v1TeaAgent_Brew.md",
        brew.replace("Agents/Tea/Brew", "Agents/Tea/Boil"),
    );
    let drift = format(&["check", "--format", "github"]);
    assert!(drift.contains("::error file=api/generated/outline.txt,title=drift::stale\n"), "{drift}");
    let drift = format(&["check", "--format", "sarif"]);
    assert!(drift.contains("\"api/generated/outline.txt\""), "{drift}");
    let changes = format(&["diff", "git:HEAD", "../docs", "--format", "github"]);
    assert!(changes.contains("file=docs/agent/Tea_Agent/v1TeaAgent_Brew.md,"), "{changes}");
    let changes = format(&["diff", "git:HEAD", "../docs", "--format", "sarif"]);
    assert!(changes.contains("\"docs/agent/Tea_Agent/v1TeaAgent_Brew.md\""), "{changes}");
    write(&runner.path("crate"), "docs/agent/Tea_Agent/v1TeaAgent_Brew.md", brew.replace("POST /api", "BREW /api"));
    let found = format(&["check", "--format", "github"]);
    assert!(found.starts_with("::error file=docs/agent/Tea_Agent/v1TeaAgent_Brew.md,line="), "{found}");
    let found = format(&["generate", "--format", "sarif"]);
    assert!(found.contains("\"docs/agent/Tea_Agent/v1TeaAgent_Brew.md\""), "{found}");
    // People, and other programs, get paths that they can open.
    let found = format(&["check", "--format", "json"]);
    assert!(found.contains("\"../docs/agent/Tea_Agent/v1TeaAgent_Brew.md\""), "{found}");
}

#[test]
fn a_workflow_lies_at_the_root_of_the_repository_and_says_what_is_left_to_do() {
    let dir = project();
    let said = |args: &[&str]| docwright(dir.path(), args).exits(0).err;
    let new = |path| said(&["new", path, "--docs", "docs", "--workflow"]);
    let read = |path: &str| fs::read_to_string(dir.path().join(path)).unwrap();
    let apart = new("apart");
    assert!(apart.contains("/docs is not part of the repository: commit a copy as "), "{apart}");
    assert!(apart.contains("runtime is not part of the repository: take 'path' out of Cargo.toml"), "{apart}");
    assert!(!read("apart/.github/workflows/docwright.yml").contains(".."));
    fs::create_dir(dir.path().join(".git")).unwrap();
    let deep = new("deep/er");
    assert!(!deep.contains("docs is not part of"), "{deep}");
    assert!(!dir.path().join("deep/er/.github").exists());
    let workflow = read(".github/workflows/docwright.yml");
    assert!(
        workflow.contains("working-directory: \"deep/er\"\n") && workflow.contains("DOCS: \"docs\"\n"),
        "{workflow}"
    );
    // A second crate leaves the first one's alone.
    new("second");
    assert_eq!(read(".github/workflows/docwright.yml"), workflow);
    assert!(read(".github/workflows/docwright-second.yml").contains("working-directory: \"second\"\n"));
    fs::remove_dir_all(dir.path().join("second")).unwrap();
    let run = docwright(dir.path(), &["new", "second", "--docs", "docs", "--workflow"]).exits(2);
    assert!(run.err.contains("there is a workflow ") && !dir.path().join("second").exists(), "{}", run.err);
    assert!(!said(&["new", "none", "--docs", "docs"]).contains("workflow"));
}
