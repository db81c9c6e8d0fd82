//! The stage's browser, on a page of its own.

use std::{process::Command, time::Duration};

use poem::listener::{Acceptor, Listener, TcpListener};
use poem::web::{Form, Html};
use poem::{Route, Server, get, handler, post};
use stage::browser::{Browser, Script, Window};

const PAGE: &str = r#"<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>T</title></head>
<body><p id="told">no script ran</p><p id="width"></p>
<script>document.getElementById('told').textContent = 'a script ran'</script>
<form method="post" action="/sent"><input name="email" value="old"><label><input type="checkbox" name="right" value="access">
Access</label><button>Send it</button></form><p style="margin-top: 200vh">the end</p></body></html>"#;

#[handler]
fn page() -> Html<&'static str> {
    Html(PAGE)
}

#[handler]
fn sent(Form(fields): Form<Vec<(String, String)>>) -> String {
    format!("got {fields:?}")
}

async fn serve() -> String {
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
    let url = format!("http://{}/", acceptor.local_addr()[0].as_socket_addr().unwrap());
    let app = Route::new().at("/", get(page)).at("/sent", post(sent));
    tokio::spawn(Server::new_with_acceptor(acceptor).run(app));
    url
}

#[tokio::test]
async fn a_phone_without_scripts_fills_in_a_form() {
    let url = serve().await;
    let browser = Browser::open(Window::Phone, Script::Off).await;
    browser.goto(&url).await;
    browser.sees("no script ran").await;
    assert_eq!(
        browser.client.execute("return [innerWidth, innerHeight]", vec![]).await.unwrap(),
        serde_json::json!([390, 844])
    );
    assert_eq!(browser.sideways().await, 0);

    let picture = std::fs::read(browser.screenshot("stage-phone").await).unwrap();
    // A PNG tells its width and height in its first bytes. All of the page is there, also what is below the window.
    let side = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().unwrap());
    assert_eq!(side(16), 2 * 390);
    assert!(side(20) > 2 * 2 * 844);

    browser.fill("email", "ada@example.org").await;
    browser.choose("right", "access").await;
    browser.press("Send it").await;
    browser.sees(r#"got [("email", "ada@example.org"), ("right", "access")]"#).await;
    assert_eq!(browser.url().await, format!("{url}sent"));
}

#[tokio::test]
async fn scripts_run_where_they_are_not_turned_off_and_complaints_are_heard() {
    let url = serve().await;
    let browser = Browser::open(Window::Desk, Script::On).await;
    browser.goto(&url).await;
    browser.sees("a script ran").await;
    browser.complaints().await;
    browser.goto(&format!("{url}nowhere")).await;
    let complaints = browser.complaints().await;
    assert!(complaints.iter().any(|it| it.contains("404")), "{complaints:?}");
}

#[tokio::test]
async fn a_browser_ends_with_the_test_that_opened_it() {
    let browser = Browser::open(Window::Desk, Script::On).await;
    let profile = browser.client.capabilities().unwrap()["chrome"]["userDataDir"].as_str().unwrap().to_owned();
    assert!(is_running(&profile), "the check below would see it");
    let panicked = tokio::spawn(async move {
        browser.sees("words that are nowhere").await;
    });
    assert!(panicked.await.unwrap_err().is_panic());
    // A process that was killed stands in the list until the kernel has taken it down.
    let is_gone = async {
        while is_running(&profile) || std::path::Path::new(&profile).exists() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), is_gone).await.expect("it ends with its test");
}

fn is_running(profile: &str) -> bool {
    let processes = Command::new("ps").args(["-eo", "args"]).output().unwrap();
    String::from_utf8_lossy(&processes.stdout).lines().any(|line| line.contains(profile))
}
