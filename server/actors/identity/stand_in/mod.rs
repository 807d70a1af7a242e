//! Words that stand for somebody named before: 同氏, 同署, 彼, 大統領, 政府; only where it is clear for whom.

use super::context::Context;
use super::roster::Roster;
use super::{Form, Kind, Mention, Why};
use crate::actors::directory::{Head, Reference, words};
use crate::article::Article;
use crate::language::{Part, Passage, Placed};
use crate::text::Span;

mod antecedent;
mod seen;

use seen::Seen;

/// A word that may stand for somebody.
struct StandIn<'a> {
    passage: u32,
    placed: &'a Placed,
    /// In bytes of the passage's text.
    span: Span,
    word: &'a str,
    head: Head,
    /// The number of the token behind it.
    next: usize,
}

/// Adds the stand-ins to `mentions`, which are in order.
pub(super) fn add(article: &Article, roster: &mut Roster<'_>, context: &Context<'_>, mentions: &mut Vec<Mention>) {
    let mut seen = Seen::new(article);
    let mut added: Vec<Mention> = Vec::new();
    let mut ahead = 0;
    for (number, placed) in article.passages.iter().enumerate() {
        let passage = &placed.passage;
        let number = number as u32;
        for (span, head, next) in passage.note(Heads::of).0.iter().copied() {
            let behind = |m: &Mention| m.passage < number || m.passage == number && m.local.end <= span.start;
            while let Some(mention) = mentions.get(ahead).filter(|m| behind(m)) {
                seen.see(mention);
                ahead += 1;
            }
            if mentions.get(ahead).is_some_and(|m| m.passage == number && m.local.overlaps(span)) {
                continue;
            }
            let one = StandIn { passage: number, placed, span, word: span.slice(&passage.text), head, next };
            let Some((actor, kind)) = antecedent::of(&one, &mut seen, roster, context) else { continue };
            let mention = Mention {
                span: placed.to_article(span),
                passage: number,
                local: span,
                form: one.form(),
                kind,
                actor,
                title: one.title().map(|title| placed.to_article(title)),
                why: Why::Anaphora(roster.entries[actor as usize].name.clone()),
            };
            seen.stood_in(&mention, one.word);
            added.push(mention);
        }
    }
    mentions.extend(added);
    mentions.sort_by_key(|m| (m.span.start, m.span.end));
}

impl<'a> StandIn<'a> {
    /// What the word says of whom it stands for: 署 of 同署, 容疑者 of 同容疑者; all of a bare title.
    fn ending(&self) -> Option<&'a str> {
        match self.head.reference {
            Reference::Title => Some(self.word),
            _ => self.word.strip_prefix('同').or_else(|| self.word.strip_prefix("この")),
        }
    }

    /// 同氏 and 彼 are pronouns, 同署 and 大統領 are titles.
    fn form(&self) -> Form {
        let bare = self.head.kind == Kind::Person && self.title().is_none();
        if bare { Form::Pronoun } else { Form::Title }
    }

    /// The title of the person it stands for, in bytes of the passage's text: 容疑者 of 同容疑者.
    fn title(&self) -> Option<Span> {
        let title = self.ending().filter(|_| self.head.kind == Kind::Person)?;
        let office = !matches!(words().titles.get(title), None | Some(crate::actors::directory::TitleClass::Honorific));
        office.then(|| Span::new(self.span.end - title.len() as u32, self.span.end))
    }

    /// The particle behind it, as far as one stands there.
    fn particle(&self) -> &str {
        let passage = &self.placed.passage;
        let token = passage.tokens.get(self.next).filter(|token| token.span.start == self.span.end);
        token.filter(|token| token.part() == Part::Particle).map_or("", |token| token.surface(&passage.text))
    }
}

/// The words of a passage that may stand for somebody, in order, each with the number of the token behind it.
struct Heads(Vec<(Span, Head, usize)>);

impl Heads {
    fn of(passage: &Passage) -> Self {
        let mut found = Vec::new();
        let mut n = 0;
        while n < passage.tokens.len() {
            let head = head_at(passage, n);
            n = head.map_or(n + 1, |(_, _, next)| next);
            found.extend(head);
        }
        Self(found)
    }
}

/// The longest word at token `n` that stands for somebody, and the token behind it.
fn head_at(passage: &Passage, n: usize) -> Option<(Span, Head, usize)> {
    let text = passage.text.as_str();
    let start = passage.tokens[n].span.start;
    let longest = u32::from(words().reach(passage.tokens[n].first_letter()).head);
    if longest == 0 {
        return None;
    }
    if n > 0
        && passage.tokens[n - 1].span.end == start
        && matches!(passage.tokens[n - 1].part(), Part::Noun | Part::Prefix)
    {
        return None;
    }
    let mut best = None;
    for last in n..(n + 4).min(passage.tokens.len()) {
        let span = Span::new(start, passage.tokens[last].span.end);
        if span.len() > longest {
            break;
        }
        if let Some(head) = words().heads.get(span.slice(text)) {
            best = Some((span, *head, last + 1));
        }
    }
    let (span, head, next) = best?;
    if !matches!(head.reference, Reference::Demonstrative | Reference::Pronoun | Reference::Title) {
        return None;
    }
    // 彼ら is many; 同 before a longer noun (同社長) is another word, as is 大統領選.
    let goes_on = passage.tokens.get(next).is_some_and(|token| {
        token.span.start == span.end
            && token.part() == Part::Noun
            && token.class().sub != "副詞可能"
            && token.surface(text) != "側"
    });
    (!goes_on).then_some((span, head, next))
}
