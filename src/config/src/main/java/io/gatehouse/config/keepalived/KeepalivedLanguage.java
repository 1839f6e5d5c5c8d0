package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.api.vip.VirtualRoute;
import io.gatehouse.config.keepalived.TrackingDraft.Kind;
import io.gatehouse.config.keepalived.text.BlockReader;
import io.gatehouse.config.keepalived.text.Machine;
import io.gatehouse.config.keepalived.text.Statement;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostic;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Span;
import io.gatehouse.config.text.Suggestions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code keepalived.conf}. Used once for a load. */
public final class KeepalivedLanguage {
  private static final Keywords<GlobalDraft> GLOBAL = GlobalKeywords.all();
  private static final Keywords<InstanceDraft> INSTANCE = InstanceKeywords.all();
  private static final Keywords<GroupDraft> GROUP = GroupKeywords.all();
  private static final Map<Kind, Keywords<TrackedDraft>> TRACKED = new EnumMap<>(Kind.class);

  static {
    for (Kind kind : List.of(Kind.SCRIPT, Kind.PROCESS, Kind.FILE)) {
      TRACKED.put(kind, TrackedKeywords.of(kind));
    }
  }

  private final Context context;
  private final Diagnostics target;
  private final Diagnostics diagnostics = new Diagnostics();
  private final Drafts drafts = new Drafts();
  private final List<Clause> addresses = new ArrayList<>();
  private final List<VirtualRoute> routes = new ArrayList<>();

  public KeepalivedLanguage(Machine machine, Diagnostics diagnostics) {
    this.context = new Context(machine, this.diagnostics);
    this.target = diagnostics;
  }

  /** The words that open a section and stand nowhere else. */
  public static Set<String> sectionNames() {
    return Sections.ONLY_OUTERMOST;
  }

  /** The records of all sources; empty once an error was found. */
  public Optional<VipConfiguration> read(List<ConfigSource> sources) {
    for (ConfigSource source : sources) {
      new BlockReader(Sections.ONLY_OUTERMOST, context.machine(), diagnostics)
          .read(source)
          .forEach(this::section);
    }
    List<VirtualAddress> fixed = new ArrayList<>();
    for (Clause clause : addresses) {
      AddressKeywords.fixed(clause, drafts.global().defaultInterface, fixed::add);
    }
    Optional<VipConfiguration> built =
        new ConfigurationBuilder(drafts, context).build(fixed, routes);
    report();
    return built;
  }

  /** What was found in several rounds, in the order of the files. */
  private void report() {
    Map<String, Integer> files = new HashMap<>();
    diagnostics.all().forEach(one -> files.putIfAbsent(one.position().file(), files.size()));
    Comparator<Diagnostic> order =
        Comparator.comparingInt(one -> files.getOrDefault(one.position().file(), 0));
    diagnostics.all().stream()
        .sorted(
            order
                .thenComparingInt(one -> one.position().line())
                .thenComparingInt(one -> one.position().column()))
        .forEach(target::add);
  }

  private void section(Statement statement) {
    Clause clause = Clause.of(statement, 1, context);
    try {
      switch (statement.keyword()) {
        case "global_defs" -> {
          if (block(clause)) {
            clause.end();
            GLOBAL.read(drafts.global(), statement.body(), context);
          }
        }
        case "vrrp_instance" -> instance(clause);
        case "vrrp_sync_group" -> group(clause);
        case "vrrp_script" -> tracked(Kind.SCRIPT, clause);
        case "vrrp_track_process" -> tracked(Kind.PROCESS, clause);
        case "track_file", "vrrp_track_file" -> tracked(Kind.FILE, clause);
        case "static_ipaddress" -> {
          if (block(clause)) {
            clause.end();
            addresses.add(clause);
          }
        }
        case "static_routes" -> {
          if (block(clause)) {
            clause.end();
            AddressKeywords.each(clause, entry -> routes.add(RouteKeywords.route(entry)));
          }
        }
        default -> other(clause);
      }
    } catch (ArgumentException problem) {
      clause.cursor().report(problem);
    }
  }

  private void other(Clause clause) {
    String word = clause.keyword();
    if (Sections.NO_EFFECT.containsKey(word)) {
      clause.notice("'%s' has no effect here".formatted(word), Sections.NO_EFFECT.get(word));
    } else if (Sections.REFUSED.containsKey(word)) {
      clause.error(
          "'%s' is known to Keepalived but not supported".formatted(word),
          Sections.REFUSED.get(word));
    } else {
      Span at = clause.statement().line().span(0);
      String[] hints =
          INSTANCE.all().contains(word)
              ? new String[] {"it belongs into a 'vrrp_instance'"}
              : GLOBAL.all().contains(word)
                  ? new String[] {"it belongs into 'global_defs'"}
                  : Suggestions.didYouMean(word, Sections.all());
      diagnostics.error(at, "unknown section '%s'".formatted(word), hints);
    }
  }

  private boolean block(Clause clause) {
    if (!clause.statement().block()) {
      diagnostics.error(
          clause.statement().line().span(0),
          "'%s' expects a block in braces".formatted(clause.keyword()));
    }
    return clause.statement().block();
  }

  private void instance(Clause clause) throws ArgumentException {
    if (block(clause)) {
      String name = clause.only("a name");
      InstanceDraft draft = new InstanceDraft(name, clause.at());
      INSTANCE.read(draft, clause.statement().body(), context);
      drafts.add(draft, diagnostics);
    }
  }

  private void group(Clause clause) throws ArgumentException {
    if (block(clause)) {
      String name = clause.only("a name");
      GroupDraft draft = new GroupDraft(name, clause.at());
      GROUP.read(draft, clause.statement().body(), context);
      drafts.add(draft, diagnostics);
    }
  }

  private void tracked(Kind kind, Clause clause) throws ArgumentException {
    Keywords<TrackedDraft> keywords = TRACKED.get(kind);
    if (keywords != null && block(clause)) {
      String name = clause.only("a name");
      TrackedDraft draft = new TrackedDraft(kind, name, clause.at());
      keywords.read(draft, clause.statement().body(), context);
      drafts.add(draft, diagnostics);
    }
  }
}
