//! `docwright export`

use docwright::fs;
use docwright::{export, read};

use super::args::{ExportArgs, ExportKind, FindingsArgs, Format};
use super::failure::Failure;
use super::findings;
use super::generate;
use super::progress::Bar;
use super::project::Project;
use super::say;

pub(crate) fn run(args: &ExportArgs) -> Result<(), Failure> {
    let findings_args = FindingsArgs { format: Format::Human, verbose: args.verbose };
    let project = Project::new(&args.input, &args.config, Format::Human)?;
    let docs = read::read(&project.docs)?;
    let bar = Bar::new();
    let understood = docwright::understand(&docs, &project.services, &bar);
    drop(bar);
    let understood = understood.map_err(|failure| generate::refused(&failure, &docs, findings_args))?;
    findings::show(&understood.diagnostics.into_sorted(), &docs, findings_args)?;
    let api = if args.no_samples { understood.api.without_samples() } else { understood.api };
    let text = match args.kind {
        ExportKind::Ir => export::ir(&api),
        ExportKind::Openapi => export::openapi(&api),
    };
    match &args.out {
        Some(file) => {
            fs::write(file, text.as_bytes())?;
            say!("{} is written", file.display());
            Ok(())
        }
        None => super::print(&text),
    }
}
