//! What can be asked for, and how it is written.

use super::find::Miss;
use crate::diagnostic::Code;
use crate::page::Method;
use crate::suggest;

/// What somebody asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A kind of finding, such as `DW0304`.
    Code(Code),
    /// The operations of a path, and of a method if there is one: `GET /api/v1/User/{id}`.
    Route {
        /// The method, where one is given.
        method: Option<Method>,
        /// The path template.
        path: String,
    },
    /// Anything else, by its name.
    Name {
        /// The only kind of thing that is meant, where the name alone would mean several.
        kind: Option<Kind>,
        /// An operation's id, a type's name, or one of them with a dot and a member.
        name: String,
    },
}

/// The kinds of things that have names; each is also a prefix of targets, as in `type:User`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An operation.
    Operation,
    /// A struct or an enum.
    Type,
    /// A property of a struct.
    Field,
    /// A parameter in the path.
    Path,
    /// A parameter in the query.
    Query,
    /// The body of a request or of a response.
    Body,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::Operation, Self::Type, Self::Field, Self::Path, Self::Query, Self::Body];

    /// The word before the colon.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Type => "type",
            Self::Field => "field",
            Self::Path => "path",
            Self::Query => "query",
            Self::Body => "body",
        }
    }
}

impl Target {
    /// Reads a target. The case of letters does not matter, except where a name exists in several.
    ///
    /// # Errors
    /// Nothing at all, and a code of findings that does not exist.
    pub fn parse(text: &str) -> Result<Self, Miss> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Miss::Nothing { what: "the target is empty".to_owned(), help: EXAMPLES.to_owned() });
        }
        if is_code(text) {
            return code(text);
        }
        if let Some(route) = route(text) {
            return Ok(route);
        }
        let prefixed = text.split_once(':').and_then(|(prefix, name)| {
            let kind = Kind::ALL.into_iter().find(|kind| kind.prefix().eq_ignore_ascii_case(prefix))?;
            Some((kind, name.trim()))
        });
        Ok(match prefixed {
            Some((kind, name)) => Self::Name { kind: Some(kind), name: name.to_owned() },
            None => Self::Name { kind: None, name: text.to_owned() },
        })
    }
}

/// What a target looks like.
pub(super) const EXAMPLES: &str = "name an operation ('ChatAgent.GetChatMessages', 'GET /api/v1/User/{id}'), a type ('Person'), \
     a property ('Person.FirstName'), a parameter or body ('v1User_GetUser.id', '.request', '.response'), or a code ('DW0304')";

/// `DW` and digits.
fn is_code(text: &str) -> bool {
    let digits = text.get(..2).filter(|start| start.eq_ignore_ascii_case("DW")).map(|start| &text[start.len()..]);
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn code(text: &str) -> Result<Target, Miss> {
    let found = Code::ALL.iter().find(|code| code.id().eq_ignore_ascii_case(text));
    let unknown = || {
        let suggestion = suggest::did_you_mean(text, Code::ALL.iter().map(|code| code.id()));
        let what = format!("there is no finding with the code '{text}'{suggestion}");
        Miss::Nothing { what, help: "name a code as findings show it in brackets, such as 'DW0304'".to_owned() }
    };
    found.map(|code| Target::Code(*code)).ok_or_else(unknown)
}

fn route(text: &str) -> Option<Target> {
    let (method, path) = match text.split_once(char::is_whitespace) {
        Some((method, path)) => (Some(Method::parse(&method.to_ascii_uppercase())?), path.trim()),
        None => (None, text),
    };
    path.starts_with('/').then(|| Target::Route { method, path: path.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(kind: Option<Kind>, name: &str) -> Target {
        Target::Name { kind, name: name.to_owned() }
    }

    #[test]
    fn the_form_of_a_target_says_what_it_asks_for() {
        let route = |method, path: &str| Target::Route { method, path: path.to_owned() };
        for (text, expected) in [
            ("DW0304", Target::Code(Code::RowContinued)),
            (" dw0304 ", Target::Code(Code::RowContinued)),
            ("GET /api/v1/User/{id}", route(Some(Method::Get), "/api/v1/User/{id}")),
            ("get   /api", route(Some(Method::Get), "/api")),
            ("/api/v1/User", route(None, "/api/v1/User")),
            ("Person", name(None, "Person")),
            ("Person.FirstName", name(None, "Person.FirstName")),
            ("v1User_GetUser.$select", name(None, "v1User_GetUser.$select")),
            ("type:User", name(Some(Kind::Type), "User")),
            ("Field: User.Name", name(Some(Kind::Field), "User.Name")),
            ("DWARF", name(None, "DWARF")),
            ("odd:thing", name(None, "odd:thing")),
        ] {
            assert_eq!(Target::parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_a_target_says_what_can() {
        let miss = Target::parse(" ").unwrap_err();
        assert!(miss.help().contains("'Person.FirstName'"), "{miss:?}");
        let miss = Target::parse("DW0309999").unwrap_err();
        assert!(miss.to_string().contains("did you mean 'DW0309'?"), "{miss}");
    }
}
