//! What changed between two outlines (`outline.txt` of a generated folder), in a few words.
//!
//! An outline tells what the docs mean, one line for each fact. It is at hand wherever generated code is, when the
//! docs that it was made of are long gone: so `check` and `generate` can tell what happened to the API rather than to
//! files. [`diff`](crate::diff) tells more, from the docs of both editions.

mod moved;

use std::collections::{BTreeMap, BTreeSet};

use crate::lock;
use crate::rust_names::RustNames;

/// The name of the file.
pub const FILE_NAME: &str = "outline.txt";

/// What a line begins with that tells of code that compiles as before, and does something else.
pub const WARNING: &str = "warning: ";

/// What outlines call an operation.
pub(crate) fn operation_name(service: &str, method: &str) -> String {
    format!("{service}.{method}")
}

/// How many names a line shows.
const MAX_NAMES: usize = 4;

/// What changed, a line each, without the end of the line: what is gone, what is another thing now, what is new, and in
/// the end how much is only known for other reasons.
pub fn changes(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (Outline::read(old), Outline::read(new));
    let mut gone = Vec::new();
    let mut changed = Vec::new();
    let mut added = Vec::new();
    members(&old.types, &new.types, "removed from", &mut gone);
    members(&new.types, &old.types, "added to", &mut added);
    operations(&old.operations, &new.operations, "removed from", &mut gone);
    operations(&new.operations, &old.operations, "added to", &mut added);
    for (name, (before, now)) in both(&old.types, &new.types) {
        changed.extend(both(before, now).filter_map(|(member, (before, now))| retyped(name, member, before, now)));
    }
    for (service, (before, now)) in both(&old.operations, &new.operations) {
        for (method, (before, now)) in both(before, now).filter(|(_, (before, now))| before != now) {
            changed.push(format!("operation {service}.{method} was {before}, is {now}"));
        }
    }
    let reasons = both(&old.types, &new.types).flat_map(|(_, (before, now))| both(before, now));
    let reasons = reasons.filter(|(_, (before, now))| before.same_meaning(now) && before.reason != now.reason).count();
    let known = (reasons > 0).then(|| format!("{} known for another reason", count(reasons, "type", "is", "are")));
    let moved = moved::names(&old, &new).into_iter().map(|line| format!("{WARNING}{line}"));
    moved.chain([gone, changed, added].into_iter().flatten()).chain(known).collect()
}

/// The facts of an outline.
#[derive(Default)]
struct Outline<'a> {
    /// By struct and property, or by enum and value.
    types: BTreeMap<&'a str, BTreeMap<&'a str, Member<'a>>>,
    /// By service and method: the rest of the line.
    operations: BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>,
    /// Rust's spelling where names do not tell it.
    names: RustNames,
}

/// A property of a struct or a value of an enum.
#[derive(Default)]
struct Member<'a> {
    /// The type; nothing for a value.
    ty: Option<&'a str>,
    is_deprecated: bool,
    reason: &'a str,
}

impl Member<'_> {
    fn same_meaning(&self, other: &Self) -> bool {
        self.ty == other.ty && self.is_deprecated == other.is_deprecated
    }
}

impl<'a> Outline<'a> {
    /// What is not understood is passed over: the outline may be of another version, or edited.
    fn read(text: &'a str) -> Self {
        let mut outline = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((kind, [scope, name, ident])) = lock::read_name(line) {
                outline.names.insert(kind, &scope, &name, &ident);
                continue;
            }
            // Types may have dots in their names.
            let listed = line.split_once(": enum(").or_else(|| line.split_once(": integers("));
            if let Some((name, values)) = listed.and_then(|(name, rest)| Some((name, rest.strip_suffix(')')?))) {
                let values = values.split(", ").map(|value| (value, Member::default()));
                outline.types.entry(name).or_default().extend(values);
                continue;
            }
            let Some((owner, rest)) = line.split_once(['.', ':']) else { continue };
            if let Some((name, is)) = rest.split_once(": ").filter(|(name, _)| !name.contains(" /")) {
                outline.types.entry(owner).or_default().insert(name, property(is));
            } else if let Some((method, is)) = rest.split_once(' ') {
                outline.operations.entry(owner).or_default().insert(method, is);
            }
        }
        outline
    }
}

/// Reads `string (table, deprecated)`.
fn property(text: &str) -> Member<'_> {
    let (ty, reason) = text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")).unwrap_or((text, ""));
    let plain = reason.strip_suffix(", deprecated");
    Member { ty: Some(ty), is_deprecated: plain.is_some(), reason: plain.unwrap_or(reason) }
}

type ByName<'a, T> = BTreeMap<&'a str, T>;

fn both<'m, T>(old: &'m ByName<'_, T>, new: &'m ByName<'_, T>) -> impl Iterator<Item = (&'m str, (&'m T, &'m T))> {
    old.iter().filter_map(|(name, before)| Some((*name, (before, new.get(name)?))))
}

/// Types and members that only `these` have.
fn members(
    these: &ByName<'_, ByName<'_, Member<'_>>>,
    others: &ByName<'_, ByName<'_, Member<'_>>>,
    what: &str,
    lines: &mut Vec<String>,
) {
    let whole: Vec<&str> = these.keys().copied().filter(|name| !others.contains_key(name)).collect();
    for (name, (members, known)) in both(these, others) {
        let names: Vec<&str> = members.keys().copied().filter(|member| !known.contains_key(member)).collect();
        let is_property = members.values().any(|member| member.ty.is_some());
        let noun = if is_property { ("property", "properties") } else { ("value", "values") };
        if !names.is_empty() {
            lines.push(format!("{} {what} {name}: {}", number(names.len(), noun), listed(&names)));
        }
    }
    if !whole.is_empty() {
        let what = what.split(' ').next().unwrap_or_default();
        lines.push(format!("{} {what}: {}", number(whole.len(), ("type", "types")), listed(&whole)));
    }
}

/// Operations that only `these` have.
fn operations(
    these: &ByName<'_, ByName<'_, &str>>,
    others: &ByName<'_, ByName<'_, &str>>,
    what: &str,
    lines: &mut Vec<String>,
) {
    for (service, methods) in these {
        let known = others.get(service);
        let is_new = |method: &&str| !known.is_some_and(|known| known.contains_key(method));
        let names: Vec<&str> = methods.keys().copied().filter(is_new).collect();
        if !names.is_empty() {
            lines.push(format!(
                "{} {what} {service}: {}",
                number(names.len(), ("operation", "operations")),
                listed(&names)
            ));
        }
    }
}

fn retyped(owner: &str, member: &str, before: &Member<'_>, now: &Member<'_>) -> Option<String> {
    match (before.ty, now.ty) {
        (Some(old), Some(new)) if old != new => Some(format!("{owner}.{member} was {old}, is {new}")),
        _ if before.is_deprecated == now.is_deprecated => None,
        _ if now.is_deprecated => Some(format!("{owner}.{member} is deprecated")),
        _ => Some(format!("{owner}.{member} is no longer deprecated")),
    }
}

fn listed(names: &[&str]) -> String {
    let shown =
        names.iter().copied().take(MAX_NAMES).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ");
    if names.len() > MAX_NAMES { format!("{shown}, …") } else { shown }
}

fn number(count: usize, (one, many): (&str, &str)) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn count(count: usize, noun: &str, is: &str, are: &str) -> String {
    if count == 1 { format!("1 {noun} {is}") } else { format!("{count} {noun}s {are}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "\
# a comment
Cup.Handle: bool (sample)
Cup.Size: int32 (table)
Cup.odata.id: string (table)
Kind: enum(Small, Large)
Pot.Lid: Lid (name)
Tea.Drink POST /api/v1/Tea/Drink (cup: Cup) -> none [204]
Tea.Pour GET /api/v1/Tea/{id} (id: int32) -> Cup [200]
";

    #[test]
    fn nothing_changed_in_the_same_outline() {
        assert_eq!(changes(OLD, OLD), [""; 0]);
    }

    #[test]
    fn what_changed_is_told_in_meaning() {
        let new = "\
Cup.Colour: string (table)
Cup.Rim: string (table)
Cup.Size: double (table)
Cup.odata.id: string (table, deprecated)
Kind: enum(Small, Medium, Large)
Spoon.Length: int32 (table)
Tea.Pour GET /api/v1/Tea/{id} (id: int32) -> Cup [200, 404]
Tea.Stir POST /api/v1/Tea/Stir () -> none [204]
";
        assert_eq!(
            changes(OLD, new),
            [
                "1 property removed from Cup: Handle",
                "1 type removed: Pot",
                "1 operation removed from Tea: Drink",
                "Cup.Size was int32, is double",
                "Cup.odata.id is deprecated",
                "operation Tea.Pour was GET /api/v1/Tea/{id} (id: int32) -> Cup [200], is GET /api/v1/Tea/{id} (id: int32) -> Cup [200, 404]",
                "2 properties added to Cup: Colour, Rim",
                "1 value added to Kind: Medium",
                "1 type added: Spoon",
                "1 operation added to Tea: Stir",
            ]
        );
    }

    #[test]
    fn the_name_of_a_list_may_have_dots() {
        let old = "tea.kind: enum(Small, Large)\ntea.size: integers(1, 2)\n";
        let told = changes(old, "tea.kind: enum(Small)\ntea.size: integers(1, 2, 3)\n");
        assert_eq!(told, ["1 value removed from tea.kind: Large", "1 value added to tea.size: 3"]);
    }

    #[test]
    fn other_reasons_are_counted_only() {
        assert_eq!(changes(OLD, &OLD.replace("(sample)", "(table)")), ["1 type is known for another reason"]);
        let all = OLD.replace("(sample)", "(lock)").replace("(table)", "(sample)");
        assert_eq!(changes(OLD, &all), ["3 types are known for another reason"]);
    }

    #[test]
    fn names_of_rust_that_mean_something_else_come_first() {
        let old = "\
Cup.size: int32 (table)
Kind: enum(fast)
Tea.Pour GET /api/v1/Tea/{id} (id: int32, sort?: string) -> Cup [200]
";
        let new = "\
Cup.Size: int32 (table)
Cup.size: int32 (table)
Kind: enum(Fast, fast)
Tea.Pour GET /api/v1/Tea/{id} (id: int32, sort?: string, Sort?: string) -> Cup [200]
Tea.pour GET /api/v1/Tea (id: int32) -> Cup [200]
";
        let moved = |new: &str| -> Vec<String> {
            changes(old, new).into_iter().filter(|line| line.starts_with(WARNING)).collect()
        };
        let told = moved(new);
        assert_eq!(told.len(), 3, "{told:?}");
        let rest = "code that uses it compiles, and does something else";
        assert_eq!(told[0], format!("warning: `size` of Cup means 'Size' now, and meant 'size': {rest}"));
        assert_eq!(told[1], format!("warning: `Fast` of Kind means 'Fast' now, and meant 'fast': {rest}"));
        assert_eq!(told[2], format!("warning: `sort` of Tea.Pour means 'Sort' now, and meant 'sort': {rest}"));
        let kept = "\
name field Cup Size size_2
name field Cup size size
name setter v1Tea_Pour Sort sort_2
name setter v1Tea_Pour sort sort
name value Kind Fast Fast2
name value Kind fast Fast
";
        assert_eq!(moved(&format!("{new}{kept}")), [""; 0]);
    }

    #[test]
    fn a_header_that_takes_the_name_of_a_setter_comes_first() {
        let old = "Tea.Pour GET /api/v1/Tea/{id} (id: int32, language?: string) -> Cup [200]\n";
        let new = format!("{old}name header \"\" language language\n");
        let told = changes(old, &new);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("`language` of Tea.Pour means 'the header of language' now"), "{told:?}");
        assert_eq!(changes(old, &new.replace("language language", "language language_header")), [""; 0]);
        assert_eq!(changes(&new, &new), [""; 0]);
    }

    #[test]
    fn any_text_can_be_read() {
        for text in ["", ".", ":", "a.", "a: enum()", "a.b: (", "a.b: )", "A.b c", "….ä: ö"] {
            changes(OLD, text);
            changes(text, OLD);
        }
    }
}
