//! Route shapes that a path may have at once.
//!
//! Routers take one of them: `/User/me` before `/User/{p1}`. Its resource knows the operations of the others, so that
//! they can be reached by methods that it does not have itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::resource::{Endpoints, Resource};
use super::shape::{overlap, variables};

/// Operations by route shape.
pub(super) struct Shapes {
    all: BTreeMap<String, Endpoints>,
    /// The shapes with parameters, by their number of segments: only these can be others.
    open: BTreeMap<usize, Vec<(Vec<bool>, String)>>,
}

impl Shapes {
    pub(super) fn new(all: BTreeMap<String, Endpoints>) -> Self {
        let mut open = BTreeMap::<_, Vec<_>>::new();
        for shape in all.keys() {
            let rank = variables(shape);
            if rank.contains(&true) {
                open.entry(rank.len()).or_default().push((rank, shape.clone()));
            }
        }
        open.values_mut().for_each(|shapes| shapes.sort());
        Self { all, open }
    }

    /// Each shape, with all that its paths may mean where a router takes this shape for them.
    pub(super) fn into_resources(self) -> Vec<(String, Resource)> {
        let resource = |shape: &String, own: &Endpoints| Resource { own: Arc::clone(own), others: self.others(shape) };
        self.all.iter().map(|(shape, own)| (shape.clone(), resource(shape, own))).collect()
    }

    fn others(&self, shape: &str) -> Vec<Endpoints> {
        let rank = variables(shape);
        let open = self.open.get(&rank.len()).into_iter().flatten();
        let others = open.filter(|(other_rank, other)| rank < *other_rank && overlap(shape, other));
        others.filter_map(|(_, other)| self.all.get(other).map(Arc::clone)).collect()
    }
}
