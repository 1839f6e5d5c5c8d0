package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.keepalived.text.Statement;
import io.gatehouse.config.text.Span;
import java.util.List;

/** {@code authentication}. */
final class AuthenticationKeywords {
  private static final int LONGEST_KEY = 8;
  private static final Keywords<AuthenticationDraft> KEYWORDS =
      new Keywords<AuthenticationDraft>("authentication")
          .line("auth_type", AuthenticationKeywords::type)
          .line("auth_pass", AuthenticationKeywords::pass);

  private AuthenticationKeywords() {}

  private static final class AuthenticationDraft extends Draft {
    private final InstanceDraft instance;

    AuthenticationDraft(InstanceDraft instance, Span header) {
      super("authentication", "", header);
      this.instance = instance;
    }
  }

  static void addTo(Keywords<InstanceDraft> keywords) {
    keywords.block("authentication", AuthenticationKeywords::block);
  }

  static List<String> keywords() {
    return KEYWORDS.all();
  }

  private static void block(InstanceDraft draft, Clause clause) {
    List<Statement> body = clause.statement().body();
    KEYWORDS.read(new AuthenticationDraft(draft, clause.at()), body, clause.context());
  }

  private static void type(AuthenticationDraft draft, Clause clause) throws ArgumentException {
    String word = clause.only("PASS or AH");
    if (!word.equals("PASS") && !word.equals("AH")) {
      throw clause.cursor().unknown("kind of authentication", List.of("PASS", "AH"));
    }
    draft.instance.authType = word;
    draft.instance.put("auth_type", clause.at());
  }

  private static void pass(AuthenticationDraft draft, Clause clause) throws ArgumentException {
    String word = clause.only("a password");
    if (word.length() > LONGEST_KEY) {
      // Without the source line, which would carry the password into logs.
      clause
          .context()
          .diagnostics()
          .warning(
              new Span(clause.cursor().span().start(), 0, ""),
              "the password is cut to its first %d bytes, the others count nowhere"
                  .formatted(LONGEST_KEY),
              "it goes over the network readable; it protects from mistakes, not from people");
    }
    draft.instance.authPass = word.substring(0, Math.min(LONGEST_KEY, word.length()));
    draft.instance.put("auth_pass", clause.at());
  }
}
