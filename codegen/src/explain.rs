//! Why something is what it is: the answer to one question about the docs and the code made of them.
//!
//! [`Target`] is the question, [`find`] looks for what it names, [`Answer`] says what was found as data,
//! and [`text`] puts the answer into words. Nothing here decides anything: it shows what `resolve`
//! and `plan` decided, and why.

pub mod answer;
mod bodies;
mod fields;
pub mod find;
mod operations;
mod reasons;
mod rust;
mod target;
pub mod text;
mod types;
pub(crate) mod uses;
pub(crate) mod words;

use crate::Understood;
use crate::api::Api;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::plan::{self, Choices};
use crate::render::Texts;
use crate::source::Origin;

pub use answer::Answer;
pub use find::Miss;
pub use target::{Kind, Target};

use answer::{CodeAnswer, Place};
use find::Subject;
use rust::Rust;

/// Answers a question about docs that were understood.
///
/// # Errors
/// The target names nothing, or several things; the [`Miss`] says how to ask.
pub fn explain(
    target: &Target,
    understood: &Understood,
    choices: Choices<'_>,
    texts: &dyn Texts,
) -> std::result::Result<Answer, Miss> {
    let subject = find::find(&understood.api, target)?;
    let mut found = Diagnostics::new();
    let plan = plan::plan(&understood.api, choices, &mut found);
    found.extend(understood.diagnostics.clone());
    let explainer = Explainer {
        api: &understood.api,
        rust: Rust::new(&understood.api, choices.options, &plan),
        findings: &found.into_sorted(),
        texts,
    };
    Ok(explainer.answer(&subject))
}

/// Explains a kind of finding, for which no docs are needed.
pub fn explain_code(code: Code) -> Answer {
    Answer::Code(CodeAnswer {
        code: code.id().to_owned(),
        severity: code.severity().to_string(),
        meaning: code.meaning().to_owned(),
        help: code.help().to_owned(),
    })
}

/// What answers are made from.
struct Explainer<'a> {
    api: &'a Api,
    rust: Rust<'a>,
    findings: &'a [Diagnostic],
    texts: &'a dyn Texts,
}

impl Explainer<'_> {
    fn answer(&self, subject: &Subject<'_>) -> Answer {
        match *subject {
            Subject::Code(code) => explain_code(code),
            Subject::Operation(operation) => Answer::Operation(Box::new(self.operation(operation))),
            Subject::Type(name, definition) => Answer::Type(self.named_type(name, definition)),
            Subject::Field { owner, field } => Answer::Field(self.field(owner, field)),
            Subject::Parameter { operation, parameter, place } => {
                Answer::Parameter(self.parameter(operation, parameter, place))
            }
            Subject::Body { operation, side } => Answer::Body(self.body(operation, side)),
        }
    }

    /// A place as the reader can open it.
    fn place(&self, origin: &Origin) -> Place {
        Place { file: self.texts.shown(&origin.file), line: origin.line, column: origin.column }
    }
}
