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

    fn decode_into(property: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *property = source.optional_bool()?;
        Ok(())
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
        narrow(number, source)
    }

    fn decode_into(property: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *property = match source.optional_integer()? {
            Some(number) => Some(narrow(number, source)?),
            None => None,
        };
        Ok(())
    }
}

fn narrow(number: i64, source: &mut dyn Source) -> Result<i32, Failed> {
    i32::try_from(number).map_err(|_| source.refuse(&format_args!("{number} does not fit into 32 bits")))
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

    fn decode_into(property: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *property = source.optional_integer()?;
        Ok(())
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

    fn decode_into(property: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *property = source.optional_double()?;
        Ok(())
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

    fn decode_into(property: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *property = source.optional_text()?;
        Ok(())
    }
}

/// For arguments, as text is seldom at hand as `str` itself.
impl Encode for &str {
    fn value_ref(&self) -> ValueRef<'_> {
        ValueRef::Text(self)
    }
}

/// Numbers that no model has, but programs count with.
macro_rules! encode_as_integer {
    ($($number:ty)*) => {$(
        impl Encode for $number {
            fn value_ref(&self) -> ValueRef<'_> {
                ValueRef::Integer((*self).into())
            }
        }
    )*};
}
encode_as_integer!(i8 i16 u8 u16 u32);

impl Encode for f32 {
    fn value_ref(&self) -> ValueRef<'_> {
        ValueRef::Double((*self).into())
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

    fn decode_item(source: &mut dyn Source) -> Result<Option<Self>, Failed> {
        source.json().map(Some)
    }
}
