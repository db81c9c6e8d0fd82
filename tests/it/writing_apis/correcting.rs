//! Rectification: what is approved is written by a call, read back, and told field by field.

use super::{
    newspaper,
    paper::{Mood, Paper},
};
use chrono::TimeDelta;
use rightsdesk::{casework::receiving::receive::Receipt, correction, rights::right::Right, staff::role::Role};
use stage::{
    desk::{On, Stage},
    on_both,
    visitor::Page,
};

use crate::desk_pages::{Colleague, addresses, asks_verified, ticket};

/// Staff have written down what Ada says is wrong, and somebody else looks at what would be written.
struct Written {
    paper: Paper,
    stage: Stage,
    ben: Colleague,
    receipt: Receipt,
    task: String,
}

const NAME: (&str, &str, &str) = ("paper.readers.name", "Adda", "Ada");
const TOWN: (&str, &str, &str) = ("paper.readers.address.city", "Londn", "London");

async fn written_down(on: On, corrections: &[(&str, &str, &str)]) -> Written {
    let (paper, stage) = newspaper(on).await;
    let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let ben = Colleague::enters(&stage, "ben", Role::Agent).await;
    let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Rectification]).await;
    ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
    stage.run_due_work().await;
    let page = ana.get(&ticket(&receipt)).await;
    let task =
        addresses(&page, "tasks").into_iter().find(|path| !path.ends_with("/retry")).expect("a task for a person");
    ana.get(&task).await.is(200).sees("Adda").sees("Londn").sees_no("bob@example.net");
    for (field, held, right) in corrections {
        ana.does(&format!("{task}/correct"), &[("field", field), ("held", held), ("right", right)]).await;
        stage.run_due_work().await;
    }
    Written { paper, stage, ben, receipt, task }
}

impl Written {
    /// Ben approves what he sees, and it is carried out.
    async fn approve(&mut self) -> Page {
        let plan = self.ben.get(&self.task).await.is(200).sees("What would be corrected").field("plan");
        assert_eq!(self.paper.asked(), 0, "what is only proposed changes nothing");
        self.ben.does(&format!("{}/correct/approve", self.task), &[("plan", &plan)]).await.sees("Approved.");
        self.stage.run_due_work().await;
        self.ben.get(&self.task).await.is(200)
    }

    /// What has become of each correction.
    async fn states(&self) -> Vec<correction::state::State> {
        let mut rows = correction::store::of(&self.stage.desk.db, self.receipt.id).await.unwrap();
        rows.sort_by_key(|row| row.field.clone());
        rows.into_iter().map(|row| row.state).collect()
    }
}

const WRITTEN: &str = "right now in rows: 1; still wrong in: 0";

on_both! {
    async fn what_is_approved_is_written_through_the_api_and_read_back(on: On) {
        let mut told = written_down(on, &[NAME, TOWN]).await;
        told.approve().await.sees("What was corrected").sees(WRITTEN).sees("This task is finished.");
        assert_eq!(told.paper.reader(7), "Ada London null true");
        assert_eq!(told.paper.reader(8), "Adda Londn null true", "his is wrong in the same way, and is his");
        assert_eq!(told.states().await, [correction::state::State::ReadBack; 2]);
    }

    async fn a_system_that_says_yes_and_does_nothing_is_found_out(on: On) {
        let mut told = written_down(on, &[NAME]).await;
        told.paper.is(Mood::Lies);
        let page = told.approve().await.sees("the old one still stands there").sees_no("What was corrected");
        page.sees_no("This task is finished.").sees("needs a person");
        assert_eq!(told.states().await, [correction::state::State::NeedsPerson], "nobody hears that it is right now");
    }

    async fn what_is_refused_is_told_by_its_field_and_the_rest_is_written(on: On) {
        let mut told = written_down(on, &[NAME, TOWN]).await;
        told.paper.is(Mood::NoTowns);
        let page = told.approve().await.sees("paper.readers.address.city: move: PATCH /readers/{readers.id} answered 422");
        page.sees("Your name (paper.readers.name): right already, in rows: 1").sees_no("This task is finished.");
        assert_eq!(told.paper.reader(7), "Ada Londn null true");

        // The town is kept as a statement; what is written already only has to be noted.
        let rows = correction::store::of(&told.stage.desk.db, told.receipt.id).await.unwrap();
        let town = rows.iter().find(|row| row.field == "address.city").expect("the town").id.to_string();
        let page = told.ben.get(&told.task).await;
        let decide = addresses(&page, "corrections").into_iter().find(|path| path.ends_with(&town)).expect("a form");
        told.ben.does(&decide, &[("decision", "statement")]).await.sees("kept as a statement");
        told.stage.run_due_work().await;
        told.ben.get(&told.task).await.sees("All of this stands there already");
        told.ben.finishes(&told.task, "done", "The name is right now.", &[]).await.is(303);
        assert_eq!(told.paper.reader(7), "Ada Londn null true");
    }

    async fn a_system_that_is_down_is_asked_again_and_one_that_falls_silent_is_looked_at(on: On) {
        for mood in [Mood::Says(500), Mood::FallsSilent] {
            let mut told = written_down(on, &[NAME]).await;
            told.paper.is(mood);
            told.approve().await.sees_no("What was corrected");
            assert_eq!(told.paper.asked(), 1, "a call without an answer is not made again at once");
            told.paper.is(Mood::Honest);
            told.stage.clock.advance(TimeDelta::minutes(5));
            told.stage.run_due_work().await;
            told.ben.get(&told.task).await.sees(WRITTEN).sees("This task is finished.");
            assert_eq!(told.paper.reader(7), "Ada Londn null true");
            let again = usize::from(mood != Mood::FallsSilent);
            assert_eq!(told.paper.asked(), again, "what was written although nobody said so is not written twice");
        }
    }
}
