//! What a page leaves to another one, or to a table elsewhere: `in addition to all parameters of POST /orders`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Method, Page, PathTemplate, Row, SampleBody, SampleMessage};
use crate::json::Node;
use crate::source::Located;

/// What a page tells of what stands elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Elsewhere {
    /// The operations whose parameters this one has, too.
    pub parameters_of: Vec<Located<(Method, PathTemplate)>>,
    /// Whether its answers may have the further fields.
    pub has_further_fields: bool,
    /// Fields that answers have at times, each with a value, in a table of this page.
    pub further_fields: Vec<(String, Node)>,
}

/// Gives pages what they leave to others: the further fields go to objects of samples with all properties of these names.
/// Returns the operations that pages refer to, and that no page describes.
pub fn complete(pages: &mut [Page], owners: &[String]) -> Vec<Located<(Method, PathTemplate)>> {
    let is_complete = |page: &Page| page.elsewhere.parameters_of.is_empty() && page.elsewhere.further_fields.is_empty();
    if pages.iter().all(is_complete) {
        return Vec::new();
    }
    let fields: Vec<_> = pages.iter().flat_map(|page| page.elsewhere.further_fields.clone()).collect();
    let known: BTreeMap<_, _> = pages
        .iter()
        .map(|page| ((page.request_line.method, page.request_line.path.clone()), parameters(page)))
        .collect();
    let mut unknown = Vec::new();
    for page in pages {
        for reference in std::mem::take(&mut page.elsewhere.parameters_of) {
            match known.get(&reference.value) {
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
