//! Operations, their statuses, headers and notices.

use crate::case::{Case, Edit, PLAIN};

const GET: &str = "v1CupEntity_GetCup";
const PUT: &str = "v1CupEntity_PutCup";
const DELETE: &str = "v1CupEntity_DeleteCup";
const COUNT: &str = "v1CupEntity_CountCups";
const NOTICE: &str = "## Online Restricted: ## The Cup agent is not available in Online by default.\n";

const NO_SUCH_CUP: &str = "\
## Response 404: object

| Property Name | Type | Description |
|---|---|---|
| Reason | string | Why there is none |

## Sample Request
";
const HEADERS: &str = "\
| Parameter Name | Description |
|----------------|-------------|
| Authorization | How the caller proves who it is |
";
const TYPED_HEADERS: &str = "\
| Header | Type | Description |
|--------|------|-------------|
| Authorization | string | How the caller proves who it is |
| X-Version | int32 | Which version |
";
const TYPED_ACCEPT: &str = "| Accept | string | Media types";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "operation-removed",
        edits: &[Edit::Remove(DELETE)],
        changes: &["breaking major operation-removed CupEntity.DeleteCup: DELETE /api/v1/Cup/{id} →"],
        ..PLAIN
    },
    Case {
        name: "operation-added",
        edits: &[Edit::Copy(DELETE, "v1CupEntity_WashCup", "POST /api/v1/Cup/{id}/Wash")],
        changes: &["additive minor operation-added CupEntity.WashCup: → POST /api/v1/Cup/{id}/Wash"],
        new_code: "let _ = client.cup_entity().wash_cup(7);",
        ..PLAIN
    },
    Case {
        name: "operation-moved",
        edits: &[Edit::Change(DELETE, "DELETE /api/v1/Cup/{id}", "DELETE /api/v1/Shelf/Cup/{id}")],
        changes: &[
            "breaking patch operation-moved CupEntity.DeleteCup: DELETE /api/v1/Cup/{id} → DELETE /api/v1/Shelf/Cup/{id}",
        ],
        ..PLAIN
    },
    Case {
        name: "operation-moved-to-another-method",
        edits: &[Edit::Change(DELETE, "DELETE /api/v1/Cup/{id}", "POST /api/v1/Cup/{id}")],
        changes: &[
            "breaking patch operation-moved CupEntity.DeleteCup: DELETE /api/v1/Cup/{id} → POST /api/v1/Cup/{id}",
        ],
        ..PLAIN
    },
    Case {
        name: "operation-moved-below-another-thing",
        edits: &[
            Edit::Change(DELETE, "DELETE /api/v1/Cup/{id}", "DELETE /api/v1/Shelf/{shelf}/Cup/{id}"),
            Edit::Change(DELETE, "| id | int32 |", "| shelf | int32 | Where it stands **Required** |\n| id | int32 |"),
        ],
        changes: &[
            "breaking major operation-moved CupEntity.DeleteCup: DELETE /api/v1/Cup/{id} → DELETE /api/v1/Shelf/{shelf}/Cup/{id}",
        ],
        ..PLAIN
    },
    Case {
        name: "operation-in-another-case",
        edits: &[Edit::Change(DELETE, "DELETE /api/v1/Cup/{id}", "DELETE /api/v1/cup/{id}")],
        changes: &["none patch operation-moved CupEntity.DeleteCup: DELETE /api/v1/Cup/{id} → DELETE /api/v1/cup/{id}"],
        ..PLAIN
    },
    Case {
        name: "operation-renamed",
        edits: &[Edit::Copy(DELETE, "v1CupEntity_BreakCup", "DELETE /api/v1/Cup/{id}"), Edit::Remove(DELETE)],
        changes: &["none major operation-renamed CupEntity.BreakCup: v1CupEntity_DeleteCup → v1CupEntity_BreakCup"],
        ..PLAIN
    },
    Case {
        name: "status-removed",
        edits: &[Edit::Change(GET, "| 404 | No such cup |\n", "")],
        changes: &["none patch status-removed CupEntity.GetCup status 404: No such cup →"],
        ..PLAIN
    },
    Case {
        name: "status-added",
        edits: &[Edit::Change(PUT, "| 200 | OK |\n", "| 200 | OK |\n| 409 | Somebody drinks from it |\n")],
        changes: &["additive patch status-added CupEntity.PutCup status 409: → Somebody drinks from it"],
        ..PLAIN
    },
    Case {
        name: "status-of-success-changed",
        edits: &[Edit::Change(PUT, "| 200 | OK |\n", "| 201 | OK |\n")],
        changes: &[
            "additive patch status-added CupEntity.PutCup status 201: → OK",
            "breaking patch status-removed CupEntity.PutCup status 200: OK →",
        ],
        ..PLAIN
    },
    Case {
        name: "body-of-a-status-added",
        edits: &[Edit::Change(GET, "## Sample Request\n", NO_SUCH_CUP)],
        changes: &[
            "additive patch response-added CupEntity.GetCup status 404: nothing → Cup",
            "none minor type-added Cup: → struct of 1",
        ],
        new_code: "let _ = models::Cup { reason: None, ..Default::default() };",
        ..PLAIN
    },
    Case {
        name: "header-removed",
        edits: &[Edit::Change(GET, "| Authorization | How the caller proves who it is |\n", "")],
        changes: &["none patch header-removed CupEntity.GetCup header Authorization"],
        ..PLAIN
    },
    Case {
        name: "header-added",
        edits: &[Edit::Change(GET, "| Accept |", "| SO-TimeZone | Zone of the times in the answer |\n| Accept |")],
        changes: &["additive minor header-added CupEntity.GetCup header SO-TimeZone"],
        new_code: "let _ = client.cup_entity().get_cup(7).time_zone(2);",
        ..PLAIN
    },
    Case {
        name: "header-with-setters-removed",
        before: &[Edit::Change(GET, "| Accept |", "| SO-TimeZone | Zone of the times in the answer |\n| Accept |")],
        edits: &[Edit::Change(GET, "| SO-TimeZone | Zone of the times in the answer |\n", "")],
        changes: &["none major header-removed CupEntity.GetCup header SO-TimeZone"],
        ..PLAIN
    },
    Case {
        name: "required-header-added",
        edits: &[Edit::Change(GET, "| Accept |", "| If-Match | **Required** Which version |\n| Accept |")],
        changes: &["breaking patch header-added CupEntity.GetCup header If-Match"],
        ..PLAIN
    },
    Case {
        name: "header-required",
        edits: &[Edit::Change(GET, "| Authorization | How", "| Authorization | **Required** How")],
        changes: &["breaking patch header-required CupEntity.GetCup header Authorization"],
        ..PLAIN
    },
    Case {
        name: "header-optional",
        before: &[Edit::Change(GET, "| Authorization | How", "| Authorization | **Required** How")],
        edits: &[Edit::Change(GET, "| **Required** How", "| How")],
        changes: &["additive patch header-optional CupEntity.GetCup header Authorization"],
        ..PLAIN
    },
    Case {
        name: "header-deprecated",
        edits: &[Edit::Change(GET, "| Authorization | How", "| Authorization | Deprecated: Use a key. How")],
        changes: &["none patch deprecated CupEntity.GetCup header Authorization: → Use a key."],
        ..PLAIN
    },
    Case {
        name: "header-type-changed",
        before: &[Edit::Change(GET, HEADERS, TYPED_HEADERS), Edit::Change(GET, "| Accept | Media types", TYPED_ACCEPT)],
        edits: &[Edit::Change(GET, "| int32 | Which version", "| int64 | Which version")],
        changes: &["additive patch header-type-changed CupEntity.GetCup header X-Version: int32 → int64"],
        ..PLAIN
    },
    Case {
        name: "notice-removed",
        edits: &[Edit::Change(COUNT, NOTICE, "")],
        changes: &[
            "none patch notice-removed CupEntity.CountCups: online restricted: The Cup agent is not available in Online by default. →",
        ],
        ..PLAIN
    },
    Case {
        name: "notice-added",
        edits: &[Edit::Change(GET, "Finds a cup.\n", "## Experimental: The Cup agent may change.\n\nFinds a cup.\n")],
        changes: &["none patch notice-added CupEntity.GetCup: → experimental: The Cup agent may change."],
        ..PLAIN
    },
    Case {
        name: "notice-changed",
        edits: &[Edit::Change(COUNT, "is not available in Online by default.", "is not available in Online.")],
        changes: &[
            "none patch notice-changed CupEntity.CountCups: online restricted: The Cup agent is not available in Online by default. → online restricted: The Cup agent is not available in Online.",
        ],
        ..PLAIN
    },
];
