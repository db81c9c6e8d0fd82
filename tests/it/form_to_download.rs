//! From the form to the download, on a phone, without scripts, in a real browser.

use rightsdesk::{casework::collecting::start, kernel::actor::Actor, staff::role::Role, ticket};
use stage::{
    browser::{Browser, Script, Window},
    company::found_in,
    desk::{On, Stage},
    on_both, package,
    scratch::Scratch,
};

/// The newest mail's link to such a page.
async fn link(stage: &Stage, part: &str) -> String {
    stage.run_due_work().await;
    let mail = stage.mail_to("ada@example.org").pop().expect("a mail");
    mail.links().into_iter().find(|link| link.contains(part)).expect("a link")
}

/// What stands in the element with this id.
async fn by_id(browser: &Browser, id: &str) -> String {
    let source = browser.client.source().await.expect("a page");
    rightsdesk::demo::browser::html::text_of(&source, id).expect("an element of this id")
}

/// Nothing sticks out to the right, and the browser has nothing to complain about.
async fn is_in_order(browser: &Browser, name: &str) {
    assert_eq!(browser.sideways().await, 0, "{name} sticks out");
    assert_eq!(browser.complaints().await, Vec::<String>::new(), "{name}");
    browser.screenshot(&format!("phone-{name}")).await;
}

on_both! {
    async fn a_person_goes_from_the_form_to_the_download(on: On) {
        let home = Scratch::new("company");
        let (systems, _tracker) = found_in(home.path()).await;
        let stage = Stage::setting(on).with_systems(systems).for_browsers().set().await;
        let browser = Browser::open(Window::Phone, Script::Off).await;

        browser.goto(&format!("{}/en", stage.desk.config.desk.public_url)).await;
        is_in_order(&browser, "rights").await;
        browser.choose("right", "access").await;
        browser.press("Continue").await;
        is_in_order(&browser, "contact").await;
        browser.fill("email", "ada@example.org").await;
        browser.press("Continue").await;
        is_in_order(&browser, "details").await;
        browser.press("Continue").await;
        browser.sees("ada@example.org").await;
        is_in_order(&browser, "check").await;
        browser.press("Send my request").await;
        let (reference, code) = (by_id(&browser, "reference").await, by_id(&browser, "access-code").await);
        is_in_order(&browser, "sent").await;

        browser.goto(&link(&stage, "/v/").await).await;
        is_in_order(&browser, "confirm").await;
        browser.press("Yes, this was me – confirm").await;
        is_in_order(&browser, "confirmed").await;

        let officer = stage.staff("olive", Role::Officer).await;
        let ticket = ticket::store::by_reference(&stage.desk.db, &reference).await.expect("tickets").expect("a ticket");
        start::start(&stage.desk, officer, ticket.id).await.expect("a ticket that starts");
        stage.run_due_work().await;
        package::let_out(&stage.desk, Actor::Staff(officer), ticket.id).await.expect("a package that goes out");

        browser.goto(&link(&stage, "/files/").await).await;
        is_in_order(&browser, "code").await;
        browser.fill("access_code", &code).await;
        browser.follow(fantoccini::Locator::Css("main form button.main")).await;
        browser.sees(&format!("{reference}.zip")).await;
        is_in_order(&browser, "files").await;

        // What the link gives, asked for with the browser's own cookie.
        let cookies = browser.client.get_all_cookies().await.expect("cookies");
        let cookies: Vec<_> = cookies.iter().map(|cookie| format!("{}={}", cookie.name(), cookie.value())).collect();
        let url = format!("{}/en/files/archive", stage.desk.config.desk.public_url);
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        let got = client.get(url).header("cookie", cookies.join("; ")).send().await.expect("an answer");
        assert!(got.status().is_success(), "{}", got.status());
        let archive = got.bytes().await.expect("all of it");
        let manifest = rightsdesk_archive::open::verify(std::io::Cursor::new(&archive)).expect("a sound archive");
        assert_eq!(manifest.reference, reference);
    }
}
