//! Quotations whose speaker stands outside the clause: over several passages, before or behind, or beside them.

use super::cues::{Frame, SentenceCues, Shape, Topic};
use super::documents::LongQuote;
use super::lexicon::{Phrase, lexicon};
use super::scope::{Pass, REACH, Speaker};
use super::{BracketClass, Grade, Mode, Source};
use crate::text::Span;

impl Pass<'_> {
    /// Handles a sentence that a long quotation covers; `false` where it also has words outside of it to be read.
    pub(super) fn in_long_quote(&mut self, quote: &LongQuote, n: usize, s: usize, sentence: &SentenceCues) -> bool {
        let starts_inside = n > quote.first || sentence.span.start >= quote.opens;
        let ends_inside = n < quote.last || quote.closes.is_none_or(|closes| sentence.span.end <= closes);
        let opening = n == quote.first && sentence.span.start <= quote.opens && quote.opens < sentence.span.end;
        let closing =
            n == quote.last && quote.closes.is_some_and(|c| sentence.span.start <= c && c < sentence.span.end);
        if !opening && !starts_inside || n == quote.last && quote.closes.is_some_and(|c| sentence.span.start > c) {
            return false;
        }
        if opening {
            let before = self.found.len();
            self.markers(n, s, sentence);
            let speaker = match self.found[before..].first().and_then(|statement| statement.source.clone()) {
                Some(source) => Some((source, None)),
                None => self.long_quote_speaker(quote, sentence, n),
            };
            let span = sentence.span;
            let content = Span::new(quote.opens, span.end);
            let (source, from) = match speaker {
                Some((source, from)) => (Some(source), from),
                None => (None, None),
            };
            let index = self.push(n, s, span, Mode::Direct, None, content, source.clone(), from, false);
            if let Some(source) = source {
                self.speaker = Some(Speaker { source, statement: Some(index), at: self.count, passage: n });
            }
            self.announced = None;
            return true;
        }
        if closing && !sentence.verbs.is_empty() && !ends_inside {
            // 「…」とXは語った。 names the speaker itself.
            let before = self.found.len();
            self.verbs(n, s, sentence, None);
            if self.sourced(before) {
                let placed = &self.article.passages[n];
                let quoted =
                    placed.to_article(Span::new(sentence.span.start, quote.closes.unwrap_or(sentence.span.end)));
                for statement in &mut self.found[before..] {
                    if statement.content.overlaps(quoted) {
                        (statement.mode, statement.content) = (Mode::Direct, quoted.join(statement.content));
                        statement.span = statement.span.join(quoted);
                    }
                }
                self.remember(n, sentence, before);
                return true;
            }
            self.found.truncate(before);
        }
        match self.speaker.clone() {
            Some(speaker) => {
                self.carry(n, s, sentence.span, &speaker, Mode::Direct, None);
                if let Some(speaker) = &mut self.speaker {
                    speaker.at = self.count;
                    speaker.passage = n;
                }
            }
            None => {
                self.push(n, s, sentence.span, Mode::Direct, None, sentence.span, None, None, false);
            }
        }
        true
    }

    /// Who speaks a long quotation: the subject of the verb behind its end, the subject before its start, whoever
    /// was announced or spoke last.
    pub(super) fn long_quote_speaker(
        &self,
        quote: &LongQuote,
        sentence: &SentenceCues,
        n: usize,
    ) -> Option<(Source, Option<u32>)> {
        if let Some(source) = quote.closes.and_then(|closes| self.named_behind(quote.last, closes)) {
            return Some((source, None));
        }
        let before: Vec<&Topic> = sentence.topics.iter().filter(|topic| topic.end <= quote.opens).collect();
        if let Some(source) = self.main_subject(n, &before, false) {
            return Some((source, None));
        }
        if let Some(speaker) = self.announced.clone() {
            return Some((speaker.source, speaker.statement));
        }
        let speaker = self.recent(REACH).filter(|speaker| self.can_say(speaker, n, sentence.span))?;
        Some((speaker.source, speaker.statement))
    }

    /// Whether the words can be those of a speaker whom only an earlier sentence names: a body does not say 私.
    fn can_say(&self, speaker: &Speaker, n: usize, words: Span) -> bool {
        let passage = &self.article.passages[n].passage;
        let person = matches!(speaker.source.grade, Grade::Person | Grade::Office | Grade::Role | Grade::Unnamed);
        person || {
            let tokens = &passage.tokens[passage.tokens_in(words)];
            !tokens.iter().any(|token| lexicon().phrases(Phrase::I).any(|word| word == token.surface(&passage.text)))
        }
    }

    /// Whom the words behind the closing mark at byte `closes` of passage `n` name as the speaker: in the same sentence
    /// with or without と, or in a short sentence of its own.
    pub(super) fn named_behind(&self, n: usize, closes: u32) -> Option<Source> {
        let sentences = &self.cues[n].sentences;
        let at = sentences.iter().position(|c| c.span.start <= closes && closes < c.span.end)?;
        let last = &sentences[at];
        let behind: Vec<&Topic> = last.topics.iter().filter(|topic| topic.noun.start > closes).collect();
        if last.verbs.iter().any(|verb| verb.verb.start > closes)
            && let Some(source) = self.main_subject(n, &behind, false)
        {
            return Some(source);
        }
        if let Some((_, noun)) = last.trailing.filter(|(_, noun)| noun.start > closes)
            && let Some(source) = self.who.speaker(n, noun)
        {
            return Some(source);
        }
        self.says_before(n, sentences.get(at + 1)?)
    }

    /// The subject of a sentence that says only that somebody spoke: XはAP通信に語った。 こう語るのはXだ。
    pub(super) fn says_before(&self, n: usize, sentence: &SentenceCues) -> Option<Source> {
        let verb = sentence.verbs.iter().find(|verb| verb.frame == Frame::Bare || verb.shape == Shape::Cleft)?;
        if sentence.introduces.is_some() && verb.shape != Shape::Cleft {
            return None;
        }
        if verb.shape == Shape::Cleft {
            return verb.head.and_then(|head| self.who.speaker(n, head));
        }
        let topics: Vec<&Topic> = sentence.topics.iter().collect();
        self.main_subject(n, &topics, false)
    }

    /// Quotations whose sentence has no verb of saying.
    pub(super) fn bare_quotes(&mut self, n: usize, s: usize, sentence: &SentenceCues, announced: Option<&Speaker>) {
        let cues = self.cues;
        let text = self.article.passages[n].passage.text.as_str();
        let covered: Vec<Span> = self
            .found
            .iter()
            .rev()
            .take_while(|f| f.passage == n as u32 && f.sentence == s as u32)
            .map(|f| f.content)
            .collect();
        for bracket in cues[n].brackets_in(sentence.span).filter(|b| b.class == BracketClass::Speech) {
            let placed = &self.article.passages[n];
            let outer = placed.to_article(bracket.outer);
            if covered.iter().any(|content| content.covers(outer)) {
                continue;
            }
            let before = Span::new(sentence.span.start, bracket.outer.start).slice(text);
            let after = Span::new(bracket.outer.end, sentence.span.end).slice(text);
            let alone = before.trim().is_empty() && after.trim_matches(['。', ' ', '　', '．']).is_empty();
            let source = if alone {
                match announced
                    .cloned()
                    .or_else(|| self.speaker_behind(n, s))
                    .or_else(|| self.recent(2).filter(|speaker| self.can_say(speaker, n, bracket.inner)))
                {
                    Some(speaker) => (Some(speaker.source), speaker.statement),
                    None => (None, None),
                }
            } else if after.trim_matches(['。', ' ', '　', '．']).is_empty() || before.trim().is_empty() {
                // Xは「…」。 or 「…」Xは言った。
                let topics: Vec<&Topic> = sentence
                    .topics
                    .iter()
                    .filter(|topic| {
                        topic.end <= bracket.outer.start
                            || before.trim().is_empty() && topic.noun.start >= bracket.outer.end
                    })
                    .collect();
                let bare =
                    sentence.verbs.iter().any(|verb| verb.frame == Frame::Bare && verb.verb.start >= bracket.outer.end);
                let named = self.main_subject(n, &topics, false).or_else(|| {
                    let topic = topics.last().filter(|topic| bare && topic.noun.start >= bracket.outer.end)?;
                    self.who.voucher(n, topic.noun)
                });
                match named {
                    Some(source) => (Some(source), None),
                    None => match announced {
                        Some(speaker) => (Some(speaker.source.clone()), speaker.statement),
                        None => (None, None),
                    },
                }
            } else if let Some(source) = self.beside(n, sentence, bracket.outer) {
                (Some(source), None)
            } else {
                continue;
            };
            let (source, from) = source;
            let span = if source.is_some() { sentence.span } else { bracket.outer };
            self.push(n, s, span, Mode::Direct, None, bracket.inner, source, from, false);
        }
    }

    /// 田中氏「…」, and Xは「…」と with a verb that is none of saying: スローガンを掲げた.
    pub(super) fn beside(&self, n: usize, sentence: &SentenceCues, bracket: Span) -> Option<Source> {
        let text = self.text(n);
        let after = &text[bracket.end as usize..];
        if after.starts_with('と') || after.starts_with("など") {
            let topics: Vec<&Topic> = sentence.topics.iter().filter(|topic| topic.end <= bracket.start).collect();
            return self.main_subject(n, &topics, false).filter(|source| source.grade <= Grade::Office);
        }
        let name = self.article.passages[n]
            .passage
            .tokens
            .get(self.article.passages[n].passage.token_at(bracket.start).checked_sub(1)?)?;
        if name.span.end != bracket.start {
            return None;
        }
        let source = self.who.speaker(n, name.span)?;
        (source.grade == Grade::Person && source.mention.is_some()).then_some(source)
    }

    /// …です。」: a quotation that goes on and whose opening mark is missing.
    pub(super) fn unopened(&mut self, n: usize, s: usize, sentence: &SentenceCues, first: usize) {
        let Some(closes) = self.cues[n].closes.filter(|at| sentence.span.contains(*at)) else { return };
        if self.sourced(first) {
            return;
        }
        let behind = self.named_behind(n, closes);
        let (source, from) = match (behind, self.recent(1)) {
            (Some(source), _) => (source, None),
            (None, Some(speaker)) => (speaker.source, speaker.statement),
            _ => return,
        };
        let content = Span::new(sentence.span.start, closes);
        self.push(n, s, sentence.span, Mode::Direct, None, content, Some(source), from, false);
    }

    /// Whoever the next sentence names as the speaker of the quotation before it: こう語るのはXだ。 彼女は言った。
    pub(super) fn speaker_behind(&self, n: usize, s: usize) -> Option<Speaker> {
        let cues = self.cues;
        let (passage, next) = match cues[n].sentences.get(s + 1) {
            Some(next) => (n, next),
            None => (n + 1, cues.get(n + 1)?.sentences.first()?),
        };
        if !self.article.blocks[passage].kind.is_body()
            || cues[passage].brackets_in(next.span).any(|b| b.class.is_quotation())
        {
            return None;
        }
        let source = self.says_before(passage, next)?;
        Some(Speaker { source, statement: None, at: self.count, passage })
    }
}
