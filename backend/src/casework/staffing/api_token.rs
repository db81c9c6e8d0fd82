//! A program acts for a member of staff: it shows a token that was made for it.
//!
//! A token is 256 random bits behind a word that scanners for leaked secrets can look for. It may what its owner may,
//! ends with their account, and never holds for ever. Wrong ones are counted by source: nobody can guess one, but
//! whoever tries is not to keep the database busy.

use chrono::{DateTime, TimeDelta, Utc};
use rightsdesk_vault::{chance::Chance, index::BlindIndex, token::UrlToken};
use sea_orm::DatabaseConnection;
use secrecy::SecretString;
use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{error::CaseError, refusal::Refusal},
    desk::Desk,
    kernel::{actor::Actor, database, ids::StaffId},
    staff::{self, api_token, store},
    tally,
};

/// What every token begins with.
pub const PREFIX: &str = "rightsdesk_";

/// The purpose that hashes of tokens are made for.
const PURPOSE: &str = "api token";

/// The longest name of a token, in characters.
const LONGEST_NAME: usize = 100;

/// A token that is to be made.
#[derive(Clone, Debug)]
pub struct Order {
    /// For whom.
    pub person: StaffId,
    /// What it is for.
    pub name: String,
    /// Until when it holds.
    pub expires_at: DateTime<Utc>,
}

/// Makes a token: its text, which is shown here and never again.
pub async fn issue(
    db: &DatabaseConnection,
    index: &BlindIndex,
    chance: &dyn Chance,
    order: Order,
    now: DateTime<Utc>,
) -> Result<SecretString, CaseError> {
    let name = order.name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.contains(char::is_control) {
        return Err(CaseError::Refused(Refusal::TokenName));
    }
    let token = UrlToken::draw(chance);
    let made = api_token::Model {
        token_hash: index.token_hash(PURPOSE, token.as_str()).to_vec(),
        staff_id: order.person,
        name: name.to_owned(),
        created_at: now,
        expires_at: order.expires_at,
        last_used_at: None,
    };
    let tx = database::write(db).await?;
    store::add_token(&tx, made).await?;
    log(&tx, "api_token_issued", order.person, now).await?;
    tx.commit().await?;
    Ok(format!("{PREFIX}{}", token.as_str()).into())
}

/// Ends a token; false if the person has none of that name.
pub async fn revoke(
    db: &DatabaseConnection,
    person: StaffId,
    name: &str,
    now: DateTime<Utc>,
) -> Result<bool, CaseError> {
    let tx = database::write(db).await?;
    if !store::close_token(&tx, person, name.trim()).await? {
        return Ok(false);
    }
    log(&tx, "api_token_revoked", person, now).await?;
    tx.commit().await?;
    Ok(true)
}

async fn log(
    tx: &sea_orm::DatabaseTransaction,
    event: &'static str,
    person: StaffId,
    now: DateTime<Utc>,
) -> Result<(), CaseError> {
    let entry = Entry::aside(now, Actor::Desk, event).with(json!({ "staff": person }));
    audit::store::append(tx, [entry]).await?;
    Ok(())
}

/// For whom the program with this token acts. A wrong one counts against `source`, which is where it comes from, as
/// limits count it.
pub async fn owner(desk: &Desk, token: &str, source: &str) -> Result<Option<staff::entity::Model>, CaseError> {
    let now = desk.now();
    if let Some(token) = token.strip_prefix(PREFIX).and_then(UrlToken::parse) {
        let hash = desk.index.token_hash(PURPOSE, token.as_str());
        let known = store::token(&desk.db, &hash).await?;
        if let Some((token, person)) = known.filter(|(token, _)| now < token.expires_at) {
            if token.last_used_at.is_none_or(|used_at| now - used_at >= TimeDelta::minutes(1)) {
                store::token_used(&desk.db, &hash, now).await?;
            }
            return Ok(Some(person));
        }
    }
    let limit = tally::store::Limit { most: desk.config.limits.sign_in_tries_per_hour, span: TimeDelta::hours(1) };
    let what = desk.index.hash("wrong api tokens from a source", source);
    if tally::store::count(&desk.db, &what, limit, now).await? { Ok(None) } else { Err(CaseError::Limited) }
}
