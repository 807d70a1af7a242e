//! The figures of recognition: those of the whole product, and beside them those of the tagger by itself.
//!
//! What `gold/score.py` and `corpora/ner/score_ner.py` score are the product's mentions: what the lexicon, the grammar and
//! the tagger propose and the choice among them leaves, by the one convention that users see. So do the figures here
//! that are called the product's; `form: name` only, as there. The tagger by itself tells which part an error is of.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, ensure};
use uradori::actors::tagger::{
    self,
    training::{self, Model},
};

use uradori::actors::{Form, Kind};
use uradori::archive::Analyst;
use uradori::config::Config;
use uradori::language::{Reuse, passages};

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

/// Finds the names of a text.
type Finder<'f> = &'f dyn Fn(&str) -> Vec<Named>;

fn by_tagger(text: &str) -> Vec<Named> {
    let found = passages(text, &Reuse::default()).into_iter().flat_map(|placed| {
        let found = tagger::tag(&placed.passage);
        found.into_iter().map(move |one| (placed.to_article(one.local), one.kind))
    });
    found.map(|(span, kind)| (span.start as usize, span.end as usize, kind)).collect()
}

fn by_product(analyst: &Analyst, text: &str) -> Vec<Named> {
    let cast = analyst.analyze(text.into()).cast;
    let names = cast.mentions.iter().filter(|mention| mention.form == Form::Name);
    names.map(|m| (m.span.start as usize, m.span.end as usize, m.kind)).collect()
}

/// Prints the figures with the model in the binary, or with the one at `path`.
pub fn print(path: Option<&Path>, errors: bool, misses: bool) -> anyhow::Result<()> {
    if let Some(path) = path {
        let model = Model::read(&std::fs::read(path)?).context("not a model")?;
        ensure!(training::install(model), "a model is in use already");
    }
    let analyst = Analyst::new(Arc::new(Config::default()));
    let product: Finder<'_> = &|text| by_product(&analyst, text);
    if errors {
        return print_errors(product);
    }
    for (name, find) in [("product", product), ("tagger", &by_tagger as Finder<'_>)] {
        articles(name, find, misses && name == "product")?;
        for set in ["stockmark_dev", "gsd_dev", "wac_dev"] {
            sentences(name, find, set)?;
        }
    }
    calibration()
}

/// Prints how far the tagger's confidence can be believed.
fn calibration() -> anyhow::Result<()> {
    let mut calibration = Calibration::default();
    for article in gold::listed("dev.list")? {
        let must: HashSet<(usize, usize)> = article.mentions.iter().map(|m| (m.start, m.end)).collect();
        for placed in passages(&article.text, &Reuse::default()) {
            for one in tagger::tag(&placed.passage) {
                let span = placed.to_article(one.local);
                calibration.add(one.confidence, must.contains(&(span.start as usize, span.end as usize)));
            }
        }
    }
    calibration.print();
    Ok(())
}

/// What of an article was asked for, and what was found of what counts.
struct Compared<'a> {
    must: HashSet<(usize, usize, &'a str)>,
    got: Vec<Named>,
}

impl<'a> Compared<'a> {
    fn of(article: &'a gold::Annotated, find: Finder<'_>) -> Self {
        let may: HashSet<(usize, usize)> =
            article.mentions.iter().filter(|m| m.optional).map(|m| (m.start, m.end)).collect();
        let must = article.mentions.iter().filter(|m| !m.optional).map(|m| (m.start, m.end, m.kind.as_str())).collect();
        let got = find(&article.text)
            .into_iter()
            .filter(|(s, e, _)| !may.contains(&(*s, *e)))
            .filter(|(s, _, _)| article.units.iter().any(|(from, to)| from <= s && s < to))
            .collect();
        Self { must, got }
    }

    /// What was found, by the gold's types: the gold's own where it stands for the kind found.
    fn ours(&self) -> HashSet<(usize, usize, &'a str)> {
        let same = |m: &Named| {
            let of = self.must.iter().find(|g| (g.0, g.1) == (m.0, m.1) && fits(g.2, m.2));
            (m.0, m.1, of.map_or_else(|| type_of(m.2), |g| g.2))
        };
        self.got.iter().map(same).collect()
    }
}

fn articles(name: &str, find: Finder<'_>, misses: bool) -> anyhow::Result<()> {
    let (mut plain, mut typed) = (Count::default(), Count::default());
    let mut by_type: BTreeMap<&str, Count> = BTreeMap::new();
    for article in &gold::listed("dev.list")? {
        let compared = Compared::of(article, find);
        let (must, ours) = (&compared.must, compared.ours());
        let spans = |set: &HashSet<(usize, usize, &str)>| set.iter().map(|m| (m.0, m.1)).collect::<HashSet<_>>();
        plain.add(&spans(must), &spans(&ours));
        typed.add(must, &ours);
        for kind in ["PER", "ORG", "GPE", "LOC", "MISC"] {
            let only = |set: &HashSet<(usize, usize, &'_ str)>| {
                set.iter().filter(|m| m.2 == kind).map(|m| (m.0, m.1)).collect::<HashSet<_>>()
            };
            by_type.entry(kind).or_default().add(&only(must), &only(&ours));
        }
        let show = |what: &str, (s, e, kind): &(usize, usize, &str)| {
            println!("{} {what} {kind} {}", article.stem, around(&article.text, *s, *e));
        };
        if misses {
            must.difference(&ours).for_each(|one| show("missed", one));
            ours.difference(must).for_each(|one| show("spurious", one));
        }
    }
    println!(
        "{name} articles f1: {:.4} precision: {:.3} recall: {:.3} typed: {:.4} | {}",
        plain.f1(),
        plain.precision(),
        plain.recall(),
        typed.f1(),
        by_type.iter().map(|(kind, count)| format!("{kind} {:.3}", count.f1())).collect::<Vec<_>>().join(" "),
    );
    Ok(())
}

/// How many kinds of error are printed.
const MOST_FREQUENT: usize = 20;

/// Prints the most frequent kinds of error in the development articles: what went wrong, the type that was asked for
/// (and the one that was given), the script of the name, the count, and an example.
fn print_errors(find: Finder<'_>) -> anyhow::Result<()> {
    let mut errors: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for article in &gold::listed("dev.list")? {
        let compared = Compared::of(article, find);
        let mut add = |kind: String, (s, e): (usize, usize)| {
            let (count, _) = errors
                .entry(format!("{kind}, {}", script(&article.text[s..e])))
                .or_insert_with(|| (0, around(&article.text, s, e)));
            *count += 1;
        };
        for (s, e, wanted) in &compared.must {
            let touching: Vec<&Named> = compared.got.iter().filter(|m| m.0 < *e && *s < m.1).collect();
            match touching[..] {
                [] => add(format!("missed {wanted}"), (*s, *e)),
                [(from, to, kind)] if (from, to) == (s, e) => {
                    if !fits(wanted, *kind) {
                        add(format!("type {wanted} taken for {}", type_of(*kind)), (*s, *e));
                    }
                }
                [(from, to, _)] if from <= s && e <= to => add(format!("boundary {wanted}, ours longer"), (*s, *e)),
                _ => add(format!("boundary {wanted}, ours shorter or across"), (*s, *e)),
            }
        }
        for (s, e, kind) in &compared.got {
            if !compared.must.iter().any(|m| m.0 < *e && *s < m.1) {
                add(format!("spurious {}", type_of(*kind)), (*s, *e));
            }
        }
    }
    let mut errors: Vec<_> = errors.into_iter().collect();
    errors.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for (kind, (count, example)) in errors.iter().take(MOST_FREQUENT) {
        println!("{count:4}  {kind}: {example}");
    }
    println!("{:4}  in all", errors.iter().map(|(_, (count, _))| count).sum::<usize>());
    Ok(())
}

/// What a name is written in.
fn script(name: &str) -> &'static str {
    let has = |from: char, to: char| name.chars().any(|c| (from..=to).contains(&c));
    match (has('一', '鿿'), has('ァ', 'ヿ'), name.bytes().any(|b| b.is_ascii_alphabetic())) {
        (true, false, false) => "kanji",
        (false, true, false) => "katakana",
        (false, false, true) => "Latin",
        (false, false, false) => "other script",
        _ => "mixed script",
    }
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

fn sentences(name: &str, find: Finder<'_>, set: &str) -> anyhow::Result<()> {
    let facility = if set.starts_with("wac") { "LOCATION" } else { "OTHER" };
    let (mut plain, mut typed) = (Count::default(), Count::default());
    let mut by_class: BTreeMap<&str, Count> = BTreeMap::new();
    for row in corpus::read(set)? {
        let at = corpus::offsets(&row.text);
        let wanted: HashSet<(usize, usize, &str)> =
            row.spans.iter().filter_map(|(s, e, label)| Some((at[*s], at[*e], four(label, facility)?))).collect();
        let got: HashSet<(usize, usize, &str)> = find(&row.text)
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
        "{name} {set} f1: {:.1} precision: {:.1} recall: {:.1} untyped: {:.1} | {}",
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
