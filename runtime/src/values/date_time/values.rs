//! Date types of other crates as the types of properties.

use crate::record::{Encode, Failed, Source, Spell, Value, ValueRef};

use super::DateTime;

/// Makes a type a value that is on the wire what [`DateTime`] makes of it.
macro_rules! impl_date {
    ($($date:ty),*) => {
        $(
            impl Spell for $date {
                fn spell(&self) -> String {
                    DateTime::from(*self).into_string()
                }
            }

            impl Encode for $date {
                fn value_ref(&self) -> ValueRef<'_> {
                    ValueRef::Spelled(self)
                }
            }

            /// As the conversion from [`DateTime`]: see there what becomes of zones.
            impl Value for $date {
                fn decode(source: &mut dyn Source) -> Result<Self, Failed> {
                    let text = DateTime::decode(source)?;
                    Self::try_from(&text).map_err(|error| source.refuse(&error))
                }
            }
        )*
    };
}

#[cfg(feature = "chrono")]
impl_date!(::chrono::NaiveDateTime, ::chrono::DateTime<::chrono::FixedOffset>, ::chrono::DateTime<::chrono::Utc>);
#[cfg(feature = "jiff")]
impl_date!(::jiff::civil::DateTime, ::jiff::Timestamp);
#[cfg(feature = "time")]
impl_date!(::time::PrimitiveDateTime, ::time::OffsetDateTime);

#[cfg(test)]
#[cfg(all(feature = "chrono", feature = "jiff", feature = "time"))]
mod tests {
    use chrono::Timelike;

    use crate::{from_json, record, to_json};

    struct Appointment {
        begin: Option<chrono::NaiveDateTime>,
        end: Option<time::OffsetDateTime>,
        reminders: Option<Vec<jiff::Timestamp>>,
    }
    record!(Appointment { begin: "Begin", end: "End", reminders: "Reminders" });

    #[test]
    fn properties_have_them_as_they_have_the_runtimes_own() {
        let text =
            r#"{"Begin":"2024-01-31T08:00:00","End":"2024-01-31T09:00:00+01:00","Reminders":["2024-01-31T07:00:00Z"]}"#;
        let appointment: Appointment = from_json(text.as_bytes()).unwrap();
        assert_eq!(appointment.begin.map(|begin| begin.hour()), Some(8));
        assert_eq!(appointment.end.map(|end| end.offset().whole_hours()), Some(1));
        assert_eq!(String::from_utf8(to_json(&appointment).unwrap()).unwrap(), text);
        assert_eq!(serde_json::to_string(&appointment).unwrap(), text);
        assert!(format!("{appointment:?}").contains("\"2024-01-31T08:00:00\""), "{appointment:?}");
        assert_eq!(appointment.clone(), appointment);
        assert_ne!(Appointment { begin: None, ..appointment.clone() }, appointment);
        let error = from_json::<Appointment>(br#"{"End":"2024-01-31T09:00:00"}"#).unwrap_err().to_string();
        assert!(error.starts_with("End: ") && error.contains("no time zone"), "{error}");
    }
}
