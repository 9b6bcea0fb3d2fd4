//! Sets of optional query parameters.

use docwright_runtime::codegen as rt;

use super::models;

/// `$select`, `fk`
#[derive(Clone)]
pub struct SelectFk {
    /// The columns
    pub select: Option<String>,
    pub fk: Option<bool>,
}
rt::query!(SelectFk { select: "$select", fk: "fk" });

/// `ids`, `mode`, `since`, `top`
#[derive(Clone)]
pub struct IdsModeSinceTop {
    pub ids: Option<Vec<i32>>,
    pub mode: Option<models::Mode>,
    pub since: Option<rt::DateTime>,
    pub top: Option<i64>,
}
rt::query!(IdsModeSinceTop { ids: "ids", mode: "$mode", since: "since", top: "$top" });
