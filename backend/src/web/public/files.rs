//! The files of an answer, behind two proofs: a fresh link from the mailbox, and the access code.

use std::sync::Arc;

use poem::{
    Request, Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};
use rightsdesk_vault::token::UrlToken;

use super::{
    look::{frame, frame_here, in_language, page, page_again, see_other, to_door, to_status},
    visitor::{Here, Maybe},
};
use crate::{
    archive::{self, state::State},
    casework::{
        copying::{
            fetch,
            fresh_link::{self, Link},
        },
        error::CaseError,
        writing::occasion::THEN_WITHDRAW,
    },
    desk::Desk,
    kernel::ids::TicketId,
    web::{
        cookie::Jar,
        fields::Fields,
        guard::source,
        page::{
            field::Field,
            frame::PublicPlace,
            public::{
                confirm::DeadLink,
                files::{AskCode, Files, Gone, Locked, Part, PastDownload},
            },
        },
    },
    words::{date, language::Language, number},
};

/// Where somebody goes on who has shown both proofs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// To the files, or to the page of the request where there are none.
    Files,
    /// To where the request is taken back.
    Withdrawing,
}

impl Next {
    /// What the link says, which a letter wrote.
    fn of(request: &Request) -> Self {
        if request.uri().query() == Some(THEN_WITHDRAW) { Self::Withdrawing } else { Self::Files }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Files => "/files",
            Self::Withdrawing => "/status/withdraw",
        }
    }

    const fn query(self) -> &'static str {
        match self {
            Self::Files => "",
            Self::Withdrawing => "?then=withdraw",
        }
    }
}

/// The page behind the link: asks for the access code. Looking changes nothing. Somebody who opens the link once more
/// while their session holds is let on.
#[handler]
pub async fn ask(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Path(token): Path<String>,
    Maybe(here): Maybe,
    request: &Request,
) -> Result<Response> {
    let next = Next::of(request);
    match look(&desk, &token).await? {
        Link::Holds => page(&ask_code(&desk, **language, token, next).await?),
        Link::Spent(ticket) if here.as_ref().is_some_and(|here| has_both_proofs(here, ticket)) => {
            Ok(see_other(&in_language(**language, next.path())))
        }
        Link::Spent(_) | Link::Unknown => page(&dead_link(&desk, **language)),
    }
}

async fn look(desk: &Desk, token: &str) -> Result<Link, CaseError> {
    match UrlToken::parse(token) {
        Some(token) => fresh_link::look(desk, &token).await,
        None => Ok(Link::Unknown),
    }
}

fn has_both_proofs(here: &Here, ticket: TicketId) -> bool {
    here.visitor.session.ticket_id == ticket && here.visitor.has_both_proofs()
}

fn dead_link(desk: &Desk, language: Language) -> DeadLink {
    DeadLink { frame: frame(desk, language, "/", PublicPlace::Check), to_files: true }
}

async fn ask_code(desk: &Desk, language: Language, token: String, next: Next) -> Result<AskCode, CaseError> {
    let query = next.query();
    let frame = frame(desk, language, &format!("/files/{token}{query}"), PublicPlace::Check);
    let has_files = match UrlToken::parse(&token) {
        Some(_) if next == Next::Withdrawing => false,
        Some(token) => fresh_link::leads_to_files(desk, &token).await?,
        None => false,
    };
    Ok(AskCode { frame, token, has_files, query, access_code: Field::default() })
}

/// The access code, and with it the link is used.
#[handler]
pub async fn prove(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Path(token): Path<String>,
    request: &Request,
    fields: Fields,
) -> Result<Response> {
    let fields = fields.only(&["access_code"])?;
    let code = fields.one("access_code")?;
    let next = Next::of(request);
    let source = source::of(request, &desk.config.listen.trusted_proxies);
    let proved = match UrlToken::parse(&token) {
        Some(token) => fetch::enter_by_link(&desk, source.as_deref(), &token, code).await,
        None => Err(CaseError::NotFound),
    };
    match proved {
        Ok(cookie) => {
            let mut response = see_other(&in_language(**language, next.path()));
            response.headers_mut().append("set-cookie", Jar::Case.set(&cookie));
            Ok(response)
        }
        Err(CaseError::NotFound) if look(&desk, &token).await? != Link::Holds => page(&dead_link(&desk, **language)),
        Err(CaseError::NotFound) => {
            let wrong = &language.public().wrong;
            let mut again = ask_code(&desk, **language, token, next).await?;
            again.access_code =
                Field::wrong("", if code.trim().is_empty() { wrong.no_code } else { wrong.wrong_own_code });
            page_again(&again)
        }
        Err(other) => Err(other.into()),
    }
}

/// The files, for somebody who has shown both proofs.
#[handler]
pub async fn own(desk: Data<&Arc<Desk>>, language: Data<&Language>, Maybe(here): Maybe) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    if !here.visitor.has_both_proofs() {
        return Ok(to_status(**language));
    }
    let id = here.visitor.opened.ticket.id;
    let built = archive::store::current(&desk.db, id).await.map_err(CaseError::from)?;
    // The link may have been for reading what we wrote, before there are files.
    let Some(built) = built else { return Ok(to_status(**language)) };
    match built.state {
        State::Released => page(&files(&desk, **language, &here, &built).await?),
        State::Waiting | State::Running | State::Ready | State::Abandoned => Ok(to_status(**language)),
        State::Superseded | State::Expired => gone(&desk, **language, &here),
    }
}

/// There is nothing to fetch any more.
pub fn gone(desk: &Desk, language: Language, here: &Here) -> Result<Response> {
    let mut response = page(&Gone { frame: frame_here(desk, language, here, "/files") })?;
    response.set_status(StatusCode::GONE);
    Ok(response)
}

async fn files(
    desk: &Desk,
    language: Language,
    here: &Here,
    built: &archive::entity::Model,
) -> Result<Files, CaseError> {
    let opened = &here.visitor.opened;
    let zone = desk.config.time_zone();
    let name = format!("{}.zip", opened.ticket.reference);
    let past = archive::store::downloads(&desk.db, built.id).await?;
    Ok(Files {
        frame: frame_here(desk, language, here, "/files"),
        token: "own".to_owned(),
        reference: opened.ticket.reference.clone(),
        until: built.expires_at.map(|until| date::date(desk.day_of(until), language)).unwrap_or_default(),
        downloads_left: u32::try_from(built.downloads_left).unwrap_or(0),
        parts: vec![Part {
            name: name.clone(),
            size: number::size(u64::try_from(built.bytes).unwrap_or(0), language),
            sha256: built.sha256.clone().unwrap_or_default(),
            href: in_language(language, "/files/archive"),
        }],
        past: past
            .iter()
            .rev()
            .map(|download| PastDownload {
                at: date::moment(download.at.with_timezone(&zone).naive_local(), language),
                part: name.clone(),
            })
            .collect(),
        passphrase: fetch::mailed(desk, opened, built).await?.map(|(_, passphrase)| passphrase),
    })
}

/// "This wasn't me."
#[handler]
pub async fn lock(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Maybe(here): Maybe,
    fields: Fields,
) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    here.fields(&desk, fields, &[])?;
    fetch::not_me(&desk, &here.visitor).await?;
    let mut response = page(&Locked { frame: frame(&desk, **language, "/files", PublicPlace::Check) })?;
    response.headers_mut().append("set-cookie", Jar::Case.clear());
    Ok(response)
}
