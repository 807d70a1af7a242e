//! Whom does this archive know, and where is each of them mentioned?

use std::sync::Arc;

use super::{Lang, appearance, symbols, wording};
use crate::actors::Kind;
use crate::archive::{Card, Known, Snapshot};
use crate::text::{Span, Symbol};

/// An article that mentions an actor.
#[derive(Clone, Debug)]
pub struct Attendance {
    /// The article.
    pub article: Arc<Card>,
    /// The mentions, in order, in bytes of the article.
    pub mentions: Vec<Span>,
}

/// The actors that `query` finds, as [`super::workspace_symbols`] finds and orders them; all of them for the empty query.
pub fn actors(snapshot: &Snapshot, query: &str) -> Vec<Known<'static>> {
    symbols::matching(snapshot, query).into_iter().map(|(_, known)| known).collect()
}

/// The articles that mention the actor `id`, by any of its ids: the newest first, those without a date last.
pub fn attendances(snapshot: &Snapshot, id: &str) -> Vec<Attendance> {
    let Some(id) = Symbol::known(id).map(|id| snapshot.canonical_of(id)) else { return Vec::new() };
    let mut found: Vec<Attendance> = Vec::new();
    for one in appearance::everywhere(snapshot, id) {
        let mentions = one.mentions().map(|(_, mention)| mention.span);
        match found.last_mut().filter(|last| Arc::ptr_eq(&last.article, one.card)) {
            Some(last) => {
                last.mentions.extend(mentions);
                last.mentions.sort_unstable();
            }
            None => found.push(Attendance { article: Arc::clone(one.card), mentions: mentions.collect() }),
        }
    }
    found.sort_by_key(|one| std::cmp::Reverse(one.article.day()));
    found
}

/// The id of the actor that is mentioned at `offset` of the article at `path`.
pub fn actor_at(snapshot: &Snapshot, path: &std::path::Path, offset: u32) -> Option<&'static str> {
    let (here, _) = appearance::at(snapshot, path, offset)?;
    Some(snapshot.canonical_of(here.actor.id).as_str())
}

/// What a kind is called.
pub fn kind_label(kind: Kind, lang: Lang) -> &'static str {
    wording::kind(kind).of(lang)
}
