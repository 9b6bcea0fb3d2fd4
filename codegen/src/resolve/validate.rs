//! Checks the invariants that `api` states.

use std::collections::BTreeSet;
use std::fmt;

use crate::api::{Api, Body, Operation, TypeDef, may_have_body};
use crate::names::{OperationId, TypeName};

/// A broken invariant: a fault of this crate, whatever the docs say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// Services, operations, or statuses are out of order or repeated.
    Order(String),
    /// A type is used and not defined.
    Undefined(TypeName),
    /// A type is defined and not used.
    Unused(TypeName),
    /// The path and the path parameters differ.
    PathParameters(OperationId),
    /// A response has a body whose status has none.
    Bodies(OperationId),
    /// A struct has a property twice.
    Property(TypeName, String),
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Order(what) => write!(f, "{what} is out of order or repeated"),
            Self::Undefined(name) => write!(f, "type '{name}' is used and not defined"),
            Self::Unused(name) => write!(f, "type '{name}' is defined and not used"),
            Self::PathParameters(id) => write!(f, "path and path parameters of '{id}' differ"),
            Self::Bodies(id) => write!(f, "'{id}' has a body in a response that cannot have one"),
            Self::Property(name, property) => write!(f, "'{name}' has the property '{property}' twice"),
        }
    }
}

/// All invariants that `api` breaks; none for every value that `resolve` returns.
pub fn validate(api: &Api) -> Vec<Violation> {
    let mut violations = Vec::new();
    if !api.services.is_sorted_by(|a, b| a.name < b.name) {
        violations.push(Violation::Order("a service".into()));
    }
    for service in &api.services {
        if !service.operations.is_sorted_by(|a, b| a.id < b.id) {
            violations.push(Violation::Order(format!("an operation of '{}'", service.name)));
        }
    }
    api.operations().for_each(|operation| check_operation(operation, &mut violations));
    check_types(api, &mut violations);
    violations
}

fn check_operation(operation: &Operation, violations: &mut Vec<Violation>) {
    if !operation.path.parameters().eq(operation.path_parameters.iter().map(|parameter| &parameter.wire)) {
        violations.push(Violation::PathParameters(operation.id.clone()));
    }
    if !operation.responses.is_sorted_by(|a, b| a.status < b.status) {
        violations.push(Violation::Order(format!("a status of '{}'", operation.id)));
    }
    if operation.responses.iter().any(|it| it.body != Body::Empty && !may_have_body(it.status)) {
        violations.push(Violation::Bodies(operation.id.clone()));
    }
}

fn check_types(api: &Api, violations: &mut Vec<Violation>) {
    let used = api.used_types();
    let undefined = used.iter().filter(|name| !api.types.contains_key(*name));
    violations.extend(undefined.cloned().map(Violation::Undefined));
    let unused = api.types.keys().filter(|name| !used.contains(*name));
    violations.extend(unused.cloned().map(Violation::Unused));
    for (name, definition) in &api.types {
        let TypeDef::Struct(definition) = definition else { continue };
        let mut seen = BTreeSet::new();
        let twice = definition.fields.iter().filter(|field| !seen.insert(&field.wire));
        violations.extend(twice.map(|field| Violation::Property(name.clone(), field.wire.to_string())));
    }
}
