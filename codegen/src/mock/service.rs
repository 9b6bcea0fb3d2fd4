//! The service that has all operations.

use std::sync::Arc;

use docwright_runtime as rt;
use rt::Binary;
use rt::server::{Error, Rejection, Reply, Request, Result, Service, reply, unrouted};
use serde_json::{Value, json};

use super::arguments::Arguments;
use super::controls::{Controls, Outcome};
use super::entity::Entities;
use super::page::Lists;
use super::present::{Times, present};
use super::resources::Resources;
use super::store::Store;
use super::{Known, bytes, calls, fit};
use crate::api::{Api, Body, Operation, Response, Type};
use crate::dialect::ErrorObject;

/// All that answers are made of.
pub(super) struct Shared {
    known: &'static Known,
    /// In the order of [`Api::operations`].
    documented: Vec<&'static Operation>,
    described: &'static [&'static rt::Operation],
    resources: Resources,
    store: Store,
}

impl Shared {
    /// Prepares everything that does not depend on a request.
    pub(super) fn new(known: &'static Known, options: &crate::options::Options) -> Self {
        let Known { api, conventions } = known;
        Self {
            known,
            documented: api.operations().collect(),
            described: calls::described(api, options, conventions),
            resources: Resources::of(api, conventions),
            store: Store::default(),
        }
    }

    /// The docs.
    pub(super) fn api(&self) -> &'static Api {
        &self.known.api
    }

    /// Forgets what was saved.
    pub(super) fn reset(&self) {
        self.store.reset();
    }

    async fn call(&self, operation: &'static Operation, request: Request, controls: Controls) -> Result<Binary> {
        if !controls.delay.is_zero() {
            tokio::time::sleep(controls.delay).await;
        }
        match controls.outcome {
            Outcome::Failure(error) => Err(self.failure(operation, error)?),
            Outcome::ErrorWith200(names) => json_body(&error_object(operation, names)),
            Outcome::Answer(status) => self.answer(operation, status, &request),
        }
    }

    fn answer(&self, operation: &'static Operation, status: Option<u16>, request: &Request) -> Result<Binary> {
        let arguments = Arguments::read(self.api(), operation, request)?;
        let entities = Entities { api: self.api(), resources: &self.resources, store: &self.store };
        let known = entities.act(operation, &arguments)?;
        let context = request.context();
        let asked = operation.responses.iter().find(|response| Some(response.status) == status);
        let success = operation.success();
        let Some(response) = asked.or(success) else { return Ok(Binary::default()) };
        // What is known of the entity is of the type that the operation answers as a rule.
        let is_usual = success.is_some_and(|success| success.body == response.body);
        let known = known.filter(|_| is_usual);
        match &response.body {
            Body::Empty => Ok(Binary::default()),
            // Tells that it is none of the real API.
            Body::Text => Ok(Binary::new("text/plain; charset=utf-8", operation.id.as_str())),
            Body::Bytes => Ok(bytes::content(&response.media_types, context.header("Accept"))),
            Body::Json(ty) => {
                let Some(lists) = Lists::of(self.api(), &self.known.conventions) else {
                    let value = known.unwrap_or_else(|| self.sample(response, ty));
                    return json_body(&present(
                        self.api(),
                        ty,
                        value,
                        Times::asked_by(&context, &self.known.conventions),
                    ));
                };
                let value = known.unwrap_or_else(|| lists.many(operation, self.sample(response, ty)));
                let value = lists.paged(operation, value, &arguments, context.extensions().get())?;
                let value = lists.selected(operation, value, &arguments);
                json_body(&present(self.api(), ty, value, Times::asked_by(&context, &self.known.conventions)))
            }
            // No page documents a patch as an answer.
            Body::Patch => json_body(&json!([])),
        }
    }

    /// The failure with the body that is documented for its status.
    fn failure(&self, operation: &'static Operation, error: Error) -> Result<Error> {
        let status = error.status().as_u16();
        let response = operation.responses.iter().find(|response| response.status == status);
        Ok(match response.map(|response| (response, &response.body)) {
            Some((response, Body::Json(ty))) => error.with_payload(json_body(&self.sample(response, ty))?),
            _ => error,
        })
    }

    fn sample(&self, response: &Response, ty: &Type) -> Value {
        fit::sampled(self.api(), ty, response.sample.as_deref())
    }
}

/// What is sent instead of a failure's status.
fn error_object(operation: &Operation, ErrorObject { flag, code, message, detail, source, .. }: &ErrorObject) -> Value {
    let texts = [
        (code, "Failed".to_owned()),
        (message, format!("{} failed", operation.id)),
        (detail, "asked for by Mock-Status".to_owned()),
        (source, operation.id.to_string()),
    ];
    let flag = flag.iter().map(|flag| (flag.clone(), true.into()));
    let texts = texts.into_iter().filter_map(|(name, text)| Some((name.clone()?, text.into())));
    Value::Object(flag.chain(texts).collect())
}

fn json_body(value: &impl serde::Serialize) -> Result<Binary> {
    let bytes = serde_json::to_vec(value).map_err(Error::internal)?;
    Ok(Binary::new("application/json", bytes))
}

/// All operations of all services.
pub(super) struct Everything(pub(super) Arc<Shared>);

impl Service for Everything {
    fn operations(&self) -> &'static [&'static rt::Operation] {
        self.0.described
    }

    fn dispatch(&self, operation: usize, request: Request) -> std::result::Result<Reply<'_>, Rejection> {
        let Some(operation) = self.0.documented.get(operation) else { return Ok(unrouted()) };
        let controls = match Controls::of(&request.context(), operation, &self.0.known.conventions) {
            Ok(controls) => controls,
            Err(error) => return Ok(reply(async { Err::<(), _>(error) })),
        };
        let documents_body = operation.success().is_some_and(|response| response.body != Body::Empty);
        let has_body = documents_body || matches!(controls.outcome, Outcome::ErrorWith200(_));
        let call = self.0.call(operation, request, controls);
        Ok(if has_body { reply(call) } else { reply(async { call.await.map(drop) }) })
    }
}
