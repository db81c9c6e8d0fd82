//! What people are told of the use of their data.

use chrono::NaiveDate;
use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use crate::{
    casework::inform,
    kernel::ids::RequestId,
    privacy_notice,
    web::{
        api::{
            caller::{Caller, Caseworker, desk},
            faults::{Listing, Or, Sending},
            reply::Done,
        },
        case,
    },
};

/// A version of the notice about one product.
#[derive(Clone, Debug, Object)]
pub struct PrivacyNoticeVersion {
    /// Its id.
    pub id: Uuid,
    /// The product of the register.
    pub product: String,
    /// 1, 2, 3, … for each product.
    pub number: i32,
    /// SHA-256 of what it says.
    pub hash: String,
    /// The first day on which it was in force.
    pub began_on: NaiveDate,
    /// What it says, in English.
    pub sections: Vec<PrivacyNoticeSection>,
}

/// A section of a notice.
#[derive(Clone, Debug, Object)]
pub struct PrivacyNoticeSection {
    /// What it tells, by a name that stays.
    pub item: String,
    /// Where the law asks for it.
    pub article: String,
    /// Its heading.
    pub heading: String,
    /// Its paragraphs.
    pub lines: Vec<String>,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Informed;

#[OpenApi]
impl Informed {
    /// All versions of what people are told of the use of their data, by product, the newest first
    #[oai(path = "/privacy_notices", method = "get", operation_id = "list_privacy_notices")]
    async fn list(&self, _by: Caller, request: &Request) -> Result<Json<Vec<PrivacyNoticeVersion>>, Or<Listing>> {
        let desk = desk(request);
        inform::versions::keep(desk).await?;
        let versions = privacy_notice::store::all(&desk.db).await?.into_iter().map(|row| PrivacyNoticeVersion {
            id: row.id.0,
            number: row.number,
            began_on: row.began_on,
            sections: row
                .sections("en")
                .into_iter()
                .map(|section| PrivacyNoticeSection {
                    item: section.item,
                    article: section.article,
                    heading: section.heading,
                    lines: section.lines,
                })
                .collect(),
            hash: row.hash,
            product: row.product,
        });
        Ok(Json(versions.collect()))
    }

    /// Answer a request to be informed from the register
    #[oai(path = "/tickets/:reference/requests/:id/inform", method = "post", operation_id = "inform")]
    async fn inform(
        &self,
        by: Caseworker,
        request: &Request,
        /// The ticket's reference.
        reference: Path<String>,
        /// The request's id.
        id: Path<Uuid>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference.0).await?;
        inform::answer::answer(desk, by.id(), ticket.id, RequestId(id.0)).await?;
        Ok(Done)
    }
}
