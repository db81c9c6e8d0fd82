//! The IRC and Telegram bridges, the integration manager and go-neb.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use serde_json::Value;

use super::{Tables, ada, call, ended, erase, lines, manifest, order, preview, with};
use crate::{
    contract::{
        connector::Connector,
        erasure::{Erased, Order, SharedChoice},
        error::ConnectorError,
        pseudonym::Pseudonyms,
    },
    rest::{
        compile::compile_beside,
        erase::tables::Beside,
        tests::stub::{Answer, Asked, Stub, json, status},
    },
};

/// Barring somebody twice is a 500, and what it says the first time is the text `null`.
#[tokio::test]
async fn whether_a_connection_was_ended_is_read_from_the_list_and_not_from_the_answer() {
    let irc = &[("as_token", "the-token")];
    let tables = Tables::of("irc_bridge").await;
    tables.run("DELETE FROM deactivated_users WHERE user_id = '@ada:example.org'").await;
    let stub = Stub::start(|_| status(500, ("x", "y"))).await;
    let bridge = tables.connector(&with(&stub.url, irc));
    let plan = preview(&*bridge).await;
    assert_eq!(ended(&plan), 1);
    let error = erase(&*bridge, &plan).await.unwrap_err();
    assert!(matches!(error, ConnectorError::Transient { .. }), "{error}");
    assert_eq!(tables.adas("client_config").await, 2, "nothing tells that the connection was ended");
    let asked = stub.asked();
    assert_eq!(asked[0].line, "POST /killUser?access_token=the-token");
    assert!(
        asked[0].body.contains(r#""deactivate":true"#) && asked[0].body.contains(r#""user_id":"@ada:example.org""#)
    );
    // Now it has been done, and the answer was lost: the list knows, and nobody is asked.
    tables.run("INSERT INTO deactivated_users VALUES ('@ada:example.org', 1)").await;
    assert!(matches!(erase(&*bridge, &plan).await.unwrap(), Erased::Done(_)));
    assert_eq!((stub.asked().len(), tables.adas("client_config").await), (0, 0));
    assert_eq!(tables.adas("deactivated_users").await, 1, "the list stays, with a reason");
    let verified = bridge.eraser().unwrap().verify(&ada(), &order(), &call()).await.unwrap();
    assert!(verified.is_clean(), "{verified:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_five_hundred_is_believed_less_than_the_list() {
    let irc = &[("as_token", "the-token")];
    let tables = Arc::new(Tables::of("irc_bridge").await);
    tables.run("DELETE FROM deactivated_users WHERE user_id = '@ada:example.org'").await;
    let list = tables.clone();
    // Somebody else was quicker by a moment.
    let stub = Stub::start(move |_| {
        let insert = list.run("INSERT INTO deactivated_users VALUES ('@ada:example.org', 1)");
        tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(insert));
        status(500, ("x", "y"))
    })
    .await;
    let bridge = tables.connector(&with(&stub.url, irc));
    let plan = preview(&*bridge).await;
    assert!(matches!(erase(&*bridge, &plan).await.unwrap(), Erased::Done(_)));
    assert_eq!((stub.asked().len(), tables.adas("matrix_users").await), (1, 0));
}

#[tokio::test]
async fn a_body_that_is_the_text_null_is_no_failure() {
    let tables = Tables::of("irc_bridge").await;
    tables.run("DELETE FROM deactivated_users WHERE user_id = '@ada:example.org'").await;
    let stub = Stub::start(|_| json("null")).await;
    let bridge = tables.connector(&with(&stub.url, &[("as_token", "t")]));
    assert!(matches!(erase(&*bridge, &preview(&*bridge).await).await.unwrap(), Erased::Done(_)));
}

#[tokio::test]
async fn sessions_behind_the_integration_manager_end_one_by_one_with_their_own_token() {
    let tables = Tables::of("integration_manager").await;
    let stub = Stub::start(|_| json("{}")).await;
    let dimension = tables.connector(&with(&stub.url, &[]));
    let plan = preview(&*dimension).await;
    assert_eq!(ended(&plan), 1, "{:?}", plan.obstacles);
    assert!(matches!(erase(&*dimension, &plan).await.unwrap(), Erased::Done(_)), "{plan:?}");
    let asked = stub.asked();
    assert_eq!(asked.len(), 1, "its own token is no session there, and everybody's are never ended");
    assert_eq!(asked[0].line, "POST /_matrix/integrations/v1/account/logout?v=1.1");
    assert_eq!(asked[0].header("authorization"), Some("Bearer planted-secret-ada-scalar-token"));
    assert!(!format!("{plan:?}").contains("planted-secret"), "no credential leaves the call");
    assert_eq!(tables.adas("dimension_scalar_tokens").await, 0);
    assert_eq!(tables.rows("dimension_scalar_tokens").await.len(), 3);
}

#[tokio::test]
async fn a_token_that_is_not_good_any_more_is_logged_out_and_terms_are_not() {
    for (code, is_done) in [(401, true), (403, false), (503, false)] {
        let tables = Tables::of("integration_manager").await;
        let stub = Stub::start(move |_| status(code, ("x", "y"))).await;
        let dimension = tables.connector(&with(&stub.url, &[]));
        let erased = erase(&*dimension, &preview(&*dimension).await).await;
        assert_eq!(matches!(erased, Ok(Erased::Done(_))), is_done, "{code}: {erased:?}");
        assert_eq!(tables.adas("dimension_scalar_tokens").await == 0, is_done, "{code}");
    }
}

/// A go-neb that takes hooks off only with the access that is still there.
fn go_neb(access: Arc<Mutex<bool>>, hooks: Arc<Mutex<bool>>) -> impl Fn(&Asked) -> Answer + Send + Sync {
    move |asked| {
        let body: Value = serde_json::from_str(&asked.body).unwrap();
        match asked.path.as_str() {
            "/admin/configureService" if *access.lock().unwrap() => {
                assert_eq!(body["Config"]["Rooms"], serde_json::json!({}));
                assert_eq!(body["Config"]["ClientUserID"], "@ada:example.org");
                assert_eq!(body["ID"], "github_planted-ada-hook");
                *hooks.lock().unwrap() = false;
                json(r#"{"ID": "github_planted-ada-hook"}"#)
            }
            "/admin/removeAuthSession" => {
                assert_eq!(body["UserID"], "@ada:example.org");
                *access.lock().unwrap() = false;
                json("{}")
            }
            _ => status(500, ("x", "y")),
        }
    }
}

#[tokio::test]
async fn hooks_are_taken_off_before_the_access_that_can_take_them_off_is_gone() {
    let tables = Tables::of("go_neb").await;
    let (access, hooks) = (Arc::new(Mutex::new(true)), Arc::new(Mutex::new(true)));
    let stub = Stub::start(go_neb(access.clone(), hooks.clone())).await;
    let neb = tables.connector(&with(&stub.url, &[]));
    let plan = preview(&*neb).await;
    assert_eq!(ended(&plan), 3, "{plan:?}");
    assert!(matches!(erase(&*neb, &plan).await.unwrap(), Erased::Done(_)));
    assert_eq!((*access.lock().unwrap(), *hooks.lock().unwrap()), (false, false));
    let removed = lines(&stub);
    assert_eq!(
        removed,
        ["POST /admin/configureService", "POST /admin/removeAuthSession", "POST /admin/removeAuthSession"]
    );
    assert_eq!((tables.adas("auth_sessions").await, tables.rows("auth_sessions").await.len()), (0, 2));
}

#[tokio::test]
async fn a_bridge_that_cannot_reach_its_network_keeps_the_session_that_logs_out() {
    let tables = Tables::of("telegram_bridge").await;
    let secret = &[("shared_secret", "sixteen-characters")];
    let is_away = Arc::new(Mutex::new(true));
    let away = is_away.clone();
    let stub = Stub::start(move |_| if *away.lock().unwrap() { status(500, ("x", "y")) } else { json("{}") }).await;
    let telegram = tables.connector(&with(&stub.url, secret));
    let logins = tables.adas("user_login").await;
    let shared = Order { shared: undecided(&*telegram).await, ..order() };
    let eraser = telegram.eraser().unwrap();
    let plan = eraser.preview(&ada(), &shared, &call()).await.unwrap();
    assert_eq!(ended(&plan), 2, "{:?}", plan.obstacles);
    let pseudonyms = Pseudonyms::keyed(b"key".to_vec());
    let error = eraser.erase(&ada(), &plan, &pseudonyms, &call()).await.unwrap_err();
    assert!(matches!(error, ConnectorError::Transient { .. }), "{error}");
    assert_eq!(tables.adas("user_login").await, logins);
    let line = stub.asked()[0].line.clone();
    assert!(
        line.starts_with("POST /_matrix/provision/v3/logout/") && line.ends_with("?user_id=%40ada%3Aexample.org"),
        "{line}"
    );
    *is_away.lock().unwrap() = false;
    assert!(matches!(eraser.erase(&ada(), &plan, &pseudonyms, &call()).await.unwrap(), Erased::Done(_)));
    assert_eq!((stub.asked().len(), tables.adas("user_login").await), (2, 0));
    // The real one took more than four minutes to say no.
    let api = manifest("telegram_bridge").api.unwrap();
    let beside = Beside { name: "user_login".to_owned(), columns: vec!["id".to_owned(), "user_mxid".to_owned()] };
    let plan = compile_beside(&api.to_json(), &[beside]).unwrap();
    assert!(plan.erase[0].timeout().unwrap().as_secs() > 5 * 60);
}

/// Where the manifest leaves it to people, others' rows stay.
async fn undecided(connector: &dyn Connector) -> BTreeMap<String, SharedChoice> {
    let open = preview(connector).await.collections.into_iter();
    let open = open.filter(|outlook| outlook.shared.as_ref().is_some_and(|shared| shared.choice.is_none()));
    open.map(|outlook| (outlook.collection, SharedChoice::Keep)).collect()
}
