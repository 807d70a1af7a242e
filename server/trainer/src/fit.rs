//! From examples to a model: CRFsuite finds the weights, which are then rounded and packed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use rustc_hash::FxHashMap;
use uradori::actors::tagger::training::{self, Example, Feature, LABELS, Model};

use crate::python;

/// The largest rounded weight of a feature.
const LARGEST: f64 = 127.0;

/// Sentences of one corpus.
pub struct Corpus {
    /// How much of what it teaches of its own conventions goes into the product's, by label.
    pub shares: [f64; LABELS],
    /// How many times it counts.
    pub times: usize,
    /// Its sentences.
    pub examples: Vec<Example>,
}

/// Trains on `corpora` and gives the bytes of a model. `settings` are CRFsuite's parameters, `name=value` each, of an
/// algorithm that maximises a likelihood. Features that occur in fewer than `rarest` sentences are left out.
///
/// Corpora differ in what counts as a name and how far it goes. Features that this depends on are there once for all and
/// once more per corpus (Daumé, Frustratingly Easy Domain Adaptation, 2007), so that what the corpora share is learned
/// from all of them; the copies are then blended into the shared ones, each corpus' by its share.
pub fn fit(corpora: &[Corpus], rarest: u32, settings: &[String], kept: Option<&Path>) -> anyhow::Result<Vec<u8>> {
    let text = match kept {
        Some(path) if path.exists() => std::fs::read_to_string(path)?,
        _ => {
            let text = train(corpora, rarest, settings)?;
            if let Some(path) = kept {
                std::fs::write(path, &text)?;
            }
            text
        }
    };
    pack(&text, corpora)
}

/// The weights of all features and their copies, as `fit.py` writes them.
fn train(corpora: &[Corpus], rarest: u32, settings: &[String]) -> anyhow::Result<String> {
    let scratch = crate::root().join("target/trainer");
    std::fs::create_dir_all(&scratch)?;
    let process = std::process::id();
    let data = scratch.join(format!("examples-{process}"));
    let weights = scratch.join(format!("weights-{process}"));
    write(corpora, rarest, &data)?;
    python::run(python::script("fit.py")?.arg(&data).arg(&weights).args(settings))?;
    let text = std::fs::read_to_string(&weights)?;
    std::fs::remove_file(&data)?;
    std::fs::remove_file(&weights)?;
    Ok(text)
}

fn write(corpora: &[Corpus], rarest: u32, path: &Path) -> anyhow::Result<()> {
    let mut sentences: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
    let once = corpora.iter().zip(0..).flat_map(|(one, corpus)| one.examples.iter().map(move |e| (corpus, e)));
    for ((corpus, example), number) in once.zip(0..) {
        for key in example.features.iter().flatten().flat_map(|feature| keys(*feature, corpus)) {
            let (count, last) = sentences.entry(key).or_insert((0, u32::MAX));
            if *last != number {
                (*count, *last) = (*count + 1, number);
            }
        }
    }
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    let mut put = |number: u32| out.write_all(&number.to_ne_bytes());
    for (corpus, example) in each(corpora) {
        put(example.labels.len() as u32)?;
        for (label, features) in example.labels.iter().zip(&example.features) {
            let all = features.iter().flat_map(|feature| keys(*feature, corpus));
            let common: Vec<u32> = all.filter(|key| sentences[key].0 >= rarest).collect();
            put(u32::from(*label))?;
            put(common.len() as u32)?;
            for key in common {
                put(key)?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

/// Every sentence as often as its corpus counts, with the corpus' number.
fn each(corpora: &[Corpus]) -> impl Iterator<Item = (u32, &Example)> {
    corpora.iter().zip(0..).flat_map(|(corpus, number)| {
        (0..corpus.times).flat_map(move |_| corpus.examples.iter().map(move |example| (number, example)))
    })
}

/// A feature of a sentence of a corpus: itself, and its copy where there is one.
fn keys(feature: Feature, corpus: u32) -> impl Iterator<Item = u32> {
    std::iter::once(feature.key).chain(feature.copied.then(|| training::copy(feature.key, corpus)))
}

/// Blends the copies into the shared features, rounds the weights that `fit.py` wrote, and packs them.
fn pack(text: &str, corpora: &[Corpus]) -> anyhow::Result<Vec<u8>> {
    let mut transitions = [[0.0_f64; LABELS]; LABELS];
    let mut features: BTreeMap<u32, [f64; LABELS]> = BTreeMap::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split(' ').collect();
        let [sort, first, second, weight] = fields[..] else { bail!("not a weight: {line}") };
        let weight: f64 = weight.parse().context("not a number")?;
        let label: usize = second.parse()?;
        if sort == "T" {
            transitions[first.parse::<usize>()?][label] = weight;
        } else {
            features.entry(first.parse()?).or_default()[label] = weight;
        }
    }
    let copied: BTreeSet<u32> =
        each(corpora).flat_map(|(_, one)| one.features.iter().flatten()).filter(|f| f.copied).map(|f| f.key).collect();
    for key in copied {
        for (corpus, number) in corpora.iter().zip(0..) {
            if let Some(copy) = features.remove(&training::copy(key, number)) {
                let row = features.entry(key).or_default();
                let weighed = copy.iter().zip(corpus.shares).map(|(own, share)| share * own);
                row.iter_mut().zip(weighed).for_each(|(weight, own)| *weight += own);
            }
        }
    }
    let weights = transitions.iter().flatten().chain(features.values().flatten());
    let largest = features.values().flatten().fold(0.0_f64, |largest, weight| largest.max(weight.abs()));
    ensure!(weights.clone().all(|weight| weight.is_finite()) && largest > 0.0, "no weights");
    let scale = largest / LARGEST;
    let rounded = |weight: f64| (weight / scale).round();
    let rows: Vec<(u32, [i8; LABELS])> = features
        .into_iter()
        .map(|(key, row)| (key, row.map(|weight| rounded(weight) as i8)))
        .filter(|(_, row)| row.iter().any(|weight| *weight != 0))
        .collect();
    let steps = transitions.map(|row| row.map(|weight| rounded(weight) as i16));
    let bytes = Model::write(scale as f32, &steps, &rows);
    println!("features: {} bytes: {} step: {scale:.4}", rows.len(), bytes.len());
    Ok(bytes)
}
