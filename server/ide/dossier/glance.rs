//! What the archive knows of one actor, as much as a hover has room for.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::actors::Kind;
use crate::archive::{Card, CardActor, CardStatement, Snapshot};
use crate::ide::appearance::{self, Appearance, Introduction};
use crate::text::{Span, Symbol};

/// How many other actors it names.
const COMPANY: usize = 6;

/// How many statements it gives by the actor, and about the actor.
const SAID: usize = 3;
const TOLD: usize = 2;

/// How many articles at either end of the archive it is gathered from; counts and names are those of all.
const READ: usize = 6;

/// In how many of them, the newest, it looks for who is named beside the actor.
const BESIDE: usize = 6;

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
        let own = appearance::here(snapshot, here);
        let others = appearance::some(snapshot, id, READ).filter(|there| !Arc::ptr_eq(there.card, here.card));
        let mut dated: Vec<(Option<Date>, Appearance)> = own.chain(others).map(|one| (one.day(), one)).collect();
        let is_here = |one: &Appearance| Arc::ptr_eq(one.card, here.card);
        let own = dated.iter().filter(|(_, one)| is_here(one));
        let here_count = own.map(|(_, one)| one.mentions().count()).sum();
        // Newest first; those without a date last; the article at hand before others of its day.
        let order = |(day, one): &(Option<Date>, Appearance<'s>)| (Reverse(*day), !is_here(one), one.card.path());
        dated.sort_by(|a, b| order(a).cmp(&order(b)));
        let appearances: Vec<Appearance> = dated.iter().map(|(_, one)| *one).collect();
        let known = snapshot.actor(id.as_str());
        let (said, told) = statements(&appearances);
        let newest = &appearances[..appearances.len().min(BESIDE)];
        Self {
            here: here_count,
            mentions: known.as_ref().map_or(here_count, |known| known.mentions),
            articles: known.as_ref().map_or(1, |known| known.articles),
            names: names(snapshot, id),
            titles: titles(&dated),
            first: first(&dated),
            said,
            told,
            company: company(snapshot, id, newest, COMPANY).into_iter().map(|one| one.name).collect(),
        }
    }
}

/// The names that its mentions spell out, with how often; the most frequent first.
pub(super) fn names(snapshot: &Snapshot, id: Symbol) -> Vec<(&'static str, usize)> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for (name, count) in snapshot.names_of(id) {
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

fn titles(appearances: &[(Option<Date>, Appearance<'_>)]) -> Vec<(&'static str, Option<Date>)> {
    let mut seen = FxHashSet::default();
    let mut titles = Vec::new();
    for (day, one) in appearances.iter().filter(|(_, one)| one.actor.kind == Kind::Person) {
        for title in one.titles() {
            if seen.insert(title.surface) {
                titles.push((title.surface.as_str(), *day));
            }
        }
    }
    titles.retain(|(title, _)| !title.is_empty() && !honorifics().contains(title));
    titles
}

/// The introduction in the oldest article with a date, or else in the first by path.
fn first<'s>(appearances: &[(Option<Date>, Appearance<'s>)]) -> Option<Introduction<'s>> {
    let introduced = appearances.iter().filter(|(_, one)| one.actor.introduction.is_some());
    let oldest = introduced.min_by_key(|(day, one)| (day.is_none(), day, one.card.path()));
    oldest.and_then(|(_, one)| one.introduction())
}

/// The statements of one appearance's article that are the actor's own.
pub(super) fn said(one: Appearance<'_>) -> impl Iterator<Item = Said<'_>> {
    let own = one.card.statements().filter(move |statement| statement.speaker == Some(one.number));
    own.map(move |statement| Said { card: one.card, statement })
}

/// The statements of one appearance's article in which others speak of the actor.
pub(super) fn told(one: Appearance<'_>) -> impl Iterator<Item = Said<'_>> {
    let all: Vec<CardStatement> = one.card.statements().collect();
    let told: Vec<CardStatement> = others(one, &all).collect();
    told.into_iter().map(move |statement| Said { card: one.card, statement })
}

/// The first statements by the actor and about it, by the order of its appearances. The same words, carried by several
/// articles, are one statement; words are the same when their beginnings are.
fn statements<'s>(appearances: &[Appearance<'s>]) -> (Vec<Said<'s>>, Vec<Said<'s>>) {
    let mut seen = FxHashSet::default();
    let (mut by, mut about, mut waiting): (Vec<Said>, Vec<Said>, Vec<Said>) = (Vec::new(), Vec::new(), Vec::new());
    for one in appearances {
        let all: SmallVec<[CardStatement; 16]> = one.card.statements().collect();
        let statement = |statement: CardStatement| Said { card: one.card, statement };
        let own = all.iter().filter(|statement| statement.speaker == Some(one.number));
        for said in own.copied().map(statement) {
            if by.len() < SAID && seen.insert(said.statement.beginning) {
                by.push(said);
            }
        }
        waiting.extend(others(*one, &all).map(statement));
        // What the actor says itself is not told once more as something said of it: first it has its say.
        if by.len() == SAID {
            let new = waiting.drain(..).filter(|told| seen.insert(told.statement.beginning));
            about.extend(new.take(TOLD - about.len()));
            if about.len() == TOLD {
                break;
            }
        }
    }
    let new = waiting.into_iter().filter(|told| seen.insert(told.statement.beginning));
    about.extend(new.take(TOLD - about.len()));
    (by, about)
}

/// Those of the statements of an appearance's article in which others speak of the actor.
fn others<'a>(one: Appearance<'_>, all: &'a [CardStatement]) -> impl Iterator<Item = CardStatement> + use<'a> {
    let number = one.number;
    let by_others = move |statement: &CardStatement| statement.source.is_some() && statement.speaker != Some(number);
    // Most articles have none, and need not be looked at for where the actor is named.
    let spans: Vec<Span> =
        if all.iter().any(by_others) { one.mentions().map(|(_, mention)| mention.span).collect() } else { Vec::new() };
    all.iter().copied().filter(by_others).filter(move |statement| {
        let next = spans.partition_point(|span| span.start < statement.content.start);
        spans.get(next).is_some_and(|span| statement.content.covers(*span))
    })
}

/// Somebody who is named in the same sentences.
pub(super) struct Beside {
    pub(super) id: Symbol,
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// In how many sentences.
    pub(super) sentences: usize,
}

/// Who is named in the same sentences, counted once a sentence: the `most` that are named most often, by how often that is.
pub(super) fn company(snapshot: &Snapshot, id: Symbol, appearances: &[Appearance<'_>], most: usize) -> Vec<Beside> {
    let mut company = Company::default();
    let (mut mentions, mut actors, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for one in appearances {
        mentions.clear();
        mentions.extend(one.card.mentions());
        let sentences = one.card.sentences();
        actors.clear();
        let mut last = None;
        for mention in mentions.iter().filter(|mention| mention.actor == one.number) {
            let sentence = sentences.around(mention.span);
            if last.replace(sentence) == Some(sentence) {
                continue;
            }
            let from = mentions.partition_point(|other| other.span.start < sentence.start);
            let beside = mentions[from..].iter().take_while(|other| other.span.start < sentence.end);
            others.clear();
            others.extend(beside.map(|other| other.actor).filter(|actor| *actor != one.number));
            others.sort_unstable();
            others.dedup();
            if actors.is_empty() && !others.is_empty() {
                actors.extend(one.card.actors());
            }
            others.iter().filter_map(|number| actors.get(*number as usize)).for_each(|actor| company.add(actor));
        }
    }
    company.over_all(snapshot, id, most)
}

/// Those who are named beside an actor, under the ids that articles give them, in the order in which they were met.
#[derive(Default)]
struct Company {
    all: Vec<Beside>,
    places: FxHashMap<Symbol, usize>,
}

impl Company {
    fn add(&mut self, actor: &CardActor) {
        let place = *self.places.entry(actor.id).or_insert_with(|| {
            self.all.push(Beside { id: actor.id, name: actor.name.as_str(), kind: actor.kind, sentences: 0 });
            self.all.len() - 1
        });
        self.all[place].sentences += 1;
    }

    /// The `most` that are named most often, each under its one id; without the actor `id` itself.
    fn over_all(self, snapshot: &Snapshot, id: Symbol, most: usize) -> Vec<Beside> {
        let mut company: Vec<Beside> = Vec::with_capacity(self.all.len());
        let mut places: FxHashMap<Symbol, usize> = FxHashMap::default();
        for one in self.all {
            let other = snapshot.canonical_of(one.id);
            if other == id {
                continue;
            }
            match places.entry(other) {
                Entry::Occupied(place) => company[*place.get()].sentences += one.sentences,
                Entry::Vacant(place) => {
                    place.insert(company.len());
                    company.push(Beside { id: other, ..one });
                }
            }
        }
        // Names are only compared among those that may come in: most are named once.
        if let Some(last) = most.checked_sub(1).filter(|last| *last < company.len()) {
            let (_, last, _) = company.select_nth_unstable_by_key(last, |one| Reverse(one.sentences));
            let least = last.sentences;
            company.retain(|one| one.sentences >= least);
        }
        company.sort_by_cached_key(|one| (Reverse(one.sentences), one.id.as_str()));
        company.truncate(most);
        company
    }
}
