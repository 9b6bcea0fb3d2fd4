//! Types as cells and headings tell them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::context::Context;
use super::text::quoted;
use super::words::type_cell;
use crate::diagnostic::Code;
use crate::page::TypeCell;
use crate::source::Located;

/// Reads the type that stands at `bytes`; what cannot be one is reported and read as no type.
pub(super) fn read(text: &str, bytes: &Range<usize>, cx: &mut Context<'_>) -> Located<TypeCell> {
    let ty = match type_cell(text, cx.dialect) {
        Some(TypeCell::Enum(values)) => enumeration(values, bytes, cx),
        Some(ty) => ty,
        None => {
            let message = format!("{} is neither a known type nor a name; it is read as no type", quoted(text));
            cx.report(Code::TypeInvalid, bytes, message);
            TypeCell::Blank
        }
    };
    Located::new(ty, cx.origin(bytes))
}

/// A closed list without repeated values; an empty one is read as a string.
fn enumeration(values: Vec<String>, bytes: &Range<usize>, cx: &mut Context<'_>) -> TypeCell {
    let mut known = BTreeSet::new();
    let (kept, repeated): (Vec<_>, Vec<_>) = values.into_iter().partition(|value| known.insert(value.clone()));
    if let Some(value) = repeated.first() {
        cx.report(Code::EnumInvalid, bytes, format!("the closed list has the value {} twice", quoted(value)));
    }
    if kept.is_empty() {
        cx.report(Code::EnumInvalid, bytes, "the closed list has no values; it is read as any string");
        return TypeCell::String;
    }
    TypeCell::Enum(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;
    use crate::source::SourceFile;

    fn read_text(text: &str) -> (TypeCell, Vec<&'static str>) {
        let source = SourceFile::new("a.md", text);
        let dialect = Dialect::built_in("superoffice").unwrap();
        let mut cx = Context::new(&source, &dialect);
        let ty = read(text, &(0..text.len()), &mut cx).value;
        (ty, cx.diagnostics.into_sorted().iter().map(|found| found.code.id()).collect())
    }

    #[test]
    fn known_words_and_names_are_not_doubted() {
        assert_eq!(read_text("int32"), (TypeCell::Int32, vec![]));
        assert_eq!(read_text("Crate"), (TypeCell::Name("Crate".to_owned()), vec![]));
        assert_eq!(read_text(""), (TypeCell::Blank, vec![]));
    }

    #[test]
    fn what_is_no_type_is_read_as_none() {
        assert_eq!(read_text("array<int32>"), (TypeCell::Blank, vec!["DW0309"]));
    }

    #[test]
    fn a_closed_list_has_each_value_once() {
        let list = |values: &[&str]| TypeCell::Enum(values.iter().map(|&value| value.to_owned()).collect());
        assert_eq!(read_text("Enum: B, A"), (list(&["B", "A"]), vec![]));
        assert_eq!(read_text("Enum: B, A, B, B"), (list(&["B", "A"]), vec!["DW0306"]));
        assert_eq!(read_text("Enum: ,"), (TypeCell::String, vec!["DW0306"]));
    }
}
