//! How far a ticket is said to be: names that were looked up are no answer.

use rightsdesk::{rights::right::Right, staff::role::Role};
use stage::{
    desk::{On, Stage},
    system::Pretended,
};

use super::{Colleague, addresses, asks_verified, ticket};

stage::on_both! {
    async fn looking_up_names_is_no_answer(on: On) {
        let shop = Pretended::new("shop", "Web shop").knowing("ada@example.org", "customer_id", "K-4711");
        let blog = Pretended::new("blog", "Blog").knowing("ada@example.org", "customer_id", "K-4712");
        let stage = Stage::setting(on).with_systems([shop.connected(), blog.connected()]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
        blog.breaks("the password is wrong");
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await.sees("0 of 2 done");
        stage.run_due_work().await;
        let page = ana.get(&ticket(&receipt)).await.sees("0 of 2 done").sees("given up, needs a person");
        page.sees("Web shop: waiting");
        ana.get("/desk?view=open").await.sees("0/2");
        blog.is_mended();
        let page = ana.get(&ticket(&receipt)).await;
        let again = addresses(&page, "tasks").into_iter().find(|path| path.ends_with("/retry")).unwrap();
        ana.does(&again, &[]).await;
        stage.run_due_work().await;
        ana.get(&ticket(&receipt)).await.sees("2 of 2 done").sees("Review");
        ana.get("/desk?view=open").await.sees("2/2");
    }

    async fn nobody_is_looked_up_for_a_request_that_asks_nothing_of_systems(on: On) {
        let shop = Pretended::new("shop", "Web shop").knowing("ada@example.org", "customer_id", "K-4711");
        let stage = Stage::setting(on).with_systems([shop.connected()]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Informed]).await;
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await.sees("Review");
        stage.run_due_work().await;
        let page = ana.get(&ticket(&receipt)).await.sees("No system has been asked yet.").sees("Your answer");
        page.sees_no("K***").sees_no("customer id");
    }
}
