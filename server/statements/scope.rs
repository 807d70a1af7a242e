//! Who speaks where: the pass over a whole article that gives every cue its source, and carries sources on.

use super::cues::{Ending, Frame, Marker, Particle, PassageCues, SentenceCues, Shape, Topic, VerbClass, VerbCue};
use super::documents::{self, LongQuote};
use super::lexicon::MarkerKind;
use super::sources::Who;
use super::{Mode, Source, Statement};
use crate::article::{Article, BlockKind};
use crate::text::Span;

/// How many sentences a speaker who was not named again is remembered.
const REACH: usize = 3;

/// Somebody who may be the silent subject of what follows.
#[derive(Clone, Debug)]
struct Speaker {
    source: Source,
    /// The statement that named the source; `None` for a topic that has said nothing so far.
    statement: Option<u32>,
    /// The number of the sentence, counted over the body of the article.
    at: usize,
    passage: usize,
}

/// What a sentence that has just been read leaves behind.
struct Pass<'a> {
    article: &'a Article,
    cues: &'a [PassageCues],
    who: Who<'a>,
    quotes: Vec<LongQuote>,
    found: Vec<Statement>,
    /// The last source that was said to say something.
    speaker: Option<Speaker>,
    /// The last subject that could say something, whether it did or not.
    focus: Option<Speaker>,
    /// Sentences of the body so far.
    count: usize,
    /// A sentence has announced what its subject says next.
    announced: Option<Speaker>,
    /// The statement that introduced a whole text, with that text's passages.
    block: Option<(Speaker, std::ops::Range<usize>)>,
}

/// The statements of an article.
pub(super) fn trace(article: &Article, who: Who<'_>, cues: &[PassageCues]) -> Vec<Statement> {
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
    fn passage(&mut self, n: usize) {
        if self.block.as_ref().is_some_and(|(_, passages)| !passages.contains(&n)) {
            self.block = None;
        }
        for s in 0..self.cues[n].sentences.len() {
            self.count += 1;
            self.sentence(n, s);
        }
    }

    fn text(&self, n: usize) -> &str {
        &self.article.passages[n].passage.text
    }

    fn sentence(&mut self, n: usize, s: usize) {
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
        self.markers(n, s, sentence);
        self.verbs(n, s, sentence, announced.as_ref());
        self.bare_quotes(n, s, sentence, announced.as_ref());
        if !self.sourced(first) {
            self.endings(n, s, sentence);
        }
        self.unsourced_endings(n, s, sentence, first);
        self.found[first..].sort_by_key(|statement| statement.span.start);
        self.remember(n, sentence, first);
        self.announce(n, s, sentence);
    }

    /// Whether a statement with a source was found since `first`.
    fn sourced(&self, first: usize) -> bool {
        self.found[first..].iter().any(|statement| statement.source.is_some())
    }

    // ---- quotations over several passages

    /// Handles a sentence that a long quotation covers; `false` where it also has words outside of it to be read.
    fn in_long_quote(&mut self, quote: &LongQuote, n: usize, s: usize, sentence: &SentenceCues) -> bool {
        let starts_inside = n > quote.first || sentence.span.start >= quote.opens;
        let ends_inside = n < quote.last || quote.closes.is_none_or(|closes| sentence.span.end <= closes);
        let opening = n == quote.first && sentence.span.start <= quote.opens && quote.opens < sentence.span.end;
        let closing =
            n == quote.last && quote.closes.is_some_and(|c| sentence.span.start <= c && c < sentence.span.end);
        if !opening && !starts_inside || n == quote.last && quote.closes.is_some_and(|c| sentence.span.start > c) {
            return false;
        }
        if opening {
            let speaker = self.long_quote_speaker(quote, n, s, sentence);
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
    fn long_quote_speaker(
        &mut self,
        quote: &LongQuote,
        n: usize,
        s: usize,
        sentence: &SentenceCues,
    ) -> Option<(Source, Option<u32>)> {
        let _ = s;
        if let Some(closes) = quote.closes {
            let cues = self.cues;
            let end = &cues[quote.last];
            if let Some(last) = end.sentences.iter().find(|c| c.span.start <= closes && closes < c.span.end) {
                for verb in last.verbs.iter().filter(|verb| verb.verb.start > closes && verb.content_end > closes) {
                    let after =
                        last.topics.iter().filter(|topic| topic.noun.start > closes && topic.end <= verb.verb.start);
                    if let Some(source) = after.rev().find_map(|topic| self.speaking(quote.last, topic)) {
                        return Some((source, None));
                    }
                }
                if let Some((_, noun)) = last.trailing.filter(|(_, noun)| noun.start > closes)
                    && let Some(source) = self.who.speaker(quote.last, noun)
                {
                    return Some((source, None));
                }
            }
        }
        let before: Vec<&Topic> = sentence.topics.iter().filter(|topic| topic.end <= quote.opens).collect();
        if let Some(source) = self.main_subject(n, &before, false) {
            return Some((source, None));
        }
        if let Some(speaker) = self.announced.clone() {
            return Some((speaker.source, speaker.statement));
        }
        self.recent(REACH).map(|speaker| (speaker.source, speaker.statement))
    }

    // ---- sources named in the sentence

    /// ・BBC – Asia: the outlet that opens a bullet vouches for it; 田中氏：「…」 speaks.
    fn label(&mut self, n: usize, s: usize, sentence: &SentenceCues) {
        if s > 0 {
            return;
        }
        let block = &self.article.blocks[n];
        if block.kind == BlockKind::Bullet
            && let Some(label) = block.dateline
            && let Some(source) = self.who.voucher(n, label)
        {
            self.push(n, s, sentence.span, Mode::Indirect, None, sentence.span, Some(source), None, false);
            return;
        }
        let text = sentence.span.slice(self.text(n));
        let lead = (text.len() - text.trim_start_matches(['　', ' ', '・', '●', '○', '■', '―', '—', '-']).len()) as u32;
        let Some(colon) = text.find(['：', ':']).map(|at| at as u32) else { return };
        const LONGEST_LABEL: u32 = 60;
        if colon <= lead || colon > LONGEST_LABEL {
            return;
        }
        let name = Span::new(sentence.span.start + lead, sentence.span.start + colon);
        if let Some(source) =
            self.who.speaker(n, name).filter(|source| source.mention.is_some() && source.grade == super::Grade::Person)
        {
            let content = Span::new(name.end, sentence.span.end);
            self.push(n, s, sentence.span, Mode::Direct, None, content, Some(source), None, false);
        }
    }

    fn markers(&mut self, n: usize, s: usize, sentence: &SentenceCues) {
        for (k, marker) in sentence.markers.iter().enumerate() {
            if marker.kind == MarkerKind::Reveals
                && !sentence.revelations.iter().any(|verb| verb.start >= marker.span.end)
            {
                continue;
            }
            let Some(source) = self.marked(n, sentence, marker) else { continue };
            let end = sentence.markers.get(k + 1).map_or(sentence.span.end, |next| next.noun.start);
            let content = Span::new(marker.span.end, end.max(marker.span.end));
            let content = self.trimmed(
                n,
                if marker.kind == MarkerKind::Vouches { Span::new(content.start, sentence.span.end) } else { content },
            );
            let span = marker.noun.join(marker.span).join(content);
            let mode = self.mode(n, content);
            self.push(n, s, span, mode, Some(marker.span), content, Some(source), None, false);
        }
    }

    /// The source of a marker. 〜が伝えたところによると has it as the subject of its verb.
    fn marked(&self, n: usize, sentence: &SentenceCues, marker: &Marker) -> Option<Source> {
        if marker.noun.slice(self.text(n)).ends_with("ところ") {
            let topics: Vec<&Topic> = sentence.topics.iter().filter(|topic| topic.end <= marker.noun.start).collect();
            return topics.iter().rev().find_map(|topic| self.speaking(n, topic));
        }
        self.who.voucher(n, marker.noun)
    }

    fn verbs(&mut self, n: usize, s: usize, sentence: &SentenceCues, announced: Option<&Speaker>) {
        // The subject of the clause before, which the next clause shares when it names none.
        let mut shared: Option<Source> = None;
        let mut floor = sentence.span.start;
        for (k, verb) in sentence.verbs.iter().enumerate() {
            if verb.passive && verb.agent.is_none() {
                continue;
            }
            let own = self.subject(n, sentence, verb, floor);
            let later = sentence.verbs.len() > k + 1;
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
            let content = self.content(n, sentence, verb, floor);
            let inside = source.as_ref().and_then(|source| self.local(n, source.span, sentence.span));
            let mut span = content.join(verb.span);
            if let Some(inside) = inside {
                span = span.join(inside);
            }
            let mode = self.mode(n, content);
            let denial = verb.class == VerbClass::Deny;
            self.push(n, s, span, mode, Some(verb.span), content, source.clone(), from, denial);
            if verb.shape == Shape::Continued {
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

    /// The source that a verb's own clause names.
    fn subject(&self, n: usize, sentence: &SentenceCues, verb: &VerbCue, floor: u32) -> Option<Source> {
        if verb.passive {
            return verb.agent.and_then(|agent| self.who.speaker(n, agent));
        }
        if matches!(verb.shape, Shape::Adnominal | Shape::Cleft)
            && let Some(source) = verb.head.and_then(|head| self.who.speaker(n, head))
        {
            return Some(source);
        }
        // 「…」とXは述べた: behind the mark.
        let behind =
            sentence.topics.iter().filter(|topic| topic.noun.start >= verb.content_end && topic.end <= verb.verb.start);
        if let Some(source) = behind.clone().rev().find_map(|topic| self.speaking(n, topic)) {
            return Some(source);
        }
        let before: Vec<&Topic> =
            sentence.topics.iter().filter(|topic| topic.noun.start >= floor && topic.end <= verb.content_end).collect();
        let embedded = matches!(verb.shape, Shape::Embedded | Shape::Adnominal);
        self.main_subject(n, &before, embedded)
    }

    /// Of the possible subjects before the content the one that says it: the outermost は, for an embedded clause the
    /// nearest; が where nothing has は; では for a body.
    fn main_subject(&self, n: usize, topics: &[&Topic], nearest: bool) -> Option<Source> {
        let of = |wanted: &[Particle]| {
            let mut fitting = topics.iter().filter(|topic| wanted.contains(&topic.particle));
            if nearest {
                fitting.rev().find_map(|topic| self.speaking(n, topic))
            } else {
                fitting.find_map(|topic| self.speaking(n, topic))
            }
        };
        if nearest {
            return of(&[Particle::Wa, Particle::Mo, Particle::Ga]);
        }
        of(&[Particle::Wa, Particle::Mo]).or_else(|| of(&[Particle::Ga])).or_else(|| of(&[Particle::Dewa]))
    }

    fn speaking(&self, n: usize, topic: &Topic) -> Option<Source> {
        let source = self.who.speaker(n, topic.noun)?;
        // 国では is a place; 省では is a body.
        let place =
            topic.particle == Particle::Dewa && (self.who.is_place(&source) || source.grade != super::Grade::Body);
        (!place).then_some(source)
    }

    /// Whom a verb without a subject takes over.
    fn silent_subject(
        &self,
        n: usize,
        sentence: &SentenceCues,
        verb: &VerbCue,
        later: bool,
        announced: Option<&Speaker>,
    ) -> Option<Speaker> {
        if matches!(verb.shape, Shape::Adnominal | Shape::Embedded | Shape::Cleft) || verb.passive {
            return None;
        }
        if let Some(speaker) = announced {
            return Some(speaker.clone());
        }
        let quoted =
            self.cues[n].brackets_in(sentence.span).any(|b| b.class.is_quotation() && b.outer.end <= verb.content_end);
        let continues = sentence.opener.is_some_and(|(_, ends)| !ends);
        let reports = match verb.frame {
            Frame::To => verb.class != VerbClass::Think || verb.continuing || quoted,
            Frame::You | Frame::Koto | Frame::Nominal => true,
            Frame::Wo | Frame::Ni => continues,
        };
        let settles = verb.shape == Shape::Final || later || verb.shape == Shape::Continued && quoted;
        if !reports || !settles {
            return None;
        }
        if sentence.opener.is_some_and(|(_, ends)| ends) && !quoted {
            return None;
        }
        // Somebody else is the topic of this sentence: then the verb is theirs or nobody's.
        self.recent(REACH)
    }

    /// Who was named last, as one that spoke or as the subject, within `reach` sentences.
    fn recent(&self, reach: usize) -> Option<Speaker> {
        let near = |one: &Option<Speaker>| one.clone().filter(|speaker| self.count - speaker.at <= reach);
        match (near(&self.speaker), near(&self.focus)) {
            (Some(speaker), Some(focus)) if focus.at > speaker.at => Some(focus),
            (speaker, focus) => speaker.or(focus),
        }
    }

    /// Quotations whose sentence has no verb of saying.
    fn bare_quotes(&mut self, n: usize, s: usize, sentence: &SentenceCues, announced: Option<&Speaker>) {
        let cues = self.cues;
        let text = self.article.passages[n].passage.text.as_str();
        let covered: Vec<Span> = self
            .found
            .iter()
            .rev()
            .take_while(|f| f.passage == n as u32 && f.sentence == s as u32)
            .map(|f| f.content)
            .collect();
        for bracket in cues[n].brackets_in(sentence.span).filter(|b| b.class == super::BracketClass::Speech) {
            let placed = &self.article.passages[n];
            let outer = placed.to_article(bracket.outer);
            if covered.iter().any(|content| content.covers(outer)) {
                continue;
            }
            let before = Span::new(sentence.span.start, bracket.outer.start).slice(text);
            let after = Span::new(bracket.outer.end, sentence.span.end).slice(text);
            let alone = before.trim().is_empty() && after.trim_matches(['。', ' ', '　', '．']).is_empty();
            let source = if alone {
                match announced.cloned().or_else(|| self.speaker_behind(n, s)).or_else(|| self.recent(2)) {
                    Some(speaker) => (Some(speaker.source), speaker.statement),
                    None => (None, None),
                }
            } else if after.trim_matches(['。', ' ', '　', '．']).is_empty() || before.trim().is_empty() {
                // Xは「…」。 or 「…」ペロシは言った。
                let topics: Vec<&Topic> = sentence
                    .topics
                    .iter()
                    .filter(|topic| {
                        topic.end <= bracket.outer.start
                            || before.trim().is_empty() && topic.noun.start >= bracket.outer.end
                    })
                    .collect();
                match self.main_subject(n, &topics, false) {
                    Some(source) => (Some(source), None),
                    None => match announced {
                        Some(speaker) => (Some(speaker.source.clone()), speaker.statement),
                        None => (None, None),
                    },
                }
            } else {
                continue;
            };
            let (source, from) = source;
            let span = if source.is_some() { sentence.span } else { bracket.outer };
            self.push(n, s, span, Mode::Direct, None, bracket.inner, source, from, false);
        }
    }

    /// Whoever the next sentence names as the speaker of the quotation before it: こう語るのはXだ。 彼女は言った。
    fn speaker_behind(&self, n: usize, s: usize) -> Option<Speaker> {
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
        let verb = next.verbs.first();
        let source = match verb {
            Some(verb) if verb.shape == Shape::Cleft => verb.head.and_then(|head| self.who.speaker(passage, head)),
            _ => None,
        };
        const SHORT: u32 = 90;
        let source = source.or_else(|| {
            let text = next.span.slice(self.text(passage));
            let says = [
                "言う",
                "言った",
                "語る",
                "語った",
                "話す",
                "話した",
                "述べた",
                "述べる",
                "話している",
                "語っている",
                "言います",
                "言いました",
                "話しました",
                "話します",
            ];
            let bare = text.trim_end_matches(['。', ' ', '　']);
            if next.span.len() > SHORT || !says.iter().any(|word| bare.ends_with(word)) || next.introduces.is_some() {
                return None;
            }
            let topics: Vec<&Topic> = next.topics.iter().collect();
            self.main_subject(passage, &topics, false)
        })?;
        Some(Speaker { source, statement: None, at: self.count, passage })
    }

    // ---- sources carried on

    /// という。 / ということです。 right after a sentence with a source.
    fn endings(&mut self, n: usize, s: usize, sentence: &SentenceCues) {
        let Some(ending) = sentence.endings.iter().rev().find(|ending| ending.carries) else { return };
        let Some(speaker) = self.speaker.clone() else { return };
        if self.count - speaker.at > 1 || n - speaker.passage > 1 {
            return;
        }
        let cue = ending.span;
        self.carry(n, s, sentence.span, &speaker, Mode::Indirect, Some(cue));
    }

    /// Hearsay with nobody behind it: a statement without a source.
    fn unsourced_endings(&mut self, n: usize, s: usize, sentence: &SentenceCues, first: usize) {
        if self.sourced(first) {
            return;
        }
        for ending in sentence.endings.iter().filter(|ending| ending.class == Ending::Hearsay) {
            let content = self.trimmed(n, Span::new(sentence.span.start, ending.span.start));
            self.push(n, s, content.join(ending.span), Mode::Indirect, Some(ending.span), content, None, None, false);
        }
        for verb in sentence.verbs.iter().filter(|verb| verb.passive && verb.agent.is_none()) {
            let content = self.content(n, sentence, verb, sentence.span.start);
            self.push(n, s, content.join(verb.span), Mode::Indirect, Some(verb.span), content, None, None, false);
        }
    }

    fn carry(&mut self, n: usize, s: usize, content: Span, speaker: &Speaker, mode: Mode, cue: Option<Span>) {
        let from = speaker.statement;
        self.push(n, s, content, mode, cue, content, Some(speaker.source.clone()), from, false);
    }

    /// What the sentence leaves for those after it.
    fn remember(&mut self, n: usize, sentence: &SentenceCues, first: usize) {
        // The innermost named voucher: that of the last verb, or else of the first marker.
        let last = (first..self.found.len()).filter(|index| self.found[*index].source.is_some()).max_by_key(|index| {
            let statement = &self.found[*index];
            let by_verb = statement
                .cue
                .is_some_and(|cue| sentence.verbs.iter().any(|v| self.article.passages[n].to_article(v.span) == cue));
            (by_verb, statement.cue.map_or(0, |cue| cue.end))
        });
        if let Some(index) = last {
            let source = self.found[index].source.clone().expect("only statements with a source were looked at");
            self.speaker = Some(Speaker { source, statement: Some(index as u32), at: self.count, passage: n });
            return;
        }
        let topics: Vec<&Topic> = sentence.topics.iter().filter(|topic| topic.particle != Particle::Dewa).collect();
        if let Some(source) = self.main_subject(n, &topics, false) {
            self.focus = Some(Speaker { source, statement: None, at: self.count, passage: n });
        }
    }

    /// ホワイトハウスの声明はこうだ。 Xはこう言う。
    fn announce(&mut self, n: usize, s: usize, sentence: &SentenceCues) {
        let text = self.text(n);
        let ends_open = sentence.span.slice(text).trim_end().ends_with(['：', ':']);
        let Some(block) = sentence.introduces.map(|(_, block)| block).or(ends_open.then_some(false)) else { return };
        if self.cues[n].brackets_in(sentence.span).any(|b| b.class == super::BracketClass::Speech) {
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
        let document = matches!(speaker.source.grade, super::Grade::Document | super::Grade::Body);
        if block && last && document {
            self.block = Some((speaker, documents::introduced_block(self.article, n)));
        } else {
            self.announced = Some(speaker);
        }
    }

    // ---- spans

    fn content(&self, n: usize, sentence: &SentenceCues, verb: &VerbCue, floor: u32) -> Span {
        let topic = sentence
            .topics
            .iter()
            .filter(|topic| {
                topic.noun.start >= floor
                    && topic.end <= verb.content_end
                    && matches!(topic.particle, Particle::Wa | Particle::Mo)
            })
            .find(|topic| self.who.speaker(n, topic.noun).is_some());
        let start = topic.map_or(floor, |topic| topic.end);
        let start = match sentence.opener {
            Some((opener, _)) if start <= opener.start => opener.end,
            _ => start,
        };
        self.trimmed(n, Span::new(start.min(verb.content_end), verb.content_end))
    }

    fn trimmed(&self, n: usize, span: Span) -> Span {
        let text = span.slice(self.text(n));
        let body = text.trim_start_matches(['、', ' ', '　', ',']);
        let start = span.start + (text.len() - body.len()) as u32;
        Span::new(start, start + body.trim_end().len() as u32)
    }

    fn mode(&self, n: usize, content: Span) -> Mode {
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
    fn local(&self, n: usize, span: Span, within: Span) -> Option<Span> {
        let placed = &self.article.passages[n];
        let local = Span::new(placed.to_local(span.start)?, placed.to_local(span.end)?);
        within.covers(local).then_some(local)
    }

    #[allow(clippy::too_many_arguments)]
    fn push(
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
