//! One actor over many articles: an article that only has a surname means the one person of that surname whom another
//! article names in full; where two compete, nobody.
//!
//! Pure bookkeeping over ids and parts of names; the archive keeps one [`Linker`] in step with its articles.

use rpds::HashTrieMapSync;
use rustc_hash::FxBuildHasher;
use smallvec::SmallVec;

use super::Kind;
use crate::text::Symbol;

/// Which partial ids stand for which full ones. Cloning costs nothing.
#[derive(Clone, Default)]
pub struct Linker {
    /// By part of a name: the ids of the actors that have it, with how many articles say so.
    by_part: Map<Counts>,
    /// By id of an actor known in full: its parts, with how many articles say so.
    parts: Map<Counts>,
    /// Ids of actors known by a part only, with how many articles know them so.
    partial: Map<u32>,
}

type Map<V> = HashTrieMapSync<Symbol, V, FxBuildHasher>;

type Counts = SmallVec<[(Symbol, u32); 1]>;

/// A person as one article knows it, as far as linking goes.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// See [`super::Actor::id`].
    pub id: Symbol,
    /// See [`super::Actor::partial`].
    pub partial: bool,
    /// See [`super::Actor::parts`].
    pub parts: &'a [Symbol],
}

impl Linker {
    /// Takes note of a person of one article.
    pub fn add(&mut self, person: Person<'_>) {
        if person.partial {
            let count = self.partial.get(&person.id).copied().unwrap_or_default();
            self.partial.insert_mut(person.id, count + 1);
            return;
        }
        for part in person.parts {
            count_up(&mut self.by_part, *part, person.id);
            count_up(&mut self.parts, person.id, *part);
        }
    }

    /// Forgets a person that [`Linker::add`] took note of, as it was then.
    pub fn remove(&mut self, person: Person<'_>) {
        if person.partial {
            match self.partial.get(&person.id).copied() {
                Some(count) if count > 1 => {
                    self.partial.insert_mut(person.id, count - 1);
                }
                _ => {
                    self.partial.remove_mut(&person.id);
                }
            }
            return;
        }
        for part in person.parts {
            count_down(&mut self.by_part, *part, person.id);
            count_down(&mut self.parts, person.id, *part);
        }
    }

    /// The id that `id` stands for: that of the only actor known in full who has this part; `id` itself where there is
    /// none, more than one, or where `id` is no part.
    pub fn resolve(&self, id: Symbol) -> Symbol {
        if !self.partial.contains_key(&id) {
            return id;
        }
        let wholes = key(id.as_str()).and_then(Symbol::known).and_then(|part| self.by_part.get(&part));
        match wholes.map(SmallVec::as_slice) {
            Some([(only, _)]) => *only,
            _ => id,
        }
    }

    /// The partial ids that stand for `id`.
    pub fn standing_for(&self, id: Symbol) -> impl Iterator<Item = Symbol> {
        self.parts.get(&id).into_iter().flatten().filter_map(move |(part, _)| {
            let partial = Symbol::known(&partial_id(part.as_str()))?;
            (self.partial.contains_key(&partial) && self.resolve(partial) == id).then_some(partial)
        })
    }
}

/// The id of a person of whom only `part` (a key of `naming`) is known.
pub(super) fn partial_id(part: &str) -> String {
    format!("{}:{part}", Kind::Person.name())
}

/// The part that a partial id is made of.
fn key(id: &str) -> Option<&str> {
    id.strip_prefix(Kind::Person.name())?.strip_prefix(':')
}

fn count_up(map: &mut Map<Counts>, outer: Symbol, inner: Symbol) {
    match map.get_mut(&outer) {
        Some(counts) => match counts.iter_mut().find(|(known, _)| *known == inner) {
            Some((_, count)) => *count += 1,
            None => counts.push((inner, 1)),
        },
        None => {
            map.insert_mut(outer, SmallVec::from_buf([(inner, 1)]));
        }
    }
}

fn count_down(map: &mut Map<Counts>, outer: Symbol, inner: Symbol) {
    let Some(counts) = map.get_mut(&outer) else { return };
    if let Some(at) = counts.iter().position(|(known, _)| *known == inner) {
        if counts[at].1 > 1 {
            counts[at].1 -= 1;
        } else {
            counts.swap_remove(at);
        }
    }
    if counts.is_empty() {
        map.remove_mut(&outer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Known(Symbol, bool, Vec<Symbol>);

    impl Known {
        fn person(&self) -> Person<'_> {
            Person { id: self.0, partial: self.1, parts: &self.2 }
        }
    }

    fn whole(id: &str, parts: &[&str]) -> Known {
        Known(Symbol::of(id), false, parts.iter().map(|part| Symbol::of(part)).collect())
    }

    fn part(name: &str) -> Known {
        Known(Symbol::of(&partial_id(name)), true, vec![Symbol::of(name)])
    }

    fn resolve(linker: &Linker, id: &str) -> &'static str {
        linker.resolve(Symbol::of(id)).as_str()
    }

    #[test]
    fn a_surname_means_the_only_person_who_has_it() {
        let mut linker = Linker::default();
        linker.add(part("霧生").person());
        assert_eq!(resolve(&linker, "person:霧生"), "person:霧生");
        linker.add(whole("person:霧生誠", &["霧生"]).person());
        assert_eq!(resolve(&linker, "person:霧生"), "person:霧生誠");
        assert_eq!(
            linker.standing_for(Symbol::of("person:霧生誠")).map(Symbol::as_str).collect::<Vec<_>>(),
            ["person:霧生"]
        );
    }

    #[test]
    fn two_who_share_a_surname_are_not_chosen_between() {
        let mut linker = Linker::default();
        let (first, second) = (whole("person:霧生誠", &["霧生"]), whole("person:霧生玲", &["霧生"]));
        linker.add(part("霧生").person());
        linker.add(first.person());
        linker.add(second.person());
        assert_eq!(resolve(&linker, "person:霧生"), "person:霧生");
        assert_eq!(linker.standing_for(Symbol::of("person:霧生誠")).count(), 0);
        linker.remove(second.person());
        assert_eq!(resolve(&linker, "person:霧生"), "person:霧生誠");
    }

    #[test]
    fn an_actor_stays_as_long_as_one_article_has_it() {
        let mut linker = Linker::default();
        let (known, surname) = (whole("person:霧生誠", &["霧生"]), part("霧生"));
        for one in [&known, &known, &surname, &surname] {
            linker.add(one.person());
        }
        linker.remove(known.person());
        linker.remove(surname.person());
        assert_eq!(resolve(&linker, "person:霧生"), "person:霧生誠");
        linker.remove(known.person());
        assert_eq!(resolve(&linker, "person:霧生"), "person:霧生");
    }

    #[test]
    fn a_full_name_and_a_body_stand_for_themselves() {
        let mut linker = Linker::default();
        linker.add(whole("person:霧生誠", &["霧生"]).person());
        assert_eq!(resolve(&linker, "person:霧生誠"), "person:霧生誠");
        assert_eq!(resolve(&linker, "country:jp"), "country:jp");
        // Nobody knows this surname as an actor of its own.
        assert_eq!(resolve(&linker, "person:霧生"), "person:霧生");
    }
}
