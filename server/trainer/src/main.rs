//! Rebuilds the models of uradori from annotated corpora. Never shipped.
//!
//! The corpora are read from `$URADORI_SHARED`, `../shared` without it; what the models are made of is said in
//! `server/lexicon/models`.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

mod claims;
mod corpus;
mod fit;
mod gold;
mod measure;
mod names;
mod python;
mod recognition;
mod speed;

/// The one of the server, whose speed is measured here.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Rebuild what `server/lexicon/models` holds.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Derive the table of names from SudachiDict.
    Names,
    /// Train the weights of the findings.
    Claims(claims::Options),
    /// Train the sequence tagger.
    Recognition(recognition::Options),
    /// Print the figures of recognition on the development articles and sentences.
    Measure {
        /// A model other than the one in the binary.
        model: Option<PathBuf>,
        /// Print the most frequent kinds of error in the development articles instead.
        #[arg(long)]
        errors: bool,
        /// List what is missed and what is spurious in the development articles.
        #[arg(long)]
        misses: bool,
    },
    /// Print how long recognition takes beside Lindera's segmentation.
    Speed,
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Names => names::rebuild(),
        Command::Claims(options) => claims::rebuild(&options),
        Command::Recognition(options) => recognition::rebuild(&options),
        Command::Measure { model, errors, misses } => measure::print(model.as_deref(), errors, misses),
        Command::Speed => speed::print(),
    }
}

/// Where the corpora are.
fn shared() -> PathBuf {
    std::env::var_os("URADORI_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from)
}

/// The repository.
fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Where the models go.
fn models() -> PathBuf {
    root().join("server/lexicon/models")
}
