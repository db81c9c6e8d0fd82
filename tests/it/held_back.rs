//! A stranger who writes somebody's address into form after form fills their mailbox no further, and does not keep them from asking
//! themselves: their own mail to confirm comes as soon as the limits allow.

use chrono::TimeDelta;
use rightsdesk::rights::right::Right;
use stage::{
    desk::{On, Stage},
    on_both,
};

use crate::desk_pages::asks;

const ADA: &str = "ada@example.org";

fn to_confirm(stage: &Stage) -> usize {
    stage.mail_to(ADA).iter().filter(|mail| mail.text().contains("press the button there")).count()
}

on_both! {
    async fn the_mail_to_confirm_comes_when_the_hour_is_over(on: On) {
        let stage = Stage::set(on).await;
        for _ in 0..3 {
            asks(&stage, ADA, &[Right::Access]).await;
        }
        stage.run_due_work().await;
        let junk = to_confirm(&stage);
        let own = asks(&stage, ADA, &[Right::Erasure]).await;
        for _ in 0..5 {
            stage.clock.advance(TimeDelta::minutes(5));
            stage.run_due_work().await;
        }
        assert_eq!((junk, to_confirm(&stage)), (3, 3), "no more than three in an hour");
        stage.clock.advance(TimeDelta::hours(1));
        stage.run_due_work().await;
        assert_eq!(to_confirm(&stage), 4, "it is sent without anybody's doing");
        assert!(stage.mail_to(ADA).last().unwrap().text().contains(&own.reference), "and it is theirs");
        stage.clock.advance(TimeDelta::hours(1));
        stage.run_due_work().await;
        assert_eq!(to_confirm(&stage), 4, "and once");
    }
}
