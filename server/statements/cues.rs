//! The words of attribution in one passage: what can be seen without knowing who is who.
//!
//! Everything here is in bytes of the passage's text and depends on nothing else, so that it can be kept with the
//! passage. Who the source is, [`super::scope`] decides.

use super::lexicon::{MarkerKind, Surface, lexicon};
use super::phrases::Reader;
use super::quotes::{self, BracketReading};
use super::verbs;
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
    /// A passive whose subject is what is said: 関与が指摘されている
    Ga,
    /// Xが発表した統計: the noun that the clause modifies is what is said.
    Head,
    /// 三人が死亡、当局が発表。
    Comma,
    /// None: Xは語った。 beside a quotation.
    Bare,
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
                cues.verbs = verbs::find(&reader, *span);
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
        let noun = reader.with_age(noun, range.start);
        let comma = range.contains(&(n + 1)) && reader.surface(n + 1) == "、";
        found.push(Topic { noun, end: reader.span(n).end, particle, comma });
    }
    found
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
        let is_marker = matches!(lexicon.surface_kinds[found.pattern().as_usize()], Surface::Marker(_));
        if first >= reader.len() || reader.masked(first) && !(is_marker && reader.loose(first)) {
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
    // Of each verb of coming to light the first in a sentence, in the order of the list.
    let mut seen: Vec<(usize, usize, Span)> = Vec::new();
    for found in lexicon.revelations.find_overlapping_iter(text) {
        let (pattern, span) = (found.pattern().as_usize(), Span::of(found.range()));
        let n = sentences.partition_point(|cues| cues.span.end <= span.start);
        let inside = sentences.get(n).is_some_and(|cues| cues.span.covers(span));
        if inside && !seen.iter().any(|(sentence, known, _)| (*sentence, *known) == (n, pattern)) {
            seen.push((n, pattern, span));
        }
    }
    seen.sort_by_key(|(sentence, pattern, _)| (*sentence, *pattern));
    for (sentence, _, span) in seen {
        let first = reader.token_at(span.start);
        if first < reader.len() && !reader.masked(first) {
            sentences[sentence].revelations.push(span);
        }
    }
}
