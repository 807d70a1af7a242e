//! `uradori report`: the state of a folder of articles on one page.

mod network;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use maud::{Markup, html};

use super::html::{self, heading, text};
use super::input::{self, Inputs, word};
use super::{Failure, Paths, UNUSABLE};
use crate::archive::{Card, Entry, Snapshot};
use crate::config::Severity;
use crate::findings::{Code, Lang};
use crate::ide::{self, Claim, Score};
use crate::text::Span;

#[derive(clap::Args)]
pub(super) struct Options {
    #[command(flatten)]
    paths: Paths,
    /// The file to write [default: standard output].
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How many actors the picture shows.
const ACTORS: usize = 28;

pub(super) fn run(options: &Options, lang: Lang, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let inputs = input::read(&options.paths, lang)?;
    let page = page(&inputs, lang);
    match &options.output {
        Some(file) => crate::archive::write(file, &page)?,
        None => writeln!(out, "{page}")?,
    }
    Ok(if inputs.unreadable { ExitCode::from(UNUSABLE) } else { ExitCode::SUCCESS })
}

/// What an article adds to the page.
struct Chapter<'a> {
    article: Arc<Card>,
    /// What nobody vouches for, with the sentence around it.
    claims: Vec<(Claim, String)>,
    said: Vec<Said<'a>>,
}

/// A statement: its place, who speaks, the words, and whether that can be asked.
struct Said<'a> {
    span: Span,
    who: &'a str,
    words: &'a str,
    vouched: bool,
}

fn page(inputs: &Inputs, lang: Lang) -> String {
    let say = |ja, en| word(lang, ja, en);
    let mut total = Score::default();
    let mut chapters: Vec<Chapter<'_>> = Vec::new();
    for (path, entry) in inputs.articles() {
        let Some(card) = inputs.snapshot.card(path) else { continue };
        total += ide::score(&inputs.snapshot, card);
        chapters.push(chapter(&inputs.snapshot, card, entry));
    }
    let network = ide::network(&inputs.snapshot, None, ACTORS);
    let title = say("裏取り報告", "Uradori report");
    let body = html! {
        h1 { (title) }
        ul.figures {
            (figure(chapters.len(), say("記事", "articles")))
            (figure(total.claims, say("主張", "claims")))
            (figure(total.sourced, say("出典あり", "with a source")))
            (figure(total.findings, say("裏付けなし", "that nobody vouches for")))
            (figure(total.accepted, say("受け入れ済み", "accepted")))
        }
        nav {
            a href="#claims" { (say("裏付けのない主張", "Claims that nobody vouches for")) } " · "
            a href="#network" { (say("登場者のつながり", "Who has to do with whom")) } " · "
            a href="#statements" { (say("発言（日付順）", "Statements in time")) }
        }
        h2 #claims { (say("裏付けのない主張", "Claims that nobody vouches for")) }
        (codes(&chapters))
        @for chapter in chapters.iter().filter(|chapter| !chapter.claims.is_empty()) { (claims(chapter, lang)) }
        h2 #network { (say("登場者のつながり", "Who has to do with whom")) }
        (network::picture(&network, lang))
        h2 #statements { (say("発言（日付順）", "Statements in time")) }
        p.legend { (say("赤い字の発言は、名指しの情報源がない。", "What is red has no source that could be asked.")) }
        @for chapter in in_time(&chapters) { (statements(chapter)) }
    };
    html::page(title, lang, &body)
}

fn chapter<'a>(snapshot: &'a Snapshot, card: &Arc<Card>, entry: &'a Entry) -> Chapter<'a> {
    let text = entry.text();
    let claims = ide::claims(snapshot, card).into_iter().map(|claim| {
        let words = ide::surroundings(text, claim.finding.span);
        (claim, words)
    });
    let cast = &entry.analysis().cast;
    let said = entry.analysis().statements.iter().filter_map(|statement| {
        let source = statement.source.as_ref()?;
        let actor = source.mention.and_then(|n| cast.actors.get(cast.mentions.get(n as usize)?.actor as usize));
        let known = actor.and_then(|actor| snapshot.actor(&actor.id));
        Some(Said {
            span: statement.span,
            who: known.map_or(source.text.as_str(), |known| known.name),
            words: statement.words(text),
            vouched: statement.is_vouched(),
        })
    });
    Chapter { article: Arc::clone(card), claims: claims.collect(), said: said.collect() }
}

fn figure(count: usize, of: &str) -> Markup {
    html! { li { strong { (count) } " " (of) } }
}

/// How many there are of each code.
fn codes(chapters: &[Chapter<'_>]) -> Markup {
    let all = || chapters.iter().flat_map(|chapter| &chapter.claims).filter(|(claim, _)| claim.accepted.is_none());
    html! {
        ul.figures { @for code in Code::ALL {
            @let count = all().filter(|(claim, _)| claim.finding.code == code).count();
            @if count > 0 { li { strong { (count) } " " code { (code.name()) } } }
        } }
    }
}

/// What nobody vouches for in an article.
fn claims(chapter: &Chapter<'_>, lang: Lang) -> Markup {
    html! {
        h3 { (heading(&chapter.article)) }
        table { @for (claim, words) in &chapter.claims {
            tr.accepted[claim.accepted.is_some()] {
                td.line { (chapter.article.line_of(claim.finding.span.start) + 1) }
                td.code { code { (claim.finding.code.name()) } br; small { (level(claim.finding.severity, lang)) } }
                td {
                    (text(words)) br; small { (text(claim.finding.message.in_lang(lang))) }
                    @if let Some(row) = &claim.accepted {
                        br; small { (word(lang, "受け入れ：", "Accepted: ")) (text(&row.by)) " " (row.on) " " (text(&row.reason)) }
                    }
                }
            }
        } }
    }
}

/// How loudly a finding is reported.
fn level(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => word(lang, "エラー", "error"),
        Severity::Warning => word(lang, "警告", "warning"),
        Severity::Information => word(lang, "情報", "information"),
        Severity::Hint => word(lang, "ヒント", "hint"),
    }
}

/// The articles by their days, those without one last.
fn in_time<'a, 'b>(chapters: &'b [Chapter<'a>]) -> Vec<&'b Chapter<'a>> {
    let mut sorted: Vec<&Chapter<'_>> = chapters.iter().filter(|chapter| !chapter.said.is_empty()).collect();
    sorted.sort_by_key(|chapter| (chapter.article.day().is_none(), chapter.article.day()));
    sorted
}

/// Who said what in an article.
fn statements(chapter: &Chapter<'_>) -> Markup {
    html! {
        h3 { (heading(&chapter.article)) }
        table { @for said in &chapter.said {
            tr {
                td.line { (chapter.article.line_of(said.span.start) + 1) }
                td.who { (text(said.who)) }
                td.weak[!said.vouched] { (text(said.words)) }
            }
        } }
    }
}
