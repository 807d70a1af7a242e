use super::{Acceptance, accept, parse, reopen};
use crate::text::Span;

fn hearsay(article: &str, reason: &str) -> Acceptance {
    Acceptance {
        article: article.to_owned(),
        code: "hearsay".to_owned(),
        fingerprint: "00112233445566ff".to_owned(),
        excerpt: "港は来月にも「再開」されるという。".to_owned(),
        reason: reason.to_owned(),
        by: "灘原デスク".to_owned(),
        on: "2026-11-22".parse().expect("a day"),
        expires: None,
        span: Span::default(),
    }
}

fn without_places(text: &str) -> Vec<Acceptance> {
    let read = parse(text).expect("what was written can be read");
    read.into_iter().map(|one| Acceptance { span: Span::default(), ..one }).collect()
}

#[test]
fn what_is_written_is_read_again() {
    let expiring = Acceptance {
        expires: Some("2027-01-31".parse().expect("a day")),
        ..hearsay("社説/b.txt", "確認中\n\"仮\"")
    };
    let text = accept("", &hearsay("a.txt", "市に電話で確認")).expect("a new file");
    let text = accept(&text, &expiring).expect("one more");
    assert_eq!(without_places(&text), [hearsay("a.txt", "市に電話で確認"), expiring]);
    let lines: Vec<&str> = parse(&text).expect("it is read").iter().map(|one| one.span.slice(&text)).collect();
    assert_eq!(lines, ["[[accepted]]", "[[accepted]]"]);
    assert!(text.starts_with("# 受け入れた") && text.contains("on = 2026-11-22\n"), "{text}");
}

#[test]
fn comments_and_order_stay() {
    let reviewed = "\
# 表の説明

# デスク確認済み
[[accepted]]
by = \"灘原デスク\" # 当番
article = \"a.txt\"
code = \"hearsay\"
fingerprint = \"00112233445566ff\"
reason = \"古い理由\"
on = 2026-01-01
";
    let text = accept(reviewed, &hearsay("b.txt", "新しい")).expect("one more");
    assert!(text.starts_with(reviewed), "{text}");
    // Accepted again, the row is brought up to date where it stands.
    let again = accept(&text, &hearsay("a.txt", "新しい理由")).expect("the same finding");
    assert_eq!(without_places(&again).len(), 2);
    assert!(again.contains("# デスク確認済み\n[[accepted]]\nby = ") && again.contains("新しい理由"), "{again}");
    assert!(!again.contains("古い理由"), "{again}");
}

#[test]
fn a_finding_is_reopened_and_the_head_of_the_file_stays() {
    let text = accept("", &hearsay("a.txt", "一")).expect("a new file");
    let text = accept(&text, &hearsay("b.txt", "二")).expect("one more");
    let one = reopen(&text, "a.txt", "hearsay", "00112233445566ff").expect("it is read").expect("it is there");
    assert_eq!(without_places(&one), [hearsay("b.txt", "二")]);
    assert!(one.starts_with("# 受け入れた"), "{one}");
    let none = reopen(&one, "b.txt", "hearsay", "00112233445566ff").expect("it is read").expect("it is there");
    assert_eq!(parse(&none), Ok(Vec::new()));
    assert!(none.starts_with("# 受け入れた"), "{none}");
    assert_eq!(reopen(&none, "b.txt", "hearsay", "00112233445566ff"), Ok(None));
}

/// Line, column and a part of the message of what is wrong with `text`.
fn check(text: &str, line: u32, column: u32, part: &str) {
    let error = parse(text).expect_err("the file is wrong");
    assert_eq!((error.line, error.column), (line, column), "{error}");
    assert!(error.message.contains(part) && error.to_string().starts_with("uradori.accepted.toml:"), "{error}");
}

#[test]
fn whatever_is_wrong_is_told_with_its_place() {
    let row = |article: &str, code: &str, fingerprint: &str, on: &str| {
        format!(
            "[[accepted]]\narticle = \"{article}\"\ncode = \"{code}\"\nfingerprint = \"{fingerprint}\"\nby = \"x\"\non = {on}\n"
        )
    };
    let print = "00112233445566ff";
    check(&row("a.txt", "rumour", print, "2026-01-01"), 3, 8, "no such code: rumour");
    check(&row("a.txt", "hearsay", "00112233445566FF", "2026-01-01"), 4, 15, "hexadecimal");
    check(&row("../a.txt", "hearsay", print, "2026-01-01"), 2, 11, "below this folder");
    check(&row("/etc/passwd", "hearsay", print, "2026-01-01"), 2, 11, "below this folder");
    check(&row("a.txt", "hearsay", print, "2026-01-01T10:00:00Z"), 6, 6, "a day");
    check(&row("a.txt", "hearsay", print, "2026-02-30"), 6, 6, "");
    check("[[accepted]]\nwhy = \"\"\n", 2, 1, "unknown field");
    check("accepted = 1\n", 1, 12, "");
    assert!(accept("accepted = []\n", &hearsay("a.txt", "")).is_err(), "a list in one line cannot be added to");
}
