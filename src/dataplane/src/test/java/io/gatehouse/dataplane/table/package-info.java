/** Tests of stick tables, on a clock of their own. */
@NullMarked
package io.gatehouse.dataplane.table;

import org.jspecify.annotations.NullMarked;
