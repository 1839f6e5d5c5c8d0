package io.gatehouse.gateway.runtime;

import java.util.stream.Stream;

/** What is said to both programs, in this order: later lines see what earlier ones did. */
final class CommandLines {
  private CommandLines() {}

  private static final String ANSWERED =
      """
      show backend
      show servers state
      show servers state be
      show servers state nope
      show cli level
      user;show cli level
      operator;show cli level
      user;operator;show cli level
      user;disable server be/s1
      disable server
      disable server be
      disable server nope/s1
      disable server be/nope
      disable server be/s1;get weight be/s1
      show servers state be
      enable server be/s1
      enable server be/s3
      disable server be/s3
      show servers state be
      set server be/s1
      set server
      set server be/s1 state
      set server be/s1 state nope
      set server be/nope state ready
      set server be/s1 state drain
      show servers state be
      set server be/s1 state maint
      show servers state be
      set server be/s1 state ready
      show servers state be
      set server be/s1 weight
      set server be/s1 weight x
      set server be/s1 weight 1x
      set server be/s1 weight 1%x
      set server be/s1 weight 300
      set server be/s1 weight -1
      set server be/s1 weight 50%;get weight be/s1
      set server be/s1 weight 3000%;get weight be/s1
      set server be/s1 weight 0%;get weight be/s1
      set server be/s1 weight 256;get weight be/s1
      set weight be/s1 7;get weight be/s1
      set weight be/s4 33%;get weight be/s4
      set weight be/s1
      set weight
      get weight
      get weight be
      get weight be/nope
      get weight nope/s1
      get weight be/s2
      get weight #3/#1
      set weight fixed/f1 3
      set weight fixed/f1 0
      set weight fixed/f1 100%
      set maxconn server be/s1 5
      set maxconn server be/s1
      set maxconn server be/s1 x
      set maxconn server be/s1 5x
      set maxconn server be/nope 5
      set maxconn server
      set maxconn frontend fe 50
      set maxconn frontend nope 50
      set maxconn frontend fe
      set maxconn frontend
      set maxconn global 10
      set maxconn global
      set maxconn global 0
      set maxconn global 100000000
      disable frontend fe
      disable frontend fe
      enable frontend fe
      enable frontend fe
      disable frontend
      disable frontend nope
      disable frontend be
      shutdown frontend nope
      shutdown frontend
      shutdown frontend fe
      shutdown frontend fe
      enable frontend fe
      disable frontend fe
      set server be/s1 health
      set server be/s1 health nope
      set server be/s1 health down
      show servers state be
      set server be/s1 health up
      set server be/s1 health stopping
      show servers state be
      set server be/s1 health up
      disable health be/s1
      enable health be/s1
      disable health be/s4
      show servers state be
      enable health be/s4
      disable health
      enable health be
      enable agent be/s1
      disable agent be/s1
      enable agent be/nope
      disable agent
      set server be/s1 agent up
      set server be/s1 fqdn a.example
      shutdown sessions server be/s1
      shutdown sessions server be/nope
      shutdown sessions server
      set server be/s1 addr
      set server be/s1 addr nope
      set server be/s1 addr 127.0.0.2
      set server be/s1 addr 127.0.0.2
      set server be/s1 addr 127.0.0.2 port 99
      set server be/s1 addr 127.0.0.2 port 99
      set server be/s1 addr 127.0.0.3 port 99
      set server be/s1 addr ::1 port 9
      show servers state be
      set server be/s1 addr 127.0.0.1 port 9
      set severity-output number;set server be/s1 addr 127.0.0.1
      set timeout cli 5
      set timeout cli 5s
      set timeout cli x
      set timeout cli
      set timeout
      set timeout nope
      set severity-output
      set severity-output nope
      set severity-output number;get weight be/nope
      set severity-output string;get weight be/nope;get weight be/s1
      set severity-output string;set server be/s1 state nope
      show env NO_SUCH_VARIABLE_HERE
      show  env   NO_SUCH_VARIABLE_HERE
      get\\ weight be/s1;get weight be/s1
      get weight b\\e/s1
      prompt
      prompt;get weight be/s1
      prompt\\nget weight be/s1;get weight be/s2\\nquit\\nget weight be/s1
      get weight be/s1;quit;get weight be/s1
      get weight be/s1\\nget weight be/s2
      quit
      get weight be/s1 <<\\nabc\\n
      prompt\\nget weight be/s1 <<\\nabc\\n\\nget weight be/s2\\nquit
      """;

  /** Lists are numbered in the order of the file: paths, names without case, networks. */
  private static final String PATTERNS =
      """
      show acl #0
      show acl #99
      show acl nope
      show map nope
      get acl #0 /xyz
      get acl #0 /q
      get acl #1 AGENT\\ one
      get acl #1 agent\\ two
      get acl #1 AGENT\\ three
      get acl #2 10.1.1.1
      get acl #2 11.1.1.1
      add acl #0 /z
      add acl #0 /z\\ y
      add acl #0 /z\\;y
      show acl #0
      del acl #0 /z\\ y
      del acl #0 /z\\;y
      del acl #0 /z
      del acl #0 /z
      show acl #0
      add acl #0
      add acl
      del acl
      del acl #0
      get acl
      get acl #0
      clear acl
      clear acl #99
      del map
      get map
      set map
      add map
      clear map
      prepare acl
      prepare acl #0
      add acl @1 #0 /new
      show acl #0
      show acl @1 #0
      commit acl
      commit acl #0
      commit acl @9 #0
      add acl @7 #0 /new
      commit acl @1 #0
      show acl #0
      clear acl #0
      show acl #0
      show acl #2
      del acl #2 10.0.0.0/8
      show acl #2
      add acl #2 10.0.0.0/8
      get acl #2 10.1.1.1
      """;

  /** The checks of {@code watched/a1} are an hour away. */
  private static final String AGENTS =
      """
      show servers state watched
      set server watched/a1 agent
      set server watched/a1 agent nope
      set server watched/a1 agent down
      show servers state watched
      set server watched/a1 agent up
      show servers state watched
      set server watched/a1 agent-addr
      set server watched/a1 agent-addr nope
      set server watched/a1 agent-addr 127.0.0.2
      show servers state watched
      set server watched/a1 agent-addr 127.0.0.2 port 99999
      set server watched/a1 agent-addr 127.0.0.2 port 98
      show servers state watched
      set server watched/a1 agent-port
      set server watched/a1 agent-port x
      set server watched/a1 agent-port 97
      set server watched/a1 agent-send
      set server watched/a1 agent-send hello
      set server be/s1 agent-addr 127.0.0.1
      set server be/s1 agent-port 5
      set server be/s1 agent-send x
      show servers state watched
      disable agent watched/a1
      show servers state watched
      set server watched/a1 agent down
      set server watched/a1 agent-port 96
      disable health watched/a1
      show servers state watched
      enable health watched/a1
      enable agent watched/a1
      set server watched/a1 health down
      show servers state watched
      set server watched/a1 agent up
      show servers state watched
      set server watched/a1 health up
      set server watched/a1 check-addr 127.0.0.5
      set server watched/a1 check-addr 127.0.0.5 port 7
      set server watched/a1 check-addr nope
      set server watched/a1 check-port 8
      set server watched/a1 check-port x
      set server watched/a1 check-port
      set server be/s1 check-port 8
      set server be/s1 check-addr 127.0.0.1
      show servers state watched
      """;

  private static final String RIGHTS =
      """
      disable server be/s1
      enable server be/s1
      set server be/s1 state ready
      set weight be/s1 7
      get weight be/s1
      show servers state
      show servers conn
      show backend
      show stat
      show info
      show env HOME
      show version
      show cli sockets
      set timeout cli 5
      set severity-output none
      """;

  // size: a table of cases, one to a line.
  static Stream<String> answered() {
    return ANSWERED.lines();
  }

  // size: a table of cases, one to a line.
  static Stream<String> patterns() {
    return PATTERNS.lines();
  }

  // size: a table of cases, one to a line.
  static Stream<String> agents() {
    return AGENTS.lines();
  }

  static Stream<String> rights() {
    return RIGHTS.lines();
  }
}
