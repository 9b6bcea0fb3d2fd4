//! Rows that are parts of others.

use docwright::unstable::Generated;
use docwright::unstable::api::EvidenceKind;

use crate::sections::docs;
use crate::{generated, parse};

const DIALECT: &str = "
name: mint
pages: { extensions: [md] }
operations:
  heading-level: 2
  service: file
  default-statuses: { body: 200, empty: 204 }
headings: { response: [Answers] }
definitions: ['{type} record']
fences: { request-line: [http], sample-response: [answer] }
nesting: { prefixes: ['>'], dots: true, brackets: true }
tables:
  - rows: parameters
    columns: { name: [Argument], type: [Kind], description: [About] }
  - rows: properties
    columns: { name: [Field], type: [Kind], description: [About] }
types:
  int32: [number]
  string: [text]
  object: [object]
  array: [list, 'list of {type}']
  map: ['map of {type}']
";

fn mint(text: &str) -> Generated {
    let docs = docs(&[("coins.md", text)]);
    generated(&docs, &parse(DIALECT).unwrap()).unwrap_or_else(|failure| panic!("{:#?}", failure.0))
}

/// Each struct with its properties, by name.
fn structs(generated: &Generated) -> Vec<String> {
    let fields = |(name, ty): (&_, &docwright::unstable::api::TypeDef)| {
        let fields: Vec<_> = ty.fields().iter().map(|field| format!("{}: {}", field.wire, field.ty)).collect();
        format!("{name} {{ {} }}", fields.join(", "))
    };
    generated.api.types.iter().map(fields).collect()
}

#[test]
fn parts_are_structs_and_lists_and_dictionaries_of_structs() {
    let generated = mint(
        "# Coins

## List

```http
GET /coins
```

| Argument | Kind | About |
|--|--|--|
| page.size | number | |
| page.number | number | |

### Answers: object

| Field | Kind | About |
|--|--|--|
| code | number | |
| data | object | |
| > coins | list | All of them. |
| >> name | text | |
| >> issuer | Bank | |
| >>> town | text | |
| > rates | map of object | |
| >> euro | number | |
| > next | text | |

```answer
HTTP/1.1 200 OK

{\"code\": 0, \"data\": {\"coins\": [{\"name\": \"a\", \"issuer\": {\"town\": \"b\"}}], \"rates\": {\"x\": {\"euro\": 1}}, \"next\": \"c\"}}
```

## Strike

```http
POST /coins
```

| Argument | Kind | About |
|--|--|--|
| name | text | |
| faces[] | list | |
| faces[].side | text | |
| faces[].year | number | |
| weight.grams | number | |
",
    );
    let found: Vec<_> = generated.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        ["coins.md:46:3: warning[DW0314]: there is no row \"weight\", of which this one is a part"],
        "a sample that shows the same is no finding"
    );
    assert_eq!(
        structs(&generated),
        [
            "Bank { town: string }",
            "Coin { name: string, issuer: Bank }",
            "CoinsListResult { code: int32, data: Data }",
            "CoinsStrikeRequest { name: string, faces: [Face], weight: Weight }",
            "Data { coins: [Coin], rates: map of Rate, next: string }",
            "Face { side: string, year: int32 }",
            "Rate { euro: int32 }",
            "Weight { grams: int32 }",
        ]
    );
    let bank = generated.api.types.iter().find(|(name, _)| name.as_str() == "Bank").unwrap().1;
    let docwright::unstable::api::TypeDef::Struct(bank) = bank else { panic!("no struct") };
    assert_eq!(bank.naming[0].kind, EvidenceKind::TableCell);
    let list = generated.api.operations().next().unwrap();
    let query: Vec<_> = list.query_parameters.iter().map(|parameter| parameter.wire.as_str()).collect();
    assert_eq!(query, ["page.size", "page.number"], "parameters in a URL have no parts");
}

#[test]
fn a_sample_that_differs_from_parts_is_told() {
    let generated = mint(
        "# Coins

## Get

```http
GET /coin
```

### Answers: object

| Field | Kind | About |
|--|--|--|
| face | object | |
| > side | text | |
| value | number | |
| > euro | number | |

```answer
HTTP/1.1 200 OK

{\"face\": {\"side\": \"a\", \"year\": 5}, \"value\": {\"euro\": 1}}
```
",
    );
    assert_eq!(
        structs(&generated),
        ["CoinsGetResult { face: Face, value: Value }", "Face { side: string }", "Value { euro: int32 }"]
    );
    let found: Vec<_> = generated.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "coins.md:13:10: warning[DW0403]: the sample shows \"year\", which the table does not list",
            "coins.md:15:11: warning[DW0505]: \"value\" has rows that are parts of it, but another type",
        ]
    );
}

#[test]
fn only_rows_of_bodies_are_nested() {
    let queries = DIALECT.replace("rows: properties", "rows: query-parameters\n    nesting: { dots: true }");
    let message = parse(&queries).unwrap_err();
    assert!(
        message.contains("error[DW0705]") && message.contains("'nesting' is for tables of properties"),
        "{message}"
    );
    let message = parse(&DIALECT.replace("dots: true", "dotts: true")).unwrap_err();
    assert!(message.ends_with("did you mean 'dots'?"), "{message}");
}

#[test]
fn places_of_elements_make_lists_of_lists() {
    let text = "# Coins\n\n## Prices\n\n```http\nGET /prices\n```\n\n### Answers: object\n\n| Field | Kind | About |\n|--|--|--|\n\
                | days | list | By day. |\n| > days[0]: day | text | When. |\n| > days[1] | text | How much. |\n\
                | mixed | list | |\n| > mixed[0] | text | |\n| > mixed[1] | number | |\n\
                | other | list | |\n| > days[0] | text | |\n| > days[0] | text | |\n";
    let dialect = parse(&DIALECT.replace("brackets: true", "positions: true")).unwrap();
    let generated = generated(&docs(&[("coins.md", text)]), &dialect).unwrap_or_else(|it| panic!("{:#?}", it.0));
    let prices = "CoinsPricesResult { days: [[string]], mixed: [[any (one of several types)]], other: [Other] }";
    let expected = [prices, "Other { days[0]: string }"];
    assert_eq!(structs(&generated), expected);
    let days = &generated.api.types.values().find(|ty| ty.fields().len() == 3).unwrap().fields()[0];
    let docs: Vec<_> = days.docs.blocks.iter().filter_map(|block| block.paragraph()).collect();
    assert_eq!(docs, ["By day.\n0: day: When.\n1: How much."]);
    let found: Vec<_> = generated.diagnostics.iter().map(|found| found.code.id()).collect();
    assert_eq!(found, ["DW0303"]);
}

#[test]
fn lists_in_descriptions_show_what_lists_hold() {
    let text = "# Coins\n\n## Kinds\n\n```http\nGET /kinds\n```\n\n### Answers: object\n\n| Field | Kind | About |\n|--|--|--|\n\
                | metals | list | Such as `[\"gold\", \"tin\"]`. |\n| years | list | [1900, 3000000000] |\n\
                | odd | list | [1, \"a\"] |\n| none | list | Always []. |\n| shown | list | [1] |\n| told | list of text | [1] |\n\n\
                ```answer\nHTTP/1.1 200 OK\n\n{\"shown\": [\"x\"], \"metals\": []}\n```\n";
    let expected = "CoinsKindsResult { metals: [string], years: [int64], odd: [any (untold)], none: [any (untold)], \
                    shown: [string], told: [string] }";
    assert_eq!(structs(&mint(text)), [expected]);
}
