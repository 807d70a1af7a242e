//! Names in kana as they are typed on a Latin keyboard, by Hepburn or by Kunrei, with long vowels written or not.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// One or two kana to their spellings.
struct Table {
    spellings: FxHashMap<&'static str, Spelling>,
}

#[derive(Clone, Copy)]
struct Spelling {
    hepburn: &'static str,
    kunrei: &'static str,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows = include_str!("../lexicon/words/romaji.tsv").lines().filter(|line| !line.starts_with('#'));
        let spellings = rows.filter_map(|row| {
            let mut fields = row.split('\t');
            Some((fields.next()?, Spelling { hepburn: fields.next()?, kunrei: fields.next()? }))
        });
        Table { spellings: spellings.collect() }
    })
}

/// `text` with katakana as hiragana, Latin letters in lower case and in half width, and without the marks and spaces
/// that people leave out when they search (・, ＝, -).
pub fn folded(text: &str) -> String {
    folding(text).collect()
}

/// The letters of [`folded`], one by one. A Kanji stays what it is, and nothing else becomes one.
pub fn folding(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace() && !matches!(c, '・' | '･' | '=' | '-' | '‐' | '\'' | '’'))
        .flat_map(|c| hiragana(c).to_lowercase())
}

fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヴ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        _ => c,
    }
}

/// The spellings of `kana` (as [`folded`] gives it) in the form that [`typed`] brings a query to: by Hepburn, and by
/// Kunrei where that differs. Nothing where there is anything but kana and Latin letters in it.
pub fn spellings(kana: &str) -> Vec<String> {
    let (mut hepburn, mut kunrei) = (String::new(), String::new());
    let mut any = false;
    let mut rest = kana;
    while let Some(first) = rest.chars().next() {
        let one = first.len_utf8();
        let two = one + rest[one..].chars().next().map_or(0, char::len_utf8);
        let found = [two, one].into_iter().find_map(|len| Some((len, table().spellings.get(&rest[..len])?)));
        if let Some((len, spelling)) = found {
            hepburn.push_str(spelling.hepburn);
            kunrei.push_str(spelling.kunrei);
            rest = &rest[len..];
            any = true;
            continue;
        }
        match first {
            // Doubling and length are not told apart: queries leave them out as often as not.
            'っ' | 'ー' => {}
            _ if first.is_ascii_alphanumeric() => {
                hepburn.push(first);
                kunrei.push(first);
            }
            _ => return Vec::new(),
        }
        rest = &rest[one..];
    }
    if !any {
        return Vec::new();
    }
    let (hepburn, kunrei) = (typed(&hepburn), typed(&kunrei));
    if hepburn == kunrei { vec![hepburn] } else { vec![hepburn, kunrei] }
}

/// A query of Latin letters in the one form in which spellings are compared: no long vowels (Tōkyō, Toukyou, Tokyo), no
/// doubled consonants (Nippon, Nipon), `n` before b, m and p (shimbun, shinbun).
pub fn typed(query: &str) -> String {
    let mut out = String::with_capacity(query.len());
    let mut letters = query.chars().map(without_length).peekable();
    while let Some(c) = letters.next() {
        let next = letters.peek().copied();
        let letter = if c == 'm' && matches!(next, Some('b' | 'm' | 'p')) { 'n' } else { c };
        if letter == 'c' && out.ends_with('t') {
            // Hepburn doubles ch with a t: Hatchi.
            out.pop();
        }
        let last = out.chars().next_back();
        let long = matches!((last, letter), (Some('o'), 'u')) || last == Some(letter) && letter.is_ascii_alphabetic();
        if !long {
            out.push(letter);
        }
    }
    out
}

/// The letters that a name in kana can begin with (as [`folded`] gives them) to be spelled by a query that begins so (as
/// [`typed`] gives it).
pub fn initials(typed: &str) -> Vec<char> {
    let mut initials: Vec<char> = Vec::new();
    for (kana, spelling) in &table().spellings {
        let meets = |spelled: &str| {
            let spelled = self::typed(spelled);
            !spelled.is_empty() && (typed.starts_with(&spelled) || spelled.starts_with(typed))
        };
        if meets(spelling.hepburn) || meets(spelling.kunrei) {
            initials.extend(kana.chars().next());
        }
    }
    // A doubled consonant opens no name; a long vowel neither.
    initials.sort_unstable();
    initials.dedup();
    initials
}

fn without_length(c: char) -> char {
    match c {
        'ā' | 'â' => 'a',
        'ī' | 'î' => 'i',
        'ū' | 'û' => 'u',
        'ē' | 'ê' => 'e',
        'ō' | 'ô' => 'o',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether a name in kana is found by the whole of a query.
    fn meets(kana: &str, query: &str) -> bool {
        spellings(&folded(kana)).contains(&typed(&folded(query)))
    }

    #[test]
    fn both_systems_are_understood() {
        for (kana, queries) in [
            ("ししど", &["shishido", "sisido"][..]),
            ("ちはら", &["chihara", "tihara"]),
            ("つづき", &["tsuzuki", "tuzuki"]),
            ("じょうじ", &["jouji", "joji", "zyozi", "zyouzi"]),
            ("しゅう", &["shu", "shuu", "syu", "shū"]),
            ("ふじた", &["fujita", "huzita"]),
            ("ラブロフ", &["raburofu", "raburohu"]),
            ("フィオナ", &["fiona"]),
            ("ヴェルデイン", &["verudein", "berudein", "Verudein"]),
            ("レンデル", &["renderu", "REN DERU"]),
            ("とうきょう", &["tokyo", "toukyou", "tōkyō", "Tôkyô"]),
            ("しんぶん", &["shinbun", "shimbun", "sinbun"]),
            ("ハッキング", &["hakkingu", "hakingu"]),
            ("マッチ", &["matchi", "macchi", "mati"]),
            ("メディア", &["media"]),
            ("カレッサ", &["karessa", "karesa"]),
            ("サーバー", &["saba", "saabaa"]),
        ] {
            for query in queries {
                assert!(meets(kana, query), "{kana} by {query}: {:?}", spellings(&folded(kana)));
            }
        }
    }

    #[test]
    fn other_names_are_not_met() {
        for (kana, query) in [("ししど", "shishida"), ("つづき", "suzuki"), ("レンデル", "renreru")] {
            assert!(!meets(kana, query), "{kana} by {query}");
        }
    }

    #[test]
    fn kanji_are_never_spelt() {
        assert!(spellings("鷹取").is_empty());
        assert!(spellings("たか取").is_empty());
        assert!(spellings("hk17").is_empty());
    }

    #[test]
    fn katakana_and_marks_are_folded() {
        assert_eq!(folded("フラックス・タイフーン"), "ふらっくすたいふーん");
        assert_eq!(folded("ＨＫ－１７ Flax"), "hk17flax");
    }

    #[test]
    fn every_row_of_the_table_can_be_read() {
        let rows = include_str!("../lexicon/words/romaji.tsv").lines().filter(|line| !line.starts_with('#'));
        for row in rows {
            let fields: Vec<&str> = row.split('\t').collect();
            let [kana, hepburn, kunrei] = fields[..] else { panic!("{row}") };
            assert!(kana.chars().all(|c| ('\u{3041}'..='\u{3094}').contains(&c)), "{row}");
            assert!(
                [hepburn, kunrei].iter().all(|s| !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase())),
                "{row}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_is_folded_without_harm(text in "\\PC{0,12}") {
            let once = folded(&text);
            prop_assert_eq!(typed(&typed(&once)), typed(&once));
            spellings(&once);
        }

        #[test]
        fn kana_are_found_by_both_spellings(kana in "[か-ろ]{1,6}") {
            let kana = folded(&kana);
            let kana: String = kana.chars().filter(|c| !"っゃゅょ".contains(*c)).collect();
            prop_assume!(!kana.is_empty());
            for pick in [0, 1] {
                let raw: String = kana.chars().filter_map(|c| {
                    let spelling = table().spellings.get(c.encode_utf8(&mut [0; 4]) as &str)?;
                    Some(if pick == 0 { spelling.hepburn } else { spelling.kunrei })
                }).collect();
                prop_assert!(spellings(&kana).contains(&typed(&raw)), "{} by {}", kana, raw);
            }
        }
    }
}
