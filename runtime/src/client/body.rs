//! Bodies on their way.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;
use sync_wrapper::SyncWrapper;

use super::idle::Idle;
use super::platform::MaybeSend;
use super::transport::{TransportError, TransportErrorKind};

/// The body of a request or response on its way: bytes that are there, or a stream of them.
///
/// As a response it is read chunk by chunk, with [`chunk`](Self::chunk) or as a [`Stream`], or
/// at once:
///
/// ```
/// # async fn example() -> Result<(), docwright_runtime::client::TransportError> {
/// use docwright_runtime::client::Body;
///
/// let mut body = Body::from("0123456789");
/// while let Some(chunk) = body.chunk().await {
///     println!("{} bytes", chunk?.len());
/// }
/// assert_eq!(Body::from("abc").into_bytes().await?, "abc");
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
pub struct Body {
    content: Content,
}

enum Content {
    /// Taken by the first read.
    Bytes(Option<Bytes>),
    Stream(SyncWrapper<BoxBody>),
}

#[cfg(not(target_arch = "wasm32"))]
type BoxBody = Pin<Box<dyn http_body::Body<Data = Bytes, Error = TransportError> + Send>>;
#[cfg(target_arch = "wasm32")]
type BoxBody = Pin<Box<dyn http_body::Body<Data = Bytes, Error = TransportError>>>;

impl Default for Content {
    fn default() -> Self {
        Self::Bytes(None)
    }
}

/// The bytes of a body are needed before it is sent, but it is a stream.
///
/// ```
/// use docwright_runtime::client::{Body, StreamError};
///
/// let length = |body: &Body| body.as_bytes().map(<[u8]>::len);
/// assert_eq!(length(&Body::from("abc")), Ok(3));
/// let stream = Body::stream(futures_util::stream::empty::<Result<bytes::Bytes, std::io::Error>>());
/// assert_eq!(length(&stream), Err(StreamError));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the body is a stream, whose bytes are not known before they are sent; give all of its bytes at once")]
pub struct StreamError;

/// A body was larger than allowed, or broke off.
#[derive(Debug)]
pub(super) enum ReadError {
    TooLarge,
    Transport(TransportError),
}

impl Body {
    /// A body whose chunks become known bit by bit, such as a file that is being read. A request
    /// with it cannot be sent again: neither after a failure nor with new credentials.
    pub fn stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + MaybeSend + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        Self::wrap(Chunks(Box::pin(stream)))
    }

    /// A body of another HTTP library.
    pub fn wrap<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + MaybeSend + 'static,
        B::Error: Into<Box<dyn StdError + Send + Sync>>,
    {
        let body = body.map_err(|error| TransportError::new(TransportErrorKind::Other, error));
        Self { content: Content::Stream(SyncWrapper::new(Box::pin(body))) }
    }

    /// The bytes of a body that is all there, such as that of a request before it is sent.
    ///
    /// # Errors
    /// The body is a stream.
    pub fn as_bytes(&self) -> Result<&[u8], StreamError> {
        match &self.content {
            Content::Bytes(bytes) => Ok(bytes.as_deref().unwrap_or_default()),
            Content::Stream(_) => Err(StreamError),
        }
    }

    /// The same body, which breaks off where nothing comes for so long.
    pub(super) fn breaking_off(self, limit: Option<Duration>) -> Self {
        match (&self.content, limit) {
            (Content::Stream(_), Some(limit)) => {
                Self { content: Content::Stream(SyncWrapper::new(Box::pin(Idle::new(self, limit)))) }
            }
            _ => self,
        }
    }

    /// The next chunk; `None` after the last one.
    pub async fn chunk(&mut self) -> Option<Result<Bytes, TransportError>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The bytes of the body; waits until all are there.
    ///
    /// # Errors
    /// The connection broke.
    pub async fn into_bytes(self) -> Result<Bytes, TransportError> {
        match self.read(usize::MAX).await {
            Ok(bytes) => Ok(bytes),
            Err(ReadError::Transport(error)) => Err(error),
            Err(ReadError::TooLarge) => {
                Err(TransportError::new(TransportErrorKind::Other, "the body fills all memory"))
            }
        }
    }

    /// The bytes of the body, unless there are more than `limit`.
    pub(super) async fn read(mut self, limit: usize) -> Result<Bytes, ReadError> {
        if usize::try_from(self.size().lower()).is_ok_and(|size| size > limit) {
            return Err(ReadError::TooLarge);
        }
        let mut chunks = Chunked::default();
        while let Some(chunk) = self.chunk().await {
            chunks.push(chunk.map_err(ReadError::Transport)?);
            if chunks.len() > limit {
                return Err(ReadError::TooLarge);
            }
        }
        Ok(chunks.into_bytes())
    }

    /// All bytes if they are there, otherwise the stream.
    pub(super) fn into_whole(self) -> Result<Bytes, Self> {
        match self.content {
            Content::Bytes(bytes) => Ok(bytes.unwrap_or_default()),
            Content::Stream(_) => Err(self),
        }
    }

    /// A copy, unless the body is a stream.
    pub(super) fn duplicate(&self) -> Option<Self> {
        match &self.content {
            Content::Bytes(bytes) => Some(Self { content: Content::Bytes(bytes.clone()) }),
            Content::Stream(_) => None,
        }
    }

    fn size(&self) -> SizeHint {
        http_body::Body::size_hint(self)
    }
}

/// Chunks that are copied together only if there is more than one.
#[derive(Default)]
struct Chunked {
    first: Bytes,
    all: BytesMut,
}

impl Chunked {
    fn push(&mut self, chunk: Bytes) {
        if self.len() == 0 {
            self.first = chunk;
            return;
        }
        if self.all.is_empty() {
            self.all.extend_from_slice(&self.first);
        }
        self.all.extend_from_slice(&chunk);
    }

    fn len(&self) -> usize {
        self.all.len().max(self.first.len())
    }

    fn into_bytes(self) -> Bytes {
        if self.all.is_empty() { self.first } else { self.all.freeze() }
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        match &mut self.content {
            Content::Bytes(bytes) => {
                let bytes = bytes.take().filter(|bytes| !bytes.is_empty());
                Poll::Ready(bytes.map(|bytes| Ok(Frame::data(bytes))))
            }
            Content::Stream(stream) => stream.get_mut().as_mut().poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(&self.content, Content::Bytes(bytes) if bytes.as_ref().is_none_or(Bytes::is_empty))
    }

    /// The size of a stream is not known: what it says of itself can be asked only by one thread.
    fn size_hint(&self) -> SizeHint {
        match &self.content {
            Content::Bytes(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            Content::Stream(_) => SizeHint::default(),
        }
    }
}

/// The chunks; trailers are skipped.
impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(http_body::Body::poll_frame(self.as_mut(), context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(frame)) => {
                    if let Ok(bytes) = frame.into_data() {
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                }
            }
        }
    }
}

/// A stream of chunks as a body.
struct Chunks<S>(Pin<Box<S>>);

impl<S, E> http_body::Body for Chunks<S>
where
    S: Stream<Item = Result<Bytes, E>>,
{
    type Data = Bytes;
    type Error = E;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, E>>> {
        self.0.as_mut().poll_next(context).map_ok(Frame::data)
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self { content: Content::Bytes(Some(bytes.into())) }
    }
}

/// Shows the length only: a body may hold secrets.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.size().exact() {
            Some(length) => write!(f, "Body({length} bytes)"),
            None => f.write_str("Body(stream)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        for parts in [&[][..], &["ab"], &["", "ab"], &["ab", "c", ""], &["a", "", "bc", "d"]] {
            let mut chunks = Chunked::default();
            parts.iter().for_each(|part| chunks.push(Bytes::from_static(part.as_bytes())));
            assert_eq!(chunks.len(), parts.concat().len());
            assert_eq!(chunks.into_bytes(), parts.concat());
        }
    }
}
