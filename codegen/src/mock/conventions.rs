//! Words by which the API tells what an operation or a property is for.
//!
//! They are those of the whole API, in every edition of its docs; nothing here names a page.

use docwright_runtime::codegen::find_name;

/// The segment below a collection's path that answers a new entity, not saved yet.
pub(super) const DEFAULT_SEGMENT: &str = "default";

/// What the methods of agents begin with: `GetContactEntity` gets a `ContactEntity`.
pub(super) const GET: &str = "Get";
/// Saves; also those that come from older parts of the API.
pub(super) const SAVES: [&str; 3] = ["Save", "Update", "Create"];
/// Deletes.
pub(super) const DELETE: &str = "Delete";
/// Answers a new entity, not saved yet.
pub(super) const CREATE_DEFAULT: &str = "CreateDefault";

/// What ends the names of ids.
pub(super) const ID: &str = "Id";
/// How the documentation of the property that identifies an entity begins.
pub(super) const PRIMARY_KEY_WORDS: &str = "primary key";
/// What some types add to the name of the entity.
pub(super) const TYPE_SUFFIXES: [&str; 2] = ["WithLinks", "Entity"];

/// The property of a page of rows that holds them.
pub(super) const ROWS: &str = "value";
/// The property of a page of rows that leads to the next one.
pub(super) const NEXT_LINK: &str = "odata.nextLink";
/// The property of a row that identifies it, and the one that says of what kind it is: rows have
/// them whatever was selected.
pub(super) const ROW_KEY: &str = "PrimaryKey";
/// See [`ROW_KEY`].
pub(super) const ROW_KIND: &str = "EntityName";

/// How many rows are wanted.
pub(super) const TOP: &str = "$top";
/// How many rows are left out.
pub(super) const SKIP: &str = "$skip";
/// Which properties are wanted.
pub(super) const SELECT: &str = "$select";

/// Whether two names are the same to the API, which does not mind case.
pub(super) fn same(left: &str, right: &str) -> bool {
    left.eq_ignore_ascii_case(right)
}

/// The name that a client means: the one that is exactly this, or else the only one that differs in case.
pub(super) fn meant<'n>(names: impl IntoIterator<Item = &'n str>, given: &str) -> Option<&'n str> {
    find_name(&names.into_iter().collect::<Vec<_>>(), given)
}

/// What is left of a name after a word that it begins with.
pub(super) fn after<'a>(word: &str, name: &'a str) -> Option<&'a str> {
    name.strip_prefix(word).filter(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
}
