//! The files of an answer, behind two proofs: the fresh link that brought the person here, and the access code.

use askama::Template;

use crate::{
    web::page::{
        field::{Field, Problem},
        frame::PublicFrame,
    },
    words::fill::Fill,
};

/// The second proof.
#[derive(Clone, Debug, Template)]
#[template(path = "public/files_code.html")]
pub struct AskCode {
    /// What stands around it.
    pub frame: PublicFrame,
    /// The secret of the link: the form goes to `/files/{token}`.
    pub token: String,
    /// Whether there are files behind it; otherwise it leads to the page of the request.
    pub has_files: bool,
    /// What stands behind the token in the address: empty, or where to go on.
    pub query: &'static str,
    /// Field `access_code`; its value is never shown again.
    pub access_code: Field,
}

impl AskCode {
    fn title(&self) -> &'static str {
        if self.has_files { self.frame.w.files.title } else { self.frame.language.standing().link_title }
    }

    fn open(&self) -> &'static str {
        if self.has_files { self.frame.w.files.open } else { self.frame.language.standing().link_open }
    }

    fn problems(&self) -> Vec<Problem> {
        self.access_code.problem("access_code").into_iter().collect()
    }
}

/// The files themselves.
#[derive(Clone, Debug, Template)]
#[template(path = "public/files.html")]
pub struct Files {
    /// What stands around it, behind the cookie.
    pub frame: PublicFrame,
    /// The secret of the link: locking goes to `/files/{token}/lock`.
    pub token: String,
    /// The reference of the request.
    pub reference: String,
    /// The last day, written out.
    pub until: String,
    /// How many complete downloads are left.
    pub downloads_left: u32,
    /// The parts, in order.
    pub parts: Vec<Part>,
    /// Downloads so far, newest first.
    pub past: Vec<PastDownload>,
    /// What opens the attachment, where the answer was mailed as well.
    pub passphrase: Option<String>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its size, written out.
    pub size: String,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
    /// Where it is fetched; reading it needs the cookie.
    pub href: String,
}

/// One download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastDownload {
    /// When, written out.
    pub at: String,
    /// Which file.
    pub part: String,
}

/// Somebody pressed “This wasn't me”.
#[derive(Clone, Debug, Template)]
#[template(path = "public/files_locked.html")]
pub struct Locked {
    /// What stands around it.
    pub frame: PublicFrame,
}

/// The files were deleted.
#[derive(Clone, Debug, Template)]
#[template(path = "public/files_gone.html")]
pub struct Gone {
    /// What stands around it.
    pub frame: PublicFrame,
}
