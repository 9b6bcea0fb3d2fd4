//! Which pages there are, and in which order.

use std::collections::BTreeSet;

use docwright::unstable::api::Api;
use docwright::unstable::page::Page;

use crate::compare::{Difference, differences};
use crate::pages::{Edition, picks, resolve};

/// How many pages of a large edition are dropped in turn.
const PICKS: usize = 8;

/// What only another page tells, by a rule that closes the question if no page does: whether the
/// table of a request describes a struct or the elements of a list, where there is no sample.
const TOLD_BY_ANOTHER_PAGE: [&str; 1] = ["v1ChatPresence_SaveChatPresence.request"];

#[test]
fn the_order_of_pages_does_not_count() {
    for edition in Edition::all() {
        let pages = edition.pages();
        let (api, lock) = resolve(&pages);
        let reversed: Vec<_> = pages.iter().rev().cloned().collect();
        let shuffled = (0..7).flat_map(|start| pages.iter().skip(start).step_by(7)).cloned().collect();
        for (what, pages) in [("reversed", reversed), ("shuffled", shuffled)] {
            let (other, other_lock) = resolve(&pages);
            assert!(api == other, "{} {what}", edition.name);
            assert!(lock.to_string() == other_lock.to_string(), "{} {what}", edition.name);
        }
    }
}

#[test]
fn no_single_page_makes_a_known_type_another_one() {
    for edition in Edition::all() {
        let pages = edition.pages();
        let (all, _) = resolve(&pages);
        let count = if pages.len() < 200 { pages.len() } else { PICKS };
        for at in picks(count, pages.len()) {
            let mut fewer = pages.clone();
            let dropped = fewer.remove(at);
            let what = format!("{} without {}", edition.name, dropped.operation_id.value);
            let (fewer, _) = resolve(&fewer);
            compatible(&what, &all, &fewer);
            let gained = differences(&all, &fewer).gained;
            assert!(gained.is_empty(), "{what}: {}", lines(&gained));
        }
    }
}

#[test]
fn no_service_makes_a_known_type_another_one() {
    for edition in Edition::all() {
        let pages = edition.pages();
        let (all, _) = resolve(&pages);
        let service = |page: &Page| page.operation_id.value.service().clone();
        let services: Vec<_> = pages.iter().map(service).collect::<BTreeSet<_>>().into_iter().collect();
        for at in picks(PICKS, services.len()) {
            let fewer: Vec<_> = pages.iter().filter(|page| service(page) != services[at]).cloned().collect();
            compatible(&format!("{} without {}", edition.name, services[at]), &all, &resolve(&fewer).0);
        }
    }
}

#[test]
fn no_page_of_a_later_edition_makes_a_known_type_another_one() {
    let [earlier, later] = &Edition::corpus()[..] else { return };
    let pages = earlier.pages();
    let (before, _) = resolve(&pages);
    let known: BTreeSet<_> = pages.iter().map(|page| page.operation_id.value.clone()).collect();
    let mut new = later.pages();
    new.retain(|page| !known.contains(&page.operation_id.value));
    for at in picks(PICKS, new.len()) {
        let what = format!("{} with {}", earlier.name, new[at].operation_id.value);
        let more: Vec<_> = pages.iter().chain([&new[at]]).cloned().collect();
        compatible(&what, &resolve(&more).0, &before);
    }
}

/// Fewer pages tell less, and nothing else.
#[track_caller]
fn compatible(what: &str, all: &Api, fewer: &Api) {
    let mut found = differences(all, fewer);
    found.contradictions.retain(|found| !TOLD_BY_ANOTHER_PAGE.contains(&&*found.value));
    assert!(found.contradictions.is_empty(), "{what}: {}", lines(&found.contradictions));
}

fn lines(found: &[Difference]) -> String {
    found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
