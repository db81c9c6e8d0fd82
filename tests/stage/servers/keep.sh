# Usage: keep.sh USERS HOME SIGNAL SERVER…
# Runs a server, and ends it when nobody has held a lock on the file USERS for a while. Its files, in the folder HOME,
# are gone afterwards. Never started by hand.
users=$1 home=$2 signal=$3
shift 3

idle_seconds=20
"$@" &
server=$!
trap 'kill -s "$signal" "$server"' HUP INT TERM

# Opened after the server was started, so that the server does not inherit it.
exec 9>>"$users"
quiet=0
while kill -0 "$server" 2>/dev/null; do
  if flock --exclusive --nonblock 9; then
    quiet=$((quiet + 1))
    # The lock is kept until the server is gone: who comes meanwhile waits, and then starts the next one.
    if [ "$quiet" -ge "$idle_seconds" ]; then
      kill -s "$signal" "$server"
      break
    fi
    flock --unlock 9
  else
    quiet=0
  fi
  sleep 1
done

wait "$server"
rm -rf "$home"
