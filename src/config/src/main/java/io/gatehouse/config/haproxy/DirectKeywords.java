package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.model.Endpoint;
import java.util.Map;
import java.util.Set;

/**
 * Where exchanges go without an algorithm: to one address ({@code dispatch}), or to where the
 * client itself wanted to go ({@code option transparent}).
 */
final class DirectKeywords implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of(
        "dispatch",
        Set.of(SectionKind.BACKEND, SectionKind.LISTEN),
        "option transparent",
        SectionKind.SERVER,
        "transparent",
        SectionKind.SERVER);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    if (!s.keyword().equals("dispatch")) {
      s.setFlag(ProxySettings.TRANSPARENT);
      return;
    }
    Address address = Addresses.parse(s.cursor().nextAddress("an address with a port"), s.cursor());
    if (!(address.endpoint() instanceof Endpoint.Inet)
        || !(address.ports() instanceof Address.Ports.Fixed(int first, int last))
        || first != last
        || first == 0) {
      throw s.cursor().error("'dispatch' expects an Internet address with one port");
    }
    s.cursor().end();
    s.set(ProxySettings.DISPATCH, address.single());
  }
}
