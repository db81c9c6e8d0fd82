//! What staff do at their pages, and what they must not be able to do.

mod after_erasing;
mod agents;
mod asking;
mod case;
mod children;
mod complaining;
mod complaining_alone;
mod days;
pub(crate) mod deciding;
mod door;
pub(crate) mod erasing;
mod erasure_grounds;
mod extension;
mod guards;
mod handing_on;
mod house;
mod letters;
mod progress;
mod proving;
mod queue;
mod reply_texts;
mod report;
mod rights;
mod shared_rows;
mod without_authority;

use std::collections::BTreeSet;

use rightsdesk::{
    casework::receiving::{
        receive::{self, Asking, Receipt},
        verify_by_hand,
    },
    identifier::check,
    kernel::{actor::Actor, ids::StaffId},
    rights::right::Right,
    staff::role::Role,
    ticket::intake::{Channel, Delivery},
    words::language::Language,
};
use stage::{
    desk::{PASSWORD, Stage},
    visitor::{Page, Visitor},
};

/// A member of staff at their browser, signed in.
pub(crate) struct Colleague {
    pub(crate) visitor: Visitor,
    pub(crate) id: StaffId,
    token: String,
}

impl Colleague {
    /// Somebody new who signs in.
    pub(crate) async fn enters(stage: &Stage, login: &str, role: Role) -> Self {
        let id = stage.staff(login, role).await;
        let mut colleague = Self { visitor: stage.colleague(), id, token: String::new() };
        colleague.signs_in(login).await;
        colleague
    }

    pub(crate) async fn signs_in(&mut self, login: &str) {
        let fields = [("csrf", ""), ("name", login), ("password", PASSWORD), ("next", "")];
        let entered = self.visitor.post("/desk/sign-in", &fields).await.is(303);
        let page = self.visitor.follow(entered).await.is(200);
        self.token = page.field("csrf");
    }

    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.visitor.get(path).await
    }

    /// Sends a form with its token.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut all = vec![("csrf", self.token.as_str())];
        all.extend_from_slice(fields);
        self.visitor.post(path, &all).await
    }

    /// Sends a form, is led on, and returns the page after.
    pub(crate) async fn does(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let led_on = self.post(path, fields).await.is(303);
        let page = self.visitor.follow(led_on).await.is(200);
        assert!(
            !page.source().contains("action=\"/desk/sign-in\""),
            "{path}: the session has run out, and nothing was done"
        );
        page
    }

    /// Lets the package out that the ticket's page shows.
    pub(crate) async fn releases(&mut self, ticket: &str) -> Page {
        let seen = self.get(ticket).await.is(200).field("package");
        self.does(&format!("{ticket}/release"), &[("package", &seen)]).await
    }

    /// Which answer waits for a second person, as the forms on the ticket's page say; the address is one of them, `…/agreement` or
    /// `…/return`. Where nothing waits it is none that there ever was.
    pub(crate) async fn proposal(&mut self, path: &str) -> String {
        let (ticket, request) = path.split_once("/requests/").expect("an address below a request");
        let request = request.split('/').next().expect("its id");
        let page = self.get(ticket).await.is(200);
        let mut forms =
            page.source().split("<form ").filter(|form| form.contains(&format!("/requests/{request}/return\"")));
        let field = forms.next().and_then(|form| form.split_once("name=\"proposal\" value=\""));
        field.and_then(|(_, rest)| rest.split('"').next()).unwrap_or("00000000-0000-0000-0000-00000000000f").to_owned()
    }

    /// Tries to agree to the answer that waits, or to send it back.
    pub(crate) async fn tries_to_settle(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let seen = self.proposal(path).await;
        self.post(path, &[&[("proposal", seen.as_str())][..], fields].concat()).await
    }

    /// Does it.
    pub(crate) async fn settles(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let led_on = self.tries_to_settle(path, fields).await.is(303);
        self.visitor.follow(led_on).await.is(200)
    }

    /// Finishes a task by hand, with files.
    pub(crate) async fn finishes(&mut self, path: &str, outcome: &str, note: &str, files: &[(&str, &str)]) -> Page {
        let text = |text: &str| reqwest::multipart::Part::text(text.to_owned());
        let mut form = reqwest::multipart::Form::new()
            .part("csrf", text(&self.token))
            .part("outcome", text(outcome))
            .part("note", text(note));
        if files.is_empty() {
            // What a browser sends when no file was chosen.
            form = form.part("files", text("").file_name("").mime_str("application/octet-stream").unwrap());
        }
        for (name, content) in files {
            form = form.part("files", text(content).file_name((*name).to_owned()));
        }
        let request = self.visitor.request(reqwest::Method::POST, path).multipart(form);
        self.visitor.send(request).await
    }
}

/// Somebody asks at the public door.
pub(crate) async fn asks(stage: &Stage, email: &str, rights: &[Right]) -> Receipt {
    asks_saying(stage, email, rights, "Please send me everything since 2019.").await
}

/// What somebody asks by mail who asks for nothing yet.
pub(crate) fn asking(email: &str) -> Asking {
    Asking {
        part: None,
        rights: BTreeSet::new(),
        contact: check::read("email", email).unwrap(),
        others: Vec::new(),
        message: String::new(),
        delivery: Delivery::Link,
        language: Language::En,
        channel: Channel::Mail,
        agent: None,
        received_on: None,
    }
}

async fn asks_saying(stage: &Stage, email: &str, rights: &[Right], message: &str) -> Receipt {
    let asking = Asking {
        part: None,
        rights: rights.iter().copied().collect::<BTreeSet<_>>(),
        contact: check::read("email", email).unwrap(),
        others: vec![check::read("matrix_id", "@ada:example.org").unwrap()],
        message: message.to_owned(),
        delivery: Delivery::Link,
        language: Language::En,
        channel: Channel::Web,
        agent: None,
        received_on: None,
    };
    receive::receive(&stage.desk, asking, Actor::Subject).await.unwrap()
}

/// Somebody asks, and is known to be who they say.
pub(crate) async fn asks_verified(stage: &Stage, by: StaffId, email: &str, rights: &[Right]) -> Receipt {
    let receipt = asks(stage, email, rights).await;
    verify_by_hand::verify(&stage.desk, by, receipt.id, "They showed us their badge.").await.unwrap();
    receipt
}

pub(crate) fn ticket(receipt: &Receipt) -> String {
    format!("/desk/t/{}", receipt.reference)
}

/// The addresses on a page that lead to `kind` of a ticket: `tasks`, `package`, `identifiers`.
pub(crate) fn addresses(page: &Page, kind: &str) -> Vec<String> {
    let source = page.source();
    let quoted = source.split('"').filter(|text| text.starts_with("/desk/t/") && text.contains(&format!("/{kind}/")));
    quoted.map(str::to_owned).collect::<BTreeSet<_>>().into_iter().collect()
}
