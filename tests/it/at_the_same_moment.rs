//! Two people do something to the same ticket at the same moment: each act sees what the other one did, or is told so.
//!
//! On PostgreSQL only: SQLite has one writer. The end of the log is held until both acts are in their transactions, so that it is
//! always the same moment.

use std::cell::Cell;

use chrono::TimeDelta;
use rightsdesk::{
    archive::{self, state::State},
    audit::{self, entry::Entry},
    casework::{
        accounts::note_reactivations,
        answering::withdraw,
        collecting::{
            decide_identifier::decide,
            finish_by_hand::{self, HowItEnded, Report},
            order, start,
        },
        copying::fetch,
        error::CaseError,
        receiving::{
            answer_confirmation,
            receive::{self, Asking},
            renew_code, resend, verify_by_hand,
        },
        refusal::Refusal,
        sealing,
        staffing::sign_in::{self, Credentials},
    },
    deactivation::state::{Source, State as Account},
    identifier::{self, check, standing::Standing},
    kernel::{actor::Actor, database},
    rights::right::Right,
    staff::{self, password, role::Role},
    task,
    worker::roster::{self, Step},
};
use rightsdesk_vault::token::UrlToken;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use stage::{
    desk::{On, PASSWORD, Stage, until},
    satellite::Satellite,
    system::{Pretended, by_hand},
};

use crate::{
    deactivations::{closed, stands},
    desk_pages::{self, Colleague, addresses, asking, asks_verified, deciding::answerable, ticket},
    order_of_systems,
    recipients::{ADA, handing, shop},
};

/// Waits until so many statements on the desk's database wait for a lock, or until what is to wait has been done without.
async fn waiting(eye: &DatabaseConnection, wanted: i64, is_done: &Cell<bool>) {
    let all = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    until("transactions that wait", async || {
        let row = eye.query_one_raw(Statement::from_string(eye.get_database_backend(), all)).await.unwrap().unwrap();
        (is_done.get() || row.try_get_by_index::<i64>(0).unwrap() >= wanted).then_some(())
    })
    .await;
}

/// Lets both go on only when both are under way, the first one ahead.
async fn at_once<A, B>(stage: &Stage, first: impl Future<Output = A>, second: impl Future<Output = B>) -> (A, B) {
    let (hand, eye) = (stage.database().connect().await, stage.database().connect().await);
    hand.execute_unprepared("SELECT pg_advisory_lock(hashtext('audit')::bigint)").await.unwrap();
    let is_done = Cell::new(false);
    let later = async {
        waiting(&eye, 1, &is_done).await;
        let came = second.await;
        is_done.set(true);
        came
    };
    let letting_go = async {
        waiting(&eye, 2, &is_done).await;
        hand.execute_unprepared("SELECT pg_advisory_unlock(hashtext('audit')::bigint)").await.unwrap();
    };
    let (one, other, ()) = tokio::join!(first, later, letting_go);
    (one, other)
}

#[tokio::test]
async fn what_two_withhold_is_all_withheld() {
    let (_database, stage) = shop(On::Postgres, "en").await;
    let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
    let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access]).await;
    let page = ticket(&receipt);
    ana.does(&format!("{page}/start"), &[]).await;
    stage.run_due_work().await;
    let collections = addresses(&ana.get(&page).await.is(200), "package");
    let of = |name: &str| collections.iter().find(|path| path.ends_with(name)).expect("its records").clone();
    let (purchases, customers) = (of("purchase"), of("customer"));
    let mark = [("rows", "1"), ("field", ""), ("ground", "RIGHTS_OF_OTHERS"), ("words", "A gift for Bob.")];
    let (one, other) = at_once(&stage, ana.post(&purchases, &mark), otto.post(&customers, &mark)).await;
    assert_eq!((one.status, other.status), (303, 303));
    ana.get(&purchases).await.sees("Withheld here");
    ana.get(&customers).await.sees("Withheld here");
}

#[tokio::test]
async fn what_is_withheld_or_handed_over_while_the_package_goes_out_is_not_told_as_done() {
    for act in ["", "/all"] {
        let (_database, stage) = shop(On::Postgres, "en").await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let shown = ana.get(&page).await.is(200);
        let purchases =
            addresses(&shown, "package").into_iter().find(|path| path.ends_with("purchase")).expect("records");
        let mark = [("rows", "1"), ("field", ""), ("ground", "RIGHTS_OF_OTHERS"), ("words", "A gift for Bob.")];
        let fields = if act.is_empty() { &mark[..] } else { &[] };
        let seen = shown.field("package");
        let (release, package) = (format!("{page}/release"), [("package", seen.as_str())]);
        let path = format!("{purchases}{act}");
        let (released, marked) = at_once(&stage, otto.post(&release, &package), ana.post(&path, fields)).await;
        assert_eq!((released.status, marked.status), (303, 422), "{act}");
    }
}

#[tokio::test]
async fn a_package_goes_out_or_a_death_or_a_withdrawal_is_noted() {
    let died = [("what_learned", "deceased"), ("how_known", "A death certificate.")];
    let withdrawn = [("said", "She rang.")];
    for (act, fields) in [("circumstances", &died[..]), ("withdraw", &withdrawn[..])] {
        for is_ahead in [true, false] {
            let system = Pretended::new("shop", "Web shop").holding(ADA, r#"{"id": 1, "note": "a first order"}"#);
            let stage = Stage::setting(On::Postgres).with_systems([system.connected()]).set().await;
            let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
            let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
            let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access, Right::Informed]).await;
            let page = ticket(&receipt);
            ana.does(&format!("{page}/start"), &[]).await;
            stage.run_due_work().await;
            let seen = ana.get(&page).await.is(200).field("package");
            let (release, package) = (format!("{page}/release"), [("package", seen.as_str())]);
            let path = format!("{page}/{act}");
            let (noted, released) = if is_ahead {
                at_once(&stage, otto.post(&path, fields), ana.post(&release, &package)).await
            } else {
                let (released, noted) = at_once(&stage, ana.post(&release, &package), otto.post(&path, fields)).await;
                (noted, released)
            };
            assert_eq!((noted.status, released.status), (303, if is_ahead { 422 } else { 303 }), "{act}, {is_ahead}");
            let built = archive::store::current(&stage.desk.db, receipt.id).await.unwrap();
            let is_out = built.is_some_and(|built| built.state == State::Released);
            assert_eq!(is_out, !is_ahead, "{act}");
        }
    }
}

#[tokio::test]
async fn of_two_who_propose_an_answer_one_does() {
    let stage = Stage::setting(On::Postgres).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
    let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let mut ben = Colleague::enters(&stage, "ben", Role::Agent).await;
    let (_, answer) = answerable(&stage, &mut ana, Right::Rectification).await;
    let (of_ana, of_ben) = (("text", "It is as in your passport."), ("text", "It is right."));
    let [outcome, ground, evidence] =
        [("outcome", "refused"), ("ground", "DATA_ACCURATE"), ("evidence", "The passport.")];
    let (ones, others) = ([outcome, ground, evidence, of_ana], [outcome, ground, evidence, of_ben]);
    let (one, other) = at_once(&stage, ana.post(&answer, &ones), ben.post(&answer, &others)).await;
    assert_eq!((one.status, other.status), (303, 422));
    other.sees("proposed already");
    let all: i64 = {
        let db = &stage.desk.db;
        let count = Statement::from_string(db.get_database_backend(), "SELECT COUNT(*) FROM decision");
        db.query_one_raw(count).await.unwrap().unwrap().try_get_by_index(0).unwrap()
    };
    assert_eq!(all, 1);
}

#[tokio::test]
async fn data_is_ordered_to_a_receiver_once() {
    let (_provider, stage) = handing::town(On::Postgres).await;
    let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let mut ben = Colleague::enters(&stage, "ben", Role::Agent).await;
    let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access, Right::Portability]).await;
    let page = ticket(&receipt);
    ana.does(&format!("{page}/start"), &[]).await;
    stage.run_due_work().await;
    ana.releases(&page).await;
    let (path, to) = (format!("{page}/handovers"), [("receiver", "Other Ltd")]);
    let (one, other) = at_once(&stage, ana.post(&path, &to), ben.post(&path, &to)).await;
    assert_eq!((one.status, other.status), (303, 422));
    other.sees("was sent there already");
}

#[tokio::test]
async fn whoever_enters_with_a_code_that_is_replaced_stays_outside() {
    let stage = Stage::set(On::Postgres).await;
    let ana = stage.staff("ana", Role::Agent).await;
    let receipt = asks_verified(&stage, ana, ADA, &[Right::Access]).await;
    let (desk, old) = (&stage.desk, receipt.access_code.for_people());
    let renewing = renew_code::renew(desk, ana, receipt.id, "She rang: somebody has seen the code.");
    let (fresh, entered) = at_once(&stage, renewing, fetch::enter(desk, None, &receipt.reference, &old)).await;
    assert!(matches!(entered, Err(CaseError::NotFound)), "the old code opens nothing any more: {entered:?}");
    let fresh = fresh.unwrap().for_people();
    let cookie = fetch::enter(desk, None, &receipt.reference, &fresh).await.unwrap();
    assert!(fetch::visitor(desk, &cookie).await.unwrap().is_some());

    // The other way round: who came in with it a moment before is put out.
    let renewing = renew_code::renew(desk, ana, receipt.id, "She rang once more.");
    let (_, entered) = at_once(&stage, renewing, async { fetch::visitor(desk, &cookie).await }).await;
    assert!(entered.unwrap().is_some(), "not yet");
    assert!(fetch::visitor(desk, &cookie).await.unwrap().is_none());
}

/// Signs in with the password that every account of the stage has at first.
async fn signs_in(stage: &Stage, login: &str) -> Result<UrlToken, CaseError> {
    let given = Credentials { login: login.to_owned(), password: PASSWORD.into(), source: "198.51.100.1".to_owned() };
    sign_in::sign_in(&stage.desk, given, None).await
}

/// Sets another password, as the command line does.
async fn sets_password(stage: &Stage, login: &str) {
    let desk = &stage.desk;
    let hash = password::hash(&"another horse battery".into(), &desk.pepper, 4).unwrap();
    let tx = database::write(&desk.db).await.unwrap();
    assert!(staff::store::set_password(&tx, login, hash).await.unwrap());
    audit::store::append(&tx, [Entry::aside(desk.now(), Actor::Desk, "staff_password_set")]).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn whoever_signs_in_with_a_password_that_is_replaced_stays_outside() {
    let stage = Stage::set(On::Postgres).await;
    stage.staff("ana", Role::Officer).await;
    let ((), entered) = at_once(&stage, sets_password(&stage, "ana"), signs_in(&stage, "ana")).await;
    assert!(matches!(entered, Err(CaseError::NotFound)), "it counts no more: {entered:?}");

    // Who was ahead came in, and is put out again.
    stage.staff("ben", Role::Officer).await;
    let (entered, ()) = at_once(&stage, signs_in(&stage, "ben"), sets_password(&stage, "ben")).await;
    let inside = sign_in::inside(&stage.desk, &entered.unwrap()).await.unwrap();
    assert!(inside.is_none(), "a session outlived its password");
}

/// What somebody says of a task that they ended themselves.
fn said(how: HowItEnded) -> Report {
    Report { how, note: "I looked in the cellar.".to_owned(), files: Vec::new() }
}

#[tokio::test]
async fn who_finishes_a_task_keeps_what_a_colleague_decided_on_it() {
    let town = order_of_systems::town(On::Postgres).await;
    let (stage, desk) = (&town.stage, &town.stage.desk);
    let ana = stage.staff("ana", Role::Agent).await;
    let receipt = asks_verified(stage, ana, ADA, &[Right::Erasure]).await;
    start::start(desk, ana, receipt.id).await.unwrap();
    stage.run_due_work().await;
    let id = order_of_systems::erasing(stage, receipt.id, "account").await.id;
    let ahead = order::go_ahead(desk, ana, receipt.id, id);
    let (ahead, finished) =
        at_once(stage, ahead, finish_by_hand::finish(desk, ana, receipt.id, id, said(HowItEnded::Partial))).await;
    assert!(ahead.is_ok() && finished.is_ok(), "{ahead:?} {finished:?}");
    let opened = sealing::open(&desk.db, desk, receipt.id).await.unwrap();
    let result = opened.result_of(&task::store::by_id(&desk.db, id).await.unwrap().unwrap()).unwrap();
    assert_eq!(result.note.as_deref(), Some("I looked in the cellar."));
    assert!(result.goes_ahead, "what the colleague had decided was written over");
}

#[tokio::test]
async fn nothing_is_finished_on_a_request_that_is_taken_back_at_that_moment() {
    let system = Pretended::new("shop", "Web shop").holding(ADA, r#"{"id": 1, "note": "a first order"}"#);
    let stage = Stage::setting(On::Postgres).with_systems([system.connected()]).set().await;
    let desk = &stage.desk;
    let ana = stage.staff("ana", Role::Agent).await;
    let receipt = asks_verified(&stage, ana, ADA, &[Right::Access]).await;
    system.breaks("its disk is full");
    start::start(desk, ana, receipt.id).await.unwrap();
    stage.run_due_work().await;
    let tasks = task::store::of(&desk.db, receipt.id).await.unwrap();
    let given_up = tasks.iter().find(|task| task.outcome == Some(task::state::Outcome::Abandoned)).expect("a task");
    let before = given_up.clone();
    let finishing = finish_by_hand::finish(desk, ana, receipt.id, given_up.id, said(HowItEnded::Done));
    let (withdrawn, finished) = at_once(&stage, withdraw::withdraw(desk, receipt.id, Actor::Subject), finishing).await;
    withdrawn.unwrap();
    assert!(matches!(finished, Err(CaseError::Refused(Refusal::Closed))), "{finished:?}");
    assert_eq!(task::store::by_id(&desk.db, before.id).await.unwrap(), Some(before), "nothing was written");
}

#[tokio::test]
async fn nobody_is_asked_to_confirm_what_they_confirm_at_that_moment() {
    let stage = Stage::set(On::Postgres).await;
    let desk = &stage.desk;
    let receipt = desk_pages::asks(&stage, ADA, &[Right::Access]).await;
    stage.run_due_work().await;
    let links = stage.mail_to(ADA).pop().expect("a mail").links();
    let link = links.iter().find(|link| link.contains("/v/")).expect("a link to confirm");
    let token = UrlToken::parse(link.rsplit('/').next().unwrap()).expect("a secret");
    let opened = sealing::open(&desk.db, desk, receipt.id).await.unwrap();
    let confirming = answer_confirmation::confirm(desk, &token);
    let (confirmed, sent) = at_once(&stage, confirming, resend::resend(desk, &opened)).await;
    assert!(confirmed.is_ok(), "{confirmed:?}");
    assert!(matches!(sent, Err(CaseError::Refused(Refusal::NotUnconfirmed))), "{sent:?}");
}

#[tokio::test]
async fn what_ends_while_work_is_claimed_is_not_begun() {
    let system = Pretended::new("shop", "Web shop").holding(ADA, r#"{"id": 1, "note": "a first order"}"#);
    let stage = Stage::setting(On::Postgres).with_systems([system.connected()]).set().await;
    let desk = &stage.desk;
    let ana = stage.staff("ana", Role::Agent).await;
    let receipt = asks_verified(&stage, ana, ADA, &[Right::Access]).await;
    start::start(desk, ana, receipt.id).await.unwrap();
    let (eye, is_done) = (stage.database().connect().await, Cell::new(false));
    // What a verb does to the tasks of a ticket that ends, before it has ended.
    let tx = database::write(&desk.db).await.unwrap();
    task::store::skip_open(&tx, receipt.id, "the person took the request back", desk.now()).await.unwrap();
    let claiming = async {
        let steps = roster::claim(desk, 16).await.unwrap();
        is_done.set(true);
        steps
    };
    let ending = async {
        waiting(&eye, 1, &is_done).await;
        tx.commit().await.unwrap();
    };
    let (steps, ()) = tokio::join!(claiming, ending);
    assert!(!steps.iter().any(|step| matches!(step, Step::Task(_))), "nobody wants that any more");
    let tasks = task::store::of(&desk.db, receipt.id).await.unwrap();
    assert!(!tasks.is_empty() && tasks.iter().all(|task| task.state == task::state::State::Ended), "{tasks:?}");
}

#[tokio::test]
async fn a_name_is_refused_and_its_account_opened_again() {
    const ACCOUNT: &str = "@carol:example.org";
    let bridge = Satellite::new("bridge");
    bridge.hold(ACCOUNT, 1);
    let stage = Stage::setting(On::Postgres).with_systems([bridge.connected()]).set().await;
    let desk = &stage.desk;
    let ana = stage.staff("ana", Role::Agent).await;
    let others = vec![check::read("matrix_id", ACCOUNT).unwrap()];
    let wish = Asking { others, rights: [Right::Access].into(), ..asking(ADA) };
    let receipt = receive::receive(desk, wish, Actor::Subject).await.unwrap();
    verify_by_hand::verify(desk, ana, receipt.id, "The mailbox answered.").await.unwrap();
    closed(&stage, &[ACCOUNT]).await;
    stage.clock.advance(TimeDelta::days(8));
    stage.run_due_work().await;
    assert_eq!(stands(&stage, ACCOUNT).await, Account::Aside);
    let names = identifier::store::of(&desk.db, receipt.id).await.unwrap();
    let name = names.iter().find(|row| row.kind == "matrix_id").expect("the name").id;
    decide(desk, ana, receipt.id, name, Standing::Trusted).await.unwrap();

    // Both take hold of the account and of the log: in one order, or they would wait for each other.
    let refusing = decide(desk, ana, receipt.id, name, Standing::Refused);
    let reopening = note_reactivations::note(desk, Source::Module, vec![ACCOUNT.to_owned()]);
    let (refused, reopened) = at_once(&stage, refusing, reopening).await;
    assert!(refused.is_ok() && reopened.is_ok(), "{refused:?} {reopened:?}");
    assert_eq!(stands(&stage, ACCOUNT).await, Account::Cancelled);
}
