//! An archive of two gibibytes is built in little memory.
//!
//! In a program of its own, because the high-water mark of memory is that of the whole process.
#![cfg(target_os = "linux")]

use std::io::{self, Read, Seek, SeekFrom, Write};

use chrono::NaiveDate;
use rightsdesk_archive::{
    assemble::assemble,
    language::Language,
    package::{Controller, Outcome, Package, Part, Scope, SystemData},
    part::{head::FileHead, index::PartIndex, writer::PartWriter},
};
use rightsdesk_vault::{
    chance::CountedChance,
    stream::{key::StreamKey, writer::SealedWriter},
};

const GIB: u64 = 1 << 30;
const MIB: u64 = 1 << 20;

/// A file that is nowhere: noise that no packing makes smaller, two gibibytes of it.
struct Film {
    block: Vec<u8>,
    at: u64,
}

impl Film {
    fn new() -> Self {
        // xorshift64*: noise enough for a packer.
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let words = std::iter::repeat_with(|| {
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes()
        });
        Self { block: words.take((MIB / 8) as usize).flatten().collect(), at: 0 }
    }
}

impl Read for Film {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let start = (self.at % MIB) as usize;
        let left = (2 * GIB - self.at).min(usize::MAX as u64) as usize;
        let given = into.len().min(self.block.len() - start).min(left);
        into[..given].copy_from_slice(&self.block[start..start + given]);
        self.at += given as u64;
        Ok(given)
    }
}

impl Seek for Film {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let SeekFrom::Start(at) = to else { return Err(io::ErrorKind::Unsupported.into()) };
        self.at = at;
        Ok(at)
    }
}

/// Takes everything and keeps nothing but the count.
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Most memory that this process ever had, in bytes.
fn high_water() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells about this process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("the high-water mark is told");
    line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number of kilobytes") * 1024
}

/// Writes the part once to learn its index, as the desk does when the system hands it over.
fn index_of(mut film: Film) -> PartIndex {
    let mut writer = PartWriter::new(io::sink());
    let media_type = Some("video/mp4".to_owned());
    writer.file(&FileHead { name: "film.mp4".to_owned(), media_type, belongs_to: String::new() });
    let mut piece = vec![0; MIB as usize];
    loop {
        let read = film.read(&mut piece).expect("noise does not fail");
        if read == 0 {
            return writer.finish().1;
        }
        writer.piece(&piece[..read]).expect("the sink takes everything");
    }
}

fn package<'a>(part: Part<'a>) -> Package<'a> {
    Package {
        reference: "DR-7K2M-Q9XB".to_owned(),
        language: Language::English,
        controller: Controller { name: "Example Ltd".to_owned(), contact: String::new() },
        prepared_on: NaiveDate::default(),
        requests: Vec::new(),
        systems: vec![SystemData {
            key: "films".to_owned(),
            title: "Films".to_owned(),
            description: String::new(),
            scope: Scope::Everything,
            outcome: Outcome::Complete,
            parts: vec![part],
            notes: Vec::new(),
            cuts: Vec::new(),
        }],
        notes: Vec::new(),
        about: None,
    }
}

#[test]
fn two_gibibytes_are_packed_and_sealed_in_less_than_64_mebibytes() {
    let part = Part { index: index_of(Film::new()), open: Box::new(|| Ok(Box::new(Film::new()))) };
    let chance = CountedChance::seeded(1);
    let key = StreamKey::generate(&chance);
    let sealed = SealedWriter::new(&chance, &key, "archive|1", Counter(0)).unwrap();

    let (sealed, assembled) = assemble(package(part), sealed).unwrap();
    let written = sealed.finish().unwrap().0;

    assert!(written > assembled.bytes && assembled.bytes > 2 * GIB);
    assert!(written < 2 * GIB + 2 * MIB, "packing and sealing add little: {written}");
    let most = high_water();
    assert!(most < 64 * MIB, "{} MiB", most / MIB);
    println!("{} MiB at most", most / MIB);

    // The measure is one: it notices what is held.
    let held = vec![1_u8; 64 * MIB as usize];
    assert_eq!(held.iter().map(|byte| u64::from(*byte)).sum::<u64>(), 64 * MIB);
    assert!(high_water() > 64 * MIB);
}
