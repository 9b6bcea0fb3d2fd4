//! Parameters in paths and query strings.

use super::change::{Change, Meaning, Rust, Subject, Wire};
use super::comparison::Comparison;
use super::kind::Kind;
use super::letters;
use super::pairs::route;
use super::relation::Relation;
use super::verdict::{self, Way};
use crate::api::{Operation, Parameter, Type};
use crate::names::WireName;

/// The two editions of an operation.
type Both<'o> = (&'o Operation, &'o Operation);

impl Comparison<'_> {
    pub(super) fn parameters(&mut self, old: &Operation, new: &Operation) {
        for (before, now) in path_pairs(old, new) {
            self.parameter((old, new), before, now, Subject::PathParameter);
        }
        self.query_parameters(old, new);
        self.path_order(old, new);
        self.query_order(old, new);
    }

    fn query_parameters(&mut self, old: &Operation, new: &Operation) {
        let (before, now) = (names(&old.query_parameters), names(&new.query_parameters));
        let respelled = letters::respelled(&before, &now);
        for before in &old.query_parameters {
            let wire = before.wire.as_str();
            let name = respelled.get(wire).copied().unwrap_or(wire);
            let now = new.query_parameters.iter().find(|now| now.wire.as_str() == name);
            self.parameter((old, new), Some(before), now, Subject::QueryParameter);
        }
        for added in &new.query_parameters {
            let wire = added.wire.as_str();
            if !before.contains(&wire) && !respelled.values().any(|name| *name == wire) {
                self.parameter((old, new), None, Some(added), Subject::QueryParameter);
            }
        }
    }

    fn parameter(
        &mut self,
        both: Both<'_>,
        before: Option<&Parameter>,
        now: Option<&Parameter>,
        subject: fn(crate::names::OperationId, WireName) -> Subject,
    ) {
        let Some(either) = now.or(before) else { return };
        let subject = subject(both.1.id.clone(), either.wire.clone());
        let meaning = |parameter: &Parameter| Meaning::Parameter(parameter.ty.clone(), parameter.is_required());
        let changes = match (before, now) {
            (Some(before), Some(now)) => self.kept_parameter(&subject, before, now),
            (None, Some(now)) => vec![self.added_parameter(both, subject, now).turning(None, meaning(now))],
            (Some(before), None) => vec![removed(subject).turning(meaning(before), None)],
            (None, None) => Vec::new(),
        };
        let places = (before.map(|parameter| &parameter.origin), now.map(|parameter| &parameter.origin));
        for change in changes {
            self.note(Some(both.0), Some(both.1), change.at(places.0, places.1));
        }
    }

    fn added_parameter(&self, (old, new): Both<'_>, subject: Subject, now: &Parameter) -> Change {
        if now.is_required() {
            let wire = Wire::Breaking.because("calls without it are refused.");
            let rust = Rust::Major.because("the methods have one more argument.");
            return Change::new(Kind::ParameterAdded, subject, wire, rust);
        }
        let rust = match self.keeps_set(old, new) {
            true => Rust::Minor.because("there is one more setter, and one more field of the set."),
            false => Rust::Major.because("the set of optional parameters is another type, which servers name."),
        };
        Change::new(Kind::ParameterAdded, subject, Wire::Additive.because("it may be left out."), rust)
    }

    /// Changes of a parameter that both editions have.
    fn kept_parameter(&self, subject: &Subject, before: &Parameter, now: &Parameter) -> Vec<Change> {
        let mut changes = Vec::new();
        changes.extend(self.parameter_type(subject, before, now));
        changes.extend(requiredness(subject, before, now));
        changes.extend(deprecation(subject, before.deprecated.as_deref(), now.deprecated.as_deref()));
        changes.extend(self.evidence(subject, (&before.ty, &before.evidence), (&now.ty, &now.evidence)));
        if matches!(subject, Subject::QueryParameter(..)) && before.wire != now.wire {
            let rust = Rust::Patch.because("generated servers read any spelling, and clients write the new one.");
            let verdicts = (Wire::None.because(letters::ANY_CASE), rust);
            changes.push(letters::changed(subject, (&before.wire, &now.wire), verdicts));
        }
        changes
    }

    fn parameter_type(&self, subject: &Subject, before: &Parameter, now: &Parameter) -> Option<Change> {
        let relation = match self.relate(&before.ty, &now.ty) {
            // Everything in a URL is text.
            Relation::Other if now.ty == Type::String => Relation::Widened,
            Relation::Other if before.ty == Type::String => Relation::Narrowed,
            relation => relation,
        };
        let kind = verdict::kind(relation, Kind::ParameterTypeChanged)?;
        let spelled = (self.old.spelling.parameter(&before.ty), self.new.spelling.parameter(&now.ty));
        let rust = verdict::rust(relation, self.same_type(&spelled.0, &spelled.1));
        let change = Change::new(kind, subject.clone(), verdict::wire(relation, Way::Url), rust);
        Some(change.turning(Meaning::Type(before.ty.clone()), Meaning::Type(now.ty.clone())))
    }

    /// Placeholders of a path that is the same but for their names.
    pub(super) fn path_names(&mut self, old: &Operation, new: &Operation) {
        let (names_before, names_now) = spelled_alike(&old.path_parameters, &new.path_parameters);
        for (at, (before, now)) in old.path_parameters.iter().zip(&new.path_parameters).enumerate() {
            if before.wire == now.wire || changes_places(at, &names_before, &names_now) {
                continue;
            }
            let name = |parameter: &Parameter| Meaning::Name(parameter.wire.as_str().to_owned());
            let subject = Subject::PathParameter(new.id.clone(), now.wire.clone());
            let wire = Wire::None.because("a path has values in it, and no names.");
            let rust = Rust::Patch.because("arguments are told apart by their position.");
            let change = Change::new(Kind::ParameterRenamed, subject, wire, rust).turning(name(before), name(now));
            self.note(Some(old), Some(new), change.at(Some(&before.origin), Some(&now.origin)));
        }
    }

    /// The order of the path parameters: arguments that are swapped compile as before.
    fn path_order(&mut self, old: &Operation, new: &Operation) {
        let (before, now) = (&old.path_parameters, &new.path_parameters);
        let same_route = route(old) == route(new);
        let (names_before, names_now) = spelled_alike(before, now);
        // With fewer or more arguments, calls do not compile.
        let as_many = before.len() == now.len();
        let moved = (0..before.len()).any(|at| as_many && changes_places(at, &names_before, &names_now));
        if !moved && reordered(before, now).is_none() {
            return;
        }
        let order = |parameters: &[Parameter]| parameters.iter().map(|parameter| parameter.wire.clone()).collect();
        let (before, now) = (order(before), order(now));
        let wire = match same_route {
            true => Wire::Breaking.because("a value in the same place of the path means something else."),
            false => Wire::None.because("the path is another one."),
        };
        let change = Change::new(
            Kind::ParametersReordered,
            Subject::Operation(new.id.clone()),
            wire,
            Rust::Major.because("arguments follow the order: calls may compile and mean something else."),
        );
        self.note(Some(old), Some(new), change.turning(Meaning::Order(before), Meaning::Order(now)));
    }

    /// The order of the query parameters of both.
    fn query_order(&mut self, old: &Operation, new: &Operation) {
        let Some((before, now)) = reordered(&old.query_parameters, &new.query_parameters) else { return };
        let required = |operation: &Operation| -> Vec<Parameter> {
            operation.query_parameters.iter().filter(|parameter| parameter.is_required()).cloned().collect()
        };
        let wire = Wire::None.because("the order of a query string does not count.");
        let rust = match (reordered(&required(old), &required(new)), self.same_arguments(old, new)) {
            (Some(_), _) => {
                Rust::Major.because("arguments follow the order: calls may compile and mean something else.")
            }
            (None, false) => Rust::Major.because("arguments, or the set of optional parameters, are of other types."),
            (None, true) => Rust::Patch.because("the methods are called as before."),
        };
        let change = Change::new(Kind::ParametersReordered, Subject::Operation(new.id.clone()), wire, rust);
        self.note(Some(old), Some(new), change.turning(Meaning::Order(before), Meaning::Order(now)));
    }
}

/// The names of parameters of both editions; what differs in the case of letters only is spelled as it is now.
fn spelled_alike<'p>(old: &'p [Parameter], new: &'p [Parameter]) -> (Vec<&'p str>, Vec<&'p str>) {
    let (before, now) = (names(old), names(new));
    let respelled = letters::respelled(&before, &now);
    (before.into_iter().map(|name| respelled.get(name).copied().unwrap_or(name)).collect(), now)
}

/// Whether one of two parameters in the same place stands in another place of the other edition.
fn changes_places(at: usize, before: &[&str], now: &[&str]) -> bool {
    let (Some(old), Some(new)) = (before.get(at), now.get(at)) else { return false };
    old != new && (before.contains(new) || now.contains(old))
}

/// The parameters of both editions in the order of each, where these differ.
fn reordered(old: &[Parameter], new: &[Parameter]) -> Option<(Vec<WireName>, Vec<WireName>)> {
    let (before, now) = spelled_alike(old, new);
    let both = |parameters: &[Parameter], these: &[&str], others: &[&str]| -> Vec<WireName> {
        let shared = parameters.iter().zip(these).filter(|(_, name)| others.contains(name));
        shared.map(|(parameter, _)| parameter.wire.clone()).collect()
    };
    let order = |these: &[&str], others: &[&str]| -> Vec<String> {
        these.iter().filter(|name| others.contains(name)).map(|name| (*name).to_owned()).collect()
    };
    let moved = order(&before, &now) != order(&now, &before);
    moved.then(|| (both(old, &before, &now), both(new, &now, &before)))
}

fn names(parameters: &[Parameter]) -> Vec<&str> {
    parameters.iter().map(|parameter| parameter.wire.as_str()).collect()
}

/// Path parameters that belong together: by position in the same path, by name where the path is another one.
fn path_pairs<'o>(old: &'o Operation, new: &'o Operation) -> Vec<(Option<&'o Parameter>, Option<&'o Parameter>)> {
    let (before, now) = (&old.path_parameters, &new.path_parameters);
    if route(old) == route(new) {
        return before.iter().map(Some).zip(now.iter().map(Some)).collect();
    }
    // What came or went with the path is told by the path.
    let (names_before, names_now) = spelled_alike(before, now);
    let same = |name: &str| now.iter().zip(&names_now).find(|(_, other)| **other == name).map(|(other, _)| other);
    let pairs = before.iter().zip(names_before);
    pairs.filter_map(|(parameter, name)| Some((Some(parameter), Some(same(name)?)))).collect()
}

fn removed(subject: Subject) -> Change {
    let wire = Wire::Breaking.because("calls with it do not get what they ask for.");
    let rust = Rust::Major.because("the argument or setter is gone.");
    Change::new(Kind::ParameterRemoved, subject, wire, rust)
}

fn requiredness(subject: &Subject, before: &Parameter, now: &Parameter) -> Option<Change> {
    let (kind, wire, rust) = match (before.is_required(), now.is_required()) {
        (false, true) => (
            Kind::ParameterRequired,
            Wire::Breaking.because("calls without it are refused."),
            Rust::Major.because("what was a setter is an argument."),
        ),
        (true, false) => (
            Kind::ParameterOptional,
            Wire::Additive.because("calls with it work as before."),
            Rust::Major.because("what was an argument is a setter."),
        ),
        _ => return None,
    };
    Some(Change::new(kind, subject.clone(), wire, rust))
}

/// Whether something should be used, and what to use instead.
pub(super) fn deprecation(subject: &Subject, before: Option<&str>, now: Option<&str>) -> Option<Change> {
    let (kind, rust) = match (before, now) {
        (None, Some(_)) => (Kind::Deprecated, Rust::Minor.because("code that uses it gets a warning.")),
        (Some(_), None) => (Kind::Undeprecated, Rust::Patch.because("code that uses it gets no warning any more.")),
        (Some(before), Some(now)) if before != now => {
            (Kind::DeprecationChanged, Rust::Patch.because("the warning has other words."))
        }
        _ => return None,
    };
    let text = |text: Option<&str>| text.map(|text| Meaning::Text(text.to_owned()));
    let wire = Wire::None.because("messages are what they were.");
    Some(Change::new(kind, subject.clone(), wire, rust).turning(text(before), text(now)))
}
