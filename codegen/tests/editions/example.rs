//! The example of a pull request in the docs is what the command writes.

use std::path::Path;
use std::{env, fs};

use docwright::unstable::diff::report::Report;

use super::{compare, docs, pages};

/// What stands above the example.
const INTRODUCTION: &str = "\
<!-- Made by codegen/tests/editions/example.rs; DOCWRIGHT_BLESS=1 writes it anew. -->

# A pull request

This is what `docwright diff --format markdown` writes when some pages of `docs-input/` change: properties of chats
have another type or name, an operation has another id, another one is gone.

---

";

/// What happens to pages: which ones by a part of their path, from what, to what.
const EDITS: [(&str, &str, &str); 4] = [
    ("Chat_Agent/", "| InitialQueuePos | int32 |", "| InitialQueuePos | double |"),
    ("Chat_Agent/", "| CustomerHost | string |", "| CustomerAddress | string |"),
    ("Chat_Agent/", "\"CustomerHost\":", "\"CustomerAddress\":"),
    ("_ResetChatSession", "id: v1ChatAgent_ResetChatSession", "id: v1ChatAgent_RestartChatSession"),
];

#[test]
fn the_example_is_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = docs(&root.join("../docs-input"));
    let kept = own.sources().iter().filter(|page| !page.path().contains("_GetChatTranscript"));
    let edited = kept.map(|page| {
        let edits = EDITS.iter().filter(|(path, ..)| page.path().contains(path));
        (page.path(), edits.fold(page.text().to_owned(), |text, (_, from, to)| text.replace(from, to)))
    });
    let diff = compare(&own, &pages(edited));
    let body = Report { diff: &diff, old: "git:HEAD:docs-input", new: "docs-input" }.markdown();
    let text = format!("{INTRODUCTION}{body}");
    let file = root.join("docs/diff.md");
    if env::var_os("DOCWRIGHT_BLESS").is_some() {
        fs::write(&file, &text).unwrap();
    }
    assert_eq!(fs::read_to_string(file).unwrap(), text);
}
