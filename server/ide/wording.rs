//! The words of hovers, outlines and dossiers, in the languages that users read.

use crate::actors::Kind;
use crate::config::Severity;
use crate::findings::Lang;
use crate::statements::{Grade, Mode};

/// The same words in Japanese and in English. They stand in Markdown as they are and hold no markup.
#[derive(Clone, Copy)]
pub(super) struct Words {
    ja: &'static str,
    en: &'static str,
}

impl Words {
    pub(super) const fn of(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.ja,
            Lang::En => self.en,
        }
    }
}

const fn words(ja: &'static str, en: &'static str) -> Words {
    Words { ja, en }
}

pub(super) const OPEN: Words = words("（", " (");
pub(super) const CLOSE: Words = words("）", ")");
pub(super) const COMMA: Words = words("、", ", ");
pub(super) const COLON: Words = words("：", ": ");
pub(super) const OPEN_QUOTE: Words = words("「", "“");
pub(super) const CLOSE_QUOTE: Words = words("」", "”");

pub(super) const THIS_MENTION: Words = words("この箇所：", "Here: ");
pub(super) const TITLES: Words = words("肩書：", "Titles: ");
pub(super) const OTHER_NAMES: Words = words("呼び名：", "Named as: ");
pub(super) const CONTESTED: Words = words("同一視される名：", "Names that may be its own: ");
pub(super) const SUSPECTED: Words = words("同一の疑い", "suspected");
pub(super) const DISPUTED: Words = words("異論あり", "disputed");
pub(super) const COUNTS: Words = words("登場：", "Mentions: ");
pub(super) const PARTIAL: Words = words(
    "まだ読んでいない記事があります。これは、ここまでに読んだ記事からの答えです。",
    "Not all articles have been read. This is what those read so far say.",
);
pub(super) const FIRST: Words = words("初出：", "First introduced: ");
pub(super) const SAID: Words = words("最近の発言：", "Latest statements: ");
pub(super) const TOLD: Words = words("言及：", "Spoken of: ");
pub(super) const COMPANY: Words = words("ともに登場：", "Named beside: ");
pub(super) const LINKS: Words = words("リンク：", "Links: ");
pub(super) const FINDING: Words = words("裏付けなし：", "Nobody vouches: ");
pub(super) const ACCEPTED: Words = words("受け入れ済み：", "Accepted: ");
pub(super) const NEAREST: Words = words("最も近い情報源：", "Nearest source: ");
pub(super) const SPEAKER_UNKNOWN: Words = words("話者は本文にない", "The text does not say who speaks");
pub(super) const NOBODY: Words = words("話者不明", "speaker not given");
pub(super) const STATEMENT: Words = words("発言", "statement");
pub(super) const GRADE: Words = words("情報源の種類：", "Kind of source: ");
pub(super) const CUE: Words = words("手がかり：", "Cue: ");
pub(super) const MODE: Words = words("伝え方：", "Given as: ");
pub(super) const DENIAL: Words = words("否定・反論", "a denial or an answer");
pub(super) const CARRIED: Words = words("引き継ぎ元：", "Carried over from: ");
pub(super) const TIME: Words = words("日時：", "Time: ");
pub(super) const ABOUT: Words = words(" ごろ", " or so");
pub(super) const UNTITLED: Words = words("（無題）", "(untitled)");

pub(super) const ROLES_OVER_TIME: Words = words("肩書の移り変わり", "Roles over time");
pub(super) const STATEMENTS_BY: Words = words("発言", "Statements");
pub(super) const STATEMENTS_ABOUT: Words = words("この人・組織についての発言", "Statements about");
pub(super) const WEAK_PLACES: Words = words("裏付けの弱い箇所", "Where the sources are weak");
pub(super) const NAMED_TOGETHER: Words = words("ともに登場", "Named beside");

/// How often: here, in all, in how many articles.
pub(super) fn counts(here: usize, mentions: usize, articles: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja if articles <= 1 => format!("この記事で{here}回"),
        Lang::Ja => format!("この記事で{here}回、全体で{mentions}回（{articles}記事）"),
        Lang::En if articles <= 1 => format!("{here} in this article"),
        Lang::En => format!("{here} in this article, {mentions} in {articles} articles"),
    }
}

/// Whose words a sentence goes on with, and where they were named.
pub(super) fn carried(source: &str, line: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{line}の「{source}」の話が続いている"),
        Lang::En => format!("goes on with what “{source}” says, named in {line}"),
    }
}

/// How an article is doing.
pub(super) fn article_lens(claims: usize, sourced: usize, findings: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("主張 {claims}・出典あり {sourced}・裏付けなし {findings}"),
        Lang::En => format!("{claims} claims, {sourced} sourced, {findings} that nobody vouches for"),
    }
}

/// How much there is about an actor.
pub(super) fn introduction_lens(name: &str, mentions: usize, articles: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{name}：{mentions}回・{articles}記事"),
        Lang::En => {
            let s = |count: usize| if count == 1 { "" } else { "s" };
            format!("{name}: {mentions} mention{} in {articles} article{}", s(mentions), s(articles))
        }
    }
}

/// How many more there are.
pub(super) fn more(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("ほか{count}"),
        Lang::En => format!("{count} more"),
    }
}

/// A line by its number, from zero.
pub(super) fn line(line: u32, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}行目", line + 1),
        Lang::En => format!("line {}", line + 1),
    }
}

pub(super) const fn kind(kind: Kind) -> Words {
    match kind {
        Kind::Person => words("人物", "person"),
        Kind::Organization => words("組織", "organization"),
        Kind::Place => words("国・地域", "place"),
        Kind::Facility => words("施設", "facility"),
        Kind::Event => words("出来事", "event"),
        Kind::Work => words("作品", "work"),
        Kind::Product => words("製品", "product"),
        Kind::Law => words("法令・条約", "law"),
        Kind::Other => words("その他", "other"),
    }
}

pub(super) const fn grade(grade: Grade) -> Words {
    match grade {
        Grade::Person => words("名前のある個人", "a named person"),
        Grade::Office => words("報道官など名前のある役職", "a named post or a spokesman"),
        Grade::Body => words("名前のある組織", "a named body"),
        Grade::Document => words("文書", "a document"),
        Grade::Role => words("所属だけわかる匿名の人", "nobody by name, placed by office"),
        Grade::Unnamed => words("匿名", "nobody by name"),
    }
}

pub(super) const fn mode(mode: Mode) -> Words {
    match mode {
        Mode::Direct => words("直接引用", "a quotation"),
        Mode::Indirect => words("間接話法", "reported speech"),
        Mode::Mixed => words("引用と間接話法", "a quotation within reported speech"),
    }
}

pub(super) const fn severity(severity: Severity) -> Words {
    match severity {
        Severity::Hint => words("ヒント", "hint"),
        Severity::Information => words("情報", "information"),
        Severity::Warning => words("警告", "warning"),
        Severity::Error => words("エラー", "error"),
    }
}
