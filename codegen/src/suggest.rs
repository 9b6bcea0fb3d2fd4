//! "Did you mean": the known name that is nearest to a mistyped one.

/// Names less alike than this (Jaro-Winkler, 0 to 1) are not worth a suggestion.
const ALIKE: f64 = 0.8;

/// The known name that is most like `word`, if any is; of equals, the first.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let rated = known.into_iter().map(|name| (strsim::jaro_winkler(&word, &name.to_lowercase()), name));
    let mut best: Option<(f64, &str)> = None;
    for (alike, name) in rated.filter(|(alike, _)| *alike >= ALIKE) {
        if best.is_none_or(|(before, _)| alike > before) {
            best = Some((alike, name));
        }
    }
    best.map(|(_, name)| name)
}

/// `; did you mean 'name'?`, or nothing.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map(|name| format!("; did you mean '{name}'?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_recognized_and_a_stranger_is_not() {
        let known = ["Chat_Agent", "Contact_Agent", "rest/Contact"];
        assert_eq!(nearest("Chat_Agnet", known), Some("Chat_Agent"));
        assert_eq!(nearest("chat_agent", known), Some("Chat_Agent"));
        assert_eq!(nearest("rest/Contcat", known), Some("rest/Contact"));
        assert_eq!(nearest("zebra", known), None);
    }
}
