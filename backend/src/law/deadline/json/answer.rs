//! Text in, text out.

use serde::Deserialize;
use serde_json::Value;

use super::{
    list::{self, Mapped},
    question::{NotAQuestion, Question},
    reply::Reply,
};
use crate::law::{
    calendar::Calendars,
    deadline::{
        reckon::{Deadline, reckon},
        step::Step,
    },
};

/// How much of the answer is wanted.
#[derive(Clone, Copy, Debug)]
pub enum Detail {
    /// The dates.
    Dates,
    /// The dates, the last day to refuse, and how all of it came about, each step said in these words.
    Working(fn(&Step) -> String),
}

/// What is to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The answer, or the list of answers, as JSON.
    pub text: String,
    /// How many questions of a list could not be answered.
    pub refused: usize,
}

/// Answers one question or a list of them: for an object an object, for a list a list in the same order. A question may
/// stand by itself or in the field `input` of an object, and a list in the field `cases`, with other fields beside them.
///
/// A question in a list that cannot be answered gets an object with the field `error` and does not hold up the others; one
/// that stands alone is an error. An `id` beside an `input` is repeated in its answer.
pub fn answer(calendars: &Calendars, detail: Detail, text: &str) -> Result<Answered, Unanswerable> {
    let mut refused = 0;
    let in_a_list = |question: Value| {
        let id = id(&question);
        let answer = one(calendars, detail, question).unwrap_or_else(|error| {
            refused += 1;
            error_object(&error)
        });
        with_id(id, answer)
    };
    let text = match list::map(text, in_a_list).map_err(Unanswerable::NotJson)? {
        Mapped::List(text) => text,
        Mapped::Single(question) => {
            let answer = with_id(id(&question), one(calendars, detail, question)?);
            serde_json::to_string_pretty(&answer).map_err(Unanswerable::NotWritten)?
        }
    };
    Ok(Answered { text, refused })
}

/// What its owner calls a question that stands under `input`.
fn id(asked: &Value) -> Option<Value> {
    asked.get("input")?;
    asked.get("id").cloned()
}

fn with_id(id: Option<Value>, answer: Value) -> Value {
    match (id, answer) {
        (Some(id), Value::Object(fields)) => {
            // It comes first, where people look for it.
            Value::Object(std::iter::once(("id".to_owned(), id)).chain(fields).collect())
        }
        (_, answer) => answer,
    }
}

fn one(calendars: &Calendars, detail: Detail, mut asked: Value) -> Result<Value, Unanswerable> {
    if let Some(input @ Value::Object(_)) = asked.get_mut("input") {
        asked = input.take();
    }
    let question = Question::deserialize(asked).map_err(NotAQuestion::Form)?;
    let deadline: Deadline = reckon(calendars, &question.read()?);
    let reply = match detail {
        Detail::Dates => Reply::dates(&deadline),
        Detail::Working(say) => Reply::with_working(&deadline, say),
    };
    serde_json::to_value(reply).map_err(Unanswerable::NotWritten)
}

fn error_object(error: &Unanswerable) -> Value {
    serde_json::json!({ "error": error.to_string() })
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Unanswerable {
    /// The text is not JSON.
    #[error("not JSON: {0}")]
    NotJson(#[source] serde_json::Error),
    /// The question makes no sense.
    #[error(transparent)]
    Question(#[from] NotAQuestion),
    /// The answer could not be written as JSON, which does not happen with dates and words.
    #[error("the answer could not be written")]
    NotWritten(#[source] serde_json::Error),
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ask(question: &Value) -> Value {
        serde_json::from_str(&answer(&Calendars::built_in(), Detail::Dates, &question.to_string()).unwrap().text)
            .unwrap()
    }

    fn refusal(question: &Value) -> String {
        answer(&Calendars::built_in(), Detail::Dates, &question.to_string()).unwrap_err().to_string()
    }

    fn fresh() -> Value {
        json!({ "regimes": ["UK"], "right": "access", "received_on": "2026-03-03" })
    }

    fn fresh_with(field: &str, value: Value) -> Value {
        let mut question = fresh();
        question[field] = value;
        question
    }

    #[test]
    fn an_object_is_answered_by_an_object_with_the_dates_alone() {
        let expected = json!({
            "status": "running", "clock_start": "2026-03-03", "paused_days": 0, "base_due": "2026-04-07",
            "extension_notice_by": "2026-04-07", "due": "2026-04-07", "due_safe": "2026-04-07",
        });
        assert_eq!(ask(&fresh()), expected);
        assert_eq!(
            ask(&json!([fresh(), { "id": 7, "input": fresh() }])),
            json!([expected, with_id(Some(json!(7)), expected.clone())])
        );
        assert_eq!(ask(&json!({ "cases": [fresh()] })), json!([expected]));
    }

    #[test]
    fn both_laws_are_answered_apart_and_together() {
        let question = json!({
            "regimes": ["EU", "UK"], "right": "access", "received_on": "2026-09-01",
            "identity": { "requested_on": "2026-09-01", "satisfied_on": null },
        });
        let expected = json!({
            "per_regime": {
                "UK": { "status": "not_started", "reason": "identity outstanding" },
                "EU": {
                    "status": "paused", "clock_start": "2026-09-01", "reason": "identity/authority outstanding",
                    "due_safe": "2026-10-01", "extension_notice_by": "2026-10-01",
                },
            },
            "status": "paused", "extension_notice_by": "2026-10-01", "due_safe": "2026-10-01",
        });
        assert_eq!(ask(&question), expected);
    }

    #[test]
    fn the_working_comes_when_asked_for() {
        let working = Detail::Working(|step| format!("{} it is", step.on));
        let text = answer(&Calendars::built_in(), working, &fresh().to_string()).unwrap().text;
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(answer["refusal_by"], "2026-04-07");
        assert_eq!(answer["working"][0]["rule"], "start_on_receipt");
        assert_eq!(answer["working"][0]["sentence"], "2026-03-03 it is");
        assert!(ask(&fresh()).get("working").is_none());
    }

    #[test]
    fn an_instant_of_receipt_falls_on_a_local_day() {
        let at = json!("2026-07-15T23:30:00Z");
        let mut question = json!({ "regimes": ["UK"], "right": "access", "received_at": at });
        assert_eq!(ask(&question)["clock_start"], "2026-07-16");
        question["timezone"] = json!("UTC");
        assert_eq!(ask(&question)["clock_start"], "2026-07-15");
        question["received_on"] = json!("2026-07-16");
        assert_eq!(refusal(&question), "received_on is 2026-07-16 but received_at falls on 2026-07-15 there");
    }

    #[test]
    fn one_bad_question_does_not_hold_up_the_others() {
        let answers = ask(&json!([fresh_with("right", json!("everything")), fresh(), 3]));
        assert!(answers[0]["error"].as_str().unwrap().starts_with("not a right"));
        assert_eq!(answers[1]["due"], "2026-04-07");
        assert!(answers[2]["error"].is_string());
        let named = json!([{ "id": "wrong", "input": 3 }, { "id": "right", "input": fresh() }]);
        let answered = answer(&Calendars::built_in(), Detail::Dates, &named.to_string()).unwrap();
        assert_eq!(answered.refused, 1);
        let answers: Value = serde_json::from_str(&answered.text).unwrap();
        assert!(answers[0]["id"] == "wrong" && answers[0]["error"].is_string() && answers[1]["id"] == "right");
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let complaint = json!({ "kind": "complaint_ack_uk", "regimes": ["EU"], "received_on": "2026-07-01" });
        let mut paused_complaint = complaint.clone();
        paused_complaint["regimes"] = json!(["UK"]);
        paused_complaint["extension"] = json!({ "notified_on": "2026-07-02" });
        for (question, says) in [
            (fresh_with("extention", json!({ "notified_on": "2026-03-04" })), "unknown field `extention`"),
            (
                fresh_with("extension", json!({ "notified_on": "2026-03-02" })),
                "something happened already on 2026-03-02",
            ),
            (fresh_with("received_on", json!("2026-02-30")), "not of the expected form"),
            (fresh_with("received_on", Value::Null), "received_on or received_at is needed"),
            (fresh_with("timezone", json!("London")), "timezone names no time zone"),
            (fresh_with("first_disclosure_on", json!("2026-03-05")), "only an art14_notice"),
            (fresh_with("regimes", json!([])), "not a regime"),
            (complaint, "needs UK among the regimes"),
            (paused_complaint, "only a request has"),
        ] {
            let refusal = refusal(&question);
            assert!(refusal.contains(says), "{refusal}");
        }
        assert!(answer(&Calendars::built_in(), Detail::Dates, "{").is_err());
    }
}
