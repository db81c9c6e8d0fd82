//! Records of one collection, as the person will get them. Only for those who work on tickets; the log tells of each look.

use std::sync::Arc;

use poem::{
    Request, Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::{
    notice::Notice,
    queue::paging,
    refusals,
    sent::Sent,
    shown,
    signed_in::SignedIn,
    ticket::{
        again::id,
        outcome::{Place, Typed},
    },
};
use crate::{
    casework::{
        copying::{
            look_into::{self, Wanted},
            withhold::{self as withholding, Withholding},
        },
        error::CaseError,
        refusal::Refusal,
    },
    desk::Desk,
    kernel::ids::TaskId,
    law::grounds::Ground,
    rights::right::Right,
    task::result::Withheld,
    ticket,
    web::{
        case,
        fields::Fields,
        page::{
            desk::preview::{Column, Preview, Record, WithholdForm},
            field::Field,
            frame::DeskPlace,
        },
        problem::BadForm,
    },
    words::language::Language,
};

/// How many records a page has.
const PAGE: u64 = 50;

/// The page.
#[handler]
pub async fn show(
    desk: Data<&Arc<Desk>>,
    by: SignedIn,
    request: &Request,
    Path((reference, task, collection)): Path<(String, String, String)>,
) -> Result<Response> {
    by.must_work()?;
    let page = match Fields::of_query(request)?.one("page")? {
        "" => 1,
        number => number.parse().ok().filter(|page| *page >= 1).ok_or(BadForm("there is no such page"))?,
    };
    let here = Here { reference, task, collection };
    shown::page(&fill(&desk, &by, &here, page).await?)
}

/// Something of it is withheld.
#[handler]
pub async fn withhold(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, task, collection)): Path<(String, String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["rows", "field", "ground", "words"])?;
    let (rows, field) = (fields.one("rows")?, fields.one("field")?);
    let (ground, words) = (fields.one("ground")?, fields.one("words")?);
    let ticket = case::find(&desk, &reference).await?;
    let numbers = rows.split([',', ' ', ';']).map(str::trim).filter(|number| !number.is_empty()).map(str::parse::<u64>);
    let wish = Withholding {
        task: TaskId(id(&task)?),
        collection: collection.clone(),
        // What is no number names no record.
        rows: numbers.map(|number| number.unwrap_or(0)).collect(),
        field: Some(field.to_owned()).filter(|field| !field.is_empty()),
        ground: ground.to_owned(),
        words: words.to_owned(),
    };
    let here = Here { reference: ticket.reference.clone(), task, collection };
    match withholding::withhold(&desk, by.id(), ticket.id, wish).await {
        Ok(()) => Ok(Notice::Withheld.at(&format!("/desk/t/{}", ticket.reference))),
        Err(CaseError::Refused(refusal)) => {
            let mut page = fill(&desk, &by, &here, 1).await?;
            let said = refusals::words(refusal, by.language);
            match &mut page.form {
                Some(form) => {
                    form.rows = Field::holding(rows);
                    form.words = Field::holding(words);
                    field.clone_into(&mut form.field);
                    ground.clone_into(&mut form.ground);
                    let wrong = if refusal == Refusal::NothingToWithhold { &mut form.rows } else { &mut form.words };
                    wrong.error = Some(said.to_owned());
                }
                None => page.frame.notice = Some(said.to_owned()),
            }
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// All of it is handed over after all.
#[handler]
pub async fn hand_over(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, task, collection)): Path<(String, String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let ticket = case::find(&desk, &reference).await?;
    let done = withholding::hand_over(&desk, by.id(), ticket.id, TaskId(id(&task)?), &collection).await;
    let done = done.map(|()| Notice::HandedOver);
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, Typed::Nothing).await
}

/// Where a page is.
struct Here {
    reference: String,
    task: String,
    collection: String,
}

async fn fill(desk: &Arc<Desk>, by: &SignedIn, here: &Here, page: u64) -> Result<Preview> {
    let ticket = case::find(desk, &here.reference).await?;
    let task = TaskId(id(&here.task)?);
    let offset = PAGE.saturating_mul(page - 1);
    let collection = here.collection.clone();
    let wanted = Wanted { ticket: ticket.id, task, collection: collection.clone(), offset, most: PAGE as usize };
    let look = look_into::records(desk, by.id(), wanted).await?;
    let address = format!("/desk/t/{}/package/{task}/{}", ticket.reference, urlencode(&collection));
    let free_text = |column: &str| {
        let inside =
            |field: &str| field == column || field.strip_prefix(column).is_some_and(|rest| rest.starts_with('.'));
        look.head.fields.iter().any(|field| field.may_name_others && inside(&field.name))
    };
    let columns = look.columns.iter();
    Ok(Preview {
        frame: by.frame(desk, DeskPlace::Queue),
        reference: ticket.reference.clone(),
        system: desk.systems.name(&look.system, by.language.code()),
        description: look.head.description.clone(),
        columns: columns.map(|name| Column { name: name.clone(), may_name_others: free_text(name) }).collect(),
        records: (offset + 1..)
            .zip(look.rows)
            .map(|(number, row)| Record { number, is_shared: row.shared, values: row.values })
            .collect(),
        total: look.total,
        paging: paging(page, look.total.div_ceil(PAGE).max(1), |page| format!("{address}?page={page}")),
        withheld: look.withheld.iter().filter(|it| it.collection == collection).map(in_words(by.language)).collect(),
        form: look
            .may_withhold
            .then(|| WithholdForm { grounds: grounds(&ticket, look.right, by.language), ..WithholdForm::default() }),
        path: address,
        collection,
    })
}

/// What is withheld, for staff.
fn in_words(language: Language) -> impl Fn(&Withheld) -> String {
    move |it| {
        let w = language.withholding();
        let row = it.row.map_or_else(String::new, |row| format!(" {row}"));
        let what = it.field.as_deref().unwrap_or(w.whole);
        format!("{what}{row}: {} – {}", it.ground, it.words)
    }
}

/// The grounds on which something can be left out of this answer.
fn grounds(ticket: &ticket::entity::Model, right: Option<Right>, language: Language) -> Vec<(String, String)> {
    let Some(right) = right else { return Vec::new() };
    let grounds = Ground::for_right(right, ticket.regime()).filter(|ground| ground.kind.refuses());
    grounds.map(|ground| (ground.code.clone(), language.choose(&ground.name).to_owned())).collect()
}

/// A collection's name as a part of an address.
fn urlencode(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    let encoded = |byte: u8| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    name.bytes().map(encoded).collect()
}
