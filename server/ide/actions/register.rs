//! Tell the registry something about a name: who it is, whose other name it is, who it is not, or that it is none.

use super::{Action, ActionKind, Deed, RegistryChange};
use crate::actors::{Actor, Form, Kind, Mention, Profile};
use crate::archive::{Entry, Snapshot};
use crate::config::{NewActor, Registered, Relation};
use crate::ide::Lang;
use crate::text::Symbol;

/// How many actors are proposed whose other name it may be.
const PROPOSALS: usize = 4;

/// How many other names go into the registry with a new actor.
const ALIASES: usize = 8;

pub(super) fn register(snapshot: &Snapshot, entry: &Entry, mention: &Mention, lang: Lang, into: &mut Vec<Action>) {
    if mention.form != Form::Name {
        return;
    }
    let Some(actor) = entry.analysis().cast.actors.get(mention.actor as usize) else { return };
    let name = mention.span.slice(entry.text());
    let analyst = snapshot.analyst();
    let profile = actor.profile.and_then(|id| analyst.directory().profile(id));
    let registered = |id: &str| analyst.config.actors.iter().find(|actor| actor.id == id);
    let own = profile.and_then(|profile| registered(&profile.id));
    let mut add = |id: String, ja: String, en: String, change: RegistryChange| {
        let title = match lang {
            Lang::Ja => ja,
            Lang::En => en,
        };
        let deed = Deed::Registry(change);
        into.push(Action { id, title, kind: ActionKind::Refactor, finding: None, preferred: false, deed });
    };

    if own.is_none() {
        let new = new_actor(snapshot, actor, profile);
        let ja = format!("「{}」を名簿に登録する", new.name);
        let en = format!("Add “{}” to the registry", new.name);
        add("register".to_owned(), ja, en, RegistryChange::Add(new));
        for other in whose(snapshot, entry, actor, name) {
            let ja = format!("「{name}」を「{}」の別名として登録する", other.name);
            let en = format!("Add “{name}” as another name of “{}”", other.name);
            add(format!("alias:{}", other.id), ja, en, RegistryChange::Alias(other.id.clone(), name.to_owned()));
        }
    }
    if let Some(profile) = profile.filter(|profile| profile.name != name) {
        let ja = format!("「{name}」は「{}」ではない", profile.name);
        let en = format!("“{name}” is not “{}”", profile.name);
        let change = match own {
            Some(own) => RegistryChange::Deny(own.id.clone(), name.to_owned()),
            // The lexicon's actor is described anew under its own id, so that there is a place to say so.
            None => RegistryChange::Add(NewActor {
                id: profile.id.clone(),
                name: profile.name.clone(),
                kind: profile.kind,
                aliases: Vec::new(),
                not: vec![name.to_owned()],
            }),
        };
        add("not".to_owned(), ja, en, change);
    }
    if own.is_none() {
        let (ja, en) = (format!("「{name}」は名前ではない"), format!("“{name}” is not a name"));
        add("no-name".to_owned(), ja, en, RegistryChange::Ignore(name.to_owned()));
    }
}

/// The actor as the registry would have it: with the fullest name known, and the other names that the articles give.
fn new_actor(snapshot: &Snapshot, here: &Actor, profile: Option<&Profile>) -> NewActor {
    let id = snapshot.canonical(&here.id);
    let known = snapshot.actor(id);
    let fullest = known.as_ref().map_or(here.name.as_str(), |known| known.name);
    let name = profile.map_or(fullest, |profile| &profile.name).to_owned();
    let mut aliases: Vec<(&str, usize)> = Symbol::known(id).into_iter().flat_map(|id| snapshot.names_of(id)).collect();
    aliases.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut aliases: Vec<String> = aliases.into_iter().map(|(alias, _)| alias.to_owned()).collect();
    // A part of the name is understood without being listed, and may be another's too.
    aliases.retain(|alias| !name.contains(alias.as_str()) && !alias.trim().is_empty());
    let mut seen = rustc_hash::FxHashSet::default();
    aliases.retain(|alias| seen.insert(alias.clone()));
    aliases.truncate(ALIASES);
    let kind = profile.map_or(here.kind, |profile| profile.kind);
    let id = profile.map_or_else(|| slug(&name), |profile| profile.id.clone());
    NewActor { id, name, kind, aliases, not: Vec::new() }
}

/// A name as an id: small letters, and a hyphen for whatever separates words.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// The registered actors whose other name `name` may be: those of close names first, then those of the same kind in the
/// article.
fn whose<'s>(snapshot: &'s Snapshot, entry: &Entry, here: &Actor, name: &str) -> Vec<&'s Registered> {
    let config = &snapshot.analyst().config;
    let directory = snapshot.analyst().directory();
    let cast = &entry.analysis().cast;
    let is_here = |actor: &Registered| {
        let profiles = cast.actors.iter().filter_map(|one| directory.profile(one.profile?));
        profiles.into_iter().any(|profile| profile.id == actor.id)
    };
    let is_close = |actor: &Registered| {
        let names = std::iter::once(&actor.name);
        let aliases = actor.aliases.iter().filter(|alias| alias.relation == Relation::Same).map(|alias| &alias.name);
        names.chain(aliases).any(|other| alike(name, other))
    };
    // What a name is may be guessed wrongly; how it is written may not.
    let fits = |actor: &Registered| actor.kind == here.kind || actor.kind == Kind::Other || here.kind == Kind::Other;
    let denied = |actor: &&Registered| !actor.not.iter().any(|not| not == name);
    let mut found: Vec<(bool, &Registered)> = config
        .actors
        .iter()
        .filter(denied)
        .map(|actor| (is_close(actor), actor))
        .filter(|(close, actor)| *close || fits(actor) && is_here(actor))
        .collect();
    found.sort_by_key(|(close, _)| !*close);
    found.into_iter().map(|(_, actor)| actor).take(PROPOSALS).collect()
}

/// Whether two names look like one: one is in the other, or most of their letters stand beside each other in both.
fn alike(a: &str, b: &str) -> bool {
    let letters =
        |name: &str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<Vec<char>>();
    let (a, b) = (letters(a), letters(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < 2 {
        return false;
    }
    if long.windows(short.len()).any(|part| part == &short[..]) {
        return true;
    }
    let pairs = short.windows(2).filter(|pair| long.windows(2).any(|other| other == *pair)).count();
    pairs * 2 >= long.len() - 1
}
