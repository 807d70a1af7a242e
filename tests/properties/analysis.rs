//! Any bytes are refused, or read into an analysis whose every place lies in the text; and what a keystroke makes of an
//! analysis is what reading from nothing makes.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use uradori::archive::{Analysis, Analyst, Card, Entry};
use uradori::text::{PositionEncoding, Span, decode};

fn analyst() -> &'static Analyst {
    static ANALYST: OnceLock<Analyst> = OnceLock::new();
    ANALYST.get_or_init(|| Analyst::new(Arc::default()))
}

/// Checks the property for a file with these bytes. Panics where it does not hold.
pub fn bytes_have_an_analysis(bytes: &[u8]) {
    let Ok(decoded) = decode(bytes) else { return };
    let analysis = analyst().analyze(decoded.text.as_str().into());
    assert_eq!(*analysis.article.text, decoded.text);
    check(&analysis);
}

/// Checks the property for a text in which `by` replaces what lies at `at` for `len` bytes.
pub fn an_edit_is_as_good_as_reading_anew(text: &str, at: usize, len: usize, by: &str) {
    let start = boundary(text, at);
    let end = boundary(text, start + len).max(start);
    let edited: Arc<str> = [&text[..start], by, &text[end..]].concat().into();
    let earlier = analyst().analyze(text.into());
    let (again, fresh) = (analyst().reanalyze(Arc::clone(&edited), &earlier), analyst().analyze(edited));
    assert_eq!(again.article.passages.len(), fresh.article.passages.len());
    assert_eq!(again.cast, fresh.cast);
    assert_eq!(again.statements, fresh.statements);
    assert_eq!(again.findings, fresh.findings);
    check(&again);
}

/// The last place at or before byte `at` at which a letter begins.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

fn check(analysis: &Analysis) {
    let text = &*analysis.article.text;
    let lies_inside = |span: Span| {
        assert!(text.get(span.range()).is_some(), "{span:?} of {} bytes", text.len());
    };
    for mention in &analysis.cast.mentions {
        lies_inside(mention.span);
        mention.title.into_iter().for_each(lies_inside);
        assert!((mention.actor as usize) < analysis.cast.actors.len());
    }
    for statement in &analysis.statements {
        [statement.span, statement.content].into_iter().chain(statement.cue).for_each(lies_inside);
        statement.source.iter().for_each(|source| lies_inside(source.span));
    }
    for finding in &analysis.findings {
        lies_inside(finding.span);
        finding.related.into_iter().for_each(lies_inside);
    }
    let entry = Entry::in_editor(Path::new("/a.txt").into(), "file:///a.txt".into(), 1, Arc::new(analysis.clone()));
    let card = Card::of(&entry);
    for mention in card.mentions() {
        for encoding in PositionEncoding::ALL {
            assert_eq!(card.positions(mention.span, encoding), entry.positions(mention.span, encoding));
        }
    }
}
