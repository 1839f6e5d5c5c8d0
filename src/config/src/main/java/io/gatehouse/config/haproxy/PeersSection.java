package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Section;
import io.gatehouse.config.text.Span;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.StickTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One {@code peers} section (manual section 3.5). */
final class PeersSection {
  static final String SECTION = "peers";

  private static final List<String> KEYWORDS =
      List.of(
          "bind",
          "default-bind",
          "default-server",
          "disabled",
          "enabled",
          "log",
          "peer",
          "server",
          "table");

  private final Section section;
  private final LoadContext context;
  private final String localName;
  private final Values bindDefaults = new Values();
  private final Values peerDefaults = new Values();
  private final List<PeersDraft.Other> others = new ArrayList<>();
  private final List<StickTable> tables = new ArrayList<>();
  private boolean enabled = true;
  private @Nullable Span local;
  private @Nullable BindDraft bind;
  private @Nullable Line bindLine;
  private @Nullable Line peerLine;

  /**
   * @param localName what this node is called
   */
  PeersSection(Section section, LoadContext context, String localName) {
    this.section = section;
    this.context = context;
    this.localName = localName;
  }

  PeersDraft read() {
    section.lines().forEach(this::line);
    Span here = local;
    if (enabled && here == null) {
      context
          .diagnostics()
          .warning(
              section.header().span(),
              "incomplete section 'peers %s' is left out, no peer is named '%s'"
                  .formatted(section.name(), localName),
              "name this node with 'localpeer' in the global section, or with -L");
    }
    return new PeersDraft(
        section.name(),
        section.header(),
        enabled,
        localName,
        here != null,
        Optional.ofNullable(bind),
        List.copyOf(others),
        List.copyOf(tables));
  }

  private void line(Line line) {
    Cursor cursor = line.cursor(1, context.diagnostics(), context.languages());
    try {
      switch (line.keyword()) {
        case "bind" -> bind(cursor);
        case "default-bind" -> BindOptions.readAll(cursor, bindDefaults);
        case "default-server" -> PeerOptions.read(cursor, peerDefaults);
        case "disabled", "enabled" -> enabled = line.keyword().equals("enabled");
        case "log" -> {
          LogTargets.parse(cursor);
          cursor.warn("'log' has no effect in a 'peers' section: 'show peers' tells their state");
        }
        case "peer", "server" -> peer(line, cursor);
        case "table" -> table(cursor);
        default -> throw cursor.unknown("keyword in 'peers' section", KEYWORDS);
      }
      cursor.end();
    } catch (ArgumentException problem) {
      cursor.report(problem);
    }
  }

  private void bind(Cursor cursor) throws ArgumentException {
    Line other = peerLine;
    if (other != null) {
      throw mixed(cursor, other);
    }
    Line known = bindLine;
    bindLine = cursor.line();
    String word = cursor.nextAddress("an address");
    Span at = cursor.span();
    List<Endpoint> endpoints = BindKeyword.endpoints(word, cursor);
    if (known != null || endpoints.size() > 1) {
      throw cursor.error(
          0,
          word.length(),
          "a 'peers' section listens at one address",
          known == null ? "name one port" : Diagnostics.firstDefined(known.start()));
    }
    bind = new BindDraft(endpoints.getFirst(), bindOptions(cursor), at);
  }

  private Values bindOptions(Cursor cursor) throws ArgumentException {
    Values values = bindDefaults.inherited();
    BindOptions.readAll(cursor, values);
    return values;
  }

  private static ArgumentException mixed(Cursor cursor, Line other) {
    return cursor.error(
        0,
        cursor.line().keyword().length(),
        "'peer' and 'bind' lines exclude each other in a section",
        "write 'server' in place of 'peer', or leave out 'bind'",
        Diagnostics.firstDefined(other.start()));
  }

  private void peer(Line line, Cursor cursor) throws ArgumentException {
    boolean withAddress = line.keyword().equals("peer");
    Line other = bindLine;
    if (withAddress && other != null) {
      throw mixed(cursor, other);
    }
    peerLine = withAddress ? line : peerLine;
    String name = cursor.next("the name of a peer");
    Span at = cursor.span();
    boolean here = name.equals(localName);
    unique(name, here, cursor);
    if (here) {
      local = at;
    }
    if (!withAddress && here && String.valueOf(cursor.peek()).indexOf(':') >= 0) {
      String word = cursor.next("an option");
      throw cursor.error(
          0,
          word.length(),
          "'server %s' is this node: its address stands on a 'bind' line".formatted(name));
    }
    if (withAddress || !here) {
      String word = cursor.nextAddress("an address");
      Endpoint endpoint = endpoint(word, cursor);
      if (here) {
        bind = new BindDraft(endpoint, bindDefaults.inherited(), cursor.span());
      } else {
        others.add(new PeersDraft.Other(name, endpoint, at));
      }
    }
    PeerOptions.read(cursor, peerDefaults.inherited());
  }

  private void unique(String name, boolean here, Cursor cursor) throws ArgumentException {
    Span first = here ? local : null;
    for (PeersDraft.Other other : others) {
      first = other.name().equals(name) ? other.at() : first;
    }
    if (first != null) {
      throw cursor.error(
          0,
          name.length(),
          "peer '%s' is defined twice in peers '%s'".formatted(name, section.name()),
          Diagnostics.firstDefined(first.start()));
    }
  }

  private static Endpoint endpoint(String word, Cursor cursor) throws ArgumentException {
    Endpoint endpoint = Addresses.parse(word, cursor).single();
    if (endpoint instanceof Endpoint.Inet inet && inet.port() <= 0) {
      throw cursor.error("missing port number in '%s', expected ADDRESS:PORT".formatted(word));
    }
    return endpoint;
  }

  private void table(Cursor cursor) throws ArgumentException {
    String name = cursor.next("the name of a table");
    String full = section.name() + "/" + name;
    for (StickTable other : tables) {
      if (other.name().equals(full)) {
        throw cursor.error("peers '%s' has a table of this name already".formatted(section.name()));
      }
    }
    tables.add(
        new TableWords(cursor, context.languages().tableUses()).readShared(section.name(), name));
  }
}
