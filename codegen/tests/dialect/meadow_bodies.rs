//! Request bodies of which a text tells the type, or a table some of the properties.

use docwright::unstable::api::{Body, Operation};

use crate::{generated, parse, routes, sections};

const NONE: &str = "Send nothing.";
const FLOWER: &str = "Send a [flower](flower.md).";
const PART: &str = "| Property | Type | Description |\n|--|--|--|\n| petals | Number | How many. |";
const OTHER: &str = "| Property | Type | Description |\n|--|--|--|\n| petals | Number | |\n| thorns | Number | |";

/// An operation: its request line, what it takes, and what it answers.
fn operation(line: &str, takes: &[&str], answers: &str) -> Operation {
    let takes = takes.join("\n\n");
    let page = format!("# Call\n\n## Request line\n\n```\n{line}\n```\n\n## What it takes\n\n{takes}\n\n{answers}\n");
    let flower = include_str!("meadow/docs/things/flower.md");
    let docs = sections::docs(&[("call.md", &page), ("flower.md", flower)]);
    let dialect = parse(routes::DIALECT).unwrap();
    let generated = generated(&docs, &dialect).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    generated.api.operations().next().unwrap().clone()
}

fn takes(line: &str, takes: &[&str], answers: &str) -> String {
    operation(line, takes, answers).request.body.to_string()
}

#[test]
fn a_section_without_a_table_tells_a_type_or_there_is_no_body() {
    assert_eq!(operation("POST /flowers", &[NONE], "").request.body, Body::Empty);
    assert_eq!(takes("POST /flowers", &[NONE, FLOWER], ""), "flower");
    let sample = "## Example\n\n### What is sent\n\n```http\nPOST /flowers\n\n{\"petals\": 5}\n```";
    assert_eq!(takes("POST /flowers", &[NONE], sample), "any (neither table nor sample)");
}

#[test]
fn a_table_of_some_properties_of_the_type_is_a_part_of_it() {
    let answer = "## Answer: [flower](flower.md)";
    assert_eq!(takes("POST /flowers", &[FLOWER, PART], ""), "flower");
    assert_eq!(takes("PATCH /flowers/{id}", &[PART], answer), "flower");
    // What is not one of them, or is answered by something else than a change, is of its own.
    assert_eq!(takes("POST /flowers", &[FLOWER, OTHER], ""), "FlowersCallRequest");
    assert_eq!(takes("PATCH /flowers/{id}", &[OTHER], answer), "FlowersCallRequest");
    assert_eq!(takes("POST /flowers/{id}/cut", &[PART], answer), "FlowersCallRequest");
}
