//! Words that tell what a name beside them is: titles, and the last words of names, as flags from the lexicon's lists;
//! and the names of the lexicon's own actors.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::hash;
use super::lengths::Lengths;

/// What the lexicon says of a word, a bit per class; see [`CLASSES`] and [`ACTORS`].
pub(super) type Flags = u64;

/// Lists of words with the classes of their second column, in the order of the bits of [`Flags`]. A class that is not
/// here carries no flag.
const CLASSES: [(&str, &[&str]); 4] = [
    (
        include_str!("../../lexicon/words/person_titles.tsv"),
        &[
            "honorific",
            "suspect",
            "office_state",
            "office_body",
            "profession",
            "military",
            "police",
            "nobility",
            "family",
            "sport",
            "religion",
            "prefix",
        ],
    ),
    (
        include_str!("../../lexicon/words/org_suffixes.tsv"),
        &[
            "act",
            "agency",
            "armed_group",
            "body",
            "company",
            "court",
            "government",
            "institute",
            "media",
            "military",
            "ministry",
            "parliament",
            "party",
            "police",
            "school",
            "team",
        ],
    ),
    (include_str!("../../lexicon/words/place_suffixes.tsv"), &["place", "facility"]),
    (include_str!("../../lexicon/words/event_product_suffixes.tsv"), &["event", "law", "other", "product", "work"]),
];

/// Lists of actors, each with the first of its bits behind those of [`CLASSES`]: one for all, except for the last list,
/// which has one per type.
const ACTORS: [&str; 13] = [
    include_str!("../../lexicon/actors/countries.tsv"),
    include_str!("../../lexicon/actors/regions.tsv"),
    include_str!("../../lexicon/actors/japan_places.tsv"),
    include_str!("../../lexicon/actors/world_cities.tsv"),
    include_str!("../../lexicon/actors/ministries.tsv"),
    include_str!("../../lexicon/actors/alliances.tsv"),
    include_str!("../../lexicon/actors/companies.tsv"),
    include_str!("../../lexicon/actors/clubs.tsv"),
    include_str!("../../lexicon/actors/outlets.tsv"),
    include_str!("../../lexicon/actors/parties.tsv"),
    include_str!("../../lexicon/actors/threat_groups.tsv"),
    include_str!("../../lexicon/actors/leaders.tsv"),
    include_str!("../../lexicon/actors/laws_events_products.tsv"),
];

/// The types of the last list; all others share a bit.
const TYPES: [&str; 3] = ["event", "facility", "law"];

/// Words that look like names and are none.
const NOT_NAMES: &str = include_str!("../../lexicon/words/not_names.tsv");

/// Japanese surnames.
const SURNAMES: &str = include_str!("../../lexicon/words/common_surnames.tsv");

/// The single characters that stand for a country.
const COUNTRY_KANJI: &str = include_str!("../../lexicon/actors/country_kanji.tsv");

/// Titles that follow a person's name; the first classes of the first list.
pub(super) const TITLES: Flags = (1 << 11) - 1;

/// The bit of a facility's last word.
pub(super) const FACILITY: Flags = 1 << 29;
/// The bit of an event's last word.
pub(super) const EVENT: Flags = 1 << 30;
/// The bit of a law's last word.
pub(super) const LAW: Flags = 1 << 31;
/// The bit of a work's last word.
pub(super) const WORK: Flags = 1 << 34;

/// The lists, by the hash of the word.
#[derive(Debug, Default)]
pub(super) struct Cues {
    /// Words of the lists: what stands beside a name or ends it.
    pub(super) words: FxHashMap<u32, Flags>,
    /// The same and the actors' names: what a run of tokens may be.
    phrases: FxHashMap<u32, Flags>,
    leads: Leads,
    /// All phrases.
    whole: Hashes,
}

impl Cues {
    /// How long the phrases are that begin with the two characters that have this hash.
    #[inline]
    pub(super) fn lengths(&self, lead: u32) -> Lengths {
        self.leads.0[(lead >> 16) as usize]
    }

    /// Adds a phrase, which is `flags`.
    fn put(&mut self, phrase: &str, flags: Flags) {
        self.leads.0[(hash::lead(phrase) >> 16) as usize].put(phrase.chars().count() as u32);
        *self.phrases.entry(hash::of(phrase)).or_default() |= flags;
    }

    /// What the lexicon says of the phrase with this hash, if anything.
    #[inline]
    pub(super) fn phrase(&self, hash: u32) -> Option<Flags> {
        if self.whole.has(hash) { self.phrases.get(&hash).copied() } else { None }
    }
}

/// Hashes, as a set with a few more members than were put in.
#[derive(Debug)]
struct Hashes(Vec<u64>);

impl Default for Hashes {
    fn default() -> Self {
        Self(vec![0; 1 << 10])
    }
}

impl Hashes {
    fn put(&mut self, hash: u32) {
        self.0[(hash >> 22) as usize] |= 1 << (hash >> 16 & 63);
    }

    /// Whether something with this hash may have been put in.
    #[inline]
    fn has(&self, hash: u32) -> bool {
        self.0[(hash >> 22) as usize] & 1 << (hash >> 16 & 63) != 0
    }
}

/// How long phrases are, by the hash of their first two characters.
#[derive(Debug)]
struct Leads(Vec<Lengths>);

impl Default for Leads {
    fn default() -> Self {
        Self(vec![Lengths::default(); 1 << 16])
    }
}

/// Words inside which a name ends or begins, by their hash: a bit per byte at which they are cut.
pub(super) fn cuts() -> &'static FxHashMap<u32, u32> {
    static CUTS: OnceLock<FxHashMap<u32, u32>> = OnceLock::new();
    CUTS.get_or_init(|| {
        let list = rows(include_str!("../../lexicon/words/cuts.tsv"));
        list.map(|row| {
            let parts: Vec<&str> = row.split('|').collect();
            let ends = parts.iter().scan(0, |at, part| {
                *at += part.len();
                Some(*at)
            });
            let bits = ends.take(parts.len() - 1).filter(|at| *at < 32).fold(0, |bits, at| bits | 1 << at);
            (hash::of(&parts.concat()), bits)
        })
        .collect()
    })
}

/// The lexicon's lists.
pub(super) fn shipped() -> &'static Cues {
    static CUES: OnceLock<Cues> = OnceLock::new();
    CUES.get_or_init(|| {
        let mut cues = Cues::default();
        let mut bit = 0;
        for (list, classes) in CLASSES {
            for row in rows(list) {
                let mut fields = row.split('\t');
                let (Some(word), Some(class)) = (fields.next(), fields.next()) else { continue };
                if let Some(n) = classes.iter().position(|known| *known == class) {
                    *cues.words.entry(hash::of(word)).or_default() |= 1 << (bit + n);
                    cues.put(word, 1 << (bit + n));
                }
            }
            bit += classes.len();
        }
        for (n, list) in ACTORS.into_iter().enumerate() {
            for row in rows(list) {
                let fields: Vec<&str> = row.split('\t').collect();
                let type_ = fields.get(1).copied().unwrap_or_default();
                let within = match TYPES.iter().position(|known| *known == type_) {
                    Some(type_) if n + 1 == ACTORS.len() => 1 + type_,
                    _ => 0,
                };
                let columns = [2, 3, 6].into_iter().filter_map(|column| fields.get(column));
                for name in columns.flat_map(|names| names.split("; ")) {
                    // A form that needs a context says little by itself.
                    if !name.starts_with('~') && name.chars().count() > 1 {
                        cues.put(name, 1 << (bit + n + within));
                    }
                }
            }
        }
        bit += ACTORS.len() + TYPES.len();
        for (n, list) in [NOT_NAMES, SURNAMES].into_iter().enumerate() {
            for row in rows(list) {
                let word = row.split('\t').next().unwrap_or_default();
                cues.put(word, 1 << (bit + n));
            }
        }
        bit += 2;
        for row in rows(COUNTRY_KANJI) {
            let mut fields = row.split('\t');
            if let (Some(kanji), Some(strength)) = (fields.next(), fields.nth(1)) {
                let weak = usize::from(strength != "strong");
                cues.put(kanji, 1 << (bit + weak));
            }
        }
        cues.phrases.keys().for_each(|hash| cues.whole.put(*hash));
        cues
    })
}

fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|row| !row.starts_with('#') && !row.is_empty())
}
