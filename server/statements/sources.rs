//! Which noun phrase can be a source, whom it names, and how well that source can be asked.

use super::lexicon::lexicon;
use super::{Grade, Source};
use crate::actors::{Cast, Form, Kind, Mention};
use crate::article::Article;
use crate::language::{Part, Passage};
use crate::text::Span;

/// The mentions of an article by passage.
pub(super) struct Who<'a> {
    article: &'a Article,
    cast: &'a Cast,
    by_passage: Vec<Vec<u32>>,
}

/// What a noun phrase turned out to be.
struct Reading {
    mention: Option<u32>,
    grade: Grade,
}

impl<'a> Who<'a> {
    pub(super) fn new(article: &'a Article, cast: &'a Cast) -> Self {
        let mut by_passage = vec![Vec::new(); article.passages.len()];
        for (n, mention) in cast.mentions.iter().enumerate() {
            if let Some(known) = by_passage.get_mut(mention.passage as usize) {
                known.push(n as u32);
            }
        }
        Self { article, cast, by_passage }
    }

    /// The source that the noun phrase `noun` of passage `passage` names; `None` where it cannot speak (a thing, a
    /// time, a number).
    pub(super) fn speaker(&self, passage: usize, noun: Span) -> Option<Source> {
        self.read(passage, noun).map(|reading| self.source(passage, noun, reading))
    }

    /// The source before によると: whatever stands there vouches, were it a thing.
    pub(super) fn voucher(&self, passage: usize, noun: Span) -> Option<Source> {
        let reading = match self.read(passage, noun) {
            Some(reading) => reading,
            None => {
                let text = noun.slice(self.text(passage));
                let mention = self.inside(passage, noun).last().map(|(n, _)| n);
                if mention.is_none() && lexicon().is_no_source(text) {
                    return None;
                }
                let grade = if mention.is_some() { Grade::Body } else { Grade::Document };
                Reading { mention, grade }
            }
        };
        Some(self.source(passage, noun, reading))
    }

    /// Whether a source is a place and no body: 東京では.
    pub(super) fn is_place(&self, source: &Source) -> bool {
        source.mention.is_some_and(|n| {
            let mention = &self.cast.mentions[n as usize];
            self.kind(mention) == Kind::Place && mention.span.end == source.span.end
        })
    }

    fn source(&self, passage: usize, noun: Span, reading: Reading) -> Source {
        Source {
            mention: reading.mention,
            span: self.article.passages[passage].to_article(noun),
            text: noun.slice(self.text(passage)).to_owned(),
            grade: reading.grade,
        }
    }

    fn text(&self, passage: usize) -> &'a str {
        &self.article.passages[passage].passage.text
    }

    fn inside(&self, passage: usize, span: Span) -> impl DoubleEndedIterator<Item = (u32, &'a Mention)> + '_ {
        self.by_passage[passage]
            .iter()
            .map(|n| (*n, &self.cast.mentions[*n as usize]))
            .filter(move |(_, mention)| span.covers(mention.local))
    }

    fn read(&self, passage: usize, noun: Span) -> Option<Reading> {
        let text = self.text(passage);
        let core = core(&self.article.passages[passage].passage, noun);
        let core = self.first_of_joint(passage, core);
        let words = core.slice(text);
        if words.is_empty() {
            return None;
        }
        let lexicon = lexicon();
        let last = self.inside(passage, core).next_back();
        if let Some((n, mention)) = last
            && mention.form == Form::Pronoun
            && mention.local.end == core.end
        {
            let grade = if self.kind(mention) == Kind::Person { Grade::Person } else { Grade::Body };
            return Some(Reading { mention: Some(n), grade });
        }
        let head = Span::new(head_start(&self.article.passages[passage].passage, core), core.end);
        let head_words = head.slice(text);
        let named = last.filter(|(_, mention)| head.covers(mention.local));
        let rest = named.map_or("", |(_, mention)| Span::new(mention.local.end, core.end).slice(text));
        let rest = rest.trim_start_matches(['・', '＝', '=', ' ', '　']);
        if let Some((n, mention)) = named {
            let kind = self.kind(mention);
            if kind == Kind::Person && (rest.is_empty() || lexicon.title(rest).is_some() || is_aside(rest)) {
                return Some(Reading { mention: Some(n), grade: Grade::Person });
            }
            if mention.form == Form::Title && rest.is_empty() {
                let grade = if kind == Kind::Person { Grade::Office } else { Grade::Body };
                return Some(Reading { mention: Some(n), grade });
            }
            if rest.is_empty() || rest == "側" || is_aside(rest) {
                return match kind {
                    Kind::Organization | Kind::Place | Kind::Facility => {
                        Some(Reading { mention: Some(n), grade: Grade::Body })
                    }
                    Kind::Law | Kind::Work => Some(Reading { mention: Some(n), grade: Grade::Document }),
                    _ => None,
                };
            }
        }
        let any = self.inside(passage, core);
        let person = any.filter(|(_, mention)| self.kind(mention) == Kind::Person).last().map(|(n, _)| n);
        let owner = named.or(last).map(|(n, _)| n);
        if let Some(grade) = lexicon.unnamed(head_words) {
            // A name before or behind the word names the person: 弁護士のX氏 was read above, X弁護士 is here.
            if let Some(person) = person.filter(|n| head.covers(self.cast.mentions[*n as usize].local)) {
                return Some(Reading { mention: Some(person), grade: Grade::Person });
            }
            let grade = if grade == Grade::Role && owner.is_none() && is_bare(words, head_words) {
                Grade::Unnamed
            } else {
                grade
            };
            return Some(Reading { mention: owner, grade });
        }
        if lexicon.is_document(head_words) {
            return Some(Reading { mention: owner, grade: Grade::Document });
        }
        if let Some(grade) = lexicon.pronoun(head_words) {
            return Some(Reading { mention: owner, grade });
        }
        if let Some(office) = lexicon.title(head_words) {
            let passage = &self.article.passages[passage].passage;
            let name = passage.tokens_in(head).any(|t| {
                let token = &passage.tokens[t];
                token.class().detail == "人名" && token.class().sub == "固有名詞" || !token.is_known()
            });
            let grade = if name && !head_words.is_empty() { Grade::Person } else { Grade::Office };
            let bare = !name && !office && owner.is_none();
            return Some(Reading { mention: owner, grade: if bare { Grade::Unnamed } else { grade } });
        }
        if lexicon.is_body(head_words) {
            return Some(Reading { mention: owner, grade: Grade::Body });
        }
        if named.is_some() {
            return None;
        }
        self.by_tokens(passage, head).map(|grade| Reading { mention: last.map(|(n, _)| n), grade })
    }

    /// A reading without mentions, by the dictionary's classes: proper names speak.
    fn by_tokens(&self, passage: usize, head: Span) -> Option<Grade> {
        let passage = &self.article.passages[passage].passage;
        let token = passage.tokens_in(head).next_back().map(|t| &passage.tokens[t])?;
        let class = token.class();
        if class.part != Part::Noun {
            return None;
        }
        match (class.sub, class.detail) {
            ("固有名詞", "人名") | ("接尾", "人名") => Some(Grade::Person),
            ("固有名詞", "組織") => Some(Grade::Body),
            ("固有名詞", "地域") if class.fine == "国" => Some(Grade::Body),
            _ => None,
        }
    }

    fn kind(&self, mention: &Mention) -> Kind {
        self.cast.actors.get(mention.actor as usize).map_or(mention.kind, |actor| actor.kind)
    }

    /// Of several sources joined by ・, 、, と or や the first; ・ joins only outlets (アメリカ・ホワイトハウス is one).
    fn first_of_joint(&self, passage: usize, noun: Span) -> Span {
        let text = noun.slice(self.text(passage));
        let lexicon = lexicon();
        let mut depth = 0usize;
        for (at, c) in text.char_indices() {
            match c {
                '「' | '『' | '（' | '(' => depth += 1,
                '」' | '』' | '）' | ')' => depth = depth.saturating_sub(1),
                '・' | '、' | 'と' | 'や' if depth == 0 => {
                    let first = &text[..at];
                    let cut = Span::new(noun.start, noun.start + at as u32);
                    let ends_here = self.inside(passage, cut).next_back().is_some_and(|(_, m)| m.local.end == cut.end);
                    let crosses = self.by_passage[passage].iter().any(|n| {
                        let local = self.cast.mentions[*n as usize].local;
                        local.start < cut.end && local.end > cut.end
                    });
                    if !crosses && at > 0 && (lexicon.is_outlet(first) || (c == 'と' || c == 'や') && ends_here) {
                        return cut;
                    }
                }
                _ => {}
            }
        }
        noun
    }
}

/// A noun phrase without what follows its head: brackets, 側, ら, など.
fn core(passage: &Passage, noun: Span) -> Span {
    let mut end = noun.end;
    loop {
        let words = Span::new(noun.start, end).slice(&passage.text);
        if let Some(bracket) = passage.brackets.iter().find(|b| b.outer.end == end && b.outer.start > noun.start)
            && bracket.kind == crate::language::BracketKind::Round
        {
            end = bracket.outer.start;
            continue;
        }
        let Some(tail) = ["など", "自身", "たち", "達", "ら", "等"]
            .iter()
            .find(|tail| words.len() > tail.len() && words.ends_with(*tail))
        else {
            return Span::new(noun.start, end);
        };
        end -= tail.len() as u32;
    }
}

/// Where the head of a noun phrase begins: behind the last の outside brackets.
fn head_start(passage: &Passage, core: Span) -> u32 {
    let mut start = core.start;
    for t in passage.tokens_in(core) {
        let token = &passage.tokens[t];
        let outside = !passage.brackets.iter().any(|b| core.covers(b.outer) && b.inner.covers(token.span));
        if outside
            && token.part() == Part::Particle
            && token.surface(&passage.text) == "の"
            && token.span.end < core.end
        {
            start = token.span.end;
        }
    }
    start
}

/// Whether what follows a name is only an aside: an age, a bracket, 側.
fn is_aside(rest: &str) -> bool {
    rest.starts_with(['(', '（']) || rest == "側" || rest.ends_with('歳')
}

/// Whether nothing but the head word stands there.
fn is_bare(words: &str, head: &str) -> bool {
    words.len() == head.len()
}
