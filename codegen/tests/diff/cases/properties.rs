//! Properties: of what is only sent, of what is only received, and of what travels both ways.

use crate::case::{Case, Edit, PLAIN};

const BREW: &str = "v1TeaAgent_Brew";

/// The table of a request, and the same with a column of what may be `null`.
const ROWS: &str = "\
| Property Name | Type |  Description |
|----------------|------|--------------|
| Kind | string | Which leaves |
| Minutes | int32 | How long they draw |
| Water |  | What to pour on them. Carrier object for Water. |
";
const NULLABLE_ROWS: &str = "\
| Property Name | Type | Nullable |  Description |
|----------------|------|---|--------------|
| Kind | string | no | Which leaves |
| Minutes | int32 | | How long they draw |
| Water |  | yes | What to pour on them. Carrier object for Water. |
";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "property-removed",
        edits: &[
            Edit::Everywhere("| Sips | int32 | How often somebody drank |\n", ""),
            Edit::Everywhere("  \"Sips\": 3,\n", ""),
        ],
        changes: &["breaking major property-removed CupEntity.Sips: int32 →"],
        ..PLAIN
    },
    Case {
        name: "property-removed-from-a-request",
        edits: &[
            Edit::Change(BREW, "| Minutes | int32 | How long they draw |\n", ""),
            Edit::Change(BREW, "\"Minutes\": 3, ", ""),
        ],
        changes: &["breaking major property-removed TeaBrewRequest.Minutes: int32 →"],
        ..PLAIN
    },
    Case {
        name: "property-added",
        edits: &[
            Edit::Everywhere("| Sips |", "| Chips | int32 | Missing pieces |\n| Sips |"),
            Edit::Everywhere("  \"Sips\": 3,\n", "  \"Chips\": 1,\n  \"Sips\": 3,\n"),
        ],
        changes: &["additive minor property-added CupEntity.Chips: → int32"],
        new_code: "let _ = cup.chips;",
        ..PLAIN
    },
    Case {
        name: "property-added-to-a-request",
        edits: &[
            Edit::Change(BREW, "| Minutes |", "| Spoons | int32 | How much |\n| Minutes |"),
            Edit::Change(BREW, "\"Minutes\": 3", "\"Spoons\": 2, \"Minutes\": 3"),
        ],
        changes: &["additive minor property-added TeaBrewRequest.Spoons: → int32"],
        new_code: "let _ = models::TeaBrewRequest { spoons: Some(2), ..Default::default() };",
        ..PLAIN
    },
    Case {
        name: "property-added-to-a-response",
        edits: &[
            Edit::Change(BREW, "| Strength |", "| Leaves | int32 | How many |\n| Strength |"),
            Edit::Change(BREW, "\"Strength\": 5", "\"Leaves\": 9, \"Strength\": 5"),
        ],
        changes: &["additive minor property-added Tea.Leaves: → int32"],
        new_code: "let _ = models::Tea { leaves: Some(2), ..Default::default() };",
        ..PLAIN
    },
    Case {
        name: "property-type-changed",
        edits: &[
            Edit::Everywhere("| Sips | int32 |", "| Sips | string |"),
            Edit::Everywhere("\"Sips\": 3", "\"Sips\": \"few\""),
        ],
        changes: &["breaking major property-type-changed CupEntity.Sips: int32 → string"],
        ..PLAIN
    },
    Case {
        name: "property-type-widened",
        edits: &[Edit::Everywhere("| Sips | int32 |", "| Sips | int64 |")],
        changes: &["breaking major property-type-changed CupEntity.Sips: int32 → int64"],
        ..PLAIN
    },
    Case {
        name: "property-type-widened-in-a-request",
        edits: &[Edit::Change(BREW, "| Minutes | int32 |", "| Minutes | double |")],
        changes: &["additive major property-type-changed TeaBrewRequest.Minutes: int32 → double"],
        ..PLAIN
    },
    Case {
        name: "property-type-narrowed-in-a-request",
        before: &[Edit::Change(BREW, "| Minutes | int32 |", "| Minutes | double |")],
        edits: &[Edit::Change(BREW, "| Minutes | double |", "| Minutes | int32 |")],
        changes: &["breaking major property-type-changed TeaBrewRequest.Minutes: double → int32"],
        ..PLAIN
    },
    Case {
        name: "property-type-widened-in-a-response",
        edits: &[Edit::Change(BREW, "| Strength | int32 |", "| Strength | double |")],
        changes: &["breaking major property-type-changed Tea.Strength: int32 → double"],
        ..PLAIN
    },
    Case {
        name: "property-type-narrowed-in-a-response",
        before: &[Edit::Change(BREW, "| Strength | int32 |", "| Strength | double |")],
        edits: &[Edit::Change(BREW, "| Strength | double |", "| Strength | int32 |")],
        changes: &["none major property-type-changed Tea.Strength: double → int32"],
        ..PLAIN
    },
    Case {
        name: "letters-of-a-property-changed",
        edits: &[Edit::Everywhere("| Sips |", "| sips |"), Edit::Everywhere("\"Sips\"", "\"sips\"")],
        changes: &["breaking patch letter-case-changed CupEntity.sips: Sips → sips"],
        ..PLAIN
    },
    Case {
        name: "letters-of-a-property-that-is-sent-changed",
        edits: &[
            Edit::Change(BREW, "| Minutes |", "| minutes |"),
            Edit::Change(BREW, "\"Minutes\": 3", "\"minutes\": 3"),
        ],
        changes: &["none patch letter-case-changed TeaBrewRequest.minutes: Minutes → minutes"],
        ..PLAIN
    },
    Case {
        name: "letters-of-a-property-changed-and-its-name-in-rust",
        edits: &[Edit::Everywhere("| CupId |", "| Cupid |"), Edit::Everywhere("\"CupId\"", "\"Cupid\"")],
        changes: &[
            "breaking patch letter-case-changed CupEntity.Cupid: CupId → Cupid",
            "none major rust-name-changed CupEntity.Cupid: cup_id → cupid",
        ],
        ..PLAIN
    },
    Case {
        name: "letters-and-type-of-a-property-changed",
        edits: &[Edit::Everywhere("| Sips | int32 |", "| sips | int64 |"), Edit::Everywhere("\"Sips\"", "\"sips\"")],
        changes: &[
            "breaking patch letter-case-changed CupEntity.sips: Sips → sips",
            "breaking major property-type-changed CupEntity.sips: int32 → int64",
        ],
        ..PLAIN
    },
    Case {
        name: "property-required-in-a-request",
        edits: &[Edit::Change(BREW, "| Which leaves |", "| **Required** Which leaves |")],
        changes: &["breaking minor property-required TeaBrewRequest.Kind"],
        new_code: "let _ = models::TeaBrewRequest::new(\"green\");",
        ..PLAIN
    },
    Case {
        name: "property-of-a-request-no-longer-required",
        before: &[Edit::Change(BREW, "| Which leaves |", "| **Required** Which leaves |")],
        edits: &[Edit::Change(BREW, "**Required** ", "")],
        changes: &["additive major property-optional TeaBrewRequest.Kind"],
        ..PLAIN
    },
    Case {
        name: "property-always-in-a-response",
        edits: &[Edit::Change(BREW, "| How strong it is |", "| **Required** How strong it is |")],
        changes: &["additive patch property-required Tea.Strength"],
        ..PLAIN
    },
    Case {
        name: "another-property-required-in-a-request",
        before: &[Edit::Change(BREW, "| Which leaves |", "| **Required** Which leaves |")],
        edits: &[Edit::Change(BREW, "| How long they draw |", "| **Required** How long they draw |")],
        changes: &["breaking major property-required TeaBrewRequest.Minutes"],
        ..PLAIN
    },
    Case {
        name: "required-property-added-to-a-request",
        edits: &[
            Edit::Change(BREW, "| Minutes |", "| Spoons | int32 | **Required** How much |\n| Minutes |"),
            Edit::Change(BREW, "\"Minutes\": 3", "\"Spoons\": 2, \"Minutes\": 3"),
        ],
        changes: &["breaking minor property-added TeaBrewRequest.Spoons: → int32"],
        new_code: "let _ = models::TeaBrewRequest::new(2);",
        ..PLAIN
    },
    Case {
        name: "required-properties-reordered",
        before: &[
            Edit::Change(BREW, "| Kind | string | Which leaves |\n", "| Spoons | int32 | **Required** How much |\n"),
            Edit::Change(BREW, "\"Kind\": \"green\"", "\"Spoons\": 2"),
            Edit::Change(BREW, "| How long they draw |", "| **Required** How long they draw |"),
        ],
        edits: &[
            Edit::Change(BREW, "| Spoons | int32 | **Required** How much |\n", ""),
            Edit::Change(BREW, "| Water |", "| Spoons | int32 | **Required** How much |\n| Water |"),
        ],
        changes: &["none major properties-reordered TeaBrewRequest: Spoons, Minutes → Minutes, Spoons"],
        silent: true,
        ..PLAIN
    },
    Case {
        name: "property-of-a-request-never-null",
        edits: &[Edit::Change(BREW, ROWS, NULLABLE_ROWS)],
        changes: &["breaking patch property-never-null TeaBrewRequest.Kind"],
        ..PLAIN
    },
    Case {
        name: "property-of-a-request-nullable",
        before: &[Edit::Change(BREW, ROWS, NULLABLE_ROWS)],
        edits: &[Edit::Change(BREW, "| string | no |", "| string | yes |")],
        changes: &["additive patch property-nullable TeaBrewRequest.Kind"],
        ..PLAIN
    },
    Case {
        name: "property-deprecated",
        edits: &[Edit::Everywhere(
            "| How often somebody drank |",
            "| Deprecated: Use Guests instead. How often somebody drank |",
        )],
        changes: &["none minor deprecated CupEntity.Sips: → Use Guests instead."],
        ..PLAIN
    },
    Case {
        name: "property-undeprecated",
        edits: &[Edit::Everywhere("Deprecated: Use Maker instead. Colour", "Colour")],
        changes: &["none patch undeprecated CupEntity.Glaze: Use Maker instead. →"],
        ..PLAIN
    },
    Case {
        name: "property-deprecation-changed",
        edits: &[Edit::Everywhere("Deprecated: Use Maker instead.", "Deprecated: Use Name instead.")],
        changes: &["none patch deprecation-changed CupEntity.Glaze: Use Maker instead. → Use Name instead."],
        ..PLAIN
    },
];
