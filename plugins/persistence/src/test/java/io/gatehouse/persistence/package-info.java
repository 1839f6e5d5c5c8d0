/**
 * Tests of the persistences through the public contract: messages go in, servers and messages come
 * out. Open {@link io.gatehouse.persistence.Talk} first. One thread.
 */
@NullMarked
package io.gatehouse.persistence;

import org.jspecify.annotations.NullMarked;
