package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.haproxy.Statement.Prefix;
import io.gatehouse.config.haproxy.rule.ProxyRules;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Section;
import io.gatehouse.config.text.Suggestions;
import io.gatehouse.model.Resolvers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads sections into drafts. */
public final class HaproxyLanguage {

  /** Sections that are recognised so that they can be refused by name. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "acme",
          "cache",
          "crt-store",
          "dynamic-update",
          "fcgi-app",
          "log-forward",
          "log-profile",
          "mailers",
          "program",
          "ring",
          "traces");

  /** Sections that proxies name, before or after their own lines: they are read first. */
  private static final Set<String> EARLY =
      Set.of(
          ErrorPages.SECTION,
          ResolversSection.SECTION,
          UserLists.SECTION,
          HealthCheckSections.SECTION,
          PeersSection.SECTION);

  /** What all sections together say. */
  public record Drafts(
      SectionDraft global,
      List<SectionDraft> proxies,
      List<Resolvers> resolvers,
      List<PeersDraft> peers) {}

  private final LoadContext context;
  private final Diagnostics diagnostics;
  private final Keywords keywords;
  private final Map<String, SectionDraft> namedDefaults = new HashMap<>();
  private final List<SectionDraft> proxies = new ArrayList<>();
  private final Map<String, Resolvers> resolvers = new LinkedHashMap<>();
  private final Map<String, PeersDraft> peers = new LinkedHashMap<>();
  private final String localPeer;
  private @Nullable SectionDraft defaults;
  private @Nullable SectionDraft global;

  /**
   * @param localPeer what this node is called in {@code peers} sections
   */
  public HaproxyLanguage(LoadContext context, String localPeer) {
    this.localPeer = localPeer;
    this.context = context;
    this.diagnostics = context.diagnostics();
    this.keywords = new Keywords(context.vocabulary().checkers());
  }

  /** The words that open a section. */
  public static Set<String> sectionNames() {
    return Stream.concat(
            Stream.concat(UNSUPPORTED.stream(), EARLY.stream()),
            Stream.of(SectionKind.values()).map(SectionKind::word))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The keywords that are read, of one or two words: for completion, and for lists of them. */
  public static Set<String> keywords() {
    return new Keywords(List.of()).all();
  }

  public Drafts read(List<Section> sections) {
    sections.forEach(this::readEarly);
    for (Section section : sections) {
      if (EARLY.contains(section.kind())) {
        continue;
      }
      if (UNSUPPORTED.contains(section.kind())) {
        diagnostics.error(
            section.header().span(0),
            "'%s' sections are known to HAProxy but not supported yet".formatted(section.kind()),
            "remove the section and what refers to it");
        continue;
      }
      SectionKind kind = SectionKind.valueOf(section.kind().toUpperCase(Locale.ROOT));
      switch (kind) {
        case GLOBAL -> readGlobal(section);
        case DEFAULTS -> readDefaults(section);
        case FRONTEND, BACKEND, LISTEN -> readProxy(kind, section);
      }
    }
    SectionDraft process = global == null ? emptyGlobal() : global;
    proxies.forEach(proxy -> UnixBindKeyword.complete(process.values(), proxy.binds()));
    resolvers.computeIfAbsent(
        Resolvers.DEFAULT, name -> new ResolversSection(name, diagnostics).ofSystem());
    return new Drafts(
        process,
        List.copyOf(proxies),
        List.copyOf(resolvers.values()),
        List.copyOf(peers.values()));
  }

  /** What the others refer to. */
  private void readEarly(Section section) {
    if (section.kind().equals(ErrorPages.SECTION)) {
      ErrorPages.read(section, context);
    } else if (section.kind().equals(UserLists.SECTION)) {
      UserLists.read(section, context);
    } else if (section.kind().equals(HealthCheckSections.SECTION)) {
      HealthCheckSections.read(section, context);
    } else if (section.kind().equals(ResolversSection.SECTION)) {
      readResolvers(section);
    } else if (section.kind().equals(PeersSection.SECTION)) {
      readPeers(section);
    }
  }

  private void readResolvers(Section section) {
    Line header = section.header();
    String name = header.text(1);
    Cursor cursor = header.cursor(2, diagnostics);
    try {
      Names.check("resolvers", name, cursor);
      cursor.end();
    } catch (ArgumentException problem) {
      cursor.report(problem);
    }
    if (header.size() < 2) {
      diagnostics.error(header.span(1), "'resolvers' expects a name");
    } else if (resolvers.containsKey(name)) {
      diagnostics.error(header.span(1), "resolvers '%s' is defined twice".formatted(name));
    } else {
      resolvers.put(name, new ResolversSection(name, diagnostics).read(section));
    }
  }

  private void readPeers(Section section) {
    Line header = section.header();
    Cursor cursor = header.cursor(1, diagnostics);
    try {
      String name = cursor.next("a name");
      Names.check("peers section", name, cursor);
      PeersDraft known = peers.get(name);
      if (known != null) {
        throw cursor.error(
            0,
            name.length(),
            "peers '%s' is defined twice".formatted(name),
            Diagnostics.firstDefined(known.header().start()));
      }
      cursor.end();
      peers.put(name, new PeersSection(section, context, localPeer).read());
    } catch (ArgumentException problem) {
      cursor.report(problem);
    }
  }

  private static SectionDraft emptyGlobal() {
    Line line = new Line(io.gatehouse.config.text.Position.of(""), List.of(), "");
    return new SectionDraft(
        SectionKind.GLOBAL, line, new Values(), Optional.empty(), Optional.empty());
  }

  /** Repeated {@code global} sections are one. */
  private void readGlobal(Section section) {
    context.languages().section("");
    if (global == null) {
      global =
          new SectionDraft(
              SectionKind.GLOBAL,
              section.header(),
              new Values(),
              Optional.empty(),
              Optional.empty());
    }
    lines(section, global);
  }

  private void readDefaults(Section section) {
    Line header = section.header();
    context.languages().section("");
    Optional<SectionDraft> base = base(header, header.text(1).equals("from") ? 1 : 2, false);
    SectionDraft draft =
        new SectionDraft(
            SectionKind.DEFAULTS,
            header,
            base.map(b -> b.values().inherited()).orElseGet(Values::new),
            Optional.of(new ProxyRules(section, SectionKind.DEFAULTS.side(), context.reading())),
            Optional.empty());
    String name = header.text(1);
    if (!name.isEmpty() && !name.equals("from")) {
      SectionDraft other = namedDefaults.put(name, draft);
      if (other != null) {
        diagnostics.warning(
            header.span(1),
            "defaults section '%s' is defined twice, the later one counts".formatted(name),
            Diagnostics.firstDefined(other.header().start()));
      }
    }
    lines(section, draft);
    defaults = draft;
  }

  private void readProxy(SectionKind kind, Section section) {
    Line header = section.header();
    if (header.size() < 2) {
      diagnostics.error(header.span(1), "'%s' expects a name".formatted(kind.word()));
      return;
    }
    context.languages().section(header.text(1));
    Optional<SectionDraft> base = base(header, header.text(2).equals("from") ? 2 : 3, true);
    Values values = base.map(b -> b.values().inherited()).orElseGet(Values::new);
    SectionDraft draft =
        new SectionDraft(
            kind,
            header,
            values,
            Optional.of(new ProxyRules(section, kind.side(), context.reading())),
            base.flatMap(SectionDraft::rules));
    checkName(draft);
    header(draft);
    lines(section, draft);
    proxies.add(draft);
  }

  private void checkName(SectionDraft draft) {
    Cursor cursor = draft.header().cursor(2, diagnostics);
    try {
      Names.check(draft.kind().word(), draft.name(), cursor);
    } catch (ArgumentException problem) {
      cursor.report(problem);
    }
    for (SectionDraft other : proxies) {
      boolean overlap =
          other.kind().frontend() && draft.kind().frontend()
              || other.kind().backend() && draft.kind().backend();
      if (overlap && other.name().equals(draft.name())) {
        diagnostics.error(
            draft.header().span(1),
            "%s '%s' has the same name as another %s"
                .formatted(draft.kind().word(), draft.name(), other.kind().word()),
            Diagnostics.firstDefined(other.header().start()));
      }
    }
  }

  /** Before HAProxy 1.6 an address could stand on the line that opens the section. */
  private void header(SectionDraft draft) {
    Line line = draft.header();
    if (line.size() < 3 || line.text(2).equals("from")) {
      return;
    }
    if (draft.kind() == SectionKind.BACKEND) {
      diagnostics.error(
          line.span(2),
          "a backend cannot have an address, unexpected '%s'".formatted(line.text(2)));
      return;
    }
    diagnostics.warning(
        line.span(2),
        "an address on the '%s' line was removed from HAProxy: use 'bind %s' below it"
            .formatted(draft.kind().word(), line.text(2)));
    Cursor cursor = line.cursor(2, diagnostics);
    try {
      BindKeyword.read(cursor, draft);
    } catch (ArgumentException problem) {
      cursor.report(problem);
    }
  }

  /** The defaults a section starts with: those it names, else the last ones. */
  private Optional<SectionDraft> base(Line header, int from, boolean implicit) {
    if (!header.text(from).equals("from")) {
      return implicit ? Optional.ofNullable(defaults) : Optional.empty();
    }
    String name = header.text(from + 1);
    SectionDraft named = namedDefaults.get(name);
    if (named == null) {
      diagnostics.error(
          header.span(from + 1),
          "no defaults section is named '%s'".formatted(name),
          Suggestions.didYouMean(name, namedDefaults.keySet()));
    }
    return Optional.ofNullable(named);
  }

  private void lines(Section section, SectionDraft draft) {
    for (Line line : section.lines()) {
      line(line, draft);
    }
  }

  private void line(Line line, SectionDraft draft) {
    Prefix prefix =
        switch (line.keyword()) {
          case "no" -> Prefix.NO;
          case "default" -> Prefix.DEFAULT;
          default -> Prefix.NONE;
        };
    int from = prefix == Prefix.NONE ? 0 : 1;
    if (from >= line.size()) {
      diagnostics.error(line.span(from), "'%s' expects a keyword".formatted(line.keyword()));
      return;
    }
    Keywords.Match match = keywords.find(line, from, draft.kind(), diagnostics);
    if (match == null) {
      return;
    }
    if (prefix != Prefix.NONE && !match.family().negatable(match.keyword())) {
      diagnostics.error(
          line.span(0), "'%s' cannot be used with '%s'".formatted(line.keyword(), match.keyword()));
      return;
    }
    Cursor cursor = line.cursor(from + match.words(), diagnostics, context.languages());
    try {
      match.family().parse(new Statement(match.keyword(), prefix, cursor, draft, context));
    } catch (ArgumentException problem) {
      cursor.report(problem);
    }
  }
}
