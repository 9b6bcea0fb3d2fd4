//! Lists of values in rows of properties: of what is only sent, and of what travels both ways.

use crate::case::{Case, Edit, PLAIN};

const PUT: &str = "v1CupEntity_PutCup";
const BREW: &str = "v1TeaAgent_Brew";

const KIND: &str = "| Kind | string |";
const KIND_LIST: &str = "| Kind | Enum: green, black |";
const NAME: &str = "| Name | string |";
const NAME_LIST: &str = "| Name | Enum: Blue, Red |";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "list-for-a-sent-property",
        edits: &[Edit::Change(BREW, KIND, KIND_LIST)],
        changes: &[
            "breaking major property-type-changed TeaBrewRequest.Kind: string → Kind",
            "none minor type-added Kind: → enum of 2",
        ],
        ..PLAIN
    },
    Case {
        name: "list-gone-from-a-sent-property",
        before: &[Edit::Change(BREW, KIND, KIND_LIST)],
        edits: &[Edit::Change(BREW, KIND_LIST, KIND)],
        changes: &[
            "additive major property-type-changed TeaBrewRequest.Kind: Kind → string",
            "none major type-removed Kind: enum of 2 →",
        ],
        ..PLAIN
    },
    Case {
        name: "list-of-a-property-with-a-further-value",
        before: &[Edit::Everywhere(NAME, NAME_LIST)],
        edits: &[Edit::Everywhere(NAME_LIST, "| Name | Enum: Blue, Red, Gold |")],
        changes: &["additive minor member-added Name value Gold: → Gold"],
        new_code: "let _ = models::Name::Gold;",
        ..PLAIN
    },
    Case {
        name: "list-of-a-property-without-a-value",
        before: &[Edit::Everywhere(NAME, NAME_LIST)],
        edits: &[Edit::Everywhere(NAME_LIST, "| Name | Enum: Blue |")],
        changes: &["breaking major member-removed Name value Red: Red →"],
        ..PLAIN
    },
    Case {
        name: "list-of-a-property-in-another-order",
        before: &[Edit::Everywhere(NAME, NAME_LIST)],
        edits: &[Edit::Everywhere(NAME_LIST, "| Name | Enum: Red, Blue |")],
        changes: &[],
        ..PLAIN
    },
    Case {
        name: "list-of-a-property-in-other-letters",
        before: &[Edit::Everywhere(NAME, NAME_LIST)],
        edits: &[Edit::Everywhere(NAME_LIST, "| Name | Enum: Blue, RED |")],
        changes: &["breaking major letter-case-changed Name value RED: Red → RED"],
        ..PLAIN
    },
    Case {
        name: "list-of-a-property-on-one-page-alone",
        before: &[Edit::Everywhere(NAME, NAME_LIST)],
        edits: &[Edit::Change(PUT, NAME_LIST, "| Name | Enum: Blue, Gold |")],
        changes: &[
            "breaking major property-type-changed CupEntity.Name: Name → string",
            "none major type-removed Name: enum of 2 →",
        ],
        ..PLAIN
    },
    Case {
        name: "list-of-a-property-left-blank",
        before: &[Edit::Everywhere(NAME, NAME_LIST)],
        edits: &[Edit::Everywhere(NAME_LIST, "| Name |  |")],
        changes: &["none patch evidence-weakened CupEntity.Name: type cell → sample"],
        ..PLAIN
    },
];
