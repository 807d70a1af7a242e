use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use proptest::prelude::*;

use super::*;
use crate::actors::{Actor, Cast, Form, Kind, Mention, Why};
use crate::config::{Config, Globs};
use crate::language::Reuse;
use crate::text::{Span, Symbol};

fn analyst() -> Analyst {
    Analyst::new(Arc::default())
}

/// An article whose cast is given outright: (id, name, how often). An id of one letter is a surname that stands alone; the
/// last letter of a longer one is its surname.
fn entry(path: &str, cast: &[(&str, &str, u32)]) -> Entry {
    let mut mentions = Vec::new();
    let mut actors = Vec::new();
    for (n, (id, name, times)) in cast.iter().enumerate() {
        let first = mentions.len() as u32;
        mentions.extend((0..*times).map(|_| Mention {
            span: Span::default(),
            passage: 0,
            local: Span::default(),
            form: Form::Name,
            kind: Kind::Person,
            actor: n as u32,
            title: None,
            why: Why::ExactName,
        }));
        let key = id.trim_start_matches("person:");
        actors.push(Actor {
            id: (*id).to_owned(),
            name: (*name).to_owned(),
            kind: Kind::Person,
            profile: None,
            partial: key.chars().count() == 1,
            parts: key.chars().last().map(String::from).into_iter().collect(),
            mentions: (first..first + times).collect(),
            introduction: Some(first),
        });
    }
    let article = crate::article::Article::read("".into(), &Reuse::default());
    let analysis = Analysis { article, cast: Cast { mentions, actors }, statements: Vec::new(), findings: Vec::new() };
    Entry::in_editor(Path::new(path).into(), "file:///x".into(), 1, Arc::new(analysis))
}

fn rebuilt(archive: &Archive) -> index::Index {
    let mut index = index::Index::default();
    for card in archive.now().articles() {
        index.update(archive.now().numbers[card.path()], None, Some(card));
    }
    index
}

fn by_number(mut cards: Vec<(index::Number, Arc<Card>)>) -> Vec<(index::Number, Arc<Card>)> {
    cards.sort_by_key(|(number, _)| *number);
    cards
}

/// Three full names of two surnames, the surnames, and one more that nobody has in full.
const IDS: [&str; 6] = ["冬子甲", "静甲", "航乙", "甲", "乙", "丙"];

proptest! {
    #[test]
    fn the_index_is_the_same_as_one_built_anew(
        changes in prop::collection::vec(
            (0..6_u8, prop::option::of(prop::collection::btree_map(0..IDS.len(), (0..3_u8, 1..4_u32), 0..4))),
            1..40,
        )
    ) {
        let mut archive = Archive::new(analyst());
        for (path, cast) in changes {
            let path = format!("/a/{path}.txt");
            match cast {
                None => {
                    archive.remove(Path::new(&path));
                }
                Some(cast) => {
                    let names: Vec<(String, String, u32)> = cast
                        .into_iter()
                        .map(|(id, (name, times))| (format!("person:{}", IDS[id]), format!("名{name}"), times))
                        .collect();
                    let cast: Vec<_> = names.iter().map(|(id, name, n)| (id.as_str(), name.as_str(), *n)).collect();
                    archive.insert(entry(&path, &cast));
                }
            }
            let (index, rebuilt) = (&archive.now().index, rebuilt(&archive));
            prop_assert!(*index == rebuilt);
            let cards: Vec<_> =
                archive.now().articles().map(|card| (archive.now().numbers[card.path()], Arc::clone(card))).collect();
            prop_assert!(*index == index::Index::of(&by_number(cards)));
            for id in IDS.map(|id| format!("person:{id}")) {
                let id = Symbol::of(&id);
                prop_assert_eq!(index.canonical(id), rebuilt.canonical(id));
                prop_assert_eq!(index.known(id), rebuilt.known(id));
                let places: Vec<_> = archive.now().mentions_of(id).collect();
                let counted = places.iter().map(|(card, actor, _)| card.mentions_of(*actor).count()).sum::<usize>();
                prop_assert_eq!(index.known(id).map_or(0, |known| known.mentions), counted);
                let places: Vec<_> = places.into_iter().map(|(card, ..)| Arc::clone(card.path())).collect();
                let distinct = places.iter().collect::<std::collections::HashSet<_>>().len();
                prop_assert_eq!(index.known(id).map_or(0, |known| known.articles), distinct);
            }
        }
    }
}

fn numbers(card: &Card, actor: u32) -> Vec<u32> {
    card.mentions_of(actor).map(|(n, _)| n).collect()
}

#[test]
fn counts_an_actor_over_articles() {
    let mut archive = Archive::new(analyst());
    archive.insert(entry("/a/2.txt", &[("person:x", "久慈", 2)]));
    archive.insert(entry("/a/1.txt", &[("person:y", "別人", 1), ("person:x", "久慈冬子", 1)]));
    let now = archive.snapshot();
    archive.remove(Path::new("/a/1.txt"));

    let known = now.actor("person:x").unwrap();
    assert_eq!((known.name, known.mentions, known.articles), ("久慈冬子", 3, 2));
    let places: Vec<_> = now
        .mentions_of(Symbol::of("person:x"))
        .map(|(card, n, _)| (card.path().to_path_buf(), numbers(card, n)))
        .collect();
    assert_eq!(places, [(PathBuf::from("/a/1.txt"), vec![1]), (PathBuf::from("/a/2.txt"), vec![0, 1])]);

    let after = archive.snapshot();
    assert_eq!(after.actor("person:x").unwrap().name, "久慈");
    assert!(after.actor("person:y").is_none());
    assert_eq!(now.len(), 2, "a snapshot does not change");
}

#[test]
fn a_surname_means_the_one_who_is_known_in_full() {
    let mut archive = Archive::new(analyst());
    archive.insert(entry("/a/1.txt", &[("person:冬子甲", "甲冬子", 2)]));
    archive.insert(entry("/a/2.txt", &[("person:甲", "甲", 3)]));
    let now = archive.snapshot();
    assert_eq!(now.canonical("person:甲"), "person:冬子甲");
    for id in ["person:甲", "person:冬子甲"] {
        let known = now.actor(id).unwrap();
        assert_eq!((known.id, known.name, known.mentions, known.articles), ("person:冬子甲", "甲冬子", 5, 2));
        assert_eq!(now.mentions_of(Symbol::of(id)).count(), 2);
    }
    assert_eq!(now.actors().count(), 1);

    // Another of that surname, and it means neither.
    archive.insert(entry("/a/3.txt", &[("person:静甲", "甲静", 1)]));
    assert_eq!(archive.now().canonical("person:甲"), "person:甲");
    assert_eq!(archive.now().actors().count(), 3);
    archive.remove(Path::new("/a/3.txt"));
    assert_eq!(archive.now().canonical("person:甲"), "person:冬子甲");
}

#[test]
fn finds_what_lies_below_a_folder() {
    let mut archive = Archive::new(analyst());
    for path in ["/a/b.txt", "/a/b/1.txt", "/a/b/c/2.txt", "/a/bb/3.txt"] {
        archive.insert(entry(path, &[]));
    }
    let below: Vec<_> = archive.below(Path::new("/a/b")).iter().map(|path| path.display().to_string()).collect();
    assert_eq!(below, ["/a/b/1.txt", "/a/b/c/2.txt"]);
    assert_eq!(archive.below(Path::new("/a/b.txt")).len(), 1);
}

fn write(root: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

fn names(root: &Path, walk: &Walk) -> Vec<String> {
    walk.files.iter().map(|path| path.strip_prefix(root).unwrap().display().to_string().replace('\\', "/")).collect()
}

#[test]
fn walks_what_is_not_ignored() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for name in ["日本語.txt", "b/c.md", "b/d.rs", ".hidden/e.txt", "old/f.txt", "drafts/g.txt"] {
        write(root, name, "本文");
    }
    write(root, ".gitignore", "old/\n");
    let all = walk(root, root, &Globs::default());
    assert_eq!(names(root, &all), ["b/c.md", "drafts/g.txt", "日本語.txt"]);
    let config = Config::parse("[articles]\nexclude = [\"drafts/**\"]").unwrap();
    assert_eq!(names(root, &walk(root, root, &config.articles)), ["b/c.md", "日本語.txt"]);
    assert_eq!(names(root, &walk(root, &root.join("b"), &config.articles)), ["b/c.md"]);
}

#[test]
fn looks_again_by_the_same_rules() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for name in ["a.txt", "ab.txt", "a/b.txt", "a/c/d.txt", "a/old/e.txt", "f.rs"] {
        write(root, name, "本文");
    }
    write(root, "a/.gitignore", "old/\n");
    let again = |paths: &[&str]| {
        let touched = paths.iter().map(|path| root.join(path)).collect();
        names(root, &rewalk(root, &touched, &Globs::default()))
    };
    assert_eq!(again(&["a"]), ["a/b.txt", "a/c/d.txt"]);
    assert_eq!(again(&["a.txt", "a/c/d.txt", "f.rs", "gone.txt"]), ["a/c/d.txt", "a.txt"]);
    assert_eq!(again(&["a/old/e.txt"]), Vec::<String>::new());
    assert_eq!(again(&[""]), ["a/b.txt", "a/c/d.txt", "a.txt", "ab.txt"]);
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_not_entered() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "a/b.txt", "本文");
    std::os::unix::fs::symlink(root, root.join("a/loop")).unwrap();
    assert_eq!(names(root, &walk(root, root, &Globs::default())), ["a/b.txt"]);
}

#[test]
fn a_folder_that_is_not_there_is_a_warning() {
    let missing = walk(Path::new("/no/such"), Path::new("/no/such"), &Globs::default());
    assert!(missing.files.is_empty());
    assert_eq!(missing.warnings.len(), 1);
}

#[test]
fn reads_what_can_be_read_and_says_what_cannot() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "sjis.txt", encoding_rs::SHIFT_JIS.encode("霧ヶ浦の港で停電があった。").0);
    write(root, "data.txt", [0_u8, 159, 146, 150, 0, 1, 2]);
    std::fs::File::create(root.join("large.txt")).unwrap().set_len(50_000_000).unwrap();
    let paths = ["sjis.txt", "data.txt", "large.txt", "gone.txt", "."].map(|name| root.join(name));

    let results = Mutex::new(Vec::new());
    read_all(
        &paths,
        |path, decoded, _| Entry::on_disk(path.into(), decoded, &analyst()),
        &AtomicBool::new(false),
        |path, result| {
            let told = match result {
                Ok(entry) => format!("{} {}", entry.encoding(), entry.text()),
                Err(error) if error.is_gone() => "gone".to_owned(),
                Err(error) => format!("{error}"),
            };
            results.lock().unwrap().push((path.to_path_buf(), told));
        },
    );

    let results = results.into_inner().unwrap();
    let of = |n: usize| results.iter().find(|(path, _)| *path == paths[n]).map(|(_, told)| told.as_str()).unwrap();
    assert_eq!(of(0), "Shift_JIS 霧ヶ浦の港で停電があった。");
    assert!(of(1).contains("binary"), "{}", of(1));
    assert!(of(2).contains("50 MB"), "{}", of(2));
    assert_eq!(of(3), "gone");
    assert!(of(4).contains("not a regular file"), "{}", of(4));
}

#[test]
fn stops_when_told_to() {
    let told = Mutex::new(0);
    let paths = [PathBuf::from("/no/such/1"), PathBuf::from("/no/such/2")];
    read_all(&paths, |_, _, _| (), &AtomicBool::new(true), |_, _| *told.lock().unwrap() += 1);
    assert_eq!(*told.lock().unwrap(), 0);
}

#[test]
fn a_watch_tells_of_a_new_file() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let (sender, receiver) = std::sync::mpsc::channel();
    let _watch = Watch::new(&root, move |paths| {
        let _ = sender.send(paths);
    })
    .unwrap();
    write(&root, "new.txt", "本文");
    let wait = std::time::Duration::from_secs(60);
    let told =
        std::iter::from_fn(|| receiver.recv_timeout(wait).ok()).any(|paths| paths.contains(&root.join("new.txt")));
    assert!(told);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_written_again_keeps_who_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.toml");
    super::write(&path, "一").unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    std::fs::write(folder.path().join("other"), "").unwrap();
    assert_eq!(mode(&path), mode(&folder.path().join("other")), "a new file is as any other");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
    super::write(&path, "二").unwrap();
    assert_eq!((mode(&path), std::fs::read_to_string(&path).unwrap()), (0o640, "二".to_owned()));
    assert!(super::write(&folder.path().join("nowhere/list.toml"), "三").is_err());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside it");
}

#[test]
fn an_archive_that_is_taken_over_keeps_what_holds() {
    let mut old = Archive::new(analyst());
    old.insert(entry("/a/open.txt", &[("person:冬子甲", "甲冬子", 2)]));
    let kept = [("/a/1.txt", "person:静甲"), ("/a/gone.txt", "person:航乙"), ("/a/open.txt", "person:航乙")];
    let cards = kept.map(|(path, id)| Arc::new(Card::of(&entry(path, &[(id, "名", 1)]))));
    let kept = Archive::of(analyst(), cards);
    old.take_over(kept, ["/a/open.txt", "/a/gone.txt"].map(|path| Path::new(path).into()));
    let now = old.now();
    assert_eq!(now.len(), 2);
    assert!(now.whole(Path::new("/a/open.txt")).is_some());
    assert!(now.actor("person:航乙").is_none());
    assert_eq!(now.actor("person:冬子甲").unwrap().mentions, 2);
    assert!(now.index == rebuilt(&old));
}
