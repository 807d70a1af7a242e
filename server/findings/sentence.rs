//! One sentence of an article's body with everything the rules look at.

use std::sync::Arc;

use super::cues::{self, Cue};
use crate::actors::{Cast, Form, Mention};
use crate::article::{Article, Block};
use crate::config::Kind;
use crate::language::{Bracket, BracketKind, Part, Passage, Token};
use crate::statements::{Grade, Mode, Statement};
use crate::text::Span;

/// A number with what it counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    /// Number and unit, in bytes of the passage's text.
    pub(super) span: Span,
    /// The class of the unit in `figures.tsv`; `bare` where none follows.
    pub(super) class: &'static str,
    /// Whether it stands in somebody's words.
    pub(super) quoted: bool,
}

/// How far a sentence is vouched for, by its statements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Voucher {
    /// The best grade of a source in the sentence itself.
    pub(super) own: Option<Grade>,
    /// The worst grade of a source in the sentence itself.
    pub(super) worst: Option<Grade>,
    /// The best grade among carried sources.
    pub(super) carried: Option<Grade>,
    /// Whether somebody is said to speak and nobody is named.
    pub(super) nobody: bool,
    /// Whether the attribution reaches the end of the sentence.
    pub(super) whole: bool,
}

/// A sentence in its passage.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub(super) article: &'a Article,
    cast: &'a Cast,
    /// Number of the passage, and of the sentence in it.
    pub(super) passage_number: usize,
    pub(super) number: usize,
    pub(super) passage: &'a Passage,
    pub(super) block: &'a Block,
    /// In bytes of the passage's text, without the block's lead.
    pub(super) span: Span,
    pub(super) tokens: &'a [Token],
    pub(super) cues: &'a [Cue],
    pub(super) numbers: &'a [Number],
    pub(super) mentions: &'a [Mention],
    pub(super) statements: &'a [Statement],
    pub(super) voucher: Voucher,
    /// Whether it stands in a quotation that an earlier sentence opened.
    pub(super) in_quotation: bool,
    /// Whether it is the first of the article's body.
    pub(super) opens_article: bool,
}

/// What [`Sentence`] borrows: the findings of one article's passes, by passage.
pub(super) struct Reading<'a> {
    article: &'a Article,
    cast: &'a Cast,
    statements: &'a [Statement],
    found: Arc<Found>,
    passage_number: usize,
    standing: Standing,
}

/// How a passage of the body stands to those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// Whether it begins inside a quotation.
    pub(super) in_quotation: bool,
    /// Whether it is the first.
    pub(super) opens_article: bool,
}

/// Passages after which a quotation that was never closed is taken to have ended.
const LONGEST_QUOTATION: u32 = 12;

/// The passages of the body, by number, each with how it stands to those before it.
pub(super) fn body(article: &Article) -> impl Iterator<Item = (usize, Standing)> {
    let mut open_for = 0;
    let mut opens_article = true;
    let body = article.blocks.iter().enumerate().filter(|(_, block)| block.kind.is_body());
    body.map(move |(n, _)| {
        let standing = Standing { in_quotation: open_for > 0, opens_article };
        opens_article = false;
        let open = words(&article.passages[n].passage).leaves_open.unwrap_or(standing.in_quotation);
        open_for = if open && open_for < LONGEST_QUOTATION { open_for + 1 } else { 0 };
        (n, standing)
    })
}

/// The words of a passage that rules look for.
struct Found {
    cues: Vec<Cue>,
    numbers: Vec<Number>,
    /// Whether a quotation is open behind the passage; `None` where that is as it was before.
    leaves_open: Option<bool>,
}

fn words(passage: &Passage) -> Arc<Found> {
    passage.note(|passage| {
        let cues = cues::find(passage);
        let numbers = numbers(passage, &cues);
        Found { cues, numbers, leaves_open: last_mark(&passage.text) }
    })
}

impl<'a> Reading<'a> {
    /// Reads one passage.
    pub(super) fn of(
        article: &'a Article,
        cast: &'a Cast,
        statements: &'a [Statement],
        passage_number: usize,
        standing: Standing,
    ) -> Self {
        let found = words(&article.passages[passage_number].passage);
        Self { article, cast, statements, found, passage_number, standing }
    }

    /// The sentences of the passage, in order.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        let placed = &self.article.passages[self.passage_number];
        let block = &self.article.blocks[self.passage_number];
        let passage = &*placed.passage;
        passage.sentences.iter().enumerate().map(move |(number, sentence)| {
            let span = Span::new(sentence.start.max(block.lead.min(sentence.end)), sentence.end);
            let source = placed.to_article(*sentence);
            let here = |at: u32| at == self.passage_number as u32;
            let statements =
                between(self.statements, |s| (s.passage, s.sentence), (self.passage_number as u32, number as u32));
            let first = self.cast.mentions.partition_point(|m| m.span.start < source.start);
            let last = self.cast.mentions.partition_point(|m| m.span.start < source.end);
            let mentions = self.cast.mentions.get(first..last).unwrap_or_default();
            debug_assert!(statements.iter().all(|s| here(s.passage)));
            Sentence {
                article: self.article,
                cast: self.cast,
                passage_number: self.passage_number,
                number,
                passage,
                block,
                span,
                tokens: &passage.tokens[passage.tokens_in(span)],
                cues: within(&self.found.cues, span, |cue| cue.span.start),
                numbers: within(&self.found.numbers, span, |number| number.span.start),
                mentions,
                statements,
                voucher: voucher(statements, source),
                in_quotation: last_mark(&passage.text[..span.start as usize]).unwrap_or(self.standing.in_quotation),
                opens_article: self.standing.opens_article && number == 0,
            }
        })
    }
}

/// Whether a quotation is open behind `text` by its last mark; `None` where it has no mark. Only 「」: other marks are too
/// often left out.
fn last_mark(text: &str) -> Option<bool> {
    text.rfind(['「', '」']).map(|at| text[at..].starts_with('「'))
}

fn within<T>(all: &[T], span: Span, start: impl Fn(&T) -> u32) -> &[T] {
    let first = all.partition_point(|one| start(one) < span.start);
    let last = all.partition_point(|one| start(one) < span.end);
    all.get(first..last).unwrap_or_default()
}

/// The statements of one sentence. They are sorted by where they start, hence by passage and sentence.
fn between(all: &[Statement], key: impl Fn(&Statement) -> (u32, u32), wanted: (u32, u32)) -> &[Statement] {
    let first = all.partition_point(|one| key(one) < wanted);
    let last = all.partition_point(|one| key(one) <= wanted);
    all.get(first..last).unwrap_or_default()
}

fn voucher(statements: &[Statement], sentence: Span) -> Voucher {
    let mut voucher = Voucher::default();
    for statement in statements {
        match (&statement.source, statement.is_carried()) {
            (None, _) => voucher.nobody = true,
            (Some(source), true) => voucher.carried = Some(best(voucher.carried, source.grade)),
            (Some(source), false) => {
                voucher.own = Some(best(voucher.own, source.grade));
                voucher.worst = Some(voucher.worst.map_or(source.grade, |worst| worst.max(source.grade)));
            }
        }
        if statement.source.is_some() {
            // What follows the cue is an auxiliary, a full stop, a closing bracket.
            voucher.whole |= statement.span.end + 16 >= sentence.end && statement.span.len() * 2 >= sentence.len();
        }
    }
    voucher
}

fn best(known: Option<Grade>, grade: Grade) -> Grade {
    known.map_or(grade, |known| known.min(grade))
}

/// The numbers of a passage: runs of numerals with the longest unit that follows.
fn numbers(passage: &Passage, cues: &[Cue]) -> Vec<Number> {
    let text = &passage.text;
    let is_number = |token: &Token| {
        let class = token.class();
        class.part == Part::Noun && class.sub == "数"
            || token.surface(text).chars().all(|c| matches!(c, ',' | '.' | '，' | '．' | '・'))
                && !token.span.is_empty()
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < passage.tokens.len() {
        let token = &passage.tokens[at];
        if !(token.part() == Part::Noun && token.class().sub == "数") {
            at += 1;
            continue;
        }
        let start = token.span.start;
        let mut end = token.span.end;
        at += 1;
        while at < passage.tokens.len() && passage.tokens[at].span.start == end && is_number(&passage.tokens[at]) {
            end = passage.tokens[at].span.end;
            at += 1;
        }
        let unit = cues.iter().find(|cue| cue.span.start == end && cue.entry.list == "figures");
        let quoted = passage
            .brackets
            .iter()
            .any(|pair| pair.kind == BracketKind::Quote && pair.inner.covers(Span::new(start, end)));
        found.push(Number {
            span: Span::new(start, unit.map_or(end, |unit| unit.span.end)),
            class: unit.map_or("bare", |unit| unit.entry.class),
            quoted,
        });
    }
    found
}

impl<'a> Sentence<'a> {
    /// Its text.
    pub(super) fn text(&self) -> &'a str {
        self.span.slice(&self.passage.text)
    }

    /// Whether it asks.
    pub(super) fn is_question(&self) -> bool {
        let text = self.text().trim_end_matches(['」', '』', '）', ')', '。']);
        text.ends_with(['？', '?'])
            || self.text().trim_end_matches('。').ends_with("か") && {
                let tail = self.tokens.iter().rev().find(|token| token.part() != Part::Symbol);
                tail.is_some_and(|token| token.part() == Part::Particle)
            }
    }

    /// Whether it ends as a sentence does.
    pub(super) fn is_ended(&self) -> bool {
        self.text()
            .trim_end_matches(['」', '』', '）', ')', '”', '"'])
            .ends_with(['。', '．', '｡', '！', '!', '？', '?'])
    }

    /// The cues of one list (of these classes, or of all where none are given) outside quotation marks.
    pub(super) fn cues_of(&self, list: &'a str, classes: &'a [&'a str]) -> impl DoubleEndedIterator<Item = &'a Cue> {
        self.cues.iter().filter(move |cue| !cue.quoted && cue.is(list, classes))
    }

    /// The quotations of the sentence, outermost only.
    pub(super) fn quotations(&self) -> impl Iterator<Item = &'a Bracket> {
        let span = self.span;
        self.passage
            .brackets
            .iter()
            .filter(move |pair| pair.kind == BracketKind::Quote && pair.depth == 0 && span.overlaps(pair.outer))
    }

    /// The quotation that opens the sentence, where the text gives it no speaker: neither in the sentence nor before or
    /// behind it.
    pub(super) fn unspoken(&self) -> Option<Span> {
        if !self.text().trim_start().starts_with('「') || self.voucher.own.is_some() || self.voucher.carried.is_some()
        {
            return None;
        }
        let silent = |s: &&Statement| s.mode == Mode::Direct && s.source.is_none() && s.cue.is_none();
        let content = self.statements.iter().find(silent)?.content;
        let placed = &self.article.passages[self.passage_number];
        let local = Span::new(placed.to_local(content.start)?, placed.to_local(content.end)?);
        self.span.covers(local).then_some(local)
    }

    /// What sources that can be asked vouch for in it, their own sentence parts: in bytes of the passage's text.
    pub(super) fn attributed(&self) -> Vec<Span> {
        let placed = &self.article.passages[self.passage_number];
        let vouched = self.statements.iter().filter(|statement| statement.is_vouched());
        vouched
            .filter_map(|statement| {
                let span = statement.span;
                Some(Span::new(placed.to_local(span.start)?, placed.to_local(span.end)?))
            })
            .collect()
    }

    /// Whether it names somebody who can act: a person, an organisation, a state. A town that only says where (東稜州の橋)
    /// is nobody.
    pub(super) fn names_actor(&self) -> bool {
        self.mentions.iter().any(|mention| {
            let acts = match mention.kind {
                Kind::Person | Kind::Organization => true,
                Kind::Place => {
                    let state = |actor: &crate::actors::Actor| actor.id.starts_with("country:");
                    self.cast.actors.get(mention.actor as usize).is_some_and(state) || !self.says_where(mention)
                }
                _ => false,
            };
            acts && mention.form != Form::Pronoun
        })
    }

    /// Whether the particle behind a place makes it one where something is or happens.
    fn says_where(&self, place: &Mention) -> bool {
        let tokens = &self.passage.tokens;
        let behind = tokens.get(tokens.partition_point(|token| token.span.start < place.local.end));
        let particle = behind.filter(|token| token.part() == Part::Particle);
        particle.is_some_and(|token| match token.class().sub {
            "連体化" => true,
            "格助詞" => token.surface(&self.passage.text) != "が",
            _ => false,
        })
    }

    /// A span of the passage's text as a span of the article.
    pub(super) fn to_article(self, local: Span) -> Span {
        self.article.passages[self.passage_number].to_article(local)
    }
}
