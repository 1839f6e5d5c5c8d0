/** Tests of what the watch finds. */
@NullMarked
package io.gatehouse.dataplane.vitality;

import org.jspecify.annotations.NullMarked;
