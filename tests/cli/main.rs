//! The command line as a user meets it: the real binary, its output and its exit status.

mod exports;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn uradori(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_uradori"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "ja_JP.UTF-8")
        .output()
        .expect("the binary runs")
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it is below the folder")).expect("folders can be made");
        fs::write(path, bytes).expect("files can be written");
    }
    folder
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the output is UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("the messages are UTF-8")
}

const HEARSAY: &str = "灘原の港の再開\n\n灘原市の港は来月にも再開されるという。倉庫の片づけは終わった。\n";
const PLAIN: &str = "灘原の港で式典\n\n灘原市の港で1日、式典が開かれた。\n";

#[test]
fn a_finding_is_printed_as_compilers_do() {
    let folder = folder(&[("a.txt", HEARSAY.as_bytes())]);
    let output = uradori(folder.path(), &["check", "a.txt"]);
    let printed = stdout(&output);
    assert!(printed.contains("a.txt:3:"), "{printed}");
    assert!(printed.contains("警告[hearsay]"), "{printed}");
    let lines: Vec<&str> = printed.lines().collect();
    let marks = lines.iter().position(|line| line.trim_start().starts_with('^')).expect("the span is marked");
    assert!(lines[marks - 1].contains("灘原市の港は"), "{printed}");
    assert!(printed.contains("1 記事、指摘 1 件"), "{printed}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_exit_status_follows_fail_on() {
    let folder = folder(&[("a.txt", HEARSAY.as_bytes()), ("b.txt", PLAIN.as_bytes())]);
    let status = |arguments: &[&str]| uradori(folder.path(), arguments).status.code();
    assert_eq!(status(&["check"]), Some(1));
    assert_eq!(status(&["check", "--fail-on", "never"]), Some(0));
    assert_eq!(status(&["check", "--fail-on", "error"]), Some(0));
    assert_eq!(status(&["check", "b.txt"]), Some(0));
    assert_eq!(status(&["check", "--no-such-option"]), Some(2));
    assert_eq!(status(&[]), Some(2));
    assert_eq!(status(&["--version"]), Some(0));
}

#[test]
fn only_a_named_file_that_cannot_be_read_is_a_failure() {
    let folder = folder(&[("good.txt", PLAIN.as_bytes()), ("data.txt", b"\x00\x01\x02\x03PNG\x00\x00\x00\x00")]);
    let walked = uradori(folder.path(), &["check"]);
    assert_eq!(walked.status.code(), Some(0));
    assert!(stderr(&walked).contains("data.txt"), "{}", stderr(&walked));
    assert!(stdout(&walked).contains("1 記事"));
    let named = uradori(folder.path(), &["check", "data.txt", "good.txt"]);
    assert_eq!(named.status.code(), Some(2));
    assert!(stdout(&named).contains("1 記事"), "the other file is read all the same");
    let missing = uradori(folder.path(), &["check", "nowhere.txt"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(stderr(&missing).contains("nowhere.txt"));
}

#[test]
fn a_text_that_is_too_large_is_refused_with_its_size() {
    let large = "あ".repeat(17_000_000 / 3).into_bytes();
    let folder = folder(&[("dump.txt", &large), ("good.txt", PLAIN.as_bytes())]);
    let output = uradori(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("dump.txt") && stderr(&output).contains("MB"), "{}", stderr(&output));
}

#[test]
fn ignored_files_and_other_files_are_passed_over() {
    let folder = folder(&[
        (".gitignore", b"drafts/\n"),
        ("drafts/a.txt", HEARSAY.as_bytes()),
        ("notes.rst", HEARSAY.as_bytes()),
        ("b.txt", PLAIN.as_bytes()),
        ("社説/海.md", PLAIN.as_bytes()),
    ]);
    let output = uradori(folder.path(), &["check"]);
    assert!(stdout(&output).contains("2 記事、指摘 0 件"), "{}", stdout(&output));
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end_nowhere() {
    let folder = folder(&[("sub/a.txt", PLAIN.as_bytes())]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("sub/again")).expect("links can be made");
    let output = uradori(folder.path(), &["check"]);
    assert!(stdout(&output).contains("1 記事"), "{}", stdout(&output));
}

#[test]
fn a_configuration_is_found_upwards_and_its_mistakes_are_placed() {
    let folder = folder(&[("uradori.toml", b"[severity]\nhearsay = \"off\"\n"), ("news/a.txt", HEARSAY.as_bytes())]);
    let output = uradori(folder.path(), &["check", "news"]);
    assert!(stdout(&output).contains("指摘 0 件"), "{}", stdout(&output));
    fs::write(folder.path().join("uradori.toml"), "[severity]\nhearsay = \"loud\"\n").expect("it can be written");
    let output = uradori(folder.path(), &["check", "news/a.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("uradori.toml:2:11: no such severity: loud"), "{}", stderr(&output));
}

#[test]
fn old_encodings_are_read_and_named() {
    let text = "灘原市の港で式典\r\n\r\n灘原市の港で1日、式典が開かれ、市長が祝辞を述べた。\r\n";
    let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode(text);
    let (euc, _, _) = encoding_rs::EUC_JP.encode(text);
    let folder = folder(&[("a.txt", &sjis), ("b.txt", &euc)]);
    let output = uradori(folder.path(), &["analyze", "--format", "json", "a.txt", "b.txt"]);
    let rows: Vec<serde_json::Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect();
    assert_eq!(
        rows.iter().map(|row| row["encoding"].as_str()).collect::<Vec<_>>(),
        [Some("Shift_JIS"), Some("EUC-JP")]
    );
    for row in &rows {
        assert_eq!(row["title"], "灘原市の港で式典");
        // Offsets are Unicode scalar values, and CRLF counts as two.
        assert_eq!(row["sentences"][1]["start"], 12);
    }
}

#[test]
fn the_machine_interface_has_every_field_of_its_contract() {
    let folder = folder(&[("a.txt", "霧生外相は1日、「対話を続ける」と述べた。港は閉じるという。\n".as_bytes())]);
    let output = uradori(folder.path(), &["analyze", "a.txt"]);
    let row: serde_json::Value = serde_json::from_str(stdout(&output).trim()).expect("it is an object");
    for field in ["path", "encoding", "title", "date", "sentences", "mentions", "statements", "findings"] {
        assert!(row.get(field).is_some(), "{field}");
    }
    let mention = &row["mentions"][0];
    for field in ["start", "end", "text", "form", "type", "actor", "name", "why"] {
        assert!(mention.get(field).is_some_and(|value| !value.is_null()), "{field} of {mention}");
    }
    let statement = &row["statements"][0];
    for field in ["start", "end", "mode", "cue", "carried", "source"] {
        assert!(statement.get(field).is_some(), "{field} of {statement}");
    }
    for field in ["actor", "name", "text", "grade"] {
        assert!(statement["source"].get(field).is_some(), "{field} of {statement}");
    }
}

#[test]
fn json_of_check_is_one_document() {
    let folder = folder(&[("a.txt", HEARSAY.as_bytes())]);
    let output = uradori(folder.path(), &["check", "--format", "json", "--lang", "en"]);
    let report: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("it is JSON");
    assert_eq!(report["summary"]["findings"], 1);
    assert_eq!(report["findings"][0]["code"], "hearsay");
    assert_eq!(report["findings"][0]["line"], 3);
    assert!(
        report["findings"][0]["message"].as_str().is_some_and(|message| message.is_ascii() || message.contains('“'))
    );
}

#[test]
fn actors_are_counted_over_all_articles() {
    let folder = folder(&[
        ("a.txt", "アメリカのホワイトハウスは1日、声明を発表した。\n".as_bytes()),
        ("b.txt", "米国は声明を歓迎した。アメリカの大使が会見した。\n".as_bytes()),
    ]);
    let output = uradori(folder.path(), &["actors", "--format", "json"]);
    let rows: Vec<serde_json::Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect();
    let america = rows.iter().find(|row| row["name"] == "アメリカ").expect("the country is there");
    assert_eq!((america["mentions"].as_u64(), america["articles"].as_u64()), (Some(3), Some(2)), "{america}");
    assert_eq!(america["names"], serde_json::json!(["アメリカ", "米国"]));
}

#[test]
fn output_that_nobody_reads_to_the_end_is_no_failure() {
    let many: Vec<(String, &[u8])> = (0..200).map(|n| (format!("{n}.txt"), HEARSAY.as_bytes())).collect();
    let files: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let folder = folder(&files);
    let mut child = Command::new(env!("CARGO_BIN_EXE_uradori"))
        .args(["check", "--fail-on", "never"])
        .current_dir(folder.path())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the binary runs");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

/// Two claims of different codes that nobody vouches for.
const TWO: &str = "灘原の港の再開\n\n灘原市の港は来月にも再開されるという。\n\n国民の約40％が貧困層にあたり、2万人以上が家を失った。\n";

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_str(&stdout(output))
        .unwrap_or_else(|error| panic!("{error}: {} {}", stdout(output), stderr(output)))
}

/// The list of acceptances that accepts the finding `row` of `check --format json`.
fn accepting(article: &str, row: &serde_json::Value, more: &str) -> String {
    let (code, print) = (row["code"].as_str().expect("a code"), row["fingerprint"].as_str().expect("a fingerprint"));
    format!(
        "[[accepted]]\narticle = \"{article}\"\ncode = \"{code}\"\nfingerprint = \"{print}\"\nreason = \"市に確認\"\nby = \"デスク\"\non = 2026-01-01\n{more}"
    )
}

#[test]
fn only_the_codes_that_were_asked_for_count() {
    let folder = folder(&[("a.txt", TWO.as_bytes())]);
    let codes = |only: &[&str]| {
        let report = json(&uradori(folder.path(), &[&["check", "--format", "json"], only].concat()));
        let rows = report["findings"].as_array().expect("a list").clone();
        rows.iter().map(|row| row["code"].as_str().expect("a code").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&[]), ["hearsay", "figure"]);
    assert_eq!(codes(&["--only", "figure"]), ["figure"]);
    assert_eq!(codes(&["--only", "figure,hearsay"]), ["hearsay", "figure"]);
    let status = |only| uradori(folder.path(), &["check", "--only", only]).status.code();
    assert_eq!((status("hearsay"), status("quote"), status("rumour")), (Some(1), Some(0), Some(2)));
}

#[test]
fn the_chain_of_reasons_is_printed_where_it_is_asked_for() {
    let text = "灘原市によると、工場は3日に閉じた。\n\n首相は来月、隣国を訪れるといわれている。\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let explained = stdout(&uradori(folder.path(), &["check", "--explain"]));
    assert!(explained.contains("いちばん近い出典：灘原市 (a.txt:1:1)"), "{explained}");
    assert!(explained.contains("種類：hearsay — ") && explained.contains("直し方：誰の話か"), "{explained}");
    let short = stdout(&uradori(folder.path(), &["check"]));
    assert!(short.contains("理由：") && !short.contains("直し方："), "{short}");
}

#[test]
fn an_accepted_finding_does_not_count_until_it_expires() {
    let folder = folder(&[("uradori.toml", b""), ("news/a.txt", HEARSAY.as_bytes())]);
    let row = json(&uradori(folder.path(), &["check", "--format", "json"]))["findings"][0].clone();
    let list = folder.path().join("uradori.accepted.toml");
    fs::write(&list, accepting("news/a.txt", &row, "")).expect("it can be written");
    for paths in [&["check"][..], &["check", "news"], &["check", "news/a.txt"]] {
        let output = uradori(folder.path(), paths);
        assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
        assert!(
            stdout(&output).contains("指摘 0 件") && stdout(&output).contains("受け入れ済み 1 件"),
            "{}",
            stdout(&output)
        );
        assert_eq!(stderr(&output), "");
    }
    fs::write(&list, accepting("news/a.txt", &row, "expires = 2001-01-01\n")).expect("it can be written");
    let output = uradori(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("uradori.accepted.toml:1: news/a.txt [hearsay]: 期限"), "{}", stderr(&output));
}

#[test]
fn an_acceptance_whose_sentence_is_gone_is_told() {
    let folder = folder(&[("uradori.toml", b""), ("a.txt", HEARSAY.as_bytes()), ("b.txt", PLAIN.as_bytes())]);
    let row = json(&uradori(folder.path(), &["check", "--format", "json"]))["findings"][0].clone();
    let list = format!("{}\n{}", accepting("b.txt", &row, ""), accepting("gone.txt", &row, ""));
    fs::write(folder.path().join("uradori.accepted.toml"), list).expect("it can be written");
    let standings = |paths: &[&str]| {
        let report = json(&uradori(folder.path(), &[&["check", "--format", "json"], paths].concat()));
        let remarks = report["remarks"].as_array().expect("a list").clone();
        remarks.iter().map(|remark| remark["standing"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(standings(&[]), ["no-sentence", "no-article"]);
    // An article that was not asked for is not missing.
    assert_eq!(standings(&["a.txt"]), ["no-article"]);
    fs::write(folder.path().join("uradori.accepted.toml"), "[[accepted]]\nwhy = 1\n").expect("it can be written");
    let output = uradori(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("uradori.accepted.toml:2:1:"), "{}", stderr(&output));
}

#[test]
fn only_findings_that_the_baseline_does_not_have_count() {
    let folder = folder(&[("a.txt", HEARSAY.as_bytes())]);
    let check = || uradori(folder.path(), &["check", "--baseline", "old.json"]);
    let first = check();
    assert_eq!(first.status.code(), Some(0), "{}", stdout(&first));
    assert!(stderr(&first).contains("old.json: ベースラインを書きました（1 件）"), "{}", stderr(&first));
    // The sentence moves, and another comes.
    let more = format!("前書き\n\n一段落が増えた。\n\n{}\n国民の約40％が貧困層にあたる。\n", HEARSAY.trim());
    fs::write(folder.path().join("a.txt"), more).expect("it can be written");
    let second = check();
    assert!(!stdout(&second).contains("[hearsay]") && stdout(&second).contains("[figure]"), "{}", stdout(&second));
    assert!(stdout(&second).contains("ベースラインにあるもの 1 件"), "{}", stdout(&second));
    let third = uradori(folder.path(), &["check", "--baseline", "old.json", "--update-baseline"]);
    assert!(stdout(&third).contains("指摘 0 件"), "{}", stdout(&third));
    assert!(stdout(&check()).contains("ベースラインにあるもの 2 件"));
    fs::write(folder.path().join("old.json"), "[]").expect("it can be written");
    assert_eq!(check().status.code(), Some(2));
    assert_eq!(uradori(folder.path(), &["check", "--update-baseline"]).status.code(), Some(2));
}

#[test]
fn sarif_keeps_what_is_accepted_as_suppressed() {
    let folder = folder(&[("uradori.toml", b""), ("社説/a b.txt", TWO.as_bytes())]);
    let row = json(&uradori(folder.path(), &["check", "--format", "json"]))["findings"][0].clone();
    let list = accepting("社説/a b.txt", &row, "");
    fs::write(folder.path().join("uradori.accepted.toml"), list).expect("it can be written");
    let output = uradori(folder.path(), &["check", "--format", "sarif", "--baseline", "old.json"]);
    let log = json(&output);
    let typed: serde_sarif::sarif::Sarif = serde_json::from_value(log.clone()).expect("it is a log");
    assert_eq!((typed.version, typed.runs.len()), (serde_json::json!("2.1.0"), 1));
    let run = &log["runs"][0];
    assert_eq!((&run["columnKind"], &run["language"]), (&"unicodeCodePoints".into(), &"ja".into()));
    let rules = run["tool"]["driver"]["rules"].as_array().expect("the rules");
    assert!(rules.iter().all(|rule| rule["help"]["markdown"].as_str().is_some_and(|page| page.starts_with("# "))));
    let results = run["results"].as_array().expect("the results");
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "%E7%A4%BE%E8%AA%AC/a%20b.txt");
        assert!(place["region"]["startLine"].as_u64() > Some(0) && place["region"]["startColumn"].as_u64() > Some(0));
    }
    let accepted = &results[0]["suppressions"][0];
    assert_eq!((&accepted["kind"], &accepted["status"]), (&"external".into(), &"accepted".into()));
    assert!(
        accepted["justification"]
            .as_str()
            .is_some_and(|reason| reason.contains("市に確認") && reason.contains("デスク"))
    );
    assert_eq!(
        (&results[1]["suppressions"], &results[1]["baselineState"]),
        (&serde_json::json!([]), &"unchanged".into())
    );
    assert_eq!(results[0].get("baselineState"), None);
}

#[test]
fn a_code_is_explained_in_both_languages() {
    let folder = folder(&[]);
    let page = stdout(&uradori(folder.path(), &["explain", "hearsay"]));
    assert!(page.starts_with("# hearsay: ") && page.contains("## 直し方"), "{page}");
    let page = stdout(&uradori(folder.path(), &["explain", "hearsay", "--lang", "en"]));
    assert!(page.contains("## How to resolve it"), "{page}");
    let listed = stdout(&uradori(folder.path(), &["explain"]));
    assert_eq!(listed.lines().count(), uradori::config::CODE_NAMES.len(), "{listed}");
    assert!(uradori::config::CODE_NAMES.iter().all(|code| listed.contains(code)), "{listed}");
    assert_eq!(uradori(folder.path(), &["explain", "rumour"]).status.code(), Some(2));
}
