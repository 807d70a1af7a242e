//! The sequence tagger's model.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::ensure;
use clap::Args;
use uradori::actors::tagger::training::{self, Class, Example, Fit, LABELS};
use uradori::language::{Reuse, passages};
use uradori::text::Span;

use crate::fit::{self, Corpus};
use crate::{corpus, gold};

/// What the model is trained on and how; the defaults rebuild the one that ships.
#[derive(Args)]
pub struct Options {
    /// Corpora of sentences, by file name.
    #[arg(long, value_delimiter = ',', default_value = "stockmark_train,gsd_train,wac_train,hironsan_wikipedia")]
    corpora: Vec<String>,
    /// How much of what is each corpus' own convention goes into the product's: a share for the annotated articles, then
    /// one per corpus. Once for all labels, or once each for outside, persons, organisations, places, and other names.
    #[arg(long, default_values = [
        "0.3,0.35,0.45,0,0",
        "0.65,0.2,0.1,0,0",
        "0.25,0.2,0.35,0.1,0",
        "0.3,0.4,0.3,0.1,0",
        "0.2,0.35,0.35,0,0",
    ])]
    shares: Vec<Shares>,
    /// How many times the annotated articles count.
    #[arg(long, default_value_t = 3)]
    gold: usize,
    /// Leave out features that occur in fewer sentences.
    #[arg(long, default_value_t = 2)]
    rarest: u32,
    /// Settings of CRFsuite.
    #[arg(long, value_delimiter = ',', default_value = "c1=0.1,c2=0.1,max_iterations=90")]
    settings: Vec<String>,
    /// Keep the weights before they are blended and packed in this file, or take them from it where it exists.
    #[arg(long)]
    weights: Option<PathBuf>,
    /// Where the model goes instead of `server/lexicon/models/recognition.bin`.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// A share per corpus.
#[derive(Clone, Debug)]
struct Shares(Vec<f64>);

impl std::str::FromStr for Shares {
    type Err = std::num::ParseFloatError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split(',').map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

/// The shares of corpus `number` by label.
fn by_label(shares: &[Shares], number: usize) -> [f64; LABELS] {
    std::array::from_fn(|label| {
        // Outside; then first and following tokens of each class, those of the last three as one.
        let group = label.div_ceil(2).min(4).min(shares.len() - 1);
        shares[group].0[number]
    })
}

/// Trains the model and writes it.
pub fn rebuild(options: &Options) -> anyhow::Result<()> {
    let began = Instant::now();
    ensure!(matches!(options.shares.len(), 1 | 5), "shares for all labels or for each of five groups");
    let complete = |shares: &Shares| shares.0.len() == options.corpora.len() + 1;
    ensure!(options.shares.iter().all(complete), "a share for the articles and one per corpus");
    let mut fitted = Fit::default();
    let mut examples = Vec::new();
    for article in gold::listed("train.list")? {
        let names: Vec<(Span, Class)> = article
            .mentions
            .iter()
            .filter(|mention| !mention.optional)
            .filter_map(|m| {
                let class = corpus::gold_class(&m.kind, &article.text[m.start..m.end])?;
                Some((Span::of(m.start..m.end), class))
            })
            .collect();
        read(&article.text, &names, &mut examples, &mut fitted);
    }
    println!("articles: sentences: {} names: {fitted:?}", examples.len());
    let mut corpora = vec![Corpus { shares: by_label(&options.shares, 0), times: options.gold, examples }];
    for (number, name) in options.corpora.iter().enumerate() {
        let mut fitted = Fit::default();
        let mut examples = Vec::new();
        for row in corpus::read(name)? {
            let at = corpus::offsets(&row.text);
            let names: Vec<(Span, Class)> = row
                .spans
                .iter()
                .filter_map(|(start, end, label)| {
                    let span = Span::of(at[*start]..at[*end]);
                    Some((span, corpus::class(label, span.slice(&row.text))?))
                })
                .collect();
            read(&row.text, &names, &mut examples, &mut fitted);
        }
        println!("{name}: sentences: {} names: {fitted:?}", examples.len());
        corpora.push(Corpus { shares: by_label(&options.shares, number + 1), times: 1, examples });
    }
    println!("prepared in {:.0} s", began.elapsed().as_secs_f32());
    let bytes = fit::fit(&corpora, options.rarest, &options.settings, options.weights.as_deref())?;
    let out = options.out.clone().unwrap_or_else(|| crate::models().join("recognition.bin"));
    std::fs::write(out, bytes)?;
    println!("trained in {:.0} s", began.elapsed().as_secs_f32());
    Ok(())
}

/// Adds the examples of a text.
fn read(text: &str, names: &[(Span, Class)], examples: &mut Vec<Example>, fitted: &mut Fit) {
    for placed in passages(text, &Reuse::default()) {
        let local: Vec<(Span, Class)> = names
            .iter()
            .filter(|(span, _)| placed.source().covers(*span))
            .filter_map(|(span, class)| {
                Some((Span::new(placed.to_local(span.start)?, placed.to_local(span.end)?), *class))
            })
            .collect();
        let (found, fit) = training::examples(&placed.passage, &local);
        examples.extend(found.into_iter().filter(|example| !example.labels.is_empty()));
        fitted.labelled += fit.labelled;
        fitted.lost += fit.lost;
    }
}
