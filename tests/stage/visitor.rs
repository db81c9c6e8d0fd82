//! Somebody with a web browser that keeps cookies and fills in forms, without pictures and without scripts.

use std::collections::BTreeMap;

use reqwest::{Client, Method, RequestBuilder, header::HeaderMap, redirect::Policy};

/// A visitor at one of the doors.
#[derive(Clone, Debug)]
pub struct Visitor {
    http: Client,
    door: String,
    site: String,
    origin: Option<String>,
    from: String,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    /// A visitor of the site that is known as `site`, whose door is at this port of the loopback.
    pub fn new(site: &str, port: u16) -> Self {
        // It is an error to ask twice.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().no_proxy().redirect(Policy::none()).build().expect("there is cryptography");
        Self {
            http,
            door: format!("http://127.0.0.1:{port}"),
            site: site.to_owned(),
            origin: Some(site.to_owned()),
            from: "192.0.2.1".to_owned(),
            cookies: BTreeMap::new(),
        }
    }

    /// The same, coming from another address.
    #[must_use]
    pub fn from(self, address: &str) -> Self {
        Self { from: address.to_owned(), ..self }
    }

    /// The same, sending forms from the pages of another site; `None` hides from which.
    #[must_use]
    pub fn from_site(self, origin: Option<&str>) -> Self {
        Self { origin: origin.map(str::to_owned), ..self }
    }

    /// Looks at a page. A full address, as it stands in a mail, must be one of this site.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(self.request(Method::GET, path)).await
    }

    /// Asks for the headers of a page.
    pub async fn head(&mut self, path: &str) -> Page {
        self.send(self.request(Method::HEAD, path)).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.send(self.request(Method::POST, path).form(fields)).await
    }

    /// Goes where a page sends its reader, until it sends no further.
    pub async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..5 {
            let Some(place) = page.header("location").map(str::to_owned) else { return page };
            page = self.get(&place).await;
        }
        panic!("sent from page to page")
    }

    /// A request that is yet to be changed; it has the cookies and says where it comes from.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let path = path.strip_prefix(&self.site).unwrap_or(path);
        assert!(path.starts_with('/'), "{path} is not on {}", self.site);
        let is_sent = !matches!(method, Method::GET | Method::HEAD);
        let mut request = self.http.request(method, format!("{}{path}", self.door));
        request = request.header("x-forwarded-for", &self.from);
        if let Some(origin) = self.origin.as_ref().filter(|_| is_sent) {
            request = request.header("origin", origin);
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header("cookie", pairs.join("; "));
        }
        request
    }

    /// Sends it and keeps the cookies that come back.
    pub async fn send(&mut self, request: RequestBuilder) -> Page {
        let answer = request.send().await.unwrap_or_else(|e| panic!("no answer: {e:?}"));
        for cookie in answer.headers().get_all("set-cookie") {
            let cookie = cookie.to_str().expect("cookies are ASCII");
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').expect("a cookie has a name and a value");
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let body = answer.bytes().await.unwrap_or_else(|e| panic!("half an answer: {e:?}"));
        Page { status, headers, body: body.to_vec(), is_expected: false }
    }

    /// The cookies that were set.
    pub fn cookies(&self) -> &BTreeMap<String, String> {
        &self.cookies
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Page {
    /// The status code.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub body: Vec<u8>,
    /// Whether the story has said which status it expects.
    is_expected: bool,
}

impl Page {
    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("our headers are ASCII"))
    }

    /// The source.
    pub fn source(&self) -> &str {
        std::str::from_utf8(&self.body).expect("pages are UTF-8")
    }

    /// The words, without markup, blanks made one.
    pub fn words(&self) -> String {
        let mut words = String::new();
        for (place, piece) in self.source().split('<').enumerate() {
            let text = if place == 0 { piece } else { piece.split_once('>').map_or("", |(_, text)| text) };
            words.push_str(text);
            words.push(' ');
        }
        unescaped(&flat(&words))
    }

    /// Asserts that the words are on the page, and returns it.
    #[track_caller]
    pub fn sees(self, words: &str) -> Self {
        let all = self.words();
        assert!(all.contains(&flat(words)), "“{words}” is not on the page ({}):\n{all}", self.status);
        self
    }

    /// Asserts that the words are not on the page, and returns it. On a page that sends its reader elsewhere, or that is not there,
    /// nothing is: who means such a page says so first.
    #[track_caller]
    pub fn sees_no(self, words: &str) -> Self {
        let all = self.words();
        let is_page = self.is_expected || (self.status == 200 && !all.is_empty());
        assert!(is_page, "there is no page ({}) on which “{words}” could be", self.status);
        assert!(!all.contains(&flat(words)), "“{words}” is on the page ({}):\n{all}", self.status);
        self
    }

    /// The page without what stands around it on every page: no navigation, and no foot that names who is signed in.
    #[track_caller]
    pub fn main(mut self) -> Self {
        let inside = self.source().split_once("<main").and_then(|(_, rest)| rest.split_once("</main>"));
        self.body =
            format!("<main{}", inside.unwrap_or_else(|| panic!("no <main>:\n{}", self.source())).0).into_bytes();
        self
    }

    /// The words of its heading.
    #[track_caller]
    pub fn heading(&self) -> String {
        let inside = self.source().split_once("<h1").and_then(|(_, rest)| rest.split_once("</h1>"));
        self.only(&format!("<h1{}", inside.unwrap_or_else(|| panic!("no <h1>:\n{}", self.source())).0)).words()
    }

    /// The words of the first row of a table in which these stand, among others.
    #[track_caller]
    pub fn row(&self, words: &str) -> String {
        let rows = self.source().split("<tr").skip(1).filter_map(|row| row.split("</tr>").next());
        let mut rows = rows.map(|row| self.only(&format!("<tr{row}")).words());
        rows.find(|row| row.contains(&flat(words)))
            .unwrap_or_else(|| panic!("no row with “{words}”:\n{}", self.words()))
    }

    /// The same page with nothing but this in it.
    fn only(&self, source: &str) -> Self {
        Self { body: source.as_bytes().to_vec(), ..self.clone() }
    }

    /// Asserts the status code, and returns the page.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        Self { is_expected: true, ..self }
    }

    /// The value of the first field of this name; what a person would see typed in, or what a form carries hidden.
    #[track_caller]
    pub fn field(&self, name: &str) -> String {
        let source = self.source();
        let tags = source.split('<').filter(|tag| tag.starts_with("input") || tag.starts_with("button"));
        let mut named = tags.filter(|tag| tag.contains(&format!("name=\"{name}\"")));
        let tag = named.next().unwrap_or_else(|| panic!("there is no field {name}:\n{source}"));
        unescaped(attribute(tag, "value").unwrap_or_default())
    }

    /// The text of the element with this id.
    #[track_caller]
    pub fn by_id(&self, id: &str) -> String {
        let source = self.source();
        let (_, after) = source.split_once(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no {id}:\n{source}"));
        let text = after.split_once('>').and_then(|(_, text)| text.split_once('<')).map_or("", |(text, _)| text);
        unescaped(text.trim())
    }
}

/// Blanks made one, no-break spaces too.
fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split_once('"').map(|(value, _)| value)
}

fn unescaped(text: &str) -> String {
    let plain = text.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#39;", "'");
    plain.replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#38;", "&")
}
