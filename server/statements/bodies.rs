//! The bodies that an article names, found by how their names end: 県警 for 北嶺県警, 同署 for 北嶺署.

use crate::actors::{Cast, Form, Kind};
use crate::article::Article;

/// The names of bodies in an article.
pub(super) struct Bodies<'a> {
    article: &'a Article,
    cast: &'a Cast,
    /// The last letter of each name with its mention, in order.
    names: Vec<(char, u32)>,
}

impl<'a> Bodies<'a> {
    pub(super) fn of(article: &'a Article, cast: &'a Cast) -> Self {
        let named = cast.mentions.iter().zip(0..).filter(|(m, _)| m.form == Form::Name && m.kind == Kind::Organization);
        let last = |n: u32| cast.mentions[n as usize].span.slice(&article.text).chars().next_back();
        let mut names: Vec<(char, u32)> = named.filter_map(|(_, n)| Some((last(n)?, n))).collect();
        names.sort_unstable();
        Self { article, cast, names }
    }

    /// The last mention before number `before` that names a body whose name ends in `ending`.
    pub(super) fn last_ending(&self, ending: &str, before: usize) -> Option<u32> {
        self.last(ending.chars().next_back()?, before, |name| name.ends_with(ending))
    }

    /// The last mention before number `before` that names the police.
    pub(super) fn last_police(&self, before: usize) -> Option<u32> {
        let sorts = ['警', '署'].map(|last| self.last(last, before, |_| true));
        let capital = self.last('庁', before, |name| name == "警視庁");
        sorts.into_iter().chain([capital]).flatten().max()
    }

    fn last(&self, last: char, before: usize, fits: impl Fn(&str) -> bool) -> Option<u32> {
        let from = self.names.partition_point(|(letter, _)| *letter < last);
        let to = self.names.partition_point(|(letter, n)| (*letter, *n as usize) < (last, before));
        let name = |n: u32| self.cast.mentions[n as usize].span.slice(&self.article.text);
        self.names.get(from..to)?.iter().rev().map(|(_, n)| *n).find(|n| fits(name(*n)))
    }
}
