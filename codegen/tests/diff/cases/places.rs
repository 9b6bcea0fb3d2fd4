//! Properties of one message only: the struct has them all the same, as other messages show them.

use crate::case::{Case, Edit, PLAIN};

const GET: &str = "v1CupEntity_GetCup";
const PUT: &str = "v1CupEntity_PutCup";
const BREW: &str = "v1TeaAgent_Brew";
const SIPS: &str = "| Sips | int32 | How often somebody drank |\n";
const SINCE: &str = "| Since | int32 | Year of its end |\n";
const NO_SUCH_CUP: &str = "\
## Response 404: object

Carrier object for Problem.

| Property Name | Type | Description |
|---|---|---|
| Reason | string | Why there is none |
| Name | string | What it was called |
| Since | int32 | Year of its end |

## Sample Request
";
const SHOWN_SIPS: &str = "  \"Sips\": 3,\n";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "one-response-loses-a-property",
        edits: &[Edit::Change(GET, SIPS, ""), Edit::Change(GET, SHOWN_SIPS, "")],
        changes: &["breaking patch property-removed CupEntity.GetCup response property CupEntity.Sips: int32 →"],
        ..PLAIN
    },
    Case {
        name: "one-request-loses-a-property",
        edits: &[
            Edit::Change(
                PUT,
                "The cup as it should be. Carrier object for CupEntity.\n\n\
                 | Property Name | Type |  Description |\n|----------------|------|--------------|\n\
                 | CupId | int32 | Number of the cup |\n",
                "The cup as it should be. Carrier object for CupEntity.\n\n\
                 | Property Name | Type |  Description |\n|----------------|------|--------------|\n",
            ),
            Edit::Change(
                PUT,
                "Content-Type: application/json\n\n{\n  \"CupId\": 7,\n",
                "Content-Type: application/json\n\n{\n",
            ),
        ],
        changes: &["breaking patch property-removed CupEntity.PutCup request property CupEntity.CupId: int32 →"],
        ..PLAIN
    },
    Case {
        name: "a-struct-within-one-response-loses-a-property",
        edits: &[Edit::Change(BREW, SHOWN_SIPS, "")],
        changes: &["breaking patch property-removed TeaAgent.Brew response property CupEntity.Sips: int32 →"],
        ..PLAIN
    },
    Case {
        name: "all-messages-of-one-operation-lose-a-property",
        edits: &[Edit::Change(PUT, SIPS, ""), Edit::Change(PUT, SHOWN_SIPS, "")],
        changes: &[
            "breaking patch property-removed CupEntity.PutCup request property CupEntity.Sips: int32 →",
            "breaking patch property-removed CupEntity.PutCup response property CupEntity.Sips: int32 →",
        ],
        ..PLAIN
    },
    Case {
        name: "one-operation-tells-another-type",
        before: &[Edit::Change(GET, "| Sips | int32 |", "| Sips | int64 |")],
        edits: &[Edit::Change(PUT, "| Sips | int32 |", "| Sips | int64 |")],
        changes: &[
            "additive patch property-type-changed CupEntity.PutCup request property CupEntity.Sips: int32 → int64",
            "breaking patch property-type-changed CupEntity.PutCup response property CupEntity.Sips: int32 → int64",
        ],
        ..PLAIN
    },
    Case {
        name: "one-failure-loses-a-property",
        before: &[
            Edit::Change(GET, "## Sample Request\n", NO_SUCH_CUP),
            Edit::Change(PUT, "## Sample Request\n", NO_SUCH_CUP),
            Edit::Change(PUT, "| 200 | OK |\n", "| 200 | OK |\n| 404 | No such cup |\n"),
        ],
        edits: &[Edit::Change(GET, SINCE, "")],
        changes: &["breaking patch property-removed CupEntity.GetCup status 404 property Problem.Since: int32 →"],
        ..PLAIN
    },
    Case {
        name: "one-response-deprecates-no-more",
        edits: &[Edit::Change(GET, "Deprecated: Use Maker instead. Colour", "Colour")],
        changes: &["none patch undeprecated CupEntity.GetCup response property CupEntity.Glaze: Use Maker instead. →"],
        ..PLAIN
    },
    Case {
        name: "one-operation-deprecates-as-others-do",
        before: &[Edit::Change(PUT, "Deprecated: Use Maker instead. Colour", "Colour")],
        edits: &[Edit::Change(PUT, "| Colour", "| Deprecated: Use Maker instead. Colour")],
        changes: &[
            "none patch deprecated CupEntity.PutCup request property CupEntity.Glaze: → Use Maker instead.",
            "none patch deprecated CupEntity.PutCup response property CupEntity.Glaze: → Use Maker instead.",
        ],
        ..PLAIN
    },
    Case {
        name: "the-words-of-one-response-stay",
        before: &[Edit::Change(PUT, "Deprecated: Use Maker instead.", "Deprecated: Use Name instead.")],
        edits: &[Edit::Change(GET, "Deprecated: Use Maker instead. Colour", "Colour")],
        changes: &[
            "none patch deprecation-changed CupEntity.Glaze: Use Maker instead. → Use Name instead.",
            "none patch undeprecated CupEntity.GetCup response property CupEntity.Glaze: Use Maker instead. →",
        ],
        ..PLAIN
    },
];
