//! Who was given data: the list, the form for one more, and what the person is told of it.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::{
    notice::Notice,
    record, refusals,
    sent::Sent,
    shown::{self, Times},
    signed_in::SignedIn,
    ticket::again::id,
};
use crate::{
    casework::{
        error::CaseError,
        refusal::Refusal,
        telling::record_disclosure::{self, Disclosing, Recorder},
    },
    desk::Desk,
    disclosure::{self, basis::Basis, entity::Model, seal},
    identifier::mask::masked,
    kernel::ids::DisclosureId,
    web::{
        case, day,
        fields::Fields,
        page::{
            desk::disclosures::{DisclosureForm, DisclosureRow, Disclosures},
            field::Field,
            frame::DeskPlace,
        },
        problem::BadForm,
    },
    words::{fill::Fill, language::Language},
};

/// More than anybody looks through.
const MOST: u64 = 200;

/// The list.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn) -> Result<Response> {
    shown::page(&fill(&desk, &by).await?)
}

/// One more.
#[handler]
pub async fn add(desk: Data<&Arc<Desk>>, sent: Sent) -> Result<Response> {
    let Sent { by, fields } = sent;
    let known = ["recipient", "kinds", "on", "basis", "names", "ticket", "words", "inquiry", "ground", "until"];
    let fields = fields.only(&known)?;
    let mut page = fill(&desk, &by).await?;
    page.form = typed(&fields)?;
    let Some(disclosing) = read(&desk, &by, &mut page.form).await? else {
        return shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    match record_disclosure::record(&desk, Recorder::Staff(by.id()), disclosing).await {
        Ok(_) => Ok(Notice::DisclosureRecorded.at("/desk/disclosures")),
        Err(CaseError::Refused(refusal)) => {
            let form = &mut page.form;
            let field = if refusal == Refusal::NoRecipient {
                &mut form.recipient
            } else if refusal == Refusal::NoKinds {
                &mut form.kinds
            } else if refusal == Refusal::FutureDisclosure {
                &mut form.on
            } else if refusal == Refusal::NoDisclosureNames {
                &mut form.names
            } else if refusal == Refusal::NotToBeWithheld {
                &mut form.until
            } else {
                &mut form.words
            };
            field.error = Some(refusals::words(refusal, by.language).to_owned());
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// What the person is told of one.
#[handler]
pub async fn withhold(desk: Data<&Arc<Desk>>, sent: Sent, Path(disclosure): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["ground", "until"])?;
    let (ground, until) = (fields.one("ground")?, fields.one("until")?.trim());
    let id = DisclosureId(id(&disclosure)?);
    let on = match (ground, day::parse(until)) {
        ("", _) => Ok(None),
        (ground, Some(until)) => Ok(Some((ground, until))),
        (_, None) => Err(CaseError::Refused(Refusal::NotToBeWithheld)),
    };
    let done = match on {
        Ok(on) => record_disclosure::withhold(&desk, by.id(), id, on).await,
        Err(refused) => Err(refused),
    };
    match done {
        Ok(()) => Ok(Notice::DisclosureChanged.at("/desk/disclosures")),
        Err(CaseError::Refused(refusal)) => {
            let mut page = fill(&desk, &by).await?;
            page.frame.notice = Some(refusals::words(refusal, by.language).to_owned());
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

fn typed(fields: &Fields) -> Result<DisclosureForm, BadForm> {
    let holding = |name| Ok::<_, BadForm>(Field::holding(fields.one(name)?.trim()));
    Ok(DisclosureForm {
        is_open: true,
        recipient: holding("recipient")?,
        kinds: holding("kinds")?,
        on: holding("on")?,
        basis: fields.one("basis")?.to_owned(),
        names: holding("names")?,
        ticket: holding("ticket")?,
        words: holding("words")?,
        is_inquiry: fields.one("inquiry")? == "yes",
        ground: fields.one("ground")?.to_owned(),
        until: holding("until")?,
    })
}

/// What is to be written down; nothing if something is wrong, which then stands at its field.
async fn read(desk: &Desk, by: &SignedIn, form: &mut DisclosureForm) -> Result<Option<Disclosing>> {
    let w = by.language.disclosing();
    let basis: Basis = form.basis.parse().map_err(|_| BadForm("it has a basis that there is not"))?;
    let names = record::others(&mut form.names, by.language.desk().wrong.identifiers);
    let on = day::parse(&form.on.value);
    if on.is_none() {
        form.on.error = Some(w.future.to_owned());
    }
    let withheld = match (form.ground.as_str(), day::parse(&form.until.value)) {
        ("", _) => Ok(None),
        (ground, Some(until)) => Ok(Some((ground.to_owned(), until))),
        (_, None) => Err(()),
    };
    if withheld.is_err() {
        form.until.error = Some(w.wrong_ground.to_owned());
    }
    let ticket = match form.ticket.value.as_str() {
        "" => Ok(None),
        reference => case::find(desk, reference).await.map(|ticket| Some(ticket.id)),
    };
    if let Err(CaseError::NotFound) = ticket {
        form.ticket.error = Some(by.language.desk().trouble.not_found.to_owned());
        return Ok(None);
    }
    let (Some(names), Some(on), Ok(withheld), ticket) = (names, on, withheld, ticket?) else { return Ok(None) };
    Ok(Some(Disclosing {
        recipient: form.recipient.value.clone(),
        basis,
        is_inquiry: form.is_inquiry,
        kinds: form.kinds.value.lines().map(str::to_owned).collect(),
        systems: Vec::new(),
        on,
        names,
        ticket,
        words: form.words.value.clone(),
        withheld,
    }))
}

async fn fill(desk: &Desk, by: &SignedIn) -> Result<Disclosures, CaseError> {
    let rows = disclosure::store::newest(&desk.db, MOST).await?;
    let rows = rows.iter().map(|row| row_of(desk, row, by.language)).collect();
    let grounds =
        record_disclosure::grounds().map(|ground| (ground.code.clone(), by.language.choose(&ground.name).to_owned()));
    Ok(Disclosures {
        frame: by.frame(desk, DeskPlace::Disclosures),
        rows,
        may_work: by.role().may_work(),
        form: DisclosureForm { basis: Basis::Order.code().to_owned(), ..DisclosureForm::default() },
        grounds: grounds.collect(),
    })
}

fn row_of(desk: &Desk, row: &Model, language: Language) -> DisclosureRow {
    let (w, times) = (language.disclosing(), Times::of(desk, language));
    let withheld = (!row.may_be_told(desk.today())).then(|| {
        let until = row.withheld_until.map_or_else(String::new, |day| times.short_day(day));
        w.withheld_until.with(until)
    });
    DisclosureRow {
        id: row.id.to_string(),
        recipient: row.recipient.clone(),
        person: person(desk, row),
        kinds: row.kinds(),
        on: times.short_day(row.disclosed_on),
        basis: basis(row.basis, language).to_owned(),
        withheld,
    }
}

/// Whom it is about, masked; empty if it does not open, which the log tells of: one damaged row must not take the list away.
fn person(desk: &Desk, row: &Model) -> String {
    let names = seal::key(&desk.masters, row).and_then(|key| seal::open_names(&key, row));
    let names = names.inspect_err(|error| tracing::error!(disclosure = %row.id, %error, "a disclosure is damaged"));
    let names = names.unwrap_or_default();
    names.iter().map(|(kind, value)| masked(kind, value)).collect::<Vec<_>>().join(", ")
}

fn basis(basis: Basis, language: Language) -> &'static str {
    let w = language.disclosing();
    match basis {
        Basis::Order => w.basis_order,
        Basis::Law => w.basis_law,
        Basis::Contract => w.basis_contract,
        Basis::Consent => w.basis_consent,
        Basis::Interest => w.basis_interest,
    }
}
