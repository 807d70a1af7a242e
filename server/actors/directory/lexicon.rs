//! The actors that come with the program: the tables of `server/lexicon/actors`.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::names::{NameTable, Naming};
use super::words::words;
use super::{Profile, ProfileId};
use crate::actors::Kind;
use crate::config::{Match, Relation};
use crate::language::script::{self, Script};

/// The tables, by file name.
pub(super) const TABLES: &[(&str, &str)] = &[
    ("countries.tsv", include_str!("../../lexicon/actors/countries.tsv")),
    ("regions.tsv", include_str!("../../lexicon/actors/regions.tsv")),
    ("japan_places.tsv", include_str!("../../lexicon/actors/japan_places.tsv")),
    ("alliances.tsv", include_str!("../../lexicon/actors/alliances.tsv")),
    ("ministries.tsv", include_str!("../../lexicon/actors/ministries.tsv")),
    ("parties.tsv", include_str!("../../lexicon/actors/parties.tsv")),
    ("outlets.tsv", include_str!("../../lexicon/actors/outlets.tsv")),
    ("leaders.tsv", include_str!("../../lexicon/actors/leaders.tsv")),
    ("threat_groups.tsv", include_str!("../../lexicon/actors/threat_groups.tsv")),
    ("companies.tsv", include_str!("../../lexicon/actors/companies.tsv")),
    ("clubs.tsv", include_str!("../../lexicon/actors/clubs.tsv")),
    ("world_cities.tsv", include_str!("../../lexicon/actors/world_cities.tsv")),
    ("laws_events_products.tsv", include_str!("../../lexicon/actors/laws_events_products.tsv")),
];

/// One-letter names of countries.
pub(super) const KANJI: &str = include_str!("../../lexicon/actors/country_kanji.tsv");

/// How readily a single kanji stands for its country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::actors) enum Strength {
    /// Before a noun or in a pair: 米大統領, 英紙.
    Strong,
    /// In a pair only.
    Weak,
}

/// The lexicon's actors, ready for look-up.
#[derive(Debug)]
pub(in crate::actors) struct Lexicon {
    pub(in crate::actors) profiles: Vec<Profile>,
    pub(in crate::actors) by_id: FxHashMap<&'static str, ProfileId>,
    pub(in crate::actors) names: NameTable,
    /// 米 -> the United States.
    pub(in crate::actors) kanji: FxHashMap<char, (ProfileId, Strength)>,
    /// The country that each profile belongs to in the end, or is; by number.
    pub(in crate::actors) country: Vec<Option<ProfileId>>,
    /// A country's organs by the name that they have without the country's: (アメリカ, 国務省).
    pub(in crate::actors) organs: Organs,
    /// Names that some country's organ has without the country's: 外務省, 議会.
    pub(in crate::actors) organ_names: FxHashSet<&'static str>,
    /// Those of them that several countries' organs have, as any state's might.
    pub(in crate::actors) shared_organs: FxHashSet<&'static str>,
    /// Whether these begin with a letter, by its number.
    organ_initials: Vec<bool>,
}

impl Lexicon {
    /// The country that a profile of the lexicon is, or belongs to.
    pub(in crate::actors) fn country_of(&self, id: ProfileId) -> Option<ProfileId> {
        self.country.get(id.0 as usize).copied().flatten()
    }

    /// Whether one of the organs that several countries have begins with a letter.
    pub(in crate::actors) fn opens_organ(&self, letter: char) -> bool {
        self.organ_initials.get(letter as usize).copied().unwrap_or_default()
    }

    /// Whether a profile is a country.
    pub(in crate::actors) fn is_country(&self, id: ProfileId) -> bool {
        self.country_of(id) == Some(id)
    }
}

type Organs = FxHashMap<(ProfileId, &'static str), ProfileId>;

/// The lexicon, read when it is first asked for.
pub(in crate::actors) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(read)
}

/// One row of a table.
pub(super) struct Row {
    pub(super) id: &'static str,
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    /// Each with whether it wants context.
    pub(super) aliases: Vec<(&'static str, bool)>,
    pub(super) of: &'static str,
    pub(super) reading: &'static str,
    pub(super) description: &'static str,
}

/// Reads one row; says what is wrong with it where it cannot be read.
pub(super) fn row(line: &'static str) -> Result<Row, String> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [id, kind, name, aliases, of, reading, latin, description] = fields[..] else {
        return Err(format!("{} columns instead of 8", fields.len()));
    };
    let kind = kind.parse()?;
    if id.is_empty() || name.is_empty() {
        return Err("no id or no name".to_owned());
    }
    let listed = aliases.split("; ").chain(latin.split("; ")).map(str::trim).filter(|alias| !alias.is_empty());
    let aliases = listed.map(|alias| alias.strip_prefix('~').map_or((alias, false), |bare| (bare, true))).collect();
    Ok(Row { id, kind, name, aliases, of, reading, description })
}

fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).filter_map(|line| row(line).ok())
}

fn read() -> Lexicon {
    let mut profiles = Vec::new();
    let mut by_id = FxHashMap::default();
    let mut read: Vec<Row> = Vec::new();
    for (file, table) in TABLES {
        for one in rows(table) {
            // The first row of an id stands; the tests see to it that there is no second.
            if by_id.contains_key(one.id) {
                continue;
            }
            by_id.insert(one.id, ProfileId(profiles.len() as u32));
            profiles.push(Profile {
                id: one.id.to_owned(),
                name: one.name.to_owned(),
                kind: one.kind,
                reading: one.reading.to_owned(),
                description: one.description.to_owned(),
                links: Vec::new(),
                origin: format!("lexicon:{file}").into(),
                of: (!one.of.is_empty()).then(|| one.of.to_owned()),
            });
            read.push(one);
        }
    }
    let country = countries(&read, &by_id);
    let (organs, organ_names, shared_organs) = organs(&read, &country);
    let initials = || shared_organs.iter().filter_map(|name| name.chars().next()).map(|letter| letter as usize);
    let mut organ_initials = vec![false; initials().max().map_or(0, |last| last + 1)];
    initials().for_each(|letter| organ_initials[letter] = true);
    let kanji = kanji_rows().filter_map(|(letter, id, strength)| Some((letter, (*by_id.get(id)?, strength)))).collect();
    let names = NameTable::new(namings(&read));
    Lexicon { profiles, by_id, names, kanji, country, organs, organ_names, shared_organs, organ_initials }
}

/// The names by which each row is found. Names that hold another name or a title are left to the grammar, which cuts
/// them: 安倍首相 is 安倍 and a title, 米ホワイトハウス two names, 相模原市南区 two places, レバノン南部 a part of one.
fn namings(read: &[Row]) -> Vec<(String, Naming)> {
    let titles = &words().titles;
    let countries: FxHashSet<&str> = read
        .iter()
        .filter(|one| one.id.starts_with("country:"))
        .flat_map(|one| one.names().map(|(name, _)| name))
        .collect();
    let letters: FxHashSet<char> = kanji_rows().map(|(letter, _, _)| letter).collect();
    let is_letter = |stem: &str| {
        let mut chars = stem.chars();
        chars.next().is_some_and(|first| letters.contains(&first)) && chars.next().is_none()
    };
    let mut all = Vec::with_capacity(read.len() * 5);
    for (n, one) in read.iter().enumerate() {
        let profile = ProfileId(n as u32);
        for (name, with_context) in one.names() {
            let holds = match one.kind {
                Kind::Person => cuts(name).any(|(stem, rest)| titles.contains_key(rest) && one.has(stem)),
                Kind::Place if one.id.starts_with("country:") => {
                    cuts(name).any(|(stem, rest)| rest == "本土" || rest == "連邦" && is_letter(stem))
                }
                Kind::Place => {
                    ["東部", "西部", "南部", "北部", "中部"]
                        .iter()
                        .any(|part| name.strip_suffix(part).is_some_and(|stem| countries.contains(stem)))
                        || cuts(name).any(|(stem, rest)| {
                            stem.ends_with(['都', '道', '府', '県', '市'])
                                && rest.ends_with(['市', '区', '町', '村'])
                                && one.has(rest)
                        })
                }
                Kind::Organization => {
                    let foreign = |c: char| matches!(script::of(c), Script::Katakana | Script::Letter);
                    cuts(name).any(|(stem, rest)| {
                        let country = || countries.contains(stem) || is_letter(stem);
                        (rest == "当局" || rest.chars().all(|c| foreign(c) || c == '・') && one.has(rest)) && country()
                    })
                }
                _ => false,
            };
            if holds {
                continue;
            }
            let main = name == one.name;
            let matching = if with_context { Match::WithContext } else { Match::Always };
            all.push((name.to_owned(), Naming { profile, matching, relation: Relation::Same, main, line: 0 }));
        }
    }
    all
}

/// Every way to cut a name in two.
fn cuts(name: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    name.char_indices().skip(1).map(|(at, _)| name.split_at(at))
}

impl Row {
    /// Its names, each with whether it wants context. A name that is a word too stands among its own aliases with ~.
    fn names(&self) -> impl Iterator<Item = (&'static str, bool)> {
        let name = self.name;
        let is_word = self.aliases.contains(&(name, true));
        self.aliases.iter().copied().filter(move |(alias, _)| *alias != name).chain([(name, is_word)])
    }

    /// Whether `name` is one of its names.
    fn has(&self, name: &str) -> bool {
        self.name == name || self.aliases.iter().any(|(alias, _)| *alias == name)
    }
}

/// The country that each row is or belongs to, followed up through what it is part of.
fn countries(read: &[Row], by_id: &FxHashMap<&'static str, ProfileId>) -> Vec<Option<ProfileId>> {
    /// No chain of bodies is longer; a circle ends here.
    const LONGEST: usize = 8;
    let country_of = |n: usize| {
        let mut at = n;
        for _ in 0..LONGEST {
            if read[at].id.starts_with("country:") {
                return Some(ProfileId(at as u32));
            }
            at = by_id.get(read[at].of)?.0 as usize;
        }
        None
    };
    (0..read.len()).map(country_of).collect()
}

/// The organs of countries by what remains of their names without the country's.
fn organs(read: &[Row], country: &[Option<ProfileId>]) -> (Organs, FxHashSet<&'static str>, FxHashSet<&'static str>) {
    /// So many countries have an organ of a name that is nobody's own.
    const SEVERAL: usize = 5;
    let mut organs = Organs::default();
    for (n, one) in read.iter().enumerate() {
        let Some(home) = country[n].filter(|home| home.0 as usize != n && one.kind == Kind::Organization) else {
            continue;
        };
        let owner = &read[home.0 as usize];
        for (name, _) in one.aliases.iter().copied().chain([(one.name, false)]) {
            let owners = owner.aliases.iter().map(|(alias, _)| *alias).chain([owner.name]);
            let rest = owners.filter_map(|country| name.strip_prefix(country)).min_by_key(|rest| rest.len());
            if let Some(rest) = rest.filter(|rest| rest.chars().count() >= 2) {
                organs.entry((home, rest)).or_insert(ProfileId(n as u32));
            }
        }
    }
    let names: FxHashSet<&str> = organs.keys().map(|(_, name)| *name).collect();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for (_, name) in organs.keys() {
        *counts.entry(name).or_default() += 1;
    }
    let shared = counts.into_iter().filter(|(_, count)| *count >= SEVERAL).map(|(name, _)| name).collect();
    // An organ whose own name does without the country's: ホワイトハウス, 自衛隊, and 外務省 of Japan.
    for (n, one) in read.iter().enumerate() {
        if let Some(home) = country[n].filter(|home| home.0 as usize != n && one.kind == Kind::Organization) {
            for (name, _) in one.aliases.iter().copied().chain([(one.name, false)]) {
                organs.entry((home, name)).or_insert(ProfileId(n as u32));
            }
        }
    }
    (organs, names, shared)
}

/// The rows of the one-letter names.
pub(super) fn kanji_rows() -> impl Iterator<Item = (char, &'static str, Strength)> {
    KANJI.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        let letter = fields.next()?.chars().next()?;
        let id = fields.next()?;
        let strength = if fields.next()? == "strong" { Strength::Strong } else { Strength::Weak };
        Some((letter, id, strength))
    })
}
