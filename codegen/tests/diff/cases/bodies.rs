//! Bodies of requests and responses.

use crate::case::{Case, Edit, PLAIN};

const PUT: &str = "v1CupEntity_PutCup";
const DELETE: &str = "v1CupEntity_DeleteCup";
const COUNT: &str = "v1CupEntity_CountCups";
const POUR: &str = "v1TeaAgent_Pour";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "request-removed",
        edits: &[
            Edit::Change(
                POUR,
                "## Request Body: request\n\nTeaId\n\n| Property Name | Type |  Description |\n|----------------|------|--------------|\n| TeaId | int32 | Which tea |\n\n",
                "",
            ),
            Edit::Change(POUR, "Content-Type: application/json\n\n{\"TeaId\": 3}\n", ""),
            Edit::Change(POUR, "| Content-Type | Media types of the request: `application/json` |\n", ""),
        ],
        changes: &[
            "breaking major request-removed TeaAgent.Pour request: TeaPourRequest → nothing",
            "none major type-removed TeaPourRequest: struct of 1 →",
            "none patch header-removed TeaAgent.Pour header Content-Type",
        ],
        ..PLAIN
    },
    Case {
        name: "request-added",
        edits: &[
            Edit::Change(
                DELETE,
                "## Response:",
                "## Request Body: reason\n\n| Property Name | Type |  Description |\n|---|---|---|\n| Words | string | Why |\n\n## Response:",
            ),
            Edit::Change(
                DELETE,
                "Accept: application/json\n",
                "Accept: application/json\nContent-Type: application/json\n\n{\"Words\": \"old\"}\n",
            ),
        ],
        changes: &[
            "breaking major request-added CupEntity.DeleteCup request: nothing → Cup",
            "none minor type-added Cup: → struct of 1",
        ],
        ..PLAIN
    },
    Case {
        name: "request-type-changed",
        edits: &[Edit::Change(PUT, "## Request Body: entity", "## Request Body: picture binary")],
        changes: &["breaking major request-type-changed CupEntity.PutCup request: CupEntity → bytes"],
        ..PLAIN
    },
    Case {
        name: "response-removed",
        edits: &[
            Edit::Change(COUNT, "## Response: int32\n\nHow many there are.\n", "## Response:\n"),
            Edit::Change(COUNT, "Response body: int32\n\n", ""),
            Edit::Change(COUNT, "| 200 | OK |", "| 204 | OK |"),
            Edit::Change(
                COUNT,
                "HTTP/1.1 200 OK\nContent-Type: application/json; charset=utf-8\n\n12\n",
                "HTTP/1.1 204 OK\n",
            ),
        ],
        changes: &[
            "additive patch status-added CupEntity.CountCups status 204: → OK",
            "breaking major response-removed CupEntity.CountCups response: int32 → nothing",
            "breaking patch status-removed CupEntity.CountCups status 200: OK →",
        ],
        ..PLAIN
    },
    Case {
        name: "response-added",
        edits: &[
            Edit::Change(DELETE, "## Response:\n", "## Response: bool\n\nWhether it made a noise.\n"),
            Edit::Change(DELETE, "| 204 | It is gone |\n", "| 200 | It is gone |\n\nResponse body: bool\n"),
            Edit::Change(
                DELETE,
                "HTTP/1.1 204 It is gone\n",
                "HTTP/1.1 200 It is gone\nContent-Type: application/json\n\ntrue\n",
            ),
        ],
        changes: &[
            "additive major response-added CupEntity.DeleteCup response: nothing → bool",
            "additive patch status-added CupEntity.DeleteCup status 200: → It is gone",
            "breaking patch status-removed CupEntity.DeleteCup status 204: It is gone →",
        ],
        ..PLAIN
    },
    Case {
        name: "response-type-widened",
        edits: &[Edit::Change(COUNT, "int32", "int64")],
        changes: &["breaking major response-type-changed CupEntity.CountCups response: int32 → int64"],
        ..PLAIN
    },
    Case {
        name: "response-type-narrowed",
        before: &[Edit::Change(COUNT, "int32", "int64")],
        edits: &[Edit::Change(COUNT, "int64", "int32")],
        changes: &["none major response-type-changed CupEntity.CountCups response: int64 → int32"],
        ..PLAIN
    },
    Case {
        name: "response-type-changed",
        edits: &[Edit::Change(COUNT, "int32", "string"), Edit::Change(COUNT, "\n12\n", "\n\"a dozen\"\n")],
        changes: &["breaking major response-type-changed CupEntity.CountCups response: int32 → string"],
        ..PLAIN
    },
    Case {
        name: "media-types-removed",
        edits: &[Edit::Change(PUT, "`application/json`, `text/json`", "`application/json`")],
        changes: &[
            "breaking patch request-media-type-removed CupEntity.PutCup request: text/json →",
            "breaking patch response-media-type-removed CupEntity.PutCup response: text/json →",
        ],
        ..PLAIN
    },
    Case {
        name: "media-types-added",
        edits: &[Edit::Change(
            PUT,
            "`application/json`, `text/json`",
            "`application/json`, `text/json`, `application/xml`",
        )],
        changes: &[
            "additive patch request-media-type-added CupEntity.PutCup request: → application/xml",
            "additive patch response-media-type-added CupEntity.PutCup response: → application/xml",
        ],
        ..PLAIN
    },
];
