//! Files with several operations, and with types.

use std::path::Path;

use docwright::unstable::api::{EvidenceKind, Operation, Type};
use docwright::unstable::dialect::Dialect;
use docwright::unstable::read::{self, Docs, Fetched};

use crate::{generated, parse};

const DIALECT: &str = include_str!("shelf/shelf.dialect.yaml");
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
            "Books_GetBook = GET /books/{id} (id: int32; notes: bool) nothing -> Book [200]",
            "Books_RemoveBook = DELETE /books/{id} (id: int32; ) nothing -> nothing [204]",
        ]
    );
    let book = generated.api.types.iter().find(|(name, _)| name.as_str() == "Book").unwrap().1;
    let fields: Vec<_> = book.fields().iter().map(|field| format!("{}: {}", field.wire, field.ty)).collect();
    assert_eq!(fields, ["id: int32", "title: string", "binding: Binding"]);
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
    assert_eq!(found, ["books.md:18:1: error[DW0501]: the operation 'Books_GetBook' is described in books.md already"]);
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
    assert_eq!(codes, ["DW0504"]);
}
