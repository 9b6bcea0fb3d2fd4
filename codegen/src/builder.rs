//! Generation at build time, from a build script.
//!
//! ```no_run
//! // build.rs
//! fn main() -> docwright::Result {
//!     docwright::Builder::new("docs").services(["Chat_Agent", "rest/Contact"]).server(true).build()
//! }
//! ```
//!
//! Depend on `docwright` with `default-features = false`: the command line's dependencies are of no
//! use to a build script.

use std::env;
use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::Input;
use crate::config::{Config, ConfigError};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::{self, FilesError, Tree};
use crate::fixups::Fixup;
use crate::fs::IoError;
use crate::lock::{Lock, LockFileError};
use crate::options::{Options, Part, Root};
use crate::read::{self, Docs};
use crate::render;
use crate::select::{PatternError, ServicePattern};

/// Folder below `OUT_DIR` for the generated files, so that others may write beside it.
const FOLDER: &str = "docwright";
/// How many warnings cargo shows; the command line shows all.
const MAX_WARNINGS: usize = 10;
/// How many errors are shown.
const MAX_ERRORS: usize = 20;

/// What a build script returns.
pub type Result<T = ()> = std::result::Result<T, Error>;

/// Generates code in a build script; see the [module](self) for an example.
#[derive(Clone, Debug)]
pub struct Builder {
    docs: Vec<PathBuf>,
    services: Vec<String>,
    lock: Option<PathBuf>,
    evidence: Vec<PathBuf>,
    fixups: Option<PathBuf>,
    options: Options,
    out_dir: Option<PathBuf>,
}

impl Builder {
    /// Generates from the pages below a folder; relative paths start at the package's folder.
    pub fn new(docs: impl Into<PathBuf>) -> Self {
        let options = Options { root: Root::Module, ..Options::default() };
        let docs = vec![docs.into()];
        Self { docs, services: Vec::new(), lock: None, evidence: Vec::new(), fixups: None, options, out_dir: None }
    }

    /// Adds a further folder with pages.
    pub fn docs(mut self, docs: impl Into<PathBuf>) -> Self {
        self.docs.push(docs.into());
        self
    }

    /// Selects services by name, such as `ChatAgent`, or docs folder, such as `rest/Contact`; all
    /// of them unless this is called. See [`ServicePattern`].
    pub fn services<S: Into<String>>(mut self, services: impl IntoIterator<Item = S>) -> Self {
        self.services.extend(services.into_iter().map(Into::into));
        self
    }

    /// Learns types and names from a [`Lock`] file that `docwright generate` keeps; it is only read.
    pub fn lock(mut self, lock: impl Into<PathBuf>) -> Self {
        self.lock = Some(lock.into());
        self
    }

    /// Learns types and names from a folder with pages of an earlier edition, too.
    pub fn evidence(mut self, docs: impl Into<PathBuf>) -> Self {
        self.evidence.push(docs.into());
        self
    }

    /// Corrects what the docs say by the key `fixups` of a file such as `docwright.yaml`; see
    /// [`config`](crate::config). Other keys are not looked at.
    pub fn fixups(mut self, config: impl Into<PathBuf>) -> Self {
        self.fixups = Some(config.into());
        self
    }

    /// Whether to generate a client; on by default. It needs the feature `client` or `client-core` of
    /// the runtime.
    pub fn client(self, client: bool) -> Self {
        self.part(Part::Client, client)
    }

    /// Whether to generate a server; on by default. It needs the feature `server` of the runtime.
    pub fn server(self, server: bool) -> Self {
        self.part(Part::Server, server)
    }

    fn part(mut self, part: Part, wanted: bool) -> Self {
        match wanted {
            true => self.options.parts.insert(part),
            false => self.options.parts.remove(&part),
        };
        self
    }

    /// Replaces all options, also those set by [`client`](Self::client) and [`server`](Self::server).
    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// Writes to this folder instead of `docwright` below cargo's `OUT_DIR`.
    pub fn out_dir(mut self, out_dir: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(out_dir.into());
        self
    }

    /// Generates and writes the code, and tells cargo when to do so again.
    ///
    /// Nothing is written when nothing changed, so that what depends on the code is not rebuilt.
    ///
    /// # Errors
    /// Everything that is wrong with the docs at once, or the file that cannot be read or written.
    pub fn build(self) -> Result {
        let package = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
        let out_dir = match &self.out_dir {
            Some(out_dir) => package.join(out_dir),
            None => PathBuf::from(variable("OUT_DIR")?).join(FOLDER),
        };
        let inside = |paths: &[PathBuf]| paths.iter().map(|path| package.join(path)).collect();
        let lock = self.lock.as_ref().map(|lock| package.join(lock));
        let fixups = self.fixups.as_ref().map(|config| package.join(config));
        let places = Places { docs: inside(&self.docs), evidence: inside(&self.evidence), lock, fixups, out_dir };
        self.run(&places, &mut io::stdout().lock())
    }

    fn run(&self, places: &Places, cargo: &mut dyn Write) -> Result {
        let services: Vec<_> =
            self.services.iter().map(|text| ServicePattern::parse(text)).collect::<std::result::Result<_, _>>()?;
        let lock = places.recall()?;
        let fixups = places.fixups.as_deref().map_or_else(|| Ok(Vec::new()), corrections)?;
        let docs = read::read(&places.docs)?;
        for input in places.docs.iter().chain(&places.evidence).chain(&places.lock).chain(&places.fixups) {
            tell(cargo, "rerun-if-changed", &input.display().to_string());
        }
        let input = Input { docs: &docs, services: &services, lock: &lock, fixups: &fixups };
        let generated =
            crate::generate(input, &self.options, &()).map_err(|failure| Error::in_docs(&failure.0, &docs))?;
        warn(&generated.diagnostics, &docs, cargo);
        files::write(&Tree::from_iter(generated.files), &places.out_dir)
            .map_err(|error| self.refused(&error, &places.out_dir))?;
        Ok(())
    }

    /// Cargo's own folder is nobody's place of work: there, one command removes all that is in the way.
    fn refused(&self, error: &FilesError, out_dir: &Path) -> Error {
        let in_the_way = matches!(error, FilesError::Foreign(_) | FilesError::InTheWay(_));
        let help = match in_the_way && self.out_dir.is_none() {
            true => format!("remove the folder {}, then build again", out_dir.display()),
            false => error.help(),
        };
        Error(format!("{error}\n  help: {help}"))
    }
}

/// Where to read and write, all paths as they are opened.
struct Places {
    docs: Vec<PathBuf>,
    evidence: Vec<PathBuf>,
    lock: Option<PathBuf>,
    fixups: Option<PathBuf>,
    out_dir: PathBuf,
}

impl Places {
    /// What there is to know besides the pages.
    fn recall(&self) -> Result<Lock> {
        let mut lock = self.lock.as_deref().map_or(Ok(Lock::default()), Lock::read)?;
        for folder in &self.evidence {
            let docs = read::read(std::slice::from_ref(folder))?;
            lock = crate::learn(&docs, &lock, &()).map_err(|failure| Error::in_docs(&failure.0, &docs))?;
        }
        Ok(lock)
    }
}

fn corrections(config: &Path) -> Result<Vec<Fixup>> {
    match Config::read(config) {
        Ok(config) => Ok(config.corrections),
        Err(ConfigError::Io(error)) => Err(error.into()),
        Err(ConfigError::Invalid(invalid)) => Err(Error(invalid.finding.to_string())),
    }
}

fn variable(name: &'static str) -> Result<std::ffi::OsString> {
    env::var_os(name).ok_or(Error(format!(
        "the environment variable {name} is not set\n  help: call docwright::Builder::build from a build script"
    )))
}

fn tell(cargo: &mut dyn Write, key: &str, value: &str) {
    // Cargo reads its end of the pipe as long as the build script lives.
    let _ = writeln!(cargo, "cargo::{key}={value}");
}

fn warn(found: &[Diagnostic], docs: &Docs, cargo: &mut dyn Write) {
    let warnings = found.iter().filter(|found| found.severity() == Severity::Warning);
    for warning in warnings.clone().take(MAX_WARNINGS) {
        tell(cargo, "warning", &render::render_line(warning, docs));
    }
    let more = warnings.count().saturating_sub(MAX_WARNINGS);
    if more > 0 {
        tell(cargo, "warning", &format!("and {more} more about the docs; 'docwright check --verbose' shows all"));
    }
}

/// Why a build script fails, rendered for reading.
///
/// `Debug` shows the same as `Display`, since that is what cargo prints when `main` returns it.
pub struct Error(String);

impl Error {
    fn in_docs(found: &[Diagnostic], docs: &Docs) -> Self {
        let errors = found.iter().filter(|found| found.severity() == Severity::Error);
        let count = errors.clone().count();
        let mut text = "the docs cannot be understood".to_owned();
        for error in errors.take(MAX_ERRORS) {
            text += &format!("\n\n{}", render::render(error, docs));
        }
        if count > MAX_ERRORS {
            text += &format!("\n\nand {} more", count - MAX_ERRORS);
        }
        Self(text)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl From<IoError> for Error {
    fn from(error: IoError) -> Self {
        Self(format!("{error}\n  help: {}", error.help()))
    }
}

impl From<LockFileError> for Error {
    fn from(error: LockFileError) -> Self {
        Self(format!("{error}\n  help: {}", error.help()))
    }
}

impl From<PatternError> for Error {
    fn from(error: PatternError) -> Self {
        Self(format!("{error}\n  help: name services such as \"ChatAgent\", or docs folders such as \"rest/Contact\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const REQUEST_LINE: &str = "POST /api/v1/Agents/Tea/Brew";

    fn page(id: &str) -> String {
        format!(
            "---\ntitle: Brew\nuid: {id}\n---\n\n# Brew\n\n```http\n{REQUEST_LINE}\n```\n\nBrews.\n\n## Response:\n\n| Response | Description |\n|---|---|\n| 204 | No content |\n"
        )
    }

    fn places(dir: &tempfile::TempDir, docs: &str) -> Places {
        Places {
            docs: vec![dir.path().join(docs)],
            evidence: Vec::new(),
            lock: None,
            fixups: None,
            out_dir: dir.path().join("out/docwright"),
        }
    }

    /// Runs a builder on some pages of one folder; returns what cargo was told.
    fn run(dir: &tempfile::TempDir, pages: &[(&str, String)], builder: &Builder) -> (Result, String) {
        let docs = dir.path().join("docs/Tea_Agent");
        fs::create_dir_all(&docs).unwrap();
        for (name, text) in pages {
            fs::write(docs.join(name), text).unwrap();
        }
        let mut cargo = Vec::new();
        let outcome = builder.run(&places(dir, "docs"), &mut cargo);
        (outcome, String::from_utf8(cargo).unwrap())
    }

    fn good_page() -> (&'static str, String) {
        ("v1TeaAgent_Brew.md", page("v1TeaAgent_Brew"))
    }

    #[test]
    fn cargo_watches_the_docs_and_the_code_is_a_module() {
        let dir = tempfile::tempdir().unwrap();
        let (outcome, cargo) = run(&dir, &[good_page()], &Builder::new("docs"));
        outcome.unwrap();
        let watched = format!("cargo::rerun-if-changed={}", dir.path().join("docs").display());
        assert_eq!(cargo.lines().filter(|line| line.contains("rerun")).collect::<Vec<_>>(), [watched]);
        assert!(dir.path().join("out/docwright/lib.rs").exists());
    }

    #[test]
    fn a_second_run_writes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let builder = Builder::new("docs").server(false);
        run(&dir, &[good_page()], &builder).0.unwrap();
        let file = dir.path().join("out/docwright/lib.rs");
        let modified = || fs::metadata(&file).unwrap().modified().unwrap();
        let before = modified();
        run(&dir, &[], &builder).0.unwrap();
        assert_eq!(modified(), before);
    }

    #[test]
    fn warnings_are_single_lines_and_bounded() {
        let dir = tempfile::tempdir().unwrap();
        let docs = read::read(&[{
            run(&dir, &[good_page()], &Builder::new("docs")).0.unwrap();
            dir.path().join("docs")
        }])
        .unwrap();
        let origin = docs.sources().iter().next().unwrap().whole();
        let warning = |at: usize| Diagnostic {
            origin: Some(origin.clone()),
            code: crate::diagnostic::Code::RowDuplicate,
            message: format!("row {at}\ncargo::rustc-cfg=x"),
            related: Vec::new(),
        };
        let found: Vec<_> = (0..25).map(warning).collect();
        let mut cargo = Vec::new();
        warn(&found, &docs, &mut cargo);
        let cargo = String::from_utf8(cargo).unwrap();
        assert_eq!(cargo.lines().count(), MAX_WARNINGS + 1);
        assert!(cargo.lines().all(|line| line.starts_with("cargo::warning=")), "{cargo}");
        assert!(cargo.ends_with("and 15 more about the docs; 'docwright check --verbose' shows all\n"), "{cargo}");
    }

    #[test]
    fn errors_are_all_shown_with_their_lines() {
        let dir = tempfile::tempdir().unwrap();
        let faulty = page("v1TeaAgent_Brew").replace(REQUEST_LINE, "");
        let (outcome, _) =
            run(&dir, &[("v1TeaAgent_Brew.md", faulty.clone()), ("v1TeaAgent_Pour.md", faulty)], &Builder::new("docs"));
        let text = format!("{:?}", outcome.unwrap_err());
        assert!(text.starts_with("the docs cannot be understood\n\nerror[DW"), "{text}");
        for page in ["v1TeaAgent_Brew.md:", "v1TeaAgent_Pour.md:"] {
            assert!(text.contains(&format!("{}{page}", dir.path().join("docs/Tea_Agent/").display())), "{text}");
        }
        assert!(text.contains("\n  help: "), "{text}");
        assert!(!dir.path().join("out").exists());
    }

    #[test]
    fn a_file_in_the_way_is_settled_by_what_a_build_script_can_do() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out/docwright");
        let help = |builder: &Builder| {
            fs::create_dir_all(&out).unwrap();
            fs::write(out.join("lib.rs"), "// by hand").unwrap();
            let text = run(&dir, &[good_page()], builder).0.unwrap_err().to_string();
            assert_eq!(fs::read_to_string(out.join("lib.rs")).unwrap(), "// by hand");
            text.rsplit_once("\n  help: ").unwrap().1.to_owned()
        };
        let stale = help(&Builder::new("docs"));
        assert_eq!(stale, format!("remove the folder {}, then build again", out.display()));
        // A folder of the caller's choice may hold work of theirs.
        let chosen = help(&Builder::new("docs").out_dir(&out));
        let file = out.join("lib.rs");
        assert_eq!(chosen, format!("move {} away, or choose another output folder", file.display()));
    }

    #[test]
    fn an_unknown_service_and_a_missing_folder_say_what_to_do() {
        let dir = tempfile::tempdir().unwrap();
        let (outcome, _) = run(&dir, &[good_page()], &Builder::new("docs").services(["Tea_Agnet"]));
        let text = outcome.unwrap_err().to_string();
        assert!(text.contains("did you mean 'Tea_Agent'?\n  help: name a service"), "{text}");
        let text = Builder::new("none").run(&places(&dir, "none"), &mut Vec::new()).unwrap_err().to_string();
        assert!(text.contains("none") && text.contains("\n  help: create "), "{text}");
    }
}
