//! Coming in and going out.

use chrono::TimeDelta;
use rightsdesk::staff::{role::Role, store};
use stage::desk::{On, PASSWORD, Stage};

use super::Colleague;

stage::on_both! {
    async fn nobody_sees_a_page_without_signing_in_and_then_goes_on_where_they_wanted(on: On) {
        let stage = Stage::set(on).await;
        stage.staff("ana", Role::Agent).await;
        let mut ana = stage.colleague();
        let paths = [
            "/desk", "/desk/new", "/desk/systems", "/desk/outbox", "/desk/people", "/desk/t/DR-7KQ4-M2XW",
            "/desk/t/DR-7KQ4-M2XW/package",
        ];
        for path in paths {
            let sent_away = ana.get(path).await.is(303);
            assert!(sent_away.header("location").unwrap().starts_with("/desk/sign-in"), "{path}");
        }
        let sent_away = ana.get("/desk?view=mine&page=1").await;
        let door = ana.follow(sent_away).await.is(200).sees("Sign in");
        let next = door.field("next");
        let entered = ana.post("/desk/sign-in", &[("csrf", ""), ("name", " Ana "), ("password", PASSWORD), ("next", &next)]).await;
        assert_eq!(entered.header("location"), Some("/desk?view=mine&page=1"));
        let cookie = entered.header("set-cookie").unwrap();
        for attribute in ["__Host-desk=", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"] {
            assert!(cookie.contains(attribute), "{cookie}");
        }
        ana.follow(entered).await.is(200).sees("Signed in as ana (case worker).");
    }

    async fn whoever_cannot_come_in_hears_the_same(on: On) {
        let stage = Stage::set(on).await;
        stage.staff("ana", Role::Agent).await;
        stage.staff("gone", Role::Officer).await;
        store::disable(&stage.desk.db, "gone", stage.desk.now()).await.unwrap();
        let mut answers = Vec::new();
        for (login, password) in [("ana", "wrong horse battery"), ("nobody", PASSWORD), ("gone", PASSWORD), ("ana", "")] {
            let fields = [("csrf", ""), ("name", login), ("password", password), ("next", "")];
            let answer = stage.colleague().post("/desk/sign-in", &fields).await.is(422);
            assert!(answer.header("set-cookie").is_none());
            assert!(!answer.source().contains(PASSWORD), "a password is never shown again");
            answers.push(answer.source().replace(&format!("value=\"{login}\""), ""));
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    }

    async fn tries_are_limited_for_a_login_and_from_a_place(on: On) {
        let stage = Stage::setting(on).with_config(|config| config.limits.sign_in_tries_per_hour = 2).set().await;
        stage.staff("ana", Role::Agent).await;
        stage.staff("jo", Role::Agent).await;
        let wrong = [("csrf", ""), ("name", "ana"), ("password", "wrong horse battery"), ("next", "")];
        let right = [("csrf", ""), ("name", "ANA"), ("password", PASSWORD), ("next", "")];
        let jo = [("csrf", ""), ("name", "jo"), ("password", PASSWORD), ("next", "")];
        // Her own office, where she came in yesterday.
        stage.colleague().from("198.51.100.1").post("/desk/sign-in", &right).await.is(303);
        stage.clock.advance(TimeDelta::days(1));

        // One login from one place.
        for _ in 0..2 {
            stage.colleague().from("203.0.113.9").post("/desk/sign-in", &wrong).await.is(422);
        }
        stage.colleague().from("203.0.113.9").post("/desk/sign-in", &right).await.is(429).sees("Too many tries");
        stage.colleague().from("203.0.113.9").post("/desk/sign-in", &jo).await.is(303);

        // Many logins from one place.
        for number in 0..6 {
            let login = format!("somebody{number}");
            let wrong = [("csrf", ""), ("name", login.as_str()), ("password", "wrong horse battery"), ("next", "")];
            stage.colleague().from("203.0.113.10").post("/desk/sign-in", &wrong).await.is(422);
        }
        stage.colleague().from("203.0.113.10").post("/desk/sign-in", &jo).await.is(429);
        stage.colleague().from("203.0.113.11").post("/desk/sign-in", &jo).await.is(303);

        // One login from many places: guessing has an end, and its owner still comes in where they always did.
        for number in 0..18 {
            stage.colleague().from(&format!("192.0.2.{number}")).post("/desk/sign-in", &wrong).await.is(422);
        }
        stage.colleague().from("192.0.2.99").post("/desk/sign-in", &right).await.is(429);
        stage.colleague().from("198.51.100.1").post("/desk/sign-in", &right).await.is(303);
        stage.clock.advance(TimeDelta::hours(1));
        stage.colleague().from("203.0.113.9").post("/desk/sign-in", &right).await.is(303);
    }

    async fn whoever_signs_in_rightly_is_never_kept_waiting(on: On) {
        let stage = Stage::setting(on).with_config(|config| config.limits.sign_in_tries_per_hour = 1).set().await;
        stage.staff("ana", Role::Agent).await;
        let right = [("csrf", ""), ("name", "ana"), ("password", PASSWORD), ("next", "")];
        for _ in 0..12 {
            stage.colleague().from("203.0.113.9").post("/desk/sign-in", &right).await.is(303);
        }
    }

    async fn a_session_ends_when_nobody_clicks_and_after_a_day_of_work(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        stage.clock.advance(TimeDelta::minutes(29));
        ana.get("/desk").await.is(200);
        stage.clock.advance(TimeDelta::minutes(29));
        ana.get("/desk").await.is(200);
        stage.clock.advance(TimeDelta::minutes(31));
        ana.get("/desk").await.is(303);

        ana.signs_in("ana").await;
        for _ in 0..25 {
            stage.clock.advance(TimeDelta::minutes(28));
            ana.get("/desk").await.is(200);
        }
        stage.clock.advance(TimeDelta::minutes(21));
        ana.get("/desk").await.is(303);
    }

    async fn a_shut_account_is_out_at_once(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut jo = Colleague::enters(&stage, "jo", Role::Agent).await;
        store::disable(&stage.desk.db, "ana", stage.desk.now()).await.unwrap();
        ana.get("/desk").await.is(303);
        jo.get("/desk").await.is(200);
    }

    async fn signing_in_makes_a_new_session_and_signing_out_ends_it(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Auditor).await;
        let mut thief = ana.visitor.clone();
        let (before, token_before) = (ana.visitor.cookies().clone(), ana.token.clone());
        ana.signs_in("ana").await;
        assert_ne!(&before, ana.visitor.cookies());
        assert_ne!(token_before, ana.token);
        thief.get("/desk").await.is(303);

        let mut thief = ana.visitor.clone();
        let out = ana.post("/desk/sign-out", &[]).await.is(303);
        assert!(out.header("clear-site-data").unwrap().contains("storage"));
        assert!(ana.visitor.cookies().is_empty());
        ana.visitor.follow(out).await.sees("You are signed out.");
        thief.get("/desk").await.is(303);
    }

    async fn a_made_up_cookie_opens_nothing(on: On) {
        let stage = Stage::set(on).await;
        let ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let real = ana.visitor.cookies()["__Host-desk"].clone();
        for cookie in ["", "x", &"A".repeat(43), &real[1..], &format!("{real}A"), "../../etc/passwd"] {
            let request = stage.colleague().request(reqwest::Method::GET, "/desk");
            stage.colleague().send(request.header("cookie", format!("__Host-desk={cookie}"))).await.is(303);
        }
        let request = stage.colleague().request(reqwest::Method::GET, "/desk");
        stage.colleague().send(request.header("cookie", format!("__Host-desk={real}"))).await.is(200);
    }
}
