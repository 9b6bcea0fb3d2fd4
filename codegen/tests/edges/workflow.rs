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

    /// Carries out the steps of a job but the first two: checkout and installation.
    fn run(&self, job: &str) -> String {
        let workflow = fs::read_to_string(self.path("crate/api/.github/workflows/docwright.yml")).unwrap();
        let workflow: serde_json::Value = serde_yaml::from_str(&workflow).unwrap();
        let folder = workflow["defaults"]["run"]["working-directory"].as_str().unwrap();
        let steps = workflow["jobs"][job]["steps"].as_array().unwrap();
        let scripts = steps.iter().skip(2).map(|step| step["run"].as_str().unwrap());
        let said = scripts.map(|script| {
            let mut shell = Command::new("bash");
            shell.args(["-e", "-c", script]).current_dir(self.path("crate").join(folder));
            shell.env("PATH", std::env::join_paths(self.search_path()).unwrap());
            shell.env("RUNNER_TEMP", self.path("temp")).env("DOCS_REPOSITORY", self.path("vendor"));
            text(shell.env("DOCS_FOLDER", "pages").output().unwrap())
        });
        said.collect()
    }

    fn search_path(&self) -> Vec<PathBuf> {
        let path = std::env::var_os("PATH").unwrap();
        [self.path("bin")].into_iter().chain(std::env::split_paths(&path)).collect()
    }

    /// Forgets what a run has left, as the next one starts on a fresh machine.
    fn refresh(&self) {
        fs::remove_dir_all(self.path("temp")).unwrap();
        fs::create_dir(self.path("temp")).unwrap();
        self.git("crate", &["checkout", "--quiet", "main"]);
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
    let said = runner.run("update");
    assert!(said.contains("The docs are what they were."), "{said}");
    assert!(!runner.path("temp/gh.log").exists());
    runner.refresh();

    let path = "pages/agent/Tea_Agent/v1TeaAgent_Rinse.md";
    write(&runner.path("vendor"), path, page("v1TeaAgent_Rinse", "POST /api/v1/Agents/Tea/Rinse"));
    runner.commit("vendor");
    runner.run("update");
    let asked = fs::read_to_string(runner.path("temp/gh.log")).unwrap();
    assert!(asked.contains("pr create --head docwright-update"), "{asked}");
    let body = fs::read_to_string(runner.path("temp/body.md")).unwrap();
    assert!(body.contains("- operation added `TeaAgent.Rinse` `POST /api/v1/Agents/Tea/Rinse`"), "{body}");
    let changed = runner.git("origin", &["diff", "--name-only", "main", "docwright-update"]);
    for file in ["docs/agent/Tea_Agent/v1TeaAgent_Rinse.md", "api/generated/client/tea_agent.rs", "api/docwright.lock"]
    {
        assert!(changed.contains(file), "{file} is not among\n{changed}");
    }
    // What it proposes passes the other job, and a second run proposes it again over the first.
    docwright(&runner.path("crate/api"), &["check"]).exits(0);
    runner.refresh();
    runner.run("update");
}

#[test]
fn a_workflow_says_what_is_left_to_do() {
    let dir = project();
    let said = |args: &[&str]| docwright(dir.path(), args).exits(0).err;
    let new = |path| said(&["new", path, "--docs", "docs", "--workflow"]);
    assert!(new("apart").contains("docs is not part of the repository: commit a copy"));
    fs::create_dir(dir.path().join(".git")).unwrap();
    assert!(new("deep/er").contains("move .github to the root of the repository"));
    let workflow = fs::read_to_string(dir.path().join("deep/er/.github/workflows/docwright.yml")).unwrap();
    assert!(workflow.contains("working-directory: \"deep/er\"\n") && workflow.contains("mv ../../docs "), "{workflow}");
    assert!(!said(&["new", "none", "--docs", "docs"]).contains("workflow"));
    assert!(!dir.path().join("none/.github").exists());
}
