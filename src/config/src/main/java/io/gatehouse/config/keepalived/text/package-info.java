/**
 * The text of {@code keepalived.conf}: sources go in, statements with their blocks come out, after
 * comments, quotes, includes, definitions, conditions and sequences. Open {@link
 * io.gatehouse.config.keepalived.text.BlockReader} first. Belongs to the thread that loads.
 */
@NullMarked
package io.gatehouse.config.keepalived.text;

import org.jspecify.annotations.NullMarked;
