//! From a name to what its bearer said, and to what the registry says: the marks are the whole answer.

use super::fixture::{Fixture, with_registry};
use crate::ide::{implementation, type_definition};

fn check_implementation(articles: &str) {
    let fixture = with_registry(articles);
    let found = implementation(&fixture.snapshot, &fixture.path, fixture.offset);
    let found: Vec<String> = found.into_iter().map(|place| fixture.show(place.article.path(), place.span)).collect();
    assert_eq!(found, fixture.expected());
}

#[test]
fn what_the_actor_said_in_this_article_and_then_in_the_others() {
    check_implementation(
        "
//- /a.txt
⟦2|笹倉玄報道官は「港は開いている」と述べた⟧。
//- /b.txt
⟦1|笹倉$0玄報道官は停電を否定した⟧。鷹取静馬大統領は港を訪れた。
//- /c.txt
鷹取静馬大統領は「港は閉じる」と述べた。
",
    );
}

#[test]
fn who_said_nothing() {
    check_implementation(
        "
//- /a.txt
笹倉$0玄報道官が港を訪れた。
",
    );
}

fn line_of(articles: &str) -> Option<u32> {
    let fixture = Fixture::new(articles.trim_start());
    type_definition(&fixture.snapshot, &fixture.path, fixture.offset)
}

#[test]
fn the_line_of_the_registry() {
    let registry = "//- /uradori.toml\n[[actor]]\nid = \"gen\"\nname = \"笹倉玄\"\ntype = \"person\"\n\n[[actor]]\nid = \"estval\"\n\
                    name = \"エストヴァル\"\ntype = \"place\"\naliases = [\"海の国\"]\n";
    assert_eq!(line_of(&format!("{registry}//- /a.txt\n笹倉$0玄報道官が港を訪れた。\n")), Some(1));
    assert_eq!(line_of(&format!("{registry}//- /a.txt\n海の$0国が動いた。\n")), Some(6));
    assert_eq!(line_of(&format!("{registry}//- /a.txt\n鷹取$0静馬大統領が動いた。\n")), None);
    assert_eq!(line_of(&format!("{registry}//- /a.txt\n港に$0船が着いた。\n")), None);
}
