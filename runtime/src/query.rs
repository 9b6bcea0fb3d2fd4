//! Sets of optional query parameters.

use std::fmt;

use crate::param::{FromParam, ParamFault, RawParam, ToParam};

/// The optional query parameters of an operation. Operations that take the same ones share
/// the struct.
///
/// [`query!`](crate::query!) implements it.
///
/// ```
/// use docwright_runtime::{QuerySet, query};
///
/// struct TopSelect {
///     top: Option<i64>,
///     select: Option<Vec<String>>,
/// }
/// query!(TopSelect { top: "$top", select: "$select" });
///
/// let query = TopSelect { top: Some(10), ..Default::default() };
/// assert_eq!(query.names(), ["$top", "$select"]);
/// assert_eq!(format!("{query:?}"), "TopSelect { $top: 10 }");
/// ```
pub trait QuerySet: Default + Send + Sync + 'static {
    /// The names on the wire.
    fn names(&self) -> &'static [&'static str];

    /// Calls `read` once with the parameters, in the order of [`names`](Self::names).
    fn with_params(&self, read: &mut dyn FnMut(&[&dyn QueryParam]));

    /// Calls `write` once with the parameters, in the same order.
    fn with_params_mut(&mut self, write: &mut dyn FnMut(&mut [&mut dyn QueryParam]));
}

/// A field of a [`QuerySet`]: an `Option` of a value or list.
///
/// ```
/// use docwright_runtime::{QueryParam, RawParam};
///
/// let mut top: Option<i64> = None;
/// assert!(top.get().is_none());
/// assert_eq!(top.set(RawParam::new(&["10"], |text| Some(text.to_owned()))), Ok(()));
/// assert_eq!(top, Some(10));
/// ```
pub trait QueryParam {
    /// The parameter, if it is set.
    fn get(&self) -> Option<&dyn ToParam>;

    /// Sets the parameter.
    ///
    /// # Errors
    /// The text stands for no such value.
    fn set(&mut self, raw: RawParam<'_>) -> Result<(), ParamFault>;
}

impl<T: ToParam + FromParam> QueryParam for Option<T> {
    fn get(&self) -> Option<&dyn ToParam> {
        self.as_ref().map(|value| value as &dyn ToParam)
    }

    fn set(&mut self, raw: RawParam<'_>) -> Result<(), ParamFault> {
        *self = Some(T::from_param(raw)?);
        Ok(())
    }
}

/// The set of operations without optional query parameters.
///
/// ```
/// use docwright_runtime::{NoQuery, QuerySet};
///
/// assert!(NoQuery.names().is_empty());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoQuery;

impl QuerySet for NoQuery {
    fn names(&self) -> &'static [&'static str] {
        &[]
    }

    fn with_params(&self, read: &mut dyn FnMut(&[&dyn QueryParam])) {
        read(&[]);
    }

    fn with_params_mut(&mut self, write: &mut dyn FnMut(&mut [&mut dyn QueryParam])) {
        write(&mut []);
    }
}

/// Calls `visit` with the name and value of each parameter that is set.
pub(crate) fn for_each_set(query: &impl QuerySet, visit: &mut dyn FnMut(&'static str, &dyn ToParam)) {
    query.with_params(&mut |params| {
        for (name, param) in query.names().iter().zip(params) {
            if let Some(value) = param.get() {
                visit(name, value);
            }
        }
    });
}

/// Whether two sets would be written alike.
pub fn eq(left: &impl QuerySet, right: &impl QuerySet) -> bool {
    written(left) == written(right)
}

/// Writes the parameters that are set, under their names on the wire.
///
/// # Errors
/// Those of the formatter.
pub fn fmt(name: &str, query: &impl QuerySet, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut output = f.debug_struct(name);
    for (name, items) in written(query) {
        output.field(name, &format_args!("{}", items.join(",")));
    }
    output.finish()
}

fn written(query: &impl QuerySet) -> Vec<(&'static str, Vec<String>)> {
    let mut written = Vec::new();
    for_each_set(query, &mut |name, value| {
        let mut items = Vec::new();
        value.for_each_item(&mut |item| items.push(item.to_owned()));
        written.push((name, items));
    });
    written
}

/// Makes a struct a set of query parameters: `query!(SelectFk { select: "$select", fk: "fk" })`.
///
/// Implements [`QuerySet`](crate::QuerySet), `Default`, `PartialEq` and `Debug` (which shows
/// only what is set).
#[doc(hidden)]
#[macro_export]
macro_rules! query {
    ($set:ident { $($field:ident: $wire:literal),* $(,)? }) => {
        $crate::impl_fields! {
            $set { $($field),* }: $crate::codegen::QuerySet;

            #[inline]
            fn names(&self) -> &'static [&'static str] {
                &[$($wire),*]
            }

            // The lists of fields are on the stack.
            #[inline]
            fn with_params(&self, read: &mut dyn ::core::ops::FnMut(&[&dyn $crate::codegen::QueryParam])) {
                read(&[$(&self.$field),*]);
            }

            #[inline]
            fn with_params_mut(
                &mut self,
                write: &mut dyn ::core::ops::FnMut(&mut [&mut dyn $crate::codegen::QueryParam]),
            ) {
                write(&mut [$(&mut self.$field),*]);
            }
        }

        impl ::core::cmp::PartialEq for $set {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::query_eq(self, other)
            }
        }

        impl ::core::fmt::Debug for $set {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codegen::query_fmt(::core::stringify!($set), self, f)
            }
        }
    };
}
