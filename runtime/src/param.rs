//! Values in paths and query strings.

use std::borrow::Cow;
use std::fmt;

/// A single value in a path or query string.
///
/// ```
/// use std::borrow::Cow;
///
/// use docwright_runtime::TextParam;
///
/// /// A colour such as `ff8800`.
/// struct Colour(u32);
///
/// impl TextParam for Colour {
///     const EXPECTED: &'static str = "six hexadecimal digits";
///
///     fn to_text(&self) -> Cow<'_, str> {
///         format!("{:06x}", self.0).into()
///     }
///
///     fn from_text(text: &str) -> Option<Self> {
///         u32::from_str_radix(text, 16).ok().filter(|_| text.len() == 6).map(Self)
///     }
/// }
///
/// assert_eq!(Colour(0xff_88_00).to_text(), "ff8800");
/// assert!(Colour::from_text("orange").is_none());
/// ```
pub trait TextParam: Sized {
    /// What the text has to be, for error messages: `an integer`.
    const EXPECTED: &'static str;

    /// The text, not yet escaped.
    fn to_text(&self) -> Cow<'_, str>;

    /// Reads the text, already unescaped.
    fn from_text(text: &str) -> Option<Self>;

    /// Whether [`from_text`](Self::from_text) reads what [`to_text`](Self::to_text) writes. What is not valid is never
    /// sent, such as infinity.
    fn is_valid(&self) -> bool {
        true
    }

    /// The bytes that the text stands for, where it stands for some.
    fn file(&self) -> Option<Vec<u8>> {
        None
    }
}

/// What can be put into a path or query string: a single value or a list.
///
/// ```
/// use docwright_runtime::ToParam;
///
/// let mut texts = Vec::new();
/// vec![1, 2].for_each_item(&mut |text| texts.push(text.to_owned()));
/// true.for_each_item(&mut |text| texts.push(text.to_owned()));
/// assert_eq!(texts, ["1", "2", "true"]);
/// ```
pub trait ToParam {
    /// Calls `item` with the text of each item; once for a single value.
    fn for_each_item(&self, item: &mut dyn FnMut(&str));

    /// What is wrong with an item, so that it cannot be sent.
    fn fault(&self) -> Option<&'static str> {
        None
    }

    /// The bytes of a file, which a form of several parts has as they are.
    fn file(&self) -> Option<Vec<u8>> {
        None
    }
}

/// What can be read from a path or query string: a single value or a list.
///
/// ```
/// use docwright_runtime::{FromParam, RawParam};
///
/// let raw = RawParam::new(&["1,2", "3"], |text| Some(text.to_owned()));
/// assert_eq!(Vec::<i32>::from_param(raw), Ok(vec![1, 2, 3]));
/// ```
pub trait FromParam: Sized {
    /// Reads a value.
    ///
    /// # Errors
    /// The text stands for no such value.
    fn from_param(raw: RawParam<'_>) -> Result<Self, ParamFault>;
}

/// The texts of one parameter as they are on the wire, still escaped: more than one where a
/// query string repeats it.
///
/// ```
/// use docwright_runtime::{FromParam, RawParam};
///
/// // `?name=a%20b&name=c`, for a parameter that has one value.
/// let raw = RawParam::new(&["a%20b", "c"], |text| Some(text.replace("%20", " ")));
/// assert_eq!(String::from_param(raw), Ok("a b".to_owned()));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RawParam<'a> {
    values: &'a [&'a str],
    unescape: fn(&str) -> Option<String>,
}

/// The text of a parameter does not do.
///
/// ```
/// use docwright_runtime::{FromParam, RawParam};
///
/// let fault = i32::from_param(RawParam::new(&["x"], |text| Some(text.to_owned()))).unwrap_err();
/// assert_eq!(fault.to_string(), "expected a 32-bit integer");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParamFault {
    /// What the text has to be.
    pub expected: &'static str,
}

impl fmt::Display for ParamFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl<'a> RawParam<'a> {
    /// Texts, and how they are unescaped (`None`: not UTF-8).
    pub fn new(values: &'a [&'a str], unescape: fn(&str) -> Option<String>) -> Self {
        Self { values, unescape }
    }

    fn parse<T: TextParam>(self, text: &str) -> Result<T, ParamFault> {
        (self.unescape)(text).and_then(|text| T::from_text(&text)).ok_or(ParamFault { expected: T::EXPECTED })
    }
}

impl<T: TextParam> ToParam for T {
    fn for_each_item(&self, item: &mut dyn FnMut(&str)) {
        item(&self.to_text());
    }

    fn fault(&self) -> Option<&'static str> {
        (!self.is_valid()).then_some(T::EXPECTED)
    }

    fn file(&self) -> Option<Vec<u8>> {
        TextParam::file(self)
    }
}

impl ToParam for str {
    fn for_each_item(&self, item: &mut dyn FnMut(&str)) {
        item(self);
    }
}

impl<T: TextParam> ToParam for [T] {
    fn for_each_item(&self, item: &mut dyn FnMut(&str)) {
        self.iter().for_each(|value| item(&value.to_text()));
    }

    fn fault(&self) -> Option<&'static str> {
        self.iter().find_map(ToParam::fault)
    }
}

impl<T: TextParam> ToParam for Vec<T> {
    fn for_each_item(&self, item: &mut dyn FnMut(&str)) {
        self.as_slice().for_each_item(item);
    }

    fn fault(&self) -> Option<&'static str> {
        self.as_slice().fault()
    }
}

/// The first text counts if there are several.
impl<T: TextParam> FromParam for T {
    fn from_param(raw: RawParam<'_>) -> Result<Self, ParamFault> {
        raw.parse(raw.values.first().copied().unwrap_or_default())
    }
}

/// Items are separated by commas, or by repeating the parameter. Empty text is no item.
///
/// Escaped commas (`%2C`) separate items too, as other servers read them: JavaScript and .NET
/// escape each comma. Only where a text has plain commas too, or is repeated, and an item may
/// have commas, they belong to the item.
///
/// ```
/// use docwright_runtime::{FromParam, RawParam};
///
/// fn texts(text: &str) -> Vec<String> {
///     let raw = [text];
///     Vec::from_param(RawParam::new(&raw, |text| Some(text.replace("%2C", ",")))).unwrap_or_default()
/// }
///
/// assert_eq!(texts("a%2Cb"), ["a", "b"]);
/// assert_eq!(texts("a%2Cb,c"), ["a,b", "c"]);
/// ```
impl<T: TextParam> FromParam for Vec<T> {
    fn from_param(raw: RawParam<'_>) -> Result<Self, ParamFault> {
        let fault = ParamFault { expected: T::EXPECTED };
        let tells_commas_apart = raw.values.len() > 1 || raw.values.iter().any(|text| text.contains(','));
        let mut items = Self::new();
        for item in raw.values.iter().flat_map(|text| text.split(',')) {
            let text = (raw.unescape)(item).ok_or(fault.clone())?;
            let whole = T::from_text(&text).filter(|_| tells_commas_apart || !text.contains(','));
            match whole.filter(|_| !text.is_empty()) {
                Some(item) => items.push(item),
                None => {
                    for part in text.split(',').filter(|part| !part.is_empty()) {
                        items.push(T::from_text(part).ok_or(fault.clone())?);
                    }
                }
            }
        }
        Ok(items)
    }
}

macro_rules! number_params {
    ($($number:ty: $expected:literal, $is_valid:expr;)*) => {$(
        impl TextParam for $number {
            const EXPECTED: &'static str = $expected;

            fn to_text(&self) -> Cow<'_, str> {
                self.to_string().into()
            }

            fn from_text(text: &str) -> Option<Self> {
                text.parse().ok().filter($is_valid)
            }

            fn is_valid(&self) -> bool {
                ($is_valid)(self)
            }
        }
    )*};
}

// What JSON cannot say, infinity and not-a-number, is no number here either.
number_params! {
    i32: "a 32-bit integer", |_: &i32| true;
    i64: "a 64-bit integer", |_: &i64| true;
    f64: "a number", |number: &f64| number.is_finite();
}

/// `True` and `False` are read too: .NET writes them.
impl TextParam for bool {
    const EXPECTED: &'static str = "`true` or `false`";

    fn to_text(&self) -> Cow<'_, str> {
        if *self { "true" } else { "false" }.into()
    }

    fn from_text(text: &str) -> Option<Self> {
        match text {
            _ if text.eq_ignore_ascii_case("true") => Some(true),
            _ if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }
}

impl TextParam for String {
    const EXPECTED: &'static str = "percent-encoded UTF-8";

    fn to_text(&self) -> Cow<'_, str> {
        self.into()
    }

    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}
