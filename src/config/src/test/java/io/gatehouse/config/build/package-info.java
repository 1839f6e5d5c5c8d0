/**
 * Tests of what the model is built from. Open {@link io.gatehouse.config.build.PemFileTest} first.
 * Each test has a thread of its own.
 */
@NullMarked
package io.gatehouse.config.build;

import org.jspecify.annotations.NullMarked;
