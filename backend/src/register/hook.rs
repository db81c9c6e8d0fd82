//! Who calls us: what is sent to us is signed as the Standard Webhooks say it, so that libraries for it exist.
//!
//! The signature is an HMAC-SHA256 over `id.timestamp.body`, in base64 behind `v1,`; several are separated by blanks. A
//! call whose time is not ours, give or take five minutes, is not taken: it may be an old one, sent again by somebody who
//! has overheard it.

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use sha2::Sha256;

/// How far the time of a call may be from ours, in seconds, in both directions.
pub const WINDOW: u64 = 300;

/// A shorter secret can be guessed, in bytes.
const SHORTEST: usize = 24;

/// More signatures on one call are not looked at.
const MOST_SIGNATURES: usize = 8;

/// A call as it came in.
#[derive(Clone, Copy, Debug)]
pub struct Delivery<'a> {
    /// `webhook-id`: the same when the same call is made again.
    pub id: &'a str,
    /// `webhook-timestamp`: when it was sent, in seconds since 1970.
    pub timestamp: &'a str,
    /// `webhook-signature`.
    pub signatures: &'a str,
    /// The body, byte for byte.
    pub body: &'a [u8],
}

impl Delivery<'_> {
    /// Whether it was sent about `now`.
    pub fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        let sent: Option<i64> = self.timestamp.parse().ok();
        sent.is_some_and(|sent| sent.abs_diff(now.timestamp()) <= WINDOW)
    }
}

/// A secret that both sides know.
#[derive(Clone, Debug)]
pub struct HookKey(SecretSlice<u8>);

/// A secret that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoHookKey {
    /// It can be guessed.
    #[error("it has fewer than {SHORTEST} bytes; `openssl rand -hex 32` makes a good one")]
    TooShort,
    /// It begins with `whsec_`, and base64 does not follow.
    #[error("behind whsec_ there is no base64")]
    NoBase64,
}

impl HookKey {
    /// Reads a secret: its bytes as they are, or those that stand in base64 behind `whsec_`.
    pub fn read(text: &SecretString) -> Result<Self, NoHookKey> {
        let bytes = match text.expose_secret().strip_prefix("whsec_") {
            Some(encoded) => STANDARD.decode(encoded).map_err(|_| NoHookKey::NoBase64)?,
            None => text.expose_secret().as_bytes().to_vec(),
        };
        if bytes.len() < SHORTEST { Err(NoHookKey::TooShort) } else { Ok(Self(bytes.into())) }
    }

    /// Whether one of the call's signatures is by this key. Takes as long for a wrong one as for a right one.
    pub fn has_signed(&self, delivery: &Delivery<'_>) -> bool {
        let mut has_signed = false;
        for signature in delivery.signatures.split(' ').take(MOST_SIGNATURES) {
            let bytes = signature.strip_prefix("v1,").and_then(|text| STANDARD.decode(text).ok());
            has_signed |= bytes.is_some_and(|bytes| self.mac(delivery).verify_slice(&bytes).is_ok());
        }
        has_signed
    }

    /// The signature of a call, as whoever makes it writes it.
    pub fn sign(&self, delivery: &Delivery<'_>) -> String {
        format!("v1,{}", STANDARD.encode(self.mac(delivery).finalize().into_bytes()))
    }

    fn mac(&self, delivery: &Delivery<'_>) -> Hmac<Sha256> {
        let key = self.0.expose_secret();
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
        for part in [delivery.id.as_bytes(), b".", delivery.timestamp.as_bytes(), b".", delivery.body] {
            mac.update(part);
        }
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> HookKey {
        HookKey::read(&text.to_owned().into()).unwrap()
    }

    const DELIVERY: Delivery<'_> = Delivery {
        id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp: "1614265330",
        signatures: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        body: br#"{"test": 2432232314}"#,
    };

    /// The example of the specification's own libraries.
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    #[test]
    fn the_example_of_the_specification_is_signed_as_there() {
        assert_eq!(key(SECRET).sign(&DELIVERY), DELIVERY.signatures);
        assert!(key(SECRET).has_signed(&DELIVERY));
        let two = format!("v1,AAAA {} v2,x", DELIVERY.signatures);
        assert!(key(SECRET).has_signed(&Delivery { signatures: &two, ..DELIVERY }));
    }

    #[test]
    fn whatever_is_changed_the_signature_is_wrong() {
        let right = DELIVERY.signatures;
        for changed in [
            Delivery { id: "msg_other", ..DELIVERY },
            Delivery { timestamp: "1614265331", ..DELIVERY },
            Delivery { body: br#"{"test": 2432232315}"#, ..DELIVERY },
            // What stands where must not be moved across the dots.
            Delivery { id: "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330", timestamp: "", ..DELIVERY },
            Delivery { signatures: "", ..DELIVERY },
            Delivery { signatures: "v1,", ..DELIVERY },
            Delivery { signatures: &right[3..], ..DELIVERY },
            Delivery { signatures: &right.replace("v1,", "v2,"), ..DELIVERY },
            Delivery { signatures: &right[..right.len() - 4], ..DELIVERY },
            Delivery { signatures: &format!("{}{right}", "v1,AAAA ".repeat(MOST_SIGNATURES)), ..DELIVERY },
        ] {
            assert!(!key(SECRET).has_signed(&changed), "{changed:?}");
        }
        assert!(!key("another secret, long enough").has_signed(&DELIVERY));
    }

    #[test]
    fn a_call_counts_for_five_minutes() {
        let now = DateTime::from_timestamp(1_614_265_330, 0).unwrap();
        let at = |timestamp| Delivery { timestamp, ..DELIVERY }.is_fresh(now);
        assert!(at("1614265330") && at("1614265030") && at("1614265630"));
        for other in ["1614265029", "1614265631", "", "now", "-1", "9223372036854775807", "-9223372036854775808"] {
            assert!(!at(other), "{other}");
        }
    }

    #[test]
    fn a_secret_that_can_be_guessed_is_none() {
        let read = |text: &str| HookKey::read(&text.to_owned().into()).map(|_| ());
        assert_eq!(read("short"), Err(NoHookKey::TooShort));
        assert_eq!(read("whsec_c2hvcnQ="), Err(NoHookKey::TooShort));
        assert_eq!(read("whsec_not base64 at all, though long"), Err(NoHookKey::NoBase64));
        assert!(!format!("{:?}", key(SECRET)).contains("MfKQ"));
    }
}
