//! `cargo bench --bench analysis [-- segmenting|keystroke|threads|once|BYTES …]`: what reading an article costs, as ratios
//! of work done in the same run; all of it, or the parts that are named. Keystrokes are measured in articles of 30 KB and
//! 1 MB, or of the sizes that are given; `once` does everything once, for a profiler.
//!
//! Made to be run beside other work: what one thread does is measured in the time that the thread itself had, the sides of
//! a ratio take turns, everything is done several times over, and the fastest counts.

mod articles;
mod times;

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use lindera::mode::Mode;
use lindera::segmenter::Segmenter;
use rayon::prelude::*;
use uradori::actors;
use uradori::archive::{Analysis, Analyst, Content, Digest, Entry};
use uradori::article::Article;
use uradori::language::Reuse;
use uradori::text::Decoded;

use times::{Times, judge, shown};

/// The one of the server.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let parts = ["segmenting", "keystroke", "threads"];
    let all = !asked.iter().any(|one| parts.contains(&one.as_str()));
    let wanted = |part: &str| all || asked.iter().any(|one| one == part);
    let articles = articles::all();
    println!("articles: {} of the {}", articles.texts.len(), articles.origin);
    let analyst = Analyst::new(Arc::default());
    uradori::language::warm_up();
    // How often each article is read, and each keystroke made.
    let rounds = if asked.iter().any(|one| one == "once") { 1 } else { 5 };
    let sizes: Vec<usize> = asked.iter().filter_map(|one| one.parse().ok()).collect();
    if wanted("segmenting") {
        segmentation(&articles, &analyst, rounds);
    }
    if wanted("keystroke") {
        for bytes in if sizes.is_empty() { vec![30_000, 1_000_000] } else { sizes } {
            keystroke(&articles, &analyst, bytes, rounds);
        }
    }
    if wanted("threads") {
        threads(&articles, &analyst);
    }
}

/// The time that `work` takes of its thread, and what it gives.
fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = ThreadTime::now();
    let made = black_box(work());
    (began.elapsed(), made)
}

/// Full analysis, and its part up to identity, against segmenting the same texts with Lindera alone. Each article is read
/// several times in a row, so that tables and code are at hand for all sides; `uradori-trainer speed` sweeps over the articles.
fn segmentation(articles: &articles::Articles, analyst: &Analyst, rounds: usize) {
    let segmenter = Segmenter::new(Mode::Normal, uradori_ipadic::load().expect("it is embedded"), None);
    let mut worker = segmenter.new_worker();
    let [mut segmenting, mut naming, mut analysing, mut carding] = <[Times; 4]>::default();
    let texts: Vec<Arc<str>> =
        articles.texts.iter().step_by(articles.texts.len().div_ceil(700)).map(|text| text.as_str().into()).collect();
    let mut bytes = 0;
    // The first article warms up.
    for (n, text) in texts.iter().enumerate() {
        let mut fastest = [Duration::MAX; 4];
        for _ in 0..rounds {
            let (of_lindera, ()) = timed(|| {
                for line in text.lines() {
                    black_box(worker.segment(line).expect("it is UTF-8"));
                }
            });
            let (of_names, _) = timed(|| {
                let article = Article::read(Arc::clone(text), &Reuse::default());
                actors::cast(&article, analyst.directory())
            });
            let (of_us, analysis) = timed(|| analyst.analyze(Arc::clone(text)));
            let entry =
                Entry::in_editor(std::path::Path::new("/a.txt").into(), "file:///a.txt".into(), 1, Arc::new(analysis));
            let (of_card, _) = timed(|| Digest::of(&entry, Content::default()));
            for (fastest, this) in fastest.iter_mut().zip([of_lindera, of_names, of_us, of_card]) {
                *fastest = this.min(*fastest);
            }
        }
        if n > 0 {
            bytes += text.len();
            for (times, fastest) in
                [&mut segmenting, &mut naming, &mut analysing, &mut carding].into_iter().zip(fastest)
            {
                times.add(fastest);
            }
        }
    }
    println!("{bytes} bytes, each article {rounds} times");
    println!("segmenting   {segmenting}");
    println!("naming       {naming}");
    println!("analysing    {analysing}");
    println!("card         {carding}");
    let ratio = naming.total().as_secs_f64() / segmenting.total().as_secs_f64();
    judge("up to identity / segmenting", ratio, ratio <= 3.5, "<= 3.5");
    let ratio = analysing.total().as_secs_f64() / segmenting.total().as_secs_f64();
    judge("full analysis / segmenting", ratio, ratio <= 5.0, "<= 5");
}

/// One letter more in the middle of a long article against reading it from nothing.
fn keystroke(articles: &articles::Articles, analyst: &Analyst, bytes: usize, rounds: usize) {
    let letters = if bytes > 100_000 { 8 } else { 100 };
    let text = articles.of_size(bytes);
    let fresh = || timed(|| analyst.analyze(text.as_str().into()));
    let mut full = fresh().0;
    let mut fastest = vec![Duration::MAX; letters];
    for _ in 0..rounds {
        let (took, mut earlier) = fresh();
        full = full.min(took);
        let mut typed = text.clone();
        let mut at = articles::boundary(&typed, typed.len() / 2);
        let said = "鷹取氏は、この件について確認していないと話した。".chars().cycle();
        for (letter, fastest) in said.zip(&mut fastest) {
            typed.insert(at, letter);
            at += letter.len_utf8();
            let (took, again): (_, Analysis) = timed(|| analyst.reanalyze(typed.as_str().into(), &earlier));
            earlier = again;
            *fastest = took.min(*fastest);
        }
    }
    let mut again = Times::default();
    for time in fastest {
        again.add(time);
    }
    println!("article of {bytes} bytes, {rounds} times: from nothing {}", shown(full));
    println!("  a keystroke {again}");
    let ratio = |of: Duration, to: Duration| of.as_secs_f64() / to.as_secs_f64();
    let share = ratio(again.percentile(50), full);
    judge("  keystroke / full analysis", share, share <= 0.1, "<= 0.1");
    let spread = ratio(again.percentile(99), again.percentile(50));
    judge("  p99 / p50", spread, spread <= 3.0, "<= 3");
}

/// Reading many articles on one thread and on two; and beside it, how much more two threads of this machine do that share
/// nothing: of bare arithmetic, and of segmenting with Lindera, which has to share the caches with its neighbour.
fn threads(articles: &articles::Articles, analyst: &Analyst) {
    let texts: Vec<&String> = articles.texts.iter().step_by(articles.texts.len().div_ceil(1000)).collect();
    let segmenter = Segmenter::new(Mode::Normal, uradori_ipadic::load().expect("it is embedded"), None);
    let count = |text: &str| {
        let mut sum = text.len() as u64;
        for n in 0..1_000_000_u64 {
            sum = black_box(sum.rotate_left(5) ^ n);
        }
        black_box(sum);
    };
    let segment = |text: &str| {
        let mut worker = segmenter.new_worker();
        for line in text.lines() {
            black_box(worker.segment(line).expect("it is UTF-8"));
        }
    };
    let read = |text: &str| {
        let decoded = Decoded { text: text.to_owned(), encoding: "UTF-8", malformed: false };
        let entry = Entry::on_disk(std::path::Path::new("/a.txt").into(), decoded, analyst);
        black_box(Digest::of(&entry, Content::default()));
    };
    println!("counting, two threads against one: {:.3}", gain(&texts, count));
    println!("segmenting, two threads against one: {:.3}", gain(&texts, segment));
    let ratio = gain(&texts, read);
    judge("two threads against one", ratio, ratio >= 1.8, ">= 1.8 on two idle cores");
}

/// How much faster two threads do something to all texts than one does: the median of five.
fn gain(texts: &[&String], work: impl Fn(&str) + Sync) -> f64 {
    let pools = [1, 2]
        .map(|threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("the system gives threads"));
    let time = |pool: &rayon::ThreadPool| {
        let done = AtomicUsize::new(0);
        let began = Instant::now();
        pool.install(|| {
            texts.par_iter().for_each(|text| {
                work(text);
                done.fetch_add(1, Ordering::Relaxed);
            });
        });
        assert_eq!(done.into_inner(), texts.len());
        began.elapsed()
    };
    time(&pools[1]);
    let mut ratios: Vec<f64> = (0..5).map(|_| time(&pools[0]).as_secs_f64() / time(&pools[1]).as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    ratios[2]
}
