//! What a sentence looks like to the model: named, binary features.
//!
//! The names are what stands in `server/lexicon/models/claims.tsv`; the trainer collects them as strings, the analysis
//! only as hashes.

use super::cues;
use super::model::hash;
use super::sentence::Sentence;
use crate::actors::Form;
use crate::article::{BlockKind, Genre};
use crate::config::Kind;
use crate::language::{BracketKind, Part, Token};
use crate::statements::{Grade, Mode};

/// Takes features, each by the parts of its name.
pub(super) trait Sink {
    /// Takes one; the same may come twice.
    fn add(&mut self, parts: &[&str]);
}

impl Sink for Vec<u64> {
    fn add(&mut self, parts: &[&str]) {
        self.push(hash(parts.iter().copied()));
    }
}

impl Sink for Vec<String> {
    fn add(&mut self, parts: &[&str]) {
        self.push(parts.concat());
    }
}

/// What is counted over a whole article.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Climate {
    sentences: u32,
    sourced: u32,
    play: u32,
    numbers: u32,
    inferred: u32,
    polite: u32,
}

/// What one sentence adds to the [`Climate`].
#[expect(clippy::struct_excessive_bools, reason = "each is counted by itself")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Traits {
    sourced: bool,
    play: bool,
    numbers: bool,
    inferred: bool,
    pub(super) polite: bool,
}

impl Traits {
    pub(super) fn of(sentence: &Sentence<'_>) -> Self {
        Self {
            sourced: sentence.cues_of("vouching", &["by", "said", "wrote"]).next().is_some(),
            play: sentence.cues_of("public_acts", &["play"]).count() >= 2,
            numbers: !sentence.numbers.is_empty(),
            inferred: sentence.cues_of("inference", &[]).next().is_some(),
            polite: is_polite(sentence),
        }
    }
}

impl Climate {
    /// Counts one sentence of the body.
    pub(super) fn count(&mut self, traits: Traits) {
        self.sentences += 1;
        self.sourced += u32::from(traits.sourced);
        self.play += u32::from(traits.play);
        self.numbers += u32::from(traits.numbers);
        self.inferred += u32::from(traits.inferred);
        self.polite += u32::from(traits.polite);
    }

    /// The features of every sentence of the article that is polite, or is not.
    pub(super) fn features(&self, polite: bool, sink: &mut impl Sink) {
        sink.add(&["climate.sourced=", self.share(self.sourced)]);
        sink.add(&["climate.play=", self.share(self.play)]);
        sink.add(&["climate.numbers=", self.share(self.numbers)]);
        sink.add(&["climate.inferred=", self.share(self.inferred)]);
        match (polite, self.polite * 2 > self.sentences) {
            (true, false) => sink.add(&["politer"]),
            (false, true) => sink.add(&["plainer"]),
            _ => {}
        }
    }

    fn share(&self, count: u32) -> &'static str {
        match count * 10 / self.sentences.max(1) {
            0 => "0",
            1 => "1",
            2 | 3 => "3",
            4 | 5 => "5",
            _ => "7",
        }
    }
}

/// The features of one sentence by itself. Together with those of its neighbours and of the climate they are all; none of
/// one lot is in another.
pub(super) fn own(sentence: &Sentence<'_>, sink: &mut impl Sink) {
    place(sentence, sink);
    words(sentence, sink);
    ending(sentence, sink);
    tone(sentence, sink);
    subject(sentence, sink);
    figures(sentence, sink);
    quotation(sentence, sink);
    vouchers("", sentence, sink);
    speaker(sentence, sink);
    if sentence.in_quotation {
        sink.add(&["quotation.inside"]);
    }
}

/// What a sentence is to a neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// The one before it, in the same passage.
    Before,
    /// The last of the passage before.
    Above,
    /// The one after it, in the same passage.
    After,
    /// The first of the passage behind.
    Below,
}

impl Beside {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Before => "before.",
            Self::Above => "above.",
            Self::After => "after.",
            Self::Below => "below.",
        }
    }
}

/// The features that a sentence gives a neighbour.
pub(super) fn beside(sentence: &Sentence<'_>, place: Beside, sink: &mut impl Sink) {
    let prefix = place.prefix();
    vouchers(prefix, sentence, sink);
    if sentence.cues_of("vouching", &["by"]).next().is_some() {
        sink.add(&[prefix, "vouching.by"]);
    }
    for cue in sentence
        .cues
        .iter()
        .filter(|cue| cue.is_final && !cue.quoted && !matches!(cue.entry.list, "figures" | "functional" | "degrees"))
    {
        sink.add(&[prefix, cue.entry.list, ".", cue.entry.class, ".final"]);
    }
    if sentence.in_quotation {
        sink.add(&[prefix, "quotation.inside"]);
    }
    if sentence.quotations().next().is_some() {
        sink.add(&[prefix, "quotation"]);
    }
}

/// Who stands in the seat of the speaker: before によると, or as the subject of a verb of speech at the end.
fn speaker(sentence: &Sentence<'_>, sink: &mut impl Sink) {
    let text = &sentence.passage.text;
    let names = |token: &Token| {
        token.class().sub == "固有名詞" || sentence.mentions.iter().any(|mention| mention.local.covers(token.span))
    };
    let unnamed = |token: &Token| sentence.cues_of("unnamed", &[]).any(|cue| cue.span.covers(token.span));
    for cue in sentence.cues_of("vouching", &["by"]) {
        // The name may stand before its title, or before の調べ.
        let end = sentence.tokens.partition_point(|token| token.span.end <= cue.span.start);
        let phrase = &sentence.tokens[end.saturating_sub(6)..end];
        let phrase = phrase.rsplit(|token| token.part() == Part::Symbol).next().unwrap_or_default();
        let who = if phrase.iter().any(names) {
            "named"
        } else if phrase.iter().any(unnamed) {
            "unnamed"
        } else {
            "other"
        };
        sink.add(&["by=", who]);
    }
    let said = sentence.cues_of("vouching", &["said", "wrote", "admitted", "stance"]).rfind(|cue| cue.is_final);
    let thinks = sentence.cues_of("worth", &["motive"]).rfind(|cue| cue.is_final);
    let Some(cue) = said.or(thinks) else { return };
    let subject = sentence.tokens.windows(2).position(|pair| {
        pair[1].part() == Part::Particle
            && matches!(pair[1].surface(text), "は" | "が" | "も" | "では")
            && pair[0].part() == Part::Noun
            && pair[1].span.end <= cue.span.start
    });
    let who = subject.map_or("nobody", |at| {
        let phrase = &sentence.tokens[at.saturating_sub(4)..=at];
        let phrase =
            phrase.rsplit(|token| matches!(token.part(), Part::Symbol | Part::Particle)).next().unwrap_or_default();
        if phrase.iter().any(names) {
            "named"
        } else if phrase.iter().any(|token| token.class().sub == "代名詞") {
            "pronoun"
        } else if phrase.iter().any(unnamed) {
            "unnamed"
        } else {
            "other"
        }
    });
    sink.add(&["speaker=", who, "+", cue.entry.class]);
    let quotes =
        text.get(..cue.span.start as usize).is_some_and(|before| before.ends_with('と') || before.ends_with("を"));
    if quotes {
        sink.add(&["speaker=", who, "+", cue.entry.class, "+と"]);
    }
}

/// Whether it ends politely (です, ます).
fn is_polite(sentence: &Sentence<'_>) -> bool {
    let text = &sentence.passage.text;
    let mut end = sentence.tokens.iter().rev().filter(|token| token.part() != Part::Symbol).take(3);
    end.any(|token| matches!(token.base(text), "ます" | "です"))
}

fn place(sentence: &Sentence<'_>, sink: &mut impl Sink) {
    let kind = match sentence.block.kind {
        BlockKind::Bullet => "bullet",
        _ => "paragraph",
    };
    sink.add(&["block=", kind]);
    if sentence.block.dateline.is_some() {
        sink.add(&["dateline"]);
    }
    match sentence.article.genre {
        Genre::Report => {}
        Genre::Opinion => sink.add(&["genre=opinion"]),
        Genre::Interview => sink.add(&["genre=interview"]),
    }
    if sentence.number == 0 {
        sink.add(&["opens.passage"]);
    }
    if sentence.number + 1 == sentence.passage.sentences.len() {
        sink.add(&["closes.passage"]);
    }
    if sentence.opens_article {
        sink.add(&["opens.article"]);
    }
    let length = sentence.tokens.len();
    sink.add(&[
        "length=",
        ["6", "12", "20", "30", "45", "70", "long"][[6, 12, 20, 30, 45, 70].partition_point(|most| *most < length)],
    ]);
    if !sentence.is_ended() {
        sink.add(&["unended"]);
    }
    if sentence.is_question() {
        sink.add(&["question"]);
    }
}

fn cue_classes(prefix: &str, sentence: &Sentence<'_>, sink: &mut impl Sink) {
    for cue in sentence.cues {
        if matches!(cue.entry.list, "figures" | "functional") {
            continue;
        }
        let state = if cue.quoted { ".quoted" } else { "" };
        sink.add(&[prefix, cue.entry.list, ".", cue.entry.class, state]);
    }
}

/// Lists whose words count differently inside and outside of what a source vouches for.
const WEIGHED: [&str; 5] = ["hearsay", "agentless", "inference", "wrongdoing", "worth"];

fn words(sentence: &Sentence<'_>, sink: &mut impl Sink) {
    cue_classes("", sentence, sink);
    let attributed = sentence.attributed();
    for cue in sentence.cues.iter().filter(|cue| !cue.quoted && WEIGHED.contains(&cue.entry.list)) {
        let covered = attributed.iter().any(|span| span.covers(cue.span));
        sink.add(&[cue.entry.list, ".", cue.entry.class, if covered { ".attributed" } else { ".bare" }]);
    }
    for number in sentence.numbers.iter().filter(|number| !number.quoted) {
        let covered = attributed.iter().any(|span| span.covers(number.span));
        sink.add(&["number=", number.class, if covered { ".attributed" } else { ".bare" }]);
    }
    if !attributed.is_empty() {
        let first = attributed.iter().map(|span| span.start).min().unwrap_or_default();
        let last = attributed.iter().map(|span| span.end).max().unwrap_or_default();
        let behind = sentence.tokens.iter().filter(|token| token.span.start >= last && is_content(token)).count();
        let ahead = sentence.tokens.iter().filter(|token| token.span.end <= first && is_content(token)).count();
        sink.add(&["attributed.then=", ["0", "2", "5", "more"][[0, 2, 5].partition_point(|most| *most < behind)]]);
        sink.add(&["attributed.from=", ["0", "2", "5", "more"][[0, 2, 5].partition_point(|most| *most < ahead)]]);
    }
    for cue in sentence.cues.iter().filter(|cue| !cue.quoted && !matches!(cue.entry.list, "figures" | "functional")) {
        sink.add(&[cue.entry.list, ":", cue.entry.words]);
        if cue.is_final {
            sink.add(&[cue.entry.list, ".", cue.entry.class, ".final"]);
        }
    }
    let text = &sentence.passage.text;
    let quotes: Vec<_> = sentence.quotations().map(|pair| pair.inner).collect();
    for token in sentence.tokens {
        if is_content(token) && !quotes.iter().any(|quote| quote.covers(token.span)) {
            sink.add(&["word:", token.base(text)]);
        }
    }
}

/// Words that say what a sentence is about; not names, not numbers.
fn is_content(token: &Token) -> bool {
    let class = token.class();
    match class.part {
        Part::Noun => !matches!(class.sub, "数" | "固有名詞" | "非自立" | "接尾") && token.is_known(),
        Part::Verb | Part::Adjective | Part::Adverb | Part::Conjunction | Part::Adnominal => true,
        _ => false,
    }
}

fn ending(sentence: &Sentence<'_>, sink: &mut impl Sink) {
    let text = &sentence.passage.text;
    let tokens: Vec<&Token> =
        sentence.tokens.iter().rev().filter(|token| token.part() != Part::Symbol).take(6).collect();
    let Some(last) = tokens.first() else { return };
    sink.add(&["end:", last.base(text)]);
    sink.add(&["end.part=", part(last)]);
    if let [last, second, ..] = tokens[..] {
        sink.add(&["end2:", second.base(text), "/", last.base(text)]);
    }
    if let [last, second, third, ..] = tokens[..] {
        sink.add(&["end3:", third.base(text), "/", second.base(text), "/", last.base(text)]);
    }
    // The predicate: the last word of content, and how it is inflected.
    let predicate = tokens.iter().position(|token| is_content(token) && !cues::is_functional(token.base(text)));
    if let Some(at) = predicate {
        sink.add(&["predicate:", tokens[at].base(text)]);
        sink.add(&["predicate.part=", part(tokens[at])]);
        let tail = &tokens[..at];
        let has = |base: &str| tail.iter().any(|token| token.base(text) == base);
        let past = tail
            .first()
            .is_some_and(|token| matches!(token.base(text), "た" | "だ") && token.class().conjugation == "特殊・タ");
        sink.add(&[if past { "tense=past" } else { "tense=present" }]);
        for (base, name) in [
            ("いる", "aspect=ている"),
            ("れる", "voice=passive"),
            ("られる", "voice=passive"),
            ("ない", "negated"),
            ("ぬ", "negated"),
        ] {
            if has(base) {
                sink.add(&[name]);
            }
        }
    }
    if sentence.is_ended() && last.part() == Part::Noun {
        sink.add(&["end=noun"]);
    }
}

/// How much of a sentence describes rather than reports: adjectives, abstract nouns.
fn tone(sentence: &Sentence<'_>, sink: &mut impl Sink) {
    let text = &sentence.passage.text;
    let quotes: Vec<_> = sentence.quotations().map(|pair| pair.inner).collect();
    let (mut adjectives, mut abstracts) = (0, 0);
    for token in sentence.tokens.iter().filter(|token| !quotes.iter().any(|quote| quote.covers(token.span))) {
        let class = token.class();
        match (class.part, class.sub) {
            (Part::Adjective, "自立") | (Part::Noun, "形容動詞語幹") => adjectives += 1,
            (Part::Noun, "接尾") if class.detail == "形容動詞語幹" => adjectives += 1,
            (Part::Noun, "接尾") if cues::makes_abstract(token.base(text)) => abstracts += 1,
            _ => {}
        }
    }
    for (name, count) in [("adjectives", adjectives), ("abstracts", abstracts)] {
        if count > 0 {
            sink.add(&[name, if count > 1 { "=more" } else { "=one" }]);
        }
    }
}

fn part(token: &Token) -> &'static str {
    match token.part() {
        Part::Noun => "noun",
        Part::Verb => "verb",
        Part::Adjective => "adjective",
        Part::Particle => "particle",
        Part::Auxiliary => "auxiliary",
        _ => "other",
    }
}

fn subject(sentence: &Sentence<'_>, sink: &mut impl Sink) {
    let text = &sentence.passage.text;
    for marker in ["は", "が", "も", "では"] {
        let at = sentence.tokens.windows(2).position(|pair| {
            pair[1].part() == Part::Particle && pair[1].surface(text) == marker && pair[0].part() == Part::Noun
        });
        let Some(at) = at else { continue };
        let head = &sentence.tokens[at];
        let class = head.class();
        let by_mention = sentence.mentions.iter().find(|mention| {
            mention.local.covers(head.span) || mention.local.end == head.span.start && mention.form == Form::Name
        });
        let kind = match by_mention {
            Some(mention) if mention.form == Form::Pronoun => "pronoun",
            Some(mention) => mention.kind.name(),
            None => match (class.sub, class.detail) {
                ("固有名詞", "人名") => "name",
                ("固有名詞", _) => "proper",
                ("代名詞", _) => "this",
                ("接尾", "人名") => "titled",
                ("接尾", _) => "suffix",
                _ => "noun",
            },
        };
        sink.add(&["subject.", marker, "=", kind]);
        if kind == "noun" || kind == "suffix" {
            sink.add(&["subject:", head.base(text)]);
        }
    }
    if let Some(first) = sentence.tokens.iter().find(|token| token.part() != Part::Symbol)
        && matches!(first.part(), Part::Conjunction | Part::Adverb | Part::Adnominal)
    {
        sink.add(&["opens:", first.base(text)]);
    }
    for mention in sentence.mentions {
        sink.add(&["mention=", mention.kind.name()]);
    }
    if sentence.names_actor() && sentence.cues_of("wrongdoing", &[]).next().is_some() {
        sink.add(&["actor+wrongdoing"]);
    }
}

fn figures(sentence: &Sentence<'_>, sink: &mut impl Sink) {
    let degree = sentence.cues_of("degrees", &[]).next();
    for number in sentence.numbers {
        sink.add(&["number=", number.class, if number.quoted { ".quoted" } else { "" }]);
        if let Some(degree) = degree {
            sink.add(&["number=", number.class, "+", degree.entry.class]);
        }
    }
}

fn quotation(sentence: &Sentence<'_>, sink: &mut impl Sink) {
    let mut quoted = 0;
    for quote in sentence.quotations() {
        quoted += quote.inner.len();
        let words = sentence.passage.tokens_in(quote.inner).len();
        sink.add(&["quotation=", if words <= 3 { "short" } else { "long" }]);
        if quote.outer.end + 3 >= sentence.span.end {
            sink.add(&["quotation.closes"]);
        }
    }
    let cited = sentence.passage.brackets.iter().any(|pair| {
        pair.kind == BracketKind::Round
            && pair.outer.end + 4 >= sentence.span.end
            && sentence.span.covers(pair.outer)
            && sentence
                .mentions
                .iter()
                .any(|mention| pair.inner.covers(mention.local) && mention.kind == Kind::Organization)
    });
    if cited {
        sink.add(&["cited"]);
    }
    if quoted * 3 > sentence.span.len() * 2 {
        sink.add(&["quotation.most"]);
    }
    if sentence.text().starts_with(['「', '“', '"']) {
        sink.add(&["quotation.opens"]);
    }
    let open = |c: char| sentence.text().matches(c).count();
    if open('「') > open('」') {
        sink.add(&["quotation.runs.on"]);
    }
}

fn vouchers(prefix: &str, sentence: &Sentence<'_>, sink: &mut impl Sink) {
    let voucher = &sentence.voucher;
    let mut any = false;
    if let Some(grade) = voucher.own {
        sink.add(&[prefix, "source=", grade.name()]);
        sink.add(&[prefix, "source=", if grade.can_vouch() { "vouches" } else { "cannot" }]);
        any = true;
    }
    if let Some(grade) = voucher.worst.filter(|worst| Some(*worst) != voucher.own) {
        sink.add(&[prefix, "source.worst=", grade.name()]);
    }
    if let Some(grade) = voucher.carried {
        sink.add(&[prefix, "carried=", if grade <= Grade::Document { "vouches" } else { "cannot" }]);
        any = true;
    }
    if voucher.nobody {
        sink.add(&[prefix, "source=nobody"]);
    }
    if voucher.whole {
        sink.add(&[prefix, "source.whole"]);
    }
    if !any {
        sink.add(&[prefix, "source=none"]);
    }
    if prefix.is_empty() {
        for statement in sentence.statements {
            sink.add(&[
                "statement=",
                match statement.mode {
                    Mode::Direct => "direct",
                    Mode::Indirect => "indirect",
                    Mode::Mixed => "mixed",
                },
            ]);
            if statement.cue.is_none() {
                sink.add(&["statement.no.cue"]);
            }
        }
    }
}
