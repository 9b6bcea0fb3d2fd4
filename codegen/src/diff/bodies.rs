//! What requests and responses carry.

use std::collections::BTreeSet;

use super::change::{Change, Judged, Meaning, Rust, Subject, Uses, Wire};
use super::comparison::{Comparison, told};
use super::kind::Kind;
use super::knowledge::as_far_as_told;
use super::relation::Relation;
use super::verdict::{self, Way};
use crate::api::{Body, Evidence, Form, Operation, RequestBody, Response, Shown};

/// A body of one edition of an operation.
#[derive(Clone, Copy)]
pub(super) struct Content<'o> {
    body: &'o Body,
    pub(super) evidence: &'o [Evidence],
    media_types: &'o [String],
    pub(super) shows: &'o [Shown],
}

/// What changes of a body are called, and where it travels.
struct Side {
    subject: Subject,
    removed: Kind,
    added: Kind,
    changed: Kind,
    media_type_removed: Kind,
    media_type_added: Kind,
    way: Uses,
}

impl Side {
    /// The body of a response.
    fn response(subject: Subject) -> Self {
        Self {
            subject,
            removed: Kind::ResponseRemoved,
            added: Kind::ResponseAdded,
            changed: Kind::ResponseTypeChanged,
            media_type_removed: Kind::ResponseMediaTypeRemoved,
            media_type_added: Kind::ResponseMediaTypeAdded,
            way: Uses { requests: 0, responses: 1 },
        }
    }
}

impl<'o> Content<'o> {
    fn of(response: &'o Response) -> Self {
        let Response { body, evidence, media_types, shows, .. } = response;
        Self { body, evidence, media_types, shows }
    }
}

impl Comparison<'_> {
    pub(super) fn bodies(&mut self, old: &Operation, new: &Operation) {
        let request = Side {
            subject: Subject::Request(new.id.clone()),
            removed: Kind::RequestRemoved,
            added: Kind::RequestAdded,
            changed: Kind::RequestTypeChanged,
            media_type_removed: Kind::RequestMediaTypeRemoved,
            media_type_added: Kind::RequestMediaTypeAdded,
            way: Uses { requests: 1, responses: 0 },
        };
        let response = Side::response(Subject::Response(new.id.clone()));
        for (side, before, now) in [(request, sent(old), sent(new)), (response, received(old), received(new))] {
            for change in self.body(&side, before, now).into_iter().chain(media_types(&side, before, now)) {
                let change = change.at(told(before.evidence), told(now.evidence));
                self.note(Some(old), Some(new), change);
            }
        }
        self.further_bodies(old, new);
        self.form(old, new);
    }

    /// Where parameters are sent that are not in the path: in the query, or in a form.
    fn form(&mut self, old: &Operation, new: &Operation) {
        let has_parameters = !old.query_parameters.is_empty() && !new.query_parameters.is_empty();
        if old.form == new.form || !has_parameters {
            return;
        }
        let place = |form: Option<Form>| Meaning::Text(form.map_or("query", Form::media_type).to_owned());
        let wire = Wire::Breaking.because("parameters are sent in another place.");
        let rust = Rust::Patch.because("methods have the same signature.");
        let change = Change::new(Kind::RequestTypeChanged, Subject::Request(new.id.clone()), wire, rust);
        let change = change.turning(place(old.form), place(new.form));
        self.note(Some(old), Some(new), change.at(Some(&old.origin), Some(&new.origin)));
    }

    /// The bodies of statuses that both editions have, besides that of the usual success, which methods answer.
    fn further_bodies(&mut self, old: &Operation, new: &Operation) {
        for (code, before, now) in further(old, new) {
            let side = Side::response(Subject::Status(new.id.clone(), code));
            for change in self.body(&side, before, now).into_iter().chain(media_types(&side, before, now)) {
                let rust = Rust::Patch.because("methods have the same signature.");
                let change = Change { rust, ..change }.at(told(before.evidence), told(now.evidence));
                self.note(Some(old), Some(new), change);
            }
        }
    }

    fn body(&self, side: &Side, before: Content<'_>, now: Content<'_>) -> Vec<Change> {
        let (kind, wire, relation) = match (before.body, now.body) {
            (Body::Empty, Body::Empty) => return Vec::new(),
            (Body::Empty, _) => (side.added, side.on_arrival(), Relation::Other),
            (_, Body::Empty) => (side.removed, side.on_departure(), Relation::Other),
            (Body::Json(old), Body::Json(new)) => {
                let relation = as_far_as_told(self.relate(old, new), before.evidence, now.evidence);
                let told = self.evidence(&side.subject, (old, before.evidence), (new, now.evidence));
                let Some(kind) = verdict::kind(relation, side.changed) else { return told.into_iter().collect() };
                (kind, verdict::wire(relation, Way::Json(side.way)), relation)
            }
            (before, now) if before == now => return Vec::new(),
            _ => (side.changed, Wire::Breaking.because("messages have another form."), Relation::Other),
        };
        let spelled = (self.old.spelling.content(before.body), self.new.spelling.content(now.body));
        let rust = verdict::rust(relation, self.same_content(spelled.0.as_ref(), spelled.1.as_ref()));
        let meaning = |body: &Body| Meaning::Body(body.clone());
        let change = Change::new(kind, side.subject.clone(), wire, rust);
        vec![change.turning(meaning(before.body), meaning(now.body))]
    }
}

impl Side {
    fn is_request(&self) -> bool {
        self.way.requests > 0
    }

    fn on_arrival(&self) -> Judged<Wire> {
        match self.is_request() {
            true => Wire::Breaking.because("requests without a body may be refused."),
            false => Wire::Additive.because("callers that did not look for a body need not."),
        }
    }

    fn on_departure(&self) -> Judged<Wire> {
        match self.is_request() {
            true => Wire::Breaking.because("what callers send is no longer taken."),
            false => Wire::Breaking.because("callers that read the body find none."),
        }
    }
}

/// What the request of an operation carries.
pub(super) fn sent(operation: &Operation) -> Content<'_> {
    let RequestBody { body, evidence, media_types, shows, .. } = &operation.request;
    Content { body, evidence, media_types, shows }
}

/// What the response of an operation that succeeded carries.
pub(super) fn received(operation: &Operation) -> Content<'_> {
    match operation.success() {
        Some(response) => Content::of(response),
        None => Content { body: &Body::Empty, evidence: &[], media_types: &[], shows: &[] },
    }
}

/// What the responses of the other statuses that both editions have carry, by status.
pub(super) fn further<'o>(
    old: &'o Operation,
    new: &'o Operation,
) -> impl Iterator<Item = (u16, Content<'o>, Content<'o>)> {
    let usual = |operation: &Operation| operation.success().map(|response| response.status);
    let usual = [usual(old), usual(new)];
    let others = new.responses.iter().filter(move |response| !usual.contains(&Some(response.status)));
    others.filter_map(|now| {
        let before = old.responses.iter().find(|response| response.status == now.status)?;
        Some((now.status, Content::of(before), Content::of(now)))
    })
}

/// Media types; those of a body that came or went are no news.
fn media_types(side: &Side, before: Content<'_>, now: Content<'_>) -> Vec<Change> {
    if before.media_types.is_empty() || now.media_types.is_empty() {
        return Vec::new();
    }
    let names = |content: Content<'_>| -> BTreeSet<String> {
        content.media_types.iter().map(|name| name.to_ascii_lowercase()).collect()
    };
    let (old, new) = (names(before), names(now));
    let rust = Rust::Patch.because("methods have the same signature.");
    let text = |name: &String| Meaning::Text(name.clone());
    let gone = old.difference(&new).map(|name| {
        let wire = match side.is_request() {
            true => Wire::Breaking.because("requests of this media type may be refused."),
            false => Wire::Breaking.because("callers that ask for this media type may be refused."),
        };
        Change::new(side.media_type_removed, side.subject.clone(), wire, rust).turning(text(name), None)
    });
    let come = new.difference(&old).map(|name| {
        let wire = match side.is_request() {
            true => Wire::Additive.because("it may be sent."),
            false => Wire::Additive.because("it may be asked for."),
        };
        Change::new(side.media_type_added, side.subject.clone(), wire, rust).turning(None, text(name))
    });
    gone.chain(come).collect()
}
