//! Generation at build time, from a build script.

mod cargo;
mod error;
mod snapshot;
mod state;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::Input;
use crate::config::{Config, ConfigError};
use crate::customize::{AttributeText, Custom, Customization, DerivePath, TypePath};
use crate::dialect::{Dialect, DialectError, DialectName};
use crate::files::{self, FilesError, Tree};
use crate::fixups::Fixup;
use crate::fs;
use crate::lock::Lock;
use crate::names::IdText;
use crate::options::{Aliases, Options, Part, Root};
use crate::read;
use crate::recall::{self, RecallError};
use crate::select::ServicePattern;

use cargo::tell;
use snapshot::{Contents, Snapshot};
use state::{Made, State};

pub use error::Error;

/// Folder below `OUT_DIR` for the generated files, so that others may write beside it.
const FOLDER: &str = "docwright";

/// What a build script returns.
pub type Result<T = ()> = std::result::Result<T, Error>;

/// Generates code in a build script.
///
/// ```no_run
/// // build.rs
/// fn main() -> docwright::Result {
///     docwright::Builder::new("docs").services(["Chat_Agent", "rest/Contact"]).server(true).build()
/// }
/// ```
///
/// Depend on `docwright` with `default-features = false`: the command line's dependencies are of no
/// use to a build script.
#[derive(Clone, Debug)]
pub struct Builder {
    docs: Vec<PathBuf>,
    services: Vec<String>,
    dialect: DialectName,
    lock: Option<PathBuf>,
    evidence: Vec<PathBuf>,
    fixups: Option<PathBuf>,
    /// Ids of operations.
    preferred: Vec<String>,
    options: Options,
    customizations: Vec<std::result::Result<Customization, String>>,
    dates: Option<std::result::Result<TypePath, String>>,
    name: Option<String>,
    out_dir: Option<PathBuf>,
}

impl Builder {
    /// Generates from the pages below a folder; relative paths start at the package's folder.
    pub fn new(docs: impl Into<PathBuf>) -> Self {
        let options = Options { root: Root::Module, ..Options::default() };
        let docs = vec![docs.into()];
        Self {
            docs,
            services: Vec::new(),
            dialect: DialectName::default(),
            lock: None,
            evidence: Vec::new(),
            fixups: None,
            preferred: Vec::new(),
            options,
            customizations: Vec::new(),
            dates: None,
            name: None,
            out_dir: None,
        }
    }

    /// Adds a further folder with pages.
    pub fn docs(mut self, docs: impl Into<PathBuf>) -> Self {
        self.docs.push(docs.into());
        self
    }

    /// Selects services by name, such as `ChatAgent`, or docs folder, such as `rest/Contact`; all
    /// of them unless this is called; `*` and `?` are wildcards.
    pub fn services<S: Into<String>>(mut self, services: impl IntoIterator<Item = S>) -> Self {
        self.services.extend(services.into_iter().map(Into::into));
        self
    }

    /// Says how the pages are written: the name of a dialect that is built in, or the path of a file such as
    /// `acme.dialect.yaml`.
    pub fn dialect(mut self, dialect: &str) -> Self {
        self.dialect = DialectName::new(dialect);
        self
    }

    /// Learns types and names from a lock file that `docwright generate` keeps; it is only read.
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
    /// [`configuration`](crate::guide::configuration). Other keys are not looked at.
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
        self.options.set(part, wanted);
        self
    }

    /// Derives a trait such as `Hash` for types such as `ContactEntity`, by the names of the docs; `*` and `?` are
    /// wildcards. What the trait asks of the types of fields, the compiler will say.
    pub fn derive(self, types: &str, path: &str) -> Self {
        self.customize(types, DerivePath::parse(path).map(Custom::Derive))
    }

    /// Adds an attribute such as `#[non_exhaustive]` to types such as `ContactEntity`, or to the fields of
    /// properties such as `ContactEntity.Number`; `*` and `?` are wildcards.
    pub fn attribute(self, target: &str, attribute: &str) -> Self {
        self.customize(target, AttributeText::parse(attribute).map(Custom::Attribute))
    }

    /// Uses a type of your own, such as `crate::Number`, instead of a type such as `ContactEntity`, or as the type of
    /// a property such as `ContactEntity.Number`. What it has to implement: [`customization`](crate::guide::customization).
    pub fn replace(self, target: &str, path: &str) -> Self {
        self.customize(target, TypePath::parse(path).map(Custom::Replace))
    }

    fn customize(mut self, target: &str, custom: std::result::Result<Custom, String>) -> Self {
        self.customizations.push(custom.and_then(|custom| Customization::new(target, custom)));
        self
    }

    /// The type of dates in models, such as `chrono::NaiveDateTime`, instead of the runtime's own. Those of `chrono`,
    /// `jiff` and `time` need the feature of the runtime with that name; others, see
    /// [`customization`](crate::guide::customization). Query parameters take whatever becomes the runtime's type.
    pub fn dates(mut self, path: &str) -> Self {
        self.dates = Some(TypePath::parse(path));
        self
    }

    /// What becomes of the former names of types and methods that the docs have renamed. They are known from the
    /// [`lock`](Self::lock), or from pages of an earlier edition as [`evidence`](Self::evidence).
    pub fn aliases(mut self, aliases: Aliases) -> Self {
        self.options.aliases = aliases;
        self
    }

    /// Prefers operations, by their ids, to others that a server cannot tell apart from them; of all others, the first
    /// one by id counts.
    pub fn prefer_routes<S: AsRef<str>>(mut self, operations: impl IntoIterator<Item = S>) -> Self {
        self.preferred.extend(operations.into_iter().map(|id| id.as_ref().to_owned()));
        self
    }

    /// Names the generated code, where a crate includes that of several builders: `name("crm")` is
    /// included by `include_api!("crm")`. Without a name it is `include_api!()`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Writes to this folder instead of one below cargo's `OUT_DIR`. Cargo refuses to publish a package whose
    /// build script writes among its sources.
    pub fn out_dir(mut self, out_dir: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(out_dir.into());
        self
    }

    /// Generates and writes the code, and tells cargo when to do so again.
    ///
    /// Nothing is written when nothing changed, and pages that look as they did are not even read.
    ///
    /// # Errors
    /// Everything that is wrong with the docs at once, or the file that cannot be read or written.
    pub fn build(self) -> Result {
        let places = self.places(&variable("CARGO_MANIFEST_DIR")?, env::var_os("OUT_DIR"))?;
        self.run(&places, &mut io::stdout().lock())
    }

    /// Absolute paths; `out_dir` is cargo's.
    fn places(&self, package: &Path, out_dir: Option<OsString>) -> Result<Places> {
        let folder = self.folder()?;
        let cargo = out_dir.map(PathBuf::from);
        let out_dir = match (&self.out_dir, &cargo) {
            (Some(out_dir), _) => package.join(out_dir),
            (None, Some(cargo)) => cargo.join(&folder),
            (None, None) => return Err(Error::not_a_build_script("OUT_DIR")),
        };
        let dialect = self.dialect.clone().below(package);
        let inside = |paths: &[PathBuf]| paths.iter().map(|path| package.join(path)).collect();
        Ok(Places {
            docs: inside(&self.docs),
            evidence: inside(&self.evidence),
            dialect_files: Dialect::files(&dialect),
            dialect,
            lock: self.lock.as_ref().map(|lock| package.join(lock)),
            fixups: self.fixups.as_ref().map(|config| package.join(config)),
            out_dir,
            state: cargo.map(|cargo| cargo.join(folder + ".state")),
        })
    }

    /// The folder below `OUT_DIR`.
    fn folder(&self) -> Result<String> {
        let Some(name) = &self.name else { return Ok(FOLDER.to_owned()) };
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        match !name.is_empty() && name.bytes().all(plain) {
            true => Ok(format!("{FOLDER}-{name}")),
            false => {
                Err(Error::new(&format!("{name:?} is no name for generated code"), "use letters, digits, '-' and '_'"))
            }
        }
    }

    fn run(&self, places: &Places, cargo: &mut dyn Write) -> Result {
        places.watch(cargo);
        // The text of everything that was asked for: an option that is added some day cannot be forgotten here.
        let request = format!("{:?} {self:?} {places:?}", state::program());
        let before = places.state.as_deref().and_then(|file| State::read(file, &request));
        let mut inputs = places.look(before.as_ref().map(|before| &before.inputs));
        let made = match (before, &inputs) {
            (Some(before), Some(inputs)) if inputs.has_contents_of(&before.inputs) => before.made,
            _ => {
                let (made, used) = self.make(places)?;
                inputs = inputs.and_then(|inputs| inputs.with_contents(used));
                made
            }
        };
        made.warnings.iter().for_each(|warning| tell(cargo, "warning", warning));
        if let (Some(file), Some(inputs)) = (&places.state, inputs) {
            State { request, inputs, made }.write(file);
        }
        Ok(())
    }

    /// What was made, and of what: each file is read once.
    fn make(&self, places: &Places) -> Result<(Made, Contents)> {
        let services: Vec<_> =
            self.services.iter().map(|text| ServicePattern::parse(text)).collect::<std::result::Result<_, _>>()?;
        let mut used = Contents::default();
        let dialect = &places.dialect(&mut used)?;
        let lock = places.recall(dialect, &mut used)?;
        let fixups = places.fixups.as_deref().map_or_else(|| Ok(Vec::new()), |file| corrections(file, &mut used))?;
        let docs = read::read(&places.docs)?;
        used.add_pages(&docs);
        let input = Input { docs: &docs, dialect, services: &services, lock: &lock, fixups: &fixups };
        let options = self.all_options()?;
        let generated = crate::generate(input, &options, &()).map_err(|failure| Error::in_docs(&failure.0, &docs))?;
        let warnings = cargo::warnings(&generated.diagnostics, &docs);
        let paths: Vec<_> = generated.files.iter().map(|file| places.out_dir.join(file.path().as_str())).collect();
        files::write(&Tree::from_iter(generated.files), &places.out_dir)
            .map_err(|error| self.refused(&error, &places.out_dir))?;
        Ok((Made::new(paths, warnings), used))
    }

    /// The options, with what had to be read first.
    fn all_options(&self) -> Result<Options> {
        let unreadable =
            |fault: String| Error::new(&fault, "correct the call of docwright::Builder in the build script");
        let mut options = self.options.clone();
        options.prefer_routes.extend(self.preferred.iter().map(IdText::new));
        let own = self.customizations.iter().cloned().collect::<std::result::Result<Vec<_>, _>>();
        options.customizations.extend(own.map_err(unreadable)?);
        if let Some(dates) = &self.dates {
            options.dates = Some(dates.clone().map_err(unreadable)?);
        }
        Ok(options)
    }

    /// Cargo's own folder is nobody's place of work: there, one command removes all that is in the way.
    fn refused(&self, error: &FilesError, out_dir: &Path) -> Error {
        let in_the_way = matches!(error, FilesError::Foreign(_) | FilesError::InTheWay(_));
        let help = match in_the_way && self.out_dir.is_none() {
            true => format!("remove the folder {}, then build again", out_dir.display()),
            false => error.help(),
        };
        Error::new(&error, &help)
    }
}

/// Where to read and write, all paths as they are opened.
#[derive(Debug)]
struct Places {
    docs: Vec<PathBuf>,
    evidence: Vec<PathBuf>,
    dialect: DialectName,
    /// The file of the dialect, and those that it extends.
    dialect_files: Vec<PathBuf>,
    lock: Option<PathBuf>,
    fixups: Option<PathBuf>,
    out_dir: PathBuf,
    /// What is remembered of the last time, where there is a place for it.
    state: Option<PathBuf>,
}

impl Places {
    /// Tells cargo when to run the build script again: it looks at all that is below a folder.
    fn watch(&self, cargo: &mut dyn Write) {
        for input in self.folders().chain(self.files()) {
            tell(cargo, "rerun-if-changed", &input.display().to_string());
        }
    }

    fn look(&self, before: Option<&Snapshot>) -> Option<Snapshot> {
        self.state.as_ref()?;
        Snapshot::take(self.folders(), self.files(), before)
    }

    fn folders(&self) -> impl Iterator<Item = &PathBuf> {
        self.docs.iter().chain(&self.evidence)
    }

    fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.lock.iter().chain(&self.fixups).chain(&self.dialect_files)
    }

    /// How the pages are written.
    fn dialect(&self, used: &mut Contents) -> Result<Dialect> {
        match Dialect::load_by(&self.dialect, &mut |path| used.read(path)) {
            Ok(loaded) => Ok(loaded.dialect),
            Err(DialectError::Unknown(what)) => {
                Err(Error::new(&what, "name one that is, or a file, by .dialect(..) in the build script"))
            }
            Err(DialectError::Io(error)) => Err(error.into()),
            Err(DialectError::Invalid(invalid)) => Err(Error::in_file(&invalid.finding, &invalid.file)),
        }
    }

    /// What there is to know besides the pages.
    fn recall(&self, dialect: &Dialect, used: &mut Contents) -> Result<Lock> {
        let lock = self.lock.as_deref().map_or_else(|| Ok(Lock::default()), |file| known(file, used))?;
        let recalled = recall::recall(lock, &self.evidence, dialect).map_err(|error| match error {
            RecallError::Io(error) => error.into(),
            RecallError::Docs(failure, docs) => Error::in_docs(&failure.0, &docs),
        })?;
        recalled.evidence.iter().for_each(|docs| used.add_pages(docs));
        Ok(recalled.learned)
    }
}

/// The lock, which has to exist: cargo would run the build script each time to see whether it does by now.
fn known(lock: &Path, used: &mut Contents) -> Result<Lock> {
    match fs::kind(lock)? {
        Some(_) => Ok(Lock::of(lock, &used.read(lock)?)?),
        None => Err(Error::new(
            &format!("there is no lock {}", lock.display()),
            "make it with 'docwright generate --lock FILE --out DIR', or take .lock(..) out of the build script",
        )),
    }
}

fn corrections(config: &Path, used: &mut Contents) -> Result<Vec<Fixup>> {
    match Config::of(config, &used.read(config)?) {
        Ok(config) => Ok(config.corrections),
        Err(ConfigError::Io(error)) => Err(error.into()),
        Err(ConfigError::Invalid(invalid)) => Err(Error::in_file(&invalid.finding, &invalid.file)),
    }
}

fn variable(name: &'static str) -> Result<PathBuf> {
    env::var_os(name).map(PathBuf::from).ok_or_else(|| Error::not_a_build_script(name))
}

#[cfg(test)]
mod tests;
