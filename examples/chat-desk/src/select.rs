//! `$select`: the properties that an answer is to have.

use docwright_runtime::server::{Error, Result};
use docwright_runtime::{Encode, Json, Map, Value, from_json, to_json};

/// Leaves out the properties that are not listed, separated by commas. Case does not matter, and of
/// `owner/id` only `owner` counts. Without a list, everything stays.
///
/// # Errors
/// The entity has no JSON form.
pub fn select<T: Encode + Value>(entity: T, list: Option<&str>) -> Result<T> {
    let Some(list) = list.filter(|list| !list.trim().is_empty()) else { return Ok(entity) };
    let wanted = |name: &str| names(list).any(|listed| listed.eq_ignore_ascii_case(name));
    let json = to_json(&entity).map_err(Error::internal)?;
    let mut properties: Map<Json> = from_json(&json).map_err(Error::internal)?;
    properties.retain(|name, _| wanted(name));
    from_json(&to_json(&properties).map_err(Error::internal)?).map_err(Error::internal)
}

/// The properties that a list names.
pub fn names(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').filter_map(|path| path.split('/').next()).map(str::trim)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use superoffice::models::ChatMessage;

    use super::*;

    #[test]
    fn what_is_not_listed_is_absent() {
        let line = || ChatMessage {
            message: Some("Hello".to_owned()),
            author: Some("Anna".to_owned()),
            chat_message_id: Some(1),
            ..ChatMessage::default()
        };
        let selected = select(line(), Some("message, AUTHOR/name")).unwrap();
        assert_eq!(selected, ChatMessage { chat_message_id: None, ..line() });
        assert_eq!(select(line(), Some("")).unwrap(), line());
    }
}
