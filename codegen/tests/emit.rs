//! From an `Api` to files.

mod handmade;
#[path = "handmade/rich.rs"]
mod rich;

use docwright::options::Options;
use handmade::*;

#[test]
fn show() {
    let (files, reported) = generate(&rich::rich(), &Options::default());
    for file in &files {
        println!("=== {}\n{}", file.path(), file.contents());
    }
    println!("{}", reported.join("\n"));
}
