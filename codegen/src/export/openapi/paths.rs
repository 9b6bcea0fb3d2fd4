//! Operations by path.
//!
//! To OpenAPI, templates that differ in the names of their parameters only are the same, and no document may have
//! both. So operations of one shape share a path item, whose template is that of most of them.

use std::collections::BTreeMap;

use super::object::{Object, Value};
use super::operation::{self, Common, Place};
use crate::api::{Api, Method, Operation};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// The Paths Object.
pub(super) fn paths<'a>(api: &'a Api, common: &Common<'a>) -> Object<'a> {
    let mut items: Vec<_> = items(api).collect();
    items.sort_unstable_by(|left, right| left.path.cmp(&right.path));
    items.into_iter().map(|item| (item.path.clone(), item.object(common))).collect()
}

/// The operations that the document has in an extension only, as another one has their method and path.
pub(super) fn hidden(api: &Api) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for item in items(api) {
        for operations in item.methods.into_values() {
            let Some((first, others)) = operations.split_first() else { continue };
            others.iter().for_each(|other| diagnostics.add(hidden_by(first, other)));
        }
    }
    diagnostics
}

fn hidden_by(first: &Operation, other: &Operation) -> Diagnostic {
    let message = format!(
        "OpenAPI cannot tell '{}' from '{}': {} stands in 'x-docwright-alternatives' of {}",
        other.route(),
        first.route(),
        other.id,
        first.id
    );
    let related = vec![(first.origin.clone(), format!("{} is the operation of the path", first.id))];
    Diagnostic { origin: Some(other.origin.clone()), code: Code::OperationHidden, message, related }
}

/// All operations by the shapes of their paths.
fn items(api: &Api) -> impl Iterator<Item = Item<'_>> {
    let mut shapes = BTreeMap::<_, Vec<&Operation>>::new();
    for operation in api.operations() {
        shapes.entry(shape(&operation.path.to_string())).or_default().push(operation);
    }
    shapes.into_values().map(Item::new)
}

/// The operations of one shape.
struct Item<'a> {
    /// The template.
    path: String,
    /// Those with the item's template come first.
    methods: BTreeMap<Method, Vec<&'a Operation>>,
}

impl<'a> Item<'a> {
    fn new(mut operations: Vec<&'a Operation>) -> Self {
        operations.sort_by_key(|operation| operation.method);
        let paths: Vec<_> = operations.iter().map(|operation| operation.path.to_string()).collect();
        let votes = |path: &String| paths.iter().filter(|other| *other == path).count();
        // `max_by_key` gives the last of equals: turned round, that is the first one.
        let path = paths.iter().rev().max_by_key(|path| votes(path)).cloned().unwrap_or_default();
        operations.sort_by_key(|operation| operation.path.to_string() != path);
        let mut methods = BTreeMap::<_, Vec<_>>::new();
        for operation in operations {
            methods.entry(operation.method).or_default().push(operation);
        }
        Self { path, methods }
    }

    fn object(self, common: &Common<'a>) -> Object<'a> {
        let path = &self.path;
        let place = Place { path, names: names(path).map(str::to_owned).collect() };
        let beside = Place { path, names: Vec::new() };
        let one_method = |(method, operations): (Method, Vec<&'a Operation>)| {
            let mut operations = operations.into_iter();
            let first = operations.next().map(|first| operation::operation(first, &place, common));
            let alternatives: Vec<Value> =
                operations.map(|other| operation::operation(other, &beside, common).into()).collect();
            (keyword(method), first.unwrap_or_default().set_filled("x-docwright-alternatives", alternatives))
        };
        self.methods.into_iter().map(one_method).collect()
    }
}

/// A template without the names of its parameters.
fn shape(path: &str) -> String {
    let mut shape = String::new();
    let mut rest = path;
    while let Some((before, _, after)) = parameter(rest) {
        shape.push_str(before);
        shape.push_str("{}");
        rest = after;
    }
    shape + rest
}

/// The names of a template's parameters, in order.
fn names(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = path;
    std::iter::from_fn(move || {
        let (_, name, after) = parameter(rest)?;
        rest = after;
        Some(name)
    })
}

/// What stands before the first parameter, its name, and what follows it.
fn parameter(path: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = path.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// The property of a path item that holds the operation of a method.
const fn keyword(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Post => "post",
        Method::Put => "put",
        Method::Patch => "patch",
        Method::Delete => "delete",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_forget_names() {
        for (path, shape_of, names_of) in [
            ("/a/{id}/b/{Name}", "/a/{}/b/{}", "id Name"),
            ("/a/{id}.json/{a}-{b}", "/a/{}.json/{}-{}", "id a b"),
            ("/a/b", "/a/b", ""),
            ("/a{", "/a{", ""),
        ] {
            assert_eq!(shape(path), shape_of);
            assert_eq!(names(path).collect::<Vec<_>>().join(" "), names_of);
        }
    }
}
