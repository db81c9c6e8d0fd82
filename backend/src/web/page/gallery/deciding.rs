//! Answers that wait for a second person, and the list of grounds.

use super::desk::Shop;
use crate::{
    law::{grounds::Ground, regime::Law},
    web::page::{
        desk::{
            grounds::{GroundRow, Grounds},
            ticket::answer::Proposal,
        },
        field::Field,
        frame::DeskPlace,
    },
};

impl Shop {
    pub(super) fn proposal(&self) -> Proposal {
        Proposal {
            id: self.text("00000000-0000-0000-0000-000000000090"),
            outcome: self.language.desk().request_state.refused.to_owned(),
            by: self.text("Ana Ruiz, 20 Nov 2026"),
            grounds: vec![self.text("It is right as it is (Art. 16, 5(1)(d))")],
            text: self.text("Your name is as in your passport.\n\nWhat this rests on:\n- We have checked it."),
            evidence: Some(self.text("Compared with the passport.")),
            waits_for: None,
            send_back: Some(Field::wrong(String::new(), self.language.desk().wrong.no_reason)),
        }
    }

    pub(super) fn grounds(&self) -> Grounds {
        let row = |ground: &Ground| GroundRow {
            code: ground.code.clone(),
            name: self.language.choose(&ground.name).to_owned(),
            rights: self.text("Deletion, Objection"),
            eu: ground.provisions(Law::Eu).unwrap_or_default().to_owned(),
            uk: ground.provisions(Law::Uk).unwrap_or_default().to_owned(),
            says: self.language.choose(&ground.says).to_owned(),
            evidence: self.language.choose(&ground.evidence).to_owned(),
            needs_officer: ground.officer,
        };
        Grounds { frame: self.frame(DeskPlace::Queue), rows: Ground::all().iter().map(row).collect() }
    }
}
