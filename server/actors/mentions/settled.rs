//! What a name is by its last word, where that leaves no doubt.

use crate::actors::Kind;
use crate::actors::directory::words;

/// The longest of these words, in letters.
const LONGEST: usize = 9;

/// What `name` names that was taken for `kind`: ○○バンク and ○○・コンテスト are no persons, ○○会館 and ○○祭 no bodies.
pub(super) fn kind(kind: Kind, name: &str) -> Kind {
    let overruled = match kind {
        Kind::Person => [Kind::Organization, Kind::Event],
        Kind::Organization => [Kind::Facility, Kind::Event],
        _ => return kind,
    };
    // The word alone is no name.
    let first = name.chars().next().map_or(0, char::len_utf8);
    let starts = name.char_indices().rev().take(LONGEST).map(|(at, _)| at).filter(|at| *at >= first);
    let longest = starts.filter_map(|at| words().settling.get(&name[at..])).last();
    longest.copied().filter(|settled| overruled.contains(settled)).unwrap_or(kind)
}
