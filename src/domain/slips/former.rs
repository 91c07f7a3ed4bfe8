//! The book as it was recorded before steps said whose they are (version 1). Frozen; read and brought up to date, never written.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::book::{
    Code, CopyPlan, Desk, Destination, DrugGroup, Field, Profession, SlipBook, SlipType, SlipTypesAdopted, StepKind,
    StepPlan, Title, Urgency,
};
use super::decide::entitled::usual;
use crate::domain::{record::SettingsVersion, text::Text};

#[derive(Debug, Serialize, Deserialize)]
pub struct Adopted {
    version: SettingsVersion,
    book: Book,
}

#[derive(Debug, Serialize, Deserialize)]
struct Book {
    desks: Vec<Desk>,
    types: Vec<Kind>,
    groups: Vec<DrugGroup>,
    billing_minutes: u32,
    carry_minutes: u32,
}

#[derive(Debug, Serialize, Deserialize)]
struct Kind {
    code: Code,
    title: Title,
    fields: Vec<Field>,
    copies: Vec<CopyPlan>,
    steps: Vec<Step>,
    urgencies: Vec<Urgency>,
    issued_by: Vec<Profession>,
    received_by: Vec<Profession>,
    route: Vec<Destination>,
    phone: Option<Text>,
    valid_days: Option<u8>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Step {
    code: Code,
    title: Title,
    at: Destination,
    kind: StepKind,
    unlike: Option<Code>,
}

impl From<Adopted> for SlipTypesAdopted {
    fn from(former: Adopted) -> Self {
        let Book {
            desks,
            types,
            groups,
            billing_minutes,
            carry_minutes,
        } = former.book;
        Self {
            version: former.version,
            book: Arc::new(SlipBook {
                desks,
                types: types.into_iter().map(SlipType::from).collect(),
                groups,
                billing_minutes,
                carry_minutes,
            }),
        }
    }
}

impl From<Kind> for SlipType {
    fn from(former: Kind) -> Self {
        let steps = former.steps.into_iter().enumerate();
        let steps = steps.map(|(place, step)| StepPlan {
            by: usual(place, &step.at, step.kind, (&former.issued_by, &former.received_by)),
            code: step.code,
            title: step.title,
            at: step.at,
            kind: step.kind,
            unlike: step.unlike,
        });
        Self {
            steps: steps.collect(),
            code: former.code,
            title: former.title,
            fields: former.fields,
            copies: former.copies,
            urgencies: former.urgencies,
            issued_by: former.issued_by,
            received_by: former.received_by,
            route: former.route,
            phone: former.phone,
            valid_days: former.valid_days,
        }
    }
}
