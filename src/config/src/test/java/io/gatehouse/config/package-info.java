/**
 * Tests of loading whole configurations. Open {@link io.gatehouse.config.GoldenTest} first: it
 * compares texts with what they become. Test threads only.
 */
@NullMarked
package io.gatehouse.config;

import org.jspecify.annotations.NullMarked;
