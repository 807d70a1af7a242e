//! The semantic tokens that were sent last, so that only what changed need be sent next.

use std::sync::Mutex;

use rustc_hash::FxHashMap;

/// Documents whose tokens are remembered; beyond that all are forgotten, and sent in full once more.
const DOCUMENTS: usize = 64;

/// By address of the document, what was sent last.
#[derive(Default)]
pub(super) struct SentTokens {
    sent: Mutex<Sent>,
}

#[derive(Default)]
struct Sent {
    count: u64,
    by_uri: FxHashMap<String, (String, Vec<u32>)>,
}

/// A stretch of numbers to be replaced.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) start: u32,
    pub(super) delete: u32,
    pub(super) insert: Vec<u32>,
}

impl SentTokens {
    /// Remembers what is sent, and gives it a name.
    pub(super) fn remember(&self, uri: &str, numbers: &[u32]) -> String {
        let mut sent = self.lock();
        sent.count += 1;
        let name = sent.count.to_string();
        if sent.by_uri.len() >= DOCUMENTS && !sent.by_uri.contains_key(uri) {
            sent.by_uri.clear();
        }
        sent.by_uri.insert(uri.to_owned(), (name.clone(), numbers.to_vec()));
        name
    }

    /// What changed since `name` was sent, at most one stretch; `None` where something else was sent last.
    pub(super) fn changes(&self, uri: &str, name: &str, numbers: &[u32]) -> Option<Vec<Change>> {
        let sent = self.lock();
        let (last, before) = sent.by_uri.get(uri)?;
        (last == name).then(|| change(before, numbers).into_iter().collect())
    }

    /// Forgets a document that was closed.
    pub(super) fn forget(&self, uri: &str) {
        self.lock().by_uri.remove(uri);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Sent> {
        // Nothing is left half done by a panic between two statements here.
        self.sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The one stretch in which two lists differ.
fn change(before: &[u32], after: &[u32]) -> Option<Change> {
    if before == after {
        return None;
    }
    let start = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let (old, new) = (&before[start..], &after[start..]);
    let same = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    Some(Change { start: start as u32, delete: (old.len() - same) as u32, insert: new[..new.len() - same].to_vec() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_change_makes_the_new_list_of_the_old(
            before in proptest::collection::vec(0_u32..3, 0..12),
            after in proptest::collection::vec(0_u32..3, 0..12),
        ) {
            let mut list = before.clone();
            let change = change(&before, &after);
            prop_assert_eq!(change.is_none(), before == after);
            if let Some(change) = change {
                let start = change.start as usize;
                list.splice(start..start + change.delete as usize, change.insert);
            }
            prop_assert_eq!(list, after);
        }
    }

    #[test]
    fn only_what_was_sent_last_can_be_built_upon() {
        let sent = SentTokens::default();
        let first = sent.remember("a", &[1, 2]);
        assert_eq!(sent.changes("a", &first, &[1, 2]), Some(Vec::new()));
        let second = sent.remember("a", &[1, 3]);
        assert_eq!(sent.changes("a", &first, &[1, 2]), None);
        assert_eq!(sent.changes("a", &second, &[1, 4]).map(|changes| changes.len()), Some(1));
        sent.forget("a");
        assert_eq!(sent.changes("a", &second, &[1, 4]), None);
    }
}
