//! `cargo bench --bench analysis`: what reading an article costs, as ratios of work done in the same run.

mod articles;
mod times;

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use lindera::mode::Mode;
use lindera::segmenter::Segmenter;
use rayon::prelude::*;
use uradori::archive::{Analyst, Content, Digest, Entry};
use uradori::text::Decoded;

use times::{Times, judge, shown};

fn main() {
    let articles = articles::all();
    println!("articles: {} of the {}", articles.texts.len(), articles.origin);
    let analyst = Analyst::new(Arc::default());
    uradori::language::warm_up();
    segmentation(&articles, &analyst);
    keystroke(&articles, &analyst, 30_000);
    keystroke(&articles, &analyst, 1_000_000);
    threads(&articles, &analyst);
}

/// Full analysis against segmenting the same texts with Lindera alone.
fn segmentation(articles: &articles::Articles, analyst: &Analyst) {
    let segmenter = Segmenter::new(Mode::Normal, uradori_ipadic::load().expect("it is embedded"), None);
    let mut worker = segmenter.new_worker();
    let (mut segmenting, mut analysing, mut carding) = (Times::default(), Times::default(), Times::default());
    let (mut bytes, mut of_lindera, mut of_us) = (0, Duration::ZERO, Duration::ZERO);
    // The first round warms up.
    for text in articles.texts.iter().step_by(articles.texts.len().div_ceil(1500)).skip(50) {
        bytes += text.len();
        let began = Instant::now();
        for line in text.lines() {
            black_box(worker.segment(line).expect("it is UTF-8"));
        }
        segmenting.add(began.elapsed());
        of_lindera += began.elapsed();
        let text: Arc<str> = text.as_str().into();
        let began = Instant::now();
        let analysis = analyst.analyze(Arc::clone(&text));
        analysing.add(began.elapsed());
        of_us += began.elapsed();
        let entry =
            Entry::in_editor(std::path::Path::new("/a.txt").into(), "file:///a.txt".into(), 1, Arc::new(analysis));
        let began = Instant::now();
        black_box(Digest::of(&entry, Content::default()));
        carding.add(began.elapsed());
    }
    println!("{bytes} bytes");
    println!("segmenting   {segmenting}");
    println!("analysing    {analysing}");
    println!("card         {carding}");
    let ratio = of_us.as_secs_f64() / of_lindera.as_secs_f64();
    judge("full analysis / segmenting", ratio, ratio <= 5.0, "<= 5");
}

/// One letter more in the middle of a long article against reading it from nothing.
fn keystroke(articles: &articles::Articles, analyst: &Analyst, bytes: usize) {
    let text = articles.of_size(bytes);
    let rounds = if bytes > 100_000 { 8 } else { 60 };
    let (mut full, mut again) = (Times::default(), Times::default());
    for _ in 0..rounds.min(12) {
        let began = Instant::now();
        black_box(analyst.analyze(text.as_str().into()));
        full.add(began.elapsed());
    }
    let mut earlier = analyst.analyze(text.as_str().into());
    let mut typed = text.clone();
    let mut at = articles::boundary(&typed, typed.len() / 2);
    for letter in "鷹取氏は、この件について確認していないと話した。".chars().cycle().take(rounds)
    {
        typed.insert(at, letter);
        at += letter.len_utf8();
        let began = Instant::now();
        earlier = analyst.reanalyze(typed.as_str().into(), &earlier);
        again.add(began.elapsed());
    }
    println!("article of {bytes} bytes: from nothing {}", shown(full.percentile(50)));
    println!("  a keystroke {again}");
    let ratio = again.percentile(50).as_secs_f64() / full.percentile(50).as_secs_f64();
    judge("  keystroke / full analysis", ratio, ratio <= 0.1, "<= 0.1");
}

/// Reading many articles on one thread and on two.
fn threads(articles: &articles::Articles, analyst: &Analyst) {
    let texts: Vec<&String> = articles.texts.iter().step_by(articles.texts.len().div_ceil(1000)).collect();
    let time = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("there are threads");
        let read = AtomicUsize::new(0);
        let began = Instant::now();
        pool.install(|| {
            texts.par_iter().for_each(|text| {
                let decoded = Decoded { text: (*text).clone(), encoding: "UTF-8", malformed: false };
                let entry = Entry::on_disk(std::path::Path::new("/a.txt").into(), decoded, analyst);
                black_box(Digest::of(&entry, Content::default()));
                read.fetch_add(1, Ordering::Relaxed);
            });
        });
        assert_eq!(read.into_inner(), texts.len());
        began.elapsed()
    };
    time(2);
    let mut ratios: Vec<f64> = (0..3).map(|_| time(1).as_secs_f64() / time(2).as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    judge("two threads against one", ratios[1], ratios[1] >= 1.8, ">= 1.8 on two idle cores");
}
