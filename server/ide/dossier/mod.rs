//! Everything that the archive knows of one actor: who it is, what it was when, what it said, what others said of it, and
//! where all that rests on nobody.

mod glance;
mod json;
mod markdown;

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::appearance::{self, Appearance};
use super::{Claim, Place, claims};
use crate::actors::Kind;
use crate::archive::{Card, CardStatement, Snapshot};
use crate::config::Relation;
use crate::findings::Finding;
use crate::statements::{self, Grade};
use crate::text::{Span, Symbol};

pub(super) use glance::{Glance, Said};
pub use json::dossier_json;
pub use markdown::dossier_markdown;

/// How many articles at either end of the archive it is gathered from; counts and names are those of all.
const READ: usize = 256;

/// How many of each thing it holds.
const STATEMENTS: usize = 200;
const WEAKNESSES: usize = 200;
const COMPANY: usize = 30;

/// What is known of one actor over all articles.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The id, the same in all articles.
    pub id: String,
    /// The name by the registry or the lexicon, else the fullest that an article gives.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The name in hiragana; empty where it is not known.
    pub reading: String,
    /// What the registry or the lexicon says of it; empty where they say nothing.
    pub description: String,
    /// Where that is said: `uradori.toml:12`, `lexicon:countries.tsv`; empty where nowhere.
    pub origin: String,
    /// Links of the registry, as they are written there.
    pub links: Vec<String>,
    /// Mentions in all articles.
    pub mentions: usize,
    /// Articles that mention it.
    pub articles: usize,
    /// The names it goes by in the articles, with how often; the most frequent first.
    pub names: Vec<(String, usize)>,
    /// Names that somebody takes for its own, and who.
    pub contested: Vec<Contested>,
    /// What it was, the newest first.
    pub roles: Vec<Role>,
    /// What it said, the newest first, at most 200.
    pub said: Vec<Utterance>,
    /// What others said of it, the newest first, at most 200.
    pub told: Vec<Utterance>,
    /// Findings in sentences that name it, those that somebody accepted last; at most 200.
    pub weak: Vec<Weakness>,
    /// Who is named in the same sentences, the most frequent first, at most 30.
    pub company: Vec<Companion>,
    /// Whether all articles were looked at for statements, titles, weak places and company: an actor of very many
    /// articles is read in the first and the last 256 of them.
    pub whole: bool,
}

/// A name that may be the actor's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contested {
    /// The name.
    pub name: String,
    /// What is held of it.
    pub relation: Relation,
    /// Who says so.
    pub origin: Option<String>,
}

/// A title that the actor bears.
#[derive(Clone, Debug)]
pub struct Role {
    /// As it is written.
    pub title: String,
    /// The days of the oldest and the newest article with a date that give it.
    pub days: Option<(Date, Date)>,
    /// How often it stands with the name.
    pub mentions: usize,
    /// Where it stands in the newest article.
    pub place: Place,
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Utterance {
    /// Where it stands.
    pub place: Place,
    /// What is said.
    pub words: String,
    /// The source as it is written; empty where the text does not tell.
    pub source: String,
    /// Who the source is, id and name, where it is known.
    pub speaker: Option<(String, String)>,
    /// How well the source can be asked.
    pub grade: Option<Grade>,
    /// What nobody vouches for within it.
    pub findings: Vec<Finding>,
    /// How many more articles carry the same words.
    pub repeated: usize,
}

/// A claim that nobody vouches for, in a sentence that names the actor.
#[derive(Clone, Debug)]
pub struct Weakness {
    /// The finding.
    pub claim: Claim,
    /// The words around it.
    pub words: String,
}

/// Somebody who is named in the same sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companion {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// In how many sentences.
    pub sentences: usize,
}

/// What is known of the actor `id`; `None` where no article mentions it.
pub fn dossier(snapshot: &Snapshot, id: &str) -> Option<Dossier> {
    let known = snapshot.actor(id)?;
    let id = Symbol::known(known.id)?;
    let directory = snapshot.analyst().directory();
    let profile = directory.find(known.id).and_then(|id| directory.profile(id));
    let registered = snapshot.analyst().config.actors.iter().find(|actor| actor.id == known.id);
    let aliases = registered.into_iter().flat_map(|actor| &actor.aliases);
    let contested = aliases.filter(|alias| alias.relation != Relation::Same).map(|alias| Contested {
        name: alias.name.clone(),
        relation: alias.relation,
        origin: alias.origin.clone(),
    });
    let mut appearances: Vec<Appearance> = appearance::some(snapshot, id, READ).collect();
    appearances.sort_by_key(|one| (Reverse(one.day()), Arc::clone(one.card.path())));
    let mut gathered = Gathered::default();
    for one in &appearances {
        gathered.read(snapshot, *one);
    }
    gathered.weak.sort_by_key(|weak| weak.claim.accepted.is_some());
    gathered.weak.truncate(WEAKNESSES);
    let company = glance::company(snapshot, id, &appearances, COMPANY).into_iter();
    let named = |id: Symbol, name: &str| snapshot.actor(id.as_str()).map_or(name, |known| known.name).to_owned();
    let name = profile.map(|profile| profile.name.as_str()).filter(|name| !name.is_empty()).unwrap_or(known.name);
    Some(Dossier {
        id: known.id.to_owned(),
        name: name.to_owned(),
        kind: profile.map_or(known.kind, |profile| profile.kind),
        reading: profile.map(|profile| profile.reading.trim().to_owned()).unwrap_or_default(),
        description: profile.map(|profile| profile.description.trim().to_owned()).unwrap_or_default(),
        origin: profile.map(|profile| profile.origin.to_string()).unwrap_or_default(),
        links: profile.map(|profile| profile.links.clone()).unwrap_or_default(),
        mentions: known.mentions,
        articles: known.articles,
        names: glance::names(snapshot, id).into_iter().map(|(name, count)| (name.to_owned(), count)).collect(),
        contested: contested.collect(),
        roles: gathered.roles,
        said: gathered.said.list,
        told: gathered.told.list,
        weak: gathered.weak,
        company: company
            .map(|one| Companion {
                id: one.id.as_str().to_owned(),
                name: named(one.id, one.name),
                kind: one.kind,
                sentences: one.sentences,
            })
            .collect(),
        whole: known.articles <= appearances.len(),
    })
}

/// What is found article by article, the newest first.
#[derive(Default)]
struct Gathered {
    roles: Vec<Role>,
    said: Distinct,
    told: Distinct,
    weak: Vec<Weakness>,
}

impl Gathered {
    fn read(&mut self, snapshot: &Snapshot, one: Appearance<'_>) {
        if one.actor.kind == Kind::Person {
            self.read_roles(one);
        }
        // A file that changed a moment ago will be read again; until then, its old words are not shown.
        let Some(text) = snapshot.text(one.card) else { return };
        let claims = claims(snapshot, one.card);
        for said in glance::said(one) {
            self.said.add(snapshot, said.card, &said.statement, &text, &claims);
        }
        for told in glance::told(one) {
            self.told.add(snapshot, told.card, &told.statement, &text, &claims);
        }
        let all = one.card.sentences();
        let mut sentences: Vec<Span> = one.mentions().map(|(_, mention)| all.around(mention.span)).collect();
        sentences.dedup();
        let names_it = |claim: &Claim| sentences.iter().any(|sentence| sentence.contains(claim.finding.span.start));
        let weak = claims.into_iter().filter(names_it);
        self.weak.extend(weak.map(|claim| Weakness { words: super::surroundings(&text, claim.finding.span), claim }));
    }

    fn read_roles(&mut self, one: Appearance<'_>) {
        for (number, mention) in one.mentions() {
            let Some(title) = one.card.title_with(number) else { continue };
            let surface = title.surface.as_str();
            if surface.is_empty() || glance::honorifics().contains(surface) {
                continue;
            }
            let day = one.day();
            match self.roles.iter_mut().find(|role| role.title == surface) {
                Some(role) => {
                    role.mentions += 1;
                    role.days = match (role.days, day) {
                        (Some((first, last)), Some(day)) => Some((first.min(day), last.max(day))),
                        (days, day) => days.or(day.map(|day| (day, day))),
                    };
                }
                None => self.roles.push(Role {
                    title: surface.to_owned(),
                    days: day.map(|day| (day, day)),
                    mentions: 1,
                    place: Place { article: Arc::clone(one.card), span: mention.span.join(title.span) },
                }),
            }
        }
    }
}

/// Statements, each once: the same words, carried by several articles, are one statement.
#[derive(Default)]
struct Distinct {
    list: Vec<Utterance>,
    /// Where in the list, by the beginning of the words.
    places: FxHashMap<u32, usize>,
}

impl Distinct {
    fn add(&mut self, snapshot: &Snapshot, card: &Arc<Card>, statement: &CardStatement, text: &str, claims: &[Claim]) {
        if let Some(place) = self.places.get(&statement.beginning) {
            if let Some(known) = self.list.get_mut(*place)
                && !Arc::ptr_eq(&known.place.article, card)
            {
                known.repeated += 1;
            }
            return;
        }
        if self.list.len() >= STATEMENTS {
            return;
        }
        self.places.insert(statement.beginning, self.list.len());
        self.list.push(utterance(snapshot, card, statement, text, claims));
    }
}

fn utterance(
    snapshot: &Snapshot,
    card: &Arc<Card>,
    statement: &CardStatement,
    text: &str,
    claims: &[Claim],
) -> Utterance {
    let speaker = statement.speaker.and_then(|number| card.actor(number)).map(|actor| {
        let id = snapshot.canonical_of(actor.id).as_str();
        let name = snapshot.actor(id).map_or(actor.name.as_str(), |known| known.name);
        (id.to_owned(), name.to_owned())
    });
    let within = claims.iter().filter(|claim| claim.accepted.is_none() && statement.span.covers(claim.finding.span));
    Utterance {
        place: Place { article: Arc::clone(card), span: statement.span },
        words: statements::words(text, statement.span, statement.content).to_owned(),
        source: statement.source.map(|source| source.slice(text).to_owned()).unwrap_or_default(),
        speaker,
        grade: statement.grade,
        findings: within.map(|claim| claim.finding.clone()).collect(),
        repeated: 0,
    }
}
