//! The program `rightsdesk`.

fn main() {}
