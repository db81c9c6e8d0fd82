//! The files of the project, and the code in them without comments, texts and tests.

use std::path::Path;
use std::process::Command;

/// A text file.
#[derive(Debug)]
pub struct Source {
    /// From the root of the tree, with slashes.
    pub path: String,
    /// All of it.
    pub text: String,
}

impl Source {
    /// A made-up file.
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// What is compiled into the program: comments and literals are blanks, and the file ends where its tests begin. Lines
    /// keep their numbers.
    pub fn code(&self) -> String {
        let mut code = blanked(&self.text);
        if let Some(tests) = tests_start(&code) {
            code.truncate(tests);
        }
        code
    }
}

/// The files that are compiled into a program: those under `src/`, but for modules that were declared for tests only.
pub fn program(tree: &[Source]) -> impl Iterator<Item = &Source> {
    let declared: Vec<String> = tree.iter().flat_map(declared_for_tests).collect();
    tree.iter().filter(move |source| {
        // `x.rs`, `x/mod.rs` and all that stands in `x/`.
        let stem = source.path.trim_end_matches(".rs");
        let is_declared = declared.iter().any(|it| stem == it || stem.starts_with(&format!("{it}/")));
        source.path.ends_with(".rs") && source.path.contains("/src/") && !is_declared
    })
}

/// The paths of the modules, without `.rs`, that a file declares after `#[cfg(test)]`.
fn declared_for_tests(source: &Source) -> Vec<String> {
    let folder = match source.path.rsplit_once('/') {
        Some((folder, "mod.rs" | "lib.rs" | "main.rs")) => folder,
        _ => source.path.trim_end_matches(".rs"),
    };
    let code = source.code();
    let after = code.split("#[cfg(test)]").skip(1).map(str::trim_start);
    // Tests may lend a helper to other tests.
    let after = after.map(|item| item.strip_prefix("pub(crate) ").unwrap_or(item));
    let items = after.filter_map(|item| item.strip_prefix("mod "));
    let names = items.filter_map(|item| item.split_once(';')).map(|(name, _)| format!("{folder}/{name}"));
    names.filter(|path| !path.contains('{')).collect()
}

/// All text files that belong to the project.
pub fn tree() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are a folder of the project");
    // Also the files that are not committed yet: better told now than after the commit.
    let listed = Command::new("git")
        .args(["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .expect("git is there: the project is a clone");
    assert!(listed.status.success(), "git cannot list the files: {}", String::from_utf8_lossy(&listed.stderr));
    let paths = String::from_utf8(listed.stdout).expect("our paths are ASCII");
    let files = paths.split('\0').filter(|path| !path.is_empty()).filter_map(|path| {
        // What is listed and cannot be read was deleted just now, and what is no UTF-8 is a picture.
        let text = std::fs::read_to_string(root.join(path)).ok()?;
        Some(Source::new(path, &text))
    });
    let files: Vec<Source> = files.collect();
    assert!(files.iter().any(|file| file.path == "backend/src/lib.rs"), "this is not the whole tree");
    files
}

/// Where `#[cfg(test)] mod … {` begins. A test module is the last thing in a file (clippy sees to that).
fn tests_start(code: &str) -> Option<usize> {
    code.match_indices("#[cfg(test)]").map(|(at, _)| at).find(|at| {
        let item = code[at + "#[cfg(test)]".len()..].trim_start();
        let is_block = item.find(['{', ';']).is_some_and(|end| item[end..].starts_with('{'));
        is_block && item.starts_with("mod ")
    })
}

/// The same text with blanks in place of comments and of what stands in quotes.
fn blanked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = raw_text(rest, &out) {
            length
        } else if letter == '"' {
            quoted(rest, '"')
        } else if letter == '\'' && is_letter_literal(rest) {
            quoted(rest, '\'')
        } else {
            out.push(letter);
            rest = &rest[letter.len_utf8()..];
            continue;
        };
        out.extend(rest[..skipped].chars().map(|it| if it == '\n' { '\n' } else { ' ' }));
        rest = &rest[skipped..];
    }
    out
}

/// The length of `r"…"` or `r#"…"#`, if that is what comes.
fn raw_text(rest: &str, before: &str) -> Option<usize> {
    let is_word = before.ends_with(|it: char| it.is_alphanumeric() || it == '_') && !before.ends_with('b');
    let hashes = rest.strip_prefix('r')?.bytes().take_while(|it| *it == b'#').count();
    if is_word || !rest[1 + hashes..].starts_with('"') {
        return None;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    let body = 2 + hashes;
    Some(rest[body..].find(&end).map_or(rest.len(), |at| body + at + end.len()))
}

/// The length of a literal that begins and ends with this quote.
fn quoted(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        if letter == quote && !is_escaped {
            return at + 1;
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    rest.len()
}

/// `'a'` and `'\n'` are literals, `'a` is a lifetime.
fn is_letter_literal(rest: &str) -> bool {
    let mut letters = rest.chars().skip(1);
    letters.next() == Some('\\') || letters.next() == Some('\'')
}

#[test]
fn comments_texts_and_tests_are_no_code() {
    let source = Source::new(
        "a.rs",
        "let a = \"crate::x \\\" // y\"; // crate::x\n/* crate::x */ let b = r#\"crate::\"x\"#;\nlet c: &'a str = '\"'; d();\n\
         #[cfg(test)]\nmod helpers;\nuse z;\n#[cfg(test)]\nmod tests {\n use x; }",
    );
    let code = source.code();
    assert!(!code.contains("crate") && !code.contains("tests"), "{code}");
    assert!(code.contains("let b =") && code.contains("d();") && code.contains("use z;"), "{code}");
    assert_eq!(code.lines().position(|line| line.contains("use z")), Some(5));
}

#[test]
fn modules_declared_for_tests_are_no_program() {
    let tree = [
        Source::new("a/src/x/mod.rs", "mod y;\n#[cfg(test)]\npub(crate) mod cases;\nmod z;"),
        Source::new("a/src/x/y.rs", "#[cfg(test)]\nmod deep;"),
        Source::new("a/src/x/y/deep/one.rs", ""),
        Source::new("a/src/x/cases.rs", ""),
        Source::new("a/src/x/z.rs", ""),
        Source::new("a/tests/whole.rs", ""),
        Source::new("tests/it/main.rs", ""),
    ];
    let files: Vec<&str> = program(&tree).map(|it| it.path.as_str()).collect();
    assert_eq!(files, ["a/src/x/mod.rs", "a/src/x/y.rs", "a/src/x/z.rs"]);
}
