//! A real browser: headless Chromium, told what to do through ChromeDriver.
//!
//! ```ignore
//! let browser = Browser::open(Window::Phone, Script::Off).await;
//! browser.goto(&url).await;
//! browser.fill("email", "ada@example.org").await;
//! browser.press("Continue").await;
//! browser.sees("Check your answers").await;
//! browser.screenshot("check").await;
//! ```
//!
//! Each browser has a profile and processes of its own, and they end with it, also when the test panics or is killed:
//! the driver dies with the thread that opened it, and Chromium when the pipe to its driver breaks.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::build;
use crate::scratch::Scratch;

/// How large the window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// A phone held upright: 390 × 844.
    Phone,
    /// A screen on a desk: 1280 × 900.
    Desk,
}

/// Whether pages may run scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// As everybody has it.
    On,
    /// Turned off by the person.
    Off,
}

/// An open browser with one window. All that fails in it panics with what was tried.
pub struct Browser {
    /// For what the methods here do not do.
    pub client: Client,
    driver: Driver,
    _profile: Scratch,
}

/// The ChromeDriver process, and all that it started.
struct Driver {
    process: Child,
    url: String,
}

/// How long a page may take to come.
const PATIENCE: Duration = Duration::from_secs(30);

impl Browser {
    /// Starts one, which takes about a second.
    ///
    /// # Panics
    /// When Chromium or ChromeDriver is not installed: with what to do.
    pub async fn open(window: Window, script: Script) -> Self {
        let driver = Driver::start();
        let profile = Scratch::new("chromium");
        let capabilities = capabilities(&profile, window, script);
        let Value::Object(capabilities) = capabilities else { panic!("they are an object") };
        let client = ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&driver.url).await;
        let client = client.unwrap_or_else(|e| panic!("Chromium did not start: {e}"));
        Self { client, driver, _profile: profile }
    }

    /// Opens a page.
    pub async fn goto(&self, url: &str) {
        self.client.goto(url).await.unwrap_or_else(|e| panic!("cannot open {url}: {e}"));
    }

    /// The words on the page, as a person would read them.
    pub async fn text(&self) -> String {
        self.one(Locator::Css("body")).await.text().await.expect("a body has a text")
    }

    /// Asserts that the words are on the page.
    pub async fn sees(&self, words: &str) {
        let text = self.text().await;
        assert!(text.contains(words), "“{words}” is not on the page:\n{text}");
    }

    /// Clicks on the button, link or label with exactly these words, and waits for the page that this opens.
    pub async fn press(&self, words: &str) {
        // No word of ours has double quotes, and XPath has no way to escape them.
        let named = format!("normalize-space() = \"{words}\" or @value = \"{words}\" or @aria-label = \"{words}\"");
        let pressed = format!("//*[self::a or self::button or self::label or self::summary or self::input][{named}]");
        self.follow(Locator::XPath(&pressed)).await;
    }

    /// Clicks on what is found there, and waits for the page that this opens: a click comes back before the next page is
    /// there, and whoever goes on at once reads the old one.
    pub async fn follow(&self, locator: Locator<'_>) {
        let old = self.one(Locator::Css("html")).await;
        let element = self.one(locator).await;
        element.click().await.unwrap_or_else(|e| panic!("cannot press {locator:?}: {e}"));
        let opened = async {
            while old.tag_name().await.is_ok() || !self.is_complete().await {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(PATIENCE, opened).await.unwrap_or_else(|_| panic!("{locator:?} opened no page"));
    }

    async fn is_complete(&self) -> bool {
        let state = self.client.execute("return document.readyState", vec![]).await;
        state.is_ok_and(|state| state == "complete")
    }

    /// Writes into the field with this name, over what was there.
    pub async fn fill(&self, name: &str, value: &str) {
        let field = self.one(Locator::Css(&format!("[name=\"{name}\"]"))).await;
        field.clear().await.unwrap_or_else(|e| panic!("cannot empty the field {name}: {e}"));
        field.send_keys(value).await.unwrap_or_else(|e| panic!("cannot write into the field {name}: {e}"));
    }

    /// Clicks on the one of several boxes or buttons of this name that has the value.
    pub async fn choose(&self, name: &str, value: &str) {
        let choice = self.one(Locator::Css(&format!("[name=\"{name}\"][value=\"{value}\"]"))).await;
        choice.click().await.unwrap_or_else(|e| panic!("cannot choose {value} for {name}: {e}"));
    }

    /// Where it is.
    pub async fn url(&self) -> String {
        self.client.current_url().await.expect("a browser is somewhere").to_string()
    }

    /// Takes a picture of the whole page, also of what one would have to scroll to, as `target/screenshots/NAME.png`.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        let taken = self.tell(
            "goog/cdp/execute",
            json!({
                "cmd": "Page.captureScreenshot",
                "params": { "captureBeyondViewport": true },
            }),
        );
        let picture =
            taken.await["data"].as_str().map(|data| base64::Engine::decode(&base64::prelude::BASE64_STANDARD, data));
        let picture = picture.expect("a picture was taken").expect("it is base64");
        let path = build::folder("screenshots").join(format!("{name}.png"));
        std::fs::write(&path, picture).expect("target/ can be written");
        path
    }

    /// What the browser's console says since it was asked last: files that were not found, policies that were violated,
    /// scripts that failed.
    pub async fn complaints(&self) -> Vec<String> {
        let entries = self.tell("se/log", json!({ "type": "browser" })).await;
        let entries = entries.as_array().expect("a log has entries");
        entries.iter().map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// How many pixels of the page are beyond the right edge, which a phone would have to scroll to.
    pub async fn sideways(&self) -> i64 {
        let measure = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        self.client.execute(measure, vec![]).await.expect("a page has a width").as_i64().expect("it is a number")
    }

    async fn one(&self, locator: Locator<'_>) -> Element {
        match self.client.find(locator).await {
            Ok(element) => element,
            Err(e) => {
                let source = self.client.source().await.unwrap_or_default();
                panic!("{locator:?} is not on the page: {e}\n{source}")
            }
        }
    }

    /// Says what WebDriver knows nothing of and ChromeDriver does.
    async fn tell(&self, command: &str, body: Value) -> Value {
        // It is an error to ask twice.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let session = self.client.session_id().await.expect("the driver answers").expect("there is a session");
        let url = format!("{}/session/{session}/{command}", self.driver.url);
        let http = reqwest::Client::builder().no_proxy().build().expect("there is a provider of cryptography");
        let answer = http.post(url).json(&body).send().await.expect("the driver answers");
        let mut answer: Value = answer.json().await.expect("in JSON");
        answer["value"].take()
    }
}

impl Driver {
    fn start() -> Self {
        let mut process = Command::new("setpriv")
            .args(["--pdeathsig=KILL", "chromedriver", "--port=0"])
            // A group, so that it can be ended with all that it has started.
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("setpriv is part of every Linux");
        let said = process.stdout.take().expect("it was piped");
        // Owned from here on: if it says nothing good, it is ended.
        let mut driver = Self { process, url: String::new() };
        let mut lines = BufReader::new(said).lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse::<u16>().ok()
        });
        let port = port.expect(
            "ChromeDriver did not start; if it is not installed, tests/run installs it, \
             or: apt-get install chromium chromium-driver",
        );
        // What else it says is read and forgotten, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        driver.url = format!("http://127.0.0.1:{port}");
        driver
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let group = format!("-{}", self.process.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.process.wait();
        // What it had started takes a moment to be gone, and would write into the profile while that is removed.
        for _ in 0..200 {
            let left = Command::new("kill").args(["-0", "--", &group]).stderr(Stdio::null()).status();
            if !left.is_ok_and(|left| left.success()) {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

fn capabilities(profile: &Scratch, window: Window, script: Script) -> Value {
    let mut arguments = vec![
        "--headless".to_owned(),
        format!("--user-data-dir={}", profile.path().display()),
        // The driver's word comes through a pipe: when the driver is gone, Chromium goes too.
        "--remote-debugging-pipe".to_owned(),
    ];
    let flags = [
        // Its sandbox refuses to be run by root, and shared memory is small in many a container.
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        // Nothing is asked of anybody but the pages of the test.
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Pictures are the same wherever they are taken.
        "--hide-scrollbars",
        "--force-color-profile=srgb",
        "--lang=en",
    ];
    arguments.extend(flags.map(str::to_owned));
    let mut options = json!({});
    match window {
        // A window cannot be as narrow as a phone: the phone has to be imitated. But with a mouse: without scripts
        // ChromeDriver waits for ever for the end of a tap.
        Window::Phone => {
            options["mobileEmulation"] = json!({
                "deviceMetrics": { "width": 390, "height": 844, "pixelRatio": 2.0, "touch": false, "mobile": true },
            });
        }
        Window::Desk => arguments.push("--window-size=1280,900".to_owned()),
    }
    match script {
        Script::On => {}
        Script::Off => options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 }),
    }
    options["args"] = json!(arguments);
    json!({ "browserName": "chrome", "goog:loggingPrefs": { "browser": "ALL" }, "goog:chromeOptions": options })
}
