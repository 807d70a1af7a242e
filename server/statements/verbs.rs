//! Verbs of attribution: found by their dictionary form, accepted by the mark under which the content stands.

use std::ops::Range;

use super::cues::{Frame, Shape, VerbClass, VerbCue};
use super::lexicon::{Verb, lexicon};
use super::phrases::Reader;
use crate::language::Part;
use crate::text::Span;

/// The verbs of attribution of a sentence.
pub(super) fn find(reader: &Reader<'_>, sentence: Span) -> Vec<VerbCue> {
    let mut found: Vec<VerbCue> = Vec::new();
    let range = reader.tokens_in(sentence);
    let mut floor = range.start;
    let mut n = range.start;
    while n < range.end {
        if !reader.masked(n)
            && let Some((cue, next)) = verb_at(reader, n, floor, &range)
        {
            floor = next;
            n = next;
            found.push(cue);
        } else {
            n += 1;
        }
    }
    found
}

fn verb_at(reader: &Reader<'_>, n: usize, floor: usize, range: &Range<usize>) -> Option<(VerbCue, usize)> {
    let part = reader.part(n);
    if part == Part::Particle && reader.surface(n) == "として" {
        return holding(reader, n, floor, range);
    }
    let key = match part {
        Part::Verb => reader.base(n),
        Part::Noun | Part::Adjective | Part::Adverb | Part::Adnominal | Part::Prefix => reader.surface(n),
        _ => return None,
    };
    let candidates = lexicon().verbs.get(key)?;
    // A mark of content decides between the uses of a verb; what stands without one is looked at last.
    candidates
        .iter()
        .find_map(|verb| verb_with(reader, verb, n, floor, range, false))
        .or_else(|| candidates.iter().find_map(|verb| verb_with(reader, verb, n, floor, range, true)))
}

/// 「…」として、…したとして: a clause that somebody holds.
fn holding(reader: &Reader<'_>, n: usize, floor: usize, range: &Range<usize>) -> Option<(VerbCue, usize)> {
    let before = n.checked_sub(1).filter(|before| *before >= range.start && n >= floor)?;
    let quoted = reader.closes_speech(before)
        || reader.ends_clause(before)
        || reader.closes_quotation(before) && attributes_next(reader, n + 1, range.end);
    if !quoted || reader.is_volition(before) {
        return None;
    }
    let span = reader.span(n);
    let (end, continuing) = match (n + 1 < range.end).then(|| reader.base(n + 1)) {
        Some("いる" | "おる") => (reader.inflection(n + 1, range.end), true),
        _ => (n + 1, false),
    };
    // AはBしたとして非難されている: those who accuse hold it, not A.
    let passive = !continuing && next_verb_is_passive(reader, end, range.end);
    let (shape, head) = shape(reader, end, range.end);
    let verb = Span::new(span.start, reader.span(end - 1).end);
    let cue = VerbCue {
        span: verb,
        verb,
        class: VerbClass::Hold,
        frame: Frame::To,
        passive,
        negated: false,
        continuing,
        shape: if continuing { shape } else { Shape::Continued },
        content_end: span.start,
        head: if continuing { head } else { None },
        agent: None,
    };
    Some((cue, end))
}

/// Whether the next verb but one of time and manner is a verb of attribution: 「理解不足」として却下した.
fn attributes_next(reader: &Reader<'_>, from: usize, end: usize) -> bool {
    const NEAR: usize = 4;
    (from..end.min(from + NEAR)).filter(|t| !reader.masked(*t)).any(|t| {
        let key = if reader.part(t) == Part::Verb { reader.base(t) } else { reader.surface(t) };
        matches!(reader.part(t), Part::Verb | Part::Noun) && key != "する" && lexicon().verbs.contains_key(key)
    })
}

/// Whether the next verb is passive.
fn next_verb_is_passive(reader: &Reader<'_>, from: usize, end: usize) -> bool {
    let Some(verb) = (from..end).find(|t| !reader.masked(*t) && reader.part(*t) == Part::Verb) else { return false };
    (verb..reader.inflection(verb + 1, end)).any(|t| matches!(reader.base(t), "れる" | "られる"))
}

fn verb_with(
    reader: &Reader<'_>,
    verb: &Verb,
    n: usize,
    floor: usize,
    range: &Range<usize>,
    unmarked: bool,
) -> Option<(VerbCue, usize)> {
    let mut end = n + 1;
    for word in &verb.rest {
        if end >= range.end || (reader.surface(end) != *word && reader.base(end) != *word) {
            return None;
        }
        end += 1;
    }
    let is_noun = reader.part(end - 1) == Part::Noun;
    if is_noun {
        // A verbal noun says something with する behind it, or at the end of its clause (と発表。).
        if end < range.end
            && (reader.base(end) == "する" || matches!(reader.surface(end), "できる" | "いたす" | "致し"))
        {
            end += 1;
        } else if end < range.end && !matches!(reader.surface(end), "。" | "、" | "；" | "." | "．") {
            return None;
        }
    }
    let stem_end = end;
    let end = reader.inflection(end, range.end).min(range.end);
    let inflected = stem_end.saturating_sub(1)..end;
    let passive = inflected.clone().any(|t| matches!(reader.base(t), "れる" | "られる"));
    let causative = inflected.clone().any(|t| matches!(reader.base(t), "せる" | "させる"));
    if causative || reader.is_volition(end - 1) {
        return None;
    }
    let negated = inflected.clone().any(|t| matches!(reader.base(t), "ない" | "ぬ" | "ん"));
    let continuing = inflected.clone().any(|t| matches!(reader.base(t), "いる" | "おる" | "てる"));
    let (mut shape, mut head) = shape(reader, end, range.end);
    let (frame, mark, content_end) = match frame(reader, verb, n, floor, range.start, continuing) {
        Some(found) => found,
        None if !unmarked => return None,
        // 関与が指摘されている: the subject of a passive is what is said.
        None if passive && verb.frames.speaks_of_objects() && passive_reports(verb.class) => {
            (Frame::Ga, n, reader.span(n).start)
        }
        // 三人が死亡、当局が発表。
        None if shape == Shape::Final && matches!(verb.class, VerbClass::Announce | VerbClass::Report) => {
            let comma = reader.comma_before_subject(n, floor)?;
            (Frame::Comma, n, reader.span(comma).start)
        }
        // 「…」とXは言った needs no more; Xは語った。 stands beside its quotation.
        None if verb.class == VerbClass::Say && matches!(shape, Shape::Final | Shape::Cleft) => {
            (Frame::Bare, n, reader.span(n).start)
        }
        // Xが発表した統計: so is the noun that a relative clause modifies.
        None if shape == Shape::Adnominal
            && matches!(verb.class, VerbClass::Announce | VerbClass::Report)
            && reader.subject_before(n, floor) =>
        {
            (Frame::Head, n, reader.span(n).start)
        }
        None => return None,
    };
    let passive = passive || verb.frames.suffers;
    let plain_iu = matches!(reader.base(n), "いう" | "言う") && mark + 1 == n && verb.rest.is_empty();
    let noun_behind = end < range.end && reader.part(end) == Part::Noun && reader.can_modify(end - 1);
    if plain_iu && (noun_behind || matches!(shape, Shape::Adnominal | Shape::Cleft | Shape::Embedded)) && end == n + 1 {
        // 〜という会社, 〜というのは: a name or an apposition.
        return None;
    }
    if plain_iu
        && shape == Shape::Final
        && reader.surface(n).starts_with('い')
        && !reader.closes_quotation(mark.saturating_sub(1))
    {
        // 〜という。 is hearsay, which the endings know.
        return None;
    }
    if verb.class == VerbClass::Hold && conditional(reader, end, range.end) {
        return None;
    }
    if matches!(frame, Frame::Nominal | Frame::Head) && shape == Shape::Adnominal {
        (shape, head) = (Shape::Embedded, None);
    }
    let agent = if passive { agent(reader, n, floor) } else { None };
    let verb_span = Span::new(reader.span(n).start, reader.span(end - 1).end);
    let class = match frame {
        Frame::Nominal => {
            reader.object_mark(n, floor).and_then(|object| nominal_class(reader, object)).unwrap_or(verb.class)
        }
        _ => verb.class,
    };
    let content_end = match (frame, agent) {
        // The agent of a passive is not what is said, nor is the が of its subject.
        (Frame::Ga, Some(agent)) => agent.start,
        (Frame::Ga, None) if n > range.start && reader.part(n - 1) == Part::Particle => reader.span(n - 1).start,
        _ => content_end,
    };
    let cue = VerbCue {
        span: Span::new(reader.span(mark).start, verb_span.end),
        verb: verb_span,
        class,
        frame,
        passive,
        negated,
        continuing,
        shape,
        content_end,
        head,
        agent,
    };
    Some((cue, end))
}

/// Whether the passive of such a verb says that somebody said something: 指摘されている, not 承認された.
fn passive_reports(class: VerbClass) -> bool {
    !matches!(class, VerbClass::Admit | VerbClass::Support | VerbClass::Oppose | VerbClass::Decide | VerbClass::Promise)
}

/// The class of the noun before the を at token `mark`.
fn nominal_class(reader: &Reader<'_>, mark: usize) -> Option<VerbClass> {
    let nominals = &lexicon().nominals;
    let last = mark.checked_sub(1)?;
    let one = reader.surface(last);
    let two = last
        .checked_sub(1)
        .map(|before| Span::new(reader.span(before).start, reader.span(last).end).slice(reader.text()));
    two.and_then(|two| nominals.get(two)).or_else(|| nominals.get(one)).copied()
}

/// とすれば, とすると: a condition.
fn conditional(reader: &Reader<'_>, at: usize, end: usize) -> bool {
    at < end && reader.part(at) == Part::Particle && matches!(reader.surface(at), "ば" | "と")
}

/// How the content of a verb at token `n` is marked: the frame, the mark's token, where the content ends. Marks before
/// token `floor` belong to an earlier verb; `start` is where the sentence begins.
fn frame(
    reader: &Reader<'_>,
    verb: &Verb,
    n: usize,
    floor: usize,
    start: usize,
    continuing: bool,
) -> Option<(Frame, usize, u32)> {
    let frames = verb.frames;
    let before = n.checked_sub(1).filter(|before| *before >= floor)?;
    let nominal = frames.wo || frames.koto || frames.nominal || frames.suffers;
    let object_mark = reader.object_mark(n, floor);
    if nominal && let Some(mark) = object_mark.filter(|mark| *mark > start) {
        let object = mark - 1;
        if frames.koto && matches!(reader.surface(object), "こと" | "旨" | "の") {
            return Some((Frame::Koto, mark, reader.span(object).start));
        }
        let opinion = apposition(reader, mark, start);
        if (frames.nominal || frames.suffers || frames.wo && opinion.is_some()) && nominal_class(reader, mark).is_some()
        {
            let (from, content) = opinion.unwrap_or((mark, reader.span(mark).start));
            return Some((Frame::Nominal, from, content));
        }
        if frames.wo {
            return Some((Frame::Wo, mark, reader.span(mark).start));
        }
    }
    let near = reader.before_adverbs(n, floor).unwrap_or(before);
    if frames.you
        && let Some(mark) = reader.demand_mark(n, floor).filter(|mark| *mark > start)
    {
        return Some((Frame::You, mark, reader.span(mark).start));
    }
    // A verb that has its object directly before it quotes only where it is a verb of saying: 理由を述べた.
    let has_object =
        object_mark.is_some() && !matches!(verb.class, VerbClass::Say | VerbClass::Announce | VerbClass::Report);
    if frames.to
        && let Some((mark, content)) = quotative(reader, verb, n, floor, start, continuing)
        && (!has_object || mark + 1 == n || reader.closes_quotation(mark.saturating_sub(1)))
    {
        return Some((Frame::To, mark, content));
    }
    if frames.ni && reader.surface(near) == "に" {
        return Some((Frame::Ni, near, reader.span(near).start));
    }
    None
}

/// …との見方を: the token of the との and where the content before it ends.
fn apposition(reader: &Reader<'_>, mark: usize, start: usize) -> Option<(usize, u32)> {
    const LONGEST: usize = 6;
    for t in (start..mark).rev().take(LONGEST) {
        match reader.surface(t) {
            "との" | "という" | "とする" | "といった" => return Some((t, reader.span(t).start)),
            "の" if t > start && reader.surface(t - 1) == "と" => return Some((t - 1, reader.span(t - 1).start)),
            _ if matches!(reader.part(t), Part::Noun | Part::Prefix | Part::Adjective) => {}
            _ => return None,
        }
    }
    None
}

/// The nearest と that quotes, going back from the verb at token `n`, with the end of its content.
fn quotative(
    reader: &Reader<'_>,
    verb: &Verb,
    n: usize,
    floor: usize,
    start: usize,
    continuing: bool,
) -> Option<(usize, u32)> {
    const FARTHEST: usize = 40;
    let hold = verb.class == VerbClass::Hold;
    let near = reader.before_adverbs(n, floor)?;
    // Verbs that only sometimes quote do so with と right before them.
    let close = hold || matches!(reader.base(n), "みる" | "見る" | "呼ぶ");
    // Others stand apart from it where a subject or an addressee comes between, if saying is what they are for.
    let apart = matches!(
        verb.class,
        VerbClass::Say
            | VerbClass::Announce
            | VerbClass::Claim
            | VerbClass::Report
            | VerbClass::Criticise
            | VerbClass::Deny
            | VerbClass::Admit
            | VerbClass::Warn
            | VerbClass::Show
            | VerbClass::Think
    );
    for mark in (floor..n).rev().take(FARTHEST) {
        if close && mark + 2 < near {
            return None;
        }
        if reader.masked(mark) || !reader.is_quotative(mark) {
            continue;
        }
        let adjacent = mark == near || mark + 1 == near && reader.part(near) == Part::Particle;
        let quoted = mark > start && reader.closes_quotation(mark - 1);
        if !adjacent && !quoted && (close || !apart) {
            return None;
        }
        let subject_between =
            (mark + 1..n).any(|t| !reader.masked(t) && matches!(reader.surface(t), "は" | "が" | "も"));
        if !adjacent && !quoted && !subject_between && verb.class == VerbClass::Think {
            return None;
        }
        if verb.class == VerbClass::Think && mark > start && reader.base(mark - 1) == "たい" {
            // 〜したいと考えている is a wish, not a view.
            return None;
        }
        if let Some(content) = reader.quoted_end(
            mark,
            start,
            &Quoting { says: verb.class == VerbClass::Say, adjacent, strict: hold && !continuing, subject_between },
        ) {
            return Some((mark, content));
        }
    }
    None
}

/// What is known of a verb when と before it is judged.
#[expect(clippy::struct_excessive_bools, reason = "four answers that one judgement needs")]
pub(super) struct Quoting {
    /// It is a verb of saying.
    pub says: bool,
    /// It follows directly.
    pub adjacent: bool,
    /// Only a clause or quotation marks may stand before と.
    pub strict: bool,
    /// A subject stands between と and the verb.
    pub subject_between: bool,
}

/// The agent of the passive at token `n`: Xから and Xによって before the verb, Xに directly before it.
fn agent(reader: &Reader<'_>, n: usize, floor: usize) -> Option<Span> {
    const NEAR: usize = 24;
    let from = n.saturating_sub(NEAR).max(floor);
    let before = |t: usize| {
        (reader.part(t) == Part::Particle && !reader.masked(t)).then(|| reader.noun_before(t, floor)).flatten()
    };
    let apart =
        (from..n).rev().filter(|t| matches!(reader.surface(*t), "から" | "により" | "によって")).find_map(before);
    apart.or_else(|| (from..n).next_back().filter(|t| matches!(reader.surface(*t), "に" | "で")).and_then(before))
}

/// What follows the verb that ends before token `at`.
fn shape(reader: &Reader<'_>, at: usize, end: usize) -> (Shape, Option<Span>) {
    if at >= end {
        return (Shape::Final, None);
    }
    if !reader.can_modify(at - 1) && !matches!(reader.surface(at), "。" | "！" | "？") {
        return (Shape::Continued, None);
    }
    let class = reader.class(at);
    match class.part {
        Part::Symbol if reader.opens_quotation(at) => (Shape::Adnominal, reader.noun_after(at, end)),
        // と報じた[4]。 a note.
        Part::Symbol if reader.opens_bracket(at) => (Shape::Final, None),
        Part::Symbol if matches!(reader.surface(at), "。" | "！" | "？" | "." | "」" | "!") => (Shape::Final, None),
        Part::Noun if class.sub == "非自立" => match reader.surface(at) {
            "の" => cleft(reader, at, end),
            "こと" | "もの" | "ん" | "よう" | "事" => (Shape::Embedded, None),
            _ => (Shape::Continued, None),
        },
        Part::Noun if class.sub == "副詞可能" || matches!(reader.surface(at), "上" | "うえ" | "際" | "一方") => {
            (Shape::Continued, None)
        }
        Part::Noun | Part::Prefix | Part::Adnominal => (Shape::Adnominal, reader.noun_after(at, end)),
        Part::Particle if reader.surface(at) == "の" => cleft(reader, at, end),
        // 〜しているという。 is hearsay about the clause, which stands by itself.
        Part::Particle
            if reader.surface(at) == "と" && at + 1 < end && matches!(reader.base(at + 1), "いう" | "言う") =>
        {
            (Shape::Continued, None)
        }
        Part::Particle if matches!(reader.surface(at), "と" | "か") => (Shape::Embedded, None),
        _ => (Shape::Continued, None),
    }
}

/// …と語るのはXだ: the noun phrase behind のは.
fn cleft(reader: &Reader<'_>, at: usize, end: usize) -> (Shape, Option<Span>) {
    if at + 1 < end && reader.surface(at + 1) == "は" {
        let from = if at + 2 < end && reader.surface(at + 2) == "、" { at + 3 } else { at + 2 };
        return (Shape::Cleft, reader.noun_after(from, end));
    }
    (Shape::Embedded, None)
}
