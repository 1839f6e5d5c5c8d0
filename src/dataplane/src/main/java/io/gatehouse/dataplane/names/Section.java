package io.gatehouse.dataplane.names;

import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.model.Resolvers;
import io.gatehouse.model.Resolvers.NameServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** One {@code resolvers} section at work. Control thread. */
final class Section {
  private static final int IDS = 0x10000;

  private final Resolvers settings;
  private final Tools tools;
  private final List<NameServerLink> links = new ArrayList<>();
  private final Map<Key, Lookup> lookups = new HashMap<>();
  private final Map<Integer, Lookup> byId = new HashMap<>();

  private record Key(String name, RecordType type) {}

  /** What all sections are made with. */
  record Tools(ControlThread control, Sockets sockets, LongSupplier random) {}

  Section(Resolvers settings, Tools tools) {
    this.settings = settings;
    this.tools = tools;
    for (NameServer server : settings.servers()) {
      links.add(server.stream() ? new TcpLink(server, this) : new UdpLink(server, this));
    }
  }

  Resolvers settings() {
    return settings;
  }

  ControlThread control() {
    return tools.control();
  }

  Sockets sockets() {
    return tools.sockets();
  }

  List<NameServerLink> links() {
    return links;
  }

  /** Begins to look for a name, unless somebody does already. */
  Lookup join(Seeker seeker, String name, RecordType type) {
    String plain = AnswerReader.plain(name);
    Key key = new Key(plain, type);
    Lookup known = lookups.get(key);
    if (known != null) {
      known.seekers().add(seeker);
      return known;
    }
    Lookup made = new Lookup(this, plain, type);
    lookups.put(key, made);
    made.seekers().add(seeker);
    made.begin();
    return made;
  }

  /** Looks for a name once; what is known of it may be a little old ({@code hold valid}). */
  void ask(GuestSeeker guest, String name, RecordType type) {
    join(guest, name, type).hurry(guest);
  }

  void leave(Seeker seeker, Lookup lookup) {
    lookup.seekers().remove(seeker);
    if (lookup.seekers().isEmpty()) {
      lookups.remove(new Key(lookup.name(), lookup.preferred()));
      lookup.end();
    }
  }

  /** A number for a question that no other open one has. */
  int newId(Lookup lookup) {
    int id = (int) Math.floorMod(tools.random().getAsLong(), (long) IDS);
    while (byId.containsKey(id)) {
      id = (id + 1) % IDS;
    }
    byId.put(id, lookup);
    return id;
  }

  void forgetId(int id) {
    byId.remove(id);
  }

  /** Asks all name servers; how many they are. */
  int ask(int id, String name, RecordType type) {
    links.forEach(link -> link.ask(id, name, type));
    return links.size();
  }

  void sent(NameServerLink link, int id, boolean really) {
    link.counters().sent(really);
    Lookup lookup = byId.get(id);
    if (!really && lookup != null) {
      lookup.notSent(id);
    }
  }

  void received(NameServerLink link, int id, Answer answer) {
    Lookup lookup = byId.get(id);
    if (lookup == null) {
      link.counters().outdated();
      return;
    }
    boolean other = answer.valid() && !answer.question().equals(lookup.name());
    lookup.answer(link, other ? Answer.failed("", Answer.Verdict.INVALID) : answer);
  }

  void close() {
    List<Lookup> left = List.copyOf(lookups.values());
    lookups.clear();
    left.forEach(Lookup::end);
    left.forEach(lookup -> lookup.seekers().forEach(Seeker::abandoned));
    links.forEach(NameServerLink::close);
  }
}
