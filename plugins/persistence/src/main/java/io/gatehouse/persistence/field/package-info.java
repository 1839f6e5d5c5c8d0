/**
 * What the persistences share: reading the cookies of a field. Open {@link
 * io.gatehouse.persistence.field.Pairs}. Its objects are confined to an event loop.
 */
@NullMarked
package io.gatehouse.persistence.field;

import org.jspecify.annotations.NullMarked;
