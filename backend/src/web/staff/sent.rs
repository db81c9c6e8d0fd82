//! What a member of staff sends: a form, or a form with files.
//!
//! This is the only way for a handler to a person who changes something. It holds that the person is signed in, that their
//! role may work on tickets, and that the form carries the token of their own session.

use poem::{FromRequest, Request, RequestBody, Result, web::Multipart};

use super::signed_in::{self, SignedIn};
use crate::{
    casework::collecting::finish_by_hand::Upload,
    web::{cookie, fields::Fields, problem::BadForm},
};

/// The most files in one form.
const MOST_FILES: usize = 50;

/// A form of somebody who may work here.
#[derive(Debug)]
pub struct Sent {
    /// Who sends it.
    pub by: SignedIn,
    /// Its fields; the token is checked, and gone.
    pub fields: Fields,
}

impl<'a> FromRequest<'a> for Sent {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> Result<Self> {
        let by = SignedIn::of(request).await?;
        by.must_work()?;
        let fields = fields_of(request, body, &by).await?;
        Ok(Self { by, fields })
    }
}

/// A form that everybody who is signed in may send: the one that signs out.
#[derive(Debug)]
pub struct SentByAnybody {
    /// Who sends it.
    pub by: SignedIn,
}

impl<'a> FromRequest<'a> for SentByAnybody {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> Result<Self> {
        let by = SignedIn::of(request).await?;
        fields_of(request, body, &by).await?.only(&[])?;
        Ok(Self { by })
    }
}

/// A form with files of somebody who may work here.
#[derive(Debug)]
pub struct SentWithFiles {
    /// Who sends it.
    pub by: SignedIn,
    /// Its fields, without the token.
    pub fields: Fields,
    /// Its files, without the empty one that a browser sends when none was chosen.
    pub files: Vec<Upload>,
}

impl<'a> FromRequest<'a> for SentWithFiles {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> Result<Self> {
        let by = SignedIn::of(request).await?;
        by.must_work()?;
        let unreadable = |_| BadForm("it cannot be read");
        let mut parts = Multipart::from_request(request, body).await.map_err(|_| BadForm("it has no files"))?;
        let (mut pairs, mut files) = (Vec::new(), Vec::new());
        while let Some(part) = parts.next_field().await.map_err(unreadable)? {
            let name = part.name().unwrap_or_default().to_owned();
            let Some(file_name) = part.file_name().map(str::to_owned) else {
                pairs.push((name, part.text().await.map_err(unreadable)?));
                continue;
            };
            if name != "files" || files.len() >= MOST_FILES {
                return Err(BadForm("it has files that we did not ask for").into());
            }
            let media_type = part.content_type().map(str::to_owned);
            let bytes = part.bytes().await.map_err(|_| BadForm("a file of it cannot be read"))?;
            if !file_name.is_empty() || !bytes.is_empty() {
                files.push(Upload { name: file_name, media_type, bytes });
            }
        }
        let fields = checked(request, Fields::of_pairs(pairs), &by)?;
        Ok(Self { by, fields, files })
    }
}

async fn fields_of(request: &Request, body: &mut RequestBody, by: &SignedIn) -> Result<Fields> {
    checked(request, Fields::from_request(request, body).await?, by)
}

/// The fields without the token, if the token is that of the session.
fn checked(request: &Request, fields: Fields, by: &SignedIn) -> Result<Fields> {
    cookie::check_form_token(signed_in::desk(request)?, &by.cookie, fields.one("csrf")?)?;
    Ok(fields.without("csrf"))
}
