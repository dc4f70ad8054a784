# Builds, runs test projects and adds up their counts. Sourced by bin/test and bin/check.

passed=0 failed=0 skipped=0 failures="" scratch="" runner=""

# From here on the script ends with the line of counts, whatever ends it; and fails when a test did or when nothing ran.
close_with_counts() {
  exec 2>&1 # one stream, so that the order is right and the counts come last
  trap 'print_counts $?' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  scratch=$(mktemp -d "${TMPDIR:-/tmp}/rapport-tests.XXXXXX")
  chmod 711 "$scratch" # PostgreSQL's user passes through
  export TMPDIR=$scratch
}

print_counts() {
  trap - EXIT INT TERM
  if [[ -n $runner ]]; then
    kill "$runner" 2>/dev/null || true
    wait "$runner" 2>/dev/null || true
  fi
  stop_postgres || true
  slowest_classes
  rm -rf "$scratch"
  if ((failed == 0 && ($1 != 0 || passed + skipped == 0))); then
    failed=1
    (($1 != 0)) || echo "No test ran."
  fi
  [[ -z $failures ]] || printf 'Failed:\n%s' "$failures"
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  exit $((failed > 0))
}

# Where the time went: ten classes, longest first, with the seconds that their facts took together.
slowest_classes() {
  [[ -s $scratch/classes ]] || return 0
  echo "Slowest classes, in seconds:"
  sort -rn "$scratch/classes" | sed -n '1,10s/^/  /p'
}

# One process builds, without build servers: two cores gain nothing from more, and none can wait for another or outlive
# the script.
build_all() {
  local log=$root/out/build.log
  mkdir -p "$root/out"
  in_front dotnet build "$root/Rapport.slnx" -c Debug -m:1 -v quiet -nologo -nodeReuse:false -p:UseSharedCompilation=false \
    >"$log" 2>&1 && return
  grep -E '(error|npm ERR!)' "$log" | sort -u || cat "$log"
  echo "The build failed."
  return 1
}

# Runs a program until it ends, the script is told to end, or its time is up: 30 minutes, but for full proofs. It is
# waited for, since bash would put off a trap until a program in front has ended.
in_front() {
  local limit=() code=0
  if command -v timeout >/dev/null && [[ ${RAPPORT_PROVE:-} != full ]]; then limit=(timeout --foreground -k 10 1800); fi
  "${limit[@]}" "$@" </dev/null &
  runner=$!
  wait "$runner" || code=$?
  runner=""
  return "$code"
}

# run_tests PROJECT [runner option…]: the project is a program; its report is read from the XML it writes. A program
# that ends badly without a failed test (a crash, a report not written) counts as one failure. What runs for longer than two
# minutes is named while it runs: where a program is ended for its time, one sees what it was at.
#
# Each class starts a server of its own, whose routes and questions are compiled anew: most of the time went into making
# that code fast, which runs once. So it is compiled plainly, but for full proofs, where it runs long; and into memory that
# is written to where it is run, since guarding each method that is compiled costs as much as compiling it.
run_tests() {
  local project=$root/$1 name report code=0 line plainly=(env DOTNET_JITMinOpts=1 DOTNET_EnableWriteXorExecute=0)
  if [[ ${RAPPORT_PROVE:-} == full ]]; then plainly=(); fi
  name=$(basename "$1" .csproj)
  report=$root/out/tests/$name.xml
  shift
  mkdir -p "$root/out/tests"
  rm -f "$report"
  in_front "${plainly[@]}" dotnet "$(dirname "$project")/bin/Debug/net10.0/$name.dll" -xml "$report" -noLogo -noColor -longRunning 120 "$@" || code=$?

  local was_failed=$failed
  if [[ -s $report ]] && line=$(grep -oE -m1 '<assembly [^>]*>' "$report"); then
    passed=$((passed + $(count passed "$line")))
    failed=$((failed + $(count failed "$line") + $(count errors "$line")))
    skipped=$((skipped + $(count skipped "$line") + $(count not-run "$line")))
    failures+=$(failed_names "$report")
    failures=${failures%.} # it kept the last line's end
    class_times "$report" >>"$scratch/classes"
  elif ((code == 0)); then
    code=1
  fi
  if ((code != 0 && failed == was_failed)); then
    failed=$((failed + 1))
    failures+="  $name ended with code $code and without a failed test to show for it."$'\n'
  fi
}

# The names of the failed tests, each with the first lines of why.
failed_names() {
  awk -v RS='<test ' '
    /^[^>]*result="Fail"/ {
      match($0, /name="[^"]*"/)
      print "  " substr($0, RSTART + 6, RLENGTH - 7)
      if (!match($0, /<message>/)) next
      said = substr($0, RSTART + 9)
      sub(/<\/message>.*/, "", said)
      sub(/^<!\[CDATA\[/, "", said)
      sub(/\]\]>$/, "", said)
      count = split(said, lines, "\n")
      for (i = 1; i <= count && i <= 6; i++) print "      " substr(lines[i], 1, 300)
    }
  ' "$1" | sed "s/&lt;/</g; s/&gt;/>/g; s/&quot;/\"/g; s/&#xD;&#xA;/ /g; s/&#xA;/ /g; s/&amp;/\&/g"
  echo .
}

# The seconds and the name of each class, one a line.
class_times() {
  { grep -oE '<collection [^>]*>' "$1" || true; } |
    sed -nE 's/.* name="Test collection for (Rapport\.)?([^" ]+).* time="([0-9.]+)".*/\3 \2/p'
}

count() {
  local value
  value=$(grep -oE " $1=\"[0-9]+\"" <<<"$2" | grep -oE '[0-9]+') || value=0
  printf '%d' "$value"
}
