//! The people of the demo company in the error tracker, and those who are nearly called the same.

use chrono::{DateTime, Utc};

use super::world::{Attachment, Event, Feedback, Issue, Person, Project, Replay, World, id_of};

/// The token of the demo.
pub const TOKEN: &str = "demo-error-tracker-token";

/// The token of the demo that may delete.
pub const ERASE_TOKEN: &str = "demo-error-tracker-erase-token";

/// The web app's number.
const WEB: u32 = 4501;
/// The bridge's number.
const BRIDGE: u32 = 4502;

/// The demo company's errors: one app.
pub fn company(now: DateTime<Utc>) -> World {
    let mut world = both_apps(now);
    world.projects.retain(|project| project.id == WEB);
    world.issues.retain(|issue| issue.project == WEB);
    world
}

/// The same with a second app, in which the numbers of users mean other people.
pub fn both_apps(now: DateTime<Utc>) -> World {
    let mut world = World {
        organization: "example".to_owned(),
        token: TOKEN.to_owned(),
        erase_token: ERASE_TOKEN.to_owned(),
        now,
        page_size: 100,
        users_a_minute: 5,
        projects: vec![project(WEB, "web", "javascript"), project(BRIDGE, "bridge", "python")],
        issues: Vec::new(),
        feedback: Vec::new(),
        replays: Vec::new(),
    };
    let ada = person("42", "ada@example.org", "", "198.51.100.7");
    let ada_by_matrix_id = person("@ada:example.org", "", "", "198.51.100.7");
    let ada_by_name = person("", "", "@ada:example.org", "2001:db8::7");
    let ada_by_number = person("42", "", "", "198.51.100.7");
    let grace = person("43", "grace@example.org", "@grace:example.org", "198.51.100.8");
    let bob = person("44", "bob@example.net", "@malice:example.org", "203.0.113.66");
    // The bridge counts its users on its own: its 42 is Bob.
    let bob_of_the_bridge = Person { id: "42".to_owned(), ..bob.clone() };
    let elodie = person("45", "elodie@example.fr", "@elodie:example.org", "198.51.100.9");
    let nearly = [
        person("@ada:example.org.evil.net", "", "@ada:example.org.evil.net", "203.0.113.1"),
        person("", "adam@example.org", "", "203.0.113.2"),
        person("", "xada@example.org", "", "203.0.113.3"),
        person("", "Ada@example.org", "", "203.0.113.4"),
        person("@malice:example.org", "ada@example.org.evil.net", "", "203.0.113.5"),
    ];

    let shared = [&ada, &grace, &bob, &elodie, &ada, &ada_by_matrix_id].into_iter().chain(&nearly);
    world.issues = vec![
        issue(&world, 1001, WEB, "TypeError: room is undefined", "unresolved", shared),
        issue(&world, 1002, WEB, "NetworkError: failed to fetch", "resolved", [&ada_by_matrix_id, &nearly[0]]),
        issue(&world, 1003, WEB, "RangeError: invalid date", "ignored", [&ada_by_name]),
        issue(&world, 1004, WEB, "SecurityError: blocked a frame", "unresolved", [&ada_by_number]),
        issue(&world, 1005, WEB, "Grace's own error", "unresolved", [&grace]),
        issue(&world, 1006, WEB, "User Feedback", "unresolved", [&ada, &grace]),
        issue(&world, 2001, BRIDGE, "TimeoutError: homeserver", "unresolved", [&bob_of_the_bridge, &grace]),
    ];
    world.issues[5].category = "feedback";
    world.issues[0].events[0].attachments = vec![
        attachment(71, "screenshot.png", "image/png", b"\x89PNG\r\n\x1a\n a picture of Ada's screen"),
        attachment(72, "view-hierarchy.json", "application/json", br#"{"windows":[]}"#),
    ];
    world.issues[0].events[1].attachments =
        vec![attachment(73, "graces-screen.png", "image/png", b"\x89PNG not Ada's")];
    let about = world.issues[0].events[0].id.clone();
    world.feedback = vec![
        feedback(31, "Ada Lovelace", "ada@example.org", "The room list went blank, and Grace saw it too.", &about),
        feedback(32, "Grace Hopper", "grace@example.org", "Same here.", &about),
        feedback(33, "Adam", "adam@example.org", "And here.", &about),
    ];
    world.replays = vec![replay(&world, &ada, 2), replay(&world, &grace, 1), replay(&world, &nearly[0], 1)];
    world
}

fn project(id: u32, slug: &str, platform: &str) -> Project {
    Project { id, slug: slug.to_owned(), platform: platform.to_owned() }
}

fn person(id: &str, email: &str, username: &str, ip: &str) -> Person {
    let [id, email, username, ip] = [id, email, username, ip].map(str::to_owned);
    Person { id, email, username, ip }
}

fn issue<'a>(
    world: &World,
    id: u32,
    project: u32,
    title: &str,
    status: &'static str,
    people: impl IntoIterator<Item = &'a Person>,
) -> Issue {
    let events = people.into_iter().zip(1..).map(|(person, n)| Event {
        id: id_of(&format!("event {id} {n}")),
        person: person.clone(),
        at: world.hours_ago(i64::from(id % 100) * 24 + n),
        message: format!("{title} ({n})"),
        attachments: Vec::new(),
    });
    Issue {
        id,
        project,
        title: title.to_owned(),
        status,
        category: "error",
        events: events.collect(),
        deleted_at: None,
    }
}

fn attachment(id: u32, name: &str, media_type: &str, bytes: &[u8]) -> Attachment {
    Attachment { id, name: name.to_owned(), media_type: media_type.to_owned(), bytes: bytes.to_vec() }
}

fn feedback(id: u32, name: &str, email: &str, comments: &str, event: &str) -> Feedback {
    let [name, email, comments, event] = [name, email, comments, event].map(str::to_owned);
    Feedback { id, project: WEB, name, email, comments, event }
}

fn replay(world: &World, person: &Person, segments: usize) -> Replay {
    Replay {
        id: id_of(&format!("replay {person:?}")),
        project: WEB,
        person: person.clone(),
        at: world.hours_ago(30),
        urls: vec!["https://app.example.org/#/home".to_owned()],
        segments,
    }
}
