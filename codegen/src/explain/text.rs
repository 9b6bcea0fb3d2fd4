//! Answers in words, for people.

mod operation;
mod value;

use super::answer::{Answer, BodyAnswer, CodeAnswer, FieldAnswer, FieldLine, ParameterAnswer, TypeAnswer, Use};
use super::words;
use crate::api::EvidenceKind;
use crate::layout::Layout;

/// How many uses of a type are listed.
const FEW: usize = 10;

/// The answer as text; nothing in it can drive a terminal.
pub fn text(answer: &Answer) -> String {
    let mut layout = Layout::default();
    match answer {
        Answer::Code(answer) => code(&mut layout, answer),
        Answer::Operation(answer) => operation::show(&mut layout, answer),
        Answer::Type(answer) => named_type(&mut layout, answer),
        Answer::Field(answer) => field(&mut layout, answer),
        Answer::Parameter(answer) => parameter(&mut layout, answer),
        Answer::Body(answer) => body(&mut layout, answer),
    }
    layout.finish()
}

fn code(layout: &mut Layout, answer: &CodeAnswer) {
    layout.title(&format!("{}: {}", answer.code, answer.severity));
    layout.text(&answer.meaning);
    layout.section("What to do");
    layout.text(&answer.help);
}

fn field(layout: &mut Layout, answer: &FieldAnswer) {
    layout.title(&format!("{}.{}: property of {}", answer.owner, answer.name, answer.owner));
    layout.excerpt(&answer.docs);
    layout.section("On the wire");
    value::wire(layout, &answer.name, &answer.value);
    for (what, claim) in [("required", answer.required), ("nullable", answer.nullable)] {
        if let Some(holds) = claim {
            layout.pairs(&[(what, yes_or_no(holds))]);
        }
    }
    deprecation(layout, answer.deprecated.as_deref());
    if let Some(rust) = &answer.rust {
        layout.section("In Rust");
        layout.pairs(&[
            ("struct", &rust.model),
            ("field", &format!("pub {}: {}", rust.ident, rust.ty)),
            ("file", &rust.file),
        ]);
    }
    value::why(layout, &answer.value);
}

fn parameter(layout: &mut Layout, answer: &ParameterAnswer) {
    let (place, operation) = (&answer.place, &answer.operation);
    layout.title(&format!("{operation}.{}: parameter in the {place} of {operation}", answer.name));
    layout.excerpt(&answer.docs);
    layout.section("On the wire");
    value::wire(layout, &answer.name, &answer.value);
    layout.pairs(&[("required", yes_or_no(answer.required))]);
    deprecation(layout, answer.deprecated.as_deref());
    if let Some(rust) = &answer.rust {
        layout.section("In Rust");
        let what = if rust.setter { "setter" } else { "argument" };
        layout.pairs(&[("call", &rust.call), (what, &rust.ident), ("type", &rust.ty)]);
    }
    value::why(layout, &answer.value);
}

const fn yes_or_no(holds: bool) -> &'static str {
    if holds { "yes" } else { "no" }
}

fn body(layout: &mut Layout, answer: &BodyAnswer) {
    let (side, operation) = (&answer.side, &answer.operation);
    layout.title(&format!("{operation}.{side}: body of the {side} of {operation}"));
    layout.excerpt(&answer.docs);
    layout.section("On the wire");
    let status = answer.status.map(|status| status.to_string()).unwrap_or_default();
    value::wire(layout, &answer.name, &answer.value);
    layout.pairs(&[
        ("status", &status),
        ("media", &answer.media_types.join(", ")),
        ("page", &value::place(&answer.page)),
    ]);
    layout.section("In Rust");
    layout.pairs(&[("type", &answer.rust)]);
    value::why(layout, &answer.value);
}

fn deprecation(layout: &mut Layout, note: Option<&str>) {
    if let Some(note) = note {
        layout.pairs(&[("deprecated", if note.is_empty() { "yes" } else { note })]);
    }
}

fn named_type(layout: &mut Layout, answer: &TypeAnswer) {
    let what = match (answer.fields.len(), answer.values.len()) {
        (_, 0) => format!("struct with {}", properties(answer.fields.len())),
        (_, values) => format!("enum with {}", words::count(values, "value")),
    };
    layout.title(&format!("{}: {what}", answer.name));
    layout.excerpt(&answer.docs);
    if let Some(rust) = &answer.rust {
        layout.section("In Rust");
        layout.pairs(&[("path", &rust.path), ("file", &rust.file)]);
    }
    layout.section("Why it has its name");
    value::reasons(layout, &answer.naming);
    if answer.naming.is_empty() {
        layout.text("It is named after the parameter that lists its values.");
    }
    layout.pairs(&[("first shown", &value::place(&answer.place))]);
    members(layout, answer);
    users(layout, &answer.used_by);
}

fn properties(count: usize) -> String {
    if count == 1 { "one property".to_owned() } else { format!("{count} properties") }
}

fn members(layout: &mut Layout, answer: &TypeAnswer) {
    if !answer.fields.is_empty() {
        layout.section("Properties: name on the wire, type, strongest evidence, field in Rust");
        let row = |field: &FieldLine| {
            let evidence = field.evidence.map_or("no evidence", EvidenceKind::noun);
            [field.name.clone(), field.ty.clone(), evidence.to_owned(), field.rust.clone().unwrap_or_default()]
        };
        layout.table(&answer.fields.iter().map(row).collect::<Vec<_>>());
    }
    if !answer.values.is_empty() {
        layout.section("Values: on the wire, variant in Rust");
        let rows = answer.values.iter().map(|value| [value.name.clone(), value.rust.clone().unwrap_or_default()]);
        layout.table(&rows.collect::<Vec<_>>());
    }
}

fn users(layout: &mut Layout, users: &[Use]) {
    layout.section(&format!("Used in {}", words::count(users.len(), "place")));
    let rows = users.iter().take(FEW).map(|user| [user.name.clone(), user.ty.clone()]);
    layout.table(&rows.collect::<Vec<_>>());
    if users.len() > FEW {
        layout.text(&format!("and {} more, which --format json lists", users.len() - FEW));
    }
}
