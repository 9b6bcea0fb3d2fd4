//! `docwright diff`

mod edition;
mod git;
mod github;

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::api::Api;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::dialect::Dialect;
use crate::diff::report::{Report, Theme};
use crate::diff::{self, Date, Diff, Rust};
use crate::lock::Lock;
use crate::plan::Choices;
use crate::select::{self, ServicePattern};
use annotate_snippets::renderer::Style;

use super::args::{DiffArgs, DiffFormat, FailOn};
use super::failure::Failure;
use super::lock;
use super::paths;
use super::project::{load_dialect, options, read_config};
use super::render::{ERROR, NOTE};
use super::repository::path_in;
use super::say;
use super::summary;
use super::understand::BRIEFLY;
use super::{print, print_styled};
use edition::{Edition, Source};

pub(crate) fn run(args: &DiffArgs) -> Result<(), Failure> {
    let (config, file) = read_config(&args.config, BRIEFLY.format)?;
    let home = Home { config: &config, folder: file.as_ref().and_then(|settings| settings.file.parent()) };
    let sources = (home.source(&args.old)?, home.source(&args.new)?);
    let mut diff = compare(args, &config, (&sources.0, &sources.1))?;
    diff.approve(&config.diff.approve, Date::of(SystemTime::now()));
    show(args, &diff)?;
    match fails(args.fail_on, &diff) {
        true => Err(Failure::Changed),
        false => Ok(()),
    }
}

/// Where the configuration stands.
struct Home<'a> {
    config: &'a Config,
    folder: Option<&'a Path>,
}

impl Home<'_> {
    fn source(&self, text: &str) -> Result<Source, Failure> {
        Source::parse(text, || self.docs())
    }

    /// The folder to run git in, and the path of the docs folder from there.
    fn docs(&self) -> Result<(PathBuf, String), Failure> {
        const HELP: &str = "name the docs folder as in git:HEAD:docs";
        let [docs] = &self.config.docs[..] else {
            return Err(Failure::usage("docwright.yaml does not name one docs folder", HELP));
        };
        let folder = self.folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let path = paths::relative(&paths::absolute(folder)?, &paths::absolute(docs)?);
        Ok((folder.to_owned(), format!("./{}", paths::slashed(&path))))
    }
}

/// Understands the older edition alone and the newer one with what the older one told, then compares.
fn compare(args: &DiffArgs, config: &Config, (old, new): (&Source, &Source)) -> Result<Diff, Failure> {
    let dialect = &load_dialect(args.dialect.as_deref(), config.dialect.clone(), BRIEFLY.format)?.dialect;
    let (old, new) = std::thread::scope(|scope| {
        let reading = scope.spawn(|| new.read());
        let old = recall(args, dialect).and_then(|lock| old.read()?.understand(dialect, &lock, &config.corrections));
        let new = reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Ok::<_, Failure>((old?, new?))
    })?;
    let new = new.understand(dialect, &old.lock, &config.corrections)?;
    note_misfits("older", &old);
    note_misfits("newer", &new);
    let configured: Vec<_> = config.services.iter().map(|service| service.0.clone()).collect();
    let services = if args.services.is_empty() { &configured } else { &args.services };
    let (old, new) = (selected(old, &new.api, services)?, new);
    let new = Edition { api: select(new.api, services), ..new };
    let choices = Choices { options: &options(config), conventions: dialect.conventions() };
    let mut diff = diff::diff(&old.api, &new.api, choices);
    let annotated = matches!(args.format, DiffFormat::Github | DiffFormat::Sarif);
    let shown = |path: String| if annotated { path_in(&path) } else { path };
    diff.locate(|path| shown(old.shown(path)), |path| shown(new.shown(path)));
    Ok(diff)
}

/// Corrections are about one edition, and need not fit another.
fn note_misfits(which: &str, edition: &Edition) {
    if edition.misfits > 0 {
        let count = summary::count(edition.misfits, "correction");
        say!("{NOTE}note{NOTE:#}: {count} of docwright.yaml left out: the {which} edition says something else");
    }
}

/// What was known before the older edition.
fn recall(args: &DiffArgs, dialect: &Dialect) -> Result<Lock, Failure> {
    let lock = args.lock.as_deref().map_or(Ok(Lock::default()), Lock::read)?;
    Ok(lock::learn(lock, &args.evidence, dialect, BRIEFLY)?.learned)
}

/// The wanted part of the older edition; each pattern must match something in one of them.
fn selected(old: Edition, new: &Api, services: &[ServicePattern]) -> Result<Edition, Failure> {
    let known = |pattern: &&ServicePattern| pattern.selects_any(&old.api) || pattern.selects_any(new);
    match services.iter().find(|pattern| !known(pattern)) {
        Some(pattern) => Err(Failure::usage(
            format!("no service and no docs folder matches '{}' in either edition", pattern.as_str()),
            "correct the pattern, or leave it out",
        )),
        None => Ok(Edition { api: select(old.api, services), ..old }),
    }
}

fn select(api: Api, services: &[ServicePattern]) -> Api {
    // That a pattern matches nothing in one of the editions is a change like others.
    select::select(api, services, &mut Diagnostics::new())
}

fn show(args: &DiffArgs, diff: &Diff) -> Result<(), Failure> {
    let report = Report { diff, old: &args.old, new: &args.new };
    match args.format {
        DiffFormat::Text => print_styled(&report.text(&theme())),
        DiffFormat::Markdown => print(&report.markdown()),
        DiffFormat::Json => print(&report.json()),
        DiffFormat::Github => print(&github::annotations(diff)),
        DiffFormat::Sarif => print(&report.sarif()),
        DiffFormat::Changelog => print(&report.changelog()),
    }
}

fn theme() -> Theme {
    use annotate_snippets::renderer::{DEFAULT_HELP_STYLE, DEFAULT_NOTE_STYLE};
    let around = |style: Style| (style.render().to_string(), style.render_reset().to_string());
    Theme { bad: around(ERROR), good: around(DEFAULT_NOTE_STYLE), dim: around(DEFAULT_HELP_STYLE.dimmed()) }
}

fn fails(on: FailOn, diff: &Diff) -> bool {
    let mut changes = diff.unapproved().filter(|change| !change.kind.is_silent());
    match on {
        FailOn::Breaking => changes.any(|change| change.is_unapproved_break()),
        FailOn::Major => changes.any(|change| change.is_unapproved_break() || change.rust.verdict == Rust::Major),
        FailOn::Any => changes.next().is_some(),
        FailOn::Never => false,
    }
}
