//! What grows around the cursor: token, phrase, quotation, sentence, paragraph, section, article.

use std::ops::Range;
use std::path::Path;

use crate::archive::Snapshot;
use crate::language::{Part, Passage};
use crate::text::Span;

/// The stretches around byte `offset` of the article at `path`, the smallest first; each is larger than the one before and
/// covers it. At least one for an article that is there: the whole of it.
pub fn selection(snapshot: &Snapshot, path: &Path, offset: u32) -> Vec<Span> {
    let Some(entry) = snapshot.entry(path) else { return Vec::new() };
    let analysis = entry.analysis();
    let article = &analysis.article;
    let mut around: Vec<Span> = Vec::new();
    if let Some((number, placed)) = article.passage_at(offset) {
        let passage = &placed.passage;
        let local = placed.to_local(offset).unwrap_or_default();
        let place = |span: Span| placed.to_article(span);
        if let Some(n) = token_at(passage, local) {
            around.push(place(passage.tokens[n].span));
            let (words, phrase) = phrase(passage, n);
            around.push(place(words));
            around.push(place(phrase));
        }
        let named = analysis.cast.mention_at(offset).and_then(|n| analysis.cast.mentions.get(n));
        if let Some(mention) = named {
            around.push(mention.span);
            around.extend(mention.title.map(|title| mention.span.join(title)));
        }
        let brackets = passage.brackets.iter().filter(|pair| pair.outer.touches(local));
        for pair in brackets {
            if pair.inner.touches(local) && !pair.inner.is_empty() {
                around.push(place(pair.inner));
            }
            around.push(place(pair.outer));
        }
        let statements = analysis.statements.iter().filter(|one| one.passage as usize == number);
        around.extend(statements.filter(|one| one.span.touches(offset)).map(|one| one.span));
        let sentence = passage.sentence_at(local).or_else(|| passage.sentence_at(local.saturating_sub(1)));
        around.extend(sentence.map(|n| place(passage.sentences[n])));
        around.push(placed.source());
    }
    for section in &article.sections {
        let ends = (section.passages.start as usize, (section.passages.end as usize).saturating_sub(1));
        let ends = article.passages.get(ends.0).zip(article.passages.get(ends.1));
        around.extend(ends.map(|(first, last)| first.source().join(last.source())));
    }
    around.push(Span::of(0..article.text.len()));
    nested(around, offset)
}

/// Those of `spans` that hold `offset`, each covering the one before; what crosses a smaller one is left out.
fn nested(mut spans: Vec<Span>, offset: u32) -> Vec<Span> {
    spans.sort_by_key(|span| (span.len(), span.start));
    let mut chain: Vec<Span> = Vec::new();
    for span in spans {
        let grows = chain.last().is_none_or(|inner| span.covers(*inner) && span.len() > inner.len());
        if span.touches(offset) && grows {
            chain.push(span);
        }
    }
    chain
}

/// The token that holds `offset`, or ends there.
fn token_at(passage: &Passage, offset: u32) -> Option<usize> {
    let n = passage.token_at(offset);
    let holds = |n: &usize| passage.tokens.get(*n).is_some_and(|token| token.span.touches(offset));
    Some(n).filter(holds).or_else(|| n.checked_sub(1).filter(holds))
}

/// The words around token `n` that make one noun or one verb, and these with the particles behind them.
fn phrase(passage: &Passage, n: usize) -> (Span, Span) {
    let part = |n: usize| passage.tokens.get(n).map(crate::language::Token::part);
    let adjoins = |n: usize| match (passage.tokens.get(n), passage.tokens.get(n + 1)) {
        (Some(left), Some(right)) => left.span.end == right.span.start,
        _ => false,
    };
    let attached = |n: usize| matches!(part(n), Some(Part::Particle | Part::Auxiliary));
    let noun = |n: usize| matches!(part(n), Some(Part::Noun | Part::Prefix));
    let mut head = n;
    while head > 0 && attached(head) && adjoins(head - 1) {
        head -= 1;
    }
    let mut words: Range<usize> = head..head + 1;
    if noun(head) {
        while words.start > 0 && noun(words.start - 1) && adjoins(words.start - 1) {
            words.start -= 1;
        }
        while noun(words.end) && adjoins(words.end - 1) {
            words.end += 1;
        }
    }
    let mut end = words.end;
    while attached(end) && adjoins(end - 1) {
        end += 1;
    }
    let over = |range: Range<usize>| passage.tokens[range.start].span.join(passage.tokens[range.end - 1].span);
    (over(words.clone()), over(words.start..end))
}
