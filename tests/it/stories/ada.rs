//! Ada, at the public pages in her own language, with a mailbox of her own.

use rightsdesk::words::{date, language::Language};
use rightsdesk_archive::open;
use stage::{
    desk::PUBLIC,
    form::Form,
    visitor::{Page, Visitor},
};

use super::town::Town;

/// Where she gets her mail.
pub(super) const ADA: &str = "ada@example.org";

/// Ada, and what the page told her after sending.
pub(super) struct Ada {
    visitor: Visitor,
    language: Language,
    pub(super) reference: String,
    code: String,
}

/// A page that she can read.
#[track_caller]
fn in_own(page: Page, language: Language) -> Page {
    let tag = format!("<html lang=\"{}\"", language.code());
    assert!(page.source().contains(&tag), "this page is in another language: {}", page.source());
    page
}

impl Ada {
    /// She fills in the form and confirms by the link that was mailed to her.
    pub(super) async fn asks(town: &Town, rights: &[&str], details: &[(&str, &str)]) -> Self {
        let language = town.tale.language;
        let mut visitor = town.stage.visitor();
        let form = Form { language: language.code(), rights, email: ADA, matrix_id: "", details };
        let sent = in_own(form.send(&mut visitor).await.is(200), language).sees(language.public().sent.title);
        let ada = Self { visitor, language, reference: sent.by_id("reference"), code: sent.by_id("access-code") };
        ada.confirms(town).await
    }

    /// She objects to what the law lets nobody weigh.
    pub(super) async fn objects(town: &Town, aim: &str) -> Self {
        let language = town.tale.language;
        let step = |step: &str| format!("/{}/r/{step}", language.code());
        let mut visitor = town.stage.visitor();
        let start = visitor.get(&format!("/{}", language.code())).await.is(200).field("state");
        let contact = visitor.post(&step("rights"), &[("aim", aim), ("state", &start)]).await.is(200).field("state");
        let fields = [("email", ADA), ("matrix_id", ""), ("state", contact.as_str())];
        let details = visitor.post(&step("contact"), &fields).await.is(200).field("state");
        let check = visitor.post(&step("details"), &[("state", &details)]).await.is(200).field("state");
        let sent = in_own(visitor.post(&step("send"), &[("state", &check)]).await.is(200), language);
        let (reference, code) = (sent.by_id("reference"), sent.by_id("access-code"));
        Self { visitor, language, reference, code }
    }

    /// She opens the link, which changes nothing, and presses the button behind it.
    pub(super) async fn confirms(mut self, town: &Town) -> Self {
        let w = self.language.public();
        self.enters().await.sees(w.status.unconfirmed);
        let link = self.mailed(town, "/v/").await;
        for _ in 0..2 {
            in_own(self.visitor.get(&link).await.is(200), self.language).sees(w.confirm.title);
        }
        self.visitor.get(&self.at("/status/view")).await.sees(w.status.unconfirmed);
        let confirmed = in_own(self.visitor.post(&link, &[("answer", "yes")]).await.is(200), self.language);
        confirmed.sees(w.confirmed.title);
        town.stage.run_due_work().await;
        self
    }

    /// The newest link of this sort in her mailbox.
    pub(super) async fn mailed(&self, town: &Town, part: &str) -> String {
        town.stage.run_due_work().await;
        let mails = town.post.mailbox.to(ADA);
        let part = format!("/{}{part}", self.language.code());
        let link = mails.iter().rev().flat_map(|mail| mail.links()).find(|link| link.contains(&part));
        let link = link.unwrap_or_else(|| panic!("no mail leads to {part}"));
        link.strip_prefix(PUBLIC).expect("a link to our own pages").to_owned()
    }

    fn at(&self, path: &str) -> String {
        format!("/{}{path}", self.language.code())
    }

    /// Her request, with the reference and the access code alone.
    pub(super) async fn enters(&mut self) -> Page {
        let fields = [("reference", self.reference.as_str()), ("access_code", self.code.as_str())];
        let door = self.visitor.post(&self.at("/status"), &fields).await.is(303);
        let page = self.visitor.follow(door).await.is(200);
        in_own(page, self.language).sees(self.language.public().status.title)
    }

    /// Her request, with both proofs: a link is mailed to her, and asks for the access code.
    pub(super) async fn proves(&mut self, town: &Town) -> Page {
        let csrf = self.enters().await.field("csrf");
        self.visitor.post(&self.at("/status/link"), &[("csrf", &csrf)]).await.is(200);
        self.opens_link(town).await;
        self.sees("/status/view").await
    }

    /// She opens the mailed link and types the code, which nobody has who only reads her mail.
    pub(super) async fn opens_link(&mut self, town: &Town) {
        let link = self.mailed(town, "/files/").await;
        let page = in_own(self.visitor.get(&link).await.is(200), self.language);
        page.sees(self.language.public().files.ask_code);
        self.visitor.post(&link, &[("access_code", "AAAA-AAAA-AAAA-AAAA")]).await.is(422);
        self.visitor.post(&link, &[("access_code", &self.code)]).await.is(303);
    }

    /// A page of hers.
    pub(super) async fn sees(&mut self, path: &str) -> Page {
        let path = self.at(path);
        in_own(self.visitor.get(&path).await.is(200), self.language)
    }

    /// Sends a form of her own page.
    pub(super) async fn sends(&mut self, path: &str, fields: &[(&str, &str)]) {
        let csrf = self.sees("/status/view").await.field("csrf");
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        let path = self.at(path);
        self.visitor.post(&path, &all).await.is(303);
    }

    /// What she was asked, answered on her page.
    pub(super) async fn replies(&mut self, reply: &str) {
        let page = self.enters().await.sees(self.language.asking().status_title);
        let question = page.field("question");
        self.sends("/status/question", &[("question", &question), ("reply", reply)]).await;
    }

    /// She says what is right in one field of what one system holds.
    pub(super) async fn corrects(&mut self, task: &str, field: &str, right: &str) {
        let page = self.sees("/status/corrections").await;
        let mut values = page.source().split("name=\"which\" value=\"").skip(1);
        let begins = format!("{task}|");
        let is_meant = |it: &&str| it.starts_with(&begins) && it.contains(&format!("|{field}|"));
        let which = values.by_ref().filter_map(|it| it.split('"').next()).find(is_meant).expect("a field of that name");
        let csrf = page.field("csrf");
        let path = self.at("/status/corrections");
        self.visitor.post(&path, &[("csrf", &csrf), ("which", which), ("right", right)]).await.is(303);
        self.sees("/status/corrections").await.sees(right);
    }

    /// The archive, fetched with both proofs; what is in its files, by path. It is whole.
    pub(super) async fn fetches(&mut self, town: &Town) -> Vec<(String, String)> {
        // Who has the code alone is not let in.
        let mut mallory = self.visitor.clone();
        self.enters().await;
        mallory.get(&self.at("/files/archive")).await.is(303);
        self.opens_link(town).await;
        self.sees("/files").await.sees(&format!("{}.zip", self.reference));
        let path = self.at("/files/archive");
        let zip = self.visitor.get(&path).await.is(200).body;
        let manifest = open::verify(std::io::Cursor::new(&zip)).expect("a sound archive");
        assert_eq!(manifest.reference, self.reference);
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip)).expect("a zip");
        let mut files = Vec::new();
        for number in 0..zip.len() {
            let mut file = zip.by_index(number).expect("an entry");
            let name = file.name().expect("a name").into_owned();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut bytes).expect("a file that opens");
            files.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
        files
    }

    /// A day as her letters and pages write it.
    pub(super) fn day(&self, day: &str) -> String {
        date::date(day.parse().expect("a day"), self.language)
    }
}
