//! The tagger's figures by itself, without the lexicon and the rules on top of it.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use uradori::actors::Kind;
use uradori::actors::tagger::training::{self, Model, Scheme};
use uradori::language::{Reuse, passages, warm_up};

use crate::{corpus, gold};

/// Right, spurious and missed.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    right: usize,
    spurious: usize,
    missed: usize,
}

impl Count {
    fn add<T: Eq + std::hash::Hash>(&mut self, wanted: &HashSet<T>, got: &HashSet<T>) {
        let right = wanted.intersection(got).count();
        self.right += right;
        self.spurious += got.len() - right;
        self.missed += wanted.len() - right;
    }

    fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.spurious).max(1) as f64
    }

    fn recall(self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }

    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.spurious + self.missed).max(1) as f64
    }
}

type Named = (usize, usize, Kind);

/// How far the tagger's confidence can be believed: per fifth of the scale how many candidates and how many right ones.
#[derive(Debug, Default)]
struct Calibration {
    all: [usize; 5],
    right: [usize; 5],
    sum: f64,
}

impl Calibration {
    fn add(&mut self, confidence: f32, right: bool) {
        let fifth = [0.2, 0.4, 0.6, 0.8].iter().filter(|bound| confidence >= **bound).count();
        self.all[fifth] += 1;
        self.right[fifth] += usize::from(right);
        self.sum += f64::from(confidence);
    }

    fn print(&self) {
        let all: usize = self.all.iter().sum();
        let shares: Vec<String> =
            self.all.iter().zip(self.right).map(|(all, right)| format!("{right}/{all}")).collect();
        println!("confidence: mean {:.3} | right per fifth: {}", self.sum / all.max(1) as f64, shares.join(" "));
    }
}

fn tag(text: &str, model: &Model, scheme: Scheme) -> Vec<Named> {
    let mut found = Vec::new();
    for placed in passages(text, &Reuse::default()) {
        for candidate in training::tag(&placed.passage, model, scheme) {
            let span = placed.to_article(candidate.local);
            found.push((span.start as usize, span.end as usize, candidate.kind));
        }
    }
    found
}

/// Prints the figures of the model in the binary, or of the one at `path`.
pub fn print(path: Option<&Path>, scheme: Scheme, misses: bool) -> anyhow::Result<()> {
    let read;
    let model = if let Some(path) = path {
        read = Model::read(&std::fs::read(path)?).context("not a model")?;
        &read
    } else {
        training::shipped().context("the model in the binary cannot be read")?
    };
    articles(model, scheme, misses)?;
    for set in ["stockmark_dev", "gsd_dev", "wac_dev"] {
        sentences(model, scheme, set)?;
    }
    Ok(())
}

fn articles(model: &Model, scheme: Scheme, misses: bool) -> anyhow::Result<()> {
    let (mut plain, mut typed) = (Count::default(), Count::default());
    let mut by_type: BTreeMap<&str, Count> = BTreeMap::new();
    let mut calibration = Calibration::default();
    let all = gold::listed("dev.list")?;
    for article in &all {
        let may: HashSet<(usize, usize)> =
            article.mentions.iter().filter(|m| m.optional).map(|m| (m.start, m.end)).collect();
        let must: HashSet<(usize, usize, &str)> =
            article.mentions.iter().filter(|m| !m.optional).map(|m| (m.start, m.end, m.kind.as_str())).collect();
        for placed in passages(&article.text, &Reuse::default()) {
            for one in training::tag(&placed.passage, model, scheme) {
                let span = placed.to_article(one.local);
                let right = must.iter().any(|m| (m.0, m.1) == (span.start as usize, span.end as usize));
                calibration.add(one.confidence, right);
            }
        }
        let got: Vec<Named> = tag(&article.text, model, scheme)
            .into_iter()
            .filter(|(s, e, _)| !may.contains(&(*s, *e)))
            .filter(|(s, _, _)| article.units.iter().any(|(from, to)| from <= s && s < to))
            .collect();
        let spans = |set: &HashSet<(usize, usize, &str)>| set.iter().map(|m| (m.0, m.1)).collect::<HashSet<_>>();
        plain.add(&spans(&must), &got.iter().map(|m| (m.0, m.1)).collect());
        // A type is right where the gold's type stands for the kind found.
        let same = |m: &Named| {
            let of = must.iter().find(|g| (g.0, g.1) == (m.0, m.1) && fits(g.2, m.2));
            (m.0, m.1, of.map_or_else(|| type_of(m.2), |g| g.2))
        };
        let ours: HashSet<(usize, usize, &str)> = got.iter().map(same).collect();
        typed.add(&must, &ours);
        for kind in ["PER", "ORG", "GPE", "LOC", "MISC"] {
            let only = |set: &HashSet<(usize, usize, &'_ str)>| {
                set.iter().filter(|m| m.2 == kind).map(|m| (m.0, m.1)).collect::<HashSet<_>>()
            };
            by_type.entry(kind).or_default().add(&only(&must), &only(&ours));
        }
        if misses {
            for (s, e, kind) in must.difference(&ours) {
                println!(
                    "{} missed {kind} {} | {}",
                    article.stem,
                    &article.text[*s..*e],
                    around(&article.text, *s, *e)
                );
            }
            for (s, e, kind) in ours.difference(&must) {
                println!(
                    "{} spurious {kind} {} | {}",
                    article.stem,
                    &article.text[*s..*e],
                    around(&article.text, *s, *e)
                );
            }
        }
    }
    println!(
        "articles f1: {:.4} precision: {:.3} recall: {:.3} typed: {:.4} | {}",
        plain.f1(),
        plain.precision(),
        plain.recall(),
        typed.f1(),
        by_type.iter().map(|(kind, count)| format!("{kind} {:.3}", count.f1())).collect::<Vec<_>>().join(" "),
    );
    calibration.print();
    Ok(())
}

fn around(text: &str, start: usize, end: usize) -> String {
    let before: String = text[..start].chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text[end..].chars().take(12).collect();
    format!("{before}[{}]{after}", &text[start..end]).replace('\n', "/")
}

/// Whether the gold's type stands for `kind`, as in `gold/score.py`.
fn fits(wanted: &str, kind: Kind) -> bool {
    match wanted {
        "LOC" => matches!(kind, Kind::Place | Kind::Facility),
        "GPE" => kind == Kind::Place,
        _ => type_of(kind) == wanted,
    }
}

fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "PER",
        Kind::Organization => "ORG",
        Kind::Place => "GPE",
        Kind::Facility => "LOC",
        _ => "MISC",
    }
}

/// The four classes of `corpora/ner/score_ner.py`; `facility` is what a facility counts as.
fn coarse(kind: Kind, facility: &'static str) -> Option<&'static str> {
    match kind {
        Kind::Person => Some("PERSON"),
        Kind::Organization => Some("ORGANIZATION"),
        Kind::Place => Some("LOCATION"),
        Kind::Facility => Some(facility),
        Kind::Event | Kind::Work | Kind::Product | Kind::Law => Some("OTHER"),
        Kind::Other => None,
    }
}

fn sentences(model: &Model, scheme: Scheme, set: &str) -> anyhow::Result<()> {
    let facility = if set.starts_with("wac") { "LOCATION" } else { "OTHER" };
    let (mut plain, mut typed) = (Count::default(), Count::default());
    let mut by_class: BTreeMap<&str, Count> = BTreeMap::new();
    for row in corpus::read(set)? {
        let at = corpus::offsets(&row.text);
        let wanted: HashSet<(usize, usize, &str)> =
            row.spans.iter().filter_map(|(s, e, label)| Some((at[*s], at[*e], four(label, facility)?))).collect();
        let got: HashSet<(usize, usize, &str)> = tag(&row.text, model, scheme)
            .into_iter()
            .filter(|(s, e, _)| !row.ignore.iter().any(|(from, to)| *s < at[*to] && at[*from] < *e))
            .filter_map(|(s, e, kind)| Some((s, e, coarse(kind, facility)?)))
            .collect();
        typed.add(&wanted, &got);
        let bare = |set: &HashSet<(usize, usize, &str)>| set.iter().map(|m| (m.0, m.1)).collect::<HashSet<_>>();
        plain.add(&bare(&wanted), &bare(&got));
        for class in ["PERSON", "ORGANIZATION", "LOCATION", "OTHER"] {
            let only = |set: &HashSet<(usize, usize, &'_ str)>| {
                set.iter().filter(|m| m.2 == class).map(|m| (m.0, m.1)).collect::<HashSet<_>>()
            };
            by_class.entry(class).or_default().add(&only(&wanted), &only(&got));
        }
    }
    println!(
        "{set} f1: {:.1} precision: {:.1} recall: {:.1} untyped: {:.1} | {}",
        100.0 * typed.f1(),
        100.0 * typed.precision(),
        100.0 * typed.recall(),
        100.0 * plain.f1(),
        by_class.iter().map(|(c, n)| format!("{c} {:.1}", 100.0 * n.f1())).collect::<Vec<_>>().join(" "),
    );
    Ok(())
}

fn four(label: &str, facility: &'static str) -> Option<&'static str> {
    Some(match label {
        "人名" | "PERSON" | "PSN" => "PERSON",
        "法人名" | "政治的組織名" | "その他の組織名" | "ORG" | "ORGANIZATION" => "ORGANIZATION",
        "地名" | "GPE" | "LOC" | "LOCATION" => "LOCATION",
        "施設名" | "FAC" => facility,
        "製品名" | "イベント名" | "PRODUCT" | "WORK_OF_ART" | "LAW" | "EVENT" | "ART" | "ARTIFACT" => "OTHER",
        _ => return None,
    })
}

/// Prints tokens per second of the tokenizer with the cutting of passages, and of the tagger on top, on one thread.
pub fn speed() -> anyhow::Result<()> {
    warm_up();
    let model = training::shipped().context("the model in the binary cannot be read")?;
    let texts: Vec<String> =
        gold::listed("train.list")?.into_iter().chain(gold::listed("dev.list")?).map(|a| a.text).collect();
    let (mut reading, mut tagging, mut tokens) = (f64::MAX, f64::MAX, 0);
    for _ in 0..7 {
        let began = Instant::now();
        let read: Vec<_> = texts.iter().flat_map(|text| passages(text, &Reuse::default())).collect();
        reading = reading.min(began.elapsed().as_secs_f64());
        tokens = read.iter().map(|placed| placed.passage.tokens.len()).sum();
        let began = Instant::now();
        let found: usize = read.iter().map(|placed| training::tag(&placed.passage, model, Scheme::Product).len()).sum();
        tagging = tagging.min(began.elapsed().as_secs_f64());
        anyhow::ensure!(found > 0, "nothing found");
    }
    println!(
        "tokens: {tokens} segmentation: {:.2} M tokens/s tagging: {:.2} M tokens/s, {:.2} x segmentation",
        tokens as f64 / reading / 1e6,
        tokens as f64 / tagging / 1e6,
        tagging / reading,
    );
    Ok(())
}
