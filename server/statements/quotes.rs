//! What a pair of quotation marks is, before anybody asks who speaks.

use super::lexicon::lexicon;
use crate::language::{Bracket, BracketKind, Part, Passage, Token};
use crate::text::Span;

/// What stands between a pair of 「」, “” or 『』.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BracketClass {
    /// Somebody's words: they end in a predicate or a full stop, or a verb of saying follows.
    Speech,
    /// A piece of somebody's words inside the writer's clause: 「主権の侵害」と非難した.
    Mixed,
    /// A name: 「X」作戦, 「X」と呼ばれる.
    Naming,
    /// A word held with tongs: 「正常化」.
    Scare,
    /// A word that is being explained: 「X」とは.
    Term,
    /// A slogan, a sign.
    Slogan,
    /// The title of a work: 『X』.
    Title,
    /// A quotation inside a quotation.
    Nested,
}

impl BracketClass {
    /// The class of this name in `bracket_cues.tsv`.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "speech" => Self::Speech,
            "mixed" => Self::Mixed,
            "naming" => Self::Naming,
            "scare" => Self::Scare,
            "term" => Self::Term,
            "slogan" => Self::Slogan,
            "title" => Self::Title,
            "nested" => Self::Nested,
            _ => return None,
        })
    }

    /// Whether somebody is quoted, so that it can be asked who.
    pub const fn is_quotation(self) -> bool {
        matches!(self, Self::Speech | Self::Mixed)
    }
}

/// A pair of quotation marks and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BracketReading {
    /// The marks and what is between them, in bytes of the passage's text.
    pub outer: Span,
    /// What is between them.
    pub inner: Span,
    /// What it is.
    pub class: BracketClass,
}

/// Fewest tokens without a predicate that count as a fragment of speech rather than as a single word. In the released
/// PolNeAR data 28 % of the quoted strings of three words or fewer are no attributed speech, but 2 % of longer ones.
const FRAGMENT: usize = 4;

/// The quotation marks of a passage, by where they open, each with its class.
pub fn brackets(passage: &Passage) -> Vec<BracketReading> {
    let mut found: Vec<BracketReading> = Vec::new();
    for bracket in &passage.brackets {
        if !matches!(bracket.kind, BracketKind::Quote | BracketKind::DoubleQuote) {
            continue;
        }
        let inside_quotation = found.iter().any(|other| other.inner.covers(bracket.outer));
        let class = if inside_quotation { BracketClass::Nested } else { classify(passage, bracket) };
        found.push(BracketReading { outer: bracket.outer, inner: bracket.inner, class });
    }
    found
}

fn classify(passage: &Passage, bracket: &Bracket) -> BracketClass {
    let text = passage.text.as_str();
    let inner = bracket.inner.slice(text);
    let before = &text[..bracket.outer.start as usize];
    let after = &text[bracket.outer.end as usize..];
    for (surface, looks_before, class) in &lexicon().brackets {
        let hit = if *looks_before { before.ends_with(surface) } else { after.starts_with(surface) };
        if hit {
            return *class;
        }
    }
    let tokens = &passage.tokens[passage.tokens_in(bracket.inner)];
    let words = tokens.iter().filter(|token| !matches!(token.part(), Part::Symbol | Part::Particle)).count();
    let sentence = inner.contains(['。', '．', '｡']) || inner.trim_end().ends_with(['！', '？', '!', '?', '…', '、']);
    let predicate = ends_in_predicate(tokens, text);
    let quoted = after.starts_with('と') || after.starts_with("など") || after.starts_with("って");
    if bracket.kind == BracketKind::DoubleQuote && !(quoted && (predicate || sentence)) {
        return BracketClass::Title;
    }
    // 「…」Xは言った。 has a noun behind it too, but begins the sentence.
    let opens_sentence = passage.sentences.iter().any(|s| s.start == bracket.outer.start)
        && !after.starts_with(['の', 'と', 'は', 'が', 'を', 'に']);
    if sentence
        || (predicate
            && (quoted || opens_sentence || words >= FRAGMENT)
            && (opens_sentence || !inside_noun_phrase(passage, bracket)))
    {
        return BracketClass::Speech;
    }
    if quoted && !after.starts_with("との") && !after.starts_with("とい") {
        // 「A」と「B」 joins two names; 「A」と述べた quotes.
        let joins = after.chars().nth(1).is_some_and(|c| matches!(c, '「' | '『' | 'は' | 'が'));
        if !joins && verb_follows(passage, bracket.outer.end) {
            return BracketClass::Mixed;
        }
    }
    if predicate && words >= 2 {
        return BracketClass::Mixed;
    }
    if words >= FRAGMENT && !is_name(tokens) && tokens.iter().any(|token| token.part() == Part::Particle) {
        return BracketClass::Mixed;
    }
    if is_name(tokens) || touches_noun(passage, bracket) {
        return BracketClass::Naming;
    }
    BracketClass::Scare
}

/// Whether the last word is a verb, an adjective, an auxiliary or a particle that closes a sentence.
fn ends_in_predicate(tokens: &[Token], text: &str) -> bool {
    let last = tokens.iter().rev().find(|token| token.part() != Part::Symbol);
    last.is_some_and(|token| match token.part() {
        Part::Verb | Part::Adjective | Part::Auxiliary => true,
        Part::Particle => {
            token.class().sub.contains("終助詞") || matches!(token.surface(text), "か" | "よ" | "ね" | "から" | "けど")
        }
        _ => false,
    })
}

/// Whether a noun follows directly, or の does: 「眠れる獅子」作戦, 「持てる者」の国.
fn inside_noun_phrase(passage: &Passage, bracket: &Bracket) -> bool {
    let next = passage.token_at(bracket.outer.end);
    passage.tokens.get(next).is_some_and(|token| {
        token.span.start == bracket.outer.end
            && (token.part() == Part::Noun && token.class().sub != "非自立" && token.surface(&passage.text) != "など"
                || token.surface(&passage.text) == "の")
    })
}

fn touches_noun(passage: &Passage, bracket: &Bracket) -> bool {
    let next = passage.token_at(bracket.outer.end);
    let previous = passage.token_at(bracket.outer.start).checked_sub(1);
    let noun = |n: usize| {
        passage
            .tokens
            .get(n)
            .filter(|token| token.part() == Part::Noun && !matches!(token.class().sub, "副詞可能" | "非自立"))
    };
    noun(next).is_some_and(|token| token.span.start == bracket.outer.end)
        || previous.and_then(noun).is_some_and(|token| token.span.end == bracket.outer.start)
}

fn is_name(tokens: &[Token]) -> bool {
    let mut nouns = 0;
    let mut proper = 0;
    for token in tokens {
        match token.part() {
            Part::Noun => {
                nouns += 1;
                proper += usize::from(token.class().sub == "固有名詞");
            }
            Part::Symbol | Part::Prefix => {}
            _ => return false,
        }
    }
    nouns > 0 && proper * 2 >= nouns
}

/// Whether a verb stands within the next few words, before the clause ends.
fn verb_follows(passage: &Passage, from: u32) -> bool {
    const NEAR: usize = 12;
    let start = passage.token_at(from);
    passage.tokens[start..]
        .iter()
        .take(NEAR)
        .take_while(|token| !matches!(token.surface(&passage.text), "。"))
        .any(|token| token.part() == Part::Verb || token.class().sub == "サ変接続")
}

/// Where the passage opens a quotation that it does not close, and where it closes one that it did not open: the byte
/// of the mark.
pub(super) fn dangling(passage: &Passage) -> (Option<u32>, Option<u32>) {
    let (mut opens, mut closes) = (None, None);
    for (at, c) in passage.text.char_indices() {
        let at = at as u32;
        let matched = || {
            passage.brackets.iter().any(|pair| pair.outer.start == at || pair.inner.end == at && pair.outer.end > at)
        };
        match c {
            '「' | '“' | '｢' if !matched() => opens = Some(at),
            '」' | '”' | '｣' if opens.is_none() && closes.is_none() && !matched() => closes = Some(at),
            _ => {}
        }
    }
    (opens, closes)
}
