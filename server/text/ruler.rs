//! Lines and columns of a text that is not at hand.

use std::hint::black_box;

use serde::{Deserialize, Serialize};

use super::{Lines, Position, PositionEncoding};

/// How wide the characters of a text are and where its lines begin, without the text: enough to turn byte offsets into
/// positions in every encoding, in a fraction of the text's size.
///
/// Characters come in runs of one width: Japanese prose is three bytes a letter for a clause at a time. A run is one byte:
/// its width less one in the upper two bits, its length less one in the lower six.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruler {
    /// Bytes of the text.
    len: u32,
    runs: Box<[u8]>,
    /// By line, the offset of its first byte, and in the upper two bits the length of the line end before it.
    lines: Box<[u32]>,
    /// Where every [`STRIDE`]th run begins.
    marks: Box<[Mark]>,
}

/// What lies before a place in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    bytes: u32,
    chars: u32,
    utf16: u32,
}

/// Runs between two marks.
const STRIDE: usize = 128;

/// Most characters of one run.
const LONGEST: u8 = 64;

/// Where the length of a line end stands in [`Ruler::lines`]; texts are shorter than that.
const ENDS: u32 = 30;

impl Ruler {
    /// Measures `text`, whose lines are `lines`.
    pub fn of(text: &str, lines: &Lines) -> Self {
        let mut runs: Vec<u8> = Vec::with_capacity(text.len() / 24);
        let mut marks = Vec::new();
        let (mut at, mut run) = (Mark::default(), (0, 0));
        let mut close = |(width, count): (u8, u8), at: Mark| {
            if count > 0 {
                if runs.len().is_multiple_of(STRIDE) && !runs.is_empty() {
                    marks.push(Mark {
                        bytes: at.bytes - u32::from(width) * u32::from(count),
                        chars: at.chars - u32::from(count),
                        utf16: at.utf16 - u32::from(count) * units(width),
                    });
                }
                runs.push((width - 1) << 6 | (count - 1));
            }
        };
        for c in text.chars() {
            let width = c.len_utf8() as u8;
            if run.0 != width || run.1 == LONGEST {
                close(run, at);
                run = (width, 0);
            }
            run.1 += 1;
            at.bytes += u32::from(width);
            at.chars += 1;
            at.utf16 += units(width);
        }
        close(run, at);
        let line = |n: u32| {
            let before = n.checked_sub(1).and_then(|n| lines.line(text, n));
            let start = lines.start(n);
            start | before.map_or(0, |before| start - before.end) << ENDS
        };
        let lines = (0..lines.len() as u32).map(line).collect();
        Self { len: text.len() as u32, runs: runs.into(), lines, marks: marks.into() }
    }

    /// Asks for the memory of it, so that it is there when it is wanted.
    pub fn ask(&self) {
        black_box((self.runs.first(), self.lines.first(), self.marks.first()));
    }

    /// The line that holds byte `offset`, from zero.
    pub fn line_of(&self, offset: u32) -> u32 {
        (self.lines.partition_point(|line| start(*line) <= offset) as u32).saturating_sub(1)
    }

    /// The positions of some bytes, by the same rules as [`Lines::position`]. Cheapest where they ascend.
    pub fn positions<const N: usize>(&self, offsets: [u32; N], encoding: PositionEncoding) -> [Position; N] {
        let mut walk = Walk::default();
        offsets.map(|offset| {
            let line = self.line_of(offset.min(self.len));
            let begin = self.lines.get(line as usize).map_or(0, |line| start(*line));
            let next = self.lines.get(line as usize + 1);
            let body_end = next.map_or(self.len, |next| start(*next) - (*next >> ENDS));
            let from = self.measure(&mut walk, begin);
            let to = self.measure(&mut walk, offset.min(body_end).max(begin));
            let column = match encoding {
                PositionEncoding::Utf8 => to.bytes - from.bytes,
                PositionEncoding::Utf16 => to.utf16 - from.utf16,
                PositionEncoding::Utf32 => to.chars - from.chars,
            };
            Position::new(line, column)
        })
    }

    /// What lies before byte `offset`, or before the character that it lies inside of. Goes on from where `walk` stands
    /// where that is the shortest way.
    fn measure(&self, walk: &mut Walk, offset: u32) -> Mark {
        let n = self.marks.partition_point(|mark| mark.bytes <= offset);
        if offset < walk.at.bytes || walk.run < n * STRIDE {
            let at = n.checked_sub(1).and_then(|n| self.marks.get(n)).copied().unwrap_or_default();
            *walk = Walk { run: n * STRIDE, at };
        }
        for run in self.runs.get(walk.run..).unwrap_or_default() {
            let (width, count) = (u32::from(run >> 6) + 1, u32::from(run & 0x3f) + 1);
            if walk.at.bytes + count * width > offset {
                return walk.at.after((offset - walk.at.bytes) / width, width);
            }
            walk.at = walk.at.after(count, width);
            walk.run += 1;
        }
        walk.at
    }
}

impl Mark {
    /// What lies before the place that is `count` characters of `width` bytes further on.
    const fn after(self, count: u32, width: u32) -> Self {
        Self {
            bytes: self.bytes + count * width,
            chars: self.chars + count,
            utf16: self.utf16 + count * units(width as u8),
        }
    }
}

/// A way along the runs: the number of the next, and what lies before it.
#[derive(Default)]
struct Walk {
    run: usize,
    at: Mark,
}

/// UTF-16 units of a character that takes `width` bytes.
const fn units(width: u8) -> u32 {
    if width == 4 { 2 } else { 1 }
}

const fn start(line: u32) -> u32 {
    line & ((1 << ENDS) - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn says_what_the_text_itself_would_say(
            pieces in prop::collection::vec(
                prop_oneof![
                    Just("日本語の記事".to_owned()), Just("\r\n".to_owned()), Just("\n".to_owned()), Just("\r".to_owned()),
                    Just("𠮷野家".to_owned()), Just("é".to_owned()), "[a-z]{1,80}", "[ぁ-ん]{60,140}", Just("葛\u{e0100}".to_owned()),
                ],
                0..400,
            ),
            offsets in prop::collection::vec(0..20_000_u32, 40),
        ) {
            let text = pieces.concat();
            let lines = Lines::of(&text);
            let ruler = Ruler::of(&text, &lines);
            let mut before = 0;
            for offset in offsets.into_iter().map(|offset| offset % (text.len() as u32 + 3)) {
                for encoding in PositionEncoding::ALL {
                    let ours = ruler.positions([offset, before, offset], encoding);
                    let at = |offset| lines.position(&text, offset, encoding);
                    prop_assert_eq!(ours, [at(offset), at(before), at(offset)]);
                }
                before = offset;
            }
        }
    }

    #[test]
    fn is_a_small_part_of_the_text() {
        let text = "北嶺共和国の鷹取静馬大統領は14日、首都で会見し、「合意は守る」と述べた。\n".repeat(100);
        let ruler = Ruler::of(&text, &Lines::of(&text));
        let size = ruler.runs.len() + ruler.lines.len() * 4 + ruler.marks.len() * 12;
        assert!(size * 8 < text.len(), "{size} of {}", text.len());
    }
}
