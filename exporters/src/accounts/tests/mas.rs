//! The list and the look-up of an authentication service, with its token.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::{call, whole};
use crate::{
    accounts::{
        account::Account,
        homeserver::{Homeserver as _, Standing},
        mas::Mas,
    },
    contract::error::ConnectorError,
    rest::tests::stub::{Answer, Asked, Stub, json as answer, status},
};

fn user(id: usize, username: &str, deactivated_at: Value) -> Value {
    json!({
        "type": "user", "id": format!("01ULID{id:04}"),
        "attributes": {
            "username": username, "created_at": "2026-01-01T00:00:00Z", "locked_at": null, "deactivated_at": deactivated_at,
            "admin": false, "legacy_guest": false
        },
        "links": { "self": format!("/api/admin/v1/users/01ULID{id:04}") }
    })
}

fn token(asked: &Asked) -> Option<Answer> {
    (asked.path == "/oauth2/token").then(|| {
        assert!(asked.body.contains("scope=urn%3Amas%3Aadmin") && asked.body.contains("client_secret=a-secret"));
        answer(r#"{"access_token":"mat_1","token_type":"Bearer","expires_in":300,"scope":"urn:mas:admin"}"#)
    })
}

fn mas(stub: &Stub) -> Mas {
    Mas::new(&stub.url, "hs", "a-client".into(), "a-secret".into()).unwrap()
}

/// Answers the list with the users, two a page, and links to the next as `link` says.
async fn listing(users: Vec<Value>, link: impl Fn(&str) -> String + Send + Sync + 'static) -> Stub {
    Stub::start(move |asked| {
        if let Some(token) = token(asked) {
            return token;
        }
        assert_eq!(asked.header("authorization"), Some("Bearer mat_1"));
        assert_eq!(asked.parameter("filter[status]"), Some("deactivated"));
        let after = asked.parameter("page[after]").unwrap_or_default();
        let rest: Vec<&Value> = users.iter().filter(|user| user["id"].as_str().unwrap() > after).collect();
        let page = &rest[..rest.len().min(2)];
        let mut list = json!({
            "meta": { "count": users.len() }, "data": page,
            "links": { "self": "/api/admin/v1/users", "first": "/api/admin/v1/users", "last": "/api/admin/v1/users" }
        });
        if rest.len() > 2 {
            list["links"]["next"] = link(page[1]["id"].as_str().unwrap()).into();
        }
        answer(list.to_string())
    })
    .await
}

fn five() -> Vec<Value> {
    (1..=5).map(|n| user(n, &format!("u{n}"), format!("2026-11-0{n}T10:00:00.123456Z").into())).collect()
}

#[tokio::test]
async fn the_list_is_read_by_its_cursors_with_one_token_and_says_since_when() {
    let stub =
        listing(five(), |id| format!("/api/admin/v1/users?filter%5Bstatus%5D=active&page%5Bafter%5D={id}")).await;
    let (accounts, _) = whole(&mas(&stub)).await.unwrap();
    let told: Vec<_> = accounts
        .iter()
        .map(|closed| format!("{} {}", closed.account.as_str(), closed.since.unwrap().format("%d %H:%M")))
        .collect();
    assert_eq!(told, ["@u1:hs 01 10:00", "@u2:hs 02 10:00", "@u3:hs 03 10:00", "@u4:hs 04 10:00", "@u5:hs 05 10:00"]);
    assert_eq!(stub.asked().iter().filter(|asked| asked.path == "/oauth2/token").count(), 1);
}

#[tokio::test]
async fn a_link_that_leads_elsewhere_or_nowhere_is_not_followed() {
    for link in [
        "https://evil.example/api/admin/v1/users?page[after]=01ULID0002",
        "//evil.example/api/admin/v1/users?page[after]=01ULID0002",
        "/api/admin/v1/user-emails?page[after]=01ULID0002",
        "/api/admin/v1/users?page[after]=",
        "/api/admin/v1/users",
        "http://[",
    ] {
        let stub = listing(five(), move |_| link.to_owned()).await;
        let error = whole(&mas(&stub)).await.unwrap_err();
        assert!(matches!(&error, ConnectorError::Permanent { what } if what.contains("link")), "{link}: {error}");
    }
    // A cursor that stands still would be read for ever.
    let stub = listing(five(), |_| "/api/admin/v1/users?page[after]=01ULID0002".to_owned()).await;
    assert!(whole(&mas(&stub)).await.is_err());
}

#[tokio::test]
async fn the_list_must_be_one_of_closed_accounts() {
    for deactivated_at in [Value::Null, "yesterday".into(), 1_795_375_349.into()] {
        let stub = listing(vec![user(1, "ada", deactivated_at.clone())], str::to_owned).await;
        let error = whole(&mas(&stub)).await.unwrap_err();
        assert!(!error.to_string().contains("ada"), "{error}");
        assert_eq!(matches!(error, ConnectorError::Permanent { .. }), deactivated_at.is_null(), "{error}");
    }
    // A user name that would name an account of another server is none.
    let stub = listing(vec![user(1, "ada:evil.net", "2026-11-01T00:00:00Z".into())], str::to_owned).await;
    let (accounts, unreadable) = whole(&mas(&stub)).await.unwrap();
    assert_eq!((accounts, unreadable), (Vec::new(), 1));
}

#[tokio::test]
async fn one_account_is_looked_up_by_its_localpart() {
    let stub = Stub::start(|asked| {
        if let Some(token) = token(asked) {
            return token;
        }
        let one = |user: Value| answer(json!({ "data": user, "links": {} }).to_string());
        match asked.path.strip_prefix("/api/admin/v1/users/by-username/").unwrap() {
            "open" => one(user(1, "open", Value::Null)),
            "a%2Fb" => one(user(2, "a/b", "2026-11-01T00:00:00Z".into())),
            "Case" => one(user(3, "case", Value::Null)),
            "half" => answer(r#"{"data":{"attributes":{"username":"half"}}}"#),
            "away" => status(404, ("content-type", "text/html")),
            _ => {
                let mut none = answer(r#"{"errors":[{"title":"User with username \"x\" not found"}]}"#);
                none.set_status(poem::http::StatusCode::NOT_FOUND);
                none
            }
        }
    })
    .await;
    let server = mas(&stub);
    let standing = async |name: &str| server.standing(&Account::parse(name).unwrap(), &call()).await;
    assert_eq!(standing("@open:hs").await.unwrap(), Standing::Open);
    let since = "2026-11-01T00:00:00Z".parse().unwrap();
    assert_eq!(standing("@a/b:hs").await.unwrap(), Standing::Closed { since: Some(since) });
    assert_eq!(standing("@nobody:hs").await.unwrap(), Standing::Unknown);
    for name in ["@Case:hs", "@half:hs", "@away:hs", "@ada:other"] {
        assert!(standing(name).await.is_err(), "{name}");
    }
}

#[tokio::test]
async fn a_token_that_is_not_taken_any_more_is_fetched_anew_once() {
    let tokens = AtomicUsize::new(0);
    let stub = Stub::start(move |asked| {
        if asked.path == "/oauth2/token" {
            let number = tokens.fetch_add(1, Ordering::Relaxed);
            return answer(format!(r#"{{"access_token":"mat_{number}","expires_in":300}}"#));
        }
        match asked.header("authorization") {
            Some("Bearer mat_1") => answer(r#"{"data":[],"links":{}}"#),
            _ => status(401, ("x", "y")),
        }
    })
    .await;
    assert_eq!(whole(&mas(&stub)).await.unwrap().0.len(), 0);
    let stub = Stub::start(|asked| token(asked).unwrap_or_else(|| status(401, ("x", "y")))).await;
    let error = whole(&mas(&stub)).await.unwrap_err();
    assert!(matches!(&error, ConnectorError::Permanent { what } if what.contains("credentials")), "{error}");
    assert_eq!(stub.asked().len(), 4);
}
