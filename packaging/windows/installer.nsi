; The installer: for this user or for all users of the PC, in English or Indonesian, without network.
;   antrean-VERSION-setup.exe /S [/CurrentUser | /AllUsers] [/COUNTER=1] [/D=FOLDER]
; /COUNTER=1: the counter starts when somebody logs in. Made by packaging/windows/build.py.
Unicode true
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_INSTDIR "Antrean"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "Software\Antrean"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "Scope"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "Software\Antrean"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "Folder"
!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WordFunc.nsh

Name "Antrean ${VERSION}"
OutFile "${OUT}"
SetCompressor ${COMPRESSOR}
SetDateSave on
CRCCheck force
ShowInstDetails show
VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "Antrean"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileDescription "Antrean: the queue of a public service mall"
VIAddVersionKey LegalCopyright "MIT"

!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_LICENSE "${SOURCES}\LICENSE"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGE Indonesian

LangString PROGRAM ${LANG_ENGLISH} "Antrean"
LangString PROGRAM ${LANG_INDONESIAN} "Antrean"
LangString AT_LOGON ${LANG_ENGLISH} "The counter starts when somebody logs in"
LangString AT_LOGON ${LANG_INDONESIAN} "Loket dibuka saat petugas masuk ke Windows"
LangString COUNTER ${LANG_ENGLISH} "Counter"
LangString COUNTER ${LANG_INDONESIAN} "Loket"
LangString KIOSK ${LANG_ENGLISH} "Kiosk"
LangString KIOSK ${LANG_INDONESIAN} "Anjungan antrean"
LangString DISPLAY ${LANG_ENGLISH} "Display"
LangString DISPLAY ${LANG_INDONESIAN} "Layar panggilan"
LangString SETUP ${LANG_ENGLISH} "Set up this PC"
LangString SETUP ${LANG_INDONESIAN} "Siapkan PC ini"
LangString RUNNING ${LANG_ENGLISH} "A program of Antrean is running. Close it first."
LangString RUNNING ${LANG_INDONESIAN} "Program Antrean sedang berjalan. Tutuplah dahulu."
LangString OLDER ${LANG_ENGLISH} "Version $1 is installed, which is newer than ${VERSION}. The older one takes its place. A hall whose file the newer version has changed is not opened by the older one."
LangString OLDER ${LANG_INDONESIAN} "Versi $1 terpasang, lebih baru daripada ${VERSION}. Versi lama ini menggantikannya. Antrean yang berkasnya sudah diubah oleh versi baru tidak dapat dibuka oleh versi lama."

!define PROGRAMS "$INSTDIR\versions\${VERSION}"
!define RULE 'name="Antrean" dir=in action=allow protocol=UDP localport=${HINT_PORT} profile=domain,private'
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Antrean"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"

Function un.onInit
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section "$(PROGRAM)" Program
  SectionIn RO
  ReadRegStr $1 SHCTX "${UNINSTALL}" "DisplayVersion"
  ${If} $1 != ""
    ${VersionCompare} $1 ${VERSION} $2
    ${If} $2 == 1
      DetailPrint "$(OLDER)"
      MessageBox MB_OKCANCEL|MB_ICONEXCLAMATION "$(OLDER)" /SD IDOK IDOK +3
        SetErrorLevel 5
        Quit
    ${EndIf}
  ${EndIf}
  ; Windows renames no folder whose program runs: what can be renamed can be taken away whole
  FindFirst $0 $1 "$INSTDIR\versions\*"
  ${DoWhile} $1 != ""
    ${If} $1 != "."
    ${AndIf} $1 != ".."
      ClearErrors
      Rename "$INSTDIR\versions\$1" "$INSTDIR\versions\.$1"
      ${If} ${Errors}
        ${VersionCompare} $1 ${VERSION} $2
        ${If} $2 != 2 ; an older one that still runs may stay until the next time
          FindClose $0
          MessageBox MB_OK|MB_ICONSTOP "$(RUNNING)" /SD IDOK
          SetErrorLevel 4
          Quit
        ${EndIf}
      ${Else}
        RMDir /r "$INSTDIR\versions\.$1"
      ${EndIf}
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
  SetOutPath "${PROGRAMS}"
  File /r "${SOURCES}\program\*"
  SetOutPath "$INSTDIR"
  File "${SOURCES}\LICENSE"
  File /r "${SOURCES}\licences"
  File /r "${SOURCES}\docs"
  SetOutPath "$INSTDIR\bin"
  File "${SOURCES}\bin\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateDirectory "$SMPROGRAMS\Antrean"
  CreateShortcut "$SMPROGRAMS\Antrean\$(COUNTER).lnk" "${PROGRAMS}\antreanw.exe" "counter --keep"
  CreateShortcut "$SMPROGRAMS\Antrean\$(KIOSK).lnk" "${PROGRAMS}\antreanw.exe" "kiosk --keep"
  CreateShortcut "$SMPROGRAMS\Antrean\$(DISPLAY).lnk" "${PROGRAMS}\antreanw.exe" "display --keep"
  CreateShortcut "$SMPROGRAMS\Antrean\$(SETUP).lnk" "${PROGRAMS}\antreanw.exe" "setup"
  WriteRegStr SHCTX "Software\Antrean" "Folder" "$INSTDIR"
  WriteRegStr SHCTX "Software\Antrean" "Scope" "$MultiUser.InstallMode"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "Antrean"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "Antrean"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S /$MultiUser.InstallMode'
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  ${If} $MultiUser.InstallMode == "AllUsers"
    ; the other programs' word that there is news comes as UDP; without it they look every second
    nsExec::ExecToLog 'netsh advfirewall firewall delete rule name="Antrean"'
    Pop $0
    nsExec::ExecToLog 'netsh advfirewall firewall add rule ${RULE}'
    Pop $0
  ${EndIf}
SectionEnd

Section /o "$(AT_LOGON)" AtLogon
  WriteRegStr SHCTX "${RUN}" "Antrean" '"${PROGRAMS}\antreanw.exe" counter --keep'
SectionEnd

; after the sections, whose numbers it knows
Function .onInit
  !insertmacro MULTIUSER_INIT
  ${GetParameters} $0
  StrCpy $1 0
  ${GetOptions} $0 "/COUNTER=" $1
  ${If} $1 == 1
    !insertmacro SelectSection ${AtLogon}
  ${EndIf}
FunctionEnd

; What a PC keeps for its hall (numbers given while the share was gone, keys, logs, antrean.conf) stays.
Section Uninstall
  ClearErrors
  RMDir /r "$INSTDIR\versions"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(RUNNING)" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
  ; what `antrean setup` lets this user start
  SetShellVarContext current
  Delete "$SMSTARTUP\antrean.cmd"
  ; versions that came over the share, and which of them is to be used
  RMDir /r "$LOCALAPPDATA\Antrean\versions"
  Delete "$LOCALAPPDATA\Antrean\version.json"
  ${If} $MultiUser.InstallMode == "AllUsers"
    SetShellVarContext all
  ${EndIf}
  RMDir /r "$INSTDIR\licences"
  RMDir /r "$INSTDIR\docs"
  Delete "$INSTDIR\LICENSE"
  RMDir /r "$INSTDIR\bin"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  RMDir /r "$SMPROGRAMS\Antrean"
  DeleteRegValue SHCTX "${RUN}" "Antrean"
  DeleteRegKey SHCTX "${UNINSTALL}"
  DeleteRegKey SHCTX "Software\Antrean"
  ${If} $MultiUser.InstallMode == "AllUsers"
    nsExec::ExecToLog 'netsh advfirewall firewall delete rule name="Antrean"'
    Pop $0
  ${EndIf}
SectionEnd
