//! Weighs what different evidence says about one value: strong kinds decide, weak ones complete.

use std::fmt;
use std::sync::Arc;

use crate::api::{Evidence, EvidenceKind, Opaque, Type, Verdict};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::Origin;

use super::shape::{Joined, Shape};

/// The result of weighing.
#[derive(Clone, Debug)]
pub(super) struct Weighed {
    pub(super) shape: Shape,
    /// All that was weighed, strongest first.
    pub(super) evidence: Vec<Evidence>,
    /// What contradicts itself among the deciding evidence.
    pub(super) conflict: Option<Conflict>,
}

impl Weighed {
    /// The type, and why it is that one; reports what contradicts it, `what` being what has the type, and `spelled` being
    /// how findings call a type that may be none in the end.
    pub(super) fn settle(
        self,
        what: &dyn fmt::Display,
        spelled: &dyn Fn(&Type) -> String,
        diagnostics: &mut Diagnostics,
    ) -> (Type, Vec<Evidence>) {
        if let Some(conflict) = &self.conflict {
            conflict.report(what, spelled, diagnostics);
        }
        let ty = self.shape.into_type();
        report_lost_digits(what, &ty, &self.evidence, diagnostics);
        for other in self.evidence.iter().filter(|other| is_contradicted(other)) {
            let message = format!("{what} is {ty} by stronger evidence, not {}", spelled(&other.says));
            diagnostics.report(Code::EvidenceConflict, &other.origin, message);
        }
        (ty, self.evidence)
    }
}

/// Reports a double that samples make of whole numbers of 64 bits: it does not hold all of their digits.
fn report_lost_digits(what: &dyn fmt::Display, ty: &Type, evidence: &[Evidence], diagnostics: &mut Diagnostics) {
    let is_decisive = |it: &&Evidence| (it.kind, it.verdict) == (EvidenceKind::Sample, Verdict::Decisive);
    let sampled = |as_number: Type| evidence.iter().filter(is_decisive).find(|it| *it.says.innermost() == as_number);
    if *ty.innermost() != Type::Double {
        return;
    }
    let (Some(whole), Some(decimal)) = (sampled(Type::Int64), sampled(Type::Double)) else { return };
    let place = match whole.origin == decimal.origin {
        true => "in the same sample".to_owned(),
        false => format!("at {}", decimal.origin),
    };
    let (whole_says, says) = (&whole.says, &decimal.says);
    let message = format!("{what} is {whole_says} here, but {says} {place}; it is read as {ty}, which keeps 15 digits");
    diagnostics.report(Code::DigitsLost, &whole.origin, message);
}

/// Whether pages contradict each other; that docs change is no contradiction.
pub(super) fn is_contradicted(evidence: &Evidence) -> bool {
    evidence.verdict == Verdict::Overruled && evidence.kind != EvidenceKind::Lock
}

/// Two pieces of evidence of one kind that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    says: [Type; 2],
    /// Where each stands; one place, where it is one sample that shows both.
    origins: [Origin; 2],
}

impl Conflict {
    /// Reports it; `what` is what the evidence is about.
    fn report(&self, what: &dyn fmt::Display, spelled: &dyn Fn(&Type) -> String, diagnostics: &mut Diagnostics) {
        let Self { says, origins: [here, there] } = self;
        let [a, b] = [&says[0], &says[1]].map(spelled);
        let message = match here == there {
            true => format!("one sample shows {what} as {a} and as {b}"),
            false => format!("{what} is {a} here, but {b} at {there}"),
        };
        diagnostics.report(Code::EvidenceConflict, here, message);
    }
}

/// Everything that was said about one value; structs are known by name here.
#[derive(Debug, Default)]
pub(super) struct Scale<'f> {
    /// What recorded samples show: they are right where a type cell contradicts them.
    recorded: Vec<Shape>,
    /// Strongest first.
    said: Vec<Said<'f>>,
}

/// What one kind of evidence says in the same words.
#[derive(Debug)]
struct Said<'f> {
    kind: EvidenceKind,
    shape: Shape,
    origin: &'f Origin,
    places: u32,
}

impl<'f> Scale<'f> {
    /// Adds a piece of evidence.
    pub(super) fn add(&mut self, kind: EvidenceKind, shape: Shape, origin: &'f Origin) {
        match self.said.iter_mut().find(|said| said.kind == kind && said.shape == shape) {
            Some(same) => {
                same.places += 1;
                // Places come mostly in order; names of files are long and alike.
                if !Arc::ptr_eq(&same.origin.file, &origin.file) || origin.line < same.origin.line {
                    same.origin = same.origin.min(origin);
                }
            }
            None => {
                let at = self.said.partition_point(|said| said.kind <= kind);
                self.said.insert(at, Said { kind, shape, origin, places: 1 });
            }
        }
    }

    /// Adds what a recorded sample shows.
    pub(super) fn add_recorded(&mut self, shape: Shape, origin: &'f Origin) {
        if !self.recorded.contains(&shape) {
            self.recorded.push(shape.clone());
        }
        self.add(EvidenceKind::Sample, shape, origin);
    }

    /// The kinds from strong to weak: a recorded sample goes before a type cell that it is no value of.
    fn ranked(&self) -> Vec<&[Said<'f>]> {
        let mut ranked: Vec<_> = self.said.chunk_by(|a, b| a.kind == b.kind).collect();
        let place = |of| ranked.iter().position(|said| said[0].kind == of);
        if let (Some((first, others)), Some(cell), Some(sample)) =
            (self.recorded.split_first(), place(EvidenceKind::TableCell), place(EvidenceKind::Sample))
        {
            let (told, _) = join(ranked[cell]);
            let shown = others.iter().fold(first.clone(), |shown, other| match shown.join(other) {
                Joined::Agree(both) => both,
                Joined::Conflict => shown.conflict(other),
            });
            if !shown.is_open() && !shown.fits(&told) {
                ranked[cell..=sample].rotate_right(1);
            }
        }
        ranked
    }

    /// Joins evidence of one kind, then completes the strong kinds by the weaker ones.
    pub(super) fn weigh(&self) -> Weighed {
        let mut shape = Shape::Unknown(Opaque::Untold);
        let mut evidence = Vec::with_capacity(self.said.len());
        let mut conflict = None;
        for said in self.ranked() {
            let (joined, contradiction) = join(said);
            let refined = shape.refine(&joined);
            let decisive = refined != shape || refined == joined && evidence.is_empty();
            if decisive {
                conflict = conflict.or(contradiction);
            }
            shape = refined;
            evidence.extend(said.iter().map(|said| (said, decisive)));
        }
        let evidence = evidence.into_iter().map(|(said, decisive)| said.judged(decisive, &shape)).collect();
        Weighed { shape, evidence, conflict }
    }
}

impl Said<'_> {
    fn judged(&self, decisive: bool, result: &Shape) -> Evidence {
        // A sample shows a value; everything else tells a type.
        let compatible = match self.kind {
            EvidenceKind::Sample => self.shape.fits(result),
            _ => self.shape.agrees(result),
        };
        let verdict = match (compatible, decisive) {
            (false, _) => Verdict::Overruled,
            (true, true) => Verdict::Decisive,
            (true, false) => Verdict::Agreeing,
        };
        let says = self.shape.clone().into_type();
        Evidence { kind: self.kind, says, values: None, verdict, origin: self.origin.clone(), places: self.places }
    }
}

/// What all evidence of one kind, of which there is some, says together, and what contradicts itself.
fn join(said: &[Said<'_>]) -> (Shape, Option<Conflict>) {
    let mut joined = said[0].shape.clone();
    let mut conflict = None;
    for (at, next) in said.iter().enumerate().skip(1) {
        match joined.join(&next.shape) {
            Joined::Agree(both) => joined = both,
            Joined::Conflict => {
                joined = joined.conflict(&next.shape);
                conflict.get_or_insert_with(|| {
                    let earlier = said[..at].iter().find(|said| said.shape.join(&next.shape) == Joined::Conflict);
                    let first = earlier.unwrap_or(&said[0]);
                    let says = [first, next].map(|said| said.shape.clone().into_type());
                    Conflict { says, origins: [first.origin.clone(), next.origin.clone()] }
                });
            }
        }
    }
    if conflict.is_some() {
        joined = join_unlisted(said).unwrap_or(joined);
    }
    (joined, conflict)
}

/// What remains where only lists of values contradict each other: their values are of one kind all the same.
fn join_unlisted(said: &[Said<'_>]) -> Option<Shape> {
    let mut shapes = said.iter().map(|said| said.shape.unlisted());
    let first = shapes.next()?;
    shapes.try_fold(first, |joined, next| match joined.join(&next) {
        Joined::Agree(both) => Some(both),
        Joined::Conflict => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::TypeName;
    use crate::resolve::shape::Scalar;
    use crate::source::SourceFile;

    fn origin(file: &str) -> Origin {
        SourceFile::new(file, "").whole()
    }

    fn weigh(said: &[(EvidenceKind, Shape)]) -> Weighed {
        let origins: Vec<_> = (0..said.len()).map(|at| origin(&format!("{at}.md"))).collect();
        let mut scale = Scale::default();
        for ((kind, shape), origin) in said.iter().zip(&origins) {
            scale.add(*kind, shape.clone(), origin);
        }
        scale.weigh()
    }

    const INT: Shape = Shape::Scalar(Scalar::Int32);
    const TEXT: Shape = Shape::Scalar(Scalar::String);

    #[test]
    fn weak_evidence_completes_and_never_overrules() {
        let open = Shape::list(Shape::Unknown(Opaque::Untold));
        let weighed = weigh(&[(EvidenceKind::TableCell, open), (EvidenceKind::Sample, Shape::list(INT))]);
        assert_eq!(weighed.shape, Shape::list(INT));
        assert!(weighed.evidence.iter().all(|evidence| evidence.verdict == Verdict::Decisive), "{weighed:?}");
        let weighed = weigh(&[(EvidenceKind::TableCell, TEXT), (EvidenceKind::Sample, INT)]);
        assert_eq!(weighed.shape, TEXT);
        assert_eq!(weighed.evidence[1].verdict, Verdict::Overruled);
    }

    #[test]
    fn a_recorded_sample_is_right_where_it_is_no_value_of_the_cell() {
        let recorded = |cell: Shape, sample: Shape| {
            let (a, b) = (origin("a.md"), origin("b.md"));
            let mut scale = Scale::default();
            scale.add(EvidenceKind::TableCell, cell, &a);
            scale.add_recorded(sample, &b);
            scale.weigh().shape
        };
        assert_eq!(recorded(TEXT, INT), INT);
        assert_eq!(recorded(Shape::list(TEXT), INT), INT);
        // A whole number is a double, and an empty list is one of anything.
        assert_eq!(recorded(Shape::Scalar(Scalar::Double), INT), Shape::Scalar(Scalar::Double));
        assert_eq!(recorded(TEXT, Shape::list(Shape::Unknown(Opaque::EmptySample))), TEXT);
    }

    #[test]
    fn what_says_nothing_is_not_overruled() {
        let unknown = |reason| Shape::list(Shape::Unknown(reason));
        let weighed = weigh(&[
            (EvidenceKind::TableCell, unknown(Opaque::Undescribed)),
            (EvidenceKind::Sample, unknown(Opaque::EmptySample)),
        ]);
        assert!(weighed.evidence.iter().all(|evidence| evidence.verdict != Verdict::Overruled), "{weighed:?}");
    }

    #[test]
    fn equal_words_are_one_piece_of_evidence() {
        let weighed = weigh(&[(EvidenceKind::Sample, INT), (EvidenceKind::Sample, INT)]);
        assert_eq!(weighed.evidence.len(), 1);
        assert_eq!((weighed.evidence[0].places, &*weighed.evidence[0].origin.file), (2, "0.md"));
    }

    #[test]
    fn a_contradiction_leaves_the_value_open_and_names_both_places() {
        let weighed = weigh(&[(EvidenceKind::Sample, INT), (EvidenceKind::Sample, TEXT)]);
        assert_eq!(weighed.shape, Shape::Unknown(Opaque::Conflict));
        assert_eq!(
            weighed.conflict.map(|conflict| conflict.origins.map(|origin| origin.file.to_string())),
            Some(["0.md", "1.md"].map(String::from))
        );
    }

    #[test]
    fn what_lists_hold_may_be_open_where_that_they_are_lists_is_not() {
        let open = Shape::list(Shape::Unknown(Opaque::Untold));
        let (ints, texts) = (Shape::list(INT), Shape::list(TEXT));
        let weighed =
            weigh(&[(EvidenceKind::TableCell, open), (EvidenceKind::Sample, ints), (EvidenceKind::Sample, texts)]);
        assert_eq!(weighed.shape, Shape::list(Shape::Unknown(Opaque::Conflict)));
    }

    #[test]
    fn what_contradicts_itself_stays_open_whatever_else_is_said() {
        let (texts, ints) = (Shape::list(TEXT), Shape::list(INT));
        for said in [[&ints, &texts, &ints], [&ints, &texts, &TEXT], [&texts, &TEXT, &ints]] {
            let said = said.map(|shape| (EvidenceKind::Sample, shape.clone()));
            let open = weigh(&said).shape;
            assert!(open.is_open(), "{said:?}: {open:?}");
            assert!(said.iter().all(|(_, shape)| shape.agrees(&open)), "{said:?}: {open:?}");
        }
    }

    #[test]
    fn a_whole_number_is_no_contradiction_of_a_wider_one() {
        let wide = Shape::Scalar(Scalar::Double);
        for said in [[INT, wide.clone()], [wide.clone(), INT]] {
            let weighed = weigh(&said.map(|shape| (EvidenceKind::Sample, shape)));
            assert_eq!(weighed.shape, wide);
            assert!(weighed.evidence.iter().all(|evidence| evidence.verdict != Verdict::Overruled), "{weighed:?}");
        }
        let weighed = weigh(&[(EvidenceKind::TableCell, INT), (EvidenceKind::Sample, wide)]);
        assert_eq!((weighed.shape, weighed.evidence[1].verdict), (INT, Verdict::Overruled));
    }

    #[test]
    fn lists_of_values_that_differ_leave_what_their_values_are() {
        let list = |name: &str| Shape::list(Shape::Enum(TypeName::new(name), Scalar::String));
        let texts = Shape::list(TEXT);
        for said in [["A", "B", "A"], ["A", "A", "B"]] {
            let weighed = weigh(&said.map(|name| (EvidenceKind::TableCell, list(name))));
            assert_eq!(weighed.shape, texts, "{said:?}");
            assert!(
                weighed.conflict.is_some() && weighed.evidence.iter().all(|said| said.verdict != Verdict::Overruled)
            );
        }
        let said = [list("A"), list("B"), Shape::list(INT)].map(|shape| (EvidenceKind::TableCell, shape));
        assert_eq!(weigh(&said).shape, Shape::list(Shape::Unknown(Opaque::Conflict)));
    }

    #[test]
    fn a_contradiction_of_evidence_that_does_not_count_is_none() {
        let weighed =
            weigh(&[(EvidenceKind::TableCell, TEXT), (EvidenceKind::Sample, INT), (EvidenceKind::Sample, TEXT)]);
        assert_eq!((weighed.shape, weighed.conflict), (TEXT, None));
    }
}
