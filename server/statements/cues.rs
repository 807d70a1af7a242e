//! The words of attribution in one passage: what can be seen without knowing who is who.
//!
//! Everything here is in bytes of the passage's text and depends on nothing else, so that it can be kept with the
//! passage. Who the source is, [`super::scope`] decides.

use super::lexicon::{MarkerKind, Surface, Verb, lexicon};
use super::phrases::Reader;
use super::quotes::{self, BracketReading};
use crate::language::{Part, Passage};
use crate::text::Span;

/// What a verb of attribution does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VerbClass {
    /// 述べる, 語る
    Say,
    /// 発表する, 明らかにする
    Announce,
    /// 主張する, 指摘する
    Claim,
    /// 否定する
    Deny,
    /// 認める
    Admit,
    /// 非難する
    Criticise,
    /// 警告する, 懸念する
    Warn,
    /// 求める, 呼びかける
    Demand,
    /// 約束する
    Promise,
    /// 考える, 判断する
    Think,
    /// 歓迎する
    Support,
    /// 反対する
    Oppose,
    /// 報じる
    Report,
    /// 確認する, 突き止める
    Find,
    /// 決定する
    Decide,
    /// 示す, with a noun of opinion
    Show,
    /// とする, として
    Hold,
}

impl VerbClass {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "say" => Self::Say,
            "announce" => Self::Announce,
            "claim" => Self::Claim,
            "deny" => Self::Deny,
            "admit" => Self::Admit,
            "criticise" => Self::Criticise,
            "warn" => Self::Warn,
            "demand" => Self::Demand,
            "promise" => Self::Promise,
            "think" => Self::Think,
            "support" => Self::Support,
            "oppose" => Self::Oppose,
            "report" => Self::Report,
            "find" => Self::Find,
            "decide" => Self::Decide,
            "show" => Self::Show,
            "hold" => Self::Hold,
            _ => return None,
        })
    }
}

/// How a clause is put at a distance without saying whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    /// という, とされる, と報じられた.
    Hearsay,
    /// とみられる, 可能性がある.
    Inference,
    /// との指摘, との声.
    View,
    /// 分かった, 判明した.
    Revelation,
    /// 方針を固めた, 調整に入った: the actor is named, the informant is not.
    Planned,
}

impl Ending {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "hearsay" => Self::Hearsay,
            "inference" => Self::Inference,
            "view" => Self::View,
            "revelation" => Self::Revelation,
            "planned" => Self::Planned,
            _ => return None,
        })
    }
}

/// The mark under which the content stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frame {
    /// …と述べた
    To,
    /// …を非難した
    Wo,
    /// …に反対した
    Ni,
    /// …よう求めた
    You,
    /// …ことを明らかにした
    Koto,
    /// …との見方を示した
    Nominal,
}

/// What follows a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// The sentence ends.
    Final,
    /// The sentence goes on with another clause: と述べ、
    Continued,
    /// A noun that the clause modifies: と語る首相.
    Adnominal,
    /// …と語るのはXだ
    Cleft,
    /// …と述べたこと, …と述べたと
    Embedded,
}

/// A verb of attribution with its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbCue {
    /// From the mark (と, を, よう) to the end of the inflection.
    pub span: Span,
    /// The verb with its inflection.
    pub verb: Span,
    /// What it does.
    pub class: VerbClass,
    /// The mark of the content.
    pub frame: Frame,
    /// Whether the verb is passive: 指摘されている.
    pub passive: bool,
    /// Whether the verb is negated: 明らかにしていない.
    pub negated: bool,
    /// Whether the verb is in the progressive or resultative: 述べている.
    pub continuing: bool,
    /// What follows.
    pub shape: Shape,
    /// Where the content ends: at the mark.
    pub content_end: u32,
    /// The noun phrase that the clause modifies (`Adnominal`), or that a cleft names.
    pub head: Option<Span>,
    /// The agent of a passive: から, に, によって.
    pub agent: Option<Span>,
}

/// A noun phrase made a source by the words behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The words: によると.
    pub span: Span,
    /// The noun phrase.
    pub noun: Span,
    /// What they say.
    pub kind: MarkerKind,
}

/// Which particle marks a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Particle {
    /// は
    Wa,
    /// も
    Mo,
    /// が
    Ga,
    /// では
    Dewa,
}

/// A noun phrase that may be the subject of what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The noun phrase.
    pub noun: Span,
    /// The end of its particle.
    pub end: u32,
    /// Which particle.
    pub particle: Particle,
    /// Whether a comma follows.
    pub comma: bool,
}

/// A place where a clause is put at a distance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndingCue {
    /// The words.
    pub span: Span,
    /// What they do.
    pub class: Ending,
    /// Whether the sentence ends here.
    pub is_final: bool,
    /// Whether it hands on the source named right before.
    pub carries: bool,
}

/// Everything about attribution that one sentence shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentenceCues {
    /// The sentence.
    pub span: Span,
    /// Noun phrases made sources, in order.
    pub markers: Vec<Marker>,
    /// Verbs of attribution outside quotation marks, in order.
    pub verbs: Vec<VerbCue>,
    /// Possible subjects outside quotation marks, in order.
    pub topics: Vec<Topic>,
    /// Hearsay, inference and the like, in order; those inside quotation marks are left out.
    pub endings: Vec<EndingCue>,
    /// The conjunction that opens the sentence and whether it contrasts with what was before.
    pub opener: Option<(Span, bool)>,
    /// こうだ, 次のように述べた: the words, and whether a whole text follows.
    pub introduces: Option<(Span, bool)>,
    /// Verbs of coming to light.
    pub revelations: Vec<Span>,
    /// 「…」とX。: the name at the end of a sentence whose verb was left out, with the mark before it.
    pub trailing: Option<(Span, Span)>,
}

/// The cues of a passage, sentence by sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PassageCues {
    /// One for each sentence of the passage.
    pub sentences: Vec<SentenceCues>,
    /// The quotation marks.
    pub brackets: Vec<BracketReading>,
    /// The byte of a quotation mark that opens and is not closed.
    pub opens: Option<u32>,
    /// The byte of a quotation mark that closes and was not opened.
    pub closes: Option<u32>,
}

impl PassageCues {
    /// Reads a passage.
    pub fn read(passage: &Passage) -> Self {
        let brackets = quotes::brackets(passage);
        let (opens, closes) = quotes::dangling(passage);
        let reader = Reader::new(passage, &brackets, opens, closes);
        let mut sentences: Vec<SentenceCues> = passage
            .sentences
            .iter()
            .map(|span| {
                let mut cues = SentenceCues { span: *span, ..SentenceCues::default() };
                cues.topics = topics(&reader, *span);
                cues.verbs = verbs(&reader, *span);
                cues.opener = opener(passage, *span);
                cues.trailing = trailing(&reader, *span);
                cues
            })
            .collect();
        surfaces(&reader, &mut sentences);
        Self { sentences, brackets, opens, closes }
    }

    /// The quotation marks inside a sentence.
    pub fn brackets_in(&self, span: Span) -> impl Iterator<Item = &BracketReading> {
        self.brackets.iter().filter(move |bracket| span.covers(bracket.outer))
    }
}

fn opener(passage: &Passage, sentence: Span) -> Option<(Span, bool)> {
    let text = sentence.slice(&passage.text);
    let indent = (text.len() - text.trim_start_matches(['　', ' ', '・']).len()) as u32;
    let text = text.trim_start_matches(['　', ' ', '・']);
    let best =
        lexicon().connectives.iter().filter(|(word, _)| text.starts_with(word)).max_by_key(|(word, _)| word.len())?;
    let start = sentence.start + indent;
    Some((Span::new(start, start + best.0.len() as u32), best.1))
}

fn topics(reader: &Reader<'_>, sentence: Span) -> Vec<Topic> {
    let mut found = Vec::new();
    let range = reader.tokens_in(sentence);
    for n in range.clone() {
        if reader.masked(n) || reader.part(n) != Part::Particle {
            continue;
        }
        let particle = match (reader.surface(n), reader.class(n).sub) {
            ("は", _) => Particle::Wa,
            ("も", _) => Particle::Mo,
            ("が", "格助詞") => Particle::Ga,
            ("では", _) => Particle::Dewa,
            _ => continue,
        };
        let (end, particle) = match n.checked_sub(1) {
            Some(before)
                if before >= range.start && reader.part(before) == Part::Particle && !reader.closes_bracket(before) =>
            {
                match reader.surface(before) {
                    "で" if particle == Particle::Wa => (before, Particle::Dewa),
                    "など" | "ら" | "自身" => (n, particle),
                    _ => continue,
                }
            }
            _ => (n, particle),
        };
        let Some(noun) = reader.noun_before(end, range.start) else { continue };
        let comma = range.contains(&(n + 1)) && reader.surface(n + 1) == "、";
        found.push(Topic { noun, end: reader.span(n).end, particle, comma });
    }
    found
}

/// The verbs of attribution of a sentence.
fn verbs(reader: &Reader<'_>, sentence: Span) -> Vec<VerbCue> {
    let mut found: Vec<VerbCue> = Vec::new();
    let range = reader.tokens_in(sentence);
    let mut floor = range.start;
    let mut n = range.start;
    while n < range.end {
        if !reader.masked(n)
            && let Some((cue, next)) = verb_at(reader, n, floor, range.clone())
        {
            floor = next;
            n = next;
            found.push(cue);
        } else {
            n += 1;
        }
    }
    found
}

fn verb_at(reader: &Reader<'_>, n: usize, floor: usize, range: std::ops::Range<usize>) -> Option<(VerbCue, usize)> {
    let part = reader.part(n);
    if part == Part::Particle && reader.surface(n) == "として" {
        return holding(reader, n, floor, range);
    }
    let key = match part {
        Part::Verb => reader.base(n),
        Part::Noun | Part::Adjective | Part::Adverb | Part::Adnominal | Part::Prefix => reader.surface(n),
        _ => return None,
    };
    let candidates = lexicon().verbs.get(key)?;
    candidates.iter().find_map(|verb| verb_with(reader, verb, n, floor, range.clone()))
}

/// 「…」として、…したとして: a clause that somebody holds.
fn holding(reader: &Reader<'_>, n: usize, floor: usize, range: std::ops::Range<usize>) -> Option<(VerbCue, usize)> {
    let before = n.checked_sub(1).filter(|before| *before >= floor)?;
    let quoted = reader.closes_quotation(before) || reader.ends_clause(before);
    if !quoted || reader.is_volition(before) {
        return None;
    }
    let span = reader.span(n);
    let (end, continuing) = match (n + 1 < range.end).then(|| reader.base(n + 1)) {
        Some("いる" | "おる") => (reader.inflection(n + 1, range.end), true),
        _ => (n + 1, false),
    };
    let (shape, head) = shape(reader, end, range.end);
    let verb = Span::new(span.start, reader.span(end - 1).end);
    let cue = VerbCue {
        span: verb,
        verb,
        class: VerbClass::Hold,
        frame: Frame::To,
        passive: false,
        negated: false,
        continuing,
        shape: if continuing { shape } else { Shape::Continued },
        content_end: span.start,
        head: if continuing { head } else { None },
        agent: None,
    };
    Some((cue, end))
}

fn verb_with(
    reader: &Reader<'_>,
    verb: &Verb,
    n: usize,
    floor: usize,
    range: std::ops::Range<usize>,
) -> Option<(VerbCue, usize)> {
    let mut end = n + 1;
    for word in &verb.rest {
        if end >= range.end || (reader.surface(end) != *word && reader.base(end) != *word) {
            return None;
        }
        end += 1;
    }
    let is_noun = reader.part(end - 1) == Part::Noun;
    if is_noun {
        // A verbal noun says something with する behind it, or at the end of its clause (と発表。).
        if end < range.end && reader.base(end) == "する" {
            end += 1;
        } else if end < range.end && matches!(reader.surface(end), "できる" | "いたす" | "致し") {
            end += 1;
        } else if end < range.end && !matches!(reader.surface(end), "。" | "、" | "；" | "." | "．") {
            return None;
        }
    }
    let stem_end = end;
    let end = reader.inflection(end, range.end).min(range.end);
    let inflected = stem_end.saturating_sub(1)..end;
    let passive = inflected.clone().any(|t| matches!(reader.base(t), "れる" | "られる"));
    let causative = inflected.clone().any(|t| matches!(reader.base(t), "せる" | "させる"));
    if causative {
        return None;
    }
    let negated = inflected.clone().any(|t| matches!(reader.base(t), "ない" | "ぬ" | "ん"));
    let continuing = inflected.clone().any(|t| matches!(reader.base(t), "いる" | "おる" | "てる"));
    let (frame, mark, content_end) = frame(reader, verb, n, floor, continuing)?;
    let plain_iu = matches!(reader.base(n), "いう" | "言う") && mark + 1 == n && verb.rest.is_empty();
    let (mut shape, mut head) = shape(reader, end, range.end);
    if plain_iu && matches!(shape, Shape::Adnominal | Shape::Cleft | Shape::Embedded) && end == n + 1 {
        // 〜という会社, 〜というのは: a name or an apposition.
        return None;
    }
    if plain_iu && shape == Shape::Final && !reader.closes_quotation(mark.saturating_sub(1)) {
        // 〜という。 is hearsay, which the endings know.
        return None;
    }
    if verb.class == VerbClass::Hold && conditional(reader, end, range.end) {
        return None;
    }
    if frame == Frame::Nominal && shape == Shape::Adnominal {
        (shape, head) = (Shape::Embedded, None);
    }
    let agent = if passive { agent(reader, n, floor) } else { None };
    let verb_span = Span::new(reader.span(n).start, reader.span(end - 1).end);
    let class = match frame {
        Frame::Nominal => nominal_class(reader, mark).unwrap_or(verb.class),
        _ => verb.class,
    };
    let cue = VerbCue {
        span: Span::new(reader.span(mark).start, verb_span.end),
        verb: verb_span,
        class,
        frame,
        passive,
        negated,
        continuing,
        shape,
        content_end,
        head,
        agent,
    };
    Some((cue, end))
}

/// The class of the noun before the を at token `mark`.
fn nominal_class(reader: &Reader<'_>, mark: usize) -> Option<VerbClass> {
    let nominals = &lexicon().nominals;
    let last = mark.checked_sub(1)?;
    let one = reader.surface(last);
    let two = last
        .checked_sub(1)
        .map(|before| Span::new(reader.span(before).start, reader.span(last).end).slice(reader.text()));
    two.and_then(|two| nominals.get(two)).or_else(|| nominals.get(one)).copied()
}

/// とすれば, とすると: a condition.
fn conditional(reader: &Reader<'_>, at: usize, end: usize) -> bool {
    at < end && reader.part(at) == Part::Particle && matches!(reader.surface(at), "ば" | "と")
}

/// How the content of a verb at token `n` is marked: the frame, the mark's token, where the content ends.
fn frame(reader: &Reader<'_>, verb: &Verb, n: usize, floor: usize, continuing: bool) -> Option<(Frame, usize, u32)> {
    let frames = verb.frames;
    let before = reader.before_adverbs(n, floor)?;
    let surface = reader.surface(before);
    let hold = verb.class == VerbClass::Hold;
    if (frames.wo || frames.koto || frames.nominal) && surface == "を" && before > floor {
        let object = before - 1;
        if frames.koto && matches!(reader.surface(object), "こと" | "旨" | "の") {
            return Some((Frame::Koto, before, reader.span(object).start));
        }
        if nominal_class(reader, before).is_some() && (frames.nominal || frames.wo) {
            return Some((Frame::Nominal, before, reader.span(before).start));
        }
        if frames.wo {
            return Some((Frame::Wo, before, reader.span(before).start));
        }
    }
    if (frames.you || verb.class == VerbClass::Demand) && before > floor {
        let mark = match surface {
            "よう" => Some(before),
            "に" if reader.surface(before - 1) == "よう" => Some(before - 1),
            "ように" => Some(before),
            _ => None,
        };
        if let Some(mark) = mark {
            return Some((Frame::You, mark, reader.span(mark).start));
        }
    }
    if frames.to {
        let reach =
            if hold || matches!(reader.base(n), "みる" | "見る" | "する" | "呼ぶ") { before } else { floor };
        if let Some((mark, content)) = quotative(reader, verb, before, reach.min(before), floor, hold, continuing) {
            return Some((Frame::To, mark, content));
        }
    }
    if frames.ni && surface == "に" {
        return Some((Frame::Ni, before, reader.span(before).start));
    }
    None
}

/// The nearest と that quotes, going back from token `from` to `reach`, with the end of its content.
fn quotative(
    reader: &Reader<'_>,
    verb: &Verb,
    from: usize,
    reach: usize,
    floor: usize,
    hold: bool,
    continuing: bool,
) -> Option<(usize, u32)> {
    const FARTHEST: usize = 40;
    let mut at = from;
    loop {
        if !reader.masked(at) && reader.part(at) == Part::Particle {
            let mark = match reader.surface(at) {
                "と" | "って" | "とも" | "とは" => Some(at),
                "も" | "は" if at > floor && reader.surface(at - 1) == "と" => Some(at - 1),
                _ => None,
            };
            if let Some(mark) = mark {
                let adjacent = at == from;
                if let Some(content) =
                    reader.quoted_end(mark, floor, verb.class == VerbClass::Say, adjacent, hold && !continuing)
                {
                    return Some((mark, content));
                }
            }
        }
        if at <= reach || from - at > FARTHEST {
            return None;
        }
        at -= 1;
    }
}

/// The agent of the passive at token `n`: Xに, Xから, Xによって directly before the verb.
fn agent(reader: &Reader<'_>, n: usize, floor: usize) -> Option<Span> {
    let from = n.saturating_sub(12).max(floor);
    (from..n).rev().find_map(|t| {
        let marks =
            reader.part(t) == Part::Particle && matches!(reader.surface(t), "から" | "に" | "により" | "によって");
        (marks && !reader.masked(t)).then(|| reader.noun_before(t, floor)).flatten()
    })
}

/// What follows the verb that ends before token `at`.
fn shape(reader: &Reader<'_>, at: usize, end: usize) -> (Shape, Option<Span>) {
    if at >= end {
        return (Shape::Final, None);
    }
    let class = reader.class(at);
    match class.part {
        Part::Symbol if reader.opens_bracket(at) => (Shape::Adnominal, reader.noun_after(at, end)),
        Part::Symbol if matches!(reader.surface(at), "。" | "！" | "？" | "." | "」" | "!") => (Shape::Final, None),
        Part::Noun if class.sub == "非自立" => match reader.surface(at) {
            "の" => cleft(reader, at, end),
            "こと" | "もの" | "ん" => (Shape::Embedded, None),
            _ => (Shape::Continued, None),
        },
        Part::Noun if class.sub == "副詞可能" || matches!(reader.surface(at), "上" | "うえ" | "際" | "一方") => {
            (Shape::Continued, None)
        }
        Part::Noun | Part::Prefix | Part::Adnominal => (Shape::Adnominal, reader.noun_after(at, end)),
        Part::Particle if reader.surface(at) == "の" => cleft(reader, at, end),
        Part::Particle if matches!(reader.surface(at), "と" | "か") => (Shape::Embedded, None),
        _ => (Shape::Continued, None),
    }
}

/// …と語るのはXだ: the noun phrase behind のは.
fn cleft(reader: &Reader<'_>, at: usize, end: usize) -> (Shape, Option<Span>) {
    if at + 1 < end && reader.surface(at + 1) == "は" {
        let from = if at + 2 < end && reader.surface(at + 2) == "、" { at + 3 } else { at + 2 };
        return (Shape::Cleft, reader.noun_after(from, end));
    }
    (Shape::Embedded, None)
}

/// 「…」とX氏。: quotation, mark, name, and the end.
fn trailing(reader: &Reader<'_>, sentence: Span) -> Option<(Span, Span)> {
    let range = reader.tokens_in(sentence);
    let mut end = range.end;
    while end > range.start && reader.part(end - 1) == Part::Symbol && !reader.closes_bracket(end - 1) {
        end -= 1;
    }
    let noun = reader.noun_before(end, range.start)?;
    let first = reader.token_at(noun.start);
    let mut mark = first.checked_sub(1).filter(|mark| *mark > range.start)?;
    if reader.surface(mark) == "、" {
        mark -= 1;
    }
    let quotes =
        mark > range.start && matches!(reader.surface(mark), "と" | "って") && reader.closes_quotation(mark - 1);
    quotes.then(|| (reader.span(mark), noun))
}

/// The cues that are matched as letters: markers, endings, introductions, verbs of coming to light.
fn surfaces(reader: &Reader<'_>, sentences: &mut [SentenceCues]) {
    let lexicon = lexicon();
    let text = reader.text();
    for found in lexicon.surfaces.find_iter(text) {
        let span = Span::of(found.range());
        let n = sentences.partition_point(|cues| cues.span.end <= span.start);
        let Some(cues) = sentences.get_mut(n) else { continue };
        let first = reader.token_at(span.start);
        if first >= reader.len() || reader.masked(first) {
            continue;
        }
        match lexicon.surface_kinds[found.pattern().as_usize()] {
            Surface::Marker(kind) => {
                let floor = reader.tokens_in(cues.span).start;
                if let Some(noun) = reader.source_before(span.start, floor) {
                    cues.markers.push(Marker { span, noun, kind });
                }
            }
            Surface::Ending { class, only_final, carries } => {
                let rest = Span::new(span.end, cues.span.end.max(span.end)).slice(text);
                let is_final =
                    rest.chars().all(|c| matches!(c, '。' | '！' | '？' | '!' | '?' | '」' | '）' | ')' | '．' | '.'));
                if !only_final || is_final {
                    cues.endings.push(EndingCue { span, class, is_final, carries });
                }
            }
            Surface::Introduction { block } => cues.introduces = Some((span, block)),
        }
    }
    for cues in sentences {
        let text = cues.span.slice(text);
        for stem in &lexicon.revelations {
            if let Some(at) = text.find(stem) {
                let start = cues.span.start + at as u32;
                let first = reader.token_at(start);
                if first < reader.len() && !reader.masked(first) {
                    cues.revelations.push(Span::new(start, start + stem.len() as u32));
                }
            }
        }
    }
}
