//! What nobody vouches for: the registry of codes, and one rule per file.
//!
//! A sentence of the body is read with its statements and the words of `server/lexicon/claims` in it; the model weighs
//! whether it makes a claim that nobody vouches for, and the first rule that finds its words in it gives the code.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::actors::Cast;
use crate::article::{Article, Genre};
use crate::config::Config;
use crate::statements::Statement;
use crate::text::Span;

mod baseline;
mod code;
mod cues;
mod features;
mod fingerprint;
mod ledger;
mod model;
mod nearest;
mod rules;
mod sentence;
mod weighing;

pub use crate::config::{Bilingual, Lang, Severity};
pub use baseline::Baseline;
pub use code::Code;
pub use fingerprint::fingerprint;
pub use ledger::{Contents, Ledger, Standing};
pub use model::Model;

use features::{Beside, Climate, Traits};
use model::{Odds, Scores};
use rules::{RULES, Rule};
use sentence::{Reading, Sentence};
use weighing::spotted;

/// A claim whose source is missing, unnamed or out of reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The cue that gives it away, in bytes of the article.
    pub span: Span,
    /// The passage it stands in: an index into [`Article::passages`].
    pub passage: u32,
    /// The sentence within the passage.
    pub sentence: u32,
    /// Which rule.
    pub code: Code,
    /// How loudly to say so.
    pub severity: Severity,
    /// What is missing, in one sentence.
    pub message: Bilingual,
    /// What was searched, and why it failed.
    pub why: Bilingual,
    /// The nearest source, which does not reach this claim: in bytes of the article.
    pub related: Option<Span>,
}

/// A sentence as the model sees it: what the trainer learns from.
#[derive(Clone, Debug)]
pub struct Described {
    /// In bytes of the article.
    pub span: Span,
    /// Names of its features, sorted, each once.
    pub features: Vec<String>,
}

/// The page that documents a code, in Japanese and in English (Markdown).
pub fn page(code: Code) -> (&'static str, &'static str) {
    RULES.iter().find(|rule| rule.code == code).map_or(("", ""), |rule| rule.page)
}

/// Finds the claims of an article that nobody vouches for, by where they start; at most one a sentence.
pub fn findings(article: &Article, cast: &Cast, statements: &[Statement], config: &Config) -> Vec<Finding> {
    findings_by(Model::shipped(), article, cast, statements, config)
}

/// [`findings`] by other weights than those in the binary.
pub fn findings_by(
    model: &Model,
    article: &Article,
    cast: &Cast,
    statements: &[Statement],
    config: &Config,
) -> Vec<Finding> {
    let whole = (article, cast, statements);
    let body: Vec<(usize, Arc<weighing::Passage>)> =
        sentence::body(article).map(|(n, standing)| (n, weighing::passage(whole, n, standing, model))).collect();
    let sentences: Vec<(usize, usize, &weighing::Weighed)> = body
        .iter()
        .flat_map(|(n, passage)| passage.sentences.iter().enumerate().map(move |(number, one)| (*n, number, one)))
        .collect();
    let mut climate = Climate::default();
    for (_, _, weighed) in &sentences {
        climate.count(weighed.traits);
    }
    let climate: [Scores; 2] = [false, true].map(|polite| {
        let mut features: Vec<u64> = Vec::new();
        climate.features(polite, &mut features);
        model.scores(&mut features)
    });
    let nothing = Scores::default();
    let mut found = Vec::new();
    for (at, (n, number, weighed)) in sentences.iter().enumerate() {
        let Some(own) = &weighed.own else { continue };
        let before = at.checked_sub(1).map_or(&nothing, |at| &sentences[at].2.to_next);
        let after = sentences.get(at + 1).map_or(&nothing, |(_, _, next)| &next.to_previous);
        let odds = model.odds([own, before, after, &climate[usize::from(weighed.traits.polite)]]);
        // Words in brackets that fill the sentence, with nobody to speak them, need no weighing.
        let quote = weighed.unspoken.and_then(|span| Some((RULES.iter().find(|rule| rule.code == Code::Quote)?, span)));
        let Some((rule, span)) = quote.or_else(|| verdict(model, &odds, &weighed.spotted)) else { continue };
        let place = (*n as u32, *number as u32);
        let nearest = nearest::source(statements, place);
        // Hearsay in an article that names no source at all needs no weighing.
        let plain = rule.code == Code::Hearsay && nearest.is_none();
        let sure = plain || quote.is_some() || model.is_sure(rule.code, &odds);
        let Some(severity) = severity(rule.code, article.genre, sure, config) else { continue };
        let placed = &article.passages[*n];
        found.push(Finding {
            span: placed.to_article(span),
            passage: place.0,
            sentence: place.1,
            code: rule.code,
            severity,
            message: (rule.message)(span.slice(&placed.passage.text)),
            why: nearest::why(weighed.nobody, nearest.as_ref()),
            related: nearest.map(|nearest| nearest.span),
        });
    }
    found.sort_by_key(|finding| finding.span.start);
    found
}

/// How likely a claim is that a cue gives away: of every code but judgement.
fn cued(odds: &Odds) -> f32 {
    odds.unvouched() - odds.of(Code::Judgement)
}

/// The first rule in order that fits: that found its words, and whose code is not far behind the likeliest.
fn verdict(model: &Model, odds: &Odds, spotted: &[(&'static Rule, Span)]) -> Option<(&'static Rule, Span)> {
    if odds.unvouched() < model.finding {
        return None;
    }
    let codes = |rule: &Rule| rule.code != Code::Judgement;
    let likeliest =
        spotted.iter().filter(|(rule, _)| codes(rule)).map(|(rule, _)| odds.of(rule.code)).fold(0.0, f32::max);
    let fits = |rule: &Rule| codes(rule) && cued(odds) >= model.cued && odds.of(rule.code) * FAR >= likeliest;
    let judged = || spotted.iter().find(|(rule, _)| rule.code == Code::Judgement);
    spotted.iter().find(|(rule, _)| fits(rule)).or_else(judged).copied()
}

/// How many times likelier another code may be before a rule that comes earlier gives way to it.
const FAR: f32 = 3.0;

/// The sentences that [`findings`] weighs, as the model sees them.
pub fn describe(article: &Article, cast: &Cast, statements: &[Statement]) -> Vec<Described> {
    let readings: Vec<Reading<'_>> =
        sentence::body(article).map(|(n, standing)| Reading::of(article, cast, statements, n, standing)).collect();
    let sentences: Vec<Sentence<'_>> = readings.iter().flat_map(Reading::sentences).collect();
    let mut climate = Climate::default();
    for sentence in &sentences {
        climate.count(Traits::of(sentence));
    }
    let describe = |(at, sentence): (usize, &Sentence<'_>)| {
        if sentence.is_question() {
            return None;
        }
        let mut features: Vec<String> = Vec::new();
        features::own(sentence, &mut features);
        features.extend(spotted(sentence).iter().map(|(rule, _)| format!("rule={}", rule.code)));
        let same = |other: &Sentence<'_>| other.passage_number == sentence.passage_number;
        if let Some(other) = at.checked_sub(1).map(|at| &sentences[at]) {
            features::beside(other, if same(other) { Beside::Before } else { Beside::Above }, &mut features);
        }
        if let Some(other) = sentences.get(at + 1) {
            features::beside(other, if same(other) { Beside::After } else { Beside::Below }, &mut features);
        }
        climate.features(Traits::of(sentence).polite, &mut features);
        features.sort_unstable();
        features.dedup();
        Some(Described { span: sentence.to_article(sentence.span), features })
    };
    sentences.iter().enumerate().filter_map(describe).collect()
}

/// The severity of a finding: what the configuration says of its code, else the code's own. One step lower in a text
/// that speaks in its writer's voice, and where a warning would not be sure enough.
fn severity(code: Code, genre: Genre, sure: bool, config: &Config) -> Option<Severity> {
    if let Some(given) = config.severity.get(code.name()) {
        return *given;
    }
    let own = code.default_severity();
    let lowered = genre != Genre::Report || own >= Severity::Warning && !sure;
    Some(match own {
        Severity::Error if lowered => Severity::Warning,
        Severity::Warning if lowered => Severity::Information,
        Severity::Information if lowered => Severity::Hint,
        same => same,
    })
}

#[cfg(test)]
mod tests;
