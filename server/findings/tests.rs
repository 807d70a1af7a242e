use std::sync::Arc;

use super::{Code, Finding, Severity, page};
use crate::archive::Analyst;
use crate::config::{CODE_NAMES, Config};

fn read(config: &str, text: &str) -> (String, Vec<Finding>) {
    let analyst = Analyst::new(Arc::new(Config::parse(config).expect("the test's configuration is well formed")));
    (text.to_owned(), analyst.analyze(text.into()).findings)
}

/// The codes raised in `text`, with the words they mark.
fn raised(text: &str) -> Vec<(Code, String)> {
    let (text, findings) = read("", text);
    findings.iter().map(|finding| (finding.code, finding.span.slice(&text).to_owned())).collect()
}

#[track_caller]
fn raises(text: &str, code: Code, cue: &str) {
    let found = raised(text);
    assert!(found.iter().any(|(got, words)| *got == code && words == cue), "wanted {code} at {cue}, got {found:?}");
}

#[track_caller]
fn raises_nothing(text: &str) {
    assert_eq!(raised(text), [], "in {text}");
}

#[test]
fn the_configuration_knows_every_code() {
    assert_eq!(CODE_NAMES.to_vec(), Code::ALL.map(Code::name).to_vec());
}

#[test]
fn every_code_has_a_page_in_both_languages() {
    for code in Code::ALL {
        let (ja, en) = page(code);
        assert!(ja.starts_with(&format!("# {code}: ")) && ja.contains("## 直し方"), "{code}.ja.md");
        assert!(en.starts_with(&format!("# {code}: ")) && en.contains("## How to resolve it"), "{code}.en.md");
    }
}

#[test]
fn a_source_that_cannot_be_asked() {
    raises("専門家は、来年には物価の上昇がさらに深刻になる可能性があると指摘している。", Code::UnnamedSource, "専門家");
    raises_nothing("県立大学の佐藤一郎教授は、来年には物価の上昇がさらに進むと指摘した。");
}

#[test]
fn an_accusation_without_an_accuser() {
    raises("アメリカの企業は、ロシアのハッカー集団による攻撃に加担していたとされる。", Code::Accusation, "加担");
    raises_nothing("司法省によると、ロシアのハッカー集団は企業を攻撃していた。");
}

#[test]
fn hearsay_of_nobody() {
    raises("来月には新しい協定が結ばれると報じられている。", Code::Hearsay, "報じられ");
    raises_nothing("読売新聞は、来月には新しい協定が結ばれると報じた。");
}

#[test]
fn a_judgement_in_the_passive() {
    raises("食料の供給への深刻な影響が懸念されている。", Code::Agentless, "懸念され");
    raises_nothing("外務省のサキ報道官は、食料の供給への影響を懸念していると述べた。");
}

#[test]
fn a_figure_that_nobody_counted() {
    raises("国民の約40％が貧困層にあたり、2万人以上が家を失った。", Code::Figure, "40％");
    raises_nothing("ロイター通信によると、国民の約40％が貧困層にあたる。");
}

#[test]
fn an_inference_of_nobody() {
    raises("この対立は今後さらに長引く可能性がある。", Code::Inference, "可能性");
    raises_nothing("トランプ大統領は、対立が今後さらに長引く可能性があると述べた。");
}

#[test]
fn a_judgement_in_the_writers_voice() {
    raises("この政策は経済に深刻な影響をもたらし、両国の関係をますます困難にしている。", Code::Judgement, "困難");
    raises_nothing("両国の首脳は22日に会談した。");
}

#[test]
fn headlines_questions_and_references_raise_nothing() {
    raises_nothing("ロシアが攻撃に関与か\n\n");
    raises_nothing("この対立はさらに長引く可能性があるのだろうか。");
    raises_nothing(
        "【引用・参照・底本】\n\nPossible link to attack remains unclear THE TIMES 2025.01.04\nhttps://example.invalid/attack\n",
    );
}

/// Enough prose in front that what follows is no headline.
const LEAD: &str = "港町の会談\n\n北嶺とエストヴァルの会談が14日に開かれ、両国の代表が出席した。\n\n";

#[test]
fn words_in_brackets_that_nobody_speaks() {
    raises(
        &format!("{LEAD}彼はこうも言われた。「女だから力を持っているのだろう、と皆が言っている」"),
        Code::Quote,
        "女だから力を持っているのだろう、と皆が言っている",
    );
    raises_nothing(&format!("{LEAD}「もう元の場所には戻れないのだと思う」。こう語るのは佐藤一郎市長だ。"));
    raises_nothing(&format!("{LEAD}佐藤一郎市長は「もう元の場所には戻れないのだと思う」と述べた。"));
}

#[test]
fn public_acts_on_the_record_raise_nothing() {
    raises_nothing(&format!("{LEAD}国会は12日、改正法を可決した。"));
    raises_nothing(&format!("{LEAD}佐藤一郎氏は3日、新しい市長に就任した。"));
    raises_nothing(&format!("{LEAD}両国の代表は15日に条約に署名した。"));
}

#[test]
fn captions_and_page_furniture_raise_nothing() {
    raises_nothing(&format!("{LEAD}【写真】攻撃に関与したとされる男（2024年5月撮影）\n"));
    raises_nothing(&format!("{LEAD}関連記事\n・国民の約40％が貧困層にあたるとされる\n・無断転載を禁じます\n"));
}

#[test]
fn an_opinion_piece_is_met_more_softly_than_a_report() {
    let claim = "来月には新しい協定が結ばれると報じられている。";
    let (_, report) = read("", &format!("{LEAD}{claim}"));
    let (_, opinion) = read("", &format!("【社説】港町の会談\n\n{claim}"));
    let loudest = |findings: &[Finding]| findings.iter().map(|finding| finding.severity).max();
    assert_eq!(loudest(&report), Some(Severity::Warning));
    assert_eq!(loudest(&opinion), Some(Severity::Information));
}

#[test]
fn an_interview_is_met_more_softly_than_a_report() {
    let claim = "来月には新しい協定が結ばれると報じられている。";
    for interview in [
        format!("沢木梧郎報道官に聞く\n\n{claim}"),
        format!("港町の会談\n\n――会談は。\n\n{claim}\n\n――次は。\n\n分からない。\n\n――今後は。\n\n見守る。\n"),
    ] {
        let (_, findings) = read("", &interview);
        assert_eq!(findings.iter().map(|finding| finding.severity).max(), Some(Severity::Information), "{interview}");
    }
}

#[test]
fn at_most_one_finding_a_sentence() {
    let text = "専門家によると、約40％が影響を受ける可能性があるとされ、深刻な事態が懸念されている。";
    assert_eq!(raised(text).len(), 1);
}

#[test]
fn the_configuration_sets_severities_and_switches_codes_off() {
    let text = "来月には新しい協定が結ばれると報じられている。";
    let (_, loud) = read("[severity]\nhearsay = \"error\"\n", text);
    assert_eq!(loud.iter().map(|finding| finding.severity).collect::<Vec<_>>(), [Severity::Error]);
    let (_, off) = read("[severity]\nhearsay = \"off\"\n", text);
    assert!(off.is_empty());
}

#[test]
fn a_finding_says_what_was_searched_and_which_source_is_nearest() {
    let text = "ロイター通信によると、工場は3日に閉鎖された。この対立は今後さらに長引く可能性がある。";
    let (text, findings) = read("", text);
    let finding = findings.iter().find(|finding| finding.code == Code::Inference).expect("the second sentence infers");
    assert!(finding.related.is_some_and(|span| span.slice(&text).contains("ロイター")), "{finding:?}");
    assert!(finding.why.ja.contains("1文前") && finding.why.en.contains("1 sentence back"), "{finding:?}");
}

#[test]
fn line_wraps_and_odd_input_do_no_harm() {
    for text in ["", "。", "「", "」。", "1", "「「「。", "2万\u{0}人が死亡。", "という。", "𠮷野家によると、という。"]
    {
        raised(text);
    }
}
