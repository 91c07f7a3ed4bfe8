//! What of people who were found is for whoever looked.

use super::Handle;
use crate::{
    domain::{access::Asker, ask::Discreet, state::Hospital},
    search::{everyone::Whom, person::Person},
};

impl Handle {
    /// How people are reached is for those who reach them; of a restricted patient it is behind a reason.
    pub(super) fn discreet<'a>(
        &self,
        asker: &Asker,
        hospital: &Hospital,
        found: impl Iterator<Item = (Whom, &'a mut Person)>,
    ) {
        let worn = self.worn();
        let context = self.context(asker, hospital, &worn);
        let discreet = Discreet::of(hospital, &context);
        for (whom, person) in found {
            let is_told = match whom {
                Whom::Known(id) => discreet.may_reach(id),
                Whom::Former(_) => discreet.reaches(),
            };
            if !is_told {
                person.phone.clear();
                person.address.clear();
                person.postcode.clear();
            }
        }
    }
}
