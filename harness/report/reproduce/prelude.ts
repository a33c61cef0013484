/** What every script begins with: what it needs, and a handful of functions over curl, jq, openssl and awk. */
export const prelude: readonly string[] = String.raw`
# Needs curl, jq and openssl. Where a user has to sign in, it prints an address to open in a browser and waits for the
# address that the browser ends at; it does not matter that nothing answers there. With VISIT set to a command, that
# command gets the address as its argument and prints the one it ended at. Exit: 0 all is as the report says, 1 it is not.

set -u
LC_ALL=C; export LC_ALL
for tool in curl jq openssl awk; do
  command -v "$tool" >/dev/null || { echo "$tool is missing" >&2; exit 2; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { printf '%s\n' "$1" >&2; exit 1; }

# Makes a request and keeps its answer.
call() {
  id=$1; shift
  curl --silent --show-error --globoff --path-as-is --max-time 30 --dump-header "$work/$id.head" \
    --output "$work/$id.body" --write-out '%{http_code}' "$@" >"$work/$id.status"
  printf '  %s → %s\n' "$id" "$(cat "$work/$id.status")"
  [ ! -f "$work/$id.body" ] || { head -c 1000 "$work/$id.body" | tr -d '\000-\010\013-\037'; echo; }
}

# Values out of answers: a member of a JSON body, a header, a parameter of a redirect.
member() { jq -er "$2" "$work/$1.body" 2>/dev/null; }
header() {
  awk -v name="$2:" 'tolower(substr($0, 1, length(name))) == tolower(name) {
    sub(/^[^:]*: */, ""); sub(/\r$/, ""); print; exit }' "$work/$1.head"
}
redirected() { answer=$(header "$1" location); parameter "$2"; }
parameter() {
  value=$(printf '%s' "$answer" | awk -v name="$1=" '{
    sub(/^[^?]*[?]/, ""); n = split($0, pairs, /[&#]/)
    for (i = 1; i <= n; i++) if (index(pairs[i], name) == 1) { print substr(pairs[i], length(name) + 1); exit } }')
  decoded "$value"
}

# Sends the user through the pages of the authorization server.
visit() {
  if [ -n "${'$'}{VISIT:-}" ]; then
    answer=$($VISIT "$1") || fail "VISIT ended with an error"
  else
    printf '\nOpen this, sign in, consent, and paste the address that the browser ends at:\n\n%s\n\n> ' "$1" >&2
    IFS= read -r answer || fail "no address came"
  fi
}

encoded() { printf '%s' "$1" | jq -sRr @uri; }
decoded() {
  printf '%s' "$1" | awk 'BEGIN { for (i = 0; i < 256; i++) byte[sprintf("%02X", i)] = sprintf("%c", i) } {
    gsub(/[+]/, " "); out = ""
    while (match($0, /%[0-9A-Fa-f][0-9A-Fa-f]/)) {
      out = out substr($0, 1, RSTART - 1) byte[toupper(substr($0, RSTART + 1, 2))]; $0 = substr($0, RSTART + 3) }
    printf "%s%s", out, $0 }'
}

# RFC 7636: a code verifier of so many characters, and its S256 challenge.
verifier() { openssl rand -hex 512 | tr -d '\n' | head -c "$1"; }
s256() { printf '%s' "$1" | openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# Compares an answer with the one in the report.
asReported=0
compare() {
  now=$(cat "$work/$1.status")
  printf '%-10s %s: the report says %s, now %s\n' "$2" "$1" "$3" "$now"
  [ "$now" = "$3" ] || asReported=1
}
`.split('\n');
