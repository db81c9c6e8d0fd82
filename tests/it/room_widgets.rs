//! Widgets on a real homeserver: closing an account leaves them in their rooms with the person's name in them, and we take them away.

use reqwest::Method;
use rightsdesk_exporters::{
    conformance::run,
    contract::{
        call::Call,
        connector::Connector,
        erasure::{Erased, ObstacleKind, Order},
        pseudonym::Pseudonyms,
        subject::{Identifier, Subject},
    },
    manifest::read,
    open::{Settings, open},
};
use serde_json::{Value, json};
use std::sync::Arc;

use stage::servers::synapse::{Account, Synapse, Wishes};

use crate::shipped::file;

const WIDGETS: &str = "im.vector.modular.widgets";

fn call() -> Call {
    Call::unhurried("a story")
}

fn order() -> Order {
    Order::by_the_manifest("2026-05-05T00:00:00Z".parse().expect("a moment"))
}

fn ada() -> Subject {
    Subject::new([Identifier::parse("matrix_id=@ada:example.org").expect("an identifier")]).expect("a person")
}

fn connector(synapse: &Synapse, editor: Option<&Account>) -> Arc<dyn Connector> {
    let manifest = read::read(&file("room_widgets", "manifest.yml"), "room_widgets").expect("a manifest");
    let administrator = ("admin_token".to_owned(), synapse.administrator().token.as_str().into());
    let editor = editor.map(|it| ("editor_token".to_owned(), it.token.as_str().into()));
    let secrets = [administrator].into_iter().chain(editor).collect();
    let settings = Settings { url: Some(synapse.url().into()), secrets, ..Settings::default() };
    open(&manifest, &settings).expect("a connector")
}

/// What somebody does in a room.
async fn does(synapse: &Synapse, who: &Account, method: Method, path: &str, body: Value) -> Value {
    synapse.call(&who.token, method, &format!("/_matrix/client/v3/{path}"), Some(body)).await.ok()
}

/// A room of Ada's in which these others may do what she may.
async fn room(synapse: &Synapse, ada: &Account, others: &[&Account]) -> String {
    // Who makes a room may do all there, and must not be named.
    let mut powers = json!({});
    for other in others {
        powers[&other.user_id] = json!(100);
    }
    let names: Vec<_> = others.iter().map(|it| it.user_id.as_str()).collect();
    let body = json!({ "invite": names, "power_level_content_override": { "users": powers } });
    let made = does(synapse, ada, Method::POST, "createRoom", body).await;
    let room = made["room_id"].as_str().expect("a room").to_owned();
    for other in others {
        does(synapse, other, Method::POST, &format!("join/{room}"), json!({})).await;
    }
    room
}

/// Somebody adds a widget, which says of whom it is; the number of the event.
async fn adds(synapse: &Synapse, who: &Account, room: &str, key: &str, of: &str) -> String {
    let content =
        json!({ "creatorUserId": of, "type": "m.custom", "name": key, "url": format!("https://board.example/{key}") });
    let sent = does(synapse, who, Method::PUT, &format!("rooms/{room}/state/{WIDGETS}/{key}"), content).await;
    sent["event_id"].as_str().expect("an event").to_owned()
}

/// The widgets of a room: of each its key, who sent it and what it says of its name.
async fn widgets(synapse: &Synapse, room: &str) -> Vec<(String, String, Value)> {
    let path = format!("/_synapse/admin/v1/rooms/{room}/state?type={WIDGETS}");
    let state = synapse.admin(Method::GET, &path, None).await.ok();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let widget = |it: &Value| (text(&it["state_key"]), text(&it["sender"]), it["content"]["name"].clone());
    let mut all: Vec<_> = state["state"].as_array().expect("a list").iter().map(widget).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

#[tokio::test]
async fn the_widgets_of_a_closed_account_are_taken_out_of_its_rooms_and_nobody_elses() {
    let synapse = Synapse::start(Wishes::default()).await;
    let [ada_, bob, bot] =
        [synapse.register("ada").await, synapse.register("bob").await, synapse.register("bot").await];
    let (with_bot, without) = (room(&synapse, &ada_, &[&bob, &bot]).await, room(&synapse, &ada_, &[&bob]).await);
    let first = adds(&synapse, &ada_, &with_bot, "board", &ada_.user_id).await;
    // By the integration manager's bot, in her name; by Bob, in his own, which she changed last, and in that of somebody who is called
    // nearly the same.
    adds(&synapse, &bot, &with_bot, "clock", &ada_.user_id).await;
    adds(&synapse, &bob, &with_bot, "map", &bob.user_id).await;
    adds(&synapse, &ada_, &with_bot, "map", &bob.user_id).await;
    adds(&synapse, &bob, &with_bot, "menu", "@ada:example.org.evil.net").await;
    let topic = format!("rooms/{with_bot}/state/m.room.topic/");
    does(&synapse, &ada_, Method::PUT, &topic, json!({ "topic": "Engines" })).await;
    synapse.deactivate_and_erase(&ada_.user_id).await;

    let connector_ = connector(&synapse, Some(&bot));
    let (kept, _) = run::export(&*connector_, &ada(), &call()).await.expect("an export");
    assert_eq!(kept.of("widgets").count(), 2);
    assert!(kept.has("https://board.example/board") && kept.has("https://board.example/clock"));
    assert!(!kept.has("https://board.example/m") && !kept.has("Engines"));

    // Without an account that may do it nothing is promised.
    let unable = connector(&synapse, None);
    let plan = unable.eraser().expect("an eraser").preview(&ada(), &order(), &call()).await.expect("a preview");
    assert!(plan.obstacles.iter().any(|it| it.kind == ObstacleKind::Permission), "{:?}", plan.obstacles);

    let eraser = connector_.eraser().expect("an eraser");
    let plan = eraser.preview(&ada(), &order(), &call()).await.expect("a preview");
    assert!(plan.is_ready(), "{:?}", plan.obstacles);
    let counts: Vec<_> =
        plan.collections.iter().map(|it| (it.collection.as_str(), it.found, it.deleted, it.blanked)).collect();
    assert_eq!(counts, [("room_widgets.widgets", 2, 2, 0)]);
    assert_eq!(plan.collections[0].hidden.as_ref().map(|it| it.hours), Some(168));
    let pseudonyms = Pseudonyms::keyed(b"a key".to_vec());
    let done = eraser.erase(&ada(), &plan, &pseudonyms, &call()).await.expect("an erasure");
    assert!(matches!(done, Erased::Done(_)), "{done:?}");
    let text = |text: &str| text.to_owned();
    assert_eq!(
        widgets(&synapse, &with_bot).await,
        [
            (text("board"), ada_.user_id.clone(), Value::Null),
            (text("clock"), bot.user_id.clone(), Value::Null),
            (text("map"), ada_.user_id.clone(), json!("map")),
            (text("menu"), bob.user_id.clone(), json!("menu")),
        ]
    );
    let read = synapse
        .call(&bob.token, Method::GET, &format!("/_matrix/client/v3/rooms/{with_bot}/event/{first}"), None)
        .await;
    assert_eq!(read.ok()["content"], json!({}), "nor does the room's history say it");
    let verified = eraser.verify(&ada(), &order(), &call()).await.expect("a read-back");
    assert!(verified.is_clean() && verified.residues.is_empty(), "{verified:?}");
    assert_eq!(connector_.locate(&ada(), &call()).await.expect("counts").counts[0].records, 0);
    let topic = synapse.call(&bob.token, Method::GET, &format!("/_matrix/client/v3/{topic}"), None).await.ok();
    assert_eq!(topic["topic"], "Engines");

    // Where the account has no business the homeserver refuses, and that is told instead of a success.
    assert_eq!(widgets(&synapse, &without).await, []);
    adds(&synapse, &bob, &without, "board", &ada_.user_id).await;
    let plan = eraser.preview(&ada(), &order(), &call()).await.expect("a preview");
    let refused = eraser.erase(&ada(), &plan, &pseudonyms, &call()).await.expect_err("the homeserver refuses");
    assert!(refused.to_string().contains("403"), "{refused}");
    assert_eq!(widgets(&synapse, &without).await, [(text("board"), bob.user_id.clone(), json!("board"))]);
}
