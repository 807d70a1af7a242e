//! Two names side by side of which one explains the other: FSB=連邦保安庁, 国家安全保障会議（NSC）, MSS（国家安全保障省）.

use super::Proposal;
use crate::language::Passage;
use crate::text::Span;

/// Pairs of chosen proposals of one passage that name the same actor, as indices: what comes first, and what is put
/// beside it.
pub(in crate::actors) fn pairs(passage: &Passage, chosen: &[Proposal]) -> Vec<(usize, usize)> {
    let text = passage.text.as_str();
    chosen
        .windows(2)
        .enumerate()
        .filter(|(_, two)| two[0].kind == two[1].kind || is_abbreviation(two[1].span.slice(text)))
        .filter(|(_, two)| {
            let gap = Span::new(two[0].span.end, two[1].span.start).slice(text);
            let behind = text[two[1].span.end as usize..].chars().next();
            match gap {
                "=" | "＝" => true,
                "(" | "（" | "（以下" => matches!(behind, Some(')' | '）' | '、' | ',' | '=' | '＝')),
                _ => false,
            }
        })
        .map(|(n, _)| (n, n + 1))
        .collect()
}

/// Capital letters and digits only: what such a name is, its long form says.
fn is_abbreviation(name: &str) -> bool {
    name.len() >= 2 && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}
