//! Conversions between models that have properties in common.

use super::{Record, for_each_unknown, others};

/// A model made of another one; what `From` of generated models calls.
///
/// Properties of the same name, to the letter, have the same type, and are copied. What the other model does not know becomes a
/// property where this one has it, and stays unknown otherwise. What only the other one has is left out.
pub fn convert<T: Record + Default>(original: &dyn Record) -> T {
    let mut made = T::default();
    convert_into(original, &mut made);
    made
}

fn convert_into(original: &dyn Record, made: &mut dyn Record) {
    let (names, wanted) = (original.schema().properties, made.schema().properties);
    let place = |name: &str| wanted.iter().position(|wanted| *wanted == name);
    original.with_properties(&mut |originals, unknown| {
        made.with_properties_mut(&mut |properties, kept| {
            for (name, original) in names.iter().zip(originals) {
                if let Some(property) = place(name).and_then(|index| properties.get_mut(index)) {
                    property.copy(*original);
                }
            }
            let Some(mut rest) = unknown.filter(|unknown| !unknown.is_empty()).cloned() else { return };
            for_each_unknown(original, unknown, &mut |name, value| {
                let name = name.shown;
                let Some(property) = place(name).and_then(|index| properties.get_mut(index)) else { return };
                if others::set(&mut **property, &value.to_json()) {
                    rest.remove(name);
                }
            });
            if let Some(kept) = kept.filter(|_| !rest.is_empty()) {
                *kept = rest;
            }
        });
    });
}
