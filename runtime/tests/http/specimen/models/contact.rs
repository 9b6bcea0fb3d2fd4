use docwright_runtime::codegen as rt;

/// A company.
pub struct Contact {
    /// The primary key
    pub contact_id: Option<i32>,
    pub name: Option<String>,
    pub registered: Option<rt::DateTime>,
    pub parent: Option<Box<Contact>>,
    pub persons: Option<Vec<Person>>,
    pub fields: Option<rt::Map<rt::Json>>,
    pub image: Option<rt::Base64>,
    /// Properties that the documentation does not know.
    pub unknown_properties: rt::UnknownProperties,
}
rt::record!(Contact {
    contact_id: "ContactId",
    name: "Name",
    registered: "Registered",
    parent: "Parent",
    persons: "Persons",
    fields: "Fields",
    image: "Image",
    ..unknown_properties
});

/// Somebody who works there.
pub struct Person {
    pub person_id: Option<i32>,
    pub full_name: Option<String>,
}
rt::record!(Person { person_id: "PersonId", full_name: "FullName" });

rt::open_enum! {
    /// How rows are written.
    pub enum Mode {
        /// Values only.
        Slim = "Slim",
        Full = "Full",
    }
}
