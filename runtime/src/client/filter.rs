//! Conditions on the rows of a list.

use std::borrow::Cow;
use std::fmt;

use crate::DateTime;

/// A condition on the rows of a list, in the form of OData's filters: comparisons of fields, joined by `and` and `or`.
///
/// Conditions that OData does not have are an API's own; a generated crate has them as methods of [`Field`], by the trait
/// `filter::Operators`. Values are written as the language of filters wants them: texts in quotation marks, with
/// those inside doubled. The URL is escaped when the request is sent.
///
/// ```
/// use docwright_runtime::client::Filter;
///
/// let filter = Filter::field("name").eq("O'Brien")
///     .and(Filter::field("category/id").list("in", [1, 4]).or(Filter::field("amount").gt(5)));
/// assert_eq!(filter.to_string(), "name eq 'O''Brien' and (category/id in (1,4) or amount gt 5)");
/// ```
///
/// What it has no method for can be written by hand: [`Filter::raw`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a filter does nothing until a call has it"]
pub struct Filter {
    text: String,
    strength: Strength,
}

/// How tightly a condition holds together; looser ones need parentheses inside of tighter ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    Or,
    And,
    Single,
}

/// A column of a list: the left side of a condition. Made by [`Filter::field`].
///
/// ```
/// use docwright_runtime::client::Filter;
///
/// let amount = Filter::field("amount");
/// assert_eq!(amount.ge(100).to_string(), "amount ge 100");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a field is no condition yet"]
pub struct Field<'a>(&'a str);

/// A value in a condition: a number, a boolean, a time or a text.
///
/// ```
/// use docwright_runtime::client::FilterValue;
///
/// assert_eq!(FilterValue::from("it's").to_string(), "'it''s'");
/// assert_eq!(FilterValue::from(5).to_string(), "5");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterValue<'a>(Cow<'a, str>);

impl Filter {
    /// The column of this name, such as `name` or `category/id`.
    ///
    /// A name is one word, whoever says it: characters that would end it, such as a space, are written as `_x0020_`, which
    /// is how .NET escapes names.
    pub fn field(name: &str) -> Field<'_> {
        Field(name)
    }

    /// A condition that is written already. It is kept as it is, in parentheses where `and` joins it
    /// with others. It must not come from strangers.
    pub fn raw(text: impl Into<String>) -> Self {
        Self { text: text.into(), strength: Strength::Or }
    }

    /// Both conditions.
    pub fn and(self, other: Self) -> Self {
        self.join(Strength::And, other)
    }

    /// At least one of the conditions.
    pub fn or(self, other: Self) -> Self {
        self.join(Strength::Or, other)
    }

    fn join(self, strength: Strength, other: Self) -> Self {
        let word = if strength == Strength::And { "and" } else { "or" };
        let text = format!("{} {word} {}", self.inside(strength), other.inside(strength));
        Self { text, strength }
    }

    fn inside(self, strength: Strength) -> String {
        match self.strength < strength {
            true => format!("({})", self.text),
            false => self.text,
        }
    }
}

/// The comparisons of OData.
macro_rules! comparisons {
    ($($(#[$docs:meta])* $method:ident;)*) => {$(
        $(#[$docs])*
        pub fn $method<'v>(self, value: impl Into<FilterValue<'v>>) -> Filter {
            self.compare(stringify!($method), value)
        }
    )*};
}

impl Field<'_> {
    comparisons! {
        /// Is this.
        eq;
        /// Is not this.
        ne;
        /// Is greater, or later in the alphabet.
        gt;
        /// Is greater or the same.
        ge;
        /// Is less.
        lt;
        /// Is less or the same.
        le;
    }

    /// A condition without a value, by the API's word for it, such as `isEmpty`. Words must not come from strangers.
    pub fn is(self, word: &str) -> Filter {
        self.condition(word)
    }

    /// A condition with one value, by the API's word for it.
    pub fn compare<'v>(self, word: &str, value: impl Into<FilterValue<'v>>) -> Filter {
        self.condition(format_args!("{word} {}", value.into()))
    }

    /// A condition with a list of values, by the API's word for it.
    ///
    /// ```
    /// use docwright_runtime::client::Filter;
    ///
    /// let amount = Filter::field("amount").list("in", [100, 200]);
    /// assert_eq!(amount.to_string(), "amount in (100,200)");
    /// ```
    pub fn list<'v, V: Into<FilterValue<'v>>>(self, word: &str, values: impl IntoIterator<Item = V>) -> Filter {
        let values: Vec<String> = values.into_iter().map(|value| value.into().to_string()).collect();
        self.condition(format_args!("{word} ({})", values.join(",")))
    }

    fn condition(self, rest: impl fmt::Display) -> Filter {
        let text = format!("{} {rest}", FieldName(self.0));
        Filter { text, strength: Strength::Single }
    }
}

/// A name as one word.
struct FieldName<'a>(&'a str);

impl fmt::Display for FieldName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c.is_alphanumeric() || "_/.:-$@#~".contains(c) {
            true => fmt::Write::write_char(f, c),
            false => write!(f, "_x{:04X}_", u32::from(c)),
        })
    }
}

impl<'a> FilterValue<'a> {
    fn quoted(text: &str) -> Self {
        Self(format!("'{}'", text.replace('\'', "''")).into())
    }
}

impl<'a> From<&'a str> for FilterValue<'a> {
    fn from(text: &'a str) -> Self {
        Self::quoted(text)
    }
}

impl From<String> for FilterValue<'_> {
    fn from(text: String) -> Self {
        Self::quoted(&text)
    }
}

impl From<&DateTime> for FilterValue<'_> {
    fn from(time: &DateTime) -> Self {
        Self::quoted(time.as_str())
    }
}

macro_rules! plain_values {
    ($($value:ty),*) => {$(
        impl From<$value> for FilterValue<'_> {
            fn from(value: $value) -> Self {
                Self(value.to_string().into())
            }
        }
    )*};
}

plain_values!(i32, i64, f64, bool);

impl fmt::Display for FilterValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl From<Filter> for String {
    fn from(filter: Filter) -> Self {
        filter.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looser_conditions_get_parentheses() {
        let [a, b, c] = ["a", "b", "c"].map(|name| Filter::field(name).eq(1));
        let or = a.clone().or(b.clone());
        assert_eq!(or.clone().and(c.clone()).to_string(), "(a eq 1 or b eq 1) and c eq 1");
        assert_eq!(a.clone().and(b.clone()).or(c.clone()).to_string(), "a eq 1 and b eq 1 or c eq 1");
        assert_eq!(or.or(c).to_string(), "a eq 1 or b eq 1 or c eq 1");
        assert_eq!(a.and(Filter::raw("x or y")).and(b).to_string(), "a eq 1 and (x or y) and b eq 1");
    }

    #[test]
    fn names_are_one_word() {
        for (name, word) in [
            ("category/id", "category/id"),
            ("contactUdef/Vendor:3", "contactUdef/Vendor:3"),
            ("größe", "größe"),
            ("a eq 1 or b", "a_x0020_eq_x0020_1_x0020_or_x0020_b"),
            ("a'), (b", "a_x0027__x0029__x002C__x0020__x0028_b"),
            ("a\u{a0}\nb", "a_x00A0__x000A_b"),
        ] {
            assert_eq!(Filter::field(name).eq(1).to_string(), format!("{word} eq 1"));
        }
    }

    #[test]
    fn values_are_written_as_filters_want_them() {
        let day: DateTime = "2024-01-31T00:00:00".parse().unwrap();
        let field = Filter::field("f");
        for (filter, expected) in [
            (field.eq("' or 1 eq 1 or '"), "f eq ''' or 1 eq 1 or '''"),
            (field.ge(1.5), "f ge 1.5"),
            (field.eq(true), "f eq true"),
            (field.compare("before", &day), "f before '2024-01-31T00:00:00'"),
            (field.list("dateBetween", ["2024-01-01", "2024-01-31"]), "f dateBetween ('2024-01-01','2024-01-31')"),
            (field.list("notOneOf", [0; 0]), "f notOneOf ()"),
            (field.is("beforeToday"), "f beforeToday"),
        ] {
            assert_eq!(String::from(filter), expected);
        }
    }
}
