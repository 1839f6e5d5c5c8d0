package io.gatehouse.rules.fetch;

import io.gatehouse.api.Exchange;
import io.gatehouse.api.HttpHead;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fetch that reads the head of one message; without that head there is nothing. */
interface MessageFetch extends SampleFetch {
  /** Which message it reads. */
  Side side();

  /** Reads from the head into {@code out}; false when there is nothing. */
  boolean read(HttpHead head, Sample out);

  @Override
  default Set<Phase> phases() {
    return side().phases();
  }

  @Override
  default boolean fetch(Exchange exchange, Sample out) {
    HttpHead head = side().head(exchange, out);
    return head != null && read(head, out);
  }

  /** The two messages of an exchange, or the one that is being looked at. */
  enum Side {
    REQUEST,
    RESPONSE,
    EITHER;

    @Nullable HttpHead head(Exchange exchange, Sample asking) {
      HttpHead response = this == REQUEST ? null : exchange.response();
      return response == null && this != RESPONSE ? exchange.request(asking) : response;
    }

    /** Whether a head that was read is a request's. */
    boolean asks(HttpHead head) {
      return this == REQUEST || this == EITHER && head instanceof RequestHead;
    }

    Set<Phase> phases() {
      return switch (this) {
        case REQUEST -> Phase.REQUEST;
        case RESPONSE -> Phase.RESPONSE;
        case EITHER -> Phase.MESSAGE;
      };
    }
  }
}
