/* For Wine alone, never shipped. Wine 10 lacks Windows' icuuc.dll; here every converter is unknown. */
#define SHOWN __declspec(dllexport)
#define UNKNOWN 4 /* U_FILE_ACCESS_ERROR */
typedef int Status;
SHOWN void *ucnv_open(const char *name, Status *status) { *status = UNKNOWN; return 0; }
SHOWN const char *ucnv_getName(void *converter, Status *status) { *status = UNKNOWN; return 0; }
SHOWN const char *ucnv_getStandardName(const char *name, const char *standard, Status *status) { *status = UNKNOWN; return 0; }
SHOWN const char *ucnv_getAvailableName(int number) { return 0; }
SHOWN int ucnv_countAvailable(void) { return 0; }
SHOWN signed char ucnv_getMaxCharSize(void *converter) { return 1; }
SHOWN int ucnv_fromUCountPending(void *converter, Status *status) { return 0; }
SHOWN int ucnv_toUCountPending(void *converter, Status *status) { return 0; }
SHOWN void ucnv_close(void *converter) {}
SHOWN void ucnv_reset(void *converter) {}
SHOWN void ucnv_fromUnicode(void *converter) {}
SHOWN void ucnv_toUnicode(void *converter) {}
SHOWN void ucnv_getFromUCallBack(void *converter) {}
SHOWN void ucnv_setFromUCallBack(void *converter) {}
SHOWN void ucnv_getToUCallBack(void *converter) {}
SHOWN void ucnv_setToUCallBack(void *converter) {}
SHOWN void ucnv_cbFromUWriteUChars(void *arguments) {}
SHOWN void ucnv_cbToUWriteUChars(void *arguments) {}
SHOWN void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void *context) {}
SHOWN void UCNV_TO_U_CALLBACK_SUBSTITUTE(void *context) {}
