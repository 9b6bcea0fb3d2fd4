//! What a value is and why: evidence in order, with what became of it.

use super::Explainer;
use super::answer::{Reason, Searched, Unknown, Value};
use super::words::{self, Asked};
use crate::api::{Api, Body, Enum, Evidence, EvidenceKind, Opaque, Type, TypeDef, ValueKind, Verdict};
use crate::source::Origin;

impl Explainer<'_> {
    /// A value of a type, and why it has it.
    pub(super) fn value(&self, ty: &Type, evidence: &[Evidence], asked: Asked) -> Value {
        let open = |ty: &Type| match ty.innermost() {
            Type::Json(reason) => Some(*reason),
            _ => None,
        };
        // A parameter is text where no evidence tells what it is.
        let untold = || match (asked, evidence) {
            (Asked::Parameter, [only]) => open(&only.says),
            _ => None,
        };
        let unknown = open(ty).or_else(untold).map(|reason| unknown(reason, evidence, asked));
        Value { ty: ty.to_string(), json: json(self.api, ty), reasons: self.reasons(evidence, asked), unknown }
    }

    /// The content of a body, and why it is that.
    pub(super) fn content(&self, body: &Body, evidence: &[Evidence]) -> Value {
        match body.json() {
            Some(ty) => self.value(ty, evidence, Asked::Body),
            None => Value {
                ty: body.to_string(),
                json: no_json(body).to_owned(),
                reasons: self.reasons(evidence, Asked::Body),
                unknown: None,
            },
        }
    }

    /// Each piece of evidence, strongest first.
    pub(super) fn reasons(&self, evidence: &[Evidence], asked: Asked) -> Vec<Reason> {
        let mut sorted: Vec<&Evidence> = evidence.iter().collect();
        sorted.sort_by_key(|evidence| evidence.kind);
        let reason = |evidence: &&Evidence| Reason {
            kind: evidence.kind,
            words: words::sentence(evidence, asked),
            says: evidence.says.to_string(),
            verdict: evidence.verdict,
            tells: words::tells(&evidence.says),
            overruled_by: overruled_by(evidence, &sorted),
            places: evidence.places,
            place: self.place(&evidence.origin),
            quote: match evidence.kind {
                // The page is an earlier edition's; what stands there now says nothing about it.
                EvidenceKind::Lock => words::EARLIER_EDITION.to_owned(),
                _ => self.quote(&evidence.origin),
            },
        };
        sorted.iter().map(reason).collect()
    }

    fn quote(&self, origin: &Origin) -> String {
        self.texts.source(&origin.file).map(|file| file.line(origin.line).trim().to_owned()).unwrap_or_default()
    }
}

/// The strongest kind that says otherwise and decides; none where equals contradict each other.
fn overruled_by(evidence: &Evidence, all: &[&Evidence]) -> Option<EvidenceKind> {
    let mut deciding = all.iter().filter(|other| {
        other.verdict == Verdict::Decisive && other.kind <= evidence.kind && differ(&other.says, &evidence.says)
    });
    match evidence.verdict {
        Verdict::Overruled => deciding.next().map(|other| other.kind),
        Verdict::Decisive | Verdict::Agreeing => None,
    }
}

/// Whether two types cannot both be right; what is open is in nobody's way.
fn differ(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::Json(_), _) | (_, Type::Json(_)) => false,
        (Type::List(a), Type::List(b)) | (Type::Map(a), Type::Map(b)) => differ(a, b),
        (a, b) => a != b,
    }
}

fn unknown(reason: Opaque, evidence: &[Evidence], asked: Asked) -> Unknown {
    let searched = EvidenceKind::ALL.iter().filter_map(|&kind| {
        let what = words::sought(kind, asked)?.to_owned();
        Some(Searched { kind, what, found: found(kind, evidence, asked) })
    });
    Unknown {
        reason,
        meaning: words::meaning(reason).to_owned(),
        searched: searched.collect(),
        help: words::remedy(reason, asked).to_owned(),
    }
}

fn found(kind: EvidenceKind, evidence: &[Evidence], asked: Asked) -> String {
    let of_kind = evidence.iter().filter(|evidence| evidence.kind == kind);
    let found: Vec<String> = of_kind
        .map(|evidence| {
            format!("{}, in {}", words::found(evidence, asked), words::count(evidence.places as usize, "place"))
        })
        .collect();
    if found.is_empty() { "nothing".to_owned() } else { found.join("; ") }
}

/// A type in the words of JSON.
fn json(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Bool => "true or false".to_owned(),
        Type::Int32 => "number, whole, of 32 bits".to_owned(),
        Type::Int64 => "number, whole, of 64 bits".to_owned(),
        Type::Double => "number".to_owned(),
        Type::String => "string".to_owned(),
        Type::DateTime => "string with date and time".to_owned(),
        Type::Base64 => "string of base64".to_owned(),
        Type::List(element) => format!("array of {}", json(api, element)),
        Type::Map(value) => format!("object with any keys, each with {}", json(api, value)),
        Type::Named(name) => match api.types.get(name) {
            Some(TypeDef::Enum(definition)) => one_of(definition),
            Some(TypeDef::Struct(_)) | None => "object".to_owned(),
        },
        Type::Json(_) => "any JSON".to_owned(),
    }
}

fn one_of(definition: &Enum) -> String {
    let kind = match definition.of {
        ValueKind::Text => "string",
        ValueKind::Integer => "number",
    };
    format!("{kind}, one of {}", definition.listed())
}

fn no_json(body: &Body) -> &'static str {
    match body {
        Body::Empty => "nothing",
        Body::Json(_) => "any JSON",
        Body::Bytes => "no JSON, raw bytes",
        Body::Patch => "JSON Patch or JSON Merge Patch",
        Body::Text => "plain text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    fn evidence(kind: EvidenceKind, says: Type, verdict: Verdict) -> Evidence {
        Evidence { verdict, ..Evidence::decisive(kind, says, SourceFile::new("a.md", "").whole()) }
    }

    #[test]
    fn the_strongest_that_decides_otherwise_overrules() {
        let cell = evidence(EvidenceKind::TableCell, Type::String, Verdict::Decisive);
        let sample = evidence(EvidenceKind::Sample, Type::Int32, Verdict::Overruled);
        let name = evidence(EvidenceKind::Name, Type::String, Verdict::Agreeing);
        let all = [&cell, &sample, &name];
        let by: Vec<_> = all.iter().map(|evidence| overruled_by(evidence, &all)).collect();
        assert_eq!(by, [None, Some(EvidenceKind::TableCell), None]);
    }

    #[test]
    fn what_leaves_open_overrules_nothing() {
        let list = |ty| Type::List(Box::new(ty));
        let cell = evidence(EvidenceKind::TableCell, list(Type::Json(Opaque::Untold)), Verdict::Decisive);
        let sample = evidence(EvidenceKind::Sample, list(Type::Int32), Verdict::Decisive);
        let name = evidence(EvidenceKind::Name, list(Type::DateTime), Verdict::Overruled);
        assert_eq!(overruled_by(&name, &[&cell, &sample, &name]), Some(EvidenceKind::Sample));
    }

    #[test]
    fn of_equals_in_conflict_none_overrules() {
        let equals = [Type::String, Type::Int32].map(|ty| evidence(EvidenceKind::Sample, ty, Verdict::Overruled));
        assert_eq!(overruled_by(&equals[0], &[&equals[0], &equals[1]]), None);
    }

    #[test]
    fn every_place_that_was_looked_at_is_named_with_what_was_there() {
        let empty = evidence(EvidenceKind::Sample, Type::Json(Opaque::EmptySample), Verdict::Decisive);
        let unknown = unknown(Opaque::EmptySample, &[Evidence { places: 3, ..empty }], Asked::Property);
        let found: Vec<_> = unknown.searched.iter().map(|searched| (searched.kind, searched.found.as_str())).collect();
        assert_eq!(found.len(), 7);
        assert!(found.contains(&(EvidenceKind::TableCell, "nothing")));
        assert!(found.contains(&(EvidenceKind::Sample, "nothing but {}, [] or null, in 3 places")), "{found:?}");
    }
}
