//! Whose words a verb of attribution gives: the subject that its own clause names, or the silent one of Japanese.

use super::Grade;
use super::Source;
use super::cues::{Frame, Particle, SentenceCues, Shape, Topic, VerbClass, VerbCue};
use super::scope::{Pass, REACH, Speaker};
use super::sources::is_personal_pronoun;
use crate::language::Part;
use crate::text::Span;

impl Pass<'_> {
    /// The source that a verb's own clause names.
    pub(super) fn subject(&self, n: usize, sentence: &SentenceCues, verb: &VerbCue, floor: u32) -> Option<Source> {
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
            return self.who.voucher(n, topic.noun).map(|mut source| {
                if source.mention.is_none() && source.grade == Grade::Document {
                    // Whoever speaks is somebody, if nobody known.
                    source.grade = Grade::Unnamed;
                }
                source
            });
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

    /// Whether a clause whose subject has が stands inside that of an earlier は: then what follows belongs to the latter.
    pub(super) fn is_aside(&self, n: usize, sentence: &SentenceCues, source: Option<&Source>, floor: u32) -> bool {
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

    /// The subject that stands right before the quotation which is a verb's whole content.
    pub(super) fn quoting(&self, n: usize, before: &[&Topic], verb: &VerbCue) -> Option<Source> {
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
    pub(super) fn main_subject(&self, n: usize, topics: &[&Topic], nearest: bool) -> Option<Source> {
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

    /// AはBしたが、CはDと述べた: the topic behind the clause that ended, where it can speak. With a mere break
    /// (であり、) only a person or an office starts anew.
    pub(super) fn restarted(&self, n: usize, topics: &[&Topic]) -> Option<Source> {
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

    /// Whom 彼 or 同氏 means: the person who spoke or was the subject last.
    pub(super) fn person_before(&self) -> Option<Speaker> {
        const FARTHEST: usize = 6;
        let person = |one: &Option<Speaker>| {
            one.clone().filter(|s| s.source.grade == Grade::Person && self.count - s.at <= FARTHEST)
        };
        let (speaker, focus) = (person(&self.speaker), person(&self.focus));
        match (speaker, focus) {
            (Some(speaker), Some(focus)) if focus.at > speaker.at => Some(focus),
            (speaker, focus) => speaker.or(focus),
        }
    }

    /// この報告書 is that of whoever was named last.
    pub(super) fn resolved(&self, mut source: Source) -> Source {
        if is_personal_pronoun(&source) {
            match self.person_before() {
                Some(antecedent) => {
                    (source.mention, source.grade) = (antecedent.source.mention, antecedent.source.grade);
                }
                // 彼 of whom the article never gives a name can be asked no more than a 関係者.
                None if source.mention.is_none_or(|mention| !self.who.is_known(mention)) => {
                    source.grade = Grade::Unnamed;
                }
                None => {}
            }
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

    pub(super) fn speaking(&self, n: usize, topic: &Topic) -> Option<Source> {
        let source = self.resolved(self.who.speaker(n, topic.noun)?);
        // 国では is a place; 省では is a body.
        let place = topic.particle == Particle::Dewa
            && (self.who.is_place(&source) || !matches!(source.grade, Grade::Body | Grade::Document));
        (!place).then_some(source)
    }

    /// Whom a verb without a subject takes over.
    pub(super) fn silent_subject(
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
            // Things suggest and show as well as people do.
            Frame::To | Frame::Wo | Frame::Koto if verb.class == VerbClass::Show => quoted,
            Frame::To => verb.class != VerbClass::Think || verb.continuing || quoted || continues,
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
    pub(super) fn recent(&self, reach: usize) -> Option<Speaker> {
        let near = |one: &Option<Speaker>| one.clone().filter(|speaker| self.count - speaker.at <= reach);
        match (near(&self.speaker), near(&self.focus)) {
            (Some(speaker), Some(focus)) if focus.at > speaker.at => Some(focus),
            (speaker, focus) => speaker.or(focus),
        }
    }
}
