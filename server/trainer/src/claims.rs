//! The weights of the findings.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;

use anyhow::{Context, ensure};
use clap::Args;
use uradori::archive::Analyst;
use uradori::config::Config;
use uradori::findings::{self, Code, Described};

use crate::{gold, python};

/// Where the model goes, and what is learned from.
#[derive(Args)]
pub struct Options {
    /// The articles to learn from: a list in `gold/train`.
    #[arg(long, default_value = "train.list")]
    list: String,
    /// Where the model goes instead of `server/lexicon/models/claims.tsv`.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Only write the sentences with their features there, as `claims.py` reads them.
    #[arg(long)]
    examples: Option<PathBuf>,
}

/// Trains the model and writes it.
pub fn rebuild(options: &Options) -> anyhow::Result<()> {
    let examples = examples(&articles(&options.list)?);
    if let Some(path) = &options.examples {
        return std::fs::write(path, &examples).with_context(|| format!("cannot write {}", path.display()));
    }
    let mut fitting = python::script("claims.py")?.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = fitting.stdin.take().context("claims.py takes no input")?;
    // It reads everything before it writes anything.
    input.write_all(examples.as_bytes())?;
    drop(input);
    let fitted = fitting.wait_with_output()?;
    ensure!(fitted.status.success(), "claims.py failed: {}", fitted.status);
    let path = options.out.clone().unwrap_or_else(|| crate::root().join("server/lexicon/models/claims.tsv"));
    std::fs::write(&path, fitted.stdout).with_context(|| format!("cannot write {}", path.display()))
}

/// The articles of a list in `gold/train`; of `seeds`, the two given articles that are annotated.
fn articles(list: &str) -> anyhow::Result<Vec<gold::Annotated>> {
    if list == "seeds" {
        return gold::folder(&crate::shared().join("seeds"), &crate::shared().join("gold/seeds"));
    }
    gold::listed(list)
}

/// A line per annotated unit of which a sentence is weighed: article, sort, kind, features.
fn examples(articles: &[gold::Annotated]) -> String {
    let analyst = Analyst::new(Arc::new(Config::default()));
    let mut lines = String::new();
    for article in articles {
        let analysis = analyst.analyze(article.text.as_str().into());
        let described = findings::describe(&analysis.article, &analysis.cast, &analysis.statements);
        for ((start, end), (letter, kind)) in article.units.iter().zip(&article.claims) {
            let shared = |one: &Described| {
                (one.span.end as usize).min(*end).saturating_sub((one.span.start as usize).max(*start))
            };
            let sentence = described.iter().filter(|one| shared(one) > 0).max_by_key(|one| shared(one));
            let (Some(sentence), Some(sort)) = (sentence, sort(letter, kind)) else { continue };
            lines.push_str(&[&article.stem, sort, kind].join("\t"));
            for feature in &sentence.features {
                lines.push('\t');
                lines.push_str(feature);
            }
            lines.push('\n');
        }
    }
    lines
}

/// The model's column for a unit; `None` for framing, which counts neither way.
fn sort(letter: &str, kind: &str) -> Option<&'static str> {
    let code = match (letter, kind) {
        ("N", _) => return Some("fact"),
        ("A", _) => return Some("vouched"),
        ("V", _) => Code::UnnamedSource,
        ("U", "passive") => Code::Agentless,
        ("U", kind) => kind.parse().ok()?,
        _ => return None,
    };
    Some(code.name())
}
