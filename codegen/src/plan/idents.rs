//! Rust identifiers, made from any text: the only place that makes them.

use std::fmt;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};

/// Longer texts are cut: file names and compilers have limits. The longest name of the docs has 71 characters.
const MAX_LENGTH: usize = 100;

/// A valid Rust identifier of ASCII letters, digits and `_`, with `r#` where it is a keyword.
///
/// Unlike `proc_macro2::Ident` it can be shared between threads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident {
    text: String,
    raw: bool,
}

impl Ident {
    /// The identifier without `r#`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The identifier of a constant or static, which is never a keyword.
    pub(super) fn to_constant(&self) -> Self {
        Self { text: self.text.to_ascii_uppercase(), raw: false }
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.raw { "r#" } else { "" }, self.text)
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(proc_macro2::Ident::from(self));
    }
}

impl From<&Ident> for proc_macro2::Ident {
    fn from(ident: &Ident) -> Self {
        let make = if ident.raw { Self::new_raw } else { Self::new };
        make(&ident.text, Span::call_site())
    }
}

/// What an identifier is for: decides its case, and what to do where the plain spelling is no identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A field of a struct.
    Field,
    /// An argument of a function.
    Argument,
    /// A method that sets an optional query parameter.
    Setter,
    /// A method or function.
    Method,
    /// A module, which is also the stem of its file.
    Module,
    /// A struct or enum of the models, or a set of query parameters.
    Type,
    /// A service's handle and trait.
    Service,
    /// A variant of an enum.
    Variant,
}

impl Role {
    /// The identifier that a text becomes where nothing else is in the way.
    pub fn ident(self, text: &str) -> Ident {
        let plain = match self {
            Self::Type | Self::Service | Self::Variant if is_upper_camel(text) => text.to_owned(),
            Self::Type | Self::Service | Self::Variant => words(text).to_upper_camel_case(),
            _ => words(text).to_snake_case(),
        };
        let trailing = if text.starts_with('_') { "_" } else { "" };
        self.finish(plain + trailing, || self.spelled_out(text))
    }

    /// An identifier that was given before; `None` for a text that cannot be one.
    pub(super) fn known(self, text: &str) -> Option<Ident> {
        let is_word = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let starts = !text.starts_with(|first: char| first.is_ascii_digit());
        let is_usable = is_word && starts && !text.trim_matches('_').is_empty() && text.len() <= 2 * MAX_LENGTH;
        let ident = is_usable.then(|| Ident { text: text.to_owned(), raw: KEYWORDS.contains(&text) })?;
        let is_awkward = UNRAWABLE.contains(&text) || (self == Self::Module && is_awkward_module(text));
        (!is_awkward).then_some(ident)
    }

    /// The identifier of a text with its punctuation as words, for texts that differ in nothing else.
    pub(super) fn spelled_out(self, text: &str) -> Ident {
        let spelled = words(&punctuation_as_words(text));
        let plain = match self {
            Self::Type | Self::Service | Self::Variant => spelled.to_upper_camel_case(),
            _ => spelled.to_snake_case(),
        };
        self.finish(plain, || Ident { text: self.noun().to_owned(), raw: false })
    }

    /// The identifier where the plain one already means something else.
    pub(super) fn set_apart(self, ident: &Ident) -> Ident {
        let text = match self {
            Self::Type => format!("{}Model", ident.text),
            Self::Service => format!("{}Service", ident.text),
            Self::Setter => format!("{}_query", ident.text),
            _ => format!("{}_", ident.text),
        };
        Ident { text, raw: false }
    }

    /// The identifier with a number, where all else fails.
    pub(super) fn numbered(self, ident: &Ident, number: usize) -> Ident {
        // Neither `self__2` nor `Self_2` is what rustc's lints want.
        let stem = ident.text.trim_end_matches('_');
        let text = match self {
            Self::Type | Self::Service | Self::Variant => format!("{stem}{number}"),
            _ => format!("{stem}_{number}"),
        };
        Ident { text, raw: false }
    }

    /// What must differ between two identifiers of one namespace.
    ///
    /// Modules become files, and types become pages of rustdoc: some file systems ignore case.
    pub(super) fn key(self, ident: &Ident) -> String {
        match self {
            Self::Type | Self::Service | Self::Module => ident.text.to_ascii_lowercase(),
            _ => ident.text.clone(),
        }
    }

    fn finish(self, mut text: String, otherwise: impl FnOnce() -> Ident) -> Ident {
        if text.trim_matches('_').is_empty() {
            return otherwise();
        }
        if text.starts_with(|first: char| first.is_ascii_digit()) {
            let separator = if matches!(self, Self::Type | Self::Service | Self::Variant) { "" } else { "_" };
            text = format!("{}{separator}{text}", self.noun());
        }
        text.truncate(MAX_LENGTH);
        if UNRAWABLE.contains(&text.as_str()) || (self == Self::Module && is_awkward_module(&text)) {
            text.push('_');
        }
        let raw = KEYWORDS.contains(&text.as_str());
        Ident { text, raw }
    }

    /// A word for what has no usable name, and before a digit.
    fn noun(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Argument | Self::Setter => "parameter",
            Self::Method => "call",
            Self::Module => "group",
            Self::Type => "Type",
            Self::Service => "Service",
            Self::Variant => "Value",
        }
    }
}

/// Whether the text can stay as the vendor spells it.
fn is_upper_camel(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_uppercase())
        && text.len() <= MAX_LENGTH
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The text in ASCII letters, digits and spaces; letters of other alphabets become their code points.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            letter if letter.is_ascii_alphanumeric() => words.push(letter),
            letter if letter.is_ascii() || !letter.is_alphanumeric() => words.push(' '),
            letter => words.push_str(&format!(" u{:x} ", u32::from(letter))),
        }
        if words.len() > MAX_LENGTH {
            break;
        }
    }
    restore_acronym(&mut words);
    words
}

/// .NET's camel case lowers only the first letter of an acronym: `cRMScriptId` is `CRMScriptId`.
fn restore_acronym(words: &mut str) {
    let acronym = match words.as_bytes() {
        [first, second, third, ..] => {
            first.is_ascii_lowercase() && second.is_ascii_uppercase() && third.is_ascii_uppercase()
        }
        _ => false,
    };
    if acronym {
        words[..1].make_ascii_uppercase();
    }
}

fn punctuation_as_words(text: &str) -> String {
    if text.is_empty() {
        return "empty".to_owned();
    }
    text.chars()
        .take(MAX_LENGTH)
        .map(|letter| named(letter).map_or(letter.to_string(), |name| format!(" {name} ")))
        .collect()
}

fn named(punctuation: char) -> Option<&'static str> {
    Some(match punctuation {
        ' ' => "space",
        '!' => "not",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '\'' => "apostrophe",
        '(' | ')' => "parenthesis",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equals",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '[' | ']' => "bracket",
        '\\' => "backslash",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' | '}' => "brace",
        '|' => "or",
        '~' => "tilde",
        _ => return None,
    })
}

/// Module names that would be awkward files: keywords, names that Cargo or Windows give a meaning.
fn is_awkward_module(text: &str) -> bool {
    let device = |text: &str| match text.strip_prefix("com").or(text.strip_prefix("lpt")) {
        Some(digit) => digit.len() == 1 && digit.bytes().all(|byte| byte.is_ascii_digit()),
        None => ["con", "prn", "aux", "nul"].contains(&text),
    };
    KEYWORDS.contains(&text) || ["lib", "main"].contains(&text) || device(text)
}

/// Types and traits of the prelude, all editions.
///
/// An item of such a name would hide one from generated code, and from whoever imports all models.
pub(crate) const PRELUDE: [&str; 37] = [
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Vec",
];

/// Keywords that `r#` does not make usable.
const UNRAWABLE: [&str; 4] = ["self", "Self", "super", "crate"];

/// Strict and reserved keywords of all editions up to 2024.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn idents(role: Role, texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| role.ident(text).to_string()).collect()
    }

    #[test]
    fn names_of_the_wire_become_snake_case() {
        let texts = ["ChatSessionId", "TZLocationID", "ToolTip", "$select", "odata.metadata", "sr_id", "Items2", "op"];
        let expected =
            ["chat_session_id", "tz_location_id", "tool_tip", "select", "odata_metadata", "sr_id", "items2", "op"];
        assert_eq!(idents(Role::Field, &texts), expected);
    }

    #[test]
    fn an_acronym_in_camel_case_stays_one_word() {
        assert_eq!(
            idents(Role::Argument, &["cRMScriptId", "eMail", "iOSToken"]),
            ["crm_script_id", "e_mail", "ios_token"]
        );
    }

    #[test]
    fn a_leading_underscore_becomes_a_trailing_one_whatever_its_neighbours() {
        assert_eq!(idents(Role::Field, &["_Links", "__Type", "_self"]), ["links_", "type_", "self_"]);
    }

    #[test]
    fn keywords_are_raw_where_they_can_be() {
        assert_eq!(idents(Role::Field, &["Type", "self", "Super", "gen"]), ["r#type", "self_", "super_", "r#gen"]);
        assert_eq!(idents(Role::Variant, &["Self", "None", "False"]), ["Self_", "None", "False"]);
    }

    #[test]
    fn modules_are_harmless_as_files() {
        let texts = ["Type", "Mod", "Aux", "COM1", "Lib", "Computer", "../../etc/passwd", "a\\b"];
        let expected = ["type_", "mod_", "aux_", "com1_", "lib_", "computer", "etc_passwd", "a_b"];
        assert_eq!(idents(Role::Module, &texts), expected);
    }

    #[test]
    fn a_type_keeps_the_vendors_spelling_where_it_is_rust() {
        let texts = ["CRMScriptEntity", "URL", "contact entity", "1st", "Generic<T>"];
        assert_eq!(idents(Role::Type, &texts), ["CRMScriptEntity", "URL", "ContactEntity", "Type1st", "GenericT"]);
    }

    #[test]
    fn text_without_any_letter_is_spelled_out() {
        assert_eq!(
            idents(Role::Variant, &["", "+", "\u{1f600}", "五", "1"]),
            ["Empty", "Plus", "Value", "U4e94", "Value1"]
        );
        assert_eq!(idents(Role::Field, &["$", "_", "1st"]), ["dollar", "underscore", "field_1st"]);
    }

    #[test]
    fn every_text_becomes_an_identifier_that_rust_accepts() {
        let long = "x".repeat(10_000);
        let roles = [
            Role::Field,
            Role::Argument,
            Role::Setter,
            Role::Method,
            Role::Module,
            Role::Type,
            Role::Service,
            Role::Variant,
        ];
        for text in ["", "r#type", "a\"b", "*/", "\n", "\u{202e}evil", "\0", "été", "_", "__", "1_", "½", &long] {
            for role in roles {
                let ident = role.ident(text);
                assert!(syn::parse_str::<syn::Ident>(&ident.to_string()).is_ok(), "{role:?} {text:?} {ident}");
                assert!(ident.as_str().len() <= MAX_LENGTH + 1);
            }
        }
    }
}
