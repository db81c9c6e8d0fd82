//! The files of an answer: two proofs open them, downloads are counted, and whoever did not ask can lock them.

use chrono::TimeDelta;
use reqwest::Method;
use rightsdesk::{
    casework::{collecting::start, receiving::verify_by_hand},
    config::file::Config,
    demo::company::SYSTEMS,
    kernel::{actor::Actor, ids::StaffId},
    staff::role::Role,
    ticket,
};
use rightsdesk_exporters::open::Settings;
use sea_orm::ConnectionTrait;
use sha2::{Digest, Sha256};
use stage::{
    company,
    desk::{On, PUBLIC, Stage},
    form::{Form, access},
    on_both, package,
    scratch::Scratch,
    visitor::{Page, Visitor},
};

const ADA: &str = "ada@example.org";
const ARCHIVE: &str = "/en/files/archive";

/// A ticket whose package went out.
struct Delivered {
    stage: Stage,
    reference: String,
    code: String,
    _home: Scratch,
}

impl Delivered {
    async fn to(on: On, form: Form<'_>, change: fn(&mut Config)) -> Self {
        let home = Scratch::new("company");
        // One system is enough to have something to hand over.
        let system = SYSTEMS[0];
        let file = home.path().join("system.db");
        rightsdesk::demo::company::found(system, &file).await.expect("the company can be founded");
        let settings = Settings { url: Some(format!("sqlite://{}", file.display()).into()), ..Settings::default() };
        let systems = [company::connected(system.key, system.manifest, settings)];
        let stage = Stage::setting(on).with_systems(systems).with_config(change).set().await;
        let sent = form.send(&mut stage.visitor()).await.is(200);
        let (reference, code) = (sent.by_id("reference"), sent.by_id("access-code"));
        let olive = stage.staff("olive", Role::Officer).await;
        let mut delivered = Self { stage, reference, code, _home: home };
        delivered.work(form.email.is_empty(), olive).await;
        delivered
    }

    async fn work(&mut self, by_hand: bool, olive: StaffId) {
        let desk = &self.stage.desk;
        let ticket = ticket::store::by_reference(&desk.db, &self.reference).await.unwrap().unwrap().id;
        if by_hand {
            let code = verify_by_hand::verify(desk, olive, ticket, "answered in Matrix").await.unwrap();
            self.code = code.expect("a new code").for_people().to_string();
        } else {
            let link = self.link("/v/").await;
            self.stage.visitor().post(&link, &[("answer", "yes")]).await.is(200);
        }
        start::start(desk, olive, ticket).await.unwrap();
        self.stage.run_due_work().await;
        package::let_out(desk, Actor::Staff(olive), ticket).await.unwrap();
        self.stage.run_due_work().await;
    }

    /// The path of the link in the newest mail that has one.
    async fn link(&self, part: &str) -> String {
        self.stage.run_due_work().await;
        let links = self.stage.mail_to(ADA).into_iter().rev().flat_map(|mail| mail.links());
        let link = links.into_iter().find(|link| link.contains(part)).expect("a link");
        link.strip_prefix(PUBLIC).expect("a link to our own pages").to_owned()
    }

    /// Signs in with reference and access code alone.
    async fn signed_in(&self) -> Visitor {
        let mut visitor = self.stage.visitor();
        let fields = [("reference", self.reference.as_str()), ("access_code", self.code.as_str())];
        visitor.post("/en/status", &fields).await.is(303);
        visitor
    }

    /// Shows both proofs.
    async fn proved(&self) -> (Visitor, Page) {
        let mut visitor = self.stage.visitor();
        let link = self.link("/files/").await;
        let door = visitor.post(&link, &[("access_code", &self.code)]).await;
        let page = visitor.follow(door.is(303)).await.is(200);
        (visitor, page)
    }

    /// Has a fresh link sent, and shows both proofs anew.
    async fn proved_again(&self) -> (Visitor, Page) {
        let mut visitor = self.signed_in().await;
        let csrf = visitor.get("/en/status/view").await.field("csrf");
        visitor.post("/en/status/link", &[("csrf", &csrf)]).await.is(200);
        self.proved().await
    }
}

async fn asks_for(visitor: &mut Visitor, headers: &[(&str, &str)]) -> Page {
    let mut request = visitor.request(Method::GET, ARCHIVE);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    visitor.send(request).await
}

on_both! {
    async fn the_files_open_with_both_proofs_and_not_with_one(on: On) {
        let delivered = Delivered::to(on, access(ADA), |_| {}).await;

        // The link alone.
        let mut thief = delivered.stage.visitor();
        let link = delivered.link("/files/").await;
        for _ in 0..5 {
            thief.get(&link).await.is(200).sees("Enter the access code").sees_no("SHA-256");
            thief.head(&link).await.is(200);
        }
        thief.post(&link, &[("access_code", "0000-0000-0000-0000-0000-0000")]).await.is(422).sees("not the access code");
        thief.post(&link, &[("access_code", "")]).await.is(422).sees("Enter the access code");
        assert!(thief.cookies().is_empty());
        thief.get(ARCHIVE).await.is(303);

        // The access code alone.
        let mut shoulder = delivered.signed_in().await;
        shoulder.get("/en/status/view").await.is(200).sees("Your answer is ready");
        assert_eq!(shoulder.get("/en/files").await.is(303).header("location"), Some("/en/status/view"));
        assert_eq!(shoulder.get(ARCHIVE).await.is(303).header("location"), Some("/en/status/view"));

        // Both.
        let (mut ada, page) = delivered.proved().await;
        let page = page.sees("10 downloads are left").sees("Nobody has fetched these files yet");
        let archive = ada.get(ARCHIVE).await.is(200);
        let sha256: String = Sha256::digest(&archive.body).iter().map(|byte| format!("{byte:02x}")).collect();
        page.sees(&sha256).sees("You can fetch your files until 14 December 2026");
        assert_eq!(archive.header("etag"), Some(&*format!("\"{sha256}\"")));
        assert_eq!(archive.header("content-length"), Some(&*archive.body.len().to_string()));
        assert_eq!(archive.header("content-type"), Some("application/zip"));
        assert_eq!(archive.header("accept-ranges"), Some("bytes"));
        assert!(archive.header("content-disposition").is_some_and(|it| it.starts_with("attachment; filename=\"DR-")));
        assert!(archive.header("content-security-policy").is_some_and(|policy| policy.starts_with("sandbox")));
        ada.get("/en/files").await.sees("9 downloads are left").sees("14 November 2026, 12:00");
        delivered.stage.run_due_work().await;
        assert!(delivered.stage.mail_to(ADA).last().unwrap().subject().contains("were fetched"));

        // The link was used: it lets on who used it, and nobody else.
        assert_eq!(ada.get(&link).await.is(303).header("location"), Some("/en/files"));
        let page = thief.get(&link).await.is(200).sees("This link no longer works");
        page.sees("To fetch your files, open your request").sees_no("If you pressed the button");
        thief.post(&link, &[("access_code", &delivered.code)]).await.is(200).sees("This link no longer works");
        shoulder.get(&link).await.is(200).sees("This link no longer works");
    }

    async fn a_download_that_broke_off_goes_on_and_counts_once(on: On) {
        let delivered = Delivered::to(on, access(ADA), |_| {}).await;
        let (mut ada, _) = delivered.proved().await;
        let about = ada.head(ARCHIVE).await.is(200);
        let tag = about.header("etag").expect("a tag").to_owned();
        let size: usize = about.header("content-length").expect("a length").parse().unwrap();
        ada.get("/en/files").await.sees("10 downloads are left");

        let whole = ada.get(ARCHIVE).await.is(200);
        assert_eq!(whole.body.len(), size);
        for (range, from, to) in [
            ("bytes=100-", 100, size),
            ("bytes=100-199", 100, 200),
            ("bytes=-50", size - 50, size),
        ] {
            for headers in [vec![("range", range), ("if-range", &*tag)], vec![("range", range)]] {
                let rest = asks_for(&mut ada, &headers).await.is(206);
                assert_eq!(rest.body, whole.body[from..to], "{headers:?}");
                assert_eq!(rest.header("content-range"), Some(&*format!("bytes {from}-{}/{size}", to - 1)));
                assert_eq!(rest.header("etag"), Some(&*tag));
            }
        }
        let beyond = asks_for(&mut ada, &[("range", &format!("bytes={size}-")), ("if-range", &tag)]).await.is(416);
        assert_eq!(beyond.header("content-range"), Some(&*format!("bytes */{size}")));
        ada.get("/en/files").await.sees("9 downloads are left");

        // What is not the rest of that download is another: of something else, of something unreadable, or elsewhere.
        for headers in [[("range", "bytes=100-"), ("if-range", "\"another\"")], [("range", "lines=1-2"), ("if-range", &*tag)]] {
            assert_eq!(asks_for(&mut ada, &headers).await.is(200).body, whole.body);
        }
        ada.get("/en/files").await.sees("7 downloads are left");
        delivered.stage.clock.advance(TimeDelta::seconds(1));
        let (mut elsewhere, _) = delivered.proved_again().await;
        asks_for(&mut elsewhere, &[("range", "bytes=100-"), ("if-range", &tag)]).await.is(200);
        elsewhere.get("/en/files").await.sees("6 downloads are left");
    }

    async fn downloads_run_out(on: On) {
        let delivered = Delivered::to(on, access(ADA), |config| config.archive.downloads = 2).await;
        let (mut ada, page) = delivered.proved().await;
        page.sees("2 downloads are left");
        ada.get(ARCHIVE).await.is(200);
        ada.get("/en/files").await.sees("One download is left");
        ada.get(ARCHIVE).await.is(200);
        ada.get(ARCHIVE).await.is(410).sees("These files are gone");
        // All of it again is no rest of what was fetched, however it is called; a rest is.
        let tag = ada.head(ARCHIVE).await.is(200).header("etag").expect("a tag").to_owned();
        for range in ["bytes=0-", "bytes=0-99", "bytes=-999999999"] {
            asks_for(&mut ada, &[("range", range)]).await.is(410);
            asks_for(&mut ada, &[("range", range), ("if-range", &tag)]).await.is(410);
        }
        asks_for(&mut ada, &[("range", "bytes=100-"), ("if-range", &tag)]).await.is(206);
    }

    async fn the_first_fetch_is_told_of_whatever_the_configuration_says_by_then(on: On) {
        let delivered = Delivered::to(on, access(ADA), |config| config.archive.downloads = 2).await;
        // The house allowed more when this one went out.
        let changed = "UPDATE archive SET downloads_left = 5";
        delivered.stage.desk.db.execute_unprepared(changed).await.unwrap();
        let (mut ada, _) = delivered.proved().await;
        for _ in 0..4 {
            ada.get(ARCHIVE).await.is(200);
        }
        delivered.stage.run_due_work().await;
        let told = delivered.stage.mail_to(ADA).iter().filter(|mail| mail.subject().contains("were fetched")).count();
        assert_eq!(told, 1);
    }

    async fn files_go_when_their_time_is_up(on: On) {
        let delivered = Delivered::to(on, access(ADA), |_| {}).await;
        let link = delivered.link("/files/").await;
        delivered.stage.clock.advance(TimeDelta::hours(25));
        delivered.stage.visitor().get(&link).await.sees("This link no longer works");
        let (mut ada, _) = delivered.proved_again().await;
        ada.get(ARCHIVE).await.is(200);
        delivered.stage.clock.advance(TimeDelta::days(30));
        delivered.stage.run_due_work().await;
        let mut ada = delivered.signed_in().await;
        ada.get("/en/status/view").await.is(200).sees("This request is closed").sees_no("fresh download link");
        ada.get("/en/files").await.is(303);
    }

    async fn this_was_not_me_locks_everybody_out(on: On) {
        let delivered = Delivered::to(on, access(ADA), |_| {}).await;
        let (mut thief, _) = delivered.proved().await;
        thief.get(ARCHIVE).await.is(200);
        let (mut ada, page) = delivered.proved_again().await;
        let lock = "/en/files/own/lock";
        assert!(page.source().contains(&format!("action=\"{lock}\"")), "the button leads there");
        ada.post(lock, &[("csrf", "made up")]).await.is(400);
        thief.get(ARCHIVE).await.is(200);
        ada.post(lock, &[("csrf", &page.field("csrf"))]).await.is(200).sees("Your files are locked");
        assert!(ada.cookies().is_empty());
        thief.get(ARCHIVE).await.is(303);
        let range = [("range", "bytes=100-")];
        asks_for(&mut thief, &range).await.is(303);
        let mut again = delivered.signed_in().await;
        again.get("/en/status/view").await.is(200).sees_no("fresh download link");
    }

    async fn a_passphrase_is_shown_behind_the_access_code_and_never_mailed(on: On) {
        let form = Form { details: &[("delivery", "attachment")], ..access(ADA) };
        let delivered = Delivered::to(on, form, |_| {}).await;
        let mut ada = delivered.signed_in().await;
        let status = ada.get("/en/status/view").await.is(200).sees("If a locked file came with our message");
        let passphrase = status.by_id("passphrase");
        assert!(passphrase.len() >= 20, "{passphrase}");
        let mails = delivered.stage.mail_to(ADA);
        let carrier = mails.iter().find(|mail| !mail.attachments().is_empty()).expect("a mail with the archive");
        rightsdesk_archive::open::unwrap_mailed(&carrier.attachments()[0].content, &passphrase).expect("it opens");
        assert!(mails.iter().all(|mail| !String::from_utf8_lossy(&mail.raw).contains(&passphrase)));
    }

    async fn what_does_not_fit_into_a_mail_is_fetched(on: On) {
        let form = Form { details: &[("delivery", "attachment")], ..access(ADA) };
        let delivered = Delivered::to(on, form, |config| config.mail.attach_up_to = 10).await;
        let mut ada = delivered.signed_in().await;
        ada.get("/en/status/view").await.is(200).sees_no("Your answer is in your mailbox");
        let (mut ada, _) = delivered.proved().await;
        ada.get(ARCHIVE).await.is(200);
    }

    async fn with_a_matrix_id_alone_the_check_by_staff_is_the_other_proof(on: On) {
        let form = Form { matrix_id: "@ada:example.org", ..access("") };
        let delivered = Delivered::to(on, form, |_| {}).await;
        let mut ada = delivered.signed_in().await;
        let status = ada.get("/en/status/view").await.is(200).sees("Show my files").sees_no("fresh download link");
        assert!(status.source().contains("href=\"/en/files\""));
        ada.get("/en/files").await.is(200);
        ada.get(ARCHIVE).await.is(200);
    }
}
