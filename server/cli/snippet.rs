//! A sentence with a span marked below it, aligned on a terminal where Japanese letters are two columns wide.

use crate::text::{Span, width};

/// Columns of text shown at most.
const WINDOW: usize = 96;

/// The line of text and the line of marks below it. `sentence` and `marked` are bytes of `text`; a sentence too long for
/// one line is cut around the mark, with … for what is left out.
pub(super) fn marked(text: &str, sentence: Span, marked: Span) -> (String, String) {
    let marked = Span::new(marked.start.max(sentence.start), marked.end.min(sentence.end));
    let mark = marked.slice(text);
    let room = WINDOW.saturating_sub(width::columns(mark)) / 2;
    let before = last_columns(Span::new(sentence.start, marked.start).slice(text), room);
    let after = first_columns(Span::new(marked.end, sentence.end).slice(text), room);
    let before = width::printable(&before);
    let mark = width::printable(mark);
    let line = format!("{before}{mark}{}", width::printable(&after));
    let marks = format!("{}{}", " ".repeat(width::columns(&before)), "^".repeat(width::columns(&mark).max(1)));
    (line, marks)
}

fn last_columns(text: &str, room: usize) -> String {
    if width::columns(text) <= room {
        return text.to_owned();
    }
    let mut start = text.len();
    let mut used = width::columns("…");
    for (at, c) in text.char_indices().rev() {
        used += width::columns(c.encode_utf8(&mut [0; 4]));
        if used > room {
            break;
        }
        start = at;
    }
    format!("…{}", &text[start..])
}

fn first_columns(text: &str, room: usize) -> String {
    if width::columns(text) <= room {
        return text.to_owned();
    }
    let mut end = 0;
    let mut used = width::columns("…");
    for (at, c) in text.char_indices() {
        used += width::columns(c.encode_utf8(&mut [0; 4]));
        if used > room {
            break;
        }
        end = at + c.len_utf8();
    }
    format!("{}…", &text[..end])
}

#[cfg(test)]
mod tests {
    use super::{Span, WINDOW, marked, width};

    fn shown(text: &str, mark: &str) -> (String, String) {
        let start = text.find(mark).expect("the mark is in the text");
        marked(text, Span::of(0..text.len()), Span::of(start..start + mark.len()))
    }

    #[test]
    fn marks_stand_under_full_width_letters() {
        let (line, marks) = shown("ABC社が買収されるという。", "という");
        assert_eq!(line, "ABC社が買収されるという。");
        assert_eq!(marks, format!("{}^^^^^^", " ".repeat(3 + 2 * 7)));
    }

    #[test]
    fn a_long_sentence_is_cut_around_the_mark() {
        let text = format!("{}という{}", "長".repeat(300), "文".repeat(300));
        let (line, marks) = shown(&text, "という");
        assert!(line.starts_with('…') && line.ends_with('…') && line.contains("という"));
        assert!(width::columns(&line) <= WINDOW);
        let column = width::columns(&line[..line.find("という").expect("the mark is shown")]);
        assert_eq!(marks.find('^'), Some(column));
    }

    #[test]
    fn an_article_cannot_drive_the_terminal() {
        let (line, _) = shown("\u{1b}[2Jという\u{7}", "という");
        assert!(line.chars().all(|c| !c.is_control()));
    }
}
