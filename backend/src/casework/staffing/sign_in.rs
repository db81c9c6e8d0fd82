//! A member of staff comes in and goes out.
//!
//! Whoever cannot come in hears the same, whatever the reason: an unknown login, a wrong password and a shut account are
//! told in the same words and take the same time. Tries are counted before a password is looked at, so that many at
//! once are no way round the limit; one that was right is given back, so that only failures count. Each coming in makes
//! a session of its own, and the one that was there before ends.
//!
//! Whoever knows a login must not be able to keep its owner out: most counts are of one login from one source. One login
//! in all may fail more often, against many sources that guess together; a source from which its owner came in lately is
//! not bound by that.

use chrono::TimeDelta;
use rightsdesk_vault::token::UrlToken;
use secrecy::SecretString;
use serde_json::json;
use tokio::sync::Semaphore;

use crate::{
    audit::{self, entry::Entry},
    casework::error::CaseError,
    desk::Desk,
    kernel::{actor::Actor, database},
    staff::{entity::Model, password, session, store},
    tally,
};

/// Checking a password keeps one core busy for a third of a second; more than this many at once would leave none for
/// the people who are inside.
static CHECKS: Semaphore = Semaphore::const_new(2);

/// The longest login and password that are looked at, in bytes: nobody has longer ones.
const LONGEST: usize = 1024;

/// The purpose that hashes of session cookies are made for.
const SESSION: &str = "staff session";

/// So many times as often as one login from one source may fail whatever a source tries.
const LOGINS_OF_A_SOURCE: i32 = 3;

/// So many times as often may one login fail in all. A hundred guesses an hour, at passwords as long as ours have to be,
/// lead nowhere.
const SOURCES_OF_A_LOGIN: i32 = 10;

/// For so long a source is known from which somebody came in: longer than anybody is on leave.
const KNOWN_FOR: TimeDelta = TimeDelta::days(60);

/// What somebody tries to come in with.
#[derive(Debug)]
pub struct Credentials {
    /// The login, as typed.
    pub login: String,
    /// The password.
    pub password: SecretString,
    /// Where they come from, as limits count it.
    pub source: String,
}

/// Somebody who is inside.
#[derive(Clone, Debug)]
pub struct Inside {
    /// Who.
    pub person: Model,
    /// Their session.
    pub session: session::Model,
}

/// Lets somebody in: the cookie of their new session. `before` is the cookie that they came with; its session ends.
pub async fn sign_in(desk: &Desk, given: Credentials, before: Option<&UrlToken>) -> Result<UrlToken, CaseError> {
    let now = desk.now();
    let login = given.login.trim().to_lowercase();
    let tries = count_try(desk, &login, &given.source).await?;
    let known = if login.len() <= LONGEST { store::by_login(&desk.db, &login).await? } else { None };
    let is_theirs = is_password_of(desk, known.as_ref(), given.password).await?;
    let tx = database::write(&desk.db).await?;
    let cookie = UrlToken::draw(&*desk.chance);
    let mut inside = None;
    if let Some(person) = known.filter(|_| is_theirs) {
        let token_hash = hash(desk, &cookie);
        let opened = session::Model { token_hash, staff_id: person.id, created_at: now, seen_at: now };
        // Looking at the password took its time: another may have been set meanwhile, which ended all sessions but this.
        inside = store::open_session(&tx, opened, &person.password_hash).await?.then_some(person);
    }
    let Some(person) = inside else {
        audit::store::append(&tx, [Entry::aside(now, Actor::Desk, "sign_in_failed")]).await?;
        tx.commit().await?;
        return Err(CaseError::NotFound);
    };
    if let Some(before) = before {
        store::close_session(&tx, &hash(desk, before)).await?;
    }
    let entry = Entry::aside(now, Actor::Staff(person.id), "signed_in").with(json!({ "role": person.role.code() }));
    audit::store::append(&tx, [entry]).await?;
    for what in &tries.counted {
        tally::store::give_back(&tx, what, tries.span, now).await?;
    }
    tally::store::remember(&tx, &tries.known, now + KNOWN_FOR).await?;
    tx.commit().await?;
    Ok(cookie)
}

/// Who has this cookie, if it still holds and the account is not shut.
pub async fn inside(desk: &Desk, cookie: &UrlToken) -> Result<Option<Inside>, CaseError> {
    let now = desk.now();
    let hash = hash(desk, cookie);
    let Some((session, person)) = store::session(&desk.db, &hash).await? else { return Ok(None) };
    if !session.holds(now) {
        return Ok(None);
    }
    // To the minute: not every click has to be written down.
    if now - session.seen_at >= TimeDelta::minutes(1) {
        store::seen(&desk.db, &hash, now).await?;
    }
    Ok(Some(Inside { person, session }))
}

/// Ends a session.
pub async fn sign_out(desk: &Desk, inside: &Inside) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    store::close_session(&tx, &inside.session.token_hash).await?;
    let entry = Entry::aside(desk.now(), Actor::Staff(inside.person.id), "signed_out");
    audit::store::append(&tx, [entry]).await?;
    tx.commit().await?;
    Ok(())
}

fn hash(desk: &Desk, cookie: &UrlToken) -> Vec<u8> {
    desk.index.token_hash(SESSION, cookie.as_str()).to_vec()
}

/// What was counted of a try.
struct Tries {
    /// What counts one more now.
    counted: Vec<[u8; 32]>,
    /// What is remembered of a login that came in from this source.
    known: [u8; 32],
    /// The span that all of it is counted in.
    span: TimeDelta,
}

/// One more try of this login from this source, from this source, and of this login. What the first refuses counts for none
/// of the others: nobody uses up from one place what all places have together.
async fn count_try(desk: &Desk, login: &str, source: &str) -> Result<Tries, CaseError> {
    let (now, span, most) = (desk.now(), TimeDelta::hours(1), desk.config.limits.sign_in_tries_per_hour);
    let both = format!("{source} {login}");
    let known = desk.index.hash("a source that somebody came in from", &both);
    let mut counted = Vec::new();
    let of_place = [
        (desk.index.hash("sign-in of a login from a source", &both), most),
        (desk.index.hash("sign-in from a source", source), most.saturating_mul(LOGINS_OF_A_SOURCE)),
    ];
    for (what, most) in of_place {
        if !tally::store::count(&desk.db, &what, tally::store::Limit { most, span }, now).await? {
            return Err(CaseError::Limited);
        }
        counted.push(what);
    }
    let of_login = desk.index.hash("sign-in of a login", login);
    let in_all = tally::store::Limit { most: most.saturating_mul(SOURCES_OF_A_LOGIN), span };
    if tally::store::count(&desk.db, &of_login, in_all, now).await? {
        counted.push(of_login);
    } else if !tally::store::remembers(&desk.db, &known, now).await? {
        return Err(CaseError::Limited);
    }
    Ok(Tries { counted, known, span })
}

/// Whether the password is that of `person`. For nobody it takes as long and is never theirs.
async fn is_password_of(desk: &Desk, person: Option<&Model>, given: SecretString) -> Result<bool, CaseError> {
    use secrecy::ExposeSecret;
    if given.expose_secret().len() > LONGEST {
        return Ok(false);
    }
    let stored = person.map_or_else(|| password::nobody().to_owned(), |person| person.password_hash.clone());
    let pepper = desk.pepper.clone();
    let _permit = CHECKS.acquire().await.map_err(CaseError::fault)?;
    let checked = tokio::task::spawn_blocking(move || password::verify(&given, &stored, &pepper)).await;
    let fits = checked.map_err(CaseError::fault)?.map_err(CaseError::fault)?;
    Ok(fits && person.is_some())
}
