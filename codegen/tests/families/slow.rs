//! Pages that are made to be slow.

use std::time::{Duration, Instant};

use crate::{DIALECTS, PATHS, make, read_page};

/// Time may grow by so much where the page is four times as long; what is shorter than a moment is not compared.
const RATIO: f64 = 8.0;
/// What has a struct for each row or for each few lines still takes longer than that: each name is compared with others.
const WITH_MANY_TYPES: ([&str; 2], f64) = (["paths", "types"], 20.0);
const MOMENT: Duration = Duration::from_millis(150);
/// No page takes longer, whatever the machine does beside.
const LIMIT: Duration = Duration::from_secs(60);

type Make = fn(usize) -> String;

const HEAD: &str = "# T\n\n### HTTP Request\n\n```http\nPOST /v1/t\n```\n\n<APIEndpoint method=\"POST\" url=\"/v1/t\" />\n\n### Request Parameters\n\n";
const TABLE: &str = "| Parameter | Required | Type | Comments |\n|--|--|--|--|\n";

fn head(rest: &str) -> String {
    format!("{HEAD}{rest}\n")
}

fn rows(count: usize, row: impl Fn(usize) -> String) -> String {
    format!("{HEAD}{TABLE}{}", (0..count).map(row).collect::<String>())
}

fn cell(cell: &str) -> String {
    rows(1, |_| format!("| a | true | {cell} | |\n"))
}

/// Each by name, with a page of so many hundred pieces.
const SLOW: [(&str, Make); 24] = [
    ("columns", |n| {
        head(&format!("{}\n{}\n{}\n", "| Type ".repeat(n * 100), "|-".repeat(n * 100), "| x ".repeat(n * 100)))
    }),
    ("cells", |n| rows(1, |_| "| a ".repeat(n * 1_000) + "\n")),
    ("rows", |n| rows(n * 20, |at| format!("| a{at} | true | string | text |\n"))),
    ("equal rows", |n| rows(n * 20, |_| "| a | true | string | text |\n".to_owned())),
    ("levels", |n| rows(n * 4, |at| format!("| {} r{at} | true | object | |\n", ">".repeat(at)))),
    ("siblings", |n| rows(n * 20, |at| format!("| > r{at} | true | string | |\n"))),
    ("positions", |n| rows(n * 20, |at| format!("| list[{at}]: r{at} | true | string | |\n"))),
    ("paths", |n| rows(n * 20, |at| format!("| a.b{at}.c[d] | true | string | |\n"))),
    ("brackets", |n| cell(&"array<".repeat(n * 200))),
    ("unions", |n| cell(&"string or ".repeat(n * 200))),
    ("lists of", |n| cell(&"array of ".repeat(n * 200))),
    ("links of types", |n| cell(&"[a](b.md#c) or ".repeat(n * 200))),
    ("maps", |n| cell(&"dict<string, ".repeat(n * 200))),
    ("long text", |n| rows(1, |_| format!("| a | true | string | {} |\n", "word `a`, ".repeat(n * 500)))),
    ("long heading", |n| format!("{HEAD}## {}\n\n## {}c\n", "a".repeat(n * 2_000), "xy".repeat(n * 1_000))),
    ("headings", |n| head(&"## a\n\ntext\n\n".repeat(n * 40))),
    ("request lines", |n| {
        (0..n * 8).map(|at| format!("## S{at}\n\n### Get {at}\n\n```http\nGET /a/{at}\n```\n\n")).collect()
    }),
    ("tables", |n| head(&format!("{TABLE}| a | true | string | b |\n\n").repeat(n * 20))),
    ("anchors", |n| {
        head(
            &"## boat object\n\n| Field | Type | Description |\n|--|--|--|\n| a | [b](#boat-object) | |\n\n"
                .repeat(n * 10),
        )
    }),
    ("types", |n| {
        (0..n * 8)
            .map(|at| {
                format!(
                    "## B{at} object\n\n| Field | Type | Description |\n|--|--|--|\n| a | [b](#b{}-object) | |\n\n",
                    at + 1
                )
            })
            .collect()
    }),
    ("lists", |n| head(&(0..n * 4).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect::<String>())),
    ("html", |n| {
        head(&format!(
            "<table><tr><th>Parameter</th><th>Type</th></tr>{}</table>",
            "<tr><td rowspan=\"900\">a</td><td>string</td></tr>".repeat(n * 20)
        ))
    }),
    ("samples", |n| head(&"### Response Example\n\n```json\n{\"a\": [1, {\"b\": 2}], // c\n}\n```\n\n".repeat(n * 10))),
    ("deep sample", |n| head(&format!("### Response Example\n\n```json\n{}\n```\n", "{\"a\":[".repeat(n * 200)))),
];

fn time(text: &str, dialect: usize) -> Duration {
    let start = Instant::now();
    for path in PATHS {
        read_page(path, text, &DIALECTS[dialect]);
        make(path, text, &DIALECTS[dialect]);
    }
    start.elapsed()
}

#[test]
fn time_grows_with_length() {
    let run = || {
        let mut slow = Vec::new();
        for (name, page) in SLOW {
            let (short, long) = (page(12), page(48));
            let bound = if WITH_MANY_TYPES.0.contains(&name) { WITH_MANY_TYPES.1 } else { RATIO };
            for (at, dialect) in DIALECTS.iter().enumerate() {
                let after = time(&long, at);
                if after < MOMENT {
                    continue;
                }
                // Of several measurements, what else the machine does is in the longer ones.
                let before = time(&short, at).min(time(&short, at));
                let ratio = |after: Duration| after.as_secs_f64() / before.as_secs_f64().max(0.005);
                let least = if ratio(after) > bound { after.min(time(&long, at)) } else { after };
                eprintln!("{name}, {}: {before:?}, {after:?}, times {:.1}", dialect.name(), ratio(least));
                if ratio(least) > bound || after > LIMIT {
                    slow.push(format!("{name}, {}: {before:?}, {least:?}", dialect.name()));
                }
            }
        }
        assert!(slow.is_empty(), "{slow:#?}");
    };
    std::thread::Builder::new().stack_size(4 << 20).spawn(run).unwrap().join().unwrap();
}
