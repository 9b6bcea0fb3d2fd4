//! What a command works on: configuration and flags, joined.

use std::env;
use std::path::{Path, PathBuf};

use docwright::config::{Config, ConfigError, Invalid};
use docwright::fixups::Fixup;
use docwright::fs::{self, IoError};
use docwright::lock::Lock;
use docwright::options::{Options, Part};
use docwright::select::ServicePattern;
use docwright::stamp::{self, Hash, Made};

use super::args::{ConfigArgs, FindingsArgs, Format, GenerateArgs, InputArgs};
use super::failure::Failure;
use super::findings;
use super::paths;

/// What to read, what to make of it, and where to put it.
pub(crate) struct Project {
    /// Folders with pages.
    pub(crate) docs: Vec<PathBuf>,
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
    config: Option<PathBuf>,
}

impl Project {
    /// For `generate` and `check`.
    pub(crate) fn of_generate(args: &GenerateArgs) -> Result<Self, Failure> {
        let mut project = Self::new(&args.input, &args.config, args.findings.format)?;
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

    /// For `new`, which looks at no configuration.
    pub(crate) fn of_new(input: &InputArgs, out: PathBuf) -> Result<Self, Failure> {
        let project = Self {
            docs: input.docs.clone(),
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

    /// Joins the configuration with the flags, which come first.
    pub(crate) fn new(input: &InputArgs, config: &ConfigArgs, format: Format) -> Result<Self, Failure> {
        let (config, file) = read_config(config, format)?;
        let folder = file.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
        let mut options = options(&config);
        // They name types of the project's docs, which others need not have.
        options.customizations = if input.docs.is_empty() { config.customizations } else { Vec::new() };
        let project = Self {
            docs: if input.docs.is_empty() { config.docs } else { input.docs.clone() },
            services: match input.services.is_empty() {
                true => config.services.into_iter().map(|service| service.0).collect(),
                false => input.services.clone(),
            },
            options,
            out: config.out.unwrap_or_else(|| folder.join("generated")),
            evidence: if input.evidence.is_empty() { config.evidence } else { input.evidence.clone() },
            // These, too, are about the project's docs, not any other.
            fixups: if input.docs.is_empty() { config.corrections } else { Vec::new() },
            lock: input.lock.clone().or(config.lock.filter(|_| input.docs.is_empty())),
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
        self.config.as_deref()
    }

    /// The stamp of the inputs and of files, where there is a configuration that says what the inputs are.
    pub(crate) fn stamp(&self, lock: &Lock, files: Hash) -> Result<Option<String>, Failure> {
        let Some(file) = &self.config else { return Ok(None) };
        let file = fs::canonicalize(file)?;
        let config = (file.clone(), Hash::of_contents(&fs::read(&file)?));
        let lock = match &self.lock {
            Some(path) => Some((paths::absolute(path)?, Hash::of_contents(lock.to_string().as_bytes()))),
            None => None,
        };
        let folders: Vec<_> = self.docs.iter().chain(&self.evidence).collect();
        let inputs: Vec<_> = [config].into_iter().chain(lock).collect();
        Ok(Some(stamp(&folders, &inputs, Made { options: made_with(&self.services, &self.options), files })?))
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
    match wanted {
        Some(true) => options.parts.insert(part),
        Some(false) => options.parts.remove(&part),
        None => false,
    };
}

/// A hash of all that the files depend on besides the inputs; it is not the same in two releases.
pub(crate) fn made_with(services: &[ServicePattern], options: &Options) -> Hash {
    let services: Vec<_> = services.iter().map(ServicePattern::as_str).collect();
    Hash::of_contents(format!("{} {services:?} {options:?}", env!("CARGO_PKG_VERSION")).as_bytes())
}

/// The stamp for folders of pages, and for files by absolute path, of which the first is the
/// configuration; the files need not exist yet.
pub(crate) fn stamp(folders: &[impl AsRef<Path>], files: &[(PathBuf, Hash)], made: Made) -> Result<String, IoError> {
    let project = files.first().and_then(|(config, _)| config.parent()).unwrap_or(Path::new("/"));
    let label = |path: &Path| paths::slashed(&paths::relative(project, path));
    let mut inputs = Vec::new();
    for folder in folders {
        let folder = fs::canonicalize(folder.as_ref())?;
        let hash = Hash::of_path(&folder).map_err(|(path, error)| IoError::new("read", &path, error))?;
        inputs.push((label(&folder), hash));
    }
    inputs.extend(files.iter().map(|(file, hash)| (label(file), *hash)));
    Ok(stamp::stamp(&inputs, made))
}

pub(crate) fn read_config(args: &ConfigArgs, format: Format) -> Result<(Config, Option<PathBuf>), Failure> {
    let Some(file) = args.config.clone().or_else(find_config) else { return Ok((Config::default(), None)) };
    match Config::read(&file) {
        Ok(config) => Ok((config, Some(file))),
        Err(ConfigError::Io(error)) => Err(Failure::usage(error.to_string(), error.help())),
        Err(ConfigError::Invalid(invalid)) => {
            let Invalid { finding, file } = *invalid;
            findings::show(&[finding], &file, FindingsArgs { format, verbose: true })?;
            Err(Failure::Config)
        }
    }
}

/// The nearest configuration upwards, as a path from the working folder.
fn find_config() -> Option<PathBuf> {
    let working = env::current_dir().ok()?;
    let file = Config::find(&working)?;
    Some(paths::relative(&working, &file))
}
