//! A package with a build script, in a workspace of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::pages::{EARLIER, Edition, PRESENT};

/// A package in `api/` of a workspace.
pub(crate) struct Project {
    folder: PathBuf,
}

/// What cargo did.
pub(crate) struct Run {
    pub(crate) success: bool,
    pub(crate) said: String,
}

impl Run {
    #[track_caller]
    pub(crate) fn succeeds(self) -> String {
        assert!(self.success, "{}", self.said);
        self.said
    }

    #[track_caller]
    pub(crate) fn fails(self) -> String {
        assert!(!self.success, "{}", self.said);
        self.said
    }
}

const MANIFEST: &str = r#"[package]
name = "NAME"
description = "Generated while it is built"
license = "MIT"
version = "0.1.0"
edition = "2024"

[dependencies]
chrono = { version = "0.4", default-features = false }
docwright-runtime = { version = "0.1.0", path = "RUNTIME", features = ["chrono", "client-core", "server", "tower"] }

[build-dependencies]
docwright = { version = "0.1.0", path = "CODEGEN", default-features = false }
"#;

impl Project {
    /// A package that is named after the test, with the pages of both editions, and this program.
    pub(crate) fn new(name: &str, build_script: &str, lib: &str) -> Self {
        let folder = temporary().join("build-script").join(name);
        let _ = fs::remove_dir_all(&folder);
        let project = Self { folder };
        let codegen = Path::new(env!("CARGO_MANIFEST_DIR"));
        let path = |path: PathBuf| path.to_str().unwrap().replace('\\', "/");
        let manifest = MANIFEST.replace("NAME", name).replace("CODEGEN", &path(codegen.to_owned()));
        project.write("api/Cargo.toml", &manifest.replace("RUNTIME", &path(codegen.with_file_name("runtime"))));
        project.write("Cargo.toml", "[workspace]\nmembers = [\"api\"]\nresolver = \"3\"\n");
        project.write("Cargo.lock", &fs::read_to_string(codegen.with_file_name("Cargo.lock")).unwrap());
        project.write("api/build.rs", build_script);
        project.write("api/src/lib.rs", lib);
        project.write_pages("api/docs", &PRESENT);
        project.write_pages("api/docs-before", &EARLIER);
        project
    }

    fn write_pages(&self, folder: &str, edition: &Edition) {
        for (path, text) in edition.pages() {
            self.write(&format!("{folder}/{path}"), &text);
        }
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn cargo(&self, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .arg("--offline")
            .current_dir(&self.folder)
            // Kept between runs; what the tests have in common is built once.
            .env("CARGO_TARGET_DIR", temporary().join("build-script-target"))
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
        Run { success: output.status.success(), said }
    }

    /// The sources with their times.
    pub(crate) fn sources(&self) -> BTreeMap<PathBuf, SystemTime> {
        times(&self.path("api"))
    }

    /// What the build script of the last build made, with times; its own notes are no output.
    pub(crate) fn output(&self) -> BTreeMap<PathBuf, SystemTime> {
        let mut output = times(&self.out_dir());
        output.retain(|path, _| path.extension().is_some_and(|extension| extension == "rs"));
        output
    }

    fn out_dir(&self) -> PathBuf {
        let name = fs::read_to_string(self.path("out-dir")).unwrap();
        PathBuf::from(name)
    }
}

fn temporary() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

fn times(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let mut times = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => times.extend(self::times(&path)),
            false => drop(times.insert(path.clone(), fs::metadata(&path).unwrap().modified().unwrap())),
        }
    }
    times
}
