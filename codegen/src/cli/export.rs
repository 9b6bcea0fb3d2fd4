//! `docwright export`

use crate::export;
use crate::fs;

use super::args::{ExportArgs, ExportKind, FindingsArgs, Format};
use super::failure::Failure;
use super::findings;
use super::say;
use super::understand::{Question, understand};

pub(crate) fn run(args: &ExportArgs) -> Result<(), Failure> {
    let findings_args = FindingsArgs { format: Format::Human, verbose: args.verbose };
    let Question { project, docs, mut understood } = understand(&args.input, &args.config, findings_args)?;
    if args.kind == ExportKind::Openapi {
        understood.diagnostics.extend(export::openapi_findings(&understood.api));
    }
    if let Some(file) = args.out.as_ref().filter(|file| project.reads(file, &docs)) {
        let what = format!("{} is what this is made from", file.display());
        return Err(Failure::usage(what, "give another file with --out FILE"));
    }
    findings::show(&understood.diagnostics.into_sorted(), &docs, findings_args)?;
    let api = if args.no_samples { understood.api.without_samples() } else { understood.api };
    let text = match args.kind {
        ExportKind::Ir => export::ir(&api),
        ExportKind::Openapi => export::openapi(&api, project.choices().conventions),
    };
    match &args.out {
        Some(file) => {
            fs::replace(file, text.as_bytes())?;
            say!("{} is written", file.display());
            Ok(())
        }
        None => super::print(&text),
    }
}
