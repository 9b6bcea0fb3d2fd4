//! Operations that are told in several tables, samples or pages, and pages that tell of several operations.

use docwright::unstable::api::{Api, DocBlock};
use docwright::unstable::dialect::Dialect;
use docwright::unstable::export::openapi;
use serde_json::Value;

use crate::sections::docs;
use crate::{generated, parse};

const FERRY: &str = include_str!("ferry/ferry.dialect.yaml");

/// The dialect of the ferry, with further keys of `operations`.
fn dialect(operations: &str) -> Dialect {
    let text = FERRY.replace("  asides: keep\n", &format!("  asides: keep\n{operations}"));
    parse(&text.replace("  json: [json]\n", "  json: [json]\n  lenient: true\n")).unwrap()
}

fn api(files: &[(&str, &str)], operations: &str) -> (Api, Vec<String>) {
    let generated = generated(&docs(files), &dialect(operations)).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    (generated.api, generated.diagnostics.iter().map(ToString::to_string).collect())
}

/// Each struct with its properties, by name.
fn structs(api: &Api) -> Vec<String> {
    let fields = |(name, ty): (&_, &docwright::unstable::api::TypeDef)| {
        let fields: Vec<_> = ty.fields().iter().map(|field| format!("{}: {}", field.wire, field.ty)).collect();
        format!("{name} {{ {} }}", fields.join(", "))
    };
    api.types.iter().map(fields).collect()
}

const TABS: &str = "<Call verb=\"POST\" at=\"/tickets\" />

### What to send

<Tabs>
<TabItem value=\"adult\">
  <table border=\"1\">
    <tr><th>Item</th><th>Needed</th><th>Kind</th><th>Remarks</th></tr>
    <tr><td>from</td><td><b>yes</b></td><td rowspan=\"2\">words</td><td rowspan=\"2\">A <code>harbour</code> &amp; its &lt;quay&gt;.</td></tr>
    <tr><td>to</td><td>yes</td></tr>
    <tr><td>car</td><td>yes</td><td>yes/no</td></tr>
  </table>
</TabItem>

<TabItem value=\"child\">
  <table>
    <tr><th>Item</th><th>Needed</th><th>Kind</th><th>Remarks</th></tr>
    <tr><td>from</td><td>yes</td><td>words</td><td>A quay.</td></tr>
    <tr><td>to</td><td>no</td><td>words</td><td></td></tr>
    <tr><td>age</td><td>yes</td><td>whole</td><td></td></tr>
  </table>
</TabItem>
</Tabs>

### What comes back

| Item | Kind | Remarks |
|---|---|---|
| price | whole | |

| Item | Kind | Remarks |
|---|---|---|
| price | words | |
| toy | words | |

### An answer

```json
{\"price\": 4}
```

```json
{\"price\": 2, \"toy\": \"boat\"}
```
";

#[test]
fn tables_of_tabs_are_one() {
    let (api, found) = api(&[("tickets.mdx", TABS)], "  alternatives: unite\n");
    assert_eq!(found, [""; 0]);
    let expected = [
        "TicketsTicketsRequest { from: string, to: string, car: bool, age: int32 }",
        "TicketsTicketsResult { price: any (one of several types), toy: string }",
    ];
    assert_eq!(structs(&api), expected);
    let export: Value = serde_json::from_str(&openapi(&api, dialect("").conventions())).unwrap();
    let request = &export["components"]["schemas"]["TicketsTicketsRequest"];
    assert_eq!(request["required"], serde_json::json!(["from"]));
    assert_eq!(request["properties"]["from"]["description"], "A harbour \\& its \\<quay>.  \nA quay.");
}

#[test]
fn further_tables_are_findings_where_nothing_unites_them() {
    let (api, found) = api(&[("tickets.mdx", TABS)], "");
    let found: Vec<_> = found.iter().map(|found| found.split(": ").next().unwrap()).collect();
    assert_eq!(found, ["tickets.mdx:16:3", "tickets.mdx:31:1"]);
    assert_eq!(structs(&api)[1], "TicketsTicketsResult { price: int32 }");
}

#[test]
fn samples_are_repaired_and_each_repair_is_told() {
    let page = "<Call verb=\"GET\" at=\"/trips\" />\n\n### What comes back\n\n| Item | Kind | Remarks |\n|---|---|---|\n\
                | stops | row of whole | |\n\n### An answer\n\n```json\n// All of them.\n{\"stops\": [\n  7, 8,\n  ...\n\
                ],}\nOr none:\n{\"stops\": [], \"late\": true}\n```\n";
    let (api, found) = api(&[("trips.mdx", page)], "");
    assert_eq!(structs(&api), ["TripsTripsResult { stops: [int32] }"]);
    assert_eq!(
        found,
        [
            "trips.mdx:12:1: warning[DW0403]: the sample shows \"late\", which the table does not list",
            "trips.mdx:15:3: note[DW0406]: the sample is not valid JSON: something was left out of the sample here; it is \
             read as if there was nothing",
            "trips.mdx:16:2: note[DW0406]: the sample is not valid JSON: a comma has nothing behind it; it was left out",
            "trips.mdx:17:1: note[DW0406]: the sample is not valid JSON: this is no JSON; it was left out",
        ]
    );
}

/// A page of a route with these parameters and properties, below a title.
fn fares(title: &str, parameters: &str, properties: &str, sample: &str) -> String {
    format!(
        "---\ntitle: {title}\n---\n\nIn {title}.\n\n### The call\n\nGET `/fares`\n\n### What to send\n\n| Item | Needed | Kind | \
         Remarks |\n|---|---|---|---|\n{parameters}\n\n### What comes back\n\n| Item | Kind | Remarks |\n|---|---|---|\n\
         {properties}\n\n### An answer\n\n```json\n{sample}\n```\n"
    )
}

#[test]
fn pages_of_one_route_are_one_operation() {
    let summer =
        fares("summer", "| day | yes | words | |\n| sun | yes | yes/no | |", "| full | whole | |", r#"{"full": 1}"#);
    let winter =
        fares("winter", "| ice | yes | yes/no | |\n| day | yes | words | |", "| ice | yes/no | |", r#"{"ice": true}"#);
    let files = [("winter/fares.mdx", winter.as_str()), ("summer/fares.mdx", summer.as_str())];
    let (united, found) = api(&files, "  same-route: unite\n");
    assert_eq!(found, [""; 0]);
    let operations: Vec<_> = united.operations().collect();
    assert_eq!((operations.len(), operations[0].id.as_str()), (1, "Summer_Fares"));
    let told: Vec<_> = operations[0].query_parameters.iter().map(|it| (it.wire.as_str(), it.is_required())).collect();
    assert_eq!(told, [("day", true), ("sun", false), ("ice", false)]);
    let heading = DocBlock::Heading("Winter_Fares".to_owned());
    assert!(operations[0].docs.blocks.contains(&heading), "{:?}", operations[0].docs);
    assert_eq!(structs(&united), ["SummerFaresResult { full: int32, ice: bool }"]);
    assert_eq!(united.skipped.len(), 1);

    let (apart, found) = api(&files, "");
    assert_eq!(apart.operations().count(), 2);
    assert!(found.iter().any(|found| found.contains("DW0502")), "{found:?}");
}

#[test]
fn a_page_may_tell_of_several_operations() {
    let page = "# Crew\n\nWho sails.\n\n## Rules\n\nBe kind.\n\n## Hire a hand\n\nFor a day.\n\n### The call\n\n\
                <Call verb=\"POST\" at=\"/crew\" />\n\n### What to send\n\n| Item | Needed | Kind | Remarks |\n|---|---|---|---|\n\
                | name | yes | words | |\n\n## Dismiss a hand\n\n### The call\n\nPUT `/crew`\n\n### What comes back\n\nNothing\n\n\
                ## Wages\n\nNone.\n";
    let (api, found) = api(&[("sea/crew.mdx", page)], "  several-on-a-page: true\n");
    assert_eq!(found, [""; 0]);
    let operations: Vec<_> = api.operations().map(|it| (it.id.to_string(), it.route(), it.docs.blocks.len())).collect();
    let expected = [("Sea_DismissHand", "PUT /crew", 0), ("Sea_HireHand", "POST /crew", 1)];
    assert_eq!(operations, expected.map(|(id, route, blocks)| (id.to_owned(), route.to_owned(), blocks)));
}
