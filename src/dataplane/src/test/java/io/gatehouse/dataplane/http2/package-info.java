/** Tests of HTTP/2 towards clients that need no socket. Open the one named after a class. */
@NullMarked
package io.gatehouse.dataplane.http2;

import org.jspecify.annotations.NullMarked;
