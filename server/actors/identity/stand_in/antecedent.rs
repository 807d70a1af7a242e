//! For whom a word stands.

use super::{Seen, StandIn};
use crate::actors::directory::{Antecedent, Reference, TitleClass, lexicon, words};
use crate::actors::identity::context::Context;
use crate::actors::identity::roster::Roster;
use crate::actors::identity::{generic_organ, same_sort};
use crate::actors::{Form, Kind};
use crate::language::Part;

use super::seen::{Named, Sight, Way};

/// Paragraphs over which a word that fits anybody of its kind reaches back.
const NEAR: u32 = 2;

/// Paragraphs over which a bare title reaches back.
const TITLE_REACH: u32 = 6;

/// The actor that `one` stands for, and what that actor is named as; `None` where it is not clear.
pub(super) fn of<'a>(
    one: &StandIn<'a>,
    seen: &mut Seen<'a>,
    roster: &mut Roster<'_>,
    context: &Context<'_>,
) -> Option<(u32, Kind)> {
    match one.head.reference {
        Reference::Pronoun => pronoun(one, seen),
        Reference::Demonstrative => demonstrative(one, seen, roster),
        Reference::Title if !refers(one, seen) => None,
        Reference::Title if one.head.kind == Kind::Person => officer(one, seen),
        Reference::Title if one.head.kind == Kind::Organization => body(one, seen, roster, context),
        Reference::Title | Reference::FirstPerson | Reference::Other => None,
    }
}

/// 彼, 彼女: the most salient person. Every mention counts, half with each sentence that has passed since, topics and
/// subjects more than others (after Lappin and Leass 1994; the weights were chosen on annotated articles, where this
/// finds 72 of 91, the last person named 64).
fn pronoun(one: &StandIn<'_>, seen: &Seen<'_>) -> Option<(u32, Kind)> {
    /// Sentences after which a mention no longer counts.
    const FADED: u32 = 12;
    let here = seen.sentence(one.passage, one.span.start);
    // 鷹取氏は彼を: not oneself.
    let object = matches!(one.particle(), "を" | "に");
    let mut salience: Vec<(u32, f32)> = Vec::new();
    let recent = seen.sights.iter().rev().take_while(|sight| sight.sentence + FADED >= here);
    for sight in recent.filter(|sight| sight.kind == Kind::Person && !seen.goes_by_another(sight.actor, one.word)) {
        let prominent = match sight.particle {
            "が" if sight.form != Form::Pronoun => 1.25,
            "は" | "も" => 1.5,
            _ if sight.form == Form::Pronoun => 1.5,
            _ => 1.0,
        };
        let itself = object && sight.sentence == here && matches!(sight.particle, "は" | "が" | "も");
        let weight = if itself { 0.05 } else { prominent } / f32::exp2((here - sight.sentence) as f32);
        match salience.iter_mut().find(|(actor, _)| *actor == sight.actor) {
            Some((_, sum)) => *sum += weight,
            None => salience.push((sight.actor, weight)),
        }
    }
    // The first of equals is the one named last.
    let best = salience.into_iter().rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
    Some((best.0, Kind::Person))
}

/// 同氏, 同社, 同署, 同国.
fn demonstrative<'a>(one: &StandIn<'a>, seen: &mut Seen<'a>, roster: &mut Roster<'_>) -> Option<(u32, Kind)> {
    let kind = one.head.kind;
    let near = one.passage.saturating_sub(NEAR);
    let last = |can: &dyn Fn(&Sight) -> bool| {
        let found = seen.since(near).find(|sight| can(sight));
        found.map(|sight| (sight.actor, sight.kind))
    };
    match one.head.antecedent {
        Antecedent::Any => last(&|sight| same_sort(sight.kind, kind)),
        Antecedent::Outlet => last(&|sight| is_outlet(roster, sight.actor)),
        Antecedent::Company => {
            let company = |sight: &Sight| sight.kind == Kind::Organization && !is_organ(roster, sight);
            let reported = last(&|sight| company(sight) && !is_outlet(roster, sight.actor));
            reported.or_else(|| last(&|sight| company(sight) && sight.passage == one.passage))
        }
        Antecedent::Country => country(one, seen, roster).map(|actor| (actor, Kind::Place)),
        Antecedent::Organ => {
            let organ = one.word.strip_prefix("同国")?;
            let country = country(one, seen, roster)?;
            let profile = roster.entries[country as usize].profile?;
            Some((generic_organ(roster, profile, organ).0, kind))
        }
        Antecedent::Ending => {
            let ending = one.ending()?;
            let found = match kind {
                Kind::Person => latest(titled(ending, seen)),
                _ => latest(named(ending, seen, roster)),
            };
            found.map(|(way, _)| (way.actor, way.kind))
        }
    }
}

/// The country named last: one that the lexicon knows, else a place that it does not know for anything smaller.
fn country(one: &StandIn<'_>, seen: &Seen<'_>, roster: &Roster<'_>) -> Option<u32> {
    let profile = |sight: &Sight| roster.entries[sight.actor as usize].profile;
    let known = |sight: &&Sight| profile(sight).is_some_and(|id| lexicon().is_country(id));
    let smaller = |sight: &Sight| {
        profile(sight).and_then(|id| roster.directory.profile(id)).is_some_and(|one| one.origin.starts_with("lexicon:"))
    };
    let near = || seen.since(one.passage.saturating_sub(NEAR)).filter(|sight| sight.kind == Kind::Place);
    let found = near().find(known).or_else(|| near().find(|sight| !smaller(sight)));
    found.map(|sight| sight.actor)
}

/// A bare title: the only one in the article so far who bears it.
fn officer<'a>(one: &StandIn<'a>, seen: &mut Seen<'a>) -> Option<(u32, Kind)> {
    only(one, titled(one.word, seen))?.map(|actor| (actor, Kind::Person))
}

/// `None` where nobody is named in one of `ways`; else whom they all name, if the last of them is not far before `one`.
#[expect(clippy::option_option, reason = "nobody at all, nobody in particular, or one")]
fn only<'s>(one: &StandIn<'_>, ways: impl Iterator<Item = Named<'s>>) -> Option<Option<u32>> {
    let mut ways = ways.peekable();
    let actor = ways.peek()?.0.actor;
    let (mut same, mut near) = (true, false);
    for (way, sight) in ways {
        same &= way.actor == actor;
        near |= sight.passage + TITLE_REACH >= one.passage;
    }
    Some((same && near).then_some(actor))
}

/// The last of these.
fn latest<'s>(ways: impl Iterator<Item = Named<'s>>) -> Option<Named<'s>> {
    ways.max_by_key(|(_, sight)| (sight.passage, sight.local.start))
}

/// The persons who go by a title.
fn titled<'s, 'a: 's>(title: &'a str, seen: &'s mut Seen<'a>) -> impl Iterator<Item = Named<'s>> {
    seen.fitting((title, true), 0, move |way| bears(way.words, title))
}

/// Whatever is no person and has a name, or a full name, that ends in `ending`.
fn named<'s, 'a: 's>(ending: &'a str, seen: &'s mut Seen<'a>, roster: &Roster<'_>) -> impl Iterator<Item = Named<'s>> {
    let longer = move |name: &str| name.len() > ending.len() && name.ends_with(ending);
    let fits = move |way: &Way<'_>| longer(way.words) || longer(&roster.entries[way.actor as usize].name);
    seen.fitting((ending, false), roster.renamed(), fits)
}

/// A bare body: the government of the country at hand; else the only one in the article so far whose name ends so.
fn body<'a>(
    one: &StandIn<'a>,
    seen: &mut Seen<'a>,
    roster: &mut Roster<'_>,
    context: &Context<'_>,
) -> Option<(u32, Kind)> {
    let bodies = named(one.word, seen, roster).filter(|(way, _)| way.kind == Kind::Organization);
    if let Some(found) = only(one, bodies) {
        return found.map(|actor| (actor, Kind::Organization));
    }
    if one.head.antecedent != Antecedent::Organ {
        return None;
    }
    let country = context.country_named(one.passage, one.span.start, one.word)?;
    Some((generic_organ(roster, country, one.word).0, Kind::Organization))
}

/// Whether a bare title stands where it points to somebody: as a topic, subject or object, and not described (破綻した政府,
/// 歴代の大統領); its country may stand before it (日本の政府).
fn refers(one: &StandIn<'_>, seen: &Seen<'_>) -> bool {
    let passage = &one.placed.passage;
    let text = passage.text.as_str();
    let before = passage.tokens[..passage.token_from(one.span.start)].last();
    let described = before.filter(|token| token.span.end == one.span.start).is_some_and(|token| match token.part() {
        Part::Adnominal | Part::Adjective | Part::Verb | Part::Auxiliary => true,
        // 首脳や外相, 外務省など政府: one of several, or what several are.
        Part::Particle if token.class().sub == "並立助詞" || token.surface(text) == "など" => true,
        Part::Particle if token.surface(text) == "の" => {
            one.head.kind == Kind::Person
                || !seen.sights.last().is_some_and(|sight| {
                    sight.passage == one.passage && sight.local.end == token.span.start && sight.kind == Kind::Place
                })
        }
        _ => false,
    });
    if described {
        return false;
    }
    if one.head.antecedent == Antecedent::Organ {
        return true;
    }
    let Some(next) = passage.tokens.get(one.next).filter(|token| token.span.start == one.span.end) else {
        return false;
    };
    match next.part() {
        Part::Particle => next.class().sub == "係助詞" || matches!(next.surface(text), "が" | "を" | "から"),
        Part::Symbol => next.surface(text) == "、",
        Part::Noun => next.surface(text) == "側",
        _ => false,
    }
}

/// Whether who bears the `whole` goes by this title, in office: 大統領, 米大統領, and not 前大統領.
fn bears(whole: &str, title: &str) -> bool {
    whole.strip_suffix(title).is_some_and(|before| {
        before.chars().next_back().is_none_or(|c| {
            let last = &before[before.len() - c.len_utf8()..];
            words().titles.get(last) != Some(&TitleClass::Prefix)
        })
    })
}

fn is_outlet(roster: &Roster<'_>, actor: u32) -> bool {
    let entry = &roster.entries[actor as usize];
    let profile = entry.profile.and_then(|id| roster.directory.profile(id));
    profile.map_or_else(|| sort_of(&entry.name) == Some("media"), |profile| profile.id.starts_with("outlet:"))
}

/// Whether a body is an organ of a state or a party rather than a company: by the list it comes from, or by how its name
/// ends.
fn is_organ(roster: &Roster<'_>, sight: &Sight<'_>) -> bool {
    /// The tables of bodies that are no companies.
    const STATES: [&str; 3] = ["lexicon:ministries.tsv", "lexicon:parties.tsv", "lexicon:alliances.tsv"];
    let entry = &roster.entries[sight.actor as usize];
    let profile = entry.profile.and_then(|id| roster.directory.profile(id));
    let listed = profile.is_some_and(|profile| STATES.contains(&&*profile.origin));
    let sort = || sort_of(&entry.name).or_else(|| sort_of(sight.surface));
    listed
        || sort().is_some_and(|sort| {
            matches!(
                sort,
                "government"
                    | "ministry"
                    | "agency"
                    | "military"
                    | "court"
                    | "police"
                    | "parliament"
                    | "party"
                    | "armed_group"
            )
        })
}

/// What sort of body has a name that ends so, by the longest ending that is listed.
fn sort_of(name: &str) -> Option<&'static str> {
    name.char_indices().find_map(|(at, _)| words().bodies.get(&name[at..]).copied())
}
