//! The replies, in the shape of the vendor's published description.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::world::{Attachment, Event, Feedback, Issue, Person, Project, Replay, World};

pub fn project(world: &World, project: &Project) -> Value {
    json!({
        "id": project.id.to_string(), "slug": project.slug, "name": project.slug, "platform": project.platform,
        "dateCreated": time(world.hours_ago(9000)), "isBookmarked": false, "isMember": true, "features": [],
        "firstEvent": null, "firstTransactionEvent": false, "access": [], "hasAccess": true, "hasFeedbacks": true,
        "hasFlags": false, "hasMinifiedStackTrace": false, "hasMonitors": false, "hasNewFeedbacks": true,
        "hasProfiles": false, "hasReplays": true, "hasSessions": false, "hasInsightsHttp": false, "hasInsightsDb": false,
        "hasInsightsAssets": false, "hasInsightsAppStart": false, "hasInsightsScreenLoad": false,
        "hasInsightsVitals": false, "hasInsightsCaches": false, "hasInsightsQueues": false,
        "hasInsightsAgentMonitoring": false, "hasInsightsMCP": false, "hasLogs": false, "hasTraceMetrics": false,
        "hasUserReports": true, "environments": ["production"], "latestRelease": null, "platforms": [], "team": null,
        "teams": [],
    })
}

/// A user of a project: whoever was named there with the same words.
pub fn user(world: &World, person: &Person) -> Value {
    let (field, value) =
        [("id", &person.id), ("email", &person.email), ("username", &person.username), ("ip", &person.ip)]
            .into_iter()
            .find(|(_, value)| !value.is_empty())
            .unwrap_or(("ip", &person.ip));
    let hash = hex(&Sha256::digest(format!("{field}:{value}"))[..16]);
    json!({
        "id": null, "tagValue": format!("{field}:{value}"), "identifier": person.id, "username": person.username,
        "email": person.email, "name": person.username, "ipAddress": person.ip,
        "avatarUrl": format!("https://avatar.example/{hash}?s=32"), "hash": hash, "dateCreated": time(world.hours_ago(500)),
    })
}

pub fn issue(world: &World, issue: &Issue) -> Value {
    let mut people: Vec<&Person> = Vec::new();
    for event in &issue.events {
        if !people.contains(&&event.person) {
            people.push(&event.person);
        }
    }
    let project = project_of(world, issue.project);
    let first = issue.events.iter().map(|event| event.at).min().unwrap_or(world.now);
    let last = issue.events.iter().map(|event| event.at).max().unwrap_or(world.now);
    let (first, last) = (time(first), time(last));
    let lifetime = json!({
        "count": issue.events.len().to_string(), "userCount": people.len(), "firstSeen": first, "lastSeen": last, "stats": {},
    });
    let of_issue = json!({
        "id": issue.id.to_string(), "shareId": null, "shortId": format!("{}-{}", project.slug.to_uppercase(), issue.id),
        "title": issue.title, "culprit": "/#/home", "permalink": format!("https://errors.example/issues/{}/", issue.id),
        "logger": null, "level": "error", "status": issue.status, "statusDetails": {}, "substatus": null,
        "isPublic": false, "platform": project.platform, "priority": "medium", "priorityLockedAt": null,
        "seerFixabilityScore": null, "seerAutofixLastTriggered": null, "seerExplorerAutofixLastTriggered": null,
        "project": {
            "id": project.id.to_string(), "name": project.slug, "slug": project.slug, "platform": project.platform,
        },
        "type": if issue.category == "feedback" { "feedback" } else { "error" },
        "issueType": issue.category, "issueCategory": issue.category, "metadata": {"title": issue.title},
        "numComments": 0, "count": issue.events.len().to_string(), "userCount": people.len(), "firstSeen": first,
        "lastSeen": last,
    });
    // What our own staff do with it, and figures about everybody: nothing of it is one person's.
    let of_staff = json!({
        "assignedTo": {"type": "user", "id": "1", "name": "Staff Member", "email": "staff@company.example"},
        "isBookmarked": false, "isSubscribed": false, "subscriptionDetails": null, "hasSeen": false, "annotations": [],
        "isUnhandled": true, "stats": {"24h": []}, "lifetime": lifetime, "filtered": null, "sessionCount": 0,
        "inbox": {
            "reason": 0, "date_added": first,
            "reason_details": {"until": null, "count": null, "window": null, "user_count": null, "user_window": null},
        },
        "owners": {"type": "suspectCommit", "owner": "user:1", "date_added": first},
        "integrationIssues": [], "sentryAppIssues": [], "latestEventHasAttachments": false, "matchingEventId": null,
        "matchingEventEnvironment": null,
        "derivedData": {
            "blocker": "none", "progress": "none", "status": "open", "viewCount": 1, "hasOpenFixPr": false,
            "isAssigned": true, "hasRootCause": false, "lastCompletedAutofixStep": "none", "lastProgressedAt": null,
        },
    });
    both(of_issue, of_staff)
}

pub fn event(issue: &Issue, event: &Event, is_full: bool) -> Value {
    let person = &event.person;
    let shape = json!({
        "id": event.id, "eventID": event.id, "event.type": "error", "groupID": issue.id.to_string(),
        "projectID": issue.project.to_string(), "message": event.message, "title": issue.title, "location": null,
        "culprit": "/#/home", "user": user_of(person),
        "tags": [{"key": "browser", "value": "Firefox 140"}, {"key": "environment", "value": "production"}],
        "platform": "javascript", "dateCreated": time(event.at), "crashFile": null, "metadata": {"title": issue.title},
    });
    if !is_full {
        return shape;
    }
    let body = json!({
        "contexts": {"browser": {"name": "Firefox", "version": "140.0"}},
        "entries": [
            {"type": "request", "data": {
                "method": "GET", "url": "https://app.example.org/",
                "cookies": [["session", "a-secret-of-the-person"]],
                "headers": [["Authorization", "Bearer a-secret-of-the-person"], ["User-Agent", "Firefox"]],
            }},
            {"type": "breadcrumbs", "data": {"values": [{"category": "ui.click", "message": "button.send"}]}},
        ],
    });
    both(shape, body)
}

pub fn attachment(event: &Event, attachment: &Attachment) -> Value {
    json!({
        "id": attachment.id.to_string(), "event_id": event.id, "type": "event.attachment", "name": attachment.name,
        "mimetype": attachment.media_type, "dateCreated": time(event.at), "size": attachment.bytes.len(),
        "headers": {"Content-Type": attachment.media_type}, "sha1": null,
    })
}

pub fn feedback(world: &World, feedback: &Feedback) -> Value {
    json!({
        "id": feedback.id.to_string(), "eventID": feedback.event, "event": {"eventID": feedback.event, "id": null},
        "name": feedback.name, "email": feedback.email, "comments": feedback.comments, "user": null, "issue": null,
        "dateCreated": time(world.hours_ago(25)),
    })
}

pub fn replay(replay: &Replay) -> Value {
    let person = &replay.person;
    json!({
        "id": replay.id, "project_id": replay.project.to_string(), "trace_ids": [], "error_ids": [],
        "environment": "production", "tags": {}, "is_archived": false, "urls": replay.urls, "clicks": [],
        "user": {
            "id": or_null(&person.id), "username": or_null(&person.username), "email": or_null(&person.email),
            "ip": or_null(&person.ip), "display_name": or_null(&person.email),
            "geo": {"city": null, "country_code": "GB", "region": null, "subdivision": null},
        },
        "sdk": {"name": "javascript", "version": "10.0"}, "os": {"name": "Linux", "version": null},
        "browser": {"name": "Firefox", "version": "140.0"},
        "device": {"name": null, "brand": null, "model": null, "family": null},
        "count_dead_clicks": 0, "count_rage_clicks": 0, "count_errors": 1, "duration": 60, "activity": 3,
        "started_at": time(replay.at), "finished_at": time(replay.at), "count_urls": replay.urls.len(),
        "replay_type": "session", "count_segments": replay.segments, "platform": "javascript", "releases": [],
        "dist": null, "count_warnings": 0, "count_infos": 0, "has_viewed": true,
    })
}

pub fn segment(replay: &Replay, number: usize) -> Value {
    json!([{"type": 3, "timestamp": replay.at.timestamp_millis(), "data": {"segment": number, "text": "what was shown"}}])
}

fn both(mut one: Value, other: Value) -> Value {
    if let (Some(one), Value::Object(other)) = (one.as_object_mut(), other) {
        one.extend(other);
    }
    one
}

fn user_of(person: &Person) -> Value {
    json!({
        "id": or_null(&person.id), "email": or_null(&person.email), "username": or_null(&person.username),
        "ip_address": or_null(&person.ip), "name": null, "geo": {"country_code": "GB"}, "data": null,
    })
}

fn project_of(world: &World, id: u32) -> &Project {
    world.projects.iter().find(|project| project.id == id).expect("every issue is of a project of its world")
}

fn or_null(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { text.into() }
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
