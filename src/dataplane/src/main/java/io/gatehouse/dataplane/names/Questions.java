package io.gatehouse.dataplane.names;

import io.netty.handler.codec.dns.AbstractDnsOptPseudoRrRecord;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.codec.dns.DnsSection;

/** What is asked, in the words of the protocol (RFC 1035, and RFC 6891 for the size). */
final class Questions {
  private Questions() {}

  static DnsQuery fill(DnsQuery query, String name, RecordType type, int payload) {
    query.setRecursionDesired(true);
    query.addRecord(DnsSection.QUESTION, new DefaultDnsQuestion(name, type.wire()));
    query.addRecord(DnsSection.ADDITIONAL, new Size(payload));
    return query;
  }

  /** The largest answer that is read. */
  private static final class Size extends AbstractDnsOptPseudoRrRecord {
    Size(int payload) {
      super(payload);
    }
  }
}
