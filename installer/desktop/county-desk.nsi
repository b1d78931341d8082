; The set-up program: per user, without administrator's rights, in Chinese and English; /S is silent.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetDateSave on
ManifestDPIAware true
!include MUI2.nsh
!include WinVer.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\CountyDesk"
Name "$(Title)"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\CountyDesk"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
RequestExecutionLevel user
BrandingText "County Desk ${VERSION}"
VIProductVersion "${RELEASE}.0"
VIAddVersionKey "ProductName" "County Desk"
VIAddVersionKey "FileDescription" "County Desk set-up"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Apache-2.0"

!define MUI_ICON "${TREE}/county-desk.ico"
!define MUI_UNICON "${TREE}/county-desk.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\python\pythonw.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS "-X utf8 -m county_desk"
!insertmacro MUI_PAGE_LICENSE "${TREE}/licences/county-desk.txt"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

LangString Title ${LANG_SIMPCHINESE} "县级办公台"
LangString Title ${LANG_ENGLISH} "County Desk"
LangString TooOld ${LANG_SIMPCHINESE} "县级办公台需要 Windows 10 1809 或更新的系统。Windows 7 和 8 不能运行。"
LangString TooOld ${LANG_ENGLISH} "County Desk needs Windows 10 1809 or newer. It does not run on Windows 7 or 8."
LangString InUse ${LANG_SIMPCHINESE} "县级办公台正在运行。请先关闭程序，再重新安装或卸载。"
LangString InUse ${LANG_ENGLISH} "County Desk is running. Close it first, then install or remove it again."
LangString Register ${LANG_SIMPCHINESE} "县级办公台登记册"
LangString Register ${LANG_ENGLISH} "County Desk register"

Function .onInit
  ${IfNot} ${AtLeastBuild} 17763
    MessageBox MB_OK|MB_ICONSTOP "$(TooOld)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

!macro RefuseInUse un
  Function ${un}RefuseInUse
    ${If} ${FileExists} "$INSTDIR\python\python313.dll"
      ClearErrors
      FileOpen $0 "$INSTDIR\python\python313.dll" a
      ${If} ${Errors}
        MessageBox MB_OK|MB_ICONSTOP "$(InUse)" /SD IDOK
        SetErrorLevel 5
        Quit
      ${EndIf}
      FileClose $0
    ${EndIf}
  FunctionEnd
!macroend
!insertmacro RefuseInUse ""
!insertmacro RefuseInUse "un."

!macro RemoveProgram un
  Function ${un}RemoveProgram
    RMDir /r "$INSTDIR\python"
    RMDir /r "$INSTDIR\app"
    RMDir /r "$INSTDIR\licences"
    Delete "$INSTDIR\county-desk.cmd"
    Delete "$INSTDIR\county-desk.ico"
  FunctionEnd
!macroend
!insertmacro RemoveProgram ""
!insertmacro RemoveProgram "un."

; The new program is unpacked beside the old one, which goes only when all of the new one is there.
Section
  Call RefuseInUse
  RMDir /r "$INSTDIR\new"
  ClearErrors
  ;@FILES@
  ${If} ${Errors}
    SetOutPath "$INSTDIR"
    RMDir /r "$INSTDIR\new"
    SetErrorLevel 4
    Abort
  ${EndIf}
  SetOutPath "$INSTDIR"
  Call RefuseInUse
  Call RemoveProgram
  ClearErrors
  Rename "$INSTDIR\new\python" "$INSTDIR\python"
  Rename "$INSTDIR\new\app" "$INSTDIR\app"
  Rename "$INSTDIR\new\licences" "$INSTDIR\licences"
  Rename "$INSTDIR\new\county-desk.cmd" "$INSTDIR\county-desk.cmd"
  Rename "$INSTDIR\new\county-desk.ico" "$INSTDIR\county-desk.ico"
  ${If} ${Errors}
    SetErrorLevel 4
    Abort
  ${EndIf}
  RMDir "$INSTDIR\new"
  CreateShortcut "$SMPROGRAMS\$(Title).lnk" "$INSTDIR\python\pythonw.exe" "-X utf8 -m county_desk" "$INSTDIR\county-desk.ico"
  WriteRegStr HKCU "Software\Classes\.cdesk" "" "CountyDesk.Register"
  WriteRegStr HKCU "Software\Classes\CountyDesk.Register" "" "$(Register)"
  WriteRegStr HKCU "Software\Classes\CountyDesk.Register\DefaultIcon" "" "$INSTDIR\county-desk.ico"
  WriteRegStr HKCU "Software\Classes\CountyDesk.Register\shell\open\command" "" '"$INSTDIR\python\pythonw.exe" -X utf8 -m county_desk "%1"'
  WriteRegStr HKCU "${KEY}" "DisplayName" "$(Title)"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\county-desk.ico"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteUninstaller "$INSTDIR\uninstall.exe"
SectionEnd

Section "Uninstall"
  Call un.RefuseInUse
  Call un.RemoveProgram
  RMDir /r "$INSTDIR\new"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\县级办公台.lnk"
  Delete "$SMPROGRAMS\County Desk.lnk"
  DeleteRegKey HKCU "Software\Classes\CountyDesk.Register"
  DeleteRegKey HKCU "Software\Classes\.cdesk"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
