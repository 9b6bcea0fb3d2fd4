//! How names are compared.

use docwright_runtime::codegen::find_name;

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
