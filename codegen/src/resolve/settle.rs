//! What is remembered of pages must not change what they mean the next time.
//!
//! What a lock recalls may tip a decision, even where it was learned from the very same pages: a place that has a
//! name draws others along. So a resolution recalls what it is about to remember, and is repeated until it learns
//! nothing else. The next run begins with this lock, learns nothing, and ends at once with the same result.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::api::{Api, Evidence, EvidenceKind, Field, Operation, RequestBody, Response, Struct, TypeDef};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lock::Lock;
use crate::names::TypeName;

/// How often pages are resolved at most. Once is enough where the lock knows the pages already, and twice nearly always.
const ROUNDS: usize = 8;

/// What pages mean to somebody who recalls a lock, and what was found on the way.
pub(super) struct Round {
    pub(super) api: Api,
    pub(super) diagnostics: Diagnostics,
}

/// Resolves until nothing else is learned.
///
/// The lock that comes back is what `resolve` learns from the round that comes back, and makes that round again.
/// Where there is no end, the lock stays as it is: then the next run takes the same way to the same result. That is a
/// [`Code::Unsettled`].
pub(super) fn settle(lock: &Lock, resolve: impl Fn(&Lock) -> Round) -> (Round, Lock) {
    let mut recalled = Cow::Borrowed(lock);
    let mut rounds: Vec<Round> = Vec::new();
    for _ in 0..ROUNDS {
        let round = resolve(&recalled);
        let learned = learn(lock, &recalled, &round.api);
        if learned == *recalled {
            // Where both mean the same, the reasons that do not rest on memory are the better ones.
            let first = rounds.into_iter().next();
            let told = first.filter(|first| is_same(&first.api, &round.api)).unwrap_or(round);
            return (told, learned);
        }
        recalled = Cow::Owned(learned);
        if rounds.len() > 2 {
            // Only the first and the last two count.
            rounds.remove(1);
        }
        rounds.push(round);
    }
    let unsettled = unsettled(&rounds);
    let mut first = rounds.into_iter().next().unwrap_or_else(|| resolve(lock));
    first.diagnostics.add(unsettled);
    (first, lock.clone())
}

/// Tells what the last two rounds do not agree about.
fn unsettled(rounds: &[Round]) -> Diagnostic {
    let (mut names, mut origin) = (Vec::new(), None);
    if let [.., before, after] = rounds {
        let (types, others) = (&before.api.types, &after.api.types);
        let all: BTreeSet<_> = types.keys().chain(others.keys()).collect();
        for name in all {
            let (one, other) = (types.get(name), others.get(name));
            if !one.zip(other).is_some_and(|(one, other)| is_same_definition(one, other)) {
                names.push(name.to_string());
                origin = origin.or_else(|| one.or(other).map(TypeDef::origin).cloned());
            }
        }
        for (one, other) in before.api.operations().zip(after.api.operations()) {
            if !is_same_operation(one, other) {
                names.push(one.id.to_string());
                origin = origin.or_else(|| Some(one.origin.clone()));
            }
        }
    }
    let told = if names.is_empty() { "the reasons for types".to_owned() } else { shown(&names) };
    let message = format!("what the pages mean changes each time that it is recalled, and is not remembered: {told}");
    Diagnostic { origin, code: Code::Unsettled, message, related: Vec::new() }
}

/// A few names, and how many there are besides.
fn shown(names: &[String]) -> String {
    const SHOWN: usize = 6;
    let first = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

/// What `recalled` learns from an API, without what was learned since `lock` and is not part of it any more.
fn learn(lock: &Lock, recalled: &Lock, api: &Api) -> Lock {
    let mut learned = recalled.learn(api);
    let definition = |name: &TypeName| api.types.get(name);
    learned
        .structs
        .retain(|name, _| lock.structs.contains_key(name) || matches!(definition(name), Some(TypeDef::Struct(_))));
    learned.enums.retain(|name, _| lock.enums.contains_key(name) || matches!(definition(name), Some(TypeDef::Enum(_))));
    learned
}

/// Whether two APIs of the same pages are the same but for the reasons.
fn is_same(a: &Api, b: &Api) -> bool {
    // Services, and which pages were skipped, do not depend on the lock.
    let operations = || a.operations().zip(b.operations());
    a.former == b.former
        && a.types.len() == b.types.len()
        && a.types.iter().zip(&b.types).all(|((a, x), (b, y))| a == b && is_same_definition(x, y))
        && operations().all(|(a, b)| is_same_operation(a, b))
}

fn is_same_definition(a: &TypeDef, b: &TypeDef) -> bool {
    match (a, b) {
        (TypeDef::Struct(a), TypeDef::Struct(b)) => {
            let Struct { fields, docs, naming: _, origin } = a;
            let is_same = |(a, b)| is_same_field(a, b);
            (docs, origin, fields.len()) == (&b.docs, &b.origin, b.fields.len())
                && fields.iter().zip(&b.fields).all(is_same)
        }
        _ => a == b,
    }
}

fn is_same_field(a: &Field, b: &Field) -> bool {
    let Field { wire, ty, presence, docs, evidence, deprecated } = a;
    (wire, ty, presence, docs, deprecated, strongest(evidence))
        == (&b.wire, &b.ty, &b.presence, &b.docs, &b.deprecated, strongest(&b.evidence))
}

/// Of an operation, only types and what its messages show of them depend on the lock.
fn is_same_operation(a: &Operation, b: &Operation) -> bool {
    let is_same_request =
        |a: &RequestBody, b: &RequestBody| (&a.shows, strongest(&a.evidence)) == (&b.shows, strongest(&b.evidence));
    let is_same_response =
        |(a, b): (&Response, &Response)| (&a.shows, strongest(&a.evidence)) == (&b.shows, strongest(&b.evidence));
    let mut responses = a.responses.iter().zip(&b.responses);
    a.types().eq(b.types()) && is_same_request(&a.request, &b.request) && responses.all(is_same_response)
}

/// What the outline tells of evidence.
fn strongest(evidence: &[Evidence]) -> Option<EvidenceKind> {
    evidence.iter().map(|evidence| evidence.kind).min()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::api::Enum;
    use crate::source::SourceFile;

    /// A resolution that finds one enum, whose name depends on what is recalled.
    fn naming(name: impl Fn(&Lock) -> &'static str) -> impl Fn(&Lock) -> Round {
        move |recalled| {
            let found = Enum::of_texts([], SourceFile::new("a.md", "").whole());
            let types = BTreeMap::from([(TypeName::new(name(recalled)), TypeDef::Enum(found))]);
            Round { api: Api { types, ..Api::default() }, diagnostics: Diagnostics::new() }
        }
    }

    fn names(round: &Round, lock: &Lock) -> (Vec<String>, Vec<String>) {
        let names = |name: &TypeName| name.to_string();
        (round.api.types.keys().map(names).collect(), lock.enums.keys().map(names).collect())
    }

    #[test]
    fn what_settles_late_leaves_no_trace_of_the_way() {
        let resolve = naming(|lock| if lock.enums.is_empty() { "First" } else { "Second" });
        let (round, lock) = settle(&Lock::default(), &resolve);
        assert_eq!(names(&round, &lock), (vec!["Second".to_owned()], vec!["Second".to_owned()]));
        assert_eq!(round.diagnostics.iter().count(), 0);
        let (again, same) = settle(&lock, &resolve);
        assert_eq!((again.api, same), (round.api, lock));
    }

    #[test]
    fn what_never_settles_is_not_remembered() {
        let resolve = naming(|lock| if lock.enums.contains_key("First") { "Second" } else { "First" });
        let (round, lock) = settle(&Lock::default(), &resolve);
        assert_eq!(names(&round, &lock), (vec!["First".to_owned()], Vec::new()));
        let (again, same) = settle(&lock, &resolve);
        assert_eq!((again.api, same), (round.api, lock));
        let told: Vec<_> = again.diagnostics.iter().collect();
        assert_eq!(told, round.diagnostics.iter().collect::<Vec<_>>());
        let [told] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!(told.code, Code::Unsettled);
        assert!(told.message.ends_with("and is not remembered: First, Second"), "{}", told.message);
        assert!(told.origin.as_ref().is_some_and(|origin| &*origin.file == "a.md"), "{told:?}");
    }

    #[test]
    fn what_earlier_editions_told_is_kept() {
        let earlier = Lock { enums: BTreeMap::from([(TypeName::new("Earlier"), Vec::new())]), ..Lock::default() };
        let (round, lock) = settle(&earlier, naming(|_| "Found"));
        assert_eq!(names(&round, &lock), (vec!["Found".to_owned()], vec!["Earlier".to_owned(), "Found".to_owned()]));
    }
}
