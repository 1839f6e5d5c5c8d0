/**
 * Stick tables as rules see them: a key and what was learned or counted of it. Open {@link
 * io.gatehouse.api.table.Table}. Any thread: tables are shared by all event loops.
 */
@NullMarked
package io.gatehouse.api.table;

import org.jspecify.annotations.NullMarked;
