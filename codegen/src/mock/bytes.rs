//! Small contents of media types.

use docwright_runtime::Binary;

/// What is answered where a page lists no media type.
const UNKNOWN: &str = "application/octet-stream";

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\
\0\0\0\x0bIDATx\xdac\xf8\x0f\x04\0\t\xfb\x03\xfdh\xfa\x1c\xcc\0\0\0\0IEND\xaeB`\x82";

const GIF: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x01D\0;";

const BMP: &[u8] = b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0\0\0\0\0\x04\0\0\0\
\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xff\xff\xff\0";

/// Contents, the most telling first: images of one pixel, then documents.
const CONTENTS: [(&str, &[u8]); 7] = [
    ("image/png", PNG),
    ("image/gif", GIF),
    ("image/bmp", BMP),
    (UNKNOWN, b"mock"),
    ("text/plain", b"mock"),
    ("text/html", b"<!DOCTYPE html><title>mock</title>"),
    ("application/json", b"null"),
];

/// The content of a documented media type: of the one that `accept` lists first, else of the most telling one.
pub(super) fn content(documented: &[String], accept: Option<&str>) -> Binary {
    let is_documented = |name: &str| documented.iter().any(|listed| listed.eq_ignore_ascii_case(name));
    let accepted = accept.into_iter().flat_map(|accept| accept.split(',')).filter_map(essence);
    let accepted = accepted.filter(|name| is_documented(name)).find_map(|name| of(&name));
    let telling = || CONTENTS.into_iter().find(|(name, _)| is_documented(name));
    let (name, bytes) = match accepted.or_else(telling) {
        Some(content) => content,
        // Nothing is known of this media type but its name.
        None => (documented.first().map_or(UNKNOWN, String::as_str), &b"mock"[..]),
    };
    Binary::new(name, bytes)
}

fn of(name: &str) -> Option<(&'static str, &'static [u8])> {
    CONTENTS.into_iter().find(|(known, _)| *known == name)
}

fn essence(range: &str) -> Option<String> {
    let essence = range.split(';').next()?.trim();
    (!essence.is_empty()).then(|| essence.to_ascii_lowercase())
}
