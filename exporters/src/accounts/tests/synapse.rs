//! The list of a Synapse in which rows come and go, and the look-up of one account.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use secrecy::SecretString;
use serde_json::{Value, json};

use super::{call, whole};
use crate::{
    accounts::{
        account::Account,
        homeserver::{Homeserver as _, Standing},
        synapse::Synapse,
    },
    contract::error::ConnectorError,
    rest::tests::stub::{Answer, Asked, Stub, json as answer, status},
};

/// The names of closed accounts, sorted as Synapse sorts them.
type Names = Arc<Mutex<BTreeSet<String>>>;

fn name(number: usize) -> String {
    format!("@u{number:04}:hs")
}

fn names(numbers: impl IntoIterator<Item = usize>) -> Names {
    Arc::new(Mutex::new(numbers.into_iter().map(name).collect()))
}

fn row(name: &str) -> Value {
    json!({
        "name": name, "user_type": null, "is_guest": false, "admin": false, "deactivated": true, "shadow_banned": false,
        "displayname": "Ada", "avatar_url": null, "creation_ts": 1_795_375_349_000_u64, "erased": false,
        "last_seen_ts": null, "locked": false
    })
}

fn number(asked: &Asked, parameter: &str) -> usize {
    asked.parameter(parameter).unwrap().parse().unwrap()
}

/// What Synapse answers to a question for a page.
fn page(names: &Names, asked: &Asked) -> Answer {
    let names = names.lock().unwrap();
    let (from, limit) = (number(asked, "from"), number(asked, "limit"));
    let users: Vec<Value> = names.iter().skip(from).take(limit).map(|name| row(name)).collect();
    let mut page = json!({ "users": users, "total": names.len() });
    if from + limit < names.len() {
        page["next_token"] = (from + users.len()).to_string().into();
    }
    answer(page.to_string())
}

fn synapse(stub: &Stub) -> Synapse {
    Synapse::new(&stub.url, "hs", &SecretString::from("a-token")).unwrap()
}

async fn found(server: &Synapse) -> Vec<String> {
    let (accounts, unreadable) = whole(server).await.unwrap();
    assert_eq!(unreadable, 0);
    accounts.into_iter().map(|closed| closed.account.as_str().to_owned()).collect()
}

#[tokio::test]
async fn the_whole_list_is_read_page_by_page_and_says_no_moment() {
    let list = names(0..95);
    let stub = Stub::start(move |asked| page(&list, asked)).await;
    let server = synapse(&stub).with_rows(30);
    let (accounts, _) = whole(&server).await.unwrap();
    assert_eq!(accounts.iter().map(|closed| closed.account.as_str()).collect::<BTreeSet<_>>().len(), 95);
    assert_eq!(accounts.len(), 95, "what two pages show is told once");
    assert!(accounts.iter().all(|closed| closed.since.is_none()));
    let first = &stub.asked()[0];
    assert_eq!(first.header("authorization"), Some("Bearer a-token"));
    assert_eq!(first.path, "/_synapse/admin/v3/users");
    for (parameter, value) in [("deactivated", "true"), ("locked", "true"), ("guests", "true"), ("order_by", "name")] {
        assert_eq!(first.parameter(parameter), Some(value), "{parameter}");
    }
}

#[tokio::test]
async fn nobody_is_passed_over_when_accounts_are_reactivated_between_two_pages() {
    // For one, for as many as the overlap, and for far more: after the first page so many of its accounts are open again.
    for gone in [1, 20, 25, 60] {
        let list = names(0..300);
        let (stays, changing) = (name(150), Arc::clone(&list));
        let calls = Mutex::new(0);
        let stub = Stub::start(move |asked| {
            let answer = page(&changing, asked);
            let mut calls = calls.lock().unwrap();
            *calls += 1;
            if *calls == 2 {
                (0..gone).for_each(|n| assert!(changing.lock().unwrap().remove(&name(n))));
            }
            answer
        })
        .await;
        let found: BTreeSet<String> = found(&synapse(&stub).with_rows(75)).await.into_iter().collect();
        let missing: Vec<_> = list.lock().unwrap().difference(&found).cloned().collect();
        assert_eq!(missing, Vec::<String>::new(), "{gone}");
        assert!(found.contains(&stays));
    }
}

#[tokio::test]
async fn reading_on_by_number_alone_would_pass_somebody_over() {
    // The same, asked as the numbers in the answers say: this is what the overlap is for.
    let list = names(0..60);
    let from = |from: usize| list.lock().unwrap().iter().skip(from).take(30).cloned().collect::<Vec<_>>();
    let mut found = from(0);
    list.lock().unwrap().remove(&name(0));
    found.extend(from(30));
    assert!(!found.contains(&name(30)));
}

#[tokio::test]
async fn an_account_that_is_closed_meanwhile_shifts_pages_and_does_no_harm() {
    let list = names((0..200).filter(|n| n % 2 == 0));
    let changing = Arc::clone(&list);
    let next = Mutex::new(1);
    let stub = Stub::start(move |asked| {
        let answer = page(&changing, asked);
        let mut next = next.lock().unwrap();
        changing.lock().unwrap().extend((0..5).map(|n| name(*next + 2 * n)));
        *next += 10;
        answer
    })
    .await;
    let found: BTreeSet<String> = found(&synapse(&stub).with_rows(40)).await.into_iter().collect();
    assert!((0..200).filter(|n| n % 2 == 0).all(|n| found.contains(&name(n))));
}

#[tokio::test]
async fn a_list_that_never_holds_still_is_given_up_for_now() {
    let shift = Mutex::new(0);
    let stub = Stub::start(move |asked| {
        // Every page shows other names than every page before.
        let mut shift = shift.lock().unwrap();
        *shift += 1000;
        let users: Vec<Value> = (0..30).map(|n| row(&name(*shift + n))).collect();
        answer(
            json!({ "users": users, "total": 9999, "next_token": format!("{}", number(asked, "from") + 30) })
                .to_string(),
        )
    })
    .await;
    let error = whole(&synapse(&stub).with_rows(30)).await.unwrap_err();
    assert!(matches!(&error, ConnectorError::Transient { what, .. } if what.contains("faster")), "{error}");
}

#[tokio::test]
async fn a_synapse_behind_an_authentication_service_is_asked_without_guests() {
    let list = names(0..3);
    let stub = Stub::start(move |asked| match asked.parameter("guests") {
        Some("true") => {
            let mut refused = answer(
                r#"{"errcode":"M_INVALID_PARAM","error":"The guests parameter is not supported when delegating to MAS."}"#,
            );
            refused.set_status(poem::http::StatusCode::BAD_REQUEST);
            refused
        }
        _ => page(&list, asked),
    })
    .await;
    let server = synapse(&stub);
    assert_eq!(found(&server).await.len(), 3);
    assert_eq!(found(&server).await.len(), 3);
    assert_eq!(stub.asked().len(), 3, "the second time it is known");
}

#[tokio::test]
async fn the_list_must_be_one_of_closed_accounts_of_this_server() {
    let open = json!({ "name": "@ada:hs", "deactivated": false });
    let foreign = json!({ "name": "@ada:other", "deactivated": true });
    for (row, why) in [(open, "not deactivated"), (foreign, "another server")] {
        let stub = Stub::start(move |_| answer(json!({ "users": [row], "total": 1 }).to_string())).await;
        let error = whole(&synapse(&stub)).await.unwrap_err();
        assert!(matches!(&error, ConnectorError::Permanent { what } if what.contains(why)), "{error}");
        assert!(!error.to_string().contains("ada"), "{error}");
    }
    let odd =
        json!({ "users": [{ "name": "ada", "deactivated": 1 }, { "name": "@ada:hs", "deactivated": 1 }], "total": 2 });
    let stub = Stub::start(move |_| answer(odd.to_string())).await;
    let (accounts, unreadable) = whole(&synapse(&stub)).await.unwrap();
    assert_eq!((accounts.len(), unreadable), (1, 1));
}

#[tokio::test]
async fn one_account_is_looked_up_by_its_encoded_name() {
    let stub = Stub::start(|asked| match asked.path.rsplit('/').next().unwrap() {
        "%40open%3Ahs" => answer(r#"{"name":"@open:hs","deactivated":false,"creation_ts":1795375349}"#),
        "%40a%2Fb%3Fc%25d%3Ahs" => answer(r#"{"name":"@a/b?c%d:hs","deactivated":true,"creation_ts":1795375349}"#),
        "%40Other%3Ahs" => answer(r#"{"name":"@other:hs","deactivated":true}"#),
        "%40away%3Ahs" => status(404, ("content-type", "text/html")),
        _ => {
            let mut none = answer(r#"{"errcode":"M_NOT_FOUND","error":"User not found"}"#);
            none.set_status(poem::http::StatusCode::NOT_FOUND);
            none
        }
    })
    .await;
    let server = synapse(&stub);
    let standing = async |name: &str| server.standing(&Account::parse(name).unwrap(), &call()).await;
    assert_eq!(standing("@open:hs").await.unwrap(), Standing::Open);
    assert_eq!(standing("@a/b?c%d:hs").await.unwrap(), Standing::Closed { since: None });
    assert_eq!(standing("@nobody:hs").await.unwrap(), Standing::Unknown);
    for (name, why) in
        [("@Other:hs", "another user"), ("@away:hs", "not in the words"), ("@ada:other", "another homeserver")]
    {
        let error = standing(name).await.unwrap_err();
        assert!(matches!(&error, ConnectorError::Permanent { what } if what.contains(why)), "{error}");
    }
    assert!(stub.asked().iter().all(|asked| !asked.path.contains("other")), "nobody else's homeserver is asked about");
}
