//! Somebody who has opened their own request: the extractor that lets a handler see whose it is.

use std::sync::Arc;

use poem::{FromRequest, Request, RequestBody, Result};
use rightsdesk_vault::token::UrlToken;

use crate::{
    casework::{
        copying::fetch::{self, Visitor},
        error::CaseError,
    },
    desk::Desk,
    web::{
        cookie::{self, Jar},
        fields::Fields,
        problem::BadForm,
    },
};

/// Somebody with a session, or nobody. A handler without this sees no request.
pub struct Maybe(pub Option<Here>);

/// Somebody with a session.
pub struct Here {
    /// Who.
    pub visitor: Visitor,
    /// Their cookie.
    pub cookie: UrlToken,
    /// What their forms carry.
    pub form_token: String,
}

impl Here {
    /// The fields of a form of theirs: only these, and the session's own token.
    pub fn fields(&self, desk: &Desk, fields: Fields, known: &[&str]) -> Result<Fields, BadForm> {
        let mut all = vec!["csrf"];
        all.extend(known);
        let fields = fields.only(&all)?;
        cookie::check_form_token(desk, &self.cookie, fields.one("csrf")?)?;
        Ok(fields)
    }
}

impl<'a> FromRequest<'a> for Maybe {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> Result<Self> {
        let Some(desk) = request.data::<Arc<Desk>>() else { return Ok(Self(None)) };
        let Some(cookie) = Jar::Case.read(request) else { return Ok(Self(None)) };
        let visitor = match fetch::visitor(desk, &cookie).await {
            Ok(visitor) => visitor,
            // The key of a request that was forgotten is gone, and with it the request.
            Err(CaseError::Gone) => None,
            Err(other) => return Err(other.into()),
        };
        Ok(Self(visitor.map(|visitor| {
            let form_token = cookie::form_token(desk, &cookie);
            Here { visitor, cookie, form_token }
        })))
    }
}
