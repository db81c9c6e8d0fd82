//! Who is asking: a member of staff with a session that holds.
//!
//! A handler that has no [`SignedIn`] sees no person. On a request that changes something it is refused: there the
//! person comes with their form, through [`sent`](super::sent), so that no form can be taken without its token.

use std::sync::Arc;

use chrono::Offset;
use poem::{
    FromRequest, Request, RequestBody, Result,
    error::ResponseError,
    http::{Method, StatusCode},
};
use rightsdesk_vault::token::UrlToken;

use super::notice::Notice;
use crate::{
    casework::staffing::sign_in::{self, Inside},
    desk::Desk,
    kernel::ids::StaffId,
    staff::role::Role,
    web::{
        cookie::{self, Jar},
        page::frame::{DeskFrame, DeskPlace},
        problem::Denied,
    },
    words::language::Language,
};

/// A member of staff who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who, and their session.
    pub inside: Inside,
    /// The cookie that they came with.
    pub cookie: UrlToken,
    /// The language that they read.
    pub language: Language,
    /// What they just did, as the address of the page says.
    notice: Option<Notice>,
}

/// Nobody is signed in; where to go on afterwards.
#[derive(Clone, Debug, thiserror::Error)]
#[error("nobody is signed in")]
pub struct SignInFirst {
    /// A path of ours.
    pub next: String,
}

impl ResponseError for SignInFirst {
    fn status(&self) -> StatusCode {
        StatusCode::UNAUTHORIZED
    }
}

impl SignedIn {
    /// Who asks, whatever the method. Only for what sees to the form's token itself.
    pub(super) async fn of(request: &Request) -> Result<Self> {
        let desk = desk(request)?;
        let nobody = || SignInFirst { next: next(request) };
        let cookie = Jar::Staff.read(request).ok_or_else(nobody)?;
        let inside = sign_in::inside(desk, &cookie).await?.ok_or_else(nobody)?;
        Ok(Self { inside, cookie, language: language(request), notice: Notice::of(request) })
    }

    /// Whose actions the log tells of.
    pub fn id(&self) -> StaffId {
        self.inside.person.id
    }

    /// What they may do.
    pub fn role(&self) -> Role {
        self.inside.person.role
    }

    /// An error for those who may only read.
    pub fn must_work(&self) -> Result<(), Denied> {
        if self.role().may_work() { Ok(()) } else { Err(Denied) }
    }

    /// What stands around a page for this person.
    pub fn frame(&self, desk: &Desk, place: DeskPlace) -> DeskFrame {
        let role = &self.language.terms().role;
        DeskFrame {
            staff: self.inside.person.name.clone(),
            role: match self.role() {
                Role::Officer => role.officer,
                Role::Agent => role.agent,
                Role::Auditor => role.auditor,
            }
            .to_owned(),
            form_token: cookie::form_token(desk, &self.cookie),
            notice: self.notice.map(|notice| notice.words(self.language).to_owned()),
            ..frame_for_nobody(desk, self.language, place)
        }
    }
}

impl<'a> FromRequest<'a> for SignedIn {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> Result<Self> {
        match *request.method() {
            Method::GET | Method::HEAD => Self::of(request).await,
            _ => Err(Denied.into()),
        }
    }
}

/// The frame of a page where nobody is signed in.
pub fn frame_for_nobody(desk: &Desk, language: Language, place: DeskPlace) -> DeskFrame {
    DeskFrame {
        language,
        w: language.desk(),
        rights: &language.public().rights,
        organisation: desk.config.desk.organisation.clone(),
        staff: String::new(),
        role: String::new(),
        zone: zone(desk),
        place,
        form_token: String::new(),
        notice: None,
    }
}

/// The desk that this application serves.
pub(super) fn desk(request: &Request) -> Result<&Arc<Desk>> {
    let desk = request.data::<Arc<Desk>>();
    Ok(desk.expect("both applications hand the desk to every request"))
}

/// The language that a reader asks for.
pub(super) fn language(request: &Request) -> Language {
    Language::negotiate(request.header("accept-language").unwrap_or_default())
}

/// The zone of all times, with what it is ahead of UTC today.
fn zone(desk: &Desk) -> String {
    let offset = desk.now().with_timezone(&desk.config.time_zone()).offset().fix();
    format!("{} (UTC{offset})", desk.config.desk.time_zone)
}

/// Where to go on after signing in: the page that was asked for; a form that was sent is not sent again.
fn next(request: &Request) -> String {
    match *request.method() {
        Method::GET | Method::HEAD => request.uri().path_and_query().map_or("/desk", |path| path.as_str()).to_owned(),
        _ => "/desk".to_owned(),
    }
}
