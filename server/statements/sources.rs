//! Which noun phrase can be a source, whom it names, and how well that source can be asked.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::bodies::Bodies;
use super::lexicon::{Phrase, Title, lexicon};
use super::{Grade, Source};
use crate::actors::{Cast, Form, Kind, Mention};
use crate::article::Article;
use crate::language::{Part, Passage};
use crate::text::Span;

/// The mentions of an article by passage.
pub(super) struct Who<'a> {
    article: &'a Article,
    cast: &'a Cast,
    /// The mentions of each passage, which stand together.
    by_passage: Vec<Range<u32>>,
    bodies: Bodies<'a>,
    readings: Vec<Arc<Readings>>,
}

/// What a noun phrase turned out to be.
#[derive(Clone, Copy)]
struct Reading {
    mention: Option<u32>,
    grade: Grade,
}

/// What the noun phrases of a passage turned out to be, kept with it. Mentions are counted from the passage's first.
struct Readings {
    /// The mentions on which that depends: where they stand, and what they and their actors are.
    of: Vec<(Span, Form, Kind, Kind)>,
    known: Mutex<FxHashMap<Span, Option<Reading>>>,
}

impl<'a> Who<'a> {
    pub(super) fn new(article: &'a Article, cast: &'a Cast) -> Self {
        let mut from = 0;
        let of = |passage: u32| {
            let here = cast.mentions[from as usize..].iter().take_while(|mention| mention.passage == passage);
            let range = from..from + here.count() as u32;
            from = range.end;
            range
        };
        let by_passage = (0..article.passages.len() as u32).map(of).collect();
        let bodies = Bodies::of(article, cast);
        let mut who = Self { article, cast, by_passage, bodies, readings: Vec::new() };
        who.readings = (0..article.passages.len()).map(|passage| who.remembered(passage)).collect();
        who
    }

    /// What is known of a passage from an earlier version of the article with the same mentions in it.
    fn remembered(&self, passage: usize) -> Arc<Readings> {
        let mentions = self.here(passage).map(|(_, mention)| mention);
        let of: Vec<_> = mentions.map(|one| (one.local, one.form, one.kind, self.kind(one))).collect();
        let holds = |known: &Readings| known.of == of;
        self.article.passages[passage].passage.note_if(holds, |_| Readings { of: of.clone(), known: Mutex::default() })
    }

    /// The source that the noun phrase `noun` of passage `passage` names; `None` where it cannot speak (a thing, a
    /// time, a number).
    pub(super) fn speaker(&self, passage: usize, noun: Span) -> Option<Source> {
        let noun = self.whole(passage, noun);
        self.read(passage, noun).map(|reading| self.source(passage, noun, &reading))
    }

    /// The source before によると: whatever stands there vouches, were it a thing.
    pub(super) fn voucher(&self, passage: usize, noun: Span) -> Option<Source> {
        let noun = self.whole(passage, noun);
        if let Some(reading) = self.read(passage, noun) {
            return Some(self.source(passage, noun, &reading));
        }
        let text = noun.slice(self.text(passage));
        // X新聞九州版: the one who can speak, not the place.
        let rank = |mention: &Mention| match self.kind(mention) {
            Kind::Person => 0,
            Kind::Organization => 1,
            _ => 2,
        };
        let mention = self.inside(passage, noun).min_by_key(|(_, mention)| rank(mention)).map(|(n, _)| n);
        let mention = mention.or_else(|| self.issuer(passage, noun));
        if mention.is_none() && lexicon().is_no_source(text) {
            return None;
        }
        let grade = if mention.is_some() { Grade::Body } else { Grade::Document };
        Some(self.source(passage, noun, &Reading { mention, grade }))
    }

    /// A noun phrase that the tokenizer cut in the middle of a name, or behind one, with the whole of that name.
    fn whole(&self, passage: usize, noun: Span) -> Span {
        let name = self
            .here(passage)
            .map(|(_, mention)| mention.local)
            .find(|local| local.start < noun.start && local.end >= noun.start);
        name.map_or(noun, |name| Span::new(name.start, noun.end.max(name.end)))
    }

    /// An outlet to whom the words between `from` and `to` were said: テレビ東京に対し, ロイターに.
    pub(super) fn outlet_told(&self, passage: usize, from: u32, to: u32) -> Option<Source> {
        let text = self.text(passage);
        self.inside(passage, Span::new(from, to)).find_map(|(n, mention)| {
            let behind = &text[mention.local.end as usize..to as usize];
            let told =
                lexicon().phrases(Phrase::Told).any(|mark| behind.starts_with(mark)) && !behind.starts_with("によ");
            (told && self.is_outlet(mention))
                .then(|| self.source(passage, mention.local, &Reading { mention: Some(n), grade: Grade::Body }))
        })
    }

    /// The outlet that stands first between round brackets or before a colon: （BBC、ロイター）.
    pub(super) fn outlet_at(&self, passage: usize, span: Span) -> Option<Source> {
        let (n, mention) = self.inside(passage, span).next()?;
        let text = self.text(passage);
        let before = Span::new(span.start, mention.local.start).slice(text);
        let after = Span::new(mention.local.end, span.end).slice(text);
        let compiled = lexicon().phrases(Phrase::Compiled).any(|word| after.starts_with(word));
        (before.trim_matches(['「', ' ', '　', '"', '『']).is_empty() && (self.is_outlet(mention) || compiled))
            .then(|| self.source(passage, mention.local, &Reading { mention: Some(n), grade: Grade::Body }))
    }

    /// Whether a source is an outlet.
    pub(super) fn names_outlet(&self, source: &Source) -> bool {
        source
            .mention
            .map_or_else(|| lexicon().is_outlet(&source.text), |n| self.is_outlet(&self.cast.mentions[n as usize]))
    }

    fn is_outlet(&self, mention: &Mention) -> bool {
        let Some(actor) = self.cast.actors.get(mention.actor as usize) else { return false };
        actor.kind == Kind::Organization && (actor.id.starts_with("outlet:") || lexicon().is_outlet(&actor.name))
    }

    /// Whether a source is a place and no body: 東京では.
    pub(super) fn is_place(&self, source: &Source) -> bool {
        source.mention.is_some_and(|n| {
            let mention = &self.cast.mentions[n as usize];
            self.kind(mention) == Kind::Place && mention.span.end == source.span.end
        })
    }

    fn source(&self, passage: usize, noun: Span, reading: &Reading) -> Source {
        let mention = match reading.grade {
            Grade::Body | Grade::Document | Grade::Office => self.antecedent(passage, noun).or(reading.mention),
            _ => reading.mention,
        };
        Source {
            mention,
            span: self.article.passages[passage].to_article(noun),
            text: noun.slice(self.text(passage)).to_owned(),
            grade: reading.grade,
        }
    }

    /// The mention before that a short form stands for: 同署 for 北嶺署, 県警 for 北嶺県警, 同社 for a company that is not
    /// the outlet reporting it; 千葉代表 for 千葉太郎 rather than for a prefecture.
    fn antecedent(&self, passage: usize, noun: Span) -> Option<u32> {
        let core = core(&self.article.passages[passage].passage, noun);
        let text = self.text(passage);
        let words = core.slice(text);
        // 警察の発表, 同署の調べ: the owner of the words.
        let words = words.split('の').next().unwrap_or(words);
        let owner = Span::new(core.start, core.start + words.len() as u32);
        let inside = self.inside(passage, owner).next_back();
        let place = self.article.passages[passage].to_article(noun).start;
        let before = self.cast.mentions.partition_point(|mention| mention.span.start < place);
        let earlier = || self.cast.mentions[..before].iter().enumerate().rev().filter(|(_, m)| m.form == Form::Name);
        let surface = |mention: &Mention| mention.span.slice(&self.article.text);
        if let Some((_, mention)) = inside
            && mention.kind == Kind::Place
            && lexicon().title(Span::new(mention.local.end, owner.end).slice(text)).is_some()
        {
            let name = surface(mention);
            let person = |m: &Mention| {
                let actor = self.cast.actors.get(m.actor as usize);
                m.kind == Kind::Person && actor.is_some_and(|actor| actor.name.starts_with(name) && actor.name != name)
            };
            return earlier().find(|(_, m)| person(m)).map(|(n, _)| n as u32);
        }
        let same = words.strip_prefix('同');
        let settled = inside.is_some_and(|(_, m)| same.is_none() || m.form == Form::Name || !self.is_outlet(m));
        let key = same.unwrap_or(words).trim_end_matches('側');
        if settled || key.is_empty() || same.is_none() && key.chars().count() < 2 {
            return None;
        }
        let police = if key == "警察" { self.bodies.last_police(before) } else { None };
        let found = self.bodies.last_ending(key, before).max(police);
        if found.is_none() && matches!(key, "社" | "団体" | "協会") && same.is_some() {
            let company = |m: &Mention| m.kind == Kind::Organization && !self.is_outlet(m);
            return earlier().find(|(_, m)| company(m)).map(|(n, _)| n as u32);
        }
        found
    }

    fn text(&self, passage: usize) -> &'a str {
        &self.article.passages[passage].passage.text
    }

    /// The mentions of a passage, each with its number.
    fn here(&self, passage: usize) -> impl DoubleEndedIterator<Item = (u32, &'a Mention)> + use<'a> {
        let Range { start, end } = self.by_passage[passage];
        (start..end).zip(&self.cast.mentions[start as usize..end as usize])
    }

    fn inside(&self, passage: usize, span: Span) -> impl DoubleEndedIterator<Item = (u32, &'a Mention)> + '_ {
        self.here(passage).filter(move |(_, mention)| span.covers(mention.local))
    }

    fn read(&self, passage: usize, noun: Span) -> Option<Reading> {
        let first = Some(&self.by_passage[passage]).filter(|here| !here.is_empty()).map_or(0, |here| here.start);
        let counted = |reading: Reading, add: i64| Reading {
            mention: reading.mention.map(|n| (i64::from(n) + add) as u32),
            grade: reading.grade,
        };
        let known = || self.readings[passage].known.lock().unwrap_or_else(PoisonError::into_inner);
        let remembered = known().get(&noun).copied();
        let reading = remembered.unwrap_or_else(|| {
            let read = self.read_anew(passage, noun).map(|reading| counted(reading, -i64::from(first)));
            known().insert(noun, read);
            read
        });
        reading.map(|reading| counted(reading, i64::from(first)))
    }

    fn read_anew(&self, passage: usize, noun: Span) -> Option<Reading> {
        let text = self.text(passage);
        let core = core(&self.article.passages[passage].passage, noun);
        let core = self.first_of_joint(passage, core);
        let words = core.slice(text);
        if words.is_empty() {
            return None;
        }
        let lexicon = lexicon();
        if lexicon.is_first_person(words) || words == "自分" {
            return None;
        }
        let last = self.inside(passage, core).next_back();
        if let Some((n, mention)) = last
            && mention.form == Form::Pronoun
            && mention.local.end == core.end
        {
            let grade = if self.kind(mention) == Kind::Person { Grade::Person } else { Grade::Body };
            return Some(Reading { mention: Some(n), grade });
        }
        let head = Span::new(head_start(&self.article.passages[passage].passage, core), core.end);
        let head_words = head.slice(text).trim_matches(['「', '」', '『', '』', '“', '”']);
        let named = last.filter(|(_, mention)| head.covers(mention.local));
        let rest = named.map_or("", |(_, mention)| Span::new(mention.local.end, core.end).slice(text));
        let rest = rest.trim_start_matches(['・', '＝', '=', ' ', '　', '」', '』', '”']);
        let person_in_head = self
            .inside(passage, head)
            .rev()
            .find(|(_, mention)| self.kind(mention) == Kind::Person && mention.form == Form::Name);
        if let Some((n, mention)) = person_in_head
            && named.is_some_and(|(other, _)| other != n)
        {
            // X米大統領: the person, whatever the title holds.
            let behind = Span::new(mention.local.end, core.end).slice(text);
            if lexicon.title(behind).is_some() {
                return Some(Reading { mention: Some(n), grade: Grade::Person });
            }
        }
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
        let person = any.rev().find(|(_, mention)| self.kind(mention) == Kind::Person).map(|(n, _)| n);
        let owner = named.or(last).map(|(n, _)| n);
        if let Some(grade) = lexicon.pronoun(head_words) {
            return Some(Reading { mention: owner, grade });
        }
        if let Some((Title::Honorific, length)) = lexicon.title(head_words)
            && length < head_words.len()
        {
            // The body that a person belongs to is not the person.
            return Some(Reading { mention: person, grade: Grade::Person });
        }
        if let Some(grade) = lexicon.unnamed(head_words) {
            if let Some(reading) = self.foremost(passage, noun) {
                return Some(reading);
            }
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
            let owner = owner.or_else(|| self.issuer(passage, core));
            let open = owner.is_none()
                && (is_bare(words, head_words) && is_plain(head_words) && !self.is_modified(passage, core)
                    || lexicon.is_vague(words));
            return Some(Reading { mention: owner, grade: if open { Grade::Unnamed } else { Grade::Document } });
        }
        if let Some((title, length)) = lexicon.title(head_words) {
            let passage = &self.article.passages[passage].passage;
            let name = length < head_words.len()
                && passage.tokens_in(head).any(|t| {
                    let token = &passage.tokens[t];
                    token.class().sub == "固有名詞" && token.class().detail == "人名" || !token.is_known()
                });
            let grade = match title {
                _ if name => Grade::Person,
                _ if owner.is_none() && lexicon.is_vague(words) => Grade::Unnamed,
                Title::Office => Grade::Office,
                Title::Calling if owner.is_some() => Grade::Role,
                _ => Grade::Unnamed,
            };
            let mention = if grade == Grade::Person { person } else { owner };
            return Some(Reading { mention, grade });
        }
        if lexicon.is_body(head_words) {
            let open = owner.is_none() && (lexicon.is_vague(words) || lexicon.is_vague(head_words));
            return Some(Reading { mention: owner, grade: if open { Grade::Unnamed } else { Grade::Body } });
        }
        if named.is_some() {
            return None;
        }
        self.by_tokens(passage, head).map(|grade| Reading { mention: last.map(|(n, _)| n), grade })
    }

    /// Whether a clause stands before a noun phrase and modifies it: 裁判所に収められた書類.
    fn is_modified(&self, passage: usize, noun: Span) -> bool {
        let passage = &self.article.passages[passage].passage;
        let before = passage.token_at(noun.start).checked_sub(1).map(|t| &passage.tokens[t]);
        before.is_some_and(|token| {
            token.span.end == noun.start && matches!(token.part(), Part::Verb | Part::Auxiliary | Part::Adjective)
        })
    }

    /// Xによる発表, Xが公表した報告書: who issued a document, named right before it.
    fn issuer(&self, passage: usize, noun: Span) -> Option<u32> {
        const NEAR: u32 = 90;
        let before = &self.text(passage)[..noun.start as usize];
        let phrase = lexicon().phrases(Phrase::Agent).find(|phrase| before.ends_with(phrase))?;
        let end = (before.len() - phrase.len()) as u32;
        let inside = self.inside(passage, Span::new(end.saturating_sub(NEAR), end));
        let named = inside.rev().find(|(_, mention)| mention.local.end == end);
        named.filter(|(_, mention)| self.kind(mention) != Kind::Place).map(|(n, _)| n)
    }

    /// Whether somebody is called by name anywhere in the article, or known from a registry.
    pub(super) fn is_known(&self, mention: u32) -> bool {
        let actor = self.cast.actors.get(self.cast.mentions[mention as usize].actor as usize);
        actor.is_some_and(|actor| {
            let named = |n: &u32| self.cast.mentions.get(*n as usize).is_some_and(|m| m.form == Form::Name);
            actor.profile.is_some() || actor.mentions.is_empty() || actor.mentions.iter().any(named)
        })
    }

    /// X首相を含む支持者たち: of many who say it the one who is named.
    fn foremost(&self, passage: usize, noun: Span) -> Option<Reading> {
        const NEAR: u32 = 60;
        let text = self.text(passage);
        let before = text[..noun.start as usize].trim_end_matches("何人かの");
        let phrase = lexicon().phrases(Phrase::Foremost).find(|phrase| before.ends_with(phrase))?;
        let end = (before.len() - phrase.len()) as u32;
        let (n, mention) = self
            .inside(passage, Span::new(end.saturating_sub(NEAR), end))
            .rev()
            .find(|(_, mention)| end - mention.local.end <= NEAR / 2)?;
        let grade = if self.kind(mention) == Kind::Person { Grade::Person } else { Grade::Body };
        Some(Reading { mention: Some(n), grade })
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
            ("固有名詞" | "接尾", "人名") => Some(Grade::Person),
            ("固有名詞", "組織") => Some(Grade::Body),
            ("固有名詞", "地域") if class.fine == "国" => Some(Grade::Body),
            // A word of katakana or Latin letters that the dictionary does not have is most often a name.
            ("固有名詞", "一般") if !token.is_known() => Some(Grade::Person),
            _ => None,
        }
    }

    fn kind(&self, mention: &Mention) -> Kind {
        self.cast.actors.get(mention.actor as usize).map_or(mention.kind, |actor| actor.kind)
    }

    /// Of several sources joined by ・, 、, と or や the first; ・ joins only outlets (国・省 is one).
    fn first_of_joint(&self, passage: usize, noun: Span) -> Span {
        let text = noun.slice(self.text(passage));
        let lexicon = lexicon();
        let joins = |at: usize| {
            ["及び", "および", "ならびに", "並びに", "・", "、", "=", "＝", "と", "や"]
                .iter()
                .find(|word| text[at..].starts_with(**word))
        };
        let mut depth = 0usize;
        for (at, c) in text.char_indices() {
            match c {
                '「' | '『' | '（' | '(' => depth += 1,
                '」' | '』' | '）' | ')' => depth = depth.saturating_sub(1),
                _ if depth > 0 || at == 0 => {}
                _ => {
                    let Some(word) = joins(at) else { continue };
                    let first = &text[..at];
                    let cut = Span::new(noun.start, noun.start + at as u32);
                    let ends_here = self.inside(passage, cut).next_back().is_some_and(|(_, m)| m.local.end == cut.end);
                    let crosses = self.here(passage).any(|(_, m)| m.local.start < cut.end && m.local.end > cut.end);
                    // ・ and = join only outlets: 国・省 is one.
                    let tight = matches!(*word, "・" | "=" | "＝");
                    if !crosses && (lexicon.is_outlet(first) || !tight && ends_here) {
                        return cut;
                    }
                }
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
        let tail = lexicon().phrases(Phrase::Tail).find(|tail| words.len() > tail.len() && words.ends_with(tail));
        let Some(tail) = tail else {
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

/// Whether a document is called by its sort alone (報告, 世論調査): a judgement or a statute is known all the same.
fn is_plain(head: &str) -> bool {
    const WORD: usize = 4;
    head.chars().count() <= WORD && !head.contains(['判', '法', '訴', '憲']) && !head.starts_with(['同', 'こ', 'そ'])
}

/// Whether a source is a pronoun for a person: 彼, 同氏.
pub(super) fn is_personal_pronoun(source: &Source) -> bool {
    lexicon().pronoun(&source.text) == Some(Grade::Person)
}
