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

    async fn where_nothing_could_be_looked_for_nobody_says_that_nothing_is_held(on: On) {
        let shop = Pretended::new("shop", "Web shop");
        let phones = Pretended::finding_by("phones", "Phone list", "phone_number").holding("+442079460815", r#"{"n": 1}"#);
        let stage = Stage::setting(on).with_systems([shop.connected(), phones.connected()]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
        stage.run_due_work().await;
        let page = ana.get(&ticket(&receipt)).await.sees("Phone list: not looked").sees("Web shop: nothing held");
        let page = page.sees_no("Nothing found").sees("It finds people by Phone number only");
        let again = addresses(&page, "tasks").into_iter().find(|path| path.ends_with("/retry")).unwrap();
        ana.does(&again, &[]).await;
        stage.run_due_work().await;
        let page = ana.get(&ticket(&receipt)).await.sees("Phone list: not looked").sees("Review");
        ana.get("/desk?view=open").await.sees("1/1").sees_no("2/2");
        let seen = page.field("package");
        ana.does(&format!("{}/release", ticket(&receipt)), &[("package", &seen)]).await;
        stage.run_due_work().await;
        let text = stage.mail_to("ada@example.org").last().unwrap().text();
        let (looked, not_looked) = text.split_once("We could not look here").expect("it says so");
        assert!(looked.contains("hold nothing under the addresses and names") && looked.contains("- Web shop"), "{text}");
        assert!(!looked.contains("Phone list") && not_looked.contains("- Phone list"), "{text}");

        // Once staff know the number, it is looked for.
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
        let number = [("kind", "phone_number"), ("value", "+442079460815")];
        ana.does(&format!("{}/identifiers", ticket(&receipt)), &number).await;
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
        stage.run_due_work().await;
        ana.get(&ticket(&receipt)).await.sees("Phone list: done").sees_no("not looked");
    }

    async fn nobody_is_looked_up_for_a_request_that_asks_nothing_of_systems(on: On) {
        let shop = Pretended::new("shop", "Web shop").knowing("ada@example.org", "customer_id", "K-4711");
        let stage = Stage::setting(on).with_systems([shop.connected()]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Informed]).await;
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await.sees("Review");
        stage.run_due_work().await;
        let page = ana.get(&ticket(&receipt)).await.sees("No system has been asked yet.").sees("Your answer");
        page.sees_no("K***").sees_no("Customer ID");
    }
}
