//! What names, samples and structs of a vendor mean, beyond the words of its pages.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{Deserializer, Error};

use super::security::SecurityScheme;
use super::template::{Blank, Template};
use super::{Number, TypeName, pattern::NamePattern};
use crate::json::Node;

/// The conventions of a vendor. Without any, names and samples mean what they say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Conventions {
    pub(crate) samples: Samples,
    /// Whether all types that pages define by properties are part of the API: values of another type may be of them.
    pub(crate) keep_types: bool,
    /// The last segments of paths that are read for bytes, whatever pages tell of the others of their routes.
    pub(crate) byte_paths: Vec<String>,
    /// The last segments of paths that are read for something else than pages tell, which they do not tell.
    pub(crate) other_paths: Vec<String>,
    /// Request bodies whose properties are the arguments of an operation.
    pub(crate) arguments: Option<Arguments>,
    /// How the names of services end that have the same methods, where they do not differ otherwise.
    pub(crate) twin_services: Vec<String>,
    /// The struct that is another one and its links.
    pub(crate) linked: Option<Linked>,
    /// The properties that say what the caller may do: responses show them, requests never do.
    pub(crate) access_rights: Vec<String>,
    /// Names of lists of ids, which are whole numbers.
    pub(crate) id_lists: Vec<NamePattern>,
    /// Names of lists of dates: samples show any word for these.
    pub(crate) date_lists: Vec<NamePattern>,
    pub(crate) paging: Option<Paging>,
    /// Filters in the form of OData's.
    pub(crate) filters: Option<Filters>,
    /// What the API is called.
    pub(crate) title: Option<String>,
    /// The version of the API that the docs describe.
    pub(crate) version: Option<String>,
    /// How callers may authenticate, where the docs of an operation list the header.
    pub(crate) authentication: Vec<SecurityScheme>,
    /// The headers that clients and servers have methods for, where the docs list them.
    pub(crate) headers: Vec<HeaderMethod>,
    pub(crate) entities: Option<Entities>,
    pub(crate) errors: Errors,
    /// How notices show, by their kinds.
    #[serde(deserialize_with = "notice_styles")]
    pub(crate) notices: BTreeMap<String, NoticeStyle>,
    /// Whether tables of request bodies list some of the properties of a type that is told.
    pub(crate) partial_bodies: bool,
    /// What is around the lists that operations answer.
    pub(crate) lists: Option<Lists>,
    /// What is around what each operation answers.
    pub(crate) envelope: Option<Envelope>,
}

/// How a kind of notice shows.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct NoticeStyle {
    /// The heading above its text in the documentation of methods; without it, the kind in words.
    pub(crate) title: Option<String>,
    /// What the documentation of methods says of its number.
    pub(crate) sentence: Option<Template<Number>>,
    /// What its number is called in the OpenAPI export.
    pub(crate) number: Option<String>,
    /// Whether the OpenAPI export calls operations deprecated that have it.
    pub(crate) deprecated: bool,
    /// The extension that has its text in the OpenAPI export.
    #[serde(deserialize_with = "extension")]
    pub(crate) extension: Option<String>,
}

/// Reads the name of a kind of notice.
pub(super) fn notice_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    checked_kind(String::deserialize(deserializer)?)
}

fn notice_styles<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, NoticeStyle>, D::Error> {
    let styles = BTreeMap::<String, NoticeStyle>::deserialize(deserializer)?;
    styles.into_iter().map(|(kind, style)| Ok((checked_kind(kind)?, style))).collect()
}

fn checked_kind<E: Error>(kind: String) -> Result<String, E> {
    let words = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    match kind.split('-').all(words) {
        true => Ok(kind),
        false => Err(E::custom(format_args!("'{kind}' is no kind of notice: write small letters and dashes"))),
    }
}

fn extension<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(deserializer)?;
    match name.strip_prefix("x-") {
        Some(rest) if !rest.is_empty() && !rest.starts_with("docwright-") => Ok(Some(name)),
        _ => Err(D::Error::custom(format_args!("'{name}' is no extension of OpenAPI: its name starts with 'x-'"))),
    }
}

/// A struct that holds what operations answer; tables describe what is in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Envelope {
    /// The property with what the operation answers.
    pub(crate) payload: String,
    /// The other properties, by name.
    #[serde(default)]
    pub(crate) properties: BTreeMap<String, EnvelopeType>,
}

/// A struct that holds a list which an operation answers.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Lists {
    /// The property with the list.
    pub(crate) items: String,
    /// The name of the struct, by that of the type of the items.
    pub(crate) name: Template<TypeName>,
    /// The other properties, by name.
    #[serde(default)]
    pub(crate) properties: BTreeMap<String, EnvelopeType>,
}

/// The type of a property of an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum EnvelopeType {
    Bool,
    Int32,
    Int64,
    Double,
    String,
    DateTime,
    /// An object of which nothing is told.
    Object,
}

/// What samples put in the place of values: all other values are examples.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Samples {
    /// The text where a value may be anything.
    pub(crate) any_value: Option<String>,
    /// How the text starts that stands for bytes.
    pub(crate) bytes: Option<String>,
    /// The number that stands for one that may be too large for 32 bits.
    pub(crate) int64: Option<f64>,
    pub(crate) dictionaries: Option<Dictionaries>,
    /// Whether they were recorded from the API, so that they are right where a type cell says otherwise.
    pub(crate) recorded: bool,
    /// Whether they only show what there may be, and tell nothing of types.
    pub(crate) only_shown: bool,
    /// Whether they tell what answers without a table hold, by all that they show.
    pub(crate) complete: bool,
    /// Whether objects are dictionaries that are all of an answer without a table.
    pub(crate) objects_are_maps: bool,
    /// The property of objects that has the name of their type, which counts all the same where nothing else tells it.
    pub(crate) type_name: Option<String>,
    /// The properties of what shows a failure, and is no sample of the answer of a success.
    pub(crate) failures: Vec<String>,
    /// Whether values that are no objects are never left out, so that `null` and `{}` stand for an object.
    pub(crate) empty_is_object: bool,
}

impl Samples {
    /// Whether a value shows a failure: an object with these properties, and no others.
    pub(crate) fn is_failure(&self, value: &Node) -> bool {
        match value {
            Node::Object(entries) => {
                entries.len() == self.failures.len()
                    && !entries.is_empty()
                    && entries.iter().all(|(name, _)| self.failures.contains(name))
            }
            _ => false,
        }
    }
}

/// The made-up keys of dictionaries in samples.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Dictionaries {
    /// The key of the only entry.
    pub(crate) key: String,
    /// What stands before `1` and `2` in the keys of two entries, besides the name of the property.
    pub(crate) numbered: Vec<String>,
}

/// The arguments of an operation, as a request body.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Arguments {
    /// The name of the body.
    pub(crate) body: String,
    /// How the name of a service ends that its operations are called without.
    pub(crate) service_ending: String,
    /// The name of their struct, which no page tells.
    pub(crate) name: Template<Operation>,
}

/// The blank of a template for the service and the method of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operation;

impl Blank for Operation {
    const TEXT: &'static str = "{operation}";
}

/// A struct and its links to related resources.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Linked {
    /// The property that holds the links.
    pub(crate) property: String,
    /// The name of the struct, by that of the one without links.
    pub(crate) name: Template<TypeName>,
}

/// How a struct is a page of a list.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Paging {
    /// The property that holds the items of the page.
    pub(crate) items: String,
    /// The property beside it that holds the URL of the next page.
    pub(crate) next_link: String,
    /// The items that have the columns which were asked for, whatever these are.
    #[serde(default)]
    pub(crate) open_rows: Option<OpenRows>,
    /// The query parameters of operations that answer pages.
    #[serde(default)]
    pub(crate) parameters: Option<PagingParameters>,
}

/// Rows of what was selected: their samples show some entity by chance.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct OpenRows {
    /// The property beside the items that tells that they are such rows.
    pub(crate) mark: String,
    /// The property of each row that identifies it.
    pub(crate) key: String,
    /// The property of each row that tells of what kind it is.
    pub(crate) kind: String,
}

/// The query parameters of operations that answer pages.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct PagingParameters {
    /// How many items are wanted.
    pub(crate) top: String,
    /// How many items are left out.
    pub(crate) skip: String,
    /// Which properties are wanted.
    pub(crate) select: String,
}

/// Filters in the form of OData's: what they have beyond OData.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Filters {
    /// The query parameter that takes them.
    pub(crate) parameter: String,
    /// The conditions that OData does not have.
    #[serde(default)]
    pub(crate) operators: Vec<Operator>,
}

/// A condition on a field.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Operator {
    /// What stands behind the field.
    pub(crate) word: String,
    pub(crate) takes: OperatorValue,
    pub(crate) docs: String,
}

/// What a condition compares a field with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum OperatorValue {
    Nothing,
    Value,
    /// Two values, in parentheses.
    Two,
    /// Any number of ids, in parentheses.
    Ids,
}

/// How operations tell that they act on the same things.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Entities {
    /// What ends the names of ids.
    pub(crate) id: String,
    /// How the documentation of the property begins that identifies an entity.
    pub(crate) key_docs: String,
    /// What ends the names of types that show an entity, besides its name.
    pub(crate) type_endings: Vec<String>,
    /// The segment below the path of a collection that answers a new entity, not saved yet.
    pub(crate) new_segment: String,
    pub(crate) methods: EntityMethods,
}

/// What the methods begin with whose names end with that of an entity.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct EntityMethods {
    pub(crate) get: String,
    pub(crate) save: Vec<String>,
    pub(crate) delete: String,
    /// Answers a new entity, not saved yet.
    pub(crate) new: String,
}

/// A header, as a method of calls, of builders of clients, and of the contexts of requests.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct HeaderMethod {
    /// The name of the method.
    pub(crate) name: String,
    pub(crate) header: String,
    /// What it is for.
    pub(crate) docs: String,
    #[serde(default)]
    pub(crate) value: HeaderValue,
    /// What the method puts behind the value, after a comma.
    #[serde(default)]
    pub(crate) option: Option<String>,
    /// Whether the option has times written with their offset.
    #[serde(default)]
    pub(crate) offsets: bool,
    /// The method without whose header this one does not count.
    #[serde(default)]
    pub(crate) along_with: Option<String>,
}

/// What is sent in a header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum HeaderValue {
    #[default]
    Text,
    /// A number, or a text.
    Number,
    /// A language, which `Accept-Language` tells where the header does not.
    Language,
}

/// How answers tell of errors.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Errors {
    /// The objects that do. A server writes the first one.
    pub(crate) objects: Vec<ErrorObject>,
    /// How messages begin that say that nothing is at the path of a request.
    pub(crate) no_such_path: Vec<String>,
}

/// The properties of an object that tells of an error.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct ErrorObject {
    /// The property that is `true`.
    pub(crate) flag: Option<String>,
    /// The class of the error, for programs.
    pub(crate) code: Option<String>,
    /// What is wrong, for people.
    pub(crate) message: Option<String>,
    /// More about it.
    pub(crate) detail: Option<String>,
    /// The part of the service that failed.
    pub(crate) source: Option<String>,
    /// The properties that prove an answer with a status of success to be an error.
    pub(crate) proof: Vec<String>,
}

impl Conventions {
    /// The header and its option that have times written with their offset.
    pub(crate) fn offsets(&self) -> Option<(&str, &str)> {
        let method = self.headers.iter().find(|method| method.offsets)?;
        Some((&method.header, method.option.as_deref()?))
    }

    /// Whether a property holds links to related resources.
    pub(crate) fn is_links(&self, property: &str) -> bool {
        self.linked.as_ref().is_some_and(|linked| linked.property == property)
    }

    /// The name of the struct without links, by that of the one with links.
    pub(crate) fn without_links<'n>(&self, name: &'n str) -> Option<&'n str> {
        self.linked.as_ref()?.name.blank_in(name)
    }

    /// What the entity is called that a type shows.
    pub(crate) fn entity_stem<'n>(&self, ty: &'n str) -> &'n str {
        let endings = self.entities.iter().flat_map(|entities| &entities.type_endings);
        endings.fold(ty, |name, ending| name.strip_suffix(ending.as_str()).unwrap_or(name))
    }

    /// Whether a property says what the caller may do.
    pub(crate) fn is_access_right(&self, property: &str) -> bool {
        self.access_rights.iter().any(|right| right == property)
    }

    /// What the names of twin services have in common.
    pub(crate) fn twin_stem<'n>(&self, service: &'n str) -> &'n str {
        self.twin_services.iter().find_map(|ending| service.strip_suffix(ending.as_str())).unwrap_or(service)
    }

    /// Whether a request body of this name holds the arguments of its operation.
    pub(crate) fn is_arguments(&self, body: &str) -> bool {
        self.arguments.as_ref().is_some_and(|arguments| arguments.body == body)
    }

    /// Whether a list of this name holds ids.
    pub(crate) fn is_id_list(&self, name: &str) -> bool {
        self.id_lists.iter().any(|pattern| pattern.matches(name))
    }

    /// Whether a list of this name holds dates.
    pub(crate) fn is_date_list(&self, name: &str) -> bool {
        self.date_lists.iter().any(|pattern| pattern.matches(name))
    }

    /// The property that holds rows of what was selected, in a struct with these properties.
    pub(crate) fn open_rows<'n>(&self, mut names: impl Iterator<Item = &'n str>) -> Option<&str> {
        let paging = self.paging.as_ref()?;
        let rows = paging.open_rows.as_ref()?;
        names.any(|name| name == rows.mark).then_some(&paging.items)
    }
}
