//! The kinds of changes, each with a stable identifier.

use std::fmt;

use serde::{Serialize, Serializer};

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident = $id:literal, $title:literal;)+) => {
        /// What happened to something of an API, to what is known of it, or to its spelling in Rust.
        ///
        /// Identifiers are never reused, and never change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Kind { $($(#[doc = $doc])+ $kind,)+ }

        impl Kind {
            /// All kinds, in the order in which equals are listed.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind,)+];

            /// The stable identifier, such as `property-removed`.
            pub const fn id(self) -> &'static str {
                match self { $(Kind::$kind => $id,)+ }
            }

            /// The kind in words, such as `property removed`.
            pub const fn title(self) -> &'static str {
                match self { $(Kind::$kind => $title,)+ }
            }
        }
    };
}

kinds! {
    /// An operation is gone.
    OperationRemoved = "operation-removed", "operation removed";
    /// An operation has another method or path.
    OperationMoved = "operation-moved", "operation moved";
    /// The same method and path have another operation id.
    OperationRenamed = "operation-renamed", "operation renamed";
    /// An operation is new.
    OperationAdded = "operation-added", "operation added";
    /// A path or query parameter is gone.
    ParameterRemoved = "parameter-removed", "parameter removed";
    /// A path or query parameter is new.
    ParameterAdded = "parameter-added", "parameter added";
    /// A query parameter must be given now.
    ParameterRequired = "parameter-required", "parameter now required";
    /// A query parameter may be left out now.
    ParameterOptional = "parameter-optional", "parameter now optional";
    /// A path or query parameter has another type.
    ParameterTypeChanged = "parameter-type-changed", "type of parameter changed";
    /// A placeholder of a path has another name.
    ParameterRenamed = "parameter-renamed", "path parameter renamed";
    /// The path parameters, or the query parameters, stand in another order.
    ParametersReordered = "parameters-reordered", "parameters reordered";
    /// A request has no body any more.
    RequestRemoved = "request-removed", "request body removed";
    /// A request has a body now.
    RequestAdded = "request-added", "request body added";
    /// The body of a request has another type.
    RequestTypeChanged = "request-type-changed", "type of request body changed";
    /// A media type of a request is gone.
    RequestMediaTypeRemoved = "request-media-type-removed", "media type of request removed";
    /// A media type of a request is new.
    RequestMediaTypeAdded = "request-media-type-added", "media type of request added";
    /// A response has no body any more.
    ResponseRemoved = "response-removed", "response body removed";
    /// A response has a body now.
    ResponseAdded = "response-added", "response body added";
    /// The body of a response has another type.
    ResponseTypeChanged = "response-type-changed", "type of response body changed";
    /// A media type of a response is gone.
    ResponseMediaTypeRemoved = "response-media-type-removed", "media type of response removed";
    /// A media type of a response is new.
    ResponseMediaTypeAdded = "response-media-type-added", "media type of response added";
    /// A status is no longer documented.
    StatusRemoved = "status-removed", "status removed";
    /// A status is documented now.
    StatusAdded = "status-added", "status added";
    /// A request header is no longer documented.
    HeaderRemoved = "header-removed", "request header removed";
    /// A request header is documented now.
    HeaderAdded = "header-added", "request header added";
    /// A request header must be sent now.
    HeaderRequired = "header-required", "request header now required";
    /// A request header may be left out now.
    HeaderOptional = "header-optional", "request header now optional";
    /// A request header has another type.
    HeaderTypeChanged = "header-type-changed", "type of request header changed";
    /// A struct or an enum is gone.
    TypeRemoved = "type-removed", "type removed";
    /// A struct or an enum has another name.
    TypeRenamed = "type-renamed", "type renamed";
    /// A struct became an enum, or an enum a struct.
    TypeKindChanged = "type-kind-changed", "kind of type changed";
    /// A struct or an enum is new.
    TypeAdded = "type-added", "type added";
    /// A parameter, a property or a value has other letters in upper case.
    LetterCaseChanged = "letter-case-changed", "letter case changed";
    /// A property of a struct is gone; of one message, or of all.
    PropertyRemoved = "property-removed", "property removed";
    /// A property of a struct has another type.
    PropertyTypeChanged = "property-type-changed", "type of property changed";
    /// A property of a struct is new.
    PropertyAdded = "property-added", "property added";
    /// A property must be there now.
    PropertyRequired = "property-required", "property now required";
    /// A property may be absent now.
    PropertyOptional = "property-optional", "property now optional";
    /// A property may be `null` now.
    PropertyNullable = "property-nullable", "property may be null now";
    /// A property is never `null` now.
    PropertyNeverNull = "property-never-null", "property is never null now";
    /// The properties that a request must have stand in another order.
    PropertiesReordered = "properties-reordered", "required properties reordered";
    /// A value of an enum is gone.
    MemberRemoved = "member-removed", "enum value removed";
    /// A value of an enum is new.
    MemberAdded = "member-added", "enum value added";
    /// A parameter or property should not be used any more.
    Deprecated = "deprecated", "deprecated";
    /// A parameter or property may be used again.
    Undeprecated = "undeprecated", "no longer deprecated";
    /// What to use instead of a deprecated parameter or property.
    DeprecationChanged = "deprecation-changed", "deprecation note changed";
    /// A notice stands on the page now.
    NoticeAdded = "notice-added", "notice added";
    /// A notice stands on the page no more.
    NoticeRemoved = "notice-removed", "notice removed";
    /// A notice says something else.
    NoticeChanged = "notice-changed", "notice changed";
    /// A type that the docs did not tell is known now.
    TypeLearned = "type-learned", "type became known";
    /// A type that was known is no longer told.
    TypeForgotten = "type-forgotten", "type is no longer known";
    /// The same properties are understood as another struct.
    TypeRegrouped = "type-regrouped", "same properties, another struct";
    /// A type is known for a better reason.
    EvidenceStrengthened = "evidence-strengthened", "evidence got stronger";
    /// A type is known for a weaker reason.
    EvidenceWeakened = "evidence-weakened", "evidence got weaker";
    /// Only the name in Rust is another one, because of other names.
    RustNameChanged = "rust-name-changed", "name in Rust changed";
    /// Only the type in Rust is another one, because of other types.
    RustTypeChanged = "rust-type-changed", "type in Rust changed";
}

impl Kind {
    /// Whether it is about what the docs tell, and not about the API.
    pub const fn is_knowledge(self) -> bool {
        matches!(
            self,
            Self::TypeLearned
                | Self::TypeForgotten
                | Self::TypeRegrouped
                | Self::EvidenceStrengthened
                | Self::EvidenceWeakened
        )
    }

    /// Whether it changes nothing but reasons: these are counted, and listed for programs only.
    pub const fn is_silent(self) -> bool {
        matches!(self, Self::EvidenceStrengthened | Self::EvidenceWeakened)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn identifiers_are_unique_and_kebab_case() {
        let ids: BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.id()).collect();
        assert_eq!(ids.len(), Kind::ALL.len());
        assert!(ids.iter().all(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
    }
}
