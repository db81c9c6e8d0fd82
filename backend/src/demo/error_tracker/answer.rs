//! What is at each address.

use std::{fmt, ops::Range};

use serde_json::Value;

use super::{
    search::Search,
    shape,
    world::{Event, Issue, Person, Project, World},
};

/// What is at an address.
#[derive(Debug)]
pub enum Answer<'a> {
    /// A list, given out in pages.
    List(Rows<'a>),
    /// A list inside `data`, given out in pages.
    Data(Rows<'a>),
    /// One object.
    One(Value),
    /// The bytes of a file, with media type and name.
    File(Vec<u8>, String, String),
    /// Nothing that this token may see.
    NotFound,
    /// Nothing, because the question is wrong.
    BadRequest(&'static str),
}

/// Rows that are only written out when their page is asked for.
pub struct Rows<'a> {
    /// How many there are.
    pub length: usize,
    write: Box<dyn Fn(usize) -> Value + Send + 'a>,
}

impl<'a> Rows<'a> {
    fn of<T: Copy + Send + 'a>(all: impl Iterator<Item = T>, write: impl Fn(T) -> Value + Send + 'a) -> Self {
        let all: Vec<T> = all.collect();
        Self { length: all.len(), write: Box::new(move |at| write(all[at])) }
    }

    /// One page of them.
    pub fn page(&self, range: Range<usize>) -> Vec<Value> {
        (range.start..range.end.min(self.length)).map(|at| (self.write)(at)).collect()
    }
}

impl fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rows", self.length)
    }
}

/// The parameters of a call.
#[derive(Debug)]
pub struct Parameters(pub Vec<(String, String)>);

impl Parameters {
    /// The first value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// What is at the address `path` below `/api/0/`.
pub fn answer<'a>(world: &'a World, path: &[&str], parameters: &Parameters) -> Answer<'a> {
    match path {
        ["organizations" | "projects", organization, ..] if *organization != world.organization => Answer::NotFound,
        ["organizations", _, "projects"] => {
            Answer::List(Rows::of(world.projects.iter(), |project| shape::project(world, project)))
        }
        ["organizations", _, "issues"] => issues(world, parameters),
        ["organizations", _, "issues", id] => match world.issues().find(|issue| issue.id.to_string() == *id) {
            Some(issue) => Answer::One(shape::issue(world, issue)),
            None => Answer::NotFound,
        },
        ["organizations", _, "issues", id, "events"] => events(world, id, parameters),
        ["organizations", _, "replays"] => replays(world, parameters),
        ["projects", _, slug, rest @ ..] => match world.project(slug) {
            Some(project) => of_project(world, project, rest, parameters),
            None => Answer::NotFound,
        },
        _ => Answer::NotFound,
    }
}

fn of_project<'a>(world: &'a World, project: &Project, path: &[&str], parameters: &Parameters) -> Answer<'a> {
    match path {
        ["users"] => users(world, project, parameters.get("query")),
        ["user-feedback"] => {
            let of_project = world.feedback.iter().filter(|feedback| feedback.project == project.id);
            Answer::List(Rows::of(of_project, |feedback| shape::feedback(world, feedback)))
        }
        ["events", id, rest @ ..] => match world.event(id) {
            Some((issue, event)) if issue.project == project.id => of_event(issue, event, rest, parameters),
            Some(_) | None => Answer::NotFound,
        },
        ["replays", id, "recording-segments"] => match world.replays.iter().find(|replay| replay.id == *id) {
            Some(replay) => Answer::List(Rows::of(0..replay.segments, |n| shape::segment(replay, n))),
            None => Answer::NotFound,
        },
        _ => Answer::NotFound,
    }
}

fn of_event<'a>(issue: &'a Issue, event: &'a Event, path: &[&str], parameters: &Parameters) -> Answer<'a> {
    match path {
        [] => Answer::One(shape::event(issue, event, true)),
        ["attachments"] => Answer::List(Rows::of(event.attachments.iter(), |a| shape::attachment(event, a))),
        ["attachments", id] => match event.attachments.iter().find(|attachment| attachment.id.to_string() == *id) {
            None => Answer::NotFound,
            Some(a) if parameters.get("download").is_some() => {
                Answer::File(a.bytes.clone(), a.media_type.clone(), a.name.clone())
            }
            Some(attachment) => Answer::One(shape::attachment(event, attachment)),
        },
        _ => Answer::NotFound,
    }
}

/// Without a colon in the query nobody is found, and nothing says why: so it is with Sentry.
fn users<'a>(world: &'a World, project: &Project, query: Option<&str>) -> Answer<'a> {
    let mut people: Vec<&Person> = Vec::new();
    for event in world.issues.iter().filter(|issue| issue.project == project.id).flat_map(|issue| &issue.events) {
        if !people.contains(&&event.person) {
            people.push(&event.person);
        }
    }
    if let Some(query) = query {
        let (field, value) = query.trim().split_once(':').unwrap_or_default();
        people.retain(|person| match field {
            "id" => person.id == value,
            "email" => person.email == value,
            "username" => person.username == value,
            "ip" => person.ip == value,
            _ => false,
        });
    }
    Answer::List(Rows::of(people.into_iter(), |person| shape::user(world, person)))
}

/// Without a query only what is not solved is listed: so it is with Sentry.
fn issues<'a>(world: &'a World, parameters: &Parameters) -> Answer<'a> {
    let Some(search) = Search::parse(parameters.get("query").unwrap_or("is:unresolved")) else {
        return Answer::BadRequest("the query cannot be read");
    };
    let fits = |issue: &&Issue| {
        is_of_project(world, issue.project, parameters)
            && search.fits_issue(issue)
            && issue.events.iter().any(|event| search.fits_person(&event.person))
    };
    Answer::List(Rows::of(world.issues().filter(fits), |issue| shape::issue(world, issue)))
}

fn events<'a>(world: &'a World, issue: &str, parameters: &Parameters) -> Answer<'a> {
    let Some(issue) = world.issues().find(|other| other.id.to_string() == issue) else { return Answer::NotFound };
    let Some(search) = Search::parse(parameters.get("query").unwrap_or_default()) else {
        return Answer::BadRequest("the query cannot be read");
    };
    let is_full = parameters.get("full") == Some("true");
    let events = issue.events.iter().filter(|event| search.fits_person(&event.person));
    Answer::List(Rows::of(events, move |event| shape::event(issue, event, is_full)))
}

fn replays<'a>(world: &'a World, parameters: &Parameters) -> Answer<'a> {
    let Some(search) = Search::parse(parameters.get("query").unwrap_or_default()) else {
        return Answer::BadRequest("the query cannot be read");
    };
    let replays = world.replays.iter();
    let replays =
        replays.filter(|replay| is_of_project(world, replay.project, parameters) && search.fits_person(&replay.person));
    Answer::Data(Rows::of(replays, shape::replay))
}

fn is_of_project(world: &World, project: u32, parameters: &Parameters) -> bool {
    let mut wanted =
        parameters.0.iter().filter(|(key, _)| key == "project").map(|(_, value)| value.as_str()).peekable();
    wanted.peek().is_none()
        || wanted.any(|wanted| wanted == "-1" || world.project(wanted).is_some_and(|p| p.id == project))
}
