//! Which actors are called something that begins with a letter: what a completion looks up at every keystroke.

use rpds::{HashTrieMapSync, HashTrieSetSync};
use rustc_hash::FxBuildHasher;
use smallvec::SmallVec;

use crate::language::romaji;
use crate::language::script::{self, Script};
use crate::text::Symbol;

/// Ids of actors by the letters that a part of a name of theirs begins with. Cloning it costs nothing.
#[derive(Clone, Default)]
pub(super) struct Initials {
    by_letter: HashTrieMapSync<char, HashTrieSetSync<Symbol, FxBuildHasher>, FxBuildHasher>,
}

/// Letters of names that are short enough to be known by any of theirs: 鷹取静馬 by 静.
const SHORT: usize = 6;

/// The letters that the parts of `names` begin with, each once; as [`romaji::folded`] spells them.
pub(super) fn letters(names: impl Iterator<Item = Symbol>) -> SmallVec<[char; 6]> {
    let mut letters: SmallVec<[char; 6]> = SmallVec::new();
    for name in names {
        let name = name.as_str();
        let kanji = name.chars().all(|c| script::of(c) == Script::Kanji) && name.chars().count() <= SHORT;
        let mut begins = true;
        for c in name.chars() {
            let joins = c.is_whitespace() || matches!(c, '・' | '＝' | '=' | '-');
            if (begins || kanji) && !joins {
                let mut one = [0; 4];
                letters.extend(romaji::folded(c.encode_utf8(&mut one)).chars().next());
            }
            begins = joins;
        }
    }
    letters.sort_unstable();
    letters.dedup();
    letters
}

impl Initials {
    /// Takes notice that the parts of an actor's names began with the letters `before`, and begin with `after`.
    pub(super) fn update(&mut self, id: Symbol, before: &[char], after: &[char]) {
        for letter in before.iter().filter(|letter| !after.contains(letter)) {
            let Some(ids) = self.by_letter.get_mut(letter) else { continue };
            ids.remove_mut(&id);
            if ids.is_empty() {
                self.by_letter.remove_mut(letter);
            }
        }
        for letter in after.iter().filter(|letter| !before.contains(letter)) {
            if let Some(ids) = self.by_letter.get_mut(letter) {
                ids.insert_mut(id);
            } else {
                let mut ids = HashTrieSetSync::new_with_hasher_with_ptr_kind(FxBuildHasher);
                ids.insert_mut(id);
                self.by_letter.insert_mut(*letter, ids);
            }
        }
    }

    /// The ids of the actors that have a part of a name beginning with `letter`.
    pub(super) fn of(&self, letter: char) -> impl Iterator<Item = Symbol> {
        self.by_letter.get(&letter).into_iter().flat_map(HashTrieSetSync::iter).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_by_their_parts() {
        let of = |name: &str| letters([Symbol::of(name)].into_iter()).into_vec();
        assert_eq!(of("ロアン・ティスラ"), ['て', 'ろ']);
        assert_eq!(of("Hollow Kestrel"), ['h', 'k']);
        let letters = of("鷹取静馬");
        assert!(letters.contains(&'鷹') && letters.contains(&'静'));
    }

    #[test]
    fn what_is_gone_is_not_found() {
        let mut initials = Initials::default();
        let (one, two) = (Symbol::of("one"), Symbol::of("two"));
        initials.update(one, &[], &['a', 'b']);
        initials.update(two, &[], &['a']);
        initials.update(one, &['a', 'b'], &['b', 'c']);
        assert_eq!(initials.of('a').collect::<Vec<_>>(), [two]);
        assert_eq!(initials.of('b').chain(initials.of('c')).collect::<Vec<_>>(), [one, one]);
        initials.update(two, &['a'], &[]);
        assert_eq!(initials.of('a').count(), 0);
    }
}
