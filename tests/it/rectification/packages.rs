//! A package that was prepared and that nobody has had is assembled anew once something in it was corrected.

use rightsdesk::{rights::right::Right, staff::role::Role, words::language::Language};
use stage::{desk::On, on_both};

use super::{Colleague, addresses, asks, shop, started, ticket};

on_both! {
    async fn a_package_with_the_former_value_does_not_go_out(on: On) {
        let (_database, stage) = shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut ben = Colleague::enters(&stage, "ben", Role::Agent).await;
        let access = asks(&stage, &ana, "ada@example.org", &[Right::Access], Language::En).await;
        let of_bob = asks(&stage, &ana, "bob@example.net", &[Right::Access], Language::En).await;
        for receipt in [&access, &of_bob] {
            ana.does(&format!("{}/start", ticket(receipt)), &[]).await;
        }
        stage.run_due_work().await;
        let page = ana.get(&ticket(&access)).await.sees("It waits for your review.");
        let records = addresses(&page, "package").into_iter().find(|path| path.ends_with("/customer")).expect("records");
        ana.get(&records).await.is(200).sees("Adda Lovelase");
        let (old, bobs) = (page.field("package"), ana.get(&ticket(&of_bob)).await.field("package"));

        let receipt = asks(&stage, &ana, "ada@example.org", &[Right::Rectification], Language::En).await;
        let task = started(&stage, &mut ana, &receipt).await;
        ana.does(&format!("{task}/correct"), &[("field", "shop.customer.name"), ("held", ""), ("right", "Ada")]).await;
        stage.run_due_work().await;
        assert_eq!(ana.get(&ticket(&access)).await.field("package"), old, "nothing has changed yet");
        let plan = ben.get(&task).await.field("plan");
        ben.does(&format!("{task}/correct/approve"), &[("plan", &plan)]).await;
        stage.run_due_work().await;

        let page = ana.get(&ticket(&access)).await.sees("Package assembled anew after a correction: Web shop");
        let new = page.sees("It waits for your review.").field("package");
        assert_ne!(new, old);
        ana.get(&records).await.is(200).sees("Ada").sees_no("Adda");
        ana.post(&format!("{}/release", ticket(&access)), &[("package", &old)]).await.is(409);
        assert_eq!(ana.get(&ticket(&of_bob)).await.field("package"), bobs, "nothing of his has changed");
    }
}
