//! Ids of operations for which the docs have none: they are made of words around them.

use std::collections::BTreeSet;

use heck::ToUpperCamelCase;

use super::context::Context;
use super::draft::Place;
use super::text::quoted;
use super::words::file_stem;
use crate::diagnostic::Code;
use crate::dialect::{Dialect, MethodName, ServiceName as Source};
use crate::names::{OperationId, ServiceName};
use crate::page::{RequestLine, Route, Segment};
use crate::source::Located;

/// The id `Service_Method` of an operation, of which both parts are named by what the dialect says; one of several in a
/// file is called by its title.
pub(super) fn of_words(
    title: Option<&Located<String>>,
    place: &Place,
    line: Option<&RequestLine>,
    cx: &mut Context<'_>,
) -> Option<Located<OperationId>> {
    let path = cx.source.path();
    let service = match cx.dialect.operations.service {
        Source::File => file_stem(path),
        Source::Folder => path.rsplit('/').nth(1).unwrap_or_else(|| file_stem(path)),
        Source::Folders => path.rsplit_once('/').map_or_else(|| file_stem(path), |(folders, _)| folders),
        Source::Heading => place.group.as_ref().map_or_else(|| file_stem(path), |group| &group.value),
        Source::Path => line.and_then(first_literal).unwrap_or_else(|| file_stem(path)),
    };
    let origin = title.map_or_else(|| cx.source.whole(), |title| title.origin.clone());
    let method = match cx.dialect.operations.method {
        MethodName::File if place.heading.is_none() => file_stem(path),
        MethodName::Title | MethodName::File => title.map_or("", |title| &title.value),
    };
    let (service, method) = (name(service), name(method));
    if service.is_empty() || method.is_empty() {
        let title = title.map_or("", |title| &title.value);
        let message = format!("no name for the operation can be made of the heading {}", quoted(title));
        cx.diagnostics.report(Code::OperationIdInvalid, &origin, message);
        return None;
    }
    let id = OperationId::new(format!("{service}_{method}"), ServiceName::new(&service), &method);
    Some(Located::new(id, origin))
}

/// Gives the routes behind the first one ids of their own: that of the operation, with the service and the words of
/// their path where it is taken.
pub(super) fn of_routes(
    id: &OperationId,
    first: &RequestLine,
    lines: Vec<RequestLine>,
    dialect: &Dialect,
) -> Vec<Route> {
    let mut taken = BTreeSet::from([id.as_str().to_owned()]);
    let by_path = dialect.operations.service == Source::Path;
    let mut route = |line: RequestLine| {
        let own = by_path.then(|| first_literal(&line).map(name)).flatten().filter(|service| !service.is_empty());
        let service = own.unwrap_or_else(|| id.service().to_string());
        let is_other = line.method != first.method;
        let verb = if is_other { line.method.as_str().to_upper_camel_case() } else { String::new() };
        let bare = format!("{}{verb}", id.method());
        let long = || format!("{bare}At{}", words(&line));
        let numbered = (2..).map(|number| format!("{}{number}", long()));
        let methods = [bare.clone(), long()].into_iter().chain(numbered);
        let free =
            methods.map(|method| (format!("{service}_{method}"), method)).find(|(id, _)| taken.insert(id.clone()));
        let (own, method) = free.unwrap_or_default();
        let id = OperationId::new(own, ServiceName::new(&service), &method);
        Route { id: Located::new(id, line.origin.clone()), line }
    };
    lines.into_iter().map(&mut route).collect()
}

/// The first segment of a path that is no parameter.
fn first_literal(line: &RequestLine) -> Option<&str> {
    line.path.segments().iter().find_map(Segment::literal)
}

/// The literals of a path, as one name.
fn words(line: &RequestLine) -> String {
    line.path.segments().iter().flat_map(Segment::literals).map(name).collect()
}

/// Words of headings that make a name longer and tell nothing.
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// The words of a text as one name of letters and digits: `GetBook` for "Get a book".
fn name(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_article = |word: &&str| ARTICLES.iter().any(|article| word.eq_ignore_ascii_case(article));
    words.filter(|word| !is_article(word)).map(|word| word.to_upper_camel_case()).collect()
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_name_is_made_of_the_words_that_tell_something() {
        for (text, expected) in [
            ("Get a book", "GetBook"),
            ("Remove the `cover` of an item", "RemoveCoverOfItem"),
            ("v2/things", "V2Things"),
            ("the", ""),
            ("!?", ""),
        ] {
            assert_eq!(name(text), expected, "{text}");
        }
    }
}
