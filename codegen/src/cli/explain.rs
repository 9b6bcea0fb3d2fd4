//! `docwright explain`

use crate::explain::{self, Answer, Miss, Target};

use super::args::{AnswerFormat, ExplainArgs};
use super::failure::Failure;
use super::print;
use super::understand::{BRIEFLY, Question, understand};

pub(crate) fn run(args: &ExplainArgs) -> Result<(), Failure> {
    let target = Target::parse(&args.target.join(" ")).map_err(missed)?;
    let answer = match target {
        // No docs are needed for these, and there may be none yet.
        Target::Code(code) => explain::explain_code(code),
        target => about_docs(&target, args)?,
    };
    print(&match args.format {
        AnswerFormat::Human => explain::text::text(&answer),
        AnswerFormat::Json => answer.to_json(),
    })
}

fn about_docs(target: &Target, args: &ExplainArgs) -> Result<Answer, Failure> {
    let Question { project, docs, understood } = understand(&args.input, &args.config, BRIEFLY)?;
    explain::explain(target, &understood, project.choices(), &docs).map_err(missed)
}

fn missed(miss: Miss) -> Failure {
    Failure::usage(miss.to_string(), miss.help())
}
