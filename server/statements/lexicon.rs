//! The words of attribution: `server/lexicon/attribution/*.tsv`, read once.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Grade;
use super::cues::{Ending, VerbClass};
use super::quotes::BracketClass;

/// Where the content of a verb stands.
#[expect(clippy::struct_excessive_bools, reason = "a set of marks, as the lexicon lists them")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Frames {
    pub to: bool,
    pub wo: bool,
    pub ni: bool,
    pub you: bool,
    pub koto: bool,
    pub nominal: bool,
    /// 批判を浴びる: whoever is the subject did not say it.
    pub suffers: bool,
}

/// One verb of attribution: the dictionary forms behind its first, its class and its frames.
#[derive(Debug)]
pub(super) struct Verb {
    pub rest: Vec<&'static str>,
    pub class: VerbClass,
    pub frames: Frames,
}

/// What a source marker says of the noun phrase before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkerKind {
    /// The clause that follows is what the source says: によると.
    Vouches,
    /// The source speaks through the subject of the sentence: の話として.
    Relays,
    /// With a verb of coming to light behind it: への取材で分かった.
    Reveals,
}

/// What a personal title says without a name before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Title {
    /// A post that one person holds at a time: 外相, 報道官.
    Office,
    /// A calling or a relation, which many have: 弁護士, 父親.
    Calling,
    /// Nothing: 氏, さん.
    Honorific,
}

impl Title {
    fn named(class: &str) -> Option<Self> {
        Some(match class {
            "office_state" | "office_body" => Self::Office,
            "honorific" => Self::Honorific,
            "prefix" => return None,
            _ => Self::Calling,
        })
    }
}

/// What the Aho-Corasick pass over a passage looks for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Surface {
    Marker(MarkerKind),
    Ending { class: Ending, only_final: bool, carries: bool },
    Introduction { block: bool },
}

/// What a phrase beside a noun phrase does: the classes of `phrases.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    /// X首相を含む: of a group the one named.
    Foremost,
    /// など, ら behind a head.
    Tail,
    /// に, の取材: to whom it was said.
    Told,
    /// 調べ: who compiled it.
    Compiled,
    /// 引用元: opens a line that says where a text is from.
    Cites,
    /// Xによる発表: who issued it.
    Agent,
    /// 私: how a single person says I.
    I,
}

impl Phrase {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "foremost" => Self::Foremost,
            "tail" => Self::Tail,
            "told" => Self::Told,
            "compiled" => Self::Compiled,
            "cites" => Self::Cites,
            "agent" => Self::Agent,
            "self" => Self::I,
            _ => return None,
        })
    }
}

/// All the words.
pub(super) struct Lexicon {
    pub verbs: FxHashMap<&'static str, Vec<Verb>>,
    pub nominals: FxHashMap<&'static str, VerbClass>,
    pub surfaces: AhoCorasick,
    pub surface_kinds: Vec<Surface>,
    /// Verbs of coming to light.
    pub revelations: AhoCorasick,
    pub connectives: Vec<(&'static str, bool)>,
    pub brackets: Vec<(&'static str, bool, BracketClass)>,
    unnamed: FxHashMap<&'static str, Grade>,
    documents: FxHashSet<&'static str>,
    bodies: FxHashSet<&'static str>,
    outlets: FxHashSet<&'static str>,
    not_sources: FxHashSet<&'static str>,
    vague: Vec<&'static str>,
    titles: FxHashMap<&'static str, Title>,
    pronouns: FxHashMap<&'static str, Grade>,
    first_person: FxHashSet<&'static str>,
    conventions: Vec<[&'static str; 3]>,
    phrases: Vec<(&'static str, Phrase)>,
}

macro_rules! table {
    ($file:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/server/lexicon/", $file))
    };
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).map(|line| line.split('\t').collect())
}

fn first_column(text: &'static str) -> impl Iterator<Item = &'static str> {
    rows(text).filter_map(|row| row.first().copied())
}

/// The lexicon, loaded on first use.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::read)
}

impl Lexicon {
    fn read() -> Self {
        let mut verbs: FxHashMap<&'static str, Vec<Verb>> = FxHashMap::default();
        for row in rows(table!("attribution/reporting_verbs.tsv")) {
            let [phrase, class, frames, ..] = row[..] else { continue };
            let Some(class) = VerbClass::named(class) else { continue };
            let mut words = phrase.split(' ');
            let Some(first) = words.next() else { continue };
            let rest = words.collect();
            verbs.entry(first).or_default().push(Verb { rest, class, frames: Frames::read(frames) });
        }
        for known in verbs.values_mut() {
            known.sort_by_key(|verb| std::cmp::Reverse(verb.rest.len()));
        }
        let nominals = rows(table!("attribution/nominal_cues.tsv"))
            .filter_map(|row| Some((*row.first()?, VerbClass::named(row.get(1)?)?)))
            .collect();
        let (mut patterns, mut surface_kinds) = (Vec::new(), Vec::new());
        let mut surface = |text: &'static str, kind: Surface| {
            patterns.push(text);
            surface_kinds.push(kind);
        };
        for row in rows(table!("attribution/source_markers.tsv")) {
            let [text, kind, ..] = row[..] else { continue };
            let kind = match kind {
                "relays" => MarkerKind::Relays,
                "reveals" => MarkerKind::Reveals,
                _ => MarkerKind::Vouches,
            };
            surface(text, Surface::Marker(kind));
        }
        for row in rows(table!("attribution/endings.tsv")) {
            let [text, class, position, carries, ..] = row[..] else { continue };
            let Some(class) = Ending::named(class) else { continue };
            surface(text, Surface::Ending { class, only_final: position == "end", carries: carries == "yes" });
        }
        for row in rows(table!("attribution/introductions.tsv")) {
            let [text, kind, ..] = row[..] else { continue };
            surface(text, Surface::Introduction { block: kind == "block" });
        }
        let surfaces = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .expect("the patterns of the lexicon are few and short");
        let unnamed = rows(table!("attribution/unnamed.tsv"))
            .filter_map(|row| {
                let grade = if *row.get(1)? == "role" { Grade::Role } else { Grade::Unnamed };
                Some((*row.first()?, grade))
            })
            .collect();
        let bodies = first_column(table!("attribution/body_heads.tsv"))
            // Suffixes of one letter (中, 会) and of sports and companies (部屋, ショップ) end too many ordinary
            // words; those that speak stand in body_heads.tsv.
            .chain(rows(table!("words/org_suffixes.tsv")).filter_map(|row| {
                let word = *row.first()?;
                let speaks = matches!(
                    *row.get(1)?,
                    "ministry"
                        | "police"
                        | "court"
                        | "party"
                        | "parliament"
                        | "government"
                        | "media"
                        | "agency"
                        | "institute"
                );
                (speaks && word.chars().count() > 1).then_some(word)
            }))
            .collect();
        let titles = rows(table!("words/person_titles.tsv"))
            .filter_map(|row| Some((*row.first()?, Title::named(row.get(1)?)?)))
            .collect();
        let phrases = rows(table!("attribution/phrases.tsv"))
            .filter_map(|row| Some((*row.first()?, Phrase::named(row.get(1)?)?)))
            .collect();
        let pronouns = rows(table!("words/demonstrative_heads.tsv"))
            .filter(|row| row.get(2).is_some_and(|note| matches!(*note, "demonstrative" | "pronoun")))
            .filter_map(|row| {
                let grade = match *row.get(1)? {
                    "person" => Grade::Person,
                    "organization" | "place" => Grade::Body,
                    _ => return None,
                };
                Some((*row.first()?, grade))
            })
            .collect();
        Self {
            verbs,
            nominals,
            surfaces,
            surface_kinds,
            revelations: AhoCorasick::new(first_column(table!("attribution/revelations.tsv")))
                .expect("the patterns of the lexicon are few and short"),
            connectives: rows(table!("attribution/connectives.tsv"))
                .filter_map(|row| Some((*row.first()?, *row.get(1)? == "ends")))
                .collect(),
            brackets: rows(table!("attribution/bracket_cues.tsv"))
                .filter_map(|row| Some((*row.first()?, *row.get(1)? == "before", BracketClass::named(row.get(2)?)?)))
                .collect(),
            vague: first_column(table!("attribution/vague_modifiers.tsv")).collect(),
            unnamed,
            documents: first_column(table!("attribution/documents.tsv")).collect(),
            bodies,
            outlets: first_column(table!("attribution/outlets.tsv")).collect(),
            not_sources: first_column(table!("attribution/not_sources.tsv")).collect(),
            titles,
            pronouns,
            phrases,
            first_person: rows(table!("words/demonstrative_heads.tsv"))
                .filter(|row| row.get(2) == Some(&"first_person"))
                .filter_map(|row| row.first().copied())
                .collect(),
            conventions: rows(table!("attribution/conventions.tsv"))
                .filter_map(|row| Some([*row.first()?, *row.get(1)?, *row.get(2)?]))
                .collect(),
        }
    }

    /// The grade of the longest unnamed word that ends `phrase`, where no longer title does.
    pub(super) fn unnamed(&self, phrase: &str) -> Option<Grade> {
        let (grade, length) = suffixes(phrase).find_map(|suffix| Some((*self.unnamed.get(suffix)?, suffix.len())))?;
        // 最高指導者 is a post, 指導者 is anybody.
        let title = self.title(phrase).is_some_and(|(title, longer)| title == Title::Office && longer > length);
        (!title).then_some(grade)
    }

    /// Whether `phrase` ends in a document.
    pub(super) fn is_document(&self, phrase: &str) -> bool {
        suffixes(phrase).any(|suffix| self.documents.contains(suffix))
    }

    /// Whether `phrase` ends in a body that speaks.
    pub(super) fn is_body(&self, phrase: &str) -> bool {
        suffixes(phrase).any(|suffix| self.bodies.contains(suffix))
    }

    /// Whether `phrase` ends in the name of an outlet.
    pub(super) fn is_outlet(&self, phrase: &str) -> bool {
        suffixes(phrase).any(|suffix| self.outlets.contains(suffix))
    }

    /// Whether `phrase` opens with a word that leaves open which one is meant: 複数の, ある, 各.
    pub(super) fn is_vague(&self, phrase: &str) -> bool {
        self.vague.iter().any(|word| phrase.starts_with(word))
    }

    /// Whether によると behind `phrase` names no source: 場合, 多くの場合.
    pub(super) fn is_no_source(&self, phrase: &str) -> bool {
        self.not_sources.contains(phrase.rsplit('の').next().unwrap_or(phrase))
    }

    /// The personal title that ends `phrase`, with its length in bytes.
    pub(super) fn title(&self, phrase: &str) -> Option<(Title, usize)> {
        suffixes(phrase).find_map(|suffix| Some((*self.titles.get(suffix)?, suffix.len())))
    }

    /// Whether `phrase` is the writer, or whoever is being quoted: 私, 我々.
    pub(super) fn is_first_person(&self, phrase: &str) -> bool {
        self.first_person.contains(phrase)
    }

    /// Whether `phrase` is a pronoun or a demonstrative, and the grade of what it stands for.
    pub(super) fn pronoun(&self, phrase: &str) -> Option<Grade> {
        self.pronouns.get(phrase).copied()
    }

    /// The phrases that do one thing.
    pub(super) fn phrases(&self, what: Phrase) -> impl Iterator<Item = &'static str> + Clone + '_ {
        self.phrases.iter().filter(move |(_, does)| *does == what).map(|(words, _)| *words)
    }

    /// The conventional reading of a code word that ends `phrase`: Japanese, English.
    pub(super) fn convention(&self, phrase: &str) -> Option<(&'static str, &'static str)> {
        self.conventions.iter().find(|[word, ..]| phrase.ends_with(word)).map(|[_, ja, en]| (*ja, *en))
    }
}

/// The suffixes of `phrase` that may be words, the longest first.
fn suffixes(phrase: &str) -> impl Iterator<Item = &str> {
    const LONGEST: usize = 30;
    phrase.char_indices().filter(move |(at, _)| phrase.len() - at <= LONGEST).map(move |(at, _)| &phrase[at..])
}

impl Frames {
    fn read(list: &str) -> Self {
        let has = |name| list.split(',').any(|one| one == name);
        Self {
            to: has("と"),
            wo: has("を"),
            ni: has("に"),
            you: has("よう"),
            koto: has("こと"),
            nominal: has("nominal"),
            suffers: has("suffers"),
        }
    }

    /// Whether the passive has what is said as its subject.
    pub(super) fn speaks_of_objects(self) -> bool {
        self.wo || self.koto
    }
}
