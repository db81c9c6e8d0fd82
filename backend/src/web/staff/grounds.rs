//! The coded list of grounds.

use std::sync::Arc;

use poem::{Response, Result, handler, web::Data};

use super::{shown, signed_in::SignedIn};
use crate::{
    desk::Desk,
    law::{grounds::Ground, regime::Law},
    rights::right::Right,
    web::page::{
        desk::grounds::{GroundRow, Grounds},
        frame::DeskPlace,
    },
    words::language::Language,
};

/// The list.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn) -> Result<Response> {
    let rows = Ground::all().iter().map(|ground| row(ground, by.language)).collect();
    shown::page(&Grounds { frame: by.frame(&desk, DeskPlace::Grounds), rows })
}

fn row(ground: &Ground, language: Language) -> GroundRow {
    let names = &language.public().rights;
    let rights = Right::ALL.into_iter().filter(|right| ground.can_answer(*right)).map(|right| names.of(right).name);
    let provisions = |law| ground.provisions(law).unwrap_or_default().to_owned();
    GroundRow {
        code: ground.code.clone(),
        name: language.choose(&ground.name).to_owned(),
        rights: rights.collect::<Vec<_>>().join(", "),
        eu: provisions(Law::Eu),
        uk: provisions(Law::Uk),
        says: language.choose(&ground.says).to_owned(),
        evidence: language.choose(&ground.evidence).to_owned(),
        needs_officer: ground.officer,
    }
}
