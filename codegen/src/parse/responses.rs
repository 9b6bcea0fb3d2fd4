//! What an operation answers, put together from sections, sentences, samples, and what goes without saying.

use std::collections::BTreeSet;

use super::context::Context;
use super::draft::{Draft, ResponseDraft};
use super::http::status_line;
use crate::dialect::BodyKind;
use crate::page::{SampleBody, Status, TypeExpr, is_success};
use crate::source::{Located, Origin};

/// The status of answers that sentences tell to have a body, where nothing tells their status.
const OK: u16 = 200;

/// The status of answers that sentences tell to have none.
const NO_CONTENT: u16 = 204;

impl Draft {
    /// Gives each response its statuses, also those that samples show or that go without saying, and its sample; then there is
    /// at least one.
    pub(super) fn complete_responses(&mut self, cx: &Context<'_>) {
        let own: BTreeSet<u16> = self.responses.iter().filter_map(|it| Some(it.status.as_ref()?.code.value)).collect();
        for response in &mut self.responses {
            let statuses = response.statuses.iter_mut();
            statuses.for_each(|statuses| statuses.retain(|status| !own.contains(&status.code.value)));
        }
        let assumed = self.assumed_statuses(cx);
        let sampled = self.sampled_status();
        let told = self.told_below_heading.take().or(self.told_response.take());
        let is_assumed = told.is_none() && self.sample_response.is_none();
        let mut told_type = told.map(|told| told.ty).filter(|ty| ty.value != TypeExpr::Blank);
        if let Some(untold) = self.responses.iter_mut().find(|response| response.status.is_none()) {
            untold.statuses = untold.statuses.take().or(sampled).or(assumed);
            let blank = |ty: &Located<TypeExpr>| ty.value == TypeExpr::Blank;
            if blank(&untold.heading) && untold.body.as_ref().is_none_or(blank) && untold.rows.is_none() {
                // What a comment calls by a word is no type to which a sentence could link.
                let is_word = |ty: &Located<TypeExpr>| matches!(ty.value.innermost(), TypeExpr::Word(_));
                let sampled = self.sampled_type.take();
                let (word, named) =
                    if sampled.as_ref().is_some_and(is_word) { (sampled, None) } else { (None, sampled) };
                untold.body = word.or(told_type.take()).or(named).or(untold.body.take());
            }
        } else if !own.iter().any(|code| is_success(*code)) {
            let blank = ResponseDraft::new(Located::new(TypeExpr::Blank, cx.source.whole()));
            self.responses.push(ResponseDraft { statuses: sampled.or(assumed), body: told_type, is_assumed, ..blank });
        }
        let untold = self.responses.iter().position(|response| response.status.is_none());
        let is_shown = self.sample_response.is_some();
        if let Some(response) = untold.and_then(|untold| self.responses.get_mut(untold)) {
            response.take_answer(self.answer.take(), is_shown, cx.dialect);
        }
        if let Some(sample) = self.sample_response.take()
            && let Some(response) = self.responses.get_mut(untold.unwrap_or(0))
        {
            response.sample.get_or_insert(sample);
        }
    }

    /// The status of a success that the sample of the response shows.
    fn sampled_status(&self) -> Option<Vec<Status>> {
        let line = self.sample_response.as_ref()?.message.start_line.as_ref()?;
        let code = status_line(&line.value).filter(|code| is_success(*code))?;
        Some(statuses(code, &line.origin))
    }

    /// The status of a success that is told by whether there is a body, or that goes without saying.
    fn assumed_statuses(&self, cx: &Context<'_>) -> Option<Vec<Status>> {
        let line = self.request_line.as_ref()?;
        let default = cx.dialect.operations.default_statuses.as_ref();
        let told = self.told_below_heading.as_ref().or(self.told_response.as_ref());
        if let Some(told) = told {
            let code = match told.kind {
                BodyKind::Empty => default.map_or(NO_CONTENT, |default| default.empty),
                BodyKind::One | BodyKind::List | BodyKind::Bytes | BodyKind::Other => {
                    default.map_or(OK, |default| default.body)
                }
            };
            return Some(statuses(code, &told.ty.origin));
        }
        let default = default?;
        let shows_body = self.sample_response.as_ref().is_some_and(|it| !matches!(it.message.body, SampleBody::Empty));
        let has_section = self.responses.iter().any(|response| response.status.is_none());
        let is_silent = !has_section && !shows_body && default.silent.contains(&line.method);
        Some(statuses(if is_silent { default.empty } else { default.body }, &line.origin))
    }
}

fn statuses(code: u16, origin: &Origin) -> Vec<Status> {
    vec![Status { code: Located::new(code, origin.clone()), description: String::new() }]
}
