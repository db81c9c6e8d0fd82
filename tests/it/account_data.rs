//! Bots without a database: what they keep in their account data on a real homeserver is found, handed over, emptied, and
//! looked for again.

use std::{collections::BTreeMap, sync::Arc};

use reqwest::Method;
use rightsdesk_exporters::{
    conformance::{case::Case, keeping::Kept, run},
    contract::{
        call::Call,
        connector::Connector,
        erasure::{Erased, ObstacleKind, Order, Standing},
        outcome::Scope,
        pseudonym::Pseudonyms,
        subject::{Identifier, Subject},
    },
    manifest::read,
    open::{Settings, open},
};
use serde_json::{Value, json};
use stage::servers::{
    heisenbridge::{Heisenbridge, Registration},
    synapse::{Account, Synapse, Wishes},
};

use crate::erasing_shipped::file;

fn person(name: &str) -> Subject {
    Subject::new([Identifier::parse(name).expect("an identifier")]).expect("a person")
}

fn call() -> Call {
    Call::unhurried("a story")
}

fn order() -> Order {
    Order::by_the_manifest("2026-05-05T00:00:00Z".parse().expect("a moment"))
}

fn connector(key: &str, url: &str, bot: &str, secrets: &[(&str, &str)]) -> Arc<dyn Connector> {
    let manifest = read::read(&file(key, "manifest.yml"), key).expect("a manifest");
    let mut values: BTreeMap<_, _> =
        secrets.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
    values.insert("bot".to_owned(), bot.into());
    let settings = Settings { url: Some(url.into()), secrets: values, ..Settings::default() };
    open(&manifest, &settings).expect("a connector")
}

/// A room of somebody's with the bot, where they give orders.
struct Conversation<'s> {
    synapse: &'s Synapse,
    account: &'s Account,
    room: String,
    since: String,
}

impl<'s> Conversation<'s> {
    /// Opens a room with the bot, and waits until it says something.
    async fn open(synapse: &'s Synapse, account: &'s Account, bot: &str) -> Self {
        let body = json!({ "invite": [bot], "is_direct": true, "preset": "trusted_private_chat" });
        let path = "/_matrix/client/v3/createRoom";
        let made = synapse.call(&account.token, Method::POST, path, Some(body)).await.ok();
        let room = made["room_id"].as_str().expect("a room").to_owned();
        let mut conversation = Self { synapse, account, room, since: String::new() };
        conversation.hears("").await;
        conversation
    }

    /// The same person in a room that the bot has asked them into.
    async fn follow(&self) -> Self {
        // The first look tells at once what there is; every other one waits, or nobody else would get an answer.
        let mut since = String::new();
        loop {
            let news = self.news(&since, 2_000).await;
            news["next_batch"].as_str().expect("a place").clone_into(&mut since);
            let invited = news["rooms"]["invite"].as_object().and_then(|rooms| rooms.keys().next().cloned());
            let Some(room) = invited else { continue };
            let path = format!("/_matrix/client/v3/join/{room}");
            self.synapse.call(&self.account.token, Method::POST, &path, Some(json!({}))).await.ok();
            return Self { room, since: String::new(), ..*self };
        }
    }

    /// What is new since then, or becomes so in a while.
    async fn news(&self, since: &str, patience: u32) -> Value {
        let since = if since.is_empty() { String::new() } else { format!("&since={since}") };
        let path = format!("/_matrix/client/v3/sync?timeout={patience}{since}");
        self.synapse.call(&self.account.token, Method::GET, &path, None).await.ok()
    }

    /// Waits until the bot says something with this word in it.
    async fn hears(&mut self, word: &str) {
        let mut heard = Vec::new();
        for _ in 0..20 {
            let news = self.news(&self.since, 5_000).await;
            news["next_batch"].as_str().expect("a place").clone_into(&mut self.since);
            let events = news["rooms"]["join"][&self.room]["timeline"]["events"].as_array().cloned();
            for event in events.unwrap_or_default() {
                if event["sender"] != self.account.user_id.as_str() && event["type"] == "m.room.message" {
                    let text = event["content"]["body"].as_str().unwrap_or_default().to_owned();
                    if text.contains(word) {
                        return;
                    }
                    heard.push(text);
                }
            }
        }
        panic!("the bot did not say {word:?} but {heard:?}");
    }

    /// Gives an order, and waits for an answer with this word in it.
    async fn says(&mut self, order: &str, word: &str) {
        // What was said before is no answer.
        self.since = self.news(&self.since, 0).await["next_batch"].as_str().expect("a place").to_owned();
        let id = stage::scratch::chance(8);
        let path = format!("/_matrix/client/v3/rooms/{}/send/m.room.message/{id}", self.room);
        let body = json!({ "msgtype": "m.text", "body": order });
        self.synapse.call(&self.account.token, Method::PUT, &path, Some(body)).await.ok();
        self.hears(word).await;
    }
}

#[tokio::test]
async fn heisenbridge_says_that_it_has_forgotten_and_we_see_to_it() {
    let registration = Registration::draw();
    let wishes = Wishes { appservices: vec![registration.file.clone()], ..Wishes::default() };
    let synapse = Synapse::start(wishes).await;
    let owner = synapse.administrator().clone();
    let (ada, malada) = (synapse.register("ada").await, synapse.register("malada").await);
    let _bridge = Heisenbridge::start(&registration, &synapse.url(), &owner.user_id).await;
    let bot = synapse.user_id("heisenbridge");

    let mut control = Conversation::open(&synapse, &owner, &bot).await;
    control.says("ADDNETWORK testnet", "Network added").await;
    for who in [&ada, &malada] {
        control.says(&format!("ADDMASK {}", who.user_id), "Mask added").await;
    }
    for (who, secret) in [(&ada, "planted-secret-of-ada"), (&malada, "planted-secret-of-malada")] {
        let mut private = Conversation::open(&synapse, who, &bot).await;
        private.says("OPEN testnet", "You have been invited to testnet").await;
        let mut network = private.follow().await;
        network.says(&format!("SASL --username planted --password {secret}"), "credentials updated").await;
        network.says(&format!("PASSWORD {secret}-2"), "Password set").await;
    }
    let before = synapse.account_data(&bot).await;

    let token = &synapse.administrator().token;
    let secrets = [("admin_token", token.as_str()), ("as_token", registration.as_token.as_str())];
    let connector = connector("heisenbridge", &synapse.url(), &bot, &secrets);
    assert_eq!(connector.check(&call()).await.expect("an answer").remarks, [""; 0]);
    let eraser = connector.eraser().expect("it can erase");
    let subject = person("matrix_id=@ada:example.org");

    // What comes out names no password, and nothing of the one who is called nearly the same.
    let mut kept = Kept::default();
    connector.export(&subject, Scope::Everything, None, &call(), &mut kept).await.expect("an export");
    assert_eq!((kept.of("rooms").count(), kept.of("permissions").count()), (2, 1));
    assert!(kept.has("testnet") && kept.has("@ada:example.org") && kept.has("held"));
    assert!(!kept.has("planted-secret") && !kept.has("malada"));

    // The bridge says that it has forgotten her. Her passwords are where they were.
    control.says("FORGET @ada:example.org", "I have forgotten about @ada:example.org").await;
    assert!(synapse.account_data(&bot).await.to_string().contains("planted-secret-of-ada-2"));

    let plan = eraser.preview(&subject, &order(), &call()).await.expect("a preview");
    let counts: Vec<_> = plan.collections.iter().map(|it| (it.collection.as_str(), it.blanked)).collect();
    assert_eq!(counts, [("heisenbridge.rooms", 2), ("heisenbridge.permissions", 1)]);
    assert!(plan.is_ready());
    let pseudonyms = Pseudonyms::keyed(b"a key".to_vec());
    let done = eraser.erase(&subject, &plan, &pseudonyms, &call()).await.expect("an erasure");
    assert!(matches!(&done, Erased::Done(evidence) if evidence.statements.len() == 3), "{done:?}");
    let verified = eraser.verify(&subject, &order(), &call()).await.expect("a read-back");
    assert!(verified.is_clean() && verified.residues.is_empty(), "{verified:?}");

    // Nothing of hers is left, and nothing else has changed.
    let after = synapse.account_data(&bot).await;
    let mut expected = before;
    for content in expected["rooms"].as_object_mut().expect("rooms").values_mut() {
        if content["irc"]["user_id"] == "@ada:example.org" {
            content["irc"] = json!({});
        }
    }
    expected["global"]["irc"]["allow"].as_object_mut().expect("masks").remove("@ada:example.org");
    assert_eq!(after, expected);
    assert!(after.to_string().contains("planted-secret-of-malada-2"));
}

/// By us it is told in its administrator's name, and what it has answered is not believed either.
#[tokio::test]
async fn heisenbridge_is_told_to_forget_before_it_is_emptied() {
    let registration = Registration::draw();
    let wishes = Wishes { appservices: vec![registration.file.clone()], ..Wishes::default() };
    let synapse = Synapse::start(wishes).await;
    let owner = synapse.administrator().clone();
    let ada = synapse.register("ada").await;
    let _bridge = Heisenbridge::start(&registration, &synapse.url(), &owner.user_id).await;
    let bot = synapse.user_id("heisenbridge");
    let mut control = Conversation::open(&synapse, &owner, &bot).await;
    control.says("ADDNETWORK testnet", "Network added").await;
    control.says(&format!("ADDMASK {}", ada.user_id), "Mask added").await;
    let mut private = Conversation::open(&synapse, &ada, &bot).await;
    private.says("OPEN testnet", "You have been invited to testnet").await;
    let mut network = private.follow().await;
    network.says("PASSWORD planted-secret-of-ada", "Password set").await;

    let secrets = [
        ("admin_token", owner.token.as_str()),
        ("as_token", registration.as_token.as_str()),
        ("owner_token", owner.token.as_str()),
        ("control_room", control.room.as_str()),
    ];
    let connector = connector("heisenbridge", &synapse.url(), &bot, &secrets);
    let eraser = connector.eraser().expect("it can erase");
    let subject = person("matrix_id=@ada:example.org");
    let plan = eraser.preview(&subject, &order(), &call()).await.expect("a preview");
    let pseudonyms = Pseudonyms::keyed(b"a key".to_vec());
    let done = eraser.erase(&subject, &plan, &pseudonyms, &call()).await.expect("an erasure");
    assert!(matches!(done, Erased::Done(_)), "{done:?}");
    control.hears("I have forgotten about @ada:example.org").await;
    assert!(!synapse.account_data(&bot).await.to_string().contains("planted-secret"));
    let verified = eraser.verify(&subject, &order(), &call()).await.expect("a read-back");
    assert!(verified.is_clean(), "{verified:?}");
    // It knows no room of hers any more of which it could write.
    control.says("FORGET @ada:example.org", "No such user").await;
}

/// A homeserver on which hookshot's account data lies as hookshot leaves it.
async fn with_hookshot() -> (Synapse, String) {
    let mut registration = Registration::draw();
    registration.file["id"] = json!("hookshot");
    registration.file["sender_localpart"] = json!("hookshot");
    registration.file["url"] = Value::Null;
    let wishes = Wishes { appservices: vec![registration.file.clone()], ..Wishes::default() };
    let synapse = Synapse::start(wishes).await;
    let token = registration.as_token;
    let body = json!({ "type": "m.login.application_service", "username": "hookshot", "inhibit_login": true });
    synapse.call(&token, Method::POST, "/_matrix/client/v3/register", Some(body)).await;
    let bot = Account { user_id: synapse.user_id("hookshot"), password: String::new(), token: token.clone() };
    let access =
        |of: &str| json!({ "encrypted": [format!("planted-secret-{of}")], "keyId": "k", "algorithm": "rsa-pkcs1v15" });
    for (kind, of) in [
        ("uk.half-shot.matrix-hookshot.github.password-store:@ada:example.org", "ada-1"),
        ("uk.half-shot.matrix-hookshot.gitlab.password-store:https:%2F%2Fgit.example@ada:example.org", "ada-2"),
        ("uk.half-shot.matrix-hookshot.jira.token-store:@ada:example.org", "ada-3"),
        ("uk.half-shot.matrix-hookshot.github.password-store:@malada:example.org", "malada"),
        ("uk.half-shot.matrix-hookshot.gitlab.password-store:https:%2F%2Fgit.example@Ada:example.org", "capital"),
        ("uk.half-shot.matrix-hookshot.github.password-store:@ada:example.org.evil.net", "evil"),
    ] {
        synapse.put_account_data(&bot, kind, access(of)).await;
    }
    (synapse, token)
}

#[tokio::test]
async fn hookshot_s_accesses_are_emptied_and_their_names_are_said_to_stay() {
    let (synapse, as_token) = with_hookshot().await;
    let (bot, url) = (synapse.user_id("hookshot"), synapse.url());
    let admin_token = synapse.administrator().token.clone();
    let of = |url: &str, admin_token: &str, as_token: Option<&str>| {
        let mut secrets = vec![("admin_token", admin_token)];
        secrets.extend(as_token.map(|token| ("as_token", token)));
        connector("hookshot", url, &bot, &secrets)
    };
    let subject = person("matrix_id=@ada:example.org");
    let whole = of(&url, &admin_token, Some(&as_token));

    let case = Case {
        connector: Arc::clone(&whole),
        person: subject.clone(),
        records: BTreeMap::from([("tokens".to_owned(), 3), ("admin_rooms".to_owned(), 0)]),
        files: 0,
        theirs: ["github.password-store:@ada", "https://git.example@ada", "jira.token-store:@ada"]
            .map(str::to_owned)
            .into(),
        others: ["@malada", "@Ada", "evil.net"].map(str::to_owned).into(),
        nobody: [
            "@nobody:example.org",
            "@ADA:example.org",
            "@da:example.org",
            "ada:example.org",
            "@ada:example.org/",
            "@*:example.org",
        ]
        .map(|name| person(&format!("matrix_id={name}")))
        .into(),
        of_strange_kind: person("email=ada@example.org"),
        unreachable: Some(of("http://127.0.0.1:9", &admin_token, None)),
        refused: Some(of(&url, "not a token", None)),
        unspeakable: vec![
            admin_token.clone(),
            as_token.clone(),
            "@ada:example.org".to_owned(),
            "planted-secret".to_owned(),
        ],
    };
    assert_eq!(run::all(&case).await, Vec::<String>::new());

    // Who may only read is told so before anything is tried.
    let reader = of(&url, &admin_token, None);
    let plan = reader.eraser().expect("it can").preview(&subject, &order(), &call()).await.expect("a preview");
    assert_eq!(plan.obstacles.iter().map(|it| it.kind).collect::<Vec<_>>(), [ObstacleKind::Permission]);

    let eraser = whole.eraser().expect("it can erase");
    let pseudonyms = Pseudonyms::keyed(b"a key".to_vec());
    assert!(eraser.preview(&person("email=ada@example.org"), &order(), &call()).await.is_err(), "nobody is named");
    let seen = eraser.preview(&subject, &order(), &call()).await.expect("a preview");
    let account = Account { user_id: bot.clone(), password: String::new(), token: as_token.clone() };
    let further = "uk.half-shot.matrix-hookshot.jira.password-store:@ada:example.org";
    synapse.put_account_data(&account, further, json!({ "encrypted": ["planted-secret-late"] })).await;
    let Ok(Erased::Changed(plan)) = eraser.erase(&subject, &seen, &pseudonyms, &call()).await else {
        panic!("what appeared after the look needs another look");
    };
    let before = synapse.account_data(&bot).await;
    let done = eraser.erase(&subject, &plan, &pseudonyms, &call()).await.expect("an erasure");
    assert!(matches!(done, Erased::Done(_)), "{done:?}");

    let after = synapse.account_data(&bot).await;
    for (kind, content) in before["global"].as_object().expect("entries") {
        let expected = if kind.ends_with("@ada:example.org") { &json!({ "deleted": true }) } else { content };
        assert_eq!(&after["global"][kind], expected, "{kind}");
    }
    let verified = eraser.verify(&subject, &order(), &call()).await.expect("a read-back");
    assert!(verified.is_clean(), "{verified:?}");
    let residues: Vec<_> =
        verified.residues.iter().map(|it| (it.table.as_str(), it.column.as_str(), it.rows, it.standing)).collect();
    assert_eq!(residues, [("hookshot.tokens", "type", 4, Standing::Kept)]);
    let again = eraser.preview(&subject, &order(), &call()).await.expect("a preview");
    assert!(again.is_empty(), "the second time there is nothing to do");
}
