//! Where addresses lead.

use super::fixture::with_registry;
use crate::ide::links;

fn found(article: &str) -> Vec<(String, String)> {
    let fixture = with_registry(&format!("//- /a.txt\n$0{article}"));
    let entry = fixture.snapshot.entry(&fixture.path).expect("the article is there");
    let links = links(&fixture.snapshot, &fixture.path).into_iter();
    links.map(|link| (link.span.slice(entry.text()).to_owned(), link.target)).collect()
}

fn leads(article: &str, written: &str, target: &str) {
    assert_eq!(found(article), [(written.to_owned(), target.to_owned())], "{article}");
}

#[test]
fn addresses_end_where_the_sentence_goes_on() {
    leads("詳しくはhttps://example.com/a?b=1を見る。\n", "https://example.com/a?b=1", "https://example.com/a?b=1");
    leads("（http://example.com/x）に載った。\n", "http://example.com/x", "http://example.com/x");
    leads("(see https://example.com/x_(y)).\n", "https://example.com/x_(y)", "https://example.com/x_(y)");
    leads("出典はhttps://example.com/a.\n", "https://example.com/a", "https://example.com/a");
}

#[test]
fn a_line_that_is_a_host_leads_there() {
    leads("停電が続いている、と市は述べた。\n\nwww.example.com\n", "www.example.com", "https://www.example.com/");
}

#[test]
fn only_the_web_is_linked() {
    for article in [
        "file:///etc/passwd を見た。\n",
        "javascript://example.com/%0aalert(1) を見た。\n",
        "command://example.com を見た。\n",
        "https://user:secret@example.com/ を見た。\n",
        "xhttps://example.com を見た。\n",
        "https:// を見た。\n",
        "比は3.14だった。\n",
    ] {
        assert_eq!(found(article), [], "{article}");
    }
}
