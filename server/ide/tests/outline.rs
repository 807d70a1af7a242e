//! Outlines: headline, sections, and who speaks below them.

use std::fmt::Write as _;

use super::fixture::with_registry;
use crate::ide::{Lang, Outline, OutlineKind, document_symbols};

/// The outline as indented lines.
fn outline(articles: &str) -> String {
    let fixture = with_registry(articles);
    let mut out = String::new();
    for root in document_symbols(&fixture.snapshot, &fixture.path, Lang::Ja) {
        draw(&root, 0, &mut out);
    }
    out
}

fn draw(one: &Outline, depth: usize, out: &mut String) {
    let mark = match one.kind {
        OutlineKind::Headline => '#',
        OutlineKind::Section => '=',
        OutlineKind::Speaker => '@',
        OutlineKind::Statement => '-',
    };
    assert!(one.span.covers(one.focus), "what is jumped to lies inside: {one:?}");
    write!(out, "{:1$}{mark} {2}", "", depth * 2, one.name).expect("a string takes it");
    if let Some(detail) = &one.detail {
        write!(out, " | {detail}").expect("a string takes it");
    }
    out.push('\n');
    for child in &one.children {
        assert!(one.span.covers(child.span), "a child lies inside: {child:?} in {:?}", one.span);
        draw(child, depth + 1, out);
    }
}

#[test]
fn sections_below_the_headline_and_speakers_below_sections() {
    let shown = outline(
        "
//- /a.txt
北嶺:停電の調べが続く$0

【概要】

鷹取静馬大統領は「灯りを消した者を探す」と述べた。

【詳細】

　停電の規模

停電は9日の夜に始まった。エストヴァルは「根拠がない」と反論した。さらにエストヴァルは「調べに応じる」と述べた。
",
    );
    assert_eq!(
        shown,
        "# 北嶺:停電の調べが続く
  = 【概要】
    @ 鷹取静馬 | 「灯りを消した者を探す」
  = 【詳細】
    = 停電の規模
      @ エストヴァル
        - 「根拠がない」
        - 「調べに応じる」
"
    );
}

#[test]
fn nobody_by_name_still_speaks() {
    let shown = outline(
        "
//- /a.txt
関係者は「橋は$0開かない」と述べた。
",
    );
    assert!(shown.contains("@ 関係者 | "), "{shown}");
}

#[test]
fn nothing_in_an_empty_article() {
    assert_eq!(outline("//- /a.txt\n$0\n"), "");
}
