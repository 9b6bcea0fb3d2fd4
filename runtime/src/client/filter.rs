//! Conditions on the rows of a list.

use std::borrow::Cow;
use std::fmt;

use crate::DateTime;

/// A condition on the rows of a list, for the query parameter `$filter`.
///
/// Values are written as the language of filters wants them: texts in quotation marks, with
/// those inside doubled. The URL is escaped when the request is sent.
///
/// ```
/// use docwright_runtime::client::Filter;
///
/// let filter = Filter::field("name").begins("O'Brien")
///     .and(Filter::field("category/id").one_of([1, 4]).or(Filter::field("registered").this_month()));
/// assert_eq!(
///     filter.to_string(),
///     "name begins 'O''Brien' and (category/id oneOf (1,4) or registered thisMonth)",
/// );
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
/// assert_eq!(amount.between(100, 200).to_string(), "amount between (100,200)");
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

/// Conditions without a value.
macro_rules! unary {
    ($($(#[$docs:meta])* $method:ident $word:literal;)*) => {$(
        $(#[$docs])*
        pub fn $method(self) -> Filter {
            self.condition($word)
        }
    )*};
}

/// Conditions with one value.
macro_rules! binary {
    ($($(#[$docs:meta])* $method:ident $word:literal;)*) => {$(
        $(#[$docs])*
        pub fn $method<'v>(self, value: impl Into<FilterValue<'v>>) -> Filter {
            self.condition(format_args!("{} {}", $word, value.into()))
        }
    )*};
}

impl Field<'_> {
    binary! {
        /// Is this.
        eq "eq";
        /// Is not this.
        ne "ne";
        /// Is greater, or later in the alphabet.
        gt "gt";
        /// Is greater or the same.
        ge "ge";
        /// Is less.
        lt "lt";
        /// Is less or the same.
        le "le";
        /// The text begins so.
        begins "begins";
        /// The text does not begin so.
        not_begins "notBegins";
        /// The text has this in it.
        contains "contains";
        /// The text does not have this in it.
        not_contains "notContains";
        /// The day is this one.
        date "date";
        /// The day is before this one.
        before "before";
        /// The day is after this one.
        after "after";
    }

    unary! {
        /// Is today.
        today "today";
        /// Was before today.
        before_today "beforeToday";
        /// Is after today.
        after_today "afterToday";
        /// Is in this week.
        this_week "thisWeek";
        /// Was in the last week.
        last_week "lastWeek";
        /// Is in the next week.
        next_week "nextWeek";
        /// Is in this month.
        this_month "thisMonth";
        /// Was in the last month.
        last_month "lastMonth";
        /// Is in the next month.
        next_month "nextMonth";
        /// Is in this year.
        this_year "thisYear";
        /// Is the user who asks.
        current_associate "currentAssociate";
    }

    /// From the one to the other, both included.
    pub fn between<'v>(self, low: impl Into<FilterValue<'v>>, high: impl Into<FilterValue<'v>>) -> Filter {
        self.list("between", [low.into(), high.into()])
    }

    /// From the one day to the other, both included.
    pub fn date_between<'v>(self, first: impl Into<FilterValue<'v>>, last: impl Into<FilterValue<'v>>) -> Filter {
        self.list("dateBetween", [first.into(), last.into()])
    }

    /// Is one of these items of a list, given by their ids.
    pub fn one_of(self, ids: impl IntoIterator<Item = i32>) -> Filter {
        self.list("oneOf", ids.into_iter().map(FilterValue::from))
    }

    /// Is none of these items of a list, given by their ids.
    pub fn not_one_of(self, ids: impl IntoIterator<Item = i32>) -> Filter {
        self.list("notOneOf", ids.into_iter().map(FilterValue::from))
    }

    /// Is one of these employees, given by their ids.
    pub fn associate_is_one_of(self, ids: impl IntoIterator<Item = i32>) -> Filter {
        self.list("associateIsOneOf", ids.into_iter().map(FilterValue::from))
    }

    /// Is none of these employees, given by their ids.
    pub fn associate_is_not_one_of(self, ids: impl IntoIterator<Item = i32>) -> Filter {
        self.list("associateIsNotOneOf", ids.into_iter().map(FilterValue::from))
    }

    fn list<'v>(self, word: &str, values: impl IntoIterator<Item = FilterValue<'v>>) -> Filter {
        let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
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
            ("contactUdef/SuperOffice:3", "contactUdef/SuperOffice:3"),
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
            (field.before(&day), "f before '2024-01-31T00:00:00'"),
            (field.date_between("2024-01-01", "2024-01-31"), "f dateBetween ('2024-01-01','2024-01-31')"),
            (field.not_one_of([]), "f notOneOf ()"),
            (field.before_today(), "f beforeToday"),
        ] {
            assert_eq!(String::from(filter), expected);
        }
    }
}
