#ifndef LS_CORE_LABEL_H
#define LS_CORE_LABEL_H

/* What is written into a message by our own programs, and by people who know of
 * it, to say that it is an invitation, and whose. Words only, no rule. */

#define LABEL_INVITATION "Linkseal-Invitation"
#define LABEL_RESELLER "Linkseal-Reseller"

/* Stands for the link in drafts and templates. */
#define LABEL_PLACEHOLDER "[[reseller-link]]"

#endif
