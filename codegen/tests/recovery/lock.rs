//! The lock as a text, and what a second look at the same pages learns: nothing.

use std::collections::BTreeMap;

use docwright::unstable::api::{Api, EvidenceKind, Former, Opaque, Type};
use docwright::unstable::dialect::Dialect;
use docwright::unstable::lock::{Known, KnownOperation, KnownStruct, Lock, Seen};
use docwright::unstable::names::{OperationId, ServiceName, TypeName, WireName};
use docwright::unstable::options::Options;
use docwright::unstable::read;
use docwright::unstable::rust_names::{NameKind, RustNames};
use docwright::unstable::{Generated, Input};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::pages::{Edition, recall, resolve};

/// Texts that a line of tokens has to take care of.
#[rustfmt::skip]
const ODD: &[&str] = &[
    "", " ", "@", "@int32", "int32", "[int32]", "{", "]", "?untold", "#", "\"", "\\", "a b", "a\nb", "\r\n", "\t",
    "\u{85}", "\u{2028}", "\u{feff}x", "-", "struct", "version", "request", "Ärger", "[[[a]]]", "a\"b", "\u{0}",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![select(ODD).prop_map(str::to_owned), "[A-Za-z]{1,6}", any::<String>()]
}

fn kind() -> impl Strategy<Value = EvidenceKind> {
    use EvidenceKind::{Fixup, KeySet, Name, Sample, Sentence, Sibling, TableCell};
    select(&[Fixup, TableCell, Sentence, Sample, KeySet, Sibling, Name][..])
}

fn ty() -> impl Strategy<Value = Type> {
    use Opaque::{AnyValue, Conflict, EmptySample, NoTable, OpenRow, Undescribed, Union, Untold};
    let plain = [Type::Bool, Type::Int32, Type::Int64, Type::Double, Type::String, Type::DateTime, Type::Base64];
    let open = [NoTable, Untold, EmptySample, OpenRow, AnyValue, Union, Undescribed, Conflict];
    let plain: Vec<_> = plain.into_iter().chain(open.map(Type::Json)).collect();
    let leaf = prop_oneof![select(plain), word().prop_map(|name| Type::Named(TypeName::new(name)))];
    leaf.prop_recursive(4, 4, 1, |of| {
        prop_oneof![of.clone().prop_map(|of| Type::List(Box::new(of))), of.prop_map(|of| Type::Map(Box::new(of)))]
    })
}

prop_compose! {
    fn seen()(kind in kind(), page in word()) -> Seen {
        Seen { kind, page }
    }
}

prop_compose! {
    fn known()(ty in ty(), seen in seen()) -> Known {
        Known { ty, seen }
    }
}

prop_compose! {
    fn structure()(naming in seen(), fields in vec((word(), known()), 0..4)) -> KnownStruct {
        // Wire names are unique.
        let fields: BTreeMap<String, Known> = fields.into_iter().collect();
        KnownStruct { naming, fields: fields.into_iter().rev().map(|(wire, known)| (WireName::new(wire), known)).collect() }
    }
}

fn operation() -> impl Strategy<Value = (OperationId, KnownOperation)> {
    // What the parts are follows from the text: ids with the same text are the same.
    let id = word().prop_map(|id| OperationId::new(&id, ServiceName::new(format!("{id} S")), format!("m\"{id}")));
    let query = vec((word().prop_map(WireName::new), ty()), 0..3);
    (id, option::of(word()), option::of(known()), option::of(known()), query)
        .prop_map(|(id, route, request, response, query)| (id, KnownOperation { route, request, response, query }))
}

prop_compose! {
    fn lock()(
        structs in btree_map(word().prop_map(TypeName::new), structure(), 0..4),
        enums in btree_map(word().prop_map(TypeName::new), vec(word(), 0..4), 0..3),
        operations in vec(operation(), 0..4),
        types in btree_map(word().prop_map(TypeName::new), word().prop_map(TypeName::new), 0..3),
        ids in vec((operation(), operation()), 0..3),
        names in vec((select(&NameKind::ALL[..]), word(), word(), word()), 0..4),
    ) -> Lock {
        let mut rust = RustNames::default();
        names.iter().for_each(|(kind, scope, name, ident)| rust.insert(*kind, scope, name, ident));
        let operations_of = ids.iter().map(|(old, new)| (old.0.clone(), new.0.clone())).collect();
        // A lock forgets no operation, so those that were renamed are among its own.
        let operations = ids.into_iter().flat_map(|(old, new)| [old, new]).chain(operations);
        let former = Former { types, operations: operations_of, rust, ..Former::default() };
        Lock { structs, enums, operations: operations.collect(), former }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_lock_comes_back_from_its_text(lock in lock()) {
        let text = lock.to_string();
        // Version control may have changed the ends of lines.
        let checked_out = Lock::parse(&text.replace('\n', "\r\n"));
        prop_assert_eq!(Lock::parse(&text), Ok(lock.clone()), "{}", text);
        prop_assert_eq!(checked_out, Ok(lock), "{}", text);
    }

    #[test]
    fn an_id_comes_back_with_its_parts(lock in lock()) {
        let parts = |lock: &Lock| {
            let ids = lock.operations.keys().chain(lock.former.operations.keys());
            ids.map(|id| (id.as_str().to_owned(), id.service().to_string(), id.method().to_owned())).collect::<Vec<_>>()
        };
        prop_assert_eq!(parts(&Lock::parse(&lock.to_string()).unwrap()), parts(&lock));
    }

    #[test]
    fn each_fact_has_a_line(lock in lock()) {
        let fields: usize = lock.structs.values().map(|known| known.fields.len()).sum();
        let bodies = lock.operations.values().map(|known| known.request.iter().count() + known.response.iter().count());
        let former = lock.former.types.len() + lock.former.operations.len();
        let queries = lock.operations.values().filter(|known| !known.query.is_empty()).count();
        let former = former + queries + lock.former.rust.iter().count();
        let facts = former + lock.structs.len() + fields + lock.enums.len() + lock.operations.len() + bodies.sum::<usize>();
        let text = lock.to_string();
        prop_assert_eq!(text.lines().filter(|line| !line.starts_with('#')).count(), 1 + facts, "{}", text);
    }

    #[test]
    fn any_text_is_a_lock_or_an_error_with_a_line(text in any::<String>()) {
        refused_or_kept(&text)?;
    }

    #[test]
    fn a_damaged_lock_is_a_lock_or_an_error_with_a_line(lock in lock(), at in any::<prop::sample::Index>(), put in word()) {
        let text = lock.to_string();
        let places: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
        let start = *at.get(&places);
        let rest = text[start..].chars().skip(1).collect::<String>();
        refused_or_kept(&format!("{}{put}{rest}", &text[..start]))?;
    }
}

/// What is understood is understood as well when it was written again.
fn refused_or_kept(text: &str) -> Result<(), TestCaseError> {
    match Lock::parse(text) {
        Ok(lock) => prop_assert_eq!(Lock::parse(&lock.to_string()), Ok(lock)),
        Err(error) => prop_assert!((1..=text.lines().count().max(1)).contains(&error.line), "{}", error),
    }
    Ok(())
}

#[test]
fn a_type_of_too_many_levels_is_refused_and_does_not_overflow() {
    let text =
        format!("version 2\nstruct A table a.md\n  B {}int32{} table\n", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(Lock::parse(&text).unwrap_err().line, 3);
}

#[test]
fn a_lock_of_version_1_is_understood() {
    let text = "version 1\noperation v1Tea_Brew\noperation v1Tea_Pour \"GET /tea\"\n  response Cup table a.md\n\
                former operation v1Tea_Brew v1Tea_Pour\nformer operation v1Tea_Boil v1Tea_Pour\n";
    let lock = Lock::parse(text).unwrap();
    let written = "version 2\noperation v1Tea_Brew Tea Brew\noperation v1Tea_Pour Tea Pour \"GET /tea\"\n  \
                   response Cup table a.md\n";
    assert!(lock.to_string().contains(written), "{lock}");
    assert_eq!(lock.former.operations.len(), 2);
    let error = Lock::parse("version 1\noperation Pour\n").unwrap_err();
    assert_eq!(error.to_string(), "line 2: 'Pour' is no operation id");
}

#[test]
fn a_lock_tells_of_each_operation_that_was_renamed() {
    let error = Lock::parse("version 2\noperation b Tea Pour\nformer operation a b\n").unwrap_err();
    assert!(error.to_string().contains("no line tells of the operation a"), "{error}");
}

#[test]
fn a_lock_of_a_later_version_is_refused() {
    let error = Lock::parse("version 3\nnews A\n").unwrap_err();
    assert!(error.to_string().contains("use a newer docwright"), "{error}");
}

#[test]
fn seeing_the_same_pages_again_teaches_nothing() {
    for edition in Edition::all() {
        let pages = edition.pages();
        let (api, lock) = resolve(&pages);
        assert!(!lock.structs.is_empty() && !lock.operations.is_empty(), "{}", edition.name);
        let (again, same) = recall(&pages, &lock);
        assert_eq!(lock.differs(&same), None, "{}", edition.name);
        assert_eq!(lock.to_string(), same.to_string(), "{}", edition.name);
        assert_eq!(types(&again), types(&api), "{}", edition.name);
    }
}

/// All types with their fields, and all bodies; reasons grow when the lock is one more.
fn types(api: &Api) -> Vec<String> {
    let structs = api.types.iter().flat_map(|(name, definition)| {
        let fields = definition.fields().iter();
        fields.map(move |field| format!("{name}.{}: {} {:?}", field.wire, field.ty, field.deprecated))
    });
    let bodies = api.operations().map(|operation| {
        let types: Vec<_> = operation.types().map(ToString::to_string).collect();
        format!("{} {}", operation.id, types.join(", "))
    });
    structs.chain(bodies).collect()
}

#[test]
fn what_is_generated_is_the_same_with_the_lock_of_the_same_pages() {
    let docs = read::read(&[Edition::own().folder]).unwrap();
    let generate = |lock: &Lock| {
        docwright::unstable::generate(
            Input::whole(&docs, &Dialect::built_in("superoffice").unwrap(), lock),
            &Options::default(),
            &(),
        )
        .unwrap()
    };
    let files = |generated: Generated| -> BTreeMap<String, String> {
        let files = generated.files.iter();
        files.map(|file| (file.path().as_str().to_owned(), file.contents().to_owned())).collect()
    };
    let first = generate(&Lock::default());
    let lock = first.lock.clone();
    let (first, second) = (files(first), files(generate(&lock)));
    assert!(first.keys().eq(second.keys()), "{:?}", second.keys());
    for (path, contents) in &first {
        assert!(second[path] == *contents, "{path}");
    }
}
