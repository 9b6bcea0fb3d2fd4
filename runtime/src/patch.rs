//! Changes of a part of something.

use std::collections::BTreeMap;

use serde::de::Error as _;

use crate::Json;
use crate::payload::{Binary, BodyError, Payload};
use crate::record::{DecodeLimits, Encode, Place, UnknownName, UnknownValue, ValueRef, for_each_unknown};

/// The body of a `PATCH`: what changes, and nothing of the rest.
///
/// There are two forms. A [`JsonPatch`] is a list of steps and can also test a value before it
/// changes it; a [`MergePatch`] is an object with the new values. Methods of generated clients
/// take either.
///
/// ```
/// use docwright_runtime::{JsonPatch, MergePatch, Patch};
///
/// let steps = Patch::from(JsonPatch::new().test("/Name", "Fram").replace("/Department", "Bergen"));
/// let values = Patch::from(MergePatch::new().set("Department", "Bergen").remove("Phone"));
/// assert_ne!(steps, values);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Patch {
    /// Steps: `application/json-patch+json`, RFC 6902.
    Steps(JsonPatch),
    /// New values: `application/merge-patch+json`, RFC 7396.
    Values(MergePatch),
}

/// Steps that change something one after the other, or not at all if one of them fails.
///
/// A path such as `/Persons/2/Title` names a value; `/Emails/-` the place behind the last item.
///
/// ```
/// use docwright_runtime::{JsonPatch, PatchStep};
///
/// let patch = JsonPatch::new().test("/Name", "Fram").add("/Tags/-", "big").remove("/Phone");
/// assert_eq!(patch.steps().len(), 3);
/// assert_eq!(patch.steps()[2], PatchStep::Remove { path: "/Phone".to_owned() });
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JsonPatch {
    steps: Vec<PatchStep>,
    /// Why it cannot be sent.
    fault: Option<Fault>,
}

/// A step of a [`JsonPatch`].
///
/// ```
/// use docwright_runtime::{JsonPatch, PatchStep};
///
/// let names = [("/Name", "Fram"), ("/Department", "Bergen")];
/// let patch: JsonPatch = names
///     .map(|(path, value)| PatchStep::Replace { path: path.to_owned(), value: value.into() })
///     .into_iter()
///     .collect();
/// assert_eq!(patch.steps().len(), 2);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PatchStep {
    /// Fails unless the value is this one.
    Test {
        /// Where.
        path: String,
        /// What has to be there.
        value: Json,
    },
    /// Puts a value where none is, or between the items of a list.
    Add {
        /// Where.
        path: String,
        /// What.
        value: Json,
    },
    /// Puts a value in the place of another one.
    Replace {
        /// Where.
        path: String,
        /// What.
        value: Json,
    },
    /// Takes a value away.
    Remove {
        /// Where.
        path: String,
    },
}

/// An object with new values; those that it does not name stay.
///
/// ```
/// use docwright_runtime::{Json, MergePatch};
///
/// let patch = MergePatch::new().set("Department", "Bergen").remove("Phone");
/// assert_eq!(patch.as_json()["Phone"], Json::Null);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MergePatch {
    values: serde_json::Map<String, Json>,
    /// Why it cannot be sent.
    fault: Option<Fault>,
}

/// A value that has no JSON form, and what was to be set to it. It is told when the patch is sent, so that describing
/// one needs no error handling; what takes its place must not be `null`, which would erase something.
#[derive(Clone, Debug, PartialEq)]
struct Fault(String);

impl Fault {
    /// The value as JSON; the first fault is kept.
    fn check(kept: &mut Option<Self>, place: &str, value: &impl Encode) -> Option<Json> {
        let json = serde_json::to_value(value.value_ref());
        json.map_err(|reason| kept.get_or_insert(Self(format!("{place}: {reason}"))).clone()).ok()
    }

    fn told(kept: Option<&Self>) -> Result<(), serde_json::Error> {
        kept.map_or(Ok(()), |Self(message)| Err(serde_json::Error::custom(message)))
    }
}

impl Patch {
    /// The media type of its form.
    pub fn media_type(&self) -> &'static str {
        match self {
            Self::Steps(_) => "application/json-patch+json",
            Self::Values(_) => "application/merge-patch+json",
        }
    }

    fn to_json(&self) -> Result<Json, serde_json::Error> {
        match self {
            Self::Steps(JsonPatch { steps, fault }) => {
                Fault::told(fault.as_ref())?;
                Ok(steps.iter().map(PatchStep::to_json).collect())
            }
            Self::Values(patch) => {
                Fault::told(patch.fault.as_ref())?;
                Ok(patch.as_json())
            }
        }
    }
}

impl From<JsonPatch> for Patch {
    fn from(patch: JsonPatch) -> Self {
        Self::Steps(patch)
    }
}

impl From<MergePatch> for Patch {
    fn from(patch: MergePatch) -> Self {
        Self::Values(patch)
    }
}

/// A value without JSON form, such as an infinite number, fails when the patch is sent.
impl JsonPatch {
    /// No steps.
    pub fn new() -> Self {
        Self::default()
    }

    /// The steps.
    pub fn steps(&self) -> &[PatchStep] {
        &self.steps
    }

    /// Nothing changes unless the value is this one.
    #[must_use]
    pub fn test(self, path: impl Into<String>, value: impl Encode) -> Self {
        self.step_with(path.into(), &value, |path, value| PatchStep::Test { path, value })
    }

    /// Puts a value where none is, or between the items of a list.
    #[must_use]
    pub fn add(self, path: impl Into<String>, value: impl Encode) -> Self {
        self.step_with(path.into(), &value, |path, value| PatchStep::Add { path, value })
    }

    /// Puts a value in the place of another one.
    #[must_use]
    pub fn replace(self, path: impl Into<String>, value: impl Encode) -> Self {
        self.step_with(path.into(), &value, |path, value| PatchStep::Replace { path, value })
    }

    /// Takes a value away.
    #[must_use]
    pub fn remove(self, path: impl Into<String>) -> Self {
        self.step(PatchStep::Remove { path: path.into() })
    }

    /// Adds a step.
    #[must_use]
    pub fn step(mut self, step: PatchStep) -> Self {
        self.steps.push(step);
        self
    }

    fn step_with(mut self, path: String, value: &impl Encode, step: fn(String, Json) -> PatchStep) -> Self {
        match Fault::check(&mut self.fault, &path, value) {
            Some(value) => self.step(step(path, value)),
            None => self,
        }
    }
}

impl PatchStep {
    fn to_json(&self) -> Json {
        match self {
            Self::Test { path, value } => serde_json::json!({"op": "test", "path": path, "value": value}),
            Self::Add { path, value } => serde_json::json!({"op": "add", "path": path, "value": value}),
            Self::Replace { path, value } => serde_json::json!({"op": "replace", "path": path, "value": value}),
            Self::Remove { path } => serde_json::json!({"op": "remove", "path": path}),
        }
    }

    fn from_json(step: &Json) -> Option<Self> {
        let path = step.get("path")?.as_str()?.to_owned();
        let value = || step.get("value").cloned();
        Some(match step.get("op")?.as_str()? {
            "test" => Self::Test { path, value: value()? },
            "add" => Self::Add { path, value: value()? },
            "replace" => Self::Replace { path, value: value()? },
            "remove" => Self::Remove { path },
            _ => return None,
        })
    }
}

impl MergePatch {
    /// No values.
    pub fn new() -> Self {
        Self::default()
    }

    /// The properties of a model that are set, unknown ones included unless they are `null`.
    ///
    /// An unknown value that [`Json`] would change is left out, as is `null` within one: so it stays what it is.
    ///
    /// # Errors
    /// The model has no JSON form, or it is no object.
    pub fn of(model: &impl Encode) -> Result<Self, serde_json::Error> {
        Ok(Self { values: values(object(model)?), fault: None })
    }

    /// What makes one model the other one: its properties that changed, known and unknown; those that were set and no
    /// longer are, are taken away.
    ///
    /// ```
    /// use docwright_runtime::{MergePatch, record};
    ///
    /// struct Contact {
    ///     name: Option<String>,
    ///     phone: Option<String>,
    /// }
    /// record!(Contact { name: "Name", phone: "Phone" });
    ///
    /// let before = Contact { name: Some("Fram".to_owned()), phone: Some("815".to_owned()) };
    /// let after = Contact { name: Some("Fram AS".to_owned()), ..Contact::default() };
    /// let patch = MergePatch::between(&before, &after)?;
    /// assert_eq!(patch, MergePatch::new().set("Name", "Fram AS").remove("Phone"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`of`](Self::of); and an unknown value that [`Json`] would change is another one than before.
    pub fn between<T: Encode>(before: &T, after: &T) -> Result<Self, serde_json::Error> {
        Ok(Self { values: difference(object(before)?, object(after)?)?, fault: None })
    }

    /// Sets a property to a value; one without JSON form, such as an infinite number, fails when the patch is sent.
    #[must_use]
    pub fn set(mut self, property: impl Into<String>, value: impl Encode) -> Self {
        let property = property.into();
        if let Some(value) = Fault::check(&mut self.fault, &property, &value) {
            self.values.insert(property, value);
        }
        self
    }

    /// Takes the value of a property away.
    #[must_use]
    pub fn remove(self, property: impl Into<String>) -> Self {
        self.set(property, Json::Null)
    }

    /// The new values as JSON; `null` for those that are taken away.
    pub fn as_json(&self) -> Json {
        Json::Object(self.values.clone())
    }
}

/// A value as it is merged with another one.
enum Merged {
    /// What is set of an object.
    Object(BTreeMap<String, Merged>),
    /// Anything else; a list takes the place of another one as a whole.
    Whole(Json),
    /// JSON of an unknown property that `Json` would change, in its value or its name.
    Exact(String),
}

fn object(model: &impl Encode) -> Result<BTreeMap<String, Merged>, serde_json::Error> {
    match merged(model.value_ref())? {
        Merged::Object(values) => Ok(values),
        Merged::Whole(_) | Merged::Exact(_) => Err(serde_json::Error::custom("only an object can be merged")),
    }
}

fn merged(value: ValueRef<'_>) -> Result<Merged, serde_json::Error> {
    let mut values = BTreeMap::new();
    let mut result = Ok(());
    let mut insert = |name: &str, value| {
        if result.is_ok() {
            result = merged(value).map(|value| drop(values.insert(name.to_owned(), value)));
        }
    };
    match value {
        ValueRef::Record(record) => {
            let names = record.schema().properties;
            let mut visit = |index, value| insert(names.get(index).copied().unwrap_or_default(), value);
            let unknown = record.for_each_set(&mut visit);
            for_each_unknown(record, unknown, &mut |name, value| {
                values.extend(merged_unknown(name, value).map(|value| (name.shown.to_owned(), value)));
            });
        }
        ValueRef::Map(entries) => entries.for_each(&mut |name, value| insert(name, value)),
        ValueRef::Json(Json::Object(entries)) => {
            entries.iter().for_each(|(name, value)| insert(name, ValueRef::Json(value)));
        }
        value => return serde_json::to_value(value).map(Merged::Whole),
    }
    result.map(|()| Merged::Object(values))
}

fn merged_unknown(name: UnknownName<'_>, value: UnknownValue<'_>) -> Option<Merged> {
    match value.meant().filter(|_| name.exact.is_none()) {
        Some(value) => without_null(&value),
        None => Some(Merged::Exact(value.to_json())),
    }
}

/// To merge `null` would erase what may have been set since.
fn without_null(value: &Json) -> Option<Merged> {
    let entry = |(name, value): (&String, &Json)| Some((name.clone(), without_null(value)?));
    match value {
        Json::Null => None,
        Json::Object(values) => Some(Merged::Object(values.iter().filter_map(entry).collect())),
        value => Some(Merged::Whole(value.clone())),
    }
}

/// The values without those that JSON values cannot hold: what is not sent stays as it is.
fn values(merged: BTreeMap<String, Merged>) -> serde_json::Map<String, Json> {
    let value = |value| match value {
        Merged::Object(inner) => Some(values(inner).into()),
        Merged::Whole(value) => Some(value),
        Merged::Exact(_) => None,
    };
    merged.into_iter().filter_map(|(name, merged)| Some((name, value(merged)?))).collect()
}

fn difference(
    mut before: BTreeMap<String, Merged>,
    after: BTreeMap<String, Merged>,
) -> Result<serde_json::Map<String, Json>, serde_json::Error> {
    let mut changed = serde_json::Map::new();
    for (name, after) in after {
        let value = match (before.remove(&name), after) {
            (Some(Merged::Object(before)), Merged::Object(after)) => {
                let inner = difference(before, after)?;
                (!inner.is_empty()).then(|| inner.into())
            }
            (Some(Merged::Exact(before)), Merged::Exact(after)) if before == after => None,
            (_, Merged::Exact(_)) => {
                let fault = format!("the unknown property `{name}` has a value that a merge patch cannot hold");
                return Err(serde_json::Error::custom(fault));
            }
            (Some(Merged::Whole(before)), Merged::Whole(after)) => (before != after).then_some(after),
            (_, Merged::Whole(after)) => Some(after),
            (_, Merged::Object(after)) => Some(difference(BTreeMap::new(), after)?.into()),
        };
        changed.extend(value.map(|value| (name, value)));
    }
    changed.extend(before.into_keys().map(|name| (name, Json::Null)));
    Ok(changed)
}

/// A list is read as steps, an object as values; the media type of the body need only be JSON.
impl Payload for Patch {
    fn accepts(media_type: &str) -> bool {
        Json::accepts(media_type)
    }

    fn from_body(body: Binary) -> Result<Self, BodyError> {
        Self::from_body_within(body, DecodeLimits::NONE)
    }

    fn from_body_within(body: Binary, limits: DecodeLimits) -> Result<Self, BodyError> {
        match Json::from_body_within(body, limits)? {
            Json::Array(steps) => steps.iter().enumerate().map(read_step).collect::<Result<_, _>>().map(Self::Steps),
            Json::Object(values) => Ok(Self::Values(MergePatch { values, fault: None })),
            _ => Err(malformed(Place::default(), "expected a list of steps, or an object with new values")),
        }
    }

    fn into_body(self) -> Result<Option<Binary>, serde_json::Error> {
        serde_json::to_vec(&self.to_json()?).map(|bytes| Some(Binary::new(self.media_type(), bytes)))
    }
}

fn read_step((index, step): (usize, &Json)) -> Result<PatchStep, BodyError> {
    let expected = "expected a step with `op` (test, add, replace or remove), `path` and, but for remove, `value`";
    PatchStep::from_json(step).ok_or_else(|| malformed(Place::default().item(index), expected))
}

fn malformed(place: Place, expected: &str) -> BodyError {
    BodyError::Json { place, reason: serde_json::Error::custom(expected) }
}

impl FromIterator<PatchStep> for JsonPatch {
    fn from_iter<I: IntoIterator<Item = PatchStep>>(steps: I) -> Self {
        Self { steps: steps.into_iter().collect(), fault: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{UnknownProperties, from_json, record};

    fn read(document: &str) -> Result<Patch, String> {
        Patch::from_body(Binary::from(document.as_bytes().to_vec())).map_err(|error| error.to_string())
    }

    #[test]
    fn patches_survive_the_wire() {
        let steps = JsonPatch::new().test("/a", 1).add("/b/-", "x").replace("/c", Json::Null).remove("/d");
        let values = MergePatch::new().set("a", true).remove("b");
        for patch in [Patch::from(steps), Patch::from(values)] {
            let body = patch.clone().into_body().unwrap().unwrap();
            assert_eq!(body.content_type.as_deref(), Some(patch.media_type()));
            assert_eq!(Patch::from_body(body).unwrap(), patch);
        }
    }

    #[test]
    fn the_wire_form_is_that_of_the_standards() {
        let json = |patch: Patch| patch.to_json().unwrap().to_string();
        let steps = JsonPatch::new().replace("/Department", "Bergen").remove("/Phone");
        assert_eq!(
            json(steps.into()),
            r#"[{"op":"replace","path":"/Department","value":"Bergen"},{"op":"remove","path":"/Phone"}]"#
        );
        assert_eq!(json(MergePatch::new().set("A", 1).remove("B").into()), r#"{"A":1,"B":null}"#);
    }

    struct Company {
        name: Option<String>,
        rating: Option<f64>,
        address: Option<Box<Company>>,
        others: UnknownProperties,
    }
    record!(Company { name: "Name", rating: "Rating", address: "Address", ..others });

    fn company(document: &str) -> Company {
        from_json(document.as_bytes()).unwrap()
    }

    #[test]
    fn unknown_properties_are_merged_but_nothing_is_erased_or_rounded() {
        let company = company(
            r#"{"Name":"Fram","New":{"a":[null],"b":null},"Gone":null,"Long":12345678901234567890123,
                "Full":59.913868700000002,"Address":{"Gone":null,"City":"Bergen"}}"#,
        );
        let expected = r#"{"Address":{"City":"Bergen"},"Full":59.9138687,"Name":"Fram","New":{"a":[null]}}"#;
        assert_eq!(MergePatch::of(&company).unwrap().as_json().to_string(), expected);
    }

    #[test]
    fn a_patch_between_two_models_is_what_changed() {
        let before =
            r#"{"Name":"Fram","Rating":1.5,"New":{"a":1,"b":2},"Old":1,"Gone":null,"Address":{"City":"Oslo"}}"#;
        for (after, expected) in [
            (before, "{}"),
            (r#"{}"#, r#"{"Address":null,"Name":null,"New":null,"Old":null,"Rating":null}"#),
            (
                r#"{"Name":"Fram","Rating":2,"New":{"a":1,"b":3},"Old":1,"Gone":1,"Address":{"City":"Oslo","Zip":1}}"#,
                r#"{"Address":{"Zip":1},"Gone":1,"New":{"b":3},"Rating":2.0}"#,
            ),
        ] {
            let patch = MergePatch::between(&company(before), &company(after)).unwrap();
            assert_eq!(patch.as_json().to_string(), expected);
        }
    }

    #[test]
    fn an_unknown_value_beyond_json_values_is_left_alone_taken_away_or_refused() {
        let long = |digit| company(&format!(r#"{{"Address":{{"Long":1234567890123456789012{digit}}}}}"#));
        let between = |after: &Company| {
            MergePatch::between(&long(3), after)
                .map(|patch| patch.as_json().to_string())
                .map_err(|error| error.to_string())
        };
        assert_eq!(between(&long(3)).unwrap(), "{}");
        assert_eq!(between(&company(r#"{"Address":{}}"#)).unwrap(), r#"{"Address":{"Long":null}}"#);
        assert_eq!(between(&company(r#"{"Address":{"Long":1}}"#)).unwrap(), r#"{"Address":{"Long":1}}"#);
        assert!(between(&long(4)).unwrap_err().contains("`Long` has a value that a merge patch cannot hold"));
        let nothing = Company::default();
        assert!(MergePatch::between(&nothing, &long(3)).unwrap_err().to_string().contains("`Long` has a value"));
        let [full, short] = [r#"{"Full":59.913868700000002}"#, r#"{"Full":59.9138687}"#].map(company);
        assert_eq!(MergePatch::between(&full, &short).unwrap(), MergePatch::new());
    }

    #[test]
    fn what_is_no_number_fails_and_never_erases_anything() {
        for double in [f64::NAN, f64::INFINITY] {
            let bad = || Company { rating: Some(double), ..Company::default() };
            assert!(MergePatch::of(&bad()).is_err());
            assert!(MergePatch::between(&bad(), &Company::default()).is_err());
            for patch in [
                Patch::from(MergePatch::new().set("Name", "x").set("Rating", double)),
                MergePatch::new().set("Ratings", vec![1.0, double]).set("Rating", 1.0).into(),
                MergePatch::new().set("Address", bad()).into(),
                JsonPatch::new().replace("/Rating", double).remove("/Name").into(),
                JsonPatch::new().test("/Rating", double).into(),
                JsonPatch::new().add("/Ratings/-", vec![Some(double)]).into(),
            ] {
                let error = patch.into_body().unwrap_err().to_string();
                assert!(error.contains("no number in JSON"), "{error}");
            }
        }
    }

    #[test]
    fn a_step_that_is_none_is_named() {
        for document in [
            r#"[{"op":"remove","path":"/a"},{"op":"move","path":"/a"}]"#,
            r#"[{"op":"remove","path":""},{"op":"add","path":"/a"}]"#,
        ] {
            let error = read(document).unwrap_err();
            assert!(error.contains("[1]") && error.contains("`op`"), "{error}");
        }
        assert!(read("5").unwrap_err().contains("a list of steps"));
        assert!(read("").is_err());
    }
}
