//! How long reading and writing single documents takes, by the runtime and by serde's derive.

use divan::Bencher;
use docwright_benches::codec::{Case, Codec, cases};

fn main() {
    divan::main();
}

fn run(bencher: Bencher<'_, '_>, name: &str, codec: fn(&Case) -> &Codec, step: fn(&Codec) -> &dyn Fn()) {
    let Ok(cases) = cases() else { return };
    if let Some(case) = cases.iter().find(|case| case.name == name) {
        bencher.bench_local(step(codec(case)));
    }
}

const NAMES: [&str; 5] = ["contact", "chat message", "chat sessions", "many contacts", "companies"];

#[divan::bench(args = NAMES)]
fn decode(bencher: Bencher<'_, '_>, name: &str) {
    run(bencher, name, |case| &case.runtime, |codec| &*codec.decode);
}

#[divan::bench(args = NAMES)]
fn decode_with_derive(bencher: Bencher<'_, '_>, name: &str) {
    run(bencher, name, |case| &case.derive, |codec| &*codec.decode);
}

#[divan::bench(args = NAMES)]
fn encode(bencher: Bencher<'_, '_>, name: &str) {
    run(bencher, name, |case| &case.runtime, |codec| &*codec.encode);
}

#[divan::bench(args = NAMES)]
fn encode_with_derive(bencher: Bencher<'_, '_>, name: &str) {
    run(bencher, name, |case| &case.derive, |codec| &*codec.encode);
}
