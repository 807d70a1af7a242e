//! What stands above the lines.

use super::fixture::with_registry;
use crate::ide::{Lang, LensKind, lens_title, lenses};

/// The titles of the lenses, each behind what it stands above.
fn shown(articles: &str, lang: Lang) -> Vec<String> {
    let fixture = with_registry(articles);
    let entry = fixture.snapshot.entry(&fixture.path).expect("the article is there");
    let titles = lenses(&fixture.snapshot, &fixture.path).into_iter().map(|lens| {
        let title = lens_title(&fixture.snapshot, &fixture.path, lens.kind, lens.span.start, lang);
        format!("{} | {}", lens.span.slice(entry.text()).trim(), title.unwrap_or_default())
    });
    titles.collect()
}

const ARTICLES: &str = "
//- /a.txt
停電の調べが続いている、霧ヶ浦市が発表へ

$0鷹取静馬大統領は「灯りを消した者を探す」と述べた。停電は来月まで続くといわれている。
//- /b.txt
鷹取静馬大統領は港を訪れた。
";

#[test]
fn how_the_article_is_doing_and_how_much_there_is_about_whom() {
    assert_eq!(
        shown(ARTICLES, Lang::Ja),
        [
            "停電の調べが続いている、霧ヶ浦市が発表へ | 主張 2・出典あり 1・裏付けなし 1",
            "鷹取静馬 | 鷹取静馬：2回・2記事"
        ]
    );
    assert!(shown(ARTICLES, Lang::En)[1].ends_with("鷹取静馬: 2 mentions in 2 articles"));
}

#[test]
fn nothing_is_told_of_what_is_no_longer_there() {
    let fixture = with_registry(ARTICLES);
    assert_eq!(lens_title(&fixture.snapshot, &fixture.path, LensKind::Introduction, 1, Lang::Ja), None);
    assert_eq!(shown("//- /a.txt\n$0\n", Lang::Ja), Vec::<String>::new());
}
