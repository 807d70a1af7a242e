//! What a process uses of the machine, as the system tells.

use std::time::Duration;

/// Memory and time of a process. All zero where the system does not say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    /// Resident memory in bytes.
    pub memory: usize,
    /// The most of it that there ever was.
    pub most_memory: usize,
    /// The time that its threads had of processors, those that ended left out.
    pub processor: Duration,
}

impl Usage {
    /// That of the process `id`.
    pub fn of(id: u32) -> Self {
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let row = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok()).unwrap_or_default() * 1024
        };
        Self { memory: row("VmRSS:"), most_memory: row("VmHWM:"), processor: processor(id) }
    }
}

/// The time that the threads of process `id` had of processors, to the nanosecond.
fn processor(id: u32) -> Duration {
    let threads = std::fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    let times = threads.filter_map(|thread| {
        let text = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(times.sum())
}
