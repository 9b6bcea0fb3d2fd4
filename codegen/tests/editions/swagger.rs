//! The difference of two editions of the corpus, beside that of the vendor's two Swagger files.
//!
//! Each Swagger file is months older than the pages beside it, so not every fact can be compared: a fact is comparable
//! if, in both editions, the pages have it if and only if the Swagger file has it. For operations, what the pages have
//! is read here from their request lines; for properties it is what is understood of each edition alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use docwright::unstable::api::{Api, TypeDef};
use docwright::unstable::diff::{Diff, Kind, Meaning, Subject};
use docwright::unstable::lock::Lock;
use serde_json::Value;

use super::{compare, docs, support, understand};

/// Operations as method and path, properties as type and name.
type Facts = BTreeSet<(String, String)>;

/// One edition by two witnesses.
struct Witnesses {
    pages: Facts,
    swagger: Facts,
}

impl Witnesses {
    fn agree(&self, fact: &(String, String)) -> bool {
        self.pages.contains(fact) == self.swagger.contains(fact)
    }
}

#[test]
fn operations_came_and_went_as_the_request_lines_and_the_swagger_say() {
    let Some(corpus) = support::corpus() else { return };
    let [old, new] = ["2021-11", "2023-01"].map(|edition| Witnesses {
        pages: request_lines(&corpus.join(edition).join("restful")),
        swagger: operations(&swagger(&corpus.join(edition))),
    });
    let diff = corpus_diff(&corpus);
    let routes = |kinds: [Kind; 2], of: fn(&docwright::unstable::diff::Change) -> &Option<Meaning>| -> Facts {
        let changes = diff.changes.iter().filter(|change| kinds.contains(&change.kind));
        changes.filter_map(|change| route(of(change).as_ref()?)).collect()
    };
    let added = routes([Kind::OperationAdded, Kind::OperationMoved], |change| &change.after);
    let removed = routes([Kind::OperationRemoved, Kind::OperationMoved], |change| &change.before);
    assert!(!added.is_empty());
    assert_eq!(added, &new.pages - &old.pages, "request lines of all pages");
    assert_eq!(removed, &old.pages - &new.pages, "request lines of all pages");

    let comparable =
        |facts: &Facts| -> Facts { facts.iter().filter(|fact| old.agree(fact) && new.agree(fact)).cloned().collect() };
    let wanted = comparable(&(&new.swagger - &old.swagger));
    eprintln!(
        "operations: {} of {} that the Swagger has more can be compared; {} added, {} removed in the pages",
        wanted.len(),
        (&new.swagger - &old.swagger).len(),
        added.len(),
        removed.len()
    );
    assert!(wanted.len() > 100);
    assert_eq!(comparable(&added), wanted);
    assert_eq!(comparable(&removed), comparable(&(&old.swagger - &new.swagger)));
}

#[test]
fn properties_came_and_went_as_the_swagger_says() {
    let Some(corpus) = support::corpus() else { return };
    let [old, new] = ["2021-11", "2023-01"].map(|edition| {
        let alone = understand(&docs(&corpus.join(edition).join("restful")), &Lock::default());
        Witnesses { pages: described(&alone.api), swagger: properties(&swagger(&corpus.join(edition))) }
    });
    // Names of types that the vendor does not give are ours, and stand in no Swagger file.
    let vendors: BTreeSet<_> = old.swagger.union(&new.swagger).map(|(name, _)| name.clone()).collect();
    let comparable = |facts: Facts| -> Facts {
        let is_comparable = |fact: &(String, String)| vendors.contains(&fact.0) && old.agree(fact) && new.agree(fact);
        facts.into_iter().filter(is_comparable).collect()
    };
    let all: Facts = [&old, &new].iter().flat_map(|side| side.pages.union(&side.swagger)).cloned().collect();
    let (facts, compared) = (all.len(), comparable(all).len());
    let diff = corpus_diff(&corpus);
    // Of a type that came or went as a whole, each property did.
    let whole = |kind: Kind, side: &Witnesses| -> Facts {
        let types: BTreeSet<_> = subjects(&diff, kind).map(ToString::to_string).collect();
        side.pages.iter().filter(|(name, _)| types.contains(name)).cloned().collect()
    };
    let added = &changed(&diff, Kind::PropertyAdded) | &whole(Kind::TypeAdded, &new);
    let removed = &changed(&diff, Kind::PropertyRemoved) | &whole(Kind::TypeRemoved, &old);
    for (what, ours, wanted) in
        [("added", added, &new.swagger - &old.swagger), ("removed", removed, &old.swagger - &new.swagger)]
    {
        let (in_swagger, ours, wanted) = (wanted.len(), comparable(ours), comparable(wanted));
        let right = ours.intersection(&wanted).count();
        eprintln!(
            "properties {what}: {facts} facts, {compared} comparable; {in_swagger} in the Swagger, {} of them comparable; {} told, {right} the same",
            wanted.len(),
            ours.len(),
        );
        assert!(
            at_least(0.98, right, ours.len()) && at_least(0.98, right, wanted.len()),
            "not told: {:?}, told: {:?}",
            &wanted - &ours,
            &ours - &wanted
        );
        assert!(what == "removed" || wanted.len() > 150, "too few to tell");
    }
}

#[allow(clippy::cast_precision_loss, reason = "small numbers")]
fn at_least(share: f64, part: usize, whole: usize) -> bool {
    part as f64 >= share * whole as f64
}

fn corpus_diff(corpus: &Path) -> Diff {
    compare(&docs(&corpus.join("2021-11/restful")), &docs(&corpus.join("2023-01/restful")))
}

fn subjects(diff: &Diff, kind: Kind) -> impl Iterator<Item = &Subject> {
    diff.changes.iter().filter(move |change| change.kind == kind).map(|change| &change.subject)
}

/// The properties with a change.
fn changed(diff: &Diff, kind: Kind) -> Facts {
    let property = |subject: &Subject| match subject {
        Subject::Property(owner, wire) => Some((owner.to_string(), wire.to_string())),
        _ => None,
    };
    subjects(diff, kind).filter_map(property).collect()
}

fn described(api: &Api) -> Facts {
    let structs = api.types.iter().filter_map(|(name, definition)| match definition {
        TypeDef::Struct(definition) => Some((name, &definition.fields)),
        TypeDef::Enum(_) => None,
    });
    structs
        .flat_map(|(name, fields)| fields.iter().map(move |field| (name.to_string(), field.wire.to_string())))
        .collect()
}

fn route(meaning: &Meaning) -> Option<(String, String)> {
    match meaning {
        Meaning::Route(method, path) => Some((method.as_str().to_owned(), shape(&path.to_string()))),
        _ => None,
    }
}

/// A path without its query, without the names of parameters, in lower case.
fn shape(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let parts = path.split('{').enumerate().map(|(at, part)| match part.split_once('}') {
        Some((_, rest)) if at > 0 => format!("{{}}{rest}"),
        _ => part.to_owned(),
    });
    parts.collect::<String>().trim_end_matches('/').to_lowercase()
}

/// The first line of the first `http` block of each page.
fn request_lines(folder: &Path) -> Facts {
    let pages = support::read(folder);
    let line = |text: &str| {
        let (_, block) = text.split_once("```http")?;
        let line = block.lines().nth(1)?;
        let (method, path) = line.trim().split_once(' ')?;
        Some((method.to_uppercase(), shape(path.trim())))
    };
    pages.iter().filter(|page| page.path().ends_with(".md")).filter_map(|page| line(page.text())).collect()
}

fn swagger(edition: &Path) -> Vec<Value> {
    let files = fs::read_dir(edition.join("swagger")).unwrap();
    let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    texts.map(|text| serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap()).collect()
}

fn operations(files: &[Value]) -> Facts {
    const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];
    let paths = files.iter().flat_map(|file| file["paths"].as_object().unwrap());
    let methods = |item: &Value| -> Vec<String> {
        item.as_object().unwrap().keys().filter(|key| METHODS.contains(&key.as_str())).cloned().collect()
    };
    paths
        .flat_map(|(path, item)| methods(item).into_iter().map(|method| (method.to_uppercase(), shape(path))))
        .collect()
}

/// Types by the last segment of their names.
fn properties(files: &[Value]) -> Facts {
    let definitions = files.iter().flat_map(|file| file["definitions"].as_object().unwrap());
    let own = |definition: &Value| -> Vec<String> {
        let parts = definition["allOf"].as_array().into_iter().flatten().chain([definition]);
        parts.filter_map(|part| part["properties"].as_object()).flat_map(|found| found.keys().cloned()).collect()
    };
    definitions
        .flat_map(|(name, definition)| {
            let name = name.rsplit('.').next().unwrap_or_default().to_owned();
            own(definition).into_iter().map(move |property| (name.clone(), property))
        })
        .collect()
}
