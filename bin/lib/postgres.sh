# Starts and stops one private PostgreSQL on a free port of the loopback address. Sourced by the scripts beside it.

postgres_folder="" postgres_pid="" postgres_port="" postgres_options=()

# start_postgres [setting=value…] exports RAPPORT_TEST_POSTGRES, a connection string that may create databases.
# It writes to disk as a real one does, since tests kill programs and look for what was acknowledged; it sorts by
# language rules, so that a query which forgot to compare binary is found out.
start_postgres() {
  local bin as=() attempt setting
  bin=$(postgres_bin)
  postgres_folder=$(mktemp -d "${TMPDIR:-/tmp}/rapport-postgres.XXXXXX")
  if ((EUID == 0)); then # PostgreSQL refuses to run as root
    chown postgres: "$postgres_folder"
    as=(setpriv --reuid=postgres --regid=postgres --init-groups)
  fi
  (
    cd "$postgres_folder"
    "${as[@]}" "$bin/initdb" -D "$postgres_folder/data" -U rapport --auth=trust --no-instructions --encoding=UTF8 \
      --locale="$(locale -a 2>/dev/null | grep -ixE -m1 'C\.utf-?8' || echo en_US.UTF-8)" --locale-provider=icu --icu-locale=en
  ) >"$postgres_folder/log" 2>&1 || { cat "$postgres_folder/log"; return 1; }

  postgres_options=()
  for setting in listen_addresses=127.0.0.1 unix_socket_directories= max_connections=300 shared_buffers=256MB \
    max_wal_size=2GB checkpoint_timeout=30min lc_messages=C "$@"; do
    postgres_options+=(-c "$setting")
  done
  for attempt in 1 2 3; do # a port may be taken
    postgres_port=$((20000 + RANDOM % 12000))
    if run_postgres; then
      export RAPPORT_TEST_POSTGRES="Host=127.0.0.1;Port=$postgres_port;Username=rapport;Database=postgres"
      return
    fi
  done
  echo "PostgreSQL did not start:"
  tail -n 20 "$postgres_folder/log"
  return 1
}

# Runs the server in its folder and on its port, also after it was killed there. On Linux it dies with this script, even
# when that is killed.
run_postgres() {
  local bin watch=()
  bin=$(postgres_bin)
  if [[ $(uname) == Linux ]]; then
    watch=(setpriv --pdeathsig QUIT)
    ((EUID != 0)) || watch=(setpriv --reuid=postgres --regid=postgres --init-groups --pdeathsig QUIT)
  fi
  : >"$postgres_folder/log"
  (cd "$postgres_folder" && exec "${watch[@]}" "$bin/postgres" -D "$postgres_folder/data" -p "$postgres_port" "${postgres_options[@]}") \
    >>"$postgres_folder/log" 2>&1 </dev/null &
  postgres_pid=$!
  postgres_is_ready
}

# Waits until the server says so, or has ended.
postgres_is_ready() {
  while kill -0 "$postgres_pid" 2>/dev/null; do
    ! grep -q 'ready to accept connections' "$postgres_folder/log" || return 0
    sleep 0.05
  done
  return 1
}

stop_postgres() {
  [[ -n $postgres_folder ]] || return 0
  if [[ -n $postgres_pid ]]; then
    kill -QUIT "$postgres_pid" 2>/dev/null || true
    wait "$postgres_pid" 2>/dev/null || true
  fi
  rm -rf "$postgres_folder"
  postgres_folder="" postgres_pid=""
}
