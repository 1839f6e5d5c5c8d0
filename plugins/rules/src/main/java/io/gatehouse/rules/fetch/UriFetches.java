package io.gatehouse.rules.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.HeaderValues;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.ResponseHead;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleType;
import java.util.Set;

/** The request line and the status line. */
public final class UriFetches extends FetchFamily {
  private static final byte[] HOST = "host".getBytes(US_ASCII);

  public UriFetches() {
    plain("path", SampleType.STRING, Phase.REQUEST, UriFetches::path);
    plain("pathq", SampleType.STRING, Phase.REQUEST, UriFetches::pathq);
    plain("url", SampleType.STRING, Phase.REQUEST, UriFetches::url);
    plain("url_ip", SampleType.IPV4, Phase.REQUEST, UrlAddress::ip);
    plain("url_port", SampleType.INTEGER, Phase.REQUEST, UrlAddress::port);
    plain("base", SampleType.STRING, Phase.REQUEST, (x, out) -> base(x, out, false));
    plain("baseq", SampleType.STRING, Phase.REQUEST, (x, out) -> base(x, out, true));
    hashed("base32", (x, out) -> hostAndPath(x, out, false));
    hashed("url32", (x, out) -> hostAndPath(x, out, true));
    plain("method", SampleType.METHOD, Phase.AFTER_REQUEST, UriFetches::method);
    for (String name : Set.of("req.ver", "req_ver")) {
      plain(name, SampleType.STRING, Phase.AFTER_REQUEST, UriFetches::requestVersion);
    }
    for (String name : Set.of("res.ver", "resp_ver")) {
      plain(name, SampleType.STRING, Phase.AFTER_RESPONSE, UriFetches::responseVersion);
    }
    for (String name : Set.of("req.proto_http", "req_proto_http")) {
      plain(name, SampleType.BOOLEAN, Phase.AFTER_REQUEST, UriFetches::isHttp);
    }
    plain("status", SampleType.INTEGER, Phase.AFTER_RESPONSE, UriFetches::status);
    with("query", UriFetches::query);
    textShorthands("path", "path");
    textShorthands("base", "base");
    textShorthands("url", "url");
    shorthand("req_ver", "req.ver", MatchMethod.STR);
    shorthand("resp_ver", "res.ver", MatchMethod.STR);
  }

  /** The hash of what is read, alone and followed by the client's address. */
  private void hashed(String name, Reader text) {
    plain(name, SampleType.INTEGER, Phase.REQUEST, (x, out) -> hash(x, out, text));
    plain(
        name + "+src",
        SampleType.BINARY,
        Phase.REQUEST,
        (x, out) -> x.sourceAddress().length > 0 && hash(x, out, text) && withSource(x, out));
  }

  private static boolean path(Exchange exchange, Sample out) {
    RequestHead head = exchange.request(out);
    if (head == null || head.pathOffset() < 0) {
      return false;
    }
    out.setString(head.bytes(), head.pathOffset(), head.pathLength());
    return true;
  }

  private static boolean pathq(Exchange exchange, Sample out) {
    RequestHead head = exchange.request(out);
    if (head == null || head.pathOffset() < 0) {
      return false;
    }
    int from = head.pathOffset();
    out.setString(head.bytes(), from, head.uriOffset() + head.uriLength() - from);
    return true;
  }

  private static boolean url(Exchange exchange, Sample out) {
    RequestHead head = exchange.request(out);
    if (head == null) {
      return false;
    }
    out.setString(head.bytes(), head.uriOffset(), head.uriLength());
    return true;
  }

  /** The host field and the path; the path alone without a host. */
  private static boolean base(Exchange exchange, Sample out, boolean query) {
    RequestHead head = exchange.request(out);
    if (head == null) {
      return false;
    }
    long host = HeaderValues.next(head, HOST, HeaderValues.START);
    if (host < 0 || HeaderValues.length(host) == 0) {
      return query ? pathq(exchange, out) : path(exchange, out);
    }
    ByteSink sink = out.sink();
    sink.add(head.bytes(), HeaderValues.offset(host), HeaderValues.length(host));
    addPath(head, query, sink);
    out.takeSink(SampleType.STRING);
    return true;
  }

  /** The host field and the path, each as far as it is there. */
  private static boolean hostAndPath(Exchange exchange, Sample out, boolean query) {
    RequestHead head = exchange.request(out);
    if (head == null) {
      return false;
    }
    ByteSink sink = out.sink();
    long host = HeaderValues.next(head, HOST, HeaderValues.START);
    if (host >= 0) {
      sink.add(head.bytes(), HeaderValues.offset(host), HeaderValues.length(host));
    }
    addPath(head, query, sink);
    out.takeSink(SampleType.STRING);
    return true;
  }

  /** Adds a path that begins with a slash. */
  private static void addPath(RequestHead head, boolean query, ByteSink sink) {
    int from = head.pathOffset();
    if (from >= 0 && head.pathLength() > 0 && head.bytes()[from] == '/') {
      int end = query ? head.uriOffset() + head.uriLength() : from + head.pathLength();
      sink.add(head.bytes(), from, end - from);
    }
  }

  private static boolean hash(Exchange exchange, Sample out, Reader text) {
    if (!text.read(exchange, out)) {
      return false;
    }
    out.setInteger(Hash.of(out.bytes(), out.offset(), out.length()) & 0xffff_ffffL);
    return true;
  }

  private static boolean withSource(Exchange exchange, Sample out) {
    ByteSink sink = out.sink();
    for (int shift = 24; shift >= 0; shift -= 8) {
      sink.add((byte) (out.integer() >> shift));
    }
    sink.add(exchange.sourceAddress());
    out.takeSink(SampleType.BINARY);
    return true;
  }

  private static boolean method(Exchange exchange, Sample out) {
    RequestHead head = exchange.request(out);
    if (head == null) {
      return false;
    }
    out.setMethod(head.bytes(), head.methodOffset(), head.methodLength());
    return true;
  }

  private static boolean isHttp(Exchange exchange, Sample out) {
    out.setBoolean(true);
    return exchange.request(out) != null;
  }

  private static boolean requestVersion(Exchange exchange, Sample out) {
    RequestHead head = exchange.request(out);
    return head != null && version(head.version(), out);
  }

  private static boolean responseVersion(Exchange exchange, Sample out) {
    ResponseHead head = exchange.response();
    return head != null && version(head.version(), out);
  }

  private static boolean version(int version, Sample out) {
    out.sink().add((byte) ('0' + version / 10)).add((byte) '.').add((byte) ('0' + version % 10));
    out.takeSink(SampleType.STRING);
    return true;
  }

  private static boolean status(Exchange exchange, Sample out) {
    ResponseHead head = exchange.response();
    if (head == null) {
      return false;
    }
    out.setInteger(head.status());
    return true;
  }

  private static SampleFetch query(Arguments arguments) throws ArgumentException {
    String option = optional(arguments, "'with_qm'");
    if (!option.isEmpty() && !option.equals("with_qm")) {
      throw arguments.unknown("option", Set.of("with_qm"));
    }
    return new Query(!option.isEmpty());
  }

  /** What stands after the question mark, with the mark itself where asked and not alone. */
  record Query(boolean mark) implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.STRING;
    }

    @Override
    public Set<Phase> phases() {
      return Phase.REQUEST;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      RequestHead head = exchange.request(out);
      if (head == null) {
        return false;
      }
      int end = head.uriOffset() + head.uriLength();
      int at = head.uriOffset();
      while (at < end && head.bytes()[at] != '?') {
        at++;
      }
      if (at == end) {
        return false;
      }
      int from = mark && at + 1 < end ? at : at + 1;
      out.setString(head.bytes(), from, end - from);
      return true;
    }
  }
}
