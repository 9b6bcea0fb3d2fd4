//! Names that stay with what had them first, and what the lock has to know for it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::collisions::{self, Assigned, Clash, Earlier, Outcome, Rules, Texts};
use super::idents::Role;
use crate::api::{Api, Former};
use crate::rust_names::{NameKind, RustNames};

/// What was decided about names that they do not tell by themselves.
#[derive(Clone, Debug, Default)]
pub struct Remembered {
    /// Of names of today.
    pub decided: RustNames,
    /// Of names that are gone, and keep their identifiers in case that they come back.
    pub gone: RustNames,
    /// Of names that stand for something else now; their identifiers do not count.
    pub forgotten: RustNames,
}

impl Remembered {
    /// Has a lock know it.
    pub fn tell(&self, lock: &mut RustNames) {
        lock.remove(&self.forgotten);
        lock.extend(&self.decided);
        lock.extend(&self.gone);
    }
}

/// Gives names, with regard to earlier editions.
pub struct Naming<'a> {
    former: &'a Former,
    /// The methods of operations of today and of earlier editions, by id.
    methods: Rc<Texts<'a>>,
    remembered: Remembered,
}

impl<'a> Naming<'a> {
    /// Begins with what the API knows of earlier editions.
    pub fn new(api: &'a Api) -> Self {
        Self { former: &api.former, methods: Rc::new(methods(api)), remembered: Remembered::default() }
    }

    /// The methods of operations of today and of earlier editions, by id.
    pub(super) fn methods(&self) -> Rc<Texts<'a>> {
        Rc::clone(&self.methods)
    }

    /// What was decided.
    pub fn into_remembered(self) -> Remembered {
        self.remembered
    }

    /// Whether earlier editions matter for a namespace.
    pub(super) fn knows(&self, kind: NameKind, scope: &str) -> bool {
        self.former.rust.of(kind, scope).is_some() || self.former.earlier.of(kind, scope).is_some()
    }

    /// The identifiers of a namespace.
    pub(super) fn assign<'n>(
        &mut self,
        kind: NameKind,
        scope: &str,
        reserved: &[&str],
        names: impl IntoIterator<Item = &'n str>,
    ) -> BTreeMap<&'n str, Assigned<'n>>
    where
        'a: 'n,
    {
        let earlier = self.former.earlier.of(kind, scope);
        self.assign_known(kind, scope, reserved, names, earlier.map(|names| names.iter().map(String::as_str).collect()))
    }

    /// The same where it is known otherwise which names there were.
    pub(super) fn assign_known<'n>(
        &mut self,
        kind: NameKind,
        scope: &str,
        reserved: &[&str],
        names: impl IntoIterator<Item = &'n str>,
        earlier: Option<BTreeSet<&'n str>>,
    ) -> BTreeMap<&'n str, Assigned<'n>>
    where
        'a: 'n,
    {
        let methods = Rc::clone(&self.methods);
        let texts = (kind == NameKind::Method).then_some(&*methods);
        self.assign_by(kind, scope, Rules { texts, ..Rules::new(role(kind), reserved) }, names, earlier)
    }

    /// The identifiers of names that stand for other texts, which they are spelled after.
    pub(super) fn assign_texts<'n>(
        &mut self,
        kind: NameKind,
        scope: &str,
        reserved: &[&str],
        texts: &Texts<'n>,
    ) -> BTreeMap<&'n str, Assigned<'n>>
    where
        'a: 'n,
    {
        let earlier = self.former.earlier.of(kind, scope).map(|names| names.iter().map(String::as_str).collect());
        let rules = Rules { texts: Some(texts), ..Rules::new(role(kind), reserved) };
        self.assign_by(kind, scope, rules, texts.keys().copied(), earlier)
    }

    fn assign_by<'n>(
        &mut self,
        kind: NameKind,
        scope: &str,
        rules: Rules<'_>,
        names: impl IntoIterator<Item = &'n str>,
        earlier: Option<BTreeSet<&'n str>>,
    ) -> BTreeMap<&'n str, Assigned<'n>>
    where
        'a: 'n,
    {
        let decided = self.former.rust.of(kind, scope);
        if earlier.is_none() && decided.is_none() {
            let idents = collisions::assign(&rules, names);
            if kind.is_global() {
                self.remember_contested(kind, &rules, &idents);
            }
            return idents;
        }
        let names: BTreeSet<&str> = names.into_iter().collect();
        // What was not selected then had no identifier.
        let earlier = earlier.map(|earlier| match kind.is_global() {
            true => earlier.intersection(&names).copied().collect(),
            false => earlier,
        });
        let outcome =
            collisions::assign_after(&rules, names.iter().copied(), Earlier { names: earlier.clone(), decided });
        if kind.is_global() {
            self.remember_contested(kind, &rules, &outcome.idents);
        }
        self.remember(kind, scope, &rules, &outcome, earlier.unwrap_or_default());
        outcome.idents
    }

    fn keep(&mut self, kind: NameKind, scope: &str, name: &str, assigned: &Assigned<'_>) {
        self.remembered.decided.insert(kind, scope, name, assigned.ident.as_str());
    }

    /// What is known of earlier editions.
    pub(super) fn former(&self) -> &'a Former {
        self.former
    }

    /// The earlier names of a global namespace.
    pub(super) fn earlier(&self, kind: NameKind) -> Option<&'a BTreeSet<String>> {
        self.former.earlier.of(kind, "")
    }

    /// Remembers one name.
    pub(super) fn decide(&mut self, kind: NameKind, scope: &str, name: &str, ident: &str) {
        self.remembered.decided.insert(kind, scope, name, ident);
    }

    /// Has the lock forget one name, if it knows it.
    pub(super) fn forget(&mut self, kind: NameKind, scope: &str, name: &str) {
        self.remembered.forgotten.insert(kind, scope, name, "");
    }

    /// Remembers whatever others had a claim to: of a global namespace the lock does not tell which names were selected.
    fn remember_contested(&mut self, kind: NameKind, rules: &Rules<'_>, idents: &BTreeMap<&str, Assigned<'_>>) {
        let owners: BTreeSet<&str> = idents
            .values()
            .filter_map(|assigned| match assigned.clash {
                Some(Clash::With(owner)) => Some(owner),
                _ => None,
            })
            .collect();
        let key = |name: &str| rules.role.key(&rules.plain(name));
        // With a wider selection, these have a claim to it, too.
        let unselected: BTreeSet<String> = self.former.unselected.of(kind).map(key).collect();
        for (name, assigned) in idents {
            if assigned.ident != rules.plain(name) || owners.contains(name) || unselected.contains(&key(name)) {
                self.keep(kind, "", name, assigned);
            }
        }
    }

    /// Remembers what the names would not tell the next time.
    fn remember(
        &mut self,
        kind: NameKind,
        scope: &str,
        rules: &Rules<'_>,
        outcome: &Outcome<'_>,
        earlier: BTreeSet<&str>,
    ) {
        let today = || outcome.idents.keys().copied();
        // The lock forgets no operation.
        let tomorrow: BTreeSet<&str> =
            if kind == NameKind::Method { earlier.into_iter().chain(today()).collect() } else { today().collect() };
        let alone = [collisions::assign(rules, today()), collisions::assign(rules, tomorrow.iter().copied())];
        let mut decided = self.former.rust.of(kind, scope).cloned().unwrap_or_default();
        let tells = |name: &str, assigned: &Assigned<'_>| {
            alone.iter().all(|idents| idents.get(name).is_some_and(|alone| alone.ident == assigned.ident))
        };
        for (name, assigned) in &outcome.idents {
            if decided.contains_key(*name) || !tells(name, assigned) {
                decided.insert((*name).to_owned(), assigned.ident.as_str().to_owned());
                self.keep(kind, scope, name, assigned);
            }
        }
        let gone = outcome.gone.iter().filter(|_| kind != NameKind::Method);
        for (name, ident) in gone {
            decided.insert((*name).to_owned(), ident.as_str().to_owned());
            self.remembered.gone.insert(kind, scope, name, ident.as_str());
        }
        let again = Earlier { names: Some(tomorrow), decided: Some(&decided) };
        let again = collisions::assign_after(rules, today(), again);
        let same = |(name, assigned): (&&str, &Assigned<'_>)| {
            again.idents.get(name).is_some_and(|it| it.ident == assigned.ident)
        };
        if !outcome.idents.iter().all(same) {
            outcome.idents.iter().for_each(|(name, assigned)| self.keep(kind, scope, name, assigned));
        }
    }
}

/// What the identifiers of a namespace are for.
pub(crate) fn role(kind: NameKind) -> Role {
    match kind {
        NameKind::Accessor | NameKind::Header | NameKind::Method => Role::Method,
        NameKind::Field | NameKind::Parameter => Role::Field,
        NameKind::File | NameKind::Module => Role::Module,
        NameKind::Query | NameKind::Type => Role::Type,
        NameKind::Service => Role::Service,
        NameKind::Setter => Role::Setter,
        NameKind::Value => Role::Variant,
    }
}

/// The methods of all operations, of today and of earlier editions, by id.
fn methods(api: &Api) -> Texts<'_> {
    let former = api.former.operations.iter().flat_map(|(old, new)| [old, new]);
    let today = api.operations().map(|operation| &operation.id);
    api.former.known.iter().chain(former).chain(today).map(|id| (id.as_str(), id.method())).collect()
}
