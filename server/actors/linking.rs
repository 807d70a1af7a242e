//! One actor over many articles: an article that only has a surname means the one person of that surname whom another
//! article names in full; where two compete, nobody.
//!
//! Pure bookkeeping over ids and parts of names; the archive keeps one [`Linker`] in step with its articles.

use std::sync::Arc;

use rpds::{HashTrieMapSync, RedBlackTreeMapSync};

use super::{Actor, Kind};

/// Which partial ids stand for which full ones. Cloning costs nothing.
#[derive(Clone, Debug, Default)]
pub struct Linker {
    /// By part of a name: the ids of the actors that have it, with how many articles say so.
    by_part: HashTrieMapSync<Arc<str>, Counts>,
    /// By id of an actor known in full: its parts, with how many articles say so.
    parts: HashTrieMapSync<Arc<str>, Counts>,
    /// Ids of actors known by a part only, with how many articles know them so.
    partial: HashTrieMapSync<Arc<str>, u32>,
}

type Counts = RedBlackTreeMapSync<Arc<str>, u32>;

impl Linker {
    /// Takes note of an actor of one article.
    pub fn add(&mut self, actor: &Actor) {
        if actor.kind != Kind::Person {
            return;
        }
        if actor.partial {
            let count = self.partial.get(actor.id.as_str()).copied().unwrap_or_default();
            self.partial.insert_mut(actor.id.as_str().into(), count + 1);
            return;
        }
        for part in &actor.parts {
            count_up(&mut self.by_part, part, &actor.id);
            count_up(&mut self.parts, &actor.id, part);
        }
    }

    /// Forgets an actor that [`Linker::add`] took note of, as it was then.
    pub fn remove(&mut self, actor: &Actor) {
        if actor.kind != Kind::Person {
            return;
        }
        if actor.partial {
            match self.partial.get(actor.id.as_str()).copied() {
                Some(count) if count > 1 => {
                    self.partial.insert_mut(actor.id.as_str().into(), count - 1);
                }
                _ => {
                    self.partial.remove_mut(actor.id.as_str());
                }
            }
            return;
        }
        for part in &actor.parts {
            count_down(&mut self.by_part, part, &actor.id);
            count_down(&mut self.parts, &actor.id, part);
        }
    }

    /// The id that `id` stands for: that of the only actor known in full who has this part; `id` itself where there is
    /// none, more than one, or where `id` is no part.
    pub fn resolve<'s>(&'s self, id: &'s str) -> &'s str {
        if !self.partial.contains_key(id) {
            return id;
        }
        let Some(wholes) = key(id).and_then(|part| self.by_part.get(part)) else {
            return id;
        };
        let mut wholes = wholes.keys();
        match (wholes.next(), wholes.next()) {
            (Some(only), None) => only,
            _ => id,
        }
    }

    /// The partial ids that stand for `id`.
    pub fn standing_for<'s>(&'s self, id: &'s str) -> impl Iterator<Item = &'s str> {
        let parts = self.parts.get(id).into_iter().flat_map(RedBlackTreeMapSync::keys);
        parts.filter_map(move |part| {
            let (known, _) = self.partial.get_key_value(&*partial_id(part))?;
            (self.resolve(known) == id).then_some(&**known)
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

fn count_up(map: &mut HashTrieMapSync<Arc<str>, Counts>, outer: &str, inner: &str) {
    let mut counts = map.get(outer).cloned().unwrap_or_default();
    let count = counts.get(inner).copied().unwrap_or_default();
    counts.insert_mut(inner.into(), count + 1);
    map.insert_mut(outer.into(), counts);
}

fn count_down(map: &mut HashTrieMapSync<Arc<str>, Counts>, outer: &str, inner: &str) {
    let Some(mut counts) = map.get(outer).cloned() else {
        return;
    };
    match counts.get(inner).copied() {
        Some(count) if count > 1 => {
            counts.insert_mut(inner.into(), count - 1);
        }
        _ => {
            counts.remove_mut(inner);
        }
    }
    if counts.is_empty() {
        map.remove_mut(outer);
    } else {
        map.insert_mut(outer.into(), counts);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(id: &str, parts: &[&str]) -> Actor {
        actor(id, false, parts)
    }

    fn part(name: &str) -> Actor {
        actor(&partial_id(name), true, &[name])
    }

    fn actor(id: &str, partial: bool, parts: &[&str]) -> Actor {
        Actor {
            id: id.to_owned(),
            name: id.to_owned(),
            kind: Kind::Person,
            profile: None,
            partial,
            parts: parts.iter().map(|part| (*part).to_owned()).collect(),
            mentions: Vec::new(),
            introduction: None,
        }
    }

    #[test]
    fn a_surname_means_the_only_person_who_has_it() {
        let mut linker = Linker::default();
        linker.add(&part("霧生"));
        assert_eq!(linker.resolve("person:霧生"), "person:霧生");
        linker.add(&whole("person:霧生誠", &["霧生"]));
        assert_eq!(linker.resolve("person:霧生"), "person:霧生誠");
        assert_eq!(linker.standing_for("person:霧生誠").collect::<Vec<_>>(), ["person:霧生"]);
    }

    #[test]
    fn two_who_share_a_surname_are_not_chosen_between() {
        let mut linker = Linker::default();
        let (first, second) = (whole("person:霧生誠", &["霧生"]), whole("person:霧生玲", &["霧生"]));
        linker.add(&part("霧生"));
        linker.add(&first);
        linker.add(&second);
        assert_eq!(linker.resolve("person:霧生"), "person:霧生");
        assert_eq!(linker.standing_for("person:霧生誠").count(), 0);
        linker.remove(&second);
        assert_eq!(linker.resolve("person:霧生"), "person:霧生誠");
    }

    #[test]
    fn an_actor_stays_as_long_as_one_article_has_it() {
        let mut linker = Linker::default();
        let (known, surname) = (whole("person:霧生誠", &["霧生"]), part("霧生"));
        for one in [&known, &known, &surname, &surname] {
            linker.add(one);
        }
        linker.remove(&known);
        linker.remove(&surname);
        assert_eq!(linker.resolve("person:霧生"), "person:霧生誠");
        linker.remove(&known);
        assert_eq!(linker.resolve("person:霧生"), "person:霧生");
    }

    #[test]
    fn a_full_name_and_a_body_stand_for_themselves() {
        let mut linker = Linker::default();
        linker.add(&whole("person:霧生誠", &["霧生"]));
        assert_eq!(linker.resolve("person:霧生誠"), "person:霧生誠");
        assert_eq!(linker.resolve("country:jp"), "country:jp");
        // Nobody knows this surname as an actor of its own.
        assert_eq!(linker.resolve("person:霧生"), "person:霧生");
    }
}
