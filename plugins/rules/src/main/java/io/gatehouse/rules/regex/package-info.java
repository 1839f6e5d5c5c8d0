/**
 * Regular expressions of rules: a word of the configuration comes in, an expression that is equal
 * to another by its text goes out. Open {@link io.gatehouse.rules.regex.Regex} first. Made while
 * the configuration is loaded; immutable, so any thread may use one.
 */
@NullMarked
package io.gatehouse.rules.regex;

import org.jspecify.annotations.NullMarked;
