//! Enumerations that may grow.

/// Defines an enumeration whose members are told by the documentation.
///
/// A member the documentation does not know is kept as text, because a new member on the
/// server must not break clients that are already deployed. Its variant is `Unknown(String)`,
/// or another if a member has that name: `enum Mode else Other { … }`. In paths and query
/// strings, servers read the known members only, and case does not matter, unless only the case tells two members apart.
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    ($(#[$docs:meta])* $visibility:vis enum $name:ident { $($members:tt)* }) => {
        $crate::open_enum! { $(#[$docs])* $visibility enum $name else Unknown { $($members)* } }
    };
    (
        $(#[$docs:meta])*
        $visibility:vis enum $name:ident else $unknown:ident {
            $($(#[$member_docs:meta])* $member:ident = $wire:literal),* $(,)?
        }
    ) => {
        $(#[$docs])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "a member is documented by its name")]
        $visibility enum $name {
            $($(#[$member_docs])* $member,)*
            /// A member that the documentation does not know, as it is on the wire. Parsing
            /// never gives this variant for a member that is known.
            $unknown(::std::string::String),
        }

        impl $name {
            /// The members that the documentation knows, as they are on the wire.
            pub const KNOWN: &'static [&'static str] = &[$($wire),*];

            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$member => $wire,)*
                    Self::$unknown(text) => text,
                }
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($wire => Self::$member,)*
                    _ => Self::$unknown(::std::borrow::ToOwned::to_owned(text)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            // Not `Self::Err`: a member may have that name.
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(Self::from(text))
            }
        }

        $crate::impl_text!($name, Self::from);

        impl $crate::codegen::TextParam for $name {
            const EXPECTED: &'static str = $crate::one_of!($($wire),*);

            fn to_text(&self) -> ::std::borrow::Cow<'_, str> {
                self.as_str().into()
            }

            fn from_text(text: &str) -> ::core::option::Option<Self> {
                let known = $crate::codegen::find_name(Self::KNOWN, text);
                known.or(Self::KNOWN.is_empty().then_some(text)).map(Self::from)
            }
        }
    };
}

/// What the text of a parameter has to be: `one_of!("Slim", "Full")` is `one of Slim, Full`.
#[doc(hidden)]
#[macro_export]
macro_rules! one_of {
    () => { "text" };
    ($first:literal $(, $other:literal)*) => { ::core::concat!("one of ", $first $(, ", ", $other)*) };
}

#[cfg(test)]
#[allow(dead_code, unreachable_pub, reason = "written for enumerations of generated crates")]
mod tests {
    use crate::TextParam;

    crate::open_enum! {
        /// How rows are written.
        enum Mode {
            /// Values only.
            Slim = "Slim",
            Full = "Full",
        }
    }

    crate::open_enum! {
        enum State else Other { Unknown = "Unknown", Ready = "ready" }
    }

    crate::open_enum! {
        enum Anything {}
    }

    crate::open_enum! {
        enum Case { Lower = "a", Upper = "A" }
    }

    crate::open_enum! {
        enum Outcome { Ok = "Ok", Err = "Err", Some = "Some", None = "None", Output = "Output", Owned = "Owned" }
    }

    #[test]
    fn members_may_be_called_like_anything() {
        assert_eq!("Err".parse::<Outcome>(), Ok(Outcome::Err));
        assert_eq!(Outcome::from_text("ok"), Some(Outcome::Ok));
    }

    #[test]
    fn known_and_unknown_members_survive() {
        for (text, mode) in [("Slim", Mode::Slim), ("Full", Mode::Full), ("slim", Mode::Unknown("slim".into()))] {
            assert_eq!(text.parse::<Mode>(), Ok(mode.clone()));
            assert_eq!(mode.to_string(), text);
            let json = serde_json::to_string(&mode).unwrap();
            assert_eq!(json, format!("{text:?}"));
            assert_eq!(serde_json::from_str::<Mode>(&json).unwrap(), mode);
        }
        assert_eq!(Mode::KNOWN, ["Slim", "Full"]);
    }

    #[test]
    fn parameters_are_known_members_in_any_case() {
        for text in ["Full", "full", "FULL"] {
            assert_eq!(Mode::from_text(text), Some(Mode::Full));
        }
        for text in ["", "x", "0", "Full,Slim"] {
            assert_eq!(Mode::from_text(text), None, "{text}");
        }
        assert_eq!(Mode::EXPECTED, "one of Slim, Full");
        assert_eq!(Anything::from_text("x"), Some(Anything::from("x")));
        assert_eq!(Case::from_text("A"), Some(Case::Upper));
        assert_eq!(Case::from_text("a"), Some(Case::Lower));
    }

    #[test]
    fn the_exact_member_wins_and_a_tie_is_nobodys() {
        crate::open_enum! {
            enum Order { Up = "asc", Down = "Asc", Other = "Größe" }
        }
        for (text, order) in [("Asc", Some(Order::Down)), ("asc", Some(Order::Up)), ("ASC", None)] {
            assert_eq!(Order::from_text(text), order);
        }
        assert_eq!(Order::from_text("gRÖẞE"), Some(Order::Other));
    }

    #[test]
    fn the_unknown_variant_may_be_named() {
        assert_eq!(State::from("Unknown"), State::Unknown);
        assert_eq!(State::from("new"), State::Other("new".into()));
    }
}
