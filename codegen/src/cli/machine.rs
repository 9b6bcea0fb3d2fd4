//! Findings for machines.

use crate::diagnostic::{Diagnostic, Severity};
use crate::render::{Texts, printable_lines};
use crate::source::Origin;
use serde_json::{Map, Value, json};

/// One JSON object per line, with `severity` (`error`, `warning`, `note`), `code`, `message`,
/// `help`, and, where there is a place, `file`, `line` and `column` (both from 1, in characters) and
/// `length`; `related` is a list of further places, each with a `message`.
pub(crate) fn json(found: &[Diagnostic], texts: &dyn Texts) -> String {
    let line = |finding: &Diagnostic| {
        let related = finding.related.iter().map(|(origin, message)| {
            let mut related = place(origin, texts);
            related.insert("message".to_owned(), json!(message));
            Value::Object(related)
        });
        let mut object = finding.origin.as_ref().map(|origin| place(origin, texts)).unwrap_or_default();
        object.insert("severity".to_owned(), json!(finding.severity().to_string()));
        object.insert("code".to_owned(), json!(finding.code.id()));
        object.insert("message".to_owned(), json!(finding.message));
        object.insert("help".to_owned(), json!(finding.code.help()));
        object.insert("related".to_owned(), related.collect());
        format!("{}\n", Value::Object(object))
    };
    found.iter().map(line).collect()
}

fn place(origin: &Origin, texts: &dyn Texts) -> Map<String, Value> {
    let Origin { file, line, column, length } = origin;
    let entries = [
        ("file", json!(texts.shown(file))),
        ("line", json!(line)),
        ("column", json!(column)),
        ("length", json!(length)),
    ];
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// Workflow commands of GitHub Actions, which it shows at the lines in question.
pub(crate) fn github(found: &[Diagnostic], texts: &dyn Texts) -> String {
    let line = |finding: &Diagnostic| {
        let level = match finding.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let place = finding.origin.as_ref().map(|origin| {
            format!("file={},line={},col={},", property(&texts.shown(&origin.file)), origin.line, origin.column)
        });
        let message = data(&format!("{}\nhelp: {}", finding.message, finding.code.help()));
        format!("::{level} {}title={}::{message}\n", place.unwrap_or_default(), finding.code.id())
    };
    found.iter().map(line).collect()
}

/// How generated files differ: `severity` and `code` (`drift`) as for findings, `message`, `file`; then, as notes
/// with the code `change`, what happened to the API.
pub(crate) fn drift_json(differences: &[(&str, String)], changes: &[String]) -> String {
    let files = differences
        .iter()
        .map(|(what, file)| json!({ "severity": "error", "code": "drift", "message": what, "file": file }));
    let changes = changes.iter().map(|change| json!({ "severity": "note", "code": "change", "message": change }));
    files.chain(changes).map(|line| format!("{line}\n")).collect()
}

/// The same as annotations; the changes are one.
pub(crate) fn drift_github(differences: &[(&str, String)], changes: &[String]) -> String {
    let line = |(what, file): &(&str, String)| format!("::error file={},title=drift::{}\n", property(file), data(what));
    let changes =
        (!changes.is_empty()).then(|| format!("::notice title=what changed::{}\n", data(&changes.join("\n"))));
    differences.iter().map(line).chain(changes).collect()
}

/// Escapes the text of a workflow command, and what people would not see of it.
pub(super) fn data(text: &str) -> String {
    escaped(&printable_lines(text))
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
pub(super) fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::SourceFile;

    fn finding(file: &SourceFile) -> Diagnostic {
        let origin = Some(file.origin(2..5));
        let related = vec![(file.whole(), "the other".to_owned())];
        Diagnostic { origin, code: Code::RowDuplicate, message: "100 %\nof it".into(), related }
    }

    #[test]
    fn json_is_one_object_per_line() {
        let file = SourceFile::new("docs/a.md", "| \"x\" |");
        let text = json(&[finding(&file), finding(&file)], &file);
        assert_eq!(text.lines().count(), 2);
        let value: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        assert_eq!(value["file"], "docs/a.md");
        assert_eq!((&value["line"], &value["column"], &value["length"]), (&json!(1), &json!(3), &json!(3)));
        assert_eq!((&value["severity"], &value["code"]), (&json!("warning"), &json!("DW0303")));
        assert_eq!(value["message"], "100 %\nof it");
        assert_eq!(value["related"][0]["message"], "the other");
    }

    #[test]
    fn github_shows_what_people_do_not_see() {
        let file = SourceFile::new("a.md", "| \"x\" |");
        let finding = Diagnostic { message: "a\u{202e}b".into(), ..finding(&file) };
        assert!(github(&[finding], &file).contains("a\\u{202e}b%0Ahelp"));
    }

    #[test]
    fn github_commands_cannot_be_broken_by_a_message_or_a_path() {
        let file = SourceFile::new("a,b::c\n.md", "| \"x\" |");
        let text = github(&[finding(&file)], &file);
        assert_eq!(text.lines().count(), 1);
        assert!(
            text.starts_with("::warning file=a%2Cb%3A%3Ac%0A.md,line=1,col=3,title=DW0303::100 %25%0Aof it"),
            "{text}"
        );
    }
}
