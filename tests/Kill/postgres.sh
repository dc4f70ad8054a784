#!/usr/bin/env bash
# A PostgreSQL that may be killed: says where it is, then does what each line tells it, and answers "done".
#   kill: as the kernel would, all its processes at once · quit: at once, without a shutdown · start: again, on its data
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/bin/lib/needs.sh"
. "$root/bin/lib/postgres.sh"

trap stop_postgres EXIT
start_postgres
echo "$RAPPORT_TEST_POSTGRES"
while read -r word; do
  case $word in
    kill) kill -KILL "$postgres_pid" $(ps -o pid= --ppid "$postgres_pid") || true ;;
    quit) kill -QUIT "$postgres_pid" ;;
    start) until run_postgres; do sleep 0.1; done ;; # its shared memory may still be held by those who die
  esac
  [[ $word == start ]] || { wait "$postgres_pid" || true; } 2>/dev/null # the shell would tell of the killed
  echo done
done
