/** Tests of what stays inside of its package. One thread. */
@NullMarked
package io.gatehouse.persistence.cookie;

import org.jspecify.annotations.NullMarked;
