//! The command line as a user meets it: the real binary, its output and its exit status.

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
