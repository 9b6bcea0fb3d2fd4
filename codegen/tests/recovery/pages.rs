//! Pages to resolve: those of this repository, those of the corpus, and samples of these.

use std::path::{Path, PathBuf};

use docwright::unstable::api::Api;
use docwright::unstable::diagnostic::Diagnostics;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::lock::Lock;
use docwright::unstable::page::Page;
use docwright::unstable::parse::{Parsed, parse};
use docwright::unstable::read;
use docwright::unstable::resolve::{self, PageSet};
use docwright::unstable::sources::Sources;

use crate::support;

/// Pages that belong together.
pub(crate) struct Edition {
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
}

impl Edition {
    /// The pages of this repository.
    pub(crate) fn own() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("docs-input");
        Self { name: "docs-input".to_owned(), folder }
    }

    /// The whole editions of the corpus, where it is at hand.
    pub(crate) fn corpus() -> Vec<Self> {
        let Some(corpus) = support::corpus() else { return Vec::new() };
        ["2021-11", "2023-01"]
            .map(|name| Self { name: name.to_owned(), folder: corpus.join(name).join("restful") })
            .into()
    }

    /// All that there are.
    pub(crate) fn all() -> Vec<Self> {
        [Self::own()].into_iter().chain(Self::corpus()).collect()
    }

    pub(crate) fn sources(&self) -> Sources {
        read::read(std::slice::from_ref(&self.folder)).unwrap().sources().clone()
    }

    pub(crate) fn pages(&self) -> Vec<Page> {
        pages(&self.sources())
    }
}

pub(crate) fn pages(sources: &Sources) -> Vec<Page> {
    let dialect = Dialect::built_in("superoffice").unwrap();
    let parsed = sources.iter().map(|file| parse(file, sources, &dialect, &mut Diagnostics::new()));
    let pages = parsed.filter_map(|parsed| match parsed {
        Parsed::Entries(file) => file.into_page(),
        Parsed::Skipped(_) => None,
    });
    pages.collect()
}

/// What pages mean to somebody who knows nothing else.
pub(crate) fn resolve(pages: &[Page]) -> (Api, Lock) {
    recall(pages, &Lock::default())
}

/// What pages mean to somebody who knew others.
pub(crate) fn recall(pages: &[Page], lock: &Lock) -> (Api, Lock) {
    let dialect = Dialect::built_in("superoffice").unwrap();
    let pages =
        PageSet { pages, definitions: &[], enumerations: &[], skipped: Vec::new(), conventions: dialect.conventions() };
    resolve::resolve(pages, lock, &mut Diagnostics::new())
}

/// Some numbers below `end`, spread over all, the same in each run.
pub(crate) fn picks(count: usize, end: usize) -> Vec<usize> {
    (0..count.min(end)).map(|pick| (pick * end + end / 2) / count.min(end)).collect()
}
