//! Names as keys: one spelling for what is written in several.

use std::cell::RefCell;
use std::rc::Rc;
use std::thread::LocalKey;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::directory::words;
use crate::language::script::{self, Script};

/// What was made of the names that a thread met: articles have the same names over and over, and a keystroke in one asks for
/// all of its names again.
type Memory<T> = RefCell<FxHashMap<Box<str>, T>>;

/// Names that one thread remembers before it begins anew.
const REMEMBERED: usize = 4096;

/// What `make` makes of `name`.
fn remembered<T: Clone>(memory: &'static LocalKey<Memory<T>>, name: &str, make: impl FnOnce(&str) -> T) -> T {
    if let Some(known) = memory.with_borrow(|known| known.get(name).cloned()) {
        return known;
    }
    let made = make(name);
    memory.with_borrow_mut(|known| {
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(name.into(), made.clone());
    });
    made
}

/// Marks that join the parts of a name and do not count.
fn joins(c: char) -> bool {
    matches!(c, '・' | '＝' | '=' | '-' | '‐' | '–' | '.' | '\'' | '’' | '·') || c.is_whitespace()
}

/// One spelling of `name`: compatibility forms unified (NFKC), Latin letters small, joining marks dropped, ヴ written
/// as バ行, a long mark at the end of a longer katakana word dropped.
pub(super) fn key(name: &str) -> Rc<str> {
    thread_local! {
        static KEYS: Memory<Rc<str>> = RefCell::default();
    }
    remembered(&KEYS, name, |name| make_key(name).into())
}

fn make_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut katakana = 0;
    let (folded, plain) = if is_plain(name) { (None, Some(name.chars())) } else { (Some(name.nfkc()), None) };
    let mut chars = folded.into_iter().flatten().chain(plain.into_iter().flatten()).peekable();
    while let Some(c) = chars.next() {
        katakana = if script::of(c) == Script::Katakana { katakana + 1 } else { 0 };
        let next = chars.peek().copied();
        let word_ends = next.is_none_or(|next| script::of(next) != Script::Katakana);
        match c {
            'ヴ' => {
                let folded = match next {
                    Some('ァ') => 'バ',
                    Some('ィ') => 'ビ',
                    Some('ェ') => 'ベ',
                    Some('ォ') => 'ボ',
                    _ => 'ブ',
                };
                key.push(folded);
                if folded != 'ブ' {
                    chars.next();
                }
            }
            'ー' if word_ends && katakana > 3 => {}
            _ if joins(c) => {}
            _ if c.is_ascii() => key.push(c.to_ascii_lowercase()),
            _ if script::is_japanese(c) => key.push(c),
            _ => key.extend(c.to_lowercase()),
        }
    }
    key
}

/// Whether a name is its own compatibility form (NFKC), as nearly all are: kana, the common kanji, ASCII.
fn is_plain(name: &str) -> bool {
    name.chars().all(|c| matches!(c, ' '..='~' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='\u{9fff}' | '々' | '〇'))
}

/// The parts of a person's name: at ・, ＝ and spaces, and where the script changes to Latin (モリスJr). Jr is ジュニア.
pub(super) fn parts(name: &str) -> Rc<[Rc<str>]> {
    thread_local! {
        static PARTS: Memory<Rc<[Rc<str>]>> = RefCell::default();
    }
    remembered(&PARTS, name, |name| make_parts(name).into())
}

fn make_parts(name: &str) -> Vec<Rc<str>> {
    let mut parts: Vec<Rc<str>> = Vec::new();
    let mut current = String::new();
    let mut previous: Option<Script> = None;
    let mut flush = |current: &mut String| {
        let part = key(current);
        current.clear();
        match &*part {
            "" => {}
            "jr" => parts.push("ジュニア".into()),
            _ => parts.push(part),
        }
    };
    for c in name.chars() {
        let script = script::of(c);
        let splits = matches!(c, '・' | '＝' | '=' | '·') || c.is_whitespace();
        if splits || previous == Some(Script::Katakana) && script == Script::Letter {
            flush(&mut current);
        }
        if !splits {
            current.push(c);
        }
        previous = Some(script);
    }
    flush(&mut current);
    parts
}

/// The keys by which a person of this full name is meant where only the surname stands: the last part of a name in
/// katakana or Latin letters (without ジュニア; with the part before it too: デ・ラ・クルス), the surname of one in kanji.
pub(super) fn surnames(name: &str) -> Vec<String> {
    let all = parts(name);
    if let [before @ .., last] = &all[..]
        && !before.is_empty()
    {
        let all = if **last == *"ジュニア" { before } else { &all[..] };
        let last_two = all.len().checked_sub(2).filter(|at| *at > 0).map(|at| all[at..].concat());
        return all.last().map(ToString::to_string).into_iter().chain(last_two).collect();
    }
    let whole = all.first().map_or("", |only| only);
    let letters: Vec<usize> = whole.char_indices().map(|(at, _)| at).chain([whole.len()]).collect();
    let kanji = whole.chars().next().is_some_and(|c| script::of(c) == Script::Kanji);
    if !kanji || letters.len() < 3 {
        return vec![whole.to_owned()];
    }
    let known = |n: &usize| {
        let head = &whole[..letters[*n]];
        words().surnames.contains(head) || *n == 1 && words().kanji_surnames.contains(head)
    };
    // Where no list has the surname: two letters of a name of four, as most are.
    let cut = (1..letters.len() - 1).rev().find(known).or_else(|| (letters.len() == 5).then_some(2));
    cut.map(|n| whole[..letters[n]].to_owned()).into_iter().collect()
}

/// What two spellings of one foreign name have in common over scripts: its consonants, folded to those that katakana
/// can tell apart. `None` where that is too little to go by.
pub(super) fn sound(name: &str) -> Option<Rc<str>> {
    thread_local! {
        static SOUNDS: Memory<Option<Rc<str>>> = RefCell::default();
    }
    remembered(&SOUNDS, name, |name| make_sound(name).map(Rc::from))
}

fn make_sound(name: &str) -> Option<String> {
    /// Fewest consonants that identify a name.
    const FEWEST: usize = 3;
    let mut sound = String::new();
    let mut letters = false;
    let (folded, plain) = if is_plain(name) { (None, Some(name.chars())) } else { (Some(name.nfkc()), None) };
    for c in folded.into_iter().flatten().chain(plain.into_iter().flatten()) {
        match script::of(c) {
            Script::Katakana => sound.push_str(consonant(c)),
            Script::Letter if c.is_ascii() => {
                letters = true;
                sound.push(c.to_ascii_lowercase());
            }
            Script::Symbol | Script::Space => {}
            _ => return None,
        }
    }
    let folded = if letters { fold_latin(&sound) } else { fold(&sound) };
    (folded.len() >= FEWEST).then_some(folded)
}

/// The consonant of a kana, in the spelling that [`fold`] leaves.
fn consonant(c: char) -> &'static str {
    match c {
        'カ' | 'キ' | 'ク' | 'ケ' | 'コ' => "k",
        'ガ' | 'ギ' | 'グ' | 'ゲ' | 'ゴ' => "g",
        'サ' | 'シ' | 'ス' | 'セ' | 'ソ' => "s",
        'ザ' | 'ジ' | 'ズ' | 'ゼ' | 'ゾ' | 'ヂ' | 'ヅ' => "z",
        'タ' | 'チ' | 'ツ' | 'テ' | 'ト' => "t",
        'ダ' | 'デ' | 'ド' => "d",
        'ナ' | 'ニ' | 'ヌ' | 'ネ' | 'ノ' | 'ン' => "n",
        'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => "h",
        'バ' | 'ビ' | 'ブ' | 'ベ' | 'ボ' | 'ヴ' => "b",
        'パ' | 'ピ' | 'プ' | 'ペ' | 'ポ' => "p",
        'マ' | 'ミ' | 'ム' | 'メ' | 'モ' => "m",
        'ラ' | 'リ' | 'ル' | 'レ' | 'ロ' => "r",
        _ => "",
    }
}

/// Latin spelling to the consonants of its usual katakana.
fn fold_latin(word: &str) -> String {
    const SPELLINGS: [(&str, &str); 16] = [
        ("sch", "s"),
        ("tch", "t"),
        ("ch", "t"),
        ("sh", "s"),
        ("ph", "h"),
        ("th", "s"),
        ("ck", "k"),
        ("gh", ""),
        ("x", "ks"),
        ("qu", "k"),
        ("f", "h"),
        ("v", "b"),
        ("l", "r"),
        ("j", "z"),
        ("c", "k"),
        ("q", "k"),
    ];
    let mut folded = word.to_owned();
    for (latin, kana) in SPELLINGS {
        folded = folded.replace(latin, kana);
    }
    let consonants: String = folded.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w')).collect();
    fold(&consonants)
}

/// Doubled consonants once, and m before a labial as n.
fn fold(consonants: &str) -> String {
    let mut folded = String::new();
    let mut chars = consonants.chars().peekable();
    while let Some(c) = chars.next() {
        let c = if c == 'm' && matches!(chars.peek(), Some('p' | 'b')) { 'n' } else { c };
        if !folded.ends_with(c) {
            folded.push(c);
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        assert_eq!(key("ウラジーミル・プーチン"), key("ウラジーミル プーチン"));
        assert_eq!(key("ヴェネツィア"), key("ベネツィア"));
        assert_eq!(key("ＮＨＫ"), key("nhk"));
        assert_eq!(key("サイバーセキュリティー"), key("サイバーセキュリティ"));
        assert_ne!(key("ビル"), key("ビール"));
    }

    #[test]
    fn a_name_is_cut_into_its_parts() {
        assert_eq!(*parts("アルド・モリスJr"), ["アルド", "モリス", "ジュニア"].map(Rc::from));
        assert_eq!(*parts("山田花子"), ["山田花子"].map(Rc::from));
    }

    #[test]
    fn a_surname_is_the_last_part_or_what_the_list_of_surnames_knows() {
        assert_eq!(surnames("ウラジーミル・プーチン"), ["プーチン"]);
        assert_eq!(surnames("アルド・モリスJr"), ["モリス"]);
        assert_eq!(surnames("フアン・デラ・クルス"), ["クルス", "デラクルス"]);
        assert_eq!(surnames("山本一郎"), ["山本"]);
        assert_eq!(surnames("習近平"), ["習"]);
        assert_eq!(surnames("プーチン"), ["プーチン"]);
    }

    #[test]
    fn the_sound_of_a_name_is_the_same_in_latin_and_katakana() {
        for (latin, katakana) in [
            ("Flax Typhoon", "フラックス・タイフーン"),
            ("Volt Typhoon", "ボルト・タイフーン"),
            ("Netanyahu", "ネタニヤフ"),
            ("Trump", "トランプ"),
            ("Salt Typhoon", "ソルト・タイフーン"),
        ] {
            assert_eq!(sound(latin), sound(katakana), "{latin}");
            assert!(sound(latin).is_some());
        }
        assert_eq!(sound("Li"), None);
        assert_eq!(sound("習近平"), None);
    }
}
