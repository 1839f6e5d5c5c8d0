/**
 * The hashes of HAProxy's language that are no balancer's own: converters, dynamic cookies and the
 * order of DNS records agree with its values. Open {@link io.gatehouse.api.hash.XxHash}. Any
 * thread: everything here is pure.
 */
@NullMarked
package io.gatehouse.api.hash;

import org.jspecify.annotations.NullMarked;
