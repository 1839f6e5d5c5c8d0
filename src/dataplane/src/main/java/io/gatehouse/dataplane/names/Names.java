package io.gatehouse.dataplane.names;

import io.gatehouse.api.rule.NameQuestion;
import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.listen.Transport;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.Resolvers;
import io.gatehouse.model.Server;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names of all servers that ask for it. Followed and closed by any thread, else
 * confined to the control thread.
 */
public final class Names implements AutoCloseable {
  /** Labels of at most 63 printable characters, 253 in all. */
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}\\.?$)[!-~&&[^.]]{1,63}(\\.[!-~&&[^.]]{1,63})*\\.?");

  private final Section.Tools tools;
  private final SystemNames system;
  private final Map<RunningServer, ServerSeeker> seekers = new HashMap<>();
  private final Map<Service, ServiceSeeker> services = new HashMap<>();
  private Map<String, Section> sections = new LinkedHashMap<>();

  /** The servers of a backend that stand for one service. */
  private record Service(Section section, String backend, String name) {}

  /** What a name server has been doing. */
  public record Report(String nameServer, Counters.Values values) {}

  /**
   * @param loop carries the sockets
   */
  public Names(ControlThread control, EventLoop loop, Transport transport, LongSupplier random) {
    this.tools = new Section.Tools(control, new Sockets(loop, transport), random);
    this.system = new SystemNames(control);
  }

  /** From now on the names of these servers are resolved; who stays keeps what it knows. */
  public void follow(List<Resolvers> resolvers, Collection<RunningBackend> backends) {
    List<RunningBackend> all = List.copyOf(backends);
    tools.control().submit(() -> exchange(resolvers, all));
  }

  private void exchange(List<Resolvers> resolvers, List<RunningBackend> backends) {
    Map<String, Section> next = new LinkedHashMap<>();
    for (Resolvers settings : resolvers) {
      Section known = sections.get(settings.name());
      boolean same = known != null && known.settings().equals(settings);
      next.put(settings.name(), same && known != null ? known : new Section(settings, tools));
    }
    Map<RunningServer, ServerSeeker> before = new HashMap<>(seekers);
    sections.values().removeAll(next.values());
    List<Section> left = List.copyOf(sections.values());
    sections = next;
    seekers.clear();
    backends.stream()
        .filter(backend -> !backend.backend().proxy().disabled())
        .flatMap(backend -> backend.servers().stream())
        .forEach(server -> admit(server, before.get(server)));
    before.values().stream()
        .filter(seeker -> !seekers.containsValue(seeker))
        .forEach(ServerSeeker::end);
    services.values().removeIf(ServiceSeeker::ended);
    left.forEach(Section::close);
    system.follow(backends);
  }

  private void admit(RunningServer running, @Nullable ServerSeeker before) {
    Server server = running.server();
    Section section = sections.get(server.resolution().resolvers());
    if (section == null) {
      return;
    }
    if (before != null && before.section() == section) {
      seekers.put(running, before);
    } else {
      seekers.put(running, begin(running, section));
    }
  }

  private ServerSeeker begin(RunningServer running, Section section) {
    if (running.serviceName().isEmpty()) {
      ServerSeeker seeker = new ServerSeeker(running, section, null);
      if (!running.hostName().isEmpty()) {
        seeker.seek(running.hostName());
      }
      return seeker;
    }
    Service key = new Service(section, running.backend().name(), running.serviceName());
    ServiceSeeker service =
        services.computeIfAbsent(key, k -> new ServiceSeeker(section, k.name()));
    ServerSeeker seeker = new ServerSeeker(running, section, service);
    service.add(seeker);
    return seeker;
  }

  /**
   * {@code set server … fqdn}. Control thread.
   *
   * @return false when its name is not resolved at run time
   */
  public boolean rename(RunningServer server, String name) {
    ServerSeeker seeker = seekers.get(server);
    if (seeker == null) {
      return false;
    }
    server.backend().whereabouts().renamed(server, name);
    seeker.seek(name);
    return true;
  }

  /** Looks for a name once. Any thread; the answer comes on the control thread. */
  public void resolve(NameQuestion question, Consumer<Optional<InetAddress>> answer) {
    tools.control().submit(() -> ask(question, answer));
  }

  private void ask(NameQuestion question, Consumer<Optional<InetAddress>> answer) {
    Section section = sections.get(question.resolvers());
    if (section == null || !NAME.matcher(question.name()).matches()) {
      answer.accept(Optional.empty());
      return;
    }
    RecordType first = question.preferIpv4() ? RecordType.A : RecordType.AAAA;
    section.ask(new GuestSeeker(section, question.preferIpv4(), answer), question.name(), first);
  }

  /** The name servers of each section. Control thread. */
  public Map<String, List<Report>> report() {
    Map<String, List<Report>> all = new LinkedHashMap<>();
    sections.forEach(
        (name, section) ->
            all.put(
                name,
                section.links().stream()
                    .map(link -> new Report(link.server().name(), link.counters().values()))
                    .toList()));
    return all;
  }

  /** Resolves nothing any more. */
  @Override
  public void close() {
    system.close();
    tools.control().submit(() -> sections.values().forEach(Section::close));
  }
}
