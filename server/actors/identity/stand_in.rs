//! Words that stand for somebody named before: 同氏, 同社, 彼, 大統領; only where it is clear for whom.

use super::roster::Roster;
use super::{Form, Kind, Mention, Why};
use crate::actors::directory::{Reference, words};
use crate::article::Article;
use crate::language::Part;
use crate::text::Span;

/// Adds the stand-ins to `mentions`, which are in order.
pub(super) fn add(article: &Article, roster: &Roster<'_>, mentions: &mut Vec<Mention>) {
    let mut added: Vec<Mention> = Vec::new();
    let mut from = 0;
    for (number, placed) in article.passages.iter().enumerate() {
        let passage = &placed.passage;
        let number = number as u32;
        while from < mentions.len() && mentions[from].passage < number {
            from += 1;
        }
        let here_end = mentions[from..].iter().position(|m| m.passage > number).map_or(mentions.len(), |n| from + n);
        let mut n = 0;
        while n < passage.tokens.len() {
            let Some((span, head, next)) = head_at(passage, n) else {
                n += 1;
                continue;
            };
            n = next;
            if mentions[from..here_end].iter().any(|m| m.local.overlaps(span)) {
                continue;
            }
            if !matches!(head.reference, Reference::Demonstrative | Reference::Pronoun) {
                continue;
            }
            // The last actor of this kind before, in this passage or the two before.
            let before = mentions[..here_end].iter().rev().find(|m| {
                (m.passage < number || m.local.end <= span.start) && m.passage + 2 >= number && m.kind == head.kind
            });
            if let Some(before) = before {
                let name = roster.entries[before.actor as usize].name.clone();
                added.push(Mention {
                    span: placed.to_article(span),
                    passage: number,
                    local: span,
                    form: Form::Pronoun,
                    kind: head.kind,
                    actor: before.actor,
                    title: None,
                    why: Why::Anaphora(name),
                });
            }
        }
    }
    mentions.extend(added);
    mentions.sort_by_key(|m| (m.span.start, m.span.end));
}

/// The longest word at token `n` that stands for somebody, and the token behind it.
fn head_at(passage: &crate::language::Passage, n: usize) -> Option<(Span, crate::actors::directory::Head, usize)> {
    let text = passage.text.as_str();
    let start = passage.tokens[n].span.start;
    if n > 0 && passage.tokens[n - 1].span.end == start && passage.tokens[n - 1].part() == Part::Noun {
        return None;
    }
    let mut best = None;
    for last in n..(n + 4).min(passage.tokens.len()) {
        let span = Span::new(start, passage.tokens[last].span.end);
        if let Some(head) = words().heads.get(span.slice(text)) {
            best = Some((span, *head, last + 1));
        }
    }
    let (span, head, next) = best?;
    let kind = head.kind;
    // 彼ら is many; 同 before a longer noun (同社長) is another word.
    let goes_on = passage.tokens.get(next).is_some_and(|token| {
        token.span.start == span.end && token.part() == Part::Noun && token.class().sub != "副詞可能"
    });
    (!goes_on && matches!(kind, Kind::Person | Kind::Organization | Kind::Place)).then_some((span, head, next))
}
