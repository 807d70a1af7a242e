//! `uradori export`: what was found, as rows and records for other programs.

mod ftm;
mod rows;
mod stix;

use std::io::{Error, Write};
use std::process::ExitCode;

use clap::ValueEnum;

use super::input;
use super::{Failure, Paths, UNUSABLE};
use crate::findings::Lang;

#[derive(clap::Args)]
pub(super) struct Options {
    #[command(flatten)]
    paths: Paths,
    /// In which form.
    #[arg(long, value_enum)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A table with a head: one row for each mention, statement and finding. UTF-8 with commas (RFC 4180).
    Csv,
    /// The same rows, one JSON object a line.
    Jsonl,
    /// A STIX 2.1 bundle: identities, locations, a report for each article, a note for each statement and finding.
    Stix,
    /// FollowTheMoney entities, one a line: articles, actors, and what documents whom.
    Ftm,
}

pub(super) fn run(options: &Options, lang: Lang, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let inputs = input::read(&options.paths, lang)?;
    let articles = rows::articles(&inputs, lang);
    match options.format {
        Format::Csv => {
            let mut table = csv::Writer::from_writer(&mut *out);
            table.write_record(rows::COLUMNS).map_err(Error::from)?;
            for row in articles.iter().flat_map(|article| &article.rows) {
                table.write_record(row.cells()).map_err(Error::from)?;
            }
            table.flush()?;
        }
        Format::Jsonl => {
            for row in articles.iter().flat_map(|article| &article.rows) {
                serde_json::to_writer(&mut *out, row).map_err(Error::from)?;
                writeln!(out)?;
            }
        }
        Format::Stix => {
            serde_json::to_writer_pretty(&mut *out, &stix::bundle(&articles)).map_err(Error::from)?;
            writeln!(out)?;
        }
        Format::Ftm => {
            for entity in ftm::entities(&articles) {
                serde_json::to_writer(&mut *out, &entity).map_err(Error::from)?;
                writeln!(out)?;
            }
        }
    }
    Ok(if inputs.unreadable { ExitCode::from(UNUSABLE) } else { ExitCode::SUCCESS })
}
