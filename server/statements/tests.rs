//! Each case is an article of our own, the names in it, and the statements expected, one a line:
//! `mode source/grade «cue» content`, where the mode is D(irect), I(ndirect) or M(ixed), with `^` behind it for a carried
//! source and `!` for a denial, and `-` stands for what is missing.

use std::fmt::Write as _;
use std::sync::Arc;

use super::*;
use crate::actors::{Actor, Form, Kind, Mention, Why};
use crate::language::Reuse;

const NAMES: &[(&str, Kind)] = &[
    ("霧生玲子", Kind::Person),
    ("霧生", Kind::Person),
    ("カルロ・ベント", Kind::Person),
    ("ベント", Kind::Person),
    ("北嶺", Kind::Place),
    ("エストヴァル", Kind::Place),
    ("エストヴァル外務省", Kind::Organization),
    ("北嶺県警", Kind::Organization),
    ("汐見電機", Kind::Organization),
    ("汐見新聞", Kind::Organization),
    ("北洋通信", Kind::Organization),
    ("Halden News", Kind::Organization),
];

/// An article with a mention wherever one of [`NAMES`] stands, the longest first.
fn read(text: &str) -> (Article, Cast) {
    let article = Article::read(Arc::from(text), &Reuse::default());
    let mut cast = Cast::default();
    for (n, placed) in article.passages.iter().enumerate() {
        let local_text = &placed.passage.text;
        let mut at = 0;
        while at < local_text.len() {
            let rest = &local_text[at..];
            let longest = NAMES.iter().filter(|(name, _)| rest.starts_with(name)).max_by_key(|(name, _)| name.len());
            let Some((name, kind)) = longest else {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            };
            let local = Span::of(at..at + name.len());
            let actor = cast.actors.iter().position(|actor| actor.name == *name).unwrap_or_else(|| {
                cast.actors.push(Actor {
                    id: (*name).to_owned(),
                    name: (*name).to_owned(),
                    kind: *kind,
                    profile: None,
                    partial: false,
                    parts: Vec::new(),
                    mentions: Vec::new(),
                    introduction: None,
                });
                cast.actors.len() - 1
            });
            cast.mentions.push(Mention {
                span: placed.to_article(local),
                passage: n as u32,
                local,
                form: Form::Name,
                kind: *kind,
                actor: actor as u32,
                title: None,
                why: Why::ExactName,
            });
            at += name.len();
        }
    }
    (article, cast)
}

fn shown(text: &str) -> String {
    let (article, cast) = read(text);
    let mut out = String::new();
    for statement in statements(&article, &cast) {
        let mode = match statement.mode {
            Mode::Direct => 'D',
            Mode::Indirect => 'I',
            Mode::Mixed => 'M',
        };
        let carried = if statement.is_carried() { "^" } else { "" };
        let denial = if statement.denial { "!" } else { "" };
        let source = statement.source.as_ref().map_or("-".to_owned(), |s| format!("{}/{}", s.text, s.grade.name()));
        let cue = statement.cue.map_or("-", |cue| cue.slice(text));
        writeln!(out, "{mode}{carried}{denial} {source} «{cue}» {}", statement.content.slice(text)).expect("a string");
        assert!(!statement.span.slice(text).is_empty(), "an empty statement");
        if let Some(cue) = statement.cue {
            assert!(statement.span.covers(cue), "the cue lies outside its statement");
        }
    }
    out
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let expected: String =
        expected.lines().map(|line| format!("{}\n", line.trim())).filter(|line| line != "\n").collect();
    assert_eq!(shown(text), expected, "\n{text}");
}

#[test]
fn a_marker_makes_its_noun_phrase_the_source() {
    check("北嶺県警によると、火元は倉庫の二階だった。", "I 北嶺県警/body «によると» 火元は倉庫の二階だった。");
    check(
        "汐見新聞の報道によりますと、工場の再開は来月になる。",
        "I 汐見新聞の報道/document «によりますと» 工場の再開は来月になる。",
    );
    check("専門家によれば、影響は小さい。", "I 専門家/unnamed «によれば» 影響は小さい。");
}

#[test]
fn of_joint_sources_the_first_is_linked() {
    let (article, cast) = read("汐見新聞、北洋通信によると、橋は閉じた。");
    let found = statements(&article, &cast);
    let source = found[0].source.as_ref().expect("a source");
    let mention = &cast.mentions[source.mention.expect("a mention") as usize];
    assert_eq!(mention.span.slice(&article.text), "汐見新聞");
}

#[test]
fn a_person_is_linked_before_the_body_of_the_title() {
    let (article, cast) = read("エストヴァル外務省のベント報道官は「根拠がない」と述べた。");
    let found = statements(&article, &cast);
    let source = found[0].source.as_ref().expect("a source");
    assert_eq!(cast.mentions[source.mention.expect("a mention") as usize].span.slice(&article.text), "ベント");
    assert_eq!(source.grade, Grade::Person);
}

#[test]
fn a_verb_takes_its_subject_before_or_behind_the_content() {
    check("霧生外相は会見で「対話を続ける」と述べた。", "D 霧生外相/person «と述べた» 「対話を続ける」");
    check("「対話を続ける」と霧生外相は述べた。", "D 霧生外相/person «述べた» 「対話を続ける」");
    check("対話は続く、と霧生外相は述べた。", "I 霧生外相/person «述べた» 対話は続く、");
    check("「対話を続ける」と霧生外相。", "D 霧生外相/person «と» 「対話を続ける」");
    check(
        "霧生外相は、エストヴァルが条約を破ったと述べた。",
        "I 霧生外相/person «と述べた» エストヴァルが条約を破った",
    );
    check(
        "霧生外相は「対話を続ける」と述べ、ベント氏は「応じない」と述べた。",
        "D 霧生外相/person «と述べ» 「対話を続ける」
         D ベント氏/person «と述べた» 「応じない」",
    );
    check("七人が負傷、北嶺県警が発表。", "I 北嶺県警/body «発表» 七人が負傷");
}

#[test]
fn demands_stances_and_opinions_have_their_own_marks() {
    check("エストヴァルは北嶺の動きを警戒している。", "I エストヴァル/body «を警戒している» 北嶺の動き");
    check(
        "エストヴァル外務省は北嶺に対し、部隊を退くよう求めた。",
        "I エストヴァル外務省/body «よう求めた» 北嶺に対し、部隊を退く",
    );
    check(
        "霧生外相は制裁を解くよう、繰り返しエストヴァルに求めている。",
        "I 霧生外相/person «よう、繰り返しエストヴァルに求めている» 制裁を解く",
    );
    check("霧生外相は、部隊を退くべきだとの見方を示した。", "I 霧生外相/person «との見方を示した» 部隊を退くべきだ");
    check("ベント氏は計画に反対している。", "I ベント氏/person «に反対している» 計画");
    check("霧生外相を支持する人は多い。", "");
    check("ベント氏は詳細を公表しなかった。", "");
}

#[test]
fn a_denial_is_marked() {
    check("エストヴァルは介入を否定した。", "I! エストヴァル/body «を否定した» 介入");
}

#[test]
fn a_nested_source_has_a_statement_beside_that_of_the_outlet() {
    check(
        "汐見新聞によると、ベント氏は「辞める」と語った。",
        "M 汐見新聞/body «によると» ベント氏は「辞める」と語った。
         D ベント氏/person «と語った» 「辞める」",
    );
    check(
        "ベント氏が「応じない」と述べたと汐見新聞は報じた。",
        "D ベント氏/person «と述べた» 「応じない」
         M 汐見新聞/body «報じた» ベント氏が「応じない」と述べた",
    );
    check("汐見電機の幹部は汐見新聞に「売却はない」と語った。", "D 汐見新聞/body «と語った» 「売却はない」");
}

#[test]
fn who_cannot_be_asked_is_graded_so() {
    check("汐見電機の幹部は「売却はない」と話した。", "D 汐見電機の幹部/role «と話した» 「売却はない」");
    check("関係者は「売却はない」と話した。", "D 関係者/unnamed «と話した» 「売却はない」");
    check("複数の報告書によると、影響は大きい。", "I 複数の報告書/unnamed «によると» 影響は大きい。");
    check("地元議員の一人は、計画に反対している。", "I 地元議員の一人/unnamed «に反対している» 計画");
}

#[test]
fn passives_have_a_source_only_where_an_agent_stands() {
    check("エストヴァルの関与が指摘されている。", "I - «指摘されている» エストヴァルの関与");
    check("エストヴァルの関与が専門家から指摘されている。", "I 専門家/unnamed «指摘されている» エストヴァルの関与が");
    check("男は窃盗をしたとして逮捕された。", "I - «として» 男は窃盗をした");
}

#[test]
fn causes_agents_names_roles_and_places_are_no_sources() {
    check("攻撃による被害は広がった。北嶺によって橋が壊された。", "");
    check("汐見電機という会社がある。霧生氏は社長として働いた。", "");
    check("北嶺では雪が降った。", "");
    check("場合によると、中止になる。", "");
}

#[test]
fn hearsay_right_after_a_source_lives_on_it() {
    check(
        "北嶺県警によると、男は倉庫にいた。けがはなかったという。近所の評判は悪かった。",
        "I 北嶺県警/body «によると» 男は倉庫にいた。
         I^ 北嶺県警/body «たという» けがはなかったという。",
    );
    check("港では荷崩れがあった。けが人はなかったという。", "I - «たという» けが人はなかっ");
    check(
        "霧生外相は会談を提案した。一方、汐見電機は工場を閉じたという。",
        "I 霧生外相/person «を提案した» 会談
         I - «たという» 一方、汐見電機は工場を閉じ",
    );
}

#[test]
fn a_verb_without_a_subject_takes_over_the_speaker() {
    check(
        "霧生外相は「対話を続ける」と述べた。そのうえで、「圧力も必要だ」と強調した。次の会合は五月にある。",
        "D 霧生外相/person «と述べた» 「対話を続ける」
         D^ 霧生外相/person «と強調した» 「圧力も必要だ」",
    );
    check(
        "霧生外相は十四日、会見を開いた。来月にも現地を訪れると述べた。",
        "I^ 霧生外相/person «と述べた» 来月にも現地を訪れる",
    );
    check("そのうえで、対話を続けると述べた。", "I - «と述べた» 対話を続ける");
}

#[test]
fn a_short_form_is_linked_to_the_body_before_it() {
    let text = "北嶺県警は男を逮捕した。汐見新聞によると、同県警の調べでは、男は倉庫にいた。";
    let (article, cast) = read(text);
    let found = statements(&article, &cast);
    let source = found.last().and_then(|statement| statement.source.as_ref()).expect("a source");
    assert_eq!(source.text, "同県警");
    assert_eq!(cast.mentions[source.mention.expect("a mention") as usize].span.slice(text), "北嶺県警");
}

#[test]
fn a_document_that_a_clause_describes_can_be_looked_up() {
    check("裁判所に収められた書類によると、男は倉庫にいた。", "I 書類/document «によると» 男は倉庫にいた。");
    check("報告によると、男は倉庫にいた。", "I 報告/unnamed «によると» 男は倉庫にいた。");
}

#[test]
fn a_note_behind_the_verb_changes_nothing() {
    check(
        "汐見新聞は、ベント氏が「辞める」と語ったと報じた[4]。",
        "M 汐見新聞/body «と報じた» ベント氏が「辞める」と語った
         D ベント氏/person «と語った» 「辞める」",
    );
}

#[test]
fn hearsay_lives_on_the_source_of_its_paragraph() {
    check(
        "北嶺県警によると、男は倉庫にいた。倉庫は港の東にある。けがはなかったという。",
        "I 北嶺県警/body «によると» 男は倉庫にいた。
         I^ 北嶺県警/body «たという» けがはなかったという。",
    );
    check(
        "専門家によると、影響は小さい。倉庫は港の東にある。けがはなかったという。",
        "I 専門家/unnamed «によると» 影響は小さい。
         I - «たという» けがはなかっ",
    );
}

#[test]
fn a_document_is_that_of_whoever_issued_it() {
    let text = "汐見電機による発表によると、工場は閉じる。";
    let (article, cast) = read(text);
    let found = statements(&article, &cast);
    let source = found[0].source.as_ref().expect("a source");
    assert_eq!(cast.mentions[source.mention.expect("a mention") as usize].span.slice(text), "汐見電機");
}

#[test]
fn a_pronoun_of_whom_no_name_is_given_cannot_be_asked() {
    check("「見せてはだめよ」と彼女は私に言った。", "D 彼女/unnamed «言った» 「見せてはだめよ」");
}

#[test]
fn who_is_told_something_does_not_say_it() {
    check(
        &format!("{LEAD}霧生外相は会談を提案した。ベント氏はこうも言われた。「あなたには力があるのだと思う」"),
        "I 霧生外相/person «を提案した» 会談
         I - «言われた» ベント氏はこう
         D - «-» あなたには力があるのだと思う",
    );
}

#[test]
fn a_body_does_not_say_i() {
    check(
        &format!("{LEAD}エストヴァルは計画に反対している。\n\n「消費者が選べるべきだと私は信じている」"),
        "I エストヴァル/body «に反対している» 計画
         D - «-» 消費者が選べるべきだと私は信じている",
    );
}

#[test]
fn a_contrasting_connective_ends_what_is_carried() {
    check(
        "北嶺県警によると、男は倉庫にいた。一方、けがはなかったという。",
        "I 北嶺県警/body «によると» 男は倉庫にいた。
         I - «たという» 一方、けがはなかっ",
    );
}

#[test]
fn a_pronoun_is_whoever_was_the_subject_last() {
    let (article, cast) = read("ベント氏は霧生氏の計画を退けた。彼は「応じない」と述べた。");
    let found = statements(&article, &cast);
    let source = found.last().and_then(|statement| statement.source.as_ref()).expect("a source");
    assert_eq!(source.text, "彼");
    assert_eq!(cast.mentions[source.mention.expect("a mention") as usize].span.slice(&article.text), "ベント");
}

/// Enough prose in front that what follows is no headline.
const LEAD: &str = "北嶺とエストヴァルの会談\n\n北嶺とエストヴァルの代表による会談が十四日に北嶺の首都で開かれ、両国の代表が出席した。\n\n";

#[test]
fn a_quotation_over_several_paragraphs_has_one_speaker() {
    check(
        &format!(
            "{LEAD}「今回の交渉は私たちにとって本当に長いものになるだろう。\n\n相手の国にも事情があり、簡単に進むことは決してない。\n\n\
             しかし私たちは最後まで諦めずに話し合いを続ける」と霧生外相は語った。\n\n会談は二時間ほどで終わり、代表団はその日のうちに帰国した。"
        ),
        "D^ 霧生外相/person «-» 「今回の交渉は私たちにとって本当に長いものになるだろう。
         D^ 霧生外相/person «-» 相手の国にも事情があり、簡単に進むことは決してない。
         D 霧生外相/person «語った» しかし私たちは最後まで諦めずに話し合いを続ける」",
    );
}

#[test]
fn a_quotation_may_stand_before_its_speaker() {
    check(
        &format!("{LEAD}「もう元の場所には戻れないのだと思う」。こう語るのはベント氏だ。"),
        "D^ ベント氏/person «-» もう元の場所には戻れないのだと思う",
    );
}

#[test]
fn a_document_that_is_introduced_vouches_up_to_its_end() {
    check(
        "エストヴァル外務省の声明はこうだ。\n\n我々は約束を守ってきた。\n\n相手もそうすべきだ。\n\n引用元 https://example.org/",
        "D^ エストヴァル外務省の声明/document «-» 我々は約束を守ってきた。
         D^ エストヴァル外務省の声明/document «-» 相手もそうすべきだ。",
    );
}

#[test]
fn an_outlet_that_opens_a_bullet_or_closes_a_sentence_vouches() {
    check(
        "・Halden News: 港で火事があり、三人が死亡した。",
        "I Halden News/body «-» ・Halden News: 港で火事があり、三人が死亡した。",
    );
    check("投票率は五割だった（北洋通信調べ）。", "I 北洋通信/body «-» 投票率は五割だった");
}

#[test]
fn what_came_to_light_has_the_source_that_was_asked() {
    check(
        "汐見電機が三億円の赤字を計上していたことが、北洋通信への取材で分かった。",
        "I 北洋通信/body «への取材で» 汐見電機が三億円の赤字を計上していたことが、",
    );
    check("北洋通信への取材で記者が現地に入った。", "");
}

#[test]
fn a_document_holds_what_is_told_inside_it() {
    check("起訴状では、男は倉庫で火を付けたとしている。", "I 起訴状/document «としている» 男は倉庫で火を付けた");
    check("北嶺県警は男が火を付けたとみて調べている。", "I 北嶺県警/body «とみて» 男が火を付けた");
}

#[track_caller]
fn classes(text: &str, expected: &[BracketClass]) {
    let article = Article::read(Arc::from(text), &Reuse::default());
    let found: Vec<BracketClass> =
        article.passages.iter().flat_map(|placed| brackets(&placed.passage)).map(|bracket| bracket.class).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn quotation_marks_are_told_apart() {
    use BracketClass::{Mixed, Naming, Nested, Slogan, Speech, Term, Title};
    classes("霧生氏は「もう戻れない」と述べた。", &[Speech]);
    classes("「もう戻れない」霧生氏は言った。", &[Speech]);
    classes("霧生氏は「主権の侵害」と非難した。", &[Mixed]);
    classes("霧生氏は「『応じない』と聞いた」と述べた。", &[Speech, Nested]);
    classes("「白波」作戦が始まった。", &[Naming]);
    classes("この船は「白波」と呼ばれる。", &[Naming]);
    classes("「集団的自衛権」とは何か。", &[Term]);
    classes("「戦争をやめろ」と書かれた旗を掲げた。", &[Slogan]);
    classes("『白波の記録』を読んだ。", &[Title]);
}

#[test]
fn a_lost_quotation_mark_spoils_only_its_sentence() {
    check(
        "外務省のサイトに、諦めよ！」などとする書き込みがあった。エストヴァルは介入を否定した。",
        "I! エストヴァル/body «を否定した» 介入",
    );
}

#[test]
fn cues_say_what_puts_a_clause_at_a_distance() {
    let article = Article::read(
        Arc::from("男は逃げたとみられる。火は消えたという。男が逃げたという話ではない。"),
        &Reuse::default(),
    );
    let found: Vec<(usize, Ending, bool)> = PassageCues::read(&article.passages[0].passage)
        .sentences
        .iter()
        .enumerate()
        .flat_map(|(n, cues)| cues.endings.iter().map(move |ending| (n, ending.class, ending.carries)))
        .collect();
    assert_eq!(found, [(0, Ending::Inference, false), (1, Ending::Hearsay, true)]);
}

#[test]
fn statements_are_found_by_sentence() {
    let (article, cast) = read(
        "霧生外相は「対話を続ける」と述べ、ベント氏は「応じない」と述べた。港は閉じた。ベント氏は計画に反対している。",
    );
    let found = statements(&article, &cast);
    let counts: Vec<usize> = (0..3).map(|sentence| covering(&found, 0, sentence).count()).collect();
    assert_eq!(counts, [2, 0, 1]);
}

#[test]
fn code_words_have_a_conventional_reading() {
    assert!(convention("政府首脳").is_some());
    assert!(convention("汐見電機の幹部").is_none());
}
