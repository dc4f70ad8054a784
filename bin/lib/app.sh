# Publishes the program to out/app when a source has changed since, and runs it from there. Sourced by bin/run and bin/rapport.
# It is published because static assets are not served from a build folder in Production.

app=$root/out/app
sources=("$root/src" "$root/mail" "$root/Directory.Build.props" "$root/Directory.Packages.props" "$root/global.json")
[[ ! -e $root/package-lock.json ]] || sources+=("$root/package-lock.json")

source_files() {
  find "${sources[@]}" \( -name bin -o -name obj -o -name node_modules -o -path "$root/mail/dist" -o -path '*/wwwroot/lib' \) -prune -o -type f "$@" -print
}

# Up to date means: the same files as when it was published, and none of them newer.
app_is_current() {
  [[ -f $app/rapport.dll && -f $app.stamp ]] &&
    [[ -z $(source_files -newer "$app.stamp" | head -n 1) ]] &&
    [[ $(source_files | sort | cksum) == "$(cat "$app.stamp")" ]]
}

# Leaves out/app current; of two scripts that start together, one builds and the other waits.
publish_app() {
  app_is_current && return
  need_sdk || return
  mkdir -p "$root/out"
  (
    ! command -v flock >/dev/null || flock 9
    app_is_current || publish
  ) 9>"$root/out/publish.lock"
}

# The old program is swapped, never overwritten: it may be running.
publish() {
  local log=$root/out/publish.log stamp=$app.stamp.new rid
  local options=(-c Release --artifacts-path "$root/out/build" -m:1 -v quiet -nologo -nodeReuse:false -p:UseSharedCompilation=false)
  printf 'Building Rapport%s …\n' "$([[ -d $app ]] || printf ' (a minute or two, the first time)')" >&2
  source_files | sort | cksum >"$stamp"
  rm -rf "$app.new"

  # Compiled ahead of time it starts twice as fast; where the compiler for this platform is not to be had, it runs without.
  rid=$(dotnet --info | awk '$1 == "RID:" { print $2; exit }')
  local ahead=(-p:RuntimeIdentifier="$rid" -p:SelfContained=false -p:PublishReadyToRun=true)
  dotnet restore "$root/src/Web" --artifacts-path "$root/out/build" "${ahead[@]}" >"$log" 2>&1 || ahead=()
  if ! dotnet publish "$root/src/Web" "${options[@]}" ${ahead[@]+"${ahead[@]}"} -o "$app.new" >>"$log" 2>&1; then
    grep -E '(error|npm ERR!)' "$log" | sort -u | head -n 20 >&2 || tail -n 20 "$log" >&2
    printf 'The build failed; the whole log is %s\n' "$log" >&2
    return 1
  fi
  rm -rf "$app.old"
  [[ ! -d $app ]] || mv "$app" "$app.old"
  mv "$app.new" "$app"
  mv "$stamp" "$app.stamp"
  rm -rf "$app.old"
}

# Becomes the program, in the caller's folder, on the clone's data unless RAPPORT_DATA says otherwise.
exec_app() {
  export RAPPORT_DATA=${RAPPORT_DATA:-$root/data}
  export RAPPORT_URLS=${RAPPORT_URLS:-http://127.0.0.1:5080}
  export ASPNETCORE_CONTENTROOT=$app
  # A command ends before what the runtime learns of it would pay: an import takes a third less without.
  [[ ${1-} == serve ]] || export DOTNET_TieredPGO=${DOTNET_TieredPGO:-0}
  exec dotnet "$app/rapport.dll" "$@"
}
