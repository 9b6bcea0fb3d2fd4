//! What earlier editions called things in Rust, so that names stay with what had them first.
//!
//! A name mostly tells by itself how Rust spells it. Only where several names of one namespace would get the same
//! identifier does it matter which of them was there first; that is what is kept here.

use std::collections::{BTreeMap, BTreeSet};

/// The kinds of namespaces: within one, identifiers must differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// The client's methods that give a service's handle.
    Accessor,
    /// The fields of a struct; the scope is the type.
    Field,
    /// The files of models.
    File,
    /// The methods that set headers, named by the dialect.
    Header,
    /// The methods of a service; the scope is the service, the names are the ids of operations.
    Method,
    /// The modules of services.
    Module,
    /// The fields of a set of query parameters; the scope is the operation.
    Parameter,
    /// The sets of query parameters, as `plan::query_names` keeps them: the scope is `*` and the names are
    /// [signatures](crate::lock::signature), or the scope is an operation and the name is a word for what the set is to it.
    /// Versions that named all sets by their parameters had no scope.
    Query,
    /// The handles and traits of services.
    Service,
    /// The setters of query parameters; the scope is the operation.
    Setter,
    /// Structs and enums.
    Type,
    /// The variants of an enum; the scope is the type.
    Value,
}

impl NameKind {
    /// All kinds.
    pub const ALL: [Self; 12] = [
        Self::Accessor,
        Self::Field,
        Self::File,
        Self::Header,
        Self::Method,
        Self::Module,
        Self::Parameter,
        Self::Query,
        Self::Service,
        Self::Setter,
        Self::Type,
        Self::Value,
    ];

    /// The word in `docwright.lock` and `outline.txt`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accessor => "accessor",
            Self::Field => "field",
            Self::File => "file",
            Self::Header => "header",
            Self::Method => "method",
            Self::Module => "module",
            Self::Parameter => "parameter",
            Self::Query => "query",
            Self::Service => "service",
            Self::Setter => "setter",
            Self::Type => "type",
            Self::Value => "value",
        }
    }

    /// The kind that a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether the namespace is that of a whole API, of which only a part may be selected.
    pub fn is_global(self) -> bool {
        match self {
            Self::Accessor | Self::File | Self::Header | Self::Module | Self::Query | Self::Service | Self::Type => {
                true
            }
            Self::Field | Self::Method | Self::Parameter | Self::Setter | Self::Value => false,
        }
    }
}

/// The names of one namespace, each with its identifier, without `r#`.
pub type Decided = BTreeMap<String, String>;

/// Identifiers that cannot be told from the names of a namespace alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RustNames {
    by_kind: BTreeMap<NameKind, BTreeMap<String, Decided>>,
}

impl RustNames {
    /// What is decided in a namespace; global ones have an empty scope.
    pub fn of(&self, kind: NameKind, scope: &str) -> Option<&Decided> {
        self.by_kind.get(&kind)?.get(scope)
    }

    /// Decides one name.
    pub fn insert(&mut self, kind: NameKind, scope: &str, name: &str, ident: &str) {
        let scopes = self.by_kind.entry(kind).or_default();
        scopes.entry(scope.to_owned()).or_default().insert(name.to_owned(), ident.to_owned());
    }

    /// Takes over what others decided, later.
    pub fn extend(&mut self, later: &Self) {
        for (kind, scope, name, ident) in later.iter() {
            self.insert(kind, scope, name, ident);
        }
    }

    /// Forgets names that others do not know any more, whatever their identifiers are.
    pub fn remove(&mut self, forgotten: &Self) {
        for (kind, scope, name, _) in forgotten.iter() {
            let Some(scopes) = self.by_kind.get_mut(&kind) else { continue };
            let Some(decided) = scopes.get_mut(scope) else { continue };
            decided.remove(name);
            if decided.is_empty() {
                scopes.remove(scope);
            }
            if scopes.is_empty() {
                self.by_kind.remove(&kind);
            }
        }
    }

    /// All that is decided: kind, scope, name and identifier, in order.
    pub fn iter(&self) -> impl Iterator<Item = (NameKind, &str, &str, &str)> {
        self.by_kind.iter().flat_map(|(kind, scopes)| {
            scopes.iter().flat_map(move |(scope, decided)| {
                decided.iter().map(move |(name, ident)| (*kind, scope.as_str(), name.as_str(), ident.as_str()))
            })
        })
    }
}

/// Names of global namespaces that were not selected: a wider selection brings them beside those that were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unselected {
    by_kind: BTreeMap<NameKind, BTreeSet<String>>,
}

impl Unselected {
    /// The names of a kind.
    pub fn of(&self, kind: NameKind) -> impl Iterator<Item = &str> {
        self.by_kind.get(&kind).into_iter().flatten().map(String::as_str)
    }

    /// Adds names of a kind.
    pub fn extend<'n>(&mut self, kind: NameKind, names: impl IntoIterator<Item = &'n str>) {
        self.by_kind.entry(kind).or_default().extend(names.into_iter().map(str::to_owned));
    }
}

/// The names that the edition before had, of the namespaces in which it had others than today; of an operation also the
/// set of query parameters that it has still, or had when it was there last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EarlierNames {
    by_kind: BTreeMap<NameKind, BTreeMap<String, BTreeSet<String>>>,
}

impl EarlierNames {
    /// The names of a namespace; `None` where they were those of today, or nothing is known.
    pub fn of(&self, kind: NameKind, scope: &str) -> Option<&BTreeSet<String>> {
        self.by_kind.get(&kind)?.get(scope)
    }

    /// Takes over what is kept elsewhere, and knows better.
    pub fn extend(&mut self, better: &Self) {
        for (kind, scopes) in &better.by_kind {
            let own = self.by_kind.entry(*kind).or_default();
            own.extend(scopes.iter().map(|(scope, names)| (scope.clone(), names.clone())));
        }
    }

    /// Keeps the earlier names of a namespace, whatever today's are.
    pub fn insert(&mut self, kind: NameKind, scope: &str, earlier: BTreeSet<String>) {
        self.by_kind.entry(kind).or_default().insert(scope.to_owned(), earlier);
    }

    /// Keeps the earlier names of a namespace, if they are not those of today.
    pub fn keep<'n>(
        &mut self,
        kind: NameKind,
        scope: &str,
        earlier: impl IntoIterator<Item = &'n str>,
        today: &BTreeSet<&str>,
    ) {
        let earlier: BTreeSet<&str> = earlier.into_iter().collect();
        if !earlier.is_empty() && earlier != *today {
            self.insert(kind, scope, earlier.into_iter().map(str::to_owned).collect());
        }
    }
}
