//! Many names, found in one pass over a text.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashMap;

use super::ProfileId;
use crate::config::{Match, Relation};
use crate::text::Span;

/// One profile under one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::actors) struct Naming {
    /// Whom the name may mean.
    pub profile: ProfileId,
    /// When it is taken for that profile.
    pub matching: Match,
    /// How sure the registry is; [`Relation::Same`] in the lexicon.
    pub relation: Relation,
    /// Whether it is the name by which the profile goes.
    pub main: bool,
    /// The registry's line; 0 in the lexicon.
    pub line: u32,
}

/// Which table of names a name was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::actors) enum Table {
    Lexicon,
    Registry,
}

/// A name in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::actors) struct Listed {
    pub table: Table,
    pub number: u32,
}

/// Names, each with the profiles that it may mean.
#[derive(Debug, Default)]
pub(in crate::actors) struct NameTable {
    matcher: Option<AhoCorasick>,
    /// By pattern: where its namings lie.
    ranges: Vec<std::ops::Range<u32>>,
    namings: Vec<Naming>,
    by_name: FxHashMap<String, u32>,
}

impl NameTable {
    /// A table of `names`. Names of Latin letters are found in full width too.
    pub(super) fn new(names: impl IntoIterator<Item = (String, Naming)>) -> Self {
        let mut grouped: FxHashMap<String, Vec<Naming>> = FxHashMap::default();
        let mut order: Vec<String> = Vec::new();
        let mut add = |name: String, naming: Naming| {
            let known = grouped.entry(name.clone()).or_default();
            if known.is_empty() {
                order.push(name);
            }
            match known.iter_mut().find(|other| other.profile == naming.profile) {
                Some(other) => {
                    other.main |= naming.main;
                    if naming.matching == Match::Always {
                        other.matching = Match::Always;
                    }
                }
                None => known.push(naming),
            }
        };
        for (name, naming) in names {
            if name.is_empty() || naming.matching == Match::Never {
                continue;
            }
            if name.bytes().all(|b| b.is_ascii_alphanumeric()) {
                add(full_width(&name), naming);
            }
            add(name, naming);
        }
        let mut table = Self::default();
        for name in &order {
            let start = table.namings.len() as u32;
            table.namings.extend(grouped.get(name).into_iter().flatten());
            table.by_name.insert(name.clone(), table.ranges.len() as u32);
            table.ranges.push(start..table.namings.len() as u32);
        }
        if !order.is_empty() {
            // Overlapping search needs the standard semantics; the boundaries decide afterwards what is a name.
            let matcher = AhoCorasick::builder()
                .match_kind(MatchKind::Standard)
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .build(&order);
            table.matcher = matcher.ok();
        }
        table
    }

    /// Every place where a name's letters stand, overlapping ones included, with the name's number.
    pub(in crate::actors) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Span, u32)> + 't {
        self.matcher
            .iter()
            .flat_map(move |matcher| matcher.find_overlapping_iter(text))
            .map(|hit| (Span::of(hit.start()..hit.end()), hit.pattern().as_u32()))
    }

    /// Whom the name `number` may mean.
    pub(in crate::actors) fn namings(&self, number: u32) -> &[Naming] {
        let range = self.ranges.get(number as usize).cloned().unwrap_or_default();
        self.namings.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// The number of `name`.
    pub(in crate::actors) fn number(&self, name: &str) -> Option<u32> {
        self.by_name.get(name).copied()
    }
}

fn full_width(name: &str) -> String {
    name.chars().map(|c| char::from_u32(c as u32 + 0xfee0).filter(|_| c.is_ascii_graphic()).unwrap_or(c)).collect()
}
