//! The pages of the mailbox: a list, a mail, its attachments.
//!
//! A mail can hold anything, so it is shown as text only, and attachments are handed out for saving, never for showing.
//! The browser is told as well: no script runs, and nothing is loaded but our own style.

use askama::Template;
use poem::http::{StatusCode, header};
use poem::middleware::SetHeader;
use poem::web::{Data, Html, Path};
use poem::{Endpoint, EndpointExt, Response, Route, get, handler};

use super::mail::{Attachment, Mail};
use super::store::Mailbox;
use super::words::{Word, split};

#[derive(Template)]
#[template(path = "demo/mailbox.html")]
struct ListPage {
    /// The newest first.
    lines: Vec<Line>,
}

struct Line {
    number: usize,
    subject: String,
    recipients: String,
    attachments: usize,
}

#[derive(Template)]
#[template(path = "demo/mailbox_mail.html")]
struct MailPage<'a> {
    number: usize,
    subject: String,
    from: String,
    recipients: String,
    date: Option<String>,
    words: Vec<Word<'a>>,
    attachments: Vec<Attachment>,
}

/// The pages of one mailbox.
pub fn app(mailbox: Mailbox) -> impl Endpoint {
    let headers = SetHeader::new()
        .overriding(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        )
        .overriding(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .overriding(header::REFERRER_POLICY, "no-referrer")
        .overriding(header::CACHE_CONTROL, "no-store");
    Route::new()
        .at("/", get(list))
        .at("/mailbox.css", get(style))
        .at("/mails/:number", get(show))
        .at("/mails/:number/attachments/:attachment", get(download))
        .data(mailbox)
        // An error that is still an error out here would go without the headers.
        .catch_all_error(async |error: poem::Error| error.into_response())
        .with(headers)
}

#[handler]
fn list(Data(mailbox): Data<&Mailbox>) -> poem::Result<Html<String>> {
    let mails = mailbox.all();
    let lines = mails.iter().rev().map(|mail| Line {
        number: mail.number,
        subject: subject(mail),
        recipients: mail.recipients.join(", "),
        attachments: mail.attachments().len(),
    });
    render(&ListPage { lines: lines.collect() })
}

#[handler]
fn show(Data(mailbox): Data<&Mailbox>, Path(number): Path<usize>) -> poem::Result<Html<String>> {
    let mail = mailbox.get(number).ok_or(StatusCode::NOT_FOUND)?;
    let text = mail.text();
    render(&MailPage {
        number,
        subject: subject(&mail),
        from: mail.from().join(", "),
        recipients: mail.recipients.join(", "),
        date: mail.date(),
        words: split(&text),
        attachments: mail.attachments(),
    })
}

#[handler]
fn download(Data(mailbox): Data<&Mailbox>, Path((number, place)): Path<(usize, usize)>) -> poem::Result<Response> {
    let mail = mailbox.get(number).ok_or(StatusCode::NOT_FOUND)?;
    let place = place.checked_sub(1).ok_or(StatusCode::NOT_FOUND)?;
    let attachment = mail.attachments().into_iter().nth(place).ok_or(StatusCode::NOT_FOUND)?;
    let disposition = format!("attachment; filename*=UTF-8''{}", percent_encoded(&attachment.name));
    let response = Response::builder().header(header::CONTENT_DISPOSITION, disposition);
    // Whatever the sender says that it is: a file to be saved.
    Ok(response.content_type("application/octet-stream").body(attachment.content))
}

#[handler]
fn style() -> Response {
    Response::builder()
        .content_type("text/css; charset=utf-8")
        .body(include_str!("../../../../templates/demo/mailbox.css"))
}

fn render(page: &impl Template) -> poem::Result<Html<String>> {
    page.render().map(Html).map_err(poem::error::InternalServerError)
}

fn subject(mail: &Mail) -> String {
    let subject = mail.subject().trim();
    if subject.is_empty() { "(no subject)".to_owned() } else { subject.to_owned() }
}

/// A name as RFC 8187 wants it in a header.
fn percent_encoded(name: &str) -> String {
    let bytes = name.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    bytes.collect()
}

#[cfg(test)]
mod tests {
    use poem::test::TestClient;

    use super::*;

    const HOSTILE: &str = "From: Eve <eve@example.org>\r\n\
        To: ada@example.org\r\n\
        Subject: <script>alert(1)</script>\r\n\
        MIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=x\r\n\r\n\
        --x\r\nContent-Type: text/plain\r\n\r\n\
        <b>Hello</b> https://desk.example/?a=1&b=\"onclick=alert(1) javascript:alert(1)\r\n\
        --x\r\nContent-Type: text/html; charset=utf-8; name=\"../a\\\"b.html\"\r\n\
        Content-Disposition: attachment; filename=\"../a\\\"b.html\"\r\n\r\n<script>alert(2)</script>\r\n--x--\r\n";

    fn pages() -> TestClient<impl Endpoint> {
        let mailbox = Mailbox::new();
        let to = |who: &str| vec![who.to_owned()];
        mailbox.keep("desk@example.org".to_owned(), to("ada@example.org"), b"Subject: Welcome\r\n\r\nHello.".to_vec());
        mailbox.keep("eve@example.org".to_owned(), to("<i>ada"), HOSTILE.as_bytes().to_vec());
        TestClient::new(app(mailbox))
    }

    async fn body(path: &str) -> String {
        let response = pages().get(path).send().await;
        response.assert_status_is_ok();
        response.0.into_body().into_string().await.unwrap()
    }

    #[tokio::test]
    async fn the_newest_mail_stands_first() {
        let page = body("/").await;
        assert!(page.find("/mails/2").unwrap() < page.find("/mails/1").unwrap());
        assert!(page.contains("Welcome") && page.contains("with 1 attachment<"));
    }

    #[tokio::test]
    async fn hostile_mail_is_shown_and_does_nothing() {
        for path in ["/", "/mails/2"] {
            let page = body(path).await;
            for harm in ["<script", "<b>", "<i>", "href=\"javascript:", "\"onclick"] {
                assert!(!page.contains(harm), "{harm} in {path}:\n{page}");
            }
        }
        let page = body("/mails/2").await;
        assert!(page.contains("<a href=\"https://desk.example/?a=1&#38;b=\""), "{page}");
        // The negative control: what is harmless in text is there to be read.
        assert!(page.contains("javascript:alert(1)") && page.contains("&#60;b&#62;Hello"));
    }

    #[tokio::test]
    async fn an_attachment_is_saved_and_never_shown() {
        let response = pages().get("/mails/2/attachments/1").send().await;
        response.assert_status_is_ok();
        response.assert_content_type("application/octet-stream");
        response.assert_header("content-disposition", "attachment; filename*=UTF-8''..%2Fa%22b.html");
        response.assert_header("x-content-type-options", "nosniff");
        response.assert_text("<script>alert(2)</script>").await;
    }

    #[tokio::test]
    async fn what_is_not_there_is_not_found_and_has_the_same_headers() {
        for path in ["/mails/0", "/mails/3", "/mails/x", "/mails/2/attachments/0", "/mails/2/attachments/2", "/other"] {
            let response = pages().get(path).send().await;
            assert!(response.0.status().is_client_error(), "{path}");
            assert!(response.0.headers().contains_key("content-security-policy"), "{path}");
        }
    }
}
