//! What the archive knows of one actor, as much as a hover has room for.

use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::actors::Kind;
use crate::archive::{Card, CardStatement, Snapshot};
use crate::ide::appearance::{self, Appearance, Introduction};
use crate::text::{Span, Symbol};

/// How many other actors it names.
const COMPANY: usize = 6;

/// How many statements it gives by the actor, and about the actor.
const SAID: usize = 3;
const TOLD: usize = 2;

/// How many articles at either end of the archive it is gathered from; counts and names are those of all.
const READ: usize = 32;

/// What is known of one actor over all articles.
pub(in crate::ide) struct Glance<'s> {
    /// Mentions in the article at hand.
    pub(in crate::ide) here: usize,
    /// Mentions in all articles.
    pub(in crate::ide) mentions: usize,
    /// Articles that mention it.
    pub(in crate::ide) articles: usize,
    /// The names it goes by in the articles, with how often; the most frequent first.
    pub(in crate::ide) names: Vec<(&'s str, usize)>,
    /// The titles it bears and the day of the newest article that gives each; the newest first.
    pub(in crate::ide) titles: Vec<(&'s str, Option<Date>)>,
    /// The introduction in the oldest article.
    pub(in crate::ide) first: Option<Introduction<'s>>,
    /// What it said, the newest first.
    pub(in crate::ide) said: Vec<Said<'s>>,
    /// What others said of it, the newest first.
    pub(in crate::ide) told: Vec<Said<'s>>,
    /// Who is named in the same sentences, the most frequent first.
    pub(in crate::ide) company: Vec<&'s str>,
}

/// A statement in its article.
#[derive(Clone, Copy)]
pub(in crate::ide) struct Said<'s> {
    pub(in crate::ide) card: &'s Arc<Card>,
    pub(in crate::ide) statement: CardStatement,
}

impl<'s> Glance<'s> {
    /// Gathers what is known of the actor of `here`.
    pub(in crate::ide) fn gather(snapshot: &'s Snapshot, here: Appearance<'s>) -> Self {
        let id = snapshot.canonical_of(here.actor.id);
        let own: Vec<Appearance> = appearance::here(snapshot, here).collect();
        let mut appearances: Vec<Appearance> = own.clone();
        appearances.extend(appearance::some(snapshot, id, READ).filter(|there| !Arc::ptr_eq(there.card, here.card)));
        // Newest first; those without a date last; the article at hand before others of its day.
        appearances
            .sort_by_key(|one| (Reverse(one.day()), !Arc::ptr_eq(one.card, here.card), Arc::clone(one.card.path())));
        let here_count = own.iter().map(|one| one.mentions().count()).sum();
        let known = snapshot.actor(id.as_str());
        let mut seen = FxHashSet::default();
        Self {
            here: here_count,
            mentions: known.as_ref().map_or(here_count, |known| known.mentions),
            articles: known.as_ref().map_or(1, |known| known.articles),
            names: names(snapshot, id),
            titles: titles(&appearances),
            first: first(&appearances),
            said: distinct(appearances.iter().copied().flat_map(said), SAID, &mut seen),
            told: distinct(appearances.iter().copied().flat_map(told), TOLD, &mut seen),
            company: company(snapshot, id, &appearances).into_iter().take(COMPANY).map(|one| one.name).collect(),
        }
    }
}

/// The names that its mentions spell out, with how often; the most frequent first.
pub(super) fn names(snapshot: &Snapshot, id: Symbol) -> Vec<(&'static str, usize)> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for (name, count) in snapshot.names_of(id.as_str()) {
        *counts.entry(name).or_default() += count;
    }
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_unstable_by_key(|(name, count)| (Reverse(*count), *name));
    names
}

/// Titles that show respect and say nothing of an office: 氏, さん.
pub(super) fn honorifics() -> &'static FxHashSet<&'static str> {
    static HONORIFICS: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    HONORIFICS.get_or_init(|| {
        let rows = include_str!("../../lexicon/words/person_titles.tsv").lines().filter(|line| !line.starts_with('#'));
        let rows = rows.filter_map(|row| row.split_once('\t'));
        rows.filter(|(_, rest)| rest.split('\t').next() == Some("honorific")).map(|(title, _)| title).collect()
    })
}

fn titles(appearances: &[Appearance<'_>]) -> Vec<(&'static str, Option<Date>)> {
    let mut seen = FxHashSet::default();
    let mut titles = Vec::new();
    for one in appearances.iter().filter(|one| one.actor.kind == Kind::Person) {
        for (number, _) in one.mentions() {
            let Some(title) = one.card.title_with(number).map(|title| title.surface.as_str()) else { continue };
            if !honorifics().contains(title) && !title.is_empty() && seen.insert(title) {
                titles.push((title, one.day()));
            }
        }
    }
    titles
}

/// The introduction in the oldest article with a date, or else in the first by path.
fn first<'s>(appearances: &[Appearance<'s>]) -> Option<Introduction<'s>> {
    let introduced = appearances.iter().filter_map(|one| Some((one, one.introduction()?)));
    introduced
        .min_by_key(|(one, _)| (one.day().is_none(), one.day(), one.card.path()))
        .map(|(_, introduction)| introduction)
}

/// The statements of one appearance's article that are the actor's own.
pub(super) fn said(one: Appearance<'_>) -> impl Iterator<Item = Said<'_>> {
    let own = one.card.statements().filter(move |statement| statement.speaker == Some(one.number));
    own.map(move |statement| Said { card: one.card, statement })
}

/// The statements of one appearance's article in which others speak of the actor.
pub(super) fn told(one: Appearance<'_>) -> impl Iterator<Item = Said<'_>> {
    let spans: Vec<Span> = one.mentions().map(|(_, mention)| mention.span).collect();
    let others = one.card.statements().filter(move |statement| {
        let next = spans.partition_point(|span| span.start < statement.content.start);
        let named = spans.get(next).is_some_and(|span| statement.content.covers(*span));
        named && statement.source.is_some() && statement.speaker != Some(one.number)
    });
    others.map(move |statement| Said { card: one.card, statement })
}

/// The first `limit` of `statements` that say something else than those `seen`: the same words, carried by several
/// articles, are one statement. Words are the same when their beginnings are.
fn distinct<'s>(statements: impl Iterator<Item = Said<'s>>, limit: usize, seen: &mut FxHashSet<u32>) -> Vec<Said<'s>> {
    statements.filter(|one| seen.insert(one.statement.beginning)).take(limit).collect()
}

/// Somebody who is named in the same sentences.
pub(super) struct Beside {
    pub(super) id: Symbol,
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// In how many sentences.
    pub(super) sentences: usize,
}

/// Who is named in the same sentences, counted once a sentence; the most frequent first.
pub(super) fn company(snapshot: &Snapshot, id: Symbol, appearances: &[Appearance<'_>]) -> Vec<Beside> {
    let mut counts: FxHashMap<Symbol, Beside> = FxHashMap::default();
    for one in appearances {
        let mentions: Vec<_> = one.card.mentions().collect();
        let (actors, sentences) = (one.card.actors().collect::<Vec<_>>(), one.card.sentences());
        let mut last = None;
        for (_, mention) in one.mentions() {
            let sentence = sentences.around(mention.span);
            if last.replace(sentence) == Some(sentence) {
                continue;
            }
            let from = mentions.partition_point(|other| other.span.start < sentence.start);
            let beside = mentions[from..].iter().take_while(|other| other.span.start < sentence.end);
            let mut others: Vec<u32> = beside.map(|other| other.actor).filter(|actor| *actor != one.number).collect();
            others.sort_unstable();
            others.dedup();
            for actor in others.into_iter().filter_map(|number| actors.get(number as usize)) {
                let other = snapshot.canonical_of(actor.id);
                if other != id {
                    let new = || Beside { id: other, name: actor.name.as_str(), kind: actor.kind, sentences: 0 };
                    counts.entry(other).or_insert_with(new).sentences += 1;
                }
            }
        }
    }
    let mut company: Vec<Beside> = counts.into_values().collect();
    company.sort_unstable_by_key(|one| (Reverse(one.sentences), one.id.as_str()));
    company
}
