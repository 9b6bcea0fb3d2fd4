//! Parameters in paths and query strings.

use crate::case::{Case, Edit, PLAIN};

const GET: &str = "v1CupEntity_GetCup";
const PUT: &str = "v1CupEntity_PutCup";
const DELETE: &str = "v1CupEntity_DeleteCup";
const COUNT: &str = "v1CupEntity_CountCups";
const WARM: &str = "| warm | bool | Warm it up before |\n";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "parameter-removed",
        edits: &[Edit::Change(GET, WARM, "")],
        changes: &["breaking major parameter-removed CupEntity.GetCup query parameter warm: bool, optional →"],
        ..PLAIN
    },
    Case {
        name: "parameter-added",
        edits: &[Edit::Change(GET, WARM, "| warm | bool | Warm it up before |\n| saucer | bool | With the saucer |\n")],
        changes: &["additive minor parameter-added CupEntity.GetCup query parameter saucer: → bool, optional"],
        new_code: "let _ = client.cup_entity().get_cup(7).saucer(true);",
        ..PLAIN
    },
    Case {
        name: "parameter-added-as-the-first",
        edits: &[Edit::Change(
            DELETE,
            "## Request Headers",
            "## Query String Parameters\n\n| Parameter Name | Type |  Description |\n|---|---|---|\n| loudly | bool | With noise |\n\n## Request Headers",
        )],
        changes: &["additive major parameter-added CupEntity.DeleteCup query parameter loudly: → bool, optional"],
        ..PLAIN
    },
    Case {
        name: "parameter-added-that-is-required",
        edits: &[Edit::Change(COUNT, "| state |", "| shelf | int32 | Where they stand **Required** |\n| state |")],
        changes: &["breaking major parameter-added CupEntity.CountCups query parameter shelf: → int32, required"],
        ..PLAIN
    },
    Case {
        name: "parameter-required",
        edits: &[Edit::Change(GET, "Warm it up before", "Warm it up before **Required**")],
        changes: &["breaking major parameter-required CupEntity.GetCup query parameter warm"],
        ..PLAIN
    },
    Case {
        name: "parameter-optional",
        edits: &[Edit::Change(COUNT, "Which of them to count **Required**", "Which of them to count")],
        changes: &["additive major parameter-optional CupEntity.CountCups query parameter state"],
        ..PLAIN
    },
    Case {
        name: "parameter-type-widened",
        edits: &[Edit::Change(DELETE, "| id | int32 |", "| id | int64 |")],
        changes: &["additive major parameter-type-changed CupEntity.DeleteCup path parameter id: int32 → int64"],
        ..PLAIN
    },
    Case {
        name: "parameter-type-narrowed",
        edits: &[Edit::Change(PUT, "| $select | string |", "| $select | int32 |")],
        changes: &["breaking major parameter-type-changed CupEntity.PutCup query parameter $select: string → int32"],
        ..PLAIN
    },
    Case {
        name: "parameter-type-became-text",
        edits: &[Edit::Change(DELETE, "| id | int32 |", "| id | string |")],
        changes: &["additive major parameter-type-changed CupEntity.DeleteCup path parameter id: int32 → string"],
        ..PLAIN
    },
    Case {
        name: "parameter-type-changed",
        edits: &[Edit::Change(GET, "| warm | bool |", "| warm | int32 |")],
        changes: &["breaking major parameter-type-changed CupEntity.GetCup query parameter warm: bool → int32"],
        ..PLAIN
    },
    Case {
        name: "parameter-renamed",
        edits: &[Edit::Change(DELETE, "/{id}", "/{cupId}"), Edit::Change(DELETE, "| id |", "| cupId |")],
        changes: &["none patch parameter-renamed CupEntity.DeleteCup path parameter cupId: id → cupId"],
        ..PLAIN
    },
    Case {
        name: "parameters-reordered",
        edits: &[
            Edit::Change(GET, WARM, ""),
            Edit::Change(GET, "| $select |", "| warm | bool | Warm it up before |\n| $select |"),
        ],
        changes: &["none patch parameters-reordered CupEntity.GetCup: $select, warm, since → warm, $select, since"],
        ..PLAIN
    },
    Case {
        name: "parameters-that-are-arguments-reordered",
        before: &[Edit::Change(COUNT, "| state |", "| shelf | State | Where they stand **Required** |\n| state |")],
        edits: &[
            Edit::Change(COUNT, "| shelf | State | Where they stand **Required** |\n", ""),
            Edit::Change(
                COUNT,
                "count **Required** |\n",
                "count **Required** |\n| shelf | State | Where they stand **Required** |\n",
            ),
        ],
        changes: &["none major parameters-reordered CupEntity.CountCups: shelf, state → state, shelf"],
        ..PLAIN
    },
    Case {
        name: "arguments-of-one-type-in-another-order",
        before: &[
            Edit::Change(DELETE, "/Cup/{id}", "/Cup/{id}/{shelf}"),
            Edit::Change(DELETE, "Which cup **Required** |\n", "Which cup **Required** |\n| shelf | int32 | Where |\n"),
        ],
        edits: &[Edit::Change(DELETE, "/Cup/{id}/{shelf}", "/Cup/{shelf}/{id}")],
        changes: &["breaking major parameters-reordered CupEntity.DeleteCup: id, shelf → shelf, id"],
        silent: true,
        ..PLAIN
    },
    Case {
        name: "an-argument-takes-the-place-of-another",
        before: &[
            Edit::Change(DELETE, "/Cup/{id}", "/Cup/{id}/{shelf}"),
            Edit::Change(DELETE, "Which cup **Required** |\n", "Which cup **Required** |\n| shelf | int32 | Where |\n"),
        ],
        edits: &[
            Edit::Change(DELETE, "/Cup/{id}/{shelf}", "/Cup/{shelf}/{board}"),
            Edit::Change(DELETE, "| id | int32 | Which cup", "| board | int32 | Which one"),
        ],
        changes: &["breaking major parameters-reordered CupEntity.DeleteCup: id, shelf → shelf, board"],
        silent: true,
        ..PLAIN
    },
    Case {
        name: "required-parameters-of-one-type-in-another-order",
        before: &[Edit::Change(
            COUNT,
            "| state |",
            "| shelf | int32 | Where **Required** |\n| board | int32 | Which one **Required** |\n| state |",
        )],
        edits: &[Edit::Change(
            COUNT,
            "| shelf | int32 | Where **Required** |\n| board | int32 | Which one **Required** |\n",
            "| board | int32 | Which one **Required** |\n| shelf | int32 | Where **Required** |\n",
        )],
        changes: &["none major parameters-reordered CupEntity.CountCups: shelf, board, state → board, shelf, state"],
        silent: true,
        ..PLAIN
    },
    Case {
        name: "an-argument-takes-the-place-of-another-in-another-path",
        before: &[
            Edit::Change(DELETE, "/Cup/{id}", "/Cup/{id}/{shelf}"),
            Edit::Change(DELETE, "Which cup **Required** |\n", "Which cup **Required** |\n| shelf | int32 | Where |\n"),
        ],
        edits: &[
            Edit::Change(DELETE, "/Cup/{id}/{shelf}", "/Cup/{shelf}/On/{board}"),
            Edit::Change(DELETE, "| id | int32 | Which cup", "| board | int32 | Which one"),
        ],
        changes: &[
            "breaking patch operation-moved CupEntity.DeleteCup: DELETE /api/v1/Cup/{id}/{shelf} → DELETE /api/v1/Cup/{shelf}/On/{board}",
            "none major parameters-reordered CupEntity.DeleteCup: id, shelf → shelf, board",
        ],
        silent: true,
        ..PLAIN
    },
    Case {
        name: "arguments-in-another-order-and-in-other-letters",
        before: &[
            Edit::Change(DELETE, "/Cup/{id}", "/Cup/{id}/{shelf}"),
            Edit::Change(DELETE, "Which cup **Required** |\n", "Which cup **Required** |\n| shelf | int32 | Where |\n"),
        ],
        edits: &[
            Edit::Change(DELETE, "/Cup/{id}/{shelf}", "/Cup/{Shelf}/{Id}"),
            Edit::Change(DELETE, "| id |", "| Id |"),
            Edit::Change(DELETE, "| shelf |", "| Shelf |"),
        ],
        changes: &["breaking major parameters-reordered CupEntity.DeleteCup: id, shelf → Shelf, Id"],
        silent: true,
        ..PLAIN
    },
    Case {
        name: "required-parameters-in-another-order-and-in-other-letters",
        before: &[Edit::Change(
            COUNT,
            "| state |",
            "| shelf | int32 | Where **Required** |\n| board | int32 | Which one **Required** |\n| state |",
        )],
        edits: &[Edit::Change(
            COUNT,
            "| shelf | int32 | Where **Required** |\n| board | int32 | Which one **Required** |\n",
            "| board | int32 | Which one **Required** |\n| Shelf | int32 | Where **Required** |\n",
        )],
        changes: &[
            "none major parameters-reordered CupEntity.CountCups: shelf, board, state → board, Shelf, state",
            "none patch letter-case-changed CupEntity.CountCups query parameter Shelf: shelf → Shelf",
        ],
        silent: true,
        ..PLAIN
    },
    Case {
        name: "letters-of-a-parameter-changed",
        edits: &[Edit::Change(GET, "| warm |", "| Warm |")],
        changes: &["none patch letter-case-changed CupEntity.GetCup query parameter Warm: warm → Warm"],
        ..PLAIN
    },
    Case {
        name: "letters-of-an-argument-changed",
        edits: &[Edit::Change(COUNT, "| state |", "| State |")],
        changes: &["none patch letter-case-changed CupEntity.CountCups query parameter State: state → State"],
        ..PLAIN
    },
    Case {
        name: "letters-of-a-value-changed",
        edits: &[Edit::Change(COUNT, "Full, Empty", "full, Empty")],
        changes: &["none patch letter-case-changed State value full: Full → full"],
        ..PLAIN
    },
    Case {
        name: "parameter-deprecated",
        edits: &[Edit::Change(GET, "Warm it up before", "Deprecated: Use a stove. Warm it up before")],
        changes: &["none minor deprecated CupEntity.GetCup query parameter warm: → Use a stove."],
        ..PLAIN
    },
    Case {
        name: "parameter-undeprecated",
        edits: &[Edit::Change(GET, "Deprecated: Use $select instead. Only", "Only")],
        changes: &["none patch undeprecated CupEntity.GetCup query parameter since: Use $select instead. →"],
        ..PLAIN
    },
    Case {
        name: "parameter-deprecation-changed",
        edits: &[Edit::Change(GET, "Deprecated: Use $select instead.", "Deprecated: Use nothing instead.")],
        changes: &[
            "none patch deprecation-changed CupEntity.GetCup query parameter since: Use $select instead. → Use nothing instead.",
        ],
        ..PLAIN
    },
];
