//! Folders that are there for one test.
//!
//! They lie in the machine's temporary folder and not under `target/`, because the database servers run as users of
//! their own when we are root, and such a user may not enter somebody's home.

use std::fs::{DirBuilder, File};
use std::io::Read;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// A new empty folder that only its owner may enter, removed with all that is in it when dropped.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// Makes a folder whose name begins with `rightsdesk-` and the label.
    pub fn new(label: &str) -> Self {
        let path = std::env::temp_dir().join(format!("rightsdesk-{label}-{}", chance(8)));
        // `create` and not `create_all`: what somebody else put there must make this fail.
        DirBuilder::new().mode(0o700).create(&path).unwrap_or_else(|e| panic!("cannot make {}: {e}", path.display()));
        Self { path }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the folder away: from here on somebody else removes it.
    pub fn keep(self) -> PathBuf {
        let path = self.path.clone();
        std::mem::forget(self);
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A folder that cannot be removed is litter, not a reason to fail a story.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

/// Random bytes as hexadecimal digits, for names and passwords that no other process may guess or share.
pub fn chance(bytes: usize) -> String {
    let mut drawn = vec![0; bytes];
    File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut drawn)).expect("this is a Unix");
    drawn.iter().map(|byte| format!("{byte:02x}")).collect()
}
