//! Lists of which a part is wanted.

use axum::http::uri::{Authority, Uri};
use docwright_runtime::server::{Error, Result};
use serde_json::Value;

use super::arguments::Arguments;
use super::conventions::{NEXT_LINK, ROW_KEY, ROWS, SKIP, TOP, same};
use super::fit;
use super::resources::answered;
use crate::api::{Api, Operation, Type};

/// How many rows a page has unless `$top` says otherwise.
const PAGE: usize = 10;

/// How many rows there are: two pages and a half.
const ALL: usize = 25;

/// Where a request was sent to. An extension of requests.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) uri: Uri,
    pub(super) host: Option<Authority>,
}

/// A sample with enough rows for several pages, where its operation has pages.
pub(super) fn many(api: &Api, operation: &Operation, mut sample: Value) -> Value {
    if has_pages(operation)
        && let Some(rows) = rows_mut(&mut sample)
    {
        let of = row_type(api, operation);
        let shown = std::mem::take(rows);
        let shown = if shown.is_empty() { vec![of.map_or(Value::Null, |of| fit::least(api, of))] } else { shown };
        let first = shown.iter().find_map(|row| row.get(ROW_KEY)?.as_i64()).unwrap_or(1);
        *rows = (first..).zip(shown.iter().cycle()).take(ALL).map(|(key, row)| numbered(row, key)).collect();
    }
    sample
}

/// A row with a key of its own, under all names that it had the old one.
fn numbered(row: &Value, key: i64) -> Value {
    let Value::Object(properties) = row else { return row.clone() };
    let old = properties.get(ROW_KEY).filter(|old| old.is_i64());
    let renumber = |(name, value): (&String, &Value)| {
        let is_key = old == Some(value);
        (name.clone(), if is_key { key.into() } else { value.clone() })
    };
    Value::Object(properties.iter().map(renumber).collect())
}

/// The part that a request wants.
///
/// # Errors
/// 400: it wants less than nothing.
pub(super) fn paged(
    operation: &Operation,
    mut value: Value,
    arguments: &Arguments,
    target: Option<&Target>,
) -> Result<Value> {
    if !has_pages(operation) {
        return Ok(value);
    }
    let (skip, top) = (count(SKIP, arguments)?.unwrap_or(0), count(TOP, arguments)?);
    let page = top.unwrap_or(PAGE);
    let Some(rows) = rows_mut(&mut value) else { return Ok(value) };
    let rest = rows.len().saturating_sub(skip);
    *rows = std::mem::take(rows).into_iter().skip(skip).take(page).collect();
    if let Value::Object(properties) = &mut value {
        properties.remove(NEXT_LINK);
        if let Some(target) = target.filter(|_| page > 0 && rest > page) {
            properties.insert(NEXT_LINK.to_owned(), target.next(skip + page).into());
        }
    }
    Ok(value)
}

fn count(name: &str, arguments: &Arguments) -> Result<Option<usize>> {
    let Some(text) = arguments.query(name) else { return Ok(None) };
    let refused = |_| Error::bad_request(format!("query parameter `{name}`: expected a number that is not negative"));
    text.parse().map(Some).map_err(refused)
}

/// Whether an operation documents what it takes to turn pages, and answers something that has them.
fn has_pages(operation: &Operation) -> bool {
    let documents = |name: &str| operation.query_parameters.iter().any(|parameter| same(parameter.wire.as_str(), name));
    documents(TOP) && documents(SKIP)
}

/// The rows of a page, or of a plain list.
fn rows_mut(value: &mut Value) -> Option<&mut Vec<Value>> {
    match value {
        Value::Array(rows) => Some(rows),
        value => value.get_mut(ROWS)?.as_array_mut(),
    }
}

/// The type of the rows that an operation answers.
pub(super) fn row_type<'a>(api: &'a Api, operation: &'a Operation) -> Option<&'a Type> {
    let list = match answered(operation)? {
        Type::Named(name) => {
            let fields = api.types.get(name)?.fields();
            fields.iter().find(|field| field.wire.as_str() == ROWS).map(|field| &field.ty)?
        }
        ty => ty,
    };
    match list {
        Type::List(of) => Some(of),
        _ => None,
    }
}

impl Target {
    /// The same request for the rows after so many.
    fn next(&self, skip: usize) -> String {
        let host = self.host.as_ref().map_or("localhost", Authority::as_str);
        let pairs = self.uri.query().unwrap_or_default().split('&');
        let others = pairs.filter(|pair| !pair.is_empty() && !is_skip(pair));
        let query: String = others.map(|pair| format!("{pair}&")).collect();
        format!("http://{host}{}?{query}{SKIP}={skip}", self.uri.path())
    }
}

fn is_skip(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    same(&name.replace("%24", "$"), SKIP)
}
