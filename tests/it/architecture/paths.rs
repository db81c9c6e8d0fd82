//! The paths by which one file names another: `crate::…` and `super::…`, in `use` and anywhere else.

use super::source::Source;

/// A path in a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    /// Counted from one.
    pub line: usize,
    /// From the root of the crate, as far as it is written: modules first, then perhaps an item.
    pub path: Vec<String>,
}

/// Which crate a file belongs to, and its module's path from the root: `backend/src/task/mod.rs` is `task` in `backend`.
pub fn module(file: &str) -> Option<(&str, Vec<String>)> {
    let (krate, inside) = file.strip_suffix(".rs")?.split_once("/src/")?;
    let mut path: Vec<String> = inside.split('/').map(str::to_owned).collect();
    if path.last().is_some_and(|last| last == "mod" || path.len() == 1 && last == "lib") {
        path.pop();
    }
    Some((krate, path))
}

/// Every path that a file names, in its order.
pub fn named(source: &Source, module: &[String]) -> Vec<Named> {
    let code = source.code();
    let mut found = Vec::new();
    for (at, start) in starts(&code) {
        let line = |at: usize| code[..at].matches('\n').count() + 1;
        let mut reader = Reader { code: &code, at: at + start.len() };
        let mut base = match start {
            "super" => module.split_last().map(|(_, parent)| parent.to_vec()).unwrap_or_default(),
            _ => Vec::new(),
        };
        // `super::super::x`
        while reader.peek_path() == Some("super") {
            reader.take("::");
            reader.word();
            base.pop();
        }
        let mut leaves = Vec::new();
        reader.tree(&base, &mut leaves);
        found.extend(leaves.into_iter().map(|(at, path)| Named { line: line(at), path }));
    }
    found
}

/// Where `crate::` and `super::` begin a path.
fn starts(code: &str) -> Vec<(usize, &'static str)> {
    let mut starts = Vec::new();
    for word in ["crate", "super"] {
        for (at, _) in code.match_indices(word) {
            let before = &code[..at];
            let after = code[at + word.len()..].trim_start();
            // Not the end of another word, nor the middle of a path, nor a macro's `$crate`, nor `pub(in crate::…)`.
            let is_inside = before.ends_with(|it: char| it.is_alphanumeric() || matches!(it, '_' | '$' | ':'));
            if after.starts_with("::") && !is_inside && !before.trim_end().ends_with("(in") {
                starts.push((at, word));
            }
        }
    }
    starts.sort_unstable();
    starts
}

struct Reader<'a> {
    code: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    /// Reads what follows a path so far: `::name…`, `::{a, b::c}`, or nothing more.
    fn tree(&mut self, base: &[String], leaves: &mut Vec<(usize, Vec<String>)>) {
        let mut path = base.to_vec();
        let mut place = self.at;
        while self.take("::") {
            if self.take("{") {
                while !self.take("}") && self.at < self.code.len() {
                    self.branch(&path, leaves);
                    self.take(",");
                }
                return;
            }
            self.blanks();
            place = self.at;
            match self.word() {
                Some(word) => path.push(word.to_owned()),
                None => {
                    self.take("*");
                    break;
                }
            }
        }
        leaves.push((place, path));
    }

    /// One of several in braces.
    fn branch(&mut self, base: &[String], leaves: &mut Vec<(usize, Vec<String>)>) {
        self.blanks();
        let place = self.at;
        match self.word() {
            Some("self") => leaves.push((place, base.to_vec())),
            Some(word) => {
                let mut path = base.to_vec();
                path.push(word.to_owned());
                let before = leaves.len();
                self.tree(&path, leaves);
                // A name without anything below it stands where it was read.
                if leaves.len() == before + 1 && leaves[before].1 == path {
                    leaves[before].0 = place;
                }
            }
            None => {
                if self.take("*") {
                    leaves.push((place, base.to_vec()));
                } else {
                    self.at += self.code[self.at..].chars().next().map_or(1, char::len_utf8);
                }
                return;
            }
        }
        self.blanks();
        if self.code[self.at..].starts_with("as ") {
            self.at += "as ".len();
            self.word();
        }
    }

    fn blanks(&mut self) {
        let rest = &self.code[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn take(&mut self, mark: &str) -> bool {
        let rest = self.code[self.at..].trim_start();
        if !rest.starts_with(mark) {
            return false;
        }
        self.blanks();
        self.at += mark.len();
        true
    }

    fn word(&mut self) -> Option<&'a str> {
        self.blanks();
        let rest = &self.code[self.at..];
        let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
        self.at += end;
        (end > 0).then_some(&rest[..end])
    }

    fn peek_path(&self) -> Option<&'a str> {
        let mut ahead = Reader { code: self.code, at: self.at };
        if ahead.take("::") { ahead.word() } else { None }
    }
}

#[test]
fn paths_are_read_however_they_are_written() {
    let source = Source::new(
        "backend/src/task/state.rs",
        "use crate::{a::b, c as d,\n  e::{self, f::*, g}};\nuse super::{h, i::J};\nuse super::super::k;\n\
         fn f() -> crate::l::M<crate::n::O> { $crate::p::q(); my_crate::r(); crate::s::<T>() }\npub(in crate::t) struct U;",
    );
    let (krate, module) = module(&source.path).unwrap();
    assert_eq!((krate, module.join("::").as_str()), ("backend", "task::state"));
    let found: Vec<String> =
        named(&source, &module).iter().map(|it| format!("{} {}", it.line, it.path.join("::"))).collect();
    let wanted =
        ["1 a::b", "1 c", "2 e", "2 e::f", "2 e::g", "3 task::h", "3 task::i::J", "4 k", "5 l::M", "5 n::O", "5 s"];
    assert_eq!(found, wanted);
}
