//! Operations.

use docwright_runtime::codegen as rt;

/// What all operations have in common.
pub static CONVENTIONS: rt::Conventions = rt::Conventions {
    errors: &[
        rt::ErrorObject {
            flag: Some("Error"),
            code: Some("ErrorType"),
            message: Some("ErrorMessage"),
            source: Some("ErrorSource"),
            proof: &["Error"],
            ..rt::ErrorObject::EMPTY
        },
        rt::ErrorObject {
            message: Some("Message"),
            detail: Some("MessageDetail"),
            proof: &["Message", "MessageDetail"],
            ..rt::ErrorObject::EMPTY
        },
    ],
    no_such_path: &["No HTTP resource was found that matches the request URI"],
    paging: Some(rt::Paging { items: "value", next_link: "odata.nextLink" }),
};

const fn operation(id: &'static str, method: rt::Method, template: &'static str) -> rt::Operation {
    rt::Operation { conventions: &CONVENTIONS, ..rt::Operation::new(id, method, template) }
}

pub mod contact;
pub mod user;
