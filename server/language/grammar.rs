//! The grammatical classes of the IPA dictionary, interned.

use std::sync::OnceLock;

/// The first level of a part of speech (IPADIC's 品詞).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// 名詞
    Noun,
    /// 動詞
    Verb,
    /// 形容詞
    Adjective,
    /// 助詞
    Particle,
    /// 助動詞
    Auxiliary,
    /// 記号
    Symbol,
    /// 接頭詞
    Prefix,
    /// 副詞
    Adverb,
    /// 接続詞
    Conjunction,
    /// 連体詞
    Adnominal,
    /// 感動詞
    Interjection,
    /// フィラー, その他 and whatever else.
    Other,
}

impl Part {
    fn named(name: &str) -> Self {
        match name {
            "名詞" => Self::Noun,
            "動詞" => Self::Verb,
            "形容詞" => Self::Adjective,
            "助詞" => Self::Particle,
            "助動詞" => Self::Auxiliary,
            "記号" => Self::Symbol,
            "接頭詞" => Self::Prefix,
            "副詞" => Self::Adverb,
            "接続詞" => Self::Conjunction,
            "連体詞" => Self::Adnominal,
            "感動詞" => Self::Interjection,
            _ => Self::Other,
        }
    }
}

/// One grammatical class: part of speech in four steps, conjugation type and form, in IPADIC's own words
/// (`名詞`, `固有名詞`, `人名`, `姓`, `*`, `*`).
#[derive(Debug)]
pub struct Class {
    /// First level.
    pub part: Part,
    /// Second level (`固有名詞`, `接尾`, `格助詞` …), `*` where there is none.
    pub sub: &'static str,
    /// Third level (`人名`, `地域`, `組織` …).
    pub detail: &'static str,
    /// Fourth level (`姓`, `名`, `国`, `一般`).
    pub fine: &'static str,
    /// Conjugation type (`サ変・スル`, `特殊・タ` …).
    pub conjugation: &'static str,
    /// Conjugation form (`基本形`, `連用形`, `未然形` …).
    pub form: &'static str,
    marks: Marks,
}

/// A proper noun.
pub(super) const PROPER: u8 = 1;
/// A person's name; with the next two, a surname or a given name.
pub(super) const PERSONAL: u8 = 2;
pub(super) const SURNAME: u8 = 4;
pub(super) const GIVEN: u8 = 8;
/// Part of a name of several words: prefixes and nouns, but for those that stand for something (代名詞, 非自立) or say when
/// (副詞可能).
pub(super) const JOINABLE: u8 = 16;
/// A word that says how others go together, or what is done, rather than what something is called: particles but for those
/// that end sentences, auxiliaries, verbs, conjunctions, adverbs, punctuation and brackets.
pub(super) const FUNCTIONAL: u8 = 32;
/// A common noun.
pub(super) const COMMON: u8 = 64;

/// What the levels of a class come to, for those who ask of every token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks(u8);

impl Marks {
    pub(super) const fn has(self, mark: u8) -> bool {
        self.0 & mark != 0
    }
}

impl Class {
    /// What its levels come to.
    pub(super) const fn marks(&self) -> Marks {
        self.marks
    }
}

/// All classes, by number: those of the dictionary's words, in the order of [`uradori_ipadic::CLASS_NAMES`].
pub(super) fn classes() -> &'static [Class] {
    static CLASSES: OnceLock<Vec<Class>> = OnceLock::new();
    CLASSES.get_or_init(|| uradori_ipadic::CLASS_NAMES.lines().map(read).collect())
}

fn read(line: &'static str) -> Class {
    let mut fields = line.split(',');
    let mut next = || fields.next().unwrap_or("*");
    let (part, sub, detail, fine) = (Part::named(next()), next(), next(), next());
    let noun = part == Part::Noun;
    let proper = noun && sub == "固有名詞";
    let personal = proper && detail == "人名";
    let loose = matches!(sub, "代名詞" | "非自立" | "副詞可能" | "引用文字列" | "動詞非自立的");
    let functional = match part {
        Part::Particle => !sub.ends_with("終助詞"),
        Part::Auxiliary | Part::Verb | Part::Conjunction | Part::Adnominal => true,
        Part::Adverb => sub == "一般",
        Part::Symbol => matches!(sub, "句点" | "読点" | "括弧開" | "括弧閉"),
        _ => false,
    };
    let marks = [
        (proper, PROPER),
        (personal, PERSONAL),
        (personal && fine == "姓", SURNAME),
        (personal && fine == "名", GIVEN),
        (noun && !loose || part == Part::Prefix, JOINABLE),
        (functional, FUNCTIONAL),
        (noun && matches!(sub, "一般" | "サ変接続" | "形容動詞語幹" | "副詞可能" | "代名詞" | "非自立"), COMMON),
    ];
    let marks = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, mark)| mark).sum::<u8>();
    Class { part, sub, detail, fine, conjugation: next(), form: next(), marks: Marks(marks) }
}

/// The class of this number; the first where there is none.
pub(super) fn class(number: u16) -> &'static Class {
    let classes = classes();
    classes.get(number as usize).unwrap_or(&classes[0])
}

/// The number of the class with these four levels and no conjugation; 0 where there is none.
pub(super) fn number(levels: [&str; 4]) -> u16 {
    let wanted = (Part::named(levels[0]), levels[1], levels[2], levels[3]);
    classes()
        .iter()
        .position(|c| (c.part, c.sub, c.detail, c.fine) == wanted && c.conjugation == "*")
        .unwrap_or_default() as u16
}

/// The number of the first class with the same four levels as class `number`.
pub(super) fn pos_number(number: u16) -> u16 {
    static FIRST: OnceLock<Vec<u16>> = OnceLock::new();
    let first = FIRST.get_or_init(|| {
        let levels = |c: &Class| (c.part, c.sub, c.detail, c.fine);
        let all = classes();
        let same = |class: &Class| all.iter().position(|other| levels(other) == levels(class));
        all.iter().map(|class| same(class).unwrap_or_default() as u16).collect()
    });
    first.get(number as usize).copied().unwrap_or_default()
}

/// The class of a dictionary word.
pub(super) fn of_word(word: u32) -> u16 {
    let at = word as usize * 2;
    uradori_ipadic::WORD_CLASSES.get(at..at + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
}
