//! Hovers: whole pages where the shape matters, single lines elsewhere, and that no article can make a page do anything.

use std::sync::Arc;

use markdown::mdast::Node;
use markdown::{Constructs, ParseOptions};
use proptest::prelude::*;

use super::fixture::{Fixture, with_registry};
use crate::archive::{Analysis, Analyst, Archive, Entry};
use crate::config::{Config, Severity};
use crate::findings::{Bilingual, Code, Finding};
use crate::ide::{Hover, Lang, hover};
use crate::statements::{Grade, Mode, Source, Statement};
use crate::text::Span;

/// A screenful.
const SCREEN: usize = 25;

fn ask(fixture: &Fixture, lang: Lang) -> Option<Hover> {
    hover(&fixture.snapshot, &fixture.path, fixture.offset, lang)
}

fn plain(articles: &str, lang: Lang) -> String {
    ask(&with_registry(articles), lang).map(|hover| hover.plain).unwrap_or_default()
}

/// Checks that the page has each of these lines.
fn says(articles: &str, lines: &[&str]) {
    let page = plain(articles, Lang::Ja);
    for line in lines {
        assert!(page.lines().any(|found| found.trim_start_matches(['・', '　']) == *line), "no “{line}” in\n{page}");
    }
}

/// Checks that no line of the page begins so.
fn lacks(articles: &str, starts: &[&str]) {
    let page = plain(articles, Lang::Ja);
    assert!(!page.is_empty(), "there is a page");
    for start in starts {
        assert!(!page.lines().any(|found| found.contains(start)), "“{start}” in\n{page}");
    }
}

const PRESIDENT: &str = "
//- /2026-02-15.txt
停電の翌日に演説

2026年2月15日

北嶺共和国の鷹取静$0馬大統領は14日、演説した。
//- /2026-03-18.txt
停電の調べ

2026年3月18日

鷹取静馬大統領は17日、港を訪れた。
";

#[test]
fn who_it_is() {
    says(PRESIDENT, &["鷹取静馬 人物、たかとりしずま", "北嶺共和国の大統領。"]);
}

#[test]
fn why_the_mention_is_linked() {
    says(
        "
//- /a.txt
ホロウ・ケスト$0レルが攻撃した。
",
        &["この箇所：「ホロウ・ケストレル」 別名として登録（uradori.toml:32）"],
    );
}

#[test]
fn a_surname_says_whose_it_is() {
    says(
        "
//- /a.txt
ロアン・ティスラ記者は14日、港で話した。ティス$0ラ記者は帰った。
",
        &["ロアン・ティスラ 人物", "この箇所：「ティスラ」 この記事の「ロアン・ティスラ」の一部"],
    );
}

#[test]
fn a_pronoun_says_whom_it_means() {
    says(
        "
//- /a.txt
笹倉玄報道官は14日、会見した。同$0氏は質問に答えなかった。
",
        &["笹倉玄 人物", "この箇所：「同氏」 前に出た「笹倉玄」を指す（uradori.toml:10）", "肩書：報道官"],
    );
}

#[test]
fn an_actor_of_the_lexicon_says_where_it_is_listed() {
    says(
        "
//- /a.txt
船は米$0国の港を出た。
",
        &["アメリカ 国・地域、あめりか", "この箇所：「米国」 別名として登録（lexicon:countries.tsv）"],
    );
}

#[test]
fn what_it_said_and_what_others_said_of_it() {
    says(
        "
//- /a.txt
鷹取静$0馬大統領は「灯りを消した者を必ず探す」と述べた。
//- /b.txt
笹倉玄報道官は「鷹取静馬大統領は港へ行く予定だ」と述べた。
",
        &[
            "最近の発言：",
            "a 「灯りを消した者を必ず探す」",
            "言及：",
            "b 笹倉玄報道官：「鷹取静馬大統領は港へ行く予定だ」",
        ],
    );
}

#[test]
fn the_latest_statement_comes_first_and_each_once() {
    let page = plain(
        "
//- /a.txt
停電の翌日

2026年2月15日

エストヴァ$0ルは「根拠のない話だと考える」と発表した。
//- /b.txt
停電から一月

2026年3月18日

エストヴァルは「調べには応じるつもりだ」と発表した。
//- /c.txt
転載

2026年3月19日

エストヴァルは「根拠のない話だと考える」と発表した。
",
        Lang::Ja,
    );
    let said: Vec<&str> = page.lines().filter(|line| line.starts_with("　・")).collect();
    assert_eq!(
        said,
        ["　・2026-03-19 転載 「根拠のない話だと考える」", "　・2026-03-18 停電から一月 「調べには応じるつもりだ」"]
    );
}

#[test]
fn how_often_here_and_everywhere() {
    says(PRESIDENT, &["登場：この記事で1回、全体で2回（2記事）"]);
    says("//- /a.txt\nエスト$0ヴァルの船。エストヴァルの旗。\n", &["登場：この記事で2回"]);
}

#[test]
fn its_title_with_the_day() {
    says(PRESIDENT, &["肩書：大統領（2026-03-18）"]);
}

#[test]
fn where_it_was_first_introduced() {
    says(PRESIDENT, &["初出：2026-02-15 停電の翌日に演説 「北嶺共和国の鷹取静馬大統領は14日、演説した。」"]);
}

#[test]
fn under_which_names_it_goes() {
    says(
        "
//- /a.txt
Hollow $0Kestrelが攻撃した。Hollow Kestrelは2021年から動く。
//- /b.txt
ホロウ・ケストレルが攻撃した。
",
        &[
            "呼び名：Hollow Kestrel 2、ホロウ・ケストレル 1",
            "同一視される名：Tin Sparrow（同一の疑い：ヴェルデイン 2026-03-18）、夜鷹（異論あり）",
        ],
    );
}

#[test]
fn who_is_named_beside_it() {
    says(PRESIDENT, &["ともに登場：北嶺共和国"]);
}

#[test]
fn links_of_the_registry() {
    says(PRESIDENT, &["リンク：https://president.example.com/profile"]);
    let page = ask(&with_registry(PRESIDENT), Lang::Ja).expect("there is a page").markdown;
    assert!(page.contains("](https://president.example.com/profile)"), "{page}");
    assert!(page.contains("](file:///w/2026-02-15.txt#L5)"), "{page}");
}

#[test]
fn when_a_time_is() {
    says(
        "
//- /a.txt
停電の翌日に演説

2026年3月15日

市は昨$0秋、橋を閉じた。
",
        &["日時：「昨秋」 2025-09-01/2025-11-30（発行日 2026-03-15 から）"],
    );
}

#[test]
fn nothing_empty_is_shown() {
    lacks(
        "
//- /a.txt
エスト$0ヴァルの船が着いた。
",
        &["肩書", "呼び名", "同一視", "最近の発言", "言及", "ともに登場", "リンク", "（）", "：\n"],
    );
}

#[test]
fn nothing_on_ordinary_words() {
    assert_eq!(plain("//- /a.txt\nエストヴァルの船が$0着いた。\n", Lang::Ja), "");
}

#[test]
fn in_english() {
    let page = plain(PRESIDENT, Lang::En);
    for line in [
        "鷹取静馬 person, たかとりしずま",
        "・Titles: 大統領 (2026-03-18)",
        "・Mentions: 1 in this article, 2 in 2 articles",
    ] {
        assert!(page.lines().any(|found| found == line), "no “{line}” in\n{page}");
    }
}

#[test]
fn an_actor_met_everywhere_fits_a_screen() {
    use std::fmt::Write as _;
    let mut articles = String::from("//- /000.txt\nエスト$0ヴァルの船が着いた。\n");
    for n in 1..60 {
        writeln!(
            articles,
            "//- /{n:03}.txt\n鷹取静馬大統領は「エストヴァルに{n}回求めた」と述べた。エストヴァルは「{n}通の返事を出した」と発表した。\
             笹倉玄報道官とHollow Kestrelと北嶺共和国とエストヴァル。"
        )
        .expect("a string takes it");
    }
    let hover = ask(&with_registry(&articles), Lang::Ja).expect("there is a page");
    assert!(hover.plain.lines().count() <= SCREEN, "{}", hover.plain);
    assert!(hover.plain.contains("（60記事）"), "{}", hover.plain);
}

/// An article whose analysis gives one statement or finding more.
fn doctored(text: &str, doctor: impl FnOnce(&mut Analysis)) -> Fixture {
    let mut fixture = with_registry(&format!("//- /a.txt\n{text}"));
    let analyst = Analyst::new(Arc::new(Config::default()));
    let entry = fixture.snapshot.entry(&fixture.path).expect("the article is there");
    let mut analysis = Analysis::clone(entry.analysis());
    analysis.statements.clear();
    analysis.findings.clear();
    doctor(&mut analysis);
    let mut archive = Archive::new(analyst);
    archive.insert(Entry::in_editor(Arc::clone(entry.path()), "file:///w/a.txt".into(), 1, Arc::new(analysis)));
    fixture.snapshot = archive.snapshot();
    fixture
}

fn find(text: &str, piece: &str) -> Span {
    let start = text.find(piece).expect("the piece is in the text");
    Span::of(start..start + piece.len())
}

#[test]
fn the_reason_of_a_finding() {
    let text = "報道官は会見した。停電は攻撃だった可能$0性がある。";
    let clean = text.replace("$0", "");
    let fixture = doctored(text, |analysis| {
        analysis.findings.push(Finding {
            span: find(&clean, "可能性がある"),
            passage: 0,
            sentence: 1,
            code: Code::Inference,
            severity: Severity::Information,
            message: Bilingual { ja: "誰の推測か書かれていません".into(), en: "Nobody infers it".into() },
            why: Bilingual { ja: "この文に情報源がない".into(), en: "No source in this sentence".into() },
            related: Some(find(&clean, "報道官")),
        });
    });
    let page = ask(&fixture, Lang::Ja).expect("there is a page");
    assert_eq!(
        page.plain,
        "inference 情報\n裏付けなし：誰の推測か書かれていません\n・この文に情報源がない\n・最も近い情報源：「報道官」（1行目）"
    );
    assert_eq!(page.span.slice(&clean), "可能性がある");
    let page = ask(&fixture, Lang::En).expect("there is a page");
    assert!(page.plain.starts_with("inference information\nNobody vouches: Nobody infers it\n"), "{}", page.plain);
}

fn statement(span: Span, content: Span) -> Statement {
    Statement {
        span,
        passage: 0,
        sentence: 0,
        mode: Mode::Direct,
        cue: None,
        content,
        carried_from: None,
        source: None,
        denial: false,
    }
}

#[test]
fn who_says_it() {
    let text = "関係者は「橋は$0開かない」と述べた。港も閉じるという。";
    let clean = text.replace("$0", "");
    let fixture = doctored(text, |analysis| {
        let source =
            Source { mention: None, span: find(&clean, "関係者"), text: "関係者".into(), grade: Grade::Unnamed };
        analysis.statements.push(Statement {
            cue: Some(find(&clean, "と述べた")),
            source: Some(source),
            ..statement(find(&clean, "関係者は「橋は開かない」と述べた"), find(&clean, "橋は開かない"))
        });
    });
    let page = ask(&fixture, Lang::Ja).expect("there is a page");
    assert_eq!(page.plain, "関係者 発言\n・情報源の種類：匿名\n・手がかり：「と述べた」\n・伝え方：直接引用");
}

#[test]
fn where_a_source_is_carried_from() {
    let text = "関係者は「橋は開かない」と述べた。港も閉$0じるという。";
    let clean = text.replace("$0", "");
    let fixture = doctored(text, |analysis| {
        let source =
            Source { mention: None, span: find(&clean, "関係者"), text: "関係者".into(), grade: Grade::Unnamed };
        let first = statement(find(&clean, "関係者は「橋は開かない」と述べた"), find(&clean, "橋は開かない"));
        analysis.statements.push(Statement { source: Some(source.clone()), ..first });
        analysis.statements.push(Statement {
            mode: Mode::Indirect,
            source: Some(source),
            carried_from: Some(0),
            denial: true,
            ..statement(find(&clean, "港も閉じるという"), find(&clean, "港も閉じる"))
        });
    });
    let page = ask(&fixture, Lang::Ja).expect("there is a page");
    let lines: Vec<&str> = page.plain.lines().collect();
    assert_eq!(
        lines[2..],
        ["・伝え方：間接話法、否定・反論", "・引き継ぎ元：「関係者は「橋は開かない」と述べた」（1行目）"]
    );
}

#[test]
fn a_speaker_whom_the_text_does_not_give() {
    let text = "「橋は$0開かない」。";
    let clean = text.replace("$0", "");
    let fixture = doctored(text, |analysis| {
        analysis.statements.push(statement(find(&clean, "「橋は開かない」"), find(&clean, "橋は開かない")));
    });
    let page = ask(&fixture, Lang::Ja).expect("there is a page");
    assert_eq!(page.plain, "話者は本文にない\n・伝え方：直接引用");
}

/// What an article, a file name or a registry might hold to make a reader's editor do something.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[\\PC\\t]{0,4}",
        "[!-/:-@\\[-`{-~]{1,4}",
        Just("![x](https://evil.example/x.png)".to_owned()),
        Just("[x](command:evil)".to_owned()),
        Just("](file:///etc/passwd)".to_owned()),
        Just("<img src=x onerror=evil()>".to_owned()),
        Just("<!--".to_owned()),
        Just("```".to_owned()),
        Just("https://evil.example/".to_owned()),
        Just("www.evil.example".to_owned()),
        Just("a@evil.example".to_owned()),
        Just("&lt;".to_owned()),
        Just("**".to_owned()),
        Just("| - |".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("\u{2028}".to_owned()),
        Just("、".to_owned()),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// Whatever is asked, anywhere in any text, is answered from inside that text.
fn check_everywhere(fixture: &Fixture) -> Result<(), TestCaseError> {
    use crate::ide::{declaration, definition, document_symbols, highlights, references};
    let (snapshot, path) = (&fixture.snapshot, &*fixture.path);
    let text = |path: &std::path::Path| snapshot.entry(path).map(|entry| Arc::clone(entry.text()));
    let own = text(path).expect("the article is there");
    let inside = |text: &str, span: Span| text.get(span.range()).is_some();
    for offset in (0..own.len() as u32 + 2).step_by(7) {
        if let Some(hover) = hover(snapshot, path, offset, Lang::Ja) {
            prop_assert!(inside(&own, hover.span));
        }
        for link in definition(snapshot, path, offset).into_iter().chain(declaration(snapshot, path, offset)) {
            let there = text(link.article.path()).expect("a link leads into the archive");
            prop_assert!(inside(&own, link.origin) && inside(&there, link.target) && inside(&there, link.focus));
        }
        for place in references(snapshot, path, offset, true) {
            prop_assert!(inside(&text(place.article.path()).expect("a place lies in the archive"), place.span));
        }
        prop_assert!(highlights(snapshot, path, offset).into_iter().all(|span| inside(&own, span)));
    }
    let mut outline = document_symbols(snapshot, path, Lang::Ja);
    while let Some(one) = outline.pop() {
        prop_assert!(inside(&own, one.span) && one.span.covers(one.focus) && !one.name.is_empty());
        outline.extend(one.children);
    }
    Ok(())
}

/// Text that TOML takes between double quotes.
fn toml(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            _ if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Checks that a page holds paragraphs, lists, emphasis, and links to files of the workspace and the registry only.
fn check_harmless(node: &Node, linked: &[String]) -> Result<(), String> {
    match node {
        Node::Root(_) | Node::Paragraph(_) | Node::List(_) | Node::ListItem(_) | Node::Strong(_) | Node::Text(_) => {}
        Node::Link(link) if link.url.starts_with("file:///w/") => {}
        Node::Link(link) if linked.contains(&link.url) => {}
        other => return Err(format!("{other:?}")),
    }
    node.children().into_iter().flatten().try_for_each(|child| check_harmless(child, linked))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_question_is_answered_from_inside_the_text(pieces in proptest::collection::vec(hostile(), 0..6)) {
        let mut text = String::from("//- /a.txt\n$0");
        for piece in pieces {
            text.push_str(&piece.replace(['⟦', '⟧'], "").replace("$0", ""));
            text.push_str("鷹取静馬大統領は「𠮷」と述べた。\n\n同氏");
        }
        text.push_str("\n//- /b.txt\nエストヴァルと鷹取静馬大統領。");
        check_everywhere(&with_registry(&text))?;
    }

    #[test]
    fn no_article_can_make_a_page_do_anything(
        title in hostile(), before in hostile(), after in hostile(), name in hostile(), description in hostile(),
        link in hostile(),
    ) {
        let link: String = link.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let file: String = title.chars().filter(|c| !c.is_control() && !"/\\\u{2028}".contains(*c)).collect();
        let fixture = Fixture::new(&format!(
            "//- /uradori.toml\n[[actor]]\nid = \"x\"\nname = {}\ntype = \"person\"\naliases = [\"鷹取静馬\"]\n\
             description = {}\nlinks = [{}, \"https://ok.example/a\"]\n\
             //- /a{file}.txt\n{title}\n\n{before}鷹取静$0馬大統領は「{after}」と述べた。\n{after}\n",
            toml(&format!("名{name}")), toml(&description), toml(&format!("https://reg.example/{link}")),
        ));
        for lang in [Lang::Ja, Lang::En] {
            let Some(page) = ask(&fixture, lang) else { continue };
            let constructs = Constructs { math_flow: true, math_text: true, ..Constructs::gfm() };
            let options = ParseOptions { constructs, ..ParseOptions::default() };
            let tree = markdown::to_mdast(&page.markdown, &options).expect("Markdown without MDX cannot be wrong");
            // The registry's own address is the one that a page may link besides, as far as it is one.
            let own = crate::ide::escape::web_address(&format!("https://reg.example/{link}")).unwrap_or_default();
            let linked = ["https://ok.example/a".to_owned(), own.replace("&amp;", "&")];
            prop_assert_eq!(check_harmless(&tree, &linked), Ok(()), "{}", page.markdown);
            prop_assert!(page.plain.lines().count() <= SCREEN, "{}", page.plain);
            prop_assert!(!page.plain.contains(|c: char| c.is_control() && c != '\n'), "{:?}", page.plain);
        }
    }
}
