//! The command line: one file per command.

mod actors;
mod analyze;
mod check;
mod dossier;
mod explain;
mod export;
mod html;
mod input;
mod report;
mod schema;
mod snippet;
mod table;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::findings::Lang;

/// Exit status of bad usage, and of a file named on the command line that cannot be read.
const UNUSABLE: u8 = 2;

/// Who is who in Japanese articles, who said what, and what nobody vouches for.
#[derive(Parser)]
#[command(name = "uradori", version, about, max_term_width = 100)]
struct Arguments {
    /// Language of messages [default: by LC_ALL, LC_MESSAGES or LANG; Japanese unless they say English].
    #[arg(long, global = true, value_enum)]
    lang: Option<LangName>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, ValueEnum)]
enum LangName {
    Ja,
    En,
}

#[derive(Subcommand)]
enum Command {
    /// Serve an editor over standard input and output (Language Server Protocol).
    Lsp {
        /// For clients that pass it; standard input and output are all there is.
        #[arg(long)]
        stdio: bool,
    },
    /// Print every claim that nobody vouches for, as compilers print errors.
    Check(check::Options),
    /// Print what a finding's code means, with examples and how to resolve it.
    Explain(explain::Options),
    /// Print the JSON schema of uradori.toml.
    Schema,
    /// Print everything found in each article, one JSON object a line.
    Analyze(analyze::Options),
    /// Print who appears, how often, in how many articles, under which names.
    Actors(actors::Options),
    /// Print everything that the articles say of one actor.
    Dossier(dossier::Options),
    /// Write one page about a folder of articles: claims, who has to do with whom, statements in time.
    Report(report::Options),
    /// Print mentions, statements and findings as rows for other programs, each with its sentence and the file's hash.
    Export(export::Options),
}

/// The articles a command works on.
#[derive(clap::Args)]
struct Paths {
    /// Articles, or folders of articles [default: the current folder].
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// Runs the command that `arguments` name and gives the process's exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no failures; clap knows where each is printed.
            let status = if error.use_stderr() { ExitCode::from(UNUSABLE) } else { ExitCode::SUCCESS };
            let _ = error.print();
            return status;
        }
    };
    let lang = arguments.lang.map_or_else(lang_of_environment, |name| match name {
        LangName::Ja => Lang::Ja,
        LangName::En => Lang::En,
    });
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let done = match arguments.command {
        Command::Lsp { stdio: _ } => {
            drop(out);
            return crate::lsp::run();
        }
        Command::Check(options) => check::run(&options, lang, &mut out),
        Command::Explain(options) => explain::run(&options, lang, &mut out),
        Command::Schema => schema::run(&mut out),
        Command::Analyze(options) => analyze::run(&options, lang, &mut out),
        Command::Actors(options) => actors::run(&options, lang, &mut out),
        Command::Dossier(options) => dossier::run(&options, lang, &mut out),
        Command::Report(options) => report::run(&options, lang, &mut out),
        Command::Export(options) => export::run(&options, lang, &mut out),
    };
    match done.and_then(|status| out.flush().map(|()| status).map_err(Failure::from)) {
        Ok(status) => status,
        // Whoever read the output has seen enough: `uradori check | head`.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("uradori: {failure}");
            ExitCode::from(UNUSABLE)
        }
    }
}

fn lang_of_environment() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    set.into_iter().find(|value| !value.is_empty()).map_or(Lang::Ja, |value| Lang::of_locale(&value))
}

/// Why a command could not do its work.
#[derive(Debug)]
enum Failure {
    /// The configuration cannot be read: which file, which line, what to do.
    Configuration(String),
    /// The output could not be written.
    Output(std::io::Error),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Configuration(message) => f.write_str(message),
            Self::Output(error) => write!(f, "cannot write the output: {error}"),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}
