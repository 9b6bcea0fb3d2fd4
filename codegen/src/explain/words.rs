//! Words for kinds of evidence and for reasons of ignorance.

use crate::api::{Evidence, EvidenceKind, Opaque, Type};

use super::answer::Tells;

/// What somebody asks the type or the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Property,
    Parameter,
    Body,
    Name,
}

/// How a sentence about evidence starts; what the evidence says follows.
fn claim(kind: EvidenceKind, asked: Asked) -> &'static str {
    match (kind, asked) {
        (EvidenceKind::Fixup, _) => "a correction in docwright.yaml says",
        (EvidenceKind::Definition, Asked::Name) => "a section that defines it says",
        (EvidenceKind::Definition, _) => "the definition of the type says",
        (EvidenceKind::Convention, _) => "the dialect says of all operations",
        (EvidenceKind::TableCell, Asked::Body) => "the heading or the table of the body says",
        (EvidenceKind::TableCell, Asked::Name) => "the heading of a body says",
        (EvidenceKind::TableCell, Asked::Property | Asked::Parameter) => "the type cell says",
        (EvidenceKind::Sentence, _) => "a sentence of the docs says",
        (EvidenceKind::Sample, _) => "the sample shows",
        (EvidenceKind::KeySet, _) => "a struct with the same properties is called",
        (EvidenceKind::Sibling, _) => "the same property of the same struct is elsewhere",
        (EvidenceKind::Name, Asked::Body) => "the name of the body means",
        (EvidenceKind::Name, Asked::Name) => "no page names it here; after what holds it or is done with it, it is",
        (EvidenceKind::Name, Asked::Property | Asked::Parameter) => "its name means",
        (EvidenceKind::Lock, _) => "an earlier generation knew",
    }
}

/// What a piece of evidence says, as a sentence.
pub(super) fn sentence(evidence: &Evidence, asked: Asked) -> String {
    match untold_cell(evidence, asked) {
        Some(words) => words.to_owned(),
        None => format!("{} {}", claim(evidence.kind, asked), told(evidence)),
    }
}

/// What was found where such evidence was looked for.
pub(super) fn found(evidence: &Evidence, asked: Asked) -> String {
    untold_cell(evidence, asked).map_or_else(|| told(evidence), |_| "nothing".to_owned())
}

/// What there is to say of a type cell that tells no type at all.
fn untold_cell(evidence: &Evidence, asked: Asked) -> Option<&'static str> {
    let is_row = matches!(asked, Asked::Property | Asked::Parameter) && evidence.kind == EvidenceKind::TableCell;
    match (is_row && evidence.says == Type::Json(Opaque::Untold), evidence.origin.length) {
        (false, _) => None,
        (true, 0) => Some("the type cell is blank"),
        (true, _) => Some("the table tells no type that is known"),
    }
}

/// What a piece of evidence says: the values, where these are all that it says.
fn told(evidence: &Evidence) -> String {
    match &evidence.values {
        Some(values) => format!("{}, one of {}", evidence.says, values.join(", ")),
        None => said(&evidence.says),
    }
}

/// What evidence says in a type, where it does not say all.
fn said(ty: &Type) -> String {
    match ty {
        Type::Json(reason) => nothing(*reason).to_owned(),
        Type::List(inner) if matches!(inner.innermost(), Type::Json(_)) => format!("a list of {}", said(inner)),
        Type::Map(inner) if matches!(inner.innermost(), Type::Json(_)) => format!("a dictionary of {}", said(inner)),
        known => known.to_string(),
    }
}

/// How much a piece of evidence tells; what is open by design is told.
pub(super) fn tells(says: &Type) -> Tells {
    use Opaque::{AnyValue, Conflict, EmptySample, NoTable, OpenRow, Undescribed, Union, Untold};
    match (says, says.innermost()) {
        (Type::Json(_), Type::Json(NoTable | Untold | EmptySample | Undescribed)) => Tells::Nothing,
        (_, Type::Json(NoTable | Untold | EmptySample | Undescribed)) => Tells::Part,
        (_, Type::Json(OpenRow | AnyValue | Union | Conflict)) => Tells::Everything,
        _ => Tells::Everything,
    }
}

fn nothing(reason: Opaque) -> &'static str {
    match reason {
        Opaque::NoTable => "nothing (there is no table)",
        Opaque::Untold => "something, not what",
        Opaque::EmptySample => "nothing but {}, [] or null",
        Opaque::OpenRow => "rows that hold what the request selects",
        Opaque::AnyValue => "any value",
        Opaque::Union => "one of several types",
        Opaque::Undescribed => "a type that no page describes",
        Opaque::Conflict => "a contradiction",
    }
}

/// What a reason of ignorance means.
pub(super) fn meaning(reason: Opaque) -> &'static str {
    match reason {
        Opaque::NoTable => "The page has neither a table of properties nor a sample that shows any.",
        Opaque::Untold => "The type is left blank, or is just 'array' or 'object', and no sample shows more.",
        Opaque::EmptySample => {
            "Every sample shows {}, [] or null here, which tells nothing about what it holds otherwise."
        }
        Opaque::OpenRow => "The rows are open by design: they hold the columns that the request selects.",
        Opaque::AnyValue => "The value may be anything by design.",
        Opaque::Union => "The docs name several types, of which a value has one.",
        Opaque::Undescribed => "The docs name a type here that no page describes.",
        Opaque::Conflict => "The docs contradict themselves, and nothing stronger decides.",
    }
}

/// What somebody can do about it.
pub(super) fn remedy(reason: Opaque, asked: Asked) -> &'static str {
    match reason {
        _ if asked == Asked::Parameter => {
            "write a type such as 'int32' in the type cell, or correct the parameter with 'fixups' in docwright.yaml. Until \
             then it takes any text"
        }
        Opaque::NoTable | Opaque::Untold => {
            "nothing in these docs tells; an earlier edition of them may: name its folder with --evidence. In Rust, read \
             the value with serde_json::from_value into a type of your own"
        }
        Opaque::EmptySample => {
            "an earlier edition of the docs may tell: name its folder with --evidence. Else look at what a server answers. \
             In Rust, read the value with serde_json::from_value into a type of your own"
        }
        Opaque::OpenRow | Opaque::AnyValue | Opaque::Union => {
            "nothing, no page can tell more. In Rust, read it with serde_json::from_value into a type of your own"
        }
        Opaque::Undescribed => {
            "add the page that shows the type to the docs, with a further --docs if it lies elsewhere. Until then, in Rust, \
             read the value with serde_json::from_value into a type of your own"
        }
        Opaque::Conflict => "compare the places above, and correct the wrong one in the docs",
    }
}

/// What is looked for in the docs; nothing for evidence from elsewhere.
pub(super) fn sought(kind: EvidenceKind, asked: Asked) -> Option<&'static str> {
    match (kind, asked) {
        (EvidenceKind::TableCell, Asked::Body) => Some("a table below the body, or a type in its heading"),
        (EvidenceKind::TableCell, _) => Some("a type in the type cell of its row"),
        (EvidenceKind::Sample, _) => Some("a value in a sample"),
        (EvidenceKind::Name, Asked::Body) => Some("a name that says what it is, such as 'contactIds'"),
        (EvidenceKind::Sentence, Asked::Property) => {
            Some("a sentence that tells its type, where the dialect knows such")
        }
        (EvidenceKind::KeySet, Asked::Property) => Some("a struct elsewhere that has the same properties"),
        (EvidenceKind::Sibling, Asked::Property) => Some("the same property of the same struct elsewhere"),
        (EvidenceKind::Name, Asked::Property) => Some("what its name means wherever the docs tell"),
        (EvidenceKind::Sentence | EvidenceKind::KeySet | EvidenceKind::Sibling | EvidenceKind::Name, _) => None,
        (EvidenceKind::Lock, Asked::Body | Asked::Property) => Some("what earlier editions told (lock, --evidence)"),
        (EvidenceKind::Fixup | EvidenceKind::Definition | EvidenceKind::Convention | EvidenceKind::Lock, _) => None,
    }
}

/// What stands for a line of a page that is no longer at hand.
pub(super) const EARLIER_EDITION: &str = "in an earlier edition of this page";

/// `1 place`, `2 places`
pub(crate) fn count(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    #[test]
    fn a_cell_without_a_type_is_said_to_be_blank_or_not_known() {
        let of = |text: &str| {
            let origin = SourceFile::new("a.md", text).origin(0..text.len());
            Evidence::decisive(EvidenceKind::TableCell, Type::Json(Opaque::Untold), origin)
        };
        assert_eq!(sentence(&of(""), Asked::Parameter), "the type cell is blank");
        assert_eq!(sentence(&of("an int?"), Asked::Parameter), "the table tells no type that is known");
        assert_eq!(found(&of(""), Asked::Parameter), "nothing");
        let array = Evidence { says: Type::List(Box::new(Type::Json(Opaque::Untold))), ..of("array") };
        assert_eq!(sentence(&array, Asked::Property), "the type cell says a list of something, not what");
    }

    #[test]
    fn a_list_that_is_no_type_is_said_by_its_values() {
        let list = Evidence::decisive(EvidenceKind::TableCell, Type::String, SourceFile::new("a.md", "").whole());
        let list = Evidence { values: Some(["Red".to_owned(), "Blue".to_owned()].into()), ..list };
        assert_eq!(sentence(&list, Asked::Property), "the type cell says string, one of Red, Blue");
    }

    #[test]
    fn what_is_said_in_part_says_what_is_open() {
        let list = |ty| Type::List(Box::new(ty));
        assert_eq!(said(&list(Type::Json(Opaque::Untold))), "a list of something, not what");
        assert_eq!(said(&list(Type::Int32)), "[int32]");
        let told = [Type::Json(Opaque::Untold), list(Type::Json(Opaque::Untold)), Type::Json(Opaque::AnyValue)];
        assert_eq!(told.each_ref().map(tells), [Tells::Nothing, Tells::Part, Tells::Everything]);
    }
}
