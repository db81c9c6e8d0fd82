//! Where a request comes from, for the limits.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

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
    let hops: Vec<&str> = forwarded.flat_map(|line| line.split(',')).map(str::trim).collect();
    Some(counted(client(peer, &hops, trusted_proxies)))
}

/// The last hop that is no proxy of ours. What cannot be read ends the search: beyond it anybody may have written anything.
fn client(peer: IpAddr, hops: &[&str], trusted_proxies: &[IpAddr]) -> IpAddr {
    for hop in hops.iter().rev() {
        match read(hop) {
            Some(hop) if trusted_proxies.contains(&hop) => {}
            Some(hop) => return hop,
            None => return peer,
        }
    }
    peer
}

/// An address, as some proxies write it with a port.
fn read(hop: &str) -> Option<IpAddr> {
    let address = hop.parse::<IpAddr>().or_else(|_| hop.parse::<SocketAddr>().map(|address| address.ip()));
    let address = address.or_else(|_| hop.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>());
    address.ok().map(|address| address.to_canonical())
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
    fn only_what_our_own_proxies_wrote_counts() {
        let ours: [IpAddr; 2] = ["127.0.0.1".parse().unwrap(), "10.0.0.1".parse().unwrap()];
        let client = |hops: &[&str]| client(ours[0], hops, &ours).to_string();
        for (hops, counts) in [
            (&["6.6.6.6", "203.0.113.9"][..], "203.0.113.9"),
            (&["6.6.6.6", "203.0.113.9:4711"], "203.0.113.9"),
            (&["6.6.6.6", "203.0.113.9:4711", "10.0.0.1"], "203.0.113.9"),
            (&["6.6.6.6", "[2001:db8::1]:4711"], "2001:db8::1"),
            (&["6.6.6.6", "[2001:db8::1]"], "2001:db8::1"),
            (&["6.6.6.6", "unknown"], "127.0.0.1"),
            (&["6.6.6.6", ""], "127.0.0.1"),
            (&[], "127.0.0.1"),
        ] {
            assert_eq!(client(hops), counts, "{hops:?}");
        }
    }

    #[test]
    fn a_household_counts_once() {
        assert_eq!(counted("192.0.2.7".parse().unwrap()), "192.0.2.7");
        assert_eq!(counted("2001:db8:1:2:3:4:5:6".parse().unwrap()), "2001:db8:1:2::/64");
    }
}
