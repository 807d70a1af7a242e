//! Changes to an `uradori.toml` as its user would make them: comments, order and everything else stay as they are. Each
//! takes the text and gives the new text; nothing is written here.

use jiff::civil::Date;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

use super::{ConfigError, Kind};
use crate::text::Span;

/// An actor to be put into the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewActor {
    /// Its id; a number is put behind it where it is taken, unless the id names an actor of the lexicon.
    pub id: String,
    /// The name it goes by.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Its other names.
    pub aliases: Vec<String>,
    /// Names and ids that it is not.
    pub not: Vec<String>,
}

/// The text with one more `[[actor]]` behind the others.
///
/// # Errors
/// [`ConfigError`] where the text cannot be read as it is.
pub fn add_actor(text: &str, new: &NewActor) -> Result<String, ConfigError> {
    let mut document = document(text)?;
    let above = space_above(&document);
    let actors = actors(&mut document, text)?;
    let is_taken = |id: &str| actors.iter().any(|actor| actor.get("id").and_then(Item::as_str) == Some(id));
    let mut id = new.id.clone();
    let mut number = 1;
    while is_taken(&id) {
        number += 1;
        id = format!("{}-{number}", new.id);
    }
    let mut actor = Table::new();
    actor.decor_mut().set_prefix(above);
    actor["id"] = value(id);
    actor["name"] = value(new.name.as_str());
    actor["type"] = value(new.kind.name());
    for (key, list) in [("aliases", &new.aliases), ("not", &new.not)] {
        if !list.is_empty() {
            actor[key] = value(list.iter().map(String::as_str).collect::<Array>());
        }
    }
    actors.push(actor);
    document.set_trailing("");
    Ok(document.to_string())
}

/// The text with `name` as one more alias of the registered actor `id`; `None` where there is no such actor, or it has
/// that name.
///
/// # Errors
/// [`ConfigError`] where the text cannot be read as it is.
pub fn add_alias(text: &str, id: &str, name: &str) -> Result<Option<String>, ConfigError> {
    add_to_list(text, id, "aliases", name)
}

/// The text with `name` as one more of the names that the registered actor `id` is not; `None` where there is no such
/// actor, or it says so already.
///
/// # Errors
/// [`ConfigError`] where the text cannot be read as it is.
pub fn deny(text: &str, id: &str, name: &str) -> Result<Option<String>, ConfigError> {
    add_to_list(text, id, "not", name)
}

/// The text with `name` in the list of what is no name; `None` where it is there.
///
/// # Errors
/// [`ConfigError`] where the text cannot be read as it is.
pub fn ignore_name(text: &str, name: &str) -> Result<Option<String>, ConfigError> {
    let mut document = document(text)?;
    let above = space_above(&document);
    let is_new = !document.contains_key("names");
    let names = document.entry("names").or_insert(Item::Table(Table::new()));
    let Some(names) = names.as_table_like_mut() else { return Err(unfit(text, "names")) };
    let list = names.entry("ignore").or_insert(value(Array::new()));
    let Some(list) = list.as_array_mut() else { return Err(unfit(text, "names.ignore")) };
    if !add(list, name) {
        return Ok(None);
    }
    if is_new && let Some(table) = document["names"].as_table_mut() {
        table.decor_mut().set_prefix(above);
        document.set_trailing("");
    }
    Ok(Some(document.to_string()))
}

fn add_to_list(text: &str, id: &str, key: &str, name: &str) -> Result<Option<String>, ConfigError> {
    let mut document = document(text)?;
    let actors = actors(&mut document, text)?;
    let Some(actor) = actors.iter_mut().find(|actor| actor.get("id").and_then(Item::as_str) == Some(id)) else {
        return Ok(None);
    };
    let list = actor.entry(key).or_insert(value(Array::new()));
    let Some(list) = list.as_array_mut() else { return Err(unfit(text, key)) };
    Ok(add(list, name).then(|| document.to_string()))
}

/// Puts `name` at the end of a list of names, laid out as its last entry is. Returns whether it was not there.
fn add(list: &mut Array, name: &str) -> bool {
    let is_there = list.iter().any(|one| {
        let table = one.as_inline_table().and_then(|table| table.get("name"));
        one.as_str().or_else(|| table.and_then(toml_edit::Value::as_str)) == Some(name)
    });
    if is_there {
        return false;
    }
    let prefix = list.iter().last().and_then(|last| last.decor().prefix()?.as_str().map(str::to_owned));
    let mut new = toml_edit::Value::from(name);
    match prefix {
        // One entry a line, with the indentation of the line above, and without its comments.
        Some(prefix) if prefix.contains('\n') => {
            let indent = prefix.rsplit('\n').next().unwrap_or_default();
            new.decor_mut().set_prefix(format!("\n{indent}"));
        }
        Some(_) => new.decor_mut().set_prefix(" "),
        None => {}
    }
    list.push_formatted(new);
    true
}

fn actors<'d>(document: &'d mut DocumentMut, text: &str) -> Result<&'d mut ArrayOfTables, ConfigError> {
    let item = document.entry("actor").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    tables(item, "actor", text)
}

/// The `[[key]]` of a document.
pub(super) fn tables<'i>(item: &'i mut Item, key: &str, text: &str) -> Result<&'i mut ArrayOfTables, ConfigError> {
    item.as_array_of_tables_mut().ok_or_else(|| unfit(text, key))
}

/// A text as a document that remembers how it was written.
pub(super) fn document(text: &str) -> Result<DocumentMut, ConfigError> {
    text.parse::<DocumentMut>().map_err(|error| {
        let span = error.span().map_or(Span::default(), Span::of);
        ConfigError::at(text, span, error.message())
    })
}

/// A key that is written in a way in which nothing can be added to it.
fn unfit(text: &str, key: &str) -> ConfigError {
    let at = text.find(key).unwrap_or_default();
    ConfigError::at(
        text,
        Span::of(at..at + key.len().min(text.len())),
        format!("nothing can be added to `{key}` as it is written here"),
    )
}

/// What stands above a table that is put behind everything else: the comments at the end, and an empty line.
pub(super) fn space_above(document: &DocumentMut) -> String {
    let trailing = document.trailing().as_str().unwrap_or_default();
    match trailing.trim_end_matches(['\n', '\r']) {
        "" if document.is_empty() => String::new(),
        "" => "\n".to_owned(),
        comments => format!("{comments}\n\n"),
    }
}

/// A day as TOML writes it.
pub(super) fn date(day: Date) -> Item {
    let date = toml_edit::Date {
        year: day.year().unsigned_abs(),
        month: day.month().unsigned_abs(),
        day: day.day().unsigned_abs(),
    };
    value(toml_edit::Datetime { date: Some(date), time: None, offset: None })
}

/// The comments above a table that do not belong to it: an empty line stands between.
pub(super) fn detached(table: &Table) -> Option<String> {
    let prefix = table.decor().prefix()?.as_str()?;
    let end = prefix.rfind("\n\n")?;
    Some(prefix[..end + 2].to_owned()).filter(|above| !above.trim().is_empty())
}

#[cfg(test)]
mod tests;
