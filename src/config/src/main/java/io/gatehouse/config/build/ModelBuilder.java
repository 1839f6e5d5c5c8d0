package io.gatehouse.config.build;

import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.config.haproxy.GlobalSettings;
import io.gatehouse.config.haproxy.HaproxyLanguage.Drafts;
import io.gatehouse.config.haproxy.LoadContext;
import io.gatehouse.config.haproxy.PeersDraft;
import io.gatehouse.config.haproxy.ProcessVariables;
import io.gatehouse.config.haproxy.ProxySettings;
import io.gatehouse.config.haproxy.SectionDraft;
import io.gatehouse.config.haproxy.Values;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.model.Backend;
import io.gatehouse.model.Frontend;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.Global;
import io.gatehouse.model.Peers;
import io.gatehouse.model.Server;
import io.gatehouse.model.StickTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the model out of drafts. */
public final class ModelBuilder {
  /** Why there is no model where everything else is right. */
  public static final String WARNINGS = "there are warnings and 'zero-warning' is set";

  private static final int FIRST_ID = 2;

  /** What a frontend is taken to accept where neither it nor the process has a limit. */
  private static final int UNLIMITED = 2_000;

  private final LoadContext context;

  public ModelBuilder(LoadContext context) {
    this.context = context;
  }

  /** The model, or nothing once an error was found here or before. */
  public Optional<GatewayModel> build(Drafts drafts) {
    Global global = new GlobalBuilder(drafts.global()).build();
    IdentityHashMap<SectionDraft, Integer> ids = ids(drafts.proxies());
    LogBuilder logs = new LogBuilder(global, context);
    List<Frontend> frontends =
        drafts.proxies().stream()
            .filter(draft -> draft.kind().frontend())
            .map(draft -> new FrontendBuilder(draft, logs).build(ids.getOrDefault(draft, 0)))
            .toList();
    List<Backend> backends = new ArrayList<>();
    TlsBuilder tls = new TlsBuilder(drafts.global().values(), context.diagnostics());
    CheckLines lines = new CheckLines(drafts.global().values(), context.diagnostics());
    FullConnections full = new FullConnections(frontends, processLimit(global));
    for (SectionDraft draft : drafts.proxies()) {
      if (draft.kind().backend()) {
        lines.check(draft);
        stateFile(draft, global);
        BackendBuilder builder =
            new BackendBuilder(draft, logs, context, lines.preserveEnvironment(), tls);
        builder.build(ids.getOrDefault(draft, 0), full.of(draft.name())).ifPresent(backends::add);
      }
    }
    List<StickTable> tables = new TableBuilder(drafts, context).build();
    check(drafts);
    if (context.diagnostics().hasErrors()) {
      return Optional.empty();
    }
    return Optional.of(
        new GatewayModel(
            global,
            frontends,
            backends,
            context.languages().patterns(),
            new ProcessVariables(context.languages()),
            tables,
            peers(drafts),
            drafts.resolvers(),
            context.languages().namedServers(),
            VipConfiguration.NONE));
  }

  /** Those whose nodes share anything. */
  private List<Peers> peers(Drafts drafts) {
    List<Peers> working = new ArrayList<>();
    for (PeersDraft draft : drafts.peers()) {
      if (draft.works()) {
        working.add(
            new Peers(
                draft.name(),
                draft.localName(),
                draft.bind().map(bind -> BindBuilder.bind(bind, 1, BindBuilder.BACKLOG)),
                draft.peers().stream()
                    .map(peer -> new Peers.Peer(peer.name(), peer.endpoint()))
                    .toList()));
      }
    }
    return working;
  }

  private static int processLimit(Global global) {
    return global.maxconn() == 0 ? UNLIMITED : global.maxconn();
  }

  private void check(Drafts drafts) {
    new CrossChecks(drafts.proxies(), context.diagnostics()).run();
    NameChecks names = new NameChecks(drafts.resolvers(), context.diagnostics());
    names.run(drafts.proxies());
    names.run(context.languages().askedResolvers());
    zeroWarning(drafts);
  }

  /**
   * The only server of a section.
   *
   * @param checker what servers of its backend are checked with
   */
  public static Server server(
      SectionDraft section, HealthCheckerSpec checker, Diagnostics diagnostics) {
    TlsBuilder tls = new TlsBuilder(new Values(), diagnostics);
    return new ServerBuilder(section, checker, Map.of(), tls, diagnostics).all().getFirst();
  }

  private void stateFile(SectionDraft draft, Global global) {
    boolean shared = draft.values().get(ProxySettings.STATE_SOURCE, "").equals("global");
    if (shared && global.states().shared().isEmpty()) {
      context
          .diagnostics()
          .warning(
              draft.values().at(ProxySettings.STATE_SOURCE).orElse(draft.header().span()),
              "backend '%s' is to read the global state file, but there is no 'server-state-file'"
                  .formatted(draft.name()));
    }
  }

  private void zeroWarning(Drafts drafts) {
    Diagnostics diagnostics = context.diagnostics();
    if (diagnostics.warnings() > 0) {
      drafts
          .global()
          .values()
          .at(GlobalSettings.ZERO_WARNING)
          .ifPresent(at -> diagnostics.error(at, WARNINGS));
    }
  }

  /**
   * Chosen numbers first, the others take what is free in the order of the file. HAProxy never
   * gives 1 away by itself, and monitoring knows proxies by number.
   */
  private IdentityHashMap<SectionDraft, Integer> ids(List<SectionDraft> proxies) {
    // By identity: a draft holds everything that was written, its hash would read all of it.
    IdentityHashMap<SectionDraft, Integer> ids = new IdentityHashMap<>();
    Map<Integer, SectionDraft> taken = new HashMap<>();
    for (SectionDraft draft : proxies) {
      draft.values().get(ProxySettings.ID).ifPresent(id -> claim(draft, id, ids, taken));
    }
    int next = FIRST_ID;
    for (SectionDraft draft : proxies) {
      if (!ids.containsKey(draft)) {
        while (taken.containsKey(next)) {
          next++;
        }
        ids.put(draft, next);
        taken.put(next, draft);
      }
    }
    return ids;
  }

  private void claim(
      SectionDraft draft,
      int id,
      IdentityHashMap<SectionDraft, Integer> ids,
      Map<Integer, SectionDraft> taken) {
    SectionDraft other = taken.putIfAbsent(id, draft);
    ids.put(draft, id);
    if (other != null) {
      context
          .diagnostics()
          .error(
              draft.values().at(ProxySettings.ID).orElse(draft.header().span()),
              "id %d is taken by %s '%s'".formatted(id, other.kind().word(), other.name()),
              Diagnostics.firstDefined(other.header().start()));
    }
  }
}
