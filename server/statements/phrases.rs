//! Noun phrases, clauses and quotation marks over the tokens of one passage.

use super::quotes::{BracketClass, BracketReading};
use super::verbs::Quoting;
use crate::language::{BracketKind, Class, Part, Passage};
use crate::text::Span;

/// Longest noun phrase, in tokens.
const LONGEST: usize = 48;

/// What a closing or opening bracket token belongs to.
#[derive(Clone, Copy)]
struct Mark {
    /// The other bracket's token.
    partner: usize,
    opens: bool,
    kind: BracketKind,
    /// Whether it encloses somebody's words, whole or in part.
    quotation: bool,
    /// Whether it encloses whole clauses of somebody's.
    speech: bool,
}

/// A passage with its brackets looked up by token, and with what is quoted or put aside masked.
pub(super) struct Reader<'p> {
    passage: &'p Passage,
    mask: Vec<bool>,
    /// Masked only because a quotation mark has lost its other half.
    loose: Vec<bool>,
    marks: Vec<Option<Mark>>,
}

impl<'p> Reader<'p> {
    pub(super) fn new(
        passage: &'p Passage,
        brackets: &[BracketReading],
        opens: Option<u32>,
        closes: Option<u32>,
    ) -> Self {
        let count = passage.tokens.len();
        let mut mask = vec![false; count];
        let mut loose = vec![false; count];
        let mut marks = vec![None; count];
        for bracket in &passage.brackets {
            let (first, last) = (passage.token_at(bracket.outer.start), passage.token_at(bracket.outer.end - 1));
            let class = brackets.iter().find(|b| b.outer == bracket.outer).map(|b| b.class);
            let quotation = class.is_some_and(BracketClass::is_quotation);
            let speech = class == Some(BracketClass::Speech);
            if last < count && first < last {
                marks[first] = Some(Mark { partner: last, opens: true, kind: bracket.kind, quotation, speech });
                marks[last] = Some(Mark { partner: first, opens: false, kind: bracket.kind, quotation, speech });
            }
            for token in passage.tokens_in(bracket.inner) {
                mask[token] = true;
            }
        }
        if let Some(at) = opens {
            mask[passage.token_at(at).min(count)..].fill(true);
        }
        if let Some(at) = closes {
            // The quotation began in an earlier passage, or its opening mark is missing: then it began with the sentence.
            let sentence = passage.sentence_at(at).map_or(0, |n| passage.sentences[n].start);
            let range = passage.token_at(sentence)..passage.token_at(at).min(count);
            let unbroken = range.clone().all(|n| !mask[n]);
            if unbroken {
                mask[range.clone()].fill(true);
                loose[range].fill(true);
            }
        }
        Self { passage, mask, loose, marks }
    }

    pub(super) fn text(&self) -> &'p str {
        &self.passage.text
    }

    pub(super) fn len(&self) -> usize {
        self.passage.tokens.len()
    }

    pub(super) fn span(&self, n: usize) -> Span {
        self.passage.tokens[n].span
    }

    pub(super) fn class(&self, n: usize) -> &'static Class {
        self.passage.tokens[n].class()
    }

    pub(super) fn part(&self, n: usize) -> Part {
        self.class(n).part
    }

    pub(super) fn surface(&self, n: usize) -> &'p str {
        self.passage.tokens[n].surface(&self.passage.text)
    }

    pub(super) fn base(&self, n: usize) -> &'p str {
        self.passage.tokens[n].base(&self.passage.text)
    }

    /// Whether a token stands in brackets.
    pub(super) fn masked(&self, n: usize) -> bool {
        self.mask[n]
    }

    /// Whether a token is masked only because a quotation mark before it may be missing.
    pub(super) fn loose(&self, n: usize) -> bool {
        self.loose[n]
    }

    pub(super) fn token_at(&self, offset: u32) -> usize {
        self.passage.token_at(offset)
    }

    pub(super) fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        self.passage.tokens_in(span)
    }

    pub(super) fn closes_bracket(&self, n: usize) -> bool {
        self.marks[n].is_some_and(|mark| !mark.opens)
    }

    pub(super) fn opens_bracket(&self, n: usize) -> bool {
        self.marks[n].is_some_and(|mark| mark.opens)
    }

    /// Whether a token opens quotation marks.
    pub(super) fn opens_quotation(&self, n: usize) -> bool {
        self.marks[n]
            .is_some_and(|mark| mark.opens && matches!(mark.kind, BracketKind::Quote | BracketKind::DoubleQuote))
    }

    /// Whether a token closes quotation marks, be they matched or not.
    pub(super) fn closes_quotation(&self, n: usize) -> bool {
        match self.marks[n] {
            Some(mark) => !mark.opens && matches!(mark.kind, BracketKind::Quote | BracketKind::DoubleQuote),
            None => matches!(self.surface(n), "」" | "”" | "｣"),
        }
    }

    /// Whether a token closes quotation marks around somebody's words.
    pub(super) fn closes_speech(&self, n: usize) -> bool {
        match self.marks[n] {
            Some(mark) => !mark.opens && mark.speech,
            None => self.closes_quotation(n),
        }
    }

    /// Whether a clause can end with this token: a predicate in a final form, or a particle that closes it.
    pub(super) fn ends_clause(&self, n: usize) -> bool {
        let class = self.class(n);
        match class.part {
            Part::Verb | Part::Adjective | Part::Auxiliary => {
                !class.form.starts_with("連用") && !class.form.starts_with("仮定") && !class.form.starts_with("未然形")
                    || class.form == "未然ウ接続"
                    || class.form == "連用タ接続" && self.surface(n) == "た"
            }
            Part::Particle => matches!(self.surface(n), "か" | "よ" | "ね" | "ぞ" | "な" | "べき" | "など"),
            Part::Symbol => matches!(self.surface(n), "。" | "！" | "？" | "!" | "?" | "…" | "、"),
            _ => false,
        }
    }

    /// 〜しようと: an intention, not words.
    pub(super) fn is_volition(&self, n: usize) -> bool {
        self.part(n) == Part::Auxiliary && matches!(self.surface(n), "う" | "よう")
    }

    /// Steps back from token `n` over adverbs and commas; `None` at the floor.
    pub(super) fn before_adverbs(&self, n: usize, floor: usize) -> Option<usize> {
        let mut at = n;
        for _ in 0..6 {
            at = at.checked_sub(1).filter(|at| *at >= floor)?;
            let class = self.class(at);
            let adverb = class.part == Part::Adverb
                || class.part == Part::Adjective && class.form.starts_with("連用")
                || class.part == Part::Particle && class.sub == "副詞化"
                || class.part == Part::Noun && matches!(class.sub, "形容動詞語幹" | "副詞可能") && at > floor
                || class.part == Part::Noun && class.detail == "形容動詞語幹" && at > floor
                || class.part == Part::Noun && at > floor && at + 1 < n && self.class(at + 1).detail == "形容動詞語幹"
                || self.surface(at) == "、";
            if !adverb {
                break;
            }
        }
        Some(at)
    }

    /// Where the inflection that begins at token `at` ends: auxiliaries, て with its auxiliary verbs.
    pub(super) fn inflection(&self, mut at: usize, end: usize) -> usize {
        while at < end && !self.mask[at] {
            let class = self.class(at);
            let goes_on = match class.part {
                Part::Auxiliary => !matches!(self.base(at), "べし") || self.surface(at) != "べき",
                Part::Verb => matches!(class.sub, "非自立" | "接尾"),
                Part::Particle => class.sub == "接続助詞" && matches!(self.surface(at), "て" | "で"),
                _ => false,
            };
            if !goes_on {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether a noun can follow the verb that ends with this token and be modified by it: 述べた首相, not 述べ、.
    pub(super) fn can_modify(&self, n: usize) -> bool {
        let class = self.class(n);
        match class.part {
            Part::Verb | Part::Auxiliary | Part::Adjective => {
                class.form.starts_with("基本形")
                    || class.form.starts_with("体言接続")
                    || matches!(self.surface(n), "た" | "だ")
            }
            Part::Noun => true,
            _ => false,
        }
    }

    /// Whether the token is a と that may quote. After a comma the dictionary does not know it for a particle.
    pub(super) fn is_quotative(&self, n: usize) -> bool {
        matches!(self.part(n), Part::Particle | Part::Conjunction | Part::Other)
            && matches!(self.surface(n), "と" | "って" | "とも" | "とは")
    }

    /// The を that marks the object of the verb at token `n`: adverbs and phrases of time, place and manner may stand
    /// between.
    pub(super) fn object_mark(&self, n: usize, floor: usize) -> Option<usize> {
        const FARTHEST: usize = 12;
        for t in (floor..n).rev().take(FARTHEST) {
            if self.masked(t) {
                continue;
            }
            let class = self.class(t);
            let surface = self.surface(t);
            if class.part == Part::Particle && surface == "を" {
                return Some(t);
            }
            let crosses = match class.part {
                Part::Noun | Part::Adverb | Part::Prefix => true,
                Part::Symbol => surface != "。",
                Part::Adjective => class.form.starts_with("連用"),
                Part::Particle => matches!(surface, "に" | "で" | "へ" | "の" | "て" | "が" | "は" | "も"),
                Part::Verb => surface == "し" && t + 1 < n && self.surface(t + 1) == "て" && self.is_lasting(t),
                _ => false,
            };
            if !crosses {
                return None;
            }
        }
        None
    }

    /// The よう under which the verb at token `n` demands something: those who are asked may stand between.
    pub(super) fn demand_mark(&self, n: usize, floor: usize) -> Option<usize> {
        const FARTHEST: usize = 12;
        for t in (floor..n).rev().take(FARTHEST) {
            if self.masked(t) {
                continue;
            }
            let surface = self.surface(t);
            if matches!(surface, "よう" | "ように") {
                return Some(t);
            }
            let crosses = match self.part(t) {
                Part::Noun | Part::Adverb | Part::Prefix | Part::Symbol => surface != "。",
                Part::Adjective => self.class(t).form.starts_with("連用"),
                Part::Particle => matches!(surface, "に" | "で" | "へ" | "の" | "から" | "は" | "が" | "も"),
                // 繰り返し求める: a verb that is an adverb here.
                Part::Verb => self.class(t).form.starts_with("連用形"),
                _ => false,
            };
            if !crosses {
                return None;
            }
        }
        None
    }

    /// 一貫して: a verbal noun with して that is an adverb by now.
    fn is_lasting(&self, t: usize) -> bool {
        t.checked_sub(1).is_some_and(|before| matches!(self.surface(before), "一貫" | "断固" | "依然" | "主"))
    }

    /// Whether a subject with が stands right before token `n`, but for phrases of time and manner.
    pub(super) fn subject_before(&self, n: usize, floor: usize) -> bool {
        const FARTHEST: usize = 10;
        for t in (floor..n).rev().take(FARTHEST) {
            let class = self.class(t);
            match class.part {
                Part::Particle if self.surface(t) == "が" => return true,
                Part::Noun | Part::Adverb | Part::Prefix | Part::Symbol => {}
                Part::Particle if matches!(self.surface(t), "に" | "で" | "の") => {}
                _ => return false,
            }
        }
        false
    }

    /// The comma before the subject with が of the verb at token `n`, where nothing else stands between.
    pub(super) fn comma_before_subject(&self, n: usize, floor: usize) -> Option<usize> {
        let particle = n.checked_sub(1).filter(|t| *t > floor && self.surface(*t) == "が")?;
        let subject = self.noun_before(particle, floor)?;
        let comma = self.token_at(subject.start).checked_sub(1)?;
        (comma > floor && self.surface(comma) == "、").then_some(comma)
    }

    /// Where the content ends that と at token `mark` quotes; `None` where it quotes nothing. `start` is where the
    /// sentence begins.
    pub(super) fn quoted_end(&self, mark: usize, start: usize, verb: &Quoting) -> Option<u32> {
        let mut before = mark.checked_sub(1).filter(|before| *before >= start)?;
        if matches!(self.surface(before), "など" | "等") && before > start {
            before -= 1;
        }
        let end = self.span(mark).start;
        if self.is_volition(before) {
            // 〜しようと話す quotes, 〜しようとする does not: left to verbs of saying.
            return verb.says.then_some(end);
        }
        if self.closes_quotation(before) || self.ends_clause(before) {
            let comma = mark + 1 < self.len() && self.surface(mark + 1) == "、";
            let conditional = !verb.adjacent
                && !verb.subject_between
                && self.class(mark).sub == "接続助詞"
                && !self.closes_quotation(before)
                && !matches!(self.surface(before), "た" | "だ")
                && (comma || !verb.says);
            return (!conditional).then_some(end);
        }
        if verb.strict || !verb.adjacent || self.part(before) != Part::Noun {
            return None;
        }
        let class = self.class(before);
        if class.sub == "非自立" {
            // 〜するためとしている, 〜のものと述べた.
            return Some(end);
        }
        let person = matches!(class.detail, "人名" | "組織")
            || class.sub == "接尾" && class.detail == "人名"
            || class.sub == "代名詞";
        if person && verb.says {
            return None;
        }
        // AをBとする makes A into B; AはBと述べた says it.
        let noun = self.noun_before(mark, start)?;
        let first = self.token_at(noun.start);
        let object = first.checked_sub(1).is_some_and(|t| t >= start && self.surface(t) == "を");
        (!object && self.surface(before) != "必要").then_some(end)
    }

    /// A noun phrase that is only an age, with the name before the comma: 田中太郎さん、62歳.
    pub(super) fn with_age(&self, noun: Span, floor: usize) -> Span {
        let text = noun.slice(self.text());
        let first = self.token_at(noun.start);
        if !text.ends_with('歳')
            || !text.starts_with(|c: char| c.is_numeric())
            || first < floor + 2
            || self.surface(first - 1) != "、"
        {
            return noun;
        }
        self.noun_before(first - 1, floor).map_or(noun, |name| name.join(noun))
    }

    /// The noun phrase that ends before token `end`, not reaching back beyond token `floor`.
    pub(super) fn noun_before(&self, end: usize, floor: usize) -> Option<Span> {
        let mut at = end;
        while at > floor && end - at < LONGEST {
            let n = at - 1;
            if let Some(mark) = self.marks[n].filter(|mark| !mark.opens) {
                if mark.quotation || mark.partner < floor {
                    break;
                }
                at = mark.partner;
                continue;
            }
            if self.mask[n] && !self.mask.get(end).copied().unwrap_or(false) {
                break;
            }
            let class = self.class(n);
            let surface = self.surface(n);
            let inner = at < end;
            let joins = match class.part {
                Part::Noun => !inner || class.sub != "非自立" && (class.sub != "副詞可能" || self.noun_like(at)),
                Part::Prefix | Part::Adnominal => true,
                Part::Symbol => {
                    inner
                        && matches!(
                            surface,
                            "・" | "＝"
                                | "="
                                | "－"
                                | "-"
                                | "–"
                                | "—"
                                | "&"
                                | "＆"
                                | "/"
                                | "／"
                                | "’"
                                | "'"
                                | "‐"
                                | "·"
                                | "•"
                        )
                }
                Part::Particle => match surface {
                    "の" => inner,
                    "や" | "と" => inner && class.sub == "並立助詞",
                    "など" | "ら" | "自身" | "だけ" => true,
                    _ => false,
                },
                Part::Conjunction => inner && matches!(surface, "および" | "及び" | "ならびに" | "並びに" | "または"),
                _ => false,
            };
            if !joins {
                break;
            }
            at = n;
        }
        // What begins a phrase is a word, not the の or the dash before it.
        while at < end
            && self.marks[at].is_none()
            && (self.part(at) == Part::Symbol || self.part(at) == Part::Particle || self.part(at) == Part::Conjunction)
        {
            at += 1;
        }
        (at < end && self.has_word(at, end)).then(|| Span::new(self.span(at).start, self.span(end - 1).end))
    }

    /// The noun phrase before a source marker: as [`Self::noun_before`], and over the 、 that joins two sources.
    pub(super) fn source_before(&self, marker: u32, floor: usize) -> Option<Span> {
        let mut end = self.token_at(marker);
        if end < self.len() && self.span(end).start < marker {
            // The marker begins inside a token.
            end += 1;
        }
        let mut noun = self.noun_before(end, floor)?;
        let lexicon = super::lexicon::lexicon();
        // A、B、Cによると: a list of sources, which opens the sentence or consists of outlets.
        let mut chain = noun;
        loop {
            let mut first = self.token_at(chain.start);
            if first == floor {
                return Some(chain);
            }
            if first < floor + 2 || self.surface(first - 1) != "、" {
                return Some(noun);
            }
            first -= 1;
            if first > floor && self.surface(first - 1) == "と" {
                first -= 1;
            }
            let Some(other) = self.noun_before(first, floor) else { return Some(noun) };
            chain = chain.join(other);
            if lexicon.is_outlet(other.slice(self.text())) {
                noun = chain;
            }
        }
    }

    /// The noun phrase that begins at token `start`.
    pub(super) fn noun_after(&self, start: usize, end: usize) -> Option<Span> {
        let mut at = start;
        while at < end && at - start < LONGEST {
            if let Some(mark) = self.marks[at].filter(|mark| mark.opens) {
                if mark.quotation || mark.partner >= end {
                    break;
                }
                at = mark.partner + 1;
                continue;
            }
            let surface = self.surface(at);
            let joins = match self.part(at) {
                Part::Noun => self.class(at).sub != "非自立",
                Part::Prefix | Part::Adnominal => true,
                Part::Symbol => matches!(surface, "・" | "＝" | "=" | "－" | "-" | "–" | "&" | "＆"),
                Part::Particle => surface == "の" && at > start,
                _ => false,
            };
            if !joins {
                break;
            }
            at += 1;
        }
        while at > start && self.marks[at - 1].is_none() && matches!(self.part(at - 1), Part::Symbol | Part::Particle) {
            at -= 1;
        }
        (at > start && self.has_word(start, at)).then(|| Span::new(self.span(start).start, self.span(at - 1).end))
    }

    fn noun_like(&self, n: usize) -> bool {
        n < self.len() && (self.surface(n) == "の" || self.part(n) == Part::Noun && self.class(n).sub == "接尾")
    }

    fn has_word(&self, start: usize, end: usize) -> bool {
        (start..end).any(|n| matches!(self.part(n), Part::Noun))
    }
}
