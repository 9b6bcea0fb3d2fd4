//! Forms of several parts (RFC 7578).

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) name: String,
    /// Whether it is a file, rather than a text.
    pub(crate) is_file: bool,
    pub(crate) content: Vec<u8>,
}

/// Writes a form; gives its media type, and the body.
#[cfg(feature = "client-core")]
pub(crate) fn write(parts: &[Part]) -> (String, Vec<u8>) {
    let boundary = boundary(parts);
    let mut body = Vec::new();
    for Part { name, is_file, content } in parts {
        let name = quoted(name);
        body.extend(format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"").into_bytes());
        if *is_file {
            body.extend(format!("; filename=\"{name}\"\r\nContent-Type: application/octet-stream").into_bytes());
        }
        body.extend(b"\r\n\r\n");
        body.extend(content);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{boundary}--\r\n").into_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

/// A line that no part has.
#[cfg(feature = "client-core")]
fn boundary(parts: &[Part]) -> String {
    let is_free = |boundary: &String| parts.iter().all(|part| !has(&part.content, boundary.as_bytes()));
    let first = "docwright-part".to_owned();
    // Of two parts, no content has all of them.
    let numbered = (0_u64..).map(|number| format!("docwright-part-{number}"));
    std::iter::once(first.clone()).chain(numbered).find(is_free).unwrap_or(first)
}

#[cfg(feature = "client-core")]
fn has(content: &[u8], text: &[u8]) -> bool {
    content.windows(text.len()).any(|window| window == text)
}

/// A name as browsers write it between quotes.
#[cfg(feature = "client-core")]
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Reads a form of this media type; `None` if it is none.
#[cfg(feature = "server")]
pub(crate) fn read(media_type: &str, body: &[u8]) -> Option<Vec<Part>> {
    let boundary = parameter(media_type, "boundary").filter(|boundary| !boundary.is_empty())?;
    let line = format!("--{boundary}");
    let mut rest = &body[find(body, line.as_bytes())? + line.len()..];
    let end = format!("\r\n--{boundary}");
    let mut parts = Vec::new();
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let length = find(part, end.as_bytes())?;
        parts.push(read_part(&part[..length])?);
        rest = &part[length + end.len()..];
    }
    rest.starts_with(b"--").then_some(parts)
}

#[cfg(feature = "server")]
fn read_part(part: &[u8]) -> Option<Part> {
    const BLANK: &[u8] = b"\r\n\r\n";
    let at = find(part, BLANK)?;
    let headers = std::str::from_utf8(&part[..at]).ok()?;
    let disposition = headers.split("\r\n").find_map(|header| {
        let (name, value) = header.split_once(':')?;
        name.trim().eq_ignore_ascii_case("content-disposition").then_some(value)
    })?;
    let name = parameter(disposition, "name")?.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    let is_file = parameter(disposition, "filename").is_some();
    Some(Part { name, is_file, content: part[at + BLANK.len()..].to_vec() })
}

/// The parameter of a header, with or without quotes.
#[cfg(feature = "server")]
fn parameter<'t>(header: &'t str, wanted: &str) -> Option<&'t str> {
    header.split(';').skip(1).find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim().trim_matches('"'))
    })
}

#[cfg(feature = "server")]
fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(all(test, feature = "client-core", feature = "server"))]
mod tests {
    use super::*;

    fn part(name: &str, is_file: bool, content: &[u8]) -> Part {
        Part { name: name.to_owned(), is_file, content: content.to_vec() }
    }

    #[test]
    fn what_is_written_is_read() {
        let parts = [
            part("a", false, b"1"),
            part("say \"x\"\r\n", false, "\r\n--docwright-part\r\næ".as_bytes()),
            part("picture", true, &[0, 13, 10, 13, 10, 255]),
            part("empty", true, b""),
        ];
        let (media_type, body) = write(&parts);
        assert_eq!(read(&media_type, &body).as_deref(), Some(&parts[..]));
        assert_eq!(write(&[]).1, b"--docwright-part--\r\n");
        assert_eq!(read(&media_type, &write(&[]).1), None, "another boundary");
    }

    #[test]
    fn what_is_cut_off_is_no_form() {
        let (media_type, body) = write(&[part("a", false, b"1"), part("b", true, b"2")]);
        for end in 0..body.len() - "--\r\n".len() {
            assert_eq!(read(&media_type, &body[..end]), None, "{end}");
        }
        assert_eq!(read("multipart/form-data", &body), None);
    }
}
