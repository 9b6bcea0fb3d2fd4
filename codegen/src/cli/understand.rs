//! Docs that are understood to answer a question about them, or to be exported.

use crate::read::{self, Docs};
use crate::{Input, Understood};

use super::args::{ConfigArgs, FindingsArgs, Format, InputArgs};
use super::failure::Failure;
use super::generate;
use super::lock;
use super::progress::Bar;
use super::project::Project;

/// What a question is about.
pub(crate) struct Question {
    pub(crate) project: Project,
    pub(crate) docs: Docs,
    pub(crate) understood: Understood,
}

/// How findings are shown where they are in the way only: they are no part of an answer.
pub(crate) const BRIEFLY: FindingsArgs = FindingsArgs { format: Format::Human, verbose: false };

/// Reads and understands docs; findings are shown where these cannot be understood.
pub(crate) fn understand(input: &InputArgs, config: &ConfigArgs, shown: FindingsArgs) -> Result<Question, Failure> {
    let project = Project::new(input, config, Format::Human)?;
    let lock = lock::recall(&project, shown)?.learned;
    let docs = read::read(&project.docs)?;
    let bar = Bar::new();
    let understood = crate::understand(
        Input {
            docs: &docs,
            dialect: &project.dialect.dialect,
            services: &project.services,
            lock: &lock,
            fixups: &project.fixups,
        },
        &bar,
    );
    drop(bar);
    let understood = understood.map_err(|failure| generate::refused(&failure, &docs, shown))?;
    Ok(Question { project, docs, understood })
}
