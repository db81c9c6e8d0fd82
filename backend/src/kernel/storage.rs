//! Where sealed files lie: segments of exports, and archives. A directory, shared by all processes of one desk.
//!
//! Names are made of our own ids, never of anything from outside. A file is written under a temporary name and moved
//! into place, so a reader never meets half of one.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use uuid::Uuid;

/// A directory of sealed files.
#[derive(Clone, Debug)]
pub struct Storage {
    root: PathBuf,
}

impl Storage {
    /// The directory at `root`; made if it is not there, readable by its owner only.
    pub fn open(root: &Path) -> io::Result<Self> {
        fs::create_dir_all(root)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(root, fs::Permissions::from_mode(0o700))?;
        }
        Ok(Self { root: root.to_owned() })
    }

    /// A new file that will be called `name` once it is [kept](NewFile::keep).
    pub fn create(&self, name: &str) -> io::Result<NewFile> {
        let place = self.root.join(name);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut draft = place.clone().into_os_string();
        draft.push(".draft");
        let draft = PathBuf::from(draft);
        Ok(NewFile { file: File::create(&draft)?, draft, place, drafts: None, kept: false })
    }

    /// A new file that will be called `name`, for work that several may be at without knowing of each other: each
    /// `attempt` has a draft of its own. What earlier attempts have left is thrown away.
    pub fn create_anew(&self, name: &str, attempt: Uuid) -> io::Result<NewFile> {
        let drafts = format!("{name}.drafts");
        self.remove_folder(&drafts)?;
        let drafts = self.root.join(drafts);
        fs::create_dir_all(&drafts)?;
        let draft = drafts.join(attempt.to_string());
        let file = File::create(&draft)?;
        Ok(NewFile { file, draft, place: self.root.join(name), drafts: Some(drafts), kept: false })
    }

    /// Opens the file called `name`.
    pub fn read(&self, name: &str) -> io::Result<File> {
        File::open(self.root.join(name))
    }

    /// Removes the file called `name`; no error if it is gone already.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        gone_is_fine(fs::remove_file(self.root.join(name)))
    }

    /// Removes the folder called `name` with all that is in it; no error if it is gone already.
    pub fn remove_folder(&self, name: &str) -> io::Result<()> {
        gone_is_fine(fs::remove_dir_all(self.root.join(name)))
    }
}

fn gone_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// A file that is being written; thrown away unless it is kept.
#[derive(Debug)]
pub struct NewFile {
    file: File,
    draft: PathBuf,
    place: PathBuf,
    /// The folder of the drafts, if it has one for itself.
    drafts: Option<PathBuf>,
    kept: bool,
}

impl NewFile {
    /// Puts it on the disk for good, not yet under its name: then [`keep`](Self::keep) takes no time.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_all()
    }

    /// Puts it on the disk for good and under its name.
    pub fn keep(mut self) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.draft, &self.place)?;
        self.kept = true;
        Ok(())
    }
}

impl io::Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.kept {
            // Nothing else can be done about a draft that cannot be removed; the next of its name overwrites it.
            let _ = fs::remove_file(&self.draft);
        }
        if let Some(drafts) = &self.drafts {
            // It stays as long as somebody else has a draft in it.
            let _ = fs::remove_dir(drafts);
        }
    }
}
