//! TOML to values, with the place of whatever is wrong.

use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;

use serde::Deserialize;
use toml::Spanned;

use super::{
    Alias, CODE_NAMES, Config, ConfigError, Globs, HintSettings, Hints, Kind, Match, Registered, Relation, Severity,
};
use crate::text::Span;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    articles: Option<Articles>,
    #[serde(default)]
    severity: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    actor: Vec<Spanned<Actor>>,
    #[serde(default)]
    names: Names,
    #[serde(default)]
    accept: Accept,
    cache: Option<bool>,
    #[serde(default)]
    hints: HintFlags,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct HintFlags {
    sources: Option<bool>,
    actors: Option<bool>,
    dates: Option<bool>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Accept {
    by: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Articles {
    include: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    exclude: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Actor {
    id: Spanned<String>,
    name: Spanned<String>,
    #[serde(rename = "type")]
    kind: Spanned<String>,
    reading: Option<String>,
    #[serde(default)]
    aliases: Vec<Spanned<AliasForm>>,
    description: Option<String>,
    #[serde(default)]
    links: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

/// An alias is a name, or a table that says more.
#[derive(Deserialize)]
#[serde(untagged)]
enum AliasForm {
    Name(String),
    Table(AliasTable),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AliasTable {
    name: String,
    relation: Option<String>,
    origin: Option<String>,
    #[serde(rename = "match")]
    matching: Option<String>,
}

pub(super) fn parse(text: &str) -> Result<Config, ConfigError> {
    let file: File = toml::from_str(text).map_err(|error| {
        let span = error.span().map_or(Span::default(), Span::of);
        ConfigError::at(text, span, error.message())
    })?;
    Ok(Config {
        articles: globs(text, file.articles)?,
        severity: severities(text, file.severity)?,
        actors: actors(text, file.actor)?,
        not_names: not_names(text, file.names)?,
        no_cache: file.cache == Some(false),
        hints: hints(&file.hints),
        accept_by: file.accept.by.filter(|by| !by.trim().is_empty()),
    })
}

fn hints(flags: &HintFlags) -> Hints {
    let HintFlags { sources, actors, dates } = *flags;
    HintSettings { sources, actors, dates }.over(Hints::default())
}

fn globs(text: &str, articles: Option<Articles>) -> Result<Globs, ConfigError> {
    let Some(articles) = articles else { return Ok(Globs::default()) };
    for pattern in articles.include.iter().flatten().chain(&articles.exclude) {
        Globs::new(std::slice::from_ref(pattern.get_ref()), &[])
            .map_err(|message| ConfigError::at(text, Span::of(pattern.span()), message))?;
    }
    let plain = |list: Vec<Spanned<String>>| list.into_iter().map(Spanned::into_inner).collect::<Vec<_>>();
    let include = articles.include.map_or_else(|| vec!["**/*.txt".to_owned(), "**/*.md".to_owned()], plain);
    Globs::new(&include, &plain(articles.exclude)).map_err(|message| ConfigError::at(text, Span::default(), message))
}

fn severities(
    text: &str,
    given: BTreeMap<String, Spanned<String>>,
) -> Result<BTreeMap<String, Option<Severity>>, ConfigError> {
    let mut severities = BTreeMap::new();
    for (code, level) in given {
        let span = Span::of(level.span());
        if !CODE_NAMES.contains(&code.as_str()) {
            let known = CODE_NAMES.join(", ");
            return Err(ConfigError::at(text, span, format!("no such code: {code} (there are {known})")));
        }
        let severity = match level.get_ref().as_str() {
            "off" => None,
            name => Some(Severity::named(name).ok_or_else(|| {
                let message = format!("no such severity: {name} (there are off, hint, information, warning, error)");
                ConfigError::at(text, span, message)
            })?),
        };
        severities.insert(code, severity);
    }
    Ok(severities)
}

fn actors(text: &str, given: Vec<Spanned<Actor>>) -> Result<Vec<Registered>, ConfigError> {
    let mut actors: Vec<Registered> = Vec::with_capacity(given.len());
    let mut ids: HashMap<String, u32> = HashMap::new();
    for spanned in given {
        let line = line_of(text, spanned.span().start);
        let actor = spanned.into_inner();
        let fail = |span: std::ops::Range<usize>, message: String| ConfigError::at(text, Span::of(span), message);
        if let Some(first) = ids.insert(actor.id.get_ref().clone(), line) {
            let message = format!("the id {} is given twice (first in line {first})", actor.id.get_ref());
            return Err(fail(actor.id.span(), message));
        }
        for required in [&actor.id, &actor.name] {
            if required.get_ref().trim().is_empty() {
                return Err(fail(required.span(), "must not be empty".to_owned()));
            }
        }
        let kind = Kind::from_str(actor.kind.get_ref()).map_err(|message| {
            let known = Kind::ALL.map(Kind::name).join(", ");
            fail(actor.kind.span(), format!("{message} (there are {known})"))
        })?;
        let mut aliases = Vec::with_capacity(actor.aliases.len());
        for form in actor.aliases {
            let span = form.span();
            let line = line_of(text, span.start);
            aliases.push(alias(form.into_inner(), line).map_err(|message| fail(span, message))?);
        }
        actors.push(Registered {
            id: actor.id.into_inner(),
            name: actor.name.into_inner(),
            kind,
            reading: actor.reading,
            aliases,
            description: actor.description,
            links: actor.links,
            not: actor.not,
            line,
        });
    }
    Ok(actors)
}

fn alias(form: AliasForm, line: u32) -> Result<Alias, String> {
    let table = match form {
        AliasForm::Name(name) => AliasTable { name, relation: None, origin: None, matching: None },
        AliasForm::Table(table) => table,
    };
    if table.name.trim().is_empty() {
        return Err("an alias must not be empty".to_owned());
    }
    let relation = match table.relation.as_deref() {
        None | Some("same") => Relation::Same,
        Some("suspected") => Relation::Suspected,
        Some("disputed") => Relation::Disputed,
        Some(other) => return Err(format!("no such relation: {other} (there are same, suspected, disputed)")),
    };
    let matching = match table.matching.as_deref() {
        None | Some("always") => Match::Always,
        Some("with-context") => Match::WithContext,
        Some("never") => Match::Never,
        Some(other) => return Err(format!("no such match: {other} (there are always, with-context, never)")),
    };
    Ok(Alias { name: table.name, relation, origin: table.origin, matching, line })
}

fn not_names(text: &str, names: Names) -> Result<Vec<String>, ConfigError> {
    if let Some(empty) = names.ignore.iter().find(|name| name.get_ref().trim().is_empty()) {
        return Err(ConfigError::at(text, Span::of(empty.span()), "must not be empty"));
    }
    Ok(names.ignore.into_iter().map(Spanned::into_inner).collect())
}

fn line_of(text: &str, offset: usize) -> u32 {
    text.get(..offset).map_or(1, |before| before.matches('\n').count() as u32 + 1)
}
