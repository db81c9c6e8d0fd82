//! Whom one can turn to who is not content with an answer, as this desk tells it: with the authorities of its configuration.

use crate::{
    config::authority,
    desk::Desk,
    law::regime::Regime,
    words::{language::Language, remedies},
};

/// The ways to complain under these laws, for pages and letters.
pub fn of(desk: &Desk, regime: Regime, language: Language) -> Vec<String> {
    let authorities = authority::all(&desk.config.authorities, language);
    remedies::ways(regime, &desk.config.desk.contact, &authorities, language)
}

/// Where one can go on to who has had our answer to a complaint: sending them to us once more would lead nowhere.
pub fn beyond_us(desk: &Desk, regime: Regime, language: Language) -> Vec<String> {
    remedies::beyond_us(regime, &authority::all(&desk.config.authorities, language), language)
}
