//! Pages of one route: each tells of a kind of the same operation, such as an order of gold and one of silver.

use std::collections::{BTreeMap, btree_map};

use super::{Block, Page, Prose, RequestBody, Response, SampleBody, SampleMessage, unite};
use crate::source::{Located, Origin};

/// Unites the pages of each route with the first of them, by path; returns the others' places.
pub fn unite_routes(pages: &mut Vec<Page>) -> Vec<Origin> {
    pages.sort_by(|a, b| a.origin.cmp(&b.origin));
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    let mut united: Vec<Page> = Vec::with_capacity(pages.len());
    let mut gone = Vec::new();
    for page in pages.drain(..) {
        let line = &page.request_line;
        match first.entry((line.method, line.path.clone())) {
            btree_map::Entry::Occupied(known) => {
                gone.push(page.origin.clone());
                join(&mut united[*known.get()], page);
            }
            btree_map::Entry::Vacant(free) => {
                free.insert(united.len());
                united.push(page);
            }
        }
    }
    *pages = united;
    gone
}

fn join(page: &mut Page, other: Page) {
    let title = other.front_matter.title.clone().unwrap_or_else(|| other.operation_id.value.to_string());
    page.further_routes.extend(other.further_routes);
    page.elsewhere.parameters_of.extend(other.elsewhere.parameters_of);
    page.elsewhere.further_fields.extend(other.elsewhere.further_fields);
    page.elsewhere.has_further_fields |= other.elsewhere.has_further_fields;
    page.description.blocks.push(Located::new(Block::Heading(title), other.origin));
    page.description.blocks.extend(other.description.blocks);
    for notice in other.notices {
        if page.notices.iter().all(|known| (&known.kind, known.value) != (&notice.kind, notice.value)) {
            page.notices.push(notice);
        }
    }
    unite(&mut page.path_parameters, other.path_parameters);
    unite(&mut page.query_parameters, other.query_parameters);
    unite(&mut page.request_headers, other.request_headers);
    page.request_body = match (page.request_body.take(), other.request_body) {
        (Some(own), Some(other)) => Some(join_bodies(own, other)),
        (own, other) => own.or(other).map(|mut body| {
            unite(&mut body.rows, Vec::new());
            body
        }),
    };
    for response in other.responses {
        let code = |response: &Response| response.status.as_ref().map(|status| status.value);
        match page.responses.iter_mut().find(|known| code(known) == code(&response)) {
            Some(known) => join_responses(known, response),
            None => page.responses.push(response),
        }
    }
    join_samples(&mut page.sample_request, other.sample_request);
}

fn join_bodies(mut own: RequestBody, other: RequestBody) -> RequestBody {
    extend_prose(&mut own.prose, other.prose);
    unite(&mut own.rows, other.rows);
    own.has_table |= other.has_table;
    extend(&mut own.media_types, other.media_types);
    own
}

fn join_responses(own: &mut Response, other: Response) {
    extend_prose(&mut own.prose, other.prose);
    extend(&mut own.named_types, other.named_types);
    for status in other.statuses {
        if own.statuses.iter().all(|known| known.code.value != status.code.value) {
            own.statuses.push(status);
        }
    }
    own.body = own.body.take().or(other.body);
    unite(&mut own.rows, other.rows);
    own.has_table |= other.has_table;
    extend(&mut own.media_types, other.media_types);
    join_samples(&mut own.sample, other.sample);
}

fn join_samples(own: &mut Option<SampleMessage>, other: Option<SampleMessage>) {
    match (own.as_mut(), other) {
        (Some(own), Some(other)) => own.add(other),
        (None, other) => *own = other,
        (Some(_), None) => {}
    }
}

fn extend_prose(own: &mut Prose, other: Prose) {
    for block in other.blocks {
        if own.blocks.iter().all(|known| known.value != block.value) {
            own.blocks.push(block);
        }
    }
}

fn extend<T: PartialEq>(own: &mut Vec<T>, other: Vec<T>) {
    for item in other {
        if !own.contains(&item) {
            own.push(item);
        }
    }
}

impl SampleMessage {
    /// Adds a further sample of the same message: the first body in JSON is the sample's own.
    pub(crate) fn add(&mut self, other: Self) {
        let Self { body, further, .. } = other;
        match (&self.body, body) {
            (SampleBody::Json(_), SampleBody::Json(body)) => self.further.push(body.value),
            (SampleBody::Json(_), _) | (_, SampleBody::Empty) => {}
            (_, body) => self.body = body,
        }
        self.further.extend(further);
    }
}
