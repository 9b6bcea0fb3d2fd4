//! An API whose names and texts mean something else wherever they could.

use docwright::unstable::api::{Api, Body, Method, Type};

use super::handmade::*;

/// Names of Rust, of its prelude, of the runtime and of generated code, of files, and no names at all.
const NAMES: [&str; 125] = [
    "Option",
    "Some",
    "None",
    "Vec",
    "String",
    "Result",
    "Ok",
    "Err",
    "Box",
    "Default",
    "Debug",
    "Clone",
    "From",
    "Into",
    "Self",
    "self",
    "super",
    "crate",
    "Crate",
    "type",
    "Type",
    "gen",
    "Gen",
    "async",
    "await",
    "try",
    "dyn",
    "union",
    "auto",
    "macro_rules",
    "raw",
    "static",
    "'static",
    "_",
    "__",
    "_0",
    "0",
    "1st",
    "2.5",
    "-1",
    "+1",
    "i32",
    "u8",
    "str",
    "bool",
    "f64",
    "usize",
    "std",
    "core",
    "alloc",
    "serde",
    "docwright_runtime",
    "rt",
    "models",
    "query",
    "client",
    "server",
    "operations",
    "Record",
    "RecordSchema",
    "Json",
    "Map",
    "DateTime",
    "Base64",
    "Page",
    "Value",
    "Encode",
    "Call",
    "Client",
    "Dispatch",
    "language",
    "TimeZone",
    "Context",
    "Unknown",
    "Unlisted",
    "Other",
    "unknown_properties",
    "index",
    "visit",
    "schema",
    "SCHEMA",
    "with_properties",
    "fmt",
    "clone",
    "eq",
    "default",
    "as_str",
    "from",
    "into",
    "CON",
    "nul",
    "aux",
    "COM1",
    "lpt9",
    "mod",
    "Mod",
    "lib",
    "Main",
    "build",
    "AB",
    "Ab",
    "aB",
    "ab",
    "a b",
    "a-b",
    "a.b",
    "A_B",
    "😀",
    "!!",
    "?",
    "é",
    "É",
    "straße",
    "五",
    "\u{1f468}\u{200d}\u{1f469}",
    "ﬁ",
    "ǅ",
    "<T>",
    "r#type",
    "a::b",
    "include",
    "include!",
    "include_str",
    "KNOWN",
    "EXPECTED",
];

/// Names that are as long as no file may be.
fn long() -> [&'static str; 2] {
    let long = |last: &str| -> &'static str { Box::leak(("VeryLong".repeat(60) + last).into_boxed_str()) };
    [long("A"), long("B")]
}

/// Texts that rustdoc, Markdown, HTML or Rust take for more than text.
const TEXTS: [&str; 16] = [
    "[Option] and [`Vec`] and [Self::new] and [crate]",
    "[a][b] and [c]: d",
    "<b> and <T> and Vec<String> and <https://a.example",
    "https://a.example/?b=[c]&d and www.a.example",
    "`unclosed",
    "```\ninclude!(\"/etc/passwd\")",
    "include!(\"/etc/passwd\"); include_str!(\"a\")",
    "#[doc(hidden)] #![allow(x)]",
    "*/ /* // //! ///",
    "    indented code",
    "# Heading\n===",
    "* a\n* b\n1) c",
    "&amp; &lt; \\ \" '",
    "|a|b|\n|-|-|",
    "[x] [^1] [^1]: y",
    "struct@Foo [`struct@Foo`] [mod@a] ![image](b)",
];

/// Ids of operations have letters, digits and underscores only.
const METHODS: [&str; 30] = [
    "New", "Drop", "Clone", "Default", "From", "Into", "FromStr", "IntoIter", "ToString", "AsRef", "IsOk", "Self",
    "Type", "Gen", "Async", "Await", "Try", "Fmt", "Send", "Sync", "Wait", "Raw", "Query", "Client", "Runtime", "Call",
    "Get", "get", "GET", "Get_",
];

const SERVICES: [&str; 32] = [
    "Option",
    "Box",
    "String",
    "Clone",
    "Builder",
    "Client",
    "ClientHeaders",
    "Server",
    "Query",
    "Models",
    "Rt",
    "Type",
    "Con",
    "Nul",
    "Mod",
    "Lib",
    "Main",
    "Operations",
    "New",
    "Default",
    "Send",
    "Self",
    "Crate",
    "Call",
    "Record",
    "Draft",
    "FromHere",
    "IntoThere",
    "IsIt",
    "ToAll",
    "AsOne",
    "Result",
];

/// All of them, in every place that names something.
pub(crate) fn hostile() -> Api {
    let names = || NAMES.into_iter().chain(long());
    let text = |at: usize| TEXTS[at % TEXTS.len()];
    let fields = names().enumerate().map(|(at, name)| field(name, Type::String, text(at)));
    let values: [&str; NAMES.len()] = NAMES;
    let types = names().enumerate().map(|(at, name)| {
        let held = list(named(NAMES[(at + 1) % NAMES.len()]));
        (name, record(text(at), [field(name, held, text(at + 1)), deprecated_field("old", Type::Int32, text(at))]))
    });
    let every = [("Everything", record("All fields.", fields)), ("Values", one_of(values))];
    let methods = METHODS.iter().enumerate().map(|(at, method)| {
        let id = format!("v1Option_{method}");
        op(&id, Method::Post, &format!("/api/v1/Option{at}/{{context}}/{{query}}/{{self}}"))
            .docs(text(at))
            .required_query("Self", Type::String, text(at))
            .required_query("client", list(Type::String), text(at))
            .json(NAMES[at], named("Everything"))
            .returns(named(NAMES[at]))
            .status(400, text(at), Body::Empty)
    });
    let services = SERVICES.iter().enumerate().map(|(at, service)| {
        let mut operation = op(&format!("v1{service}_Every"), Method::Get, &format!("/api/v1/{service}_"));
        if at == 0 {
            operation = operation.header("SO-Language").header("SO-TimeZone");
            operation = names().enumerate().fold(operation, |operation, (at, name)| {
                operation.query(name, if at % 2 == 0 { Type::String } else { named("Values") }, text(at))
            });
        }
        operation.query(&format!("{service} of"), Type::Int32, text(at)).docs(text(at)).returns(list(named(NAMES[at])))
    });
    let versions = ["v2Option_Get", "v3Option_Get"].map(|id| op(id, Method::Get, &format!("/api/{id}")));
    api(types.chain(every), methods.chain(services).chain(versions))
}
