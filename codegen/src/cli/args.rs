//! The arguments.

use std::path::PathBuf;

use crate::select::ServicePattern;
use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use super::new::package::{license, repository};

const AFTER_HELP: &str = "\
Exit codes:
  0  fine
  1  the docs cannot be understood; the findings say why
  2  the command or docwright.yaml cannot be understood
  3  a file cannot be read or written, or a port cannot be used
  4  'check' found that the generated code is not up to date, or 'diff' what --fail-on names

Options that are not given are taken from docwright.yaml in this folder or the nearest one above.";

/// Rust models, an HTTP client and a server trait from Markdown API endpoint docs.
#[derive(Debug, Parser)]
#[command(name = "docwright", version, after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Generate code, and remove generated files that are no longer needed
    Generate(GenerateCommand),
    /// Tell whether the generated code is what 'generate' would write; write nothing
    Check(CheckArgs),
    /// Make a new crate with a client and a server for an API
    New(NewArgs),
    /// Export what the docs mean
    Export(ExportArgs),
    /// Tell what something is on the wire and in Rust, and why
    Explain(ExplainArgs),
    /// Tell what changed in meaning between two editions of the docs
    Diff(DiffArgs),
    /// Count what is known of types, by the kind of evidence, and what is not known
    Stats(StatsArgs),
    /// Serve the API from the samples of the docs, without generated code
    Mock(MockArgs),
}

/// What to read.
#[derive(Debug, clap::Args)]
pub(crate) struct InputArgs {
    /// Folder with endpoint pages, instead of those of docwright.yaml; may be repeated
    ///
    /// Code in the folder of the project is made with its lock, its dialect and its corrections, whatever folder this
    /// names: a further edition of its docs. Other code, and answers about other docs, have nothing to do with them.
    #[arg(long, value_name = "DIR")]
    pub(crate) docs: Vec<PathBuf>,
    /// How the pages are written: a dialect that is built in, or a file [default: superoffice]
    #[arg(long, value_name = "NAME or FILE")]
    pub(crate) dialect: Option<String>,
    /// Service such as ChatAgent, or docs folder such as rest/Contact; * and ? are wildcards; may be repeated
    #[arg(long, value_name = "GLOB", value_delimiter = ',', value_parser = ServicePattern::parse)]
    pub(crate) services: Vec<ServicePattern>,
    /// Folder with pages of an earlier edition, only to learn types and names from; may be repeated
    #[arg(long, value_name = "DIR")]
    pub(crate) evidence: Vec<PathBuf>,
    /// File with what the docs told so far [default: docwright.lock beside docwright.yaml]
    #[arg(long, value_name = "FILE")]
    pub(crate) lock: Option<PathBuf>,
}

/// Which configuration to use.
#[derive(Debug, clap::Args)]
pub(crate) struct ConfigArgs {
    /// Configuration file, instead of docwright.yaml in this folder or the nearest one above
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// How to tell what was found.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct FindingsArgs {
    /// How to show findings: for people on standard error, for machines on standard output
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    /// Show all findings, also notes, instead of a few of each kind
    #[arg(short, long)]
    pub(crate) verbose: bool,
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text with the lines in question
    Human,
    /// One JSON object per line
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// One SARIF 2.1.0 object, for code scanning
    Sarif,
}

#[derive(Debug, clap::Args)]
pub(crate) struct GenerateArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// Folder for the generated code [default: generated]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Whether to generate a client [default: true]
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", action = ArgAction::Set)]
    pub(crate) client: Option<bool>,
    /// Whether to generate a server [default: true]
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", action = ArgAction::Set)]
    pub(crate) server: Option<bool>,
    /// Fail instead of changing docwright.lock
    #[arg(long)]
    pub(crate) locked: bool,
    #[command(flatten)]
    pub(crate) findings: FindingsArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct GenerateCommand {
    #[command(flatten)]
    pub(crate) generate: GenerateArgs,
    /// Generate again whenever the docs or docwright.yaml change, until interrupted
    #[arg(long)]
    pub(crate) watch: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) generate: GenerateArgs,
    /// Generate and compare even where the stamp says that all is as it was
    #[arg(long)]
    pub(crate) full: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NewArgs {
    /// Folder of the new crate; must not exist, or be empty
    pub(crate) path: PathBuf,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Name of the new crate [default: the folder's name]
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Folder of the crate docwright-runtime, instead of the published one
    ///
    /// Where docwright was built from a checkout that is still there, its runtime is the default.
    #[arg(long, value_name = "DIR")]
    pub(crate) runtime_path: Option<PathBuf>,
    /// Also write a workflow for GitHub Actions: it checks the code, and proposes that of new docs
    #[arg(long)]
    pub(crate) workflow: bool,
    /// Licence of the new crate as an SPDX expression; crates.io wants one
    #[arg(long, value_name = "SPDX", value_parser = license)]
    pub(crate) license: Option<String>,
    /// Where the sources of the new crate will be
    #[arg(long, value_name = "URL", value_parser = repository)]
    pub(crate) repository: Option<String>,
    #[command(flatten)]
    pub(crate) findings: FindingsArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// What to export
    #[arg(value_enum)]
    pub(crate) kind: ExportKind,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// File to write, instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Leave out the samples of requests and responses
    ///
    /// They are invented anew for each edition of the docs, and would hide what changed in meaning.
    #[arg(long)]
    pub(crate) no_samples: bool,
    /// Show all findings, also notes, instead of a few of each kind
    #[arg(short, long)]
    pub(crate) verbose: bool,
}

const EXPLAIN_HELP: &str = "\
Targets:
  ChatAgent.GetChatMessages         an operation; also by its id, v1ChatAgent_GetChatMessages
  'GET /api/v1/User/{id}'           the operation with this method and path
  Person                            a struct or an enum
  Person.FirstName                  a property; ChatSessionEntity.Person.FirstName is one, too
  v1User_GetUser.id                 a parameter
  v1User_GetUser.response           a body, also .request; properties follow after a further dot
  DW0304                            a code of findings

A prefix tells things of one name apart: operation:, type:, field:, path:, query:, body:";

#[derive(Debug, clap::Args)]
#[command(after_help = EXPLAIN_HELP)]
pub(crate) struct ExplainArgs {
    /// What to explain; the case of letters does not matter
    // A method and a path are two words, quoted or not.
    #[arg(required = true, num_args = 1..=2)]
    pub(crate) target: Vec<String>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// How to show the answer
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(crate) format: AnswerFormat,
}

#[derive(Debug, clap::Args)]
pub(crate) struct StatsArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// How to show the numbers
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(crate) format: AnswerFormat,
}

const MOCK_HELP: &str = "\
Requests can ask for more than an answer, with headers:
  Mock-Status: 404      a documented status; 200-error is the API's error object with status 200
  Mock-Delay: 1500ms    an answer after a while, at most 60s

What is created, saved, patched and deleted stays so until the mock ends, or POST /_mock/reset.
There is an entity for every id from 1 to 999999; what is created gets higher ids.";

#[derive(Debug, clap::Args)]
#[command(after_help = MOCK_HELP)]
pub(crate) struct MockArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// Address to listen on
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub(crate) host: String,
    /// Port to listen on; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub(crate) port: u16,
    /// Show all routes, however many there are
    #[arg(long)]
    pub(crate) routes: bool,
}

const DIFF_HELP: &str = "\
Editions:
  docs-2023              a folder with endpoint pages
  api.json               what 'docwright export ir' wrote
  git:v1.2:docs-input    the folder docs-input in the revision v1.2 of this git repository
  git:HEAD               the docs folder of docwright.yaml in the revision HEAD

What an edition no longer tells is known from the older one, and is no change of the API.";

#[derive(Debug, clap::Args)]
#[command(after_help = DIFF_HELP)]
pub(crate) struct DiffArgs {
    /// The older edition
    pub(crate) old: String,
    /// The newer edition
    pub(crate) new: String,
    /// How the pages are written: a dialect that is built in, or a file [default: superoffice]
    #[arg(long, value_name = "NAME or FILE")]
    pub(crate) dialect: Option<String>,
    /// Service such as ChatAgent, or docs folder such as rest/Contact; * and ? are wildcards; may be repeated
    #[arg(long, value_name = "GLOB", value_delimiter = ',', value_parser = ServicePattern::parse)]
    pub(crate) services: Vec<ServicePattern>,
    /// Folder with pages of a still earlier edition, only to learn types and names from; may be repeated
    #[arg(long, value_name = "DIR")]
    pub(crate) evidence: Vec<PathBuf>,
    /// File with what the docs told before the older edition; none is read by default
    #[arg(long, value_name = "FILE")]
    pub(crate) lock: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// How to show the changes
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) format: DiffFormat,
    /// Which changes, approved ones aside, make the command fail with exit code 4
    #[arg(long, value_enum, default_value_t = FailOn::Never)]
    pub(crate) fail_on: FailOn,
}

/// How changes are shown, on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people
    Text,
    /// For the body of a pull request
    Markdown,
    /// One JSON object
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// For the changelog of the generated crate
    Changelog,
}

/// Which changes are a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Changes that break programs on the wire
    Breaking,
    /// These, and changes that break code which uses the generated crate
    Major,
    /// Any change, but for other reasons for the same types
    Any,
    /// None
    Never,
}

/// How answers are shown, on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerFormat {
    /// Text
    Human,
    /// One JSON object
    Json,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportKind {
    /// What the docs mean, without loss, as JSON
    Ir,
    /// OpenAPI 3.1, as JSON
    Openapi,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Args::command().debug_assert();
    }
}
