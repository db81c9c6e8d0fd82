//! What a person may take with them goes to another provider by mail: in a file that only they can open.
//!
//! The passphrase stands in the configuration and went to them by another way, so that a mail that is read on its way, or
//! arrives somewhere else, tells nobody anything but that there is one. What is too large for mail is not sent: staff read that it can go
//! by HTTPS once the receiver has an address for that.

use std::{
    io::{self, Write},
    str::FromStr,
    sync::Arc,
};

use lettre::message::Mailbox;
use rightsdesk_archive::{assemble::assemble, mail::wrap_for_mail};
use rightsdesk_vault::chance;
use secrecy::ExposeSecret;

use super::{package::file_name, portable::portable};
use crate::{
    casework::{error::CaseError, sealing::Opened, writing::letters},
    config::{
        receiver::{ReceiverSection, SHORTEST_PASSPHRASE},
        secret::Secret,
    },
    desk::Desk,
    handover::{entity::Model, store::Received},
    letter::wording::{handover_mail::HandoverMail, rendered::Wording},
    post::{message::Draft, transport::PostError},
    words::number,
};

/// Why it is not mailed, and what can be done.
const TOO_LARGE: &str = "it is too large for a mail (mail.attach_up_to); agree with them on an address where they take it by HTTPS, \
     write that as `url` of this receiver in place of `mail`, and try again";

/// To whom it is mailed.
pub(in crate::casework) struct Addressed<'a> {
    /// The receiver.
    pub receiver: &'a ReceiverSection,
    /// The address.
    pub to: &'a str,
    /// What opens the file.
    pub passphrase: &'a Secret,
}

/// Mails it. The Message-ID is the same at every attempt.
pub(in crate::casework) async fn send(
    desk: &Arc<Desk>,
    opened: &Arc<Opened>,
    row: &Model,
    addressed: Addressed<'_>,
) -> Result<Result<Received, PostError>, CaseError> {
    let Addressed { receiver, to, passphrase } = addressed;
    let passphrase = passphrase.read(&desk.config.base).map_err(CaseError::fault)?;
    if passphrase.expose_secret().chars().count() < SHORTEST_PASSPHRASE {
        return Ok(Err(PostError::Permanent("its passphrase is too short to lock anything".to_owned())));
    }
    let package = portable(desk, opened).await?;
    let most = usize::try_from(desk.config.mail.attach_up_to).unwrap_or(usize::MAX);
    let (salt, today) = (chance::draw::<16>(&*desk.chance), desk.today());
    let locked = tokio::task::spawn_blocking(move || {
        let (bounded, assembled) = assemble(package, Bounded { bytes: Vec::new(), most, is_full: false })?;
        if bounded.is_full {
            return Ok::<_, rightsdesk_archive::error::ArchiveError>(None);
        }
        let zip = wrap_for_mail(&*bounded.bytes, assembled.bytes, passphrase.expose_secret(), salt, today, Vec::new())?;
        Ok(Some((assembled, zip)))
    });
    let Some((assembled, zip)) = locked.await.map_err(CaseError::fault)?.map_err(CaseError::fault)? else {
        return Ok(Err(PostError::Permanent(TOO_LARGE.to_owned())));
    };
    let (language, about) = (receiver.language(), &desk.config.desk);
    let reference = opened.ticket.reference.clone();
    let file = file_name(&reference);
    let written = HandoverMail {
        organisation: about.organisation.clone(),
        contact: about.contact.clone(),
        reference,
        file_name: file.clone(),
        size: number::size(assembled.bytes, language),
        sha256: assembled.sha256.clone(),
    };
    let written = written.render(language).map_err(CaseError::fault)?;
    let draft = Draft {
        from: Mailbox::from_str(&desk.config.mail.from).map_err(CaseError::fault)?,
        to: Mailbox::new(None, to.parse().map_err(CaseError::fault)?),
        subject: written.subject,
        text: written.body,
        message_id: letters::message_id(desk, &row.id),
        attachment: Some((file, zip)),
        written_at: row.ordered_at,
    };
    let mail = draft.build().map_err(CaseError::fault)?;
    let answered = desk.post.send_for_answer(mail, &row.id.to_string()).await;
    Ok(answered.map(|answer| Received {
        at: desk.now(),
        bytes: i64::try_from(assembled.bytes).unwrap_or(i64::MAX),
        sha256: assembled.sha256,
        answer,
        answer_sha256: None,
    }))
}

/// Keeps what a mail holds, and of more only that it was more.
struct Bounded {
    bytes: Vec<u8>,
    most: usize,
    is_full: bool,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            self.is_full = true;
            self.bytes = Vec::new();
        }
        if !self.is_full {
            self.bytes.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
