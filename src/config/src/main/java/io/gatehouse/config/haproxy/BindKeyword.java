package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.haproxy.Address.Ports;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Span;
import io.gatehouse.model.Endpoint;
import java.util.Map;
import java.util.Set;

/** {@code bind}, and addresses on the section's own line as in files before HAProxy 1.6. */
final class BindKeyword implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of("bind", java.util.EnumSet.of(SectionKind.FRONTEND, SectionKind.LISTEN));
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    read(s.cursor(), s.draft());
  }

  /** Reads addresses separated by commas, then the options that all of them share. */
  static void read(Cursor cursor, SectionDraft draft) throws ArgumentException {
    String word = cursor.nextAddress("an address");
    Span at = cursor.span();
    Values values = new Values();
    java.util.List<Endpoint> endpoints = new java.util.ArrayList<>();
    for (String text : word.split(",", -1)) {
      endpoints.addAll(endpoints(text, cursor));
    }
    BindOptions.readAll(cursor, values);
    endpoints.forEach(endpoint -> draft.binds().add(new BindDraft(endpoint, values, at)));
  }

  static java.util.List<Endpoint> endpoints(String text, Cursor cursor) throws ArgumentException {
    Address address = Addresses.parse(text, cursor);
    boolean inet = address.endpoint() instanceof Endpoint.Inet;
    if (inet && !(address.ports() instanceof Ports.Fixed(int first, int _) && first > 0)) {
      throw cursor.error("missing port number in '%s', expected ADDRESS:PORT".formatted(text));
    }
    return address.endpoints();
  }
}
