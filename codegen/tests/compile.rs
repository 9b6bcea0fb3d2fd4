//! What is generated compiles: every part, without a warning, with documentation.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod handmade;
#[path = "handmade/names.rs"]
mod names;
#[path = "handmade/rich.rs"]
mod rich;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use docwright::unstable::options::{Options, Root};
use handmade::generate;
use proc_macro2::{TokenStream, TokenTree};

#[test]
fn a_crate_compiles_with_any_features_and_documents_itself() {
    let package = Package::new("2024", "generated/lib.rs");
    package.generate("generated", &Options::default());
    for features in ["", "client", "server"] {
        package.cargo(&["check", "--features", features]);
    }
    package.cargo(&["clippy", "--features", "client,server"]);
    package.cargo(&["doc", "--no-deps", "--features", "client,server"]);
    package.cargo(&["fmt", "--check"]);
}

/// Everything is called like something of Rust, of the runtime, of the generated code, of a file system, or nothing.
#[test]
fn a_crate_compiles_whatever_the_docs_call_things() {
    let package = Package::new("2024-names", "generated/lib.rs");
    for file in generate(&names::hostile(), &Options::default()).0 {
        let path = file.path().to_string();
        assert!(path.len() < 200 && path.is_ascii(), "{path}");
        if path.ends_with(".rs") {
            calls_no_foreign_macro(&path, file.contents().parse().unwrap());
        }
        package.write(&format!("generated/{path}"), file.contents());
    }
    package.cargo(&["clippy", "--features", "client,server"]);
    package.cargo(&["doc", "--no-deps", "--document-private-items", "--features", "client,server"]);
    package.cargo(&["fmt", "--check"]);
}

/// A property may be called `include`, and is a field then; nothing from the docs is the name of a macro.
fn calls_no_foreign_macro(path: &str, tokens: TokenStream) {
    const KNOWN: [&str; 7] = ["record", "query", "open_enum", "integer_enum", "convert", "client", "require"];
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for pair in tokens.windows(2) {
        if let [TokenTree::Ident(name), TokenTree::Punct(mark)] = pair
            && mark.as_char() == '!'
        {
            assert!(KNOWN.contains(&name.to_string().as_str()), "{path}: {name}!");
        }
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            calls_no_foreign_macro(path, group.stream());
        }
    }
}

/// The module stands in a crate of an older edition that asks for documentation of everything.
#[test]
fn a_module_can_be_included_from_the_folder_of_a_build_script() {
    let package = Package::new("2021", "src/lib.rs");
    let mut options = Options::default();
    options.root = Root::Module;
    package.generate("out/docwright", &options);
    package.write("build.rs", BUILD_SCRIPT);
    package.write("src/lib.rs", "//! Includes.\n#![deny(missing_docs)]\n/// Generated.\npub mod api {\n    docwright_runtime::include_api!();\n}\n");
    package.cargo(&["check", "--features", "client,server"]);
    package.cargo(&["doc", "--no-deps", "--features", "client,server"]);
}

/// A runtime of another contract is one error, which says what to do.
#[test]
fn code_for_another_contract_says_so_once() {
    let package = Package::new("2024-contract", "generated/lib.rs");
    package.generate("generated", &Options::default());
    let root = fs::read_to_string(package.folder.join("generated/lib.rs")).unwrap();
    let other = root.replace("docwright_runtime::require!(2);", "docwright_runtime::require!(1);");
    assert_ne!(root, other, "the root says for which contract the code is:\n{root}");
    package.write("generated/lib.rs", &other);
    let (success, said) = package.run(&["check", "--features", "client,server"]);
    let errors: Vec<&str> = said.lines().filter(|line| line.starts_with("error: ")).collect();
    assert!(!success && errors.len() == 2 && errors[1].contains("could not compile"), "{said}");
    for part in ["contract 1 of docwright-runtime", "has contract 2", "generate it anew", "or depend on"] {
        assert!(errors[0].contains(part), "{said}");
    }
}

const MANIFEST: &str = r#"
[package]
name = "package"
version = "0.0.0"
edition = "EDITION"
publish = false

[lib]
path = "LIB"

[features]
client = ["docwright-runtime/client"]
server = ["docwright-runtime/server"]

[dependencies]
docwright-runtime = { path = "RUNTIME", default-features = false }

[workspace]
"#;

/// Copies `out/` to where a generator would have written.
const BUILD_SCRIPT: &str = include_str!("support/copy_out.rs");

/// A package whose dependencies are those of this workspace, at the same versions.
struct Package {
    folder: PathBuf,
}

impl Package {
    fn new(edition: &str, lib: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("package-{edition}"));
        let _ = fs::remove_dir_all(&folder);
        let package = Self { folder };
        let manifest = MANIFEST.replace("EDITION", &edition[..4]).replace("LIB", lib);
        package.write("Cargo.toml", &manifest.replace("RUNTIME", &root.join("runtime").to_string_lossy()));
        package.write("Cargo.lock", &fs::read_to_string(root.join("Cargo.lock")).unwrap());
        package
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn generate(&self, folder: &str, options: &Options) {
        for file in generate(&rich::rich_with_taken_names(), options).0 {
            self.write(&format!("{folder}/{}", file.path()), file.contents());
        }
    }

    fn cargo(&self, arguments: &[&str]) {
        let (success, said) = self.run(arguments);
        assert!(success, "cargo {arguments:?} in {}:\n{said}", self.folder.display());
    }

    /// Whether cargo succeeded, and what it said.
    fn run(&self, arguments: &[&str]) -> (bool, String) {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("target");
        let mut command = Command::new(env!("CARGO"));
        command
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_NET_OFFLINE", "true");
        command.env("RUSTFLAGS", "-Dwarnings").env("RUSTDOCFLAGS", "-Dwarnings");
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
        (output.status.success(), said)
    }
}
