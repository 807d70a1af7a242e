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
    pub(super) title: &'a str,
    /// The particle behind the name and its title.
    pub(super) particle: &'a str,
}

/// Everybody named so far, in the order of the article.
pub(super) struct Seen<'a> {
    article: &'a Article,
    pub(super) sights: Vec<Sight<'a>>,
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
        Self { article, sights: Vec::new(), sentences: before.collect(), pronouns: FxHashMap::default() }
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
        let behind = passage.tokens.partition_point(|token| token.span.start < end);
        let particle = passage.tokens.get(behind).filter(|token| token.part() == Part::Particle);
        self.sights.push(Sight {
            passage: mention.passage,
            local: mention.local,
            sentence: self.sentence(mention.passage, mention.local.start),
            actor: mention.actor,
            kind: mention.kind,
            form: mention.form,
            surface: mention.span.slice(text),
            title,
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

    /// The mentions in the passages from `first` on, the last first.
    pub(super) fn since(&self, first: u32) -> impl Iterator<Item = &Sight<'a>> {
        self.sights.iter().rev().take_while(move |one| one.passage >= first)
    }
}
