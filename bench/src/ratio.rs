//! Ratios of two speeds that noise of the machine hits alike.

use std::fmt;
use std::time::{Duration, Instant};

/// How fast something is, as a multiple of a reference: above 1 it is faster.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    /// The median of all slices.
    pub median: f64,
    /// A quarter of the slices were below.
    pub lower_quartile: f64,
    /// A quarter of the slices were above.
    pub upper_quartile: f64,
}

impl Ratio {
    /// The ratio that these slices show; of none it is not a number.
    pub fn of(mut slices: Vec<f64>) -> Self {
        slices.sort_by(f64::total_cmp);
        let quartile = |quarters: usize| slices.get(slices.len() * quarters / 4).copied().unwrap_or(f64::NAN);
        Self { median: quartile(2), lower_quartile: quartile(1), upper_quartile: quartile(3) }
    }

    /// Whether a target is met, to the two digits that are shown: more is noise.
    pub fn meets(self, target: f64) -> bool {
        (self.median * 100.0).round() >= (target * 100.0).round()
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { median, lower_quartile, upper_quartile } = self;
        write!(f, "{median:.2} ({lower_quartile:.2} to {upper_quartile:.2})")
    }
}

/// How long a slice lasts: short, so that both sides of a pair meet the same noise.
const SLICE: Duration = Duration::from_millis(1);

/// Runs two functions in turns, this many slices each, and tells how much faster than the reference
/// the first one is.
pub fn compare(subject: &dyn Fn(), reference: &dyn Fn(), slices: usize) -> Ratio {
    let runs = runs_per_slice(reference);
    // Who goes first changes within a slice and between slices: what one leaves behind in caches and in the
    // allocator is met by both.
    let round = |outer: &dyn Fn(), inner: &dyn Fn()| {
        let [first, second, third, fourth] = [outer, inner, inner, outer].map(|function| time(function, runs));
        ((first + fourth).as_secs_f64(), (second + third).as_secs_f64())
    };
    let slice = |slice: usize| match slice.is_multiple_of(2) {
        true => {
            let (subject, reference) = round(subject, reference);
            reference / subject
        }
        false => {
            let (reference, subject) = round(reference, subject);
            reference / subject
        }
    };
    Ratio::of((0..slices).map(slice).collect())
}

fn runs_per_slice(function: &dyn Fn()) -> u32 {
    let mut runs = 1;
    while time(function, runs) < SLICE && runs < 1 << 20 {
        runs *= 2;
    }
    runs
}

fn time(function: &dyn Fn(), runs: u32) -> Duration {
    let start = Instant::now();
    (0..runs).for_each(|_| function());
    start.elapsed()
}
