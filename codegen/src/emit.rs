//! Turns a [`Plan`] into the text of files.
//!
//! Emitters are boring: they know nothing of documents, decide nothing and cannot fail.

mod client;
mod comments;
mod credentials;
mod file;
mod filter;
mod model;
mod operation;
mod outline;
mod query;
mod record;
mod root;
mod server;
pub mod shown;
mod syntax;
mod types;

use crate::api::Api;
use crate::options::Part;
use crate::parallel;
use crate::plan::Plan;
use crate::plan::models::ModelFile;
use crate::plan::operations::Service;

pub use file::{GeneratedFile, RelativePath};

/// All files, sorted by path.
pub fn emit(api: &Api, plan: &Plan) -> Vec<GeneratedFile> {
    let mut files = parallel::map(&jobs(plan), |job| job.run(api, plan));
    files.sort_by(|left, right| left.path().cmp(right.path()));
    files
}

/// A file to be written.
enum Job<'a> {
    Root,
    Models(&'a ModelFile),
    ModelIndex,
    Operations(&'a Service),
    OperationIndex,
    Queries,
    Client(&'a Service),
    ClientIndex,
    ClientSetters,
    Credentials,
    Filters,
    Server(&'a Service),
    ServerIndex,
    Outline,
}

fn jobs(plan: &Plan) -> Vec<Job<'_>> {
    let mut jobs = vec![Job::Root, Job::ModelIndex, Job::OperationIndex, Job::Queries, Job::Outline];
    jobs.extend(plan.models.iter().map(Job::Models));
    jobs.extend(plan.services.iter().map(Job::Operations));
    if plan.parts.contains(&Part::Client) {
        jobs.extend([Job::ClientIndex, Job::ClientSetters]);
        jobs.extend(plan.services.iter().map(Job::Client));
        jobs.extend(plan.has_credentials().then_some(Job::Credentials));
        jobs.extend(plan.has_filters().then_some(Job::Filters));
    }
    if plan.parts.contains(&Part::Server) {
        jobs.push(Job::ServerIndex);
        jobs.extend(plan.services.iter().map(Job::Server));
    }
    jobs
}

impl Job<'_> {
    fn run(&self, api: &Api, plan: &Plan) -> GeneratedFile {
        match self {
            Self::Root => root::file(plan),
            Self::Models(models) => model::file(models),
            Self::ModelIndex => model::index(&plan.models),
            Self::Operations(service) => operation::file(service),
            Self::OperationIndex => operation::index(plan),
            Self::Queries => query::file(&plan.queries),
            Self::Client(service) => client::file(service),
            Self::ClientIndex => client::index(plan),
            Self::ClientSetters => client::setters(&plan.queries),
            Self::Credentials => credentials::file(&plan.credentials),
            Self::Filters => filter::file(&plan.filters),
            Self::Server(service) => server::file(service),
            Self::ServerIndex => server::index(plan),
            Self::Outline => outline::file(api, &plan.names.decided),
        }
    }
}
