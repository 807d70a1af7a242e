use proptest::prelude::*;

use super::{DecodeError, Document, Edit, Lines, Position, PositionEncoding, Span, decode};

/// What breaks the usual short cuts: letters outside the basic plane, emoji sequences, a combining dakuten, half-width
/// kana, every kind of line end, and separators that are no line ends.
const PIECES: [&str; 18] = [
    "𠮷野家",
    "👩‍👩‍👧‍👦",
    "葛󠄀城",
    "か\u{3099}",
    "ﾊﾝｶｸ",
    "漢字かな",
    "abc",
    "é",
    "\r\n",
    "\n",
    "\r",
    "\u{2028}",
    "\u{b}",
    "\u{85}",
    "\t",
    "「",
    "。",
    "",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24).prop_map(|pieces| pieces.concat())
}

fn encodings() -> impl Strategy<Value = PositionEncoding> {
    prop::sample::select(&PositionEncoding::ALL[..])
}

/// Whether byte `at` lies between the two characters of a CRLF.
fn inside_line_end(text: &str, at: usize) -> bool {
    text[..at].ends_with('\r') && text[at..].starts_with('\n')
}

proptest! {
    #[test]
    fn an_offset_survives_the_way_to_a_position_and_back(text in texts(), encoding in encodings()) {
        let lines = Lines::of(&text);
        let document = Document::new(&text);
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at) && !inside_line_end(&text, *at)) {
            let position = lines.position(&text, at as u32, encoding);
            prop_assert_eq!(lines.offset(&text, position, encoding), at as u32);
            prop_assert_eq!(document.position(at as u32, encoding), position);
            prop_assert_eq!(document.offset(position, encoding), at as u32);
        }
    }

    #[test]
    fn lines_of_a_closed_text_and_of_an_open_one_are_the_same(text in texts()) {
        prop_assert_eq!(Lines::of(&text).len(), Document::new(&text).lines());
    }

    #[test]
    fn any_position_is_clamped_to_the_text(text in texts(), line in 0..40_u32, character in 0..60_u32, encoding in encodings()) {
        let position = Position::new(line, character);
        let offset = Lines::of(&text).offset(&text, position, encoding);
        prop_assert!(text.is_char_boundary(offset as usize));
        prop_assert_eq!(Document::new(&text).offset(position, encoding), offset);
    }

    #[test]
    fn edits_give_the_text_that_a_plain_string_gives(
        text in texts(),
        edits in prop::collection::vec((0..400_usize, 0..400_usize, texts()), 1..12),
        encoding in encodings(),
    ) {
        let mut plain = text.clone();
        let mut document = Document::new(&text);
        for (from, to, new) in edits {
            let valid: Vec<usize> = (0..=plain.len()).filter(|at| plain.is_char_boundary(*at) && !inside_line_end(&plain, *at)).collect();
            let (from, to) = (valid[from % valid.len()], valid[to % valid.len()]);
            let (from, to) = (from.min(to), from.max(to));
            let lines = Lines::of(&plain);
            let range = (lines.position(&plain, from as u32, encoding), lines.position(&plain, to as u32, encoding));
            document.apply(&Edit { range: Some(range), text: new.clone() }, encoding);
            plain.replace_range(from..to, &new);
            prop_assert_eq!(document.to_string(), plain.clone());
        }
    }

    #[test]
    fn bytes_of_any_kind_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(read) = decode(&bytes) {
            prop_assert!(!read.encoding.is_empty());
        }
    }
}

const SAMPLE: &str =
    "北嶺の霧生外相は14日、記者会見を行いました。\r\nカタカナと漢字、ｶﾅも少し。対話を続けるとしています。\r\n";

fn encoded(encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    encoding.encode(SAMPLE).0.into_owned()
}

#[test]
fn japanese_encodings_are_recognised() {
    for (encoding, name) in [
        (encoding_rs::UTF_8, "UTF-8"),
        (encoding_rs::SHIFT_JIS, "Shift_JIS"),
        (encoding_rs::EUC_JP, "EUC-JP"),
        (encoding_rs::ISO_2022_JP, "ISO-2022-JP"),
    ] {
        let read = decode(&encoded(encoding)).expect("it is text");
        assert_eq!(read.encoding, name);
        // ISO-2022-JP has no half-width kana: they are written full width.
        let half_width_kept = name == "ISO-2022-JP" || read.text == SAMPLE;
        assert!(half_width_kept, "{name}: {}", read.text);
        assert!(!read.malformed, "{name}");
    }
}

#[test]
fn utf_16_is_recognised_with_and_without_a_mark() {
    for (big, mark) in [(false, false), (false, true), (true, false), (true, true)] {
        let units = mark.then_some(0xfeff).into_iter().chain(SAMPLE.encode_utf16());
        let bytes: Vec<u8> = units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
        let read = decode(&bytes).expect("it is text");
        assert_eq!(read.text, SAMPLE);
        assert_eq!(read.encoding, if big { "UTF-16BE" } else { "UTF-16LE" });
    }
}

#[test]
fn a_byte_order_mark_is_not_part_of_the_text() {
    let bytes = [&[0xef, 0xbb, 0xbf], SAMPLE.as_bytes()].concat();
    assert_eq!(decode(&bytes).expect("it is text").text, SAMPLE);
}

#[test]
fn cp932_letters_outside_jis_are_read() {
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode("①髙橋﨑の報告書によると、死者は増えていないということです。");
    assert!(decode(&bytes).expect("it is text").text.starts_with("①髙橋﨑"));
}

#[test]
fn data_is_not_text_and_too_much_is_refused() {
    assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"), Err(DecodeError::Binary));
    let large = vec![b'a'; super::MAX_BYTES + 1];
    assert_eq!(decode(&large), Err(DecodeError::TooLarge(large.len() as u64)));
    assert_eq!(decode(b"").expect("nothing is a text").text, "");
}

#[test]
fn broken_bytes_are_replaced_and_told() {
    let mut bytes = encoded(encoding_rs::SHIFT_JIS);
    // The file ends in the middle of the last letter.
    bytes.truncate(bytes.len() - 3);
    let read = decode(&bytes).expect("it is text");
    assert!(read.malformed);
    assert!(read.text.starts_with("北嶺の霧生外相"));
}

#[test]
fn only_lf_crlf_and_a_lone_cr_end_lines() {
    let lines = Lines::of("一\u{2028}二\u{b}三\r\n四\r五\n");
    assert_eq!(lines.len(), 4);
    assert_eq!(lines.line("一\u{2028}二\u{b}三\r\n四\r五\n", 3), Some(Span::new(23, 23)));
}
