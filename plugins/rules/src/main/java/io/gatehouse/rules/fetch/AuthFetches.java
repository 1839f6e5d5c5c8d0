package io.gatehouse.rules.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.rule.UserList;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who the client says it is: basic and bearer credentials, and lists of users. */
public final class AuthFetches extends FetchFamily {

  public AuthFetches() {
    plain("http_auth_type", SampleType.STRING, Phase.REQUEST, AuthFetches::type);
    plain("http_auth_user", SampleType.STRING, Phase.REQUEST, (x, out) -> basic(x, out, true));
    plain("http_auth_pass", SampleType.STRING, Phase.REQUEST, (x, out) -> basic(x, out, false));
    with("http_auth_bearer", AuthFetches::bearer);
    with("http_auth", a -> new Known(new Passwords(users(a))));
    with("http_auth_group", a -> new Groups(new Passwords(users(a))));
  }

  private static SampleFetch bearer(Arguments arguments) throws ArgumentException {
    String field = optional(arguments, "a header name");
    return new Bearer(Name.lowerCase(field.isEmpty() ? "authorization" : field));
  }

  /** Refuses lists with passwords that could never match. */
  private static UserList users(Arguments arguments) throws ArgumentException {
    UserList list = arguments.userList();
    for (UserList.User user : list.users()) {
      if (user.encrypted() && !Crypt.knows(user.password())) {
        throw arguments.error(
            "the password of user '"
                + user.name()
                + "' is encrypted in a way that is not supported, expected $1$, $5$ or $6$");
      }
    }
    return list;
  }

  private static boolean type(Exchange exchange, Sample out) {
    Credentials given = Credentials.of(exchange, out);
    if (given == null) {
      return false;
    }
    boolean bearer = given.scheme().equals("bearer");
    out.setText(bearer ? "Bearer" : "Basic");
    return bearer || given.basic() != null;
  }

  private static Credentials.@Nullable Basic basic(Exchange exchange, Sample out) {
    Credentials given = Credentials.of(exchange, out);
    return given == null ? null : given.basic();
  }

  private static boolean basic(Exchange exchange, Sample out, boolean user) {
    Credentials.Basic given = basic(exchange, out);
    if (given == null) {
      return false;
    }
    out.setText(user ? given.user() : given.password());
    return true;
  }

  /** The token behind {@code Bearer}. */
  record Bearer(Name field) implements SampleFetch {
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
      Credentials given = Credentials.of(exchange, field.bytes, out);
      if (given == null || !given.scheme().equals("bearer")) {
        return false;
      }
      out.setText(given.value());
      return true;
    }
  }

  /** Whether the list has the user, with this password. */
  record Known(Passwords passwords) implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.BOOLEAN;
    }

    @Override
    public Set<Phase> phases() {
      return Phase.REQUEST;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      Credentials.Basic given = basic(exchange, out);
      if (given == null) {
        return false;
      }
      out.setBoolean(passwords.user(given) != null);
      return true;
    }
  }

  /** To conditions each group of the user who gave the right password, else that user's name. */
  record Groups(Passwords passwords) implements SampleFetch {
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
      Credentials.Basic given = basic(exchange, out);
      UserList.User user = given == null ? null : passwords.user(given);
      if (user == null) {
        return false;
      }
      if (!out.iterating()) {
        out.setText(user.name());
        return true;
      }
      int index = out.cursor();
      Iterator<String> groups = new TreeSet<>(user.groups()).iterator();
      for (int i = 0; i < index && groups.hasNext(); i++) {
        groups.next();
      }
      if (!groups.hasNext()) {
        return false;
      }
      out.setText(groups.next());
      if (groups.hasNext()) {
        out.more(index + 1);
      }
      return true;
    }
  }

  /** Compares without telling how far it got; encrypted ones are remembered once verified. */
  record Passwords(UserList list, Verified verified) {
    Passwords(UserList list) {
      this(list, new Verified());
    }

    UserList.@Nullable User user(Credentials.Basic given) {
      UserList.User user = list.find(given.user()).orElse(null);
      return user != null && matches(user, given.password()) ? user : null;
    }

    private boolean matches(UserList.User user, String password) {
      byte[] bytes = password.getBytes(ISO_8859_1);
      if (!user.encrypted()) {
        return MessageDigest.isEqual(user.password().getBytes(ISO_8859_1), bytes);
      }
      if (verified.holds(user.name(), bytes)) {
        return true;
      }
      boolean right = Crypt.matches(user.password(), bytes);
      if (right) {
        verified.add(user.name(), bytes);
      }
      return right;
    }
  }
}
