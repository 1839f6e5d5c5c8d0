/**
 * What happens to connections before and without HTTP, in the real HAProxy and in the data plane:
 * the same configuration, the same bytes, the same answers. Open {@link
 * io.gatehouse.gateway.tcp.Duel} first. Tests run one after the other, their origins on virtual
 * threads.
 */
@NullMarked
package io.gatehouse.gateway.tcp;

import org.jspecify.annotations.NullMarked;
