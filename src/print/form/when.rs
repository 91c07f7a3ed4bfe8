//! When an element of a form stands: `name` holds something, `!name` holds nothing, `name=a|b` is one of these, `name!=a|b`
//! is none of them; several with commas must all hold.

use super::{Values, pattern::value};

/// A condition on a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    pub field: String,
    wants: Wants,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Wants {
    Filled,
    Empty,
    OneOf(Vec<String>),
    NoneOf(Vec<String>),
}

impl When {
    /// Every condition of what is written in a form.
    pub fn parse(written: &str) -> Vec<Self> {
        written.split(',').map(|one| Self::one(one.trim())).collect()
    }

    fn one(written: &str) -> Self {
        let choices = |listed: &str| listed.split('|').map(|choice| choice.trim().to_owned()).collect();
        let (field, wants) = if let Some((field, listed)) = written.split_once("!=") {
            (field, Wants::NoneOf(choices(listed)))
        } else if let Some((field, listed)) = written.split_once('=') {
            (field, Wants::OneOf(choices(listed)))
        } else if let Some(field) = written.strip_prefix('!') {
            (field, Wants::Empty)
        } else {
            (written, Wants::Filled)
        };
        Self {
            field: field.trim().to_owned(),
            wants,
        }
    }

    pub(super) fn holds(&self, values: &[&Values]) -> bool {
        let found = value(values, &self.field);
        match &self.wants {
            Wants::Filled => !found.is_empty(),
            Wants::Empty => found.is_empty(),
            Wants::OneOf(choices) => choices.iter().any(|choice| choice == found),
            Wants::NoneOf(choices) => choices.iter().all(|choice| choice != found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_condition_must_hold() {
        let values = Values::default().with("purpose", "result").with("code", "blood");
        let holds = |written: &str| When::parse(written).iter().all(|when| when.holds(&[&values]));
        for so in [
            "purpose",
            "!void",
            "purpose=result|work",
            "purpose!=work, code = blood",
            "void!=x",
        ] {
            assert!(holds(so), "{so}");
        }
        for not in ["!purpose", "void", "purpose=work", "purpose=result, code!=blood|x"] {
            assert!(!holds(not), "{not}");
        }
    }
}
