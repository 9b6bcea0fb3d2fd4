//! Structs and enums as a whole, their values, and names that change because of others.

use crate::case::{Case, Edit, PLAIN};

const GET: &str = "v1CupEntity_GetCup";
const COUNT: &str = "v1CupEntity_CountCups";
const BREW: &str = "v1TeaAgent_Brew";
const WATER: &str = "| Water |  | What to pour on them. Carrier object for Water. |\n";
const WATER_SAMPLE: &str = ", \"Water\": {\"Degrees\": 80, \"Source\": \"well\"}";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "type-removed",
        edits: &[Edit::Change(BREW, WATER, ""), Edit::Change(BREW, WATER_SAMPLE, "")],
        changes: &[
            "breaking major property-removed TeaBrewRequest.Water: Water →",
            "none major type-removed Water: struct of 2 →",
        ],
        ..PLAIN
    },
    Case {
        name: "type-added",
        before: &[Edit::Change(BREW, WATER, ""), Edit::Change(BREW, WATER_SAMPLE, "")],
        edits: &[
            Edit::Change(
                BREW,
                "How long they draw |\n",
                "How long they draw |\n| Water |  | What to pour on them. Carrier object for Water. |\n",
            ),
            Edit::Change(BREW, "\"Minutes\": 3", "\"Minutes\": 3, \"Water\": {\"Degrees\": 80, \"Source\": \"well\"}"),
        ],
        changes: &[
            "additive minor property-added TeaBrewRequest.Water: → Water",
            "none minor type-added Water: → struct of 2",
        ],
        new_code: "let _ = models::Water { degrees: Some(80), ..Default::default() };",
        ..PLAIN
    },
    Case {
        name: "type-renamed",
        edits: &[Edit::Everywhere("Carrier object for Potter.", "Carrier object for Artisan.")],
        changes: &["none major type-renamed Artisan: Potter → Artisan"],
        ..PLAIN
    },
    Case {
        name: "type-whose-name-means-another",
        edits: &[
            Edit::Everywhere("Carrier object for Potter.", "Carrier object for Artisan."),
            Edit::Change(BREW, "Carrier object for Water.", "Carrier object for Potter."),
        ],
        changes: &[
            "none major type-renamed Artisan: Potter → Artisan",
            "none major type-renamed Potter: Water → Potter",
        ],
        ..PLAIN
    },
    Case {
        name: "type-kind-changed",
        before: &[
            Edit::Change(COUNT, "| state | Enum: Full, Empty, Broken |", "| mood | string |"),
            Edit::Everywhere("Carrier object for Potter.", "Carrier object for State."),
        ],
        edits: &[
            Edit::Change(COUNT, "| mood | string |", "| state | Enum: Full, Empty, Broken |"),
            Edit::Everywhere("Carrier object for State.", ""),
            Edit::Everywhere("{\"PotterId\": 2, \"FullName\": \"Eve Clay\", \"Kilns\": 1}", "2"),
            Edit::Everywhere("| Maker |  |", "| Maker | int32 |"),
        ],
        changes: &[
            "breaking major parameter-added CupEntity.CountCups query parameter state: → State, required",
            "breaking major parameter-removed CupEntity.CountCups query parameter mood: string, required →",
            "breaking major property-type-changed CupEntity.Maker: State → int32",
            "breaking major type-kind-changed State: struct of 3 → enum of 3",
        ],
        ..PLAIN
    },
    Case {
        name: "member-removed",
        edits: &[Edit::Change(COUNT, "Full, Empty, Broken", "Full, Empty")],
        changes: &["breaking major member-removed State value Broken: Broken →"],
        ..PLAIN
    },
    Case {
        name: "member-added",
        edits: &[Edit::Change(COUNT, "Full, Empty, Broken", "Full, Empty, Broken, Lost")],
        changes: &["additive minor member-added State value Lost: → Lost"],
        new_code: "let _ = models::State::Lost;",
        ..PLAIN
    },
    Case {
        name: "member-that-has-the-name-for-others",
        edits: &[Edit::Change(COUNT, "Full, Empty, Broken", "Full, Empty, Broken, Unknown")],
        changes: &[
            "additive minor member-added State value Unknown: → Unknown",
            "none major rust-name-changed State: Unknown → Unlisted",
        ],
        ..PLAIN
    },
    Case {
        name: "rust-name-changed",
        edits: &[
            Edit::Everywhere("| Name | string |", "| Name | string | What guests call it |\n| NAME | int32 |"),
            Edit::Everywhere("\"Name\": \"Blue\"", "\"Name\": \"Blue\", \"NAME\": 5"),
        ],
        changes: &[
            "additive minor property-added CupEntity.NAME: → int32",
            "none major rust-name-changed CupEntity.Name: name → name_2",
        ],
        forgetful: true,
        ..PLAIN
    },
    Case {
        name: "rust-name-of-an-operation-changed",
        edits: &[Edit::Copy(GET, "v1CupEntity_DELETECup", "DELETE /api/v1/Cup/{id}/Twice")],
        changes: &[
            "additive minor operation-added CupEntity.DELETECup: → DELETE /api/v1/Cup/{id}/Twice",
            "none major rust-name-changed CupEntity.DeleteCup: CupEntity::delete_cup → CupEntity::delete_cup_2",
        ],
        forgetful: true,
        ..PLAIN
    },
    // What had a name keeps it, for who remembers the edition before.
    Case {
        name: "a-look-alike-takes-no-name",
        edits: &[
            Edit::Everywhere("| Name | string |", "| Name | string | What guests call it |\n| NAME | int32 |"),
            Edit::Everywhere("\"Name\": \"Blue\"", "\"Name\": \"Blue\", \"NAME\": 5"),
        ],
        changes: &["additive minor property-added CupEntity.NAME: → int32"],
        new_code: "let _ = cup.name_2;",
        ..PLAIN
    },
    // A cup that holds a tea that stands in a cup: Rust needs a box.
    Case {
        name: "rust-type-changed",
        edits: &[Edit::Everywhere("| Sips |", "| Tea |  | What is in it. Carrier object for Tea. |\n| Sips |")],
        changes: &[
            "additive minor property-added CupEntity.Tea: → Tea",
            "none major rust-type-changed Tea.Cup: not boxed → boxed",
        ],
        ..PLAIN
    },
    Case {
        name: "type-used-elsewhere",
        edits: &[Edit::Copy(GET, "v1CupEntity_BorrowCup", "POST /api/v1/Cup/{id}/Borrow")],
        changes: &["additive minor operation-added CupEntity.BorrowCup: → POST /api/v1/Cup/{id}/Borrow"],
        new_code: "let _ = client.cup_entity().borrow_cup(7);",
        ..PLAIN
    },
];
