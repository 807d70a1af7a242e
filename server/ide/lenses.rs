//! What stands above a line: how an article is doing, and how much there is about whom it introduces.

use std::path::Path;
use std::sync::Arc;

use super::{Lang, Score, escape, score, wording};
use crate::actors::{Form, Kind};
use crate::archive::{Entry, Snapshot};
use crate::language::Placed;
use crate::text::Span;

/// What a lens tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LensKind {
    /// Claims, sourced claims and findings of the article.
    Article,
    /// Mentions of an actor who is introduced here, and articles that have some.
    Introduction,
}

/// A place above which something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The headline or the introduction, in bytes of the article.
    pub span: Span,
    /// What it tells.
    pub kind: LensKind,
}

/// How many introductions of an article have a lens.
const INTRODUCTIONS: usize = 100;

/// Characters of a name in a lens.
const NAME: usize = 24;

/// The lenses of the article at `path`: one above it, and one for each person and body that it introduces by name. What
/// they tell is asked for one by one: see [`lens_title`].
pub fn lenses(snapshot: &Snapshot, path: &Path) -> Vec<Lens> {
    let Some(entry) = snapshot.entry(path) else { return Vec::new() };
    let analysis = entry.analysis();
    let first = analysis.article.passages.first().map(Placed::source);
    let Some(head) = analysis.article.title.or(first) else { return Vec::new() };
    let mut introductions: Vec<Span> = introductions(&entry).map(|(span, _)| span).take(INTRODUCTIONS).collect();
    introductions.sort_unstable();
    let introductions = introductions.into_iter().map(|span| Lens { span, kind: LensKind::Introduction });
    [Lens { span: head, kind: LensKind::Article }].into_iter().chain(introductions).collect()
}

/// What a lens tells, in one line; `None` where nothing of the kind stands at byte `offset` any more.
pub fn lens_title(snapshot: &Snapshot, path: &Path, kind: LensKind, offset: u32, lang: Lang) -> Option<String> {
    let entry = snapshot.entry(path)?;
    match kind {
        LensKind::Article => {
            let Score { claims, sourced, findings, .. } = score(snapshot, snapshot.card(path)?);
            Some(wording::article_lens(claims, sourced, findings, lang))
        }
        LensKind::Introduction => {
            let (_, id) = introductions(&entry).find(|(span, _)| span.start == offset)?;
            let known = snapshot.actor(id)?;
            let mut name = String::new();
            escape::plain(known.name, &mut name);
            let name = escape::excerpt(&name, NAME);
            Some(wording::introduction_lens(&name, known.mentions, known.articles, lang))
        }
    }
}

/// The persons and bodies that an article introduces by name: where, and their ids.
fn introductions(entry: &Arc<Entry>) -> impl Iterator<Item = (Span, &str)> {
    let cast = &entry.analysis().cast;
    let actors = cast.actors.iter().filter(|actor| matches!(actor.kind, Kind::Person | Kind::Organization));
    actors.filter_map(|actor| {
        let mention = cast.mentions.get(actor.introduction? as usize)?;
        (mention.form == Form::Name).then_some((mention.span, actor.id.as_str()))
    })
}
