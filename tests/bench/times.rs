//! Times, and how they are shown.

use std::time::Duration;

/// What was measured of one thing.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    pub fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// All of it together.
    #[allow(dead_code, reason = "one of the two benches adds its times up")]
    pub fn total(&self) -> Duration {
        self.0.iter().sum()
    }

    /// The time that `percent` of a hundred stay below.
    pub fn percentile(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        sorted.get(at).copied().unwrap_or_default()
    }
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [p50, p95, p99] = [50, 95, 99].map(|percent| shown(self.percentile(percent)));
        write!(f, "p50 {p50}  p95 {p95}  p99 {p99}  ({} times)", self.0.len())
    }
}

/// A time in milliseconds.
pub fn shown(time: Duration) -> String {
    format!("{:9.3} ms", time.as_secs_f64() * 1e3)
}

/// Prints a figure against what it is to be; returns whether it is.
pub fn judge(what: &str, figure: f64, is_met: bool, wanted: &str) -> bool {
    println!("{} {what}: {figure:.3} (wanted: {wanted})", if is_met { "met   " } else { "MISSED" });
    is_met
}
