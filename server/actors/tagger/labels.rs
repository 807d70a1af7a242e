//! What the model tells apart, and the kinds it stands for.

use std::ops::Range;

use super::cues;
use super::units::Sentence;
use crate::config::Kind;

/// How many classes of names there are.
pub(super) const CLASSES: usize = 6;

/// Labels: outside, and the first and the following tokens of each class.
pub(super) const COUNT: usize = 1 + 2 * CLASSES;

/// Outside of every name.
pub(super) const OUTSIDE: u8 = 0;

/// A class of names, as far as the tagger tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A person.
    Person,
    /// An organisation.
    Organization,
    /// A country, region or city.
    Place,
    /// A building.
    Facility,
    /// An event.
    Event,
    /// A product, work, law, prize: whatever else has a name.
    Product,
}

impl Class {
    /// All classes, in the order of their labels.
    pub const ALL: [Self; CLASSES] =
        [Self::Person, Self::Organization, Self::Place, Self::Facility, Self::Event, Self::Product];

    /// The label of a name's first token.
    pub(super) const fn first(self) -> u8 {
        1 + 2 * self as u8
    }

    /// The class of a label; `None` outside.
    pub(super) fn of(label: u8) -> Option<Self> {
        usize::from(label).checked_sub(1).and_then(|n| Self::ALL.get(n / 2)).copied()
    }
}

/// Whether a label is that of a name's first token.
pub(super) const fn is_first(label: u8) -> bool {
    label % 2 == 1
}

/// Whether `label` may follow `previous` ([`OUTSIDE`] at the start of a sentence): inside a name comes only after the
/// same name's tokens.
pub(super) const fn may_follow(previous: u8, label: u8) -> bool {
    label == OUTSIDE || is_first(label) || previous == label || previous + 1 == label
}

/// The kind of a name: its class, and for the last one what its last word and the brackets around it say.
pub(super) fn kind(class: Class, sentence: &Sentence, units: &Range<usize>) -> Kind {
    match class {
        Class::Person => Kind::Person,
        Class::Organization => Kind::Organization,
        Class::Place => Kind::Place,
        Class::Facility => Kind::Facility,
        Class::Event => Kind::Event,
        Class::Product => {
            let last = &sentence.units[units.end - 1];
            let flags = last.suffix | last.phrase;
            if flags & cues::LAW != 0 {
                Kind::Law
            } else if flags & cues::EVENT != 0 {
                Kind::Event
            } else if flags & cues::WORK != 0 || sentence.in_title_brackets(units.end - 1) {
                Kind::Work
            } else {
                Kind::Product
            }
        }
    }
}
