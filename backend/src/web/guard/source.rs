//! Where a request comes from, for the limits.

use std::net::{IpAddr, Ipv6Addr};

use poem::Request;

/// The address a request comes from, as limits count it: an IPv4 address, or the /64 of an IPv6 address, which is what
/// one household gets. `X-Forwarded-For` is believed only from the proxies that are listed, and only its last entry
/// that is none of them.
pub fn of(request: &Request, trusted_proxies: &[IpAddr]) -> Option<String> {
    let peer = request.remote_addr().as_socket_addr().map(|address| address.ip().to_canonical())?;
    if !trusted_proxies.contains(&peer) {
        return Some(counted(peer));
    }
    let forwarded = request.headers().get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<IpAddr> =
        forwarded.flat_map(|line| line.split(',')).filter_map(|hop| hop.trim().parse().ok()).collect();
    let client = hops.into_iter().rev().map(|hop| hop.to_canonical()).find(|hop| !trusted_proxies.contains(hop));
    Some(counted(client.unwrap_or(peer)))
}

fn counted(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_counts_once() {
        assert_eq!(counted("192.0.2.7".parse().unwrap()), "192.0.2.7");
        assert_eq!(counted("2001:db8:1:2:3:4:5:6".parse().unwrap()), "2001:db8:1:2::/64");
    }
}
