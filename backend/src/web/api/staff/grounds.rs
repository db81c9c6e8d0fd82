//! The grounds of a decision.

use poem::Request;
use poem_openapi::{Object, OpenApi, payload::Json};

use crate::{
    law::{grounds::Ground, regime::Law},
    rights::right::Right,
    web::api::{
        caller::Caller,
        faults::{Listing, Or},
    },
};

/// A ground on which not everything is done, or not at once.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Ground")]
pub struct GroundShown {
    /// What decisions name it by.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What the person reads, in English.
    pub says: String,
    /// What has to be on file.
    pub evidence: String,
    /// Which rights it can answer.
    pub rights: Vec<Right>,
    /// The provisions in the European Union; without any the ground does not exist there.
    pub eu: Option<String>,
    /// The provisions in the United Kingdom.
    pub uk: Option<String>,
    /// Whether less is done than was asked, so that evidence and a second person are needed.
    pub refuses: bool,
    /// Whether the second person has to be the data protection officer.
    pub needs_officer: bool,
}

impl From<&Ground> for GroundShown {
    fn from(ground: &Ground) -> Self {
        Self {
            code: ground.code.clone(),
            name: ground.name.en.clone(),
            says: ground.says.en.clone(),
            evidence: ground.evidence.en.clone(),
            rights: Right::ALL.into_iter().filter(|right| ground.can_answer(*right)).collect(),
            eu: ground.provisions(Law::Eu).map(str::to_owned),
            uk: ground.provisions(Law::Uk).map(str::to_owned),
            refuses: ground.kind.refuses(),
            needs_officer: ground.officer,
        }
    }
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Grounds;

#[OpenApi]
impl Grounds {
    /// The grounds of decisions, with their provisions
    #[oai(path = "/grounds", method = "get", operation_id = "grounds")]
    async fn list(&self, _by: Caller, _request: &Request) -> Result<Json<Vec<GroundShown>>, Or<Listing>> {
        Ok(Json(Ground::all().iter().map(GroundShown::from).collect()))
    }
}
