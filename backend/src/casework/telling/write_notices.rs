//! The letters to recipients, written once a notice has waited for more of the same request. What goes through a recipient's
//! own system is put on its way here too.
//!
//! What they say is minimal: what was done, when, and the one name by which the recipient knows the person.

use chrono::TimeDelta;
use rightsdesk_vault::token::UrlToken;

use super::{
    tell_recipients::{details_of, known_as},
    through_system,
};
use crate::{
    casework::{
        error::CaseError,
        sealing::{self, Opened},
        writing::letters::{self, Outgoing},
    },
    config::recipient::RecipientSection,
    desk::Desk,
    kernel::database,
    letter::{
        kind::Kind,
        wording::{recipient_notice::RecipientNotice, rendered::Wording},
    },
    notice::{
        self,
        entity::Model,
        state::{Article, Deed, Way},
    },
    words::{date, fill::Fill, language::Language},
};

/// What the hashes of these tokens are keyed for.
pub const TOKEN: &str = "recipient notice";

/// How many letters are written in one go.
const MOST: u64 = 200;

/// Writes the letters that are due; how many.
pub async fn write(desk: &Desk) -> Result<usize, CaseError> {
    let before = desk.now() - TimeDelta::minutes(desk.config.notices.wait_minutes);
    let mut written = 0;
    for row in notice::store::to_write(&desk.db, before, MOST).await? {
        match write_one(desk, &row).await {
            Ok(()) => written += 1,
            // Its ticket was forgotten in the meantime: nobody can tell any more whom it was about.
            Err(CaseError::Gone) => notice::store::unwritable(&desk.db, row.id).await?,
            Err(other) => return Err(other),
        }
    }
    if written > 0 {
        desk.wake.notify_waiters();
    }
    Ok(written)
}

async fn write_one(desk: &Desk, row: &Model) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, row.ticket_id).await?;
    let section = desk.config.recipients.iter().find(|section| section.name == row.recipient);
    if let (Way::Connector, Some(section)) = (row.way, section) {
        through_system::put(&tx, desk, row, section).await?;
        return Ok(tx.commit().await?);
    }
    let Some((section, to)) = section.and_then(|section| Some((section, section.mail.as_deref()?))) else {
        // The configuration knows no address any more.
        notice::store::unwritable(&tx, row.id).await?;
        return Ok(tx.commit().await?);
    };
    let known_as = known_as(&tx, &opened, &section.knows).await?;
    let token = UrlToken::draw(&*desk.chance);
    let language = section.language();
    let letter = Outgoing {
        kind: match row.article {
            Article::Recipient => Kind::RecipientNotice,
            Article::Public => Kind::PublicNotice,
        },
        language: language.code().to_owned(),
        to,
        written: wording(desk, &opened, row, section, known_as, &token)?.render(language).map_err(CaseError::fault)?,
        carries: None,
    };
    let id = letters::put(&tx, desk, &opened, letter).await?;
    let hash = desk.index.token_hash(TOKEN, token.as_str()).to_vec();
    if notice::store::written(&tx, row.id, id, hash).await? {
        tx.commit().await?;
    }
    Ok(())
}

/// What somebody who tells a recipient themselves can send them: what was done and what is expected, as our own letters say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToCopy {
    /// The letter.
    pub text: String,
    /// The names by which we know the person, if nobody has configured by which of them the recipient does: one of them is
    /// to be added, by somebody who knows which.
    pub names: Vec<String>,
}

/// The letter for a recipient whom staff tell, in the recipient's language if one is configured.
pub async fn to_copy(desk: &Desk, opened: &Opened, row: &Model, language: Language) -> Result<ToCopy, CaseError> {
    let section = desk.config.recipients.iter().find(|section| section.name == row.recipient);
    let language = section.map_or(language, RecipientSection::language);
    let known = match section {
        Some(section) => known_as(&desk.db, opened, &section.knows).await?,
        None => Vec::new(),
    };
    let about = &desk.config.desk;
    let (done, please) = sentences(row.article, row.what, language);
    let mut lines = vec![done.with(date::date(desk.day_of(row.planned_at), language))];
    if !known.is_empty() {
        lines.push(language.guiding().letter_known_as.with(known.join(", ")));
    }
    let systems = row.system_keys();
    let mut of: Vec<_> = systems.iter().map(|key| format!("- {}", desk.systems.name(key, language.code()))).collect();
    of.extend(details_of(opened, row)?.into_iter().map(|line| format!("- {line}")));
    lines.push(of.join("\n"));
    lines.push(please.to_owned());
    let reference = format!("{} ({})", opened.ticket.reference, article(row.article, language));
    lines.push(format!("{}\n{reference}\n{}", about.organisation, about.contact));
    let names = if known.is_empty() { opened.names(&desk.db).await? } else { Vec::new() };
    let names = names.iter().map(|name| name.value().to_owned()).collect();
    Ok(ToCopy { text: lines.join("\n\n"), names })
}

fn wording(
    desk: &Desk,
    opened: &Opened,
    row: &Model,
    section: &RecipientSection,
    known_as: Vec<String>,
    token: &UrlToken,
) -> Result<RecipientNotice, CaseError> {
    let language = section.language();
    let about = &desk.config.desk;
    let done_on = date::date(desk.day_of(row.planned_at), language);
    let systems = row.system_keys();
    let mut lines: Vec<_> = systems.iter().map(|key| desk.systems.name(key, language.code())).collect();
    lines.extend(details_of(opened, row)?);
    let by = desk.today() + TimeDelta::days(desk.config.notices.answer_days);
    let base = about.public_url.trim_end_matches('/');
    let (done, please) = sentences(row.article, row.what, language);
    Ok(RecipientNotice {
        organisation: about.organisation.clone(),
        contact: about.contact.clone(),
        reference: opened.ticket.reference.clone(),
        article: article(row.article, language),
        done: done.with(done_on),
        known_as,
        about: lines,
        please: please.to_owned(),
        answer_by: date::date(by, language),
        link: format!("{base}/{}/notices/{}", language.code(), token.as_str()),
    })
}

/// What was done, with a place for the day, and what is expected.
pub fn sentences(article: Article, what: Deed, language: Language) -> (&'static str, &'static str) {
    let w = language.telling();
    match (article, what) {
        (Article::Public, _) => (w.done_public, w.please_erased),
        (Article::Recipient, Deed::Rectified) => (w.done_rectified, w.please_rectified),
        (Article::Recipient, Deed::Erased) => (w.done_erased, w.please_erased),
        (Article::Recipient, Deed::Restricted) => (w.done_restricted, w.please_restricted),
        (Article::Recipient, Deed::Unrestricted) => (w.done_unrestricted, w.please_unrestricted),
    }
}

/// The article as it is written in a language.
pub fn article(article: Article, language: Language) -> String {
    match (article, language) {
        (Article::Recipient, Language::En | Language::De) => "Art. 19".to_owned(),
        (Article::Recipient, Language::Fr) => "art. 19".to_owned(),
        (Article::Public, Language::En) => "Art. 17(2)".to_owned(),
        (Article::Public, Language::Fr) => "art. 17, § 2".to_owned(),
        (Article::Public, Language::De) => "Art. 17 Abs. 2".to_owned(),
    }
}
