//! A conversation as one text.

use docwright_runtime::DateTime;
use superoffice::models::ChatMessage;

/// One line for each, such as `09:30 Anna: Hello`.
pub(super) fn plain(lines: &[ChatMessage]) -> String {
    lines.iter().map(plain_line).collect::<Vec<_>>().join("\n")
}

/// The same, as a list in HTML.
pub(super) fn html(lines: &[ChatMessage]) -> String {
    let items = lines.iter().map(|line| format!("<li>{}</li>", escape(&plain_line(line))));
    format!("<ul>{}</ul>", items.collect::<String>())
}

fn plain_line(line: &ChatMessage) -> String {
    let author = line.author.as_deref().unwrap_or("?");
    let message = line.message.as_deref().unwrap_or_default();
    format!("{} {author}: {message}", time_of_day(line.when_posted.as_ref()))
}

fn time_of_day(moment: Option<&DateTime>) -> String {
    match moment.map(DateTime::parts) {
        Some(Ok(parts)) => format!("{:02}:{:02}", parts.hour, parts.minute),
        _ => "--:--".to_owned(),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visitors_cannot_write_html() {
        let line = ChatMessage {
            author: Some("Eve".to_owned()),
            message: Some("<script>".to_owned()),
            when_posted: Some(DateTime::from_text("2024-07-01T09:05:00Z")),
            ..ChatMessage::default()
        };
        assert_eq!(plain(&[line.clone(), line.clone()]), "09:05 Eve: <script>\n09:05 Eve: <script>");
        assert_eq!(html(&[line]), "<ul><li>09:05 Eve: &lt;script&gt;</li></ul>");
    }
}
