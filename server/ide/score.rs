//! How is an article doing?

use std::ops::AddAssign;
use std::sync::Arc;

use super::claims;
use crate::archive::{Card, Snapshot};
use crate::statements::Grade;

/// The counts of one article, or of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Claims: those with a source who can be asked, and findings.
    pub claims: usize,
    /// Statements of a source who can be asked.
    pub sourced: usize,
    /// Findings that nobody accepted.
    pub findings: usize,
    /// Findings that somebody accepted.
    pub accepted: usize,
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.claims += other.claims;
        self.sourced += other.sourced;
        self.findings += other.findings;
        self.accepted += other.accepted;
    }
}

/// The counts of one article. A finding that somebody accepted is no claim to be worked on any more.
pub fn score(snapshot: &Snapshot, card: &Arc<Card>) -> Score {
    let sourced = card.statements().filter(|one| one.grade.is_some_and(Grade::can_vouch)).count();
    let all = claims(snapshot, card);
    let accepted = all.iter().filter(|claim| claim.accepted.is_some()).count();
    let findings = all.len() - accepted;
    Score { claims: sourced + findings, sourced, findings, accepted }
}
