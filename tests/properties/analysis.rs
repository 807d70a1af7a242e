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

/// An edit: at which byte, for how many bytes, by what.
pub type Replaced = (usize, usize, String);

/// Checks the property for edits that are made one upon the other: after each, the whole analysis is the one that its text
/// has when it is read from nothing.
pub fn edits_are_as_good_as_reading_anew(text: &str, edits: &[Replaced]) {
    let mut text = text.to_owned();
    let mut analysis = analyst().analyze(text.as_str().into());
    for (at, len, by) in edits {
        let start = boundary(&text, at % (text.len() + 1));
        let end = boundary(&text, start + len).max(start);
        text.replace_range(start..end, by);
        analysis = analyst().reanalyze(text.as_str().into(), &analysis);
        let fresh = analyst().analyze(text.as_str().into());
        let (again, anew) = (&analysis.article, &fresh.article);
        assert_eq!(again.passages.len(), anew.passages.len());
        for (again, anew) in again.passages.iter().zip(&anew.passages) {
            assert_eq!((again.start, &again.passage), (anew.start, &anew.passage));
        }
        assert_eq!((&again.blocks, &again.sections), (&anew.blocks, &anew.sections));
        assert_eq!((again.title, again.date, again.genre), (anew.title, anew.date, anew.genre));
        assert_eq!(analysis.cast, fresh.cast);
        assert_eq!(analysis.statements, fresh.statements);
        assert_eq!(analysis.findings, fresh.findings);
        check(&analysis);
    }
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
