//! What was found, in the format that was asked for, and no more than can be read.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::render::Texts;

use super::args::{FindingsArgs, Format};
use super::failure::Failure;
use super::machine;
use super::print;
use super::render;
use super::repository::InRepository;
use super::sarif;
use super::say;

/// How many findings of a kind are shown unless all are asked for.
const fn limit(severity: Severity) -> usize {
    match severity {
        Severity::Error => 20,
        Severity::Warning => 3,
        Severity::Note => 0,
    }
}

/// Shows findings that are sorted by place.
pub(crate) fn show(found: &[Diagnostic], texts: &dyn Texts, args: FindingsArgs) -> Result<(), Failure> {
    match args.format {
        Format::Human => {
            show_human(found, texts, args.verbose);
            Ok(())
        }
        Format::Json => print(&machine::json(found, texts)),
        Format::Github => print(&machine::github(found, &InRepository(texts))),
        Format::Sarif => print(&sarif::findings(found, &InRepository(texts))),
    }
}

/// The failure that errors amount to: of the command where it selects what does not exist.
pub(crate) fn failure(found: &[Diagnostic]) -> Failure {
    let mut errors = found.iter().filter(|found| found.severity() == Severity::Error);
    if errors.all(|error| matches!(error.code, Code::ServiceUnknown | Code::ConfigInvalid)) {
        Failure::Config
    } else {
        Failure::Docs
    }
}

fn show_human(found: &[Diagnostic], texts: &dyn Texts, verbose: bool) {
    let mut by_code = BTreeMap::<Code, usize>::new();
    for finding in found {
        let seen = by_code.entry(finding.code).or_default();
        *seen += 1;
        if verbose || *seen <= limit(finding.severity()) {
            say!("{}\n", render::render(finding, texts));
        }
    }
    if !verbose {
        show_rest(&by_code);
    }
}

/// What was not shown, by kind.
fn show_rest(by_code: &BTreeMap<Code, usize>) {
    let rest = by_code.iter().filter_map(|(code, count)| {
        let rest = count.saturating_sub(limit(code.severity()));
        (rest > 0).then_some((code, rest))
    });
    let mut any = false;
    for (code, rest) in rest {
        let more = if limit(code.severity()) == 0 { "" } else { " more" };
        say!("{rest}{more} × {}[{}]: {}", code.severity(), code.id(), code.meaning());
        any = true;
    }
    if any {
        say!("--verbose shows all findings\n");
    }
}
