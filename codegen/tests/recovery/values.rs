//! What does not count: the values in samples, which are invented anew for each edition, and space.

use std::sync::Arc;

use docwright::unstable::api::Api;
use docwright::unstable::diagnostic::Diagnostics;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::emit;
use docwright::unstable::json::Node;
use docwright::unstable::options::Options;
use docwright::unstable::page::{Page, SampleBody, SampleMessage};
use docwright::unstable::plan::{self, Choices};
use docwright::unstable::source::SourceFile;
use docwright::unstable::sources::Sources;
use serde_json::Number;

use crate::pages::{Edition, pages, resolve};

/// A stand-in for numbers that are too large for 32 bits.
const LARGE_NUMBER: f64 = 99.99;

/// Rolls values that are like others, the same in each run.
struct Dice(u32);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) % sides
    }

    fn message(&mut self, message: &mut SampleMessage) {
        if let SampleBody::Json(json) = &mut message.body {
            self.value(Arc::make_mut(&mut json.value));
        }
    }

    fn value(&mut self, node: &mut Node) {
        match node {
            Node::Null => {}
            Node::Bool(value) => *value = !*value,
            Node::Number(number) => *number = self.number(number),
            Node::String(text) => *text = self.text(text),
            Node::Array(elements) => elements.iter_mut().for_each(|element| self.value(element)),
            Node::Object(entries) => entries.iter_mut().for_each(|(_, value)| self.value(value)),
        }
    }

    fn number(&mut self, number: &Number) -> Number {
        match (number.as_i64(), number.as_f64()) {
            (_, Some(LARGE_NUMBER)) => number.clone(),
            (Some(whole), _) if i32::try_from(whole).is_ok() => i64::from(self.roll(2_000)).into(),
            (Some(_), _) => (i64::from(i32::MAX) + 1 + i64::from(self.roll(2_000))).into(),
            _ => Number::from_f64(f64::from(self.roll(2_000)) + 0.125).unwrap(),
        }
    }

    fn text(&mut self, text: &str) -> String {
        if text.starts_with("GIF89") || text == "An object of some kind" {
            return text.to_owned();
        }
        let is_date = text.get(10..11) == Some("T") && text.starts_with(|c: char| c.is_ascii_digit());
        if !is_date {
            return ["", "word", "three little words", "1", "true", "null", "Person", "[]"][self.roll(8) as usize]
                .to_owned();
        }
        let (month, day, hour) = (1 + self.roll(12), 1 + self.roll(28), self.roll(24));
        format!(
            "19{:02}-{month:02}-{day:02}T{hour:02}:00:59{}",
            self.roll(100),
            ["", "Z", ".5+01:00"][self.roll(3) as usize]
        )
    }
}

fn rolled(mut pages: Vec<Page>) -> Vec<Page> {
    let mut dice = Dice(7);
    for page in &mut pages {
        page.sample_request
            .iter_mut()
            .chain(page.responses.iter_mut().filter_map(|it| it.sample.as_mut()))
            .for_each(|message| dice.message(message));
    }
    pages
}

/// `outline.txt`, which has all types and the kinds of their reasons.
fn outline(api: &Api) -> String {
    let plan = plan::plan(
        api,
        Choices { options: &Options::default(), conventions: Dialect::built_in("superoffice").unwrap().conventions() },
        &mut Diagnostics::new(),
    );
    let files = emit::emit(api, &plan);
    files.iter().find(|file| file.path().as_str() == "outline.txt").unwrap().contents().to_owned()
}

#[test]
fn values_of_samples_do_not_count() {
    for edition in Edition::all() {
        let pages = edition.pages();
        let (api, lock) = resolve(&pages);
        let (other, other_lock) = resolve(&rolled(pages));
        assert!(api != other, "{}: there are other values in the samples", edition.name);
        assert_eq!(first_difference(&lock.to_string(), &other_lock.to_string()), None, "{}", edition.name);
        // All reasons are the same, too, and the places where they stand.
        assert!(api.without_samples() == other.without_samples(), "{}", edition.name);
    }
}

#[test]
fn values_of_samples_do_not_change_the_outline() {
    let pages = Edition::own().pages();
    let [before, after] = [pages.clone(), rolled(pages)].map(|pages| outline(&resolve(&pages).0));
    assert_eq!(first_difference(&before, &after), None);
}

/// Pages with more blank lines where there are some, with space at the ends of lines, and with the line ends of
/// another platform. Blocks of code are left alone, but for their line ends.
fn spaced(sources: &Sources) -> Sources {
    let spaced = |file: &SourceFile| {
        let (mut text, mut code) = (String::new(), false);
        for (number, line) in file.text().lines().enumerate() {
            let fence = line.trim_start().starts_with("```");
            code ^= fence;
            text.push_str(line);
            if !code && !fence && !line.is_empty() {
                text.push_str(&" ".repeat(number % 3));
            }
            text.push_str("\r\n");
            if !code && line.is_empty() {
                text.push_str(&"\r\n".repeat(1 + number % 3));
            }
        }
        SourceFile::new(file.path(), text)
    };
    sources.iter().map(spaced).collect()
}

/// Pages without any blank line that follows another.
fn tight(sources: &Sources) -> Sources {
    let tight = |file: &SourceFile| {
        let (mut text, mut code, mut blank) = (String::new(), false, false);
        for line in file.text().lines() {
            code ^= line.trim_start().starts_with("```");
            if code || !blank || !line.trim().is_empty() {
                text.push_str(line.trim_end());
                text.push('\n');
            }
            blank = line.trim().is_empty();
        }
        SourceFile::new(file.path(), text)
    };
    sources.iter().map(tight).collect()
}

#[test]
fn space_does_not_count() {
    for edition in Edition::all() {
        let sources = edition.sources();
        let (_, lock) = resolve(&pages(&sources));
        for (what, other) in [("spaced", spaced(&sources)), ("tight", tight(&sources))] {
            let changed = sources.iter().zip(other.iter()).filter(|(a, b)| a.text() != b.text()).count();
            assert!(changed * 2 > sources.len(), "{} {what}: {changed} of {}", edition.name, sources.len());
            let (_, other) = resolve(&pages(&other));
            assert_eq!(first_difference(&lock.to_string(), &other.to_string()), None, "{} {what}", edition.name);
        }
    }
}

#[test]
fn space_does_not_change_the_outline() {
    let sources = Edition::own().sources();
    let expected = outline(&resolve(&pages(&sources)).0);
    for other in [spaced(&sources), tight(&sources)] {
        assert_eq!(first_difference(&expected, &outline(&resolve(&pages(&other)).0)), None);
    }
}

/// The first line that differs.
fn first_difference<'a>(left: &'a str, right: &'a str) -> Option<(&'a str, &'a str)> {
    let lines = left.lines().zip(right.lines()).find(|(a, b)| a != b);
    lines.or_else(|| (left != right).then_some(("the lengths", "differ")))
}
