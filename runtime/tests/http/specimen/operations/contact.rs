use docwright_runtime::codegen as rt;

/// `GET /api/v1/Contact/{id}`
pub static GET: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::Int32],
    statuses: &[200, 304, 404],
    ..rt::Operation::new("v1Contact_Get", rt::Method::Get, "/api/v1/Contact/{id}")
};

/// `GET /api/v1/Contact/Named/{name}/{suffix}`
pub static GET_NAMED: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::String, rt::PathKind::String],
    statuses: &[200],
    ..rt::Operation::new("v1Contact_GetNamed", rt::Method::Get, "/api/v1/Contact/Named/{name}/{suffix}")
};

/// `POST /api/v1/Contact`
pub static SAVE: rt::Operation = rt::Operation {
    statuses: &[201, 400],
    ..rt::Operation::new("v1Contact_Save", rt::Method::Post, "/api/v1/Contact")
};

/// `PATCH /api/v1/Contact/{id}`
pub static PATCH: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::Int32],
    consumes: &["application/merge-patch+json", "application/json-patch+json"],
    statuses: &[200, 412],
    ..rt::Operation::new("v1Contact_Patch", rt::Method::Patch, "/api/v1/Contact/{id}")
};

/// `DELETE /api/v1/Contact/{id}`
pub static DELETE: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::Int32],
    statuses: &[204, 412],
    ..rt::Operation::new("v1Contact_Delete", rt::Method::Delete, "/api/v1/Contact/{id}")
};

/// `GET /api/v1/Contact/{id}/Image`
pub static GET_IMAGE: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::Int32],
    produces: &["image/png", "image/gif"],
    statuses: &[200, 404],
    ..rt::Operation::new("v1Contact_GetImage", rt::Method::Get, "/api/v1/Contact/{id}/Image")
};

/// `PUT /api/v1/Contact/{id}/Image`
pub static SAVE_IMAGE: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::Int32],
    consumes: &["image/png"],
    statuses: &[200],
    ..rt::Operation::new("v1Contact_SaveImage", rt::Method::Put, "/api/v1/Contact/{id}/Image")
};

/// `POST /api/v1/Contact/{id}/Move`
pub static MOVE_TO: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::Int32],
    statuses: &[204],
    ..rt::Operation::new("v1Contact_MoveTo", rt::Method::Post, "/api/v1/Contact/{id}/Move")
};

/// `POST /api/v1/Contact/Validate`
pub static VALIDATE: rt::Operation = rt::Operation {
    statuses: &[200],
    ..rt::Operation::new("v1Contact_Validate", rt::Method::Post, "/api/v1/Contact/Validate")
};

/// `POST /api/v1/Contact/Ping`
pub static PING: rt::Operation = rt::Operation {
    statuses: &[200],
    ..rt::Operation::new("v1Contact_Ping", rt::Method::Post, "/api/v1/Contact/Ping")
};
