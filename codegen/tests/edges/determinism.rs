//! The same docs make the same bytes.

use std::collections::BTreeMap;
#[cfg(target_os = "linux")]
use std::fs;
use std::path::Path;
#[cfg(target_os = "linux")]
use std::process::Command;

use crate::cli::docwright;
use crate::docs::{contents, write};

/// The pages of this repository.
fn docs_input() -> BTreeMap<String, Vec<u8>> {
    contents(&Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("docs-input"))
}

/// What is generated and exported from pages that are written to disk in this order.
fn outcome<'a>(pages: impl Iterator<Item = (&'a String, &'a Vec<u8>)>) -> BTreeMap<String, Vec<u8>> {
    let dir = tempfile::tempdir().unwrap();
    for (path, bytes) in pages {
        write(dir.path(), &format!("docs/{path}"), bytes);
    }
    let run = docwright(dir.path(), &["generate", "--docs", "docs", "--out", "out", "--format", "json"]).exits(0);
    write(dir.path(), "out/findings.json", run.out);
    for kind in ["ir", "openapi"] {
        docwright(dir.path(), &["export", kind, "--docs", "docs", "--out", &format!("out/{kind}.json")]).exits(0);
    }
    contents(&dir.path().join("out"))
}

#[test]
fn the_order_in_which_pages_came_to_disk_does_not_matter() {
    let pages = docs_input();
    let expected = outcome(pages.iter());
    assert!(expected.len() > 100, "{:?}", expected.keys());
    assert!(outcome(pages.iter().rev()) == expected, "reversed");
    let shuffled = (0..11).flat_map(|start| pages.iter().skip(start).step_by(11));
    assert!(outcome(shuffled) == expected, "every eleventh");
}

/// The order of results on any number of threads has a test of its own, beside the threads.
#[cfg(target_os = "linux")]
#[test]
fn the_number_of_processors_does_not_matter() {
    let dir = tempfile::tempdir().unwrap();
    for (path, bytes) in &docs_input() {
        write(dir.path(), &format!("docs/{path}"), bytes);
    }
    let one = first_processor();
    let on_one = |args: &[&str]| {
        let program = env!("CARGO_BIN_EXE_docwright");
        Command::new("taskset").args(["--cpu-list", &one, program]).args(args).current_dir(dir.path()).output()
    };
    for (verb, all, one_only) in [
        (&["generate"][..], "all", "one"),
        // The export lists what was skipped, file by file.
        (&["export", "ir"], "all/ir.json", "one/ir.json"),
    ] {
        docwright(dir.path(), &[verb, &["--docs", "docs", "--out", all]].concat()).exits(0);
        let Ok(output) = on_one(&[verb, &["--docs", "docs", "--out", one_only]].concat()) else {
            println!("skipped: there is no taskset to take processors away");
            return;
        };
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(contents(&dir.path().join("one")) == contents(&dir.path().join("all")));
}

/// A processor that this process may run on, which need not be the first of the machine.
#[cfg(target_os = "linux")]
fn first_processor() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let allowed = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:")).unwrap().trim();
    allowed.split([',', '-']).next().unwrap().to_owned()
}
