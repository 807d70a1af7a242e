//! `uradori report`: the state of a folder of articles on one page.

mod network;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use maud::html;

use super::html::{self, place, text};
use super::input::{self, Inputs, word};
use super::{Failure, Paths, UNUSABLE};
use crate::findings::Lang;
use crate::ide::{self, Claim, Place, Score};
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

/// A statement in the list by time.
struct Said<'a> {
    place: Place,
    who: &'a str,
    words: &'a str,
    vouched: bool,
}

fn page(inputs: &Inputs, lang: Lang) -> String {
    let say = |ja, en| word(lang, ja, en);
    let snapshot = &inputs.snapshot;
    let mut total = Score::default();
    let mut claims: Vec<(Claim, String)> = Vec::new();
    let mut said: Vec<Said<'_>> = Vec::new();
    let mut count = 0;
    for (path, entry) in inputs.articles() {
        let Some(card) = snapshot.card(path) else { continue };
        count += 1;
        total += ide::score(snapshot, card);
        let around = |span: Span| ide::surroundings(entry.text(), span);
        claims.extend(ide::claims(snapshot, card).into_iter().map(|claim| {
            let words = around(claim.finding.span);
            (claim, words)
        }));
        let cast = &entry.analysis().cast;
        said.extend(entry.analysis().statements.iter().filter_map(|statement| {
            let source = statement.source.as_ref()?;
            let actor = source.mention.and_then(|n| cast.actors.get(cast.mentions.get(n as usize)?.actor as usize));
            let known = actor.and_then(|actor| snapshot.actor(&actor.id));
            Some(Said {
                place: Place { article: card.clone(), span: statement.span },
                who: known.map_or(source.text.as_str(), |known| known.name),
                words: statement.words(entry.text()),
                vouched: statement.is_vouched(),
            })
        }));
    }
    // Those without a date last.
    said.sort_by_key(|one| (one.place.article.day().is_none(), one.place.article.day()));
    let network = ide::network(snapshot, None, ACTORS);
    let title = say("裏取り報告", "Uradori report");
    let body = html! {
        h1 { (title) }
        p {
            (count) (say(" 記事、主張 ", " articles, ")) (total.claims) (say("、出典あり ", " claims, ")) (total.sourced)
            (say("、裏付けなし ", " sourced, ")) (total.findings) (say("、受け入れ済み ", " that nobody vouches for, "))
            (total.accepted) (say("", " accepted"))
        }
        h2 #claims { (say("裏付けのない主張", "Claims that nobody vouches for")) }
        table {
            tr { th { (say("コード", "Code")) } th { (say("主張", "Claim")) } th { (say("記事", "Article")) } }
            @for (claim, words) in &claims {
                tr.accepted[claim.accepted.is_some()] {
                    td { code { (claim.finding.code.name()) } br; small { (claim.finding.severity.name()) } }
                    td {
                        (text(words)) br; small { (text(claim.finding.message.in_lang(lang))) }
                        @if let Some(row) = &claim.accepted {
                            br; small { (say("受け入れ：", "Accepted: ")) (text(&row.by)) " " (row.on) " " (text(&row.reason)) }
                        }
                    }
                    td { (place(&Place { article: claim.article.clone(), span: claim.finding.span })) }
                }
            }
        }
        h2 #network { (say("登場者のつながり", "Who has to do with whom")) }
        (network::picture(&network, lang))
        h2 #statements { (say("発言（日付順）", "Statements in time")) }
        @for one in &said {
            (place(&one.place))
            blockquote.weak[!one.vouched] { (text(one.who)) (say("：", ": ")) (text(one.words)) }
        }
    };
    html::page(title, lang, &body)
}
