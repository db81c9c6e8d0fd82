//! Every right can be worked to every end: nothing that staff do leads to a page without a way on.

use rightsdesk::{archive, rights::right::Right, staff::role::Role};
use stage::{
    desk::{On, Stage},
    system::by_hand,
    visitor::Page,
};

use super::{Colleague, addresses, asks_verified, ticket};

/// How a request ends.
#[derive(Clone, Copy, Debug)]
enum End {
    Granted,
    Refused,
    Withdrawn,
}

stage::on_both! {
    async fn every_right_can_be_granted_refused_and_withdrawn(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        for right in Right::ALL {
            for end in [End::Granted, End::Refused, End::Withdrawn] {
                goes_to(&stage, &mut ana, &mut otto, right, end).await;
            }
        }
    }

    async fn a_package_is_thrown_away_with_a_reason_and_never_after_it_went_out(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access, Right::Rectification]).await;
        let at = |rest: &str| format!("{}{rest}", ticket(&receipt));
        ana.post(&at("/package/discard"), &[("why", "too early")]).await.is(422).sees("not ready to be answered");
        ana.does(&at("/start"), &[]).await;
        stage.run_due_work().await;
        for task in addresses(&ana.get(&ticket(&receipt)).await, "tasks") {
            ana.finishes(&task, "done", "Looked.", &[]).await.is(303);
        }
        stage.run_due_work().await;
        ana.get(&ticket(&receipt)).await.sees("It waits for your review.").sees("Answer in writing instead…");
        ana.post(&at("/package/discard"), &[("why", " ")]).await.is(422).sees("Say why");
        ana.get(&ticket(&receipt)).await.sees("It waits for your review.");
        ana.releases(&ticket(&receipt)).await.sees_no("Answer in writing instead…");
        ana.post(&at("/package/discard"), &[("why", "regret")]).await.is(422).sees("There is no package");
    }
}

/// Whoever opens a ticket reads first what is to be done, or what it waits for.
fn says_what_is_next(page: &Page) {
    let next = page
        .source()
        .split("id=\"next\"")
        .nth(1)
        .and_then(|rest| rest.split("</section>").next())
        .expect("a next step");
    assert!(
        next.contains("<p><a ") || next.split("<p>").skip(1).any(|said| !said.starts_with('<')),
        "nothing is next: {next}"
    );
}

async fn goes_to(stage: &Stage, ana: &mut Colleague, otto: &mut Colleague, right: Right, end: End) {
    let email = format!("{}.{end:?}@example.org", right.code()).to_lowercase();
    let receipt = asks_verified(stage, ana.id, &email, &[right]).await;
    let at = |rest: &str| format!("{}{rest}", ticket(&receipt));
    says_what_is_next(&ana.get(&ticket(&receipt)).await);
    says_what_is_next(&ana.does(&at("/start"), &[]).await);
    stage.run_due_work().await;
    let page = ana.get(&ticket(&receipt)).await;
    says_what_is_next(&page);
    for task in addresses(&page, "tasks") {
        ana.finishes(&task, "done", "Looked and did it.", &[]).await.is(303);
    }
    says_what_is_next(&ana.get(&ticket(&receipt)).await);
    stage.run_due_work().await;
    let page = ana.get(&ticket(&receipt)).await.sees("Review");
    says_what_is_next(&page);
    let outcome = match end {
        End::Withdrawn => {
            ana.does(&at("/withdraw"), &[("said", "by phone")]).await.sees("Withdrawn").sees("Nothing is left to do.");
            return;
        }
        End::Granted if right.needs_package() => {
            ana.releases(&ticket(&receipt)).await.sees("Answered").sees("Granted");
            return;
        }
        End::Granted => "granted",
        End::Refused => "refused",
    };
    let page = if right.needs_package() {
        page.sees_no("Your answer").sees("It waits for your review.");
        let page = ana.does(&at("/package/discard"), &[("why", "Asked eleven times this month.")]).await;
        let page =
            page.sees("The package is thrown away.").sees("Asked eleven times this month.").sees("Package thrown away");
        stage.run_due_work().await;
        assert!(archive::store::current(&stage.desk.db, receipt.id).await.unwrap().is_none(), "{right:?}");
        page
    } else {
        page
    };
    let answer =
        page.source().split('"').find(|text| text.ends_with("/answer")).expect("a form for the answer").to_owned();
    let page = match end {
        End::Granted | End::Withdrawn => {
            if right == Right::Restriction {
                // Nobody is told that something is locked that is not.
                let first =
                    ana.get(&ticket(&receipt)).await.sees("Lock the data first; the answer is offered after that");
                first.sees_no("Write the answer");
                let early = [("outcome", outcome), ("text", "It is locked.")];
                ana.post(&answer, &early).await.is(422).sees("Lock the data first");
                let lock = [
                    ("ticket", receipt.reference.as_str()),
                    ("names", ""),
                    ("case", "RESTRICTION_UNLAWFUL"),
                    ("purpose", ""),
                    ("reason", "They ask for it."),
                ];
                ana.does("/desk/locks", &lock).await.sees("The data is locked.");
            }
            ana.does(&answer, &[("outcome", outcome), ("text", "This is our answer.")]).await
        }
        End::Refused => {
            let ground = if right == Right::Informed { "INFO_SECRECY_OR_LAW" } else { "MANIFESTLY_EXCESSIVE" };
            let fields = [
                ("outcome", outcome),
                ("ground", ground),
                ("evidence", "Eleven requests this month."),
                ("text", "This is our answer."),
            ];
            ana.does(&answer, &fields).await.sees("Proposed: Refused");
            otto.settles(&answer.replace("/answer", "/agreement"), &[]).await
        }
    };
    says_what_is_next(&page);
    page.sees("Answered").sees(match end {
        End::Refused => "Refused",
        End::Granted | End::Withdrawn => "Granted",
    });
    stage.run_due_work().await;
    let mails = stage.mail_to(&email);
    assert!(mails.iter().any(|mail| mail.text().contains("This is our answer.")), "{right:?} {end:?}");
}
