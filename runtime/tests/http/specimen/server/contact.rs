use docwright_runtime::codegen as rt;

use super::super::{models, operations::contact as operations, query};

/// Companies. Every method answers 501 until it is written.
#[allow(unused_variables, reason = "the default methods answer 501 whatever they are given")]
pub trait Contact: Send + Sync + 'static {
    /// Gets a contact.
    fn get(
        &self,
        context: rt::Context,
        id: i32,
        query: query::SelectFk,
    ) -> impl Future<Output = rt::Result<models::Contact>> + Send {
        rt::not_implemented(&operations::GET)
    }

    /// Gets a contact by name.
    fn get_named(
        &self,
        context: rt::Context,
        name: String,
        suffix: String,
    ) -> impl Future<Output = rt::Result<String>> + Send {
        rt::not_implemented(&operations::GET_NAMED)
    }

    /// Saves a contact.
    fn save(
        &self,
        context: rt::Context,
        body: models::Contact,
    ) -> impl Future<Output = rt::Result<models::Contact>> + Send {
        rt::not_implemented(&operations::SAVE)
    }

    /// Changes a contact.
    fn patch(
        &self,
        context: rt::Context,
        id: i32,
        changes: rt::Patch,
    ) -> impl Future<Output = rt::Result<models::Contact>> + Send {
        rt::not_implemented(&operations::PATCH)
    }

    /// Deletes a contact.
    fn delete(&self, context: rt::Context, id: i32) -> impl Future<Output = rt::Result<()>> + Send {
        rt::not_implemented(&operations::DELETE)
    }

    /// Gets the image.
    fn get_image(&self, context: rt::Context, id: i32) -> impl Future<Output = rt::Result<rt::Binary>> + Send {
        rt::not_implemented(&operations::GET_IMAGE)
    }

    /// Saves the image.
    fn save_image(
        &self,
        context: rt::Context,
        id: i32,
        image: rt::Binary,
    ) -> impl Future<Output = rt::Result<i32>> + Send {
        rt::not_implemented(&operations::SAVE_IMAGE)
    }

    /// Moves a contact.
    fn move_to(
        &self,
        context: rt::Context,
        id: i32,
        to: Vec<String>,
        when: rt::DateTime,
        mode: models::Mode,
    ) -> impl Future<Output = rt::Result<()>> + Send {
        rt::not_implemented(&operations::MOVE_TO)
    }

    /// Validates contacts.
    fn validate(
        &self,
        context: rt::Context,
        ids: Vec<i32>,
        query: query::IdsModeSinceTop,
    ) -> impl Future<Output = rt::Result<Vec<String>>> + Send {
        rt::not_implemented(&operations::VALIDATE)
    }

    /// Says that all is well.
    fn ping(&self, context: rt::Context) -> impl Future<Output = rt::Result<rt::Json>> + Send {
        rt::not_implemented(&operations::PING)
    }
}

/// The routes of [`Contact`].
pub fn contact<S: Contact>(service: S) -> rt::Routes {
    rt::Routes::of(Dispatch(service))
}

/// In the order of `dispatch`.
static OPERATIONS: &[&rt::Operation] = &[
    &operations::GET,
    &operations::GET_NAMED,
    &operations::SAVE,
    &operations::PATCH,
    &operations::DELETE,
    &operations::GET_IMAGE,
    &operations::SAVE_IMAGE,
    &operations::MOVE_TO,
    &operations::VALIDATE,
    &operations::PING,
];

struct Dispatch<S>(S);

impl<S: Contact> rt::Service for Dispatch<S> {
    fn operations(&self) -> &'static [&'static rt::Operation] {
        OPERATIONS
    }

    fn dispatch(&self, operation: usize, request: rt::Request) -> Result<rt::Reply<'_>, rt::Rejection> {
        let context = request.context();
        Ok(match operation {
            0 => rt::reply(self.0.get(context, request.path(0)?, request.query()?)),
            1 => rt::reply(self.0.get_named(context, request.path(0)?, request.path(1)?)),
            2 => rt::reply(self.0.save(context, request.body()?)),
            3 => rt::reply(self.0.patch(context, request.path(0)?, request.body()?)),
            4 => rt::reply(self.0.delete(context, request.path(0)?)),
            5 => rt::reply(self.0.get_image(context, request.path(0)?)),
            6 => rt::reply(self.0.save_image(context, request.path(0)?, request.body()?)),
            7 => rt::reply(self.0.move_to(
                context,
                request.path(0)?,
                request.query_arg("to")?,
                request.query_arg("when")?,
                request.query_arg("mode")?,
            )),
            8 => rt::reply(self.0.validate(context, request.body()?, request.query()?)),
            9 => rt::reply(self.0.ping(context)),
            _ => rt::unrouted(),
        })
    }
}
