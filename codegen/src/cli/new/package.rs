//! What a new crate holds besides the generated code.

use std::fmt;
use std::path::{Path, PathBuf};

use docwright::config;
use docwright::files::Tree;
use docwright::fs;
use docwright::select::ServicePattern;

use crate::cli::paths;

/// A new crate.
pub(super) struct Package {
    pub(super) name: Name,
    pub(super) runtime: Runtime,
    /// Docs folders, relative to the crate.
    pub(super) docs: Vec<PathBuf>,
    pub(super) services: Vec<ServicePattern>,
    /// Whether the crate lies below a workspace, of which it is no member.
    pub(super) in_workspace: bool,
}

/// A package name that cargo accepts, and whose crate can be named in Rust.
pub(super) struct Name(String);

impl Name {
    /// Crates whose names a new one cannot bear.
    const TAKEN: [&str; 7] = ["alloc", "core", "docwright_runtime", "proc_macro", "std", "test", "docwright"];

    /// Checks a name, or says what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') && !text.starts_with('-');
        let identifier = text.replace('-', "_");
        if !plain || syn::parse_str::<syn::Ident>(&identifier).is_err() || Self::TAKEN.contains(&identifier.as_str()) {
            return Err(format!("'{text}' cannot be the name of a crate"));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where the crate `docwright-runtime` comes from.
pub(super) enum Runtime {
    /// A registry.
    Published,
    /// A folder, relative to the new crate.
    Folder(PathBuf),
}

impl Runtime {
    /// The runtime in a folder; `None` if it is not there.
    pub(super) fn at(path: &Path, package: &Path) -> Option<Self> {
        let manifest = fs::read(&path.join("Cargo.toml")).ok()?;
        let is_runtime = String::from_utf8_lossy(&manifest).contains("name = \"docwright-runtime\"");
        let path = fs::canonicalize(path).ok()?;
        is_runtime.then(|| Self::Folder(paths::relative(package, &path)))
    }

    /// The runtime beside this program's own sources where they are still at hand, that is, where
    /// the program was built from a checkout; otherwise the published one.
    ///
    /// Sources that cargo fetched are no checkout: cargo may delete them at any time.
    pub(super) fn default_for(package: &Path) -> Self {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders = paths::slashed(sources);
        let fetched = ["/registry/src/", "/git/checkouts/"].iter().any(|cache| folders.contains(cache));
        let beside = || Self::at(&sources.with_file_name("runtime"), package);
        if fetched { Self::Published } else { beside().unwrap_or(Self::Published) }
    }
}

impl fmt::Display for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Published => write!(f, "docwright-runtime {RUNTIME_VERSION}"),
            Self::Folder(path) => f.write_str(&paths::slashed(path)),
        }
    }
}

/// Generator and runtime have the same version; generated code needs no later patch than its own.
pub(super) const RUNTIME_VERSION: &str = concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));

/// Whether a folder above is a workspace.
pub(super) fn workspace_above(package: &Path) -> bool {
    let manifests = package.ancestors().skip(1).map(|folder| folder.join("Cargo.toml"));
    manifests
        .filter_map(|manifest| fs::read(&manifest).ok())
        .any(|manifest| String::from_utf8_lossy(&manifest).lines().any(|line| line.starts_with("[workspace")))
}

impl Package {
    /// All files that are written by hand from here on.
    pub(super) fn files(&self) -> Tree {
        let mut tree = Tree::default();
        tree.insert(".gitattributes", include_str!("gitattributes.txt"));
        tree.insert(".gitignore", "/target\n");
        tree.insert("Cargo.toml", self.manifest());
        tree.insert("README.md", self.readme());
        tree.insert(config::FILE_NAME, self.configuration());
        tree
    }

    fn manifest(&self) -> String {
        let runtime = match &self.runtime {
            Runtime::Published => format!("version = {}", quoted(RUNTIME_VERSION)),
            Runtime::Folder(path) => format!("path = {}", quoted(&paths::slashed(path))),
        };
        let workspace = match self.in_workspace {
            true => "\n# Independent of the workspace above; remove this to become a member of it.\n[workspace]\n",
            false => "",
        };
        include_str!("Cargo.toml.txt")
            .replace("{name}", &self.name.0)
            .replace("{runtime}", &runtime)
            .replace("{workspace}", workspace)
    }

    /// The contents of `docwright.yaml`.
    pub(super) fn configuration(&self) -> String {
        let list = |entries: Vec<String>| format!("[{}]", entries.join(", "));
        let docs = list(self.docs.iter().map(|docs| quoted(&paths::slashed(docs))).collect());
        let services = self.services.iter().map(|pattern| quoted(pattern.as_str())).collect::<Vec<_>>();
        let services = match services.is_empty() {
            true => "# services: [ChatAgent, rest/Contact]".to_owned(),
            false => format!("services: {}", list(services)),
        };
        include_str!("docwright.yaml.txt").replace("{docs}", &docs).replace("{services}", &services)
    }

    fn readme(&self) -> String {
        include_str!("README.md.txt").replace("{name}", &self.name.0)
    }
}

/// A text as a string of TOML and YAML: both understand those of JSON.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
