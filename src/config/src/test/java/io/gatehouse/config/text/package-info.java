/** Tests of the text layer. */
@NullMarked
package io.gatehouse.config.text;

import org.jspecify.annotations.NullMarked;
