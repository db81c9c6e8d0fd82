//! One request, all the way: the form, the mail, the button, the work, the release, and the archive in the mailbox.
//!
//! Everything goes through the doors that people use: pages over HTTP, mail from the mailbox.

use std::time::Duration;

use anyhow::{Context, bail};
use rightsdesk_archive::{manifest::Manifest, open};
use sha2::{Digest, Sha256};

use super::{
    browser::{form::Form, visitor::Visitor},
    mailbox::mail::Mail,
    world::World,
};

/// Who asks in the demo.
pub const WHO: &str = "ada@example.org";

/// How long any one step may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// What came out of it.
#[derive(Debug)]
pub struct Arrived {
    /// The ticket's reference.
    pub reference: String,
    /// The access code, which was shown once.
    pub access_code: String,
    /// The mails in the order in which they came.
    pub mails: Vec<std::sync::Arc<Mail>>,
    /// The attachment as it was mailed: an encrypted zip.
    pub mailed: Vec<u8>,
    /// Its passphrase, from the status page.
    pub passphrase: String,
    /// The archive inside.
    pub archive: Vec<u8>,
    /// SHA-256 of the archive in hexadecimal.
    pub sha256: String,
    /// The archive's own manifest, held against its entries.
    pub manifest: Manifest,
}

/// Asks for access, and waits for the archive. `tell` hears of each step.
pub async fn go(world: &World, tell: &mut dyn FnMut(&str)) -> anyhow::Result<Arrived> {
    let public = format!("http://localhost:{}", world.public.port());
    let mut ada = Visitor::new(&public)?;
    tell("Ada fills in the form");
    let start = ada.open("/en").await?;
    let contact = ada.send(&start, &start.form("/r/rights")?.ticked("right", "access")).await?;
    let details = ada.send(&contact, &contact.form("/r/contact")?.with("email", WHO)).await?;
    let check = ada.send(&details, &details.form("/r/details")?.with("delivery", "attachment")).await?;
    let sent = ada.send(&check, &check.form("/r/send")?).await.context("the form was not taken")?;
    let reference = sent.text("reference")?;
    let access_code = sent.text("access-code")?;

    tell("Ada opens the mail and confirms");
    let mail = arrival(world, |mail| !links(mail, "/v/").is_empty()).await.context("no mail to confirm came")?;
    let link = links(&mail, "/v/").pop().context("the mail has no link")?;
    let confirm = ada.open(&link).await?;
    let form = confirm.form(confirm.url.path())?;
    let confirmed = ada.send(&confirm, &form.with("answer", "yes")).await?;
    if !confirmed.status.is_success() {
        bail!("the confirmation was answered with {}", confirmed.status);
    }

    tell("Olive signs in and starts the work");
    let mut olive = Visitor::new(&format!("http://localhost:{}", world.staff.port()))?;
    let door = olive.open("/desk/sign-in").await?;
    let form = door.form("/desk/sign-in")?.with("name", world.login).with("password", &world.password);
    olive.send(&door, &form).await.context("the sign-in failed")?;
    let ticket_path = format!("/desk/t/{reference}");
    let ticket = olive.open(&ticket_path).await?;
    olive.send(&ticket, &ticket.form("/start")?).await.context("the work was not started")?;

    tell("The systems are asked; the package is built");
    let mut has_accepted = false;
    let ready = tokio::time::timeout(PATIENCE, async {
        loop {
            let ticket = olive.open(&ticket_path).await?;
            if let Some(form) = claim(&ticket.html) {
                if !has_accepted {
                    tell("Olive accepts the names that Ada has typed into the systems herself");
                    has_accepted = true;
                }
                olive.send(&ticket, &form.with("standing", "trusted")).await.context("a name was not accepted")?;
                continue;
            }
            if let Ok(form) = ticket.form("/release") {
                return anyhow::Ok((ticket, form));
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    });
    let (ticket, form) = ready.await.context("the package was not ready within a minute")??;
    tell("Olive releases the package");
    olive.send(&ticket, &form).await.context("the package was not released")?;

    tell("The archive arrives in Ada's mailbox");
    let mail = arrival(world, |mail| !mail.attachments().is_empty()).await.context("no archive was mailed")?;
    let attachment = mail.attachments().into_iter().next().context("the mail has no attachment")?;
    let passphrase = passphrase(&mut ada, &reference, &access_code).await?;
    let archive = open::unwrap_mailed(&attachment.content, &passphrase).context("the attachment does not open")?;
    let manifest = open::verify(std::io::Cursor::new(&archive)).context("the archive is not what its manifest says")?;
    let sha256 = Sha256::digest(&archive).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Arrived {
        reference,
        access_code,
        mails: world.mailbox.to(WHO),
        mailed: attachment.content,
        passphrase,
        archive,
        sha256,
        manifest,
    })
}

/// The form by which staff accept a name that a system only heard from the person, if there is one.
fn claim(html: &str) -> Option<Form> {
    let form = html.split("<form").skip(1).find(|form| form.contains(r#"name="standing" value="trusted""#))?;
    Form::all(&format!("<form{form}")).into_iter().next()
}

/// The passphrase stands on the status page only.
async fn passphrase(ada: &mut Visitor, reference: &str, access_code: &str) -> anyhow::Result<String> {
    let door = ada.open("/en/status").await?;
    let form = door.form("/status")?.with("reference", reference).with("access_code", access_code);
    let status = ada.send(&door, &form).await?;
    status.text("passphrase").context("the status page shows no passphrase")
}

/// The first mail to the person that is wanted, as soon as it is there.
async fn arrival(world: &World, is_wanted: impl Fn(&Mail) -> bool) -> anyhow::Result<std::sync::Arc<Mail>> {
    let mail = world.mailbox.first(|mail| mail.recipients.iter().any(|to| to == WHO) && is_wanted(mail));
    tokio::time::timeout(PATIENCE, mail).await.context("a minute is over")
}

/// The links in a mail that hold `part`.
fn links(mail: &Mail, part: &str) -> Vec<String> {
    let text = mail.text();
    text.split_whitespace().filter(|word| word.starts_with("http") && word.contains(part)).map(str::to_owned).collect()
}
