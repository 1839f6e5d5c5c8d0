package io.gatehouse.dataplane.names;

import io.gatehouse.dataplane.names.Answer.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Judges responses by the rules of HAProxy. Pure, but for the indexes of the buffers it reads. */
final class AnswerReader {
  private static final int SRV_HEAD = 6;

  private AnswerReader() {}

  static Answer read(DnsResponse response) {
    String name =
        response.count(DnsSection.QUESTION) == 1
            ? plain(response.<DnsQuestion>recordAt(DnsSection.QUESTION).name())
            : "";
    Verdict problem = problem(response);
    if (problem != null) {
      return Answer.failed(name, problem);
    }
    try {
      return records(response, name);
    } catch (CorruptedFrameException | IndexOutOfBoundsException malformed) {
      return Answer.failed(name, Verdict.INVALID);
    }
  }

  private static @Nullable Verdict problem(DnsResponse response) {
    DnsResponseCode code = response.code();
    if (!code.equals(DnsResponseCode.NOERROR)) {
      return code.equals(DnsResponseCode.NXDOMAIN)
          ? Verdict.NX
          : code.equals(DnsResponseCode.REFUSED) ? Verdict.REFUSED : Verdict.OTHER;
    }
    if (response.count(DnsSection.QUESTION) != 1) {
      return Verdict.INVALID;
    }
    if (response.count(DnsSection.ANSWER) == 0) {
      return Verdict.EMPTY;
    }
    DnsQuestion question = response.recordAt(DnsSection.QUESTION);
    boolean service = question.type().equals(DnsRecordType.SRV);
    return response.isTruncated() && !service ? Verdict.TRUNCATED : null;
  }

  private static Answer records(DnsResponse response, String name) {
    DnsQuestion question = response.recordAt(DnsSection.QUESTION);
    boolean service = question.type().equals(DnsRecordType.SRV);
    List<Answer.Entry> entries = new ArrayList<>();
    String expected = name;
    int count = response.count(DnsSection.ANSWER);
    for (int i = 0; i < count; i++) {
      DnsRecord entry = response.recordAt(DnsSection.ANSWER, i);
      if (!service && !plain(entry.name()).equals(expected)) {
        return Answer.failed(name, i == 0 ? Verdict.INVALID : Verdict.CNAME_ERROR);
      }
      if (entry.type().equals(DnsRecordType.CNAME)) {
        if (i + 1 == count) {
          return Answer.failed(name, Verdict.CNAME_ERROR);
        }
        expected = target(entry);
      } else {
        add(entry, entries);
      }
    }
    return new Answer(name, Verdict.VALID, entries, service ? extra(response) : List.of());
  }

  private static void add(DnsRecord entry, List<Answer.Entry> into) {
    RecordType type = RecordType.of(entry.type());
    if (type == RecordType.SRV) {
      ByteBuf content = content(entry);
      if (content.readableBytes() <= SRV_HEAD) {
        throw new CorruptedFrameException("short SRV record");
      }
      content.skipBytes(2);
      int weight = content.readUnsignedShort();
      int port = content.readUnsignedShort();
      into.add(new Answer.Service(decoded(content), port, weight));
    } else if (type != null) {
      into.add(new Answer.Address(address(entry, type)));
    }
  }

  private static List<Answer.Extra> extra(DnsResponse response) {
    List<Answer.Extra> extra = new ArrayList<>();
    for (int i = 0; i < response.count(DnsSection.ADDITIONAL); i++) {
      DnsRecord entry = response.recordAt(DnsSection.ADDITIONAL, i);
      RecordType type = RecordType.of(entry.type());
      if (type == RecordType.A || type == RecordType.AAAA) {
        extra.add(new Answer.Extra(plain(entry.name()), address(entry, type)));
      }
    }
    return extra;
  }

  private static InetAddress address(DnsRecord entry, RecordType type) {
    ByteBuf content = content(entry);
    if (content.readableBytes() != (type == RecordType.A ? 4 : 16)) {
      throw new CorruptedFrameException("an address of the wrong length");
    }
    byte[] bytes = new byte[content.readableBytes()];
    content.readBytes(bytes);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new CorruptedFrameException(impossible);
    }
  }

  private static String target(DnsRecord entry) {
    return decoded(content(entry));
  }

  private static String decoded(ByteBuf content) {
    return plain(DefaultDnsRecordDecoder.decodeName(content));
  }

  private static ByteBuf content(DnsRecord entry) {
    if (entry instanceof DnsRawRecord raw) {
      return raw.content().duplicate();
    }
    throw new CorruptedFrameException("a record without content");
  }

  /** Names are the same whatever their case, with or without a dot at the end. */
  static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
