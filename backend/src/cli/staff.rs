//! `staff …`: accounts.

use anyhow::{Context, bail};
use chrono::TimeDelta;
use rightsdesk_exporters::counted::counted;
use rightsdesk_vault::{chance::SystemChance, index::BlindIndex};
use secrecy::ExposeSecret;

use super::{
    arguments::{RoleName, Staff},
    print, typed_password,
};
use crate::{
    audit::{self, entry::Entry},
    casework::staffing::api_token::{self, Order},
    config::file::Config,
    kernel::{
        actor::Actor,
        clock::{Clock, SystemClock},
        database,
        ids::{Ids, RandomIds, StaffId},
    },
    setup,
    staff::{entity, password, role::Role, store},
};

/// Does what was asked.
pub async fn staff(config: &Config, command: Staff) -> anyhow::Result<()> {
    let db = setup::database(config).await?;
    let pepper = setup::pepper(&setup::masters(config)?);
    let now = SystemClock.now();
    match command {
        Staff::List => {
            for person in store::all(&db).await? {
                let state = if person.disabled_at.is_some() { "shut" } else { "open" };
                print::line(format_args!("{:<16} {:<10} {:<5} {}", person.login, person.role, state, person.name));
            }
        }
        Staff::Add { login, name, role, email } => {
            must_be_mail_address(email.as_deref())?;
            let login = login.trim().to_lowercase();
            if login.is_empty() || login.contains(char::is_whitespace) {
                bail!("a login is one word");
            }
            let hash = password::hash(&typed_password::ask()?, &pepper, password::COST)?;
            let id = StaffId(RandomIds.fresh());
            let role = match role {
                RoleName::Officer => Role::Officer,
                RoleName::Agent => Role::Agent,
                RoleName::Auditor => Role::Auditor,
            };
            let person = entity::Model {
                id,
                login: login.clone(),
                name,
                role,
                password_hash: hash,
                created_at: now,
                disabled_at: None,
                email,
            };
            let tx = database::write(&db).await?;
            if store::by_login(&tx, &login).await?.is_some() {
                bail!("{login} is there already");
            }
            store::insert(&tx, person).await.with_context(|| format!("{login} could not be added"))?;
            log(&tx, id, "staff_added", now).await?;
            tx.commit().await?;
            print::line(format_args!("{login} can sign in now"));
        }
        Staff::Email { login, email } => {
            must_be_mail_address(email.as_deref())?;
            let tx = database::write(&db).await?;
            let person = store::by_login(&tx, &login).await?.with_context(|| format!("nobody is called {login}"))?;
            store::set_email(&tx, person.id, email).await?;
            log(&tx, person.id, "staff_email_set", now).await?;
            tx.commit().await?;
            print::line(format_args!("{login} is reminded there"));
        }
        Staff::Password { login } => {
            let hash = password::hash(&typed_password::ask()?, &pepper, password::COST)?;
            let tx = database::write(&db).await?;
            let person = store::by_login(&tx, &login).await?.with_context(|| format!("nobody is called {login}"))?;
            store::set_password(&tx, &login, hash).await?;
            log(&tx, person.id, "staff_password_set", now).await?;
            tx.commit().await?;
            print::line(format_args!("the new password of {login} counts; they are signed out everywhere"));
        }
        Staff::Disable { login } => {
            let tx = database::write(&db).await?;
            let person = store::by_login(&tx, &login).await?.with_context(|| format!("nobody is called {login}"))?;
            store::disable(&tx, &login, now).await?;
            log(&tx, person.id, "staff_disabled", now).await?;
            tx.commit().await?;
            print::line(format_args!("{login} cannot sign in any more"));
        }
        Staff::Token { login, name, days } => {
            let index = BlindIndex::new(&setup::masters(config)?);
            let person = store::by_login(&db, &login).await?.with_context(|| format!("nobody is called {login}"))?;
            let order = Order { person: person.id, name, expires_at: now + TimeDelta::days(days) };
            let token = api_token::issue(&db, &index, &SystemChance, order, now).await?;
            eprintln!("it holds for {} and is not shown again:", counted(days, "day", "days"));
            print::line(format_args!("{}", token.expose_secret()));
        }
        Staff::RevokeToken { login, name } => {
            let person = store::by_login(&db, &login).await?.with_context(|| format!("nobody is called {login}"))?;
            if !api_token::revoke(&db, person.id, &name, now).await? {
                bail!("{login} has no token called {name}");
            }
            print::line(format_args!("the token {name} of {login} does not hold any more"));
        }
    }
    Ok(())
}

fn must_be_mail_address(email: Option<&str>) -> anyhow::Result<()> {
    if email.is_some_and(|email| email.parse::<lettre::Address>().is_err()) {
        bail!("this is no mail address");
    }
    Ok(())
}

async fn log(
    tx: &sea_orm::DatabaseTransaction,
    person: StaffId,
    event: &'static str,
    now: chrono::DateTime<chrono::Utc>,
) -> anyhow::Result<()> {
    let details = serde_json::json!({ "staff": person });
    audit::store::append(tx, [Entry::aside(now, Actor::Desk, event).with(details)]).await?;
    Ok(())
}
