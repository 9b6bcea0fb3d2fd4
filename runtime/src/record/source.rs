//! Where values are read from, without naming the format.

use std::fmt::Display;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _};

use super::decode::{
    EntriesVisitor, IntegerVisitor, ListVisitor, OptionVisitor, Optional, OptionalTextVisitor, RecordVisitor,
    TextVisitor,
};
use super::lenient::{LenientBool, LenientInteger, OrNothing};
use super::state::State;
use super::{Record, untyped};
use crate::Json;

/// Reading failed; the reason stays with the source.
///
/// A marker, so that models need not know the error type of the format.
///
/// ```
/// use docwright_runtime::{Failed, Source};
///
/// fn even(source: &mut dyn Source) -> Result<i64, Failed> {
///     let number = source.integer()?;
///     if number % 2 == 0 { Ok(number) } else { Err(source.refuse(&"expected an even number")) }
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Failed;

/// One value of some format that is about to be read. Each source can be read once.
///
/// All methods fail with the marker [`Failed`] if the source holds something else. Numbers and booleans that are written
/// as text (`"12"`, `"True"`) are read all the same when a JSON document is decoded; an empty text is none where there
/// may be none.
///
/// ```
/// use docwright_runtime::{Failed, Source};
///
/// /// The length of an array of anything.
/// fn length(source: &mut dyn Source) -> Result<usize, Failed> {
///     let mut length = 0;
///     source.list(&mut |item| {
///         length += 1;
///         item.json().map(drop)
///     })?;
///     Ok(length)
/// }
/// ```
#[allow(clippy::missing_errors_doc, reason = "said once, above")]
pub trait Source {
    /// Reads a boolean.
    fn bool(&mut self) -> Result<bool, Failed>;

    /// Reads an integer.
    fn integer(&mut self) -> Result<i64, Failed>;

    /// Reads a number.
    fn double(&mut self) -> Result<f64, Failed>;

    /// Reads a string. An integer counts as its digits.
    fn text(&mut self) -> Result<String, Failed>;

    /// Reads a boolean or `null`.
    fn optional_bool(&mut self) -> Result<Option<bool>, Failed>;

    /// Reads an integer or `null`.
    fn optional_integer(&mut self) -> Result<Option<i64>, Failed>;

    /// Reads a number or `null`.
    fn optional_double(&mut self) -> Result<Option<f64>, Failed>;

    /// Reads a string or `null`. An integer counts as its digits.
    fn optional_text(&mut self) -> Result<Option<String>, Failed>;

    /// Reads anything.
    fn json(&mut self) -> Result<Json, Failed>;

    /// Calls `read` with the value unless it is `null`.
    fn optional(&mut self, read: &mut ReadItem<'_>) -> Result<(), Failed>;

    /// Reads an object into a model. A name in another letter case is understood where the object has no exact one.
    /// What the model does not have is kept in its [unknown properties](crate::UnknownProperties), or skipped if it
    /// has none.
    fn record(&mut self, record: &mut dyn Record) -> Result<(), Failed>;

    /// Calls `read` with each item of an array.
    fn list(&mut self, read: &mut ReadItem<'_>) -> Result<(), Failed>;

    /// Calls `read` with each key and value of an object. `read` may take the key out.
    fn entries(&mut self, read: &mut ReadEntry<'_>) -> Result<(), Failed>;

    /// Tells that what was read does not do.
    fn refuse(&mut self, reason: &dyn Display) -> Failed;
}

/// Reads one value.
///
/// ```
/// use docwright_runtime::{Failed, ReadItem, Source};
///
/// fn each(source: &mut dyn Source, read: &mut ReadItem<'_>) -> Result<(), Failed> {
///     source.list(read)
/// }
/// ```
pub type ReadItem<'a> = dyn FnMut(&mut dyn Source) -> Result<(), Failed> + 'a;

/// Reads the value of a key.
///
/// ```
/// use docwright_runtime::{Failed, Source};
///
/// /// The keys of an object.
/// fn keys(source: &mut dyn Source) -> Result<Vec<String>, Failed> {
///     let mut keys = Vec::new();
///     source.entries(&mut |key, value| {
///         keys.push(std::mem::take(key));
///         value.json().map(drop)
///     })?;
///     Ok(keys)
/// }
/// ```
pub type ReadEntry<'a> = dyn FnMut(&mut String, &mut dyn Source) -> Result<(), Failed> + 'a;

/// Reads from a serde format, noting in `state` where it failed.
pub(super) fn read_from<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    state: &mut State,
    read: impl FnOnce(&mut dyn Source) -> Result<T, Failed>,
) -> Result<T, D::Error> {
    let mut source = SerdeSource { deserializer: Some(deserializer), error: None, state, format: PhantomData };
    let result = read(&mut source);
    result.map_err(|Failed| source.error.unwrap_or_else(|| D::Error::custom("not readable")))
}

/// A source over any serde format.
///
/// Values call it through `dyn Source`; it calls the format directly. So there is one
/// indirection per value however deep it is nested, and code is instantiated once per
/// format instead of once per format and model.
struct SerdeSource<'p, 'de, D: Deserializer<'de>> {
    /// Taken by the first read.
    deserializer: Option<D>,
    /// What `Failed` stands for.
    error: Option<D::Error>,
    state: &'p mut State,
    format: PhantomData<&'de ()>,
}

impl<'de, D: Deserializer<'de>> SerdeSource<'_, 'de, D> {
    fn read<T>(&mut self, read: impl FnOnce(D, &mut State) -> Result<T, D::Error>) -> Result<T, Failed> {
        let Some(deserializer) = self.deserializer.take() else {
            return Err(self.refuse(&"the value was read twice"));
        };
        read(deserializer, self.state).map_err(|error| {
            self.error = Some(error);
            Failed
        })
    }
}

impl<'de, D: Deserializer<'de>> Source for SerdeSource<'_, 'de, D> {
    fn bool(&mut self) -> Result<bool, Failed> {
        self.read(|deserializer, state| match state.is_lenient {
            false => bool::deserialize(deserializer),
            true => deserializer.deserialize_any(LenientBool),
        })
    }

    fn integer(&mut self) -> Result<i64, Failed> {
        self.read(|deserializer, state| match state.is_lenient {
            false => IntegerVisitor.deserialize(deserializer),
            true => deserializer.deserialize_any(LenientInteger),
        })
    }

    fn double(&mut self) -> Result<f64, Failed> {
        self.read(|deserializer, state| match state.is_lenient {
            false => f64::deserialize(deserializer),
            true => deserializer.deserialize_any(state.lenient_double()),
        })
    }

    fn text(&mut self) -> Result<String, Failed> {
        self.read(|deserializer, _| deserializer.deserialize_any(TextVisitor))
    }

    fn optional_bool(&mut self) -> Result<Option<bool>, Failed> {
        self.read(|deserializer, state| match state.is_lenient {
            false => Option::deserialize(deserializer),
            true => deserializer.deserialize_any(OrNothing(LenientBool)),
        })
    }

    fn optional_integer(&mut self) -> Result<Option<i64>, Failed> {
        self.read(|deserializer, state| match state.is_lenient {
            false => deserializer.deserialize_option(Optional(IntegerVisitor)),
            true => deserializer.deserialize_any(OrNothing(LenientInteger)),
        })
    }

    fn optional_double(&mut self) -> Result<Option<f64>, Failed> {
        self.read(|deserializer, state| match state.is_lenient {
            false => Option::deserialize(deserializer),
            true => deserializer.deserialize_any(OrNothing(state.lenient_double())),
        })
    }

    fn optional_text(&mut self) -> Result<Option<String>, Failed> {
        self.read(|deserializer, _| deserializer.deserialize_any(OptionalTextVisitor))
    }

    fn json(&mut self) -> Result<Json, Failed> {
        self.read(|deserializer, state| untyped::read(deserializer, &mut state.budget))
    }

    fn optional(&mut self, read: &mut ReadItem<'_>) -> Result<(), Failed> {
        self.read(|deserializer, state| deserializer.deserialize_option(OptionVisitor { read, state }))
    }

    fn record(&mut self, record: &mut dyn Record) -> Result<(), Failed> {
        self.read(|deserializer, state| deserializer.deserialize_map(RecordVisitor { record, state }))
    }

    fn list(&mut self, read: &mut ReadItem<'_>) -> Result<(), Failed> {
        self.read(|deserializer, state| deserializer.deserialize_seq(ListVisitor { read, state }))
    }

    fn entries(&mut self, read: &mut ReadEntry<'_>) -> Result<(), Failed> {
        self.read(|deserializer, state| deserializer.deserialize_map(EntriesVisitor { read, state }))
    }

    fn refuse(&mut self, reason: &dyn Display) -> Failed {
        self.error = Some(D::Error::custom(reason));
        Failed
    }
}
