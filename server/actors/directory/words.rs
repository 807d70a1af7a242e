//! The word lists of `server/lexicon/words`: titles, suffixes, and words that stand for somebody named before.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::actors::Kind;

/// The lists, by file name.
pub(super) const TITLES: &str = include_str!("../../lexicon/words/person_titles.tsv");
pub(super) const BODIES: &str = include_str!("../../lexicon/words/org_suffixes.tsv");
pub(super) const PLACES: &str = include_str!("../../lexicon/words/place_suffixes.tsv");
pub(super) const THINGS: &str = include_str!("../../lexicon/words/event_product_suffixes.tsv");
pub(super) const LEVELS: &str = include_str!("../../lexicon/words/address_levels.tsv");
pub(super) const COUNTRY_HEADS: &str = include_str!("../../lexicon/words/country_heads.tsv");
pub(super) const NO_LETTERS: &str = include_str!("../../lexicon/words/no_letters.tsv");
pub(super) const BEFORE_TITLES: &str = include_str!("../../lexicon/words/before_titles.tsv");
pub(super) const COMPANIES: &str = include_str!("../../lexicon/words/companies.tsv");
pub(super) const LEGAL_FORMS: &str = include_str!("../../lexicon/words/legal_forms.tsv");
pub(super) const SETTLING: &str = include_str!("../../lexicon/words/settling.tsv");
pub(super) const WORK_NOUNS: &str = include_str!("../../lexicon/words/work_nouns.tsv");
pub(super) const ORGANS: &str = include_str!("../../lexicon/words/state_organs.tsv");
pub(super) const NOT_NAMES: &str = include_str!("../../lexicon/words/not_names.tsv");
pub(super) const BARE_BODIES: &str = include_str!("../../lexicon/words/bare_bodies.tsv");
pub(super) const LATIN_PARTICLES: &str = include_str!("../../lexicon/words/latin_particles.tsv");
pub(super) const GENERIC_HEADS: &str = include_str!("../../lexicon/words/generic_heads.tsv");
pub(super) const LONGER_WORDS: &str = include_str!("../../lexicon/words/longer_words.tsv");
pub(super) const SURNAMES: &str = include_str!("../../lexicon/words/common_surnames.tsv");
pub(super) const FOREIGN_SURNAMES: &str = include_str!("../../lexicon/words/kanji_surnames.tsv");
pub(super) const HEADS: &str = include_str!("../../lexicon/words/demonstrative_heads.tsv");

/// What sort of title follows a person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::actors) enum TitleClass {
    /// 氏, さん
    Honorific,
    /// 容疑者, 被告
    Suspect,
    /// 外相, 知事
    Office,
    /// 教授, 弁護士, 選手, 大佐 …
    Calling,
    /// 元, 前: stands before another title.
    Prefix,
}

/// How a word points to somebody named before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::actors) enum Reference {
    /// 同氏, 同社
    Demonstrative,
    /// 彼, 彼女
    Pronoun,
    /// 私
    FirstPerson,
    /// 自身, 両氏, 彼ら: points at somebody, and is no mention of one.
    Other,
    /// 大統領, 政府
    Title,
}

/// Whom a demonstrative can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::actors) enum Antecedent {
    /// Whoever has the word at the end of the name or of the title: 同署, 同容疑者.
    Ending,
    /// Anybody of its kind: 同氏, 同団体.
    Any,
    /// A body that is no organ of a state: 同社.
    Company,
    /// 同紙
    Outlet,
    /// 同国
    Country,
    /// The organ of the country named before: 同国政府.
    Organ,
}

/// A word that stands for somebody named before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::actors) struct Head {
    /// What it stands for.
    pub kind: Kind,
    /// How it points there.
    pub reference: Reference,
    /// Whom it can stand for.
    pub antecedent: Antecedent,
}

/// How long, in bytes, the longest word of each list is that begins or ends with a letter; 0 where none does. Most letters
/// begin and end no word of any list, and every token of every article is asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::actors) struct Reach {
    /// Titles that begin so.
    pub title: u8,
    /// Words that stand for somebody and begin so.
    pub head: u8,
    /// Last words of bodies' names that end so.
    pub body: u8,
    /// Last words of places that end so.
    pub place: u8,
    /// Last words of events, laws, works and products that end so.
    pub thing: u8,
    /// Words that look like names, are none, and end so.
    pub not_name: u8,
    /// Last words of organs that end so.
    pub organ: u8,
    /// Ends of the names of chambers of parliament that end so.
    pub chamber: u8,
    /// What makes another word of a name before it, and begins so.
    pub longer: u8,
    /// 1 where the letter by itself stands for a country.
    pub country: u8,
}

/// All lists, ready for look-up.
#[derive(Debug, Default)]
pub(in crate::actors) struct Words {
    /// By letter.
    reach: Vec<Reach>,
    /// Titles by word.
    pub titles: FxHashMap<&'static str, TitleClass>,
    /// Titles of posts of a state or a local government.
    pub state_offices: FxHashSet<&'static str>,
    /// Last words of bodies' names, each with the list's class.
    pub bodies: FxHashMap<&'static str, &'static str>,
    /// Last words of places and facilities.
    pub places: FxHashMap<&'static str, (Kind, &'static str)>,
    /// Last words of events, laws, works and products.
    pub things: FxHashMap<&'static str, (Kind, &'static str)>,
    /// Last words of the parts of an address, each with how far down from the country its part may stand.
    pub levels: FxHashMap<&'static str, Vec<u8>>,
    /// Words that stand for somebody named before.
    pub heads: FxHashMap<&'static str, Head>,
    /// Words before which one kanji stands for a country.
    pub country_heads: FxHashSet<&'static str>,
    /// Words of countries' letters that mean something else by themselves.
    pub no_letters: FxHashSet<&'static str>,
    /// Words that make another title of the one behind them.
    pub before_titles: FxHashSet<&'static str>,
    /// Words for a company that stand behind its name and may be left out: 社.
    pub companies: FxHashSet<&'static str>,
    /// Legal forms of companies and other bodies, which may stand before the name.
    pub legal_forms: FxHashSet<&'static str>,
    /// Last words of names that settle what is named.
    pub settling: FxHashMap<&'static str, Kind>,
    /// Nouns behind which a title in quotation marks names a work, an event or a product.
    pub work_nouns: FxHashMap<&'static str, Kind>,
    /// Bodies of states that go without their country's name.
    pub bare_bodies: FxHashSet<&'static str>,
    /// Heads that say what a name is and are no part of it.
    pub generic_heads: FxHashSet<&'static str>,
    /// Small words that may stand inside a name in Latin letters.
    pub latin_particles: FxHashSet<&'static str>,
    /// What makes another word of any name before it.
    pub after_any: Vec<&'static str>,
    /// How the names of chambers of parliament end, and what makes other words of them.
    pub chambers: Vec<&'static str>,
    pub after_chamber: Vec<&'static str>,
    /// Common surnames.
    pub surnames: FxHashSet<&'static str>,
    /// Surnames of one kanji, Chinese and Korean ones.
    pub kanji_surnames: FxHashSet<&'static str>,
    /// Words that look like names and are none.
    pub not_names: FxHashSet<&'static str>,
    /// Last words of organs that make one name with their country.
    pub organs: FxHashSet<&'static str>,
}

/// The lists, read when they are first asked for.
pub(in crate::actors) fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words = Words {
            reach: Vec::new(),
            titles: rows(TITLES).filter_map(|[word, class, _]| Some((word, title_class(class)?))).collect(),
            state_offices: of_class(TITLES, "office_state").into_iter().collect(),
            bodies: rows(BODIES).map(|[word, class, _]| (word, class)).collect(),
            places: rows(PLACES).filter_map(|[word, class, note]| Some((word, (class.parse().ok()?, note)))).collect(),
            things: rows(THINGS).filter_map(|[word, class, note]| Some((word, (class.parse().ok()?, note)))).collect(),
            levels: rows(LEVELS).map(|[word, levels, _]| (word, levels_of(levels))).collect(),
            country_heads: lines(COUNTRY_HEADS).collect(),
            no_letters: lines(NO_LETTERS).collect(),
            before_titles: lines(BEFORE_TITLES).collect(),
            companies: lines(COMPANIES).collect(),
            legal_forms: lines(LEGAL_FORMS).collect(),
            settling: rows(SETTLING).filter_map(|[word, kind, _]| Some((word, kind.parse().ok()?))).collect(),
            work_nouns: rows(WORK_NOUNS).filter_map(|[word, kind, _]| Some((word, kind.parse().ok()?))).collect(),
            organs: lines(ORGANS).collect(),
            bare_bodies: lines(BARE_BODIES).collect(),
            generic_heads: lines(GENERIC_HEADS).collect(),
            latin_particles: lines(LATIN_PARTICLES).collect(),
            after_any: of_class(LONGER_WORDS, "after_any"),
            chambers: of_class(LONGER_WORDS, "chamber"),
            after_chamber: of_class(LONGER_WORDS, "after_chamber"),
            surnames: rows(SURNAMES).map(|[word, _, _]| word).collect(),
            kanji_surnames: lines(FOREIGN_SURNAMES).collect(),
            not_names: lines(NOT_NAMES).collect(),
            heads: head_rows().filter_map(|[word, class, note, whom]| Some((word, head(class, note, whom)?))).collect(),
        };
        words.reach = reaches(&words);
        words
    })
}

impl Words {
    /// Whether a word looks like a name and is none.
    pub(in crate::actors) fn is_not_name(&self, word: &str) -> bool {
        let last = word.chars().next_back().unwrap_or_default();
        word.len() <= usize::from(self.reach(last).not_name) && self.not_names.contains(word)
    }

    /// What a letter can begin or end.
    pub(in crate::actors) fn reach(&self, letter: char) -> Reach {
        self.reach.get(letter as usize).copied().unwrap_or_default()
    }
}

fn reaches(words: &Words) -> Vec<Reach> {
    let mut reaches: Vec<Reach> = Vec::new();
    let mut note = |letter: Option<char>, word: &str, of: fn(&mut Reach) -> &mut u8| {
        let Some(letter) = letter.map(|letter| letter as usize) else { return };
        if reaches.len() <= letter {
            reaches.resize(letter + 1, Reach::default());
        }
        let longest = of(&mut reaches[letter]);
        *longest = (*longest).max(u8::try_from(word.len()).unwrap_or(u8::MAX));
    };
    for word in words.titles.keys() {
        note(word.chars().next(), word, |reach| &mut reach.title);
    }
    for word in words.heads.keys() {
        note(word.chars().next(), word, |reach| &mut reach.head);
    }
    for word in words.bodies.keys() {
        note(word.chars().next_back(), word, |reach| &mut reach.body);
    }
    for word in words.places.keys() {
        note(word.chars().next_back(), word, |reach| &mut reach.place);
    }
    for word in words.things.keys() {
        note(word.chars().next_back(), word, |reach| &mut reach.thing);
    }
    for word in &words.not_names {
        note(word.chars().next_back(), word, |reach| &mut reach.not_name);
    }
    for word in &words.organs {
        note(word.chars().next_back(), word, |reach| &mut reach.organ);
    }
    for word in &words.chambers {
        note(word.chars().next_back(), word, |reach| &mut reach.chamber);
    }
    for word in words.after_any.iter().chain(&words.after_chamber) {
        note(word.chars().next(), word, |reach| &mut reach.longer);
    }
    for (letter, _, _) in super::lexicon::kanji_rows() {
        note(Some(letter), "1", |reach| &mut reach.country);
    }
    reaches
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The words of one class of a list.
fn of_class(list: &'static str, class: &str) -> Vec<&'static str> {
    rows(list).filter(|[_, one, _]| *one == class).map(|[word, _, _]| word).collect()
}

/// The rows of a list: word, class, note.
pub(super) fn rows(list: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).filter_map(|line| {
        let mut fields = line.split('\t');
        let [word, class] = [fields.next()?, fields.next()?];
        Some([word, class, fields.next().unwrap_or_default()])
    })
}

/// The rows of the list of heads: word, class, note, antecedent.
pub(super) fn head_rows() -> impl Iterator<Item = [&'static str; 4]> {
    rows(HEADS).zip(lines(HEADS)).map(|([word, class, note], line)| {
        let whom = line.split('\t').nth(3).unwrap_or_default();
        [word, class, note, whom]
    })
}

/// The levels that a row of the list of addresses' words has, topmost first.
pub(super) fn levels_of(listed: &str) -> Vec<u8> {
    listed.split(',').filter_map(|level| level.parse().ok()).collect()
}

/// The title class of the list's word for it.
pub(super) fn title_class(class: &str) -> Option<TitleClass> {
    Some(match class {
        "honorific" => TitleClass::Honorific,
        "suspect" => TitleClass::Suspect,
        "office_state" | "office_body" => TitleClass::Office,
        "profession" | "military" | "police" | "nobility" | "family" | "sport" | "religion" => TitleClass::Calling,
        "prefix" => TitleClass::Prefix,
        _ => return None,
    })
}

/// The head of the list's class, note and antecedent.
pub(super) fn head(class: &str, note: &str, whom: &str) -> Option<Head> {
    let antecedent = match whom {
        "" => Antecedent::Ending,
        "any" => Antecedent::Any,
        "company" => Antecedent::Company,
        "outlet" => Antecedent::Outlet,
        "country" => Antecedent::Country,
        "organ" => Antecedent::Organ,
        _ => return None,
    };
    if class == "title" {
        return Some(Head { kind: note.parse().ok()?, reference: Reference::Title, antecedent });
    }
    let reference = match note {
        "demonstrative" => Reference::Demonstrative,
        "pronoun" => Reference::Pronoun,
        "first_person" => Reference::FirstPerson,
        "reflexive" | "plural" => Reference::Other,
        _ => return None,
    };
    Some(Head { kind: class.parse().ok()?, reference, antecedent })
}
