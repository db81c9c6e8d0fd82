//! Something was corrected, erased or locked: whoever got the data is to be told (Art. 19), and whoever may have copies of
//! what was public (Art. 17(2)).
//!
//! Here it is only planned, in the transaction of the deed, so that nobody is forgotten; letters are
//! [written](super::write_notices) a little later, for the other systems of the same request often end within minutes.

use std::collections::BTreeSet;

use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::{disclosed, recipients, through_system};
use crate::{
    audit::entry::Entry,
    casework::{
        error::CaseError,
        sealing::{self, Opened, Place},
    },
    config::recipient::RecipientSection,
    desk::Desk,
    disclosure,
    kernel::{
        actor::Actor,
        ids::{NoticeId, RequestId, TicketId},
    },
    notice::{
        self,
        entity::Model,
        state::{Article, Deed, START, Way},
    },
    words::language::Language,
};

/// What was done with the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It was corrected or completed. A line for each thing, as the recipient has to know it: `Name: Ada Lovelace`.
    Rectified(Vec<String>),
    /// It was erased.
    Erased,
    /// It was locked.
    Restricted,
    /// Its lock has ended.
    Unrestricted,
}

impl What {
    const fn deed(&self) -> Deed {
        match self {
            Self::Rectified(_) => Deed::Rectified,
            Self::Erased => Deed::Erased,
            Self::Restricted => Deed::Restricted,
            Self::Unrestricted => Deed::Unrestricted,
        }
    }

    fn details(&self) -> &[String] {
        match self {
            Self::Rectified(details) => details,
            Self::Erased | Self::Restricted | Self::Unrestricted => &[],
        }
    }
}

/// Plans who is to be told that this was done for `request` in these systems.
///
/// Call it in the transaction of the deed, as often as systems end: a recipient who has not been told yet gets one notice
/// for all of them, and one who was told of the same systems gets none. Returns the line of the log that tells of it, to
/// be written with the caller's own; none if there is nobody to tell.
pub async fn plan(
    tx: &DatabaseTransaction,
    desk: &Desk,
    ticket: TicketId,
    request: RequestId,
    what: &What,
    systems: &[&str],
) -> Result<Option<Entry>, CaseError> {
    let opened = sealing::open(tx, desk, ticket).await?;
    let systems: BTreeSet<&str> = systems.iter().copied().collect();
    let before = notice::store::of_request(tx, request).await?;
    let mut told = 0_u32;
    let mut addressees = addressees(desk, &opened, what, &systems);
    add_disclosures(&mut addressees, desk, &disclosed::of(tx, desk, &opened).await?, &systems);
    for addressee in addressees {
        if tell(tx, desk, &opened, &before, (request, what), addressee).await? {
            told += 1;
        }
    }
    Ok(line(desk, ticket, request, what, told))
}

/// The line of the log that tells of new notices; none if there are none.
pub(in crate::casework) fn line(
    desk: &Desk,
    ticket: TicketId,
    request: RequestId,
    what: &What,
    told: u32,
) -> Option<Entry> {
    let line = Entry::on(ticket, desk.now(), Actor::Worker, "recipients_planned");
    let what = what.deed().code();
    (told > 0).then(|| line.with(json!({ "request": request, "what": what, "recipients": told })))
}

/// Somebody who is to be told.
pub(in crate::casework) struct Addressee<'a> {
    /// Who, by name.
    pub name: String,
    /// Why they are told.
    pub article: Article,
    /// The keys of the systems whose data they got.
    pub systems: BTreeSet<&'a str>,
    /// How they are told, if the configuration knows them.
    pub told: Option<&'a RecipientSection>,
    /// Whether the person may know of them.
    pub is_open: bool,
}

/// Plans to tell one of them, who has had the notices `before` about the same request; false if that adds no notice.
pub(in crate::casework) async fn tell(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    before: &[Model],
    (request, what): (RequestId, &What),
    addressee: Addressee<'_>,
) -> Result<bool, CaseError> {
    let deed = what.deed();
    let theirs = || before.iter().filter(|row| row.recipient == addressee.name && row.article == addressee.article);
    // What was told before the opposite was told counts no more.
    let undone = theirs().filter(|row| deed.is_undone_by(row.what)).map(Model::order).max();
    let kin: Vec<_> =
        theirs().filter(|row| row.what == deed && undone.is_none_or(|undone| row.order() > undone)).collect();
    let gets: BTreeSet<String> = addressee.systems.iter().map(|key| (*key).to_owned()).collect();
    if let Some(unwritten) = kin.iter().find(|row| row.is_unwritten()) {
        widen(tx, desk, opened, unwritten, gets, what).await?;
        return Ok(false);
    }
    if what.details().is_empty() && kin.iter().any(|row| gets.is_subset(&row.system_keys())) {
        // They know.
        return Ok(false);
    }
    let row = row(tx, desk, opened, (request, what), addressee, &gets).await?;
    notice::store::insert(tx, row).await?;
    Ok(true)
}

fn addressees<'a>(desk: &'a Desk, opened: &Opened, what: &What, systems: &BTreeSet<&'a str>) -> Vec<Addressee<'a>> {
    let recipients = recipients::of(desk, systems);
    let mut all: Vec<_> = recipients
        .into_iter()
        .map(|it| Addressee {
            name: it.name.to_owned(),
            article: Article::Recipient,
            systems: it.systems,
            told: it.told,
            is_open: true,
        })
        .collect();
    // Erased alone is what Art. 17(2) speaks of.
    if what.deed() == Deed::Erased {
        let is_public = |key: &&str| desk.systems.get(key).is_some_and(|system| system.connector.about().public);
        let public: BTreeSet<&str> = systems.iter().copied().filter(is_public).collect();
        if !public.is_empty() {
            let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
            let name = language.telling().others_on_servers.to_owned();
            all.push(Addressee { name, article: Article::Public, systems: public, told: None, is_open: true });
        }
    }
    all
}

/// Who actually got the data of this person. An authority that asked in a particular inquiry is no recipient (Art. 4(9)).
fn add_disclosures<'a>(
    all: &mut Vec<Addressee<'a>>,
    desk: &'a Desk,
    disclosed: &[disclosure::entity::Model],
    systems: &BTreeSet<&'a str>,
) {
    for row in disclosed.iter().filter(|row| !row.is_inquiry) {
        let from = row.system_keys();
        let covered: BTreeSet<&str> =
            systems.iter().copied().filter(|key| from.is_empty() || from.iter().any(|it| it == key)).collect();
        let known = all.iter_mut().find(|it| it.name == row.recipient && it.article == Article::Recipient);
        if covered.is_empty() {
            continue;
        }
        if let Some(known) = known {
            known.systems.extend(covered);
            continue;
        }
        all.push(Addressee {
            name: row.recipient.clone(),
            article: Article::Recipient,
            systems: covered,
            told: desk.config.recipients.iter().find(|section| section.name == row.recipient),
            is_open: row.may_be_told(desk.today()),
        });
    }
}

async fn row(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    (request, what): (RequestId, &What),
    addressee: Addressee<'_>,
    gets: &BTreeSet<String>,
) -> Result<Model, CaseError> {
    let id = NoticeId(desk.ids.fresh());
    let way = match addressee.told {
        Some(RecipientSection { mail: Some(_), knows, .. }) if !known_as(tx, opened, knows).await?.is_empty() => {
            Way::Mail
        }
        Some(section)
            if through_system::notifier(desk, section, what.deed()).is_some()
                && !known_as(tx, opened, &section.knows).await?.is_empty() =>
        {
            Way::Connector
        }
        // Nobody could tell from our letter whom it is about: a person finds another way.
        Some(_) | None => Way::ByHand,
    };
    let details = serde_json::to_string(what.details()).map_err(CaseError::fault)?;
    Ok(Model {
        id,
        ticket_id: opened.ticket.id,
        request_id: request,
        article: addressee.article,
        what: what.deed(),
        recipient: addressee.name,
        systems: serde_json::to_string(gets).map_err(CaseError::fault)?,
        way,
        state: START,
        is_open_to_person: addressee.is_open,
        planned_at: desk.now(),
        sent_at: None,
        settled_at: None,
        settled_by: None,
        letter_id: None,
        called_at: None,
        token_hash: None,
        details_sealed: opened.seal(desk, Place::NoticeDetails(id), &details),
        words_sealed: None,
    })
}

async fn widen(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    row: &Model,
    mut gets: BTreeSet<String>,
    what: &What,
) -> Result<(), CaseError> {
    gets.extend(row.system_keys());
    let mut details = details_of(opened, row)?;
    details.extend(what.details().iter().filter(|line| !details.contains(line)).cloned().collect::<Vec<_>>());
    let systems = serde_json::to_string(&gets).map_err(CaseError::fault)?;
    let details = serde_json::to_string(&details).map_err(CaseError::fault)?;
    let sealed = opened.seal(desk, Place::NoticeDetails(row.id), &details);
    if notice::store::widen(tx, row.id, &systems, sealed).await? { Ok(()) } else { Err(CaseError::Changed) }
}

/// What was corrected, a line for each thing.
pub(super) fn details_of(opened: &Opened, row: &Model) -> Result<Vec<String>, CaseError> {
    let text = opened.unseal(Place::NoticeDetails(row.id), &row.details_sealed)?;
    serde_json::from_str(&text).map_err(CaseError::fault)
}

/// The person's names of one kind, as far as we rely on them.
pub(super) async fn known_as(
    db: &impl sea_orm::ConnectionTrait,
    opened: &Opened,
    kind: &str,
) -> Result<Vec<String>, CaseError> {
    let names = opened.names(db).await?;
    Ok(names.iter().filter(|name| name.kind().as_str() == kind).map(|name| name.value().to_owned()).collect())
}
