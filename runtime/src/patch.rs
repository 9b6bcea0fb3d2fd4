//! Changes of a part of something.

use serde::de::Error as _;

use crate::Json;
use crate::payload::{Binary, BodyError, Payload};
use crate::record::{DecodeLimits, Encode, Place};

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
}

impl Patch {
    /// The media type of its form.
    pub fn media_type(&self) -> &'static str {
        match self {
            Self::Steps(_) => "application/json-patch+json",
            Self::Values(_) => "application/merge-patch+json",
        }
    }

    fn to_json(&self) -> Json {
        match self {
            Self::Steps(patch) => patch.steps.iter().map(PatchStep::to_json).collect(),
            Self::Values(patch) => patch.as_json(),
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
    pub fn test(self, path: impl Into<String>, value: impl Into<Json>) -> Self {
        self.step(PatchStep::Test { path: path.into(), value: value.into() })
    }

    /// Puts a value where none is, or between the items of a list.
    #[must_use]
    pub fn add(self, path: impl Into<String>, value: impl Into<Json>) -> Self {
        self.step(PatchStep::Add { path: path.into(), value: value.into() })
    }

    /// Puts a value in the place of another one.
    #[must_use]
    pub fn replace(self, path: impl Into<String>, value: impl Into<Json>) -> Self {
        self.step(PatchStep::Replace { path: path.into(), value: value.into() })
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

    /// The properties of a model that are set.
    ///
    /// # Errors
    /// The model has no JSON form, or it is no object.
    pub fn of(model: &impl Encode) -> Result<Self, serde_json::Error> {
        match serde_json::to_value(model.value_ref())? {
            Json::Object(values) => Ok(Self { values }),
            _ => Err(serde_json::Error::custom("only an object can be merged")),
        }
    }

    /// Sets a property to a value.
    #[must_use]
    pub fn set(mut self, property: impl Into<String>, value: impl Into<Json>) -> Self {
        self.values.insert(property.into(), value.into());
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
            Json::Object(values) => Ok(Self::Values(MergePatch { values })),
            _ => Err(malformed(Place::default(), "expected a list of steps, or an object with new values")),
        }
    }

    fn into_body(self) -> Result<Option<Binary>, serde_json::Error> {
        serde_json::to_vec(&self.to_json()).map(|bytes| Some(Binary::new(self.media_type(), bytes)))
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
        Self { steps: steps.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let json = |patch: Patch| patch.to_json().to_string();
        let steps = JsonPatch::new().replace("/Department", "Bergen").remove("/Phone");
        assert_eq!(
            json(steps.into()),
            r#"[{"op":"replace","path":"/Department","value":"Bergen"},{"op":"remove","path":"/Phone"}]"#
        );
        assert_eq!(json(MergePatch::new().set("A", 1).remove("B").into()), r#"{"A":1,"B":null}"#);
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
