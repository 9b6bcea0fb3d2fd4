//! Ids of operations for which the docs have none: they are made of words around them.

use heck::ToUpperCamelCase;

use super::context::Context;
use super::text::quoted;
use super::words::file_stem;
use crate::diagnostic::Code;
use crate::dialect::{MethodName, ServiceName as Source};
use crate::names::{OperationId, ServiceName};
use crate::source::Located;

/// The id `Service_Method` of an operation: the service is named by what the dialect says, the method by the title.
pub(super) fn of_headings(
    title: Option<&Located<String>>,
    group: Option<&Located<String>>,
    cx: &mut Context<'_>,
) -> Option<Located<OperationId>> {
    let path = cx.source.path();
    let service = match cx.dialect.operations.service {
        Source::File => file_stem(path),
        Source::Folder => path.rsplit('/').nth(1).unwrap_or_else(|| file_stem(path)),
        Source::Folders => path.rsplit_once('/').map_or_else(|| file_stem(path), |(folders, _)| folders),
        Source::Heading => group.map_or_else(|| file_stem(path), |group| &group.value),
    };
    let origin = title.map_or_else(|| cx.source.whole(), |title| title.origin.clone());
    let method = match cx.dialect.operations.method {
        MethodName::Title => title.map_or("", |title| &title.value),
        MethodName::File => file_stem(path),
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
