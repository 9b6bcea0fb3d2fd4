//! Types as cells and headings tell them.

use std::ops::Range;

use super::context::Context;
use super::events::Inline;
use super::text::quoted;
use super::words::{TypeFault, type_expr};
use crate::diagnostic::Code;
use crate::page::TypeExpr;
use crate::source::Located;

/// Reads the type in a text that stands at `bytes`.
pub(super) fn read(text: &Inline<'_>, bytes: &Range<usize>, cx: &mut Context<'_>) -> Located<TypeExpr> {
    read_part(text, 0..text.text.len(), bytes, cx)
}

/// Reads the type at the end of a text that stands at `bytes`, from where `rest` begins.
pub(super) fn read_rest(
    text: &Inline<'_>,
    rest: &str,
    bytes: &Range<usize>,
    cx: &mut Context<'_>,
) -> Located<TypeExpr> {
    let end = text.text.trim_end().len();
    read_part(text, end.saturating_sub(rest.len())..end, bytes, cx)
}

/// What cannot be a type is reported and read as none.
fn read_part(text: &Inline<'_>, part: Range<usize>, bytes: &Range<usize>, cx: &mut Context<'_>) -> Located<TypeExpr> {
    let (ty, faults) = type_expr(text, part, cx.dialect);
    for value in ty.values() {
        cx.report_invisible("value", value, bytes);
    }
    for fault in faults {
        let (code, message) = finding(&fault);
        cx.report(code, bytes, message);
    }
    Located::new(ty, cx.origin(bytes))
}

/// What to say of something that is no type.
fn finding(fault: &TypeFault) -> (Code, String) {
    match fault {
        TypeFault::Unknown(text) => {
            let message = format!("{} is neither a known type nor a name; it is read as no type", quoted(text));
            (Code::TypeInvalid, message)
        }
        TypeFault::TooDeep => {
            let levels = TypeExpr::MAX_DEPTH;
            (
                Code::TypeInvalid,
                format!("the type has more than {levels} levels; what is below them is read as no type"),
            )
        }
        TypeFault::NoValues => {
            (Code::EnumInvalid, "the closed list has no values; it is read as any string".to_owned())
        }
        TypeFault::RepeatedValue(value) => {
            (Code::EnumInvalid, format!("the closed list has the value {} twice", quoted(value)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;
    use crate::page::TypeWord;
    use crate::parse::events::{PartKind, parts};
    use crate::source::SourceFile;

    /// What the only cell of a table says, and the codes of what was found.
    fn read_by(dialect: &Dialect, cell: &str) -> (TypeExpr, Vec<&'static str>) {
        let markdown = format!("| A |\n|--|\n| {cell} |\n");
        let source = SourceFile::new("a.md", markdown.as_str());
        let mut cx = Context::new(&source, dialect);
        let parts = parts(&markdown);
        let PartKind::Table(table) = &parts[0].kind else { panic!("no table") };
        let cell = &table.cells[0];
        let ty = read(&cell.content, &cell.bytes, &mut cx).value;
        (ty, cx.diagnostics.into_sorted().iter().map(|found| found.code.id()).collect())
    }

    fn read_text(text: &str) -> (TypeExpr, Vec<&'static str>) {
        read_by(&Dialect::built_in("superoffice").unwrap(), text)
    }

    #[test]
    fn known_words_and_names_are_not_doubted() {
        assert_eq!(read_text("int32"), (TypeExpr::Word(TypeWord::Int32), vec![]));
        assert_eq!(read_text("Crate"), (TypeExpr::Name("Crate".to_owned()), vec![]));
        assert_eq!(read_text(""), (TypeExpr::Blank, vec![]));
    }

    #[test]
    fn what_is_no_type_is_read_as_none() {
        assert_eq!(read_text("array\\<int32\\>"), (TypeExpr::Blank, vec!["DW0309"]));
    }

    #[test]
    fn a_closed_list_has_each_value_once() {
        let list = |values: &[&str]| TypeExpr::Values(values.iter().map(|&value| value.to_owned()).collect());
        assert_eq!(read_text("Enum: B, A"), (list(&["B", "A"]), vec![]));
        assert_eq!(read_text("Enum: B, A, B, B"), (list(&["B", "A"]), vec!["DW0306"]));
        assert_eq!(read_text("Enum: ,"), (TypeExpr::Word(TypeWord::String), vec!["DW0306"]));
        assert_eq!(read_text("Enum:"), (TypeExpr::Word(TypeWord::String), vec!["DW0306"]));
    }

    #[test]
    fn type_words_are_a_closed_list_and_other_words_are_names() {
        let word = |text| read_text(text).0;
        for (words, ty) in [
            (&["bool", "boolean", "Boolean"][..], TypeExpr::Word(TypeWord::Bool)),
            (&["int", "int32", "Int32", "integer", "Integer"], TypeExpr::Word(TypeWord::Int32)),
            (&["long", "int64", "Int64"], TypeExpr::Word(TypeWord::Int64)),
            (&["float", "double", "Double", "number", "Number"], TypeExpr::Word(TypeWord::Double)),
            (&["date-time", "datetime", "DateTime"], TypeExpr::Word(TypeWord::DateTime)),
            (&["array", "Array"], TypeExpr::List(None)),
            (&["object", "Object"], TypeExpr::Word(TypeWord::Object)),
        ] {
            assert!(words.iter().all(|text| word(text) == ty), "{words:?}");
        }
        assert_eq!(word("decimal"), TypeExpr::Name("decimal".into()));
        assert_eq!(word("string"), TypeExpr::Word(TypeWord::String));
        assert_eq!(word("String"), TypeExpr::Word(TypeWord::AnyString));
        assert_eq!(word(" "), TypeExpr::Blank);
        assert_eq!(word("Enum: A, B"), TypeExpr::Values(vec!["A".into(), "B".into()]));
        assert_eq!(word("ContactEntity"), TypeExpr::Name("ContactEntity".into()));
        for text in ["two words", "array\\<int32\\>", "int32?", "1st", "Größe"] {
            assert_eq!(read_text(text), (TypeExpr::Blank, vec!["DW0309"]), "{text}");
        }
    }

    /// Spellings of several vendors at once.
    fn dialect() -> Dialect {
        let text = "
name: acme
pages: { extensions: [md] }
headings: {}
fences: { request-line: [http] }
tables: []
values: ['one of:']
types:
  string: [string, strings]
  int32: [integer, integers]
  int64: [snowflake]
  uuid: [uuid]
  any: [any]
  'null': ['null']
  object: [object]
  array: [array, '{type}[]', 'array of {type}', 'Array<{type}>']
  map: [dict, 'map[{key}]{type}', 'Map<{key}, {type}>']
  tuple: ['[{types}]']
  union: [' or ', '|', '/']
  nullable: ['?{type}', '{type}?', 'nullable {type}']
  partial: ['partial {type}']
  noise: ['(optional)', a, an, object, objects]
";
        Dialect::parse(&SourceFile::new("acme.yaml", text)).unwrap_or_else(|invalid| panic!("{}", invalid.finding))
    }

    /// A type as a short text: `[string]`, `{string}`, `(a|b)`, `string?`, `<text -> target>`.
    fn shown(ty: &TypeExpr) -> String {
        let inner = |of: &Option<Box<TypeExpr>>| of.as_deref().map_or("*".to_owned(), shown);
        let all = |of: &[TypeExpr], by: &str| of.iter().map(shown).collect::<Vec<_>>().join(by);
        match ty {
            TypeExpr::Blank => "_".to_owned(),
            TypeExpr::Word(word) => format!("{word:?}").to_lowercase(),
            TypeExpr::Name(name) => name.clone(),
            TypeExpr::Link(link) => format!("<{} -> {}>", link.text, link.target),
            TypeExpr::List(of) => format!("[{}]", inner(of)),
            TypeExpr::Map(of) => format!("{{{}}}", inner(of)),
            TypeExpr::Union(members) => format!("({})", all(members, "|")),
            TypeExpr::Tuple(members) => format!("({})", all(members, ", ")),
            TypeExpr::Values(values) => format!("{values:?}"),
            TypeExpr::Nullable(of) => shown(of) + "?",
            TypeExpr::Words(words) => words.clone(),
            TypeExpr::Partial(of) => "part of ".to_owned() + &shown(of),
        }
    }

    #[test]
    fn expressions_are_read_by_the_spellings_of_the_dialect() {
        let dialect = dialect();
        for (cell, expected) in [
            ("string[]", "[string]"),
            ("array of strings", "[string]"),
            ("Array<Array<Book>>", "[[Book]]"),
            ("Book[][]", "[[Book]]"),
            ("array", "[*]"),
            ("array of objects", "[*]"),
            ("an array  of&nbsp;Book objects (optional)", "[Book]"),
            ("map[string]integer[]", "[{int32}]"),
            ("Map<string, Map<string, integer>>", "{{int32}}"),
            ("dict", "{*}"),
            ("dict[]", "[{*}]"),
            ("?string", "string?"),
            ("string?", "string?"),
            ("?string[]", "[string]?"),
            ("string or null", "string?"),
            ("nullable array of integers", "[int32]?"),
            ("null", "null"),
            ("string or integer", "(string|int32)"),
            ("string \\| integer \\| null", "(string|int32)?"),
            ("string/integer", "(string|int32)"),
            ("string or string", "string"),
            ("Array<string \\| integer>", "[(string|int32)]"),
            ("array of strings or integers", "([string]|int32)"),
            ("(string or integer)[]", "[(string|int32)]"),
            ("'low' \\| 'high'", "[\"low\", \"high\"]"),
            ("\"low\" or \"high\" or null", "[\"low\", \"high\"]?"),
            ("one of: A, B", "[\"A\", \"B\"]"),
            ("[string, integer, Book]", "(string, int32, Book)"),
            ("partial Book object", "part of Book"),
            ("`string`", "string"),
            ("**string**", "string"),
            ("array of *strings*", "[string]"),
            ("uuid", "text(uuid)"),
            ("any", "any"),
            ("object", "object"),
            ("a", "_"),
        ] {
            assert_eq!(read_by(&dialect, cell), read_by(&dialect, cell));
            let (ty, codes) = read_by(&dialect, cell);
            assert_eq!((shown(&ty).as_str(), codes), (expected, vec![]), "{cell}");
        }
    }

    #[test]
    fn links_keep_where_they_lead() {
        let dialect = dialect();
        for (cell, expected) in [
            ("[Book](types.md#book-object)", "<Book -> types.md#book-object>"),
            ("[`Book`](#book)", "<Book -> #book>"),
            ("**[Book](#book)**", "<Book -> #book>"),
            ("[**big** *Book*](#book \"The book\")", "<big Book -> #book>"),
            ("array of [book](#book) objects", "[<book -> #book>]"),
            ("?[book](#book) or [shelf](../shelf.md)", "(<book -> #book>|<shelf -> ../shelf.md>)?"),
            ("[string](https://example.org/string)", "string"),
            ("Array<[Book](<a (1).md>)>", "[<Book -> a (1).md>]"),
        ] {
            let (ty, codes) = read_by(&dialect, cell);
            assert_eq!((shown(&ty).as_str(), codes), (expected, vec![]), "{cell}");
        }
    }

    #[test]
    fn a_part_that_is_no_type_leaves_the_rest_as_it_is() {
        let dialect = dialect();
        for (cell, expected) in
            [("two words[]", "[*]"), ("string or two words", "(string|_)"), ("Map<string, 5>", "{*}"), ("\u{1}", "_")]
        {
            let (ty, codes) = read_by(&dialect, cell);
            assert_eq!((shown(&ty).as_str(), codes), (expected, vec!["DW0309"]), "{cell}");
        }
    }

    #[test]
    fn nesting_ends() {
        let dialect = dialect();
        let cell = |levels: usize| "Array<".repeat(levels) + "string" + &">".repeat(levels);
        let (ty, codes) = read_by(&dialect, &cell(TypeExpr::MAX_DEPTH - 1));
        assert!(shown(&ty).contains("string") && codes.is_empty(), "{ty:?}");
        let (ty, codes) = read_by(&dialect, &cell(5000));
        assert!(!shown(&ty).contains("string"), "{ty:?}");
        assert_eq!(codes, ["DW0309"]);
        for wild in ["[".repeat(5000), "? ".repeat(5000), "a ".repeat(5000), "string or ".repeat(5000)] {
            let started = std::time::Instant::now();
            read_by(&dialect, &wild);
            assert!(started.elapsed().as_secs() < 5, "{}", &wild[..10]);
        }
    }
}
