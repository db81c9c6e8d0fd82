//! How much memory the process has asked for.

/// The bytes that this process holds of its own, where the system can say so (Linux). Pages of the program file are not
/// counted: which of them are in memory says what was run before and how full the machine is, not what an export keeps.
pub fn resident() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
