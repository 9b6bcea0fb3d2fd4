//! The contract between generated code and this crate.

/// Says which contract generated code was written for: `docwright_runtime::require!(2);`, once at its root.
///
/// The contract is what [`codegen`](crate::codegen) has, and what its macros take. Its number goes up with each change
/// that makes code that is generated already invalid, or gives it another meaning; what is only added leaves it as it is.
/// Code for another contract is an error that says what to do:
///
/// ```
/// docwright_runtime::require!(2);
/// ```
///
/// ```compile_fail
/// docwright_runtime::require!(0);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! require {
    (2) => {};
    ($contract:literal) => {
        ::core::compile_error!(::core::concat!(
            "this code needs contract ",
            $contract,
            " of docwright-runtime, which has contract 2 here: generate it anew with the docwright of the same version as \
             docwright-runtime, or depend on the docwright-runtime of the docwright that generated it"
        ));
    };
}
