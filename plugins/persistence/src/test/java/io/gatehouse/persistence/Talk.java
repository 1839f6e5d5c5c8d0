package io.gatehouse.persistence;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.persist.PersistenceSetup;
import io.gatehouse.api.persist.SessionPersistence;
import io.gatehouse.api.persist.SessionPersistencePlugin;
import io.gatehouse.api.persist.SessionPersistenceSpec;
import io.gatehouse.api.persist.StickyServer;
import io.gatehouse.api.persist.Visit;
import io.gatehouse.testkit.plugin.FakeArguments;
import io.gatehouse.testkit.plugin.FakeHead;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A backend with one persistence, its servers and a clock: takes requests, answers as the tests
 * say, and gives to servers in turn what the persistence does not place.
 */
final class Talk {
  final List<FakeServer> servers;
  final FakeStanding standing;
  private final SessionPersistence persistence;
  private Visit visit;
  private long seconds = 1_700_000_000L;
  private int turn;

  /** What came of a request. */
  record Result(@Nullable FakeServer server, FakeHead request, FakeHead response, String letters) {
    String name() {
      return server == null ? "" : server.name();
    }
  }

  private Talk(SessionPersistenceSpec spec, String key, List<FakeServer> servers) {
    this.servers = servers;
    this.standing = new FakeStanding(servers);
    this.persistence =
        spec.create(
            new PersistenceSetup(
                "b", key, () -> TimeUnit.SECONDS.toNanos(seconds), () -> seconds * 1_000));
    this.visit = persistence.visit();
  }

  static SessionPersistenceSpec spec(String line) throws ArgumentException {
    String keyword = line.substring(0, line.indexOf(' '));
    SessionPersistencePlugin plugin =
        ServiceLoader.load(SessionPersistencePlugin.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals(keyword))
            .findFirst()
            .orElseThrow();
    return plugin.parse(new FakeArguments(line.substring(keyword.length() + 1)));
  }

  /** Servers of these names, whose cookies are their names. */
  static Talk of(String line, String... names) throws ArgumentException {
    List<FakeServer> servers = new ArrayList<>();
    for (String name : names) {
      servers.add(new FakeServer(name, name));
    }
    return new Talk(spec(line), "", servers);
  }

  static Talk keyed(String line, String key, FakeServer... servers) throws ArgumentException {
    return new Talk(spec(line), key, List.of(servers));
  }

  FakeServer server(String name) {
    return servers.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  void pass(long time) {
    seconds += time;
  }

  /** The next exchanges come from another client. */
  void newClient() {
    visit = persistence.visit();
  }

  Result get(String cookie) {
    FakeHead request = FakeHead.request("GET", "/");
    return exchange(cookie.isEmpty() ? request : request.with("Cookie", cookie), "");
  }

  Result exchange(FakeHead request, String setCookie) {
    FakeHead response = FakeHead.response(200);
    if (!setCookie.isEmpty()) {
      response.with("Set-Cookie", setCookie);
    }
    return exchange(request, response);
  }

  Result exchange(FakeHead request, FakeHead response) {
    StickyServer named = visit.request(FakeExchange.of(request, null), standing);
    standing.direct = named != null || standing.settled;
    FakeServer server = named instanceof FakeServer known ? known : balance();
    if (server != null) {
      visit.response(FakeExchange.of(request, response), server, standing);
    }
    String letters = "" + visit.requestLetter() + visit.responseLetter();
    return new Result(server, request, response, letters);
  }

  /** The next server in turn that is neither down nor draining. */
  private @Nullable FakeServer balance() {
    for (int tries = 0; tries < servers.size(); tries++) {
      FakeServer next = servers.get(turn++ % servers.size());
      if (next.state == FakeServer.State.UP) {
        return next;
      }
    }
    return null;
  }
}
