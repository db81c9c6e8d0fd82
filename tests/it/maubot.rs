//! A real maubot on a real homeserver: what its bot has noted of people in a room is found, handed over and erased.

use reqwest::Method;
use rightsdesk_exporters::{
    conformance::keeping::Kept,
    contract::{
        call::Call,
        erasure::{Erased, Order},
        outcome::Scope,
        pseudonym::Pseudonyms,
        subject::{Identifier, Subject},
    },
};
use serde_json::{Value, json};
use stage::{
    databases,
    desk::until,
    servers::{
        maubot::Maubot,
        synapse::{Account, Synapse, Wishes},
    },
};

use crate::shipped::{connector, tables};

/// Waits until the account has seen an event of this sort, by this sender.
async fn sees(synapse: &Synapse, account: &Account, kind: &str, sender: &str) {
    let mut since = String::new();
    for _ in 0..30 {
        let path = format!("/_matrix/client/v3/sync?timeout=5000{since}");
        let news = synapse.call(&account.token, Method::GET, &path, None).await.ok();
        since = format!("&since={}", news["next_batch"].as_str().expect("a place"));
        let rooms = news["rooms"]["join"].as_object().cloned().unwrap_or_default();
        let is_it = |event: &Value| event["type"] == kind && event["sender"] == sender;
        let has = |part: &Value| part["events"].as_array().is_some_and(|events| events.iter().any(is_it));
        if rooms.values().any(|room| has(&room["timeline"]) || has(&room["state"])) {
            return;
        }
    }
    panic!("{sender} sent no {kind}");
}

#[tokio::test]
async fn what_a_bot_has_noted_of_a_person_is_erased() {
    let synapse = Synapse::start(Wishes::default()).await;
    let bot = synapse.register("bot").await;
    let (ada, malada) = (synapse.register("ada").await, synapse.register("malada").await);
    let database = databases::postgres().await;
    let maubot = Maubot::start(&database.url.replacen("postgres:", "postgresql:", 1), &synapse, &bot).await;

    // An encrypted room, in which Ada asks and the bot answers: for that it looks who is there, with which devices.
    let owner = synapse.administrator();
    let encryption = json!({ "algorithm": "m.megolm.v1.aes-sha2" });
    let body = json!({
        "preset": "private_chat",
        "invite": [bot.user_id, ada.user_id, malada.user_id],
        "initial_state": [{ "type": "m.room.encryption", "state_key": "", "content": encryption }],
    });
    let made = synapse.call(&owner.token, Method::POST, "/_matrix/client/v3/createRoom", Some(body)).await.ok();
    let room = made["room_id"].as_str().expect("a room");
    for who in [&ada, &malada] {
        let path = format!("/_matrix/client/v3/join/{room}");
        synapse.call(&who.token, Method::POST, &path, Some(json!({}))).await.ok();
    }
    sees(&synapse, &ada, "m.room.member", &bot.user_id).await;
    let path = format!("/_matrix/client/v3/rooms/{room}/send/m.room.message/1");
    let body = json!({ "msgtype": "m.text", "body": "!hello" });
    synapse.call(&ada.token, Method::PUT, &path, Some(body)).await.ok();
    sees(&synapse, &ada, "m.room.encrypted", &bot.user_id).await;

    // While they share a room the bot notes her again as soon as she moves there: the read-back tells, and is no proof before she has
    // left.
    let account = ada;
    let connector = connector("maubot", &database);
    let (call, ada) = (Call::unhurried("a story"), Identifier::parse("matrix_id=@ada:example.org").expect("a name"));
    let ada = Subject::new([ada]).expect("a person");
    let eraser = connector.eraser().expect("it can erase");
    let order = Order::by_the_manifest("2026-05-05T00:00:00Z".parse().expect("a moment"));
    let order = Order { accepts_large_share: true, ..order };
    let plan = eraser.preview(&ada, &order, &call).await.expect("a preview");
    let done = eraser.erase(&ada, &plan, &Pseudonyms::keyed(b"a key".to_vec()), &call).await;
    assert!(matches!(done, Ok(Erased::Done(_))), "{done:?}");
    let path = format!("/_matrix/client/v3/profile/{}/displayname", account.user_id);
    synapse.call(&account.token, Method::PUT, &path, Some(json!({ "displayname": "Ada again" }))).await.ok();
    until("the bot has noted her again", async || {
        let verified = eraser.verify(&ada, &order, &call).await.expect("a read-back");
        (!verified.is_clean()).then_some(())
    })
    .await;
    synapse.deactivate_and_erase(&account.user_id).await;
    sees(&synapse, &malada, "m.room.member", &account.user_id).await;

    // It notes how far it has read, all the time: ended, so that whole tables can be compared.
    drop(maubot);
    let mut kept = Kept::default();
    connector.export(&ada, Scope::Everything, None, &call, &mut kept).await.expect("an export");
    assert!(kept.of("mx_user_profile").count() == 1);
    assert!(kept.has("@ada:example.org") && !kept.has("malada"));

    let before = tables(&database).await;
    let plan = eraser.preview(&ada, &order, &call).await.expect("a preview");
    let done = eraser.erase(&ada, &plan, &Pseudonyms::keyed(b"a key".to_vec()), &call).await;
    assert!(matches!(done, Ok(Erased::Done(_))), "{done:?}");
    let verified = eraser.verify(&ada, &order, &call).await.expect("a read-back");
    assert!(verified.is_clean() && verified.residues.is_empty(), "{verified:?}");

    // Of all that maubot keeps only her rows are gone.
    let after = tables(&database).await;
    for (table, rows) in before {
        let is_hers = |row: &String| row.contains("@ada:example.org");
        let staying: Vec<_> = rows.into_iter().filter(|row| !is_hers(row)).collect();
        assert_eq!(after[&table], staying, "{table}");
    }
}
