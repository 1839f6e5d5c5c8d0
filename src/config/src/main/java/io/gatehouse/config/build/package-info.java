/**
 * Drafts of sections become the model: defaults are filled in and sections are checked against each
 * other. Open {@link io.gatehouse.config.build.ModelBuilder} first. One thread loads a
 * configuration; nothing here is shared.
 */
@NullMarked
package io.gatehouse.config.build;

import org.jspecify.annotations.NullMarked;
