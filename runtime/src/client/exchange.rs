//! Sending a request and judging the response.

use bytes::Bytes;
use http::{Request, Response};

use super::draft::Draft;
use super::error::success;
use super::transport::Body;
use super::{Client, Error, ErrorKind};

/// Sends a request and gives the response if it is a success.
pub(super) async fn exchange(draft: Draft) -> Result<Response<Bytes>, Error> {
    let operation = draft.operation();
    let client = draft.client().clone();
    let outcome = match draft.into_request() {
        Ok(request) => client.round_trip(request).await.and_then(success),
        Err(error) => Err(error.into()),
    };
    outcome.map_err(|kind| Error::new(operation, kind))
}

impl Client {
    async fn round_trip(&self, mut request: Request<Body>) -> Result<Response<Bytes>, ErrorKind> {
        if let Some(credentials) = &self.shared.credentials {
            credentials.authorize(request.headers_mut()).await?;
        }
        let (parts, body) = self.shared.transport.send(request).await?.into_parts();
        Ok(Response::from_parts(parts, body.into_bytes().await?))
    }
}
