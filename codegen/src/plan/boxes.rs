//! Which fields must be boxed: those through which a struct would contain itself.

use std::collections::BTreeMap;

use crate::api::{Api, Type, TypeDef};
use crate::names::TypeName;

/// The cycles among the structs of an API.
#[derive(Clone, Debug, Default)]
pub struct Cycles<'a> {
    component: BTreeMap<&'a TypeName, usize>,
}

impl<'a> Cycles<'a> {
    /// Finds the structs that contain each other by value, not through a list or dictionary.
    pub fn find(api: &'a Api) -> Self {
        let mut search = Search { graph: graph(api), ..Search::default() };
        for name in api.types.keys() {
            search.visit(name);
        }
        Self { component: search.component }
    }

    /// Whether a field of the struct that directly holds the other one must be boxed.
    ///
    /// Every field within a cycle is, so that it does not matter where the search began.
    pub fn need_box(&self, owner: &TypeName, held: &TypeName) -> bool {
        let component = |name| self.component.get(name);
        component(owner).is_some() && component(owner) == component(held)
    }
}

type Graph<'a> = BTreeMap<&'a TypeName, Vec<&'a TypeName>>;

fn graph(api: &Api) -> Graph<'_> {
    api.types.iter().map(|(name, def)| (name, directly_held(def))).collect()
}

fn directly_held(def: &TypeDef) -> Vec<&TypeName> {
    let TypeDef::Struct(owner) = def else { return Vec::new() };
    let held = owner.fields.iter().map(|field| match &field.ty {
        Type::Named(name) => Some(name),
        _ => None,
    });
    held.flatten().collect()
}

/// Tarjan's search for strongly connected components, with a stack of its own: chains of types may be long.
#[derive(Default)]
struct Search<'a> {
    graph: Graph<'a>,
    order: BTreeMap<&'a TypeName, usize>,
    lowest: BTreeMap<&'a TypeName, usize>,
    open: Vec<&'a TypeName>,
    component: BTreeMap<&'a TypeName, usize>,
}

impl<'a> Search<'a> {
    fn visit(&mut self, root: &'a TypeName) {
        let mut path = Vec::new();
        self.enter(root, &mut path);
        while let Some((name, next)) = path.last_mut() {
            let name: &'a TypeName = name;
            match self.graph.get(name).and_then(|held| held.get(*next)).copied() {
                Some(held) => {
                    *next += 1;
                    if self.order.contains_key(held) {
                        self.lower(name, held);
                    } else {
                        self.enter(held, &mut path);
                    }
                }
                None => {
                    path.pop();
                    self.close(name);
                    if let Some((owner, _)) = path.last() {
                        self.lower(owner, name);
                    }
                }
            }
        }
    }

    fn enter(&mut self, name: &'a TypeName, path: &mut Vec<(&'a TypeName, usize)>) {
        if self.order.contains_key(name) {
            return;
        }
        let number = self.order.len();
        self.order.insert(name, number);
        self.lowest.insert(name, number);
        self.open.push(name);
        path.push((name, 0));
    }

    /// Notes that one reaches what the other reaches, while the other's component is open.
    fn lower(&mut self, name: &'a TypeName, reached: &'a TypeName) {
        if self.component.contains_key(reached) {
            return;
        }
        let lowest = self.lowest.get(reached).copied();
        self.lowest.entry(name).and_modify(|known| *known = lowest.map_or(*known, |lowest| lowest.min(*known)));
    }

    /// Closes the component that starts with this type, if one does.
    fn close(&mut self, name: &'a TypeName) {
        if self.lowest.get(name) != self.order.get(name) {
            return;
        }
        let component = self.order.get(name).copied().unwrap_or_default();
        while let Some(member) = self.open.pop() {
            self.component.insert(member, component);
            if member == name {
                break;
            }
        }
    }
}
