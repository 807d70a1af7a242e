//! How long recognition takes beside Lindera's segmentation.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use anyhow::{Context, ensure};
use cpu_time::ThreadTime;
use uradori::actors::{self, Directory, tagger};
use uradori::article::Article;
use uradori::config::Config;
use uradori::language::{Passage, Reuse, passages, segments, warm_up};

use crate::python;

/// Rounds; the fastest counts, because other work on the machine only ever adds, even to the time of a thread of its own.
const ROUNDS: usize = 9;

/// Every n-th article of each archive is read.
const EVERY: usize = 20;

/// Prints how many times Lindera's time the pipeline up to identity takes, and the share of its parts, on one thread.
pub fn print() -> anyhow::Result<()> {
    warm_up();
    let directory = Directory::new(&Config::default());
    let texts = texts()?;
    let read: Vec<Arc<Passage>> =
        texts.iter().flat_map(|text| passages(text, &Reuse::default())).map(|placed| placed.passage).collect();
    let tokens: usize = read.iter().map(|passage| passage.tokens.len()).sum();
    let characters: usize = texts.iter().map(|text| text.chars().count()).sum();

    let [mut lindera, mut lean, mut pipeline, mut reading, mut tagging] = [f64::MAX; 5];
    for _ in 0..ROUNDS {
        lindera = lindera.min(seconds(|| read.iter().map(|passage| segments(&passage.text, false)).sum())?);
        lean = lean.min(seconds(|| read.iter().map(|passage| segments(&passage.text, true)).sum())?);
        pipeline = pipeline.min(seconds(|| {
            let cast = |text: &Arc<str>| actors::cast(&Article::read(Arc::clone(text), &Reuse::default()), &directory);
            texts.iter().map(|text| cast(text).mentions.len()).sum()
        })?);
        reading = reading.min(seconds(|| {
            texts.iter().map(|text| Article::read(Arc::clone(text), &Reuse::default()).passages.len()).sum()
        })?);
        tagging = tagging.min(seconds(|| read.iter().map(|passage| tagger::tag(passage).len()).sum())?);
    }
    let speed = |seconds: f64| tokens as f64 / seconds / 1e6;
    println!("articles: {} characters: {characters} tokens: {tokens}", texts.len());
    println!("lindera alone: {:.3} s, {:.2} M tokens/s", lindera, speed(lindera));
    println!("the same with its buffers kept, as here: {:.3} s, {:.2} M tokens/s", lean, speed(lean));
    println!("article read (segmentation, sentences, layout): {:.3} s, {:.2} x", reading, reading / lindera);
    println!("tagger: {:.3} s, {:.2} M tokens/s, {:.2} x", tagging, speed(tagging), tagging / lindera);
    println!(
        "pipeline up to identity: {:.3} s, {:.2} x lindera alone ({:.2} x with buffers kept)",
        pipeline,
        pipeline / lindera,
        pipeline / lean
    );
    Ok(())
}

fn seconds(work: impl FnOnce() -> usize) -> anyhow::Result<f64> {
    let began = ThreadTime::now();
    let found = work();
    let took = began.elapsed().as_secs_f64();
    ensure!(found > 0, "nothing found");
    Ok(took)
}

/// Articles of `corpora/articles`, unpacked under `target/`.
fn texts() -> anyhow::Result<Vec<Arc<str>>> {
    let mut texts = Vec::new();
    for (archive, folder) in [("jawikinews", "jawikinews"), ("newscopedaily", "newscopedaily/digest")] {
        let scratch = crate::root().join("target/trainer");
        if !scratch.join(folder).exists() {
            std::fs::create_dir_all(&scratch)?;
            let packed = crate::shared().join(format!("corpora/articles/{archive}.tar.xz"));
            python::run(Command::new("tar").arg("-xJf").arg(packed).arg("-C").arg(&scratch))?;
        }
        let listed = std::fs::read_dir(scratch.join(folder)).with_context(|| format!("no {folder}"))?;
        let mut paths = listed.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<PathBuf>>>()?;
        paths.sort();
        for path in paths.iter().step_by(EVERY) {
            texts.push(std::fs::read_to_string(path)?.into());
        }
    }
    Ok(texts)
}
