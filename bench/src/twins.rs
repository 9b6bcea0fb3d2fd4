//! Twins of the generated models that use serde's derive; `build.rs` makes them.
//!
//! Values that are not structs (dates, enumerations, any JSON) are the very same types.

#![allow(missing_docs, reason = "see the models")]

use docwright_runtime as rt;
use serde::{Deserialize, Serialize};
// Structs of this module take precedence; enumerations remain.
#[allow(unused_imports, reason = "there may be no enumeration")]
use superoffice::models::*;

include!(concat!(env!("OUT_DIR"), "/twins.rs"));

/// Twins that keep what they do not know, as the models do.
pub mod keeping {
    use docwright_runtime as rt;
    use serde::{Deserialize, Serialize};
    #[allow(unused_imports, reason = "there may be no enumeration")]
    use superoffice::models::*;

    include!(concat!(env!("OUT_DIR"), "/keeping_twins.rs"));
}
