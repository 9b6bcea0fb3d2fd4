//! What a page leaves to another one, or to a table elsewhere: `in addition to all parameters of POST /orders`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use super::{Method, Page, PathTemplate, Row, SampleBody, SampleMessage, TypeLink};
use crate::characters::quoted;
use crate::json::Node;
use crate::links::Linked;
use crate::source::Located;

/// What a page tells of what stands elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Elsewhere {
    /// The operations whose parameters this one has, too.
    pub parameters_of: Vec<Located<Other>>,
    /// The operation that this one is like, where it tells nothing else.
    pub same_as: Option<Located<Other>>,
    /// The parameters and properties that only that one has.
    pub but: BTreeSet<String>,
    /// Whether its answers may have the further fields.
    pub has_further_fields: bool,
    /// Fields that answers have at times, each with a value, in a table of this page.
    pub further_fields: Vec<(String, Node)>,
}

/// Another operation, as a page refers to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Other {
    /// By its request line.
    Route(Method, PathTemplate),
    /// By a link to its heading.
    Heading(TypeLink),
    /// As the one before it in the file.
    Above,
}

impl fmt::Display for Other {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Route(method, path) => write!(f, "'{} {path}'", method.as_str()),
            Self::Heading(link) => write!(f, "{} at {}", quoted(&link.text), quoted(&link.target)),
            Self::Above => f.write_str("an operation above it"),
        }
    }
}

/// Gives pages what they leave to others: the further fields go to objects of samples with all properties of these names.
/// Returns the operations that pages refer to, and that no page describes.
pub fn complete(pages: &mut [Page], owners: &[String]) -> Vec<Located<Other>> {
    let is_complete = |page: &Page| {
        let Elsewhere { parameters_of, same_as, further_fields, .. } = &page.elsewhere;
        parameters_of.is_empty() && same_as.is_none() && further_fields.is_empty()
    };
    if pages.iter().all(is_complete) {
        return Vec::new();
    }
    let mut unknown = alike(pages);
    let fields: Vec<_> = pages.iter().flat_map(|page| page.elsewhere.further_fields.clone()).collect();
    let known: BTreeMap<_, _> = pages
        .iter()
        .map(|page| ((page.request_line.method, page.request_line.path.clone()), parameters(page)))
        .collect();
    for page in pages {
        for reference in std::mem::take(&mut page.elsewhere.parameters_of) {
            let own = match &reference.value {
                Other::Route(method, path) => known.get(&(*method, path.clone())),
                Other::Heading(_) | Other::Above => None,
            };
            match own {
                Some((query, body)) => {
                    inherit(&mut page.query_parameters, query);
                    if let Some(own) = &mut page.request_body {
                        inherit(&mut own.rows, body);
                    }
                }
                None => unknown.push(reference),
            }
        }
        let has_fields = page.elsewhere.has_further_fields || !page.elsewhere.further_fields.is_empty();
        for sample in page.responses.iter_mut().filter_map(|response| response.sample.as_mut()).filter(|_| has_fields) {
            add_fields(sample, &fields, owners);
        }
    }
    unknown
}

/// Gives pages what those have that they are like; returns the operations that no page describes.
fn alike(pages: &mut [Page]) -> Vec<Located<Other>> {
    let mut headings = Linked::default();
    for (number, page) in pages.iter().enumerate() {
        for anchor in &page.anchors {
            headings.add(&page.origin.file, anchor, number);
        }
    }
    let mut unknown = Vec::new();
    let mut others: Vec<Option<usize>> = Vec::with_capacity(pages.len());
    for (number, page) in pages.iter().enumerate() {
        let Some(reference) = &page.elsewhere.same_as else {
            others.push(None);
            continue;
        };
        let found = match &reference.value {
            Other::Heading(link) => headings.find(link, &page.origin.file).copied(),
            Other::Above => number.checked_sub(1).filter(|above| pages[*above].origin.file == page.origin.file),
            Other::Route(method, path) => {
                let is_meant = |page: &Page| (page.request_line.method, &page.request_line.path) == (*method, path);
                pages.iter().position(is_meant)
            }
        };
        if found.is_none() {
            unknown.push(reference.clone());
        }
        others.push(found.filter(|other| *other != number));
    }
    // An operation that is like another one may be like a third one by it; a circle ends where it began.
    for start in 0..pages.len() {
        let mut chain = vec![start];
        while let Some(other) = chain.last().and_then(|last| others[*last]).filter(|other| !chain.contains(other)) {
            chain.push(other);
        }
        for pair in chain.windows(2).rev() {
            others[pair[0]] = None;
            let other = pages[pair[1]].clone();
            become_like(&mut pages[pair[0]], other);
        }
    }
    unknown
}

/// Gives a page what another one has, but for what it tells itself, and what it has not.
fn become_like(page: &mut Page, other: Page) {
    let but = std::mem::take(&mut page.elsewhere.but);
    let has = |row: &Row| !but.contains(row.name.value.as_str());
    let rows = |rows: &[Row]| rows.iter().filter(|row| has(row)).cloned().collect::<Vec<_>>();
    inherit(&mut page.query_parameters, &rows(&other.query_parameters));
    match (&mut page.request_body, other.request_body) {
        (Some(own), Some(body)) => inherit(&mut own.rows, &rows(&body.rows)),
        (own @ None, Some(mut body)) if page.request_line.method.has_body() => {
            body.rows.retain(has);
            *own = Some(body);
        }
        _ => {}
    }
    if page.responses.iter().all(|response| response.is_assumed) {
        page.responses = other.responses;
    }
}

fn parameters(page: &Page) -> (Vec<Row>, Vec<Row>) {
    let body = page.request_body.as_ref().map(|body| body.rows.clone());
    (page.query_parameters.clone(), body.unwrap_or_default())
}

/// Puts the rows of another operation before those that a table has itself, but for those that it has, too.
fn inherit(own: &mut Vec<Row>, others: &[Row]) {
    let names: BTreeSet<_> = own.iter().map(|row| row.name.value.clone()).collect();
    let others = others.iter().filter(|row| !names.contains(&row.name.value)).cloned();
    own.splice(0..0, others);
}

/// Adds a sample with the fields to those of a message.
fn add_fields(sample: &mut SampleMessage, fields: &[(String, Node)], owners: &[String]) {
    let SampleBody::Json(body) = &sample.body else { return };
    let with_fields = |node: &Arc<Node>| {
        let mut node = Node::clone(node);
        extend(&mut node, fields, owners).then(|| Arc::new(node))
    };
    let added: Vec<_> = std::iter::once(&body.value).chain(&sample.further).filter_map(with_fields).collect();
    sample.further.extend(added);
}

/// Adds the fields to each object that has the properties of an owner; tells whether there is one. Samples are nested at
/// most as deep as JSON is read.
fn extend(node: &mut Node, fields: &[(String, Node)], owners: &[String]) -> bool {
    match node {
        Node::Array(elements) => elements.iter_mut().fold(false, |any, element| extend(element, fields, owners) | any),
        Node::Object(entries) => {
            let any = entries.iter_mut().fold(false, |any, (_, value)| extend(value, fields, owners) | any);
            let has = |name: &String| entries.iter().any(|(known, _)| known == name);
            if !owners.iter().all(has) {
                return any;
            }
            let known: BTreeSet<_> = entries.iter().map(|(name, _)| name.clone()).collect();
            entries.extend(fields.iter().filter(|(name, _)| !known.contains(name)).cloned());
            true
        }
        _ => false,
    }
}
