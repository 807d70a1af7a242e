//! The nearest source to a claim, and why it does not reach it.

use super::Bilingual;
use crate::statements::Statement;
use crate::text::Span;

/// A named source near a claim.
#[derive(Clone, Debug)]
pub(super) struct Nearest {
    /// Where it is named, in bytes of the article.
    pub(super) span: Span,
    text: String,
    distance: Distance,
}

#[derive(Clone, Copy, Debug)]
enum Distance {
    SameSentence,
    /// Sentences before it in the same paragraph.
    Before(u32),
    /// Sentences after it in the same paragraph.
    After(u32),
    Elsewhere,
}

/// The nearest source that could vouch: in the sentence, before it in the paragraph, after it there, before it in the
/// article. The sentence is given by its passage and its number there.
pub(super) fn source(statements: &[Statement], (passage, number): (u32, u32)) -> Option<Nearest> {
    let vouching = |statement: &&Statement| {
        !statement.is_carried()
            && (statement.passage, statement.sentence) != (passage, number)
            && statement.source.as_ref().is_some_and(|source| source.grade.can_vouch())
    };
    let named = |statement: &Statement, distance| {
        let source = statement.source.as_ref()?;
        Some(Nearest { span: source.span, text: source.text.clone(), distance })
    };
    let split = statements.partition_point(|s| (s.passage, s.sentence) < (passage, number));
    let (before, after) = statements.split_at(split);
    let own = after
        .iter()
        .take_while(|s| (s.passage, s.sentence) == (passage, number))
        .find(|s| s.source.as_ref().is_some_and(|source| source.grade.can_vouch()));
    if let Some(own) = own {
        return named(own, Distance::SameSentence);
    }
    let last = before.iter().rev().find(vouching);
    if let Some(last) = last.filter(|s| s.passage == passage) {
        return named(last, Distance::Before(number - last.sentence));
    }
    let next = after.iter().take_while(|s| s.passage == passage).find(vouching);
    if let Some(next) = next {
        return named(next, Distance::After(next.sentence - number));
    }
    last.and_then(|last| named(last, Distance::Elsewhere))
}

/// What was searched, and why the nearest source does not do; `nobody` where the sentence says that somebody speaks and
/// not who.
pub(super) fn why(nobody: bool, nearest: Option<&Nearest>) -> Bilingual {
    let (ja, en) = nearest.map_or_else(
        || {
            let ja = "これより前にも、名のある出典はない。".to_owned();
            (ja, "No named source comes earlier in the article either.".to_owned())
        },
        failure,
    );
    let (subject_ja, subject_en) = if nobody {
        ("引用や報告の言葉はあるが、その主語がない。", " There are words of reporting, but nobody as their subject.")
    } else {
        ("", "")
    };
    Bilingual {
        ja: format!("この文と段落に、この内容を引き受ける名のある出典を探したが、見つからない。{ja}{subject_ja}"),
        en: format!(
            "Searched this sentence and its paragraph for a named source of this content; found none. {en}{subject_en}"
        ),
    }
}

/// Why a source nearby does not reach the claim, in Japanese and in English.
fn failure(nearest: &Nearest) -> (String, String) {
    let text = &nearest.text;
    let plural = |by: u32| if by == 1 { "" } else { "s" };
    match nearest.distance {
        Distance::SameSentence => (
            format!("同じ文の「{text}」は、文の別の部分の出典である。"),
            format!("“{text}” in the same sentence is the source of another part of it."),
        ),
        Distance::Before(by) => (
            format!(
                "最も近い出典は{by}文前の「{text}」だが、この文には、それを受け継ぐ言葉（という、ということです、としている）がない。"
            ),
            format!("The nearest, “{text}”, is {by} sentence{} back, and nothing here carries it on.", plural(by)),
        ),
        Distance::After(by) => (
            format!("最も近い出典は{by}文後の「{text}」で、その文のことしか引き受けていない。"),
            format!(
                "The nearest, “{text}”, comes {by} sentence{} later and speaks for its own sentence only.",
                plural(by)
            ),
        ),
        Distance::Elsewhere => (
            format!("最も近い出典「{text}」は前の段落にあり、段落が変わればもう及ばない。"),
            format!("The nearest, “{text}”, is in an earlier paragraph and does not reach this one."),
        ),
    }
}
