//! Who speaks about whom: the statements of an archive as a hierarchy of calls.

use std::path::Path;
use std::sync::Arc;

use super::appearance;
use crate::actors::{Form, Kind};
use crate::archive::{Card, CardStatement, Snapshot};
use crate::text::{Span, Symbol};

/// Somebody who speaks or is spoken of, in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The actor's id; empty where nobody is named (関係者).
    pub id: String,
    /// Its name, or the words of the text.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The headline of the article.
    pub article: String,
    /// Where the article lies.
    pub path: Arc<Path>,
    /// The statement or the sentence, in bytes of the article.
    pub span: Span,
    /// The name within it.
    pub focus: Span,
}

/// One who speaks of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The other end.
    pub party: Party,
    /// Where the one who is spoken of is named, in bytes of the speaker's article.
    pub ranges: Vec<Span>,
}

/// How many articles at either end of the archive are looked at.
const READ: usize = 128;

/// How many calls one answer holds.
const LIMIT: usize = 500;

/// Whoever is mentioned at `offset` of the article at `path`.
pub fn party_at(snapshot: &Snapshot, path: &Path, offset: u32) -> Option<Party> {
    let (here, number) = appearance::at(snapshot, path, offset)?;
    let mention = here.card.mention(number)?;
    named(snapshot, here.card, number, here.card.sentences().around(mention.span))
}

/// Who speaks about the actor `id`: a call for each speaker and article, by path, in the order of the text.
pub fn incoming(snapshot: &Snapshot, id: &str) -> Vec<Call> {
    let Some(id) = Symbol::known(id).map(|id| snapshot.canonical_of(id)) else { return Vec::new() };
    let mut calls: Vec<Call> = Vec::new();
    for there in appearance::some(snapshot, id, READ) {
        let begin = calls.len();
        let mentions: Vec<Span> = there.mentions().map(|(_, mention)| mention.span).collect();
        for statement in there.card.statements() {
            let ranges: Vec<Span> = mentions.iter().copied().filter(|span| statement.content.covers(*span)).collect();
            if ranges.is_empty() {
                continue;
            }
            let Some(speaker) = speaker(snapshot, there.card, &statement) else { continue };
            if speaker.id != id.as_str() {
                add(&mut calls, begin, Call { party: speaker, ranges });
            }
        }
    }
    calls.truncate(LIMIT);
    calls
}

/// About whom the actor `id` speaks: a call for each actor and article, by path, in the order of the text. The ranges are
/// those of the article at `path`; a call from another article has none.
pub fn outgoing(snapshot: &Snapshot, id: &str, path: &Path) -> Vec<Call> {
    let Some(id) = Symbol::known(id).map(|id| snapshot.canonical_of(id)) else { return Vec::new() };
    let mut calls: Vec<Call> = Vec::new();
    for there in appearance::some(snapshot, id, READ) {
        let begin = calls.len();
        let mentions: Vec<_> = there.card.mentions().collect();
        let own = there.card.statements().filter(|statement| statement.speaker == Some(there.number));
        for statement in own {
            let first = mentions.partition_point(|mention| mention.span.start < statement.content.start);
            let said = (first..).zip(&mentions[first..]);
            let said = said.take_while(|(_, mention)| mention.span.start < statement.content.end);
            for (number, mention) in said.filter(|(_, mention)| statement.content.covers(mention.span)) {
                let Some(party) = named(snapshot, there.card, number as u32, statement.span) else { continue };
                if party.id != id.as_str() {
                    let ranges = if &**there.card.path() == path { vec![mention.span] } else { Vec::new() };
                    add(&mut calls, begin, Call { party, ranges });
                }
            }
        }
    }
    calls.truncate(LIMIT);
    calls
}

/// Adds a call to those from `begin` on: to that with the same other end, where there is one.
fn add(calls: &mut Vec<Call>, begin: usize, call: Call) {
    let same = |one: &&mut Call| {
        one.party.id == call.party.id && (!call.party.id.is_empty() || one.party.name == call.party.name)
    };
    match calls[begin..].iter_mut().find(same) {
        Some(known) => {
            known.ranges.extend(call.ranges);
            known.ranges.sort_unstable();
            known.ranges.dedup();
        }
        None => calls.push(call),
    }
}

fn speaker(snapshot: &Snapshot, card: &Arc<Card>, statement: &CardStatement) -> Option<Party> {
    let source = statement.source?;
    let focus = if statement.span.covers(source) { source } else { statement.span };
    if let Some(actor) = statement.speaker {
        let (number, _) = card
            .mentions_of(actor)
            .find(|(_, mention)| source.covers(mention.span))
            .or_else(|| card.mentions_of(actor).next())?;
        return Some(Party { focus, ..named(snapshot, card, number, statement.span)? });
    }
    // Nobody by name: what stands there is read from the article.
    let name = source.slice(&snapshot.text(card)?).to_owned();
    Some(Party {
        id: String::new(),
        name,
        kind: Kind::Person,
        article: card.title().to_owned(),
        path: Arc::clone(card.path()),
        span: statement.span,
        focus,
    })
}

/// The actor of a mention, by the mention's number.
fn named(snapshot: &Snapshot, card: &Arc<Card>, number: u32, span: Span) -> Option<Party> {
    let mention = card.mention(number)?;
    let actor = card.actor(mention.actor)?;
    let id = snapshot.canonical_of(actor.id).as_str();
    let name = snapshot.actor(id).map_or(actor.name.as_str(), |known| known.name);
    let title = card.title_with(number).filter(|_| mention.form == Form::Name);
    let focus = title.map_or(mention.span, |title| mention.span.join(title.span));
    Some(Party {
        id: id.to_owned(),
        name: if name.is_empty() { mention.surface.as_str().to_owned() } else { name.to_owned() },
        kind: actor.kind,
        article: card.title().to_owned(),
        path: Arc::clone(card.path()),
        span: span.join(focus),
        focus,
    })
}
