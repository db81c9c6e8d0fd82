//! Objections: what is weighed, what is never weighed, and what follows.

use chrono::TimeDelta;
use rightsdesk::{
    casework::{
        receiving::{
            receive::{self, Asking, Receipt},
            verify_by_hand,
        },
        stopping::suppress::{self, Listed},
    },
    identifier::check,
    kernel::actor::Actor,
    request::{
        self,
        aim::{Aim, Aims},
        state::Outcome,
    },
    rights::right::Right,
    staff::role::Role,
    task::{
        self,
        state::{Operation, State},
    },
    ticket::{
        self,
        intake::{Channel, Delivery},
        state::State as TicketState,
    },
    words::language::Language,
};
use rightsdesk_exporters::open::Settings;
use sea_orm::{ConnectionTrait, Statement};
use stage::{
    company::connected,
    databases::{self, Database},
    desk::{On, PUBLIC, Stage},
    on_both,
    visitor::Page,
};

use crate::desk_pages::{Colleague, addresses, asks_verified, ticket as path_of};

const ADA: &str = "ada@example.org";
const BOB: &str = "bob@example.net";
const MATRIX: &str = "@ada:example.org";

const TABLES: &str = "
    CREATE TABLE customer (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL);
    CREATE TABLE purchase (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), thing TEXT NOT NULL);
    INSERT INTO customer VALUES (1, 'ada@example.org'), (3, 'bob@example.net');
    INSERT INTO purchase VALUES (11, 1, 'an engine'), (31, 3, 'a book');
";

/// A shop on a contract, a newsletter on consent, a radar on interests.
async fn town(on: On) -> (Vec<Database>, Stage) {
    town_and(on, None).await
}

/// The same, and perhaps a system with this key that finds people by telephone numbers.
async fn town_and(on: On, telephone: Option<&str>) -> (Vec<Database>, Stage) {
    let shop = include_str!("desk_pages/erasing.yml");
    let on_basis = |name: &str, basis: &str| {
        let basis = format!("legal_basis_for_processing: {basis}");
        shop.replace("name: Web shop", &format!("name: {name}")).replace("legal_basis_for_processing: Contract", &basis)
    };
    let interests = "Legitimate interests\n        rightsdesk_meta: {interests: to know who buys}";
    let (mut databases, mut systems) = (Vec::new(), Vec::new());
    let by_number = telephone.map(|key| (key, shop.replace("identity: email", "identity: phone_number")));
    for (key, manifest) in [
        ("shop", shop.to_owned()),
        ("newsletter", on_basis("Newsletter", "Consent")),
        ("radar", on_basis("Radar", interests)),
    ]
    .into_iter()
    .chain(by_number)
    {
        let database = databases::sqlite();
        database.load(TABLES).await;
        let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
        // As in a configuration: what a system is called there is its key.
        let manifest = manifest.replacen("fides_key: shop", &format!("fides_key: {key}"), 1);
        systems.push(connected(key, &manifest, settings));
        databases.push(database);
    }
    (databases, Stage::setting(on).with_systems(systems).set().await)
}

/// A shop that finds people by their address and a chat that finds them by their Matrix ID; both mark by themselves who wants no
/// advertising.
async fn shop_and_chat(on: On) -> (Vec<Database>, Stage) {
    let marks = include_str!("stories/company.yml").replace("BASIS", "Contract").replace("RECIPIENTS", "");
    let rows = include_str!("stories/company.sql");
    let (mut databases, mut systems) = (Vec::new(), Vec::new());
    for (key, name, kind, ada) in
        [("shop", "Web shop", "identity: email", ADA), ("chat", "Chat", "identity: matrix_id", MATRIX)]
    {
        let database = databases::sqlite();
        database.load(&rows.replace("'ada@example.org'", &format!("'{ada}'"))).await;
        let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
        let manifest = marks.replace("identity: email", kind).replace("NAME", name);
        systems.push(connected(key, &manifest, settings));
        databases.push(database);
    }
    (databases, Stage::setting(on).with_systems(systems).set().await)
}

/// Who gets no advertising there.
async fn spared(database: &Database) -> Vec<String> {
    let connection = database.connect().await;
    let sql = "SELECT email FROM customer WHERE newsletter = 'no' ORDER BY id";
    let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "email").unwrap()).collect()
}

/// Whoever writes from there, is verified, wants no advertising, and says that this Matrix ID is theirs too.
async fn wants_no_advertising(stage: &Stage, ana: &Colleague, email: &str) -> Receipt {
    let asking = Asking { others: vec![check::read("matrix_id", MATRIX).unwrap()], ..crate::desk_pages::asking(email) };
    let aimed = asking.aimed_at(Aims::of([Aim::Marketing].into()));
    let receipt = receive::receive(&stage.desk, aimed, Actor::Subject).await.unwrap();
    verify_by_hand::verify(&stage.desk, ana.id, receipt.id, "on the phone").await.unwrap();
    receipt
}

/// How the only request of a ticket is answered by now, when the desk has had time to do it by itself.
async fn answered_later(stage: &Stage, receipt: &Receipt) -> Option<Outcome> {
    for _ in 0..2 {
        stage.run_due_work().await;
        stage.clock.advance(TimeDelta::minutes(2));
    }
    stage.run_due_work().await;
    request::store::of(&stage.desk.db, receipt.id).await.unwrap()[0].outcome
}

fn is_told(stage: &Stage, address: &str) -> bool {
    stage.mail_to(address).iter().any(|mail| mail.subject().contains("no more advertising"))
}

async fn objects(stage: &Stage, aims: &[Aim], language: Language) -> Receipt {
    let asking = Asking {
        part: None,
        rights: [].into(),
        contact: check::read("email", ADA).unwrap(),
        others: Vec::new(),
        message: String::new(),
        delivery: Delivery::Link,
        language,
        channel: Channel::Mail,
        agent: None,
        received_on: None,
    };
    let aimed = asking.aimed_at(Aims::of(aims.iter().copied().collect()));
    receive::receive(&stage.desk, aimed, Actor::Subject).await.unwrap()
}

async fn listed(stage: &Stage, addresses: &[&str]) -> Vec<Listed> {
    let addresses: Vec<_> = addresses.iter().map(|it| (*it).to_owned()).collect();
    suppress::look_up(&stage.desk, &addresses).await.unwrap()
}

fn words(text: String) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn form(page: &Page, end: &str) -> String {
    page.source().split('"').find(|text| text.ends_with(end)).expect("a form").to_owned()
}

/// Whoever works by hand does all of it.
async fn all_done(ana: &mut Colleague, stage: &Stage, page: &str) {
    for task in addresses(&ana.get(page).await, "tasks") {
        ana.finishes(&task, "done", "It has stopped.", &[]).await.is(303);
    }
    stage.run_due_work().await;
}

on_both! {
    async fn who_wants_no_advertising_gets_none_without_a_word_from_anybody(on: On) {
        let (_databases, stage) = town_and(on, Some("telephone")).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        // On the form it is a choice of its own.
        let mut ada = stage.visitor();
        let start = ada.get("/en").await.sees("Stop using my data for advertising").sees("Take back a consent that I gave");
        let step = ada.post("/en/r/rights", &[("aim", "marketing"), ("state", &start.field("state"))]).await.is(200);
        let fields = [("email", ADA), ("matrix_id", ""), ("state", &step.field("state"))];
        let step = ada.post("/en/r/contact", &fields).await.is(200);
        let step = step.sees_no("your situation");
        let check = ada.post("/en/r/details", &[("state", &step.field("state"))]).await.is(200).sees("Stop using my data for advertising").sees_no("Object to how");
        check.sees("Once you send this, the address gets no advertising");
        let check = ada.post("/en/r/details", &[("state", &step.field("state"))]).await.is(200).sees_no("nothing happens");
        let sent = ada.post("/en/r/send", &[("state", &check.field("state"))]).await.is(200);
        let reference = sent.by_id("reference");

        // The list knows it at once, however the address is written, and knows nobody else.
        let asked = ["Ada@Example.org", "bob@example.net", "ada@example.org.evil.net", "nobody"];
        let answers = [Listed::Yes, Listed::No, Listed::No, Listed::NoAddress];
        assert_eq!(listed(&stage, &asked).await, answers);

        // Confirmed, the systems are asked without anybody starting anything.
        stage.run_due_work().await;
        let links = stage.mail_to(ADA).pop().unwrap().links();
        let link = links.iter().find(|link| link.contains("/v/")).unwrap().strip_prefix(PUBLIC).unwrap().to_owned();
        ada.post(&link, &[("answer", "yes")]).await.is(200);
        stage.run_due_work().await;
        let row = ticket::store::by_reference(&stage.desk.db, &reference).await.unwrap().unwrap();
        assert_eq!(row.state, TicketState::Collecting);
        let page = format!("/desk/t/{reference}");
        let shown = ana.get(&page).await.sees("use for advertising").sees("never weighed and never refused");
        // What may neither be weighed nor put off is not on offer.
        let shown = shown.sees_no("Weigh the objection");
        assert!(!shown.source().contains("/extension\""), "nothing takes longer");
        ana.get("/desk?view=open").await.sees("(use for advertising)");
        let acknowledged = words(stage.mail_to(ADA).pop().unwrap().text());
        assert!(acknowledged.contains("you hear from us when it has stopped"), "{acknowledged}");
        assert!(!acknowledged.contains("a person checks"), "{acknowledged}");
        let tasks = task::store::of(&stage.desk.db, row.id).await.unwrap();
        let by_hand: Vec<_> = tasks.iter().filter(|task| task.state == State::ByHand).collect();
        assert_eq!(by_hand.len(), 3, "one for each system that knows people by an address");
        for task in by_hand {
            assert_eq!(task.by_hand_until, Some(stage.desk.today()), "it is due at once");
        }

        // Nobody can refuse it, not even in part, on whatever ground; nor weigh it.
        for task in addresses(&ana.get(&page).await, "tasks").iter().filter(|path| !path.ends_with("/retry")) {
            ana.finishes(task, "done", "The mailer skips it.", &[]).await.is(303);
        }
        // Whoever sells by telephone knows nobody by an address, and keeps nobody waiting.
        let shown = ana.get(&page).await.sees("the desk tells the person by itself within minutes");
        // Whom nobody could ask counts in the queue as little as on the ticket.
        ana.get("/desk?view=open").await.sees("3/3").sees_no("4/4");
        assert!(!shown.source().contains("\"partly_granted\""), "it can only be granted");
        let answer = form(&shown, "/answer");
        for (outcome, ground) in [("refused", "OVERRIDING_GROUNDS"), ("partly_granted", "OBJECTION_LEGAL_CLAIMS"), ("refused", "MANIFESTLY_UNFOUNDED")] {
            let fields = [("outcome", outcome), ("ground", ground), ("evidence", "None."), ("text", "No.")];
            ana.post(&answer, &fields).await.is(422).sees("never refused");
        }
        let weighing = [("theirs", "She is ill."), ("ours", "Sales."), ("weight", "ours")];
        ana.post(&answer.replace("/answer", "/balance"), &weighing).await.is(422).sees("never refused");

        stage.clock.advance(TimeDelta::minutes(2));
        stage.run_due_work().await;
        let requests = request::store::of(&stage.desk.db, row.id).await.unwrap();
        assert_eq!(requests[0].outcome, Some(Outcome::Granted));
        let mail = stage.mail_to(ADA).pop().unwrap();
        let text = words(mail.text());
        for part in ["no more advertising", "There is no condition", "one entry on a list", "14 November 2026"] {
            assert!(text.contains(part) || mail.subject().contains(part), "{part}: {text}");
        }
        let row = ticket::store::by_id(&stage.desk.db, row.id).await.unwrap().unwrap();
        assert_eq!(row.state, TicketState::Answered);
        ana.get(&page).await.sees("We have stopped using your data for advertising").sees_no("Former staff");
    }

    async fn an_address_that_nobody_has_decided_yet_gets_no_advertising_either(on: On) {
        const SECOND: &str = "ada@work.example";
        let (_databases, stage) = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let asking = Asking {
            others: vec![check::read("email", SECOND).unwrap()],
            ..crate::desk_pages::asking(ADA)
        };
        let asking = Asking { rights: [].into(), ..asking };
        let aimed = asking.aimed_at(Aims::of([Aim::Marketing].into()));
        let receipt = receive::receive(&stage.desk, aimed, Actor::Subject).await.unwrap();
        verify_by_hand::verify(&stage.desk, ana.id, receipt.id, "on the phone").await.unwrap();
        assert_eq!(listed(&stage, &[ADA, SECOND]).await, [Listed::Yes, Listed::Yes]);

        // It turns out to be somebody else's, who may want to be written to.
        let name = addresses(&ana.get(&path_of(&receipt)).await, "identifiers").pop().expect("a claimed name");
        ana.does(&name, &[("standing", "refused")]).await;
        assert_eq!(listed(&stage, &[ADA, SECOND]).await, [Listed::Yes, Listed::No]);
    }

    async fn advertising_stops_at_once_and_its_letter_waits_until_claimed_names_are_decided(on: On) {
        let (databases, stage) = shop_and_chat(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let hers = wants_no_advertising(&stage, &ana, ADA).await;
        assert_eq!(answered_later(&stage, &hers).await, None);
        // By the name that she has proven it has stopped, and that is not the whole.
        assert_eq!((spared(&databases[0]).await, spared(&databases[1]).await), (vec![ADA.to_owned()], vec![]));
        assert_eq!(listed(&stage, &[ADA]).await, [Listed::Yes]);
        assert!(!is_told(&stage, ADA));
        ana.get("/desk?view=action").await.sees(&hers.reference);
        let page = path_of(&hers);
        let shown = ana.get(&page).await.sees("Decide which of these names are theirs").sees("decide on the others at once");
        shown.sees_no("the desk tells the person by itself within minutes");

        // The chat is asked by the name once it is accepted, and then she hears of it.
        let name = addresses(&ana.get(&page).await, "identifiers").pop().expect("a claimed name");
        ana.does(&name, &[("standing", "trusted")]).await;
        assert_eq!(answered_later(&stage, &hers).await, Some(Outcome::Granted));
        assert_eq!((spared(&databases[0]).await, spared(&databases[1]).await), (vec![ADA.to_owned()], vec![MATRIX.to_owned()]));
        assert!(is_told(&stage, ADA));
        let row = ticket::store::by_id(&stage.desk.db, hers.id).await.unwrap().unwrap();
        assert_eq!(row.state, TicketState::Answered);

        // What is refused was a decision too, and nobody is asked by it.
        let his = wants_no_advertising(&stage, &ana, BOB).await;
        assert_eq!(answered_later(&stage, &his).await, None);
        let name = addresses(&ana.get(&path_of(&his)).await, "identifiers").pop().expect("a claimed name");
        ana.does(&name, &[("standing", "refused")]).await;
        ana.get(&path_of(&his)).await.sees("the desk tells the person by itself within minutes");
        assert_eq!(answered_later(&stage, &his).await, Some(Outcome::Granted));
        assert!(is_told(&stage, BOB));
    }

    async fn a_system_without_a_consent_is_told_of_the_advertising_alone(on: On) {
        let (_databases, stage) = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = objects(&stage, &[Aim::Marketing, Aim::Consent], Language::En).await;
        verify_by_hand::verify(&stage.desk, ana.id, receipt.id, "She rang.").await.unwrap();
        stage.run_due_work().await;
        let mut consents = 0;
        for task in addresses(&ana.get(&path_of(&receipt)).await, "tasks") {
            let shown = ana.get(&task).await.is(200).sees("Stop using the data for advertising").sees_no(": .");
            consents += shown.source().matches("rests on the consent that the person takes back: Selling.").count();
        }
        assert_eq!(consents, 1, "the newsletter");
    }

    async fn whoever_answers_an_objection_is_told_of_names_that_nobody_has_decided_on(on: On) {
        const OPEN: &str = "Names that nobody has decided on: 1";
        let (_databases, stage) = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Objection]).await;
        let page = path_of(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        all_done(&mut ana, &stage, &page).await;
        // At the answer, and at the agreement of whoever looks second.
        let answer = form(&ana.get(&page).await.sees(OPEN), "/answer");
        let weighing = [("theirs", "She was stalked."), ("ours", "Fraud: see the file."), ("weight", "ours")];
        ana.does(&answer.replace("/answer", "/balance"), &weighing).await;
        let refused = [("outcome", "refused"), ("ground", "OVERRIDING_GROUNDS"), ("evidence", "See the weighing."), ("text", "We go on.")];
        ana.does(&answer, &refused).await.sees("Proposed: Refused").sees_no(OPEN);
        otto.get(&page).await.sees(OPEN);
        let name = addresses(&ana.get(&page).await, "identifiers").pop().expect("a claimed name");
        ana.does(&name, &[("standing", "refused")]).await;
        otto.get(&page).await.sees_no(OPEN);
        otto.settles(&answer.replace("/answer", "/agreement"), &[]).await.sees("Refused");
    }

    async fn who_did_not_ask_is_taken_off_the_list_again(on: On) {
        let (_databases, stage) = town(on).await;
        objects(&stage, &[Aim::Marketing], Language::En).await;
        assert_eq!(listed(&stage, &[ADA]).await, [Listed::Yes]);
        stage.run_due_work().await;
        let mail = stage.mail_to(ADA).pop().unwrap();
        let text = words(mail.text());
        assert!(text.contains("gets no advertising from us already") && !text.contains("and nothing happens"), "{text}");
        let links = mail.links();
        let link = links.iter().find(|link| link.contains("/v/")).unwrap().strip_prefix(PUBLIC).unwrap().to_owned();
        let mut stranger = stage.visitor();
        stranger.get(&link).await.is(200).sees("gets no advertising from us already").sees("Nothing else happens");
        let declined = stranger.post(&link, &[("answer", "no")]).await.is(200);
        declined.sees("What we had done is undone").sees_no("changed nothing");
        assert_eq!(listed(&stage, &[ADA]).await, [Listed::No]);

        // Of what rests on a consent nothing has happened yet, and nobody says otherwise.
        objects(&stage, &[Aim::Consent], Language::En).await;
        stage.run_due_work().await;
        let mail = stage.mail_to(ADA).pop().unwrap();
        assert!(words(mail.text()).contains("and nothing happens"), "{}", mail.text());
        let links = mail.links();
        let link = links.iter().find(|link| link.contains("/v/")).unwrap().strip_prefix(PUBLIC).unwrap().to_owned();
        stranger.get(&link).await.is(200).sees("Nothing happens before").sees_no("advertising from us");
        stranger.post(&link, &[("answer", "no")]).await.is(200).sees("changed nothing");
    }

    async fn consent_that_is_taken_back_ends_what_rests_on_it_and_nothing_else(on: On) {
        let (_databases, stage) = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = objects(&stage, &[Aim::Consent], Language::De).await;
        assert_eq!(listed(&stage, &[ADA]).await, [Listed::No], "advertising is another matter");
        verify_by_hand::verify(&stage.desk, ana.id, receipt.id, "She rang.").await.unwrap();
        stage.run_due_work().await;
        let stopping = async || {
            let tasks = task::store::of(&stage.desk.db, receipt.id).await.unwrap();
            let open = tasks.into_iter().filter(|it| it.operation == Operation::Stop && it.state == State::ByHand);
            open.map(|it| it.system).collect::<Vec<_>>()
        };
        assert_eq!(stopping().await, ["newsletter"], "nothing else rests on consent");
        let page = path_of(&receipt);
        // Nor can anybody have it asked of the others all the same.
        let tasks = task::store::of(&stage.desk.db, receipt.id).await.unwrap();
        let shop = tasks.iter().find(|it| it.operation == Operation::Stop && it.system == "shop").expect("it is listed");
        let again = format!("{page}/tasks/{}/retry", shop.id);
        assert!(!ana.get(&page).await.source().contains(&again), "it is not on offer");
        ana.post(&again, &[]).await.is(422).sees("The law asks nothing of this system for this request");
        for task in addresses(&ana.get(&page).await, "tasks") {
            let path = ana.get(&task).await;
            if path.source().contains("Newsletter") {
                ana.finishes(&task, "done", "It has stopped.", &[]).await;
            }
        }
        stage.clock.advance(TimeDelta::minutes(2));
        stage.run_due_work().await;
        let mail = stage.mail_to(ADA).pop().unwrap();
        let text = words(mail.text());
        for part in ["Einwilligung ist zurückgenommen", "geht weiter", "Wir löschen alles, was nur auf Ihrer Einwilligung beruhte, aus: - Newsletter"] {
            assert!(text.contains(part) || mail.subject().contains(part), "{part}: {text}");
        }
        // Nobody looked into the others: of them nothing is claimed.
        for part in ["Web shop", "Radar", "Newsletter: Selling"] {
            assert!(!text.contains(part), "{part}: {text}");
        }
        // What rested on consent alone is erased, by the usual way: looked at and approved.
        let tasks = task::store::of(&stage.desk.db, receipt.id).await.unwrap();
        let erasing: Vec<_> = tasks.iter().filter(|it| it.operation == Operation::Erase).map(|it| it.system.as_str()).collect();
        assert_eq!(erasing, ["newsletter"]);
        ana.get(&page).await.sees("Erasure follows of what was held for this use only");
    }

    async fn consent_is_taken_back_where_it_was_chosen_and_staff_who_answer_erase_nothing_else(on: On) {
        let (_databases, stage) = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut ada = stage.visitor();
        let start = ada.get("/en").await.sees("Object to how you use my data");
        let step = ada.post("/en/r/rights", &[("aim", "consent"), ("state", &start.field("state"))]).await.is(200);
        let fields = [("email", ADA), ("matrix_id", ""), ("state", &step.field("state"))];
        let step = ada.post("/en/r/contact", &fields).await.is(200).sees("Which consent do you take back?");
        // Only what rests on consent can be chosen, and nobody is asked for reasons.
        let step = step.sees("Newsletter").sees_no("Radar").sees_no("your situation");
        let state = step.field("state");
        let none = [("consents", "shown"), ("state", state.as_str())];
        ada.post("/en/r/details", &none).await.is(422).sees("Choose at least one consent");
        let one = [("consents", "shown"), ("consent", "newsletter"), ("state", state.as_str())];
        let check = ada.post("/en/r/details", &one).await.is(200).sees("Take back my consent: Newsletter (Selling)");
        let sent = ada.post("/en/r/send", &[("state", &check.field("state"))]).await.is(200);
        let named = "Take back my consent: Newsletter (Selling)";
        let sent = sent.sees(named).sees_no("Object to how");
        let row = ticket::store::by_reference(&stage.desk.db, &sent.by_id("reference")).await.unwrap().unwrap();
        verify_by_hand::verify(&stage.desk, ana.id, row.id, "She rang.").await.unwrap();
        stage.run_due_work().await;
        // Was it you, and we have your request: both say which consent it is.
        let mails = stage.mail_to(ADA);
        assert_eq!(mails.len(), 2);
        for mail in mails {
            let text = words(mail.text());
            assert!(text.contains(named) && !text.contains("Object to how"), "{text}");
        }
        let page = format!("/desk/t/{}", row.reference);
        for task in addresses(&ana.get(&page).await, "tasks").iter().filter(|path| !path.ends_with("/retry")) {
            ana.finishes(task, "done", "It has stopped.", &[]).await.is(303);
        }
        let answer = form(&ana.get(&page).await, "/answer");
        ana.does(&answer, &[("outcome", "granted"), ("text", "We have stopped.")]).await;
        stage.run_due_work().await;
        let tasks = task::store::of(&stage.desk.db, row.id).await.unwrap();
        let erasing: Vec<_> = tasks.iter().filter(|it| it.operation == Operation::Erase).map(|it| it.system.as_str()).collect();
        assert_eq!(erasing, ["newsletter"], "what rests on interests was not objected to");
    }

    async fn an_objection_is_weighed_in_writing_before_it_is_refused(on: On) {
        let (_databases, stage) = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Objection]).await;
        let page = path_of(&receipt);
        let shown = ana.get(&page).await;
        for part in [
            "Web shop", "does not apply on this basis; what helps: Erasure",
            "does not apply on this basis; what helps: taking consent back", "(Art. 21(1))",
        ] {
            assert!(shown.source().contains(part), "{part}");
        }
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        all_done(&mut ana, &stage, &page).await;
        let answer = form(&ana.get(&page).await, "/answer");
        let balance = answer.replace("/answer", "/balance");
        let refused =
            [("outcome", "refused"), ("ground", "OVERRIDING_GROUNDS"), ("evidence", "See the weighing."), ("text", "We have to go on.")];
        ana.post(&answer, &refused).await.is(422).sees("Weigh it first");
        let mut weighing = [("theirs", "She was stalked."), ("ours", ""), ("weight", "theirs")];
        ana.post(&balance, &weighing).await.is(422).sees("Write down both").sees("She was stalked.");
        weighing[1].1 = "We would like to know who buys.";
        ana.does(&balance, &weighing).await.sees("It is written down.").sees("Their situation: the use ends").sees("She was stalked.");
        ana.post(&answer, &refused).await.is(422).sees("Weigh it first");
        weighing[1].1 = "Fraud: see the file.";
        weighing[2].1 = "ours";
        ana.does(&balance, &weighing).await.sees("Our grounds: the use may go on");
        ana.does(&answer, &refused).await.sees("Proposed: Refused");
        otto.settles(&answer.replace("/answer", "/agreement"), &[]).await.sees("Refused");
    }

    async fn what_was_held_for_an_upheld_objection_only_is_erased(on: On) {
        let (_databases, stage) = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Objection]).await;
        let page = path_of(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        all_done(&mut ana, &stage, &page).await;
        let answer = form(&ana.get(&page).await, "/answer");
        ana.does(&answer, &[("outcome", "granted"), ("text", "We have stopped.")]).await;
        stage.run_due_work().await;
        let tasks = task::store::of(&stage.desk.db, receipt.id).await.unwrap();
        let erasing: Vec<_> = tasks.iter().filter(|it| it.operation == Operation::Erase).collect();
        assert_eq!(erasing.iter().map(|it| it.system.as_str()).collect::<Vec<_>>(), ["radar"]);
        // The lock of the objection does not keep its own erasure from happening.
        ana.get(&format!("{page}/tasks/{}", erasing[0].id)).await.sees_no("ask which they want").field("plan");
        let mail = words(stage.mail_to(ADA).pop().unwrap().text());
        assert!(mail.contains("Radar: since 14 November 2026, while we decided"), "{mail}");
        for part in ["we stopped on 14 November 2026", "What has stopped: - Radar:", "so we delete it", "stays with us"] {
            assert!(mail.contains(part), "{part}: {mail}");
        }
    }
}
