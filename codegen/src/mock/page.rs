//! Lists of which a part is wanted.

use axum::http::uri::{Authority, Uri};
use docwright_runtime::server::{Error, Result};
use serde_json::Value;

use super::arguments::Arguments;
use super::fit;
use super::names::same;
use super::resources::answered;
use crate::api::{Api, Operation, Type};
use crate::dialect::{Conventions, OpenRows, Paging, PagingParameters};

/// How many rows a page has unless a request says otherwise.
const PAGE: usize = 10;

/// How many rows there are: two pages and a half.
const ALL: usize = 25;

/// Where a request was sent to. An extension of requests.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) uri: Uri,
    pub(super) host: Option<Authority>,
}

/// How the lists of an API come in pages.
#[derive(Clone, Copy)]
pub(super) struct Lists<'a> {
    pub(super) api: &'a Api,
    pub(super) paging: &'a Paging,
    pub(super) parameters: &'a PagingParameters,
}

impl<'a> Lists<'a> {
    /// The lists of an API, where it has pages that a request can choose.
    pub(super) fn of(api: &'a Api, conventions: &'a Conventions) -> Option<Self> {
        let paging = conventions.paging.as_ref()?;
        Some(Self { api, paging, parameters: paging.parameters.as_ref()? })
    }

    /// A sample with enough rows for several pages, where its operation has pages.
    pub(super) fn many(&self, operation: &'a Operation, mut sample: Value) -> Value {
        if self.has_pages(operation)
            && let Some(rows) = self.rows_mut(&mut sample)
        {
            let of = self.row_type(operation);
            let shown = std::mem::take(rows);
            let shown =
                if shown.is_empty() { vec![of.map_or(Value::Null, |of| fit::least(self.api, of))] } else { shown };
            let first = shown.iter().find_map(|row| row.get(self.row_key()?)?.as_i64()).unwrap_or(1);
            *rows = (first..).zip(shown.iter().cycle()).take(ALL).map(|(key, row)| self.numbered(row, key)).collect();
        }
        sample
    }

    /// A row with a key of its own, under all names that it had the old one.
    fn numbered(&self, row: &Value, key: i64) -> Value {
        let Value::Object(properties) = row else { return row.clone() };
        let old = self.row_key().and_then(|key| properties.get(key)).filter(|old| old.is_i64());
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
        &self,
        operation: &Operation,
        mut value: Value,
        arguments: &Arguments,
        target: Option<&Target>,
    ) -> Result<Value> {
        if !self.has_pages(operation) {
            return Ok(value);
        }
        let PagingParameters { top, skip: skip_name, .. } = self.parameters;
        let (skip, top) = (count(skip_name, arguments)?.unwrap_or(0), count(top, arguments)?);
        let page = top.unwrap_or(PAGE);
        let Some(rows) = self.rows_mut(&mut value) else { return Ok(value) };
        let rest = rows.len().saturating_sub(skip);
        *rows = std::mem::take(rows).into_iter().skip(skip).take(page).collect();
        if let Value::Object(properties) = &mut value {
            properties.remove(&self.paging.next_link);
            if let Some(target) = target.filter(|_| page > 0 && rest > page) {
                properties.insert(self.paging.next_link.clone(), target.next(skip_name, skip + page).into());
            }
        }
        Ok(value)
    }

    /// Whether an operation documents what it takes to turn pages, and answers something that has them.
    fn has_pages(&self, operation: &Operation) -> bool {
        let documents =
            |name: &str| operation.query_parameters.iter().any(|parameter| same(parameter.wire.as_str(), name));
        documents(&self.parameters.top) && documents(&self.parameters.skip)
    }

    /// The rows of a page, or of a plain list.
    fn rows_mut<'v>(&self, value: &'v mut Value) -> Option<&'v mut Vec<Value>> {
        match value {
            Value::Array(rows) => Some(rows),
            value => value.get_mut(&self.paging.items)?.as_array_mut(),
        }
    }

    /// The property of a row that identifies it.
    fn row_key(&self) -> Option<&'a str> {
        self.paging.open_rows.as_ref().map(|OpenRows { key, .. }| key.as_str())
    }

    /// The type of the rows that an operation answers.
    pub(super) fn row_type(&self, operation: &'a Operation) -> Option<&'a Type> {
        let list = match answered(operation)? {
            Type::Named(name) => {
                let fields = self.api.types.get(name)?.fields();
                fields.iter().find(|field| field.wire.as_str() == self.paging.items).map(|field| &field.ty)?
            }
            ty => ty,
        };
        match list {
            Type::List(of) => Some(of),
            _ => None,
        }
    }
}

fn count(name: &str, arguments: &Arguments) -> Result<Option<usize>> {
    let Some(text) = arguments.query(name) else { return Ok(None) };
    let refused = |_| Error::bad_request(format!("query parameter `{name}`: expected a number that is not negative"));
    text.parse().map(Some).map_err(refused)
}

impl Target {
    /// The same request for the rows after so many.
    fn next(&self, name: &str, skip: usize) -> String {
        let host = self.host.as_ref().map_or("localhost", Authority::as_str);
        let pairs = self.uri.query().unwrap_or_default().split('&');
        let others = pairs.filter(|pair| !pair.is_empty() && !is_parameter(pair, name));
        let query: String = others.map(|pair| format!("{pair}&")).collect();
        format!("http://{host}{}?{query}{name}={skip}", self.uri.path())
    }
}

fn is_parameter(pair: &str, name: &str) -> bool {
    let given = pair.split('=').next().unwrap_or_default();
    same(&given.replace("%24", "$"), name)
}
