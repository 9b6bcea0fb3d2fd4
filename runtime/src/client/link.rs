//! Links between the pages of a list.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use http::Uri;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::error::NextLinkError;

/// What must not stand in a URL unescaped; everything else means what it means there.
const LINK: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// The parts of a link (RFC 3986, section 4.1); the fragment is left out, as it is never sent.
struct Reference<'a> {
    scheme: Option<&'a str>,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
}

impl<'a> Reference<'a> {
    fn parse(link: &'a str) -> Self {
        let link = link.split('#').next().unwrap_or_default();
        let (link, query) = match link.split_once('?') {
            Some((link, query)) => (link, Some(query)),
            None => (link, None),
        };
        let (scheme, rest) = match link.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme), rest),
            _ => (None, link),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (Some(authority), path)
            }
            None => (None, rest),
        };
        Self { scheme, authority, path, query }
    }
}

fn is_scheme(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(allowed)
}

/// A link as a URL: what it says is completed by the URL of the page that has it (RFC 3986, section 5.2).
///
/// # Errors
/// It makes no URL.
pub(super) fn resolve(page: &Uri, link: &str) -> Result<Uri, NextLinkError> {
    let link = utf8_percent_encode(link.trim_ascii(), LINK).to_string();
    let Reference { scheme, authority, path, query } = Reference::parse(&link);
    if scheme.is_some() && authority.is_none() {
        return Err(NextLinkError::Malformed);
    }
    let elsewhere = authority.is_some();
    let (path, query) = match path {
        "" if !elsewhere => (page.path().to_owned(), query.or(page.query())),
        path if elsewhere || path.starts_with('/') => (without_dots(path), query),
        path => (without_dots(&format!("{}{path}", folder(page.path()))), query),
    };
    let scheme = scheme.or(page.scheme_str()).unwrap_or_default();
    let authority = authority.or(page.authority().map(http::uri::Authority::as_str)).unwrap_or_default();
    let question = if query.is_some() { "?" } else { "" };
    // As URLs are sent by browsers and `reqwest`, and as credentials have to sign them.
    let query = query.unwrap_or_default().replace('\'', "%27");
    let url = format!("{scheme}://{authority}{path}{question}{query}");
    url.parse().map_err(|_| NextLinkError::Malformed)
}

/// A path up to its last slash.
fn folder(path: &str) -> &str {
    path.rfind('/').map_or("/", |last| path.get(..=last).unwrap_or(path))
}

/// A path in which `.` and `..` have been followed, not beyond the root.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match dots(segment) {
            Some(dots) => {
                if dots == 2 && kept.len() > 1 {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            None => kept.push(segment),
        }
    }
    kept.join("/")
}

/// How many dots a segment is that consists of one or two; they are the same escaped.
fn dots(segment: &str) -> Option<usize> {
    let is_short = segment.len() <= "%2e%2e".len();
    let decoded = is_short.then(|| percent_decode_str(segment).collect::<Vec<u8>>())?;
    matches!(&decoded[..], b"." | b"..").then_some(decoded.len())
}

/// The pages that have been asked for. They are told apart by what their URLs mean, however that is escaped, and in
/// whatever order the parameters of a query are; 16 bytes are kept of each.
#[derive(Default)]
pub(super) struct Visited {
    pages: HashSet<[u64; 2]>,
    hashers: [RandomState; 2],
}

impl Visited {
    /// Whether this page is new. All pages are of one server.
    pub(super) fn insert(&mut self, page: &Uri) -> bool {
        let decoded = |text: &str| percent_decode_str(text).collect::<Vec<u8>>();
        let path: Vec<_> = page.path().split('/').map(decoded).collect();
        // Forms write spaces as `+`. Parameters of one name keep their order.
        let pair = |pair: &str| -> Vec<_> { pair.replace('+', " ").splitn(2, '=').map(decoded).collect() };
        let mut pairs: Option<Vec<Vec<_>>> = page.query().map(|query| query.split('&').map(pair).collect());
        pairs.iter_mut().for_each(|pairs| pairs.sort_by(|one, other| one.first().cmp(&other.first())));
        let meaning = (path, pairs);
        self.pages.insert(self.hashers.each_ref().map(|hasher| hasher.hash_one(&meaning)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 3986, section 5.4, but for fragments, which are not sent, and other schemes.
    #[test]
    fn links_are_resolved_by_the_standard() {
        let page: Uri = "http://a/b/c/d;p?q".parse().unwrap();
        for (link, expected) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q"),
            ("g#s", "http://a/b/c/g"),
            (";x", "http://a/b/c/;x"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("..g", "http://a/b/c/..g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/../h", "http://a/b/c/h"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("//g/x", "http://g/x"),
            ("/.//g", "http://a//g"),
            ("x/..//g", "http://a/b/c//g"),
            (r"\\g\x", "http://a/b/c/%5C%5Cg%5Cx"),
            (" g\r\n", "http://a/b/c/g"),
            ("http://a/x/../y?z", "http://a/y?z"),
            ("x/%2e%2E/y", "http://a/b/c/y"),
            ("%2e/y", "http://a/b/c/y"),
            ("..%2e/y%2e", "http://a/b/c/..%2e/y%2e"),
            (".%2e/%2e%2e/%2e%2e/%2e.", "http://a/"),
            ("?a:b", "http://a/b/c/d;p?a:b"),
            ("a b?$filter=x eq 'ø'", "http://a/b/c/a%20b?$filter=x%20eq%20%27%C3%B8%27"),
        ] {
            assert_eq!(resolve(&page, link).unwrap().to_string(), expected, "{link}");
        }
        for link in ["g:h", "http:g", "http:/g", "///g/x", r"http:\\g", "mailto:a@b", "http://", "http://[/x"] {
            assert_eq!(resolve(&page, link).unwrap_err(), NextLinkError::Malformed, "{link}");
        }
        let root: Uri = "http://a".parse().unwrap();
        assert_eq!(resolve(&root, "g?x").unwrap(), "http://a/g?x");
    }

    #[test]
    fn a_page_is_the_same_however_it_is_escaped() {
        let mut visited = Visited::default();
        let mut insert = |url: &str| visited.insert(&url.parse().unwrap());
        assert!(insert("http://a/Part?%24filter=a%2Cb&$top=1"));
        assert!(!insert("http://a/P%61rt?$filter=a,b&%24top=1"));
        assert!(!insert("http://a/Part?$top=1&$filter=a,b"));
        assert!(insert("http://a/Part?q=a+b=c&q=d"));
        assert!(!insert("http://a/Part?q=a%20b%3Dc&q=d"));
        assert!(insert("http://a/Part?q=d&q=a+b=c"));
        assert!(insert("http://a/Part?q=d&q=a%2Bb=c"));
        for other in
            ["/Part?$filter=a,b&$top=2", "/Part?$filter=a%26b", "/Part?$filter=a&b", "/a/b", "/a%2Fb", "/a/b?", "/part"]
        {
            assert!(insert(&format!("http://a{other}")), "{other}");
        }
    }
}
