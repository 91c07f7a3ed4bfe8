//! What a comparison found: one level for each field, and for the pairs of fields that say more together than apart.

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Surname,
    Given,
    /// Surname and given name changed places.
    Order,
    Birth,
    Sex,
    Phone,
    Address,
    /// How many people have such a name.
    Rarity,
    /// Given name and date of birth together: twins have one without the other.
    GivenBirth,
    /// The whole name and where the person can be reached: a family shares one without the other.
    NameContact,
    BirthContact,
}

impl Field {
    pub const ALL: [Self; 11] = [
        Self::Surname,
        Self::Given,
        Self::Order,
        Self::Birth,
        Self::Sex,
        Self::Phone,
        Self::Address,
        Self::Rarity,
        Self::GivenBirth,
        Self::NameContact,
        Self::BirthContact,
    ];

    /// Its table in the data file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Surname => "surname",
            Self::Given => "given",
            Self::Order => "order",
            Self::Birth => "birth",
            Self::Sex => "sex",
            Self::Phone => "phone",
            Self::Address => "address",
            Self::Rarity => "rarity",
            Self::GivenBirth => "given-birth",
            Self::NameContact => "name-contact",
            Self::BirthContact => "birth-contact",
        }
    }

    /// The names of its levels, in their order.
    pub fn levels(self) -> Vec<String> {
        let single = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        let pairs = |left: &[&str], right: &[&str]| {
            left.iter()
                .flat_map(|left| right.iter().map(move |right| format!("{left}+{right}")))
                .collect()
        };
        match self {
            Self::Surname | Self::Given => pairs(&Heard::NAMES, &Seen::NAMES),
            Self::Order => single(&["straight", "turned"]),
            Self::Birth => single(&BirthLevel::NAMES),
            Self::Sex => single(&SexLevel::NAMES),
            Self::Phone => single(&PhoneLevel::NAMES),
            Self::Address => single(&AddressLevel::NAMES),
            Self::Rarity => single(&Rarity::NAMES),
            Self::GivenBirth | Self::NameContact | Self::BirthContact => pairs(&Grade::NAMES, &Grade::NAMES),
        }
    }
}

macro_rules! levels {
    ($(#[$doc:meta])* $name:ident { $($(#[$one:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$one])* $variant,)* }

        impl $name {
            /// Its names in the data file, in order.
            pub const NAMES: [&'static str; [$($word),*].len()] = [$($word),*];

            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}

levels! {
    /// How two readings compare.
    Heard {
        Equal = "equal",
        /// One sound more, less or other.
        OneOff = "one-off",
        /// Two, in a long name.
        TwoOff = "two-off",
        /// One is the beginning of the other.
        Begun = "begun",
        Different = "different",
        Missing = "missing",
    }
}

levels! {
    /// How two written names compare.
    Seen {
        /// Character for character, forms of one character being one.
        Equal = "equal",
        /// A character in common.
        Partly = "partly",
        Different = "different",
        Missing = "missing",
    }
}

levels! {
    BirthLevel {
        Equal = "equal",
        /// The same day, one year off.
        OneYear = "one-year",
        /// Month and day changed places.
        Turned = "turned",
        /// The same date in another era.
        Era = "era",
        /// One digit differs.
        Digit = "digit",
        /// Two of year, month and day are the same.
        TwoParts = "two-parts",
        /// Only the year was said, or the month, and it fits.
        Within = "within",
        /// Only the year was said, and it is off by one or two.
        NearYear = "near-year",
        Different = "different",
        Missing = "missing",
    }
}

levels! {
    SexLevel {
        Equal = "equal",
        Different = "different",
        Missing = "missing",
    }
}

levels! {
    PhoneLevel {
        Equal = "equal",
        Digit = "digit",
        Different = "different",
        Missing = "missing",
    }
}

levels! {
    AddressLevel {
        Equal = "equal",
        /// The town, and some of the numbers.
        Near = "near",
        /// The town only.
        Town = "town",
        Different = "different",
        Missing = "missing",
    }
}

levels! {
    /// How many people of the register can be expected to have such a name, when the names are the same.
    Rarity {
        Single = "single",
        Few = "few",
        Several = "several",
        Many = "many",
        /// The names are not the same.
        Inexact = "inexact",
    }
}

levels! {
    /// How well something fits, in short.
    Grade {
        Good = "good",
        Near = "near",
        Unknown = "unknown",
        Bad = "bad",
    }
}

/// Everything that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    pub surname: (Heard, Seen),
    pub given: (Heard, Seen),
    pub turned: bool,
    pub birth: BirthLevel,
    pub sex: SexLevel,
    pub phone: PhoneLevel,
    pub address: AddressLevel,
    pub rarity: Rarity,
}

/// One field and its level, as its place among [`Field::levels`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    pub field: Field,
    pub level: usize,
}

fn grade((heard, seen): (Heard, Seen)) -> Grade {
    match (heard, seen) {
        (Heard::Equal, _) | (Heard::Missing, Seen::Equal) => Grade::Good,
        (_, Seen::Equal) | (Heard::OneOff | Heard::TwoOff | Heard::Begun, _) => Grade::Near,
        (Heard::Missing, Seen::Missing) => Grade::Unknown,
        _ => Grade::Bad,
    }
}

impl Evidence {
    pub fn given_grade(&self) -> Grade {
        grade(self.given)
    }

    pub fn surname_grade(&self) -> Grade {
        grade(self.surname)
    }

    fn name_grade(&self) -> Grade {
        grade(self.surname).max(grade(self.given))
    }

    pub const fn birth_grade(&self) -> Grade {
        match self.birth {
            BirthLevel::Equal => Grade::Good,
            BirthLevel::OneYear | BirthLevel::Turned | BirthLevel::Era | BirthLevel::Digit | BirthLevel::Within => {
                Grade::Near
            }
            BirthLevel::Missing => Grade::Unknown,
            BirthLevel::TwoParts | BirthLevel::NearYear | BirthLevel::Different => Grade::Bad,
        }
    }

    pub const fn contact_grade(&self) -> Grade {
        match (self.phone, self.address) {
            (PhoneLevel::Equal, _) | (_, AddressLevel::Equal) => Grade::Good,
            (PhoneLevel::Digit, _) | (_, AddressLevel::Near) => Grade::Near,
            (PhoneLevel::Missing, _) | (_, AddressLevel::Missing) => Grade::Unknown,
            _ => Grade::Bad,
        }
    }

    /// One finding for each field.
    pub fn findings(&self) -> [Finding; 11] {
        let name = |(heard, seen): (Heard, Seen)| heard as usize * Seen::NAMES.len() + seen as usize;
        let grades = |left: Grade, right: Grade| left as usize * Grade::NAMES.len() + right as usize;
        let finding = |field, level| Finding { field, level };
        [
            finding(Field::Surname, name(self.surname)),
            finding(Field::Given, name(self.given)),
            finding(Field::Order, usize::from(self.turned)),
            finding(Field::Birth, self.birth as usize),
            finding(Field::Sex, self.sex as usize),
            finding(Field::Phone, self.phone as usize),
            finding(Field::Address, self.address as usize),
            finding(Field::Rarity, self.rarity as usize),
            finding(Field::GivenBirth, grades(self.given_grade(), self.birth_grade())),
            finding(Field::NameContact, grades(self.name_grade(), self.contact_grade())),
            finding(Field::BirthContact, grades(self.birth_grade(), self.contact_grade())),
        ]
    }
}
