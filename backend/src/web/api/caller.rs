//! Who acts: a program, for the member of staff whose token it shows. Cookies count for nothing here.

use std::sync::Arc;

use poem::{Request, Result, error::ResponseError, http::StatusCode};
use poem_openapi::{SecurityScheme, auth::Bearer};

use crate::{
    casework::staffing::api_token,
    desk::Desk,
    kernel::ids::StaffId,
    staff::entity::Model,
    web::{guard::source, problem::Denied},
};

/// A token that `rightsdesk staff token` has printed. What the program does, the log tells of its owner.
#[derive(SecurityScheme)]
#[oai(rename = "token", ty = "bearer", checker = "owner")]
pub struct Caller(pub Model);

/// A token of somebody who works on tickets. Handlers that change something, or that tell more of a person than an
/// auditor is to see, ask for this instead of a [`Caller`]: others are refused before anything of theirs is read.
#[derive(SecurityScheme)]
#[oai(rename = "token", ty = "bearer", checker = "working_owner")]
pub struct Caseworker(pub Model);

impl Caller {
    /// Who they are.
    pub fn id(&self) -> StaffId {
        self.0.id
    }
}

impl Caseworker {
    /// Whose actions the log tells of.
    pub fn id(&self) -> StaffId {
        self.0.id
    }
}

/// A token that does not hold, for whatever reason.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the token does not hold: it is mistyped, has ended, or its owner's account has")]
pub struct NoToken;

impl ResponseError for NoToken {
    fn status(&self) -> StatusCode {
        StatusCode::UNAUTHORIZED
    }
}

async fn owner(request: &Request, bearer: Bearer) -> Result<Model> {
    let desk = desk(request);
    let owner = api_token::owner(desk, &bearer.token, &from(desk, request)).await?;
    Ok(owner.ok_or(NoToken)?)
}

async fn working_owner(request: &Request, bearer: Bearer) -> Result<Model> {
    let owner = owner(request, bearer).await?;
    if owner.role.may_work() { Ok(owner) } else { Err(Denied.into()) }
}

/// The desk that this application serves.
pub fn desk(request: &Request) -> &Arc<Desk> {
    request.data::<Arc<Desk>>().expect("both applications hand the desk to every request")
}

/// Where a request comes from, as limits count it. Those that come from no address are counted together.
pub fn from(desk: &Desk, request: &Request) -> String {
    source::of(request, &desk.config.listen.trusted_proxies).unwrap_or_default()
}
