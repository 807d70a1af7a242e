//! What the model makes of the sentences of one passage, kept with it: a keystroke elsewhere leaves it as it is.
//!
//! Everything that the outcome depends on beside the passage itself stands in the [`Given`], in numbers that do not change
//! when the passage moves.

use std::sync::Arc;

use super::features::{self, Beside, Traits};
use super::model::{self, Model, Scores};
use super::rules::{RULES, Rule};
use super::sentence::{Reading, Sentence, Standing};
use crate::actors::{Cast, Form};
use crate::article::{Article, BlockKind, Genre};
use crate::config::Kind;
use crate::statements::{Grade, Mode, Statement};
use crate::text::Span;

/// A sentence, weighed as far as it goes without its neighbours and the article at large.
pub(super) struct Weighed {
    /// What its own features speak for; `None` for a question, which claims nothing.
    pub(super) own: Option<Scores>,
    /// What it speaks for in the sentence behind it, and in the one before it.
    pub(super) to_next: Scores,
    pub(super) to_previous: Scores,
    pub(super) traits: Traits,
    /// The rules that find their words in it, in order, with those words in bytes of the passage's text.
    pub(super) spotted: Vec<(&'static Rule, Span)>,
    /// Words in brackets that fill it, with nobody to speak them.
    pub(super) unspoken: Option<Span>,
    /// Whether somebody is said to speak in it and nobody is named.
    pub(super) nobody: bool,
}

/// A passage of the body with its sentences, weighed.
pub(super) struct Passage {
    given: Given,
    pub(super) sentences: Vec<Weighed>,
}

/// What a passage's weights depend on.
struct Given {
    model: u64,
    genre: Genre,
    block: (BlockKind, u32, bool),
    standing: Standing,
    mentions: Vec<Named>,
    statements: Vec<Said>,
}

/// What is asked of a mention.
#[derive(Clone, Copy, PartialEq)]
struct Named {
    local: Span,
    form: Form,
    kind: Kind,
    is_state: bool,
}

/// What is asked of a statement. Spans count from the beginning of the passage.
#[derive(Clone, Copy, PartialEq)]
struct Said {
    sentence: u32,
    span: Span,
    content: Span,
    mode: Mode,
    has_cue: bool,
    /// The source's grade, whether it is carried, and where it is named if in this passage.
    source: Option<(Grade, bool, Option<Span>)>,
}

/// The whole article, everybody in it, and who says what.
type Whole<'w> = (&'w Article, &'w Cast, &'w [Statement]);

impl Given {
    fn of(whole @ (article, ..): Whole<'_>, n: usize, standing: Standing, model: &Model) -> Self {
        Self {
            model: model.number,
            genre: article.genre,
            block: block(article, n),
            standing,
            mentions: mentions(whole, n).collect(),
            statements: said(whole, n).collect(),
        }
    }

    /// Whether it is what [`Given::of`] would give.
    fn holds(&self, whole @ (article, ..): Whole<'_>, n: usize, standing: Standing, model: &Model) -> bool {
        self.model == model.number
            && self.genre == article.genre
            && self.block == block(article, n)
            && self.standing == standing
            && mentions(whole, n).eq(self.mentions.iter().copied())
            && said(whole, n).eq(self.statements.iter().copied())
    }
}

fn block(article: &Article, n: usize) -> (BlockKind, u32, bool) {
    let block = &article.blocks[n];
    (block.kind, block.lead, block.dateline.is_some())
}

/// The mentions in passage `n`.
fn mentions((article, cast, _): Whole<'_>, n: usize) -> impl Iterator<Item = Named> {
    let source = article.passages[n].source();
    let first = cast.mentions.partition_point(|mention| mention.span.start < source.start);
    let here = cast.mentions[first..].iter().take_while(move |mention| mention.span.start < source.end);
    here.map(|mention| {
        let is_state = cast.actors.get(mention.actor as usize).is_some_and(|actor| actor.id.starts_with("country:"));
        Named { local: mention.local, form: mention.form, kind: mention.kind, is_state }
    })
}

/// The statements in passage `n`.
fn said((article, _, statements): Whole<'_>, n: usize) -> impl Iterator<Item = Said> {
    let source = article.passages[n].source();
    let within = move |span: Span| Span::new(span.start - source.start, span.end - source.start);
    let first = statements.partition_point(|one| one.passage < n as u32);
    let here = statements[first..].iter().take_while(move |one| one.passage == n as u32);
    here.map(move |one| Said {
        sentence: one.sentence,
        span: within(one.span),
        content: within(one.content),
        mode: one.mode,
        has_cue: one.cue.is_some(),
        source: one
            .source
            .as_ref()
            .map(|it| (it.grade, one.is_carried(), source.covers(it.span).then(|| within(it.span)))),
    })
}

/// Weighs the sentences of passage `n`, which belongs to the body.
pub(super) fn passage(
    whole @ (article, cast, statements): Whole<'_>,
    n: usize,
    standing: Standing,
    model: &Model,
) -> Arc<Passage> {
    article.passages[n].passage.note_if(
        |known: &Passage| known.given.holds(whole, n, standing, model),
        |_| {
            let reading = Reading::of(article, cast, statements, n, standing);
            let sentences: Vec<Sentence<'_>> = reading.sentences().collect();
            let last = sentences.len().saturating_sub(1);
            let weighed = sentences.iter().map(|sentence| {
                let first = sentence.number == 0;
                weigh(sentence, (first, sentence.number == last), model)
            });
            Passage { given: Given::of(whole, n, standing, model), sentences: weighed.collect() }
        },
    )
}

fn weigh(sentence: &Sentence<'_>, (first, last): (bool, bool), model: &Model) -> Weighed {
    let mut lot: Vec<u64> = Vec::new();
    let mut beside = |place| {
        features::beside(sentence, place, &mut lot);
        model.scores(&mut lot)
    };
    let to_next = beside(if last { Beside::Above } else { Beside::Before });
    let to_previous = beside(if first { Beside::Below } else { Beside::After });
    let (traits, nobody) = (Traits::of(sentence), sentence.voucher.nobody);
    if sentence.is_question() {
        let (own, spotted, unspoken) = (None, Vec::new(), None);
        return Weighed { own, to_next, to_previous, traits, spotted, unspoken, nobody };
    }
    let spotted = spotted(sentence);
    features::own(sentence, &mut lot);
    lot.extend(spotted.iter().map(|(rule, _)| model::hash(["rule=", rule.code.name()])));
    let own = Some(model.scores(&mut lot));
    Weighed { own, to_next, to_previous, traits, spotted, unspoken: sentence.unspoken(), nobody }
}

/// The rules that find their words in a sentence, in order, with those words.
pub(super) fn spotted(sentence: &Sentence<'_>) -> Vec<(&'static Rule, Span)> {
    RULES.iter().filter_map(|rule| Some((rule, (rule.spot)(sentence)?))).collect()
}
