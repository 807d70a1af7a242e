//! Who speaks where: the pass over a whole article that gives every cue its source, and carries sources on.

use super::cues::{Ending, Frame, Marker, Particle, PassageCues, SentenceCues, Shape, Topic, VerbClass, VerbCue};
use super::documents::{self, LongQuote};
use super::lexicon::MarkerKind;
use super::sources::Who;
use super::{BracketClass, Grade, Mode, Source, Statement};
use crate::article::{Article, BlockKind};
use crate::language::{BracketKind, Part};
use crate::text::Span;

/// The longest name before a colon, in bytes.
const LONGEST_LABEL: u32 = 60;

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
    fn long_quote_speaker(
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
        self.recent(REACH).map(|speaker| (speaker.source, speaker.statement))
    }

    /// Whom the words behind the closing mark at byte `closes` of passage `n` name as the speaker: in the same sentence
    /// with or without と, or in a short sentence of its own.
    fn named_behind(&self, n: usize, closes: u32) -> Option<Source> {
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

    /// The subject of a sentence that says only that somebody spoke: ハリスはAP通信に語った。 こう語るのはXだ。
    fn says_before(&self, n: usize, sentence: &SentenceCues) -> Option<Source> {
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

    // ---- sources named in the sentence

    /// ・BBC – Asia: the outlet that opens a bullet vouches for it; 田中氏：「…」 speaks.
    fn label(&mut self, n: usize, s: usize, sentence: &SentenceCues) {
        let block = &self.article.blocks[n];
        let opening = &self.cues[n].sentences[0];
        if block.kind == BlockKind::Bullet
            && let Some(source) = self.outlet_label(n, opening.span, block.dateline)
        {
            self.push(n, s, sentence.span, Mode::Indirect, None, sentence.span, Some(source), None, false);
            return;
        }
        if s > 0 {
            return;
        }
        let text = sentence.span.slice(self.text(n));
        let lead = (text.len() - text.trim_start_matches(['　', ' ', '・', '●', '○', '■', '―', '—', '-']).len()) as u32;
        let Some(colon) = text.find(['：', ':']).map(|at| at as u32) else { return };
        if colon <= lead || colon > LONGEST_LABEL {
            return;
        }
        let name = Span::new(sentence.span.start + lead, sentence.span.start + colon);
        if let Some(source) =
            self.who.speaker(n, name).filter(|source| source.mention.is_some() && source.grade == Grade::Person)
        {
            let content = Span::new(name.end, sentence.span.end);
            self.push(n, s, sentence.span, Mode::Direct, None, content, Some(source), None, false);
        }
    }

    /// The outlet that a bullet opens with.
    fn outlet_label(&self, n: usize, sentence: Span, dateline: Option<Span>) -> Option<Source> {
        if let Some(label) = dateline {
            return self.who.voucher(n, label);
        }
        let text = sentence.slice(self.text(n));
        let lead =
            (text.len() - text.trim_start_matches(['　', ' ', '・', '●', '○', '■', '-', '*', '•', '"']).len()) as u32;
        let colon = text.find(['：', ':']).map(|at| at as u32).filter(|colon| *colon > lead)?;
        self.who.outlet_at(n, Span::new(sentence.start + lead, sentence.start + colon))
    }

    /// （CNN調べ）, （共同通信）: an outlet in brackets vouches for the sentence.
    fn credits(&mut self, n: usize, s: usize, sentence: &SentenceCues) {
        let placed = &self.article.passages[n];
        let round = placed
            .passage
            .brackets
            .iter()
            .filter(|b| b.kind == BracketKind::Round && b.depth == 0 && sentence.span.covers(b.outer));
        let named = round.clone().find_map(|b| {
            Some((b.outer, self.who.outlet_at(n, b.inner).filter(|_| is_credit(b.inner.slice(self.text(n))))?))
        });
        if let Some((outer, source)) = named {
            let content = self.trimmed(n, Span::new(sentence.span.start, outer.start));
            self.push(n, s, content.join(outer), Mode::Indirect, None, content, Some(source), None, false);
        }
    }

    fn markers(&mut self, n: usize, s: usize, sentence: &SentenceCues) {
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

    /// Whether a clause whose subject has が stands inside that of an earlier は: then what follows belongs to the latter.
    fn is_aside(&self, n: usize, sentence: &SentenceCues, source: Option<&Source>, floor: u32) -> bool {
        let Some(subject) = source.and_then(|source| self.local(n, source.span, sentence.span)) else { return false };
        let own = sentence.topics.iter().find(|t| t.noun.end == subject.end);
        own.is_some_and(|own| own.particle == Particle::Ga)
            && sentence.topics.iter().any(|t| {
                t.particle == Particle::Wa
                    && t.noun.start >= floor
                    && t.end <= subject.start
                    && self.who.speaker(n, t.noun).is_some()
            })
    }

    /// The source that a verb's own clause names.
    fn subject(&self, n: usize, sentence: &SentenceCues, verb: &VerbCue, floor: u32) -> Option<Source> {
        if verb.passive {
            let agent = verb.agent?;
            let source = self.who.speaker(n, agent).filter(|source| !self.who.is_place(source))?;
            // 会見で批判された has no agent, 報告書で指摘された has.
            let at = Span::new(agent.end, verb.verb.start).slice(self.text(n)).starts_with('で');
            return (!at || source.grade == Grade::Document).then_some(source);
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
        if verb.frame == Frame::To
            && let Some(topic) = behind.clone().next_back().filter(|topic| topic.particle != Particle::Dewa)
            && verb.class == VerbClass::Say
        {
            return self.who.voucher(n, topic.noun);
        }
        let before: Vec<&Topic> =
            sentence.topics.iter().filter(|topic| topic.noun.start >= floor && topic.end <= verb.content_end).collect();
        if before.is_empty() && verb.shape == Shape::Continued && verb.frame == Frame::To {
            // 「…」と言って、Xは…: the subject stands in the clause that follows.
            let next = sentence.topics.iter().find(|topic| topic.noun.start >= verb.span.end);
            return next.filter(|topic| topic.particle != Particle::Dewa).and_then(|topic| self.speaking(n, topic));
        }
        // Xが「…」と: who stands right before the quotation speaks it.
        if verb.frame == Frame::To
            && let Some(source) = self.quoting(n, &before, verb)
        {
            return Some(source);
        }
        // 起訴状では、Aは…と語ったとしている: what Aは says is the document's.
        if verb.class == VerbClass::Hold
            && let Some(topic) = before.first().filter(|topic| topic.particle == Particle::Dewa)
            && let Some(source) = self.speaking(n, topic)
        {
            return Some(source);
        }
        if matches!(verb.shape, Shape::Embedded | Shape::Adnominal) || verb.frame == Frame::Head {
            return self.main_subject(n, &before, true);
        }
        if matches!(verb.frame, Frame::Wo | Frame::Ni) {
            // Its content is a noun phrase: no clause stands between subject and verb.
            let nearest = |wanted: &[Particle]| {
                before.iter().rev().filter(|t| wanted.contains(&t.particle)).find_map(|topic| self.speaking(n, topic))
            };
            return nearest(&[Particle::Wa, Particle::Mo])
                .or_else(|| nearest(&[Particle::Ga]))
                .or_else(|| nearest(&[Particle::Dewa]));
        }
        self.main_subject(n, &before, false)
    }

    /// The subject that stands right before the quotation which is a verb's whole content.
    fn quoting(&self, n: usize, before: &[&Topic], verb: &VerbCue) -> Option<Source> {
        let bracket =
            self.cues[n].brackets.iter().find(|b| b.outer.end == verb.content_end && b.class.is_quotation())?;
        let topic = before.iter().rev().find(|topic| topic.end <= bracket.outer.start)?;
        let between = Span::new(topic.end, bracket.outer.start).slice(self.text(n));
        // AはBが「…」と述べている: A speaks of what B said, unless the clause goes on.
        let inner = topic.particle == Particle::Ga
            && verb.shape == Shape::Final
            && before.iter().any(|t| t.particle == Particle::Wa && t.end <= topic.noun.start);
        if !between.trim_matches(['、', ' ', '　']).is_empty() || topic.particle == Particle::Dewa || inner {
            return None;
        }
        self.speaking(n, topic)
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
        if let Some(source) = self.restarted(n, topics) {
            return Some(source);
        }
        of(&[Particle::Wa, Particle::Mo]).or_else(|| of(&[Particle::Dewa])).or_else(|| of(&[Particle::Ga]))
    }

    /// Whom 彼 or 同氏 means: the person who spoke or was the subject last.
    fn person_before(&self) -> Option<u32> {
        const FARTHEST: usize = 6;
        let person = |one: &Option<Speaker>| {
            one.clone().filter(|s| {
                s.source.grade == Grade::Person && s.source.mention.is_some() && self.count - s.at <= FARTHEST
            })
        };
        let (speaker, focus) = (person(&self.speaker), person(&self.focus));
        let later = match (speaker, focus) {
            (Some(speaker), Some(focus)) if focus.at > speaker.at => Some(focus),
            (speaker, focus) => speaker.or(focus),
        };
        later.and_then(|speaker| speaker.source.mention)
    }

    /// AはBしたが、CはDと述べた: the topic behind the clause that ended, where it can speak. With a mere break
    /// (であり、) only a person or an office starts anew.
    fn restarted(&self, n: usize, topics: &[&Topic]) -> Option<Source> {
        let passage = &self.article.passages[n].passage;
        let text = passage.text.as_str();
        let mut topics = topics.iter().filter(|topic| matches!(topic.particle, Particle::Wa | Particle::Mo));
        let first = topics.next()?;
        topics.rev().find_map(|topic| {
            let between = passage.tokens_in(Span::new(first.end, topic.noun.start));
            let breaks = between
                .clone()
                .skip(1)
                .filter(|t| passage.tokens[*t].surface(text) == "、")
                .map(|t| &passage.tokens[t - 1]);
            let (mut contrast, mut pause) = (false, false);
            for token in breaks {
                contrast |= token.surface(text) == "が" && token.class().sub == "接続助詞";
                pause |= matches!(token.part(), Part::Verb | Part::Auxiliary) && token.class().form.starts_with("連用");
            }
            let source = self.speaking(n, topic).filter(|_| contrast || pause)?;
            (contrast || matches!(source.grade, Grade::Person | Grade::Office)).then_some(source)
        })
    }

    /// この報告書 is that of whoever was named last.
    fn resolved(&self, mut source: Source) -> Source {
        if self.who.is_personal_pronoun(&source)
            && let Some(antecedent) = self.person_before()
        {
            source.mention = Some(antecedent);
            return source;
        }
        if source.grade == Grade::Document
            && source.mention.is_none()
            && ["この", "その", "同"].iter().any(|word| source.text.starts_with(word))
            && let Some(speaker) = self.recent(REACH)
        {
            source.mention = speaker.source.mention;
        }
        source
    }

    fn speaking(&self, n: usize, topic: &Topic) -> Option<Source> {
        let source = self.resolved(self.who.speaker(n, topic.noun)?);
        // 国では is a place; 省では is a body.
        let place = topic.particle == Particle::Dewa
            && (self.who.is_place(&source) || !matches!(source.grade, Grade::Body | Grade::Document));
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
            Frame::Ga | Frame::Head | Frame::Comma | Frame::Bare => false,
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

    /// 熊谷氏「…」, and Xは「…」と with a verb that is none of saying: スローガンを掲げた.
    fn beside(&self, n: usize, sentence: &SentenceCues, bracket: Span) -> Option<Source> {
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
    fn unopened(&mut self, n: usize, s: usize, sentence: &SentenceCues, first: usize) {
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
        let source = self.says_before(passage, next)?;
        Some(Speaker { source, statement: None, at: self.count, passage })
    }

    // ---- sources carried on

    /// という。 / ということです。 right after a sentence with a source.
    fn endings(&mut self, n: usize, s: usize, sentence: &SentenceCues, first: usize) {
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
            let content = self.content(n, sentence, verb, None, sentence.span.start);
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
    fn announce(&mut self, n: usize, s: usize, sentence: &SentenceCues) {
        let text = self.text(n);
        let ends_open = sentence.span.slice(text).trim_end().ends_with(['：', ':']);
        let Some(block) = sentence.introduces.map(|(_, block)| block).or(ends_open.then_some(false)) else { return };
        if self.cues[n].brackets_in(sentence.span).any(|b| b.class == BracketClass::Speech) {
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

    // ---- spans

    /// What a verb says: from behind its subject to its mark; the quotation alone where only words of time and place
    /// stand before it.
    fn content(&self, n: usize, sentence: &SentenceCues, verb: &VerbCue, source: Option<&Source>, floor: u32) -> Span {
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
    fn is_setting(&self, n: usize, span: Span) -> bool {
        let passage = &self.article.passages[n].passage;
        passage.tokens[passage.tokens_in(span)]
            .iter()
            .all(|token| !matches!(token.part(), Part::Verb | Part::Adjective | Part::Auxiliary))
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

    #[expect(clippy::too_many_arguments, reason = "the fields of a statement, in the passage's bytes")]
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

/// Whether what stands in brackets names where something is from and says nothing else: outlets, 調べ, a date.
fn is_credit(inner: &str) -> bool {
    const LONGEST: usize = 40;
    inner.chars().count() <= LONGEST && !inner.contains(['。', 'は', 'が'])
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
