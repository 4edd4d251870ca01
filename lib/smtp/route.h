#ifndef LS_SMTP_ROUTE_H
#define LS_SMTP_ROUTE_H

/*
 * The way from the section `mailer` of the configuration to a server that
 * takes mail: its address, TLS, our own name and the password. In this order:
 * route_init, route_reach, route_login; settings is whole then.
 */

#include "core/err.h"
#include "smtp/password.h"
#include "smtp/server.h"
#include "smtp/smtp_transport.h"
#include "sys/config.h"

/* Stays where it is from route_init on. */
struct route {
	const struct config_mailer *config;	/* borrowed */
	struct server server;
	struct password password;
	bool has_password;
	char hostname[256];
	struct smtp_settings settings;
	const struct smtp_transport *transport;
};

/* SMTP and TLS, unless NULL, hold instead of the configuration's. Nothing is
 * asked or connected yet. ERR_CONFIG, ERR_USAGE: what is wrong with them, or
 * that a password would cross a network unprotected. The caller calls
 * route_deinit either way. */
int route_init(struct route *r, const struct config_mailer *c,
	const char *smtp, const char *tls, struct err *err) ERR_CHECKED;

/* Fills in transport: the one that is configured, or that can what settings
 * and NEEDS (enum smtp_need) ask for. ERR_CONFIG: there is none. */
int route_choose(struct route *r, unsigned needs, struct err *err)
	ERR_CHECKED;

/* A look whether anybody listens there; may be done again at any time.
 * ERR_UNAVAILABLE. */
int route_reach(struct route *r, struct err *err) ERR_CHECKED;

/* Gets the password, when there is a login; see password_get. */
int route_login(struct route *r, struct err *err) ERR_CHECKED;

/* Wipes the password. */
void route_deinit(struct route *r);

#endif
