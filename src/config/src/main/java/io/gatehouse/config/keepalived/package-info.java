/**
 * The keywords of {@code keepalived.conf}: statements go in, a {@link
 * io.gatehouse.api.vip.VipConfiguration} comes out, errors go to the diagnostics. Open {@link
 * io.gatehouse.config.keepalived.KeepalivedLanguage} first, then the class of a keyword family.
 * Belongs to the thread that loads.
 */
@NullMarked
package io.gatehouse.config.keepalived;

import org.jspecify.annotations.NullMarked;
