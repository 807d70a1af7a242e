//! What is answered of articles that nobody has open is what would be answered if they were open.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::archive::{Analyst, Archive, Card, Content, Digest, Entry, Snapshot, read};
use crate::config::{Config, FILE_NAME};
use crate::ide::{Lang, Link, definition, hover, read_quoted, references, workspace_symbols};
use crate::text::Span;

/// The seeds, once with everything at hand and once with cards only.
fn twice(root: &Path) -> [Snapshot; 2] {
    let config = Config::parse(&std::fs::read_to_string(root.join(FILE_NAME)).unwrap()).unwrap();
    let analyst = Analyst::new(Arc::new(config));
    let (mut open, mut closed) = (Archive::new(analyst.clone()), Archive::new(analyst.clone()));
    let files = std::fs::read_dir(root).unwrap().map(|item| item.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
    files.sort();
    for path in &files {
        let entry = Entry::on_disk(path.as_path().into(), read(path).unwrap(), &analyst);
        let content = Content::of(&std::fs::read(path).unwrap());
        // Through the bytes that the cache keeps.
        let kept = postcard::to_stdvec(&Digest::of(&entry, content)).unwrap();
        closed.file(Card::new(Arc::clone(entry.path()), postcard::from_bytes(&kept).unwrap()));
        open.insert(entry);
    }
    [open.snapshot(), closed.snapshot()]
}

fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

#[test]
fn every_answer_is_the_same() {
    let [open, closed] = twice(&seeds());
    assert!(open.len() > 10);
    for card in closed.articles() {
        let path = card.path();
        assert!(closed.whole(path).is_none(), "only its card is kept");
        let findings: Vec<_> = card.findings().collect();
        assert_eq!(findings, open.whole(path).unwrap().analysis().findings, "{}", path.display());
        for offset in card.mentions().map(|mention| mention.span.start) {
            for lang in [Lang::Ja, Lang::En] {
                let [a, b] = [&open, &closed].map(|snapshot| hover(snapshot, path, offset, lang));
                assert_eq!(a, b, "{} {offset}", path.display());
            }
            assert_eq!(places(&definition(&open, path, offset)), places(&definition(&closed, path, offset)));
            let [a, b] = [&open, &closed].map(|snapshot| {
                let places = references(snapshot, path, offset, true);
                places.into_iter().map(|place| (Arc::clone(place.article.path()), place.span)).collect::<Vec<_>>()
            });
            assert_eq!(a, b);
        }
    }
    let [a, b] = [&open, &closed].map(|snapshot| {
        let symbols = workspace_symbols(snapshot, "").into_iter();
        symbols.map(|one| (one.name, one.mentions, one.article.title().to_owned(), one.span)).collect::<Vec<_>>()
    });
    assert_eq!(a, b);
}

#[test]
fn a_file_that_changed_since_it_was_read_lends_no_words() {
    let folder = tempfile::tempdir().unwrap();
    for item in std::fs::read_dir(seeds()).unwrap().map(Result::unwrap).filter(|item| item.path().is_file()) {
        std::fs::copy(item.path(), folder.path().join(item.file_name())).unwrap();
    }
    let [_, closed] = twice(folder.path());
    let [first, second] = [0, 1].map(|n| Arc::clone(closed.articles().nth(n).unwrap()));
    std::fs::write(first.path(), "別の記事。").unwrap();
    std::fs::remove_file(second.path()).unwrap();
    assert_eq!(closed.text(&first), None);
    assert_eq!(closed.text(&second), None);
    // Whole, it is what lies there now.
    assert_eq!(closed.entry(first.path()).map(|entry| entry.text().to_string()).as_deref(), Some("別の記事。"));
    assert!(closed.entry(second.path()).is_none());
}

#[test]
fn what_hovers_quote_is_at_hand_once_it_was_read_ahead() {
    let [open, closed] = twice(&seeds());
    let mut is_ever_missed = false;
    for path in open.articles().map(|card| Arc::clone(card.path())) {
        let article = open.card(&path).cloned().zip(open.whole(&path).cloned());
        // An archive of its own each time, in which nothing was read before.
        let fresh = Archive::of(closed.analyst().clone(), closed.articles().cloned()).snapshot();
        let mut fresh = fresh.with(&path, article.clone());
        let here = closed.clone().with(&path, article);
        let is_missed = Arc::default();
        for read_ahead in [false, true] {
            if read_ahead {
                fresh.allow_reading();
                read_quoted(&fresh, &path);
            }
            fresh.put_off_reading(&is_missed);
            for offset in here.card(&path).unwrap().mentions().map(|mention| mention.span.start) {
                is_missed.store(false, Ordering::Relaxed);
                let found = hover(&fresh, &path, offset, Lang::Ja);
                let is_missed = is_missed.load(Ordering::Relaxed);
                is_ever_missed |= is_missed;
                assert!(!(read_ahead && is_missed), "{} {offset}", path.display());
                assert_eq!(found == hover(&here, &path, offset, Lang::Ja), !is_missed);
            }
        }
    }
    assert!(is_ever_missed, "the articles quote each other");
}

/// What links say, with the articles by their paths.
fn places(links: &[Link]) -> Vec<(Span, &Path, Span, Span)> {
    links.iter().map(|link| (link.origin, &**link.article.path(), link.target, link.focus)).collect()
}
