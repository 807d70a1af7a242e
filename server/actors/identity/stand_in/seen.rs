//! Who was named before a place of the article.

use rustc_hash::FxHashMap;

use crate::actors::{Form, Kind, Mention};
use crate::article::Article;
use crate::language::Part;
use crate::text::Span;

/// A mention before.
pub(super) struct Sight<'a> {
    pub(super) passage: u32,
    /// In bytes of its passage's text.
    pub(super) local: Span,
    /// The number of its sentence in the article.
    pub(super) sentence: u32,
    pub(super) actor: u32,
    pub(super) kind: Kind,
    pub(super) form: Form,
    /// Its words in the article.
    pub(super) surface: &'a str,
    /// The particle behind the name and its title.
    pub(super) particle: &'a str,
}

/// One way in which somebody was named: a person by a title, anybody else by a name, or by another word (then "").
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Way<'a> {
    pub(super) actor: u32,
    pub(super) kind: Kind,
    pub(super) words: &'a str,
}

/// A way in which somebody was named, and when last.
pub(super) type Named<'s> = (Way<'s>, &'s Sight<'s>);

/// What one word has been held against so far.
#[derive(Default)]
struct Fitting {
    /// How many ways it was held against, and the names of that time: see [`Roster::renamed`].
    compared: usize,
    renamed: usize,
    /// The ways that it fits, by number.
    ways: Vec<usize>,
}

/// Everybody named so far, in the order of the article.
pub(super) struct Seen<'a> {
    article: &'a Article,
    pub(super) sights: Vec<Sight<'a>>,
    /// The ways in which they were named, each with the last sight of it. Few of the many mentions of a long article are of
    /// a new one, so that a bare title is held against these and not against every mention before.
    ways: Vec<(Way<'a>, usize)>,
    numbers: FxHashMap<Way<'a>, usize>,
    /// The words that were asked for, of persons and of others.
    asked: [FxHashMap<&'a str, Fitting>; 2],
    /// How many sentences stand before each passage.
    sentences: Vec<u32>,
    /// The pronoun by which each actor goes.
    pronouns: FxHashMap<u32, String>,
}

impl<'a> Seen<'a> {
    pub(super) fn new(article: &'a Article) -> Self {
        let before = article.passages.iter().scan(0, |count, placed| {
            let here = *count;
            *count += placed.passage.sentences.len() as u32;
            Some(here)
        });
        Self {
            article,
            sights: Vec::new(),
            ways: Vec::new(),
            numbers: FxHashMap::default(),
            asked: Default::default(),
            sentences: before.collect(),
            pronouns: FxHashMap::default(),
        }
    }

    /// The number, in the article, of the sentence at byte `start` of a passage's text.
    pub(super) fn sentence(&self, passage: u32, start: u32) -> u32 {
        let here = self.article.passages[passage as usize].passage.sentence_at(start);
        self.sentences[passage as usize] + here.unwrap_or_default() as u32
    }

    /// Takes note of a mention. Those in page furniture and lists of addresses are nobody's antecedent.
    pub(super) fn see(&mut self, mention: &Mention) {
        if !self.article.blocks[mention.passage as usize].kind.can_introduce() {
            return;
        }
        let passage = &self.article.passages[mention.passage as usize].passage;
        let text = self.article.text.as_ref();
        let title = mention.title.map_or("", |title| title.slice(text));
        let end = mention.local.end + if mention.form == Form::Name { title.len() as u32 } else { 0 };
        let behind = passage.token_from(end);
        let particle = passage.tokens.get(behind).filter(|token| token.part() == Part::Particle);
        let surface = mention.span.slice(text);
        let words = match (mention.kind, mention.form) {
            (Kind::Person, _) => title,
            (_, Form::Name) => surface,
            _ => "",
        };
        if mention.kind != Kind::Person || !title.is_empty() {
            let way = Way { actor: mention.actor, kind: mention.kind, words };
            let number = *self.numbers.entry(way).or_insert(self.ways.len());
            match self.ways.get_mut(number) {
                Some((_, last)) => *last = self.sights.len(),
                None => self.ways.push((way, self.sights.len())),
            }
        }
        self.sights.push(Sight {
            passage: mention.passage,
            local: mention.local,
            sentence: self.sentence(mention.passage, mention.local.start),
            actor: mention.actor,
            kind: mention.kind,
            form: mention.form,
            surface,
            particle: particle.map_or("", |token| token.surface(&passage.text)),
        });
    }

    /// Takes note of a stand-in that was resolved.
    pub(super) fn stood_in(&mut self, mention: &Mention, word: &str) {
        if mention.form == Form::Pronoun && !word.starts_with('同') {
            self.pronouns.insert(mention.actor, word.to_owned());
        }
        self.see(mention);
    }

    /// Whether the actor went by another pronoun than `word`: who is 彼女 is not 彼.
    pub(super) fn goes_by_another(&self, actor: u32, word: &str) -> bool {
        self.pronouns.get(&actor).is_some_and(|known| known != word)
    }

    /// The ways of naming persons, or else others, that `fits` says the word fits, each with its last sight. `renamed` is
    /// [`Roster::renamed`]: what fits is not asked again as long as no name has changed.
    pub(super) fn fitting<'s>(
        &'s mut self,
        (word, persons): (&'a str, bool),
        renamed: usize,
        fits: impl Fn(&Way<'a>) -> bool,
    ) -> impl Iterator<Item = Named<'s>> {
        let known = self.asked[usize::from(persons)].entry(word).or_default();
        if known.renamed != renamed {
            *known = Fitting { renamed, ..Fitting::default() };
        }
        for (n, (way, _)) in self.ways.iter().enumerate().skip(known.compared) {
            if (way.kind == Kind::Person) == persons && fits(way) {
                known.ways.push(n);
            }
        }
        known.compared = self.ways.len();
        known.ways.iter().map(|n| &self.ways[*n]).map(|(way, last)| (*way, &self.sights[*last]))
    }

    /// The mentions in the passages from `first` on, the last first.
    pub(super) fn since(&self, first: u32) -> impl Iterator<Item = &Sight<'a>> {
        self.sights.iter().rev().take_while(move |one| one.passage >= first)
    }
}
