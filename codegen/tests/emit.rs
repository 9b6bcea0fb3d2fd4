//! From an `Api` to files.

<<<<<<< HEAD
#[path = "support/rich.rs"]
=======
mod handmade;
#[path = "handmade/rich.rs"]
>>>>>>> main
mod rich;
mod support;

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
