//! Thin stand-ins for layers that are written elsewhere; deleted when those land.
#![allow(missing_docs)]

pub mod sources {
    use std::collections::BTreeMap;

    use crate::source::SourceFile;

    #[derive(Clone, Debug, Default)]
    pub struct Sources {
        files: BTreeMap<String, SourceFile>,
    }

    impl Sources {
        pub fn new() -> Self {
            Self::default()
        }

        pub fn insert(&mut self, file: SourceFile) -> Option<SourceFile> {
            self.files.insert(file.path().to_owned(), file)
        }

        pub fn get(&self, path: &str) -> Option<&SourceFile> {
            self.files.get(path)
        }

        pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
            self.files.values()
        }
    }
}

pub mod parse {
    pub const MAX_PAGE_BYTES: usize = 2 * 1024 * 1024;

    use std::collections::BTreeMap;

    use crate::api::SkipReason;
    use crate::diagnostic::{Code, Diagnostics};
    use crate::names::OperationId;
    use crate::page::{FrontMatter, Ledger, Method, Page, PathTemplate, Prose, RequestLine, Response, TypeCell};
    use crate::source::{Located, SourceFile};
    use crate::sources::Sources;

    pub enum Parsed {
        Page(Box<Page>),
        Skipped(SkipReason),
    }

    /// Understands `uid: ..` and `GET /path` on lines of their own, nothing else.
    pub fn parse(file: &SourceFile, _sources: &Sources, diagnostics: &mut Diagnostics) -> Parsed {
        let Some(id) = file.text().lines().find_map(|line| line.strip_prefix("uid: ").or(line.strip_prefix("id: ")))
        else {
            return Parsed::Skipped(SkipReason::NotAnEndpoint);
        };
        let request = file.text().lines().find_map(|line| {
            let (method, path) = line.split_once(" /")?;
            Some((Method::parse(method)?, PathTemplate::parse(&format!("/{}", path.trim())).ok()?))
        });
        let Some(id) = OperationId::parse(id.trim()) else { return Parsed::Skipped(SkipReason::NotAnEndpoint) };
        let Some((method, path)) = request else {
            diagnostics.report(Code::RequestLineMissing, &file.whole(), "the page has no request line");
            return Parsed::Skipped(SkipReason::Faulty);
        };
        let origin = file.whole();
        Parsed::Page(Box::new(Page {
            front_matter: FrontMatter {
                operation_id: Located::new(id, origin.clone()),
                title: None,
                further: BTreeMap::new(),
            },
            request_line: RequestLine { method, path, origin: origin.clone() },
            description: Prose::default(),
            notices: Vec::new(),
            path_parameters: Vec::new(),
            query_parameters: Vec::new(),
            request_headers: Vec::new(),
            request_body: None,
            response: Response {
                heading: Located::new(TypeCell::Blank, origin.clone()),
                prose: Prose::default(),
                statuses: Vec::new(),
                body: None,
                rows: Vec::new(),
                has_table: false,
                media_types: Vec::new(),
            },
            sample_request: None,
            sample_response: None,
            ledger: Ledger::default(),
            origin,
        }))
    }
}

pub mod resolve {
    use std::collections::BTreeMap;

    use crate::api::{Api, Body, Docs, Operation, RequestBody, Samples, Service, Skipped};
    use crate::diagnostic::Diagnostics;
    use crate::page::Page;

    pub fn resolve(pages: Vec<Page>, skipped: Vec<Skipped>, _diagnostics: &mut Diagnostics) -> Api {
        let mut services = BTreeMap::<_, Vec<Operation>>::new();
        for page in pages {
            let id = page.front_matter.operation_id.value;
            services.entry(id.service()).or_default().push(Operation {
                id,
                method: page.request_line.method,
                path: page.request_line.path,
                path_parameters: Vec::new(),
                query_parameters: Vec::new(),
                headers: Vec::new(),
                request: RequestBody {
                    name: String::new(),
                    body: Body::Empty,
                    media_types: Vec::new(),
                    docs: Docs::default(),
                },
                responses: Vec::new(),
                notices: Vec::new(),
                docs: Docs::default(),
                samples: Samples::default(),
                origin: page.origin,
            });
        }
        let services = services.into_iter().map(|(name, mut operations)| {
            operations.sort_by(|a, b| a.id.cmp(&b.id));
            Service { name, operations }
        });
        Api { services: services.collect(), types: BTreeMap::new(), skipped }
    }
}

pub mod options {
    use std::collections::BTreeSet;

    use crate::names::OperationId;

    #[derive(Clone, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct Options {
        pub parts: BTreeSet<Part>,
        pub root: Root,
        pub prefer_routes: BTreeSet<OperationId>,
    }

    impl Default for Options {
        fn default() -> Self {
            let parts = BTreeSet::from([Part::Client, Part::Server]);
            Self { parts, root: Root::Crate, prefer_routes: BTreeSet::new() }
        }
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Part {
        Client,
        Server,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Root {
        Crate,
        Module,
    }
}

pub mod plan {
    use crate::api::Api;
    use crate::diagnostic::Diagnostics;
    use crate::options::{Options, Part, Root};

    pub struct Plan {
        pub root: Root,
        pub server: bool,
    }

    pub fn plan(_api: &Api, options: &Options, _diagnostics: &mut Diagnostics) -> Plan {
        Plan { root: options.root, server: options.parts.contains(&Part::Server) }
    }
}

pub mod emit {
    use std::fmt;

    use crate::api::Api;
    use crate::options::Root;
    use crate::plan::Plan;

    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct RelativePath(String);

    impl RelativePath {
        pub fn parse(path: &str) -> Option<Self> {
            Some(Self(path.to_owned()))
        }

        pub fn as_str(&self) -> &str {
            &self.0
        }
    }

    impl fmt::Display for RelativePath {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(&self.0)
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct GeneratedFile {
        path: RelativePath,
        contents: String,
    }

    impl GeneratedFile {
        pub fn new(path: RelativePath, contents: String) -> Self {
            Self { path, contents }
        }

        pub fn path(&self) -> &RelativePath {
            &self.path
        }

        pub fn contents(&self) -> &str {
            &self.contents
        }
    }

    /// One module with the names of the operations for each service, and the entry.
    pub fn emit(api: &Api, plan: &Plan) -> Vec<GeneratedFile> {
        const HEADER: &str = "// @generated by docwright from the API's endpoint docs.\n";
        let file = |path: String, contents: String| GeneratedFile { path: RelativePath(path), contents };
        let mut entry = HEADER.to_owned();
        let mut files = Vec::new();
        for service in &api.services {
            let name = service.name.as_str().to_lowercase();
            entry += &format!("/// A service.\npub mod {name};\n");
            let ids: Vec<_> = service.operations.iter().map(|operation| operation.id.as_str()).collect();
            let mut contents = format!("{HEADER}/// The operations.\npub const OPERATIONS: &[&str] = &{ids:?};\n");
            if plan.server {
                contents += "/// A server.\npub struct Server;\n";
            }
            files.push(file(format!("{name}.rs"), contents));
        }
        let root = if plan.root == Root::Crate { "lib.rs" } else { "mod.rs" };
        files.push(file(root.to_owned(), entry));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    }
}

pub mod export {
    use crate::api::Api;

    pub fn ir(api: &Api) -> String {
        format!("{{\"operations\":{}}}\n", api.operations().count())
    }

    pub fn openapi(api: &Api) -> String {
        format!("{{\"openapi\":\"3.1.0\",\"x-operations\":{}}}\n", api.operations().count())
    }
}
