//! Names and texts that no vendor would write on purpose.

mod handmade;

use std::collections::BTreeSet;

use docwright::unstable::api::{Api, Body, DocBlock, Docs, Enum, Member, Method, Type, TypeDef, ValueKind};
use docwright::unstable::emit::RelativePath;
use docwright::unstable::names::TypeName;
use docwright::unstable::options::Options;
use docwright::unstable::plan::docs::DocLines;
use handmade::*;
use proptest::collection::vec;
use proptest::prelude::*;
use pulldown_cmark::{Event, LinkType, Options as Markdown, Parser, Tag, TagEnd};

/// Texts with what has a meaning in Rust, in Markdown, in HTML or on a terminal.
fn text() -> impl Strategy<Value = String> {
    const BITS: [&str; 45] = [
        "*",
        "_",
        "`",
        "```",
        "~~~",
        "[",
        "]",
        "(x)",
        "[a](b)",
        "<",
        ">",
        "<b>",
        "<!--",
        "&amp;",
        "&#0;",
        "\\",
        "|",
        "|-|-|",
        "#",
        "-",
        "+",
        "1.",
        "2)",
        "===",
        "---",
        "\n",
        "\r\n",
        "\t",
        "    ",
        "*/",
        "//",
        "\"",
        "'",
        "{",
        "}",
        "http://a.bc/d_e",
        "\u{202e}",
        "\u{0}",
        "é\u{1f600}",
        "word",
        "# ",
        "- ",
        "> ",
        "+ ",
        "1. ",
    ];
    vec(
        prop_oneof![
            proptest::sample::select(&BITS[..]).prop_map(str::to_owned),
            "[ -~]{1,3}",
            proptest::char::any().prop_map(String::from)
        ],
        0..12,
    )
    .prop_map(|bits| bits.concat())
}

/// Names that are words, keywords, or anything.
fn name() -> impl Strategy<Value = String> {
    const NAMES: [&str; 24] = [
        "Name", "name", "NAME", "_name", "$name", "na.me", "self", "Self", "crate", "super", "type", "async", "gen",
        "Option", "String", "Vec", "", "_", "1", "mod", "CON", "query", "context", "body",
    ];
    prop_oneof![proptest::sample::select(&NAMES[..]).prop_map(str::to_owned), text()]
}

fn hostile() -> impl Strategy<Value = Api> {
    let names = || vec(name(), 1..6).prop_map(|names| names.into_iter().collect::<BTreeSet<_>>());
    (names(), names(), names(), names(), text()).prop_map(|(types, fields, values, parameters, text)| {
        let held = types.first().cloned().unwrap_or_default();
        let mut get = op("v1Some_Get", Method::Get, "/api/{id}").docs(&text).returns(named(&held));
        let mut post = op("v1Some_Post", Method::Post, "/api/{id}").body(&text, Body::Json(Type::String), &text);
        for parameter in &parameters {
            get = get.query(parameter, list(Type::String), &text);
            post = post.required_query(parameter, Type::Bool, &text);
        }
        let mut api = api([], [get, post]);
        for name in types {
            let fields = fields.iter().map(|wire| deprecated_field(wire, named(&held), &text));
            let def = record(&text, fields.collect::<Vec<_>>());
            api.types.insert(TypeName::new(name), def);
        }
        let TypeDef::Enum(mut def) = one_of([]) else { unreachable!("it is an enum") };
        def.members = values.iter().cloned().map(Member::from).collect();
        api.types.insert(TypeName::new("HostileEnum"), TypeDef::Enum(def.clone()));
        let member = |(number, name): (usize, &String)| Member {
            value: number.to_string(),
            name: Some(name.clone()),
            docs: Docs::text(&text),
        };
        def = Enum {
            of: ValueKind::Integer,
            members: values.iter().enumerate().map(member).collect(),
            docs: Docs::text(&text),
            ..def
        };
        api.types.insert(TypeName::new("HostileIntegers"), TypeDef::Enum(def));
        api
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_names_become_rust_in_proper_files(api in hostile()) {
        let (files, _) = generate(&api, &Options::default());
        let mut paths = BTreeSet::new();
        for file in &files {
            let path = file.path().as_str();
            prop_assert!(RelativePath::parse(path).is_some(), "{path}");
            prop_assert!(paths.insert(path.to_lowercase()), "{path} twice");
            let control = |letter: char| letter.is_control() && letter != '\n';
            prop_assert!(!file.contents().contains(control), "{path}:\n{}", file.contents());
            if path.ends_with(".rs") {
                let parsed = syn::parse_file(file.contents());
                prop_assert!(parsed.is_ok() && !file.contents().contains("compile_error"), "{path}:\n{}", file.contents());
            }
        }
    }

    #[test]
    fn idents_of_one_struct_differ(api in hostile()) {
        let (files, _) = generate(&api, &Options::default());
        for file in files.iter().filter(|file| file.path().as_str().starts_with("models/")) {
            for item in syn::parse_file(file.contents()).map(|file| file.items).unwrap_or_default() {
                if let syn::Item::Struct(item) = item {
                    let idents: Vec<String> = item.fields.iter().filter_map(|field| field.ident.as_ref().map(ToString::to_string)).collect();
                    prop_assert_eq!(idents.iter().collect::<BTreeSet<_>>().len(), idents.len(), "{:?}", idents);
                }
            }
        }
    }

    #[test]
    fn rustdoc_shows_the_text_and_nothing_else(text in text()) {
        let lines = DocLines::new(&Docs::text(&text));
        prop_assert_eq!(shown(&lines), words_of(&text));
    }

    #[test]
    fn code_stays_in_its_block(code in text()) {
        let docs = Docs { blocks: vec![DocBlock::Code(code), DocBlock::Paragraph("after".into())] };
        let markdown = DocLines::new(&docs).lines().join("\n");
        let events: Vec<Event<'_>> = Parser::new_ext(&markdown, Markdown::all()).collect();
        prop_assert!(matches!(&events[0], Event::Start(Tag::CodeBlock(_))), "{markdown}");
        let end = [Event::Start(Tag::Paragraph), Event::Text("after".into()), Event::End(TagEnd::Paragraph)];
        prop_assert!(events.ends_with(&end), "{markdown}");
    }
}

/// The text that Markdown shows, if it is nothing but paragraphs of text and addresses.
fn shown(lines: &DocLines) -> String {
    let markdown = lines.lines().join("\n");
    let extensions = Markdown::ENABLE_TABLES
        | Markdown::ENABLE_FOOTNOTES
        | Markdown::ENABLE_STRIKETHROUGH
        | Markdown::ENABLE_TASKLISTS;
    let mut shown = String::new();
    for event in Parser::new_ext(&markdown, extensions) {
        match event {
            Event::Text(text) => shown.push_str(&text),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph | TagEnd::Link) => shown.push_str(""),
            Event::Start(Tag::Link { link_type: LinkType::Autolink, .. }) => {}
            other => panic!("{other:?} in\n{markdown}"),
        }
    }
    without_space(&shown)
}

/// The text without what is never shown: control characters, and characters that reorder others.
fn words_of(text: &str) -> String {
    let hidden = |letter: &char| {
        letter.is_control()
            || "\u{feff}\u{61c}\u{200b}\u{200e}\u{200f}".contains(*letter)
            || ('\u{202a}'..='\u{202e}').contains(letter)
            || ('\u{2066}'..='\u{2069}').contains(letter)
            || ('\u{2028}'..='\u{2029}').contains(letter)
    };
    without_space(&text.chars().filter(|letter| !hidden(letter)).collect::<String>())
}

fn without_space(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}
