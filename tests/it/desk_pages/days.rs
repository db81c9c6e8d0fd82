//! Days that staff write: years of four digits, which every calendar and every database has.

use rightsdesk::{rights::right::Right, staff::role::Role, ticket::entity, words::language::Language};
use sea_orm::EntityTrait;
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
        let page = ticket(&receipt);
        let (complaints, w) = (format!("{page}/complaints"), &Language::En.desk().wrong);
        for day in STRANGE {
            let complaint = [("complaint", "A letter is missing."), ("came_on", day)];
            for (answer, says) in [
                (ana.post("/desk/new", &recorded(day)).await, w.day),
                (ana.post("/desk/disclosures", &handed(day)).await, Language::En.disclosing().future),
                (ana.post(&complaints, &complaint).await, w.future_day),
            ] {
                answer.is(422).sees(says);
            }
        }
        // Nothing of it was written down.
        let tickets = async || entity::Entity::find().all(&stage.desk.db).await.unwrap().len();
        assert_eq!(tickets().await, 1);
        ana.get("/desk/disclosures").await.is(200).sees_no("Acme");
        ana.get(&page).await.is(200).sees_no("A letter is missing.");
        ana.post("/desk/new", &recorded("2026-11-02")).await.is(200).sees("The request is recorded");
        assert_eq!(tickets().await, 2);
        ana.does("/desk/disclosures", &handed("2026-11-02")).await;
        ana.get("/desk/disclosures").await.is(200).sees("Acme");
        ana.does(&complaints, &[("complaint", "A letter is missing."), ("came_on", "2026-11-02")]).await;
        ana.get(&page).await.is(200).sees("A letter is missing.");
    }
}
