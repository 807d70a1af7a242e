//! `uradori explain`: what a code means, with examples and how to resolve it.

use std::io::Write;
use std::process::ExitCode;

use super::{Failure, table};
use crate::findings::{Code, Lang, page};

#[derive(clap::Args)]
pub(super) struct Options {
    /// The code [default: all codes are listed].
    code: Option<Code>,
}

pub(super) fn run(options: &Options, lang: Lang, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    if let Some(code) = options.code {
        writeln!(out, "{}", text(code, lang).trim_end())?;
    } else {
        let rows = Code::ALL.map(|code| vec![code.name().to_owned(), title(code, lang).to_owned()]);
        table::print(out, &rows, &[])?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The page about a code, in Markdown.
pub(super) fn text(code: Code, lang: Lang) -> &'static str {
    let (ja, en) = page(code);
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// What a code means, in a few words.
pub(super) fn title(code: Code, lang: Lang) -> &'static str {
    let heading = text(code, lang).lines().next().unwrap_or_default();
    heading.split_once(": ").map_or(heading, |(_, title)| title)
}

/// What its page says of how to resolve it.
pub(super) fn resolution(code: Code, lang: Lang) -> &'static str {
    let head = match lang {
        Lang::Ja => "\n## 直し方\n",
        Lang::En => "\n## How to resolve it\n",
    };
    let section = text(code, lang).split_once(head).map_or("", |(_, section)| section);
    section.split("\n## ").next().unwrap_or_default().trim()
}
