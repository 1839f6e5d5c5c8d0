package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Position;
import io.gatehouse.config.text.Suggestions;
import io.gatehouse.config.text.Word;
import io.gatehouse.model.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words of {@code add server} on the runtime socket (management guide section 9.3): a {@code
 * server} line without a section around it, and with fewer options.
 */
public final class AddedServer {

  /** What HAProxy takes there, as far as {@code server} lines may have it. */
  private static final Set<String> ALLOWED =
      Set.of(
          ("addr agent-addr agent-check agent-inter agent-port agent-send backup check check-alpn"
                  + " check-proto check-send-proxy check-sni check-ssl check-via-socks4 disabled"
                  + " downinter enabled error-limit fall fastinter hash-key id init-state inter"
                  + " maxconn maxqueue minconn observe on-error on-marked-down on-marked-up"
                  + " pool-low-conn pool-max-conn pool-purge-delay port proto proxy-v2-options rise"
                  + " send-proxy send-proxy-v2 send-proxy-v2-ssl send-proxy-v2-ssl-cn slowstart sni"
                  + " socks4 source ssl tfo track usesrc verify weight ws")
              .split(" "));

  private AddedServer() {}

  /** Says no, in words for the operator. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message, null, false, false);
    }

    /** The reason. */
    public String reason() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * A section that has nothing but this server.
   *
   * @param mode the backend's
   * @param words its name, its address and its options
   */
  public static SectionDraft read(String backend, Mode mode, List<String> words) throws Refused {
    if (words.size() < 2) {
      throw new Refused("'server' expects <name> and <addr>[:<port>] as arguments.");
    }
    Line line = line(words);
    Diagnostics diagnostics = new Diagnostics();
    Cursor cursor = line.cursor(1, diagnostics);
    Values values = new Values();
    try {
      Names.check("server", words.getFirst(), cursor);
      ServerDraft draft = ServerKeyword.address(cursor, values, line.span(0));
      while (cursor.hasNext()) {
        check(line.text(cursor.index()));
        ServerOptions.readOne(cursor, values);
      }
      SectionDraft section =
          new SectionDraft(
              SectionKind.BACKEND,
              header(backend),
              new Values(),
              Optional.empty(),
              Optional.empty());
      section.values().set(ProxySettings.MODE, mode, line.span(0));
      section.servers().add(draft.named(words.getFirst()));
      return section;
    } catch (ArgumentException problem) {
      throw new Refused(problem.getMessage() + ".");
    }
  }

  /** For what only the finished server shows. */
  public static Refused refused(String reason) {
    return new Refused(reason);
  }

  private static void check(String word) throws Refused {
    if (!ServerOptions.known(word)) {
      String hint =
          Suggestions.nearest(word, ServerOptions.names())
              .map(near -> "; did you mean '" + near + "' maybe ?")
              .orElse(".");
      throw new Refused("unknown keyword '" + word + "'" + hint);
    }
    if (!ALLOWED.contains(word)) {
      throw new Refused("'" + word + "' option is not accepted for dynamic server");
    }
  }

  private static Line header(String backend) {
    return line(List.of("backend", backend));
  }

  private static Line line(List<String> texts) {
    String source = String.join(" ", texts);
    List<Word> words = new ArrayList<>();
    int column = 1;
    for (String text : texts) {
      words.add(new Word(text, new Position("CLI", 1, column), text.length(), false));
      column += text.length() + 1;
    }
    return new Line(new Position("CLI", 1, 0), words, source);
  }
}
