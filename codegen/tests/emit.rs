//! From an `Api` to files.

#[path = "support/rich.rs"]
mod rich;
mod support;

use docwright::options::Options;
use support::*;

#[test]
fn show() {
    let (files, reported) = generate(&rich::rich(), &Options::default());
    for file in &files {
        println!("=== {}\n{}", file.path(), file.contents());
    }
    println!("{}", reported.join("\n"));
}
