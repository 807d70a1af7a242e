//! The sequence tagger's model.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use uradori::actors::tagger::training::{self, Class, Example, Fit, Scheme};
use uradori::language::{Reuse, passages};
use uradori::text::Span;

use crate::{corpus, fit, gold};

/// What the model is trained on and how; the defaults rebuild the one that ships.
#[derive(Args)]
pub struct Options {
    /// Corpora of sentences, by file name.
    #[arg(long, value_delimiter = ',', default_value = "stockmark_train,gsd_train")]
    corpora: Vec<String>,
    /// How many times the annotated articles count.
    #[arg(long, default_value_t = 2)]
    gold: usize,
    /// Leave out features that occur in fewer sentences.
    #[arg(long, default_value_t = 2)]
    rarest: u32,
    /// Settings of CRFsuite.
    #[arg(long, value_delimiter = ',', default_value = "algorithm=ap,max_iterations=7")]
    settings: Vec<String>,
    /// What a unit of the weights is worth as a log-odds: 1 for weights that maximise a likelihood; the perceptron's are
    /// on no scale of their own, and it is set so that on the development articles the mean confidence is the precision.
    #[arg(long, default_value_t = 0.04)]
    sharpness: f64,
    /// Where the model goes instead of `server/lexicon/models/recognition.bin`.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Trains the model and writes it.
pub fn rebuild(options: &Options) -> anyhow::Result<()> {
    let began = Instant::now();
    let mut examples: Vec<Example> = Vec::new();
    let articles = gold::listed("train.list")?;
    let mut fitted = Fit::default();
    let mut of_gold = Vec::new();
    for article in &articles {
        let names: Vec<(Span, Class)> = article
            .mentions
            .iter()
            .filter(|mention| !mention.optional)
            .filter_map(|m| {
                let class = corpus::gold_class(&m.kind, &article.text[m.start..m.end])?;
                Some((Span::of(m.start..m.end), class))
            })
            .collect();
        read(&article.text, &names, Scheme::Product, &mut of_gold, &mut fitted);
    }
    println!("articles: {} sentences: {} names: {fitted:?}", articles.len(), of_gold.len());
    for _ in 0..options.gold {
        examples.extend(of_gold.iter().cloned());
    }
    for name in &options.corpora {
        let scheme = scheme(name);
        let mut fitted = Fit::default();
        let before = examples.len();
        for row in corpus::read(name)? {
            let at = corpus::offsets(&row.text);
            let names: Vec<(Span, Class)> = row
                .spans
                .iter()
                .filter_map(|(start, end, label)| {
                    let span = Span::of(at[*start]..at[*end]);
                    Some((span, corpus::class(label, span.slice(&row.text), scheme)?))
                })
                .collect();
            read(&row.text, &names, scheme, &mut examples, &mut fitted);
        }
        println!("{name}: sentences: {} names: {fitted:?}", examples.len() - before);
    }
    println!("prepared in {:.0} s", began.elapsed().as_secs_f32());
    let bytes = fit::fit(&examples, options.rarest, &options.settings, options.sharpness)?;
    let out = options.out.clone().unwrap_or_else(|| crate::models().join("recognition.bin"));
    std::fs::write(out, bytes)?;
    println!("trained in {:.0} s", began.elapsed().as_secs_f32());
    Ok(())
}

/// Adds the examples of a text.
fn read(text: &str, names: &[(Span, Class)], scheme: Scheme, examples: &mut Vec<Example>, fitted: &mut Fit) {
    for placed in passages(text, &Reuse::default()) {
        let local: Vec<(Span, Class)> = names
            .iter()
            .filter(|(span, _)| placed.source().covers(*span))
            .filter_map(|(span, class)| {
                Some((Span::new(placed.to_local(span.start)?, placed.to_local(span.end)?), *class))
            })
            .collect();
        let (found, fit) = training::examples(&placed.passage, &local, scheme);
        examples.extend(found.into_iter().filter(|example| !example.labels.is_empty()));
        fitted.labelled += fit.labelled;
        fitted.lost += fit.lost;
    }
}

/// The conventions of a corpus, by its file's name.
pub fn scheme(corpus: &str) -> Scheme {
    match corpus.split('_').next() {
        Some("product") => Scheme::Product,
        Some("stockmark") => Scheme::Stockmark,
        Some("gsd") => Scheme::Gsd,
        Some("hironsan") => Scheme::Hironsan,
        _ => Scheme::Irex,
    }
}
