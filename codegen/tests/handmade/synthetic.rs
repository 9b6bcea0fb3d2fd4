//! An API as large as the vendor's: 1,650 structs with 25,000 fields, 3,111 operations in 142 services.

use docwright::unstable::api::{Api, Body, Method, Notice, Type, TypeDef};

use crate::handmade::*;

pub(crate) const STRUCTS: usize = 1650;
pub(crate) const FIELDS: usize = 25_000;
pub(crate) const OPERATIONS: usize = 3111;
pub(crate) const SERVICES: usize = 142;

const WORDS: [&str; 24] = [
    "Contact",
    "Person",
    "Sale",
    "Project",
    "Ticket",
    "Document",
    "Quote",
    "Appointment",
    "Selection",
    "User",
    "List",
    "Chat",
    "Archive",
    "Target",
    "Role",
    "License",
    "Address",
    "Currency",
    "Import",
    "Mailing",
    "Report",
    "Script",
    "Webhook",
    "Zone",
];

const SENTENCES: [&str; 6] = [
    "The primary key (auto-incremented)",
    "The name of the customer, if provided",
    "When it was registered, in the time zone of the server; see {Registered} for who did it.",
    "Deprecated members of the list are left out unless they are asked for, or are in use already.",
    "Carrier object for it.\nServices for it are available from the agent.",
    "0 = none, 1 = some, 2 = all",
];

fn word(number: usize) -> &'static str {
    WORDS[number % WORDS.len()]
}

fn sentence(number: usize) -> &'static str {
    if number.is_multiple_of(2) { SENTENCES[number / 2 % SENTENCES.len()] } else { "" }
}

fn struct_name(number: usize) -> String {
    format!("{}{}{}Entity{number}", word(number), word(number / 7 + 3), word(number / 31 + 11))
}

/// The type of a field: a struct holds only structs of the next tier, as deep as the vendor's.
fn field_type(owner: usize, number: usize) -> Type {
    const TIERS: usize = 5;
    let tier = owner % TIERS;
    let held = || named(&struct_name(number * 7 % (STRUCTS / TIERS) * TIERS + tier + 1));
    match number % 16 {
        11 | 12 if tier == TIERS - 1 => Type::String,
        0..=4 => Type::String,
        5..=8 => Type::Int32,
        9 => Type::Bool,
        10 => Type::DateTime,
        11 => held(),
        12 => list(held()),
        13 => map(Type::String),
        14 => any(),
        _ => Type::Double,
    }
}

fn structs() -> Vec<(&'static str, TypeDef)> {
    let mut field_number = 0;
    (0..STRUCTS)
        .map(|number| {
            let count = (number + 1) * FIELDS / STRUCTS - number * FIELDS / STRUCTS;
            let fields = (0..count).map(|at| {
                field_number += 1;
                let wire = format!("{}{}Id{at}", word(field_number), word(field_number / 5));
                field(&wire, field_type(number, field_number), sentence(field_number))
            });
            // Leaked, as tests name types by literals.
            (&*struct_name(number).leak(), record(SENTENCES[4], fields.collect::<Vec<_>>()))
        })
        .collect()
}

fn operation(number: usize) -> Op {
    let service = number % SERVICES;
    let base = format!("{}{}{service}", word(service), word(service / 5 + 1));
    let name = format!("{}{}{number}", word(number / 3), word(number / 11));
    let entity = named(&struct_name(number % STRUCTS));
    let rest = service.is_multiple_of(2);
    let documented = |op: Op| {
        op.docs("Gets the entity by its id.\nCalls the agent service of the same name, which checks access rights.")
            .query("$select", Type::String, "Optional comma separated list of properties to include in the result.")
            .status(400, "Bad Request", Body::Empty)
            .status(404, "Not Found", Body::Empty)
    };
    let id = format!("v1{base}_{name}");
    if !rest {
        let path = format!("/api/v1/Agents/{base}/{name}");
        return documented(op(&id, Method::Post, &path).json("request", entity.clone()).returns(list(entity)));
    }
    let path = format!("/api/v1/{base}/{name}/{{id}}");
    match number / SERVICES % 4 {
        0 => documented(op(&id, Method::Get, &path).returns(entity)).query("fk", Type::Bool, "Foreign keys?"),
        1 => op(&id, Method::Put, &path).json("entity", entity.clone()).returns(entity),
        2 => op(&id, Method::Delete, &path).status(204, "No Content", Body::Empty),
        _ => documented(op(&id, Method::Get, &path).path("id", Type::String, "The id").returns(list(Type::String)))
            .notice(Notice::text("online-restricted", "The agent is not available in the hosted product.")),
    }
}

pub(crate) fn synthetic() -> Api {
    api(structs(), (0..OPERATIONS).map(operation))
}
