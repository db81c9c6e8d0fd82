//! The connected systems.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use rightsdesk_exporters::contract::subject::IdentifierKind;

use crate::{
    casework::collecting::try_system::{self, Tried},
    register::{
        connected::Connected,
        state::{self, Model},
    },
    web::api::{
        caller::{Caller, Caseworker, desk},
        faults::{Listing, Moving, Or},
    },
    words::language::Language,
};

/// A connected system.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct SystemView {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// The kinds of identifiers that it finds people by; none where a person has to look.
    pub finds_by: Vec<String>,
    /// The kinds of identifiers that it knows further ones of.
    pub learns: Vec<String>,
    /// When it last answered.
    pub last_success_at: Option<DateTime<Utc>>,
    /// When it last did not.
    pub last_failure_at: Option<DateTime<Utc>>,
    /// What was wrong then.
    pub last_problem: Option<String>,
}

/// What came of trying a system.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct SystemTried {
    /// Whether it answered.
    pub well: bool,
    /// What staff should know although nothing is broken.
    pub remarks: Vec<String>,
    /// Why it did not answer.
    pub problem: Option<String>,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Systems;

#[OpenApi]
impl Systems {
    /// List the connected systems and how they fare
    #[oai(path = "/systems", method = "get", operation_id = "list_systems")]
    async fn list(&self, _by: Caller, request: &Request) -> Result<Json<Vec<SystemView>>, Or<Listing>> {
        let desk = desk(request);
        let states = state::all(&desk.db).await?.into_iter().map(|row| (row.system.clone(), row));
        let states: BTreeMap<String, Model> = states.collect();
        Ok(Json(desk.systems.iter().map(|system| view(system, states.get(&system.key))).collect()))
    }

    /// Try whether a system can be reached
    #[oai(path = "/systems/:key/test", method = "post", operation_id = "test_system")]
    async fn test(
        &self,
        by: Caseworker,
        request: &Request,
        /// The system's key.
        key: Path<String>,
    ) -> Result<Json<SystemTried>, Or<Moving>> {
        let tried = try_system::try_system(desk(request), by.id(), &key).await?;
        Ok(Json(match tried {
            Tried::Well(remarks) => SystemTried { well: true, remarks, problem: None },
            Tried::Failed(problem) => SystemTried { well: false, remarks: Vec::new(), problem: Some(problem) },
        }))
    }
}

fn view(system: &Connected, state: Option<&Model>) -> SystemView {
    let about = system.connector.about();
    let language = Language::default().code();
    let kinds = |kinds: &[IdentifierKind]| kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
    SystemView {
        key: system.key.clone(),
        name: system.name(language),
        description: system.description().for_language(language).to_owned(),
        finds_by: kinds(&about.accepts),
        learns: kinds(&about.learns),
        last_success_at: state.and_then(|state| state.last_success_at),
        last_failure_at: state.and_then(|state| state.last_failure_at),
        last_problem: state.and_then(|state| state.last_problem.clone()),
    }
}
