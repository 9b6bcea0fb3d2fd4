//! Conversions between models that have properties in common.

use super::{Record, UnknownValue, for_each_unknown, others};

/// A model made of another one; what `From` of generated models calls.
///
/// Properties of the same name have the same type, and are copied. What the other model does not know becomes a
/// property where this one has it, and stays unknown otherwise. What only the other one has is left out.
pub fn convert<T: Record + Default>(original: &dyn Record) -> T {
    let mut made = T::default();
    convert_into(original, &mut made);
    made
}

fn convert_into(original: &dyn Record, made: &mut dyn Record) {
    let (names, wanted) = (original.schema().properties, made.schema().properties);
    original.with_properties(&mut |originals| {
        made.with_properties_mut(&mut |properties| {
            for (name, original) in names.iter().zip(originals) {
                let index = wanted.iter().position(|wanted| wanted == name);
                if let Some(property) = index.and_then(|index| properties.get_mut(index)) {
                    property.copy(*original);
                }
            }
        });
    });
    unknown(original, made);
}

/// Properties that the original does not know.
fn unknown(original: &dyn Record, made: &mut dyn Record) {
    let Some(mut rest) = original.unknown_properties().filter(|unknown| !unknown.is_empty()).cloned() else { return };
    let wanted = made.schema().properties;
    for_each_unknown(original, &mut |name, value| {
        let Some(index) = wanted.iter().position(|wanted| *wanted == name) else { return };
        let json = match value {
            UnknownValue::Json(value) => value.to_string(),
            UnknownValue::Exact(text) => text.to_owned(),
        };
        let mut is_understood = false;
        made.with_properties_mut(&mut |properties| {
            is_understood = properties.get_mut(index).is_some_and(|property| others::set(&mut **property, &json));
        });
        if is_understood {
            rest.remove(name);
        }
    });
    if let Some(unknown) = made.unknown_properties_mut().filter(|_| !rest.is_empty()) {
        *unknown = rest;
    }
}
