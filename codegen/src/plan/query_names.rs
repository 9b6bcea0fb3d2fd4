//! What sets of optional query parameters are called.
//!
//! A set that one operation has is named after it (`PersonEntityMerge`), and no other operation ever shares it. A set that
//! several operations share is named by its parameters if all of them fit into a short name (`SelectFk`), else by the
//! method that most of the operations are called (`GetAll`).
//!
//! That tells the name of a new set only. The lock has all names, and a set keeps its name whatever parameters it gains or
//! loses, and whatever operations come to share it. Where operations of one set have different parameters now, most of
//! them keep the name. An operation that had no set for a while gives way to those that had theirs all the time, so the
//! lock has also which operations left a set that others kept.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::idents::{Ident, PRELUDE, Role};
use super::naming::Naming;
use super::queries::{Key, Signature};
use crate::api::{Former, Operation, Type};
use crate::lock::{self, Lock};
use crate::names::OperationId;
use crate::rust_names::NameKind;

/// The longest name that is made of the names of parameters.
const LONGEST: usize = 32;

/// The scope of the sets that their signatures tell apart; any other scope is an operation.
const ALL: &str = "*";

/// The lock's word for a set that new operations may share, and that its signature does not tell from others.
const SHARED: &str = "shared";

/// The lock's word for a set that no other operation may share; the scope is the operation.
const OWN: &str = "own";

/// The lock's word for a set that the operation of the scope had once, and that others had without it since.
const LEFT: &str = "left";

/// A set with its name, and the operations that have it.
pub(super) struct NamedSet<'a> {
    pub(super) ident: Ident,
    pub(super) key: Key<'a>,
    pub(super) users: Vec<&'a Operation>,
}

/// A set while names are given.
struct Draft<'a> {
    set: NamedSet<'a>,
    /// Whether operations that are new may share it.
    is_shared: bool,
}

/// Puts operations that share parameters into sets, by name; those without parameters are in none.
pub(super) fn assign<'a>(operations: Vec<(Key<'a>, &'a Operation)>, naming: &mut Naming<'a>) -> Vec<NamedSet<'a>> {
    let former = naming.former();
    let (users, others): (Vec<_>, Vec<_>) =
        operations.into_iter().partition(|((signature, _), _)| !signature.is_empty());
    let mut names = Names::new();
    let (mut drafts, left) = keep_names(users, former, &mut names);
    names.reserve(former);
    // What a wider selection would have shared is shared.
    let elsewhere: BTreeSet<&str> = former.unselected.of(NameKind::Query).collect();
    for (key, users) in left {
        if let Some(draft) = drafts.iter_mut().find(|draft| draft.is_shared && draft.set.key == key) {
            draft.set.users.extend(users);
        } else if let Some(ident) = unused(&key, former, &drafts) {
            drafts.push(Draft { set: NamedSet { ident, key, users }, is_shared: true });
        } else {
            let is_shared = users.len() > 1 || elsewhere.contains(signature(&key.0).as_str());
            drafts.push(new_set(key, users, is_shared, &mut names));
        }
    }
    drafts.iter_mut().for_each(|draft| draft.set.users.sort_by_key(|user| &user.id));
    drafts.sort_by(|left, right| left.set.ident.cmp(&right.set.ident));
    let without_set = others.iter().map(|(_, operation)| &operation.id).chain(&former.gone);
    remember(&drafts, without_set, naming);
    drafts.into_iter().map(|draft| draft.set).collect()
}

/// The sets that keep a name, and the operations that have none, with what they take.
type Kept<'a> = (Vec<Draft<'a>>, BTreeMap<Key<'a>, Vec<&'a Operation>>);

fn keep_names<'a>(users: Vec<(Key<'a>, &'a Operation)>, former: &Former, names: &mut Names) -> Kept<'a> {
    let mut groups: BTreeMap<Option<Ident>, BTreeMap<Key<'a>, Vec<&'a Operation>>> = BTreeMap::new();
    for (key, operation) in users {
        let before = name_before(&operation.id, former).and_then(|before| Role::Type.known(before));
        groups.entry(before).or_default().entry(key).or_default().push(operation);
    }
    let shared = shared_before(former);
    let mut left = groups.remove(&None).unwrap_or_default();
    let mut drafts = Vec::new();
    for (ident, mut groups) in groups.into_iter().filter_map(|(ident, groups)| Some((ident?, groups))) {
        if let Some(key) = heir(&groups, former).filter(|_| names.take(&ident))
            && let Some(users) = groups.remove(&key)
        {
            let is_shared = shared.contains(ident.as_str());
            drafts.push(Draft { set: NamedSet { ident, key, users }, is_shared });
        }
        groups.into_iter().for_each(|(key, users)| left.entry(key).or_default().extend(users));
    }
    (drafts, left)
}

fn shared_before(former: &Former) -> BTreeSet<&str> {
    let queries = former.rust.iter().filter(|(kind, ..)| *kind == NameKind::Query);
    queries.filter(|(_, scope, name, _)| *scope == ALL || *name == SHARED).map(|(.., ident)| ident).collect()
}

/// Which operations of a set keep its name: most of those that did not leave it, else most of them, else those whose
/// parameters are what they were.
fn heir<'a>(groups: &BTreeMap<Key<'a>, Vec<&'a Operation>>, former: &Former) -> Option<Key<'a>> {
    let rank = |(signature, _): &Key<'a>, users: &[&'a Operation]| {
        let today = self::signature(signature);
        let stayed = users.iter().filter(|user| !has_left(&user.id, former)).count();
        let unchanged = users.iter().filter(|user| signature_before(&user.id, former) == Some(&today)).count();
        (stayed, users.len(), unchanged, Reverse(users.iter().map(|user| &user.id).min()))
    };
    groups.iter().max_by_key(|(key, users)| rank(key, users)).map(|(key, _)| key.clone())
}

/// What the set of an operation was called, if it had one.
fn name_before<'f>(id: &'f OperationId, former: &'f Former) -> Option<&'f str> {
    let shared = || former.rust.of(NameKind::Query, ALL)?.get(signature_before(id, former)?).map(String::as_str);
    told_of(id, former).map(|(_, ident)| ident).or_else(shared)
}

/// What the lock tells of the operation's set by itself, under its id or a former one: the word and the name.
fn told_of<'f>(id: &'f OperationId, former: &'f Former) -> Option<(&'static str, &'f str)> {
    former.of_operation(id).find_map(|id| {
        let told = former.rust.of(NameKind::Query, id.as_str())?;
        [OWN, SHARED, LEFT].into_iter().find_map(|word| Some((word, told.get(word)?.as_str())))
    })
}

/// Whether others had the operation's set without it.
fn has_left(id: &OperationId, former: &Former) -> bool {
    told_of(id, former).is_some_and(|(word, _)| word == LEFT)
}

fn signature_before<'f>(id: &OperationId, former: &'f Former) -> Option<&'f String> {
    former.earlier.of(NameKind::Query, id.as_str())?.first()
}

fn signature(parameters: &Signature<'_>) -> String {
    lock::signature(parameters.iter().copied())
}

fn signatures(former: &Former) -> impl Iterator<Item = (&str, &str)> {
    let decided = former.rust.of(NameKind::Query, ALL);
    decided.into_iter().flatten().map(|(name, ident)| (name.as_str(), ident.as_str()))
}

/// The name of a set that an earlier edition shared, if none of its operations is there today.
fn unused(key: &Key<'_>, former: &Former, drafts: &[Draft<'_>]) -> Option<Ident> {
    let decided = former.rust.of(NameKind::Query, ALL).filter(|_| key.1.is_none())?;
    let ident = Role::Type.known(decided.get(&signature(&key.0))?)?;
    let mut used = Names::new();
    used.0.extend(drafts.iter().map(|draft| Role::Type.key(&draft.set.ident)));
    used.take(&ident).then_some(ident)
}

/// A set that no edition had before.
fn new_set<'a>(key: Key<'a>, users: Vec<&'a Operation>, is_shared: bool, names: &mut Names) -> Draft<'a> {
    let ident = match users[..] {
        [user] if !is_shared => names.first_free([own_name(user)]),
        _ => names.first_free(title(&key.0).into_iter().chain([usual_method(&users)])),
    };
    Draft { set: NamedSet { ident, key, users }, is_shared }
}

/// The service and the method of an operation.
fn own_name(operation: &Operation) -> Ident {
    let (service, method) = (operation.id.service(), operation.id.method());
    let [service, method] = [service.as_str(), method].map(|name| Role::Type.ident(name));
    Role::Type.ident(&format!("{}{}", service.as_str(), method.as_str()))
}

/// The names of all parameters, if they are short.
fn title(signature: &Signature<'_>) -> Option<Ident> {
    let title = joined(signature.iter().map(|(wire, _)| *wire));
    (title.len() <= LONGEST).then(|| Role::Type.ident(&title))
}

fn joined<'w>(wires: impl Iterator<Item = &'w str>) -> String {
    wires.map(|wire| Role::Type.ident(wire).as_str().to_owned()).collect()
}

/// The method that most operations are called; of several, the first one by name.
fn usual_method(users: &[&Operation]) -> Ident {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for user in users {
        *counts.entry(user.id.method()).or_default() += 1;
    }
    let usual = counts.into_iter().max_by_key(|(method, count)| (*count, Reverse(*method)));
    Role::Type.ident(usual.map_or("", |(method, _)| method))
}

/// Says what the lock has to keep and to forget, also of operations that have no set today.
fn remember<'a>(drafts: &[Draft<'a>], without_set: impl Iterator<Item = &'a OperationId>, naming: &mut Naming<'a>) {
    let former = naming.former();
    let mut shared: BTreeMap<String, &str> = BTreeMap::new();
    for Draft { set: NamedSet { ident, key, users }, is_shared } in drafts {
        let signature = signature(&key.0);
        // Of two sets that have become the same, new operations share the first one.
        let is_told = *is_shared && key.1.is_none() && !shared.contains_key(&signature);
        for id in users.iter().map(|user| &user.id) {
            // What is told of a former id counts until something is told of this one.
            let was_renamed = former.of_operation(id).nth(1).is_some();
            let word = match (*is_shared, is_told && !was_renamed) {
                (false, _) => Some(OWN),
                (true, false) => Some(SHARED),
                (true, true) => None,
            };
            tell(id, word, ident.as_str(), naming);
        }
        if is_told {
            naming.decide(NameKind::Query, ALL, &signature, ident.as_str());
            shared.insert(signature, ident.as_str());
        }
    }
    let used: BTreeSet<&str> = drafts.iter().map(|draft| draft.set.ident.as_str()).collect();
    for (signature, ident) in signatures(former) {
        if used.contains(ident) && shared.get(signature) != Some(&ident) {
            naming.forget(NameKind::Query, ALL, signature);
        }
    }
    for id in without_set {
        let signature = signature_before(id, former).map(String::as_str).unwrap_or_default();
        let next = shared.get(signature).copied();
        match name_before(id, former).or(next) {
            Some(ident) if used.contains(ident) => tell(id, Some(LEFT), ident, naming),
            // Its signature stands for another set from now on.
            Some(ident) if next.is_some() && told_of(id, former).is_none() => tell(id, Some(SHARED), ident, naming),
            _ => {}
        }
    }
}

/// Has the lock tell one thing of an operation's set, or nothing.
fn tell(id: &OperationId, word: Option<&str>, ident: &str, naming: &mut Naming<'_>) {
    for known in [OWN, SHARED, LEFT] {
        match word == Some(known) {
            true => naming.decide(NameKind::Query, id.as_str(), known, ident),
            false => naming.forget(NameKind::Query, id.as_str(), known),
        }
    }
}

/// The names that are taken.
struct Names(BTreeSet<String>);

impl Names {
    fn new() -> Self {
        Self(PRELUDE.map(|word| Role::Type.key(&Role::Type.ident(word))).into())
    }

    /// Keeps what the lock tells of sets that are not there today, in case that they come back.
    fn reserve(&mut self, former: &Former) {
        let kept = former.rust.iter().filter(|(kind, scope, ..)| *kind == NameKind::Query && !scope.is_empty());
        for ident in kept.filter_map(|(.., ident)| Role::Type.known(ident)) {
            self.take(&ident);
        }
    }

    fn take(&mut self, ident: &Ident) -> bool {
        self.0.insert(Role::Type.key(ident))
    }

    /// The first candidate that is free, else the last one with a number.
    fn first_free(&mut self, candidates: impl IntoIterator<Item = Ident>) -> Ident {
        let mut last = None;
        for ident in candidates {
            if self.take(&ident) {
                return ident;
            }
            last = Some(ident);
        }
        let last = last.unwrap_or_else(|| Role::Type.ident("Query"));
        let mut numbered = (2..).map(|number| Role::Type.numbered(&last, number));
        numbered.find(|ident| self.take(ident)).unwrap_or(last)
    }
}

/// Tells a lock of an earlier version what that version called its sets: it kept only the names that parameters did not
/// tell.
pub(crate) fn tell_names_of_before(lock: &mut Lock) {
    let rust = &lock.former.rust;
    let is_told = rust.iter().any(|(kind, scope, ..)| kind == NameKind::Query && !scope.is_empty());
    if is_told {
        return;
    }
    let parameters = lock.operations.values().map(|known| &known.query).filter(|query| !query.is_empty());
    let signatures: BTreeMap<String, String> = parameters
        .map(|query| {
            let parameters: Vec<(&str, &Type)> = query.iter().map(|(wire, ty)| (wire.as_str(), ty)).collect();
            let signature = lock::signature(parameters.iter().copied());
            let told = rust.of(NameKind::Query, "").and_then(|decided| decided.get(&signature));
            let ident = told.cloned().unwrap_or_else(|| title_of_before(&parameters));
            (signature, ident)
        })
        .collect();
    for (signature, ident) in signatures {
        lock.former.rust.insert(NameKind::Query, ALL, &signature, &ident);
    }
}

/// The names of the first parameters, and how many follow: `SelectFk`, `SelectFilterOrderByAnd9More`.
fn title_of_before(signature: &Signature<'_>) -> String {
    let fits = |shown: &usize| joined(signature[..*shown].iter().map(|(wire, _)| *wire)).len() <= LONGEST;
    let shown = (2..=signature.len()).take_while(fits).last().unwrap_or(1);
    let title = joined(signature.iter().take(shown).map(|(wire, _)| *wire));
    let title = match signature.len() - shown {
        0 => title,
        hidden => format!("{title}And{hidden}More"),
    };
    Role::Type.ident(&title).as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version 1\n\
        operation v1Bill_GetAll\n  query $select string $filter string $orderBy string $entities string $top int32\n\
        operation v1Bill_Get\n  query id string\n\
        operation v1Note_Get\n  query id int32\n";

    #[test]
    fn a_lock_of_an_earlier_version_keeps_the_names_that_parameters_told() {
        let mut lock = Lock::parse(&format!("{LOCK}name query \"\" \"id string\" Id3F2A\n")).unwrap();
        tell_names_of_before(&mut lock);
        let names = lock.former.rust.of(NameKind::Query, ALL).unwrap();
        let names: Vec<_> = names.iter().map(|(signature, ident)| (signature.as_str(), ident.as_str())).collect();
        let all = "$select string $filter string $orderBy string $entities string $top int32";
        assert_eq!(names, [(all, "SelectFilterOrderByEntitiesTop"), ("id int32", "Id"), ("id string", "Id3F2A")]);
    }

    #[test]
    fn a_lock_that_tells_names_of_sets_is_left_as_it_is() {
        let lock = Lock::parse(&format!("{LOCK}name query v1Bill_Get own BillGet\n")).unwrap();
        let mut told = lock.clone();
        tell_names_of_before(&mut told);
        assert_eq!(told, lock);
    }

    #[test]
    fn names_of_before_told_the_first_parameters_and_how_many_follow() {
        let title = |wires: &[&'static str]| {
            title_of_before(&wires.iter().map(|wire| (*wire, &Type::String)).collect::<Vec<_>>())
        };
        assert_eq!(title(&["$select", "fk"]), "SelectFk");
        assert_eq!(title(&["w", "h", "type", "ifBlank"]), "WHTypeIfBlank");
        assert_eq!(
            title(&["$select", "$filter", "$orderBy", "$entities", "$top", "$skip"]),
            "SelectFilterOrderByEntitiesTopAnd1More"
        );
        assert_eq!(
            title(&["aVeryLongNameOfAnyQueryParameterThere", "b"]),
            "AVeryLongNameOfAnyQueryParameterThereAnd1More"
        );
    }
}
