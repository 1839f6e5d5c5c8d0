package io.gatehouse.gateway.rule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.config.haproxy.rule.PatternIds;
import io.gatehouse.config.haproxy.rule.ProxyRules;
import io.gatehouse.config.haproxy.rule.Side;
import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.config.text.ConfigReader;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Environment;
import io.gatehouse.config.text.Languages;
import io.gatehouse.config.text.Section;
import io.gatehouse.dataplane.http.HeadPool;
import io.gatehouse.dataplane.http.HeadRules;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.route.Conditions;
import io.gatehouse.dataplane.route.PatternLists;
import io.gatehouse.dataplane.route.Test;
import io.gatehouse.model.Pattern;
import io.gatehouse.model.Patterns;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The same conditions and requests to the real HAProxy and to ours: which hold must be the same.
 * All conditions are asked at once; the answer lists those that hold.
 */
class AclOracleTest {
  private final HeadPool heads = new HeadPool(HeadRules.DEFAULT);

  @org.junit.jupiter.api.Test
  void conditionsHoldAsInHaproxy() throws IOException {
    assumeTrue(RealHaproxy.installed(), "needs the haproxy program");
    List<Test> ours = compile();
    int port = RealHaproxy.freePort();
    List<String> differences = new ArrayList<>();
    int held = 0;
    try (RealHaproxy haproxy = RealHaproxy.start(configuration(port))) {
      assertThat(haproxy).isNotNull();
      for (String request : OracleCases.REQUESTS) {
        Set<String> expected = ask(port, request);
        ExchangeControl exchange = exchange(request);
        held += expected.size();
        for (int i = 0; i < ours.size(); i++) {
          boolean wanted = expected.contains(Integer.toString(i));
          if (ours.get(i).matches(exchange) != wanted) {
            differences.add(
                "%s for %s: haproxy says %b"
                    .formatted(OracleCases.CONDITIONS.get(i), request.lines().toList(), wanted));
          }
        }
      }
    }
    assertThat(differences).isEmpty();
    // Both answers must be common, or the comparison says little.
    assertThat(held).isBetween(500, OracleCases.REQUESTS.size() * ours.size() - 500);
  }

  private static Set<String> ask(int port, String request) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      RawClient.Answer answer = client.exchange(request);
      assertThat(answer.status()).as(request).isEqualTo(200);
      return Set.of(answer.body().split("-"));
    }
  }

  private static String configuration(int port) {
    StringBuilder text = new StringBuilder();
    text.append("defaults\n  mode http\n  timeout client 5s\n  timeout server 5s\n");
    text.append("  timeout connect 5s\n  option accept-invalid-http-request\n");
    text.append("frontend f\n  bind 127.0.0.1:").append(port).append('\n');
    for (int i = 0; i < OracleCases.CONDITIONS.size(); i++) {
      text.append("  http-request set-var(txn.m) str(").append(i).append("-),concat(,txn.m) if ");
      text.append(OracleCases.CONDITIONS.get(i)).append('\n');
    }
    text.append("  http-request return status 200 content-type text/plain");
    return text.append(" lf-string \"%[var(txn.m)]\"\n").toString();
  }

  private static List<Test> compile() {
    StringBuilder text = new StringBuilder("frontend f\n");
    OracleCases.CONDITIONS.forEach(c -> text.append("  use_backend b if ").append(c).append('\n'));
    Diagnostics diagnostics = new Diagnostics();
    BuildFacts facts =
        new BuildFacts(
            "3.5.0",
            Set.of(),
            Set.of(),
            new BuildFacts.Tls("OpenSSL 3.0.2", "3.0.2", OptionalInt.empty(), false));
    ConfigReader reader =
        new ConfigReader(Set.of("frontend"), facts, Environment.of(Map.of()), diagnostics);
    Section section =
        reader.read(List.of(ConfigSource.ofText("haproxy.cfg", text.toString()))).getFirst();
    ProxyRules rules =
        new ProxyRules(
            section,
            Side.FRONTEND,
            new ProxyRules.Reading(
                new RequestVocabulary(), Languages.none(), new PatternIds(), diagnostics));
    section.lines().forEach(rules::read);
    assertThat(diagnostics.render()).isEmpty();
    Conditions compiler =
        new Conditions(
            new PatternLists(
                new Patterns(List.of(), (method, ignoreCase, word) -> new Pattern.Text(word))));
    return rules.useBackends().stream().map(use -> compiler.compile(use.condition())).toList();
  }

  private ExchangeControl exchange(String request) {
    RequestMessage head = heads.takeRequest(true);
    head.feed(Unpooled.copiedBuffer(request, ISO_8859_1));
    Sample scratch = new Sample(16_384);
    byte[] source = {127, 0, 0, 1};
    return (ExchangeControl)
        Proxy.newProxyInstance(
            AclOracleTest.class.getClassLoader(),
            new Class<?>[] {ExchangeControl.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "scratch" -> scratch;
                  case "request" -> head;
                  case "sourceAddress" -> source;
                  case "inspectionOver" -> true;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
