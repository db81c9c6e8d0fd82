//! Saved reply texts.

use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use crate::{
    casework::writing::reply_texts::{self, Written},
    kernel::ids::ReplyTextId,
    reply_text::{entity::Model, store},
    rights::right::Right,
    web::api::{
        body::Body,
        caller::{Caller, Caseworker, desk},
        faults::{Listing, Moving, Or, Sending},
        reply::{Created, Done},
    },
    words::language::Language,
};

/// A saved reply text.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct ReplyText {
    /// Its id.
    pub id: Uuid,
    /// What it is chosen by.
    pub name: String,
    /// The right whose requests it answers; absent: any, and messages.
    pub right: Option<Right>,
    /// The language it is written in.
    pub language: Language,
    /// The text, with placeholders in braces.
    pub body: String,
}

/// A reply text that is to be saved.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct NewReplyText {
    /// What it is chosen by: one line.
    #[oai(validator(min_length = 1, max_length = 100))]
    pub name: String,
    /// The right whose requests it answers; none: any, and messages.
    pub right: Option<Right>,
    /// The language it is written in.
    pub language: Language,
    /// The text. `{reference}`, `{received}`, `{due}`, `{company}`, `{contact}`, `{status_page}` and `{staff}` are filled in;
    /// nothing else may stand in braces.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub body: String,
}

impl NewReplyText {
    fn written(&self) -> Written<'_> {
        Written { name: &self.name, right: self.right, language: self.language, body: &self.body }
    }
}

/// What was saved.
#[derive(Clone, Debug, Object)]
pub struct ReplyTextSaved {
    /// Its id.
    pub id: Uuid,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct ReplyTexts;

#[OpenApi]
impl ReplyTexts {
    /// List the saved reply texts
    #[oai(path = "/reply_texts", method = "get", operation_id = "list_reply_texts")]
    async fn list(&self, _by: Caller, request: &Request) -> Result<Json<Vec<ReplyText>>, Or<Listing>> {
        let rows = store::all(&desk(request).db).await?;
        Ok(Json(rows.into_iter().map(view).collect()))
    }

    /// Save a reply text
    #[oai(path = "/reply_texts", method = "post", operation_id = "add_reply_text")]
    async fn add(
        &self,
        by: Caseworker,
        request: &Request,
        body: Body<NewReplyText>,
    ) -> Result<Created<ReplyTextSaved>, Or<Sending>> {
        let id = reply_texts::add(desk(request), by.id(), body.0.written()).await?;
        Ok(Created(ReplyTextSaved { id: id.0 }))
    }

    /// Change a reply text
    #[oai(path = "/reply_texts/:id", method = "put", operation_id = "change_reply_text")]
    async fn change(
        &self,
        by: Caseworker,
        request: &Request,
        /// The text's id.
        id: Path<Uuid>,
        body: Body<NewReplyText>,
    ) -> Result<Done, Or<Sending>> {
        reply_texts::change(desk(request), by.id(), ReplyTextId(id.0), body.0.written()).await?;
        Ok(Done)
    }

    /// Offer a reply text no more
    #[oai(path = "/reply_texts/:id", method = "delete", operation_id = "retire_reply_text")]
    async fn retire(
        &self,
        by: Caseworker,
        request: &Request,
        /// The text's id.
        id: Path<Uuid>,
    ) -> Result<Done, Or<Moving>> {
        reply_texts::retire(desk(request), by.id(), ReplyTextId(id.0)).await?;
        Ok(Done)
    }
}

fn view(row: Model) -> ReplyText {
    ReplyText {
        id: row.id.0,
        name: row.name,
        right: row.for_right,
        language: Language::from_code(&row.language).unwrap_or_default(),
        body: row.body,
    }
}
