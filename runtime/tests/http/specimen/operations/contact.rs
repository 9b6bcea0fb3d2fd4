use docwright_runtime::codegen as rt;

/// `GET /api/v1/Contact/{id}`
pub static GET: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::Int32],
    statuses: &[
        rt::Status::new(200, "OK"),
        rt::Status::new(304, "Not changed"),
        rt::Status::new(404, "There is no such company."),
    ],
    ..super::operation("v1Contact_Get", rt::Method::Get, "/api/v1/Contact/{id}")
};

/// `GET /api/v1/Contact/Named/{name}/{suffix}`
pub static GET_NAMED: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::String, rt::PathKind::String],
    statuses: &[rt::Status::new(200, "OK")],
    ..super::operation("v1Contact_GetNamed", rt::Method::Get, "/api/v1/Contact/Named/{name}/{suffix}")
};

/// `POST /api/v1/Contact`
pub static SAVE: rt::Operation = rt::Operation {
    statuses: &[rt::Status::new(201, "Saved"), rt::Status::new(400, "The company makes no sense.")],
    ..super::operation("v1Contact_Save", rt::Method::Post, "/api/v1/Contact")
};

/// `PATCH /api/v1/Contact/{id}`
pub static PATCH: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::Int32],
    consumes: &["application/json-patch+json", "application/merge-patch+json"],
    statuses: &[rt::Status::new(200, "OK"), rt::Status::new(412, "Somebody changed it.")],
    ..super::operation("v1Contact_Patch", rt::Method::Patch, "/api/v1/Contact/{id}")
};

/// `DELETE /api/v1/Contact/{id}`
pub static DELETE: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::Int32],
    statuses: &[rt::Status::new(204, "Gone"), rt::Status::new(412, "Somebody changed it.")],
    ..super::operation("v1Contact_Delete", rt::Method::Delete, "/api/v1/Contact/{id}")
};

/// `GET /api/v1/Contact/{id}/Image`
pub static GET_IMAGE: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::Int32],
    produces: &["image/png", "image/gif"],
    statuses: &[rt::Status::new(200, "OK"), rt::Status::new(404, "There is no such company.")],
    ..super::operation("v1Contact_GetImage", rt::Method::Get, "/api/v1/Contact/{id}/Image")
};

/// `PUT /api/v1/Contact/{id}/Image`
pub static SAVE_IMAGE: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::Int32],
    consumes: &["image/png"],
    statuses: &[rt::Status::new(200, "OK")],
    ..super::operation("v1Contact_SaveImage", rt::Method::Put, "/api/v1/Contact/{id}/Image")
};

/// `POST /api/v1/Contact/{id}/Move`
pub static MOVE_TO: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::Int32],
    statuses: &[rt::Status::new(204, "Gone")],
    ..super::operation("v1Contact_MoveTo", rt::Method::Post, "/api/v1/Contact/{id}/Move")
};

/// `POST /api/v1/Contact/Validate`
pub static VALIDATE: rt::Operation = rt::Operation {
    statuses: &[rt::Status::new(200, "OK")],
    ..super::operation("v1Contact_Validate", rt::Method::Post, "/api/v1/Contact/Validate")
};

/// `POST /api/v1/Contact/Ping`
pub static PING: rt::Operation = rt::Operation {
    statuses: &[rt::Status::new(200, "OK")],
    ..super::operation("v1Contact_Ping", rt::Method::Post, "/api/v1/Contact/Ping")
};
