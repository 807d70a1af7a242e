//! What an actor is.

use std::fmt;

use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The kinds of the machine interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// A person.
    Person,
    /// An organisation: company, agency, outlet, party, army, alliance, threat group.
    Organization,
    /// A country, a region, a city, a sea.
    Place,
    /// A building, an airport, a stadium.
    Facility,
    /// A war, an election, a tournament, an earthquake.
    Event,
    /// A book, a film, a broadcast.
    Work,
    /// A product, a service, a ship, a weapon.
    Product,
    /// A law or a treaty.
    Law,
    /// A programme, a prize and whatever else has a name.
    Other,
}

impl Kind {
    /// All kinds, in the order of the machine interface.
    pub const ALL: [Self; 9] = [
        Self::Person,
        Self::Organization,
        Self::Place,
        Self::Facility,
        Self::Event,
        Self::Work,
        Self::Product,
        Self::Law,
        Self::Other,
    ];

    /// Its name in the machine interface.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Facility => "facility",
            Self::Event => "event",
            Self::Work => "work",
            Self::Product => "product",
            Self::Law => "law",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| format!("no such kind of actor: {name}"))
    }
}
