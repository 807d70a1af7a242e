//! Whom each mention means: the mentions of an article gathered into actors, each link with its reason.

use std::sync::{Arc, LazyLock};

use super::directory::{Directory, Naming, Namings, lexicon};
use super::mentions::{Evidence, Proposal};
use super::{Actor, Form, Kind, Mention, ProfileId, Why, naming};
use crate::article::Article;

mod context;
mod introduced;
mod people;
mod roster;
mod stand_in;

use context::Context;
use roster::Roster;

/// What is known of a name before it is decided whom it means.
pub(super) struct Draft {
    pub(super) passage: u32,
    pub(super) found: Proposal,
}

/// Gathers `drafts`, in order of the article, into actors.
pub(super) fn gather(article: &Article, directory: &Directory, drafts: &[Draft]) -> (Vec<Mention>, Vec<Actor>) {
    let mut roster = Roster::new(directory);
    let mut context = Context::new(article);
    let mut links: Vec<Option<(u32, Why)>> = vec![None; drafts.len()];
    introduced::learn(article, directory, drafts, &mut roster);
    // Bodies that every region has one of: whose, the whole article tells.
    let mut regional = Vec::new();
    for (n, draft) in drafts.iter().enumerate() {
        let name = name_of(article, draft);
        if draft.found.kind != Kind::Person {
            if let Some(candidates) = by_region(directory, draft, name) {
                regional.push((n, candidates));
                continue;
            }
            let link = owned(article, &mut roster, drafts, &links, n)
                .unwrap_or_else(|| named_body(&mut roster, &context, draft, name));
            context.saw(&roster, draft, link.0);
            links[n] = Some(link);
        }
    }
    for (n, candidates) in regional {
        if let Some(profile) = context.of_region(directory, &drafts[n], &candidates) {
            let actor = roster.of_profile(profile);
            links[n] = Some((actor, Why::Context(roster.entries[actor as usize].name.clone())));
        }
    }
    people::link(article, drafts, &mut roster, &mut links);
    let mut mentions: Vec<Mention> = Vec::with_capacity(drafts.len());
    for (draft, link) in drafts.iter().zip(links) {
        let Some((actor, why)) = link else {
            continue;
        };
        let placed = &article.passages[draft.passage as usize];
        // What an introduced name is, its actor says.
        let kind = if matches!(why, Why::Introduced(_)) { roster.kind(actor) } else { draft.found.kind };
        mentions.push(Mention {
            span: placed.to_article(draft.found.span),
            passage: draft.passage,
            local: draft.found.span,
            form: Form::Name,
            kind,
            actor,
            title: draft.found.title.map(|title| placed.to_article(title)),
            why,
        });
    }
    stand_in::add(article, &mut roster, &context, &mut mentions);
    roster.into_actors(article, mentions)
}

/// The letters of a draft.
fn name_of<'a>(article: &'a Article, draft: &Draft) -> &'a str {
    draft.found.span.slice(&article.passages[draft.passage as usize].passage.text)
}

/// The organ of a state that no list has, named right before as whose it is: 北嶺の外務省.
fn owned(
    article: &Article,
    roster: &mut Roster<'_>,
    drafts: &[Draft],
    links: &[Option<(u32, Why)>],
    n: usize,
) -> Option<(u32, Why)> {
    let (draft, before) = (&drafts[n], drafts.get(n.checked_sub(1)?)?);
    let name = name_of(article, draft);
    let text = &article.passages[draft.passage as usize].passage.text;
    let gap = text.get(before.found.span.end as usize..draft.found.span.start as usize);
    if before.passage != draft.passage
        || before.found.kind != Kind::Place
        || gap != Some("の")
        || draft.found.kind != Kind::Organization
        || !lexicon().shared_organs.contains(name)
    {
        return None;
    }
    let (owner, _) = links[n - 1].as_ref()?;
    let entry = &roster.entries[*owner as usize];
    if entry.country.is_some() || entry.profile.is_some() {
        return None;
    }
    let owner = entry.name.clone();
    let (actor, _) = roster.of_name(Kind::Organization, &format!("{owner}{name}"));
    Some((actor, Why::Context(owner)))
}

/// The bodies that `name` may mean where each belongs to a region and none is sure: 県警.
fn by_region(directory: &Directory, draft: &Draft, name: &str) -> Option<Vec<ProfileId>> {
    use crate::config::Match;
    if draft.found.kind != Kind::Organization || !matches!(draft.found.evidence, Evidence::Listed(_)) {
        return None;
    }
    let listed = listed(directory, draft, name);
    let local = |naming: &Naming| {
        let of = directory.profile(naming.profile).and_then(|profile| directory.find(profile.of.as_ref()?));
        naming.matching == Match::WithContext && of.is_some_and(|of| !lexicon().is_country(of))
    };
    (listed.len() > 1 && listed.iter().all(local)).then(|| listed.iter().map(|naming| naming.profile).collect())
}

/// Where the letters that stand for countries are listed.
static LETTERS: LazyLock<Arc<str>> = LazyLock::new(|| "lexicon:country_kanji.tsv".into());

/// Whom the lists say that the name of a draft may mean.
fn listed(directory: &Directory, draft: &Draft, name: &str) -> Namings {
    match draft.found.evidence {
        Evidence::Listed(listed) => directory.listed_as(listed, name),
        _ => directory.listed(name),
    }
}

/// Links a name that is not a person's.
fn named_body(roster: &mut Roster<'_>, context: &Context<'_>, draft: &Draft, name: &str) -> (u32, Why) {
    let name = shortest(roster.directory, draft, name);
    match draft.found.evidence {
        Evidence::Letter => {
            let country = name.chars().next().and_then(|c| lexicon().kanji.get(&c));
            if let Some((profile, _)) = country {
                return (roster.of_profile(*profile), Why::Alias(Arc::clone(&LETTERS)));
            }
        }
        Evidence::Organ(at) => {
            let split = (at - draft.found.span.start) as usize;
            if let Some(link) = organ(roster, context, draft, name, split) {
                return link;
            }
        }
        _ => {}
    }
    if let Some(known) = roster.introduced(name) {
        return known;
    }
    if let Some(link) = contested(roster, draft.found.kind, name) {
        return link;
    }
    let listed = listed(roster.directory, draft, name);
    if let Some(link) = by_listing(roster, context, draft, name, &listed) {
        return link;
    }
    // A body named without its country: 外務省, where the paragraph is about Ukraine.
    if draft.found.kind == Kind::Organization
        && lexicon().organ_names.contains(name)
        && let Some(country) = context.country(draft)
    {
        return generic_organ(roster, country, name);
    }
    roster.of_name(draft.found.kind, name)
}

/// The name by which others speak of what `name` names: アルモンド of アルモンド社, 三島市 of 静岡県三島市 where the lists have it as
/// a part of 静岡県.
fn shortest<'n>(directory: &Directory, draft: &Draft, name: &'n str) -> &'n str {
    let Evidence::Fuller(core) = draft.found.evidence else { return name };
    let at = |offset: u32| (offset - draft.found.span.start) as usize;
    let (Some(around), Some(short)) = (name.get(..at(core.start)), name.get(at(core.start)..at(core.end))) else {
        return name;
    };
    let around = directory.listed(around.trim_end_matches('・'));
    let within = |naming: &Naming| {
        let mut above = directory.above(naming.profile);
        above.any(|above| around.iter().any(|one| one.profile == above))
    };
    let listed = directory.listed(short);
    let known = matches!(&listed[..], [only] if within(only));
    if draft.found.kind == Kind::Organization || known { short } else { name }
}

/// A name that the registry suspects or disputes to be another's is an actor of its own, and says so.
fn contested(roster: &mut Roster<'_>, kind: Kind, name: &str) -> Option<(u32, Why)> {
    let naming = roster.directory.contested(name)?;
    let whose = roster.directory.profile(naming.profile).map_or("", |profile| &profile.name).to_owned();
    let (actor, _) = roster.of_name(kind, name);
    Some((actor, Why::Contested(format!("{whose}（uradori.toml:{}）", naming.line))))
}

/// 米国務省, アルジェリア外務省: the organ's own profile, or one made from the country's name and the organ's.
fn organ(
    roster: &mut Roster<'_>,
    context: &Context<'_>,
    draft: &Draft,
    name: &str,
    split: usize,
) -> Option<(u32, Why)> {
    let listed = roster.directory.listed(name);
    if let Some(link) = by_listing(roster, context, draft, name, &listed) {
        return Some(link);
    }
    let (country_name, rest) = (name.get(..split)?, name.get(split..)?);
    let letter = country_name.chars().next().filter(|c| country_name.len() == c.len_utf8());
    let by_letter = letter.and_then(|c| lexicon().kanji.get(&c)).map(|(profile, _)| *profile);
    let by_name = || {
        let namings = roster.directory.listed(country_name);
        namings.iter().map(|naming| naming.profile).find(|profile| lexicon().is_country(*profile))
    };
    let country = by_letter.or_else(by_name)?;
    let (actor, _) = generic_organ(roster, country, rest);
    Some((actor, Why::ExactName))
}

/// The organ that a country has under a bare name.
fn generic_organ(roster: &mut Roster<'_>, country: ProfileId, name: &str) -> (u32, Why) {
    let country_name = roster.directory.profile(country).map_or("", |profile| &profile.name).to_owned();
    let why = Why::Context(country_name.clone());
    if let Some(profile) = lexicon().organs.get(&(country, name)) {
        return (roster.of_profile(*profile), why);
    }
    let (actor, _) = roster.of_name(Kind::Organization, &format!("{country_name}{name}"));
    roster.set_country(actor, country);
    (actor, why)
}

/// Whom a listed name means here: the only one, or the one that the context speaks for.
fn by_listing(
    roster: &mut Roster<'_>,
    context: &Context<'_>,
    draft: &Draft,
    name: &str,
    listed: &[Naming],
) -> Option<(u32, Why)> {
    use crate::config::Match;
    let kind = draft.found.kind;
    let fits = |naming: &&Naming| {
        let profile = roster.directory.profile(naming.profile);
        // A capital that stands for its country (ワシントン) is a place of its own.
        let metonym = naming.matching == Match::WithContext && lexicon().is_country(naming.profile);
        profile.is_some_and(|profile| profile.kind == kind || same_sort(profile.kind, kind)) && !metonym
    };
    let mut candidates: Namings = listed.iter().filter(fits).copied().collect();
    let sure: Namings = candidates.iter().filter(|naming| naming.matching == Match::Always).copied().collect();
    let chosen = match (&sure[..], candidates.len()) {
        ([only], _) if !lexicon().organ_names.contains(name) || only.main => Some(*only),
        (_, 0) => None,
        _ => {
            let country = context.country(draft);
            let here = candidates
                .iter()
                .find(|naming| country.is_some() && lexicon().country_of(naming.profile) == country)
                .copied();
            let organ = country.and_then(|country| lexicon().organs.get(&(country, name)).copied());
            let present = || candidates.iter().find(|naming| roster.has_profile(naming.profile)).copied();
            match (here, organ) {
                (Some(here), _) => Some(here),
                (None, Some(organ)) => candidates.first().map(|first| Naming { profile: organ, ..*first }),
                (None, None)
                    if kind == Kind::Organization && lexicon().organ_names.contains(name) && country.is_some() =>
                {
                    return country.map(|country| generic_organ(roster, country, name));
                }
                // Any state has one, and nothing says whose it is.
                (None, None) if country.is_none() && lexicon().shared_organs.contains(name) => present(),
                (None, None) => present().or_else(|| {
                    candidates.sort_by_key(|naming| (!naming.main, naming.matching != Match::Always));
                    candidates.first().copied()
                }),
            }
        }
    }?;
    let profile = roster.directory.profile(chosen.profile)?;
    let why = if profile.name == name {
        Why::ExactName
    } else if listed.len() > 1 && !chosen.main && lexicon().organ_names.contains(name) {
        let country = lexicon().country_of(chosen.profile).and_then(|country| roster.directory.profile(country));
        Why::Context(country.map_or_else(String::new, |country| country.name.clone()))
    } else if chosen.line > 0 {
        Why::Alias(format!("uradori.toml:{}", chosen.line).into())
    } else {
        Why::Alias(Arc::clone(&profile.origin))
    };
    Some((roster.of_profile(chosen.profile), why))
}

/// Kinds that annotators and lists take for one another.
fn same_sort(a: Kind, b: Kind) -> bool {
    let sort = |kind| match kind {
        Kind::Person => 0,
        Kind::Organization => 1,
        Kind::Place | Kind::Facility => 2,
        _ => 3,
    };
    sort(a) == sort(b)
}
