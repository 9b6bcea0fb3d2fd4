//! What operations answer by the end of their path, such as the bytes of a thing at `/thing/content`.

use crate::api::{Body, Method, Opaque, Operation, Type};
use crate::dialect::Conventions;

/// The operation with the answer that its path tells, if it reads: a page may tell of the thing, and the path be that of its
/// bytes.
pub(super) fn told_by_path(mut operation: Operation, conventions: &Conventions) -> Operation {
    let Conventions { byte_paths, other_paths, .. } = conventions;
    let last = operation.path.segments().last().and_then(|segment| segment.literal());
    let ends_with = |known: &[String]| known.iter().any(|known| Some(known.as_str()) == last);
    let body = match operation.method {
        Method::Get if ends_with(byte_paths) => Body::Bytes,
        Method::Get if ends_with(other_paths) => Body::Json(Type::Json(Opaque::Untold)),
        _ => return operation,
    };
    for response in operation.responses.iter_mut().filter(|it| it.is_success() && it.body != Body::Empty) {
        response.body = body.clone();
        (response.sample, response.shows, response.evidence) = (None, Vec::new(), Vec::new());
        if body == Body::Bytes {
            response.media_types.clear();
        }
    }
    operation
}
