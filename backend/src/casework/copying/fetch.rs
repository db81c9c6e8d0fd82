//! The person looks at their own request and fetches the archive.
//!
//! Two proofs are needed to fetch: the access code, which was shown on the screen, and a fresh link, which went to the
//! mailbox. Neither a stolen mailbox nor a copied code is enough.

use std::fs::File;

use chrono::{DateTime, TimeDelta, Utc};
use rightsdesk_vault::{
    code::AccessCode,
    index,
    reference::Reference,
    stream::{key::StreamKey, reader::SealedReader},
    token::UrlToken,
};
use serde_json::json;

use crate::{
    archive::{self, state::State},
    audit::{self, entry::Entry},
    casework::{
        circumstances::locked,
        error::CaseError,
        receiving::codes::access_code_hash,
        sealing::{self, Opened, Place},
        writing::{letters, occasion::Writing},
    },
    desk::Desk,
    kernel::{actor::Actor, database},
    letter,
    proof::{self, case_session, entity::Purpose},
    tally, ticket,
};

/// The purpose that hashes of session cookies are made for.
const SESSION: &str = "case session";

/// A person who has shown the access code.
#[derive(Debug)]
pub struct Visitor {
    /// Their session.
    pub session: case_session::Model,
    /// Their ticket.
    pub opened: Opened,
}

impl Visitor {
    /// Whether they came by a fresh link as well, or need none.
    pub fn has_both_proofs(&self) -> bool {
        self.session.mailbox_proved_at.is_some() || self.opened.ticket.is_code_enough()
    }
}

/// From so many times the tries of one source on, a reference has been tried too often in all.
const MANY_SOURCES: i32 = 10;

/// The ticket that reference and access code belong to. Wrong ones all look the same.
///
/// Only failures count: those of one source, so that a stranger who tries does not keep the person out; and those of all sources,
/// after which whoever has failed once has to wait. A code is drawn from 2^115: nobody comes near one in either way. `source` is
/// where it comes from, if that is known.
pub async fn identify(
    desk: &Desk,
    source: Option<&str>,
    reference: &str,
    code: &str,
) -> Result<ticket::entity::Model, CaseError> {
    let now = desk.now();
    let Ok(reference) = reference.parse::<Reference>() else { return Err(CaseError::NotFound) };
    let reference = reference.to_string();
    let limit = tally::store::Limit { most: desk.config.limits.code_tries_per_hour, span: TimeDelta::hours(1) };
    let in_all = tally::store::Limit { most: limit.most.saturating_mul(MANY_SOURCES), ..limit };
    let by_all = desk.index.hash("wrong access codes", &reference);
    let from_here = format!("{reference} {}", source.unwrap_or_default());
    let by_source = desk.index.hash("wrong access codes from a source", &from_here);
    let failed = tally::store::so_far(&desk.db, &by_source, limit, now).await?;
    let failed_in_all = tally::store::so_far(&desk.db, &by_all, in_all, now).await?;
    if failed >= limit.most || (failed > 0 && failed_in_all >= in_all.most) {
        return Err(CaseError::Limited);
    }
    let ticket = ticket::store::by_reference(&desk.db, &reference).await?;
    // What nobody confirmed in time, or somebody did not ask for, is forgotten, as if it had never been.
    let ticket = ticket.filter(|ticket| {
        use ticket::state::State;
        match ticket.state {
            State::Expired | State::Denied => false,
            State::Unverified
            | State::Received
            | State::Collecting
            | State::Review
            | State::Answered
            | State::Withdrawn
            | State::NoReply
            | State::Merged => true,
        }
    });
    // Compared in any case, so that an unknown reference takes as long.
    let stored = ticket.as_ref().map_or_else(Vec::new, |ticket| ticket.access_code_hash.clone());
    let given = AccessCode::parse(code).map_or_else(Vec::new, |code| access_code_hash(desk, &code));
    let fits = !given.is_empty() && index::is_same(&given, &stored);
    if let Some(ticket) = ticket.filter(|_| fits)
        && !is_of_somebody_dead(desk, &ticket).await?
    {
        return Ok(ticket);
    }
    tally::store::count(&desk.db, &by_all, in_all, now).await?;
    // Of many at the same moment no more are told than of many in a row.
    let is_told = tally::store::count(&desk.db, &by_source, limit, now).await?;
    Err(if is_told { CaseError::NotFound } else { CaseError::Limited })
}

/// Reference and access code open a session; the cookie is the answer. Wrong ones all look the same.
///
/// Whoever draws a new code ends the sessions that there are. So the code is looked at once more where none can be drawn meanwhile:
/// otherwise a session that was opened at that moment would outlive the code that opened it.
pub async fn enter(desk: &Desk, source: Option<&str>, reference: &str, code: &str) -> Result<UrlToken, CaseError> {
    let ticket = identify(desk, source, reference, code).await?;
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[ticket.id]).await?;
    let current = ticket::store::by_id(&tx, ticket.id).await?.ok_or(CaseError::NotFound)?;
    if !index::is_same(&current.access_code_hash, &ticket.access_code_hash) {
        return Err(CaseError::NotFound);
    }
    let token = UrlToken::draw(&*desk.chance);
    let session = case_session::Model {
        token_hash: desk.index.token_hash(SESSION, token.as_str()).to_vec(),
        ticket_id: ticket.id,
        created_at: now,
        seen_at: now,
        mailbox_proved_at: None,
    };
    proof::store::open_session(&tx, session).await?;
    tx.commit().await?;
    Ok(token)
}

/// Who has this cookie, if it still holds, and if the request is of somebody alive: whoever sees a page of it was let in here.
pub async fn visitor(desk: &Desk, cookie: &UrlToken) -> Result<Option<Visitor>, CaseError> {
    let now = desk.now();
    let hash = desk.index.token_hash(SESSION, cookie.as_str());
    let session = proof::store::session(&desk.db, &hash).await?.filter(|session| session.holds(now));
    let Some(session) = session else { return Ok(None) };
    // To the minute: not every click has to be written down.
    if now - session.seen_at > TimeDelta::minutes(1) {
        proof::store::touch(&desk.db, &hash, now).await?;
    }
    let opened = sealing::open(&desk.db, desk, session.ticket_id).await?;
    let is_theirs = !is_of_somebody_dead(desk, &opened.ticket).await?;
    Ok(is_theirs.then_some(Visitor { session, opened }))
}

/// Whether the person has died, and nothing of this ticket is disclosed: nobody has decided what follows, or that nothing does.
/// Whoever has its code is not that person.
async fn is_of_somebody_dead(desk: &Desk, ticket: &ticket::entity::Model) -> Result<bool, CaseError> {
    Ok(locked::is_locked(&desk.db, ticket.id).await?
        || locked::is_closed_since(&desk.db, ticket.id, ticket.received_at).await?)
}

/// A link from the mailbox is used in a session on the same ticket: now both proofs are there.
async fn prove_mailbox(desk: &Desk, visitor: &Visitor, token: &UrlToken) -> Result<(), CaseError> {
    let now = desk.now();
    let hash = desk.index.token_hash(Purpose::Fetch.code(), token.as_str());
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[visitor.session.ticket_id]).await?;
    let link = proof::store::look(&tx, &hash, Purpose::Fetch).await?;
    if link.is_none_or(|link| link.ticket_id != visitor.session.ticket_id) {
        return Err(CaseError::NotFound);
    }
    proof::store::redeem(&tx, &hash, Purpose::Fetch, now).await?.ok_or(CaseError::NotFound)?;
    // It may have been ended meanwhile: then the link stays unused.
    if !proof::store::prove_mailbox(&tx, &visitor.session.token_hash, now).await? {
        return Err(CaseError::NotFound);
    }
    let entry = Entry::on(visitor.session.ticket_id, now, Actor::Subject, "mailbox_proved");
    audit::store::append(&tx, [entry]).await?;
    tx.commit().await?;
    Ok(())
}

/// An archive that is being read, and how long it is.
pub struct Download {
    /// The archive as the person gets it.
    pub reader: SealedReader<File>,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its name.
    pub name: String,
    /// SHA-256 in hexadecimal: also its entity tag.
    pub sha256: String,
}

/// Opens the archive for somebody who has shown both proofs, and counts the fetch.
pub async fn download(desk: &Desk, visitor: &Visitor) -> Result<Download, CaseError> {
    if !visitor.has_both_proofs() {
        return Err(CaseError::NotFound);
    }
    let now = desk.now();
    let ticket = &visitor.opened.ticket;
    let built = archive::store::current(&desk.db, ticket.id).await?.ok_or(CaseError::NotFound)?;
    let opened = open(desk, &visitor.opened, &built)?;
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[ticket.id]).await?;
    if !archive::store::count_download(&tx, built.id, desk.ids.fresh(), now).await? {
        return Err(CaseError::Gone);
    }
    let entry = Entry::on(ticket.id, now, Actor::Subject, "package_fetched");
    audit::store::append(&tx, [entry.with(json!({ "archive": built.id }))]).await?;
    // Whatever the configuration says by now: nobody had fetched it before.
    if archive::store::downloads(&tx, built.id).await?.len() == 1 {
        letters::queue(&tx, desk, &visitor.opened, Writing::Fetched { at: now }).await?;
    }
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(opened)
}

/// "This wasn't me": all further fetches are stopped, all sessions ended, and staff see it.
pub async fn not_me(desk: &Desk, visitor: &Visitor) -> Result<(), CaseError> {
    let now = desk.now();
    let id = visitor.opened.ticket.id;
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[id]).await?;
    if let Some(built) = archive::store::current(&tx, id).await? {
        archive::store::lock(&tx, built.id).await?;
    }
    proof::store::close_sessions(&tx, id).await?;
    audit::store::append(&tx, [Entry::on(id, now, Actor::Subject, "fetch_disputed")]).await?;
    tx.commit().await?;
    Ok(())
}

/// The name of an archive's sealed file.
pub fn object(archive: crate::kernel::ids::ArchiveId) -> String {
    format!("archives/{archive}")
}

/// The key of an archive, which is sealed with the ticket's.
pub(in crate::casework) fn key(opened: &Opened, built: &archive::entity::Model) -> Result<StreamKey, CaseError> {
    let sealed = built.key_sealed.as_deref().ok_or(CaseError::Gone)?;
    Ok(StreamKey::unwrapped(&opened.key, &object(built.id), sealed)?)
}

/// Opens a built archive.
pub(in crate::casework) fn open(
    desk: &Desk,
    opened: &Opened,
    built: &archive::entity::Model,
) -> Result<Download, CaseError> {
    match built.state {
        State::Ready | State::Released => {}
        State::Waiting | State::Running | State::Superseded | State::Abandoned => return Err(CaseError::NotFound),
        State::Expired => return Err(CaseError::Gone),
    }
    let object = object(built.id);
    let file = desk.storage.read(&object).map_err(CaseError::fault)?;
    let reader = SealedReader::open(&key(opened, built)?, &object, file).map_err(CaseError::fault)?;
    Ok(Download {
        bytes: reader.plain_len(),
        reader,
        name: format!("{}.zip", opened.ticket.reference),
        sha256: built.sha256.clone().unwrap_or_default(),
    })
}

/// The passphrase of the mailed form; shown to somebody who has shown the access code.
pub fn passphrase(opened: &Opened, built: &archive::entity::Model) -> Result<Option<String>, CaseError> {
    let Some(sealed) = &built.passphrase_sealed else { return Ok(None) };
    Ok(Some(opened.unseal(Place::Passphrase(built.id), sealed)?))
}

/// When the archive left as an attachment and what opens that, if it did: too large a one does not.
pub async fn mailed(
    desk: &Desk,
    opened: &Opened,
    built: &archive::entity::Model,
) -> Result<Option<(DateTime<Utc>, String)>, CaseError> {
    let letters = letter::store::of(&desk.db, opened.ticket.id).await?;
    let mut carriers = letters.iter().filter(|letter| letter.archive_id == Some(built.id));
    let Some(sent_at) = carriers.find_map(|letter| letter.sent_at) else { return Ok(None) };
    Ok(passphrase(opened, built)?.map(|passphrase| (sent_at, passphrase)))
}

/// Opens a session by a link from the mailbox and the access code of the request it belongs to: both proofs at once.
/// The link stays unused if the code is wrong.
pub async fn enter_by_link(
    desk: &Desk,
    source: Option<&str>,
    token: &UrlToken,
    code: &str,
) -> Result<UrlToken, CaseError> {
    let now = desk.now();
    let hash = desk.index.token_hash(Purpose::Fetch.code(), token.as_str());
    let link = proof::store::look(&desk.db, &hash, Purpose::Fetch).await?;
    let Some(link) = link.filter(|link| link.used_at.is_none() && link.expires_at > now) else {
        return Err(CaseError::NotFound);
    };
    let ticket = ticket::store::by_id(&desk.db, link.ticket_id).await?.ok_or(CaseError::NotFound)?;
    let cookie = enter(desk, source, &ticket.reference, code).await?;
    let visitor = visitor(desk, &cookie).await?.ok_or(CaseError::NotFound)?;
    prove_mailbox(desk, &visitor, token).await?;
    Ok(cookie)
}

/// What could be fetched now, without fetching it: for somebody who only asks how large it is.
pub async fn about(desk: &Desk, visitor: &Visitor) -> Result<Download, CaseError> {
    if !visitor.has_both_proofs() {
        return Err(CaseError::NotFound);
    }
    let built = archive::store::current(&desk.db, visitor.opened.ticket.id).await?.ok_or(CaseError::NotFound)?;
    if built.state != State::Released || built.expires_at.is_none_or(|until| until <= desk.now()) {
        return Err(CaseError::Gone);
    }
    open(desk, &visitor.opened, &built)
}

/// Goes on with a fetch that was counted before, if something was fetched in this session's time and the archive is
/// still the one with this SHA-256; whoever names none is believed, since a ticket's archive is not changed but replaced.
pub async fn go_on(desk: &Desk, visitor: &Visitor, sha256: Option<&str>) -> Result<Option<Download>, CaseError> {
    if !visitor.has_both_proofs() {
        return Err(CaseError::NotFound);
    }
    let built = archive::store::current(&desk.db, visitor.opened.ticket.id).await?.ok_or(CaseError::NotFound)?;
    let is_same = sha256.is_none() || built.sha256.as_deref() == sha256;
    let began = archive::store::downloads(&desk.db, built.id).await?;
    let is_ours = began.iter().any(|download| download.at >= visitor.session.created_at);
    if !is_same || !is_ours || built.expires_at.is_none_or(|until| until <= desk.now()) {
        return Ok(None);
    }
    open(desk, &visitor.opened, &built).map(Some)
}

/// Ends the session.
pub async fn leave(desk: &Desk, visitor: &Visitor) -> Result<(), CaseError> {
    proof::store::close_session(&desk.db, &visitor.session.token_hash).await?;
    Ok(())
}
