//! Corrections as `docwright.yaml` spells them.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use super::{Change, Fixup, MemberName, Replaced, TypeText};
use crate::api::Side;
use crate::api::{Opaque, Type};
use crate::diagnostic::{Code, Severity};
use crate::names::{IdText, TypeName};
use crate::source::{Origin, SourceFile};
use crate::yaml;

/// The key `fixups`: a list of corrections.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fixups(Vec<(Change, String)>);

impl Fixups {
    /// The corrections, with their places in the file.
    pub(crate) fn located(self, file: &SourceFile) -> Vec<Fixup> {
        let mut lines = yaml::entry_lines(file.text(), "fixups:").into_iter();
        let fixup = |(change, because)| {
            let line = lines.next().unwrap_or(1);
            Fixup { change, because, origin: Origin { file: file.path().into(), line, column: 1, length: 0 } }
        };
        self.0.into_iter().map(fixup).collect()
    }
}

impl<'de> Deserialize<'de> for Fixups {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = Vec::<Entry>::deserialize(deserializer)?;
        let changes = entries.into_iter().enumerate().map(|(index, entry)| {
            let because = entry.because.clone();
            let change = entry.change().map_err(|fault| D::Error::custom(format!("fixup {}: {fault}", index + 1)))?;
            Ok((change, because))
        });
        changes.collect::<Result<_, _>>().map(Self)
    }
}

/// An entry of the list. Which keys it has says what it corrects.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    because: String,
    expect: Option<Said>,
    property: Option<String>,
    parameter: Option<String>,
    request: Option<String>,
    response: Option<String>,
    #[serde(rename = "enum")]
    enumeration: Option<String>,
    statuses: Option<String>,
    #[serde(rename = "type")]
    ty: Option<Said>,
    operation: Option<String>,
    page: Option<String>,
    required: Option<bool>,
    are: Option<Said>,
    rename: Option<String>,
    skip: Option<bool>,
}

/// What the docs say, or what is right: one word, or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Said {
    Bool(bool),
    Number(u16),
    Text(String),
    List(Vec<Said>),
}

impl Entry {
    fn change(self) -> Result<Change, String> {
        if self.because.trim().is_empty() {
            return Err("`because` is empty: say why the docs are wrong".to_owned());
        }
        let expect = || self.expect.clone().ok_or("`expect` is missing: what do the docs say now?");
        let ty = || self.ty.clone().ok_or("`type` is missing: what is right?");
        let types = || Ok::<_, String>(Replaced { expected: expect()?.ty()?, right: ty()?.ty()? });
        let subjects = self.subjects();
        let [(subject, name)] = subjects.as_slice() else {
            return Err(format!(
                "it has to name one of property, parameter, request, response, enum, statuses, operation and page, or a \
                 type to rename; it names {}",
                subjects.len()
            ));
        };
        Ok(match *subject {
            Subject::Property => Change::Property { property: member(name)?, types: types()? },
            Subject::Parameter => match self.required {
                Some(right) => {
                    let required = Replaced { expected: expect()?.flag()?, right };
                    Change::Required { parameter: member(name)?, required }
                }
                None => Change::Parameter { parameter: member(name)?, types: types()? },
            },
            Subject::Request => Change::Body { operation: IdText::new(name), side: Side::Request, types: types()? },
            Subject::Response => Change::Body { operation: IdText::new(name), side: Side::Response, types: types()? },
            Subject::Enum => {
                let values = Replaced { expected: expect()?.texts(), right: self.are()?.texts() };
                Change::Enum { name: TypeName::new(name), values }
            }
            Subject::Statuses => {
                let codes = Replaced { expected: expect()?.codes()?, right: self.are()?.codes()? };
                Change::Statuses { operation: IdText::new(name), codes }
            }
            Subject::Type => {
                let names = Replaced { expected: TypeName::new(name), right: TypeName::new(self.renamed()?) };
                Change::RenameType { names, members: expect()?.texts() }
            }
            Subject::Operation => {
                let ids = Replaced { expected: IdText::new(name), right: IdText::new(self.renamed()?) };
                Change::RenameOperation { ids, route: expect()?.text() }
            }
            Subject::Page if self.skip == Some(true) => {
                let holds = expect()?.text();
                let is_error = Code::ALL.iter().any(|code| code.id() == holds && code.severity() == Severity::Error);
                if name.contains(['*', '?']) && !is_error {
                    return Err(
                        "pages of a pattern are left out by an error: `expect` a code such as DW0205".to_owned()
                    );
                }
                Change::Skip { page: name.clone(), holds }
            }
            Subject::Page => return Err("a page can only be left out: `skip: true`".to_owned()),
        })
    }

    /// The keys that name what is corrected. `type` does so only where it is renamed: otherwise it is what is right.
    fn subjects(&self) -> Vec<(Subject, String)> {
        let renamed = self.ty.as_ref().filter(|_| self.rename.is_some() && self.operation.is_none()).map(Said::text);
        [
            (Subject::Property, self.property.clone()),
            (Subject::Parameter, self.parameter.clone()),
            (Subject::Request, self.request.clone()),
            (Subject::Response, self.response.clone()),
            (Subject::Enum, self.enumeration.clone()),
            (Subject::Statuses, self.statuses.clone()),
            (Subject::Type, renamed),
            (Subject::Operation, self.operation.clone()),
            (Subject::Page, self.page.clone()),
        ]
        .into_iter()
        .filter_map(|(subject, name)| Some((subject, name?)))
        .collect()
    }

    fn are(&self) -> Result<Said, String> {
        self.are.clone().ok_or_else(|| "`are` is missing: which are right?".to_owned())
    }

    fn renamed(&self) -> Result<&str, String> {
        self.rename.as_deref().ok_or_else(|| "`rename` is missing: what is the right name?".to_owned())
    }
}

#[derive(Clone, Copy)]
enum Subject {
    Property,
    Parameter,
    Request,
    Response,
    Enum,
    Statuses,
    Type,
    Operation,
    Page,
}

fn member(name: &str) -> Result<MemberName, String> {
    MemberName::parse(name).ok_or_else(|| format!("'{name}' is not of the form Owner.member"))
}

impl Said {
    fn text(&self) -> String {
        match self {
            Self::Bool(value) => value.to_string(),
            Self::Number(value) => value.to_string(),
            Self::Text(text) => text.clone(),
            Self::List(items) => items.iter().map(Self::text).collect::<Vec<_>>().join(", "),
        }
    }

    fn texts(&self) -> Vec<String> {
        match self {
            Self::List(items) => items.iter().map(Self::text).collect(),
            single => vec![single.text()],
        }
    }

    fn codes(&self) -> Result<Vec<u16>, String> {
        let code = |text: String| text.parse().map_err(|_| format!("'{text}' is no status code"));
        let mut codes = self.texts().into_iter().map(code).collect::<Result<Vec<u16>, _>>()?;
        codes.sort_unstable();
        codes.dedup();
        Ok(codes)
    }

    fn flag(&self) -> Result<bool, String> {
        match self {
            Self::Bool(value) => Ok(*value),
            other => Err(format!("'{}' is neither true nor false", other.text())),
        }
    }

    /// `[Person]` without quotation marks is a list of YAML, and means the same.
    fn ty(&self) -> Result<TypeText, String> {
        match self {
            Self::List(items) => match items.as_slice() {
                [item] => Ok(TypeText(Type::List(Box::new(item.ty()?.0)))),
                _ => Err("a list has one type of items, as in [Person]".to_owned()),
            },
            single => TypeText::parse(&single.text()),
        }
    }
}

impl TypeText {
    const MAX_LENGTH: usize = 1000;

    /// Reads a type as findings and `docwright explain` write it; the reason of `any` may be left out.
    ///
    /// # Errors
    /// It is no type.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.len() > Self::MAX_LENGTH {
            return Err("the type is too long".to_owned());
        }
        let inner = |text| Self::parse(text).map(|ty| Box::new(ty.0));
        if let Some(item) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
            return Ok(Self(Type::List(inner(item)?)));
        }
        if let Some(value) = text.strip_prefix("map of ") {
            return Ok(Self(Type::Map(inner(value)?)));
        }
        let plain = [Type::Bool, Type::Int32, Type::Int64, Type::Double, Type::String, Type::DateTime, Type::Base64];
        if let Some(plain) = plain.into_iter().find(|ty| ty.to_string() == text) {
            return Ok(Self(plain));
        }
        let is_name = text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || c == '_');
        match text {
            "any" => Ok(Self(Type::Json(Opaque::AnyValue))),
            _ if text.starts_with("any (") => Ok(Self(Type::Json(Opaque::AnyValue))),
            name if is_name => Ok(Self(Type::Named(TypeName::new(name)))),
            _ => Err(format!("'{text}' is no type: write int32, [Person], map of string, any, or the name of a type")),
        }
    }

    /// Whether it is this type; why something may be any JSON does not matter.
    pub fn is(&self, ty: &Type) -> bool {
        match (&self.0, ty) {
            (Type::List(left), Type::List(right)) | (Type::Map(left), Type::Map(right)) => {
                Self((**left).clone()).is(right)
            }
            (Type::Json(_), Type::Json(_)) => true,
            (left, right) => left == right,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_read_as_they_are_written() {
        for text in ["int32", "date-time", "[Person]", "map of [string]", "[[bool]]", "Address_2"] {
            let ty = TypeText::parse(text).unwrap();
            assert_eq!(ty.0.to_string(), text);
            assert!(ty.is(&ty.0));
        }
        assert!(TypeText::parse("[any]").unwrap().is(&Type::List(Box::new(Type::Json(Opaque::Untold)))));
        assert!(TypeText::parse("any (empty sample)").unwrap().is(&Type::Json(Opaque::Untold)));
        for text in ["", "[", "[]", "map of", "int 32", "Vec<i32>", &"[".repeat(2000)] {
            assert!(TypeText::parse(text).is_err(), "{text}");
        }
    }
}
