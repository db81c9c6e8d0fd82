//! The door: coming in with name and password, and going out.

use std::sync::Arc;

use poem::{
    IntoResponse, Request, Response, Result, handler,
    http::{StatusCode, header},
    web::{Data, Redirect},
};

use super::{
    notice::Notice,
    sent::SentByAnybody,
    shown,
    signed_in::{self, frame_for_nobody},
};
use crate::{
    casework::{
        error::CaseError,
        staffing::sign_in::{self, Credentials},
    },
    desk::Desk,
    web::{
        cookie::Jar,
        fields::Fields,
        guard::source,
        page::{desk::sign_in::SignIn, field::Field, frame::DeskPlace},
    },
};

/// Where the door is.
const DOOR: &str = "/desk/sign-in";

/// The address of the door, with where to go on.
pub fn address(next: &str) -> String {
    match local(next) {
        "/desk" => DOOR.to_owned(),
        next => format!("{DOOR}?next={}", escaped(next)),
    }
}

/// The staff site begins with the queue.
#[handler]
pub fn home() -> Redirect {
    Redirect::see_other("/desk")
}

/// The form.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, request: &Request) -> Result<Response> {
    let query = Fields::of_query(request)?;
    let mut frame = frame_for_nobody(&desk, signed_in::language(request), DeskPlace::Elsewhere);
    frame.notice = Notice::of(request).map(|notice| notice.words(frame.language).to_owned());
    let next = local(query.one("next")?).to_owned();
    shown::page(&SignIn { frame, name: Field::default(), password: Field::default(), next })
}

/// The form comes back. Whoever cannot come in hears the same, whatever the reason.
#[handler]
pub async fn enter(desk: Data<&Arc<Desk>>, request: &Request, fields: Fields) -> Result<Response> {
    let fields = fields.only(&["csrf", "name", "password", "next"])?;
    let (login, next) = (fields.one("name")?, local(fields.one("next")?));
    let given = Credentials {
        login: login.to_owned(),
        password: fields.one("password")?.to_owned().into(),
        source: source::of(request, &desk.config.listen.trusted_proxies).unwrap_or_default(),
    };
    match sign_in::sign_in(&desk, given, Jar::Staff.read(request).as_ref()).await {
        Ok(cookie) => {
            let mut response = Redirect::see_other(next).into_response();
            response.headers_mut().insert(header::SET_COOKIE, Jar::Staff.set(&cookie));
            Ok(response)
        }
        Err(CaseError::NotFound) => {
            let frame = frame_for_nobody(&desk, signed_in::language(request), DeskPlace::Elsewhere);
            let name = Field::wrong(login, frame.w.sign_in.refused);
            let again = SignIn { frame, name, password: Field::default(), next: next.to_owned() };
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
        }
        Err(other) => Err(other.into()),
    }
}

/// Out: the session ends, and the browser is asked to forget what it has of us.
#[handler]
pub async fn leave(desk: Data<&Arc<Desk>>, sent: SentByAnybody) -> Result<Response> {
    sign_in::sign_out(&desk, &sent.by.inside).await?;
    let mut response = Notice::SignedOut.at(DOOR);
    let headers = response.headers_mut();
    headers.insert(header::SET_COOKIE, Jar::Staff.clear());
    // Not "cookies": that would take those of everything else under our domain as well.
    headers.insert("clear-site-data", header::HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

/// The path, if it is one of the staff site; else the queue. Nobody is led elsewhere by an address that begins with ours.
fn local(next: &str) -> &str {
    let is_ours = next == "/desk" || next.starts_with("/desk/") || next.starts_with("/desk?");
    let is_plain = next.len() <= 2000 && next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_ours && is_plain && !next.contains("//") && !next.starts_with("/desk/sign-") { next } else { "/desk" }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'~' => escaped.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => escaped.push(char::from(byte)),
            byte => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_away_from_here() {
        for ours in ["/desk", "/desk/t/DR-7K2M-Q9XB", "/desk?view=mine&page=2", "/desk/t/DR-7K2M-Q9XB/tasks/1"] {
            assert_eq!(local(ours), ours);
        }
        for elsewhere in [
            "",
            "https://evil.example",
            "//evil.example",
            "/desk//evil.example",
            "/desk\\@evil.example",
            "/desk.evil.example",
            "/\\evil.example",
            "/desk/\r\nset-cookie: x",
            "/desk/sign-out",
            "/other",
            "javascript:alert(1)",
        ] {
            assert_eq!(local(elsewhere), "/desk", "{elsewhere:?}");
        }
    }

    #[test]
    fn the_way_back_survives_the_door() {
        assert_eq!(address("/desk"), "/desk/sign-in");
        assert_eq!(address("/desk?view=mine&q=a"), "/desk/sign-in?next=/desk%3Fview%3Dmine%26q%3Da");
        assert_eq!(address("//evil.example"), "/desk/sign-in");
    }
}
