/**
 * Stick tables: keys of exchanges in, what was learned and counted of them out. Open {@link
 * io.gatehouse.dataplane.table.RunningTable} first. Tables are shared by all event loops; a lock is
 * only taken where a row comes, goes or changes its place in the order of expiry.
 */
@NullMarked
package io.gatehouse.dataplane.table;

import org.jspecify.annotations.NullMarked;
