//! Values in odd spellings that mean just one thing. Serializers of .NET and programs in JavaScript write numbers and
//! booleans as text, `NaN` as .NET's own name for it, and an empty text for what is not set.

use std::fmt;

use serde::de::{Deserializer, Error, Unexpected, Visitor};

use super::decode::IntegerVisitor;

/// An integer, also as text.
pub(super) struct LenientInteger;

impl Visitor<'_> for LenientInteger {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        IntegerVisitor.expecting(f)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<i64, E> {
        Ok(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<i64, E> {
        IntegerVisitor.visit_u64(number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<i64, E> {
        IntegerVisitor.visit_f64(number)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<i64, E> {
        let number = number_in(text).ok_or_else(|| E::invalid_type(Unexpected::Str(text), &self))?;
        match number.parse() {
            Ok(integer) => Ok(integer),
            Err(_) => number.parse().map_or_else(
                |_| Err(E::invalid_type(Unexpected::Str(text), &self)),
                |double| IntegerVisitor.visit_f64(double),
            ),
        }
    }
}

/// A number, also as text. What JSON has no numbers for is one only where it may be infinite.
pub(super) struct LenientDouble {
    pub(super) may_be_infinite: bool,
}

impl LenientDouble {
    fn named(&self, text: &str) -> Option<f64> {
        let number = match text {
            "NaN" => f64::NAN,
            "Infinity" => f64::INFINITY,
            "-Infinity" => f64::NEG_INFINITY,
            _ => return None,
        };
        self.may_be_infinite.then_some(number)
    }
}

impl Visitor<'_> for LenientDouble {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<f64, E> {
        Ok(number)
    }

    #[allow(clippy::cast_precision_loss, reason = "as serde reads integers where a double is wanted")]
    fn visit_i64<E: Error>(self, number: i64) -> Result<f64, E> {
        Ok(number as f64)
    }

    #[allow(clippy::cast_precision_loss, reason = "as serde reads integers where a double is wanted")]
    fn visit_u64<E: Error>(self, number: u64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<f64, E> {
        let number = number_in(text).and_then(|number| number.parse().ok()).filter(|number: &f64| number.is_finite());
        number.or_else(|| self.named(text)).ok_or_else(|| E::invalid_type(Unexpected::Str(text), &self))
    }
}

/// A boolean, also as text.
pub(super) struct LenientBool;

impl Visitor<'_> for LenientBool {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a boolean")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        Ok(value)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        let spelled = |word| text.trim_ascii().eq_ignore_ascii_case(word);
        match (spelled("true"), spelled("false")) {
            (true, _) => Ok(true),
            (_, true) => Ok(false),
            _ => Err(E::invalid_type(Unexpected::Str(text), &self)),
        }
    }
}

/// The text of a number as JSON has them; Rust would read more.
fn number_in(text: &str) -> Option<&str> {
    let number = text.trim_ascii();
    let begins = number.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit());
    let allowed = |c: char| c.is_ascii_digit() || "+-.eE".contains(c);
    (begins && number.chars().all(allowed)).then_some(number)
}

/// What another visitor reads, or nothing: `null` or an empty text.
pub(super) struct OrNothing<V>(pub(super) V);

impl<'de, V: Visitor<'de>> Visitor<'de> for OrNothing<V> {
    type Value = Option<V::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        self.0.visit_bool(value).map(Some)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        self.0.visit_i64(number).map(Some)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        self.0.visit_u64(number).map(Some)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        self.0.visit_f64(number).map(Some)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        if text.trim_ascii().is_empty() { Ok(None) } else { self.0.visit_str(text).map(Some) }
    }
}
