//! From docs to code, on one screen.
//!
//! Three layers, and no later layer looks back: [`page`](crate::page) is what one page shows, [`api`](crate::api) is what
//! all pages mean, [`plan`](crate::plan) is how Rust spells it. [`read`](crate::read) and [`files`](crate::files) are the
//! edges that touch the disk; everything between them is values in, values out.

use crate::api::{Api, SkipReason, Skipped};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::{Dialect, SameRoute};
use crate::emit::GeneratedFile;
use crate::fixups::Fixup;
use crate::lock::Lock;
use crate::options::Options;
use crate::page::{Entry, Page, Types};
use crate::parse::Parsed;
use crate::plan::Choices;
use crate::progress::{Progress, Stage};
use crate::read::Docs;
use crate::rust_names::EarlierNames;
use crate::select::ServicePattern;
use crate::summary::Summary;
use crate::{emit, fixups, page, parallel, parse, plan, resolve, select};

/// What to understand.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The pages.
    pub docs: &'a Docs,
    /// How they are written.
    pub dialect: &'a Dialect,
    /// What to select; everything without patterns.
    pub services: &'a [ServicePattern],
    /// What earlier editions of the docs told.
    pub lock: &'a Lock,
    /// Corrections of what the docs say.
    pub fixups: &'a [Fixup],
}

impl<'a> Input<'a> {
    /// All of the docs, as they are.
    pub fn whole(docs: &'a Docs, dialect: &'a Dialect, lock: &'a Lock) -> Self {
        Self { docs, dialect, services: &[], lock, fixups: &[] }
    }
}

/// What the docs mean, as far as it was selected.
#[derive(Clone, Debug)]
pub struct Understood {
    /// The meaning.
    pub api: Api,
    /// What to remember, of all services.
    pub lock: Lock,
    /// What was found on the way, none of it an error.
    pub diagnostics: Diagnostics,
    /// How many findings about pages that were not selected were left out.
    pub elsewhere: usize,
}

/// Everything that comes out of a generation; nothing is written yet.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The files, by path.
    pub files: Vec<GeneratedFile>,
    /// What they were made from.
    pub api: Api,
    /// What to remember, of all services.
    pub lock: Lock,
    /// What was found on the way, by place; none of it is an error.
    pub diagnostics: Vec<Diagnostic>,
    /// The sums.
    pub summary: Summary,
}

/// Why nothing was generated: errors stand among these findings, which are sorted by place.
#[derive(Clone, Debug)]
pub struct Failure(pub Vec<Diagnostic>);

/// Generates the code for the selected services.
///
/// # Errors
/// All faults that keep the docs from being understood.
pub fn generate(
    input: Input<'_>,
    options: &Options,
    progress: &dyn Progress,
) -> std::result::Result<Generated, Failure> {
    let Understood { api, mut lock, mut diagnostics, elsewhere } = understand(input, progress)?;
    progress.begin(Stage::Emit, 1);
    let choices = Choices { options, conventions: input.dialect.conventions() };
    let plan = plan::plan(&api, choices, &mut diagnostics);
    plan.names.tell(&mut lock.former.rust);
    if diagnostics.has_errors() {
        return Err(Failure(diagnostics.into_sorted()));
    }
    let files = emit::emit(&api, &plan);
    let summary = Summary::new(&api, &diagnostics, elsewhere);
    Ok(Generated { files, api, lock, diagnostics: diagnostics.into_sorted(), summary })
}

/// Finds out what the docs mean.
///
/// # Errors
/// All faults that keep the docs from being understood, over all stages: a page that cannot be
/// parsed does not hide what is wrong with the others.
pub fn understand(input: Input<'_>, progress: &dyn Progress) -> std::result::Result<Understood, Failure> {
    let Input { docs, dialect, services, lock, fixups } = input;
    let mut diagnostics = docs.diagnostics().clone();
    let Read { mut pages, mut types, mut skipped } = parse_all(docs, dialect, &mut diagnostics, progress);
    fixups::drop_pages(fixups, &mut pages, &mut types, &mut skipped, &mut diagnostics);
    page::tell_apart(&mut types, &mut diagnostics);
    for reference in page::complete(&mut pages, &dialect.elsewhere.further_fields_beside) {
        let message = format!("no page describes {}, of which this is to have the parameters", reference.value);
        diagnostics.report(Code::OperationMissing, &reference.origin, message);
    }
    if dialect.operations.same_route == SameRoute::Unite {
        let united = page::unite_routes(&mut pages).into_iter();
        skipped.extend(united.map(|origin| Skipped { origin, reason: SkipReason::United }));
    }
    progress.begin(Stage::Resolve, 1);
    let set = resolve::PageSet {
        pages: &pages,
        definitions: &types.structs,
        enumerations: &types.enums,
        skipped,
        conventions: dialect.conventions(),
    };
    let (mut api, mut lock) = resolve::resolve(set, lock, &mut diagnostics);
    lock.former.earlier = EarlierNames::default();
    let pages = fixups::Pages { operations: &pages, definitions: &types.structs, ids: dialect.operations.ids.as_ref() };
    fixups::apply(fixups, &mut api, pages, &mut diagnostics);
    lock.learn_parameters(&api);
    let api = select::select(api, services, &mut diagnostics);
    let elsewhere = select::forget_unselected(&api, &mut diagnostics);
    if diagnostics.has_errors() {
        return Err(Failure(diagnostics.into_sorted()));
    }
    Ok(Understood { api, lock, diagnostics, elsewhere })
}

/// Learns from the pages of an earlier edition, which are not generated: `lock` and what they tell.
///
/// # Errors
/// All faults that keep the pages from being understood.
pub fn learn(
    docs: &Docs,
    dialect: &Dialect,
    lock: &Lock,
    progress: &dyn Progress,
) -> std::result::Result<Lock, Failure> {
    let Understood { api, lock: mut learned, .. } = understand(Input::whole(docs, dialect, lock), progress)?;
    // No code was generated of them: what it calls things in Rust, only the lock tells.
    learned.former.earlier = lock.former.earlier.clone();
    learned.former.earlier.extend(&api.former.earlier);
    Ok(learned)
}

/// What all files show.
#[derive(Default)]
struct Read {
    pages: Vec<Page>,
    types: Types,
    skipped: Vec<Skipped>,
}

/// Parses each file for itself, on all cores; the order is that of the paths.
fn parse_all(docs: &Docs, dialect: &Dialect, diagnostics: &mut Diagnostics, progress: &dyn Progress) -> Read {
    let files: Vec<_> = docs.sources().iter().collect();
    progress.begin(Stage::Parse, files.len());
    let parsed = parallel::map(&files, |file| {
        let mut found = Diagnostics::new();
        let parsed = parse::parse(file, docs.sources(), dialect, &mut found);
        progress.advance();
        (parsed, found)
    });
    let Read { mut pages, mut types, mut skipped } = Read::default();
    for (file, (parsed, found)) in files.into_iter().zip(parsed) {
        diagnostics.extend(found);
        match parsed {
            Parsed::Entries(file) => file.entries.into_iter().for_each(|entry| match entry {
                Entry::Operation(page) => pages.push(*page),
                Entry::Type(definition) => types.structs.push(*definition),
                Entry::Enum(enumeration) => types.enums.push(*enumeration),
            }),
            Parsed::Skipped(reason) => skipped.push(Skipped { origin: file.whole(), reason }),
        }
    }
    skipped
        .extend(docs.unreadable().iter().map(|origin| Skipped { origin: origin.clone(), reason: SkipReason::Faulty }));
    report_empty_folders(docs, &pages, &skipped, diagnostics);
    Read { pages, types, skipped }
}

/// A docs folder without any endpoint page is most likely the wrong folder.
fn report_empty_folders(docs: &Docs, pages: &[Page], skipped: &[Skipped], diagnostics: &mut Diagnostics) {
    for (given, prefix) in docs.folders() {
        let faulty = skipped.iter().filter(|skipped| skipped.reason == SkipReason::Faulty);
        let mut origins = pages.iter().map(|page| &page.origin).chain(faulty.map(|skipped| &skipped.origin));
        if !origins.any(|origin| origin.file.starts_with(prefix)) {
            let message = format!("no endpoint page below {}", given.display());
            diagnostics.add(Diagnostic { origin: None, code: Code::NoPages, message, related: Vec::new() });
        }
    }
}
