//! The pieces of an HTTP message as the pages write them.

use std::ops::Range;

use super::text::quoted;
use crate::page::{Method, PathTemplate, Segment};

/// Reads the content of the fence of the request line: `METHOD /path` on one line.
///
/// # Errors
/// What is wrong with it, for a diagnostic.
pub(super) fn request_line(content: &str) -> Result<(Method, PathTemplate), String> {
    let line = content.trim();
    if line.contains('\n') {
        return Err("the fence of the request line has more than one line".to_owned());
    }
    let (method, path) = line.split_once(' ').ok_or_else(|| format!("{} is not 'METHOD /path'", quoted(line)))?;
    let method = Method::parse(method).ok_or_else(|| format!("{} is no HTTP method that pages use", quoted(method)))?;
    let path = PathTemplate::parse(path.trim()).map_err(|error| error.to_string())?;
    match path.segments().iter().filter_map(Segment::literal).find(|literal| looks_like_placeholder(literal)) {
        Some(literal) => Err(format!("{} looks like a parameter; write '{{{}}}'", quoted(literal), &literal[1..])),
        None => Ok((method, path)),
    }
}

/// Whether a segment is a name behind a colon, as some write parameters: it is hardly what is meant to be sent.
fn looks_like_placeholder(literal: &str) -> bool {
    let named = |b: u8| b.is_ascii_alphanumeric() || b"-._".contains(&b);
    literal.strip_prefix(':').is_some_and(|name| !name.is_empty() && name.bytes().all(named))
}

/// A request line without what follows the path: a query, and the version of HTTP.
pub(super) fn without_query(line: &str) -> &str {
    let (line, _) = line.rsplit_once(" HTTP/").unwrap_or((line, ""));
    line.split_once('?').map_or(line, |(line, _)| line)
}

/// The status of `HTTP/1.1 200 reason`.
pub(super) fn status_line(line: &str) -> Option<u16> {
    let rest = line.trim().strip_prefix("HTTP/")?;
    let (version, rest) = rest.split_once(' ')?;
    let code = rest.split(' ').next()?;
    let valid = version.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !version.is_empty();
    valid.then(|| status_code(code)).flatten()
}

/// A status code: three digits, from 100 to 599.
pub(super) fn status_code(text: &str) -> Option<u16> {
    let digits = text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|code| (100..600).contains(code))
}

/// A message cut into its parts, as places in the text it was cut from.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) start_line: Range<usize>,
    /// The header lines, none of them blank.
    pub(super) headers: Vec<Range<usize>>,
    /// What follows the blank line, without white space around it; empty if nothing does.
    pub(super) body: Range<usize>,
}

/// Cuts a message: start line, header lines, blank line, body.
pub(super) fn split_message(text: &str) -> Message {
    let mut lines = line_ranges(text).skip_while(|line| line.is_empty());
    let start_line = lines.next().unwrap_or(0..0);
    let mut body = start_line.end;
    let headers = lines.take_while(|line| !line.is_empty()).inspect(|line| body = line.end).collect();
    let content = text[body..].trim();
    let start = body + (text[body..].len() - text[body..].trim_start().len());
    Message { start_line, headers, body: start..start + content.len() }
}

/// The lines of a text without white space around them.
fn line_ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at + (line.len() - line.trim_start().len());
        *at += line.len();
        Some(start..start + line.trim().len())
    })
}

/// Whether a text may be the name of a header (a token of RFC 9110).
pub(super) fn is_token(text: &str) -> bool {
    let token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    !text.is_empty() && text.bytes().all(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_line_is_a_method_and_a_path() {
        let (method, path) = request_line("DELETE /api/v1/Invoice/{id}").unwrap();
        assert_eq!((method, path.to_string().as_str()), (Method::Delete, "/api/v1/Invoice/{id}"));
        for (line, part) in [
            ("GET", "METHOD /path"),
            ("", "METHOD /path"),
            ("FETCH /api", "FETCH"),
            ("get /api", "get"),
            ("GET /a\nGET /b", "more than one line"),
            ("GET api", "start with '/'"),
            ("GET /api?x=1", "literal segment"),
            ("GET /api /v1", "literal segment"),
        ] {
            assert!(request_line(line).unwrap_err().contains(part), "{line}");
        }
    }

    #[test]
    fn a_name_behind_a_colon_is_no_literal() {
        let fault = request_line("GET /users/:id/posts").unwrap_err();
        assert_eq!(fault, "\":id\" looks like a parameter; write '{id}'");
        for line in ["GET /users/@me", "GET /a:b/x,y", "GET /:/a", "GET /v1:batch"] {
            assert!(request_line(line).is_ok(), "{line}");
        }
    }

    #[test]
    fn a_status_line_has_three_digits() {
        assert_eq!(status_line("HTTP/1.1 200 OK"), Some(200));
        assert_eq!(status_line("HTTP/2 404"), Some(404));
        for line in ["200 OK", "HTTP/1.1 2000", "HTTP/1.1 99", "HTTP/1.1", "HTTP/ 200", "HTTP/x 200", "HTTP/1.1 +20"] {
            assert_eq!(status_line(line), None, "{line}");
        }
    }

    #[test]
    fn a_message_is_cut_at_its_first_blank_line() {
        let text = "\r\nGET /a\r\nAccept: x\r\n\r\n  {\r\n\r\n}\r\n\r\n";
        let message = split_message(text);
        assert_eq!(&text[message.start_line], "GET /a");
        assert_eq!(message.headers.iter().map(|h| &text[h.clone()]).collect::<Vec<_>>(), ["Accept: x"]);
        assert_eq!(&text[message.body], "{\r\n\r\n}");
    }

    #[test]
    fn a_message_may_lack_everything() {
        assert_eq!(split_message(""), Message { start_line: 0..0, headers: Vec::new(), body: 0..0 });
        let message = split_message("GET /a");
        assert!(message.headers.is_empty() && message.body.is_empty());
    }
}
