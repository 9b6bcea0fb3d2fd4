//! `docwright stats`

use crate::stats::Stats;

use super::args::{AnswerFormat, StatsArgs};
use super::failure::Failure;
use super::print;
use super::understand::{BRIEFLY, understand};

pub(crate) fn run(args: &StatsArgs) -> Result<(), Failure> {
    let stats = Stats::new(&understand(&args.input, &args.config, BRIEFLY)?.understood.api);
    print(&match args.format {
        AnswerFormat::Human => stats.to_text(),
        AnswerFormat::Json => stats.to_json(),
    })
}
