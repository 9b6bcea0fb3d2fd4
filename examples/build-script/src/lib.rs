//! An API that is generated while the crate is built: see `build.rs`.

docwright_runtime::include_api!();
