//! Staff are reminded of what is due: in time, each time once, and of nothing that is done.

use chrono::TimeDelta;
use rightsdesk::{
    casework::staffing::assign,
    law::regime::Regime,
    rights::right::Right,
    staff::{role::Role, store},
};
use stage::desk::{On, Stage};

use crate::desk_pages::{Colleague, asks_verified, ticket};

const DESK: &str = "privacy@example.org";
const ANA: &str = "ana@staff.example.org";
const ADA: &str = "ada@example.org";

/// The days so far on which somebody was reminded at this address, as the subjects say it.
fn reminders(stage: &Stage, to: &str) -> Vec<String> {
    stage.mail_to(to).iter().map(|mail| mail.subject().to_owned()).filter(|subject| subject.contains("due")).collect()
}

async fn days_pass(stage: &Stage, days: i64) {
    stage.clock.advance(TimeDelta::days(days));
    stage.run_due_work().await;
}

stage::on_both! {
    async fn whoever_has_a_ticket_is_reminded_and_each_time_once(on: On) {
        let stage = Stage::set(on).await;
        let ana = stage.staff("ana", Role::Agent).await;
        store::set_email(&stage.desk.db, ana, Some(ANA.to_owned())).await.unwrap();
        let receipt = asks_verified(&stage, ana, ADA, &[Right::Access, Right::Objection]).await;
        assign::assign(&stage.desk, ana, receipt.id, Some(ana)).await.unwrap();
        days_pass(&stage, 15).await;
        assert!(reminders(&stage, ANA).is_empty(), "fifteen days are left");
        days_pass(&stage, 1).await;
        assert_eq!(reminders(&stage, ANA).len(), 1);
        // Looked at again the same day, an hour later and the next day: nothing more.
        for hours in [0, 1, 5, 24] {
            stage.clock.advance(TimeDelta::hours(hours));
            stage.run_due_work().await;
            assert_eq!(reminders(&stage, ANA).len(), 1, "{hours} hours later");
        }
        let mail = stage.mail_to(ANA).pop().unwrap();
        for part in [receipt.reference.as_str(), "Access: in 14 days, 14 December 2026", "Objection", "/desk/t/DR-"] {
            assert!(mail.text().contains(part), "{part} is missing:\n{}", mail.text());
        }
        assert!(!mail.text().contains("ada") && !mail.subject().contains("ada"), "ids and rights only");
        for (days, count) in [(6, 2), (4, 3), (2, 4), (1, 5)] {
            days_pass(&stage, days).await;
            assert_eq!(reminders(&stage, ANA).len(), count, "after {days} more days: {:?}", reminders(&stage, ANA));
        }
        assert!(reminders(&stage, ANA).last().unwrap().contains("today"));
        days_pass(&stage, 1).await;
        assert_eq!(reminders(&stage, ANA).len(), 5, "from now on the queue is loud");
        assert!(reminders(&stage, DESK).is_empty(), "somebody has it");
        let mut otto = Colleague::enters(&stage, "otto", Role::Agent).await;
        otto.get(&ticket(&receipt)).await.sees("Overdue: the answer was due on 14 Dec 2026").sees("1 day late");
        otto.get("/desk?view=soon").await.sees("1 day late");
    }

    async fn nobody_is_reminded_of_what_is_closed_or_waits_for_the_person(on: On) {
        let stage = Stage::setting(on).with_config(|config| config.desk.regime = Regime::Uk).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let done = asks_verified(&stage, ana.id, ADA, &[Right::Access]).await;
        let waits = asks_verified(&stage, ana.id, "bob@example.org", &[Right::Access]).await;
        let open = asks_verified(&stage, ana.id, "eve@example.org", &[Right::Access]).await;
        ana.does(&format!("{}/withdraw", ticket(&done)), &[("said", "by phone")]).await;
        let question = [
            ("what", "identity"),
            ("concerns", ""),
            ("wording", "When did you sign up?"),
            ("reason", "Two accounts have this name."),
            ("amount", ""),
            ("late_because", ""),
        ];
        ana.does(&format!("{}/questions", ticket(&waits)), &question).await;
        for _ in 0..31 {
            days_pass(&stage, 1).await;
        }
        let reminded = reminders(&stage, DESK);
        assert_eq!(reminded.len(), 5, "{reminded:?}");
        assert!(reminded.iter().all(|subject| subject.contains(&open.reference)), "{reminded:?}");
    }
}
