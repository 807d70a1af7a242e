//! Which country a paragraph is about: what decides whose 外務省 is meant.

use rustc_hash::FxHashMap;

use super::{Directory, Draft, Kind, ProfileId, Roster, lexicon, name_of};
use crate::article::Article;

/// A country named, or implied by one of its organs, at a place of the article.
struct Sight {
    passage: u32,
    start: u32,
    end: u32,
    country: ProfileId,
    profile: Option<ProfileId>,
}

/// The countries seen so far, in the order of the article.
pub(super) struct Context<'a> {
    article: &'a Article,
    seen: Vec<Sight>,
    /// How each bare name was resolved last, and where.
    resolved: FxHashMap<String, (u32, ProfileId)>,
    home: Option<ProfileId>,
}

impl<'a> Context<'a> {
    pub(super) fn new(article: &'a Article) -> Self {
        Self {
            article,
            seen: Vec::new(),
            resolved: FxHashMap::default(),
            home: lexicon().by_id.get("country:jp").copied(),
        }
    }

    /// Takes note of a linked mention.
    pub(super) fn saw(&mut self, roster: &Roster<'_>, draft: &Draft, actor: u32) {
        let entry = &roster.entries[actor as usize];
        let Some(country) = entry.country else {
            return;
        };
        let name = name_of(self.article, draft);
        if entry.kind == Kind::Organization && lexicon().organ_names.contains(name) {
            self.resolved.insert(name.to_owned(), (draft.passage, country));
        }
        // An outlet says nothing of what the paragraph is about.
        let outlet =
            entry.profile.and_then(|id| roster.directory.profile(id)).is_some_and(|one| one.id.starts_with("outlet:"));
        if !outlet {
            let span = draft.found.span;
            let profile = entry.profile;
            self.seen.push(Sight { passage: draft.passage, start: span.start, end: span.end, country, profile });
        }
    }

    /// The country that a bare name at `draft` belongs to: see [`Context::country_at`].
    pub(super) fn country(&self, draft: &Draft) -> Option<ProfileId> {
        self.country_at(draft.passage, draft.found.span.start, name_of(self.article, draft))
    }

    /// The country that a bare `name` at `start` of a passage belongs to: one [named](Context::country_named); else Japan, where
    /// it has an organ of that name.
    fn country_at(&self, passage: u32, start: u32, name: &str) -> Option<ProfileId> {
        // Nobody's organ is Japan's only where Japan has one of that name: 外務省, and not 大統領府.
        let home = || self.home.filter(|home| lexicon().organs.contains_key(&(*home, name)));
        self.country_named(passage, start, name).or_else(home)
    }

    /// The country that a bare `name` at `start` of a passage belongs to: named before it in its sentence; as the same
    /// name was resolved in the paragraphs just before; named last in the paragraph, or in those before.
    pub(super) fn country_named(&self, passage: u32, start: u32, name: &str) -> Option<ProfileId> {
        /// Paragraphs over which a name keeps its country, and a country its hold.
        const NEAR: u32 = 3;
        let here = &self.article.passages[passage as usize].passage;
        let sentence = here.sentence_at(start).map_or(0, |n| here.sentences[n].start);
        let last = |number: u32, from: u32| {
            let until = if number == passage { start } else { u32::MAX };
            let end = self.seen.partition_point(|one| one.passage <= number);
            let mut there = self.seen[..end].iter().rev().take_while(|one| one.passage == number);
            there.find(|one| one.end > from && one.start < until).map(|one| one.country)
        };
        let resolved = || self.resolved.get(name).filter(|(at, _)| at + NEAR >= passage).map(|(_, country)| *country);
        let near = || (passage.saturating_sub(NEAR)..passage).rev().find_map(|passage| last(passage, 0));
        last(passage, sentence).or_else(resolved).or_else(|| last(passage, 0)).or_else(near)
    }

    /// The one of `candidates`, each an organ of some region, that belongs where the article is: to the region named
    /// last before `draft`, or else first after it.
    pub(super) fn of_region(
        &self,
        directory: &Directory,
        draft: &Draft,
        candidates: &[ProfileId],
    ) -> Option<ProfileId> {
        let place = (draft.passage, draft.found.span.start);
        let split = self.seen.partition_point(|one| (one.passage, one.start) < place);
        let (before, after) = self.seen.split_at(split);
        before.iter().rev().chain(after).find_map(|one| {
            let mut known: Vec<ProfileId> = one.profile.into_iter().collect();
            known.extend(one.profile.into_iter().flat_map(|id| directory.above(id)));
            let home = |id: ProfileId| directory.above(id).next();
            candidates.iter().find(|id| known.contains(id) || home(**id).is_some_and(|of| known.contains(&of))).copied()
        })
    }
}
