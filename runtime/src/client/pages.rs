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
use super::platform::BoxFuture;
use super::{Error, Pending};
use crate::Page;
use crate::payload::Payload;

/// The pages of a list, each sent for when it is asked for. A [`Stream`]; [`next`](Self::next)
/// does without any traits.
///
/// It ends after the last page, and after an error. A link that leads to another host is an
/// error, as credentials must not go there.
///
/// ```no_run
/// # use docwright_runtime::{Json, Method, Operation, Page};
/// # use docwright_runtime::client::{Call, Client, Error};
/// # static LIST: Operation = Operation::new("List", Method::Get, "/api/v1/Contact");
/// # async fn example(client: Client) -> Result<(), Error> {
/// let mut pages = Call::<Json>::from(client.draft(&LIST)).pages();
/// while let Some(page) = pages.next().await {
///     println!("{} rows", page?.into_items().len());
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "pages are read only when asked for"]
pub struct Pages<R> {
    continuation: Continuation,
    state: State<R>,
    circle: Circle,
}

/// Finds links that lead in a circle without remembering all of them (Brent's algorithm): a link is
/// compared with one that is replaced after 1, 2, 4, 8 .. further links.
#[derive(Default)]
struct Circle {
    remembered: Option<Uri>,
    since: u32,
    until: u32,
}

impl Circle {
    fn closes_with(&mut self, link: &Uri) -> bool {
        let closes = self.remembered.as_ref() == Some(link);
        if self.since == self.until {
            (self.remembered, self.since, self.until) = (Some(link.clone()), 0, (self.until * 2).max(1));
        }
        self.since += 1;
        closes
    }
}

enum State<R> {
    /// On its way.
    Sent(BoxFuture<'static, Result<R, Error>>),
    /// Known, but nobody has asked for it yet.
    Next(Uri),
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
pub struct Items<R: Page> {
    pages: Pages<R>,
    items: VecDeque<R::Item>,
}

impl<R: Payload + Page> Pages<R> {
    pub(super) fn new(first: Pending<R>, continuation: Continuation) -> Self {
        Self { continuation, state: State::Sent(Box::pin(first)), circle: Circle::default() }
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
        Box::pin(async move {
            let response = exchange.send(request).await.map(Response::whole)?;
            Ok(response.decode(operation)?.value)
        })
    }

    /// What follows a page.
    fn after(&mut self, page: &R) -> State<R> {
        let Some(link) = page.next_link().filter(|link| !link.is_empty()) else { return State::End };
        match self.continuation.client.shared.base.join(link) {
            Ok(next) if self.circle.closes_with(&next) => State::Broken(NextLinkError::Circle),
            Ok(next) => State::Next(next),
            Err(error) => State::Broken(error),
        }
    }
}

impl<R: Payload + Page> Stream for Pages<R> {
    type Item = Result<R, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match &mut self.state {
                State::End => return Poll::Ready(None),
                State::Next(link) => {
                    let link = link.clone();
                    self.state = State::Sent(self.send(link));
                }
                State::Broken(error) => {
                    let error = error.clone();
                    let error = Error::new(self.continuation.operation, error.into());
                    self.state = State::End;
                    return Poll::Ready(Some(Err(error)));
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

impl<R: Payload + Page> Items<R> {
    pub(super) fn new(pages: Pages<R>) -> Self {
        Self { pages, items: VecDeque::new() }
    }

    /// The next item; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<R::Item, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<R: Payload + Page> Stream for Items<R> {
    type Item = Result<R::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.items.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => self.items = page.into_items().into(),
            }
        }
    }
}

impl<R> Unpin for Pages<R> {}
impl<R: Page> Unpin for Items<R> {}

impl<R> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &self.continuation.operation.id).finish_non_exhaustive()
    }
}

impl<R: Page> fmt::Debug for Items<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).field("left", &self.items.len()).finish()
    }
}
