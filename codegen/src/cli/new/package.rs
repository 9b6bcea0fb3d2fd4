//! What a new crate holds besides the generated code.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::config;
use crate::files::Tree;
use crate::fs;
use crate::select::ServicePattern;

use super::workspace::{self, Standing};
use crate::cli::paths;

/// A new crate.
pub(super) struct Package {
    pub(super) name: Name,
    pub(super) runtime: Runtime,
    /// Docs folders, relative to the crate.
    pub(super) docs: Vec<PathBuf>,
    /// The dialect by its name, or its file relative to the crate.
    pub(super) dialect: String,
    pub(super) services: Vec<ServicePattern>,
    pub(super) standing: Standing,
    /// For crates.io; asked for there.
    pub(super) license: Option<String>,
    pub(super) repository: Option<String>,
}

/// Checks a licence expression as far as characters go; crates.io knows the names.
pub(crate) fn license(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || " .-+()/".contains(c);
    match !text.trim().is_empty() && text.chars().all(plain) {
        true => Ok(text.to_owned()),
        false => Err("give an SPDX expression such as 'MIT OR Apache-2.0'".to_owned()),
    }
}

/// Checks the address of a repository as far as that can be done without opening it.
pub(crate) fn repository(text: &str) -> Result<String, String> {
    let address = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let plain = |c: char| !c.is_whitespace() && !c.is_control();
    match address.is_some_and(|address| !address.is_empty() && address.chars().all(plain)) {
        true => Ok(text.to_owned()),
        false => Err("give a URL such as https://github.com/you/your-api".to_owned()),
    }
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

impl Name {
    pub(super) fn as_str(&self) -> &str {
        &self.0
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
    /// A folder.
    Folder {
        /// Relative to the new crate.
        path: PathBuf,
        /// Without links and `..`.
        full: PathBuf,
        /// The version in it, which a published crate asks a registry for.
        version: String,
    },
}

impl Runtime {
    /// The runtime in a folder; `None` if it is not there.
    pub(super) fn at(path: &Path, package: &Path) -> Option<Self> {
        let full = fs::canonicalize(path).ok()?;
        let is_runtime = workspace::package_key(&full, "name").is_some_and(|name| name == "docwright-runtime");
        // Cargo takes a package without a version for this one.
        let version = workspace::package_key(&full, "version").unwrap_or_else(|| "0.0.0".to_owned());
        is_runtime.then(|| Self::Folder { path: paths::relative(package, &full), full, version })
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
            Self::Folder { path, .. } => f.write_str(&paths::slashed(path)),
        }
    }
}

/// Generator and runtime have the same version; generated code may need its own, and no later one.
pub(super) const RUNTIME_VERSION: &str = env!("CARGO_PKG_VERSION");

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
            Runtime::Folder { path, version, .. } => {
                format!("version = {}, path = {}", quoted(version), quoted(&paths::slashed(path)))
            }
        };
        let workspace = match self.standing {
            Standing::Apart { .. } => {
                "\n# Independent of the workspace above; remove this to become a member of it.\n[workspace]\n"
            }
            Standing::Alone | Standing::Member(_) | Standing::Joins { .. } | Standing::Refused(_) => "",
        };
        let known = |key: &str, value: &Option<String>, example: &str| match value {
            Some(value) => format!("{key} = {}", quoted(value)),
            None => format!("# TODO: to publish the crate, {example}"),
        };
        let license = known("license", &self.license, "give it a licence, such as: license = \"MIT OR Apache-2.0\"");
        let example = "say where its sources are, such as: repository = \"https://github.com/you/your-api\"";
        let repository = known("repository", &self.repository, example);
        include_str!("Cargo.toml.txt")
            .replace("{license}", &license)
            .replace("{repository}", &repository)
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
        include_str!("docwright.yaml.txt")
            .replace("{docs}", &docs)
            .replace("{dialect}", &quoted(&self.dialect))
            .replace("{services}", &services)
    }

    fn readme(&self) -> String {
        include_str!("README.md.txt").replace("{name}", &self.name.0)
    }
}

/// A text as a string of TOML and YAML: both understand those of JSON.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
