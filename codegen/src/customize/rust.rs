//! Pieces of Rust that users write, kept as text: tokens cannot be shared between threads.

use std::fmt;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::Parser;

macro_rules! rust {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(String);

        impl ToTokens for $name {
            fn to_tokens(&self, tokens: &mut TokenStream) {
                // It was parsed before, so there is no other case.
                tokens.extend(self.0.parse::<TokenStream>().unwrap_or_default());
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

rust! {
    /// A trait to derive, such as `Hash` or `schemars::JsonSchema`.
    DerivePath
}
rust! {
    /// An attribute, such as `#[non_exhaustive]`.
    AttributeText
}
rust! {
    /// A type, such as `crate::Number` or `money::Amount<money::Euro>`.
    TypePath
}

/// What all models implement already, and without which nothing works.
const IMPLEMENTED: [&str; 6] = ["Clone", "Debug", "Default", "Deserialize", "PartialEq", "Serialize"];

impl DerivePath {
    /// Reads a path.
    ///
    /// # Errors
    /// It is no path, or names a trait that models have anyway.
    pub fn parse(text: &str) -> Result<Self, String> {
        let path = syn::Path::parse_mod_style.parse_str(text);
        let path = path.map_err(|error| format!("'{text}' is no trait that can be derived: {error}"))?;
        let derive = Self(text.trim().to_owned());
        match IMPLEMENTED.contains(&derive.name()) && path.segments.len() <= 2 {
            true => Err(format!("{text} cannot be derived: the generated code implements it itself")),
            false => Ok(derive),
        }
    }

    /// The last segment.
    pub(crate) fn name(&self) -> &str {
        self.0.rsplit("::").next().unwrap_or_default().trim()
    }
}

impl AttributeText {
    /// Reads one outer attribute.
    ///
    /// # Errors
    /// It is none, or derives traits, which is asked for in another way.
    pub fn parse(text: &str) -> Result<Self, String> {
        let no_attribute = |why: &str| format!("'{text}' is no attribute such as #[non_exhaustive]: {why}");
        let attributes =
            syn::Attribute::parse_outer.parse_str(text).map_err(|error| no_attribute(&error.to_string()))?;
        match attributes.as_slice() {
            [attribute] if attribute.path().is_ident("derive") => {
                Err(format!("'{text}' derives traits: name them as traits to derive, not as an attribute"))
            }
            [attribute] => Ok(Self(attribute.to_token_stream().to_string())),
            others => Err(no_attribute(&format!("there are {} of them", others.len()))),
        }
    }
}

impl TypePath {
    /// Reads a type.
    ///
    /// # Errors
    /// It is no type with a path, such as a reference or a tuple.
    pub fn parse(text: &str) -> Result<Self, String> {
        match syn::parse_str(text) {
            Ok(syn::Type::Path(path)) if path.qself.is_none() => Ok(Self(text.trim().to_owned())),
            Ok(_) => Err(format!("'{text}' is no path of a type, such as crate::Number")),
            Err(error) => Err(format!("'{text}' is no path of a type, such as crate::Number: {error}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rust_is_accepted_and_everything_else_refused_with_a_reason() {
        for path in ["Hash", "schemars::JsonSchema", "::bytemuck::Pod", "crate::Clone2"] {
            assert_eq!(DerivePath::parse(path).unwrap().to_string(), path);
        }
        for (path, why) in [
            ("", "no trait"),
            ("Hash, Eq", "no trait"),
            ("Hash)] struct X; #[derive(Eq", "no trait"),
            ("Clone", "implements it itself"),
            ("serde::Serialize", "implements it itself"),
        ] {
            assert!(DerivePath::parse(path).unwrap_err().contains(why), "{path}");
        }
        for text in ["#[non_exhaustive]", "#[doc(alias = \"x\")]", "#[cfg_attr(test, allow(dead_code))]"] {
            assert!(AttributeText::parse(text).is_ok(), "{text}");
        }
        for text in ["", "non_exhaustive", "#![allow(dead_code)]", "#[a] #[b]", "#[a] struct X;", "#[derive(Hash)]"] {
            assert!(AttributeText::parse(text).is_err(), "{text}");
        }
        for text in ["crate::Number", "u64", "money::Amount<money::Euro>", "::std::sync::Arc<crate::Big>"] {
            assert_eq!(TypePath::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "&str", "(i32, i32)", "[u8; 4]", "dyn Any", "fn()", "a b", "A>; struct B<"] {
            assert!(TypePath::parse(text).is_err(), "{text}");
        }
    }
}
