package io.gatehouse.config;

import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.config.build.ModelBuilder;
import io.gatehouse.config.haproxy.GlobalSettings;
import io.gatehouse.config.haproxy.HaproxyLanguage;
import io.gatehouse.config.haproxy.LoadContext;
import io.gatehouse.config.haproxy.LocalHost;
import io.gatehouse.config.haproxy.SectionDraft;
import io.gatehouse.config.haproxy.ServerDraft;
import io.gatehouse.config.keepalived.KeepalivedLanguage;
import io.gatehouse.config.keepalived.text.LocalMachine;
import io.gatehouse.config.keepalived.text.Machine;
import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.config.text.ConfigReader;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Environment;
import io.gatehouse.config.text.Section;
import io.gatehouse.config.text.Span;
import io.gatehouse.model.GatewayModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads a configuration: texts in, a model or diagnostics out. Each text is in HAProxy's or in
 * Keepalived's language.
 *
 * <p>One thread at a time; a loader may be used again for a reload.
 */
public final class ConfigurationLoader {
  private final Vocabulary vocabulary;
  private final FormatCompiler formats;
  private final BuildFacts facts;
  private final Machine machine;

  /**
   * @param formats compiles log-format strings
   * @param facts what conditions of the text may ask about the program
   */
  public ConfigurationLoader(Vocabulary vocabulary, FormatCompiler formats, BuildFacts facts) {
    this(vocabulary, formats, facts, LocalMachine.here());
  }

  /**
   * @param machine what a {@code keepalived.conf} may ask about the machine
   */
  public ConfigurationLoader(
      Vocabulary vocabulary, FormatCompiler formats, BuildFacts facts, Machine machine) {
    this.vocabulary = vocabulary;
    this.formats = formats;
    this.facts = facts;
    this.machine = machine;
  }

  /**
   * @param model empty when there are errors
   * @param diagnostics errors, warnings and notices in the order they were found
   * @param servers where {@code backend/server} is written, for what is found later
   * @param zeroWarning where warnings are forbidden, if they are
   */
  public record Result(
      Optional<GatewayModel> model,
      Diagnostics diagnostics,
      Map<String, Span> servers,
      Optional<Span> zeroWarning) {

    /** Warnings that are found later are forbidden as well. */
    public void countWarnings() {
      if (diagnostics.warnings() > 0) {
        zeroWarning.ifPresent(at -> diagnostics.error(at, ModelBuilder.WARNINGS));
      }
    }
  }

  /** Loads these sources as one configuration; {@code setenv} lines change the environment. */
  public Result load(List<ConfigSource> sources, Environment environment) {
    return load(sources, environment, new Diagnostics());
  }

  /** The same, going on with diagnostics such as those of reading the files. */
  public Result load(List<ConfigSource> sources, Environment environment, Diagnostics diagnostics) {
    LoadContext context = new LoadContext(vocabulary, formats, diagnostics);
    List<Section> sections =
        new ConfigReader(HaproxyLanguage.sectionNames(), facts, environment, diagnostics)
            .read(in(Language.HAPROXY, sources));
    String localPeer = environment.get("HAPROXY_LOCALPEER").orElseGet(LocalHost::name);
    HaproxyLanguage.Drafts drafts = new HaproxyLanguage(context, localPeer).read(sections);
    Optional<GatewayModel> model = new ModelBuilder(context).build(drafts);
    Optional<VipConfiguration> vip = vip(in(Language.KEEPALIVED, sources), diagnostics);
    return new Result(
        vip.flatMap(addresses -> model.map(m -> m.with(addresses))),
        diagnostics,
        servers(drafts.proxies()),
        drafts.global().values().at(GlobalSettings.ZERO_WARNING));
  }

  private static Map<String, Span> servers(List<SectionDraft> proxies) {
    Map<String, Span> places = new HashMap<>();
    for (SectionDraft proxy : proxies) {
      for (ServerDraft server : proxy.servers()) {
        places.putIfAbsent(proxy.name() + "/" + server.name(), server.addressAt());
      }
    }
    return places;
  }

  private Optional<VipConfiguration> vip(List<ConfigSource> sources, Diagnostics diagnostics) {
    return sources.isEmpty()
        ? Optional.of(VipConfiguration.NONE)
        : new KeepalivedLanguage(machine, diagnostics).read(sources);
  }

  private static List<ConfigSource> in(Language language, List<ConfigSource> sources) {
    return sources.stream().filter(source -> Language.of(source) == language).toList();
  }
}
