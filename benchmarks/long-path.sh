#!/usr/bin/env bash
# Upserts and fetches over a path with a round trip of 40 ms, and writes results/: benchmarks/long-path.sh [--quick]
# Needs root, iproute2, nftables and python3: client and server run in separate network namespaces, between which
# longpath/relay.py delays each packet. Takes about 5 minutes, during which nothing else should run.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
source "$root/benchmarks/class-paths"

near=pinelink-near far=pinelink-far
hosts=/etc/netns/$near
finish() {
  [ -z "${relay_PID:-}" ] || kill "$relay_PID" 2>/dev/null || true
  ip netns del $near 2>/dev/null || true
  ip netns del $far 2>/dev/null || true
  rm -rf "$hosts"
}
finish
trap finish EXIT
ip netns add $near
ip netns add $far

coproc relay { exec "$root/benchmarks/longpath/relay.py" pl-near pl-far 20; }
read -r _ <&"${relay[0]}"
join() { # namespace device own-address other-address
  ip link set "$2" netns "$1"
  ip -n "$1" link set lo up
  # Large packets let the relay keep up; a long queue prevents packet loss in a burst.
  ip -n "$1" link set "$2" up mtu 65000 txqueuelen 20000
  ip -n "$1" addr add "$3" peer "$4" dev "$2"
}
join $near pl-near 10.77.0.1 10.77.0.2
join $far pl-far 10.77.0.2 10.77.0.1

# Plaintext is allowed only on loopback, so the path starts at a loopback address.
mkdir -p "$hosts"
echo "127.0.0.1 localhost" > "$hosts/hosts"
ip netns exec $near sysctl -q -w net.ipv4.conf.all.route_localnet=1
ip netns exec $near nft -f - <<'RULES'
table ip path {
  chain out { type nat hook output priority -100; ip daddr 127.0.0.1 tcp dport 1024-65535 dnat to 10.77.0.2; }
  chain away { type nat hook postrouting priority 100; oifname "pl-near" masquerade; }
}
RULES

java -cp "$class_path" io.pinelink.benchmarks.report.LongPath \
  "$official" "$grpc" "$root/benchmarks/results" "$near" "$far" 10.77.0.2 "$@"
