//! Base URLs and the escaping of what is put behind them.

use std::fmt;

use http::Uri;
use http::uri::Scheme;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::BuildError;
use super::error::NextLinkError;
use super::link::resolve;
use crate::param::ToParam;

/// Everything but the unreserved characters of RFC 3986.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The names of OData parameters start with `$`, which servers want to see unescaped.
const NAME: &AsciiSet = &VALUE.remove(b'$');

/// The URL that templates are appended to, without a slash at its end.
#[derive(Clone)]
pub(super) struct BaseUrl(String);

impl BaseUrl {
    pub(super) fn parse(text: &str) -> Result<Self, BuildError> {
        let malformed = |reason| BuildError::BaseUrl { reason };
        let uri: Uri = text.parse().map_err(|_| malformed("it is not an absolute URL"))?;
        if uri.scheme() != Some(&Scheme::HTTP) && uri.scheme() != Some(&Scheme::HTTPS) {
            return Err(malformed("its scheme is neither http nor https"));
        }
        let authority = uri.authority().ok_or_else(|| malformed("it has no host"))?;
        if authority.as_str().contains('@') {
            return Err(malformed("it holds a user name; use `credentials`"));
        }
        if uri.query().is_some() || text.contains('#') {
            return Err(malformed("it has a query string or fragment"));
        }
        Ok(Self(text.trim_end_matches('/').to_owned()))
    }

    /// A link of a page as a URL; it leads to the same scheme, host and port.
    pub(super) fn join(&self, page: &Uri, link: &str) -> Result<Uri, NextLinkError> {
        let base: Uri = self.0.parse().map_err(|_| NextLinkError::Malformed)?;
        let link = resolve(page, link)?;
        let has_user = link.authority().is_some_and(|authority| authority.as_str().contains('@'));
        if !has_user && origin(&link)? == origin(&base)? {
            return Ok(link);
        }
        let host = format!("{}://{}", link.scheme_str().unwrap_or_default(), link.host().unwrap_or_default());
        Err(NextLinkError::OtherOrigin { host })
    }

    pub(super) fn uri(&self) -> Result<Uri, BuildError> {
        self.0.parse().map_err(|_| BuildError::BaseUrl { reason: "it is not an absolute URL" })
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// What tells servers apart.
#[derive(PartialEq, Eq)]
struct SchemeHostPort(Option<String>, Option<String>, Option<u16>);

fn origin(uri: &Uri) -> Result<SchemeHostPort, NextLinkError> {
    let default = match uri.scheme_str() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    };
    let lower = |text: &str| text.to_ascii_lowercase();
    let after_host = uri.authority().and_then(|authority| authority.as_str().rsplit(['@', ']']).next());
    let has_port = after_host.is_some_and(|text| text.contains(':'));
    match uri.port_u16() {
        None if has_port => Err(NextLinkError::Malformed),
        port => Ok(SchemeHostPort(uri.scheme_str().map(lower), uri.host().map(lower), port.or(default))),
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Escapes a value; the items of a list are separated by commas.
pub(super) fn escape(value: &(impl ToParam + ?Sized)) -> String {
    let mut escaped = String::new();
    let mut separator = "";
    value.for_each_item(&mut |item| {
        escaped.push_str(separator);
        escaped.extend(utf8_percent_encode(item, VALUE));
        separator = ",";
    });
    escaped
}

/// Appends `name=value` to a query string.
pub(super) fn append_pair(query: &mut String, name: &str, value: &(impl ToParam + ?Sized)) {
    if !query.is_empty() {
        query.push('&');
    }
    query.extend(utf8_percent_encode(name, NAME));
    query.push('=');
    query.push_str(&escape(value));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped_but_for_unreserved_characters() {
        assert_eq!(escape("a/b?c#d e&f=g+h%"), "a%2Fb%3Fc%23d%20e%26f%3Dg%2Bh%25");
        assert_eq!(escape("-._~azAZ09"), "-._~azAZ09");
        assert_eq!(escape("æ,€"), "%C3%A6%2C%E2%82%AC");
        assert_eq!(escape(vec!["a,b".to_owned(), "c".to_owned()].as_slice()), "a%2Cb,c");
        assert_eq!(escape(&true), "true");
    }

    #[test]
    fn names_keep_the_dollar() {
        let mut query = String::new();
        append_pair(&mut query, "$select", "name,category/id");
        append_pair(&mut query, "a b", &1);
        assert_eq!(query, "$select=name%2Ccategory%2Fid&a%20b=1");
    }

    #[test]
    fn links_stay_at_their_host() {
        let base = BaseUrl::parse("https://example.com/Cust1").unwrap();
        let page = "https://example.com/Cust1/api".parse().unwrap();
        let join = |link| base.join(&page, link).map(|uri| uri.to_string());
        for (link, expected) in [
            ("https://EXAMPLE.com:443/api?$skip=2", "https://EXAMPLE.com:443/api?$skip=2"),
            ("/Cust1/api?$filter=a eq 'b'&x=ø", "https://example.com/Cust1/api?$filter=a%20eq%20%27b%27&x=%C3%B8"),
            ("/a%20b", "https://example.com/a%20b"),
            ("//example.com/a", "https://example.com/a"),
            ("?$skip=2", "https://example.com/Cust1/api?$skip=2"),
        ] {
            assert_eq!(join(link).as_deref(), Ok(expected), "{link}");
        }
        for link in [
            "https://example.org/",
            "http://example.com/",
            "https://example.com:8443/",
            "https://example.com.evil/",
            "//evil/a",
            "//example.com@evil/a",
            "ftp://example.com/",
        ] {
            assert!(matches!(join(link), Err(NextLinkError::OtherOrigin { .. })), "{link}");
        }
        let error = join("https://me:secret@evil.example/").unwrap_err();
        assert_eq!(error, NextLinkError::OtherOrigin { host: "https://evil.example".to_owned() });
        assert_eq!(join("https://example.com:x/").unwrap_err(), NextLinkError::Malformed);
    }

    #[test]
    fn base_urls_are_checked() {
        for text in ["https://example.com", "http://localhost:1234/Cust123/", "https://[::1]/a"] {
            let base = BaseUrl::parse(text).unwrap();
            assert_eq!(base.as_str(), text.trim_end_matches('/'));
        }
        for text in [
            "",
            "example.com",
            "/api",
            "ftp://example.com",
            "https://user:secret@example.com",
            "https://example.com/?a=b",
            "https://example.com/#a",
        ] {
            let error = BaseUrl::parse(text).unwrap_err().to_string();
            assert!(error.contains("https://") && !error.contains("secret"), "{error}");
        }
    }
}
