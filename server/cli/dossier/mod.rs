//! `uradori dossier`: everything that the articles say of one actor.

mod html;

use std::io::Write;
use std::process::ExitCode;

use clap::ValueEnum;
use serde_json::json;

use super::input::{self, word};
use super::{Failure, Paths, UNUSABLE};
use crate::findings::Lang;
use crate::ide::{self, Place};
use crate::text::PositionEncoding;

#[derive(clap::Args)]
pub(super) struct Options {
    /// The actor: an id as `uradori actors --format json` prints it, or a name or reading; the best match is taken.
    actor: String,
    #[command(flatten)]
    paths: Paths,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Md)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Markdown.
    Md,
    /// A page that needs nothing else.
    Html,
    /// One JSON object; lines and columns (of Unicode scalar values) count from 1.
    Json,
}

pub(super) fn run(options: &Options, lang: Lang, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let inputs = input::read(&options.paths, lang)?;
    let snapshot = &inputs.snapshot;
    let id = match snapshot.actor(&options.actor) {
        Some(known) => Some(known.id),
        None => ide::actors(snapshot, &options.actor).first().map(|known| known.id),
    };
    let Some(dossier) = id.and_then(|id| ide::dossier(snapshot, id)) else {
        let nobody = word(lang, "記事に出てこない", "no article mentions");
        eprintln!("uradori: {nobody}: {}", options.actor);
        return Ok(ExitCode::from(UNUSABLE));
    };
    match options.format {
        Format::Md => write!(out, "{}", ide::dossier_markdown(&dossier, lang))?,
        Format::Html => writeln!(out, "{}", html::page(&dossier, lang))?,
        Format::Json => {
            serde_json::to_writer(&mut *out, &ide::dossier_json(&dossier, lang, place))
                .map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(if inputs.unreadable { ExitCode::from(UNUSABLE) } else { ExitCode::SUCCESS })
}

fn place(place: &Place) -> serde_json::Value {
    let card = &place.article;
    let (start, end) = card.positions(place.span, PositionEncoding::Utf32);
    json!({
        "path": card.path().display().to_string(),
        "line": start.line + 1,
        "column": start.character + 1,
        "endLine": end.line + 1,
        "endColumn": end.character + 1,
        "title": card.title(),
        "date": card.day().map(|day| day.to_string()),
    })
}
