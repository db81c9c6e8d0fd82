//! Who has asked for several things takes one of them back, and the others go on.

use chrono::TimeDelta;
use rightsdesk::{
    archive,
    casework::copying::look_into,
    kernel::ids::TicketId,
    request::{
        self,
        state::{Outcome, State},
    },
    rights::right::Right,
    staff::role::Role,
    task::{self, state::Operation},
    ticket as tickets,
};
use stage::{
    desk::{On, PUBLIC, Stage},
    form::{Form, access},
    on_both,
    visitor::Visitor,
};

use crate::desk_pages::{Colleague, asks_verified, erasing, ticket};

const ADA: &str = "ada@example.org";
const VIEW: &str = "/en/status/view";

/// The path of the link in the newest mail that has one.
async fn link(stage: &Stage, part: &str) -> String {
    stage.run_due_work().await;
    let links = stage.mail_to(ADA).into_iter().rev().flat_map(|mail| mail.links());
    let link = links.into_iter().find(|link| link.contains(part)).expect("a link");
    link.strip_prefix(PUBLIC).expect("a link to our own pages").to_owned()
}

/// Her last letter, in one line.
async fn last_letter(stage: &Stage) -> String {
    stage.run_due_work().await;
    let mail = stage.mail_to(ADA).pop().expect("a mail");
    format!("{} {}", mail.subject(), mail.text()).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Her request for this right.
async fn request(stage: &Stage, id: TicketId, right: Right) -> request::entity::Model {
    let requests = request::store::of(&stage.desk.db, id).await.unwrap();
    requests.into_iter().find(|request| request.right == right).expect("a request")
}

async fn erases(stage: &Stage, id: TicketId) -> bool {
    let tasks = task::store::of(&stage.desk.db, id).await.unwrap();
    tasks.iter().any(|task| task.operation == Operation::Erase)
}

/// How many pieces of what was collected lie in the storage.
fn collected(stage: &Stage, id: TicketId) -> usize {
    std::fs::read_dir(stage.home.path().join("storage/segments").join(id.to_string())).map_or(0, Iterator::count)
}

/// Ada with both proofs.
async fn with_both_proofs(stage: &Stage, visitor: &mut Visitor, code: &str) -> Visitor {
    let csrf = visitor.get(VIEW).await.is(200).field("csrf");
    visitor.post("/en/status/link", &[("csrf", &csrf)]).await.is(200);
    let link = link(stage, "/files/").await;
    let mut ada = stage.visitor();
    let door = ada.post(&link, &[("access_code", code)]).await.is(303);
    ada.follow(door).await.is(200);
    ada
}

on_both! {
    async fn who_does_without_the_copy_is_erased_without_it(on: On) {
        let (database, stage) = erasing::shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let sent = Form { rights: &["access", "erasure"], ..access(ADA) }.send(&mut stage.visitor()).await.is(200);
        let (reference, code) = (sent.by_id("reference"), sent.by_id("access-code"));
        let confirm = link(&stage, "/v/").await;
        stage.visitor().post(&confirm, &[("answer", "yes")]).await.is(200);
        let id = tickets::store::by_reference(&stage.desk.db, &reference).await.unwrap().unwrap().id;
        let page = format!("/desk/t/{reference}");
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        ana.get(&page).await.sees("Erasing begins when the copy has gone out");
        assert!(!erases(&stage, id).await && collected(&stage, id) > 0, "the copy comes first");

        // Whoever has the code alone takes nothing back: they could have her erased before she sees anything.
        let one = format!("/en/status/withdraw/{}", request(&stage, id, Right::Access).await.id);
        let mut mallory = stage.visitor();
        let door = mallory.post("/en/status", &[("reference", &reference), ("access_code", &code)]).await.is(303);
        let status = mallory.follow(door).await.is(200).sees("To withdraw one part of your request");
        assert!(!status.source().contains(&one), "nothing leads there");
        let csrf = status.field("csrf");
        mallory.get(&one).await.is(303);
        mallory.post(&one, &[("csrf", &csrf)]).await.is(303);
        assert_eq!(request(&stage, id, Right::Access).await.state, State::Open);

        let mut ada = with_both_proofs(&stage, &mut mallory, &code).await;
        assert!(ada.get(VIEW).await.is(200).source().contains(&one), "now it does");
        let asked = ada.get(&one).await.is(200).sees("Withdraw this part of your request?").sees("Send me a copy of my data");
        let asked = asked.sees("What is deleted cannot be copied any more").sees("The rest goes on: Delete my data");
        assert!(!erases(&stage, id).await, "looking changes nothing");
        let csrf = asked.field("csrf");
        for _ in 0..2 {
            ada.post(&one, &[("csrf", &csrf)]).await.is(303);
        }
        let status = ada.get(VIEW).await.sees("Withdrawn").sees_no("Your copy").sees_no("Withdraw this part only");
        status.sees("Withdraw this request").sees_no("You withdrew this request").sees_no("Ready to fetch");
        let letter = last_letter(&stage).await;
        for told in ["One part of your request", "- Send me a copy of my data", "erase without sending you a copy", "goes on: - Delete my data"] {
            assert!(letter.contains(told), "{told} is missing:\n{letter}");
        }
        assert_eq!(collected(&stage, id), 0, "what was collected for the copy is thrown away");
        assert!(archive::store::current(&stage.desk.db, id).await.unwrap().is_none());

        // The erasure waits for it no longer.
        assert!(erases(&stage, id).await);
        ana.get(&page).await.sees("withdrawn by the person, who does without a copy before the erasure");
        let path = format!("{page}{}", erasing::task_of(&stage, id).await.1);
        let seen = ana.get(&path).await.field("plan");
        for by in [&mut ana, &mut otto] {
            by.does(&format!("{path}/approve"), &[("plan", seen.as_str())]).await;
        }
        stage.run_due_work().await;
        assert_eq!(erasing::things(&database).await, erasing::ALL[2..]);
        let erasure = request(&stage, id, Right::Erasure).await;
        let answer = [("outcome", "granted"), ("text", "All is gone.")];
        ana.does(&format!("{page}/requests/{}/answer", erasure.id), &answer).await.sees("Answered");
        assert_eq!(request(&stage, id, Right::Erasure).await.outcome, Some(Outcome::Granted));
    }

    async fn staff_write_down_which_copy_was_taken_back_and_the_package_holds_the_other_alone(on: On) {
        let (_database, stage) = erasing::shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access, Right::Portability]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let asked = async || {
            let manifest = look_into::contents(&stage.desk, receipt.id).await.unwrap();
            manifest.requests.into_iter().map(|request| request.right).collect::<Vec<_>>()
        };
        assert_eq!(asked().await, ["access", "portability"]);
        let was = ana.get(&page).await.sees("Record that this part is withdrawn").field("package");
        let before = collected(&stage, receipt.id);

        let taken_back = request(&stage, receipt.id, Right::Portability).await.id;
        let form = format!("{page}/requests/{taken_back}/withdraw");
        ana.post(&form, &[("said", " ")]).await.is(422).sees("how the person took the request back");
        let nobodys = format!("{page}/requests/00000000-0000-0000-0000-00000000000f/withdraw");
        ana.post(&nobodys, &[("said", "She wrote.")]).await.is(404);
        let shown = ana.does(&form, &[("said", "She wrote that she only wants to read it.")]).await;
        let shown = shown.sees("The rest goes on.").sees("She wrote that she only wants to read it.").sees("Withdrawn");
        shown.sees_no("Record that this part is withdrawn");
        ana.post(&form, &[("said", "Again.")]).await.is(422);
        assert!(collected(&stage, receipt.id) < before);

        // What had been built is not sent; what is built anew has the other alone.
        ana.post(&format!("{page}/release"), &[("package", &was)]).await;
        assert_eq!(request(&stage, receipt.id, Right::Access).await.state, State::Open);
        stage.run_due_work().await;
        assert_eq!(asked().await, ["access"]);
        ana.releases(&page).await.sees("Answered");
        let letter = last_letter(&stage).await;
        assert!(letter.contains("/files/"), "{letter}");
        assert!(stage.mail_to(ADA).iter().all(|mail| !mail.text().contains("without sending you a copy")), "nothing is erased");
    }

    async fn the_last_one_that_is_left_is_the_whole_request(on: On) {
        let (_database, stage) = erasing::shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access, Right::Objection]).await;
        let withdraw = async |ana: &mut Colleague, right| {
            let id = request(&stage, receipt.id, right).await.id;
            ana.post(&format!("{}/requests/{id}/withdraw", ticket(&receipt)), &[("said", "She rang.")]).await.is(303);
        };
        withdraw(&mut ana, Right::Objection).await;
        stage.clock.advance(TimeDelta::hours(1));
        assert!(last_letter(&stage).await.contains("The rest of your request goes on"));
        let ticket_now = async || tickets::store::by_id(&stage.desk.db, receipt.id).await.unwrap().unwrap().state;
        assert_eq!(ticket_now().await, tickets::state::State::Received);
        ana.signs_in("ana").await;
        ana.get(&ticket(&receipt)).await.sees_no("Record that this part is withdrawn");
        withdraw(&mut ana, Right::Access).await;
        assert_eq!(ticket_now().await, tickets::state::State::Withdrawn);
        assert!(last_letter(&stage).await.contains("you withdrew your request"));
    }
}
