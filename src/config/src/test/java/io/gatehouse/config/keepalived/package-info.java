/**
 * Tests of {@code keepalived.conf}. Open {@link
 * io.gatehouse.config.keepalived.KeepalivedKeywordsTest} first: a table of accepted and refused
 * lines, asked of the real program too. Test threads only.
 */
@NullMarked
package io.gatehouse.config.keepalived;

import org.jspecify.annotations.NullMarked;
