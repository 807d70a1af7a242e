//! From examples to a model: CRFsuite finds the weights, which are then rounded and packed.

use std::io::Write as _;

use anyhow::{Context, bail};
use rustc_hash::FxHashMap;
use uradori::actors::tagger::training::{Example, LABELS, Model};

use crate::python;

/// The largest rounded weight of a feature.
const LARGEST: f64 = 127.0;

/// Trains on `examples` and gives the bytes of a model. `settings` are CRFsuite's parameters, `name=value` each.
/// Features that occur in fewer than `rarest` sentences are left out. `sharpness` is what a unit of the weights is worth
/// as a log-odds: 1 where they maximise a likelihood.
pub fn fit(examples: &[Example], rarest: u32, settings: &[String], sharpness: f64) -> anyhow::Result<Vec<u8>> {
    let scratch = crate::root().join("target/trainer");
    std::fs::create_dir_all(&scratch)?;
    let process = std::process::id();
    let data = scratch.join(format!("examples-{process}"));
    let weights = scratch.join(format!("weights-{process}"));
    write(examples, rarest, &data)?;
    python::run(python::script("fit.py")?.arg(&data).arg(&weights).args(settings))?;
    let text = std::fs::read_to_string(&weights)?;
    std::fs::remove_file(&data)?;
    std::fs::remove_file(&weights)?;
    pack(&text, sharpness)
}

fn write(examples: &[Example], rarest: u32, path: &std::path::Path) -> anyhow::Result<()> {
    let mut sentences: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
    for (n, example) in examples.iter().enumerate() {
        for key in example.features.iter().flatten() {
            let (count, last) = sentences.entry(*key).or_insert((0, u32::MAX));
            if *last != n as u32 {
                (*count, *last) = (*count + 1, n as u32);
            }
        }
    }
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    let mut put = |number: u32| out.write_all(&number.to_ne_bytes());
    for example in examples {
        put(example.labels.len() as u32)?;
        for (label, keys) in example.labels.iter().zip(&example.features) {
            let kept: Vec<u32> = keys.iter().copied().filter(|key| sentences[key].0 >= rarest).collect();
            put(u32::from(*label))?;
            put(kept.len() as u32)?;
            for key in kept {
                put(key)?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

/// Rounds the weights that `fit.py` wrote and packs them.
fn pack(text: &str, sharpness: f64) -> anyhow::Result<Vec<u8>> {
    let mut transitions = [[0.0_f64; LABELS]; LABELS];
    let mut features: std::collections::BTreeMap<u32, [f64; LABELS]> = std::collections::BTreeMap::new();
    let mut largest = 0.0_f64;
    for line in text.lines() {
        let fields: Vec<&str> = line.split(' ').collect();
        let [sort, first, second, weight] = fields[..] else { bail!("not a weight: {line}") };
        let weight: f64 = weight.parse().context("not a number")?;
        let label: usize = second.parse()?;
        if sort == "T" {
            transitions[first.parse::<usize>()?][label] = weight;
        } else {
            largest = largest.max(weight.abs());
            features.entry(first.parse()?).or_default()[label] = weight;
        }
    }
    let scale = largest / LARGEST;
    let rounded = |weight: f64| (weight / scale).round();
    let rows: Vec<(u32, [i8; LABELS])> = features
        .into_iter()
        .map(|(key, row)| (key, row.map(|weight| rounded(weight) as i8)))
        .filter(|(_, row)| row.iter().any(|weight| *weight != 0))
        .collect();
    let steps = transitions.map(|row| row.map(|weight| rounded(weight) as i16));
    let bytes = Model::write((scale * sharpness) as f32, &steps, &rows);
    println!("features: {} bytes: {} step: {scale:.4}", rows.len(), bytes.len());
    Ok(bytes)
}
