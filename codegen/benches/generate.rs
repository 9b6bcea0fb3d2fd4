//! Time to plan and emit an API as large as the vendor's.
//!
//! `cargo bench -p docwright --bench generate [-- --write DIR]`

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::time::{Duration, Instant};

use docwright::unstable::diagnostic::Diagnostics;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::emit::{GeneratedFile, emit};
use docwright::unstable::options::Options;
use docwright::unstable::plan::{Choices, plan};

#[path = "../tests/handmade/mod.rs"]
mod handmade;
#[path = "../tests/handmade/synthetic.rs"]
mod synthetic;

fn main() {
    let api = synthetic::synthetic();
    let mut best = (Duration::MAX, Duration::MAX);
    let mut files = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        let plan = plan(
            &api,
            Choices {
                options: &Options::default(),
                conventions: Dialect::built_in("superoffice").unwrap().conventions(),
            },
            &mut Diagnostics::new(),
        );
        let planned = start.elapsed();
        files = emit(&api, &plan);
        best = (best.0.min(planned), best.1.min(start.elapsed() - planned));
    }
    let bytes: usize = files.iter().map(|file| file.contents().len()).sum();
    let kilobytes = bytes / 1024;
    println!("plan {:?}, emit {:?}: {} files, {kilobytes} KiB", best.0, best.1, files.len());
    let mut arguments = std::env::args().skip_while(|argument| argument != "--write").skip(1);
    if let Some(folder) = arguments.next() {
        write(&files, Path::new(&folder));
    }
}

fn write(files: &[GeneratedFile], folder: &Path) {
    for file in files {
        let path = folder.join(file.path().as_str());
        std::fs::create_dir_all(path.parent().unwrap_or(folder)).expect("a folder");
        std::fs::write(path, file.contents()).expect("a file");
    }
}
