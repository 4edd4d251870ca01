#ifndef LS_MAILER_PREVIEW_ASSETS_H
#define LS_MAILER_PREVIEW_ASSETS_H

/* Style and scripts of the page of `preview`, as they stand in it. */

extern const char preview_style[];

/* Gives each frame the height of the mail in it. */
extern const char preview_script[];

/* Loads the page anew when the stamp in the hidden frame is another; both are
 * files, which may not look into each other, so the frame sends it. */
extern const char preview_watch_script[];

#endif
