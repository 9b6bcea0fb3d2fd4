//! The arguments of an operation: taken out of a request, and checked against the docs.

use std::collections::BTreeMap;

use docwright_runtime::server::{Error, Rejection, Request, Result};
use docwright_runtime::{Binary, Json, Patch, Text};
use serde_json::Value;

use super::check::{check, check_present, check_text};
use super::resources::IdAt;
use super::spelling::spelled;
use crate::api::{Api, Body, Operation, Parameter, Type};

/// The arguments of a call. They are of their documented types.
#[derive(Debug)]
pub(super) struct Arguments {
    /// The texts of the path's parameters, in order.
    path: Vec<String>,
    /// The texts of the documented query parameters that the request has.
    query: BTreeMap<&'static str, String>,
    /// The body, where it is JSON.
    pub(super) body: Value,
    /// The media type of the body, without parameters.
    pub(super) media_type: Option<String>,
}

impl Arguments {
    /// Takes the arguments out of a request.
    ///
    /// # Errors
    /// 400, 413 or 415, with what is wrong.
    pub(super) fn read(api: &Api, operation: &'static Operation, request: &Request) -> Result<Self> {
        let path = operation.path_parameters.iter().enumerate();
        let path = path.map(|(at, parameter)| path_argument(api, parameter, request.path(at)?));
        let query = operation.query_parameters.iter();
        let query = query.filter_map(|parameter| query_argument(api, parameter, request).transpose());
        Ok(Self {
            path: path.collect::<Result<_>>()?,
            query: query.collect::<Result<_>>()?,
            body: body(api, &operation.request.body, request)?,
            media_type: media_type(request),
        })
    }

    /// A query parameter that is no list.
    pub(super) fn query(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }

    /// The id of an entity, and the parameters that stand before it in the path.
    pub(super) fn id(&self, at: IdAt) -> Option<(Vec<String>, i64)> {
        match at {
            IdAt::Path(position) => Some((self.path.get(..position)?.to_vec(), self.path.get(position)?.parse().ok()?)),
            IdAt::Query(name) => Some((Vec::new(), self.query(name)?.parse().ok()?)),
        }
    }

    /// The parameters of a path that has no id.
    pub(super) fn path(&self) -> &[String] {
        &self.path
    }
}

fn path_argument(api: &Api, parameter: &Parameter, text: String) -> Result<String> {
    check_text(api, &parameter.ty, &text).map_err(|expected| refused("path", parameter, &expected))?;
    Ok(text)
}

fn query_argument(
    api: &Api,
    parameter: &'static Parameter,
    request: &Request,
) -> Result<Option<(&'static str, String)>> {
    let name = parameter.wire.as_str();
    let text = match argument_text(api, &parameter.ty, name, request) {
        Ok(texts) => texts,
        Err(Rejection::MissingQuery { .. }) if !parameter.is_required() => return Ok(None),
        Err(rejection) => return Err(rejection.into()),
    };
    for item in &text {
        check_text(api, parameter.ty.innermost(), item).map_err(|expected| refused("query", parameter, &expected))?;
    }
    Ok(Some((name, text.join(","))))
}

/// A list may be repeated, or have commas; all other parameters are one text.
fn argument_text(
    api: &Api,
    ty: &Type,
    name: &'static str,
    request: &Request,
) -> std::result::Result<Vec<String>, Rejection> {
    match ty {
        Type::List(of) => {
            let items: Vec<String> = request.query_arg(name)?;
            Ok(items.into_iter().flat_map(|item| items_of(api, of, item)).collect())
        }
        _ => request.query_arg(name).map(|text| vec![text]),
    }
}

/// As in generated servers, a text with commas that is no item as a whole is several.
fn items_of(api: &Api, of: &Type, text: String) -> Vec<String> {
    match check_text(api, of.innermost(), &text) {
        Err(_) if text.contains(',') => text.split(',').filter(|item| !item.is_empty()).map(str::to_owned).collect(),
        _ => vec![text],
    }
}

/// The words of the runtime's rejections; what is expected is not always known beforehand.
fn refused(place: &str, parameter: &Parameter, expected: &str) -> Error {
    Error::bad_request(format!("{place} parameter `{}`: expected {expected}", parameter.wire))
}

/// A body where none is documented is not looked at: clients send `null` there.
fn body(api: &Api, body: &Body, request: &Request) -> Result<Value> {
    match body {
        Body::Empty => Ok(Value::Null),
        Body::Text => Ok(Value::String(request.body::<Text>()?.into())),
        Body::Bytes => Ok(request.body::<Binary>().map(|_| Value::Null)?),
        Body::Patch => {
            // The steps that generated servers read, and no others.
            request.body::<Patch>()?;
            Ok(request.body::<Json>()?)
        }
        Body::Json(ty) => {
            let value = spelled(api, ty, request.body::<Json>()?);
            check_present(api, ty, &value).map_err(|misfit| Error::bad_request(format!("body: {misfit}")))?;
            check(api, ty, &value).map_err(|misfit| Error::bad_request(format!("body: {misfit}")))?;
            Ok(value)
        }
    }
}

fn media_type(request: &Request) -> Option<String> {
    let context = request.context();
    let essence = context.header("Content-Type")?.split(';').next()?;
    Some(essence.trim().to_ascii_lowercase())
}
