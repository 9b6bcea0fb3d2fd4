//! Names in Rust stay, whatever is selected, corrected, learned from older pages or merged between two editions.

use std::path::Path;

use docwright::unstable::dialect::Dialect;
use docwright::unstable::fixups::{Change, Fixup, MemberName, Replaced};
use docwright::unstable::lock::Lock;
use docwright::unstable::options::{Aliases, Options};
use docwright::unstable::read::{self, Docs, Fetched};
use docwright::unstable::select::ServicePattern;
use docwright::unstable::source::SourceFile;
use docwright::unstable::{Generated, Input, generate, learn, outline};

/// A page: the id of its operation, the rows of its query, the name of its response and the properties of that.
struct Page {
    id: &'static str,
    query: &'static str,
    response: &'static str,
    properties: &'static [(&'static str, &'static str)],
}

const PLAIN: Page = Page { id: "v1Hut_Get", query: "", response: "Hut", properties: &[("Id", "int32")] };

impl Page {
    fn text(&self) -> String {
        let Self { id, query, response, properties } = self;
        let rows: String = properties.iter().map(|(name, ty)| format!("| {name} | {ty} | |\n")).collect();
        format!(
            "---\nid: {id}\n---\n```http\nGET /api/v1/{id}\n```\n## Query String Parameters\n\n\
             | Parameter Name | Type | Description |\n|---|---|---|\n{query}\n## Response:\n\n\
             | Response | Description |\n|---|---|\n| 200 | OK |\n\n### Response body: {response}\n\n\
             | Property Name | Type | Description |\n|---|---|---|\n{rows}\n"
        )
    }
}

fn docs(pages: &[Page]) -> Docs {
    // Two ids may differ in the case of letters only, and files may not.
    let path = |(at, page): (usize, &Page)| format!("rest/{at}/{}.md", page.id);
    let files = pages.iter().enumerate().map(|it| Fetched { path: path(it), contents: Some(it.1.text().into_bytes()) });
    read::fetched(Path::new("docs"), files.collect::<Vec<_>>())
}

/// What is done besides reading pages.
#[derive(Default)]
struct Wishes<'w> {
    services: &'w [ServicePattern],
    fixups: &'w [Fixup],
    aliases: Aliases,
}

fn generated(pages: &[Page], lock: &Lock, wishes: &Wishes<'_>) -> Generated {
    let docs = docs(pages);
    let dialect = Dialect::built_in("superoffice").unwrap();
    let input = Input { docs: &docs, dialect: &dialect, services: wishes.services, lock, fixups: wishes.fixups };
    let mut options = Options::default();
    options.aliases = wishes.aliases;
    let generated = generate(input, &options, &()).unwrap_or_else(|failure| panic!("{:?}", failure.0));
    assert_eq!(Lock::parse(&generated.lock.to_string()).as_ref(), Ok(&generated.lock));
    generated
}

/// The lines of all files that hold a text, without space around them.
fn lines(generated: &Generated, text: &str) -> Vec<String> {
    let lines = generated.files.iter().flat_map(|file| file.contents().lines());
    let mut lines: Vec<_> = lines.map(str::trim).filter(|line| line.contains(text)).map(str::to_owned).collect();
    lines.sort();
    lines
}

/// An operation that answers what the other two do.
fn pair(one: &'static str, two: &'static str, both: &'static [(&'static str, &'static str)]) -> [Page; 3] {
    let [a, b]: [&[_]; 2] = [&[("Alpha", "string"), ("Beta", "string")], &[("Delta", "string"), ("Eps", "string")]];
    [
        Page { properties: both, ..PLAIN },
        Page { id: "v1Hut_GetOne", response: one, properties: a, ..PLAIN },
        Page { id: "v1Hut_GetTwo", response: two, properties: b, ..PLAIN },
    ]
}

#[test]
fn the_alias_of_a_former_name_is_what_it_was_in_rust() {
    let wishes = Wishes { aliases: Aliases::Keep, ..Wishes::default() };
    let before = pair("Foo_Bar", "FooBar", &[("One", "Foo_Bar"), ("Two", "FooBar")]);
    let first = generated(&before, &Lock::default(), &wishes);
    let now = pair("Address", "Place", &[("One", "Address"), ("Two", "Place")]);
    let second = generated(&now, &first.lock, &wishes);
    let expected = ["pub type FooBar = Place;", "pub type FooUnderscoreBar = Address;"];
    assert_eq!(lines(&second, "pub type Foo"), expected);
}

#[test]
fn a_name_that_two_types_had_one_after_the_other_is_an_alias_of_neither() {
    let wishes = Wishes { aliases: Aliases::Keep, ..Wishes::default() };
    let editions = [
        pair("Foo_Bar", "Other", &[("One", "Foo_Bar"), ("Two", "Other")]),
        pair("Address", "Other", &[("One", "Address"), ("Two", "Other")]),
        pair("Address", "FooBar", &[("One", "Address"), ("Two", "FooBar")]),
        pair("Address", "Place", &[("One", "Address"), ("Two", "Place")]),
    ];
    let mut lock = Lock::default();
    let aliases = editions.map(|edition| {
        let generated = generated(&edition, &lock, &wishes);
        let aliases = lines(&generated, "pub type Foo");
        lock = generated.lock;
        aliases
    });
    assert_eq!(aliases, [vec![], vec!["pub type FooBar = Address;".to_owned()], vec![], vec![]]);
}

#[test]
fn a_wider_selection_moves_no_name() {
    let pages = [
        Page { id: "v1hut_Get", response: "Foo_Bar", ..PLAIN },
        Page { id: "v1Hut_Get", response: "FooBar", properties: &[("Name", "string")], ..PLAIN },
    ];
    let services = [ServicePattern::parse("hut").unwrap()];
    let narrow = generated(&pages, &Lock::default(), &Wishes { services: &services, ..Wishes::default() });
    assert_eq!(lines(&narrow, "pub struct FooBar"), ["pub struct FooBar {"]);
    let wide = generated(&pages, &narrow.lock, &Wishes::default());
    assert_eq!(lines(&wide, "pub struct FooBar"), ["pub struct FooBar {", "pub struct FooBar2 {"]);
    assert_eq!(lines(&wide, "pub fn hut(&self)"), ["pub fn hut(&self) -> Hut {"]);
    let told = lines(&wide, "name ");
    for line in ["name accessor \"\" Hut hut_2", "name accessor \"\" hut hut", "name type \"\" Foo_Bar FooBar"] {
        assert!(told.iter().any(|told| told == line), "{told:?}");
    }
    let again = generated(&pages, &wide.lock, &Wishes { services: &services, ..Wishes::default() });
    assert_eq!(lines(&again, "pub struct FooBar"), ["pub struct FooBar {"]);
}

#[test]
fn without_a_lock_services_and_types_that_move_are_told() {
    let outline_of = |pages: &[Page]| {
        let generated = generated(pages, &Lock::default(), &Wishes::default());
        let outline = generated.files.iter().find(|file| file.path().as_str() == outline::FILE_NAME).unwrap();
        outline.contents().to_owned()
    };
    let before = Page { id: "v1hut_Get", response: "Foo_Bar", ..PLAIN };
    let come = Page { id: "v1Hut_Get", response: "FooBar", properties: &[("Name", "string")], ..PLAIN };
    let old = outline_of(&[Page { ..before }]);
    let told = outline::changes(&old, &outline_of(&[before, come]));
    for moved in [
        "warning: `hut` of the client means 'Hut' now, and meant 'hut'",
        "warning: `FooBar` of the models means 'FooBar' now, and meant 'Foo_Bar'",
    ] {
        assert!(told.iter().any(|line| line.starts_with(moved)), "{told:?}");
    }
}

#[test]
fn older_pages_to_learn_from_do_not_say_who_was_first() {
    let page = |properties| [Page { properties, ..PLAIN }];
    let (old, first) = (page(&[("Id", "int32"), ("Url", "string")]), page(&[("Id", "int32"), ("url", "string")]));
    let recalled = |lock: &Lock| learn(&docs(&old), &Dialect::built_in("superoffice").unwrap(), lock, &()).unwrap();
    let generated = |pages: &[Page], lock: &Lock| generated(pages, &recalled(lock), &Wishes::default());
    let one = generated(&first, &Lock::default());
    let again = generated(&first, &one.lock);
    assert_eq!(again.lock, one.lock);
    assert_eq!(lines(&again, "url"), lines(&one, "url"));
    let two = generated(&page(&[("Id", "int32"), ("url", "string"), ("Url", "string")]), &one.lock);
    assert_eq!(lines(&two, "pub url"), ["pub url: Option<String>,", "pub url_2: Option<String>,"]);
    assert!(lines(&two, "url: \"").contains(&"url: \"url\",".to_owned()), "{:?}", lines(&two, "url: \""));
    assert_eq!(generated(&page(&[("Id", "int32"), ("url", "string"), ("Url", "string")]), &two.lock).lock, two.lock);
}

#[test]
fn a_parameter_that_a_correction_makes_optional_keeps_its_setter() {
    let fixup = Fixup {
        change: Change::Required {
            parameter: MemberName::parse("v1Hut_Get.url").unwrap(),
            required: Replaced { expected: true, right: false },
        },
        because: "it may be left out".to_owned(),
        origin: SourceFile::new("docwright.yaml", "").whole(),
    };
    let wishes = Wishes { fixups: &[fixup], ..Wishes::default() };
    let page = |query| [Page { query, ..PLAIN }];
    let first = page("| url | string | **Required** |\n");
    let one = generated(&first, &Lock::default(), &wishes);
    assert_eq!(generated(&first, &one.lock, &wishes).lock, one.lock);
    let two = generated(&page("| url | string | **Required** |\n| Url | string | |\n"), &one.lock, &wishes);
    assert_eq!(lines(&two, "url: \""), ["url: \"url\","]);
    assert_eq!(lines(&two, "url_2: \""), ["url_2: \"Url\","]);
}

#[test]
fn a_merge_that_kept_both_is_refused() {
    let lock = generated(
        &[Page { properties: &[("Id", "int32"), ("url", "string"), ("Url", "string")], ..PLAIN }],
        &Lock::default(),
        &Wishes::default(),
    )
    .lock;
    let text = lock.to_string();
    for (more, told) in [
        ("struct Hut table x.md\n", "an earlier line tells of the struct Hut, too"),
        ("operation v1Hut_Get Hut Get\n", "an earlier line tells of the operation v1Hut_Get, too"),
        ("name field Cup a a\nname field Cup a b\n", "an earlier line tells of the field 'a', too"),
        ("name field Cup a a\nname field Cup A a\n", "`a` is the Rust name of the field 'a' already"),
        ("enum Cup A\nenum Cup B\n", "an earlier line tells of the enum Cup, too"),
        (
            "struct Cup table x.md\n  Id int32 table\n  Id string table\n",
            "an earlier line tells of the property 'Id', too",
        ),
    ] {
        let error = Lock::parse(&format!("{text}{more}")).unwrap_err();
        assert_eq!(error.message, told);
        assert_eq!(error.line, text.lines().count() + more.lines().count());
    }
}
