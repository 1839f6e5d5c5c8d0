package io.gatehouse.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.persistence.FakeServer.State;
import io.gatehouse.testkit.plugin.FakeHead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Servers die, drain and return at random while sessions go on. The model remembers for each
 * session the server it is at home with; whatever happens in between, an exchange of the session is
 * there as long as that server can be used at all. 100 schedules of 1,000 sessions each.
 */
class SessionsStayTest {
  private static final List<State> STATES = List.of(State.values());
  private static final int SESSIONS = 1_000;
  private static final int EXCHANGES = 10_000;
  private static final int CHANGE_EVERY = 25;
  private static final String[] SERVERS = {"a", "b", "c", "d"};

  /** A browser and the application's idea of it. */
  private static final class Session {
    final Map<String, String> jar = new HashMap<>();
    String home = "";
  }

  /** How a mode is set up, and whether a session may settle anew when its server was down. */
  enum Way {
    INSERT("cookie S insert indirect nocache", true),
    INSERT_OPEN("cookie S insert maxidle 1h maxlife 8h", true),
    REWRITE("cookie S rewrite", true),
    PREFIX("cookie S prefix", true),
    LEARNED("appsession S len 64 timeout 1000000", false),
    LEARNED_FROM_REQUESTS("appsession S len 64 timeout 1000000 request-learn", false);

    private final String line;
    private final boolean settlesAnew;

    Way(String line, boolean settlesAnew) {
      this.line = line;
      this.settlesAnew = settlesAnew;
    }
  }

  @Property(tries = 100)
  void everySessionStaysWhileItsServerCanBeUsed(@ForAll("ways") Way way, @ForAll long seed)
      throws ArgumentException {
    Random random = new Random(seed);
    Talk talk = Talk.of(way.line.replace("1h", "3600").replace("8h", "28800"), SERVERS);
    Session[] sessions = new Session[SESSIONS];
    for (int i = 0; i < EXCHANGES; i++) {
      if (i % CHANGE_EVERY == 0) {
        FakeServer changed = talk.servers.get(random.nextInt(SERVERS.length));
        changed.state = STATES.get(random.nextInt(STATES.size()));
        talk.newClient();
      }
      // The first thousand exchanges begin one session each, then they come in any order.
      int number = i < SESSIONS ? i : random.nextInt(SESSIONS);
      Session session = i < SESSIONS ? new Session() : sessions[number];
      sessions[number] = session;
      exchange(talk, session, number, way);
    }
  }

  private static void exchange(Talk talk, Session session, int number, Way way) {
    FakeHead request = FakeHead.request("GET", "/");
    if (!session.jar.isEmpty()) {
      request.with("Cookie", cookies(session.jar));
    }
    FakeHead response = FakeHead.response(200);
    if (session.jar.isEmpty() || way.settlesAnew && atHomeNoMore(talk, session)) {
      // The application does not know the session, so it makes one.
      response.with("Set-Cookie", "S=id" + number + "; Path=/");
    }
    Talk.Result result = talk.exchange(request, response);
    if (usable(talk, session.home)) {
      assertThat(result.name()).as("session %d, %s", number, way).isEqualTo(session.home);
    }
    if (result.server() == null) {
      return;
    }
    learn(session.jar, result.response().values("set-cookie"));
    if (session.home.isEmpty() || way.settlesAnew) {
      session.home = result.name();
    }
  }

  private static boolean atHomeNoMore(Talk talk, Session session) {
    return !usable(talk, session.home);
  }

  private static boolean usable(Talk talk, String home) {
    return !home.isEmpty() && talk.server(home).state != State.DOWN;
  }

  private static String cookies(Map<String, String> jar) {
    StringBuilder text = new StringBuilder("theme=dark");
    jar.forEach((name, value) -> text.append("; ").append(name).append('=').append(value));
    return text.append("; lang=en").toString();
  }

  private static void learn(Map<String, String> jar, List<String> setCookies) {
    for (String setCookie : setCookies) {
      String pair = setCookie.substring(0, setCookie.indexOf(';'));
      int equals = pair.indexOf('=');
      jar.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
  }

  @Provide
  Arbitrary<Way> ways() {
    return Arbitraries.of(Way.class);
  }
}
