//! Prints how fast the runtime's codec is beside serde's derive. Exits with 1 if it is slower.

use std::error::Error;
use std::process::ExitCode;

use docwright_benches::codec::cases;
use docwright_benches::ratio::compare;

/// As fast as derive.
const TARGET: f64 = 1.0;
const SLICES: usize = 401;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    println!("{:<16}{:>12}  {:<24}{:<24}", "document", "bytes", "decode, times derive", "encode, times derive");
    let mut met = true;
    for case in cases()? {
        let decode = compare(&*case.runtime.decode, &*case.derive.decode, SLICES);
        let encode = compare(&*case.runtime.encode, &*case.derive.encode, SLICES);
        met &= decode.meets(TARGET) && encode.meets(TARGET);
        println!("{:<16}{:>12}  {:<24}{:<24}", case.name, case.size, decode.to_string(), encode.to_string());
    }
    println!("target: {TARGET:.2} {}", if met { "met" } else { "MISSED" });
    Ok(if met { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
