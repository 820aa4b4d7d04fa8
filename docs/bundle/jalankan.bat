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
rem Not Scripts\nphd.exe, which would not be found again once the folder has another name.
set "PYTHONUTF8=1"
set "PYTHON=%PROGRAM%\Scripts\python.exe"
if exist "%MARK%" goto ready

set "PY="
for %%P in ("py -3.13" "py -3.12" "py -3.11" "python") do (
  if not defined PY (
    %%~P -c "import sys, sysconfig, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13) or sysconfig.get_platform() != 'win-amd64')" >nul 2>&1 && set "PY=%%~P"
  )
)
if not defined PY (
  echo Perlu Python 3.11, 3.12 atau 3.13, yang 64-bit. Pasang dulu, lalu jalankan lagi.
  echo Python 3.11, 3.12 or 3.13, of 64 bits, is needed. Install it, then run this again.
  pause
  exit /b 1
)
echo Menyiapkan program, sekali saja (beberapa menit) ...
if exist "%PROGRAM%" rmdir /s /q "%PROGRAM%"
%PY% -m venv "%PROGRAM%" || goto failed
"%PYTHON%" -m pip install --quiet --disable-pip-version-check --no-index --find-links "%HERE%wheels" --no-deps --require-hashes -r "%HERE%requirements.lock" || goto failed
"%PYTHON%" -m pip install --quiet --disable-pip-version-check --no-index --find-links "%HERE%wheels" --no-deps "%HERE%wheels\WHEEL" || goto failed
type nul > "%MARK%"

:ready
if not "%~1"=="" (
  "%PYTHON%" -P -m nphd_tracker %*
  exit /b
)
"%PYTHON%" -P -m nphd_tracker user list --json | findstr /c:"\"people\": []" /c:"\"people\":[]" >nul
if not errorlevel 1 (
  echo Belum ada akun. Akun admin pertama dibuat; catat kata sandinya, hanya tampil sekali ini:
  "%PYTHON%" -P -m nphd_tracker user add admin --role admin --generate
)
"%PYTHON%" -P -m nphd_tracker serve --host %NPHD_HOST% --port %NPHD_PORT%
pause
exit /b

:failed
echo Gagal disiapkan. Periksa apakah semua isi arsip ikut diekstrak, lalu jalankan lagi.
echo It could not be prepared. Check that the whole archive was unpacked, then run this again.
pause
exit /b 1
