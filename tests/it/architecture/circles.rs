//! Files that import each other in a circle, which can only be understood all at once.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::finding::Finding;
use super::paths;
use super::source::{self, Source};

/// Files that are one idea and were only cut apart to be read in pieces. What they import of each other is no circle.
const KNOTS: &[Knot] = &[
    Knot {
        krate: "exporters",
        files: &[
            "sql::catalogue",
            "sql::condition",
            "sql::dialect",
            "sql::dialect::mysql",
            "sql::dialect::postgres",
            "sql::dialect::sqlite",
            "sql::statement",
        ],
        _because: "a statement is put into words by its dialect, and each dialect writes into a statement",
    },
    Knot {
        krate: "backend",
        files: &["ticket::entity", "ticket::state"],
        _because: "the row holds the state, and a move of the state consumes the row",
    },
];

struct Knot {
    krate: &'static str,
    files: &'static [&'static str],
    _because: &'static str,
}

type Graph = BTreeMap<String, BTreeSet<String>>;

/// Every circle. One that has a shorter one inside it shows when that is mended.
pub fn check(tree: &[Source]) -> Vec<Finding> {
    let mut files = BTreeMap::<&str, BTreeMap<Vec<String>, &Source>>::new();
    for source in source::program(tree) {
        // The program is no part of the library that lies beside it.
        if let Some((krate, module)) = paths::module(&source.path).filter(|(_, module)| *module != ["main"]) {
            files.entry(krate).or_default().insert(module, source);
        }
    }
    let mut findings = Vec::new();
    for (krate, modules) in files {
        let graph = without_knots(krate, graph(&modules));
        for circle in all(&graph) {
            let first: Vec<String> = circle[0].split("::").map(str::to_owned).collect();
            findings.push(Finding {
                file: modules[&first].path.clone(),
                line: 1,
                what: format!("the circle {} → {}", circle.join(" → "), circle[0]),
                advice: "move what two of them share into a file that both can import; if they are one idea that was cut apart \
                         to be read in pieces, say so in KNOTS of tests/it/architecture/circles.rs"
                    .to_owned(),
            });
        }
    }
    findings
}

fn graph(modules: &BTreeMap<Vec<String>, &Source>) -> Graph {
    let mut graph = Graph::new();
    for (module, source) in modules {
        for named in paths::named(source, module) {
            // The longest beginning of the path that is a file; what follows is an item in it.
            let target =
                (1..=named.path.len()).rev().map(|end| &named.path[..end]).find(|it| modules.contains_key(*it));
            if let Some(target) = target.filter(|it| *it != module.as_slice()) {
                graph.entry(module.join("::")).or_default().insert(target.join("::"));
            }
        }
    }
    graph
}

fn without_knots(krate: &str, mut graph: Graph) -> Graph {
    for knot in KNOTS.iter().filter(|knot| knot.krate == krate) {
        for (from, targets) in &mut graph {
            if knot.files.contains(&from.as_str()) {
                targets.retain(|to| !knot.files.contains(&to.as_str()));
            }
        }
    }
    graph
}

/// The shortest way from each place back to itself, told once: from the name that comes first.
pub fn all(graph: &Graph) -> Vec<Vec<String>> {
    let circles = graph.keys().filter_map(|start| way_back(graph, start));
    circles.filter(|circle| circle.iter().min() == circle.first()).collect()
}

fn way_back(graph: &Graph, start: &str) -> Option<Vec<String>> {
    let mut came_from = BTreeMap::<&str, &str>::new();
    let mut queue = VecDeque::from([start]);
    while let Some(here) = queue.pop_front() {
        for next in graph.get(here).into_iter().flatten() {
            if next == start {
                let mut way = vec![here.to_owned()];
                while let Some(before) = way.last().and_then(|it| came_from.get(it.as_str())) {
                    way.push((*before).to_owned());
                }
                way.reverse();
                return Some(way);
            }
            if !came_from.contains_key(next.as_str()) {
                came_from.insert(next, here);
                queue.push_back(next);
            }
        }
    }
    None
}
