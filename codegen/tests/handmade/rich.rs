//! An API with one of each construct, and with what is most likely to break generated code.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use docwright::unstable::api::{Api, Body, DocBlock, Method, Notice, Type};

use crate::handmade::*;

/// The API whose files were reviewed.
pub(crate) fn rich() -> Api {
    with_names(&[])
}

/// The same with types and services of the names that generated code needs for itself.
pub(crate) fn rich_with_taken_names() -> Api {
    with_names(&TAKEN)
}

fn with_names(names: &[&'static str]) -> Api {
    api(
        [
            ("ContactEntity", contact()),
            ("Person", person()),
            ("Address", record("", [field("Lines", list(list(Type::String)), ""), field("Rank", named("Rank"), "")])),
            (
                "Rank",
                numbers("What comes first.", [(-1, "", ""), (0, "PRIMARY_ONE", "The one to use."), (1, "Unknown", "")]),
            ),
            ("Mode", one_of(["Slim", "Wide", "", "1st", "False", "None", "Self", "Unknown", "a\"b"])),
            ("SaveRequest", record("The argument of Save.", [field("Contact", named("ContactEntity"), "")])),
            ("Option", record("A type that is called like one of Rust's.", [field("String", named("String"), "")])),
            ("String", record("", [field("Vec", list(Type::String), "")])),
            ("Empty", record("Nothing at all.", [])),
        ]
        .into_iter()
        .chain(names.iter().map(|name| (*name, record("", [field("Self", list(named(name)), "")])))),
        [
            op("v1ContactEntity_GetContactEntity", Method::Get, "/api/v1/Contact/{id}")
                .docs("Gets a ContactEntity object.\nCalls the Contact agent service.")
                .path("id", Type::Int32, "The id of the contact.")
                .query("$select", Type::String, "Properties to include.")
                .query("fk", Type::Bool, "Whether to include foreign keys.")
                .returns(named("ContactEntity"))
                .status(304, "Not modified", Body::Empty)
                .status(404, "Not found [really]", Body::Empty)
                .notice(Notice::text("online-restricted", "The Contact agent is not available."))
                .notice(Notice::text("experimental", "It may change."))
                .notice(Notice::number("slow-threshold", 1000)),
            op("v1ContactEntity_SaveImage", Method::Put, "/api/v1/Contact/{id}/Image")
                .body("image", Body::Bytes, "The image.")
                .returns(Type::Int32),
            op("v1ContactEntity_SaveImage_POST", Method::Post, "/api/v1/Contact/{id}/Image")
                .body("image", Body::Bytes, "The image.")
                .returns(Type::Int32),
            op("v1ContactEntity_GetImage", Method::Get, "/api/v1/Contact/{id}/Image")
                .query("w", Type::Int32, "")
                .query("type", Type::String, "")
                .query("ifBlank", named("Mode"), "")
                .query("timeout", Type::Int32, "A name that a call has, too.")
                .query("language", Type::String, "A name that the setter of a header has, too.")
                .header("SO-Language")
                .header("SO-TimeZone")
                .header("X-Tenant")
                .deprecated_query("gdprSource", Type::String, "use [something] else")
                .deprecated_query("from", list(Type::Int32), "")
                .query("names", list(Type::String), "")
                .query("since", Type::DateTime, "")
                .query("rank", named("Rank"), "")
                .status(200, "OK", Body::Bytes),
            op("v1ContactEntity_PatchContactEntity", Method::Patch, "/api/v1/Contact/{id}")
                .body("changes", Body::Patch, "")
                .returns(named("ContactEntity"))
                .status(412, "", Body::Empty),
            op("v1ContactEntity_DeleteContactEntity", Method::Delete, "/api/v1/Contact/{id}").status(
                204,
                "",
                Body::Empty,
            ),
            op("v1ContactEntity_Merge", Method::Post, "/api/v1/Contact/{id}/MergeTo/{Id}/{self}/{a}/{b}/{c}/{d}")
                .path("self", Type::DateTime, "")
                .path("a", named("Mode"), "")
                .path("b", Type::String, "")
                .path("c", Type::Double, "")
                .required_query("ids", list(Type::Int32), "The ids.")
                .required_query("mode", named("Mode"), "")
                .required_query("b", Type::Bool, "")
                .json("context", list(named("Person"))),
            op("v1ContactEntity_Clone", Method::Post, "/api/v1/Contact/Clone")
                .json("", map(Type::String))
                .returns(any()),
            op("v1ContactEntity_Into", Method::Post, "/api/v1/Contact/Into")
                .json("value", any())
                .returns(map(list(named("Person")))),
            op("v1ContactEntity_Move", Method::Post, "/api/v1/Contact/Move")
                .json("stream", Type::Base64)
                .returns(Type::Base64),
            op("v1ContactEntity_GetURL", Method::Get, "/api/v1/Contact/URL").returns(Type::DateTime),
            op("v1ContactEntity_GetUrl", Method::Get, "/api/v1/Contact/Url").returns(Type::Int64),
            op("v1ContactAgent_Save", Method::Post, "/api/v1/Agents/Contact/Save")
                .json("request", named("SaveRequest"))
                .query("$select", Type::String, "Properties to include.")
                .returns(named("Option")),
            op("v1ContactAgent_Ask", Method::Post, "/api/v1/Agents/Contact/Ask")
                .query("$select", Type::String, "Properties to include.")
                .returns(named("Empty"))
                .blocks(hostile()),
            op("v1User_GetUser", Method::Get, "/api/v1/User/{id}").returns(named("Person")),
            op("v1User_GetUserByName", Method::Get, "/api/v1/User/{userName}")
                .path("userName", Type::String, "")
                .returns(named("Person")),
            op("v1User_GetUserByAlias", Method::Get, "/api/v1/User/{alias}")
                .path("alias", Type::String, "")
                .returns(named("Person")),
            op("v1Type_Call", Method::Get, "/api/v1/Type").returns(Type::Bool),
            op("v1Client_New", Method::Get, "/api/v1/Client").returns(Type::Bool),
        ]
        .into_iter()
        .chain(VERBS.map(|verb| op(&format!("v1Verbs_{verb}"), Method::Post, &format!("/api/v1/Verbs/{verb}/{{id}}"))))
        .chain(names.iter().map(|name| {
            op(&format!("v1{name}_Get"), Method::Get, &format!("/api/v1/{name}"))
                .required_query("names", list(Type::String), "")
                .returns(list(named(name)))
        })),
    )
}

/// Names that generated code needs for itself, in one place or another.
const TAKEN: [&str; 16] = [
    "Box",
    "Call",
    "Clone",
    "Default",
    "Dispatch",
    "Error",
    "Models",
    "Operations",
    "Query",
    "Result",
    "Rt",
    "Self",
    "Send",
    "Server",
    "Vec",
    "Void",
];

/// Names that have conventions of their own in Rust.
const VERBS: [&str; 14] = [
    "FromText", "IntoText", "IsReady", "AsText", "ToText", "Default", "Next", "Add", "Drop", "Eq", "Deref", "FromStr",
    "Hash", "Await",
];

fn contact() -> docwright::unstable::api::TypeDef {
    record(
        "A contact is a company or a person.\nCarrier object for ContactEntity.",
        [
            field("ContactId", Type::Int32, "Primary key"),
            field("Name", Type::String, "The name, e.g. \"<none>\"; see {SuperOffice.CRM.Name} and [Name]"),
            field("Type", Type::Int64, ""),
            field("Rank", Type::Double, ""),
            field("Active", Type::Bool, ""),
            field("Registered", Type::DateTime, "When it was registered"),
            field("Image", Type::Base64, ""),
            field("Persons", list(named("Person")), "All persons"),
            field("MainPerson", named("Person"), "The main person"),
            field("Address", named("Address"), ""),
            field("Fields", map(named("Address")), ""),
            field("Links", list(any()), ""),
            field("_Links", map(Type::String), ""),
            field("Url", Type::String, ""),
            field("URL", Type::String, ""),
            field("Mode", named("Mode"), ""),
            field("Option", named("Option"), ""),
            deprecated_field("UserDefinedFields", map(Type::String), "Use {CustomFields} instead"),
            deprecated_field("ExtraFields", any(), ""),
        ],
    )
}

fn person() -> docwright::unstable::api::TypeDef {
    record(
        "",
        [
            field("PersonId", Type::Int32, ""),
            field("Contact", named("ContactEntity"), ""),
            field("Boss", named("Person"), ""),
        ],
    )
}

fn hostile() -> Vec<DocBlock> {
    vec![
        DocBlock::Paragraph("*/ fn main() {} /* \u{202e}drawkcab \u{0}nul <script>alert(1)</script> <see cref".into()),
        DocBlock::Heading("Filter `Operators`: ##".into()),
        DocBlock::List(vec!["- nested".into(), "two\nlines".into(), "[link](x) [name] &lt;".into()]),
        DocBlock::Code("let broken = ;\n```\n~~~\nassert!(false);".into()),
        DocBlock::Paragraph("    indented\n\tand tabbed\n# heading\n| a | b |\n|---|---|".into()),
        DocBlock::Paragraph(format!("See http://example.com/a_b, emoji \u{1f600}, {}", "long ".repeat(2000))),
    ]
}
