//! Many people at once: who cannot be logged out is set aside, and stops nobody else.

use super::{SIGNED_OUT, SLACK, Tables, call, order, with};
use crate::{
    contract::{
        connector::Connector,
        error::ConnectorError,
        pseudonym::Pseudonyms,
        subject::{Identifier, Subject},
        sweep::{Fate, Swept},
    },
    rest::tests::stub::{Stub, json, status},
};

fn people() -> Vec<Subject> {
    let names = ["@ada:example.org", "@grace:example.org", "@nobody:example.org"];
    names.map(|name| Subject::new([Identifier::parse(&format!("matrix_id={name}")).unwrap()]).unwrap()).to_vec()
}

async fn sweep(connector: &dyn Connector) -> Result<Swept, ConnectorError> {
    let sweeper = connector.eraser().unwrap().sweeper().unwrap();
    sweeper.sweep(&people(), &order(), &Pseudonyms::keyed(b"key".to_vec()), &call()).await
}

#[tokio::test]
async fn who_cannot_be_logged_out_is_set_aside_and_the_others_are_erased() {
    let tables = Tables::of("slack_bridge").await;
    let stub =
        Stub::start(|asked| if asked.body.contains("@grace") { json(super::NOT_SIGNED_OUT) } else { json(SIGNED_OUT) })
            .await;
    let slack = tables.connector(&with(&stub.url, SLACK));
    let swept = sweep(&*slack).await.unwrap();
    let [Fate::Proven { .. }, Fate::SetAside(obstacles), Fate::Proven { rows: 0, .. }] = swept.fates.as_slice() else {
        panic!("{:?}", swept.fates)
    };
    assert!(obstacles[0].advice.contains("could not be logged out"), "{obstacles:?}");
    assert_eq!(swept.evidence.calls.len(), 2, "Ada's two accounts");
    let left = tables.rows("linked_accounts").await;
    assert!(
        left.iter().any(|row| row.contains("@grace:")) && !left.iter().any(|row| row.contains("=@ada:example.org|"))
    );
    // Once more: there is nobody of Ada's to log out, and she stays proven.
    stub.asked();
    let again = sweep(&*slack).await.unwrap();
    assert!(matches!(again.fates[0], Fate::Proven { rows: 0, .. }), "{:?}", again.fates);
    let asked = stub.asked();
    assert!(!asked.is_empty() && asked.iter().all(|asked| asked.body.contains("@grace")), "she is tried again");
}

#[tokio::test]
async fn while_the_api_is_away_nothing_is_done_for_anybody() {
    let tables = Tables::of("slack_bridge").await;
    let stub = Stub::start(|_| status(503, ("x", "y"))).await;
    let slack = tables.connector(&with(&stub.url, SLACK));
    let before = tables.rows("linked_accounts").await;
    let error = sweep(&*slack).await.unwrap_err();
    assert!(matches!(error, ConnectorError::Transient { .. }), "{error}");
    assert_eq!((stub.asked().len(), tables.rows("linked_accounts").await), (1, before));
}
