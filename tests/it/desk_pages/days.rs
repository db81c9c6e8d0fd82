//! Days that staff write: years of four digits, which every calendar and every database has.

use rightsdesk::{rights::right::Right, staff::role::Role};
use stage::{
    desk::{On, Stage},
    system::by_hand,
};

use super::{Colleague, asks_verified, ticket};

/// A year before our era, in two ways, one of five digits, and one with a sign.
const STRANGE: [&str; 4] = ["-2026-11-02", "-026-11-02", "+12026-11-02", "+2026-11-02"];

stage::on_both! {
    async fn a_year_of_a_form_has_four_digits_and_no_sign(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
        let form = ana.get("/desk/new").await.field("form");
        let recorded = |day: &'static str| {
            vec![
                ("form", form.as_str()), ("channel", "phone"), ("received_on", day), ("email", "bob@example.org"),
                ("right", "access"), ("language", "en"),
            ]
        };
        let handed = |day: &'static str| {
            vec![
                ("recipient", "Acme"), ("kinds", "user.name"), ("on", day), ("basis", "contract"),
                ("names", "email=ada@example.org"), ("ticket", ""), ("words", "By mail."), ("ground", ""), ("until", ""),
            ]
        };
        let complaints = format!("{}/complaints", ticket(&receipt));
        for day in STRANGE {
            ana.post("/desk/new", &recorded(day)).await.is(422).sees("day");
            ana.post("/desk/disclosures", &handed(day)).await.is(422);
            ana.post(&complaints, &[("complaint", "A letter is missing."), ("came_on", day)]).await.is(422);
        }
        ana.post("/desk/new", &recorded("2026-11-02")).await.is(200).sees("The request is recorded");
        ana.does("/desk/disclosures", &handed("2026-11-02")).await;
        ana.does(&complaints, &[("complaint", "A letter is missing."), ("came_on", "2026-11-02")]).await;
    }
}
