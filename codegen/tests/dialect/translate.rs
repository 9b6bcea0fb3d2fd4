//! Pages of one dialect in the words of another.

use docwright::unstable::names::OperationId;
use heck::ToSnakeCase;
use serde_yaml::Value;

/// Words that stand for each other, by where they stand.
pub(crate) struct Words {
    front_matter: Pairs,
    headings: Pairs,
    fences: Pairs,
    columns: Pairs,
    types: Pairs,
    values: Pairs,
    binary: Pairs,
    /// What is the same wherever it stands.
    anywhere: Pairs,
    /// What is so and stays in the text.
    kept: Pairs,
    /// What stands for something else in samples.
    samples: Pairs,
    /// The names of bodies that hold arguments.
    arguments: Pairs,
    /// Names of properties, wherever they stand, and stay.
    names: Pairs,
    /// What the runtime is told of errors.
    errors: Pairs,
    /// Names of headers.
    headers: Pairs,
    /// What is generated of headers: what they are for, options, methods.
    methods: Pairs,
}

type Pairs = Vec<(String, String)>;

impl Words {
    /// The words of two dialects that have the same keys, and no word in common.
    pub(crate) fn between(from: &str, to: &str) -> Self {
        let (from, to): (Value, Value) = (serde_yaml::from_str(from).unwrap(), serde_yaml::from_str(to).unwrap());
        let pairs = |keys: &[&str]| -> Pairs {
            let mut found = Vec::new();
            for key in keys {
                collect(&from[*key], &to[*key], &mut found);
            }
            found.sort_by_key(|(from, _): &(String, String)| std::cmp::Reverse(from.len()));
            found
        };
        let around = |from: &Value, to: &Value, blank: &str| -> Pairs {
            let texts = |value: &Value| value.as_str().unwrap().split(blank).map(str::to_owned).collect::<Vec<_>>();
            texts(from).into_iter().zip(texts(to)).filter(|(from, _)| from.len() > 2).collect()
        };
        let conventions = |path: &[&str]| {
            let at = |dialect: &Value| path.iter().fold(&dialect["conventions"], |value, key| &value[*key]).clone();
            let mut found = Vec::new();
            collect(&at(&from), &at(&to), &mut found);
            found
        };
        let quoted = |(from, to): (String, String)| (format!("\"{from}\""), format!("\"{to}\""));
        let mut samples: Pairs = conventions(&["samples", "any-value"]).into_iter().map(quoted).collect();
        samples.extend(conventions(&["samples", "bytes"]));
        samples.extend(conventions(&["samples", "dictionaries", "key"]).into_iter().map(quoted));
        let arguments = conventions(&["arguments", "body"]);
        let errors = conventions(&["errors"]).into_iter().map(quoted).collect();
        let of_headers = |key: &str| -> Pairs {
            let values = |dialect: &Value| -> Vec<Option<String>> {
                let methods = dialect["conventions"]["headers"].as_sequence().unwrap();
                methods.iter().map(|method| method.get(key).map(|text| text.as_str().unwrap().to_owned())).collect()
            };
            values(&from).into_iter().zip(values(&to)).filter_map(|(from, to)| from.zip(to)).collect()
        };
        let mut headers = of_headers("header");
        // The last way to authenticate is a header of the vendor's own with both.
        let last = |dialect: &Value| {
            dialect["conventions"]["authentication"].as_sequence().unwrap().last().unwrap()["header"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        headers.push((last(&from), last(&to)));
        let mut methods: Pairs = of_headers("docs");
        methods.extend(of_headers("option").into_iter().map(quoted));
        for (from, to) in of_headers("name") {
            for (start, end) in [("fn ", "("), ("RequestHeaders::", "("), ("name header \"\" ", " ")] {
                methods.push(([start, &from, end].concat(), [start, &to, end].concat()));
            }
            methods.push((format!("\" {to} {from}"), format!("\" {to} {to}")));
        }
        let mut names = conventions(&["linked"]);
        names.extend(conventions(&["access-rights"]));
        names.extend(conventions(&["paging", "next-link"]));
        names.extend(conventions(&["paging", "open-rows", "mark"]));
        names
            .iter_mut()
            .for_each(|(from, to)| [from, to].into_iter().for_each(|name| *name = name.replace("{type}", "")));
        let mut kept = pairs(&["notice-goes-on"]);
        let sentences = |dialect: &Value| dialect["type-sentences"].as_sequence().unwrap().clone();
        for (from, to) in sentences(&from).iter().zip(&sentences(&to)) {
            kept.extend(around(&from["says"], &to["says"], "{type}"));
        }
        let mut anywhere = pairs(&["required"]);
        let slow = |dialect: &Value| {
            let notices = dialect["notices"].as_sequence().unwrap();
            notices.iter().map(|notice| notice["sentence"].clone()).find(Value::is_string).unwrap()
        };
        anywhere.extend(around(&slow(&from), &slow(&to), "{number}"));
        anywhere.extend(kept.iter().cloned());
        let of = |key: &str| {
            let mut found = Vec::new();
            collect(&from["markup"][key], &to["markup"][key], &mut found);
            found
        };
        let escaped = |text: &str| text.replace('<', "&lt;").replace('>', "&gt;");
        for (from, to) in of("breaks").into_iter().chain(of("transparent")) {
            for (start, end) in [("<", ">"), ("<", "/>"), ("<", " "), ("</", ">")] {
                let tag = |name: &str| [start, name, end].concat();
                anywhere.push((escaped(&tag(&from)), escaped(&tag(&to))));
                anywhere.push((tag(&from), tag(&to)));
            }
        }
        anywhere.extend(of("targets").into_iter().map(|(from, to)| (format!(" {from}=\""), format!(" {to}=\""))));
        anywhere.extend(of("references").into_iter().map(|(from, to)| (format!("{{{from}"), format!("{{{to}"))));
        for (from, to) in pairs(&["deprecated"]) {
            for gap in ["", " ", "  "] {
                anywhere.push((format!("|{gap}{from}"), format!("|{gap}{to}")));
            }
        }
        Self {
            front_matter: pairs(&["front-matter"]),
            headings: pairs(&["headings", "notices"]),
            fences: pairs(&["fences"]),
            columns: pairs(&["tables"]),
            types: pairs(&["types"]),
            values: pairs(&["values"]),
            binary: pairs(&["binary"]).into_iter().chain(arguments.iter().cloned()).collect(),
            anywhere,
            kept,
            samples,
            arguments,
            names,
            errors,
            headers,
            methods,
        }
    }

    /// What is generated from pages, as it is for the same pages in the other words.
    pub(crate) fn translate_output(&self, code: &str) -> String {
        // Comments escape what is Markdown.
        let code = self.kept.iter().fold(ids(code), |code, (from, to)| code.replace(&from.replace('_', "\\_"), to));
        // A body gives its name to an argument in Rust, in docs, and in the outline.
        const ARGUMENT: [(&str, &str); 6] =
            [("`", "`"), (" ", ": &models::"), (" ", ": models::"), ("json(", ")"), (", ", ": "), ("(", ": ")];
        let argument = |(from, to): &(String, String)| {
            ARGUMENT.map(|(start, end)| ([start, from, end].concat(), [start, to, end].concat()))
        };
        let code = self.headers.iter().chain(&self.methods).fold(code, |code, (from, to)| code.replace(from, to));
        let code = self.arguments.iter().flat_map(argument).fold(code, |code, (from, to)| code.replace(&from, &to));
        self.names.iter().flat_map(spellings).fold(code, |code, (from, to)| code.replace(&from, &to))
    }

    /// What is generated from conventions alone, in the file that holds it.
    pub(crate) fn translate_shared(&self, path: &str, code: &str) -> String {
        let pairs = if path == "operations/mod.rs" { &self.errors[..] } else { &[] };
        pairs.iter().fold(code.to_owned(), |code, (from, to)| code.replace(from, to))
    }

    pub(crate) fn translate(&self, page: &str) -> String {
        let (mut is_front_matter, mut is_code, mut lines) = (false, false, Vec::new());
        for (number, line) in page.lines().enumerate() {
            if number == 0 && line == "---" {
                is_front_matter = true;
                lines.push(line.to_owned());
            } else if is_front_matter {
                is_front_matter = line != "---";
                lines.push(self.key(line));
            } else if let Some(info) = line.strip_prefix("```") {
                is_code = !is_code;
                lines.push(format!("```{}", exact(info, &self.fences)));
            } else if is_code {
                lines.push(self.samples.iter().fold(line.to_owned(), |line, (from, to)| line.replace(from, to)));
            } else {
                lines.push(self.line(line, page.lines().nth(number + 1).unwrap_or_default()));
            }
        }
        let page = ids(&(lines.join("\n") + "\n"));
        self.names.iter().chain(&self.headers).fold(page, |page, (from, to)| page.replace(from, to))
    }

    fn key(&self, line: &str) -> String {
        match line.split_once(':') {
            Some((key, value)) => format!("{}:{value}", exact(key, &self.front_matter)),
            None => line.to_owned(),
        }
    }

    fn line(&self, line: &str, next: &str) -> String {
        let is_rule = |line: &str| line.starts_with("|-") || line.starts_with("| -") || line.starts_with("|:");
        let is_table = line.starts_with('|') && !is_rule(line);
        let text = if is_table && is_rule(next) {
            self.cells(line, &self.columns)
        } else if is_table {
            self.row(line)
        } else {
            self.heading(line)
        };
        self.anywhere.iter().fold(text, |text, (from, to)| text.replace(from, to))
    }

    fn cells(&self, line: &str, pairs: &Pairs) -> String {
        let cells = line.split('|').map(|cell| match cell.trim() {
            "" => cell.to_owned(),
            text => cell.replace(text, &folded(text, pairs)),
        });
        cells.collect::<Vec<_>>().join("|")
    }

    /// A row, with its type, which is the second of three cells.
    fn row(&self, line: &str) -> String {
        let cells: Vec<&str> = line.split('|').collect();
        let [_, _, ty, _, ..] = cells[..] else { return line.to_owned() };
        if cells.len() < 5 {
            return line.to_owned();
        }
        let mut cells: Vec<String> = cells.into_iter().map(str::to_owned).collect();
        cells[2] = match ty.trim() {
            "" => ty.to_owned(),
            text => ty.replacen(text, &self.ty(text), 1),
        };
        cells.join("|")
    }

    fn ty(&self, text: &str) -> String {
        match self.values.iter().find(|(from, _)| text.starts_with(from.as_str())) {
            Some((from, to)) => text.replacen(from, to, 1),
            None => exact(text, &self.types),
        }
    }

    /// A heading, or a paragraph that is told as one is, with the type or the word behind it.
    fn heading(&self, line: &str) -> String {
        let text = line.trim_start_matches('#').trim_start();
        let starts = |from: &str| text.get(..from.len()).is_some_and(|start| start.eq_ignore_ascii_case(from));
        let Some((from, to)) = self.headings.iter().find(|(from, _)| starts(from)) else { return line.to_owned() };
        let (hashes, rest) = (&line[..line.len() - text.len()], &text[from.len()..]);
        if !(rest.is_empty() || rest.trim_start().starts_with(':')) || hashes.is_empty() && from != "Response body" {
            return line.to_owned();
        }
        let words = rest.split(' ').map(|word| exact(&exact(word, &self.types), &self.binary));
        let rest = if rest.contains('.') { rest.to_owned() } else { words.collect::<Vec<_>>().join(" ") };
        format!("{hashes}{to}{rest}")
    }
}

/// The leaves of two values with the same keys, none of which may be the same.
fn collect(from: &Value, to: &Value, into: &mut Pairs) {
    match (from, to) {
        (Value::String(from), Value::String(to)) => {
            assert_ne!(from, to, "a word that the two dialects share");
            into.push((from.clone(), to.clone()));
        }
        (Value::Sequence(from), Value::Sequence(to)) => {
            assert_eq!(from.len(), to.len(), "{from:?} {to:?}");
            from.iter().zip(to).for_each(|(from, to)| collect(from, to, into));
        }
        (Value::Mapping(from), Value::Mapping(to)) => {
            assert_eq!(from.len(), to.len(), "{from:?} {to:?}");
            // What is chosen from the language of dialects is no word.
            let is_word = |key: &Value| !matches!(key.as_str(), Some("kind" | "rows" | "parts"));
            from.iter().filter(|(key, _)| is_word(key)).for_each(|(key, from)| collect(from, &to[key], into));
        }
        other => panic!("{other:?}"),
    }
}

/// The text with `w1Tea^Pour` for `v1Tea_Pour`, wherever that stands.
pub(crate) fn ids(text: &str) -> String {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let words = text.split_inclusive(|c| !is_letter(c)).map(|part| {
        let word = part.trim_end_matches(|c| !is_letter(c));
        match OperationId::of_early_form(word) {
            Some(id) => {
                let version = &word[1..word.len() - id.service().as_str().len() - id.method().len() - 1];
                format!("w{version}{}^{}{}", id.service(), id.method(), &part[word.len()..])
            }
            None => part.to_owned(),
        }
    });
    words.collect()
}

/// A name, and what is named after it in Rust.
fn spellings((from, to): &(String, String)) -> Vec<(String, String)> {
    let one = |name: &str| name.strip_suffix("ies").map_or(name.to_owned(), |stem| format!("{stem}y"));
    let snake = |name: &str| name.replace('.', "_").to_snake_case();
    let spelled = |spell: &dyn Fn(&str) -> String| (spell(from), spell(to));
    let end = if from.starts_with('_') { "_" } else { "" };
    vec![
        spelled(&str::to_owned),
        spelled(&one),
        spelled(&|name| snake(name) + end),
        spelled(&|name| snake(&one(name)) + end),
    ]
}

fn exact(text: &str, pairs: &Pairs) -> String {
    pairs.iter().find(|(from, _)| from == text).map_or(text, |(_, to)| to).to_owned()
}

fn folded(text: &str, pairs: &Pairs) -> String {
    pairs.iter().find(|(from, _)| from.eq_ignore_ascii_case(text)).map_or(text, |(_, to)| to).to_owned()
}
