//! A generated crate with a program that decodes and encodes what it is told.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use docwright::unstable::Generated;
use docwright::unstable::diagnostic::Diagnostics;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::json::Node;
use docwright::unstable::names::TypeName;
use docwright::unstable::options::Options;
use docwright::unstable::plan::arguments::Content;
use docwright::unstable::plan::{Choices, RustType, plan};
use proc_macro2::TokenStream;
use quote::quote;

/// Which body of an operation, or a model by its name.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    Request,
    Response,
    Model,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Model => "model",
        })
    }
}

/// A body to decode and encode again.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) operation: String,
    pub(crate) part: Part,
    pub(crate) body: Node,
}

/// The program.
pub(crate) struct Harness {
    program: PathBuf,
    folder: PathBuf,
}

impl Harness {
    /// Writes, checks and builds the crate, which must not give a warning; `models` are asked for by name.
    pub(crate) fn build(label: &str, generated: &Generated, models: &[TypeName]) -> Self {
        let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let folder = temporary.join("samples").join(label);
        let _ = fs::remove_dir_all(&folder);
        for file in &generated.files {
            let path = folder.join("generated").join(file.path().as_str());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file.contents()).unwrap();
        }
        fs::write(folder.join("Cargo.toml"), manifest()).unwrap();
        fs::write(folder.join("main.rs"), program(generated, models)).unwrap();
        let target = temporary.join("samples-target");
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("Cargo.lock");
        fs::copy(lock, folder.join("Cargo.lock")).unwrap();
        // The client and the server are only checked; samples need the models.
        for arguments in [&["check", "--lib", "--all-features"][..], &["build"]] {
            let status = Command::new(env!("CARGO"))
                .args(arguments)
                .args(["--quiet", "--offline"])
                .current_dir(&folder)
                .env("CARGO_TARGET_DIR", &target)
                .env("CARGO_INCREMENTAL", "0")
                .env("RUSTFLAGS", "-Dwarnings")
                .status();
            assert!(status.unwrap().success(), "cargo {arguments:?} fails in {}", folder.display());
        }
        let program = target.join("debug").join("samples").with_extension(std::env::consts::EXE_EXTENSION);
        let own = folder.join("samples").with_extension(std::env::consts::EXE_EXTENSION);
        fs::copy(program, &own).unwrap();
        Self { program: own, folder }
    }

    /// What became of each body: its new encoding, or why it does not decode.
    pub(crate) fn ask(&self, requests: &[Request]) -> Vec<Result<Node, String>> {
        let input = self.folder.join("input");
        let mut file = std::io::BufWriter::new(fs::File::create(&input).unwrap());
        for request in requests {
            let body = serde_json::to_string(&request.body).unwrap();
            writeln!(file, "{}:{}\t{body}", request.part, request.operation).unwrap();
        }
        file.into_inner().unwrap();
        let output = Command::new(&self.program)
            .stdin(fs::File::open(input).unwrap())
            .stderr(Stdio::inherit())
            .output()
            .unwrap();
        assert!(output.status.success(), "the program failed");
        let answers: Vec<_> = String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .map(|line| match line.strip_prefix('!') {
                Some(error) => Err(error.to_owned()),
                None => Ok(Node::parse(line).unwrap()),
            })
            .collect();
        assert_eq!(answers.len(), requests.len());
        answers
    }
}

fn manifest() -> String {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("runtime");
    format!(
        r#"[workspace]

[package]
name = "samples"
version = "0.0.0"
edition = "2024"

[lib]
name = "api"
path = "generated/lib.rs"

[[bin]]
name = "samples"
path = "main.rs"

[features]
client = ["docwright-runtime/client"]
server = ["docwright-runtime/server"]

[dependencies]
docwright-runtime = {{ path = {runtime:?}, default-features = false }}
"#
    )
}

/// A table of all bodies, and a loop over the lines of standard input.
fn program(generated: &Generated, models: &[TypeName]) -> String {
    let plan = plan(
        &generated.api,
        Choices { options: &Options::default(), conventions: Dialect::built_in("superoffice").unwrap().conventions() },
        &mut Diagnostics::new(),
    );
    let mut bodies = Vec::new();
    for operation in plan.services.iter().flat_map(|service| &service.operations) {
        let request = operation.arguments.body.as_ref().map(|body| &body.content);
        for (part, content) in [(Part::Request, request), (Part::Response, operation.reply.as_ref())] {
            if let Some(Content::Json(ty)) = content {
                bodies.push((format!("{part}:{}", operation.id), spelled(ty)));
            }
        }
    }
    for name in models.iter().collect::<BTreeSet<_>>() {
        let ident: TokenStream = name.as_str().parse().unwrap();
        bodies.push((format!("{}:{name}", Part::Model), quote!(models::#ident)));
    }
    bodies.sort_by(|a, b| a.0.cmp(&b.0));
    let (names, types): (Vec<_>, Vec<_>) = bodies.into_iter().unzip();
    let tokens = quote! {
        use api::models;
        #[allow(unused_imports, reason = "the bodies may be models alone")]
        use docwright_runtime::codegen as rt;

        type Survive = fn(&str) -> Result<String, String>;

        static BODIES: &[(&str, Survive)] = &[#((#names, survive::<#types>)),*];

        fn main() {
            for line in std::io::stdin().lines() {
                let line = line.expect("the input is text");
                let (name, body) = line.split_once('\t').expect("a line is a name, a tab and a body");
                let at = BODIES.binary_search_by(|(known, _)| (*known).cmp(name)).expect("the name is in the table");
                match BODIES[at].1(body) {
                    Ok(body) => println!("{body}"),
                    Err(error) => println!("!{error}"),
                }
            }
        }

        fn survive<T: docwright_runtime::Value>(body: &str) -> Result<String, String> {
            let value: T = docwright_runtime::from_json(body.as_bytes()).map_err(|error| error.to_string())?;
            let encoded = docwright_runtime::to_json(&value).map_err(|error| error.to_string())?;
            String::from_utf8(encoded).map_err(|error| error.to_string())
        }
    };
    prettyplease::unparse(&syn::parse2(tokens).unwrap())
}

fn spelled(ty: &RustType) -> TokenStream {
    match ty {
        RustType::Bool => quote!(bool),
        RustType::Int32 => quote!(i32),
        RustType::Int64 => quote!(i64),
        RustType::Double => quote!(f64),
        RustType::String => quote!(String),
        RustType::DateTime => quote!(rt::DateTime),
        RustType::Base64 => quote!(rt::Base64),
        RustType::Json => quote!(rt::Json),
        RustType::List(element) => {
            let element = spelled(element);
            quote!(Vec<#element>)
        }
        RustType::Map(value) => {
            let value = spelled(value);
            quote!(rt::Map<#value>)
        }
        RustType::Record(model) | RustType::Boxed(model) | RustType::Enum(model) => quote!(models::#model),
        RustType::Custom(path) => quote!(#path),
    }
}
