//! Lists that come in pages, read as one.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use http::Uri;

use super::call::Response;
use super::draft::Continuation;
use super::error::NextLinkError;
use super::exchange::{Exchange, Reading};
use super::link::Visited;
use super::platform::BoxFuture;
use super::trace::Ending;
use super::{Error, Pending};
use crate::payload::Payload;
use crate::{Method, Paged, Paging};

/// The pages of a list, each sent for when it is asked for. A [`Stream`]; [`next`](Self::next)
/// does without any traits.
///
/// It ends after the last page, and after an error. A link may be relative to the URL of the page that has it. One that
/// leads to another host is an error, as credentials must not go there, and so is one that leads to a page that
/// was there before.
///
/// Before each further page the stream returns to the executor once, however fast the API is: it can be given up.
///
/// ```no_run
/// # use docwright_runtime::{Json, Method, Operation};
/// # use docwright_runtime::client::{Call, Client, Error};
/// # static LIST: Operation = Operation::new("List", Method::Get, "/api/v1/Contact");
/// # async fn example(client: Client) -> Result<(), Error> {
/// let mut pages = Call::<Json>::from(client.draft(&LIST)).pages();
/// while let Some(page) = pages.next().await {
///     println!("{}", page?);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "pages are read only when asked for"]
pub struct Pages<R> {
    continuation: Continuation,
    state: State<R>,
    /// The page that was sent for last.
    page: Option<Uri>,
    visited: Visited,
}

enum State<R> {
    /// On its way.
    Sent(BoxFuture<'static, Result<R, Error>>),
    /// Known, but nobody has asked for it yet.
    Next(Uri),
    /// Asked for; others have their turn before it is sent for.
    Due(Uri),
    /// The link behind the last page cannot be followed.
    Broken(NextLinkError),
    End,
}

/// The items of a list that comes in pages. A [`Stream`]; [`next`](Self::next) does without any
/// traits. It holds the items of one page at most.
///
/// ```no_run
/// # use docwright_runtime::{Json, Method, Operation};
/// # use docwright_runtime::client::{Call, Client, Error};
/// # static LIST: Operation = Operation::new("List", Method::Get, "/api/v1/Contact");
/// # async fn example(client: Client) -> Result<(), Error> {
/// let mut rows = Call::<Json>::from(client.draft(&LIST)).items();
/// while let Some(row) = rows.next().await {
///     println!("{}", row?);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "items are read only when asked for"]
pub struct Items<R: Paged> {
    pages: Pages<R>,
    items: VecDeque<R::Item>,
    /// How many pages without items there were since the last item.
    empty: usize,
}

impl<R: Payload + Paged> Pages<R> {
    pub(super) fn new(first: Pending<R>, continuation: Continuation) -> Self {
        let mut visited = Visited::default();
        // Links are followed with GET: nothing else asks for the same page.
        if let (Some(first), Method::Get) = (&continuation.first, continuation.operation.method) {
            visited.insert(first);
        }
        let page = continuation.first.clone();
        Self { continuation, state: State::Sent(Box::pin(first)), page, visited }
    }

    /// The next page; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<R, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Sends for a page.
    fn send(&self, page: Uri) -> BoxFuture<'static, Result<R, Error>> {
        let Continuation { client, operation, settings, .. } = self.continuation.clone();
        let request = self.continuation.request(page);
        let exchange = Exchange::new(client, operation, settings, Reading::Whole);
        let sending = async move { exchange.send(request).await.map(Response::whole) };
        Box::pin(async move {
            let mut ending = Ending::of(operation);
            let outcome = match sending.await {
                Ok(response) => {
                    ending.answered(Some(response.status), response.attempts);
                    response.decode(operation).map(|response| response.value)
                }
                Err(error) => Err(error),
            };
            ending.end(outcome.as_ref().err());
            outcome
        })
    }

    /// What follows a page.
    fn after(&mut self, page: &R) -> State<R> {
        let Some(link) = page.next_link(self.names()).filter(|link| !link.trim_ascii().is_empty()) else {
            return State::End;
        };
        let Some(page) = &self.page else { return State::Broken(NextLinkError::Malformed) };
        match self.continuation.client.shared.base.join(page, link) {
            Ok(next) if self.visited.insert(&next) => State::Next(next),
            Ok(_) => State::Broken(NextLinkError::Circle),
            Err(error) => State::Broken(error),
        }
    }

    /// What the API calls the properties of pages.
    fn names(&self) -> Option<&'static Paging> {
        self.continuation.operation.conventions.paging.as_ref()
    }

    /// Whether a page is known to follow.
    fn has_next(&self) -> bool {
        matches!(self.state, State::Next(_))
    }

    /// Ends the list with an error.
    fn fail(&mut self, error: NextLinkError) -> Error {
        self.state = State::End;
        Error::new(self.continuation.operation, error.into())
    }
}

impl<R: Payload + Paged> Stream for Pages<R> {
    type Item = Result<R, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match &mut self.state {
                State::End => return Poll::Ready(None),
                State::Next(page) => {
                    self.state = State::Due(page.clone());
                    context.waker().wake_by_ref();
                    return Poll::Pending;
                }
                State::Due(page) => {
                    let page = page.clone();
                    self.page = Some(page.clone());
                    self.state = State::Sent(self.send(page));
                }
                State::Broken(error) => {
                    let error = error.clone();
                    return Poll::Ready(Some(Err(self.fail(error))));
                }
                State::Sent(page) => {
                    let page = ready!(page.as_mut().poll(context));
                    self.state = page.as_ref().map_or(State::End, |page| self.after(page));
                    return Poll::Ready(Some(page));
                }
            }
        }
    }
}

impl<R: Payload + Paged> Items<R> {
    pub(super) fn new(pages: Pages<R>) -> Self {
        Self { pages, items: VecDeque::new(), empty: 0 }
    }

    /// How many pages in a row may be empty: a search that filters after paging has some, a server that never comes to
    /// an end has nothing else. With one more that links on, the list ends with
    /// [`OnlyEmpty`](NextLinkError::OnlyEmpty). [`Pages`] have no such limit, as each of them is seen by the caller.
    pub const EMPTY_PAGES: usize = 10_000;

    /// Takes the items of a page.
    fn take(&mut self, page: R) -> Result<(), NextLinkError> {
        self.items = page.into_items(self.pages.names()).into();
        self.empty = if self.items.is_empty() { self.empty + 1 } else { 0 };
        let endless = self.empty > Self::EMPTY_PAGES && self.pages.has_next();
        if endless { Err(NextLinkError::OnlyEmpty { pages: self.empty }) } else { Ok(()) }
    }

    /// The next item; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<R::Item, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<R: Payload + Paged> Stream for Items<R> {
    type Item = Result<R::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.items.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => {
                    if let Err(error) = self.take(page) {
                        return Poll::Ready(Some(Err(self.pages.fail(error))));
                    }
                }
            }
        }
    }
}

impl<R> Unpin for Pages<R> {}
impl<R: Paged> Unpin for Items<R> {}

impl<R> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &self.continuation.operation.id).finish_non_exhaustive()
    }
}

impl<R: Paged> fmt::Debug for Items<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).field("left", &self.items.len()).finish()
    }
}
