//! Numbers that a double or a 64-bit integer would change.

/// Whether all numbers of a JSON text are as large and as exact when they are held as 64-bit integers and doubles.
pub(super) fn are_exact(json: &str) -> bool {
    all_numbers(json, is_exact)
}

/// Whether all numbers of a JSON text mean the integers and doubles that hold them: .NET writes doubles with 17 digits,
/// where fewer tell which one it is. A reader of doubles finds the same, a reader of decimals does not.
pub(crate) fn are_meant(json: &str) -> bool {
    all_numbers(json, |number| is_exact(number) || is_double_in_full(number))
}

fn all_numbers(json: &str, holds: impl Fn(&str) -> bool) -> bool {
    if json.starts_with('"') {
        return true;
    }
    let mut rest = json;
    while let Some(start) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        let (_, found) = rest.split_at(start);
        let length = match found.strip_prefix('"') {
            Some(text) => 1 + text_length(text),
            None => number_length(found),
        };
        let (token, after) = found.split_at(length);
        if !token.starts_with('"') && !holds(token) {
            return false;
        }
        rest = after;
    }
    true
}

/// The length of a text up to and with its closing quotation mark.
fn text_length(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.bytes().position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    });
    end.map_or(text.len(), |end| end + 1)
}

fn number_length(number: &str) -> usize {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
    number.find(|c| !is_part(c)).unwrap_or(number.len())
}

/// Whether the shortest spelling of what holds a number is the same number.
fn is_exact(number: &str) -> bool {
    if number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok() {
        return true;
    }
    // Of so few digits doubles tell all numbers apart, if they are not too small.
    let is_short = number.len() <= 15 && !number.contains(['e', 'E']);
    double(number).is_some_and(|double| is_short || Decimal::of(&format!("{double:e}")) == Decimal::of(number))
}

/// No double needs more digits.
const MOST_DIGITS: usize = 17;

/// Whether a number is a double in no more digits than doubles need, though perhaps in more than this one needs.
fn is_double_in_full(number: &str) -> bool {
    let decimal = Decimal::of(number);
    let digits = decimal.digits.len();
    let in_full = |double| Decimal::of(&format!("{double:.*e}", digits.saturating_sub(1)));
    digits <= MOST_DIGITS && double(number).is_some_and(|double| in_full(double) == decimal)
}

fn double(number: &str) -> Option<f64> {
    number.parse().ok().filter(|double: &f64| double.is_finite())
}

/// A decimal number, which has many spellings.
#[derive(PartialEq)]
struct Decimal {
    is_negative: bool,
    /// Without zeros at either end.
    digits: String,
    /// The power of ten of the first digit; 0 for zero.
    exponent: i64,
}

impl Decimal {
    fn of(number: &str) -> Self {
        let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
        let unsigned = mantissa.trim_start_matches('-');
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let all = format!("{whole}{fraction}");
        let significant = all.trim_start_matches('0');
        let digits = significant.trim_end_matches('0').to_owned();
        let point = i64::try_from(whole.len()).unwrap_or(i64::MAX);
        let skipped = i64::try_from(all.len() - significant.len()).unwrap_or(i64::MAX);
        // More than fits is more than doubles hold, and was refused before.
        let exponent = exponent.parse().unwrap_or(0_i64).saturating_add(point).saturating_sub(skipped);
        let exponent = if digits.is_empty() { 0 } else { exponent };
        Self { is_negative: mantissa.starts_with('-'), digits, exponent }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_of_64_bits_and_doubles_are_exact() {
        for json in [
            "0",
            "-0",
            "-0.0",
            "0e5",
            "18446744073709551615",
            "-9223372036854775808",
            "0.1",
            "1.50",
            "1e22",
            "0.30000000000000004",
            "3.0000000000000004E-01",
            "30000000000000004e-17",
            "1.00000000000000000000",
            "5e-324",
            "-0.000",
            "1.7976931348623157e+308",
            r#"{"a": [1, "12345678901234567890123", "\"1e999\\", 2.5], "1e999": true}"#,
            "\"",
            "",
        ] {
            assert!(are_exact(json), "{json}");
        }
    }

    #[test]
    fn doubles_in_more_digits_than_they_need_mean_these_doubles() {
        for json in ["4.94065645841247E-324", "59.913868700000002", "[2.7000000000000001E-07, 0]"] {
            assert!(are_meant(json) && !are_exact(json), "{json}");
        }
        for json in ["59.913868700000004", "12345678901234567890123", "1e400", "1e-400", "[1, 18446744073709551616]"] {
            assert!(!are_meant(json), "{json}");
        }
    }

    #[test]
    fn what_would_come_back_as_another_number_is_not() {
        for json in [
            "18446744073709551616",
            "-9223372036854775809",
            "12345678901234567890123",
            "1e400",
            "1e-400",
            "4.94065645841247E-324",
            "59.913868700000002",
            "2.7000000000000001E-07",
            "1e-99999999999999999999",
            "0.1000000000000000055",
            r#"{"a\\": 1e999}"#,
            "[1,\"\\\"\",123456789012345678.5]",
        ] {
            assert!(!are_exact(json), "{json}");
        }
    }
}
