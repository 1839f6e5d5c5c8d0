package io.gatehouse.dataplane.names;

import java.net.InetAddress;
import java.util.List;

/**
 * What a name server said, as far as it matters.
 *
 * @param question the name it is about; empty where it cannot be told
 * @param extra addresses of machines that SRV records name
 */
record Answer(String question, Verdict verdict, List<Entry> entries, List<Extra> extra) {
  Answer {
    entries = List.copyOf(entries);
    extra = List.copyOf(extra);
  }

  static Answer failed(String question, Verdict verdict) {
    return new Answer(question, verdict, List.of(), List.of());
  }

  boolean valid() {
    return verdict == Verdict.VALID;
  }

  /** Which counter it raises, and what becomes of servers when there is no better one. */
  enum Verdict {
    VALID,
    INVALID,
    NX,
    REFUSED,
    /** No record at all. */
    EMPTY,
    CNAME_ERROR,
    TRUNCATED,
    OTHER
  }

  /** A record that answers the question. */
  sealed interface Entry {}

  record Address(InetAddress address) implements Entry {}

  /** An SRV record; its target is in lower case, without a dot at the end. */
  record Service(String target, int port, int weight) implements Entry {}

  record Extra(String name, InetAddress address) {}
}
