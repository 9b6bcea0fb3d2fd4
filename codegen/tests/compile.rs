//! What is generated compiles: every part, without a warning, with documentation.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod handmade;
#[path = "handmade/rich.rs"]
mod rich;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use docwright::options::Options;
use handmade::generate;

const MANIFEST: &str = r#"
[package]
name = "generated"
version = "0.0.0"
edition = "2024"
publish = false

[lib]
path = "generated/lib.rs"

[features]
client = ["docwright-runtime/client"]
server = ["docwright-runtime/server"]

[dependencies]
docwright-runtime = { path = "RUNTIME", default-features = false }

[workspace]
"#;

#[test]
fn a_rich_api_compiles_with_any_features_and_documents_itself() {
    let folder = scratch("rich");
    let (files, _) = generate(&rich::rich(), &Options::default());
    for file in &files {
        let path = folder.join("generated").join(file.path().as_str());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.contents()).unwrap();
    }
    for features in ["", "client", "server"] {
        cargo(&folder, &["check", "--features", features]);
    }
    cargo(&folder, &["clippy", "--features", "client,server"]);
    cargo(&folder, &["doc", "--no-deps", "--features", "client,server"]);
}

/// A package whose dependencies are those of this workspace, at the same versions.
fn scratch(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let runtime = root.join("runtime");
    fs::write(folder.join("Cargo.toml"), MANIFEST.replace("RUNTIME", &runtime.to_string_lossy())).unwrap();
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

fn cargo(folder: &Path, arguments: &[&str]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("target");
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--offline")
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-Dwarnings")
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .output()
        .unwrap();
    assert!(output.status.success(), "cargo {arguments:?}:\n{}", String::from_utf8_lossy(&output.stderr));
}
