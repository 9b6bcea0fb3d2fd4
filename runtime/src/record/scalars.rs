//! The values that are not made of other values.

use super::{Encode, Failed, Source, Value, ValueRef};
use crate::Json;

impl Encode for bool {
    fn value_ref(&self) -> ValueRef<'_> {
        ValueRef::Bool(*self)
    }
}

impl Value for bool {
    fn decode(source: &mut dyn Source) -> Result<Self, Failed> {
        source.bool()
    }
}

impl Encode for i32 {
    fn value_ref(&self) -> ValueRef<'_> {
        ValueRef::Integer(i64::from(*self))
    }
}

impl Value for i32 {
    fn decode(source: &mut dyn Source) -> Result<Self, Failed> {
        let number = source.integer()?;
        Self::try_from(number).map_err(|_| source.refuse(&format_args!("{number} does not fit into 32 bits")))
    }
}

impl Encode for i64 {
    fn value_ref(&self) -> ValueRef<'_> {
        ValueRef::Integer(*self)
    }
}

impl Value for i64 {
    fn decode(source: &mut dyn Source) -> Result<Self, Failed> {
        source.integer()
    }
}

impl Encode for f64 {
    fn value_ref(&self) -> ValueRef<'_> {
        ValueRef::Double(*self)
    }
}

impl Value for f64 {
    fn decode(source: &mut dyn Source) -> Result<Self, Failed> {
        source.double()
    }
}

impl Encode for str {
    fn value_ref(&self) -> ValueRef<'_> {
        ValueRef::Text(self)
    }
}

impl Encode for String {
    fn value_ref(&self) -> ValueRef<'_> {
        ValueRef::Text(self)
    }
}

impl Value for String {
    fn decode(source: &mut dyn Source) -> Result<Self, Failed> {
        source.text()
    }
}

impl Encode for Json {
    fn value_ref(&self) -> ValueRef<'_> {
        ValueRef::Json(self)
    }
}

impl Value for Json {
    fn decode(source: &mut dyn Source) -> Result<Self, Failed> {
        source.json()
    }
}
