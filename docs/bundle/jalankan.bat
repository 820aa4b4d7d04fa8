@echo off
rem Pelacak NPHD tanpa internet: klik dua kali untuk menyiapkan (sekali) lalu menjalankan aplikasi.
rem jalankan.bat PERINTAH ... menjalankan perintah lain, misalnya: jalankan.bat backup cadangan.zip
rem Runs without the internet: everything needed is in wheels\. Data stands in data\, never in program\.
setlocal
set "HERE=%~dp0"
set "PROGRAM=%HERE%program"
set "MARK=%PROGRAM%\.terpasang-VERSION"
if not defined NPHD_INSTANCE_PATH set "NPHD_INSTANCE_PATH=%HERE%data"
if not defined NPHD_HOST set "NPHD_HOST=127.0.0.1"
if not defined NPHD_PORT set "NPHD_PORT=8000"
if exist "%MARK%" goto ready

set "PY="
for %%P in ("py -3.13" "py -3.12" "py -3.11" "python") do (
  if not defined PY (
    %%~P -c "import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" >nul 2>&1 && set "PY=%%~P"
  )
)
if not defined PY (
  echo Perlu Python 3.11, 3.12 atau 3.13. Pasang dulu, lalu jalankan lagi.
  echo Python 3.11, 3.12 or 3.13 is needed. Install it, then run this again.
  pause
  exit /b 1
)
echo Menyiapkan program, sekali saja (beberapa menit) ...
if exist "%PROGRAM%" rmdir /s /q "%PROGRAM%"
%PY% -m venv "%PROGRAM%" || goto failed
"%PROGRAM%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --no-index --find-links "%HERE%wheels" --no-deps --require-hashes -r "%HERE%requirements.lock" || goto failed
"%PROGRAM%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --no-index --find-links "%HERE%wheels" --no-deps "%HERE%wheels\WHEEL" || goto failed
type nul > "%MARK%"

:ready
if not "%~1"=="" (
  "%PROGRAM%\Scripts\nphd.exe" %*
  exit /b
)
"%PROGRAM%\Scripts\nphd.exe" user list --json | findstr /c:"\"people\": []" /c:"\"people\":[]" >nul
if not errorlevel 1 (
  echo Belum ada akun. Akun admin pertama dibuat; catat kata sandinya, hanya tampil sekali ini:
  "%PROGRAM%\Scripts\nphd.exe" user add admin --role admin --generate
)
"%PROGRAM%\Scripts\nphd.exe" serve --host %NPHD_HOST% --port %NPHD_PORT%
pause
exit /b

:failed
echo Gagal disiapkan. Periksa apakah semua isi arsip ikut diekstrak, lalu jalankan lagi.
echo It could not be prepared. Check that the whole archive was unpacked, then run this again.
pause
exit /b 1
