/* For Wine alone, never shipped. Wine 10 stops in WcsCreateIccProfile; here there is no colour profile. */
#define SHOWN __declspec(dllexport)
SHOWN void *__stdcall WcsCreateIccProfile(void *profile, unsigned options) { return 0; }
SHOWN void *__stdcall OpenColorProfileW(void *profile, unsigned access, unsigned share, unsigned creation) { return 0; }
SHOWN int __stdcall CloseColorProfile(void *profile) { return 0; }
SHOWN int __stdcall GetColorProfileFromHandle(void *profile, void *buffer, unsigned *size) { return 0; }
