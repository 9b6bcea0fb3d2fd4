//! Looks for what a target names.

mod miss;
mod subject;

use crate::api::{Api, Body, Operation, Side, Type};
use crate::names::TypeName;
use crate::page::Method;

use super::target::{Kind, Target};

pub use miss::Miss;
pub(super) use subject::{ParameterPlace, Subject};

/// Finds the one thing that the target names.
pub(super) fn find<'a>(api: &'a Api, target: &Target) -> Result<Subject<'a>, Miss> {
    match target {
        Target::Code(code) => Ok(Subject::Code(*code)),
        Target::Route { method, path } => {
            only_one(path, of_route(api, *method, path)).unwrap_or_else(|| Err(miss::of_route(api, *method, path)))
        }
        Target::Name { kind, name } => {
            only_one(name, of_name(api, *kind, name)).unwrap_or_else(|| Err(miss::of_name(api, *kind, name)))
        }
    }
}

/// The only thing found, or how to ask for each of several; `None` if nothing was found.
fn only_one<'a>(asked: &str, found: Vec<Subject<'a>>) -> Option<Result<Subject<'a>, Miss>> {
    match found.as_slice() {
        [] => None,
        [one] => Some(Ok(*one)),
        several => Some(Err(miss::of_several(asked, several))),
    }
}

/// How names are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Exact,
    Ignored,
}

impl Case {
    /// Exact names come first, so that names that differ in case only can be told apart.
    const ORDER: [Self; 2] = [Self::Exact, Self::Ignored];

    fn equal(self, a: &str, b: &str) -> bool {
        match self {
            Self::Exact => a == b,
            Self::Ignored => a.eq_ignore_ascii_case(b),
        }
    }

    /// What follows a name at the start of a text: nothing, or a member of what has the name.
    ///
    /// Names on the wire may hold dots themselves, so that a text cannot be split at them.
    fn after<'t>(self, text: &'t str, name: &str) -> Option<Rest<'t>> {
        let start = text.get(..name.len())?;
        if !self.equal(start, name) {
            return None;
        }
        match &text[name.len()..] {
            "" => Some(Rest::End),
            rest => rest.strip_prefix('.').filter(|member| !member.is_empty()).map(Rest::Member),
        }
    }
}

/// What follows a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest<'t> {
    End,
    Member(&'t str),
}

fn of_route<'a>(api: &'a Api, method: Option<Method>, path: &str) -> Vec<Subject<'a>> {
    let find = |case: Case| -> Vec<_> {
        let operations = api.operations().filter(|operation| {
            method.is_none_or(|method| method == operation.method) && case.equal(&operation.path.to_string(), path)
        });
        operations.map(Subject::Operation).collect()
    };
    first_that_finds(find)
}

/// Everything that has this name, of this kind.
fn of_name<'a>(api: &'a Api, kind: Option<Kind>, name: &str) -> Vec<Subject<'a>> {
    first_that_finds(|case| {
        let mut search = Search { api, case, found: Vec::new() };
        search.name(name);
        search.found.retain(|found| kind.is_none_or(|kind| found.kind() == Some(kind)));
        search.found
    })
}

fn first_that_finds<'a>(find: impl Fn(Case) -> Vec<Subject<'a>>) -> Vec<Subject<'a>> {
    Case::ORDER.into_iter().map(find).find(|found| !found.is_empty()).unwrap_or_default()
}

struct Search<'a> {
    api: &'a Api,
    case: Case,
    found: Vec<Subject<'a>>,
}

impl<'a> Search<'a> {
    fn name(&mut self, name: &str) {
        for operation in self.api.operations() {
            let short = subject::short_id(operation);
            let rest = self.case.after(name, operation.id.as_str()).or_else(|| self.case.after(name, &short));
            match rest {
                None => {}
                Some(Rest::End) => self.found.push(Subject::Operation(operation)),
                Some(Rest::Member(member)) => self.member_of_operation(operation, member),
            }
        }
        for (own, definition) in &self.api.types {
            match self.case.after(name, own.as_str()) {
                None => {}
                Some(Rest::End) => self.found.push(Subject::Type(own, definition)),
                Some(Rest::Member(member)) => self.member_of_type(own, member),
            }
        }
    }

    fn member_of_operation(&mut self, operation: &'a Operation, member: &str) {
        let beside = ParameterPlace::beside_path(operation);
        for (place, parameters) in
            [(ParameterPlace::Path, &operation.path_parameters), (beside, &operation.query_parameters)]
        {
            let named = parameters.iter().filter(|parameter| self.case.equal(parameter.wire.as_str(), member));
            self.found.extend(named.map(|parameter| Subject::Parameter { operation, parameter, place }));
        }
        for side in [Side::Request, Side::Response] {
            let body = operation.body(side);
            let own = (side == Side::Request).then_some(operation.request.name.as_str());
            let names = [Some(side.word()), own.filter(|own| !own.is_empty() && *own != side.word())];
            for name in names.into_iter().flatten().filter(|_| *body != Body::Empty) {
                match self.case.after(member, name) {
                    None => {}
                    Some(Rest::End) => self.found.push(Subject::Body { operation, side }),
                    Some(Rest::Member(member)) => self.member_of_value(body.json(), member),
                }
            }
        }
    }

    fn member_of_value(&mut self, ty: Option<&'a Type>, member: &str) {
        if let Some(name) = ty.and_then(Type::named) {
            self.member_of_type(name, member);
        }
    }

    fn member_of_type(&mut self, owner: &TypeName, member: &str) {
        let Some((owner, definition)) = self.api.types.get_key_value(owner) else { return };
        for field in definition.fields() {
            match self.case.after(member, field.wire.as_str()) {
                None => {}
                Some(Rest::End) => self.found.push(Subject::Field { owner, field }),
                Some(Rest::Member(member)) => self.member_of_value(Some(&field.ty), member),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_at_its_end_or_at_a_dot() {
        let after = |text| Case::Exact.after(text, "odata.metadata");
        assert_eq!(after("odata.metadata"), Some(Rest::End));
        assert_eq!(after("odata.metadata.x.y"), Some(Rest::Member("x.y")));
        for text in ["odata", "odata.metadata2", "odata.metadata.", "Odata.metadata"] {
            assert_eq!(after(text), None, "{text}");
        }
        assert_eq!(Case::Ignored.after("ODATA.metadata", "odata.metadata"), Some(Rest::End));
        assert_eq!(Case::Exact.after("é", "x"), None, "no cut within a character");
    }
}
