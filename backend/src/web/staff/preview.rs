//! Records of one collection, as the person will get them. Only for those who work on tickets; the log tells of each look.

use std::sync::Arc;

use poem::{
    Request, Response, Result, handler,
    web::{Data, Path},
};

use super::{
    queue::paging,
    shown,
    signed_in::SignedIn,
    ticket::{again::id, gather},
};
use crate::{
    casework::look_into::{self, Wanted},
    desk::Desk,
    kernel::ids::TaskId,
    web::{
        fields::Fields,
        page::{
            desk::preview::{Column, Preview, Record},
            frame::DeskPlace,
        },
        problem::BadForm,
    },
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
    let ticket = gather::find(&desk, &reference).await?;
    let task = TaskId(id(&task)?);
    let offset = PAGE.saturating_mul(page - 1);
    let wanted = Wanted { ticket: ticket.id, task, collection: collection.clone(), offset, most: PAGE as usize };
    let look = look_into::records(&desk, by.id(), wanted).await?;
    let path = request.uri().path().to_owned();
    let free_text = |column: &str| {
        let inside =
            |field: &str| field == column || field.strip_prefix(column).is_some_and(|rest| rest.starts_with('.'));
        look.head.fields.iter().any(|field| field.may_name_others && inside(&field.name))
    };
    let columns = look.columns.iter();
    shown::page(&Preview {
        frame: by.frame(&desk, DeskPlace::Queue),
        reference: ticket.reference,
        system: desk.systems.name(&look.system, by.language.code()),
        collection,
        description: look.head.description.clone(),
        columns: columns.map(|name| Column { name: name.clone(), may_name_others: free_text(name) }).collect(),
        records: (offset + 1..)
            .zip(look.rows)
            .map(|(number, row)| Record { number, is_shared: row.shared, values: row.values })
            .collect(),
        total: look.total,
        paging: paging(page, look.total.div_ceil(PAGE).max(1), |page| format!("{path}?page={page}")),
    })
}
