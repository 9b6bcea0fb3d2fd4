//! Enumerations of whole numbers that may grow.

/// Defines an enumeration of whole numbers whose members are told by the documentation.
///
/// A number that the documentation does not know is kept, because a new member on the server must not break clients
/// that are already deployed. Its variant is `Unknown(i64)`, or another if a member has that name: `enum Kind else Other { … }`.
/// In paths and query strings, servers read the known members only.
#[doc(hidden)]
#[macro_export]
macro_rules! integer_enum {
    ($(#[$docs:meta])* $visibility:vis enum $name:ident { $($members:tt)* }) => {
        $crate::integer_enum! { $(#[$docs])* $visibility enum $name else Unknown { $($members)* } }
    };
    (
        $(#[$docs:meta])*
        $visibility:vis enum $name:ident else $unknown:ident {
            $($(#[$member_docs:meta])* $member:ident = $number:literal),* $(,)?
        }
    ) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "a member is documented by its name")]
        $visibility enum $name {
            $($(#[$member_docs])* $member,)*
            /// A number that the documentation does not know. Reading never gives this variant for a member that is
            /// known.
            $unknown(i64),
        }

        impl $name {
            /// The members that the documentation knows, as they are on the wire.
            pub const KNOWN: &'static [i64] = &[$($number),*];

            /// The number on the wire.
            pub const fn number(self) -> i64 {
                match self {
                    $(Self::$member => $number,)*
                    Self::$unknown(number) => number,
                }
            }
        }

        impl ::core::convert::From<i64> for $name {
            fn from(number: i64) -> Self {
                match number {
                    $($number => Self::$member,)*
                    _ => Self::$unknown(number),
                }
            }
        }

        impl ::core::convert::From<$name> for i64 {
            fn from(member: $name) -> Self {
                member.number()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.number(), f)
            }
        }

        impl $crate::codegen::Encode for $name {
            fn value_ref(&self) -> $crate::codegen::ValueRef<'_> {
                $crate::codegen::ValueRef::Integer(self.number())
            }
        }

        impl $crate::codegen::Value for $name {
            fn decode(
                source: &mut dyn $crate::codegen::Source,
            ) -> ::core::result::Result<Self, $crate::codegen::Failed> {
                source.integer().map(Self::from)
            }

            fn decode_into(
                property: &mut ::core::option::Option<Self>,
                source: &mut dyn $crate::codegen::Source,
            ) -> ::core::result::Result<(), $crate::codegen::Failed> {
                *property = source.optional_integer()?.map(Self::from);
                ::core::result::Result::Ok(())
            }
        }

        impl $crate::codegen::Serialize for $name {
            fn serialize<S: $crate::codegen::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.number())
            }
        }

        impl<'de> $crate::codegen::Deserialize<'de> for $name {
            fn deserialize<D: $crate::codegen::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <i64 as $crate::codegen::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }

        impl $crate::codegen::TextParam for $name {
            const EXPECTED: &'static str = $crate::one_number_of!($($number),*);

            fn to_text(&self) -> ::std::borrow::Cow<'_, str> {
                ::std::string::ToString::to_string(&self.number()).into()
            }

            fn from_text(text: &str) -> ::core::option::Option<Self> {
                let number = <i64 as $crate::codegen::TextParam>::from_text(text)?;
                (Self::KNOWN.is_empty() || Self::KNOWN.contains(&number)).then(|| Self::from(number))
            }
        }
    };
}

/// What the text of a parameter has to be: `one_number_of!(1, -2)` is `one of 1, -2`.
#[doc(hidden)]
#[macro_export]
macro_rules! one_number_of {
    () => { "an integer" };
    ($first:literal $(, $other:literal)*) => { ::core::concat!("one of ", $first $(, ", ", $other)*) };
}

#[cfg(test)]
#[allow(dead_code, unreachable_pub, reason = "written for enumerations of generated crates")]
mod tests {
    use crate::TextParam;
    use crate::codegen::Encode;

    crate::integer_enum! {
        /// What a channel is for.
        enum Channel {
            /// Text.
            Text = 0,
            Voice = 2,
            Lowest = -9223372036854775808,
        }
    }

    crate::integer_enum! {
        enum State else Other { Unknown = 0, None = 1, Some = 2, Err = 3 }
    }

    crate::integer_enum! {
        enum Anything {}
    }

    #[test]
    fn known_and_unknown_members_survive() {
        for (number, channel) in
            [(0, Channel::Text), (2, Channel::Voice), (i64::MIN, Channel::Lowest), (7, Channel::Unknown(7))]
        {
            assert_eq!(Channel::from(number), channel);
            assert_eq!(channel.number(), number);
            let json = serde_json::to_string(&channel).unwrap();
            assert_eq!(json, number.to_string());
            assert_eq!(serde_json::from_str::<Channel>(&json).unwrap(), channel);
            assert!(matches!(channel.value_ref(), crate::codegen::ValueRef::Integer(found) if found == number));
        }
        assert_eq!(Channel::KNOWN, [0, 2, i64::MIN]);
        assert!(serde_json::from_str::<Channel>("\"0\"").is_err());
    }

    #[test]
    fn parameters_are_known_members() {
        assert_eq!(Channel::from_text("2"), Some(Channel::Voice));
        for text in ["", "7", "x", "2.0"] {
            assert_eq!(Channel::from_text(text), None, "{text}");
        }
        assert_eq!(Channel::EXPECTED, "one of 0, 2, -9223372036854775808");
        assert_eq!(Anything::from_text("7"), Some(Anything::Unknown(7)));
    }

    #[test]
    fn the_unknown_variant_may_be_named() {
        assert_eq!(State::from(0), State::Unknown);
        assert_eq!(State::from(9), State::Other(9));
    }
}
