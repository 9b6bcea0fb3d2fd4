//! The macro that makes a struct a model, and what it shares with sets of query parameters.

/// Makes a struct a model: `record!(Contact { contact_id: "ContactId", name: "Name" })`.
///
/// Lists every field with its name on the wire, and last the one that keeps
/// [unknown properties](crate::UnknownProperties), if there is one: `record!(Contact { name: "Name", ..others })`.
///
/// Implements [`Record`](crate::Record),
/// `Default`, `Clone`, `PartialEq`, `Debug` (which shows only what is set) and serde's `Serialize` and
/// `Deserialize`. Everything is `#[inline]`, which makes the compiler generate machine code
/// only for the models a program touches: 13 s instead of 46 s for the full API.
#[doc(hidden)]
#[macro_export]
macro_rules! record {
    ($model:ident { $($field:ident: $wire:literal),* $(,)? $(..$unknown:ident)? }) => {
        $crate::impl_fields! {
            $model { $($field),* $(..$unknown)? }: $crate::codegen::Record;

            #[inline]
            fn schema(&self) -> &'static $crate::codegen::RecordSchema {
                static SCHEMA: $crate::codegen::RecordSchema =
                    $crate::codegen::RecordSchema::new(::core::stringify!($model), &[$($wire),*])
                        .with_size(::core::mem::size_of::<$model>());
                &SCHEMA
            }

            #[inline]
            fn for_each_set<'a>(
                &'a self,
                visit: &mut dyn ::core::ops::FnMut(usize, $crate::codegen::ValueRef<'a>),
            ) -> ::core::option::Option<&'a $crate::codegen::UnknownProperties> {
                let index = 0;
                $(let index = $crate::codegen::visit_property(index, &self.$field, visit);)*
                let _ = index;
                $crate::optional!($(&self.$unknown)?)
            }

            // The lists of fields are on the stack.
            #[inline]
            fn with_properties(&self, read: &mut $crate::codegen::ReadProperties<'_>) {
                read(&[$(&self.$field),*], $crate::optional!($(&self.$unknown)?));
            }

            #[inline]
            fn with_properties_mut(&mut self, write: &mut $crate::codegen::WriteProperties<'_>) {
                write(&mut [$(&mut self.$field),*], $crate::optional!($(&mut self.$unknown)?));
            }
        }

        impl ::core::clone::Clone for $model {
            #[inline]
            fn clone(&self) -> Self {
                $crate::codegen::record_clone(self)
            }
        }

        impl ::core::cmp::PartialEq for $model {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::record_eq(self, other)
            }
        }

        impl ::core::fmt::Debug for $model {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codegen::record_fmt(self, f)
            }
        }

        impl $crate::codegen::Serialize for $model {
            #[inline]
            fn serialize<S: $crate::codegen::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codegen::record_serialize(self, serializer)
            }
        }

        impl<'de> $crate::codegen::Deserialize<'de> for $model {
            #[inline]
            fn deserialize<D: $crate::codegen::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::record_deserialize(deserializer)
            }
        }
    };
}

/// Makes two models of each other, of which the second has a part of the properties of the first:
/// `convert!(ContactWithLinks, Contact)`.
#[doc(hidden)]
#[macro_export]
macro_rules! convert {
    ($whole:ident, $part:ident) => {
        /// Leaves out what the other one does not have.
        impl ::core::convert::From<$whole> for $part {
            #[inline]
            fn from(whole: $whole) -> Self {
                $crate::codegen::record_convert(&whole)
            }
        }

        /// Leaves unset what the other one does not have.
        impl ::core::convert::From<$part> for $whole {
            #[inline]
            fn from(part: $part) -> Self {
                $crate::codegen::record_convert(&part)
            }
        }
    };
}

/// What is given, if it is.
#[doc(hidden)]
#[macro_export]
macro_rules! optional {
    () => {
        ::core::option::Option::None
    };
    ($value:expr) => {
        ::core::option::Option::Some($value)
    };
}

/// What a model and a set of query parameters have in common: all fields are `Option`s, unset by default, but for the
/// one that keeps what is unknown, and a trait, whose items follow, gives access to them.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_fields {
    ($name:ident { $($field:ident),* $(..$unknown:ident)? }: $trait:path; $($items:tt)*) => {
        #[allow(deprecated, reason = "a deprecated field is still read and written")]
        impl $trait for $name {
            $($items)*
        }

        #[allow(deprecated, reason = "a deprecated field is still read and written")]
        impl ::core::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self {
                    $($field: ::core::option::Option::None,)*
                    $($unknown: ::core::default::Default::default(),)?
                }
            }
        }
    };
}
