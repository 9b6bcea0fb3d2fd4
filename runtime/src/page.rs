//! Lists that come in pages.

use crate::{Json, Paging};

/// A page of a list, which may tell where the next one is.
///
/// Generated models implement it where the documentation shows a link to the next page beside a list.
/// [`Call::items`](crate::client::Call::items) follows the links.
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

/// What can be read as a page of a list: a [`Page`], or JSON, in which the properties have the names that the API
/// gives them.
///
/// ```
/// use docwright_runtime::{Json, Paged, Paging};
///
/// let page = Json::from_iter([("rows", Json::from(vec![1, 2]))]);
/// assert_eq!(page.into_items(Some(&Paging { items: "rows", next_link: "more" })), [1, 2]);
/// ```
pub trait Paged {
    /// What the list holds.
    type Item;

    /// The URL of the next page; `None` on the last one.
    fn next_link(&self, names: Option<&Paging>) -> Option<&str>;

    /// The items of this page.
    fn into_items(self, names: Option<&Paging>) -> Vec<Self::Item>;
}

/// A page that knows its properties needs no names.
impl<P: Page> Paged for P {
    type Item = P::Item;

    fn next_link(&self, _: Option<&Paging>) -> Option<&str> {
        Page::next_link(self)
    }

    fn into_items(self, _: Option<&Paging>) -> Vec<P::Item> {
        Page::into_items(self)
    }
}

/// A page whose shape the documentation does not tell: a list is a page without a next one, anything else than that or an
/// object with a list of items has no items.
impl Paged for Json {
    type Item = Json;

    fn next_link(&self, names: Option<&Paging>) -> Option<&str> {
        self.get(names?.next_link)?.as_str()
    }

    fn into_items(mut self, names: Option<&Paging>) -> Vec<Json> {
        if let Json::Array(items) = self {
            return items;
        }
        match names.and_then(|names| self.get_mut(names.items)).map(Json::take) {
            Some(Json::Array(items)) => items,
            _ => Vec::new(),
        }
    }
}
