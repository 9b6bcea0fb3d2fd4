//! Forms: names and values in the body of a request.

mod multipart;

pub(crate) use multipart::Part;
#[cfg(feature = "server")]
pub(crate) use multipart::read;
#[cfg(feature = "client-core")]
pub(crate) use multipart::write;

use crate::Operation;

/// A form that an operation takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As in a query string.
    UrlEncoded,
    /// In several parts, of which some may be files.
    Multipart,
}

impl Form {
    /// The form that an operation takes, if it takes one.
    pub(crate) fn of(operation: &Operation) -> Option<Self> {
        operation.consumes.first().and_then(|media_type| Self::named(media_type))
    }

    /// The form of a media type, which may have parameters.
    pub(crate) fn named(media_type: &str) -> Option<Self> {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        let all = [Self::UrlEncoded, Self::Multipart];
        all.into_iter().find(|form| essence.eq_ignore_ascii_case(form.media_type()))
    }

    /// The media type, without parameters.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::UrlEncoded => "application/x-www-form-urlencoded",
            Self::Multipart => "multipart/form-data",
        }
    }
}
