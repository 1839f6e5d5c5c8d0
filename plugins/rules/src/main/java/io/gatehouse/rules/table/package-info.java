/**
 * What rules do with the rows of stick tables, whichever way they come to them: by a counter that
 * tracks, by the client's address, or by a key that a converter is given. Open {@link
 * io.gatehouse.rules.table.RowUse}. Runs on event loops.
 */
@NullMarked
package io.gatehouse.rules.table;

import org.jspecify.annotations.NullMarked;
