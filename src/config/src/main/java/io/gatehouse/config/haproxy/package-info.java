/**
 * HAProxy's keywords: sections as written go in, drafts with typed settings and their places come
 * out. Open {@link io.gatehouse.config.haproxy.HaproxyLanguage} first, then {@link
 * io.gatehouse.config.haproxy.Keywords} for the class of a keyword. One thread loads a
 * configuration; nothing here is shared.
 */
@NullMarked
package io.gatehouse.config.haproxy;

import org.jspecify.annotations.NullMarked;
