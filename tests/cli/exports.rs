//! What leaves the command line for other readers and programs: dossiers, reports, exports.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::{folder, stderr, stdout, uradori};

const QUOTED: &str = "\
灘原の港の再開
2026年5月2日

灘原市の久慈冬子市長は「港を来月に再開する」と述べた。港湾局の職員は、倉庫<script>の片づけは終わったと話した。

灘原市の港は来月にも再開されるという。
";

const REGISTRY: &str = "[[actor]]\nid = \"kuji\"\nname = \"久慈冬子\"\ntype = \"person\"\nreading = \"くじふゆこ\"\n";

fn seeds() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

fn files() -> tempfile::TempDir {
    folder(&[("uradori.toml", REGISTRY.as_bytes()), ("a.txt", QUOTED.as_bytes())])
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
}

#[test]
fn a_dossier_is_found_by_id_name_and_reading() {
    let folder = files();
    for actor in ["kuji", "久慈冬子", "くじふゆこ"] {
        let output = uradori(folder.path(), &["dossier", actor, "--format", "json"]);
        let dossier: Value = serde_json::from_str(&stdout(&output)).expect("it is JSON");
        assert_eq!((&dossier["actor"], &dossier["mentions"]), (&"kuji".into(), &1.into()), "{actor}");
        assert_eq!(
            (&dossier["said"][0]["text"], &dossier["said"][0]["line"]),
            (&"「港を来月に再開する」".into(), &4.into())
        );
    }
    let nobody = uradori(folder.path(), &["dossier", "甲乙丙丁"]);
    assert_eq!(nobody.status.code(), Some(2));
    assert!(stderr(&nobody).contains("甲乙丙丁"));
}

#[test]
fn a_dossier_reads_as_markdown_and_as_a_page_in_both_languages() {
    let folder = files();
    let markdown = stdout(&uradori(folder.path(), &["--lang", "en", "dossier", "kuji"]));
    assert!(markdown.starts_with("**久慈冬子** person") && markdown.contains("## Statements"), "{markdown}");
    let page = stdout(&uradori(folder.path(), &["dossier", "kuji", "--format", "html"]));
    assert!(page.contains("<html lang=\"ja\">") && page.contains("<h1>久慈冬子</h1>"), "{page}");
    assert!(page.contains("「港を来月に再開する」"), "{page}");
}

#[test]
fn a_report_is_one_page_that_fetches_and_runs_nothing() {
    let folder = files();
    let output = uradori(folder.path(), &["report", "a.txt", "-o", "report.html"]);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(0), ""));
    let page = fs::read_to_string(folder.path().join("report.html")).expect("the report is there");
    assert!(page.contains("content=\"default-src 'none'; style-src 'sha256-"), "{page}");
    assert!(!page.contains("<script") && !page.contains("src="), "{page}");
    // Links and markers lead to the page itself only.
    for (any, own) in [("href=", "href=\"#"), ("url(", "url(#")] {
        assert_eq!(page.matches(any).count(), page.matches(own).count(), "{page}");
    }
    for part in [
        "<td class=\"code\"><code>",
        "再開されるという。<br>",
        "<svg",
        "港を来月に再開する",
        "&lt;script&gt;",
        "2026-05-02",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    let english = stdout(&uradori(folder.path(), &["--lang", "en", "report"]));
    assert!(english.contains("Statements in time"), "{english}");
}

#[test]
fn every_row_says_where_it_is_from() {
    let folder = files();
    let rows = lines(&stdout(&uradori(folder.path(), &["export", "--format", "jsonl"])));
    let letters: Vec<char> = QUOTED.chars().collect();
    for row in &rows {
        let at = |name: &str| row[name].as_u64().expect("an offset") as usize;
        let under: String = letters[at("start")..at("end")].iter().collect();
        assert_eq!(row["text"], under.as_str());
        let sentence: String = letters[at("sentence_start")..at("sentence_end")].iter().collect();
        assert_eq!(row["sentence"], sentence.as_str());
        assert_eq!(row["sha256"].as_str().map(str::len), Some(64));
        assert_eq!(row["date"], "2026-05-02");
    }
    let kinds: HashSet<&str> = rows.iter().filter_map(|row| row["record"].as_str()).collect();
    assert_eq!(kinds, HashSet::from(["mention", "statement", "finding"]));
    for row in &rows {
        let chain: Vec<&str> =
            row["speakers"].as_array().into_iter().flatten().filter_map(|one| one["actor"].as_str()).collect();
        assert_eq!(chain.iter().collect::<HashSet<_>>().len(), chain.len(), "nobody stands twice in a chain: {row}");
    }
    let said = rows.iter().find(|row| row["record"] == "statement" && row["actor"] == "kuji").expect("she speaks");
    assert_eq!((&said["speakers"][0]["name"], &said["mode"]), (&"久慈冬子".into(), &"direct".into()));
}

#[test]
fn the_hash_is_that_of_the_file() {
    let folder = folder(&[("a.txt", b"")]);
    fs::write(folder.path().join("a.txt"), QUOTED).expect("it can be written");
    let hash = |folder: &tempfile::TempDir| {
        lines(&stdout(&uradori(folder.path(), &["export", "--format", "jsonl"])))[0]["sha256"].clone()
    };
    let before = hash(&folder);
    assert_eq!(before, hash(&files()), "the same bytes have the same hash");
    fs::write(folder.path().join("a.txt"), format!("{QUOTED}\n")).expect("it can be written");
    assert_ne!(before, hash(&folder));
}

#[test]
fn a_table_has_as_many_cells_in_every_row_and_calculates_nothing() {
    let folder = folder(&[("=1+1.txt", QUOTED.as_bytes())]);
    let table = stdout(&uradori(folder.path(), &["export", "--format", "csv"]));
    assert!(table.starts_with("record,path,sha256,"), "{table}");
    assert!(table.lines().count() > 3, "{table}");
    for line in table.lines().skip(1) {
        assert!(line.split(',').nth(1).is_some_and(|path| path.starts_with("'=")), "{line}");
    }
}

#[test]
fn a_bundle_is_whole_and_the_same_every_time() {
    let print = || stdout(&uradori(&seeds(), &["export", "--format", "stix"]));
    let printed = print();
    assert_eq!(printed, print());
    let bundle: Value = serde_json::from_str(&printed).expect("it is JSON");
    let objects = bundle["objects"].as_array().expect("a list");
    let ids: HashSet<&str> = objects.iter().filter_map(|object| object["id"].as_str()).collect();
    assert_eq!(ids.len(), objects.len(), "every object has an id of its own");
    let types: HashSet<&str> = objects.iter().filter_map(|object| object["type"].as_str()).collect();
    assert_eq!(types, HashSet::from(["identity", "location", "report", "note"]));
    for object in objects {
        let (kind, id) = (object["type"].as_str().expect("a type"), object["id"].as_str().expect("an id"));
        assert!(id.starts_with(&format!("{kind}--")) && id.as_bytes()[kind.len() + 16] == b'5', "{id}");
        assert_eq!(object["spec_version"], "2.1");
        assert!(object["created"].as_str().is_some_and(|time| time.contains("T00:00:00.000Z")), "{object}");
        for other in object["object_refs"].as_array().into_iter().flatten() {
            assert!(other.as_str().is_some_and(|other| ids.contains(other)), "{id} names {other}, which is not there");
        }
    }
}

#[test]
fn entities_of_follow_the_money_name_only_each_other() {
    let entities = lines(&stdout(&uradori(&seeds(), &["export", "--format", "ftm"])));
    let ids: HashSet<&str> = entities.iter().filter_map(|entity| entity["id"].as_str()).collect();
    assert_eq!(ids.len(), entities.len(), "every entity has an id of its own");
    let schemata: HashSet<&str> = entities.iter().filter_map(|entity| entity["schema"].as_str()).collect();
    for schema in ["Article", "Person", "Organization", "Address", "Documentation", "Note"] {
        assert!(schemata.contains(schema), "no {schema}");
    }
    for entity in &entities {
        for value in ["document", "entity"].iter().filter_map(|name| entity["properties"].get(name)?.get(0)) {
            assert!(value.as_str().is_some_and(|id| ids.contains(id)), "{entity}");
        }
    }
}
