//! What type expressions of cells and headings mean.

use docwright::unstable::Generated;
use docwright::unstable::api::{EvidenceKind, Opaque, Type, TypeDef};

use crate::sections::docs;
use crate::{generated, parse};

const DIALECT: &str = "
name: quay
pages: { extensions: [md] }
operations:
  heading-level: 2
  service: file
  default-statuses: { body: 200, empty: 204 }
headings: { response: [Answers] }
definitions: ['{type} record', '{type} values']
fences: { request-line: [http] }
tables:
  - rows: parameters
    columns: { name: [Argument], type: [Kind], description: [About] }
  - rows: properties
    columns: { name: [Property], type: [Kind], description: [About] }
  - rows: values
    columns: { name: [Value], description: [About] }
types:
  bool: [yesno]
  int32: [number, numbers]
  int64: [big]
  double: [real]
  string: [text, texts]
  uuid: [uuid]
  any: [any]
  object: [thing]
  array: [list, 'list of {type}', '{type}[]']
  map: ['map[{key}]{type}']
  tuple: ['<{types}>']
  union: [' or ', '|']
  nullable: ['?{type}']
  partial: ['part of {type}']
  'null': [nothing]
  noise: [a]
values: ['of:']
";

/// A record with properties of these types, which `GET /ships/{id}` answers.
fn ships(kinds: &[&str], sample: &str) -> Generated {
    let mut text = "# Ships\n\n## Get\n\n```http\nGET /ships\n```\n\n### Answers: list of Ship\n\n".to_owned();
    text += sample;
    text += "\n## Ship record\n\n| Property | Kind | About |\n|--|--|--|\n";
    for (number, kind) in kinds.iter().enumerate() {
        text += &format!("| p{number} | {} | |\n", kind.replace('|', "\\|"));
    }
    text += "\n## Port record\n\n| Property | Kind | About |\n|--|--|--|\n| name | text | |\n";
    text += "\n## Flag values\n\n| Value | About |\n|--|--|\n| red | |\n| white | |\n";
    let docs = docs(&[("ships.md", &text)]);
    generated(&docs, &parse(DIALECT).unwrap()).unwrap_or_else(|failure| panic!("{:#?}", failure.0))
}

/// The types of the properties.
fn types(generated: &Generated) -> Vec<String> {
    let ship = generated.api.types.iter().find(|(name, _)| name.as_str() == "Ship").unwrap().1;
    ship.fields().iter().map(|field| field.ty.to_string()).collect()
}

#[test]
fn expressions_are_types() {
    let cases = [
        ("list of numbers", "[int32]"),
        ("map[text]Port", "map of Port"),
        ("map[text]list of Port", "map of [Port]"),
        ("Port[]", "[Port]"),
        ("Flag[]", "[Flag]"),
        ("?Port", "Port"),
        ("part of Port", "Port"),
        ("number or nothing", "int32"),
        ("number or big", "int64"),
        ("text or uuid", "string"),
        ("number or text", "any (one of several types)"),
        ("big or real", "any (one of several types)"),
        ("Port or Ship", "any (one of several types)"),
        ("list of number or list of number", "[int32]"),
        ("<number, number>", "[int32]"),
        ("<number, text>", "[any (one of several types)]"),
        ("any", "any (any value)"),
        ("list of any", "[any (any value)]"),
        ("list", "[any (untold)]"),
        ("thing", "map of any (untold)"),
        ("list of thing", "[map of any (untold)]"),
    ];
    let generated = ships(&cases.map(|(kind, _)| kind), "");
    let expected: Vec<_> = cases.iter().map(|(_, ty)| (*ty).to_owned()).collect();
    assert_eq!(types(&generated), expected);
    let operation = generated.api.operations().next().unwrap();
    assert_eq!(operation.responses[0].body.to_string(), "[Ship]");
    let ship = generated.api.types.iter().find(|(name, _)| name.as_str() == "Ship").unwrap().1;
    for field in ship.fields() {
        assert_eq!(field.evidence[0].kind, EvidenceKind::TableCell, "{field:?}");
    }
    let nullable: Vec<_> = ship.fields().iter().filter(|field| field.presence.is_nullable()).collect();
    assert_eq!(nullable.iter().map(|field| field.wire.as_str()).collect::<Vec<_>>(), ["p5", "p7"]);
    assert!(generated.diagnostics.is_empty(), "{:#?}", generated.diagnostics);
}

#[test]
fn values_in_expressions_are_enums() {
    let generated = ships(&["'low' or 'high'", "list of of: A, B", "text or 'low'"], "");
    assert_eq!(types(&generated), ["P0", "[P1]", "string"]);
    let TypeDef::Enum(listed) = &generated.api.types.iter().find(|(name, _)| name.as_str() == "P0").unwrap().1 else {
        panic!("no enum")
    };
    assert_eq!(listed.listed(), "low, high");
}

#[test]
fn arguments_of_expressions_are_what_a_url_can_hold() {
    let kinds = ["list of numbers", "Flag[]", "?number", "number or text", "text or uuid", "list of Port", "of: A, B"];
    let mut text =
        "# Ships\n\n## Get\n\n```http\nGET /ships\n```\n\n| Argument | Kind | About |\n|--|--|--|\n".to_owned();
    for (number, kind) in kinds.iter().enumerate() {
        text += &format!("| p{number} | {kind} | |\n");
    }
    text += "\n## Flag values\n\n| Value | About |\n|--|--|\n| red | |\n";
    let docs = docs(&[("ships.md", &text)]);
    let generated = generated(&docs, &parse(DIALECT).unwrap()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let operation = generated.api.operations().next().unwrap();
    let types: Vec<_> = operation.query_parameters.iter().map(|parameter| parameter.ty.to_string()).collect();
    assert_eq!(types, ["[int32]", "[Flag]", "int32", "string", "string", "[string]", "P6"]);
    let union = &operation.query_parameters[3].evidence[0];
    assert_eq!(union.says, Type::Json(Opaque::Union));
    let found: Vec<_> = generated.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        ["ships.md:16:8: warning[DW0310]: the parameter \"p5\" has the type \"Port\", which no page tells"]
    );
}

#[test]
fn links_are_the_types_that_are_defined_where_they_lead() {
    let ships = "# Ships

## Get

```http
GET /ships
```

| Argument | Kind | About |
|--|--|--|
| flag | [flag](types/flags.md#flag-values) | |
| port | [Port](types/ports.md#port-record) | |

### Answers: list of [ships](#big-ship-record)

## Big ship record

| Property | Kind | About |
|--|--|--|
| home | [the port](types/ports.md#port-record) | |
| ports | map[text][`Port`](types/ports.md#port-record) | |
| flags | **[Flag](types/flags.md)**[] | |
| next | [Pier](types/ports.md#port-record) | |
| gone | [Pier](types/gone.md) | |
| far | [Far away](https://example.org/far) | |
| kind | [text](types/ports.md#port-record) | |
";
    let ports = "# Ports

## Port record

| Property | Kind | About |
|--|--|--|
| name | text | |
| piers | list of [piers](#pier-record) | |
| ship | [ship](../ships.md#big-ship-record) | |

## Pier record

| Property | Kind | About |
|--|--|--|
| number | number | |
";
    let flags = "# Flags\n\n## Flag values\n\n| Value | About |\n|--|--|\n| red | |\n";
    let files = [("ships.md", ships), ("types/ports.md", ports), ("types/flags.md", flags)];
    let docs = docs(&files);
    let generated = generated(&docs, &parse(DIALECT).unwrap()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let fields = |name: &str| -> Vec<String> {
        let (_, ty) = generated.api.types.iter().find(|(known, _)| known.as_str() == name).unwrap();
        ty.fields().iter().map(|field| format!("{}: {}", field.wire, field.ty)).collect()
    };
    assert_eq!(
        fields("BigShip"),
        [
            "home: Port",
            "ports: map of Port",
            "flags: [Flag]",
            "next: Port",
            "gone: Pier",
            "far: any (undescribed)",
            "kind: string"
        ]
    );
    assert_eq!(fields("Port"), ["name: string", "piers: [Pier]", "ship: BigShip"]);
    let operation = generated.api.operations().next().unwrap();
    assert_eq!(operation.responses[0].body.to_string(), "[BigShip]");
    let types: Vec<_> = operation.query_parameters.iter().map(|parameter| parameter.ty.to_string()).collect();
    assert_eq!(types, ["Flag", "string"]);
    let found: Vec<_> = generated.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "ships.md:12:10: warning[DW0310]: the parameter \"port\" has the type \"Port\", which no page tells",
            "ships.md:23:10: warning[DW0505]: the link \"Pier\" leads to the definition of 'Port', which was taken",
            "ships.md:24:10: warning[DW0511]: the link \"Pier\" to \"types/gone.md\" leads to no definition of a type; \
             'Pier' was taken",
            "ships.md:25:9: note[DW0504]: no page shows the properties of 'Far away', which 1 properties or bodies have",
            "ships.md:25:9: warning[DW0511]: the link \"Far away\" to \"https://example.org/far\" leads to no definition \
             of a type; its text was taken",
        ]
    );
}

#[test]
fn faults_of_spellings_name_their_place_and_what_was_meant() {
    let fault = |from: &str, to: &str| parse(&DIALECT.replace(from, to)).unwrap_err();
    assert!(fault("  nullable:", "  nulable:").ends_with("did you mean 'nullable'?"));
    let message = fault("'?{type}'", "'?'");
    assert!(
        message.contains("error[DW0705]") && message.contains("'?' does not have '{type}' exactly once"),
        "{message}"
    );
}
