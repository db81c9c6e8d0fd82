//! The Matrix account of a bot that was made for one person is closed and erased on a real homeserver; nobody's own account ever is.

use reqwest::Method;
use rightsdesk_exporters::{
    conformance::run,
    contract::{
        call::Call,
        erasure::{Erased, Order},
        pseudonym::Pseudonyms,
        subject::{Identifier, Subject},
    },
    manifest::read,
    open::{Settings, open},
};
use serde_json::json;
use stage::servers::synapse::{Synapse, Wishes};

use crate::shipped::file;

const BOT: &str = "@_neb_rss_=40ada=3aexample.org:example.org";
const OF_BOB: &str = "@_neb_rss_=40bob=3aexample.org:example.org";

#[tokio::test]
async fn the_account_of_a_persons_bot_is_erased_and_nobodys_own() {
    let service = json!({
        "id": "neb", "url": null, "as_token": "a-token-of-neb", "hs_token": "another", "sender_localpart": "neb",
        "namespaces": { "users": [{ "regex": "@_neb_.*", "exclusive": true }], "aliases": [], "rooms": [] },
    });
    let synapse = Synapse::start(Wishes { appservices: vec![service], ..Wishes::default() }).await;
    let ada = synapse.register("ada").await;
    for (bot, of) in [(BOT, "ada"), (OF_BOB, "bob")] {
        let username = bot.trim_start_matches('@').split(':').next().expect("a name");
        let body = json!({ "type": "m.login.application_service", "username": username, "inhibit_login": true });
        synapse.call("a-token-of-neb", Method::POST, "/_matrix/client/v3/register", Some(body)).await.ok();
        let name = json!({ "displayname": format!("RSS Notifications [@{of}:example.org]") });
        let path = format!("/_synapse/admin/v2/users/{bot}");
        synapse.admin(Method::PUT, &path, Some(name)).await.ok();
    }
    let user = async |id: &str| synapse.admin(Method::GET, &format!("/_synapse/admin/v2/users/{id}"), None).await.ok();

    let manifest = read::read(&file("notification_bots", "manifest.yml"), "notification_bots").expect("a manifest");
    let token = &synapse.administrator().token;
    let secrets = ["admin_token", "erase_token"].map(|name| (name.to_owned(), token.as_str().into())).into();
    let settings = Settings { url: Some(synapse.url().into()), secrets, ..Settings::default() };
    let connector = open(&manifest, &settings).expect("a connector");
    let call = Call::unhurried("a story");
    let order = Order::by_the_manifest("2026-05-05T00:00:00Z".parse().expect("a moment"));
    let pseudonyms = Pseudonyms::keyed(b"a key".to_vec());
    let person = |names: &[&str]| {
        let names = names.iter().map(|name| Identifier::parse(&format!("neb_puppet_id={name}")).expect("a name"));
        Subject::new(names).expect("a person")
    };

    // By a slip of somebody's pen her own account is among them.
    let subject = person(&[BOT, &ada.user_id]);
    let (kept, _) = run::export(&*connector, &subject, &call).await.expect("an export");
    assert!(kept.has("RSS Notifications [@ada:example.org]") && !kept.has("@bob:"));
    let eraser = connector.eraser().expect("an eraser");
    let plan = eraser.preview(&subject, &order, &call).await.expect("a preview");
    assert!(plan.is_ready(), "{:?}", plan.obstacles);
    assert_eq!(plan.collections.iter().map(|it| it.blanked).collect::<Vec<_>>(), [1]);
    let done = eraser.erase(&subject, &plan, &pseudonyms, &call).await.expect("an erasure");
    assert!(matches!(done, Erased::Done(_)), "{done:?}");
    let bot = user(BOT).await;
    assert_eq!((&bot["deactivated"], &bot["erased"], &bot["displayname"]), (&json!(true), &json!(true), &json!(null)));
    assert_eq!(user(&ada.user_id).await["deactivated"], false, "nobody's own account is closed by a bot's name");
    assert_eq!(user(OF_BOB).await["displayname"], "RSS Notifications [@bob:example.org]");

    // Asked again there is nothing left to do, and the read-back agrees.
    let subject = person(&[BOT]);
    let again = eraser.preview(&subject, &order, &call).await.expect("a preview");
    assert_eq!(again.collections.iter().map(|it| it.blanked).collect::<Vec<_>>(), [0]);
    let verified = eraser.verify(&subject, &order, &call).await.expect("a read-back");
    assert!(verified.is_clean(), "{verified:?}");
}
