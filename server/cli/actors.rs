//! `uradori actors`: who appears, how often, in how many articles, under which names.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::ExitCode;

use clap::ValueEnum;
use serde::Serialize;

use super::input::{self, Inputs, word};
use super::{Failure, Paths, UNUSABLE, table};
use crate::actors::Form;
use crate::findings::Lang;

#[derive(clap::Args)]
pub(super) struct Options {
    #[command(flatten)]
    paths: Paths,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A table.
    Text,
    /// One JSON object an actor and line.
    Json,
}

/// An actor of the articles given.
#[derive(Serialize)]
struct Row<'a> {
    actor: &'a str,
    name: &'a str,
    r#type: &'static str,
    mentions: usize,
    articles: usize,
    names: Vec<&'a str>,
}

#[derive(Default)]
struct Tally<'a> {
    name: &'a str,
    kind: &'static str,
    mentions: usize,
    articles: BTreeSet<usize>,
    surfaces: BTreeMap<&'a str, usize>,
}

pub(super) fn run(options: &Options, lang: Lang, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let inputs = input::read(&options.paths, lang)?;
    let rows = rows(&inputs);
    match options.format {
        Format::Json => {
            for row in &rows {
                serde_json::to_writer(&mut *out, row).map_err(std::io::Error::from)?;
                writeln!(out)?;
            }
        }
        Format::Text => {
            let head = match lang {
                Lang::Ja => ["言及", "記事", "種類", "名前", "表記"],
                Lang::En => ["mentions", "articles", "type", "name", "written as"],
            };
            let mut cells = vec![head.map(str::to_owned).to_vec()];
            cells.extend(rows.iter().map(|row| {
                let names = row.names.join(word(lang, "、", ", "));
                vec![
                    row.mentions.to_string(),
                    row.articles.to_string(),
                    row.r#type.to_owned(),
                    row.name.to_owned(),
                    names,
                ]
            }));
            table::print(out, &cells, &[0, 1])?;
        }
    }
    Ok(if inputs.unreadable { ExitCode::from(UNUSABLE) } else { ExitCode::SUCCESS })
}

/// The actors, the most often named first.
fn rows(inputs: &Inputs) -> Vec<Row<'_>> {
    let mut tallies: BTreeMap<&str, Tally<'_>> = BTreeMap::new();
    for (n, (_, entry)) in inputs.articles().enumerate() {
        let cast = &entry.analysis().cast;
        for mention in &cast.mentions {
            let actor = &cast.actors[mention.actor as usize];
            let Some(known) = inputs.snapshot.actor(&actor.id) else { continue };
            let tally = tallies.entry(known.id).or_default();
            (tally.name, tally.kind) = (known.name, known.kind.name());
            tally.mentions += 1;
            tally.articles.insert(n);
            if mention.form == Form::Name {
                *tally.surfaces.entry(mention.span.slice(entry.text())).or_default() += 1;
            }
        }
    }
    let mut rows: Vec<Row<'_>> = tallies
        .into_iter()
        .map(|(actor, tally)| {
            let mut names: Vec<(&str, usize)> = tally.surfaces.into_iter().collect();
            names.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
            Row {
                actor,
                name: tally.name,
                r#type: tally.kind,
                mentions: tally.mentions,
                articles: tally.articles.len(),
                names: names.into_iter().map(|(name, _)| name).collect(),
            }
        })
        .collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.mentions), row.name, row.actor));
    rows
}
