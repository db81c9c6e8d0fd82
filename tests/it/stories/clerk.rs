//! A member of staff. What they do they do at their pages, or let a program do at the API; what they look at is always the page.

use chrono::TimeDelta;
use rightsdesk::staff::role::Role;
use serde_json::{Value, json};
use stage::{desk::Stage, visitor::Page};

use super::tale::Hands;
use crate::{api::Program, desk_pages::Colleague};

/// A member of staff.
pub(super) struct Clerk {
    colleague: Colleague,
    program: Option<Program>,
    login: &'static str,
}

/// How a request is answered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer<'a> {
    pub(super) outcome: &'a str,
    /// The code of a ground; empty: none.
    pub(super) ground: &'a str,
    pub(super) evidence: &'a str,
    pub(super) text: &'a str,
}

impl<'a> Answer<'a> {
    /// What was asked is done.
    pub(super) fn granted(text: &'a str) -> Self {
        Self { outcome: "granted", ground: "", evidence: "", text }
    }
}

impl Clerk {
    pub(super) async fn enters(stage: &Stage, login: &'static str, role: Role, hands: Hands) -> Self {
        let colleague = Colleague::enters(stage, login, role).await;
        let program = match hands {
            Hands::Pages => None,
            Hands::Programs => Some(Program::for_somebody(stage, colleague.id, TimeDelta::days(300)).await),
        };
        Self { colleague, program, login }
    }

    /// Their session is over, for time has passed.
    pub(super) async fn comes_back(&mut self) {
        self.colleague.signs_in(self.login).await;
    }

    /// Their page of a ticket, or one below it.
    pub(super) async fn looks(&mut self, reference: &str, below: &str) -> Page {
        self.colleague.get(&format!("/desk/t/{reference}{below}")).await.is(200)
    }

    /// Any page of theirs.
    pub(super) async fn reads(&mut self, path: &str) -> Page {
        self.colleague.get(path).await.is(200)
    }

    /// Does what page and API call the same: `/start` of a ticket, for example.
    pub(super) async fn does(&mut self, reference: &str, act: &str, form: &[(&str, &str)], body: Value) {
        self.does_at(&format!("/desk/t/{reference}{act}"), form, &format!("/tickets/{reference}{act}"), body).await;
    }

    /// Does what page and API call by two names.
    pub(super) async fn does_at(&mut self, page: &str, form: &[(&str, &str)], operation: &str, body: Value) {
        match &self.program {
            None => drop(self.colleague.does(page, form).await),
            Some(program) if body.is_null() => program.does(operation).await.did(),
            Some(program) => program.post(operation, body).await.did(),
        }
    }

    /// Tries what must be refused, and is told why, on the page in these words.
    pub(super) async fn is_refused(
        &mut self,
        reference: &str,
        act: &str,
        form: &[(&str, &str)],
        body: Value,
        why: &str,
    ) {
        match &self.program {
            None => drop(self.colleague.post(&format!("/desk/t/{reference}{act}"), form).await.is(422).sees(why)),
            Some(program) if body.is_null() => drop(program.does(&format!("/tickets/{reference}{act}")).await.is(422)),
            Some(program) => drop(program.post(&format!("/tickets/{reference}{act}"), body).await.is(422)),
        }
    }

    /// The same where page and API have two names for it.
    pub(super) async fn is_refused_at(&mut self, page: &str, form: &[(&str, &str)], operation: &str, body: Value) {
        match &self.program {
            None => drop(self.colleague.post(page, form).await.is(422)),
            Some(program) => drop(program.post(operation, body).await.is(422)),
        }
    }

    pub(super) async fn starts(&mut self, reference: &str) {
        self.does(reference, "/start", &[], Value::Null).await;
    }

    /// Answers a request, or proposes the answer where somebody else has to agree.
    pub(super) async fn answers(&mut self, reference: &str, request: &str, answer: Answer<'_>) {
        let Answer { outcome, ground, evidence, text } = answer;
        let mut form = vec![("outcome", outcome), ("text", text)];
        let mut grounds = Vec::new();
        if !ground.is_empty() {
            form.extend([("ground", ground), ("evidence", evidence)]);
            grounds.push(ground);
        }
        let body = json!({ "outcome": outcome, "text": text, "grounds": grounds, "evidence": evidence });
        self.does(reference, &format!("/requests/{request}/answer"), &form, body).await;
    }

    /// Agrees to what somebody else proposed.
    pub(super) async fn agrees(&mut self, reference: &str, request: &str) {
        let act = format!("/requests/{request}/agreement");
        let seen = self.colleague.proposal(&format!("/desk/t/{reference}{act}")).await;
        self.does(reference, &act, &[("proposal", &seen)], json!({ "proposal": seen })).await;
    }

    /// Approves the plan that stands on the page of this task.
    pub(super) async fn approves(&mut self, reference: &str, task: &str) {
        let plan = self.looks(reference, &format!("/tasks/{task}")).await.field("plan");
        let body = json!({ "plan": plan });
        self.does(reference, &format!("/tasks/{task}/approve"), &[("plan", &plan)], body).await;
    }

    /// Ends a task by hand.
    pub(super) async fn finishes(&mut self, reference: &str, task: &str, note: &str) {
        match &self.program {
            None => {
                let path = format!("/desk/t/{reference}/tasks/{task}");
                self.colleague.finishes(&path, "done", note, &[]).await.is(303);
            }
            Some(program) => {
                let form = reqwest::multipart::Form::new().text("outcome", "done").text("note", note.to_owned());
                let path = format!("/tickets/{reference}/tasks/{task}/finish");
                program.sends(&path, form).await.did();
            }
        }
    }

    /// Lets the package out that the page shows.
    pub(super) async fn releases(&mut self, reference: &str) {
        let seen = self.looks(reference, "").await.field("package");
        let (page, operation) =
            (format!("/desk/t/{reference}/release"), format!("/tickets/{reference}/package/release"));
        self.does_at(&page, &[("package", &seen)], &operation, json!({ "sha256": seen })).await;
    }

    /// Asks the person something; `what` as both call it.
    pub(super) async fn asks(&mut self, reference: &str, what: &str, wording: &str, reason: &str) {
        let form = [
            ("what", what),
            ("concerns", ""),
            ("wording", wording),
            ("reason", reason),
            ("amount", ""),
            ("late_because", ""),
        ];
        let body = json!({ "kind": what, "wording": wording, "reason": reason });
        self.does(reference, "/questions", &form, body).await;
    }

    /// The reply is enough.
    pub(super) async fn takes(&mut self, reference: &str, question: &str, how: &str) {
        let act = format!("/questions/{question}/enough");
        self.does(reference, &act, &[("how", how), ("on", "")], json!({ "how": how })).await;
    }
}
