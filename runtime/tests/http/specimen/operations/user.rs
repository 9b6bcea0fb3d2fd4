use docwright_runtime::codegen as rt;

/// `GET /api/v1/User/{id}`
pub static BY_ID: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::Int32],
    statuses: &[rt::Status::new(200, "OK")],
    ..super::operation("v1User_ById", rt::Method::Get, "/api/v1/User/{id}")
};

/// `GET /api/v1/User/{userName}`
pub static BY_NAME: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::String],
    statuses: &[rt::Status::new(200, "OK")],
    ..super::operation("v1User_ByName", rt::Method::Get, "/api/v1/User/{userName}")
};

/// `GET /api/v1/User/{state}`
pub static BY_STATE: rt::Operation = rt::Operation {
    path_kinds: &[rt::PathKind::Enum(&["Active", "Retired"])],
    statuses: &[rt::Status::new(200, "OK")],
    ..super::operation("v1User_ByState", rt::Method::Get, "/api/v1/User/{state}")
};

/// `GET /api/v1/User/Me`
pub static ME: rt::Operation = rt::Operation {
    statuses: &[rt::Status::new(200, "OK")],
    ..super::operation("v1User_Me", rt::Method::Get, "/api/v1/User/Me")
};
