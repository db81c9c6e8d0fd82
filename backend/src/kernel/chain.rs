//! Chains of lines, each of which holds the hash of the one before: what was altered, added or taken away is found.
//!
//! What a chain cannot find by itself is that its end was cut off. Its last place and hash, kept elsewhere, find that too:
//! they fix every line before them. Such a [`Head`] is printed by the commands that verify, and each of our chains now and
//! then holds that of the other.

use std::{fmt, str::FromStr};

/// A place in a chain, with the hash of the line there: `SEQ:HASH`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its place, from 1.
    pub seq: i64,
    /// Its hash.
    pub hash: Vec<u8>,
}

/// A text that is no head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is written NUMBER:HASH, as the command that verifies prints it")]
pub struct NoHead;

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.seq)?;
        self.hash.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Head {
    type Err = NoHead;
    fn from_str(text: &str) -> Result<Self, NoHead> {
        let (seq, hash) = text.trim().split_once(':').ok_or(NoHead)?;
        let seq = seq.parse().ok().filter(|seq| *seq > 0).ok_or(NoHead)?;
        if hash.len() != 64 || !hash.is_ascii() {
            return Err(NoHead);
        }
        let byte = |at: usize| u8::from_str_radix(&hash[at..at + 2], 16).map_err(|_| NoHead);
        Ok(Self { seq, hash: (0..64).step_by(2).map(byte).collect::<Result<_, _>>()? })
    }
}

/// What is wrong with a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// This line is missing or was altered.
    #[error("line {0} is missing or was altered")]
    Broken(i64),
    /// It ends before this line, which was known to be there.
    #[error("the end was cut off: line {0} was there and is gone")]
    CutOff(i64),
    /// The chain holds in itself, but this line is not the one that was known to be there: all was written anew.
    #[error("line {0} is not the one that was there: the chain was written anew")]
    Rewritten(i64),
}

/// A walk along a chain.
#[derive(Debug, Default)]
pub struct Walk {
    expected: Vec<Head>,
    head: Head,
    fault: Option<Fault>,
}

/// What a walk has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walked {
    /// The last line that was seen in its place; its number is that of the lines.
    pub head: Head,
    /// The first thing that is wrong; none: the chain holds.
    pub fault: Option<Fault>,
}

impl Walk {
    /// A walk that also looks for these lines.
    pub fn expecting(expected: Vec<Head>) -> Self {
        Self { expected, ..Self::default() }
    }

    /// The hash of the line before the next; empty before the first.
    pub fn previous(&self) -> &[u8] {
        &self.head.hash
    }

    /// The place of the next line.
    pub fn next_seq(&self) -> i64 {
        self.head.seq + 1
    }

    /// Takes the next line: its place, whether it is as it was appended after [`previous`](Self::previous), and its hash.
    /// Whether the walk goes on.
    pub fn step(&mut self, seq: i64, holds: bool, hash: Vec<u8>) -> bool {
        let next = self.next_seq();
        if seq != next || !holds {
            self.fault = Some(Fault::Broken(next));
            return false;
        }
        if self.expected.iter().any(|head| head.seq == seq && head.hash != hash) {
            self.fault = Some(Fault::Rewritten(seq));
            return false;
        }
        self.head = Head { seq, hash };
        true
    }

    /// There are no more lines.
    pub fn end(mut self) -> Walked {
        if self.fault.is_none() {
            let last = self.expected.iter().map(|head| head.seq).max().unwrap_or_default();
            self.fault = (last > self.head.seq).then_some(Fault::CutOff(last));
        }
        Walked { head: self.head, fault: self.fault }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(seq: i64, byte: u8) -> Head {
        Head { seq, hash: vec![byte; 32] }
    }

    fn walked(expected: Vec<Head>) -> Walked {
        let mut walk = Walk::expecting(expected);
        for seq in 1..=3 {
            if !walk.step(seq, true, head(seq, 7).hash) {
                break;
            }
        }
        walk.end()
    }

    #[test]
    fn a_head_is_read_as_it_was_printed() {
        let text = head(12, 0xab).to_string();
        assert_eq!(text, format!("12:{}", "ab".repeat(32)));
        assert_eq!(text.parse(), Ok(head(12, 0xab)));
        for bad in ["", "12", "0:00", "-1:00", &text[..60], "x:ab", &format!("1:{}", "zz".repeat(32))] {
            assert_eq!(bad.parse::<Head>(), Err(NoHead), "{bad}");
        }
    }

    #[test]
    fn an_end_that_was_cut_off_is_found_by_what_was_kept_elsewhere() {
        assert_eq!(walked(vec![]), Walked { head: head(3, 7), fault: None });
        assert_eq!(walked(vec![head(2, 7), head(3, 7)]).fault, None);
        assert_eq!(walked(vec![head(4, 7)]).fault, Some(Fault::CutOff(4)));
        assert_eq!(walked(vec![head(2, 8)]).fault, Some(Fault::Rewritten(2)));
    }

    #[test]
    fn a_gap_and_an_altered_line_are_found() {
        let mut walk = Walk::default();
        assert!(walk.step(1, true, vec![1]));
        assert!(!walk.step(3, true, vec![3]));
        assert_eq!(walk.end().fault, Some(Fault::Broken(2)));
        let mut walk = Walk::default();
        assert!(!walk.step(1, false, vec![1]));
        assert_eq!(walk.end().fault, Some(Fault::Broken(1)));
    }
}
