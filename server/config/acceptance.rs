//! `uradori.accepted.toml`: findings that somebody looked at and accepted, beside the articles and fit to be reviewed.
//! Reads and changes text, never a file.

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::edit::{date, detached, document, space_above, tables};
use super::{CODE_NAMES, ConfigError};
use crate::text::Span;

/// The name of the file at a workspace folder's root.
pub const ACCEPTED_NAME: &str = "uradori.accepted.toml";

/// Letters of a fingerprint.
const FINGERPRINT: usize = 16;

/// What a new file begins with.
const HEAD: &str = "\
# 受け入れた指摘の一覧。記事には何も書き込まれない。見直し、書き足し、消してかまわない。
# Findings that were looked at and accepted. Nothing is written into an article. Review and edit this file as you like.
";

/// An `[[accepted]]`: one finding that somebody accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The article, by its path from the folder, with `/` between the parts.
    pub article: String,
    /// The finding's code.
    pub code: String,
    /// Which sentence: sixteen hexadecimal digits (`findings::fingerprint`).
    pub fingerprint: String,
    /// The beginning of the sentence, for whoever reviews the file; nothing is looked up by it.
    pub excerpt: String,
    /// Why; empty where nobody said so.
    pub reason: String,
    /// Who.
    pub by: String,
    /// On which day.
    pub on: Date,
    /// The last day on which it holds; for ever where there is none.
    pub expires: Option<Date>,
    /// The line of its `[[accepted]]`, in bytes of the file's text.
    pub span: Span,
}

impl Acceptance {
    /// Whether both accept the same finding.
    fn is_same(&self, article: &str, code: &str, fingerprint: &str) -> bool {
        self.article == article && self.code == code && self.fingerprint == fingerprint
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accepted: Vec<Spanned<Row>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    article: Spanned<String>,
    code: Spanned<String>,
    fingerprint: Spanned<String>,
    #[serde(default)]
    excerpt: String,
    #[serde(default)]
    reason: String,
    by: String,
    on: Spanned<Datetime>,
    expires: Option<Spanned<Datetime>>,
}

/// Reads the text of an `uradori.accepted.toml`; in the order of the file.
///
/// # Errors
/// [`ConfigError`] with the line and column of the first thing that cannot be read.
pub fn parse(text: &str) -> Result<Vec<Acceptance>, ConfigError> {
    let file: File = toml::from_str(text).map_err(|error| {
        let span = error.span().map_or(Span::default(), Span::of);
        ConfigError::at(text, span, error.message()).of(ACCEPTED_NAME)
    })?;
    file.accepted.into_iter().map(|row| acceptance(text, row)).collect()
}

/// The articles that the text of an `uradori.accepted.toml` names, in its order, each with where it does: the string with
/// its quotation marks, in bytes of the text.
///
/// # Errors
/// [`ConfigError`] where the text cannot be read.
pub fn articles_named(text: &str) -> Result<Vec<(String, Span)>, ConfigError> {
    let file: File = toml::from_str(text).map_err(|error| {
        let span = error.span().map_or(Span::default(), Span::of);
        ConfigError::at(text, span, error.message()).of(ACCEPTED_NAME)
    })?;
    let named = file.accepted.into_iter().map(|row| {
        let article = row.into_inner().article;
        let span = Span::of(article.span());
        (article.into_inner(), span)
    });
    Ok(named.collect())
}

fn acceptance(text: &str, spanned: Spanned<Row>) -> Result<Acceptance, ConfigError> {
    let fail = |span: std::ops::Range<usize>, message: String| {
        ConfigError::at(text, Span::of(span), message).of(ACCEPTED_NAME)
    };
    let start = spanned.span().start;
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let row = spanned.into_inner();
    if !CODE_NAMES.contains(&row.code.get_ref().as_str()) {
        let known = CODE_NAMES.join(", ");
        return Err(fail(row.code.span(), format!("no such code: {} (there are {known})", row.code.get_ref())));
    }
    let given = row.fingerprint.get_ref();
    if given.len() != FINGERPRINT || !given.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
        let message = format!("a fingerprint has {FINGERPRINT} hexadecimal digits in small letters");
        return Err(fail(row.fingerprint.span(), message));
    }
    let article = row.article.get_ref();
    if article.is_empty() || article.starts_with('/') || article.split('/').any(|part| part == "..") {
        return Err(fail(row.article.span(), "an article is a path below this folder, such as news/a.txt".to_owned()));
    }
    let day = |given: &Spanned<Datetime>| {
        civil(given.get_ref()).ok_or_else(|| fail(given.span(), "a day is written 2026-11-22".to_owned()))
    };
    Ok(Acceptance {
        on: day(&row.on)?,
        expires: row.expires.as_ref().map(day).transpose()?,
        article: row.article.into_inner(),
        code: row.code.into_inner(),
        fingerprint: row.fingerprint.into_inner(),
        excerpt: row.excerpt,
        reason: row.reason,
        by: row.by,
        span: Span::of(start..start + line.len()),
    })
}

/// A day without a time.
fn civil(given: &Datetime) -> Option<Date> {
    let day = given.date.filter(|_| given.time.is_none() && given.offset.is_none())?;
    Date::new(i16::try_from(day.year).ok()?, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?).ok()
}

/// The file's text with one more acceptance, in place of one of the same finding; comments and order are kept. Where
/// `text` is empty, a new file.
///
/// # Errors
/// [`ConfigError`] where the text cannot be read as it is.
pub fn accept(text: &str, new: &Acceptance) -> Result<String, ConfigError> {
    let known = parse(text)?;
    let text = if text.trim().is_empty() { HEAD } else { text };
    let mut document = read(text)?;
    let above = space_above(&document);
    let rows = rows(&mut document, text)?;
    let before = known.iter().position(|one| one.is_same(&new.article, &new.code, &new.fingerprint));
    if let Some(row) = before.and_then(|n| rows.get_mut(n)) {
        fill(row, new);
    } else {
        let mut row = Table::new();
        row.decor_mut().set_prefix(above);
        fill(&mut row, new);
        rows.push(row);
        document.set_trailing("");
    }
    Ok(document.to_string())
}

fn fill(row: &mut Table, new: &Acceptance) {
    let words =
        [("article", &new.article), ("code", &new.code), ("fingerprint", &new.fingerprint), ("excerpt", &new.excerpt)];
    for (key, word) in words.into_iter().chain([("reason", &new.reason), ("by", &new.by)]) {
        row[key] = value(word.as_str());
    }
    row["on"] = date(new.on);
    match new.expires {
        Some(day) => row["expires"] = date(day),
        None => {
            row.remove("expires");
        }
    }
}

/// The file's text without the acceptances of one finding; `None` where there is none.
///
/// # Errors
/// [`ConfigError`] where the text cannot be read as it is.
pub fn reopen(text: &str, article: &str, code: &str, fingerprint: &str) -> Result<Option<String>, ConfigError> {
    let known = parse(text)?;
    let gone: Vec<usize> = (0..known.len()).filter(|n| known[*n].is_same(article, code, fingerprint)).collect();
    if gone.is_empty() {
        return Ok(None);
    }
    let mut document = read(text)?;
    let rows = rows(&mut document, text)?;
    // From behind, so that the numbers before stay true.
    let mut kept = String::new();
    for n in gone.into_iter().rev() {
        if let Some(above) = detached(&rows.remove(n)).filter(|_| n == 0) {
            match rows.get_mut(0) {
                Some(next) => {
                    let own = next.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
                    let prefix = format!("{above}{}", own.trim_start_matches(['\n', '\r']));
                    next.decor_mut().set_prefix(prefix);
                }
                None => kept = above,
            }
        }
    }
    if rows.is_empty() {
        document.remove("accepted");
        let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing(format!("{kept}{trailing}"));
    }
    Ok(Some(document.to_string()))
}

fn read(text: &str) -> Result<DocumentMut, ConfigError> {
    document(text).map_err(|error| error.of(ACCEPTED_NAME))
}

fn rows<'d>(document: &'d mut DocumentMut, text: &str) -> Result<&'d mut ArrayOfTables, ConfigError> {
    let item = document.entry("accepted").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    tables(item, "accepted", text).map_err(|error| error.of(ACCEPTED_NAME))
}

#[cfg(test)]
mod tests;
