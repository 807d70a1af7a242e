//! The actors of the article at hand while they are being gathered.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::{Actor, Directory, Kind, Mention, ProfileId, Why, lexicon, naming, same_sort};
use crate::article::Article;

/// An actor that is being gathered.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) profile: Option<ProfileId>,
    /// The country that it belongs to, or is.
    pub(super) country: Option<ProfileId>,
    /// Known by a surname or another part of a name only.
    pub(super) partial: bool,
}

/// All actors of the article so far, and how they are found.
pub(super) struct Roster<'a> {
    pub(super) directory: &'a Directory,
    pub(super) entries: Vec<Entry>,
    by_profile: FxHashMap<ProfileId, u32>,
    by_key: FxHashMap<(u8, Rc<str>), u32>,
    by_sound: FxHashMap<(u8, Rc<str>), u32>,
    /// How often an actor's name has given way to a fuller one.
    renamed: usize,
    /// Abbreviations and second names that the article introduces.
    introduced: FxHashMap<String, (u32, String)>,
}

impl<'a> Roster<'a> {
    pub(super) fn new(directory: &'a Directory) -> Self {
        Self {
            directory,
            entries: Vec::new(),
            by_profile: FxHashMap::default(),
            by_key: FxHashMap::default(),
            by_sound: FxHashMap::default(),
            renamed: 0,
            introduced: FxHashMap::default(),
        }
    }

    /// The actor of a profile.
    pub(super) fn of_profile(&mut self, profile: ProfileId) -> u32 {
        let profile = self.directory.current(profile);
        if let Some(known) = self.by_profile.get(&profile) {
            return *known;
        }
        let (name, kind) =
            self.directory.profile(profile).map_or((String::new(), Kind::Other), |one| (one.name.clone(), one.kind));
        let actor = self.entries.len() as u32;
        self.by_key.entry((sort(kind), naming::key(&name))).or_insert(actor);
        if let Some(sound) = naming::sound(&name) {
            self.by_sound.entry((sort(kind), sound)).or_insert(actor);
        }
        let country = lexicon().country_of(profile);
        self.entries.push(Entry { name, kind, profile: Some(profile), country, partial: false });
        self.by_profile.insert(profile, actor);
        actor
    }

    /// Whether the article has named this profile's actor.
    pub(super) fn has_profile(&self, profile: ProfileId) -> bool {
        self.by_profile.contains_key(&self.directory.current(profile))
    }

    /// The actor of a name that no list has.
    pub(super) fn of_name(&mut self, kind: Kind, name: &str) -> (u32, Why) {
        let key = (sort(kind), naming::key(name));
        if let Some(known) = self.by_key.get(&key) {
            return (*known, Why::ExactName);
        }
        if let Some(sound) = naming::sound(name) {
            if let Some(known) = self.by_sound.get(&(sort(kind), sound.clone())).copied()
                && over_scripts(&self.entries[known as usize].name, name)
            {
                let other = self.entries[known as usize].name.clone();
                self.by_key.insert(key, known);
                let japanese = || name.chars().any(crate::language::script::is_japanese);
                if self.entries[known as usize].profile.is_none() && japanese() {
                    self.rename(known, name);
                }
                return (known, Why::Transliteration(other));
            }
            self.by_sound.entry((sort(kind), sound)).or_insert(self.entries.len() as u32);
        }
        let actor = self.entries.len() as u32;
        self.by_key.insert(key, actor);
        self.entries.push(Entry { name: name.to_owned(), kind, profile: None, country: None, partial: false });
        (actor, Why::ExactName)
    }

    /// Takes `name` for the actor's from now on.
    pub(super) fn rename(&mut self, actor: u32, name: &str) {
        name.clone_into(&mut self.entries[actor as usize].name);
        self.renamed += 1;
    }

    /// A number that is the same as long as every actor keeps its name.
    pub(super) fn renamed(&self) -> usize {
        self.renamed
    }

    /// What the actor is.
    pub(super) fn kind(&self, actor: u32) -> Kind {
        self.entries[actor as usize].kind
    }

    pub(super) fn set_country(&mut self, actor: u32, country: ProfileId) {
        self.entries[actor as usize].country = Some(country);
    }

    /// Remembers that the article itself gives `actor` a second name.
    pub(super) fn introduce(&mut self, name: &str, actor: u32, by: &str) {
        self.introduced.entry(name.to_owned()).or_insert_with(|| (actor, by.to_owned()));
    }

    /// The actor of a name that the article introduced.
    pub(super) fn introduced(&self, name: &str) -> Option<(u32, Why)> {
        self.introduced.get(name).map(|(actor, by)| (*actor, Why::Introduced(by.clone())))
    }

    /// The finished actors, with their mentions in order and their introductions; those without a mention left out.
    pub(super) fn into_actors(mut self, article: &Article, mut mentions: Vec<Mention>) -> (Vec<Mention>, Vec<Actor>) {
        mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
        let mut number = vec![None; self.entries.len()];
        let mut actors: Vec<Actor> = Vec::new();
        for (n, mention) in mentions.iter_mut().enumerate() {
            let at = mention.actor as usize;
            let entry = &mut self.entries[at];
            let actor = *number[at].get_or_insert_with(|| {
                let id = id(self.directory, entry);
                let parts = if entry.kind == Kind::Person { naming::surnames(&entry.name) } else { Vec::new() };
                actors.push(Actor {
                    id,
                    name: std::mem::take(&mut entry.name),
                    kind: entry.kind,
                    profile: entry.profile,
                    partial: entry.partial,
                    parts,
                    mentions: Vec::new(),
                    introduction: None,
                });
                actors.len() as u32 - 1
            });
            mention.actor = actor;
            actors[actor as usize].mentions.push(n as u32);
        }
        for actor in &mut actors {
            actor.introduction = introduction(article, &mentions, &actor.mentions);
        }
        (mentions, actors)
    }
}

fn sort(kind: Kind) -> u8 {
    (0u8..)
        .zip([Kind::Person, Kind::Organization, Kind::Place])
        .find(|(_, one)| same_sort(*one, kind))
        .map_or(3, |(n, _)| n)
}

/// Whether two names are written in different scripts.
fn over_scripts(a: &str, b: &str) -> bool {
    let latin = |name: &str| name.chars().any(|c| c.is_ascii_alphabetic());
    latin(a) != latin(b)
}

fn id(directory: &Directory, entry: &Entry) -> String {
    match entry.profile.and_then(|profile| directory.profile(profile)) {
        Some(profile) => profile.id.clone(),
        None => format!("{}:{}", entry.kind.name(), naming::key(&entry.name)),
    }
}

/// The mention that tells most: the longest name, with a title before without, the earliest; in prose before elsewhere.
fn introduction(article: &Article, mentions: &[Mention], of: &[u32]) -> Option<u32> {
    let can = |n: &&u32| article.blocks[mentions[**n as usize].passage as usize].kind.can_introduce();
    of.iter()
        .filter(can)
        .max_by_key(|n| {
            let mention = &mentions[**n as usize];
            let body = article.blocks[mention.passage as usize].kind.is_body();
            let named = mention.form == super::Form::Name;
            (named, body, mention.title.is_some(), mention.span.len(), std::cmp::Reverse(mention.span.start))
        })
        .copied()
}
