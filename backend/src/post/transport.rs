//! The ways out.

use std::{error::Error, io, path::PathBuf, time::Duration};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    transport::smtp::{
        PoolConfig,
        authentication::Credentials,
        client::{Tls as SmtpTls, TlsParameters},
    },
};
use secrecy::ExposeSecret;
use tokio::time::timeout;

use crate::config::{
    file::{Config, Tls, Transport},
    secret::SecretError,
};

/// How long connecting to a mail server may take.
const CONNECT_TIME: Duration = Duration::from_secs(30);

/// How long trying it out may take.
const TRY_TIME: Duration = Duration::from_secs(15);

/// How much of a server's answer is kept, in characters.
const LONGEST_ANSWER: usize = 200;

/// A way out.
#[derive(Clone, Debug)]
pub enum Post {
    /// To a mail server.
    Smtp {
        /// How it is spoken to.
        transport: Box<AsyncSmtpTransport<Tokio1Executor>>,
        /// How long handing over one mail may take. The library itself only limits how long it takes to connect.
        within: Duration,
        /// Where it is, for people.
        place: String,
    },
    /// As files into a directory, one for each mail, named after its Message-ID so that a repetition overwrites.
    Directory(PathBuf),
}

/// Why a mail did not leave.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// Try again later.
    #[error("the mail server did not take it for now: {0}")]
    Transient(String),
    /// It will never be taken.
    #[error("the mail server refused it: {0}")]
    Permanent(String),
}

/// Why the mail server would take no mail, as far as connecting and signing in tells.
#[derive(Debug, thiserror::Error)]
pub enum Unreachable {
    /// Nobody is there.
    #[error("nobody answers at {place}: {why}")]
    Silent {
        /// Its name and port.
        place: String,
        /// What became of the try.
        why: String,
    },
    /// There is somebody, but TLS fails.
    #[error("{place} answers, but no protected connection comes about (see tls and host): {why}")]
    Tls {
        /// Its name and port.
        place: String,
        /// What became of the try.
        why: String,
    },
    /// The user or the password.
    #[error("{place} does not take the user and the password: {why}")]
    SignIn {
        /// Its name and port.
        place: String,
        /// What it said.
        why: String,
    },
    /// Anything else that it said.
    #[error("{place} answers, but takes no mail: {why}")]
    Refused {
        /// Its name and port.
        place: String,
        /// What it said.
        why: String,
    },
}

/// Why there is no way out.
#[derive(Debug, thiserror::Error)]
pub enum NoWayOut {
    /// The password is not where it should be.
    #[error("the password of the mail server")]
    Secret(#[from] SecretError),
    /// TLS cannot be set up.
    #[error("TLS for the mail server cannot be set up")]
    Tls(#[source] lettre::transport::smtp::Error),
    /// The directory cannot be used.
    #[error("the mail directory cannot be used")]
    Directory(#[source] std::io::Error),
}

impl Post {
    /// The way out that the configuration asks for. Connects to nothing yet.
    pub fn open(config: &Config) -> Result<Self, NoWayOut> {
        match &config.mail.transport {
            Transport::Directory { path } => {
                let path = config.base.join(path);
                if !path.is_dir() {
                    let mut builder = std::fs::DirBuilder::new();
                    builder.recursive(true);
                    // Letters hold names and codes. Whoever wants another program to fetch them makes the directory.
                    #[cfg(unix)]
                    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
                    builder.create(&path).map_err(NoWayOut::Directory)?;
                }
                Ok(Self::Directory(path))
            }
            Transport::Smtp { host, port, tls, user, password, letter_seconds } => {
                let parameters = || TlsParameters::new(host.clone()).map_err(NoWayOut::Tls);
                let (usual, tls) = match tls {
                    Tls::Starttls => (587, SmtpTls::Required(parameters()?)),
                    Tls::Implicit => (465, SmtpTls::Wrapper(parameters()?)),
                    Tls::None => (25, SmtpTls::None),
                };
                let port = port.unwrap_or(usual);
                let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
                    .port(port)
                    .tls(tls)
                    .timeout(Some(CONNECT_TIME))
                    // A connection for each letter. The library keeps a connection for later also when we gave up on it
                    // in the middle of a letter, and the next letter would take the answers that come late for its own.
                    .pool_config(PoolConfig::new().max_size(0));
                if let (Some(user), Some(password)) = (user, password) {
                    let password = password.read(&config.base)?;
                    builder = builder.credentials(Credentials::new(user.clone(), password.expose_secret().to_owned()));
                }
                let within = Duration::from_secs(*letter_seconds);
                Ok(Self::Smtp { transport: Box::new(builder.build()), within, place: format!("{host}:{port}") })
            }
        }
    }

    /// Whether the mail server can be reached and lets us in: EHLO, TLS and AUTH. Sends nothing. A directory is there
    /// since it was opened.
    pub async fn try_out(&self) -> Result<(), Unreachable> {
        let Self::Smtp { transport, place, .. } = self else { return Ok(()) };
        let place = place.clone();
        match timeout(TRY_TIME, transport.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(Unreachable::Refused { place, why: "it hung up".to_owned() }),
            Ok(Err(error)) => Err(unreachable(place, &error)),
            Err(_) => Err(Unreachable::Silent { place, why: "no answer in time".to_owned() }),
        }
    }

    /// Sends a mail. An error says whether it is worth trying again; its text holds the server's code, not its words,
    /// which may repeat the address.
    pub async fn send(&self, mail: Message, name: &str) -> Result<(), PostError> {
        self.send_for_answer(mail, name).await.map(drop)
    }

    /// The same, with what the server said when it took the mail: the proof that it did. Its words may repeat an address, so
    /// only mail to an address of the configuration goes this way.
    pub async fn send_for_answer(&self, mail: Message, name: &str) -> Result<String, PostError> {
        match self {
            Self::Smtp { transport, within, .. } => match timeout(*within, transport.send(mail)).await {
                // Whether the server has it by now is not known: it comes again under the same Message-ID.
                Err(_) => Err(PostError::Transient("no answer in time".to_owned())),
                Ok(Ok(response)) => {
                    Ok(said(&format!("{} {}", response.code(), response.first_line().unwrap_or_default())))
                }
                Ok(Err(error)) => {
                    let what = error.status().map_or_else(
                        || if error.is_timeout() { "no answer in time".to_owned() } else { kind(&error).to_owned() },
                        |code| format!("code {code}"),
                    );
                    if error.is_permanent() { Err(PostError::Permanent(what)) } else { Err(PostError::Transient(what)) }
                }
            },
            Self::Directory(directory) => {
                let place = directory.join(format!("{name}.eml"));
                let draft = directory.join(format!(".{name}.draft"));
                let written = async {
                    tokio::fs::write(&draft, mail.formatted()).await?;
                    tokio::fs::rename(&draft, &place).await
                };
                written.await.map_err(|error| PostError::Transient(error.kind().to_string()))?;
                Ok("written as a file".to_owned())
            }
        }
    }
}

/// One line of what a server said, without control characters.
fn said(line: &str) -> String {
    line.chars().filter(|character| !character.is_control()).take(LONGEST_ANSWER).collect::<String>().trim().to_owned()
}

fn kind(error: &lettre::transport::smtp::Error) -> &'static str {
    if error.is_tls() {
        "no protected connection"
    } else if error.is_response() || error.is_client() {
        "an answer that is no SMTP"
    } else {
        "no connection"
    }
}

/// No mail is on its way when this is told, so the server's own words hold nobody's address but the desk's.
fn unreachable(place: String, error: &lettre::transport::smtp::Error) -> Unreachable {
    let why = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    if let Some(code) = error.status() {
        let why = format!("code {code}, {why}");
        // RFC 4954 and RFC 3207: all answers that begin with 53 are about signing in or its protection.
        if code.to_string().starts_with("53") {
            return Unreachable::SignIn { place, why };
        }
        return Unreachable::Refused { place, why };
    }
    // The library tells a failed handshake as a failed connection.
    if error.is_tls() || io_error(error).is_some_and(|cause| cause.kind() == io::ErrorKind::InvalidData) {
        return Unreachable::Tls { place, why };
    }
    if error.is_client() || error.is_response() {
        return Unreachable::Refused { place, why };
    }
    Unreachable::Silent { place, why }
}

fn io_error<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a io::Error> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(found) = error.downcast_ref::<io::Error>() {
            return Some(found);
        }
        cause = error.source();
    }
    None
}
