//! What becomes of what is deleted: out of sight at once, gone an hour later; and jobs that take their time.
//!
//! Two traps of the real one are alive here, so that a test sees who falls into them: a DELETE of the list without a single
//! id deletes up to a thousand issues, and an order to delete replays with an empty query deletes all of them.

use chrono::{DateTime, TimeDelta, Utc};
use poem::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{answer::Parameters, search::Search, world::World};

/// The world as it is.
#[derive(Debug)]
pub struct Live {
    /// What is known.
    pub world: World,
    /// Whether jobs fail.
    pub jobs_fail: bool,
    moved: TimeDelta,
    jobs: Vec<Job>,
}

#[derive(Debug)]
struct Job {
    id: usize,
    project: u32,
    query: String,
    status: &'static str,
    deleted: usize,
}

/// What an order came to.
#[derive(Debug)]
pub enum Written {
    /// Done, with this status.
    Done(StatusCode),
    /// A job was made.
    Ordered(Value),
    /// Not done, for this reason.
    Refused(StatusCode, &'static str),
}

/// The most issues that go with one call without an id.
const MOST: usize = 1_000;

impl Live {
    /// Nothing deleted yet.
    pub fn of(world: World) -> Self {
        Self { world, jobs_fail: false, moved: TimeDelta::zero(), jobs: Vec::new() }
    }

    /// Lets time go by.
    pub fn advance(&mut self, by: TimeDelta) {
        self.moved += by;
        let now = self.now();
        let hour = TimeDelta::hours(1);
        let gone = |deleted_at: Option<DateTime<Utc>>| deleted_at.is_some_and(|at| at + hour <= now);
        let events: Vec<String> = (self.world.issues.iter().filter(|issue| gone(issue.deleted_at)))
            .flat_map(|issue| issue.events.iter().map(|event| event.id.clone()))
            .collect();
        self.world.issues.retain(|issue| !gone(issue.deleted_at));
        self.world.feedback.retain(|feedback| !events.contains(&feedback.event));
    }

    fn now(&self) -> DateTime<Utc> {
        self.world.now + self.moved
    }

    /// Takes an order to delete.
    pub fn write(&mut self, method: &Method, path: &[&str], parameters: &Parameters, body: &str) -> Written {
        match (method, path) {
            (&Method::DELETE, ["organizations", _, "issues", id]) => {
                let (wanted, now) = ((*id).to_owned(), self.now());
                let issue = self.world.issues.iter_mut().find(|issue| issue.id.to_string() == wanted);
                match issue.filter(|issue| issue.deleted_at.is_none()) {
                    Some(issue) => {
                        issue.deleted_at = Some(now);
                        Written::Done(StatusCode::ACCEPTED)
                    }
                    None => Written::Refused(StatusCode::NOT_FOUND, "The requested resource does not exist"),
                }
            }
            (&Method::DELETE, ["organizations" | "projects", .., "issues"]) => {
                let ids: Vec<&String> = parameters.0.iter().filter(|(key, _)| key == "id").map(|(_, id)| id).collect();
                let now = self.now();
                let all = self.world.issues.iter_mut().filter(|issue| issue.deleted_at.is_none());
                let wanted = all.filter(|issue| ids.is_empty() || ids.contains(&&issue.id.to_string()));
                wanted.take(MOST).for_each(|issue| issue.deleted_at = Some(now));
                // So it answers, whether anything was there or not.
                Written::Done(StatusCode::NO_CONTENT)
            }
            (&Method::POST, ["projects", _, project, "replays", "jobs", "delete"]) => self.order(project, body),
            _ => Written::Refused(StatusCode::METHOD_NOT_ALLOWED, "Method not allowed"),
        }
    }

    fn order(&mut self, project: &str, body: &str) -> Written {
        let Some(project) = self.world.project(project).map(|project| project.id) else {
            return Written::Refused(StatusCode::NOT_FOUND, "The requested resource does not exist");
        };
        let data = serde_json::from_str::<Value>(body).unwrap_or_default()["data"].take();
        let is_whole = ["rangeStart", "rangeEnd", "environments", "query"].iter().all(|key| !data[key].is_null());
        let Some(query) = data["query"].as_str().filter(|_| is_whole) else {
            return Written::Refused(StatusCode::BAD_REQUEST, "This field is required.");
        };
        let job = Job { id: self.jobs.len() + 1, project, query: query.to_owned(), status: "pending", deleted: 0 };
        let told = json!({ "data": told(&job) });
        self.jobs.push(job);
        Written::Ordered(told)
    }

    /// The jobs, or one of them; each question brings it a step further.
    pub fn jobs(&mut self, path: &[&str]) -> Value {
        let [id, ..] = path else { return json!({ "data": self.jobs.iter().map(told).collect::<Vec<_>>() }) };
        let Some(at) = self.jobs.iter().position(|job| job.id.to_string() == *id) else { return Value::Null };
        let fails = self.jobs_fail;
        let next = match self.jobs[at].status {
            "pending" => "in-progress",
            "in-progress" if fails => "failed",
            "in-progress" => "completed",
            other => other,
        };
        if next == "completed" && self.jobs[at].status != next {
            let (project, search) = (self.jobs[at].project, Search::parse(&self.jobs[at].query));
            let before = self.world.replays.len();
            self.world.replays.retain(|replay| {
                replay.project != project || !search.as_ref().is_some_and(|search| search.fits_person(&replay.person))
            });
            self.jobs[at].deleted = before - self.world.replays.len();
        }
        self.jobs[at].status = next;
        json!({ "data": told(&self.jobs[at]) })
    }
}

fn told(job: &Job) -> Value {
    json!({
        "id": job.id, "status": job.status, "countDeleted": job.deleted, "query": job.query, "environments": [],
        "dateCreated": "2026-11-22T10:00:00Z", "dateUpdated": "2026-11-22T10:00:00Z",
        "rangeStart": "2026-08-24T10:00:00Z", "rangeEnd": "2026-11-22T10:00:00Z",
    })
}
