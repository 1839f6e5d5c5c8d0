/**
 * The parts of name resolution that need no name server: addresses in, the chosen one out. Open
 * {@link io.gatehouse.dataplane.names.ChoiceTest} first. JUnit's threads.
 */
@NullMarked
package io.gatehouse.dataplane.names;

import org.jspecify.annotations.NullMarked;
