#!/bin/sh
# Pelacak NPHD tanpa internet: ./jalankan.sh menyiapkan (sekali) lalu menjalankan aplikasi.
# ./jalankan.sh PERINTAH ... menjalankan perintah lain, misalnya: ./jalankan.sh backup cadangan.zip
# Runs without the internet: everything needed is in wheels/. Data stands in data/, never in program/.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
program=$here/program
mark=$program/.terpasang-VERSION
NPHD_INSTANCE_PATH=${NPHD_INSTANCE_PATH:-$here/data}
export NPHD_INSTANCE_PATH

find_python() {
  for name in ${PYTHON:-} python3.13 python3.12 python3.11 python3 python; do
    if command -v "$name" >/dev/null 2>&1 &&
      "$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  echo "Perlu Python 3.11, 3.12 atau 3.13 (dengan venv). Pasang dulu, lalu jalankan lagi." >&2
  echo "Python 3.11, 3.12 or 3.13 (with venv) is needed. Install it, then run this again." >&2
  exit 1
}

if [ ! -f "$mark" ]; then
  python=$(find_python)
  echo "Menyiapkan program, sekali saja (sekitar satu menit) ..."
  rm -rf "$program"
  "$python" -m venv "$program"
  install() {
    "$program/bin/python" -m pip install --quiet --disable-pip-version-check --no-index \
      --find-links "$here/wheels" --no-deps "$@"
  }
  install --require-hashes -r "$here/requirements.lock"
  install "$here/wheels/WHEEL"
  : >"$mark"
fi

# Not program/bin/nphd, which would not be found again once the folder has another name.
nphd() {
  "$program/bin/python" -P -m nphd_tracker "$@"
}
if [ $# -gt 0 ]; then
  exec "$program/bin/python" -P -m nphd_tracker "$@"
fi
case $(nphd user list --json) in
  *'"people": []'* | *'"people":[]'*)
    echo "Belum ada akun. Akun admin pertama dibuat; catat kata sandinya, hanya tampil sekali ini:"
    nphd user add admin --role admin --generate
    ;;
esac
exec "$program/bin/python" -P -m nphd_tracker serve --host "${NPHD_HOST:-127.0.0.1}" --port "${NPHD_PORT:-8000}"
