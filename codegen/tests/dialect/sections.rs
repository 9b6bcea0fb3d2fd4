//! Files with several operations, and with types.

use std::path::Path;

use docwright::unstable::api::{Docs as Text, EvidenceKind, Operation, Type, TypeDef, ValueKind};
use docwright::unstable::dialect::Dialect;
use docwright::unstable::names::TypeName;
use docwright::unstable::read::{self, Docs, Fetched};

use crate::{generated, parse};

pub(crate) const DIALECT: &str = include_str!("shelf/shelf.dialect.yaml");
const BOOKS: &str = include_str!("shelf/books.md");
const TYPES: &str = include_str!("shelf/types.md");

pub(crate) fn docs(files: &[(&str, &str)]) -> Docs {
    let files =
        files.iter().map(|(path, text)| Fetched { path: (*path).to_owned(), contents: Some(text.as_bytes().to_vec()) });
    read::fetched(Path::new("docs"), files)
}

fn dialect() -> Dialect {
    parse(DIALECT).unwrap()
}

/// `Books_GetBook = GET /books/{id} (id: int32; notes: bool) nothing -> Book [200]`
fn line(operation: &Operation) -> String {
    let parameters = |of: &[docwright::unstable::api::Parameter]| {
        of.iter().map(|it| format!("{}: {}", it.wire, it.ty)).collect::<Vec<_>>().join(", ")
    };
    let response = &operation.responses[0];
    format!(
        "{} = {} ({}; {}) {} -> {} [{}]",
        operation.id,
        operation.route(),
        parameters(&operation.path_parameters),
        parameters(&operation.query_parameters),
        operation.request.body,
        response.body,
        response.status
    )
}

#[test]
fn a_file_describes_several_operations_and_another_one_their_types() {
    let docs = docs(&[("books.md", BOOKS), ("types.md", TYPES)]);
    let generated = generated(&docs, &dialect()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let operations: Vec<_> = generated.api.operations().map(line).collect();
    assert_eq!(
        operations,
        [
            "Books_AddBook = POST /books (; ) BooksAddBookRequest -> Book [200]",
            "Books_GetBook = GET /books/{id} (id: int32; notes: bool, order: Order) nothing -> Book [200]",
            "Books_RemoveBook = DELETE /books/{id} (id: int32; ) nothing -> nothing [204]",
        ]
    );
    let book = generated.api.types.iter().find(|(name, _)| name.as_str() == "Book").unwrap().1;
    let fields: Vec<_> = book.fields().iter().map(|field| format!("{}: {}", field.wire, field.ty)).collect();
    assert_eq!(fields, ["id: int32", "title: string", "binding: Binding", "genre: Genre", "state: State"]);
    let docwright::unstable::api::TypeDef::Struct(book) = book else { panic!("no struct") };
    assert_eq!(book.naming[0].kind, EvidenceKind::Definition);
    assert_eq!(book.naming[0].origin.to_string(), "types.md:3:1");
    assert!(generated.api.operations().all(|operation| operation.types().all(|ty| !matches!(ty, Type::Json(_)))));
    let summary = &generated.summary;
    assert_eq!((summary.files, summary.pages, summary.operations), (2, 2, 3));
    assert!(generated.diagnostics.is_empty(), "{:#?}", generated.diagnostics);
}

#[test]
fn two_operations_of_one_name_are_a_fault_with_both_places() {
    let twice = BOOKS.replace("## Add a book", "## Get a book");
    let failure = generated(&docs(&[("books.md", &twice), ("types.md", TYPES)]), &dialect()).unwrap_err();
    let found: Vec<_> = failure.0.iter().map(ToString::to_string).collect();
    assert_eq!(found, ["books.md:19:1: error[DW0501]: the operation 'Books_GetBook' is described in books.md already"]);
}

#[test]
fn a_fault_in_one_section_does_not_hide_that_of_another() {
    let wrong = BOOKS.replace("GET /books/{id}", "GET /books/{id").replace("DELETE /books/{id}", "DELETE /books/{");
    let failure = generated(&docs(&[("books.md", &wrong), ("types.md", TYPES)]), &dialect()).unwrap_err();
    let codes: Vec<_> = failure.0.iter().map(|found| found.code.id()).collect();
    assert_eq!(codes.iter().filter(|code| **code == "DW0205").count(), 2, "{:#?}", failure.0);
}

#[test]
fn a_name_that_is_used_and_defined_nowhere_is_told() {
    let generated = generated(&docs(&[("books.md", BOOKS)]), &dialect()).unwrap();
    let codes: Vec<_> = generated.diagnostics.iter().map(|found| found.code.id()).collect();
    assert!(generated.api.operations().any(|operation| {
        operation.responses.iter().any(|response| matches!(response.body.json(), Some(Type::Json(_))))
    }));
    // The parameter `order`; the body of two operations, and two properties of another.
    assert_eq!(codes, ["DW0310", "DW0504", "DW0504", "DW0504"]);
}

#[test]
fn sections_list_the_values_of_types() {
    let generated = generated(&docs(&[("books.md", BOOKS), ("types.md", TYPES)]), &dialect()).unwrap();
    let found = |name: &str| match &generated.api.types[&TypeName::new(name)] {
        TypeDef::Enum(found) => found,
        TypeDef::Struct(_) => panic!("{name} is a struct"),
    };
    let members = |name: &str| -> Vec<(String, String)> {
        found(name).members.iter().map(|member| (member.value.clone(), member.label().to_owned())).collect()
    };
    let pairs = |all: [(&str, &str); 2]| all.map(|(value, name)| (value.to_owned(), name.to_owned()));
    assert_eq!(members("Genre"), pairs([("1", "LOCAL_HISTORY"), ("2", "TRAVEL")]));
    assert_eq!(found("Genre").of, ValueKind::Integer);
    assert_eq!(found("Genre").docs, Text::text("What books are about."));
    assert_eq!(found("Genre").members[1].docs, Text::text("What happened elsewhere."));
    assert_eq!(members("Order"), pairs([("title", "title"), ("shelf", "shelf")]));
    assert_eq!(found("Order").of, ValueKind::Text);
    // A list in a cell is called after what has it.
    assert_eq!(members("State"), pairs([("here", "here"), ("lent", "lent")]));
    // Bits are added up, so that none of the values may be on the wire.
    let request = &generated.api.types[&TypeName::new("BooksAddBookRequest")];
    let rights = request.fields().iter().find(|field| field.wire.as_str() == "rights").unwrap();
    assert_eq!(rights.ty, Type::Int64);
    assert!(!generated.api.types.contains_key(&TypeName::new("Rights")));
}

#[test]
fn values_that_contradict_each_other_are_told() {
    let codes = |types: &str| -> Vec<String> {
        let docs = docs(&[("books.md", BOOKS), ("types.md", TYPES), ("z.md", types)]);
        let generated = generated(&docs, &dialect()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
        generated.diagnostics.iter().map(ToString::to_string).collect()
    };
    let section = |rows: &str| format!("# More\n\n## Order values\n\n| Code | Meaning |\n|---|---|\n{rows}");
    assert_eq!(codes(&section("| shelf | x |\n| title | y |\n")), [""; 0], "the same in another order");
    assert_eq!(
        codes(&section("| colour | x |\n")),
        ["z.md:3:1: warning[DW0505]: 'Order' is something else at types.md:30:1; this one is called 'ZOrder'"]
    );
    assert_eq!(
        codes("# More\n\n## Book values\n\n| Code | Meaning |\n|---|---|\n| 1 | x |\n"),
        ["z.md:3:1: warning[DW0505]: 'Book' is something else at types.md:3:1; this one is called 'ZBook'"]
    );
    let mixed = TYPES.replace("| 2 | TRAVEL", "| auto | TRAVEL");
    let generated = generated(&docs(&[("books.md", BOOKS), ("types.md", &mixed)]), &dialect()).unwrap();
    let found: Vec<_> = generated.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        ["types.md:21:1: warning[DW0306]: 'Genre' has numbers and texts among its values; it is read as any JSON"]
    );
}
