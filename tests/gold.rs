//! The figures: how much of what annotators found uradori finds too. The measures are those of the annotation's own
//! scorer, computed in-process; each has a floor that it must not fall below.
//!
//! Always on our own `seeds/`; where `../shared` (or `$URADORI_SHARED`) is present, on the real articles annotated there.
//! `cargo test --test gold -- --nocapture` prints the figures.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use uradori::archive::{Analyst, Archive, Entry, Snapshot, read_all};
use uradori::config::{Config, Kind, Severity};
use uradori::text::Span;

/// A unit of the annotation: a sentence as the annotators cut it.
struct Unit {
    span: Span,
    letter: String,
    kind: String,
    source: String,
}

/// A mention of the annotation.
struct Named {
    span: Span,
    kind: String,
    name: String,
    /// Neither asked for nor held against the system: pronouns, and what the annotators disagree on.
    optional: bool,
}

struct Gold {
    units: Vec<Unit>,
    mentions: Vec<Named>,
}

const OPEN: &str = "「『（(【《〈［[“";
const CLOSE: &str = "」』）)】》〉］]”";
const STOP: &str = "。！？!?";

/// The units of one line, in bytes: runs that end at 。！？!? outside brackets, or with the line.
fn units(line: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0_i32, 0);
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if OPEN.contains(c) {
            depth += 1;
        } else if CLOSE.contains(c) {
            depth = (depth - 1).max(0);
        }
        if STOP.contains(c) && depth == 0 {
            let mut end = at + c.len_utf8();
            while let Some(&(next, follower)) = chars.peek() {
                if !STOP.contains(follower) && !CLOSE.contains(follower) {
                    break;
                }
                end = next + follower.len_utf8();
                chars.next();
            }
            found.push(Span::of(start..end));
            start = end;
        }
    }
    if start < line.len() {
        found.push(Span::of(start..line.len()));
    }
    found.retain(|span| !span.slice(line).trim().is_empty());
    found
}

fn gold(annotation: &Path, text: &str) -> Gold {
    let mut spans: HashMap<String, Span> = HashMap::new();
    let mut offset = 0;
    for (n, line) in text.split('\n').enumerate() {
        for (k, unit) in units(line).iter().enumerate() {
            spans.insert(format!("{}.{}", n + 1, k + 1), unit.shifted(offset));
        }
        offset += line.len() as u32 + 1;
    }
    let mut gold = Gold { units: Vec::new(), mentions: Vec::new() };
    let rows = fs::read_to_string(annotation).expect("the annotation can be read");
    for row in rows.lines() {
        let fields: Vec<&str> = row.split('\t').collect();
        let [id, letter, kind, source, listed] = fields[..] else { panic!("{}: {row}", annotation.display()) };
        let unit = *spans.get(id).unwrap_or_else(|| panic!("{}: no unit {id}", annotation.display()));
        let mut at = unit.start as usize;
        let mut cursor: HashMap<&str, usize> = HashMap::new();
        for mention in listed.split("; ").filter(|_| listed != "-") {
            let parts: Vec<&str> = mention.split('|').collect();
            let [surface, kind, name] = parts[..] else { panic!("{}: {id}: {mention}", annotation.display()) };
            let optional = surface.starts_with(['?', '~']);
            let surface = surface.trim_start_matches('?').trim_start_matches('~');
            let from = if optional { *cursor.get(surface).unwrap_or(&(unit.start as usize)) } else { at };
            let find = |from: usize| text[from..unit.end as usize].find(surface).map(|found| from + found);
            let found = find(from).or_else(|| find(unit.start as usize));
            let found = found.unwrap_or_else(|| panic!("{}: {id}: {surface} is not there", annotation.display()));
            cursor.insert(surface, found + surface.len());
            if !optional {
                at = found + surface.len();
            }
            let span = Span::of(found..found + surface.len());
            gold.mentions.push(Named { span, kind: kind.to_owned(), name: name.to_owned(), optional });
        }
        gold.units.push(Unit {
            span: unit,
            letter: letter.to_owned(),
            kind: kind.to_owned(),
            source: source.to_owned(),
        });
    }
    gold
}

fn fits(kind: Kind, annotated: &str) -> bool {
    match annotated {
        "PER" => kind == Kind::Person,
        "ORG" => kind == Kind::Organization,
        "GPE" => kind == Kind::Place,
        "LOC" => matches!(kind, Kind::Place | Kind::Facility),
        _ => matches!(kind, Kind::Event | Kind::Work | Kind::Product | Kind::Law | Kind::Other),
    }
}

/// What the system says of a unit's source.
struct Answer {
    id: Option<String>,
    names: Vec<String>,
}

#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Tally {
    fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Precision, recall and F1 of a clustering given as pairs of annotated name and system id (Bagga and Baldwin 1998).
fn b_cubed(pairs: &[(String, String)]) -> f64 {
    let (mut by_name, mut by_id, mut by_both) = (HashMap::new(), HashMap::new(), HashMap::new());
    for (name, id) in pairs {
        *by_name.entry(name).or_insert(0_usize) += 1;
        *by_id.entry(id).or_insert(0_usize) += 1;
        *by_both.entry((name, id)).or_insert(0_usize) += 1;
    }
    let total = pairs.len().max(1) as f64;
    let sum = |of: &dyn Fn(&(&String, &String)) -> usize| {
        by_both.iter().map(|(both, count)| (count * count) as f64 / of(both) as f64).sum::<f64>() / total
    };
    let (p, r) = (sum(&|both| by_id[both.1]), sum(&|both| by_name[both.0]));
    if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
}

/// The figures of a set of articles, by the scorer's names.
fn measure(articles: &[(PathBuf, PathBuf)], config: Config) -> BTreeMap<&'static str, f64> {
    let snapshot = read(articles, config);
    let (mut claims, mut cued, mut mentions, mut typed) =
        (Tally::default(), Tally::default(), Tally::default(), Tally::default());
    let mut warnings = Tally::default();
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut sourced: Vec<(String, Vec<Answer>)> = Vec::new();
    for (path, annotation) in articles {
        let entry = snapshot.entry(path).expect("the article was read");
        let analysis = entry.analysis();
        let gold = gold(annotation, entry.text());
        for unit in &gold.units {
            let hits: Vec<_> = analysis.findings.iter().filter(|finding| finding.span.overlaps(unit.span)).collect();
            let claim = matches!(unit.letter.as_str(), "U" | "V");
            if unit.letter != "F" && hits.iter().any(|finding| finding.severity == Severity::Warning) {
                *if claim { &mut warnings.right } else { &mut warnings.wrong } += 1;
            }
            let only_judgement = hits.iter().all(|finding| finding.code.name() == "judgement");
            if claim {
                *if hits.is_empty() { &mut claims.missed } else { &mut claims.right } += 1;
                if unit.kind != "judgement" {
                    *if hits.is_empty() { &mut cued.missed } else { &mut cued.right } += 1;
                }
            } else if matches!(unit.letter.as_str(), "N" | "A") && !hits.is_empty() {
                claims.wrong += 1;
                cued.wrong += usize::from(!only_judgement);
            }
            if unit.letter == "A" {
                let said = analysis.statements.iter().filter(|statement| statement.span.overlaps(unit.span));
                let answers = said.filter_map(|statement| statement.source.as_ref()).map(|source| {
                    let mention = source.mention.map(|n| &analysis.cast.mentions[n as usize]);
                    let actor = mention.map(|mention| &analysis.cast.actors[mention.actor as usize]);
                    let known = actor.and_then(|actor| snapshot.actor(&actor.id));
                    let id = known.as_ref().map(|known| known.id.to_owned());
                    let name = known.as_ref().map(|known| known.name.to_owned());
                    Answer { id, names: name.into_iter().chain([source.text.clone()]).collect() }
                });
                sourced.push((unit.source.clone(), answers.collect()));
            }
        }
        let mut must: BTreeMap<Span, &Named> =
            gold.mentions.iter().filter(|m| !m.optional).map(|m| (m.span, m)).collect();
        let may: BTreeSet<Span> = gold.mentions.iter().filter(|m| m.optional).map(|m| m.span).collect();
        for mention in &analysis.cast.mentions {
            let id = &analysis.cast.actors[mention.actor as usize].id;
            if let Some(wanted) = must.remove(&mention.span) {
                mentions.right += 1;
                if fits(mention.kind, &wanted.kind) {
                    typed.right += 1;
                } else {
                    typed.wrong += 1;
                    typed.missed += 1;
                }
                pairs.push((wanted.name.clone(), snapshot.canonical(id).to_owned()));
            } else if !may.contains(&mention.span)
                && gold.units.iter().any(|unit| unit.span.contains(mention.span.start))
            {
                mentions.wrong += 1;
                typed.wrong += 1;
            }
        }
        mentions.missed += must.len();
        typed.missed += must.len();
    }
    let mut votes: HashMap<&String, HashMap<&String, usize>> = HashMap::new();
    for (name, id) in &pairs {
        *votes.entry(id).or_default().entry(name).or_default() += 1;
    }
    let majority = |id: &String| {
        votes.get(id).and_then(|names| {
            names.iter().max_by_key(|(name, count)| (**count, **name)).map(|(name, _)| (*name).clone())
        })
    };
    let right = sourced
        .iter()
        .filter(|(wanted, answers)| {
            answers.iter().any(|answer| {
                answer.names.contains(wanted) || answer.id.as_ref().and_then(majority).as_ref() == Some(wanted)
            })
        })
        .count();
    BTreeMap::from([
        ("claims_f1", claims.f1()),
        ("claims_cued_precision", cued.precision()),
        ("claims_cued_recall", cued.recall()),
        ("claims_cued_f1", cued.f1()),
        ("mentions_f1", mentions.f1()),
        ("mentions_typed_f1", typed.f1()),
        ("actors_b3_f1", b_cubed(&pairs)),
        ("source_accuracy", share(right, sourced.len())),
        ("warnings_precision", warnings.precision()),
    ])
}

fn read(articles: &[(PathBuf, PathBuf)], config: Config) -> Snapshot {
    let analyst = Analyst::new(Arc::new(config));
    let archive = std::sync::Mutex::new(Archive::new(analyst.clone()));
    let paths: Vec<PathBuf> = articles.iter().map(|(path, _)| path.clone()).collect();
    read_all(
        &paths,
        |path, decoded, _| Entry::on_disk(path.into(), decoded, &analyst),
        &AtomicBool::new(false),
        |path, outcome| match outcome {
            Ok(entry) => archive.lock().expect("no reader panics").insert(entry),
            Err(error) => panic!("{}: {error}", path.display()),
        },
    );
    let archive = archive.into_inner().expect("no reader panics");
    archive.snapshot()
}

fn check(set: &str, articles: &[(PathBuf, PathBuf)], config: Config, floors: &[(&str, f64)]) {
    assert!(!articles.is_empty(), "{set}: no articles");
    let figures = measure(articles, config);
    println!("{set} ({} articles)", articles.len());
    for (name, value) in &figures {
        println!("  {name}: {value:.3}");
    }
    for (name, floor) in floors {
        let value = figures[name];
        assert!(value >= *floor, "{set}: {name} is {value:.3}, below its floor of {floor}");
    }
}

fn shared() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("URADORI_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let present = shared.join("gold").is_dir();
    if !present {
        println!("skipped: no annotated articles at {}", shared.display());
    }
    present.then_some(shared)
}

fn listed(shared: &Path, list: &str) -> Vec<(PathBuf, PathBuf)> {
    let home = shared.join("gold/train");
    let stems = fs::read_to_string(home.join(list)).expect("the list can be read");
    stems.split_whitespace().map(|stem| (home.join(format!("{stem}.txt")), home.join(format!("{stem}.tsv")))).collect()
}

#[test]
fn our_own_seeds() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let config = fs::read_to_string(seeds.join("uradori.toml")).expect("the configuration can be read");
    let mut articles = Vec::new();
    for entry in fs::read_dir(&seeds).expect("seeds can be read").flatten() {
        let path = entry.path();
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let annotation = seeds.join("gold").join(format!("{stem}.tsv"));
        if annotation.is_file() {
            articles.push((path, annotation));
        }
    }
    articles.sort();
    check(
        "seeds",
        &articles,
        Config::parse(&config).expect("the configuration is right"),
        &[
            ("claims_f1", 0.71),
            ("claims_cued_precision", 0.92),
            ("claims_cued_f1", 0.81),
            ("mentions_f1", 0.82),
            ("mentions_typed_f1", 0.74),
            ("actors_b3_f1", 0.88),
            ("source_accuracy", 0.65),
            ("warnings_precision", 0.99),
        ],
    );
}

#[test]
fn real_articles_given_with_the_task() {
    let Some(shared) = shared() else { return };
    for (stem, floors) in [
        (
            "000_387b2ab535e64129",
            &[
                ("claims_f1", 0.82),
                ("claims_cued_f1", 0.9),
                ("mentions_f1", 0.98),
                ("mentions_typed_f1", 0.98),
                ("actors_b3_f1", 0.99),
                ("source_accuracy", 0.77),
            ],
        ),
        (
            "002_e37fe6d05e22b1ea",
            &[
                ("claims_f1", 0.84),
                ("claims_cued_f1", 0.89),
                ("mentions_f1", 0.98),
                ("mentions_typed_f1", 0.975),
                ("actors_b3_f1", 0.99),
                ("source_accuracy", 0.77),
            ],
        ),
    ] {
        let article = (shared.join(format!("seeds/{stem}.txt")), shared.join(format!("gold/seeds/{stem}.tsv")));
        check(stem, &[article], Config::default(), floors);
    }
}

#[test]
fn real_articles_to_choose_on() {
    let Some(shared) = shared() else { return };
    check(
        "dev.list",
        &listed(&shared, "dev.list"),
        Config::default(),
        &[
            ("claims_f1", 0.71),
            ("claims_cued_precision", 0.89),
            ("claims_cued_f1", 0.83),
            ("mentions_f1", 0.918),
            ("mentions_typed_f1", 0.898),
            ("actors_b3_f1", 0.965),
            ("source_accuracy", 0.86),
            ("warnings_precision", 0.91),
        ],
    );
}
