//! The sequence tagger's model.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use rustc_hash::FxHashMap;
use uradori::actors::tagger::training::{self, Class, Example, Fit, Scheme};
use uradori::language::{Reuse, passages};
use uradori::text::Span;

use crate::{corpus, fit, gold};

/// What the model is trained on and how; the defaults rebuild the one that ships.
#[derive(Args)]
pub struct Options {
    /// Corpora of sentences, by file name.
    #[arg(long, value_delimiter = ',', default_value = "stockmark_train,gsd_train,hironsan_wikipedia")]
    corpora: Vec<String>,
    /// How many times the annotated articles count.
    #[arg(long, default_value_t = 2)]
    gold: usize,
    /// Leave out features that occur in fewer sentences.
    #[arg(long, default_value_t = 2)]
    rarest: u32,
    /// Settings of CRFsuite.
    #[arg(long, value_delimiter = ',', default_value = "c1=0.3,c2=0.1,max_iterations=50")]
    settings: Vec<String>,
    /// How much of what Stockmark's and GSD's own conventions teach goes into the product's: two shares of one, the rest
    /// is its own.
    #[arg(long, value_delimiter = ',', default_value = "0.2,0.2")]
    blend: Vec<f64>,
    /// Take the weights that an earlier run left in this file instead of training.
    #[arg(long)]
    weights: Option<PathBuf>,
    /// Where the model goes instead of `server/lexicon/models/recognition.bin`.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// The conventions that are blended into the product's.
const CORPORA: [Scheme; 2] = [Scheme::Stockmark, Scheme::Gsd];

/// The features of the product's conventions, each with the same feature of the conventions in [`CORPORA`].
pub type Twins = FxHashMap<u32, [u32; CORPORA.len()]>;

/// Trains the model and writes it.
pub fn rebuild(options: &Options) -> anyhow::Result<()> {
    let began = Instant::now();
    let mut examples: Vec<Example> = Vec::new();
    let articles = gold::listed("train.list")?;
    let mut fitted = Fit::default();
    let mut of_gold = Vec::new();
    let mut twins = Twins::default();
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
        read(&article.text, &names, Scheme::Product, &mut of_gold, &mut fitted, &mut twins);
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
            read(&row.text, &names, scheme, &mut examples, &mut fitted, &mut twins);
        }
        println!("{name}: sentences: {} names: {fitted:?}", examples.len() - before);
    }
    println!("prepared in {:.0} s", began.elapsed().as_secs_f32());
    let weights = match &options.weights {
        Some(path) => std::fs::read_to_string(path)?,
        None => fit::fit(&examples, options.rarest, &options.settings)?,
    };
    let bytes = fit::pack(&weights, &twins, &options.blend)?;
    let out = options.out.clone().unwrap_or_else(|| crate::models().join("recognition.bin"));
    std::fs::write(out, bytes)?;
    println!("trained in {:.0} s", began.elapsed().as_secs_f32());
    Ok(())
}

/// Adds the examples of a text.
fn read(
    text: &str,
    names: &[(Span, Class)],
    scheme: Scheme,
    examples: &mut Vec<Example>,
    fitted: &mut Fit,
    twins: &mut Twins,
) {
    for placed in passages(text, &Reuse::default()) {
        let local: Vec<(Span, Class)> = names
            .iter()
            .filter(|(span, _)| placed.source().covers(*span))
            .filter_map(|(span, class)| {
                Some((Span::new(placed.to_local(span.start)?, placed.to_local(span.end)?), *class))
            })
            .collect();
        let (found, fit) = training::examples(&placed.passage, &local, scheme);
        let (own, _) = training::examples(&placed.passage, &[], Scheme::Product);
        for (n, other) in CORPORA.into_iter().enumerate() {
            let (theirs, _) = training::examples(&placed.passage, &[], other);
            let keys = |all: &[Example]| all.iter().flat_map(|one| one.features.concat()).collect::<Vec<u32>>();
            for (own, other) in keys(&own).into_iter().zip(keys(&theirs)).filter(|(own, other)| own != other) {
                twins.entry(own).or_default()[n] = other;
            }
        }
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
