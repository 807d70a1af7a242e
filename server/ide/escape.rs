//! Article text inside Markdown: what an article says is shown letter for letter and does nothing.
//!
//! An article may hold anything: brackets that would make a link or an image, backquotes, HTML, addresses that a
//! renderer turns into links by itself, line ends that would start a list, marks that turn the direction of writing.

use std::path::Path;

use crate::language::script;

/// Appends a text that [`shown`] gave as Markdown that renders as that text, without any markup.
///
/// Marks of CommonMark and of GitHub's extensions get a backslash, except where they can mean nothing, so that a client
/// which shows the source shows it nearly clean.
pub(super) fn markdown(text: &str, into: &mut String) {
    let mut before = EDGE;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if needs_escape(before, c, chars.peek().copied().unwrap_or(EDGE)) {
            into.push('\\');
        }
        into.push(c);
        before = c;
    }
}

/// What stands for the unknown neighbour of a text's first and last character.
const EDGE: char = '\0';

/// Whether `c` can mean something between its neighbours.
fn needs_escape(before: char, c: char, after: char) -> bool {
    match c {
        ',' | '\'' | '"' | '%' | ';' | '?' | '/' | '(' => false,
        // The numbers of a list, and www. of a bare address.
        '.' => matches!(before, EDGE | 'w' | 'W') || before.is_ascii_digit() && !after.is_ascii_digit(),
        ')' => before == EDGE || before.is_ascii_digit(),
        // https:// of a bare address.
        ':' => matches!(after, EDGE | '/'),
        // An image's mark.
        '!' => matches!(after, EDGE | '['),
        // At the head of a line: lists, rules, headings.
        '-' | '+' | '=' | '#' => matches!(before, EDGE | ' '),
        '_' => !(before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric()),
        _ => c.is_ascii_punctuation(),
    }
}

/// Appends `text` on one line, without characters that are not seen.
pub(super) fn plain(text: &str, into: &mut String) {
    into.push_str(&shown(text));
}

/// The characters of `text` that are shown, on one line: a run of white space is one space, and nothing where it is a
/// line end inside Japanese prose; control characters and marks that turn the direction of writing are left out.
pub fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space: Option<bool> = None;
    for c in text.chars() {
        if c.is_whitespace() {
            let breaks = matches!(c, '\n' | '\r');
            space = Some(space.unwrap_or_default() || breaks);
            continue;
        }
        if is_unseen(c) {
            continue;
        }
        if let Some(breaks) = space.take() {
            let wrapped = breaks && !c.is_ascii() && out.chars().next_back().is_some_and(|before| !before.is_ascii());
            if !wrapped {
                out.push(' ');
            }
        }
        out.push(c);
    }
    if space.is_some() {
        out.push(' ');
    }
    out
}

/// Control characters, byte order marks, and the marks of Unicode's bidirectional algorithm.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}')
}

/// At most `limit` characters of `text` without the white space around it, the cut marked by `…`. A combining mark is
/// not cut from what it stands on.
pub(super) fn excerpt(text: &str, limit: usize) -> String {
    let text = text.trim();
    let Some((cut, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let mut end = cut;
    while end > 0 && text[end..].chars().next().is_some_and(script::is_combining) {
        end = text[..end].char_indices().next_back().map_or(0, |(at, _)| at);
    }
    format!("{}…", text[..end].trim_end())
}

/// The address of a file of the workspace, at line `line` (from zero); `None` for a path that is not absolute or not
/// Unicode.
pub(super) fn file_address(path: &Path, line: u32) -> Option<String> {
    let path = path.to_str()?.replace('\\', "/");
    let mut address = String::with_capacity(path.len() + 16);
    address.push_str("file://");
    if !path.starts_with('/') {
        let drive = path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
        if !drive || path.as_bytes().get(1) != Some(&b':') {
            return None;
        }
        address.push('/');
    } else if path.starts_with("//") {
        return None;
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~') {
            address.push(char::from(byte));
        } else {
            percent(byte, &mut address);
        }
    }
    address.push_str("#L");
    address.push_str(&(line + 1).to_string());
    Some(address)
}

/// A link of the registry as it may stand in a Markdown link; `None` for anything but an `https` address of a host by
/// name, without a user.
pub(super) fn web_address(link: &str) -> Option<String> {
    let rest = link.trim().strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() || !host.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | ':')) {
        return None;
    }
    let mut address = String::from("https://");
    for c in rest.chars() {
        match c {
            // Read as the start of a character reference otherwise.
            '&' => address.push_str("&amp;"),
            '-' | '.' | '_' | '~' | ':' | '/' | '?' | '#' | '@' | '$' | '+' | ',' | ';' | '=' | '%' => address.push(c),
            _ if c.is_alphanumeric() => address.push(c),
            _ => {
                let mut buffer = [0; 4];
                c.encode_utf8(&mut buffer).bytes().for_each(|byte| percent(byte, &mut address));
            }
        }
    }
    Some(address)
}

fn percent(byte: u8, into: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    into.push('%');
    into.push(char::from(DIGITS[usize::from(byte >> 4)]));
    into.push(char::from(DIGITS[usize::from(byte & 15)]));
}

#[cfg(test)]
mod tests {
    use markdown::mdast::Node;
    use markdown::{Constructs, ParseOptions};
    use proptest::prelude::*;

    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        markdown(&shown(text), &mut out);
        out
    }

    fn cleaned(text: &str) -> String {
        let mut out = String::new();
        plain(text, &mut out);
        out
    }

    /// Everything that a renderer may know beyond CommonMark.
    fn everything() -> ParseOptions {
        let constructs = Constructs { math_flow: true, math_text: true, ..Constructs::gfm() };
        ParseOptions { constructs, ..ParseOptions::default() }
    }

    /// What `markdown` renders as, when it is nothing but text; otherwise the tree.
    fn rendered(markdown: &str) -> Result<String, Box<Node>> {
        let tree = markdown::to_mdast(markdown, &everything()).expect("Markdown without MDX cannot be wrong");
        let Node::Root(root) = &tree else { return Err(Box::new(tree)) };
        match &root.children[..] {
            [] => Ok(String::new()),
            [Node::Paragraph(paragraph)] => match &paragraph.children[..] {
                [Node::Text(text)] => Ok(text.value.clone()),
                _ => Err(Box::new(tree)),
            },
            _ => Err(Box::new(tree)),
        }
    }

    #[test]
    fn text_of_articles_reads_as_it_is() {
        for (text, expected) in [
            ("米国のM6.8の地震", "米国のM6.8の地震"),
            ("12:30に2026-05-13の会見", "12:30に2026-05-13の会見"),
            ("Hollow Kestrel", "Hollow Kestrel"),
            ("北嶺:調べ(SKA)が続く!", "北嶺:調べ(SKA)が続く\\!"),
            ("a_b.txt と x-y", "a_b.txt と x-y"),
            ("行を\nまたぐ\r\n　文", "行をまたぐ文"),
            ("line\nby line、\nEnglish", "line by line、 English"),
            ("空白　と  空白", "空白 と 空白"),
            ("葛\u{e0100}城と辻", "葛\u{e0100}城と辻"),
            ("右\u{202e}左", "右左"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn marks_do_nothing() {
        for text in [
            "![見出し](https://example.com/x.png)",
            "[押す](command:workbench.action.terminal.new)",
            "<img src=x onerror=alert(1)>",
            "<https://example.com/>",
            "https://example.com と www.example.com と a@example.com",
            "`コード` と ```",
            "~~取り消し~~ **強調** __強調__ *強* _強_",
            "&lt;script&gt; &#60;",
            "# 見出し",
            "1. 一番",
            "- 箇条",
            "+ 箇条",
            "> 引用",
            "| 表 | 表 |\n|---|---|\n| 1 | 2 |",
            "見出し\n===",
            "---",
            "[^1]: 注",
            "[a]: https://example.com",
            "$$x$$ と $y$",
            "\\[a](b)",
            "行末の\\",
        ] {
            assert_eq!(rendered(&escaped(text)), Ok(cleaned(text)), "{text}");
        }
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        assert_eq!(excerpt(" 短い ", 10), "短い");
        assert_eq!(excerpt("一二三四五", 3), "一二三…");
        assert_eq!(excerpt("一二か\u{3099}四", 3), "一二…");
        assert_eq!(excerpt("\u{3099}\u{3099}", 1), "…");
    }

    #[test]
    fn only_files_and_https_are_linked() {
        let address = |path: &str| file_address(Path::new(path), 2);
        assert_eq!(address("/w/社 (1).txt").as_deref(), Some("file:///w/%E7%A4%BE%20%281%29.txt#L3"));
        assert_eq!(address("C:\\w\\a.txt").as_deref(), Some("file:///C%3A/w/a.txt#L3"));
        assert_eq!(address("a.txt"), None);
        assert_eq!(address("//host/a.txt"), None);
        assert_eq!(web_address("https://example.com/a?b=1&c=2").as_deref(), Some("https://example.com/a?b=1&amp;c=2"));
        assert_eq!(web_address("https://example.com/(x)").as_deref(), Some("https://example.com/%28x%29"));
        for refused in ["http://example.com", "command:x", "javascript:alert(1)", "file:///etc/passwd", "https://", ""]
        {
            assert_eq!(web_address(refused), None, "{refused}");
        }
    }

    /// Text with more marks in it than chance would give.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[\\PC\\n\\r\\t]{0,6}",
            "[!-/:-@\\[-`{-~]{1,4}",
            Just("](".to_owned()),
            Just("![".to_owned()),
            Just("```".to_owned()),
            Just("\n\n".to_owned()),
            Just("\n    ".to_owned()),
            Just("https://a.example".to_owned()),
            Just("www.a.example".to_owned()),
            Just("a@b.example".to_owned()),
            Just("<b>".to_owned()),
            Just("<!--".to_owned()),
            Just("&amp;".to_owned()),
            Just("1. ".to_owned()),
            Just("- ".to_owned()),
            Just("\u{2028}".to_owned()),
            Just("\u{0}".to_owned()),
        ];
        proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_text_renders_as_itself(text in text()) {
            let shown = cleaned(&text);
            prop_assert_eq!(rendered(escaped(&text).trim()), Ok(shown.trim().to_owned()));
        }

        #[test]
        fn two_texts_side_by_side_make_nothing_new(one in text(), other in text()) {
            let shown = cleaned(&one) + &cleaned(&other);
            let out = escaped(&one) + &escaped(&other);
            prop_assert_eq!(rendered(out.trim()), Ok(shown.trim().to_owned()));
        }

        #[test]
        fn no_address_is_left_for_a_renderer_to_find(text in text()) {
            let out = escaped(&text);
            let bare = out.replace("\\:", "").replace("\\@", "");
            prop_assert!(!bare.contains("://") && !bare.contains("www.a") && !bare.contains('@'), "{}", out);
        }

        #[test]
        fn one_line_without_controls(text in text()) {
            for out in [escaped(&text), cleaned(&text)] {
                prop_assert!(!out.chars().any(|c| c.is_control() || c == '\u{2028}'), "{:?}", out);
            }
        }

        #[test]
        fn links_of_the_registry_stay_inside_their_brackets(link in text()) {
            if let Some(address) = web_address(&format!("https://a.example/{link}")) {
                prop_assert!(!address.contains(|c: char| c.is_whitespace() || "()<>[]\\`*\"".contains(c)), "{}", address);
            }
        }
    }
}
