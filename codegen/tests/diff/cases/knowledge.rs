//! The API is what it was, and the docs tell more or less of it.

use crate::case::{Case, Edit, PLAIN};

const BREW: &str = "v1TeaAgent_Brew";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "type-learned",
        edits: &[Edit::Change(BREW, "\"Notes\": []", "\"Notes\": [\"smoky\"]")],
        changes: &["none major type-learned Tea.Notes: [any (empty sample)] → [string]"],
        ..PLAIN
    },
    Case {
        name: "type-forgotten",
        before: &[Edit::Change(BREW, "\"Notes\": []", "\"Notes\": [\"smoky\"]")],
        edits: &[Edit::Change(BREW, "\"Notes\": [\"smoky\"]", "\"Notes\": []")],
        changes: &["none major type-forgotten Tea.Notes: [string] → [any (empty sample)]"],
        forgetful: true,
        ..PLAIN
    },
    Case {
        name: "type-remembered",
        before: &[Edit::Change(BREW, "\"Notes\": []", "\"Notes\": [\"smoky\"]")],
        edits: &[Edit::Change(BREW, "\"Notes\": [\"smoky\"]", "\"Notes\": []")],
        changes: &[],
        ..PLAIN
    },
    Case {
        name: "evidence-strengthened",
        before: &[Edit::Change(BREW, "| Strength | int32 |", "| Strength |  |")],
        edits: &[Edit::Change(BREW, "| Strength |  |", "| Strength | int32 |")],
        changes: &["none patch evidence-strengthened Tea.Strength: sample → type cell"],
        ..PLAIN
    },
    Case {
        name: "evidence-weakened",
        edits: &[Edit::Change(BREW, "| Strength | int32 |", "| Strength |  |")],
        changes: &["none patch evidence-weakened Tea.Strength: type cell → sample"],
        ..PLAIN
    },
    Case {
        name: "type-regrouped",
        before: &[
            Edit::Change(BREW, "| Notes |", "| Sponsor |  | Who pays |\n| Notes |"),
            Edit::Change(
                BREW,
                "\"Notes\": []",
                "\"Notes\": [], \"Sponsor\": {\"PotterId\": 4, \"FullName\": \"Al\", \"Kilns\": 2}",
            ),
        ],
        edits: &[Edit::Change(BREW, "Who pays", "Who pays. Carrier object for Patron.")],
        changes: &[
            "none major type-regrouped Tea.Sponsor: Potter → Patron",
            "none minor type-added Patron: → struct of 3",
        ],
        ..PLAIN
    },
    // No page says in words what it is.
    Case {
        name: "sample-became-a-fraction",
        edits: &[Edit::Everywhere("\"Kilns\": 1", "\"Kilns\": 1.5")],
        changes: &["none major type-learned Potter.Kilns: int32 → double"],
        ..PLAIN
    },
    Case {
        name: "sample-became-a-whole-number",
        before: &[Edit::Everywhere("\"Kilns\": 1", "\"Kilns\": 1.5")],
        edits: &[Edit::Everywhere("\"Kilns\": 1.5", "\"Kilns\": 2")],
        changes: &["none major type-forgotten Potter.Kilns: double → int32"],
        ..PLAIN
    },
];
