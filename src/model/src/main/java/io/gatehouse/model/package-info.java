/** x. */
@NullMarked
package io.gatehouse.model;

import org.jspecify.annotations.NullMarked;
