//! What all values that are text share.

use serde::{Deserialize, Deserializer};

/// Reads the text of a value; what `Deserialize` of values that are text calls.
///
/// # Errors
/// The input is no text.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    String::deserialize(deserializer)
}

/// Makes a type with `as_str` a value that is text in JSON, and prints as that text:
/// `impl_text!(Mode, Self::from)` tells how to make one of a `String`.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_text {
    ($name:ident, $from:expr) => {
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::codegen::Encode for $name {
            fn value_ref(&self) -> $crate::codegen::ValueRef<'_> {
                $crate::codegen::ValueRef::Text(self.as_str())
            }
        }

        impl $crate::codegen::Value for $name {
            fn decode(
                source: &mut dyn $crate::codegen::Source,
            ) -> ::core::result::Result<Self, $crate::codegen::Failed> {
                source.text().map($from)
            }

            fn decode_into(
                property: &mut ::core::option::Option<Self>,
                source: &mut dyn $crate::codegen::Source,
            ) -> ::core::result::Result<(), $crate::codegen::Failed> {
                *property = source.optional_text()?.map($from);
                ::core::result::Result::Ok(())
            }
        }

        impl $crate::codegen::Serialize for $name {
            fn serialize<S: $crate::codegen::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::codegen::Deserialize<'de> for $name {
            fn deserialize<D: $crate::codegen::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::text_deserialize(deserializer).map($from)
            }
        }
    };
}

/// Makes a `struct` over a `String` a value that keeps its text as it is on the wire.
macro_rules! text_newtype {
    ($name:ident) => {
        impl $name {
            /// Takes the text on the wire, whatever it says; it is sent as it is.
            pub fn from_text(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text on the wire.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        $crate::impl_text!($name, Self::from_text);
    };
}

pub(crate) use text_newtype;
