//! What lies beside the build, under cargo's `target/`.

use std::path::PathBuf;

/// A folder in the folder that cargo builds into, made if it is not there.
pub fn folder(name: &str) -> PathBuf {
    let program = std::env::current_exe().expect("a running program has a file");
    // Cargo puts test programs into `target/PROFILE/deps`, wherever `CARGO_TARGET_DIR` has put `target`.
    let deps = program.ancestors().find(|folder| folder.ends_with("deps"));
    let target = deps.and_then(|deps| deps.parent()?.parent());
    let folder = target.expect("tests run from where cargo built them").join(name);
    std::fs::create_dir_all(&folder).expect("target/ can be written");
    folder
}

/// The Python of the tests, which has the packages that `tests/requirements.txt` names.
///
/// # Panics
/// When `tests/run` has not installed it yet.
pub fn python() -> PathBuf {
    python_of("test-venv")
}

/// The Python with the packages of one of the lists beside it; see `tests/run`.
///
/// # Panics
/// When `tests/run` has not installed it yet.
pub fn python_of(venv: &str) -> PathBuf {
    let python = folder(venv).join("bin/python");
    assert!(python.is_file(), "there is no {}: tests/run installs it", python.display());
    python
}
