//! Comparing and changing JSON.

use docwright::unstable::json::Node;

/// Where two values differ, if they do. Absent and `null` are equal, and so are `5` and `5.0`.
pub(crate) fn difference(before: &Node, after: &Node) -> Option<String> {
    compare(before, after, "$")
}

fn compare(before: &Node, after: &Node, at: &str) -> Option<String> {
    match (before, after) {
        (Node::Object(a), Node::Object(b)) => {
            let names = a.iter().chain(b).map(|(name, _)| name);
            names.clone().find_map(|name| {
                let value = |node: &Node| node.get(name).cloned().unwrap_or(Node::Null);
                compare(&value(before), &value(after), &format!("{at}.{name}"))
            })
        }
        (Node::Array(a), Node::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).enumerate().find_map(|(index, (a, b))| compare(a, b, &format!("{at}[{index}]")))
        }
        (Node::Number(a), Node::Number(b)) if a.as_f64() == b.as_f64() => None,
        _ if before == after => None,
        _ => Some(format!("{at} was {} and became {}", text(before), text(after))),
    }
}

fn text(node: &Node) -> String {
    serde_json::to_string(node).unwrap()
}

/// The value with all properties at one depth set to `null`, for each depth that has any.
pub(crate) fn nulled(node: &Node) -> Vec<Node> {
    (0..).map_while(|depth| nulled_at(node, depth)).collect()
}

fn nulled_at(node: &Node, depth: usize) -> Option<Node> {
    match node {
        Node::Object(properties) if depth == 0 && !properties.is_empty() => {
            Some(Node::Object(properties.iter().map(|(name, _)| (name.clone(), Node::Null)).collect()))
        }
        Node::Object(properties) if depth > 0 => {
            let changed: Vec<_> = properties.iter().map(|(_, value)| nulled_at(value, depth - 1)).collect();
            let any = changed.iter().any(Option::is_some);
            let properties = properties.iter().zip(changed);
            any.then(|| {
                Node::Object(
                    properties
                        .map(|((name, value), new)| (name.clone(), new.unwrap_or_else(|| value.clone())))
                        .collect(),
                )
            })
        }
        Node::Array(elements) => {
            let changed: Vec<_> = elements.iter().map(|element| nulled_at(element, depth)).collect();
            let any = changed.iter().any(Option::is_some);
            any.then(|| {
                Node::Array(
                    elements.iter().zip(changed).map(|(value, new)| new.unwrap_or_else(|| value.clone())).collect(),
                )
            })
        }
        _ => None,
    }
}

#[test]
fn what_counts_as_equal() {
    let node = |text| Node::parse(text).unwrap();
    assert_eq!(difference(&node(r#"{"a":null,"b":5}"#), &node(r#"{"b":5.0}"#)), None);
    assert_eq!(difference(&node("[1,2]"), &node("[1]")).unwrap(), "$ was [1,2] and became [1]");
    assert_eq!(difference(&node(r#"{"a":{"b":"x"}}"#), &node("{}")).unwrap(), r#"$.a was {"b":"x"} and became null"#);
}

#[test]
fn nulls_are_set_level_by_level() {
    let node = Node::parse(r#"{"a":[{"b":1},{}],"c":2}"#).unwrap();
    let texts: Vec<_> = nulled(&node).iter().map(text).collect();
    assert_eq!(texts, [r#"{"a":null,"c":null}"#, r#"{"a":[{"b":null},{}],"c":2}"#]);
}
