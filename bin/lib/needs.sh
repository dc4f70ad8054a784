# Says what is missing on this machine, and on Debian as root installs it. Sourced by the scripts beside it.

# Stops with a list unless the .NET SDK and, when asked for with "node", Node are there.
need_sdk() {
  local missing=()
  if ! command -v dotnet >/dev/null; then
    missing+=(".NET SDK 10 (https://dotnet.microsoft.com/download)")
  elif ! [[ "$(cd "$root" && dotnet --version 2>/dev/null)" =~ ^10\. ]]; then
    missing+=(".NET SDK 10 (found: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd, - | sed 's/^$/none/'); https://dotnet.microsoft.com/download)")
  fi
  local node
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    missing+=("Node 20 or newer, with npm (https://nodejs.org)")
  else
    node=$(node --version)
    node=${node#v}
    ((${node%%.*} >= 20)) || missing+=("Node 20 or newer (found: $node; https://nodejs.org)")
  fi
  ((${#missing[@]} == 0)) || { printf 'Missing: %s\n' "${missing[@]}" >&2; return 1; }
}

# The folder of the newest PostgreSQL's programs, or nothing.
postgres_bin() {
  local folder
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
    [[ ! -x $folder/initdb || ! -x $folder/postgres ]] || { printf '%s' "$folder"; return; }
  done
}

# A Chromium or Chrome: RAPPORT_CHROMIUM when given, else what is found, or nothing.
find_chromium() {
  local name
  for name in "${RAPPORT_CHROMIUM:-}" chromium chromium-browser google-chrome-stable google-chrome; do
    [[ -n $name ]] && command -v "$name" && return
  done
  return 0
}

# need_servers "program:debian-package"…: installs on Debian as root, elsewhere names what is missing and fails.
need_servers() {
  local packages=() program
  for program in "$@"; do
    case $program in
      postgres) [[ -n $(postgres_bin) ]] || packages+=(postgresql) ;;
      chromium) [[ -n $(find_chromium) ]] || packages+=(chromium) ;;
    esac
  done
  ((${#packages[@]})) || return 0
  if [[ ! -f /etc/debian_version || $EUID -ne 0 ]]; then
    printf 'Missing: %s (on Debian: apt-get install %s)\n' "${packages[*]}" "${packages[*]}" >&2
    return 1
  fi
  printf 'Installing %s\n' "${packages[*]}"
  install_packages "${packages[@]}" || { sleep 5 && install_packages "${packages[@]}"; } ||
    { printf 'Could not install %s\n' "${packages[*]}" >&2; return 1; }
}

# RUNLEVEL=1 keeps the packages from starting servers of their own.
install_packages() {
  apt-get update -qq &&
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
