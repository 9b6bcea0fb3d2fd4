//! Vendors that nobody knows: what is generated of their pages compiles, and the client meets the server over HTTP.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use docwright::unstable::dialect::Dialect;
use docwright::unstable::lock::Lock;
use docwright::unstable::options::{Options, Root};
use docwright::unstable::read;
use docwright::unstable::source::SourceFile;
use docwright::unstable::{Generated, Input, generate};

/// The folder of a vendor's dialect, where the pages are in it, and what is found in them: a status that answers something
/// else and a table of values of nothing are meant to be.
const VENDORS: [(&str, &str, &[&str]); 3] =
    [("shelf", ".", &["DW0512"]), ("orchard", "docs", &[]), ("kiosk", ".", &["DW0207"])];

const MANIFEST: &str = r#"
[package]
name = "vendors"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
docwright-runtime = { path = "RUNTIME", default-features = false, features = ["client", "server"] }

[dev-dependencies]
axum = { version = "0.8", default-features = false, features = ["http1", "tokio"] }
tokio = { version = "1", features = ["macros", "net", "rt-multi-thread"] }

[workspace]
"#;

/// Copies what was generated to where a build script would have written it.
const BUILD_SCRIPT: &str = include_str!("../support/copy_out.rs");

const PROGRAM: &str = include_str!("program.rs");

/// What is generated of a vendor's pages.
fn vendor(name: &str, pages: &str) -> Generated {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dialect").join(name);
    let file = folder.join(format!("{name}.dialect.yaml"));
    let text = fs::read_to_string(&file).unwrap();
    let dialect = Dialect::parse(&SourceFile::new(file.display().to_string(), text))
        .unwrap_or_else(|invalid| panic!("{}", invalid.finding));
    let (docs, lock) = (read::read(&[folder.join(pages)]).unwrap(), Lock::default());
    let mut options = Options::default();
    options.root = Root::Module;
    generate(Input::whole(&docs, &dialect, &lock), &options, &()).unwrap_or_else(|failure| panic!("{:#?}", failure.0))
}

#[test]
fn client_and_server_of_unknown_vendors_meet() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("vendors");
    let _ = fs::remove_dir_all(&folder);
    let write = |path: PathBuf, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for (name, pages, expected) in VENDORS {
        let generated = vendor(name, pages);
        let found: Vec<_> = generated.diagnostics.iter().map(|found| found.code.id()).collect();
        assert_eq!(found, expected, "{:#?}", generated.diagnostics);
        for file in generated.files {
            write(Path::new(&format!("out/docwright-{name}")).join(file.path().as_str()), file.contents());
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let runtime = root.join("runtime").to_str().unwrap().replace('\\', "/");
    write("Cargo.toml".into(), &MANIFEST.replace("RUNTIME", &runtime));
    write("Cargo.lock".into(), &fs::read_to_string(root.join("Cargo.lock")).unwrap());
    write("build.rs".into(), BUILD_SCRIPT);
    write("src/lib.rs".into(), PROGRAM);
    let mut command = Command::new(env!("CARGO"));
    command.arg("test").current_dir(&folder).env("CARGO_INCREMENTAL", "0").env("CARGO_NET_OFFLINE", "true");
    command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("target"));
    command.env("RUSTFLAGS", "-Dwarnings");
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    assert!(output.status.success(), "cargo test in {}:\n{said}", folder.display());
    assert!(said.contains("test result: ok. 3 passed"), "{said}");
}
