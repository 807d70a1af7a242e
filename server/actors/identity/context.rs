//! Which country a paragraph is about: what decides whose 外務省 is meant.

use super::{Draft, Kind, ProfileId, Roster, lexicon, name_of};
use crate::article::Article;

/// A country named, or implied by one of its organs, at a place of the article.
struct Sight {
    passage: u32,
    end: u32,
    country: ProfileId,
}

/// The countries seen so far.
pub(super) struct Context<'a> {
    article: &'a Article,
    seen: Vec<Sight>,
    /// How each bare name was resolved last, and where.
    resolved: Vec<(String, u32, ProfileId)>,
    home: Option<ProfileId>,
}

impl<'a> Context<'a> {
    pub(super) fn new(article: &'a Article) -> Self {
        Self { article, seen: Vec::new(), resolved: Vec::new(), home: lexicon().by_id.get("country:jp").copied() }
    }

    /// Takes note of a linked mention.
    pub(super) fn saw(&mut self, roster: &Roster<'_>, draft: &Draft, actor: u32) {
        let entry = &roster.entries[actor as usize];
        let Some(country) = entry.country else {
            return;
        };
        let name = name_of(self.article, draft);
        if entry.kind == Kind::Organization && lexicon().organ_names.contains(name) {
            self.resolved.push((name.to_owned(), draft.passage, country));
        }
        // An outlet says nothing of what the paragraph is about.
        let outlet =
            entry.profile.and_then(|id| roster.directory.profile(id)).is_some_and(|one| one.id.starts_with("outlet:"));
        if !outlet {
            self.seen.push(Sight { passage: draft.passage, end: draft.found.span.end, country });
        }
    }

    /// The country that a bare name at `draft` belongs to: named before it in its sentence; as the same name was
    /// resolved in the paragraphs just before; named last in the paragraph, or in those before; else Japan.
    pub(super) fn country(&self, draft: &Draft) -> Option<ProfileId> {
        /// Paragraphs over which a name keeps its country, and a country its hold.
        const NEAR: u32 = 3;
        let passage = &self.article.passages[draft.passage as usize].passage;
        let sentence = passage.sentence_at(draft.found.span.start).map_or(0, |n| passage.sentences[n].start);
        let last = |passage: u32, from: u32| {
            self.seen.iter().rev().find(|one| one.passage == passage && one.end > from).map(|one| one.country)
        };
        let name = name_of(self.article, draft);
        let resolved = || {
            self.resolved
                .iter()
                .rev()
                .find(|(known, at, _)| known == name && at + NEAR >= draft.passage)
                .map(|(_, _, country)| *country)
        };
        let near = || (draft.passage.saturating_sub(NEAR)..draft.passage).rev().find_map(|passage| last(passage, 0));
        last(draft.passage, sentence).or_else(resolved).or_else(|| last(draft.passage, 0)).or_else(near).or(self.home)
    }
}
