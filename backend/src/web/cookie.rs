//! The two cookies we set, both only when somebody signs in, and the form tokens that go with them.
//!
//! Both are strictly necessary, so no banner asks about them. `__Host-` makes a browser refuse one that is not secure or
//! comes from another host; on `localhost` browsers take it without TLS.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use poem::{Request, http::HeaderValue};
use rightsdesk_vault::{index, token::UrlToken};

use crate::{desk::Desk, web::problem::BadForm};

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jar {
    /// Of a member of staff.
    Staff,
    /// Of a person who looks at their own request.
    Case,
}

impl Jar {
    const fn name(self) -> &'static str {
        match self {
            Self::Staff => "__Host-desk",
            Self::Case => "__Host-case",
        }
    }

    /// The cookie's value, if the request brings one that can be ours.
    pub fn read(self, request: &Request) -> Option<UrlToken> {
        let cookies = request.headers().get_all("cookie").iter().filter_map(|value| value.to_str().ok());
        let pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.filter(|(name, _)| *name == self.name()).find_map(|(_, value)| UrlToken::parse(value))
    }

    /// The header that sets it. It goes with the browser: how long it holds is decided here, not there.
    pub fn set(self, token: &UrlToken) -> HeaderValue {
        let cookie =
            format!("{}={}; Path=/; Secure; HttpOnly; SameSite={}", self.name(), token.as_str(), self.same_site());
        HeaderValue::try_from(cookie).expect("a token is made of letters, digits, - and _")
    }

    /// The header that takes it away.
    pub fn clear(self) -> HeaderValue {
        let cookie = format!("{}=; Path=/; Secure; HttpOnly; SameSite={}; Max-Age=0", self.name(), self.same_site());
        HeaderValue::try_from(cookie).expect("made of our own words")
    }

    /// Staff never come by a link from elsewhere with their session; people do, from their mailbox.
    const fn same_site(self) -> &'static str {
        match self {
            Self::Staff => "Strict",
            Self::Case => "Lax",
        }
    }
}

/// The token that every form of this session carries.
pub fn form_token(desk: &Desk, cookie: &UrlToken) -> String {
    URL_SAFE_NO_PAD.encode(desk.index.token_hash("form", cookie.as_str()))
}

/// Whether a form carries the token of this session.
pub fn check_form_token(desk: &Desk, cookie: &UrlToken, given: &str) -> Result<(), BadForm> {
    if index::is_same(form_token(desk, cookie).as_bytes(), given.as_bytes()) {
        Ok(())
    } else {
        Err(BadForm("it belongs to another session"))
    }
}
