//! Says while compiling that `generated/` is older than what it is made from. Never writes.
//!
//! It compares hashes with `generated/.stamp`, which takes milliseconds and no dependency; the exact
//! comparison is `docwright check`. The published package has no build script at all.

use std::env;
use std::fs;
use std::path::PathBuf;

#[allow(dead_code, unreachable_pub, reason = "the generator uses the rest")]
#[path = "codegen/src/stamp.rs"]
mod stamp;
#[allow(dead_code, unreachable_pub, reason = "the generator uses the rest")]
#[path = "codegen/src/walk.rs"]
mod walk;

fn main() {
    let Some(root) = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) else { return };
    let generated = root.join("generated");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", generated.display());
    let Ok(stamp) = fs::read_to_string(generated.join(stamp::FILE_NAME)) else { return };
    // A path that does not exist would make every build run this script again.
    for path in stamp::inputs(&stamp).map(|(input, _)| root.join(input)).filter(|path| path.exists()) {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    for input in stamp::changed(&stamp, &root) {
        println!("cargo::warning=generated/ is older than {input}: run \"cargo codegen generate\"");
    }
}
