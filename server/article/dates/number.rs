//! Numbers as dates write them: 14, １４, 十四, 二〇二六.

/// A number at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: i32,
    /// Bytes that it takes.
    pub(super) len: usize,
    /// How many digits it is written with.
    pub(super) digits: usize,
    /// Whether it is written in kanji.
    pub(super) kanji: bool,
}

/// The number that `text` begins with; `None` where there is none, or one of more than four digits.
pub(super) fn number(text: &str) -> Option<Number> {
    arabic(text).or_else(|| kanji(text))
}

fn arabic(text: &str) -> Option<Number> {
    let mut found = Number { value: 0, len: 0, digits: 0, kanji: false };
    for c in text.chars() {
        let digit = match c {
            '0'..='9' => c as i32 - '0' as i32,
            '０'..='９' => c as i32 - '０' as i32,
            _ => break,
        };
        found.digits += 1;
        if found.digits > 4 {
            return None;
        }
        found.value = found.value * 10 + digit;
        found.len += c.len_utf8();
    }
    (found.digits > 0).then_some(found)
}

/// By place (二〇二六) or with 十 (二十四); nothing above 99 with 十.
fn kanji(text: &str) -> Option<Number> {
    let mut found = Number { value: 0, len: 0, digits: 0, kanji: true };
    let mut ten = false;
    let mut after_ten = 0;
    for c in text.chars() {
        let digit = match c {
            '〇' => 0,
            '一' => 1,
            '二' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            '十' if !ten && found.digits <= 1 => {
                ten = true;
                found.value = 10 * if found.digits == 0 { 1 } else { found.value };
                found.len += c.len_utf8();
                found.digits += 1;
                continue;
            }
            _ => break,
        };
        if ten {
            after_ten += 1;
            found.value += digit;
        } else {
            found.value = found.value * 10 + digit;
        }
        found.digits += 1;
        found.len += c.len_utf8();
        if found.digits > 4 || after_ten > 1 {
            return None;
        }
    }
    (found.digits > 0).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_three_scripts() {
        for (text, value) in [
            ("14日", 14),
            ("１４日", 14),
            ("十四日", 14),
            ("二十日", 20),
            ("二〇二六年", 2026),
            ("三月", 3),
            ("十日", 10),
        ] {
            assert_eq!(number(text).map(|number| number.value), Some(value), "{text}");
        }
        for text in ["日", "12345日", "二〇二六五年", ""] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
