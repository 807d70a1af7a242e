//! Persons: full names first, then what can only be a part of one of them.

use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::roster::Roster;
use super::{Draft, Kind, Why, name_of, naming};
use crate::article::Article;
use crate::config::Match;
use crate::language::script::{self, Script};

/// A person met under a full name.
struct Full {
    actor: u32,
    name: String,
    /// The key of the name, its parts, and how each of them sounds: every surname of the article is held against them.
    key: Rc<str>,
    parts: Rc<[Rc<str>]>,
    sounds: Vec<Option<Rc<str>>>,
    /// Titles seen with any of its names.
    titles: Vec<String>,
    /// Places where it was named: draft numbers, in order.
    at: Vec<usize>,
}

impl Full {
    fn new(actor: u32, name: &str, parts: Rc<[Rc<str>]>) -> Self {
        let sounds = sounds(&parts);
        Self { actor, name: name.to_owned(), key: naming::key(name), parts, sounds, titles: Vec::new(), at: Vec::new() }
    }

    /// Takes `name`, of these parts, for its fullest.
    fn call(&mut self, name: &str, parts: Rc<[Rc<str>]>) {
        name.clone_into(&mut self.name);
        self.key = naming::key(name);
        self.sounds = sounds(&parts);
        self.parts = parts;
    }
}

fn sounds(parts: &[Rc<str>]) -> Vec<Option<Rc<str>>> {
    parts.iter().map(|part| naming::sound(part)).collect()
}

/// Everybody met under a full name, in the order of the article.
#[derive(Default)]
struct Everybody {
    all: Vec<Full>,
    by_actor: FxHashMap<u32, usize>,
    /// Who has, or had before a fuller name was met, this part: numbers, each at least once.
    by_part: FxHashMap<Rc<str>, Vec<usize>>,
}

impl Everybody {
    /// Those who have one of `parts`, in order.
    fn sharing(&self, parts: &[Rc<str>]) -> Vec<usize> {
        let mut sharing: Vec<usize> =
            parts.iter().filter_map(|part| self.by_part.get(part)).flatten().copied().collect();
        sharing.sort_unstable();
        sharing.dedup();
        sharing
    }

    /// Takes note that draft `n` calls `actor` by `name`, of these parts, and `title`.
    fn note(&mut self, (actor, n): (u32, usize), name: &str, parts: Rc<[Rc<str>]>, title: Option<String>) {
        let at = self.by_actor.get(&actor).copied();
        let fuller = at.is_none_or(|at| parts.len() > self.all[at].parts.len());
        let at = at.unwrap_or(self.all.len());
        if fuller {
            for part in &*parts {
                self.by_part.entry(Rc::clone(part)).or_default().push(at);
            }
            if let Some(one) = self.all.get_mut(at) {
                one.call(name, parts);
            } else {
                self.by_actor.insert(actor, at);
                self.all.push(Full::new(actor, name, parts));
            }
        }
        let one = &mut self.all[at];
        one.titles.extend(title);
        one.at.push(n);
    }
}

/// Links every person among `drafts`.
pub(super) fn link(article: &Article, drafts: &[Draft], roster: &mut Roster<'_>, links: &mut [Option<(u32, Why)>]) {
    let mut full = Everybody::default();
    let people: Vec<usize> = (0..drafts.len()).filter(|n| drafts[*n].found.kind == Kind::Person).collect();
    let mut rest = Vec::new();
    // The fullest names first, wherever they stand: a headline has the surname before the text has the name.
    for &n in &people {
        let name = name_of(article, &drafts[n]);
        let parts = naming::parts(name);
        if let Some((actor, why)) = listed(roster, &drafts[n], name) {
            full.note((actor, n), name, parts, title_of(article, &drafts[n]));
            links[n] = Some((actor, why));
        } else if is_full(article, &drafts[n], name, &parts) {
            let (actor, why) = same_person(roster, &full, name, &parts);
            full.note((actor, n), name, parts, title_of(article, &drafts[n]));
            links[n] = Some((actor, why));
        } else {
            rest.push(n);
        }
    }
    let full = Parts::of(full);
    // Which full names one may be a part of: the same wherever it stands.
    let mut known: FxHashMap<&str, Wholes> = FxHashMap::default();
    for n in rest {
        let name = name_of(article, &drafts[n]);
        let wholes = known.entry(name).or_insert_with(|| full.wholes(name, roster));
        let (actor, why) = part_of(article, roster, &full.all, drafts, n, wholes).unwrap_or_else(|| {
            let (actor, why) = roster.of_name(Kind::Person, name);
            let entry = &mut roster.entries[actor as usize];
            entry.partial = entry.profile.is_none();
            (actor, why)
        });
        links[n] = Some((actor, why));
    }
}

/// A person of the lexicon or the registry.
fn listed(roster: &mut Roster<'_>, draft: &Draft, name: &str) -> Option<(u32, Why)> {
    let mut namings = super::listed(roster.directory, draft, name);
    namings.retain(|naming| {
        naming.matching == Match::Always
            && roster.directory.profile(naming.profile).is_some_and(|one| one.kind == Kind::Person)
    });
    let [only] = namings[..] else {
        return None;
    };
    let profile = roster.directory.profile(only.profile)?;
    let why = if profile.name == name { Why::ExactName } else { Why::Alias(Arc::clone(&profile.origin)) };
    Some((roster.of_profile(only.profile), why))
}

fn title_of(article: &Article, draft: &Draft) -> Option<String> {
    let text = &article.passages[draft.passage as usize].passage.text;
    draft.found.title.map(|title| title.slice(text).to_owned())
}

/// Whether a name is more than a surname: two parts, or surname and given name in kanji.
fn is_full(article: &Article, draft: &Draft, name: &str, parts: &[Rc<str>]) -> bool {
    if parts.len() >= 2 {
        return true;
    }
    let kanji = name.chars().filter(|c| matches!(script::of(*c), Script::Kanji)).count();
    let passage = &article.passages[draft.passage as usize].passage;
    let tokens = &passage.tokens[passage.tokens_in(draft.found.span)];
    kanji >= 2 && name.chars().count() >= 3 && tokens.len() >= 2
}

/// The person of a full name: one that shares its parts (モリス・ジュニア, アルド・モリス・ジュニア), or a new one.
fn same_person(roster: &mut Roster<'_>, full: &Everybody, name: &str, parts: &[Rc<str>]) -> (u32, Why) {
    if parts.len() >= 2 {
        for one in full.sharing(parts).into_iter().map(|number| &full.all[number]) {
            let (short, long) =
                if parts.len() <= one.parts.len() { (parts, &one.parts[..]) } else { (&one.parts[..], parts) };
            if short.len() >= 2 && is_subsequence(short, long) {
                let why = if short == long { Why::ExactName } else { Why::PartOfName(one.name.clone()) };
                if parts.len() > one.parts.len() && roster.entries[one.actor as usize].profile.is_none() {
                    roster.rename(one.actor, name);
                }
                return (one.actor, why);
            }
        }
    }
    roster.of_name(Kind::Person, name)
}

fn is_subsequence(short: &[Rc<str>], long: &[Rc<str>]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|part| rest.any(|other| other == part))
}

/// The full names that a name may be a part of, by number.
struct Wholes {
    matching: Vec<usize>,
    transliterated: bool,
}

/// Everybody met under a full name, by what a part of the name may be: a long article has thousands of either.
struct Parts {
    all: Vec<Full>,
    by_part: FxHashMap<Rc<str>, Vec<usize>>,
    /// By how a part sounds.
    by_sound: FxHashMap<Rc<str>, Vec<usize>>,
    /// By the first and the last letter of the whole.
    by_edge: FxHashMap<char, Vec<usize>>,
}

impl Parts {
    fn of(Everybody { all, by_part, .. }: Everybody) -> Self {
        let mut by_sound: FxHashMap<Rc<str>, Vec<usize>> = FxHashMap::default();
        let mut by_edge: FxHashMap<char, Vec<usize>> = FxHashMap::default();
        for (number, one) in all.iter().enumerate() {
            for sound in one.sounds.iter().flatten() {
                by_sound.entry(Rc::clone(sound)).or_default().push(number);
            }
            for edge in one.key.chars().next().into_iter().chain(one.key.chars().next_back()) {
                by_edge.entry(edge).or_default().push(number);
            }
        }
        Self { all, by_part, by_sound, by_edge }
    }

    /// The full names of which `name` may be a part.
    fn wholes(&self, name: &str, roster: &Roster<'_>) -> Wholes {
        let key = naming::key(name);
        let kanji = name.chars().all(|c| script::of(c) != Script::Katakana && script::of(c) != Script::Letter);
        let denied = |one: &Full| {
            let profile = roster.entries[one.actor as usize].profile;
            profile.is_some_and(|profile| roster.directory.denies(profile, name))
        };
        let all = |mut among: Vec<usize>, can: &dyn Fn(&Full) -> bool| -> Vec<usize> {
            among.sort_unstable();
            among.dedup();
            among.retain(|n| can(&self.all[*n]) && !denied(&self.all[*n]));
            among
        };
        let matching = if kanji {
            let edges = key.chars().next().into_iter().chain(key.chars().next_back());
            let among = edges.filter_map(|edge| self.by_edge.get(&edge)).flatten().copied().collect();
            all(among, &|one| one.key.len() > key.len() && (one.key.starts_with(&*key) || one.key.ends_with(&*key)))
        } else {
            // Of several parts in a row, written as one, it begins with the first.
            let ends = key.char_indices().map(|(at, c)| at + c.len_utf8());
            let among = ends.filter_map(|end| self.by_part.get(&key[..end])).flatten().copied().collect();
            all(among, &|one| one.parts.contains(&key) || joined(&one.parts, &key))
        };
        if !matching.is_empty() {
            return Wholes { matching, transliterated: false };
        }
        let sound = naming::sound(name);
        let among = sound.as_ref().and_then(|sound| self.by_sound.get(sound)).cloned().unwrap_or_default();
        let by_sound = |one: &Full| {
            let mut parts = one.parts.iter().zip(&one.sounds);
            parts.any(|(part, other)| *other == sound && part.is_ascii() != name.is_ascii())
        };
        Wholes { matching: all(among, &by_sound), transliterated: true }
    }
}

/// The full name that the name of draft `n` can only be a part of.
fn part_of(
    article: &Article,
    roster: &Roster<'_>,
    full: &[Full],
    drafts: &[Draft],
    n: usize,
    wholes: &Wholes,
) -> Option<(u32, Why)> {
    let matching: Vec<&Full> = wholes.matching.iter().map(|number| &full[*number]).collect();
    let chosen = match matching[..] {
        [] => return None,
        [only] => only,
        _ => {
            // Two of one name: the title decides, else who was named last before.
            let title = title_of(article, &drafts[n]);
            let titled = matching.iter().find(|one| title.as_ref().is_some_and(|title| one.titles.contains(title)));
            let last =
                || matching.iter().max_by_key(|one| one.at.iter().filter(|at| **at < n).max().map_or(0, |at| at + 1));
            titled.or_else(last)?
        }
    };
    let whole = roster.entries[chosen.actor as usize].name.clone();
    let why = if wholes.transliterated { Why::Transliteration(whole) } else { Why::PartOfName(whole) };
    Some((chosen.actor, why))
}

/// Whether `key` is several parts in a row, written as one.
fn joined(parts: &[Rc<str>], key: &str) -> bool {
    (0..parts.len()).any(|from| {
        let mut rest = key;
        for part in &parts[from..] {
            let Some(after) = rest.strip_prefix(&**part) else { return false };
            if after.is_empty() {
                return true;
            }
            rest = after;
        }
        false
    })
}
