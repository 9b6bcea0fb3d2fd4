//! What a command works on: configuration and flags, joined.

use std::env;
use std::path::{Path, PathBuf};

use crate::config::{Config, ConfigError, Invalid};
use crate::customize::Customization;
use crate::dialect::{self, Dialect, DialectError, DialectName, Loaded};
use crate::fixups::Fixup;
use crate::fs::{self, IoError};
use crate::lock::Lock;
use crate::options::{Options, Part};
use crate::plan::Choices;
use crate::read::Docs;
use crate::select::ServicePattern;
use crate::stamp::{self, Hash, Made};

use super::args::{ConfigArgs, FindingsArgs, Format, GenerateArgs, InputArgs};
use super::failure::Failure;
use super::findings;
use super::paths;

/// What to read, what to make of it, and where to put it.
pub(crate) struct Project {
    /// Folders with pages.
    pub(crate) docs: Vec<PathBuf>,
    /// How the pages are written.
    pub(crate) dialect: Loaded,
    /// What to select; empty for everything.
    pub(crate) services: Vec<ServicePattern>,
    /// How the code should be.
    pub(crate) options: Options,
    /// Folder for the code.
    pub(crate) out: PathBuf,
    /// Folders with earlier editions of the pages.
    pub(crate) evidence: Vec<PathBuf>,
    /// Corrections of what the docs say.
    pub(crate) fixups: Vec<Fixup>,
    /// The file with what the docs told so far.
    pub(crate) lock: Option<PathBuf>,
    /// The configuration, where there is one.
    config: Option<Settings>,
}

/// A configuration that was read.
pub(crate) struct Settings {
    /// The file, as the user can open it.
    pub(crate) file: PathBuf,
    /// What it says.
    pub(crate) text: String,
}

/// What was read.
pub(crate) struct Inputs {
    /// The pages.
    pub(crate) docs: Docs,
    /// Pages of earlier editions.
    pub(crate) evidence: Vec<Docs>,
    /// The lock before.
    pub(crate) lock: Lock,
}

impl Inputs {
    /// The folders, each with a hash of what was read of it.
    pub(crate) fn hashes(&self) -> impl Iterator<Item = (&Path, Hash)> {
        std::iter::once(&self.docs).chain(&self.evidence).flat_map(Docs::hashes)
    }
}

impl Project {
    /// What decides how Rust spells the API.
    pub(crate) fn choices(&self) -> Choices<'_> {
        Choices { options: &self.options, conventions: self.dialect.dialect.conventions() }
    }

    /// For `generate` and `check`.
    pub(crate) fn of_generate(args: &GenerateArgs) -> Result<Self, Failure> {
        let given = Given { input: &args.input, aim: Aim::Code(args.out.as_deref()) };
        let mut project = Self::join(given, &args.config, args.findings.format)?;
        if let Some(out) = &args.out {
            project.out.clone_from(out);
        }
        set_part(&mut project.options, Part::Client, args.client);
        set_part(&mut project.options, Part::Server, args.server);
        project.refuse_out_in_docs()?;
        Ok(project)
    }

    /// The docs are somebody else's folder.
    fn refuse_out_in_docs(&self) -> Result<(), Failure> {
        let out = paths::absolute(&self.out)?;
        for docs in &self.docs {
            if out.starts_with(fs::canonicalize(docs)?) {
                let what = format!("{} lies in the docs folder {}", self.out.display(), docs.display());
                return Err(Failure::usage(what, "give a folder outside of the docs with --out DIR"));
            }
        }
        Ok(())
    }

    /// Whether a file is one that the project is read from: pages, configuration, lock or dialect.
    pub(crate) fn reads(&self, file: &Path, docs: &Docs) -> bool {
        let Ok(file) = fs::canonicalize(file) else { return false };
        let is_it = |other: &Path| fs::canonicalize(other).is_ok_and(|other| other == file);
        let mut dialect = self.dialect.files.iter().map(|(path, _)| path.as_path());
        let own = [self.config(), self.lock.as_deref()];
        own.into_iter().flatten().any(is_it) || dialect.any(is_it) || docs.all_used().any(|(page, _)| is_it(&page))
    }

    /// For `new`, which looks at no configuration.
    pub(crate) fn of_new(input: &InputArgs, out: PathBuf) -> Result<Self, Failure> {
        let project = Self {
            docs: input.docs.clone(),
            dialect: load_dialect(input.dialect.as_deref(), None, Format::Human)?,
            services: input.services.clone(),
            options: Options::default(),
            out,
            evidence: input.evidence.clone(),
            fixups: Vec::new(),
            lock: input.lock.clone(),
            config: None,
        };
        project.validate("name the folder of the endpoint pages with --docs DIR")?;
        Ok(project)
    }

    /// For what tells something of docs, and writes no code.
    pub(crate) fn new(input: &InputArgs, config: &ConfigArgs, format: Format) -> Result<Self, Failure> {
        Self::join(Given { input, aim: Aim::Answer }, config, format)
    }

    /// Joins the configuration with the flags, which come first.
    fn join(given: Given<'_>, config: &ConfigArgs, format: Format) -> Result<Self, Failure> {
        let (config, file) = read_config(config, format)?;
        let folder = file.as_ref().and_then(|settings| settings.file.parent()).unwrap_or(Path::new(""));
        let out = config.out.clone().unwrap_or_else(|| folder.join("generated"));
        let own = given.is_about(&config.docs, &out);
        let Given { input, .. } = given;
        let mut options = options(&config);
        // They name types of the project's docs, which others need not have.
        options.customizations = if own { config.customizations } else { Vec::new() };
        // This, too, is about the project's docs, not any other.
        let dialect = config.dialect.filter(|_| own);
        let project = Self {
            dialect: load_dialect(input.dialect.as_deref(), dialect, format)?,
            docs: if input.docs.is_empty() { config.docs } else { input.docs.clone() },
            services: match input.services.is_empty() {
                true => config.services.into_iter().map(|service| service.0).collect(),
                false => input.services.clone(),
            },
            options,
            out,
            evidence: if input.evidence.is_empty() { config.evidence } else { input.evidence.clone() },
            // These, too, are about the project's docs, not any other.
            fixups: if own { config.corrections } else { Vec::new() },
            lock: input.lock.clone().or(config.lock.filter(|_| own)),
            config: file,
        };
        project.validate("name the folder of the endpoint pages with --docs DIR, or as 'docs' in docwright.yaml")?;
        Ok(project)
    }

    fn validate(&self, help: &str) -> Result<(), Failure> {
        if self.docs.is_empty() {
            return Err(Failure::usage("there is nothing to read", help));
        }
        match self.docs.iter().find(|folder| !folder.is_dir()) {
            Some(folder) => Err(Failure::usage(format!("there is no docs folder {}", folder.display()), help)),
            None => Ok(()),
        }
    }

    /// The folders that are read.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &Path> {
        self.docs.iter().chain(&self.evidence).map(PathBuf::as_path)
    }

    /// The configuration, where there is one.
    pub(crate) fn config(&self) -> Option<&Path> {
        self.config.as_ref().map(|settings| settings.file.as_path())
    }

    /// The stamp of what was read and of files, where there is a configuration that says what the inputs are.
    pub(crate) fn stamp<'a>(
        &self,
        read: impl IntoIterator<Item = (&'a Path, Hash)>,
        lock: &Lock,
        files: Hash,
    ) -> Result<Option<String>, Failure> {
        let Some(Settings { file, text }) = &self.config else { return Ok(None) };
        let config = (in_place(file)?, text.as_str());
        let lock = match &self.lock {
            Some(path) => Some((in_place(path)?, lock.to_string())),
            None => None,
        };
        let dialect = self.dialect.files.iter().map(|(path, text)| Ok((in_place(path)?, text.as_str())));
        let dialect = dialect.collect::<Result<Vec<_>, Failure>>()?;
        let lock = lock.as_ref().map(|(path, text)| (path.clone(), text.as_str()));
        let own: Vec<_> = [config].into_iter().chain(lock).chain(dialect).collect();
        let made = Made { options: made_with(&self.services, &self.options, self.dialect.dialect.name(), text), files };
        Ok(Some(stamp(read, &own, made)?))
    }

    /// The folders as they are on disk, each with its hash.
    pub(crate) fn hashes_on_disk(&self) -> Result<Vec<(&Path, Hash)>, Failure> {
        let hash = |folder| match Hash::of_path(folder) {
            Ok(hash) => Ok((folder, hash)),
            Err((path, error)) => Err(IoError::new("read", &path, error).into()),
        };
        self.inputs().map(hash).collect()
    }
}

/// What the flags say of docs, and what is asked for.
#[derive(Clone, Copy)]
struct Given<'a> {
    input: &'a InputArgs,
    aim: Aim<'a>,
}

/// What is asked for.
#[derive(Clone, Copy)]
enum Aim<'a> {
    /// Code, in the folder that a flag names.
    Code(Option<&'a Path>),
    /// Something that docs say.
    Answer,
}

impl Given<'_> {
    /// Whether it is about the project with these docs and this folder for code: about its docs, or a further edition
    /// of them, as its code is made of it. Names in that code are kept by the project's lock.
    fn is_about(self, docs: &[PathBuf], out: &Path) -> bool {
        let given = &self.input.docs;
        let makes_its_code = match self.aim {
            Aim::Code(place) => place.is_none_or(|place| is_same(place, out)),
            Aim::Answer => false,
        };
        let are_its_docs = given.len() == docs.len() && given.iter().zip(docs).all(|(given, own)| is_same(given, own));
        given.is_empty() || makes_its_code || are_its_docs
    }
}

/// Whether two paths lead to the same place, which need not exist.
fn is_same(a: &Path, b: &Path) -> bool {
    matches!((paths::absolute(a), paths::absolute(b)), (Ok(a), Ok(b)) if a == b)
}

/// The absolute path of a file, which may be a link: it belongs to the folder in which it stands.
fn in_place(file: &Path) -> Result<PathBuf, IoError> {
    match (file.parent(), file.file_name()) {
        (Some(folder), Some(name)) => Ok(paths::absolute(&Path::new(".").join(folder))?.join(name)),
        _ => paths::absolute(file),
    }
}

/// How the code should be, as the configuration has it.
pub(crate) fn options(config: &Config) -> Options {
    let mut options = Options::default();
    set_part(&mut options, Part::Client, config.client);
    set_part(&mut options, Part::Server, config.server);
    options.prefer_routes = config.routes.prefer.iter().map(|preferred| preferred.0.clone()).collect();
    options.root = config.root;
    options.aliases = config.aliases;
    options.dates = config.dates.as_ref().map(|dates| dates.0.clone());
    options
}

fn set_part(options: &mut Options, part: Part, wanted: Option<bool>) {
    if let Some(wanted) = wanted {
        options.set(part, wanted);
    }
}

/// A hash of what was asked for, by flags and by the text of a configuration.
pub(crate) fn made_with(services: &[ServicePattern], options: &Options, dialect: &str, config: &str) -> Hash {
    let services: Vec<_> = services.iter().map(ServicePattern::as_str).collect();
    // Where something stands in the configuration changes no file.
    let mut options = options.clone();
    let anywhere = |custom| Customization { origin: None, ..custom };
    options.customizations = options.customizations.into_iter().map(anywhere).collect();
    Hash::of_contents(format!("{services:?} {options:?} {dialect} {}", Config::meaning(config)).as_bytes())
}

/// The stamp for what was read of folders of pages, and for the texts of files by absolute path, of which the first is
/// the configuration; the files need not exist yet.
pub(crate) fn stamp<'a>(
    folders: impl IntoIterator<Item = (&'a Path, Hash)>,
    files: &[(PathBuf, &str)],
    made: Made,
) -> Result<String, IoError> {
    let project = files.first().and_then(|(config, _)| config.parent()).unwrap_or(Path::new("/"));
    let label = |path: &Path| paths::slashed(&paths::relative(project, path));
    let mut inputs = Vec::new();
    for (folder, hash) in folders {
        inputs.push((label(&fs::canonicalize(folder)?), hash));
    }
    inputs.extend(files.iter().map(|(file, text)| (label(file), Hash::of_own(file, text.as_bytes()))));
    Ok(stamp::stamp(&inputs, made))
}

pub(crate) fn read_config(args: &ConfigArgs, format: Format) -> Result<(Config, Option<Settings>), Failure> {
    let Some(file) = args.config.clone().or_else(find_config) else { return Ok((Config::default(), None)) };
    // It is read once: what is stamped is what was understood.
    let read = fs::read(&file).map_err(ConfigError::Io).and_then(|bytes| {
        let config = Config::of(&file, &bytes)?;
        Ok((config, fs::decode(&file, &bytes).map_err(ConfigError::Io)?))
    });
    match read {
        Ok((config, text)) => Ok((config, Some(Settings { file, text }))),
        Err(ConfigError::Io(error)) => Err(Failure::usage(error.to_string(), error.help())),
        Err(ConfigError::Invalid(invalid)) => {
            let Invalid { finding, file } = *invalid;
            findings::show(&[finding], &file, FindingsArgs { format, verbose: true })?;
            Err(Failure::Config)
        }
    }
}

/// The dialect that a flag names, or else the configuration, or else nobody.
pub(crate) fn load_dialect(
    flag: Option<&str>,
    configured: Option<DialectName>,
    format: Format,
) -> Result<Loaded, Failure> {
    let name = flag.map(DialectName::new).or(configured).unwrap_or_default();
    Dialect::load(&name).or_else(|error| match error {
        DialectError::Unknown(what) => {
            let known: Vec<_> = Dialect::built_in_names().collect();
            Err(Failure::usage(
                what,
                format!("name one that is ({}), or a file such as acme.dialect.yaml", known.join(", ")),
            ))
        }
        DialectError::Io(error) => Err(Failure::usage(error.to_string(), error.help())),
        DialectError::Invalid(invalid) => {
            let dialect::Invalid { finding, file } = *invalid;
            findings::show(&[finding], &file, FindingsArgs { format, verbose: true })?;
            Err(Failure::Config)
        }
    })
}

/// The nearest configuration upwards, as a path from the working folder.
fn find_config() -> Option<PathBuf> {
    let working = env::current_dir().ok()?;
    let file = Config::find(&working)?;
    Some(paths::relative(&working, &file))
}
