//! Bytes from disk to text: which encoding it is, and whether it is text at all.

use std::fmt;

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// The longest file that is read, in bytes. An article is a few kilobytes; what is larger is a log or a dump.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// A text and how it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark, its line ends as in the file.
    pub text: String,
    /// The encoding's name as the WHATWG Encoding Standard writes it (`UTF-8`, `Shift_JIS`, `EUC-JP` …).
    pub encoding: &'static str,
    /// Whether some bytes were not valid in that encoding and were replaced by U+FFFD.
    pub malformed: bool,
}

/// Why bytes are not taken as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// There are control bytes that no text has.
    Binary,
    /// Longer than [`MAX_BYTES`]; holds the length in bytes.
    TooLarge(u64),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Binary => f.write_str("not a text (binary data) / テキストではありません（バイナリ）"),
            Self::TooLarge(bytes) => write!(
                f,
                "too large ({} MB; the limit is {} MB) / ファイルが大きすぎます",
                bytes / 1_000_000,
                MAX_BYTES / 1_000_000
            ),
        }
    }
}

impl std::error::Error for DecodeError {}

/// Decodes a file: UTF-8 and UTF-16 with or without byte order mark, ISO-2022-JP, Shift_JIS (CP932) and EUC-JP.
///
/// A byte order mark decides; then valid UTF-8; then UTF-16 without a mark by the place of its zero bytes; then
/// ISO-2022-JP by its escape sequences; then `chardetng`, told that the text is likely Japanese.
///
/// # Errors
/// [`DecodeError`] where the bytes are no text, or too many.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if bytes.len() > MAX_BYTES {
        return Err(DecodeError::TooLarge(bytes.len() as u64));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(decoded(encoding, &bytes[mark..]));
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\u{1b}')
    {
        return if is_binary(bytes) {
            Err(DecodeError::Binary)
        } else {
            Ok(Decoded { text: text.to_owned(), encoding: UTF_8.name(), malformed: false })
        };
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(decoded(encoding, bytes));
    }
    if is_binary(bytes) {
        return Err(DecodeError::Binary);
    }
    if is_iso_2022_jp(bytes) {
        return Ok(decoded(ISO_2022_JP, bytes));
    }
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    Ok(decoded(detector.guess(Some(b"jp"), chardetng::Utf8Detection::Allow), bytes))
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), malformed }
}

/// How much of a file is looked at to tell text from data.
const SAMPLE: usize = 8192;

/// Control bytes other than white space and ESC do not occur in text of any encoding read here except UTF-16.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let controls = sample.iter().filter(|b| matches!(b, 0x00..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f)).count();
    sample.contains(&0) || controls * 50 > sample.len()
}

/// Japanese UTF-16 has its ASCII characters (line ends, spaces, digits) with a zero byte on one side only, and its
/// kana with 0x30 there.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in sample.chunks_exact(2) {
        even += usize::from(matches!(pair[0], 0x00 | 0x30));
        odd += usize::from(matches!(pair[1], 0x00 | 0x30));
    }
    let enough = sample.len() / 2 * 3 / 10;
    let encoding = match (even >= enough, odd >= enough) {
        (true, false) => UTF_16BE,
        (false, true) => UTF_16LE,
        _ => return None,
    };
    let (text, malformed) = encoding.decode_without_bom_handling(sample);
    let control = |c: char| c.is_control() && !c.is_whitespace();
    (!malformed && !text.contains(control)).then_some(encoding)
}

/// Seven-bit bytes with the escape sequences that switch to JIS X 0208.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii) && bytes.windows(3).any(|w| matches!(w, b"\x1b$B" | b"\x1b$@" | b"\x1b(J"))
}
