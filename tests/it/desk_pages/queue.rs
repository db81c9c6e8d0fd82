//! The queue: what is in it, how it is narrowed, and that it stays quick.

use chrono::TimeDelta;
use rightsdesk::{rights::right::Right, staff::role::Role};
use stage::{
    desk::{On, Stage},
    system::{Pretended, by_hand},
};

use super::{Colleague, asks, asks_verified, ticket};

stage::on_both! {
    async fn a_first_look_says_how_to_begin(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Officer).await;
        ana.get("/desk").await.is(200).sees("Three steps to the first ticket");
        asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
        ana.get("/desk?view=mine").await.sees("Nothing needs you. Next due: DR-");
    }

    async fn views_show_and_count_what_they_say(on: On) {
        let systems = [Pretended::new("shop", "Web shop").connected(), by_hand("paper", "Paper files", "Look.")];
        let stage = Stage::setting(on).with_systems(systems).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Officer).await;
        let late = asks_verified(&stage, ana.id, "late@example.org", &[Right::Access]).await;
        stage.clock.advance(TimeDelta::days(28));
        ana.signs_in("ana").await;
        let unverified = asks(&stage, "unverified@example.org", &[Right::Access]).await;
        let mine = asks_verified(&stage, ana.id, "mine@example.org", &[Right::Erasure]).await;
        let started = asks_verified(&stage, ana.id, "started@example.org", &[Right::Access]).await;
        let closed = asks_verified(&stage, ana.id, "closed@example.org", &[Right::Objection]).await;
        ana.does(&format!("{}/assign", ticket(&mine)), &[("assignee", "me")]).await.sees("The ticket is assigned.");
        ana.does(&format!("{}/start", ticket(&started)), &[]).await;
        ana.does(&format!("{}/withdraw", ticket(&closed)), &[("said", "by phone")]).await;

        let has = async |ana: &mut Colleague, query: &str, wanted: &[&str]| {
            let page = ana.get(&format!("/desk?{query}")).await.is(200);
            for receipt in [&late, &unverified, &mine, &started, &closed] {
                let is_there = page.source().contains(&format!("href=\"/desk/t/{}\"", receipt.reference));
                assert_eq!(is_there, wanted.contains(&receipt.reference.as_str()), "{query}: {}", page.words());
            }
            page
        };
        let [late_, unverified_, mine_, started_, closed_] =
            [&late, &unverified, &mine, &started, &closed].map(|receipt| receipt.reference.as_str());
        let page = has(&mut ana, "view=action", &[late_, mine_]).await;
        for words in
            ["Needs action (2)", "Mine (1)", "Unassigned (2)", "Due in 7 days (1)", "All open (3)", "Unverified (1)"]
        {
            assert!(page.words().contains(words), "{words}: {}", page.words());
        }
        let first = page.source().find(late_).unwrap();
        assert!(first < page.source().find(mine_).unwrap(), "the most urgent comes first");

        stage.run_due_work().await;
        has(&mut ana, "view=action", &[late_, mine_, started_]).await.sees("Work by hand (1)");
        let row = ana.get("/desk?view=action").await.row(started_);
        assert!(row.contains("Needs a person") && row.contains("1/2"), "{row}");
        has(&mut ana, "view=by-hand", &[started_]).await;
        has(&mut ana, "view=mine", &[mine_]).await.sees("m***@example.org").sees_no("mine@example.org");
        has(&mut ana, "view=unassigned", &[late_, started_]).await;
        has(&mut ana, "view=soon", &[late_]).await;
        has(&mut ana, "view=unverified", &[unverified_]).await;
        let row = has(&mut ana, "view=closed", &[closed_]).await.row(closed_);
        assert!(row.contains("Withdrawn"), "{row}");
        has(&mut ana, "view=open", &[late_, mine_, started_]).await;
        has(&mut ana, "view=open&right=erasure", &[mine_]).await;
        has(&mut ana, "view=open&state=collecting", &[started_]).await;
        has(&mut ana, "view=open&assignee=nobody", &[late_, started_]).await;
        let of_ana = format!("view=open&assignee={}", ana.id);
        has(&mut ana, &of_ana, &[mine_]).await;
        has(&mut ana, "view=open&due=week", &[late_]).await;
        has(&mut ana, "view=open&due=late", &[]).await.sees("No ticket matches these filters.");
        stage.clock.advance(TimeDelta::days(7));
        ana.signs_in("ana").await;
        let row = has(&mut ana, "view=open&due=late", &[late_]).await.row(late_);
        assert!(row.contains("days late"), "{row}");
        for wrong in ["view=x", "page=0", "state=x", "right=x", "assignee=x", "due=x", "view=mine&view=open"] {
            ana.get(&format!("/desk?{wrong}")).await.is(400);
        }
    }

    async fn a_search_finds_whole_names_and_nothing_like_them(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Officer).await;
        let ada = asks(&stage, "ada@example.org", &[Right::Access]).await;
        let find = async |ana: &mut Colleague, typed: &str| {
            let query = reqwest::Url::parse_with_params("http://x/desk", [("view", "mine"), ("q", typed)]).unwrap();
            let page = ana.get(&format!("/desk?{}", query.query().unwrap())).await.is(200);
            page.source().contains(&format!("href=\"{}\"", ticket(&ada)))
        };
        let bare = ada.reference.replace('-', "").to_lowercase();
        for typed in [&ada.reference, &bare, " ada@example.org ", "@ada:example.org"] {
            assert!(find(&mut ana, typed).await, "{typed}");
        }
        for typed in [
            "ada", "ada@example", "Ada@example.org", "%@example.org", "_da@example.org", "*", "@ada:example.org.evil.net",
            "@malice:example.org", "' OR 1=1 --", "DR-0000-0000", "example.org", &"a".repeat(5000), "\u{0}", "…",
        ] {
            assert!(!find(&mut ana, typed).await, "{typed}");
        }
    }

    async fn a_long_queue_has_pages_and_costs_no_more_statements(on: On) {
        let systems = [Pretended::new("shop", "Web shop").connected(), Pretended::new("blog", "Blog").connected()];
        let stage = Stage::setting(on).with_systems(systems).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Officer).await;
        for number in 0..3 {
            let receipt = asks_verified(&stage, ana.id, &format!("p{number}@example.org"), &[Right::Access]).await;
            ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
        }
        ana.get("/desk?view=open").await;
        let few = statements(&stage, &mut ana).await;
        for number in 3..57 {
            asks_verified(&stage, ana.id, &format!("p{number}@example.org"), &[Right::Access, Right::Erasure]).await;
        }
        let many = statements(&stage, &mut ana).await;
        assert_eq!(few, many, "57 tickets cost as many statements as 3");
        // Two of them ask what is loud above the queue: closed accounts that are late, people who are there again.
        // One for each kind of thing that is shown: questions, complaints and what waits for the officer are three of them.
        assert!(many <= 15, "{many} statements");

        let first = ana.get("/desk?view=open").await.sees("57 tickets").sees("Page 1 of 2");
        let second = ana.get("/desk?view=open&page=2").await.sees("Page 2 of 2");
        let count = |page: &stage::visitor::Page| page.source().matches("class=\"mono\" href=\"/desk/t/").count();
        assert_eq!((count(&first), count(&second)), (50, 7));
        ana.get("/desk?view=open&page=3").await.is(200);
    }
}

async fn statements(stage: &Stage, ana: &mut Colleague) -> u64 {
    let before = stage.statements();
    ana.get("/desk?view=open").await.is(200);
    stage.statements() - before
}
