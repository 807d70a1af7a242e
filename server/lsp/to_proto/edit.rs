//! Changes of files.

use std::collections::HashMap;

use tower_lsp::gen_lsp_types as proto;

use super::{range, uri};
use crate::archive::Entry;
use crate::session::{ConfigFile, Editor};
use crate::text::{Lines, Span};

/// Text that is put into an article at byte `at`. Words to be replaced or confirmed are a place to type in where the client
/// can, and stand in 〔〕 where not.
pub(in crate::lsp) fn insertion(
    entry: &Entry,
    at: u32,
    placeholder: Option<&str>,
    text: &str,
    editor: &Editor,
) -> proto::WorkspaceEdit {
    let place = range(entry.positions(Span::new(at, at), editor.encoding));
    let document = uri(entry.path(), entry.uri());
    match placeholder {
        Some(words) if editor.snippet_edits && editor.versioned_edits => {
            let value = format!("${{1:{}}}{}", snippet(words), snippet(text));
            let snippet = proto::StringValue { value };
            let edit = proto::SnippetTextEdit { range: place, snippet, annotation_id: None };
            changes(vec![versioned(document, entry.version(), proto::Edit::from(edit)).into()])
        }
        words => {
            let words = words.map(|words| format!("〔{words}〕")).unwrap_or_default();
            let edit = proto::TextEdit { range: place, new_text: format!("{words}{text}") };
            plain(document, entry.version(), edit, editor)
        }
    }
}

/// The configuration file with the text `after`, as one small edit; `None` where the file would have to be made and the
/// client cannot.
pub(in crate::lsp) fn configuration(file: &ConfigFile, after: &str, editor: &Editor) -> Option<proto::WorkspaceEdit> {
    let document = uri(&file.path, file.uri.as_ref());
    let Some(before) = &file.text else {
        if !(editor.versioned_edits && editor.creates_files) {
            return None;
        }
        let start = proto::Position { line: 0, character: 0 };
        let edit = proto::TextEdit { range: proto::Range { start, end: start }, new_text: after.to_owned() };
        let options = proto::CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) };
        let create = proto::CreateFile { uri: document.clone(), options: Some(options), annotation_id: None };
        return Some(changes(vec![create.into(), versioned(document, None, edit.into()).into()]));
    };
    let (span, new_text) = difference(before, after);
    let lines = Lines::of(before);
    let at = |offset| lines.position(before, offset, editor.encoding);
    let edit = proto::TextEdit { range: range((at(span.start), at(span.end))), new_text: new_text.to_owned() };
    Some(plain(document, file.version, edit, editor))
}

fn plain(document: proto::Uri, version: Option<i32>, edit: proto::TextEdit, editor: &Editor) -> proto::WorkspaceEdit {
    if editor.versioned_edits {
        return changes(vec![versioned(document, version, edit.into()).into()]);
    }
    let changes = HashMap::from([(document, vec![edit])]);
    proto::WorkspaceEdit { changes: Some(changes), ..proto::WorkspaceEdit::default() }
}

fn versioned(document: proto::Uri, version: Option<i32>, edit: proto::Edit) -> proto::TextDocumentEdit {
    let text_document_identifier = proto::TextDocumentIdentifier { uri: document };
    let text_document = proto::OptionalVersionedTextDocumentIdentifier { version, text_document_identifier };
    proto::TextDocumentEdit { text_document, edits: vec![edit] }
}

fn changes(changes: Vec<proto::DocumentChange>) -> proto::WorkspaceEdit {
    proto::WorkspaceEdit { document_changes: Some(changes), ..proto::WorkspaceEdit::default() }
}

/// Text in which no sign has a meaning of its own in a snippet.
fn snippet(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '$' | '}') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// What of `before` is to be replaced so that it becomes `after`, and by what: everything between what the two begin and
/// end with alike.
fn difference<'a>(before: &str, after: &'a str) -> (Span, &'a str) {
    let alike = |(a, b): &(char, char)| a == b;
    let start: usize = before.chars().zip(after.chars()).take_while(alike).map(|(c, _)| c.len_utf8()).sum();
    let (left, right) = (&before[start..], &after[start..]);
    let end: usize = left.chars().rev().zip(right.chars().rev()).take_while(alike).map(|(c, _)| c.len_utf8()).sum();
    (Span::of(start..before.len() - end), &after[start..after.len() - end])
}

#[cfg(test)]
mod tests {
    use super::{difference, snippet};

    #[test]
    fn only_what_changed_is_replaced() {
        for (before, after, taken, put) in [
            ("", "新", "", "新"),
            ("名簿\n末\n", "名簿\n追記\n末\n", "", "追記\n"),
            ("a = [\"あ\"]\n", "a = [\"あ\", \"い\"]\n", "", ", \"い\""),
            ("ああ", "あああ", "", "あ"),
            ("旧い", "新い", "旧", "新"),
            ("同じ", "同じ", "", ""),
        ] {
            let (span, text) = difference(before, after);
            assert_eq!((span.slice(before), text), (taken, put), "{before} to {after}");
            let mut changed = before.to_owned();
            changed.replace_range(span.range(), text);
            assert_eq!(changed, after);
        }
    }

    #[test]
    fn an_article_brings_no_snippet_of_its_own() {
        assert_eq!(snippet("${1:x}\\"), "\\${1:x\\}\\\\");
    }
}
