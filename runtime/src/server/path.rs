//! Paths that are written differently and mean the same.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::request::is_escaped;

/// The form of a path, or of a template, in which escapes are gone that do not matter: `/Con%74act/%24batch` is
/// `/Contact/$batch`, as servers read it. Escaped slashes and percent signs stay, as they would become something
/// else, and so do segments that cannot be understood.
pub(super) fn canonical(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return path.into();
    }
    let segments: Vec<_> = path.split('/').map(canonical_segment).collect();
    segments.join("/").into()
}

fn canonical_segment(segment: &str) -> Cow<'_, str> {
    if !segment.contains('%') || !is_escaped(segment) {
        return segment.into();
    }
    // Escaped once more, they are what they were when all is unescaped.
    let kept = segment.replace("%25", "%2525").replace("%2F", "%252F").replace("%2f", "%252f");
    match percent_decode_str(&kept).decode_utf8() {
        Ok(text) => text.into_owned().into(),
        Err(_) => segment.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::request::unescape;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_that_do_not_matter_are_gone() {
        for (path, form) in [
            ("/api/Contact", "/api/Contact"),
            ("/api/Con%74act/%37", "/api/Contact/7"),
            ("/%24batch", "/$batch"),
            ("/%C3%A5/a%20b", "/å/a b"),
            ("/a%2Fb/a%2fb%41", "/a%2Fb/a%2fbA"),
            ("/100%25/%2525/%252F", "/100%25/%2525/%252F"),
            ("/%7Bid%7D", "/{id}"),
            ("/%FF%41/%41", "/%FF%41/A"),
            ("/100%/%%32%35/%4", "/100%/%%32%35/%4"),
        ] {
            assert_eq!(canonical(path), form, "{path}");
        }
    }

    proptest! {
        #[test]
        fn segments_mean_what_they_meant(segment in "(%[0-9A-Fa-f]{2}|%2[5F]|[a%é]){0,6}") {
            let form = canonical(&segment);
            prop_assert_eq!(unescape(&form), unescape(&segment), "{}", form);
            prop_assert_eq!(canonical(&form), form.clone());
        }
    }
}
