//! Tokens from Lindera, with byte ranges and without strings.

use std::cell::RefCell;
use std::sync::OnceLock;

use lindera::mode::Mode;
use lindera::segmenter::Segmenter;
use lindera::worker::SegmentWorker;
use rustc_hash::FxHashMap;

use super::grammar::{self, Class, Marks, Part};
use super::script;
use crate::text::Span;

/// One token of a passage: where it stands, and which word of the dictionary it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the passage's text.
    pub span: Span,
    /// The number of its grammatical class; stable within one build of the dictionary.
    pub class_number: u16,
    /// What every pass asks of every token, so that it need not look up the class.
    part: Part,
    marks: Marks,
    /// The dictionary's word, or [`UNKNOWN`].
    word: u32,
    /// What every pass asks first: most tokens are none of its business by how they begin.
    first: char,
}

/// The word number of a token that is not in the dictionary.
const UNKNOWN: u32 = u32::MAX;

impl Token {
    fn new(text: &str, span: Span, class_number: u16, word: u32) -> Self {
        let class = grammar::class(class_number);
        let first = span.slice(text).chars().next().unwrap_or_default();
        Self { span, class_number, part: class.part, marks: class.marks(), word, first }
    }

    /// Its grammatical class.
    pub fn class(&self) -> &'static Class {
        grammar::class(self.class_number)
    }

    /// A number for the four levels of its part of speech, whatever its conjugation; stable within one dictionary.
    pub fn pos_number(&self) -> u16 {
        grammar::pos_number(self.class_number)
    }

    /// First level of its part of speech.
    pub const fn part(&self) -> Part {
        self.part
    }

    /// Whether it is a proper noun (名詞,固有名詞).
    pub const fn is_proper(&self) -> bool {
        self.marks.has(grammar::PROPER)
    }

    /// Whether it is a person's name (名詞,固有名詞,人名).
    pub const fn is_personal(&self) -> bool {
        self.marks.has(grammar::PERSONAL)
    }

    /// Whether it is a surname (名詞,固有名詞,人名,姓).
    pub const fn is_surname(&self) -> bool {
        self.marks.has(grammar::SURNAME)
    }

    /// Whether it is a given name (名詞,固有名詞,人名,名).
    pub const fn is_given(&self) -> bool {
        self.marks.has(grammar::GIVEN)
    }

    /// Whether it can be part of a name of several words: prefixes and nouns, but for those that stand for something (代名詞,
    /// 非自立) or say when (副詞可能).
    pub const fn is_joinable(&self) -> bool {
        self.marks.has(grammar::JOINABLE)
    }

    /// Whether it is a common noun.
    pub const fn is_common(&self) -> bool {
        self.marks.has(grammar::COMMON)
    }

    /// Whether it is a word of grammar, or says what is done: it tells how others go together.
    pub const fn is_functional(&self) -> bool {
        self.marks.has(grammar::FUNCTIONAL)
    }

    /// Whether the dictionary has this word.
    pub fn is_known(&self) -> bool {
        self.word != UNKNOWN
    }

    /// The text it covers in its passage's text.
    pub fn surface<'t>(&self, text: &'t str) -> &'t str {
        self.span.slice(text)
    }

    /// Its first letter.
    pub const fn first_letter(&self) -> char {
        self.first
    }

    /// Its last letter, in its passage's text.
    pub fn last_letter(&self, text: &str) -> char {
        text.get(..self.span.end as usize).and_then(|head| head.chars().next_back()).unwrap_or_default()
    }

    /// Its dictionary form (述べる for 述べ); the surface where the dictionary has none.
    pub fn base<'t>(&self, text: &'t str) -> &'t str {
        self.detail(BASE).unwrap_or_else(|| self.surface(text))
    }

    /// Its reading in katakana; `None` for words that the dictionary does not have.
    pub fn reading(&self) -> Option<&'static str> {
        self.detail(BASE + 1)
    }

    fn detail(&self, field: usize) -> Option<&'static str> {
        if self.word == UNKNOWN {
            return None;
        }
        thread_local! {
            // The dictionary keeps what it knows of a word as one line; the passes ask for the same words over and over.
            static LINES: RefCell<FxHashMap<u32, [Option<&'static str>; 2]>> = RefCell::default();
        }
        let number = self.word;
        let [base, reading] = LINES.with_borrow_mut(|lines| {
            *lines.entry(number).or_insert_with(|| {
                let mut fields = segmenter().dictionary.word_details_iter(number as usize).skip(BASE);
                [fields.next(), fields.next()].map(|value| value.filter(|value| *value != "*"))
            })
        });
        if field == BASE { base } else { reading }
    }
}

/// Where the dictionary's line on a word has its base form; its reading is next.
const BASE: usize = 6;

/// Loads the dictionary, so that the first article does not wait for it. Calling it again costs nothing.
pub fn warm_up() {
    segmenter();
    grammar::classes();
}

fn segmenter() -> &'static Segmenter {
    static SEGMENTER: OnceLock<Segmenter> = OnceLock::new();
    SEGMENTER.get_or_init(|| {
        let dictionary = uradori_ipadic::load().expect("the dictionary in the binary is the one built with it");
        Segmenter::new(Mode::Normal, dictionary, None)
    })
}

/// How many tokens Lindera by itself cuts `text` into: the yardstick for the speed of everything that follows. `lean`
/// asks it as [`tokens`] does, with buffers that it uses again; otherwise by its plain interface.
pub fn segments(text: &str, lean: bool) -> usize {
    if lean {
        with_worker(|worker| worker.segment(text).map_or(0, |found| found.len()))
    } else {
        segmenter().segment(text.into()).map_or(0, |found| found.len())
    }
}

fn with_worker<R>(work: impl FnOnce(&mut SegmentWorker) -> R) -> R {
    thread_local! {
        // Its buffers are used again for every passage that this thread reads.
        static WORKER: RefCell<SegmentWorker> = RefCell::new(segmenter().new_worker());
    }
    WORKER.with_borrow_mut(work)
}

/// The tokens of `text`, in order; white space between them belongs to none.
///
/// A run of letters that the dictionary does not know comes out of Lindera as one token, whatever it holds; it is cut
/// again where the script or the punctuation changes (「ロシア・ウクライナ戦争」, 「!」、), because names end there.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    with_worker(|worker| {
        let Ok(found) = worker.segment(text) else {
            // Lindera refuses nothing that is valid UTF-8; should it ever, each character stands for itself.
            return single_characters(text);
        };
        let mut tokens = Vec::with_capacity(found.len() + 8);
        for one in &found {
            let span = Span::of(one.byte_start..one.byte_end);
            if one.word_id.is_system() && !one.word_id.is_unknown() {
                let word = one.word_id.id();
                tokens.push(Token::new(text, span, grammar::of_word(word), word));
            } else {
                cut_unknown(text, span, &mut tokens);
            }
        }
        tokens
    })
}

fn cut_unknown(text: &str, span: Span, into: &mut Vec<Token>) {
    for (piece, kind) in script::runs(text, span) {
        into.push(Token::new(text, piece, class_of_unknown(kind), UNKNOWN));
    }
}

/// What an unknown run of one script counts as: a number, a symbol, or a noun that may be anybody's name.
fn class_of_unknown(kind: script::Script) -> u16 {
    static NUMBERS: OnceLock<[u16; 3]> = OnceLock::new();
    let [number, symbol, noun] = NUMBERS.get_or_init(|| {
        [
            grammar::number(["名詞", "数", "*", "*"]),
            grammar::number(["記号", "一般", "*", "*"]),
            grammar::number(["名詞", "固有名詞", "一般", "*"]),
        ]
    });
    match kind {
        script::Script::Digit => *number,
        script::Script::Symbol | script::Script::Space => *symbol,
        _ => *noun,
    }
}

fn single_characters(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (at, c) in text.char_indices() {
        cut_unknown(text, Span::of(at..at + c.len_utf8()), &mut tokens);
    }
    tokens
}
