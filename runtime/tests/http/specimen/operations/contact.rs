use docwright_runtime::codegen as rt;

/// `GET /api/v1/Contact/{id}`
pub static GET: rt::Operation = rt::Operation::new("v1Contact_Get", rt::Method::Get, "/api/v1/Contact/{id}")
    .path(&[rt::PathKind::Int32])
    .statuses(&[200, 304, 404]);

/// `GET /api/v1/Contact/Named/{name}/{suffix}`
pub static GET_NAMED: rt::Operation =
    rt::Operation::new("v1Contact_GetNamed", rt::Method::Get, "/api/v1/Contact/Named/{name}/{suffix}")
        .path(&[rt::PathKind::String, rt::PathKind::String])
        .statuses(&[200]);

/// `POST /api/v1/Contact`
pub static SAVE: rt::Operation =
    rt::Operation::new("v1Contact_Save", rt::Method::Post, "/api/v1/Contact").statuses(&[201, 400]);

/// `PATCH /api/v1/Contact/{id}`
pub static PATCH: rt::Operation = rt::Operation::new("v1Contact_Patch", rt::Method::Patch, "/api/v1/Contact/{id}")
    .path(&[rt::PathKind::Int32])
    .consumes(&["application/merge-patch+json", "application/json-patch+json"])
    .statuses(&[200, 412]);

/// `DELETE /api/v1/Contact/{id}`
pub static DELETE: rt::Operation = rt::Operation::new("v1Contact_Delete", rt::Method::Delete, "/api/v1/Contact/{id}")
    .path(&[rt::PathKind::Int32])
    .statuses(&[204, 412]);

/// `GET /api/v1/Contact/{id}/Image`
pub static GET_IMAGE: rt::Operation =
    rt::Operation::new("v1Contact_GetImage", rt::Method::Get, "/api/v1/Contact/{id}/Image")
        .path(&[rt::PathKind::Int32])
        .produces(&["image/png", "image/gif"])
        .statuses(&[200, 404]);

/// `PUT /api/v1/Contact/{id}/Image`
pub static SAVE_IMAGE: rt::Operation =
    rt::Operation::new("v1Contact_SaveImage", rt::Method::Put, "/api/v1/Contact/{id}/Image")
        .path(&[rt::PathKind::Int32])
        .consumes(&["image/png"])
        .statuses(&[200]);

/// `POST /api/v1/Contact/{id}/Move`
pub static MOVE_TO: rt::Operation =
    rt::Operation::new("v1Contact_MoveTo", rt::Method::Post, "/api/v1/Contact/{id}/Move")
        .path(&[rt::PathKind::Int32])
        .statuses(&[204]);

/// `POST /api/v1/Contact/Validate`
pub static VALIDATE: rt::Operation =
    rt::Operation::new("v1Contact_Validate", rt::Method::Post, "/api/v1/Contact/Validate").statuses(&[200]);

/// `POST /api/v1/Contact/Ping`
pub static PING: rt::Operation =
    rt::Operation::new("v1Contact_Ping", rt::Method::Post, "/api/v1/Contact/Ping").statuses(&[200]);
