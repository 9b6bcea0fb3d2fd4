//! Types on pages of their own, whose tables have several headings, and links from one to the other.

use docwright::unstable::api::TypeDef;

use crate::{generated, parse, routes, sections};

pub(crate) const FILES: [(&str, &str); 5] = [
    ("calls/flower-list-bees.md", include_str!("meadow/docs/calls/flower-list-bees.md")),
    ("things/flower.md", include_str!("meadow/docs/things/flower.md")),
    ("things/bee.md", include_str!("meadow/docs/things/bee.md")),
    ("things/leaf.md", include_str!("meadow/docs/things/leaf.md")),
    ("things/stem.md", include_str!("meadow/docs/things/stem.md")),
];

#[test]
fn pages_define_types_by_titles_comments_and_tables() {
    let docs = sections::docs(&FILES);
    let dialect = parse(routes::DIALECT).unwrap();
    let generated = generated(&docs, &dialect).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let ty = |(name, ty): (&_, &TypeDef)| match ty {
        TypeDef::Struct(of) => {
            let fields: Vec<_> = of.fields.iter().map(|field| format!("{}: {}", field.wire, field.ty)).collect();
            format!("{name} {{ {} }}", fields.join(", "))
        }
        TypeDef::Enum(of) => format!("{name} = {}", of.values().collect::<Vec<_>>().join(" | ")),
    };
    let types: Vec<_> = generated.api.types.iter().map(ty).collect();
    assert_eq!(
        types,
        [
            "colour = red | blue",
            "flower { name: string, colour: colour, petals: int32, visitors: [wildBee], leaf: any (undescribed), stem: parts.stem }",
            "parts.stem { height: int32 }",
            "wildBee {  }",
        ]
    );
    let kept: Vec<_> = generated.api.kept.iter().map(|name| name.as_str()).collect();
    assert_eq!(kept, ["flower", "parts.stem", "wildBee"]);
    let code: String = generated.files.iter().map(|file| file.contents()).collect();
    assert!(code.contains("pub struct PartsStem") && code.contains("pub struct WildBee"), "{code}");
    let found: Vec<_> = generated.diagnostics.iter().map(ToString::to_string).collect();
    let found: Vec<_> = found.iter().filter(|found| found.starts_with("things/")).collect();
    assert_eq!(found.len(), 5, "{found:#?}");
}

#[test]
fn pages_of_one_type_add_up() {
    let roots = ("things/flower-roots.md", include_str!("meadow/docs/things/flower-roots.md"));
    let docs = sections::docs(&[&FILES[..], &[roots]].concat());
    let generated =
        generated(&docs, &parse(routes::DIALECT).unwrap()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let flower = generated.api.types.iter().find(|(name, _)| name.as_str() == "flower").unwrap().1;
    let fields: Vec<_> = flower.fields().iter().map(|field| format!("{}: {}", field.wire, field.ty)).collect();
    let of_roots = ["name: string", "petals: string", "roots: int32"];
    let of_flower = ["colour: colour", "visitors: [wildBee]", "leaf: any (undescribed)", "stem: parts.stem"];
    assert_eq!(fields, [&of_roots[..], &of_flower].concat());
    let found: Vec<_> = generated.diagnostics.iter().filter(|found| found.code.id() == "DW0505").collect();
    let [found] = found[..] else { panic!("{found:#?}") };
    assert!(found.message.contains("\"petals\" has another type at things/flower-roots.md:10:3"), "{found}");
}

#[test]
fn types_have_the_properties_of_those_they_are_made_of() {
    let page = |path: &'static str, text: &str, rows: &str, comment: &str| {
        let table = format!("## Properties\n\n| Property | Type | Description |\n|--|--|--|\n{rows}\n");
        (path, format!("# Nothing\n\n{text}\n\n{table}\n<!-- {{ \"kind\": \"thing\", {comment} }} -->\n"))
    };
    let pages = [
        page("plant.md", "Grows.", "| age | Number | |\n| name | Text | |", "\"type\": \"meadow.plant\""),
        page("tree.md", "It is a kind of [plant](plant.md).", "| name | Number | |", "\"type\": \"meadow.tree\""),
        page("oak.md", "Old.", "| acorns | Number | |", "\"type\": \"meadow.oak\", \"of\": \"meadow.tree\""),
        page("ring.md", "A kind of [ring](ring.md).", "| a | Text | |", "\"type\": \"meadow.ring\""),
        page("moss.md", "Soft.", "| a | Text | |", "\"type\": \"meadow.moss\", \"of\": \"meadow.unknown\""),
    ];
    let pages: Vec<_> = pages.iter().map(|(path, text)| (*path, text.as_str())).chain([FILES[0]]).collect();
    let dialect = parse(routes::DIALECT).unwrap();
    let generated = generated(&sections::docs(&pages), &dialect).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let fields = |ty: &str| {
        let ty = generated.api.types.iter().find(|(name, _)| name.as_str() == ty).unwrap().1;
        ty.fields().iter().map(|field| format!("{}: {}", field.wire, field.ty)).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(fields("tree"), "name: int32, age: int32");
    assert_eq!(fields("oak"), "acorns: int32, name: int32, age: int32");
    assert_eq!((fields("ring"), fields("moss")), ("a: string".to_owned(), "a: string".to_owned()));
}

#[test]
fn lists_come_in_a_struct_that_is_named_after_their_items() {
    let page =
        |thing: &str, ty: &str| format!("# Get\n\n## Request line\n\n```\nGET /{thing}\n```\n\n## Answer: {ty}\n");
    let (bees, more) = (page("bees", "[bees](things/bee.md) list"), page("more", "[bee](things/bee.md) list"));
    let (names, one) = (page("names", "Text list"), page("one", "[bee](things/bee.md)"));
    let pages = [("bees.md", &*bees), ("more.md", &*more), ("names.md", &*names), ("one.md", &*one), FILES[2]];
    let dialect = parse(routes::DIALECT).unwrap();
    let generated = generated(&sections::docs(&pages), &dialect).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let answers: Vec<_> = generated.api.operations().map(|it| it.responses[0].body.to_string()).collect();
    assert_eq!(answers, ["wildBeeSwarm", "wildBeeSwarm", "NamesNamesResponse", "wildBee"]);
    let fields = |ty: &str| {
        let ty = generated.api.types.iter().find(|(name, _)| name.as_str() == ty).unwrap().1;
        ty.fields().iter().map(|field| format!("{}: {}", field.wire, field.ty)).collect::<Vec<_>>()
    };
    assert_eq!(fields("wildBeeSwarm"), ["next: string", "all: [wildBee]"]);
    assert_eq!(fields("NamesNamesResponse"), ["next: string", "all: [string]"]);
}

#[test]
fn tables_are_read_as_people_see_them() {
    let page = "# Hive thing\n\n## Properties\n\n\
                | Property | Type | Description |\n|---|-------|\n| age | Number | Years. |\nsize | Number | Feet.\n\n\
                | Property | Type | Description |\n|:---\t|---|---|\n| flower | FLOWER | In front. |\n\
                | part | meadow.other.Stem list | |\n";
    let pages = [&FILES[..], &[("hive.md", page)]].concat();
    let dialect = parse(routes::DIALECT).unwrap();
    let generated = generated(&sections::docs(&pages), &dialect).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let hive = generated.api.types.iter().find(|(name, _)| name.as_str() == "Hive").unwrap().1;
    let fields: Vec<_> = hive.fields().iter().map(|field| format!("{}: {}", field.wire, field.ty)).collect();
    assert_eq!(fields, ["age: int32", "size: int32", "flower: flower", "part: [parts.stem]"]);
    assert!(!generated.diagnostics.iter().any(|found| found.to_string().starts_with("hive.md")));
}
