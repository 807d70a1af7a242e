use super::{Contents, Ledger, Standing};
use crate::config::{Acceptance, CODE_NAMES};
use crate::findings::{Code, fingerprint};
use crate::text::Span;

const SENTENCE: &str = "港は来月にも再開されるという。";

fn row(expires: Option<&str>) -> Acceptance {
    Acceptance {
        article: "a.txt".to_owned(),
        code: "hearsay".to_owned(),
        fingerprint: fingerprint(SENTENCE),
        excerpt: String::new(),
        reason: "市に確認".to_owned(),
        by: "灘原デスク".to_owned(),
        on: "2026-01-01".parse().expect("a day"),
        expires: expires.map(|day| day.parse().expect("a day")),
        span: Span::default(),
    }
}

fn on(day: &str, row: Acceptance) -> Ledger {
    Ledger::new(vec![row], day.parse().expect("a day"))
}

fn contents(findings: &[Code]) -> Contents {
    let print = fingerprint(SENTENCE);
    Contents {
        sentences: [print.clone()].into_iter().collect(),
        findings: findings.iter().map(|code| (*code, print.clone())).collect(),
    }
}

#[test]
fn widths_and_line_wraps_do_not_make_another_sentence() {
    let print = fingerprint("ABC社は3日、撤退するという。");
    assert_eq!(fingerprint("ＡＢＣ社は３日、\n　撤退するという。"), print);
    assert_ne!(fingerprint("ABC社は4日、撤退するという。"), print);
    assert!(print.len() == 16 && print.bytes().all(|b| b.is_ascii_hexdigit()), "{print}");
    // Files out there hold these: the algorithm must not change without a new name.
    assert_eq!(fingerprint(""), "e3b0c44298fc1c14");
}

#[test]
fn an_acceptance_is_of_one_article_one_code_and_one_sentence() {
    let ledger = on("2026-06-01", row(None));
    assert!(ledger.accepted("a.txt", Code::Hearsay, SENTENCE).is_some());
    assert!(ledger.accepted("b.txt", Code::Hearsay, SENTENCE).is_none());
    assert!(ledger.accepted("a.txt", Code::Agentless, SENTENCE).is_none());
    assert!(ledger.accepted("a.txt", Code::Hearsay, "港は来年にも再開されるという。").is_none());
}

#[test]
fn it_holds_up_to_its_last_day() {
    let is_accepted = |day| on(day, row(Some("2026-06-30"))).accepted("a.txt", Code::Hearsay, SENTENCE).is_some();
    assert!(is_accepted("2026-06-30"));
    assert!(!is_accepted("2026-07-01"));
}

#[test]
fn what_no_longer_fits_is_told() {
    let standing = |day, row: Acceptance, article: Option<&Contents>| on(day, row.clone()).standing(&row, article);
    let now = contents(&[Code::Hearsay]);
    assert_eq!(standing("2026-06-01", row(None), Some(&now)), Standing::InForce);
    assert_eq!(standing("2026-06-01", row(Some("2026-05-31")), Some(&now)), Standing::Expired);
    assert_eq!(standing("2026-06-01", row(None), None), Standing::NoArticle);
    assert_eq!(standing("2026-06-01", row(None), Some(&Contents::default())), Standing::NoSentence);
    assert_eq!(standing("2026-06-01", row(None), Some(&contents(&[Code::Inference]))), Standing::NoFinding);
    let unexplained = Acceptance { reason: " ".to_owned(), ..row(None) };
    assert_eq!(standing("2026-06-01", unexplained, Some(&now)), Standing::Unexplained);
}

#[test]
fn every_code_can_be_accepted() {
    for code in CODE_NAMES {
        let ledger = on("2026-06-01", Acceptance { code: code.to_owned(), ..row(None) });
        let code: Code = code.parse().expect("a code");
        assert!(ledger.accepted("a.txt", code, SENTENCE).is_some());
    }
}
