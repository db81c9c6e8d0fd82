//! Our letters with made-up values.

use poem::Request;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};

use crate::{
    casework::writing::test_letter,
    letter::{kind::Kind, wording::samples::house::Sample},
    web::api::{
        body::Body,
        caller::{Caller, Caseworker, desk},
        faults::{Listing, Or, Sending},
        reply::Done,
    },
    words::language::Language,
};

/// A letter as it would go out, with made-up values.
#[derive(Clone, Debug, Object)]
pub struct LetterSample {
    /// Names it.
    pub name: String,
    /// Which letter.
    pub kind: Kind,
    /// Where the law asks for it.
    pub articles: String,
    /// Its subject.
    pub subject: String,
    /// Its text. Letters are plain text.
    pub text: String,
}

/// A test that is to be sent.
#[derive(Clone, Debug, Object)]
pub struct LetterTest {
    /// In which language.
    pub language: Language,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct LetterSamples;

#[OpenApi]
impl LetterSamples {
    /// Look at all letters, with made-up values
    #[oai(path = "/letter_samples", method = "get", operation_id = "list_letter_samples")]
    async fn list(
        &self,
        _by: Caller,
        request: &Request,
        /// In which language; English if none is said.
        language: Query<Option<Language>>,
    ) -> Result<Json<Vec<LetterSample>>, Or<Listing>> {
        let samples = test_letter::samples(desk(request), language.0.unwrap_or_default())?;
        Ok(Json(samples.into_iter().map(view).collect()))
    }

    /// Have a letter sent to yourself as a test
    ///
    /// It goes to the address of your account, or to the desk's own if it has none, with a mark in its subject.
    #[oai(path = "/letter_samples/:name/test", method = "post", operation_id = "test_letter")]
    async fn test(
        &self,
        by: Caseworker,
        request: &Request,
        /// The letter's name.
        name: Path<String>,
        body: Body<LetterTest>,
    ) -> Result<Done, Or<Sending>> {
        test_letter::send(desk(request), by.id(), &name.0, body.0.language).await?;
        Ok(Done)
    }
}

fn view(sample: Sample) -> LetterSample {
    LetterSample {
        name: sample.name.to_owned(),
        kind: sample.kind,
        articles: sample.kind.articles().to_owned(),
        subject: sample.letter.subject,
        text: sample.letter.body,
    }
}
