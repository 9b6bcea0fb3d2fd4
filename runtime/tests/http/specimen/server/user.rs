use docwright_runtime::codegen as rt;

use super::super::operations::user as operations;

/// Users. Every method answers 501 until it is written.
#[allow(unused_variables, reason = "the default methods answer 501 whatever they are given")]
pub trait User: Send + Sync + 'static {
    /// Gets a user by name.
    fn by_name(&self, context: rt::Context, user_name: String) -> impl Future<Output = rt::Result<String>> + Send {
        rt::not_implemented(&operations::BY_NAME)
    }

    /// Gets a user by number.
    fn by_id(&self, context: rt::Context, id: i32) -> impl Future<Output = rt::Result<String>> + Send {
        rt::not_implemented(&operations::BY_ID)
    }

    /// Gets the caller.
    fn me(&self, context: rt::Context) -> impl Future<Output = rt::Result<String>> + Send {
        rt::not_implemented(&operations::ME)
    }
}

/// The routes of [`User`].
pub fn user<S: User>(service: S) -> rt::Routes {
    rt::Routes::of(Dispatch(service))
}

/// In the order of `dispatch`.
static OPERATIONS: &[&rt::Operation] = &[&operations::BY_NAME, &operations::BY_ID, &operations::ME];

struct Dispatch<S>(S);

impl<S: User> rt::Service for Dispatch<S> {
    fn operations(&self) -> &'static [&'static rt::Operation] {
        OPERATIONS
    }

    fn dispatch(&self, operation: usize, request: rt::Request) -> Result<rt::Reply<'_>, rt::Rejection> {
        let context = request.context();
        Ok(match operation {
            0 => rt::reply(self.0.by_name(context, request.path(0)?)),
            1 => rt::reply(self.0.by_id(context, request.path(0)?)),
            2 => rt::reply(self.0.me(context)),
            _ => rt::unrouted(),
        })
    }
}

/// States of users: a service with a route twin in another service. Every method answers 501
/// until it is written.
#[allow(unused_variables, reason = "the default methods answer 501 whatever they are given")]
pub trait UserStates: Send + Sync + 'static {
    /// Gets the users of a state.
    fn by_state(&self, context: rt::Context, state: String) -> impl Future<Output = rt::Result<String>> + Send {
        rt::not_implemented(&operations::BY_STATE)
    }
}

/// The routes of [`UserStates`].
pub fn user_states<S: UserStates>(service: S) -> rt::Routes {
    rt::Routes::of(DispatchStates(service))
}

static STATE_OPERATIONS: &[&rt::Operation] = &[&operations::BY_STATE];

struct DispatchStates<S>(S);

impl<S: UserStates> rt::Service for DispatchStates<S> {
    fn operations(&self) -> &'static [&'static rt::Operation] {
        STATE_OPERATIONS
    }

    fn dispatch(&self, operation: usize, request: rt::Request) -> Result<rt::Reply<'_>, rt::Rejection> {
        let context = request.context();
        Ok(match operation {
            0 => rt::reply(self.0.by_state(context, request.path(0)?)),
            _ => rt::unrouted(),
        })
    }
}
