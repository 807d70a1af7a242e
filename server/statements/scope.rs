//! Who speaks where: the pass over a whole article that gives every cue its source, and carries sources on.

use std::sync::Arc;

use super::cues::{Ending, Frame, Marker, Particle, PassageCues, SentenceCues, Shape, Topic, VerbClass, VerbCue};
use super::documents::{self, LongQuote};
use super::lexicon::MarkerKind;
use super::sources::Who;
use super::{BracketClass, Grade, Mode, Source, Statement};
use crate::article::Article;
use crate::language::Part;
use crate::text::Span;

/// How many sentences a speaker who was not named again is remembered.
pub(super) const REACH: usize = 3;

/// How many sentences back in its own paragraph という。 finds the source that it lives on.
const PARAGRAPH: usize = 3;

/// Somebody who may be the silent subject of what follows.
#[derive(Clone, Debug)]
pub(super) struct Speaker {
    pub(super) source: Source,
    /// The statement that named the source; `None` for a topic that has said nothing so far.
    pub(super) statement: Option<u32>,
    /// The number of the sentence, counted over the body of the article.
    pub(super) at: usize,
    pub(super) passage: usize,
}

/// What a sentence that has just been read leaves behind.
pub(super) struct Pass<'a> {
    pub(super) article: &'a Article,
    pub(super) cues: &'a [Arc<PassageCues>],
    pub(super) who: Who<'a>,
    pub(super) quotes: Vec<LongQuote>,
    pub(super) found: Vec<Statement>,
    /// The last source that was said to say something.
    pub(super) speaker: Option<Speaker>,
    /// The last subject that could say something, whether it did or not.
    pub(super) focus: Option<Speaker>,
    /// Sentences of the body so far.
    pub(super) count: usize,
    /// A sentence has announced what its subject says next.
    pub(super) announced: Option<Speaker>,
    /// The statement that introduced a whole text, with that text's passages.
    pub(super) block: Option<(Speaker, std::ops::Range<usize>)>,
}

/// The statements of an article.
pub(super) fn trace(article: &Article, who: Who<'_>, cues: &[Arc<PassageCues>]) -> Vec<Statement> {
    let quotes = documents::long_quotes(article, cues);
    let mut pass = Pass {
        article,
        cues,
        who,
        quotes,
        found: Vec::new(),
        speaker: None,
        focus: None,
        count: 0,
        announced: None,
        block: None,
    };
    for n in 0..article.passages.len() {
        if documents::breaks(article, n) {
            (pass.speaker, pass.focus, pass.announced, pass.block) = (None, None, None, None);
        }
        if article.blocks[n].kind.is_body() {
            pass.passage(n);
        }
    }
    pass.found
}

impl Pass<'_> {
    pub(super) fn passage(&mut self, n: usize) {
        if self.block.as_ref().is_some_and(|(_, passages)| !passages.contains(&n)) {
            self.block = None;
        }
        for s in 0..self.cues[n].sentences.len() {
            self.count += 1;
            self.sentence(n, s);
        }
    }

    pub(super) fn text(&self, n: usize) -> &str {
        &self.article.passages[n].passage.text
    }

    pub(super) fn sentence(&mut self, n: usize, s: usize) {
        let cues = self.cues;
        let sentence = &cues[n].sentences[s];
        if let Some(quote) = self.quotes.iter().find(|q| q.first <= n && n <= q.last).copied()
            && self.in_long_quote(&quote, n, s, sentence)
        {
            return;
        }
        let first = self.found.len();
        let announced = self.announced.take();
        if let Some((speaker, _)) = self.block.clone() {
            self.carry(n, s, sentence.span, &speaker, Mode::Direct, None);
        }
        self.label(n, s, sentence);
        self.credits(n, s, sentence);
        self.markers(n, s, sentence);
        self.verbs(n, s, sentence, announced.as_ref());
        self.bare_quotes(n, s, sentence, announced.as_ref());
        self.unopened(n, s, sentence, first);
        self.endings(n, s, sentence, first);
        self.unsourced_endings(n, s, sentence, first);
        self.found[first..].sort_by_key(|statement| statement.span.start);
        self.remember(n, sentence, first);
        self.announce(n, s, sentence);
    }

    /// Whether a statement with a source was found since `first`.
    pub(super) fn sourced(&self, first: usize) -> bool {
        self.found[first..].iter().any(|statement| statement.source.is_some())
    }

    pub(super) fn markers(&mut self, n: usize, s: usize, sentence: &SentenceCues) {
        for (k, marker) in sentence.markers.iter().enumerate() {
            if marker.kind == MarkerKind::Reveals && !reveals(sentence, marker) {
                continue;
            }
            let Some(source) = self.marked(n, sentence, marker) else { continue };
            let end = sentence.markers.get(k + 1).map_or(sentence.span.end, |next| next.noun.start);
            let content = Span::new(marker.span.end, end.max(marker.span.end));
            let content = self.trimmed(
                n,
                if marker.kind == MarkerKind::Vouches { Span::new(content.start, sentence.span.end) } else { content },
            );
            // …ことが、X社への取材で分かった: what came to light stands before.
            let before = self.trimmed(n, Span::new(sentence.span.start, marker.noun.start));
            let content = if marker.kind == MarkerKind::Reveals && !before.is_empty() { before } else { content };
            let span = marker.noun.join(marker.span).join(content);
            let mode = self.mode(n, content);
            self.push(n, s, span, mode, Some(marker.span), content, Some(source), None, false);
        }
    }

    /// The source of a marker. 〜が伝えたところによると has it as the subject of its verb.
    pub(super) fn marked(&self, n: usize, sentence: &SentenceCues, marker: &Marker) -> Option<Source> {
        if marker.noun.slice(self.text(n)).ends_with("ところ") {
            let topics: Vec<&Topic> = sentence.topics.iter().filter(|topic| topic.end <= marker.noun.start).collect();
            return topics.iter().rev().find_map(|topic| self.speaking(n, topic));
        }
        self.who.voucher(n, marker.noun)
    }

    pub(super) fn verbs(&mut self, n: usize, s: usize, sentence: &SentenceCues, announced: Option<&Speaker>) {
        // The subject of the clause before, which the next clause shares when it names none.
        let mut shared: Option<Source> = None;
        let mut floor = sentence.span.start;
        for (k, verb) in sentence.verbs.iter().enumerate() {
            if verb.frame == Frame::Bare
                || verb.passive && verb.agent.is_none()
                || is_no_stance(verb, sentence.verbs.len() > k + 1)
            {
                continue;
            }
            let own = self.subject(n, sentence, verb, floor);
            let later = sentence.verbs.len() > k + 1;
            // 社会党は…していると伝えている: a party reports nothing, so the outlet named before does.
            let own = match (&own, self.recent(REACH)) {
                (Some(source), Some(speaker))
                    if verb.class == VerbClass::Report
                        && verb.frame == Frame::To
                        && !self.who.names_outlet(source)
                        && self.who.names_outlet(&speaker.source) =>
                {
                    None
                }
                _ => own,
            };
            let (source, from) = match own {
                Some(source) => (Some(source), None),
                None if shared.is_some() && !matches!(verb.shape, Shape::Adnominal) => (shared.clone(), None),
                None if sentence
                    .markers
                    .iter()
                    .any(|m| m.kind != MarkerKind::Reveals && m.span.end <= verb.verb.start) =>
                {
                    continue;
                }
                None => match self.silent_subject(n, sentence, verb, later, announced) {
                    Some(speaker) => (Some(speaker.source), speaker.statement),
                    None => (None, None),
                },
            };
            if source.is_none() && (!verb_speaks(verb) || verb.shape != Shape::Final) {
                continue;
            }
            let source = match source {
                Some(source) if !source.grade.can_vouch() => {
                    self.who.outlet_told(n, floor, verb.span.end).or(Some(source))
                }
                other => other,
            };
            let content = if verb.frame == Frame::Head {
                self.trimmed(n, Span::new(verb.verb.end, sentence.span.end))
            } else {
                self.content(n, sentence, verb, source.as_ref(), floor)
            };
            let inside = source.as_ref().and_then(|source| self.local(n, source.span, sentence.span));
            let mut span = content.join(verb.span);
            if let Some(inside) = inside {
                span = span.join(inside);
            }
            let between = sentence.topics.iter().any(|t| t.noun.start >= verb.span.start && t.end <= verb.verb.start);
            let cue = if between { verb.verb } else { verb.span };
            let mode = self.mode(n, content);
            let denial = verb.class == VerbClass::Deny;
            self.push(n, s, span, mode, Some(cue), content, source.clone(), from, denial);
            if verb.shape == Shape::Continued && !self.is_aside(n, sentence, source.as_ref(), floor) {
                floor = verb.span.end;
                shared = source.or(shared);
            }
        }
        if let Some((mark, noun)) = sentence.trailing
            && sentence.verbs.last().is_none_or(|verb| verb.span.end <= mark.start)
            && let Some(source) = self.who.speaker(n, noun)
        {
            let content = self.trimmed(n, Span::new(sentence.span.start, mark.start));
            let mode = self.mode(n, content);
            self.push(n, s, content.join(noun), mode, Some(mark), content, Some(source), None, false);
        }
    }

    /// という。 / ということです。 right after a sentence with a source.
    pub(super) fn endings(&mut self, n: usize, s: usize, sentence: &SentenceCues, first: usize) {
        if !self.sourced(first)
            && let Some(ending) = sentence.endings.iter().rev().find(|ending| ending.is_final || ending.carries)
            && let Some(topic) = sentence.topics.iter().find(|topic| topic.particle == Particle::Dewa)
            && let Some(source) = self.speaking(n, topic)
        {
            // 県警では…とみている。
            let content = self.trimmed(n, Span::new(topic.end, ending.span.start.max(topic.end)));
            self.push(
                n,
                s,
                topic.noun.join(ending.span),
                Mode::Indirect,
                Some(ending.span),
                content,
                Some(source),
                None,
                false,
            );
            return;
        }
        let Some(ending) = sentence.endings.iter().rev().find(|ending| ending.carries) else { return };
        let contrast = sentence.opener.is_some_and(|(_, ends)| ends);
        if contrast || sentence.markers.iter().any(|marker| marker.kind != MarkerKind::Reveals) {
            return;
        }
        if ending.is_final && !self.sourced(first) && self.told_by_topic(n, s, sentence, ending.span) {
            return;
        }
        let Some(speaker) = self.speaker.clone() else { return };
        let reach = if n == speaker.passage && speaker.source.grade.can_vouch() { PARAGRAPH } else { 1 };
        if self.count - speaker.at > reach || n - speaker.passage > 1 {
            return;
        }
        let cue = ending.span;
        self.carry(n, s, sentence.span, &speaker, Mode::Indirect, Some(cue));
    }

    /// 県は調査を続けていて、被害は確認されていないということです: a body that is the topic tells what it does itself.
    fn told_by_topic(&mut self, n: usize, s: usize, sentence: &SentenceCues, cue: Span) -> bool {
        let topic = sentence.topics.iter().find(|topic| topic.particle == Particle::Wa);
        let source = topic.and_then(|topic| Some((topic, self.speaking(n, topic)?)));
        let Some((topic, source)) = source.filter(|(_, source)| {
            source.grade == Grade::Body && source.mention.is_some() && !self.who.is_place(source)
        }) else {
            return false;
        };
        let content = self.trimmed(n, Span::new(topic.end, cue.start.max(topic.end)));
        let span = topic.noun.join(cue);
        self.push(n, s, span, Mode::Indirect, Some(cue), content, Some(source), None, false);
        true
    }

    /// Hearsay with nobody behind it: a statement without a source.
    pub(super) fn unsourced_endings(&mut self, n: usize, s: usize, sentence: &SentenceCues, first: usize) {
        if self.sourced(first) {
            return;
        }
        for ending in sentence.endings.iter().filter(|ending| ending.class == Ending::Hearsay) {
            let content = self.trimmed(n, Span::new(sentence.span.start, ending.span.start));
            self.push(n, s, content.join(ending.span), Mode::Indirect, Some(ending.span), content, None, None, false);
        }
        for verb in sentence.verbs.iter().filter(|verb| verb.passive && verb.agent.is_none()) {
            let content = self.content(n, sentence, verb, None, sentence.span.start);
            self.push(n, s, content.join(verb.span), Mode::Indirect, Some(verb.span), content, None, None, false);
        }
    }

    pub(super) fn carry(
        &mut self,
        n: usize,
        s: usize,
        content: Span,
        speaker: &Speaker,
        mode: Mode,
        cue: Option<Span>,
    ) {
        let from = speaker.statement;
        self.push(n, s, content, mode, cue, content, Some(speaker.source.clone()), from, false);
    }

    /// What the sentence leaves for those after it.
    pub(super) fn remember(&mut self, n: usize, sentence: &SentenceCues, first: usize) {
        // The innermost named voucher: that of the last verb, or else of the first marker.
        let last = (first..self.found.len()).filter(|index| self.found[*index].source.is_some()).max_by_key(|index| {
            let statement = &self.found[*index];
            let by_verb = statement.cue.is_some_and(|cue| {
                sentence.verbs.iter().any(|v| self.article.passages[n].to_article(v.verb).end == cue.end)
            });
            (statement.is_vouched(), by_verb, statement.cue.map_or(0, |cue| cue.end))
        });
        if let Some(index) = last {
            let source = self.found[index].source.clone().expect("only statements with a source were looked at");
            self.speaker = Some(Speaker { source, statement: Some(index as u32), at: self.count, passage: n });
            return;
        }
        let topics: Vec<&Topic> = sentence.topics.iter().filter(|topic| topic.particle != Particle::Dewa).collect();
        if let Some(source) = self.main_subject(n, &topics, false).filter(|source| source.grade.can_vouch()) {
            self.focus = Some(Speaker { source, statement: None, at: self.count, passage: n });
        }
    }

    /// ホワイトハウスの声明はこうだ。 Xはこう言う。
    pub(super) fn announce(&mut self, n: usize, s: usize, sentence: &SentenceCues) {
        let text = self.text(n);
        let ends_open = sentence.span.slice(text).trim_end().ends_with(['：', ':']);
        let Some(block) = sentence.introduces.map(|(_, block)| block).or(ends_open.then_some(false)) else { return };
        if self.cues[n].brackets_in(sentence.span).any(|b| b.class == BracketClass::Speech) {
            return;
        }
        if sentence.verbs.iter().any(|verb| verb.passive && verb.agent.is_none() && verb.shape == Shape::Final) {
            // 彼はこうも言われた。 tells to whom it was said, not by whom.
            (self.speaker, self.focus) = (None, None);
            return;
        }
        let topics: Vec<&Topic> = sentence.topics.iter().collect();
        let source = self.main_subject(n, &topics, false).or_else(|| {
            let first = topics.first().filter(|_| block)?;
            self.who.voucher(n, first.noun)
        });
        let speaker = match source {
            Some(source) => Some(Speaker { source, statement: None, at: self.count, passage: n }),
            None => self.recent(1),
        };
        let Some(speaker) = speaker else { return };
        let last = s + 1 == self.cues[n].sentences.len();
        let document = matches!(speaker.source.grade, Grade::Document | Grade::Body);
        if block && last && document {
            self.block = Some((speaker, documents::introduced_block(self.article, n)));
        } else {
            self.announced = Some(speaker);
        }
    }

    /// What a verb says: from behind its subject to its mark; the quotation alone where only words of time and place
    /// stand before it.
    pub(super) fn content(
        &self,
        n: usize,
        sentence: &SentenceCues,
        verb: &VerbCue,
        source: Option<&Source>,
        floor: u32,
    ) -> Span {
        let subject = source.and_then(|source| self.local(n, source.span, sentence.span));
        let topic = sentence
            .topics
            .iter()
            .find(|t| subject.is_some_and(|s| t.noun.end == s.end || s.covers(t.noun)) && t.end <= verb.content_end);
        let start = topic.map_or(floor, |topic| topic.end.max(floor));
        let start = match sentence.opener {
            Some((opener, _)) if start <= opener.start => opener.end,
            _ => start,
        };
        let start = sentence
            .markers
            .iter()
            .filter(|m| m.span.end <= verb.content_end && m.kind != MarkerKind::Reveals)
            .map(|m| m.span.end)
            .fold(start, u32::max);
        let whole = self.trimmed(n, Span::new(start.min(verb.content_end), verb.content_end));
        let quotation = self.cues[n]
            .brackets
            .iter()
            .find(|b| b.class == BracketClass::Speech && b.outer.end == whole.end && whole.covers(b.outer));
        match quotation {
            Some(quotation) if self.is_setting(n, Span::new(whole.start, quotation.outer.start)) => quotation.outer,
            _ => whole,
        }
    }

    /// Whether a span holds no predicate, so that it only sets the scene: 会見で.
    pub(super) fn is_setting(&self, n: usize, span: Span) -> bool {
        let passage = &self.article.passages[n].passage;
        passage.tokens[passage.tokens_in(span)]
            .iter()
            .all(|token| !matches!(token.part(), Part::Verb | Part::Adjective | Part::Auxiliary))
    }

    pub(super) fn trimmed(&self, n: usize, span: Span) -> Span {
        let text = span.slice(self.text(n));
        let body = text.trim_start_matches(['、', ' ', '　', ',']);
        let start = span.start + (text.len() - body.len()) as u32;
        Span::new(start, start + body.trim_end().len() as u32)
    }

    pub(super) fn mode(&self, n: usize, content: Span) -> Mode {
        let mut quoted = self.cues[n].brackets_in(content).filter(|b| b.class.is_quotation());
        match quoted.next() {
            None => Mode::Indirect,
            Some(first)
                if first.outer.start == content.start && quoted.last().unwrap_or(first).outer.end >= content.end =>
            {
                Mode::Direct
            }
            Some(_) => Mode::Mixed,
        }
    }

    /// A span of the article in the passage's bytes, where it lies in `within`.
    pub(super) fn local(&self, n: usize, span: Span, within: Span) -> Option<Span> {
        let placed = &self.article.passages[n];
        let local = Span::new(placed.to_local(span.start)?, placed.to_local(span.end)?);
        within.covers(local).then_some(local)
    }

    #[expect(clippy::too_many_arguments, reason = "the fields of a statement, in the passage's bytes")]
    pub(super) fn push(
        &mut self,
        n: usize,
        s: usize,
        span: Span,
        mode: Mode,
        cue: Option<Span>,
        content: Span,
        source: Option<Source>,
        carried_from: Option<u32>,
        denial: bool,
    ) -> u32 {
        let placed = &self.article.passages[n];
        self.found.push(Statement {
            span: placed.to_article(span),
            passage: n as u32,
            sentence: s as u32,
            mode,
            cue: cue.map(|cue| placed.to_article(cue)),
            content: placed.to_article(content),
            carried_from,
            source,
            denial,
        });
        self.found.len() as u32 - 1
    }
}

/// Whether a verb without any subject still says that somebody said something.
fn verb_speaks(verb: &VerbCue) -> bool {
    verb.frame == Frame::To
        && matches!(
            verb.class,
            VerbClass::Say
                | VerbClass::Claim
                | VerbClass::Report
                | VerbClass::Announce
                | VerbClass::Criticise
                | VerbClass::Hold
        )
}

/// Whether something comes to light, or is put at a distance, behind the marker: 県警の調べで…が分かった.
fn reveals(sentence: &SentenceCues, marker: &Marker) -> bool {
    let from = marker.span.end;
    sentence.revelations.iter().any(|verb| verb.start >= from)
        || sentence.endings.iter().any(|ending| ending.span.start >= from && ending.class != Ending::Planned)
}

/// Whether a verb with a mere object is no stance of its subject: 公表せず, 支持するよう, 支持する人.
fn is_no_stance(verb: &VerbCue, later: bool) -> bool {
    matches!(verb.frame, Frame::Wo | Frame::Ni | Frame::Koto)
        && (verb.negated && verb.frame != Frame::Koto
            || verb.shape == Shape::Adnominal
            || verb.shape == Shape::Embedded && !later)
}
