//! Lists that come in pages.

use crate::Json;

/// A page of a list, which may tell where the next one is.
///
/// Generated models implement it where the documentation has `odata.nextLink` beside a list
/// `value`. [`Call::items`](crate::client::Call::items) follows the links.
///
/// ```
/// use docwright_runtime::Page;
///
/// struct Names {
///     value: Vec<String>,
///     next: Option<String>,
/// }
///
/// impl Page for Names {
///     type Item = String;
///
///     fn next_link(&self) -> Option<&str> {
///         self.next.as_deref()
///     }
///
///     fn into_items(self) -> Vec<String> {
///         self.value
///     }
/// }
/// ```
pub trait Page {
    /// What the list holds.
    type Item;

    /// The URL of the next page; `None` on the last one.
    fn next_link(&self) -> Option<&str>;

    /// The items of this page.
    fn into_items(self) -> Vec<Self::Item>;
}

/// A page whose shape the documentation does not tell: a list is a page without a next one, anything
/// else than that or an object with a list `value` has no items.
impl Page for Json {
    type Item = Json;

    fn next_link(&self) -> Option<&str> {
        self.get("odata.nextLink")?.as_str()
    }

    fn into_items(mut self) -> Vec<Json> {
        if let Json::Array(items) = self {
            return items;
        }
        match self.get_mut("value").map(Json::take) {
            Some(Json::Array(items)) => items,
            _ => Vec::new(),
        }
    }
}
