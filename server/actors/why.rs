//! Why a mention is linked to its actor. No name is ever merged silently.

use std::sync::Arc;

use crate::config::Bilingual;

/// Why a mention is taken for its actor.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// The name by which the actor is known, or first met.
    ExactName,
    /// An alias; says where it is listed (`lexicon:countries.tsv`, `uradori.toml:12`).
    Alias(Arc<str>),
    /// The surname, or another part, of the full name met in this article.
    PartOfName(String),
    /// An abbreviation or a second name that the article itself introduces: 国家安全保障会議（NSC）.
    Introduced(String),
    /// The same name in another script or spelling: Flax Typhoon and フラックス・タイフーン.
    Transliteration(String),
    /// A title, a pronoun or 同〜 that stands for the actor met before.
    Anaphora(String),
    /// A name that the registry only suspects, or disputes, to be another's: an actor of its own. Says whose, and where.
    Contested(String),
    /// A body named without its country, resolved by what the paragraph is about: 外務省.
    Context(String),
}

impl Why {
    /// The reason in a sentence.
    pub fn sentence(&self) -> Bilingual {
        let (ja, en) = match self {
            Self::ExactName => ("名前が一致".to_owned(), "the name itself".to_owned()),
            Self::Alias(origin) => {
                (format!("別名として登録（{origin}）"), format!("listed as another name ({origin})"))
            }
            Self::PartOfName(full) => {
                (format!("この記事の「{full}」の一部"), format!("part of “{full}” in this article"))
            }
            Self::Introduced(full) => {
                (format!("この記事が「{full}」の別名として紹介"), format!("introduced in this article as “{full}”"))
            }
            Self::Transliteration(other) => (format!("「{other}」の別表記"), format!("another spelling of “{other}”")),
            Self::Anaphora(antecedent) => {
                (format!("前に出た「{antecedent}」を指す"), format!("refers back to “{antecedent}”"))
            }
            Self::Contested(whose) => (
                format!("別名かどうか定まらないため別の相手として扱う：{whose}"),
                format!("kept apart, as not settled: {whose}"),
            ),
            Self::Context(about) => (format!("文脈から「{about}」と判断"), format!("resolved by context: “{about}”")),
        };
        Bilingual { ja, en }
    }
}
