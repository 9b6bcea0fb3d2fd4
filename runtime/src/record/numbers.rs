//! Numbers that a double or a 64-bit integer would change.

/// Whether all numbers of a JSON text are as large and as exact when they are held as 64-bit integers and doubles.
pub(super) fn are_exact(json: &str) -> bool {
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
        if !token.starts_with('"') && !is_exact(token) {
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

/// Doubles tell all decimal numbers of so many digits apart, if they are not too small.
const EXACT_DIGITS: usize = 15;

fn is_exact(number: &str) -> bool {
    if number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok() {
        return true;
    }
    let Some(double) = number.parse::<f64>().ok().filter(|double| double.is_finite()) else { return false };
    let mantissa = number.split(['e', 'E']).next().unwrap_or(number);
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count();
    let is_normal = double.is_normal() || digits == 0;
    is_normal && digits <= EXACT_DIGITS || double.to_string() == number
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
            r#"{"a": [1, "12345678901234567890123", "\"1e999\\", 2.5], "1e999": true}"#,
            "\"",
            "",
        ] {
            assert!(are_exact(json), "{json}");
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
            "5e-324",
            "0.1000000000000000055",
            r#"{"a\\": 1e999}"#,
            "[1,\"\\\"\",123456789012345678.5]",
        ] {
            assert!(!are_exact(json), "{json}");
        }
    }
}
