//! What can have happened to the record of a person. Each struct is frozen as a record format.

use serde::{Deserialize, Serialize};

use super::{Allergy, Identifier, Particular, PatientId};

/// A person became known here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    pub patient: PatientId,
    pub identifiers: Vec<Identifier>,
    pub particulars: Vec<Particular>,
}

/// Particulars were corrected or completed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amended {
    pub patient: PatientId,
    pub particulars: Vec<Particular>,
}

/// A further identifier was found to be this person's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentifierGiven {
    pub patient: PatientId,
    pub identifier: Identifier,
}

/// Somebody said, or saw, an allergy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllergyFound {
    pub patient: PatientId,
    pub allergy: Allergy,
}

/// Asked, and there are none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllergiesDenied {
    pub patient: PatientId,
}
